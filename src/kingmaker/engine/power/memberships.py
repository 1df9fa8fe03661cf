"""In how many minimal winning coalitions a player is, by their size, and none is listed."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, prod

from kingmaker.engine.games.compiling import MOST_STATES
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.minimal import EMPTY, Minimal, minimal_winning
from kingmaker.engine.power.by_weight import minimal_by_weight, minimal_steps, vote_of

FEW_STEPS, MANY_STEPS = 20_000, 10_000_000
"""Steps up to which one vote is added up by weight at once, and if there are more profiles."""


@dataclass(frozen=True, slots=True)
class Memberships:
    """How many coalitions of some kind there are, and how many a player is in.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    by_size : tuple of tuple of int
        Entry ``[i][s]``: coalitions of s players, one given member of class i among them.
    coalitions_by_size : tuple of int
        Entry ``[s]``: coalitions of s players.
    """

    sizes: Profile
    by_size: tuple[tuple[int, ...], ...]
    coalitions_by_size: tuple[int, ...]

    @property
    def coalitions(self) -> int:
        """Coalitions of any size."""
        return sum(self.coalitions_by_size)

    @property
    def totals(self) -> tuple[int, ...]:
        """Coalitions of any size with one given member of each class."""
        return tuple(sum(row) for row in self.by_size)


def memberships(game: Game, most: int = MOST_STATES) -> Memberships:
    """Count the minimal winning coalitions, and those with a given player.

    Parameters
    ----------
    game : Game
        Monotone, with n players in m classes.
    most : int
        States that may be looked at, and families of coalitions kept.

    Returns
    -------
    Memberships
        Exact counts.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed, and the game is not
        one vote with a quota small enough to be added up.

    Notes
    -----
    The graph of minimal coalitions is walked down and up once. One vote of many players with
    few votes is rather added up weight by weight, as `minimal_by_weight` does.
    """
    vote = vote_of(game)
    profiles = prod(size + 1 for size in game.sizes)
    soon = min(MANY_STEPS, max(FEW_STEPS, profiles))
    if vote is not None and minimal_steps(game.sizes, *vote) <= soon:
        return Memberships(game.sizes, *minimal_by_weight(game.sizes, *vote))
    try:
        return of_graph(minimal_winning(game, most))
    except TooLarge:
        if vote is None:
            raise
    return Memberships(game.sizes, *minimal_by_weight(game.sizes, *vote))


def of_graph(minimal: Minimal) -> Memberships:
    """Count the coalitions of a graph by walking it down and up once."""
    sizes, layer = minimal.sizes, minimal.layer
    players = sum(sizes)
    bits = 8 * (players // 8 + 1)  # of one count in a packed row of counts by size
    after = [0, 1]
    for asked, onward in zip(layer[2:], minimal.branches[2:], strict=True):
        chosen = [comb(sizes[asked], m) * after[to] << m * bits for m, to in onward]
        after.append(sum(chosen))
    before = [0] * len(layer)
    before[minimal.root] = 1
    with_one = [0] * len(sizes)
    for node in range(len(layer) - 1, EMPTY, -1):  # a node leads to lower numbers
        asked = layer[node]
        for members, to in minimal.branches[node]:
            here = before[node] << members * bits
            before[to] += here * comb(sizes[asked], members)
            if members:
                with_one[asked] += here * after[to] * comb(sizes[asked] - 1, members - 1)
    rows = tuple(_digits(row, players + 1, bits) for row in with_one)
    return Memberships(sizes, rows, _digits(after[minimal.root], players + 1, bits))


def _digits(packed: int, number: int, bits: int) -> tuple[int, ...]:
    mask = (1 << bits) - 1
    return tuple(packed >> at * bits & mask for at in range(number))
