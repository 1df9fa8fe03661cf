"""A game measured: the way to count it that is exact and quick enough, or else the next best.

What it would cost is known, or bounded, before anything large is begun. A board is counted on a
diagram; a compound of votes in layers; one vote with millions of shares over its totals; a
crowd of equals in closed form; and what none of these can do is estimated by chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import prod

from kingmaker.engine.approximate import Approximate, Figure
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.merging import expanded, merged
from kingmaker.engine.power import counting, indices
from kingmaker.engine.power.counting import Swings, swings
from kingmaker.engine.power.crowds import Crowd, crowd_of, crowd_shapley, crowd_swings
from kingmaker.engine.power.long_numbers import dyadic, ratio
from kingmaker.engine.power.weighted import (
    Weighted,
    weighted_chances,
    weighted_shapley,
    weighted_swings,
)

EASY_STATES = 3_000_000
"""States of a weighted vote, as far as they can be bounded, up to which it is walked by state."""

EASY_ADDITIONS = 3 * 10**9
"""Additions, some seconds, up to which fractions are worked out without being asked for."""

CROWDED = 500
"""Members of a class from which on it is a crowd."""


@dataclass(frozen=True)
class Power:
    """The power of each player of a game.

    Attributes
    ----------
    sizes : tuple of int
        Members in each of m classes.
    shapley : tuple of m Figure
        Shapley-Shubik index of one member of each class.
    swings : tuple of m int, or None
        Swings of one member of each; None where they were estimated.
    winning : int or None
        Winning coalitions, of ``2**n``.
    method : str
        How it was found, in a phrase.
    counts : Swings or None
        The same by the size of the coalitions, where these were counted.
    estimated : tuple of m Approximate, or None
        The Penrose-Banzhaf measure, where swings were not counted.
    estimated_act : Approximate or None
        The part of coalitions that win, likewise.
    """

    sizes: Profile
    shapley: tuple[Figure, ...]
    swings: tuple[int, ...] | None
    winning: int | None
    method: str
    counts: Swings | None = None
    estimated: tuple[Approximate, ...] | None = None
    estimated_act: Approximate | None = None

    @cached_property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @property
    def exact(self) -> bool:
        """Whether every figure is exact."""
        return self.swings is not None and all(isinstance(f, Fraction) for f in self.shapley)

    @cached_property
    def banzhaf(self) -> tuple[Figure, ...]:
        """Penrose-Banzhaf measure of one member of each class."""
        if self.swings is None:
            assert self.estimated is not None
            return self.estimated
        known = {total: dyadic(total, self.players - 1) for total in set(self.swings)}
        return tuple(known[total] for total in self.swings)

    @cached_property
    def normalised(self) -> tuple[Fraction, ...] | None:
        """Banzhaf index of one member of each class; None if estimated, or if nobody has any."""
        return self._of(sum(t * n for t, n in zip(self.swings or (), self.sizes, strict=False)))

    @cached_property
    def prevent(self) -> tuple[Fraction, ...] | None:
        """Coleman's power to prevent action; None if nobody can win, or estimated."""
        return self._of(self.winning or 0)

    @cached_property
    def initiate(self) -> tuple[Fraction, ...] | None:
        """Coleman's power to initiate action; None if nobody can lose, or estimated."""
        return self._of(0 if self.winning is None else (1 << self.players) - self.winning)

    @property
    def act(self) -> Figure:
        """Coleman's power of the collectivity to act."""
        if self.winning is None:
            assert self.estimated_act is not None
            return self.estimated_act
        return dyadic(self.winning, self.players)

    def _of(self, whole: int) -> tuple[Fraction, ...] | None:
        if not whole or self.swings is None:
            return None
        known = {total: ratio(total, whole) for total in set(self.swings)}
        return tuple(known[total] for total in self.swings)


