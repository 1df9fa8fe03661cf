"""One weighted vote in floats: the chance to tip the outcome, over all totals of votes.

The Shapley-Shubik index is an integral over the chance that a voter is for it, taken at so many
points that what is left out is smaller than what floats round away; both come with a bound that
is proven.

References
----------
Owen, G. (1972). Multilinear extensions of games. Management Science 18, 64-79.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.bounds import SCALE, enough_points, left_out, rounding
from kingmaker.engine.counting.quadrature import gauss, half_of
from kingmaker.engine.counting.weighted import Weighted

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
