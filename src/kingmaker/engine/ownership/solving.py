"""Exact linear equations of companies in a circle: what one has is its own, and parts of others'.

Solved are systems ``x = b + M x``. A few companies are eliminated one after the other; for
hundreds the solution is found modulo powers of a prime, and the fractions read off it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.games.diagrams import TooLarge

Rows: TypeAlias = "Sequence[Mapping[int, Fraction]]"
"""For each of m companies the others it has a part of, by number from 0, and the part."""

FEW = 24
"""Companies up to which elimination is quicker."""

MOST = 600
"""Companies in one circle that are solved exactly, within some seconds."""


def solve(rows: Rows, sides: Sequence[Sequence[Fraction]]) -> list[list[Fraction]] | None:
    """Solve ``x = b + M x`` for several b.

    Parameters
    ----------
    rows : sequence of m mappings of int to Fraction
        The matrix M; what is left out is nothing.
    sides : sequence of sequences of m Fraction
        The b.

    Returns
    -------
    list of list of Fraction or None
        The x for each b, exact; None if some b have no single solution.

    Raises
    ------
    TooLarge
        If there are too many companies in the circle.
    """
    if len(rows) <= FEW:
        return eliminated(rows, sides)
    if len(rows) > MOST:
        raise TooLarge(
            f"{len(rows):,} companies hold one another in a circle, and fractions are worked out "
            f"for {MOST} at most; ask for rounded figures with a proven bound"
        )
    from kingmaker.engine.ownership.lifting import Unlucky, lifted

    try:
        return lifted(rows, sides)
    except Unlucky:  # modulo every prime tried: almost surely for all, and now for certain
        return eliminated(rows, sides)


def returns(rows: Rows) -> list[Fraction] | None:
    """For each company one, and all that comes back to it: the diagonal of ``(I - M)^-1``.

    None if there is no such matrix; `TooLarge` as for `solve`.
    """
    size = len(rows)
    sides = [[Fraction(i == k) for i in range(size)] for k in range(size)]
    if FEW < size <= MOST:
        from kingmaker.engine.ownership.lifting import Unlucky, lifted

        try:
            return [value for (value,) in lifted(rows, sides, range(size))]
        except Unlucky:
            pass
    solved = solve(rows, sides)
    return None if solved is None else [solution[k] for k, solution in enumerate(solved)]


def settles(rows: Rows) -> bool:
    """Whether the sum over all walks within a circle is finite.

    Parameters
    ----------
    rows : sequence of m mappings of int to Fraction
        Parts in one another, not negative, of companies each of which leads to each.

    Notes
    -----
    So it is exactly if ``y = 1 + M y`` has a solution without negative entries: then M takes less
    than all of y in every entry. Where nobody is held to more than the whole, sums are enough.
    """
    one = Fraction(1)
    across = [sum(row.values(), Fraction(0)) for row in rows]
    down = [Fraction(0)] * len(rows)
    for row in rows:
        for other, part in row.items():
            down[other] += part
    for sums in (across, down):
        if all(total >= one for total in sums):
            return False
        if all(total <= one for total in sums):
            return True
    found = solve(rows, [[one] * len(rows)])
    return found is not None and all(value > 0 for value in found[0])


def eliminated(rows: Rows, sides: Sequence[Sequence[Fraction]]) -> list[list[Fraction]] | None:
    """Solve by elimination, the company with the fewest links first."""
    size = len(rows)
    system = [{i: Fraction(1)} for i in range(size)]
    for i, row in enumerate(rows):
        for j, part in row.items():
            value = system[i].get(j, Fraction(0)) - part
            system[i][j] = value
            if not value:
                del system[i][j]
    values = [[side[i] for side in sides] for i in range(size)]
    waiting = set(range(size))
    order: list[tuple[int, int]] = []
    while waiting:
        pivots = [(len(system[i]), i) for i in waiting if system[i]]
        if not pivots:
            return None
        row = min(pivots)[1]
        column = min(system[row], key=lambda j: (j != row, j))
        waiting.discard(row)
        order.append((row, column))
        base = system[row]
        for i in waiting:
            if column not in system[i]:
                continue
            factor = system[i].pop(column) / base[column]
            for j, value in base.items():
                if j != column:
                    left = system[i].get(j, Fraction(0)) - factor * value
                    system[i][j] = left
                    if not left:
                        del system[i][j]
            values[i] = [a - factor * b for a, b in zip(values[i], values[row], strict=True)]
    found = [[Fraction(0)] * size for _ in sides]
    for row, column in reversed(order):
        base = system[row]
        for number, solution in enumerate(found):
            known = sum((v * solution[j] for j, v in base.items() if j != column), Fraction(0))
            solution[column] = (values[row][number] - known) / base[column]
    return found
