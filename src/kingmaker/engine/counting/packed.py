"""Counting coalitions by their size on a diagram, in whole numbers of any length.

A polynomial in x, with the number of coalitions of size s before ``x**s``, is kept as one
integer: the coefficients are its digits, each of as many bytes as the largest count can take.
Polynomials are then multiplied by multiplying integers, and read by cutting up bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby, pairwise

from kingmaker.engine.counting.kinds import Kind, Polynomial, binomials
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge

MOST_BYTES = 10**9
"""Bytes of the polynomials of all nodes."""

MOST_WORK = 2 * 10**11
"""Steps it takes to multiply them, about a tenth of a nanosecond each."""


@dataclass
class Packed:
    """The polynomials of one diagram.

    Attributes
    ----------
    diagram : Diagram
        Of a game of m classes.
    kinds : sequence of m Kind
        What each class stands for.
    width : int
        Bytes of each digit.
    """

    diagram: Diagram
    kinds: Sequence[Kind]
    width: int
    powers: dict[int, int] = field(default_factory=dict[int, int])
    """All coalitions of so many players."""

    def check(self, number: int) -> None:
        """Refuse what would take too long, for polynomials of so many digits."""
        changes = sum(a != b for to in self.diagram.branches for a, b in pairwise(to))
        length = number * self.width
        work = changes * length * (16 + max(self.diagram.sizes, default=0) // 16)
        if 2 * length * len(self.diagram.layer) > MOST_BYTES or work > MOST_WORK:
            raise TooLarge(
                f"the coalitions of {number - 1:,} players are too many to count in the "
                f"{len(self.diagram.layer):,} states of this game; let a group act as a bloc, "
                "or merge players who always act alike"
            )

    @cached_property
    def before(self) -> list[int]:
        """Players in the classes before each."""
        sums = [0]
        for kind in self.kinds:
            sums.append(sums[-1] + kind.players)
        return sums

    @cached_property
    def rows(self) -> list[bytes]:
        """For each class, the coalitions of its players by size, digit after digit."""
        return [
            b"".join(ways.to_bytes(self.width, "little") for _, ways in kind.free)
            for kind in self.kinds
        ]

    def times(self, number: int, terms: Polynomial) -> int:
        """A packed polynomial times another."""
        return sum(number * ways << 8 * self.width * size for size, ways in terms)

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
            for to, least, most in self.onward(node):
                if to > WON:
                    there = ways[node] * self.free(asked, layer[to])
                    ways[to] += there * self.any(asked, least, most)
        return ways

    @cached_property
    def wins(self) -> list[int]:
        """Coalitions of the classes from each node on that win from it."""
        layer = self.diagram.layer
        wins = [0] * len(layer)
        wins[WON] = 1
        for node in range(WON + 1, len(wins)):
            asked = layer[node]
            for to, least, most in self.onward(node):
                if to != LOST:
                    wins[node] += self.after(asked, to, wins) * self.any(asked, least, most)
        return wins

    @property
    def all_wins(self) -> int:
        """Winning coalitions of all players."""
        return self.after(-1, self.diagram.root, self.wins)

    def onward(self, node: int) -> Iterable[tuple[int, int, int]]:
        """Where a node leads, and the least and most members that lead there."""
        numbered = enumerate(self.diagram.branches[node])
        for to, run in groupby(numbered, key=lambda pair: pair[1]):
            members = [number for number, _ in run]
            yield to, members[0], members[-1]

    def tips(self, asked: int) -> int:
        """Coalitions that one member of a class turns from losing to winning."""
        others, total = self.kinds[asked].others, 0
        for node, number in enumerate(self.diagram.layer):
            if number == asked:
                onward = self.onward(node)
                runs = [(most, self.after(asked, to, self.wins)) for to, _, most in onward]
                rest = sum(
                    self.times(more - less, others[k]) for (k, less), (_, more) in pairwise(runs)
                )
                total += self.ways[node] * rest
        return total

    def after(self, asked: int, to: int, wins: list[int]) -> int:
        """Ways to win from a node, the classes passed over on the way to it left free."""
        if to == LOST:
            return 0
        until = len(self.diagram.sizes) if to == WON else self.diagram.layer[to]
        passed = self.before[until] - self.before[asked + 1]
        return wins[to] * self.free(asked, until) if passed else wins[to]

    def free(self, asked: int, until: int) -> int:
        """Every coalition of the classes strictly between two: a power of 1 + x."""
        players = self.before[until] - self.before[asked + 1]
        if players not in self.powers:
            self.powers[players] = self.times(1, tuple(enumerate(binomials(players))))
        return self.powers[players]

    def any(self, asked: int, least: int, most: int) -> int:
        """Coalitions of a class that count as any least to most members."""
        kind = self.kinds[asked]
        if kind.each > 1:  # a module
            return sum(self.times(1, part) for part in kind.answers[least : most + 1])
        row = self.rows[asked][least * self.width : (most + 1) * self.width]
        return int.from_bytes(row, "little") << 8 * self.width * least

    def digits(self, packed: int, number: int) -> list[int]:
        """The first coefficients of a polynomial."""
        raw = packed.to_bytes(self.width * number, "little")
        return [
            int.from_bytes(raw[at : at + self.width], "little")
            for at in range(0, len(raw), self.width)
        ]