def measure(game: Game, *, exact: bool = False) -> Power:
    """Find the power of every player.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    exact : bool
        Whether to take the time for fractions, or refuse, where a figure with a proven error
        bound could be had soon.

    Returns
    -------
    Power
        Exact where it can be within seconds. Otherwise swings are still exact where one vote
        or some million states are enough to count them, and the Shapley-Shubik index has a
        proven error bound; beyond that both are estimated, with a confidence.

    Raises
    ------
    TooLarge
        If ``exact``, and it would take hours.
    """
    whole, homes = merged(game)
    found = _measured(whole, exact)
    if whole is game:
        return found
    counts = found.counts
    return Power(
        game.sizes,
        expanded(found.shapley, homes),
        expanded(found.swings, homes) if found.swings is not None else None,
        found.winning,
        found.method,
        Swings(game.sizes, expanded(counts.by_size, homes), counts.winning_by_size)
        if counts
        else None,
        expanded(found.estimated, homes) if found.estimated is not None else None,
        found.estimated_act,
    )


def _measured(game: Game, exact: bool) -> Power:
    crowd = crowd_of(game)
    if crowd is not None and game.sizes[crowd] > CROWDED:
        return _crowded(Crowd(game, crowd))
    vote = single(game)
    if vote is not None and (
        _states(game, vote) > EASY_STATES or game.players > counting.MOST_PLAYERS
    ):
        try:
            return _voted(vote, exact)
        except TooLarge:
            if exact:
                raise
            return _drawn(game)
    try:
        return _counted(swings(game))
    except TooLarge:
        if vote is not None:
            return _voted(vote, exact)
        if exact:
            raise
    try:
        return _walked(game)
    except TooLarge:
        return _drawn(game)


def single(game: Game) -> Weighted | None:
    """The one weighted vote that a game comes to, if it has no gates inside its gate."""
    weights = [0] * len(game.sizes)
    for source, weight in game.gate.inputs:
        if not isinstance(source, int):
            return None
        weights[source] += weight
    return Weighted.of(game.gate.quota, weights, game.sizes)


def _states(game: Game, vote: Weighted) -> int:
    """No more states than these, for any order: totals, or answers before or after."""
    before, after, found = 1, prod(size + 1 for size in game.sizes), 0
    for size in game.sizes:
        found += min(before, after, max(vote.quota, 1)) * (size + 1)
        before, after = before * (size + 1), after // (size + 1)
    return found


def _counted(counts: Swings, method: str = "all coalitions counted, state by state") -> Power:
    return Power(
        counts.sizes, tuple(indices.shapley(counts)), counts.totals, counts.winning, method, counts
    )


def _crowded(crowd: Crowd) -> Power:
    totals, winning = crowd_swings(crowd)
    method = "all coalitions counted in closed form, for a crowd of equals beside a few"
    return Power(crowd.game.sizes, crowd_shapley(crowd), totals, winning, method)


def _voted(vote: Weighted, exact: bool) -> Power:
    """One vote, over its totals."""
    from kingmaker.engine.power.by_size import MOST_VOTERS, additions, weighted_counts

    if exact or (additions(vote) <= EASY_ADDITIONS and vote.players <= MOST_VOTERS):
        return _counted(weighted_counts(vote), "all coalitions counted by their votes and size")
    shapley = weighted_shapley(vote)
    try:
        totals, winning = weighted_swings(vote)
    except TooLarge:
        method = "chances of all totals of votes, in floats with a proven error bound"
        banzhaf, act = weighted_chances(vote)
        return Power(vote.sizes, shapley, None, None, method, None, banzhaf, act)
    method = (
        "all coalitions counted by their votes; the Shapley-Shubik index as an integral, in "
        "floats with a proven error bound"
    )
    return Power(vote.sizes, shapley, totals, winning, method)


def _walked(game: Game) -> Power:
    """A compound with many states, one number a state."""
    from kingmaker.engine.games.layers import layers
    from kingmaker.engine.power.states import layered_shapley, layered_swings

    compiled = layers(game)
    totals, winning = layered_swings(compiled)
    method = (
        "all coalitions counted, state by state; the Shapley-Shubik index as an integral, in "
        "floats with a proven error bound"
    )
    return Power(game.sizes, layered_shapley(compiled), totals, winning, method)


def _drawn(game: Game) -> Power:
    """Whatever is too large for anything else."""
    from kingmaker.engine.power.sampling import CONFIDENCE, sampled

    found = sampled(game)
    method = (
        f"estimated from {found.draws:,} votes drawn at random; all bounds hold together with a "
        f"confidence of {CONFIDENCE:.0%}"
    )
    return Power(game.sizes, found.shapley, None, None, method, None, found.banzhaf, found.act)
