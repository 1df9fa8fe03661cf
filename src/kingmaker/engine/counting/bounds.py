"""How far chances counted in floats, and an integral over them, may be off at most.

References
----------
Trefethen, L. N. (2013). Approximation Theory and Approximation Practice, chapters 8 and 19.
"""

from __future__ import annotations

from math import cosh, exp, log

SCALE = 2.0**62
"""One, where chances are kept as whole numbers."""


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
