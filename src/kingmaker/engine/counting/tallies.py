"""Counting coalitions on the layers of a game, in arrays.

The same walks as in `packed`, a layer at a time: ways to each state from the first class on,
ways to win from each state from the last class back. Counts of a game of up to 62 players fit
into machine integers; up to 52 players they are exact in floats too, which multiply faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.counting.kinds import Kind, Polynomial
from kingmaker.engine.games.diagrams import WON, TooLarge
from kingmaker.engine.games.layers import Layers

MOST_PLAYERS = 62
"""Players of whose coalitions there are fewer than ``2**63``."""

EXACT_IN_FLOATS = 52
"""Players of whose coalitions there are no more than a float tells apart."""

MOST_BYTES = 2 * 10**9
"""Memory for the counts of all states."""

Rows: TypeAlias = "NDArray[Any]"


def tallied(game: Layers, kinds: Sequence[Kind]) -> tuple[list[list[int]], list[int]]:
    """Count the coalitions that one member of each class tips, and those that win, by size.

    Parameters
    ----------
    game : Layers
        With m classes.
    kinds : sequence of m Kind
        What each stands for; n players in all, at most `MOST_PLAYERS`.

    Returns
    -------
    tuple of (list of m lists, list of n + 1 int)
        For each class by the number of others, as many as are not the member or module; and
        the winning coalitions by size.

    Raises
    ------
    TooLarge
        If it takes more memory than `MOST_BYTES`.
    """
    players = sum(kind.players for kind in kinds)
    if (game.states + 2 * len(kinds)) * (players + 1) * 16 > MOST_BYTES:
        raise TooLarge(
            f"the coalitions of {players:,} players by size are too many to keep for the "
            f"{game.states:,} states of this game"
        )
    counts = _Counts(game, kinds, np.float64 if players <= EXACT_IN_FLOATS else np.int64)
    wins = counts.wins()
    tips = [_whole(counts.tips(i, wins[i + 1])) for i in range(len(kinds))]
    return tips, _whole(wins[0][game.first])


def _whole(row: Rows) -> list[int]:
    return [int(number) for number in row.tolist()]


class _Counts:
    """The walks over one game's layers; `kind` is the type of the counts."""

    def __init__(self, game: Layers, kinds: Sequence[Kind], kind: Any) -> None:
        self.game = game
        self.kinds = kinds
        self.type: Any = kind
        self.ways = self._first()
        self.before = 0  # players asked so far

    def zeros(self, rows: int, columns: int) -> Rows:
        """Counts, none of them yet."""
        return np.zeros((rows, columns), self.type)

    def _first(self) -> Rows:
        rows = self.zeros(max(3, self.game.first + 1), 1)
        rows[self.game.first, 0] = 1
        return rows

    def wins(self) -> list[Rows]:
        """For each layer and the end: ways to win from `LOST`, `WON` and each state, by size."""
        rest = 0
        rows = self.zeros(2, 1)
        rows[WON] = 1
        found = [rows]
        for leads, kind in zip(reversed(self.game.leads), reversed(self.kinds), strict=True):
            rest += kind.players
            here = self.zeros(len(leads) + 2, rest + 1)
            here[WON] = [comb(rest, s) for s in range(rest + 1)]
            for members, polynomial in enumerate(kind.answers):
                _add(here[2:], polynomial, rows[leads[:, members]])
            rows = here
            found.append(rows)
        return found[::-1]

    def tips(self, asked: int, wins: Rows) -> Rows:
        """Coalitions that a member of a class tips; classes are asked for in order."""
        leads, kind = self.game.leads[asked], self.kinds[asked]
        ways = self.ways[2 : len(leads) + 2]
        most = max((power for poly in kind.others for power, _ in poly), default=0)
        rest = self.zeros(len(leads), wins.shape[1] + most)
        for members, polynomial in enumerate(kind.others):
            _add(rest, polynomial, wins[leads[:, members + 1]] - wins[leads[:, members]])
        both: Rows = ways.T @ rest
        found: Rows = self.zeros(1, sum(both.shape) - 1)[0]
        for size, row in enumerate(both):
            found[size : size + len(row)] += row
        self._go_on(asked)
        return found

    def _go_on(self, asked: int) -> None:
        """From the ways to the states of one layer to those of the next."""
        leads, kind = self.game.leads[asked], self.kinds[asked]
        ways = self.ways[2 : len(leads) + 2]
        self.before += kind.players
        states = int(leads.max(initial=1)) + 1
        following = self.zeros(max(states, 3), self.before + 1)
        for members, polynomial in enumerate(kind.answers):
            to = leads[:, members]
            order = np.argsort(to, kind="stable")
            order = order[np.searchsorted(to[order], 2) :]  # ends are not gone on from
            if len(order):
                places, starts = np.unique(to[order], return_index=True)
                summed = np.add.reduceat(ways[order], starts, axis=0)
                into = self.zeros(len(places), self.before + 1)
                _add(into, polynomial, summed)
                following[places] += into
        self.ways = following


def _add(to: Rows, polynomial: Polynomial, rows: Rows) -> None:
    """Add rows times a polynomial, in place."""
    width = rows.shape[1]
    for power, ways in polynomial:
        to[:, power : power + width] += rows if ways == 1 else rows * ways
