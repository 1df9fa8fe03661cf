"""One weighted vote with many voters or many votes: swings over all totals, not all states.

How many coalitions come to each total is worked out once, voter by voter; a voter is taken out
again by a division of which only some cells are needed. Counts are exact: remainders of
several moduli, put together by the Chinese remainder theorem. In floats, it is `chances`.

References
----------
Uno, T. (2012). Efficient computation of power indices for weighted majority games. Algorithms
and Computation, LNCS 7676, 679-689.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING

from kingmaker.engine.counting.remainders import Combined, remainders
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
