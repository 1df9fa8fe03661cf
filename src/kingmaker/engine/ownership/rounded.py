"""Integrated ownership in floats, for circles of thousands, with proven error bounds.

A solution is checked: what it misses the equations by, multiplied up by a vector that is itself
checked to grow as the walks do, bounds how far it is off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.solving import Rows
from kingmaker.engine.ownership.stakes import Holdings, reached
from kingmaker.engine.ownership.walks import Parts, within

_UNIT = 2.0**-53
_DENSE = 1_500
"""Companies in a circle up to which a full matrix is quicker."""


def rounded_owners(holdings: Holdings, company: int) -> dict[int, Approximate]:
    """Everybody's part of one company, over all chains; see `integrated.owners`.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    company : int
        Which company.

    Returns
    -------
    dict of int to Approximate
        With proven error bounds.

    Raises
    ------
    ValueError
        If the sum over all walks in a circle has no finite value, or it is too close to having
        none for floats to prove it.
    """
    return _spread(holdings.holds, holdings.held, company)


def rounded_owned(holdings: Holdings, party: int) -> dict[int, Approximate]:
    """One party's part of everything below it, over all chains; see `integrated.owned`.

    Of holdings that are `cut` at the party it is corrected for chains that come back to it.
    Parameters and errors are those of `rounded_owners`.
    """
    return _spread(holdings.held, holdings.holds, party)


def _spread(inputs: Parts, outputs: Parts, start: int) -> dict[int, Approximate]:
    """As `walks.spread`, less the walk that goes nowhere."""
    among = reached(outputs, start)
    value: dict[int, float] = {}
    error: dict[int, float] = {}
    for part in components(inputs, among):
        sides = [_side(inputs.get(node, {}), value, error, float(node == start)) for node in part]
        if len(part) == 1 and part[0] not in inputs.get(part[0], ()):
            value[part[0]], error[part[0]] = sides[0]
        else:
            for node, (best, off) in zip(part, _circle(within(part, inputs), sides), strict=True):
                value[node], error[node] = best, off
    found = {node: Approximate(value[node], error[node]) for node in among if node != start}
    itself = value[start] - 1
    if itself or error[start]:
        found[start] = Approximate(itself, error[start] + abs(itself) * _UNIT * 2)
    return found


def _side(
    row: Mapping[int, Any], value: Mapping[int, float], error: Mapping[int, float], first: float
) -> tuple[float, float]:
    """What comes in from outside a circle, and how far that may be off."""
    total, off, terms = first, 0.0, 2
    for source, part in row.items():
        if source in value:
            share = float(part)
            total += share * value[source]
            off += share * error[source]
            terms += 1
    return total, off * (1 + (terms + 4) * 4 * _UNIT) + total * (terms + 3) * 2 * _UNIT


def _circle(rows: Rows, sides: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Solve ``x = b + M x`` in floats; each x, and how far it may be off."""
    import numpy as np

    matrix, solver = _system(rows)
    right = np.array([side for side, _ in sides])
    known = np.array([off for _, off in sides])
    found = solver(right)
    # rounding of a sum of so many products, and of the shares themselves, four times over
    slack = 4 * _UNIT * (max(len(row) for row in rows) + 6)
    size = np.abs(right) + np.abs(found) + matrix @ np.abs(found)
    missed = np.abs(right - found + matrix @ found) + slack * size + known * (1 + slack)
    missed += missed.max() * 1e-6 + 1e-300
    for growth in (1.001, 1.1, 2.0):
        bound = solver(missed) * growth
        through = matrix @ np.abs(bound)
        if bool((bound > 0).all()) and bool(
            (bound - through - slack * (bound + through) >= missed * (1 + slack)).all()
        ):
            return [(float(x), float(off)) for x, off in zip(found, bound, strict=True)]
    raise ValueError(
        f"floats cannot prove that the walks in a circle of {len(rows):,} companies have a finite "
        "sum; ask for exact figures"
    )


def _system(rows: Rows) -> tuple[Any, Any]:
    """The matrix, and what solves ``x = b + M x`` for a b."""
    import numpy as np

    size = len(rows)
    if size <= _DENSE:
        full = np.zeros((size, size))
        for i, row in enumerate(rows):
            for j, part in row.items():
                full[i, j] = float(part)
        left = np.eye(size) - full

        def dense(right: Any) -> Any:
            try:
                return cast("Any", np.linalg.solve(left, right))
            except np.linalg.LinAlgError as singular:
                raise ValueError("the walks in a circle have no finite sum") from singular

        return full, dense
    return _sparse(rows)


def _sparse(rows: Rows) -> tuple[Any, Any]:
    from importlib import import_module

    sparse: Any = import_module("scipy.sparse")  # it comes without types
    linalg: Any = import_module("scipy.sparse.linalg")
    size = len(rows)
    entries = [(i, j, float(part)) for i, row in enumerate(rows) for j, part in row.items()]
    at = [i for i, _, _ in entries], [j for _, j, _ in entries]
    matrix = sparse.csr_array(([part for _, _, part in entries], at), shape=(size, size))
    try:
        factors: Any = linalg.splu((sparse.eye_array(size) - matrix).tocsc())
    except RuntimeError as singular:
        raise ValueError("the walks in a circle have no finite sum in floats") from singular
    return matrix, factors.solve
