"""Power as the quota moves: how one number in the charter changes who counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, UnknownName, question
from kingmaker.analyses.plainly import figure, joined
from kingmaker.analyses.taken import given, taken
from kingmaker.engine import TooLarge
from kingmaker.engine.approximate import Figure
from kingmaker.engine.design.quotas import quota_curve, thinned, turning_quotas
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.measuring import Power, counted, measure
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.players import Player
from kingmaker.translate.polls import Poll, polls
from kingmaker.translate.thresholds import Weighing, single_vote, weighing, with_threshold

WORK = 60_000_000
"""States times voters twice, of all quotas that are asked about one by one; about two seconds."""

FEWEST = 5
"""Quotas that are asked about however long that takes."""


@dataclass(frozen=True, slots=True)
class AtQuota:
    """The decision at one quota."""

    quota: Fraction | None = column("part of all votes that it takes", unit="share")
    votes: str = column("votes that it takes, with everybody else against it", unit="text")
    present: bool = column("whether that is what it takes today", unit="yes or no")
    passes: Figure | None = column(
        "Coleman's power to act: part of coalitions that win", unit="share"
    )
    strongest: tuple[str, ...] = column(
        "who has most power, each of them; nobody if all have the same", unit="parties"
    )
    power: Figure | None = column("the Shapley-Shubik index of each", unit="probability")
    vetoers: int | None = column("voters who can each block it alone", unit="count")
    powerless: int | None = column("voters who never make a difference", unit="count")


@dataclass(frozen=True, slots=True)
class VoterAtQuota:
    """One voter's power at one quota."""

    quota: Fraction | None = column("part of all votes that it takes", unit="share")
    votes: str = column("votes that it takes", unit="text")
    voter: str = column("who has a vote or a consent to give", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    shapley: Figure = column("Shapley-Shubik index", unit="probability")
    banzhaf: Figure = column("Penrose-Banzhaf measure", unit="probability")


@question("How does power over {decision} change as its quota moves?")
def quota(
    organisation: Organisation, decision: DecisionName, vote: str | None = None, *, limit: int = 60
) -> Answer[AtQuota]:
    """Move the quota of a vote from one vote to unanimity, and measure power at each.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.
    vote : str
        Whose vote, by the name of the body, or where the file says so, such as
        rules.board-act; the first vote that the decision hangs on, if left out.
    limit : int
        How many quotas to look at, at most.

    Returns
    -------
    Answer of AtQuota
        One row for each quota at which the decision is another game, or some of them, spread
        evenly; what it takes today is always among them. Exact. Its part ``voters``: the power
        of each voter at each of these quotas.

    Raises
    ------
    UnknownName
        If the decision hangs on no such vote.
    TooLarge
        If the game is too large to be answered exactly.

    References
    ----------
    Leech, D. and Machover, M. (2003). Qualified majority voting: the effect of the quota.
    Homo Oeconomicus 20, 387-409.
    """
    if limit < 1:
        raise ValueError(f"limit is 1 or more, not {limit}")
    told = organisation.label(decision)
    asked = f"How does power over “{told}” change as its quota moves?"
    polling = polls(organisation, decision)
    chosen = [poll for poll in polling.polls if poll.path and not poll.rule.elects]
    if vote is not None:
        chosen = [poll for poll in chosen if vote in (poll.rule.vote, poll.path)]
    if not chosen:
        if vote is not None:
            among = [poll.rule.vote for poll in polling.polls if not poll.rule.elects]
            has = f"; it hangs on: {joined(dict.fromkeys(among))}" if among else ""
            raise UnknownName(f"it hangs on no vote of {vote!r} with a quota{has}")
        return Answer(asked, (), AtQuota, "No vote to move.", polling.footing,
                      notes=("It hangs on no vote that has a quota.",))  # fmt: skip
    weighed = weighing(chosen[0])
    voting = decision_game(organisation, decision)
    curve = _Curve(organisation, decision, weighed, limit)
    points = list(curve.points())
    return Answer(
        question=asked,
        rows=tuple(_row(weighed, *point) for point in points),
        row=AtQuota,
        method="All coalitions counted at each quota; exact."
        if all(point[3].exact for point in points)
        else "Each quota measured in the soonest way; figures have their error bounds.",
        exact=all(point[3].exact for point in points),
        footing=voting.footing | polling.footing,
        notes=(
            *_which(organisation, chosen),
            *_spread(points, curve.all, curve.thin),
            *_powerless(organisation, points),
            *given(organisation, taken(organisation, decision, voting.players)),
        ),
        parts=(
            Answer(
                name="voters",
                question="Who has how much power at each quota?",
                rows=tuple(row for point in points for row in _voters(weighed, *point)),
                row=VoterAtQuota,
                method="The same coalitions.",
                footing=voting.footing | polling.footing,
            ),
        ),
    )


Point = tuple[int, bool, tuple[Player, ...], Power]
"""Units that it takes, whether it does so today, who plays, and their power."""

FEW = 7
"""Quotas that are looked at where one alone takes seconds."""

MOST_BITS = 10**9
"""Bits of the counts of all totals and sizes, beyond which quotas are asked one by one."""


@dataclass
class _Curve:
    """The quotas of a vote that are looked at, and what the decision is at each."""

    organisation: Organisation
    decision: str
    weighed: Weighing
    limit: int
    all: int | None = None  # quotas at which the vote is another game, if they are known
    thin: bool = False

    def points(self) -> Iterator[Point]:
        """Each quota, with the decision counted; the quota of today once."""
        single = single_vote(self.organisation, self.decision)
        needed = self.weighed.needed
        if single is not None:
            votes = sum(w * n for w, n in zip(single.weights, single.sizes, strict=True))
            voters = sum(single.sizes)
            if votes * voters**2 > MOST_BITS:
                for units in self.quotas(min(self.limit, FEW)):
                    gate = Gate(units, tuple(enumerate(single.weights)))
                    power = measure(Game(tuple(single.sizes), gate), exact=False)
                    yield units, units == needed, single.players, power
                return
            asked = self.quotas(self.limit)
            with suppress(TooLarge):
                curve = quota_curve(single.weights, asked, single.sizes) if self.all else []
                for units, counts in curve:
                    yield units, units == needed, single.players, counted(counts)
                if curve:
                    return
        voting = decision_game(self.organisation, self.decision)
        players = voting.game.players
        states = len(compile_game(voting.game).layer)
        feasible = max(FEWEST, WORK // (states * max(1, players) ** 2))
        for units in self.quotas(min(self.limit, feasible)):
            # today's is asked as it stands: it may have a casting vote
            present = units == needed
            moved = self.organisation
            if not present:
                moved = with_threshold(moved, self.weighed, units)
            voting = decision_game(moved, self.decision)
            yield units, present, voting.players, measure(voting.game)
        if needed is None:
            voting = decision_game(self.organisation, self.decision)
            yield self.weighed.total + 1, True, voting.players, measure(voting.game)

    def quotas(self, most: int) -> list[int]:
        """The quotas to look at: what coalitions come to, and what it takes today."""
        weighed = self.weighed
        try:
            turning = turning_quotas(weighed.weights, weighed.sizes)
        except TooLarge:
            step = Fraction(weighed.total, most)
            turning = sorted({-int(-step * n // 1) for n in range(1, most + 1)})
        else:
            self.all = len(turning)
        # a body may have more votes than its size says
        turning = [units for units in turning if (weighed.share(units) or 0) <= 1]
        self.thin = len(turning) > most
        if weighed.needed is None:
            return thinned(turning, most)
        # what coalitions come to that is enough today is the same game
        same = next((units for units in turning if units >= weighed.needed), None)
        others = [units for units in turning if units != same or self.all is None]
        return thinned(others, max(1, most - 1), keep=[weighed.needed])


def _row(
    weighed: Weighing, units: int, present: bool, players: tuple[Player, ...], power: Power
) -> AtQuota:
    most = max(power.shapley, key=float, default=Fraction(0))
    first = tuple(p.name for p, f in zip(players, power.shapley, strict=True) if f == most)
    kinds = list(zip(power.swings or (), players, strict=bool(power.swings)))
    return AtQuota(
        quota=_part(weighed, units),
        votes=figure(Fraction(units, weighed.unit)),
        present=present,
        passes=power.act,
        strongest=first if float(most) and len(first) < len(players) else (),
        power=most if float(most) else None,
        # who tips every coalition that wins, is in all of them
        vetoers=sum(p.size for n, p in kinds if n == power.winning and n) if kinds else None,
        powerless=sum(p.size for n, p in kinds if not n) if kinds else None,
    )


def _part(weighed: Weighing, units: int) -> Fraction | None:
    """What part of its base a quota is; of a number of votes, what part of all votes."""
    if weighed.poll.rule.of is None and weighed.total:
        return Fraction(units, weighed.total)
    return weighed.share(units)


def _voters(
    weighed: Weighing, units: int, _present: bool, players: tuple[Player, ...], power: Power
) -> Iterator[VoterAtQuota]:
    share, votes = _part(weighed, units), figure(Fraction(units, weighed.unit))
    for player, *figures in zip(players, power.shapley, power.banzhaf, strict=True):
        yield VoterAtQuota(share, votes, player.name, player.size, *figures)


def _which(organisation: Organisation, chosen: list[Poll]) -> Iterator[str]:
    """Which vote is looked at, if there are several."""
    if len(chosen) > 1:
        first, *others = chosen
        also = joined(dict.fromkeys(poll.path for poll in others))
        body = organisation.label(first.rule.vote)
        yield (
            f"Only the quota of {body} moves, as {first.path} has it; the rest of the rule stays. "
            f"With --vote, that of {also}."
        )
    if chosen[0].rule.casting_vote is not None:
        yield "The casting vote counts at today's quota only."


def _spread(points: list[Point], number: int | None, thin: bool) -> Iterator[str]:
    """How many quotas were left out."""
    if number is not None and thin:
        yield (
            f"{len(points):,} quotas of the {number:,} at which the vote is another one, spread "
            "evenly; between two that follow one another, nothing changes."
        )
    elif number is None:
        yield f"{len(points):,} quotas, spread evenly; in between, power is different again."


def _powerless(organisation: Organisation, points: list[Point]) -> Iterator[str]:
    """Who has a vote today that counts for nothing, and where it would count."""
    present = next((point for point in points if point[1]), None)
    if present is None:
        return
    _, _, players, power = present
    for player, number in zip(players, power.swings or (), strict=bool(power.swings)):
        if number:
            continue
        telling = sum(
            any(p.name == player.name and n for p, n in zip(who, one.swings or (), strict=False))
            for _, _, who, one in points
        )
        name = organisation.label(player.party)
        if telling:
            yield (
                f"{name} has a vote and no power today; at {telling:,} of the {len(points):,} "
                "quotas looked at it would have some."
            )
        else:
            yield f"{name} has a vote and no power, whatever the quota looked at."
