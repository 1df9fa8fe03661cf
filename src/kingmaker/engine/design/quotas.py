"""One weighted vote at every quota, from one count of its coalitions.

The coalitions are counted once, by what they weigh and how many they are: the coefficients of
``∏ (1 + x y^w)``. Taking a voter out is a division by that voter's factor. What wins at a quota
is then a sum from the quota on, whichever the quota is.

The polynomial in x of one total is kept as one integer, whose digits are the coefficients.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from kingmaker.engine.counting.swings import Swings
from kingmaker.engine.games.diagrams import TooLarge

MOST_CELLS = 20_000_000
"""Totals, once for each voter, that are gone through; some 10 million a second."""

MOST_BYTES = 10**9
"""Bytes that all polynomials together may take."""

MOST_TOTALS = 200_000
"""Different totals of which a curve is made."""


def quota_curve(
    weights: Sequence[int], quotas: Iterable[int] | None = None, sizes: Sequence[int] | None = None
) -> list[tuple[int, Swings]]:
    """Count every voter's swings at each of many quotas.

    Parameters
    ----------
    weights : sequence of m int
        Votes of each member of m classes of equal voters; not negative.
    quotas : iterable of int, optional
        Votes that it takes. Left out: every quota at which the game is another one.
    sizes : sequence of m int, optional
        Members of each class; one, if left out.

    Returns
    -------
    list of (int, Swings)
        Each quota with its exact counts, in the order of the quotas.

    Raises
    ------
    ValueError
        If a weight is negative or a class is empty.
    TooLarge
        If there are too many voters and different totals.

    References
    ----------
    Brams, S. J. and Affuso, P. J. (1976). Power and size: a new paradox. Theory and Decision 7,
    29-56: generating functions.
    Uno, T. (2012). Efficient computation of power indices for weighted majority games. Lecture
    Notes in Computer Science 7676, 679-689: taking a voter out.
    """
    sizes = _checked(weights, sizes)
    table = _Table(weights, sizes)
    asked = list(table.totals[1:] if quotas is None else quotas)
    width, players = table.width, sum(sizes)
    rows: dict[int, list[tuple[int, ...]]] = {}
    for weight in dict.fromkeys(weights):  # equal voters have equal swings
        losing = _Upto(table.totals, table.without(weight))
        rows[weight] = [
            _digits(losing.below(quota) - losing.below(quota - weight), players, width)
            for quota in asked
        ]
    all_ = _Upto(table.totals, [table.counts[total] for total in table.totals])
    every = all_.sums[-1]
    return [
        (
            quota,
            Swings(
                tuple(sizes),
                tuple(rows[weight][number] for weight in weights),
                _digits(every - all_.below(quota), players + 1, width),
            ),
        )
        for number, quota in enumerate(asked)
    ]


def turning_quotas(weights: Sequence[int], sizes: Sequence[int] | None = None) -> list[int]:
    """Every quota at which a weighted vote is another game than at the next higher one.

    Those are the totals that coalitions come to: between two of them nothing changes.

    Parameters
    ----------
    weights : sequence of m int
        Votes of each member of m classes; not negative.
    sizes : sequence of m int, optional
        Members of each class; one, if left out.

    Returns
    -------
    list of int
        Ascending, the last one unanimity. Every quota of one or more wins alike with the next
        one in the list.

    Raises
    ------
    TooLarge
        If there are more than `MOST_TOTALS`.
    """
    found = {0}
    for weight, size in zip(weights, _checked(weights, sizes), strict=True):
        found = {total + weight * members for total in found for members in range(size + 1)}
        if len(found) > MOST_TOTALS:
            raise TooLarge(
                f"the voters come to more than {MOST_TOTALS:,} different totals; "
                "ask for some quotas only"
            )
    return sorted(found)[1:]


def thinned(quotas: Sequence[int], most: int, keep: Iterable[int] = ()) -> list[int]:
    """So many of some quotas, spread evenly over what they amount to.

    Parameters
    ----------
    quotas : sequence of int
        Ascending.
    most : int
        How many at most, beside those to keep.
    keep : iterable of int
        Quotas that are there in any case.

    Examples
    --------
    >>> thinned([1, 2, 3, 50, 100], 3, keep=[2])
    [1, 2, 100]
    """
    chosen = set(keep)
    if len(quotas) <= most:
        return sorted(chosen.union(quotas))
    first, span = quotas[0], quotas[-1] - quotas[0]
    for step in range(most):
        at = first + -(-span * step // max(1, most - 1))
        chosen.add(quotas[bisect_left(quotas, at)])
    return sorted(chosen)


def _checked(weights: Sequence[int], sizes: Sequence[int] | None) -> Sequence[int]:
    if any(weight < 0 for weight in weights):
        raise ValueError("the weights of a vote cannot be negative")
    sizes = (1,) * len(weights) if sizes is None else sizes
    if len(sizes) != len(weights) or any(size < 1 for size in sizes):
        raise ValueError("each class of voters has a size, of at least one")
    return sizes


class _Table:
    """Coalitions by what they weigh and how many they are."""

    def __init__(self, weights: Sequence[int], sizes: Sequence[int]) -> None:
        players = sum(sizes)
        self.width = players // 8 + 1  # bytes of a digit: no count is above 2**players
        voters = [w for w, size in zip(weights, sizes, strict=True) for _ in range(size)]
        most = min(MOST_CELLS // max(1, players), MOST_BYTES // ((players + 1) * self.width))
        step = 8 * self.width
        counts = {0: 1}
        # the lightest first: there are few totals for long
        for weight in sorted(voters):
            joined = {total + weight: ways << step for total, ways in counts.items()}
            for total, ways in joined.items():
                counts[total] = counts.get(total, 0) + ways
            if len(counts) > most:
                raise TooLarge(
                    f"{players:,} voters with more than {most:,} different totals are too much "
                    "for a curve over all quotas; round their votes, or ask at single quotas"
                )
        self.counts = counts
        self.totals = sorted(counts)

    def without(self, weight: int) -> list[int]:
        """The same without one voter of a weight, in the order of the totals."""
        step = 8 * self.width
        if weight == 0:
            # there is no lower total to begin from: divide by 1 + x, digit by digit
            return [self._halved(self.counts[total]) for total in self.totals]
        left: dict[int, int] = {}
        for total in self.totals:
            left[total] = self.counts[total] - (left.get(total - weight, 0) << step)
        return list(left.values())

    def _halved(self, ways: int) -> int:
        return ways // (1 + (1 << 8 * self.width))


class _Upto:
    """Sums of what is below a total."""

    def __init__(self, totals: list[int], counts: list[int]) -> None:
        self.totals = totals
        self.sums = list(accumulate(counts, initial=0))

    def below(self, total: int) -> int:
        """What weighs less than this."""
        return self.sums[bisect_left(self.totals, total)]


def _digits(packed: int, number: int, width: int) -> tuple[int, ...]:
    """The first coefficients of a polynomial."""
    raw = packed.to_bytes(width * max(number, 1), "little")
    return tuple(
        int.from_bytes(raw[at : at + width], "little") for at in range(0, width * number, width)
    )
