"""Counting coalitions by their size, without listing them.

A polynomial in x, with the number of coalitions of size s before ``x**s``, is kept as one
integer: the coefficients are its digits, each of as many bytes as the largest count can take.
Polynomials are then multiplied by multiplying integers, and read by cutting up bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise
from math import comb

from kingmaker.engine.diagrams import LOST, WON, Diagram, TooLarge, compile_game
from kingmaker.engine.gates import Game, Profile

MOST_PLAYERS = 4000
"""Players whose coalitions are counted; the numbers grow with the square of the players."""


@dataclass(frozen=True, slots=True)
class Swings:
    """How often players tip the outcome of a game.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    by_size : tuple of tuple of int
        Entry ``[i][s]``: coalitions of s other players that lose, and win when one given
        member of class i joins.
    winning : int
        Winning coalitions, of all ``2**players``.
    """

    sizes: Profile
    by_size: tuple[tuple[int, ...], ...]
    winning: int

    @property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @property
    def totals(self) -> tuple[int, ...]:
        """Swings of one member of each class, whatever the size: the raw Banzhaf count."""
        return tuple(sum(row) for row in self.by_size)


def swings(game: Game) -> Swings:
    """Count every player's swings.

    Parameters
    ----------
    game : Game
        Monotone, with n players in classes.

    Returns
    -------
    Swings
        Exact counts.

    Raises
    ------
    TooLarge
        If there are more than `MOST_PLAYERS` players, or the game takes too many states.

    Notes
    -----
    One walk down the game's diagram counts the ways to each node, one walk up the ways to win
    from it; a swing goes from a branch that loses to the next one that wins.
    """
    if game.players > MOST_PLAYERS:
        raise TooLarge(
            f"{game.players:,} players are too many to count their coalitions one by one, "
            f"{MOST_PLAYERS:,} are not; let a group act as a bloc, or split it into blocs"
        )
    diagram = compile_game(game)
    count = _Count(diagram, game.players // 8 + 1)
    by_size = tuple(
        count.digits(count.tips(asked), game.players) for asked in range(len(game.sizes))
    )
    return Swings(game.sizes, by_size, sum(count.digits(count.all_wins, game.players + 1)))


@dataclass
class _Count:
    """The polynomials of one diagram; each digit has ``width`` bytes."""

    diagram: Diagram
    width: int
    powers: dict[int, int] = field(default_factory=dict[int, int])

    @cached_property
    def before(self) -> list[int]:
        """Players in the classes before each."""
        sums = [0]
        for size in self.diagram.sizes:
            sums.append(sums[-1] + size)
        return sums

    @cached_property
    def ways(self) -> list[int]:
        """Coalitions of the classes before each node that lead to it."""
        layer, root = self.diagram.layer, self.diagram.root
        ways = [0] * len(layer)
        if root > WON:
            ways[root] = self.free(-1, layer[root])
        # later classes were numbered first, so whoever leads to a node comes after it
        for node in range(len(ways) - 1, WON, -1):
            asked = layer[node]
            for to, chosen in self.onward(node):
                if to > WON:
                    ways[to] += ways[node] * chosen * self.free(asked, layer[to])
        return ways

    @cached_property
    def wins(self) -> list[int]:
        """Coalitions of the classes from each node on that win from it."""
        wins = [0] * len(self.diagram.layer)
        wins[WON] = 1
        for node in range(WON + 1, len(wins)):
            asked = self.diagram.layer[node]
            wins[node] = sum(
                chosen * self.after(asked, to, wins) for to, chosen in self.onward(node)
            )
        return wins

    @property
    def all_wins(self) -> int:
        """Winning coalitions of all players."""
        return self.after(-1, self.diagram.root, self.wins)

    def onward(self, node: int) -> Iterable[tuple[int, int]]:
        """Where a node leads, and the choices of members that lead there."""
        size = self.diagram.sizes[self.diagram.layer[node]]
        numbered = enumerate(self.diagram.branches[node])
        for to, run in groupby(numbered, key=lambda pair: pair[1]):
            members = [number for number, _ in run]
            yield to, self.packed(size, members[0], members[-1])

    def tips(self, asked: int) -> int:
        """Coalitions that one member of a class turns from losing to winning."""
        size, total = self.diagram.sizes[asked], 0
        for node, number in enumerate(self.diagram.layer):
            if number == asked:
                total += self.ways[node] * sum(
                    self.packed(size - 1, k, k)
                    * (self.after(asked, more, self.wins) - self.after(asked, less, self.wins))
                    for k, (less, more) in enumerate(pairwise(self.diagram.branches[node]))
                    if less != more
                )
        return total

    def after(self, asked: int, to: int, wins: list[int]) -> int:
        """Ways to win from a node, the classes passed over on the way to it left free."""
        if to == LOST:
            return 0
        until = len(self.diagram.sizes) if to == WON else self.diagram.layer[to]
        return wins[to] * self.free(asked, until)

    def free(self, asked: int, until: int) -> int:
        """Every coalition of the classes strictly between two: a power of 1 + x."""
        players = self.before[until] - self.before[asked + 1]
        if players not in self.powers:
            self.powers[players] = self.packed(players, 0, players)
        return self.powers[players]

    def packed(self, size: int, least: int, most: int) -> int:
        """Choices of least to most members out of a class, by how many they are."""
        terms: list[bytes] = []
        ways = comb(size, least)
        for members in range(least, most + 1):
            terms.append(ways.to_bytes(self.width, "little"))
            ways = ways * (size - members) // (members + 1)
        return int.from_bytes(b"".join(terms), "little") << 8 * self.width * least

    def digits(self, packed: int, number: int) -> tuple[int, ...]:
        """The first coefficients of a polynomial."""
        raw = packed.to_bytes(self.width * number, "little")
        return tuple(
            int.from_bytes(raw[at : at + self.width], "little")
            for at in range(0, len(raw), self.width)
        )
