"""Figures that are not exact, with what is known of their error.

Whoever computes such a figure says how far it may be off; whoever prints it prints no digit
that this leaves open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor, log10
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Approximate:
    """A figure, and how far from the true one it may be.

    Attributes
    ----------
    value : float
        The figure.
    error : float
        The true figure lies between ``value - error`` and ``value + error``.
    confidence : float
        1 where that is proven; where it comes from a sample, the chance with which such
        bounds hold, for all the figures of one answer together.
    """

    value: float
    error: float
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.error >= 0:
            raise ValueError("an error bound cannot be negative")
        if not 0 < self.confidence <= 1:
            raise ValueError("a confidence lies between 0 and 1")

    def __float__(self) -> float:
        return self.value

    @property
    def least(self) -> float:
        """The least that the true figure may be."""
        return self.value - self.error

    @property
    def most(self) -> float:
        """The most that the true figure may be."""
        return self.value + self.error

    @property
    def proven(self) -> bool:
        """Whether the bound holds for certain."""
        return self.confidence == 1

    def holds(self, true: Fraction | float) -> bool:
        """Whether a figure lies within the bounds."""
        return abs(Fraction(true) - Fraction(self.value)) <= Fraction(self.error)

    def times(self, factor: float) -> Approximate:
        """So many times as much; the rounding of the product is added to the error."""
        value = self.value * factor
        return Approximate(value, abs(self.error * factor) + abs(value) * 2**-52, self.confidence)

    def earned(self, most: int = 15) -> str:
        """The figure with as many decimal places as are certain, at most so many.

        Examples
        --------
        >>> Approximate(0.19167101, 2e-8).earned(), Approximate(0.19, 0.004).earned()
        ('0.1916710', '0.19')
        """
        places = most if not self.error else min(most, floor(-log10(2 * self.error)))
        return f"{self.value:.{max(0, places)}f}"


Figure: TypeAlias = "Fraction | Approximate"
"""An exact figure, or one with an error bound."""


def total(figures: Iterable[tuple[Figure, int]]) -> Figure:
    """What so many of each figure come to; exact if all are.

    Examples
    --------
    >>> total([(Fraction(1, 6), 2), (Fraction(1, 3), 1)])
    Fraction(2, 3)
    """
    exact, value, error, confidence = Fraction(0), 0.0, 0.0, 1.0
    rounded = False
    for figure, number in figures:
        if isinstance(figure, Fraction):
            exact += figure * number
            continue
        rounded = True
        value += figure.value * number
        error += figure.error * number + abs(value) * 2**-52
        confidence = min(confidence, figure.confidence)
    if not rounded:
        return exact
    both = value + float(exact)
    return Approximate(both, error + (abs(value) + abs(both)) * 2**-51, confidence)
