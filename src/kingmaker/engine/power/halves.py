"""Critical players of any game, every winning profile looked at, in arrays.

The classes are cut in two halves. Of the later half every profile is tried once from every
node of the diagram at the cut; of the earlier half then only the node matters that a profile
leads to, and the nodes it would lead to with one member less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import comb, gcd, lcm, prod
from typing import TYPE_CHECKING, TypeAlias

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import WON, Diagram, TooLarge
from kingmaker.engine.games.gates import Game, Profile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Whole: TypeAlias = NDArray[np.int64]
    Truth: TypeAlias = NDArray[np.bool_]

MOST_PROFILES = 1 << 28
"""Profiles times passes that are gone through, some ten to twenty nanoseconds each."""

AT_A_TIME = 256
"""Nodes at the cut from which the later half is tried at a time."""


def critical_parts(game: Game) -> list[Fraction]:
    """Share every winning coalition out among those it cannot do without.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class, added up over all coalitions. Exact.

    Raises
    ------
    TooLarge
        If the profiles times the passes are more than `MOST_PROFILES`. Up to 28 players one
        pass is enough; many players in few classes take one for every thirty binary digits
        of the result.
    """
    players = sum(game.sizes)
    common = lcm(*range(1, players + 1))
    moduli = _moduli(common << players, common << players - 1, max(game.sizes))
    profiles = prod(size + 1 for size in game.sizes)
    if profiles * len(moduli) > MOST_PROFILES:
        raise TooLarge(
            f"{profiles:,} kinds of coalitions in {len(moduli):,} passes are too many to go "
            f"through, {MOST_PROFILES:,} in all are not; merge players who always act alike, or "
            "ask about one vote at a time"
        )
    halves = _Halves.of(compile_game(game))
    found = [0] * len(game.sizes)
    whole = 1
    for modulus in moduli:
        parts = halves.parts(common, modulus if len(moduli) > 1 else None)
        inverse = pow(whole, -1, modulus)
        found = [
            f + whole * ((p - f) * inverse % modulus) for f, p in zip(found, parts, strict=True)
        ]
        whole *= modulus
    return [Fraction(f, common * size) for f, size in zip(found, game.sizes, strict=True)]


def _moduli(bound: int, largest: int, size: int) -> list[int]:
    """One modulus that no sum reaches; or some below 2**31, together above a bound."""
    if largest * size < 1 << 64:
        return [1 << 64]  # which integers of 64 bits keep to by themselves
    chosen: list[int] = []
    product, candidate = 1, 1 << 31
    while product <= bound * size:
        candidate -= 1
        if gcd(candidate, product) == 1:
            chosen.append(candidate)
            product *= candidate
    return chosen


@dataclass(frozen=True, slots=True)
class _Halves:
    """A diagram, cut.

    Attributes
    ----------
    earlier, later : _Half
        The profiles of the two halves.
    leads : int64[profiles of the earlier half]
        The row of ``won`` that each profile leads to.
    won : bool[nodes at the cut, profiles of the later half]
        Whether a later profile wins from a node.
    """

    earlier: _Half
    later: _Half
    leads: Whole
    won: Truth

    @classmethod
    def of(cls, diagram: Diagram) -> _Halves:
        import numpy as np

        sizes = diagram.sizes
        products = list(accumulate((size + 1 for size in sizes), int.__mul__, initial=1))
        cut = min(range(len(products)), key=lambda k: abs(products[k] ** 2 - products[-1]))
        steps = [_steps(diagram, asked) for asked in range(len(sizes))]
        nodes = np.array([[diagram.root]], dtype=np.int32)
        for step in steps[:cut]:
            nodes = step[nodes].reshape(1, -1)
        reached, leads = np.unique(nodes[0], return_inverse=True)
        won: list[Truth] = []
        for at in range(0, len(reached), AT_A_TIME):
            nodes = reached[at : at + AT_A_TIME, None]
            for step in steps[cut:]:
                nodes = step[nodes].reshape(len(nodes), -1)
            won.append(nodes == WON)
        return cls(_Half.of(sizes[:cut], 0), _Half.of(sizes[cut:], cut), leads, np.vstack(won))

    def parts(self, common: int, modulus: int | None) -> list[int]:
        """The sums for all members of each class, times a common denominator.

        Up to a multiple of the modulus; without one, of ``2**64``.
        """
        import numpy as np

        earlier, later = self.earlier, self.later
        players = sum(earlier.sizes) + sum(later.sizes)
        of = modulus or common + 1
        table = np.array([0, *(common // c % of for c in range(1, players + 1))], dtype=np.int64)
        ways = later.ways(modulus)
        early_ways = earlier.ways(modulus)
        found = [0] * (len(earlier.sizes) + len(later.sizes))
        by_node = np.argsort(self.leads, kind="stable")
        starts = np.searchsorted(self.leads[by_node], np.arange(len(self.won) + 1))
        for node, won in enumerate(self.won):
            if not won.any():
                continue
            needed = [(k, d, won & (d > 0) & ~less) for k, d, less in later.without_one(won)]
            own = np.zeros(len(won), dtype=np.int64)
            for _, members, critical in needed:
                own += members * critical
            over = np.zeros(len(won), dtype=np.int64)
            for profile in by_node[starts[node] : starts[node + 1]]:
                others = [
                    (k, members, won & ~self.won[row])
                    for k, members, row in earlier.one_less(int(profile), self.leads)
                    if row != node
                ]
                number = own.copy()
                for _, members, critical in others:
                    number += critical if members == 1 else members * critical
                shares = table[number]
                times = int(early_ways[profile])
                over += shares if times == 1 else times * shares
                if modulus:
                    over %= modulus
                if others:
                    weighed = _product(shares, ways, modulus)
                    for k, members, critical in others:
                        found[k] += times * members * int(weighed[critical].sum())
            over = _product(over, ways, modulus)
            for k, members, critical in needed:
                found[k] += int(_product(over[critical], members[critical], modulus).sum())
        return [f % modulus for f in found] if modulus else found


@dataclass(frozen=True, slots=True)
class _Half:
    """All profiles of some classes, the last class changing first.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    first : int
        The number of the first class in the game.
    strides : tuple of int
        For each class, how far ahead the profile with one member more is.
    members : tuple of int64[profiles]
        For each class, how many members each profile has.
    """

    sizes: Profile
    first: int
    strides: tuple[int, ...]
    members: tuple[Whole, ...]

    @classmethod
    def of(cls, sizes: Profile, first: int) -> _Half:
        import numpy as np

        numbers = np.arange(prod(size + 1 for size in sizes), dtype=np.int64)
        strides = list(accumulate((s + 1 for s in reversed(sizes)), int.__mul__, initial=1))
        backwards = strides[-2::-1] if sizes else []
        members = tuple(
            numbers // stride % (size + 1) for stride, size in zip(backwards, sizes, strict=True)
        )
        return cls(sizes, first, tuple(backwards), members)

    def ways(self, modulus: int | None) -> Whole:
        """Coalitions of individual players with each profile."""
        import numpy as np

        found = np.ones(prod(size + 1 for size in self.sizes), dtype=np.int64)
        for size, members in zip(self.sizes, self.members, strict=True):
            chosen = [comb(size, m) for m in range(size + 1)]
            counts = np.array([c % modulus if modulus else c for c in chosen], dtype=np.int64)
            found = _product(found, counts[members], modulus)
        return found

    def without_one(self, won: Truth) -> Iterator[tuple[int, Whole, Truth]]:
        """For each class, its members, and what is won with one of them less."""
        import numpy as np

        for k, (stride, members) in enumerate(zip(self.strides, self.members, strict=True)):
            yield self.first + k, members, np.roll(won, stride)

    def one_less(self, profile: int, leads: Whole) -> Iterator[tuple[int, int, int]]:
        """For each class with members in a profile, these, and where it leads with one less."""
        for k, (size, stride) in enumerate(zip(self.sizes, self.strides, strict=True)):
            members = profile // stride % (size + 1)
            if members:
                yield self.first + k, members, int(leads[profile - stride])


def _steps(diagram: Diagram, asked: int) -> NDArray[np.int32]:
    """Where each node leads when so many members of a class agree."""
    import numpy as np

    size = diagram.sizes[asked]
    to = np.repeat(np.arange(len(diagram.layer), dtype=np.int32)[:, None], size + 1, axis=1)
    for node, number in enumerate(diagram.layer):
        if number == asked:
            to[node] = diagram.branches[node]
    return to


def _product(a: Whole, b: Whole, modulus: int | None) -> Whole:
    return a * b % modulus if modulus else a * b
