"""One vote with another threshold, and a decision that is nothing but one weighted vote."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, gcd, lcm

from kingmaker.engine.games.gates import Game, Gate
from kingmaker.model import Organisation, exact
from kingmaker.model.changes import reset
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.players import Player
from kingmaker.translate.polls import Poll, polls


@dataclass(frozen=True, slots=True)
class Weighing:
    """How the votes of one vote are counted, in the smallest whole units.

    Attributes
    ----------
    poll : Poll
        The vote.
    unit : int
        Whole units of one vote: 100 where somebody has 16.52.
    weights, sizes : tuple of int
        By kind of voter: units of each, and how many there are.
    needed : int or None
        The fewest units that carry it today, everybody else against it; None if all do not.
    """

    poll: Poll
    unit: int
    weights: tuple[int, ...]
    sizes: tuple[int, ...]
    needed: int | None

    @property
    def total(self) -> int:
        """Units of all who may vote."""
        return sum(w * n for w, n in zip(self.weights, self.sizes, strict=True))

    @property
    def base(self) -> Fraction:
        """Units that a share is a share of, if all votes are cast."""
        return self.poll.base(self.poll.rule.of) * self.unit

    def share(self, units: int) -> Fraction | None:
        """What part of its base some units are; None if the rule asks for a number."""
        if self.poll.rule.of is None or not self.base:
            return None
        return Fraction(units) / self.base


@dataclass(frozen=True, slots=True)
class SingleVote:
    """A decision that is one weighted vote and nothing else.

    Attributes
    ----------
    quota : int
        Units that carry it.
    weights : tuple of int
        Units of each member of each kind of player.
    players : tuple of Player
        Who they are.
    weighing : Weighing
        The vote.
    """

    quota: int
    weights: tuple[int, ...]
    players: tuple[Player, ...]
    weighing: Weighing

    @property
    def sizes(self) -> tuple[int, ...]:
        """Members of each kind of player."""
        return tuple(player.size for player in self.players)


def weighing(poll: Poll) -> Weighing:
    """How the votes of a vote are counted."""
    voices = [voice for voice in poll.voices if not voice.barred and voice.weight]
    unit = lcm(1, *(voice.weight.denominator for voice in voices))
    kinds: dict[int, int] = {}
    for voice in voices:
        weight = int(voice.weight * unit)
        kinds[weight] = kinds.get(weight, 0) + voice.say.members
    found = Weighing(poll, unit, tuple(kinds), tuple(kinds.values()), None)
    rule = poll.rule
    share = rule.more_than if rule.more_than is not None else rule.at_least or Fraction(0)
    least = share * (unit if rule.of is None else found.base)
    needed = int(least) + 1 if rule.more_than is not None else max(1, ceil(least))
    return Weighing(
        poll, unit, found.weights, found.sizes, needed if needed <= found.total else None
    )


def with_threshold(organisation: Organisation, weighed: Weighing, units: int) -> Organisation:
    """The organisation with another threshold for one of its votes.

    A casting vote, which goes with a simple majority, is left out.
    """
    rule = weighed.poll.rule
    written = rule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    for word in ("more_than", "casting_vote"):
        written.pop(word, None)
    share = weighed.share(units)
    written["at_least"] = ceil(Fraction(units, weighed.unit)) if share is None else exact(share)
    return reset(organisation, weighed.poll.path, written)


def single_vote(organisation: Organisation, decision: str) -> SingleVote | None:
    """A decision as one weighted vote; None if it is more than that.

    It is more if something else is asked for, such as a consent, a quorum or a second count, if
    a vote follows the outcome of a rule, or if somebody's ballot is taken as given.
    """
    found = polls(organisation, decision).polls
    if len(found) != 1:
        return None
    poll = found[0]
    if poll.rule.elects or poll.rule.quorum is not None or poll.rule.casting_vote is not None:
        return None
    weighed = weighing(poll)
    voting = decision_game(organisation, decision)
    votes = {voter.source: voter.votes * weighed.unit for voter in poll.voters}
    weights = tuple(int(votes.get(number, 0)) for number in range(len(voting.players)))
    total = sum(w * player.size for w, player in zip(weights, voting.players, strict=True))
    if total != weighed.total or weighed.needed is None or not total:
        return None
    if poll.players != voting.players or not _only(voting.game, weighed.needed, weights):
        return None
    return SingleVote(weighed.needed, weights, voting.players, weighed)


def _only(game: Game, quota: int, weights: tuple[int, ...]) -> bool:
    """Whether a game is one gate over its players, with these weights to scale."""
    gate = game.gate
    if any(isinstance(source, Gate) for source, _ in gate.inputs):
        return False
    heard = [0] * len(weights)
    for source, weight in gate.inputs:
        assert isinstance(source, int)
        heard[source] += weight
    mine, others = sum(weights), sum(heard)
    if not others or any(w * others != h * mine for w, h in zip(weights, heard, strict=True)):
        return False
    # coalitions come to multiples of the common measure only
    common = gcd(*weights)
    return ceil(Fraction(gate.quota * mine, others * common)) == ceil(Fraction(quota, common))
