"""Counting coalitions by their size, without listing them.

A polynomial in x, with the number of coalitions of size s before ``x**s``, is kept as one
integer: the coefficients are its digits, each of as many bytes as the largest count can take.
Polynomials are then multiplied by multiplying integers, and read by cutting up bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from math import comb

from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge, compile_game
from kingmaker.engine.games.gates import Game, Profile

MOST_PLAYERS = 4000
"""Players whose coalitions are counted; the numbers grow with the square of the players."""

MOST_BYTES = 10**9
"""Bytes of the polynomials of all nodes."""

MOST_WORK = 2 * 10**11
"""Steps it takes to multiply them, about a tenth of a nanosecond each."""


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
    winning_by_size : tuple of int
        Entry ``[s]``: coalitions of s players that win, of all ``comb(players, s)``.
    """

    sizes: Profile
    by_size: tuple[tuple[int, ...], ...]
    winning_by_size: tuple[int, ...]

    @property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @property
    def winning(self) -> int:
        """Winning coalitions, of all ``2**players``."""
        return sum(self.winning_by_size)

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
        If there are more than `MOST_PLAYERS` players, or the game takes too many states, or
        too many for so many players.

    Notes
    -----
    One walk down the game's diagram counts the ways to each node, one walk up the ways to win
    from it; a swing goes from a branch that loses to the next one that wins.
    """
    _check_players(game.players)
    diagram = compile_game(game)
    count = _Count(diagram, game.players // 8 + 1)
    count.check(game.players + 1)
    by_size = tuple(
        count.digits(count.tips(asked), game.players) for asked in range(len(game.sizes))
    )
    return Swings(game.sizes, by_size, count.digits(count.all_wins, game.players + 1))


def winning(game: Game | Diagram) -> int:
    """Count the winning coalitions, the members of a class told apart.

    Parameters
    ----------
    game : Game or Diagram
        With n players in classes.

    Returns
    -------
    int
        Of all ``2**n`` coalitions. The same as `Swings.winning`, and sooner.

    Raises
    ------
    TooLarge
        If there are more than `MOST_PLAYERS` players, or the game takes too many states.
    """
    _check_players(sum(game.sizes))
    diagram = game if isinstance(game, Diagram) else compile_game(game)
    sizes, layer = diagram.sizes, diagram.layer
    later = list(accumulate(reversed(sizes), initial=0))[::-1]  # players from each class on
    choices = [[comb(size, members) for members in range(size + 1)] for size in sizes]
    # of the players from the class asked on; at an end, of nobody
    left = [0, 0, *(later[asked] for asked in layer[2:])]
    wins = [0, 1]
    for asked, to in zip(layer[2:], diagram.branches[2:], strict=True):
        rest = later[asked + 1]
        wins.append(
            sum(
                ways * wins[node] << rest - left[node]
                for ways, node in zip(choices[asked], to, strict=True)
            )
        )
    return wins[diagram.root] << later[0] - left[diagram.root]


def _check_players(players: int) -> None:
    if players > MOST_PLAYERS:
        raise TooLarge(
            f"{players:,} players are too many to count their coalitions one by one, "
            f"{MOST_PLAYERS:,} are not; let a group act as a bloc, or split it into blocs"
        )


@dataclass
class _Count:
    """The polynomials of one diagram; each digit has ``width`` bytes."""

    diagram: Diagram
    width: int
    powers: dict[int, int] = field(default_factory=dict[int, int])

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
        for size in self.diagram.sizes:
            sums.append(sums[-1] + size)
        return sums

    @cached_property
    def ways(self) -> list[int]:
        """Coalitions of the classes before each node that lead to it."""
        layer, root, sizes = self.diagram.layer, self.diagram.root, self.diagram.sizes
        ways = [0] * len(layer)
        if root > WON:
            ways[root] = self.free(-1, layer[root])
        # later classes were numbered first, so whoever leads to a node comes after it
        for node in range(len(ways) - 1, WON, -1):
            asked = layer[node]
            for to, least, most in self.onward(node):
                if to > WON:
                    there = ways[node] * self.free(asked, layer[to])
                    ways[to] += self.choose(there, sizes[asked], least, most)
        return ways

    @cached_property
    def wins(self) -> list[int]:
        """Coalitions of the classes from each node on that win from it."""
        layer, sizes = self.diagram.layer, self.diagram.sizes
        wins = [0] * len(layer)
        wins[WON] = 1
        for node in range(WON + 1, len(wins)):
            asked = layer[node]
            for to, least, most in self.onward(node):
                if to != LOST:
                    from_there = self.after(asked, to, wins)
                    wins[node] += self.choose(from_there, sizes[asked], least, most)
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
        size, total = self.diagram.sizes[asked], 0
        for node, number in enumerate(self.diagram.layer):
            if number == asked:
                onward = self.onward(node)
                runs = [(most, self.after(asked, to, self.wins)) for to, _, most in onward]
                rest = sum(
                    self.choose(more - less, size - 1, k, k)
                    for (k, less), (_, more) in pairwise(runs)
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
            self.powers[players] = self.choose(1, players, 0, players)
        return self.powers[players]

    def choose(self, others: int, size: int, least: int, most: int) -> int:
        """Coalitions of others, with any least to most members out of a class added to them."""
        ways = comb(size, least)
        if least == most:
            return others * ways << 8 * self.width * least
        terms: list[bytes] = []
        for members in range(least, most + 1):
            terms.append(ways.to_bytes(self.width, "little"))
            ways = ways * (size - members) // (members + 1)
        return others * int.from_bytes(b"".join(terms), "little") << 8 * self.width * least

    def digits(self, packed: int, number: int) -> tuple[int, ...]:
        """The first coefficients of a polynomial."""
        raw = packed.to_bytes(self.width * number, "little")
        return tuple(
            int.from_bytes(raw[at : at + self.width], "little")
            for at in range(0, len(raw), self.width)
        )
