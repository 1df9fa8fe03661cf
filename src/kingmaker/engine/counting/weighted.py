"""One weighted vote with many voters or many votes: swings over all totals, not all states.

How many coalitions come to each total is worked out once, voter by voter; a voter is taken out
again by a division of which only some cells are needed. Counts are exact: remainders of
several moduli, put together by the Chinese remainder theorem. The Shapley-Shubik index is an
integral over the chance that a voter is for it, taken at so many points that what is left out
is smaller than what floats round away; both come with a bound that is proven.

References
----------
Uno, T. (2012). Efficient computation of power indices for weighted majority games. Algorithms
and Computation, LNCS 7676, 679-689.
Owen, G. (1972). Multilinear extensions of games. Management Science 18, 64-79.
Trefethen, L. N. (2013). Approximation Theory and Approximation Practice, chapters 8 and 19.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count, islice
from math import cosh, exp, gcd, log
from typing import TYPE_CHECKING

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.quadrature import gauss, half_of
from kingmaker.engine.games.diagrams import TooLarge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST_CELLS = 200_000_000
"""Totals that are kept at a time, eight bytes each, twice."""

MOST_ADDITIONS = 12 * 10**10
"""Additions before a count is refused: a minute or two."""

SMALL = 256
"""Votes that voters have on average, up to which several moduli are counted side by side."""

SCALE = 2.0**62  # of chances kept as whole numbers


@dataclass(frozen=True)
class Weighted:
    """A weighted vote, in its lowest terms.

    Attributes
    ----------
    quota : int
        Votes it takes.
    weights : tuple of int
        Votes of each voter of each class; not negative.
    sizes : tuple of int
        Voters in each class.
    """

    quota: int
    weights: tuple[int, ...]
    sizes: tuple[int, ...]

    @classmethod
    def of(
        cls, quota: int, weights: Sequence[int], sizes: Sequence[int] | None = None
    ) -> Weighted:
        """The same vote with weights and quota divided by what all weights share."""
        if any(weight < 0 for weight in weights):
            raise ValueError("the weights of a vote cannot be negative")
        most = max(quota, 1)  # who is enough alone is no more than enough
        whole = [min(weight, most) for weight in weights]
        shared = gcd(*whole) or 1
        lowered = tuple(weight // shared for weight in whole)
        return cls(-(-quota // shared), lowered, tuple(sizes or (1,) * len(lowered)))

    @cached_property
    def total(self) -> int:
        """All votes."""
        return sum(w * size for w, size in zip(self.weights, self.sizes, strict=True))

    @cached_property
    def players(self) -> int:
        """Voters in all."""
        return sum(self.sizes)

    @property
    def settled(self) -> bool:
        """Whether the vote passes, or fails, whatever anybody does."""
        return not 0 < self.quota <= self.total

    @property
    def against(self) -> int:
        """The quota of those who want to block: they and the others share all votes but one."""
        return self.total - self.quota + 1

    def additions(self, cells: int) -> int:
        """Additions for one table of so many totals."""
        work, top = 0, 0
        for w, size in sorted(zip(self.weights, self.sizes, strict=True)):
            if not w:
                continue
            growing = min(size, max(0, cells - top) // w)  # as long as totals are few
            work += growing * top + w * growing * (growing + 1) // 2 + (size - growing) * cells
            top = min(cells, top + w * size)
        return work

    @cached_property
    def one_by_one(self) -> NDArray[np.int64]:
        """The weights of all voters who have any, ascending."""
        import numpy as np

        found = np.repeat(np.array(self.weights, np.int64), np.array(self.sizes, np.int64))
        return np.sort(found[found > 0])

    @cached_property
    def distinct(self) -> NDArray[np.int64]:
        """Every weight once, ascending, without nought."""
        import numpy as np

        return np.array(sorted(set(self.weights) - {0}), np.int64)

    def check(self, cells: int, tables: int) -> None:
        """Refuse what would take too much memory or time."""
        if cells > MOST_CELLS:
            raise TooLarge(
                f"{cells:,} totals of votes are too many to keep, {MOST_CELLS:,} are not; count "
                "votes in thousands"
            )
        if self.additions(cells) * tables > MOST_ADDITIONS:
            raise TooLarge(
                f"{self.players:,} voters with {self.total:,} votes would take long to count; "
                "count votes in thousands, or let those with few votes act as one"
            )


def weighted_swings(vote: Weighted) -> tuple[tuple[int, ...], int]:
    """Count the swings of one voter of each class, and the winning coalitions.

    Parameters
    ----------
    vote : Weighted
        With n voters in m classes.

    Returns
    -------
    tuple of (tuple of m int, int)
        Exact: swings of each, of ``2**(n - 1)`` coalitions of the others; winning
        coalitions, of ``2**n``.

    Raises
    ------
    TooLarge
        If it would take more memory or time than allowed.
    """
    n = vote.players
    if vote.settled:
        return (0,) * len(vote.weights), (1 << n) if vote.quota <= 0 else 0
    check_swings(vote)
    # who blocks has as many swings; the smaller of the two quotas takes less room
    blocking = vote.against < vote.quota
    quota = vote.against if blocking else vote.quota
    moduli = remainders(n + 1)
    voters = len(vote.one_by_one)
    tables = [_residues(vote, quota, *counted) for counted in _tables(vote, quota, moduli)]
    combine = Combined(moduli)
    short = combine([table[-1] for table in tables]) << n - voters
    by_weight = {
        int(w): combine([table[i] for table in tables]) << n - voters
        for i, w in enumerate(vote.distinct)
    }
    totals = tuple(by_weight.get(w, 0) for w in vote.weights)
    return totals, short if blocking else (1 << n) - short


def check_swings(vote: Weighted) -> None:
    """Refuse to count what would take too much memory or time."""
    vote.check(max(1, min(vote.quota, vote.against)), len(remainders(vote.players + 1)))


def check_shapley(vote: Weighted) -> None:
    """Refuse an index that would take too much memory or time."""
    cells = max(vote.quota, vote.against)
    vote.check(cells, (_points(vote) + 1) // 2)


def shapley_additions(vote: Weighted) -> int:
    """Additions that `weighted_shapley` takes."""
    return vote.additions(max(vote.quota, vote.against)) * ((_points(vote) + 1) // 2)


def _points(vote: Weighted) -> int:
    """Points at which the integrand is taken."""
    voters = sum(size for size, w in zip(vote.sizes, vote.weights, strict=True) if w)
    return enough_points(voters, rounding(voters, max(vote.quota, vote.against)) / 8)


def _tables(
    vote: Weighted, quota: int, moduli: Sequence[int]
) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    """Coalitions by their total, for each modulus."""
    import numpy as np

    from kingmaker.engine.kernels import sums

    weights = vote.one_by_one
    if len(moduli) < sums.LANES or int(weights.sum()) > SMALL * len(weights):
        for modulus in moduli:
            yield modulus, sums.counts(weights, quota, modulus)
        return
    for first in range(0, len(moduli), sums.LANES):
        some = moduli[first : first + sums.LANES]
        lanes = [*some, *[0] * (sums.LANES - len(some))]
        table = sums.counts_side_by_side(weights, quota, np.array(lanes, np.uint64))
        for lane, modulus in enumerate(some):
            yield modulus, np.ascontiguousarray(table[lane :: sums.LANES])


def _residues(vote: Weighted, quota: int, modulus: int, table: NDArray[np.uint64]) -> list[int]:
    """Remainders of the swings for each distinct weight, and of the coalitions that fall short."""
    from kingmaker.engine.kernels import sums

    sums.running(table, modulus)
    last, whole = int(table[-1]), modulus or 1 << 64
    terms = sums.swings(table, vote.distinct, quota).tolist()
    found = [
        (last + 2 * ((more - less << 32) + more_low - less_low)) % whole
        for more, more_low, less, less_low in terms
    ]
    return [*found, last]


@lru_cache(maxsize=64)
def remainders(bits: int) -> list[int]:
    """Moduli that tell apart the numbers of so many bits: 0 for 2**64, then primes below 2**63."""
    primes = (2**63 - k for k in count(25, 2) if is_prime(2**63 - k))
    return [0, *islice(primes, max(0, -(-(bits - 64) // 62)))]


def is_prime(number: int) -> bool:
    """Whether an odd number below 2**64 is a prime: Miller and Rabin, for certain."""
    if any(number % p == 0 for p in (3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)):
        return False
    odd = number - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        power = pow(base, odd, number)
        if power in (1, number - 1):
            continue
        for _ in range(twos - 1):
            power = power * power % number
            if power == number - 1:
                break
        else:
            return False
    return True


class Combined:
    """Puts a number together from its remainders.

    Parameters
    ----------
    moduli : sequence of int
        Without a common factor; 0 stands for 2**64.
    """

    def __init__(self, moduli: Sequence[int]) -> None:
        self.moduli = [modulus or 1 << 64 for modulus in moduli]
        self.steps: list[tuple[int, int]] = []  # product of those before, and its inverse
        product = 1
        for modulus in self.moduli:
            self.steps.append((product, pow(product, -1, modulus)))
            product *= modulus

    def __call__(self, remainders: Sequence[int]) -> int:
        """The least number with these remainders."""
        found = 0
        for r, modulus, (product, inverse) in zip(
            remainders, self.moduli, self.steps, strict=True
        ):
            found += product * ((r - found) * inverse % modulus)
        return found


def weighted_chances(vote: Weighted) -> tuple[tuple[Approximate, ...], Approximate]:
    """The Penrose-Banzhaf measure of one voter of each class, in floats and one pass.

    Parameters
    ----------
    vote : Weighted
        With m classes.

    Returns
    -------
    tuple of (tuple of m Approximate, Approximate)
        With a proven bound; and the part of all coalitions that win.

    Raises
    ------
    TooLarge
        If it would take more memory or time than allowed.
    """
    if vote.settled:
        sure = Approximate(1.0 if vote.quota <= 0 else 0.0, 0.0)
        return (Approximate(0.0, 0.0),) * len(vote.weights), sure
    from kingmaker.engine.kernels import sums

    blocking = vote.against < vote.quota
    quota = vote.against if blocking else vote.quota
    vote.check(quota, 1)
    upto = sums.chances(vote.one_by_one, quota, 1.0, SCALE)
    slack = rounding(len(vote.one_by_one), quota)
    short = float(upto[-1]) / SCALE
    found = sums.tips(upto, vote.distinct, quota, 1.0, SCALE)
    return _by_class(vote, found, slack), Approximate(short if blocking else 1 - short, slack)


def weighted_shapley(vote: Weighted) -> tuple[Approximate, ...]:
    """Shapley-Shubik index of one voter of each class, in floats with a proven bound.

    Parameters
    ----------
    vote : Weighted
        With m classes.

    Returns
    -------
    tuple of m Approximate
        With n voters, within about ``10**-15 * n`` at worst, and in practice much nearer.

    Raises
    ------
    TooLarge
        If it would take more memory or time than allowed.

    Notes
    -----
    The chance that a voter tips the outcome, the others being for it with chance t each, is a
    polynomial in t of degree n - 1; its integral is the index. For every t below one half the
    same table serves 1 - t too, in which those who are for it and against it change places.
    """
    if vote.settled:
        return (Approximate(0.0, 0.0),) * len(vote.weights)
    voters = len(vote.one_by_one)
    cells = max(vote.quota, vote.against)
    slack = rounding(voters, cells)
    points = _points(vote)
    check_shapley(vote)
    total = None
    for ratio, weight in half_of(gauss(points)):
        here, there = _tips(vote, ratio, cells, vote.quota, vote.against)
        part = weight * (here if ratio == 1 else here + there)
        total = part if total is None else total + part
    assert total is not None
    return _by_class(vote, total, slack + left_out(voters, points))


def _tips(
    vote: Weighted, ratio: float, cells: int, quota: int, against: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Chances to tip the outcome for each distinct weight, and with for and against swapped."""
    from kingmaker.engine.kernels import sums

    upto = sums.chances(vote.one_by_one, cells, ratio, SCALE)
    here = sums.tips(upto, vote.distinct, quota, ratio, SCALE)
    if against == quota:
        return here, here
    return here, sums.tips(upto, vote.distinct, against, ratio, SCALE)


