"""Linear programmes in whole numbers, whose columns are found when they are needed.

The revised simplex method without division: the inverse of the basis is kept as whole numbers over
one common denominator, so that what comes out is exact, an optimum and a ray without end alike.

References
----------
Dantzig, G. B., Orden, A. and Wolfe, P. (1955). The generalized simplex method for minimizing a
linear form under linear inequality restraints. Pacific Journal of Mathematics 5, 183-195.
Edmonds, J. (1967). Systems of distinct representatives and linear algebra. Journal of Research
of the National Bureau of Standards B 71, 241-245.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul, neg


class Programme:
    """The most of a sum of profits, for amounts of columns that keep within bounds.

    No amount is negative. Every row has a slack, so that nothing at all keeps within.

    Parameters
    ----------
    bounds : sequence of m int
        None of them negative.

    Attributes
    ----------
    scale : int
        What all other figures are multiplied by, above 0.
    prices : list of m int
        What one more of each bound is worth; never negative once no column pays any more.
    """

    def __init__(self, bounds: Sequence[int]) -> None:
        rows = len(bounds)
        self.scale = 1
        self.prices = [0] * rows
        self._basis = [-1 - row for row in range(rows)]  # slacks are negative
        # first the amount of what is in the basis, then the inverse
        self._table = [
            [bound, *(int(row == k) for k in range(rows))] for row, bound in enumerate(bounds)
        ]

    def pays(self, column: Sequence[int], profit: int) -> bool:
        """Whether a column has more profit than what it takes is worth."""
        return profit * self.scale > sum(map(mul, self.prices, column))

    def improve(self) -> dict[int, int] | None:
        """Take in slacks for as long as one pays: bounds that are better left unused.

        Returns
        -------
        dict of int to int or None
            As for `enter`.
        """
        while min(self.prices) < 0:
            row = self.prices.index(min(self.prices))
            column = tuple(int(row == k) for k in range(len(self._basis)))
            ray = self.enter(-1 - row, column, 0)
            if ray is not None:
                return ray
        return None

    def enter(self, name: int, column: tuple[int, ...], profit: int) -> dict[int, int] | None:
        """Take in a column that pays.

        Parameters
        ----------
        name : int
            What to call it, from 0 on; below 0 are slacks.
        column : tuple of m int
            What one of it takes of each bound.
        profit : int
            What one of it gives.

        Returns
        -------
        dict of int to int or None
            None, as long as bounds end the profit. Otherwise the amounts of columns, by name, that
            can be added for ever.
        """
        takes = [sum(map(mul, row[1:], column)) for row in self._table]
        leaves = self._leaves(takes)
        if leaves is None:
            amounts = {name: self.scale, **dict(zip(self._basis, map(neg, takes), strict=True))}
            return {column: amount for column, amount in amounts.items() if amount and column >= 0}
        gain = profit * self.scale - sum(map(mul, self.prices, column))
        pivot, old, scale = takes[leaves], self._table[leaves], self.scale
        self.prices = [
            (price * pivot + gain * x) // scale
            for price, x in zip(self.prices, old[1:], strict=True)
        ]
        for row, taken in enumerate(takes):
            if row != leaves:
                self._table[row] = [
                    (x * pivot - taken * y) // scale
                    for x, y in zip(self._table[row], old, strict=True)
                ]
        self.scale = pivot
        self._basis[leaves] = name
        return None

    def _leaves(self, takes: list[int]) -> int | None:
        """The row that ends the profit first, ties told by the rows as a whole.

        So no basis comes twice, and the method ends.
        """
        best: int | None = None
        for row, taken in enumerate(takes):
            if taken > 0 and (best is None or self._sooner(row, best, takes)):
                best = row
        return best

    def _sooner(self, row: int, best: int, takes: list[int]) -> bool:
        for x, y in zip(self._table[row], self._table[best], strict=True):
            left, right = x * takes[best], y * takes[row]
            if left != right:
                return left < right
        return False
