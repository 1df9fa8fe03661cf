"""A crowd of equal voters beside a few others: a million holders of one share each.

For every way in which the others vote there is a number of the crowd that is enough. Counting
is then a matter of sums of binomial coefficients, each worked out by halving, and of sums of
polynomials; both exact.

References
----------
Haible, B. and Papanikolaou, T. (1998). Fast multiprecision evaluation of series of rational
numbers. Algorithmic Number Theory, LNCS 1423, 338-350.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import pairwise, product
from math import comb, prod
from typing import Any

from kingmaker.engine.counting.long_numbers import choose, library
from kingmaker.engine.games.gates import Game, Profile

MOST_PROFILES = 4096
"""Ways in which the others may vote, equal ones counted once."""

MOST_OTHERS = 200
"""Voters beside the crowd."""


def crowd_of(game: Game) -> int | None:
    """The class that is a crowd beside few others, if the game has one."""
    if not game.sizes:
        return None
    largest = max(range(len(game.sizes)), key=lambda i: game.sizes[i])
    others = [size for i, size in enumerate(game.sizes) if i != largest]
    few = sum(others) <= MOST_OTHERS and prod(size + 1 for size in others) <= MOST_PROFILES
    return largest if few else None


@dataclass(frozen=True)
class Crowd:
    """A game in which one class is a crowd.

    Attributes
    ----------
    game : Game
        Monotone, with n players in m classes.
    crowd : int
        Which class it is; the others are few.
    """

    game: Game
    crowd: int

    @cached_property
    def size(self) -> int:
        """Voters in the crowd."""
        return self.game.sizes[self.crowd]

    @cached_property
    def others(self) -> int:
        """Voters beside it."""
        return self.game.players - self.size

    @cached_property
    def enough(self) -> dict[Profile, int]:
        """For each way the others vote, how many of the crowd win; one too many if none do."""
        return {votes: self._enough(votes) for votes in self._votes(self.game.sizes)}

    def _enough(self, votes: Profile) -> int:
        low, high = 0, self.size + 1
        while low < high:
            middle = (low + high) // 2
            whole = (*votes[: self.crowd], middle, *votes[self.crowd + 1 :])
            if self.game.wins(whole):
                high = middle
            else:
                low = middle + 1
        return low

    def _votes(self, sizes: Profile) -> Iterator[Profile]:
        """Every number of the others in each class; nobody of the crowd."""
        return product(
            *(range(1 if i == self.crowd else size + 1) for i, size in enumerate(sizes))
        )

    def tipping(self, number: int) -> Iterator[tuple[int, int, int, int]]:
        """What a member of another class tips.

        Yields
        ------
        tuple of int
            Ways in which the others vote and how many of them are for it; and the numbers of
            the crowd from which on it takes the member, and no longer does.
        """
        sizes = tuple(size - (i == number) for i, size in enumerate(self.game.sizes))
        for votes in self._votes(sizes):
            joined = tuple(n + (i == number) for i, n in enumerate(votes))
            least, most = self.enough[joined], self.enough[votes]
            if least < most:
                yield self.ways(sizes, votes), sum(votes), least, most

    def ways(self, sizes: Profile, votes: Profile) -> int:
        """Ways to have so many of each class."""
        return prod(comb(size, n) for size, n in zip(sizes, votes, strict=True))


def crowd_swings(crowd: Crowd) -> tuple[tuple[int, ...], int]:
    """Count the swings of one voter of each class, and the winning coalitions.

    Parameters
    ----------
    crowd : Crowd
        With m classes.

    Returns
    -------
    tuple of (tuple of m int, int)
        Exact.
    """
    tails = _tails(crowd.size, set(crowd.enough.values()))
    winning = 0
    ends: Counter[int] = Counter()
    for votes, enough in crowd.enough.items():
        ways = crowd.ways(crowd.game.sizes, votes)
        winning += ways * tails[enough]
        ends[enough] += ways
    size = crowd.size
    of_crowd = sum(ways * choose(size - 1, k - 1) for k, ways in ends.items() if 1 <= k <= size)
    totals = [
        of_crowd
        if i == crowd.crowd
        else sum(ways * (tails[a] - tails[b]) for ways, _, a, b in crowd.tipping(i))
        for i in range(len(crowd.game.sizes))
    ]
    return tuple(totals), winning


def _tails(size: int, starts: set[int]) -> dict[int, int]:
    """Coalitions of a crowd with at least so many members, for several such numbers."""
    # those with few members mirror those with many, and half of all have less than half
    below = _below(size, {min(k, size + 1 - k) for k in starts})
    return {k: (1 << size) - below[k] if 2 * k <= size else below[size + 1 - k] for k in starts}


def _below(size: int, ends: set[int]) -> dict[int, int]:
    """Coalitions with less than so many members, for several numbers up to half of them."""
    half = (size + 1) // 2
    upto = sorted(ends)
    if half - upto[0] > upto[-1]:  # nearer to nobody than to half of them
        found = {0: 0}
        for less, more in pairwise(sorted({0, *upto})):
            found[more] = found[less] + between(size, less, more)
        return found
    middle = 0 if size % 2 else choose(size, half)
    found = {half: ((1 << size) - middle) // 2}
    for more, less in pairwise(sorted({half, *upto}, reverse=True)):
        found[less] = found[more] - between(size, less, more)
    return found


def between(size: int, least: int, more: int) -> int:
    """Coalitions of a crowd with at least so many and less than so many members.

    Parameters
    ----------
    size : int
        Members of the crowd.
    least, more : int
        From nought to ``size + 1``.
    """
    if least >= more:
        return 0
    if size < 2000:
        return sum(comb(size, k) for k in range(least, more))
    gmpy2 = library()
    _, divisor, total = _series(size, least, more)
    return int(gmpy2.divexact(gmpy2.comb(size, least) * total, divisor))


def _series(size: int, least: int, more: int) -> tuple[Any, Any, Any]:
    """The sum of a stretch of coefficients over the first of them, as a fraction.

    Returns
    -------
    tuple of three integers
        What takes the first coefficient to the one after the last, as a fraction of two;
        and the sum, over the same divisor.
    """
    gmpy2 = library()
    if more - least <= 24:
        factor, divisor, total = 1, 1, 0
        for k in range(least, more):
            total = (total + factor) * (k + 1)
            factor *= size - k
            divisor *= k + 1
        return gmpy2.mpz(factor), gmpy2.mpz(divisor), gmpy2.mpz(total)
    middle = (least + more) // 2
    factor, divisor, total = _series(size, least, middle)
    factor2, divisor2, total2 = _series(size, middle, more)
    return factor * factor2, divisor * divisor2, total * divisor2 + factor * total2


def crowd_shapley(crowd: Crowd) -> tuple[Fraction, ...]:
    """Shapley-Shubik index of one voter of each class.

    Parameters
    ----------
    crowd : Crowd
        With m classes.

    Returns
    -------
    tuple of m Fraction
        Exact.

    Notes
    -----
    Of N in the crowd and m others, the chance that k and j of them come before a certain
    voter is, by the number of the k, a polynomial of degree m in k; its sum over the k that
    matter is one too.
    """
    size, others = crowd.size, crowd.others
    orders = prod(range(size + 1, size + others + 1))
    one_of_it = Fraction(0)
    for votes, enough in crowd.enough.items():
        if 1 <= enough <= size:
            for_it = sum(votes)
            orders_before = prod(range(enough, enough + for_it))
            orders_after = prod(range(size - enough + 1, size - enough + 1 + others - for_it))
            one_of_it += crowd.ways(crowd.game.sizes, votes) * orders_before * orders_after
    found: list[Fraction] = []
    for i in range(len(crowd.game.sizes)):
        if i == crowd.crowd:
            found.append(one_of_it / (orders * size))
            continue
        ends: Counter[tuple[int, int]] = Counter()
        for ways, for_it, least, more in crowd.tipping(i):
            ends[for_it, more] += ways
            ends[for_it, least] -= ways
        total = sum(
            ways * _Orders(size, others - 1, for_it).until(end)
            for (for_it, end), ways in ends.items()
            if ways
        )
        found.append(Fraction(total, orders))
    return tuple(found)


@lru_cache(maxsize=1024)
class _Orders:
    """Ways to have k of a crowd and j of others before, the rest after, by those of the k.

    ``(k + 1) … (k + j) * (N - k + 1) … (N - k + m - j)``, to be summed over k.
    """

    def __init__(self, size: int, others: int, for_it: int) -> None:
        row = [
            prod(range(k + 1, k + 1 + for_it))
            * prod(range(size - k + 1, size - k + 1 + others - for_it))
            for k in range(others + 1)
        ]
        self.differences: list[int] = []  # of the polynomial, at nought
        while row:
            self.differences.append(row[0])
            row = [b - a for a, b in pairwise(row)]

    def until(self, end: int) -> int:
        """The sum over all k below an end."""
        return sum(d * comb(end, order + 1) for order, d in enumerate(self.differences))
