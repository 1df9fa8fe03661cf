"""A game measured: the way to count it that is exact and quick enough, or else the next best.

What it would cost is known, or bounded, before anything large is begun. A board is counted on a
diagram; a compound of votes in layers; one vote with millions of shares over its totals; a
crowd of equals in closed form; and what none of these can do is estimated by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cache, cached_property
from math import prod

from kingmaker.engine.approximate import Approximate, Figure
from kingmaker.engine.counting import swings as counting
from kingmaker.engine.counting.chances import (
    check_shapley,
    shapley_additions,
    weighted_chances,
    weighted_shapley,
)
from kingmaker.engine.counting.crowds import Crowd, crowd_of, crowd_shapley, crowd_swings
from kingmaker.engine.counting.long_numbers import dyadic, ratio
from kingmaker.engine.counting.swings import Swings, swings
from kingmaker.engine.counting.weighted import Weighted, check_swings, weighted_swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.merging import expanded, merged
from kingmaker.engine.power import indices

EASY_STATES = 3_000_000
"""States of a weighted vote, as far as they can be bounded, up to which it is walked by state."""

EASY_ADDITIONS = 3 * 10**9
"""Additions, some seconds, up to which fractions are worked out without being asked for."""

EASY_BITS = 4 * 10**9
"""Bits of the counts by size of all states, where they do not fit into machine integers."""

MOST_IN_A_WORD = 62
"""Players whose coalitions are counted in machine integers."""

MOST_IN_A_CROWD = 5_000_000
"""Members of a crowd whose coalitions are counted: there are as many binary digits."""

CROWDED = 500
"""Members of a class from which on it is a crowd."""


@dataclass(frozen=True)
class Tipped:
    """How often the players of a game tip the outcome: counted, or else estimated.

    Attributes
    ----------
    swings : tuple of int or None
        Swings of one member of each class, and in `winning` the winning coalitions, where they
        were counted.
    banzhaf : tuple of Approximate or None
        The Penrose-Banzhaf measure, and in `act` the part of coalitions that win, otherwise.
    """

    swings: tuple[int, ...] | None = None
    winning: int | None = None
    banzhaf: tuple[Approximate, ...] | None = None
    act: Approximate | None = None


@dataclass(frozen=True)
class Power:
    """The power of each player of a game; what is not looked at is not worked out.

    Attributes
    ----------
    sizes : tuple of int
        Members in each of m classes.
    method : str
        How it is found, in a phrase.
    exact : bool
        Whether every figure is exact.
    find_tipped, find_shapley : callable
        Work out how often players tip the outcome, and the Shapley-Shubik index.
    find_counts : callable or None
        Works out the swings by the size of the coalitions, where that does not take long.
    """

    sizes: Profile
    method: str
    exact: bool
    find_tipped: Callable[[], Tipped] = field(repr=False)
    find_shapley: Callable[[], tuple[Figure, ...]] = field(repr=False)
    find_counts: Callable[[], Swings] | None = field(default=None, repr=False)

    @cached_property
    def counts(self) -> Swings | None:
        """The swings by the size of the coalitions; None where they would take long."""
        return self.find_counts() if self.find_counts else None

    @cached_property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @cached_property
    def tipped(self) -> Tipped:
        """How often players tip the outcome."""
        return self.find_tipped()

    @cached_property
    def shapley(self) -> tuple[Figure, ...]:
        """Shapley-Shubik index of one member of each class."""
        return self.find_shapley()

    @property
    def swings(self) -> tuple[int, ...] | None:
        """Swings of one member of each class; None where they were estimated."""
        return self.tipped.swings

    @property
    def winning(self) -> int | None:
        """Winning coalitions, of ``2**n``; None where they were estimated."""
        return self.tipped.winning

    @cached_property
    def banzhaf(self) -> tuple[Figure, ...]:
        """Penrose-Banzhaf measure of one member of each class."""
        if self.swings is None:
            return self.tipped.banzhaf or ()
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
    def act(self) -> Figure | None:
        """Coleman's power of the collectivity to act."""
        return self.tipped.act if self.winning is None else dyadic(self.winning, self.players)

    def _of(self, whole: int) -> tuple[Fraction, ...] | None:
        if not whole or self.swings is None:
            return None
        known = {total: ratio(total, whole) for total in set(self.swings)}
        return tuple(known[total] for total in self.swings)


def measure(game: Game, *, exact: bool | None = None) -> Power:
    """Find the power of every player.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    exact : bool or None
        Whether to take hours for fractions if need be, or to take whatever is soonest and has
        an error bound; None for fractions where they take no more than seconds.

    Returns
    -------
    Power
        Otherwise swings are still exact where one vote or some million states are enough to
        count them, and the Shapley-Shubik index has a proven error bound; beyond that both are
        estimated, with a confidence.

    Raises
    ------
    TooLarge
        If ``exact``, and it would take more than hours.
    """
    whole, homes = merged(game)
    found = _measured(whole, exact)
    if whole is game:
        return found

    def tipped() -> Tipped:
        one = found.tipped
        return Tipped(
            one.swings and expanded(one.swings, homes),
            one.winning,
            one.banzhaf and expanded(one.banzhaf, homes),
            one.act,
        )

    def counts() -> Swings:
        one = found.counts
        assert one is not None
        return Swings(game.sizes, expanded(one.by_size, homes), one.winning_by_size)

    return replace(
        found,
        sizes=game.sizes,
        find_tipped=tipped,
        find_shapley=lambda: expanded(found.shapley, homes),
        find_counts=counts if found.find_counts else None,
    )


