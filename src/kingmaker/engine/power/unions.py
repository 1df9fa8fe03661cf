"""Power where players have agreed beforehand to act together: a-priori unions.

Every union acts as one towards the others, and inside each the members matter as they would
among themselves. A swing is then counted by how many other unions agree and how many of one's
own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import comb
from typing import TypeAlias

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge
from kingmaker.engine.games.gates import Game, Gate, Input, Profile

MOST_BYTES = 10**9
"""Bytes of the counts of all nodes of one union's diagram."""

ByUnion: TypeAlias = "list[dict[int, Fraction]]"
"""For each union, the value of one of its members of each class it has."""


@dataclass(frozen=True, slots=True)
class UnionSwings:
    """How often players tip the outcome among and inside unions.

    Attributes
    ----------
    unions : tuple of Profile
        How many members of each class each union has.
    tips : tuple of dict of int to tuple of tuple of int
        For each union, by class: entry ``[t][s]`` counts how t other unions and s other
        members of the same union lose, and win when one given member of the class joins.
    """

    unions: tuple[Profile, ...]
    tips: tuple[dict[int, tuple[tuple[int, ...], ...]], ...]


def union_swings(game: Game, unions: Sequence[Profile]) -> UnionSwings:
    """Count the swings of players in unions.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    unions : sequence of Profile
        How many members of each class belong to each union. Every player belongs to one, and
        every union has a member; a class may be split.

    Raises
    ------
    ValueError
        If the unions do not share out the players.
    TooLarge
        If a game of one union's members and the other unions takes too many states.

    Notes
    -----
    For each union there is a game of its own, in which the other unions are single players
    who bring all the weight of their members. Equal unions are one class, and have equal
    members.
    """
    shared = [sum(members) for members in zip(*unions, strict=True)]
    if shared != list(game.sizes):
        raise ValueError(f"unions of {list(unions)} do not share out players of {game.sizes}")
    if not all(map(any, unions)):
        raise ValueError("a union has at least one member")
    number = Counter(unions)
    known = {union: _tips(game, union, number) for union in number}
    return UnionSwings(tuple(unions), tuple(known[union] for union in unions))


def owen(counts: UnionSwings) -> ByUnion:
    """Owen value: the chance to tip the vote if unions come one after the other, as a whole.

    Among unions and inside them every order is taken as equally likely.

    Parameters
    ----------
    counts : UnionSwings
        Of a game.

    Returns
    -------
    list of dict of int to Fraction
        For each union, by class. Over all players they add up to one if all together win
        and nobody at all does not; over a union, to what it has as one player among unions.

    References
    ----------
    Owen, G. (1977). Values of games with a priori unions. In Henn, R. and Moeschlin, O.
    (eds), Mathematical Economics and Game Theory, 76-88. Springer.
    """
    return _weighed(counts, _orders, _orders)


def banzhaf_owen(counts: UnionSwings) -> ByUnion:
    """Banzhaf-Owen value: the chance to decide, every other union being for it or against.

    All coalitions of unions, and inside the union all of its members, are taken as equally
    likely.

    Parameters
    ----------
    counts : UnionSwings
        Of a game.

    Returns
    -------
    list of dict of int to Fraction
        For each union, by class; between 0 and 1. They do not add up to one.

    References
    ----------
    Owen, G. (1981). Modification of the Banzhaf-Coleman index for games with a priori unions.
    In Holler, M. J. (ed.), Power, Voting and Voting Power, 232-238. Physica.
    """
    return _weighed(counts, _coalitions, _coalitions)


def symmetric_coalitional_banzhaf(counts: UnionSwings) -> ByUnion:
    """Symmetric coalitional Banzhaf value: unions by coalitions, their members by orders.

    Parameters
    ----------
    counts : UnionSwings
        Of a game.

    Returns
    -------
    list of dict of int to Fraction
        For each union, by class; between 0 and 1. Over a union they add up to its
        Penrose-Banzhaf measure as one player among unions.

    References
    ----------
    Alonso-Meijide, J. M. and Fiestras-Janeiro, M. G. (2002). Modification of the Banzhaf value
    for games with a coalition structure. Annals of Operations Research 109, 213-227.
    """
    return _weighed(counts, _coalitions, _orders)


def _orders(others: int) -> list[Fraction]:
    """The chance that just so many given ones of the others come first, in a random order."""
    return [Fraction(1, (others + 1) * comb(others, s)) for s in range(others + 1)]


def _coalitions(others: int) -> list[Fraction]:
    """The chance that just so many given ones of the others agree, each with one half."""
    return [Fraction(1, 1 << others)] * (others + 1)


def _weighed(
    counts: UnionSwings,
    among: Callable[[int], list[Fraction]],
    inside: Callable[[int], list[Fraction]],
) -> ByUnion:
    """The swings, weighed by how many unions and how many members agree."""
    outer = among(len(counts.unions) - 1)
    values: ByUnion = []
    for union, tips in zip(counts.unions, counts.tips, strict=True):
        inner = inside(sum(union) - 1)
        values.append(
            {
                number: sum(
                    (
                        chance * sum((k * p for k, p in zip(row, inner, strict=True)), Fraction())
                        for chance, row in zip(outer, rows, strict=True)
                    ),
                    Fraction(),
                )
                for number, rows in tips.items()
            }
        )
    return values


