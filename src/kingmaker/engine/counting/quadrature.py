"""Points and weights of Gauss for integrals from 0 to 1, to the last bit of a float.

References
----------
Press, W. H. et al. (2007). Numerical Recipes, 3rd edition, section 4.6. Cambridge University
Press.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, localcontext
from functools import lru_cache
from math import cos, pi
from typing import TypeAlias

Rule: TypeAlias = "tuple[tuple[Decimal, Decimal], ...]"
"""Points up to one half, ascending, and the weight of each; the others mirror them."""

DIGITS = 40


@lru_cache(maxsize=32)
def gauss(points: int) -> Rule:
    """The rule with so many points, which integrates polynomials of degree 2m - 1 exactly.

    Parameters
    ----------
    points : int
        Positive.

    Returns
    -------
    tuple of (Decimal, Decimal)
        The points of the lower half, with 30 digits and more; the middle one last, if there
        is one.
    """
    with localcontext() as context:
        context.prec = DIGITS
        found: list[tuple[Decimal, Decimal]] = []
        for k in range((points + 1) // 2):
            x = Decimal(cos(pi * (k + 0.75) / (points + 0.5)))
            slope = Decimal(1)
            for _ in range(4):  # each step doubles the digits, from the fifth or so of the start
                value, slope = _legendre(points, x)
                x -= value / slope
            _, slope = _legendre(points, x)
            weight = 1 / ((1 - x * x) * slope * slope)
            found.append(((1 - x) / 2, weight))
        return tuple(found)


def _legendre(degree: int, x: Decimal) -> tuple[Decimal, Decimal]:
    """Value and slope of a Legendre polynomial."""
    before, value = Decimal(1), x
    for k in range(2, degree + 1):
        before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
    return value, degree * (x * value - before) / (x * x - 1)


def half_of(rule: Rule) -> Iterator[tuple[float, float]]:
    """The points of the lower half, each as the chance for it by that against it, and weights.

    Yields
    ------
    tuple of (float, float)
        The ratio t / (1 - t) and the weight; the ratio of the middle point is exactly one.
    """
    half = Decimal("0.5")
    for t, weight in rule:
        middle = abs(t - half) < Decimal(10) ** -30
        yield (1.0 if middle else float(t / (1 - t))), float(weight)
