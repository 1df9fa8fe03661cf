"""The no-show paradox: opponents who help a vote to pass by coming to vote against it.

Found by counting, and not by the words of the rule: there are ballots on which a vote passes,
and on which it fails as soon as one who votes against stays away instead. It is always the quorum
that fails then, so every other opponent may as well vote for it or stay away too; what is left to
look for is a set of votes for that falls just short of the quorum and carries the vote.

References
----------
Fishburn, P. C. and Brams, S. J. (1983). Paradoxes of preferential voting. Mathematics Magazine
56, 207-214.
Herrera, H. and Mattozzi, A. (2010). Quorum and turnout in referenda. Journal of the European
Economic Association 8, 838-871.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, lcm
from typing import TypeAlias

from kingmaker.engine.games.gates import Input
from kingmaker.model import Ballot, Organisation, Quorum
from kingmaker.translate.polls import Poll, Voter, given, polls
from kingmaker.translate.voices import Voice

MOST_STEPS = 200_000
"""Sums that are looked at for one vote before it is left open."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Ballots that show it. Whoever is not named stays away, or does what is taken as given.

    Attributes
    ----------
    favour : tuple of (Voter, int)
        Who votes for, and how many of them.
    against : Voter
        Of whom one votes against, and would do better to stay away.
    present : tuple of (Voter, int)
        Who may not vote, or abstains, and makes up the quorum.
    casting : bool
        Whether the casting vote, of one who is no voter, is for it too.
    """

    favour: tuple[tuple[Voter, int], ...]
    against: Voter
    present: tuple[tuple[Voter, int], ...] = ()
    casting: bool = False


@dataclass(frozen=True, slots=True)
class Paradox:
    """A vote in which opponents help to fill the quorum, or may do so.

    Attributes
    ----------
    poll : Poll
        The vote.
    witness : Witness or None
        Ballots that show it; None if there are too many to tell.
    """

    poll: Poll
    witness: Witness | None


def paradoxes(organisation: Organisation, decision: str) -> tuple[Paradox, ...]:
    """Find the votes in which staying away is a better way to oppose than voting against.

    Parameters
    ----------
    organisation : Organisation
        What its ``ballots`` say of a party is taken as given.
    decision : str
        A single decision: ``DECISION:BODY.SEAT`` for one that is taken for each seat.

    Returns
    -------
    tuple of Paradox
        One for each vote in which it can happen, or in which it is left open, in the order of
        the rule. Exact otherwise: of a vote that is not here, it cannot happen.
    """
    found = (paradox(poll) for poll in polls(organisation, decision).polls)
    return tuple(one for one in found if one is not None)


def paradox(poll: Poll) -> Paradox | None:
    """The paradox in one vote; None if there is none."""
    if poll.rule.quorum is None:
        return None
    try:
        witness = _Counting(poll, poll.rule.quorum).witness()
    except _TooMany:
        return Paradox(poll, None)
    return None if witness is None else Paradox(poll, witness)


class _TooMany(Exception):
    """There are more sums than are looked at."""


_Sum: TypeAlias = tuple[int, int, int]  # votes for, towards the quorum, and abstentions
_Option: TypeAlias = "tuple[Ballot, int, int, int]"  # a ballot and what it adds to each
_Layer: TypeAlias = "dict[_Sum, tuple[_Sum, Ballot, int]]"


class _Counting:
    """Looks for ballots that would just miss the quorum without one opponent."""

    def __init__(self, poll: Poll, quorum: Quorum) -> None:
        self.poll, self.voters, self.quorum = poll, poll.voters, quorum
        share = quorum.more_than if quorum.more_than is not None else quorum.at_least
        needed = (share or Fraction(0)) * (1 if quorum.of is None else poll.base(quorum.of))
        there = sum((self._there(v) for v in poll.voices if poll.source(v) is None), Fraction(0))
        weights = [weight for v in self.voters for weight in (v.votes, v.barred)]
        self.unit = lcm(*(weight.denominator for weight in weights))
        left = (needed - there) * self.unit
        self.needed = floor(left) + 1 if quorum.more_than is not None else ceil(left)
        self.steps = 0

    def _there(self, voice: Voice) -> Fraction:
        """What a voice whose ballot is taken as given adds to the quorum."""
        ballot = given(voice)
        counts = ballot in self.quorum.counting
        if voice.barred:
            counts = self.quorum.excluded_count and ballot != "absent"
        return voice.weight * voice.say.members if counts else Fraction(0)

    def _options(self, voter: Voter) -> list[_Option]:
        """Ballots that can be of use: none of the others' need be against, as the quorum goes."""
        votes = int(voter.votes * self.unit)
        barred = int(voter.barred * self.unit) if self.quorum.excluded_count else 0
        options: list[_Option] = []
        if votes or barred:
            options.append(("for", votes, votes + barred, 0))
        if votes and barred:
            counted = votes if "abstain" in self.quorum.counting else 0
            options.append(("abstain", 0, counted + barred, votes))
        return options

    def _adds(self, voter: Voter) -> int:
        """What one who votes against adds to the quorum."""
        counts = "against" in self.quorum.counting
        barred = voter.barred if self.quorum.excluded_count else 0
        return int((voter.votes * counts + barred) * self.unit)

    def witness(self) -> Witness | None:
        """Ballots that show the paradox; None if there are none."""
        holder = self.poll.caster(self.poll.casting) if self.poll.casting is not None else None
        tried: set[tuple[object, ...]] = set()
        for voter in reversed(self.voters):
            kind = (voter.votes, voter.barred, voter.source == holder)
            if kind in tried or not voter.votes or not self._adds(voter):
                continue
            tried.add(kind)
            for sure in (None, holder) if holder is not None else (None,):
                if sure is None or sure != voter.source:
                    found = self._beside(voter, sure)
                    if found is not None:
                        return found
        return None

    def _beside(self, opponent: Voter, sure: Input | None) -> Witness | None:
        """Ballots of the others on which one opponent makes the quorum, and loses by it.

        One voter, who has the casting vote, may be sure to vote for.
        """
        layers: list[_Layer] = [{(0, 0, 0): ((0, 0, 0), "absent", 0)}]
        for voter in self.voters:
            members = voter.members - (voter is opponent)
            options = self._options(voter)
            if voter.source == sure:
                options = [option for option in options if option[0] == "for"]
            layers.append(self._more(layers[-1], options, members, all_=voter.source == sure))
        enough = self.needed - self._adds(opponent)
        best: dict[int, _Sum] = {}
        for state in layers[-1]:
            votes, counted, abstaining = state
            if counted >= enough and votes >= best.get(abstaining, (-1,))[0]:
                best[abstaining] = state
        for state in best.values():
            witness = self._shown(opponent, layers, state, sure)
            if witness is not None:
                return witness
        return None

    def _more(self, before: _Layer, options: list[_Option], members: int, *, all_: bool) -> _Layer:
        """The sums that can be had with one more voter, as far as they miss the quorum."""
        layer: _Layer = {} if all_ and options else {s: (s, "absent", 0) for s in before}
        for state in before:
            for ballot, votes, counted, abstaining in options:
                for number in range(members if all_ else 1, members + 1):
                    after = (
                        state[0] + votes * number,
                        state[1] + counted * number,
                        state[2] + abstaining * number,
                    )
                    if after[1] >= self.needed:
                        break
                    self.steps += 1
                    if self.steps > MOST_STEPS:
                        raise _TooMany
                    layer.setdefault(after, (state, ballot, number))
        return layer

    def _shown(
        self, opponent: Voter, layers: list[_Layer], state: _Sum, sure: Input | None
    ) -> Witness | None:
        """The ballots behind a sum, if the vote is counted and turns out so."""
        favour: list[tuple[Voter, int]] = []
        present: list[tuple[Voter, int]] = []
        ballots: dict[Input, dict[Ballot, int]] = {} if sure is None else {sure: {"for": 1}}
        for voter, layer in zip(reversed(self.voters), reversed(layers), strict=False):
            state, ballot, number = layer[state]
            if number:
                votes = ballot == "for" and voter.votes
                (favour if votes else present).insert(0, (voter, number))
                ballots[voter.source] = {ballot: number}
        without = {source: dict(cast) for source, cast in ballots.items()}
        ballots.setdefault(opponent.source, {})["against"] = 1
        if not self.poll.passes(ballots) or self.poll.passes(without):
            return None
        outside = sure is not None and all(voter.source != sure for voter in self.voters)
        return Witness(tuple(favour), opponent, tuple(present), outside)
