"""A decision that comes to one weighted vote, as an oceanic game.

Those with few votes are an ocean: so many of them that only what they have together counts. The
quota is then a weight and not a number of votes: whether one share more is needed makes no
difference.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from kingmaker.engine.power.ocean import Atoms, OceanicGame
from kingmaker.model import AllOf, AnyOf, Approval, Ballot, Organisation, Rule, SomeOf, Vote
from kingmaker.translate.looking import Looking
from kingmaker.translate.polls import Poll, polls
from kingmaker.translate.sums import SOMEONE, Sum, sums_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Those who vote in their own name, one by one.

    Attributes
    ----------
    party : str
        Who.
    members : int
        How many equal ones.
    votes : Fraction
        Votes of each.
    """

    party: str
    members: int
    votes: Fraction


@dataclass(frozen=True, slots=True)
class OceanicVote:
    """One weighted vote of large and small holders.

    Attributes
    ----------
    game : OceanicGame or None
        Of the large ones as atoms, in their order, and the small ones as an ocean; in votes.
        None if the decision is no such vote.
    large, small : tuple of Holder
        Who they are.
    why : str
        What it is instead, if it is no such vote.
    footing : frozenset of str
        Dotted paths of the facts the game rests on.
    """

    game: OceanicGame | None
    large: tuple[Holder, ...]
    small: tuple[Holder, ...]
    why: str
    footing: frozenset[str]

    @property
    def votes(self) -> Fraction:
        """Votes of all who may vote as they like."""
        return sum((h.votes * h.members for h in (*self.large, *self.small)), Fraction(0))


def oceanic_vote(
    organisation: Organisation, decision: str, below: Fraction, ocean: Collection[str] = ()
) -> OceanicVote:
    """Turn a decision's one vote into an oceanic game.

    Parameters
    ----------
    organisation : Organisation
        What its ``ballots`` say of a party is taken as given: it is neither atom nor ocean.
    decision : str
        Its identifier; ``DECISION:BODY.SEAT`` for one that is taken for each seat.
    below : Fraction
        Who has less than this part of the votes is in the ocean.
    ocean : collection of str
        Parties that are in it whatever they have; with a group, all who are a part of it.

    Returns
    -------
    OceanicVote
        The largest holders first.

    Raises
    ------
    KeyError
        If the organisation has no such decision.
    """
    polling = polls(organisation, decision)
    poll, why = _one_vote(organisation, decision, polling.polls)
    if poll is None:
        return OceanicVote(None, (), (), why, polling.footing)
    holders = [
        Holder(poll.players[voter.source].party, voter.members, voter.votes)
        for voter in poll.voters
        if isinstance(voter.source, int) and voter.votes
    ]
    votes = sum((h.votes * h.members for h in holders), Fraction(0))
    holders.sort(key=lambda h: h.votes, reverse=True)
    few = [h.votes < below * votes or _among(organisation, h.party, ocean) for h in holders]
    large = tuple(h for h, small in zip(holders, few, strict=True) if not small)
    small = tuple(h for h, small in zip(holders, few, strict=True) if small)
    whole = sum((h.votes * h.members for h in small), Fraction(0))
    atoms = tuple(Atoms(h.votes, h.members) for h in large)
    game = OceanicGame(_quota(poll, atoms, whole), atoms, whole)
    return OceanicVote(game, large, small, "", polling.footing)


def _among(organisation: Organisation, party: str | None, ocean: Collection[str]) -> bool:
    """Whether a party, or a group that it is a part of, is named."""
    while party is not None and party not in ocean:
        party = organisation.parties[party].part_of
    return party is not None


def _one_vote(
    organisation: Organisation, decision: str, found: tuple[Poll, ...]
) -> tuple[Poll | None, str]:
    """The one vote that a decision comes to; or None, and why it is no such vote."""
    looking = Looking(organisation)
    entry = looking.decision(decision.partition(":")[0])
    rule = _only(looking, entry.rule)
    if rule is None or entry.proposed_by is not None:
        return None, "it takes more than one vote of one body, or a consent"
    poll = next((poll for poll in found if poll.rule == rule), None)
    if poll is None:
        return None, "its vote is not found"
    if len(found) > 1 or any(not isinstance(voter.source, int) for voter in poll.voters):
        return None, "some of its voters are directed by another vote or rule"
    if rule.method == "cumulative":
        return None, "votes are spread over candidates"
    if rule.casting_vote is not None:
        return None, "somebody has a casting vote"
    if (
        rule.quorum is not None
        and rule.quorum.excluded_count
        and any(voice.barred for voice in poll.voices)
    ):
        return None, "those who may not vote make up its quorum too"
    if not any(voter.votes for voter in poll.voters):
        return None, "nobody may vote as they like"
    return poll, ""


def _only(looking: Looking, rule: Rule) -> Vote | None:
    """The vote that a rule comes to, by whatever name; None if it is anything else."""
    match rule:
        case Vote():
            return rule
        case str():
            return _only(looking, looking.rule(rule))
        case AllOf(all_of=(inner,)) | AnyOf(any_of=(inner,)) | SomeOf(some_of=(inner,)):
            return _only(looking, inner)
        case Approval():
            other = looking.decision(rule.decision.partition(":")[0])
            return None if other.proposed_by is not None else _only(looking, other.rule)
        case _:
            return None


def _quota(poll: Poll, atoms: tuple[Atoms, ...], ocean: Fraction) -> Fraction:
    """The votes that it takes whatever the others do, of those who may vote as they like."""
    sums = sums_of(poll.rule, poll.size)
    lines: list[tuple[Sum, Fraction]] = [
        (test, _line(poll, test, "against")) for test in sums.counted if test is not SOMEONE
    ]
    if sums.quorum is not None:
        lines.append((sums.quorum, _line(poll, sums.quorum, "absent")))
    whole = sum((a.weight * a.members for a in atoms), ocean)
    quotas: list[Fraction] = []
    for test, needed in lines:
        if test.strict and needed == whole:
            quotas.append(needed + 1)  # more than everything
        elif test.strict and not ocean:
            unit = lcm(needed.denominator, *(a.weight.denominator for a in atoms))
            quotas.append(needed + Fraction(1, unit))
        else:
            quotas.append(needed)
    return max(quotas)


def _line(poll: Poll, test: Sum, idle: Ballot) -> Fraction:
    """The votes that have to join for a test to be passed, or its boundary."""
    total, gain = test.constant, test.adds("for") - test.adds(idle)
    for voice in poll.voices:
        ballot: Ballot = idle if poll.source(voice) is not None else _given(voice.say.ballot)
        total += voice.weight * voice.say.members * test.adds(ballot, barred=voice.barred)
    return -total / gain if gain else Fraction(0)


def _given(ballot: Ballot | None) -> Ballot:
    return ballot or "absent"