def _measured(game: Game, exact: bool | None) -> Power:
    crowd = crowd_of(game)
    if crowd is not None and game.sizes[crowd] > CROWDED:
        return _crowded(Crowd(game, crowd))
    vote = Weighted.of(*game.vote, game.sizes) if game.vote is not None else None
    if vote is not None and not vote.settled and _over_totals(game, vote, exact):
        try:
            return _voted(vote, exact)
        except TooLarge:
            if exact:
                raise
            return _drawn(game)
    try:
        return counted(swings(game))
    except TooLarge:
        if vote is None and exact:
            raise
    try:
        return _walked(game) if vote is None else _voted(vote, exact)
    except TooLarge:
        if exact:
            raise
        return _drawn(game)


def _over_totals(game: Game, vote: Weighted, exact: bool | None) -> bool:
    """Whether to count one vote over its totals and not by its states."""
    states, players = _states(game, vote), game.players
    if players > counting.MOST_PLAYERS or states > EASY_STATES:
        return True
    if players > MOST_IN_A_WORD and (_soon(vote) or states * players**2 > EASY_BITS):
        return True
    # some ten thousand million additions take as long as a thousand million steps by states
    return exact is False and shapley_additions(vote) < 50 * states * players


def _soon(vote: Weighted) -> bool:
    """Whether fractions take no time over totals."""
    from kingmaker.engine.counting.by_size import MOST_VOTERS, additions

    return vote.players <= MOST_VOTERS and additions(vote) <= EASY_ADDITIONS // 10


def _states(game: Game, vote: Weighted) -> int:
    """No more states than these, for any order: totals, or answers before or after."""
    before, after, found = 1, prod(size + 1 for size in game.sizes), 0
    for size in game.sizes:
        found += min(before, after, max(vote.quota, 1)) * (size + 1)
        before, after = before * (size + 1), after // (size + 1)
    return found


def counted(counts: Swings) -> Power:
    """The power of players whose swings are counted."""
    return Power(
        counts.sizes,
        "all coalitions counted, state by state",
        True,
        lambda: Tipped(counts.totals, counts.winning),
        lambda: tuple(indices.shapley(counts)),
        lambda: counts,
    )


def _crowded(crowd: Crowd) -> Power:
    if crowd.size > MOST_IN_A_CROWD:
        drawn = _drawn(crowd.game)
        method = f"Shapley-Shubik in closed form, for a crowd of equals; the rest {drawn.method}"
        return replace(drawn, method=method, find_shapley=lambda: crowd_shapley(crowd))
    return Power(
        crowd.game.sizes,
        "all coalitions counted in closed form, for a crowd of equals beside a few",
        True,
        lambda: Tipped(*crowd_swings(crowd)),
        lambda: crowd_shapley(crowd),
    )


def _voted(vote: Weighted, exact: bool | None) -> Power:
    """One vote, over its totals."""
    from kingmaker.engine.counting.by_size import MOST_VOTERS, additions, weighted_counts

    easy = additions(vote) <= EASY_ADDITIONS and vote.players <= MOST_VOTERS
    if exact or (exact is None and easy):
        counts = cache(lambda: weighted_counts(vote))
        return Power(
            vote.sizes,
            "all coalitions counted by their votes and size",
            True,
            lambda: Tipped(*weighted_swings(vote)),
            lambda: tuple(indices.shapley(counts())),
            counts,
        )
    check_shapley(vote)
    method = (
        "all coalitions counted by their votes; the Shapley-Shubik index as an integral, in "
        "floats with a proven error bound"
    )
    tipped = _tipped
    try:
        check_swings(vote)
    except TooLarge:
        method, tipped = "chances of all totals, in floats with a proven error bound", _estimated
    return Power(
        vote.sizes,
        method,
        False,
        lambda: tipped(vote),
        lambda: weighted_shapley(vote),
        (lambda: weighted_counts(vote)) if easy else None,
    )


def _tipped(vote: Weighted) -> Tipped:
    return Tipped(*weighted_swings(vote))


def _estimated(vote: Weighted) -> Tipped:
    banzhaf, act = weighted_chances(vote)
    return Tipped(banzhaf=banzhaf, act=act)


def _walked(game: Game) -> Power:
    """A compound with many states, one number a state."""
    from kingmaker.engine.counting.states import layered_shapley, layered_swings
    from kingmaker.engine.games.layers import layers

    compiled = layers(game)
    return Power(
        game.sizes,
        "all coalitions counted, state by state; the Shapley-Shubik index as an integral, in "
        "floats with a proven error bound",
        False,
        lambda: Tipped(*layered_swings(compiled)),
        lambda: layered_shapley(compiled),
    )


def _drawn(game: Game) -> Power:
    """Whatever is too large for anything else."""
    from kingmaker.engine.counting.sampling import CONFIDENCE, sampled

    found = sampled(game)
    return Power(
        game.sizes,
        f"estimated from {found.draws:,} votes drawn at random; all bounds hold together with a "
        f"confidence of {CONFIDENCE:.0%}",
        False,
        lambda: Tipped(banzhaf=found.banzhaf, act=found.act),
        lambda: found.shapley,
    )
