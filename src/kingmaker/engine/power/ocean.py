"""Oceanic games: a few large holders, the atoms, and an ocean of holders too small to count.

The players arrive at times drawn evenly from 0 to 1, so that at time t the part t of the ocean is
there, and each atom with chance t. Whoever's arrival brings the quota is the one who tips the
vote. Between the times at which some coalition of atoms reaches the quota with the ocean's help
the chance of that is a polynomial in t; its integral is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb, lcm

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.indices import banzhaf

MOST_WORK = 5_000_000
"""Weights and sizes of coalitions of atoms, times the kinds of atoms and their number."""


@dataclass(frozen=True, slots=True)
class Atoms:
    """So many equal holders of the same weight, each a player of its own."""

    weight: Fraction
    members: int = 1

    def __post_init__(self) -> None:
        if self.weight < 0:
            raise ValueError("the weight of an atom cannot be negative")
        if self.members < 1:
            raise ValueError("a kind of atoms has at least one member")


@dataclass(frozen=True, slots=True)
class OceanicGame:
    """One weighted vote of atoms and an ocean.

    Attributes
    ----------
    quota : Fraction
        The weight it takes, at least. Whether "more than" is meant makes a difference only
        without an ocean, or if it takes everyone.
    atoms : tuple of Atoms
        The large holders, by kinds of equal ones.
    ocean : Fraction
        The weight of all small holders together. Several oceans in one vote are one: its power
        is divided among them by their weights.
    """

    quota: Fraction
    atoms: tuple[Atoms, ...]
    ocean: Fraction

    def __post_init__(self) -> None:
        if self.ocean < 0:
            raise ValueError("the weight of an ocean cannot be negative")

    @property
    def total(self) -> Fraction:
        """The weight of everyone."""
        return self.ocean + sum((a.weight * a.members for a in self.atoms), Fraction(0))

    @property
    def decides(self) -> bool:
        """Whether everyone together reaches the quota, and nobody at all does not."""
        return 0 < self.quota <= self.total

    def finite(self, holders: int) -> Game:
        """The same vote with an ocean of so many equal holders: the last class, if there is one.

        Its indices come as near to those of the ocean as one likes.
        """
        each = [(a.weight, a.members) for a in self.atoms]
        if self.ocean and holders:
            each.append((self.ocean / holders, holders))
        unit = lcm(self.quota.denominator, *(weight.denominator for weight, _ in each))
        weights = tuple((number, int(weight * unit)) for number, (weight, _) in enumerate(each))
        return Game(tuple(members for _, members in each), Gate(int(self.quota * unit), weights))


@dataclass(frozen=True, slots=True)
class OceanicPower:
    """How power is divided in an oceanic game.

    Attributes
    ----------
    atoms : tuple of Fraction
        For one member of each kind of atoms.
    ocean : Fraction
        For all small holders together.
    """

    atoms: tuple[Fraction, ...]
    ocean: Fraction


def oceanic_shapley(game: OceanicGame) -> OceanicPower:
    """Shapley value of an oceanic game: the chance of being the one who tips the vote.

    Parameters
    ----------
    game : OceanicGame
        With m atoms, of which equal ones cost no more than one.

    Returns
    -------
    OceanicPower
        Exact. With the members of each kind it adds up to one if anything is decided. Without
        an ocean it is the Shapley-Shubik index of the finite game.

    Raises
    ------
    TooLarge
        If the atoms have too many coalitions of different weight.

    References
    ----------
    Milnor, J. W. and Shapley, L. S. (1978). Values of large games II: oceanic games.
    Mathematics of Operations Research 3, 290-307. First as RAND memorandum RM-2649 (1961).
    """
    atoms = sum(kind.members for kind in game.atoms)
    if not game.decides:
        return OceanicPower((Fraction(0),) * len(game.atoms), Fraction(0))
    if not atoms:
        return OceanicPower((), Fraction(1))
    unit = lcm(game.quota.denominator, game.ocean.denominator,
               *(kind.weight.denominator for kind in game.atoms))  # fmt: skip
    quota, ocean = int(game.quota * unit), int(game.ocean * unit)
    kinds = [(int(kind.weight * unit), kind.members) for kind in game.atoms]
    # a coalition that reaches the quota by itself is never short of it
    short = _coalitions(kinds, quota)
    tails = {weight: _tails(quota - weight, ocean, atoms) for weight, _ in short}
    found = tuple(
        _tipped(short, tails, weight, atoms) / (ocean or 1) ** atoms for weight, _ in kinds
    )
    theirs = sum((v * n for v, (_, n) in zip(found, kinds, strict=True)), Fraction(0))
    return OceanicPower(found, 1 - theirs)


def oceanic_banzhaf(game: OceanicGame) -> tuple[Fraction, ...]:
    """Penrose-Banzhaf measure of the atoms, where half of the ocean is for it.

    If each of many small holders votes for or against by the toss of a coin, their votes for
    come as near to half of the ocean as one likes; so the ocean is no more than a lower quota,
    and its holders have no power of their own.

    Parameters
    ----------
    game : OceanicGame
        With atoms.

    Returns
    -------
    tuple of Fraction
        For one member of each kind of atoms; exact. Where some atoms and half of the ocean make
        exactly the quota, it is reached with chance one half.

    Raises
    ------
    TooLarge
        If the game of the atoms is too large to be counted.

    References
    ----------
    Dubey, P. and Shapley, L. S. (1979). Mathematical properties of the Banzhaf power index.
    Mathematics of Operations Research 4, 99-131.
    """
    if not game.atoms:
        return ()
    left = OceanicGame(game.quota - game.ocean / 2, game.atoms, Fraction(0)).finite(0)
    reached = banzhaf(swings(left))
    if not game.ocean:
        return tuple(reached)
    passed = banzhaf(swings(Game(left.sizes, Gate(left.gate.quota + 1, left.gate.inputs))))
    return tuple((one + other) / 2 for one, other in zip(reached, passed, strict=True))


def _coalitions(kinds: list[tuple[int, int]], below: int) -> dict[tuple[int, int], int]:
    """Coalitions of atoms that weigh less than so much: how many, by weight and size."""
    found = {(0, 0): 1}
    most = MOST_WORK // (len(kinds) + sum(members for _, members in kinds))
    for weight, members in kinds:
        wider = dict[tuple[int, int], int]()
        ways = [comb(members, chosen) for chosen in range(members + 1)]
        for (sum_, size), number in found.items():
            for chosen in range(members + 1):
                now = sum_ + chosen * weight
                if now >= below:
                    break
                key = now, size + chosen
                wider[key] = wider.get(key, 0) + number * ways[chosen]
            if len(wider) > most:
                raise TooLarge(
                    f"the larger holders have more than {most:,} coalitions of different votes; "
                    "count more of them as small holders"
                )
        found = wider
    return dict(sorted(found.items()))


def _tails(missing: int, ocean: int, atoms: int) -> list[int]:
    """Until enough of the ocean has come: for each k, that k atoms or more come by then.

    The time is uniform, and the chance that of m atoms at least k come before time x is the tail
    of a binomial; here times the m-th power of the ocean, to stay whole.
    """
    if not ocean:
        ocean = missing = 1
    come = min(missing, ocean)
    tails = [0] * (atoms + 2)
    ours, theirs = [1], [1]
    for _ in range(atoms):
        ours.append(ours[-1] * come)
        theirs.append(theirs[-1] * (ocean - come))
    for k in range(atoms, -1, -1):
        tails[k] = tails[k + 1] + comb(atoms, k) * ours[k] * theirs[atoms - k]
    return tails


def _tipped(
    short: dict[tuple[int, int], int], tails: dict[int, list[int]], weight: int, atoms: int
) -> Fraction:
    """The chance that one atom of a weight tips the vote, times the m-th power of the ocean.

    It does when without it the quota is missed and with it reached: the time for which
    coalitions of the others are short, less the time for which they are short even with it.
    """
    by_size = [0] * atoms
    without: dict[tuple[int, int], int] = {}
    for (sum_, size), number in short.items():  # the lighter and smaller first
        with_it = without.get((sum_ - weight, size - 1), 0)
        left = number - with_it
        if left:
            without[sum_, size] = left
            by_size[size] += left * tails[sum_][size + 1]
        if with_it:
            by_size[size - 1] -= with_it * tails[sum_][size]
    return sum(
        (Fraction(n, atoms * comb(atoms - 1, size)) for size, n in enumerate(by_size)), Fraction(0)
    )
