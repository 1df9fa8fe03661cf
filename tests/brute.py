"""Voting games by brute force: every coalition of individual players, one by one.

The plain twins of the engine, written from the definitions and from nothing else. A coalition
is a number whose bits are its members; a game is the list of its outcomes, ``won[coalition]``.
Players are numbered class by class: a class of three and one of two are 0, 1, 2 and 3, 4.
"""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations
from math import factorial

from kingmaker.engine.games.gates import Game, Gate


def classes(game: Game) -> list[int]:
    """The class of each player."""
    return [number for number, size in enumerate(game.sizes) for _ in range(size)]


def coalition_of(members: Iterator[int] | list[int]) -> int:
    return sum(1 << player for player in members)


def outcomes(game: Game) -> list[bool]:
    """Whether each coalition wins, gate by gate."""
    of = classes(game)

    def opens(gate: Gate, coalition: int) -> bool:
        weight = 0
        for source, worth in gate.inputs:
            if isinstance(source, Gate):
                weight += worth if opens(source, coalition) else 0
            else:
                weight += sum(
                    worth for p, c in enumerate(of) if c == source and coalition >> p & 1
                )
        return weight >= gate.quota

    return [opens(game.gate, coalition) for coalition in range(1 << len(of))]


def number_of_players(won: list[bool]) -> int:
    return len(won).bit_length() - 1


def profile(game: Game, coalition: int) -> tuple[int, ...]:
    """How many members of each class a coalition has."""
    of = classes(game)
    return tuple(
        sum(1 for p, c in enumerate(of) if c == number and coalition >> p & 1)
        for number in range(len(game.sizes))
    )


def swings(won: list[bool], player: int) -> list[int]:
    """How often a player turns a losing coalition of s others, for each s."""
    counts = [0] * number_of_players(won)
    for coalition, wins in enumerate(won):
        if not wins and won[coalition | 1 << player]:
            counts[coalition.bit_count()] += 1
    return counts


def shapley(won: list[bool], player: int) -> Fraction:
    """The part of all orders of the players in which this one is the one who tips the vote.

    Behind the s who came before the player and before the rest stand s! (n-1-s)! orders.
    """
    n = number_of_players(won)
    orders = sum(
        times * factorial(s) * factorial(n - 1 - s) for s, times in enumerate(swings(won, player))
    )
    return Fraction(orders, factorial(n))


def shapley_by_orders(won: list[bool], player: int) -> Fraction:
    """The same, with every order gone through."""
    n, tipped = number_of_players(won), 0
    for order in permutations(range(n)):
        before = coalition_of(list(order[: order.index(player)]))
        tipped += won[before | 1 << player] and not won[before]
    return Fraction(tipped, factorial(n))


def minimal(won: list[bool]) -> list[int]:
    """Coalitions that win, and lose without any one of their members."""
    n = number_of_players(won)
    return [
        c
        for c, wins in enumerate(won)
        if wins and not any(won[c & ~(1 << p)] for p in range(n) if c >> p & 1)
    ]


def blocking(won: list[bool]) -> list[bool]:
    """The game of blocking: the others cannot win without the coalition."""
    everyone = len(won) - 1
    return [not won[everyone & ~coalition] for coalition in range(len(won))]


def by_size(coalitions: list[int]) -> dict[int, int]:
    """How many coalitions have each size; sizes ascending."""
    return dict(sorted(Counter(c.bit_count() for c in coalitions).items()))


def vetoers(won: list[bool]) -> list[int]:
    """Players who are in every winning coalition, if there is any."""
    n = number_of_players(won)
    winning = [c for c, wins in enumerate(won) if wins]
    return [p for p in range(n) if winning and all(c >> p & 1 for c in winning)]


def dictators(won: list[bool]) -> list[int]:
    """Players with whom a coalition wins and without whom it does not."""
    n = number_of_players(won)
    return [p for p in range(n) if all(wins == bool(c >> p & 1) for c, wins in enumerate(won))]


def dummies(won: list[bool]) -> list[int]:
    """Players who never make a difference."""
    n = number_of_players(won)
    return [p for p in range(n) if all(w == won[c ^ 1 << p] for c, w in enumerate(won))]