def _tips(
    game: Game, union: Profile, number: Counter[Profile]
) -> dict[int, tuple[tuple[int, ...], ...]]:
    """The swings of one member of each class of a union, by other unions and members."""
    own = [k for k, members in enumerate(union) if members]
    others = [(bloc, times - (bloc == union)) for bloc, times in number.items()]
    others = [(bloc, times) for bloc, times in others if times]
    inside = {k: ((new, 1),) for new, k in enumerate(own)}
    heard = {
        k: (
            *inside.get(k, ()),
            *((len(own) + new, bloc[k]) for new, (bloc, _) in enumerate(others) if bloc[k]),
        )
        for k in range(len(game.sizes))
    }
    gates: dict[int, Gate] = {}
    for gate in game.gate.inner_first():
        inputs: list[tuple[Input, int]] = []
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                inputs.append((gates[id(source)], weight))
            else:
                inputs += [(new, weight * members) for new, members in heard[source]]
        gates[id(gate)] = Gate(gate.quota, tuple(inputs))
    sizes = (*(union[k] for k in own), *(times for _, times in others))
    blocs = sum(sizes[len(own) :]) + 1  # numbers of other unions there may be: a digit each
    steps = (blocs,) * len(own) + (1,) * len(others)
    members = sum(union)
    count = _Count(compile_game(Game(sizes, gates[id(game.gate)])), steps, blocs * members)
    found: dict[int, tuple[tuple[int, ...], ...]] = {}
    for new, k in enumerate(own):
        digits = count.digits(count.tips(new), blocs * members)
        found[k] = tuple(tuple(digits[t::blocs]) for t in range(blocs))
    return found


class _Count:
    """The coalitions of a diagram, by a size to which each class adds in steps of its own.

    Counts by size are the digits of one integer, each of so many bits.
    """

    def __init__(self, diagram: Diagram, steps: tuple[int, ...], digits: int) -> None:
        self.diagram, self.steps = diagram, steps
        self.bits = 8 * (sum(diagram.sizes) // 8 + 1)
        if 2 * digits * self.bits // 8 * len(diagram.layer) > MOST_BYTES:
            raise TooLarge(
                f"the coalitions of unions are too many to count by {digits:,} sizes in the "
                f"{len(diagram.layer):,} states of this game; merge players who always act alike"
            )
        self.passed: dict[tuple[int, int], int] = {}
        self.wins = [0, 1]  # ways to win from each node
        for asked, to in zip(diagram.layer[2:], diagram.branches[2:], strict=True):
            ways = self.ways(asked, diagram.sizes[asked])
            self.wins.append(sum(w * self.after(asked, t) for w, t in zip(ways, to, strict=True)))
        self.before = [0] * len(diagram.layer)  # ways that lead to each node
        self.before[diagram.root] = self.free(0, max(0, diagram.layer[diagram.root]))
        for node in range(len(self.before) - 1, WON, -1):  # a node leads to lower numbers
            asked, here = diagram.layer[node], self.before[node]
            ways = self.ways(asked, diagram.sizes[asked])
            for w, to in zip(ways, diagram.branches[node], strict=True):
                if to > WON:
                    self.before[to] += here * w * self.free(asked + 1, diagram.layer[to])

    def ways(self, number: int, members: int) -> list[int]:
        """To choose none, one and so on out of so many members of a class."""
        step = self.steps[number] * self.bits
        return [comb(members, m) << m * step for m in range(members + 1)]

    def free(self, first: int, until: int) -> int:
        """Every coalition of the classes from one on, before another."""
        if (first, until) not in self.passed:
            found = 1
            for number in range(first, until):
                found *= sum(self.ways(number, self.diagram.sizes[number]))
            self.passed[first, until] = found
        return self.passed[first, until]

    def after(self, asked: int, to: int) -> int:
        """Ways to win from a node, with the classes passed over on the way to it left free."""
        if to == LOST:
            return 0
        until = len(self.diagram.sizes) if to == WON else self.diagram.layer[to]
        return self.wins[to] * self.free(asked + 1, until)

    def tips(self, asked: int) -> int:
        """Coalitions that one member of a class turns from losing to winning."""
        ways = self.ways(asked, self.diagram.sizes[asked] - 1)
        total = 0
        for node, number in enumerate(self.diagram.layer):
            if number == asked:
                after = [self.after(asked, to) for to in self.diagram.branches[node]]
                gained = zip(ways, pairwise(after), strict=True)
                total += self.before[node] * sum(w * (more - less) for w, (less, more) in gained)
        return total

    def digits(self, packed: int, number: int) -> list[int]:
        """The first coefficients."""
        mask = (1 << self.bits) - 1
        return [packed >> at * self.bits & mask for at in range(number)]
