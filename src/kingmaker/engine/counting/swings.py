"""Counting coalitions by their size, without listing them.

Equal players are merged first, and modules counted by themselves. What remains is walked from
the first class of players to the last and back: small games on a diagram, with polynomials
packed into whole numbers of any length; large ones in arrays, a layer at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import comb

from kingmaker.engine.counting.kinds import Kind, module, plain
from kingmaker.engine.counting.packed import Packed
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import Diagram, TooLarge, few
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.merging import merged, modules

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
    One walk down counts the ways to each state, one walk up the ways to win from it; a swing
    goes from an answer that loses to the next one that wins.
    """
    _check_players(game.players)
    whole, homes = merged(game)
    by_size, winners = _counted(whole)
    return Swings(game.sizes, tuple(tuple(by_size[home]) for home in homes), tuple(winners))


def _counted(game: Game) -> tuple[list[list[int]], list[int]]:
    """Coalitions by size: those that a member of each class tips, and those that win."""
    outer, kept, parts = modules(game)
    inner = [_counted(part.game) for part in parts]
    kinds = [*(plain(game.sizes[k]) for k in kept), *(module(tuple(wins)) for _, wins in inner)]
    tips, winners = _walked(outer, kinds)
    found: list[list[int]] = [[] for _ in game.sizes]
    for k, row in zip(kept, tips[: len(kept)], strict=True):
        found[k] = row
    for part, row, (inside, _) in zip(parts, tips[len(kept) :], inner, strict=True):
        for k, tipped in zip(part.classes, inside, strict=True):
            # whoever tips the module tips the game where the module does
            found[k] = _product(row, tipped)
    return found, winners


def _walked(game: Game, kinds: Sequence[Kind]) -> tuple[list[list[int]], list[int]]:
    """Count on what the game is compiled to."""
    players = sum(kind.players for kind in kinds)
    diagram = few(game)
    if diagram is None:
        from kingmaker.engine.counting import tallies
        from kingmaker.engine.games.layers import fits, layers

        if players <= tallies.MOST_PLAYERS and fits(game):
            return tallies.tallied(layers(game), kinds)
        diagram = compile_game(game)
    packed = Packed(diagram, kinds, players // 8 + 1)
    packed.check(players + 1)
    tips = [packed.digits(packed.tips(i), players - kind.each + 1) for i, kind in enumerate(kinds)]
    return tips, packed.digits(packed.all_wins, players + 1)


def _product(one: list[int], other: list[int]) -> list[int]:
    """The product of two polynomials."""
    found = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        if a:
            for j, b in enumerate(other):
                found[i + j] += a * b
    return found


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