def _by_class(vote: Weighted, found: NDArray[np.float64], error: float) -> tuple[Approximate, ...]:
    figures = {
        int(w): Approximate(float(f), error) for w, f in zip(vote.distinct, found, strict=True)
    }
    return tuple(figures.get(w, Approximate(0.0, 0.0)) for w in vote.weights)


def rounding(voters: int, cells: int) -> float:
    """What floats may round away of a chance to tip the outcome, or of its integral, at most.

    Notes
    -----
    A cell of the table is a sum of products of positive numbers, so that its relative error is
    at most 5n + 10 roundings. Taking a voter out weighs disjoint ranges of cells by powers of
    the ratio, which come to at most twice all cells; every power is off by at most 110
    roundings, every cell by half a unit of the scale. Points of the integral are off by a
    rounding or so, where the integrand rises by n/2 times that at most.
    """
    return 2 * (6 * voters + 130) * 2**-53 + 2 * cells / SCALE


def left_out(voters: int, points: int) -> float:
    """What an integral at so many points of Gauss may leave out, at most.

    Notes
    -----
    On an ellipse around the points 0 and 1, whose axes come to ``cosh(a)``, the integrand is at
    most ``cosh(a)**(n - 1)``, for that is what the chances of all coalitions come to in absolute
    value. It is nearer to some polynomial of degree 2m - 1 than
    ``2 * cosh(a)**(n - 1) * exp(-a * (2m - 1)) / (exp(a) - 1)`` (Trefethen, theorem 8.2), which m
    points integrate exactly; any a gives a bound, and this is nearly the best.
    """
    if 2 * points >= voters:
        return 0.0  # exact for the degree n - 1
    slope = min(0.999, 2 * points / voters)
    a = 0.5 * log((1 + slope) / (1 - slope))
    exponent = (voters - 1) * log(cosh(a)) - a * (2 * points - 1)
    return 4 * exp(min(exponent, 0.0)) / (exp(a) - 1)


def enough_points(voters: int, tolerance: float) -> int:
    """The fewest points that leave out no more than a tolerance."""
    low, high = 1, max(1, -(-voters // 2))
    while low < high:
        middle = (low + high) // 2
        if left_out(voters, middle) <= tolerance:
            high = middle
        else:
            low = middle + 1
    return low
