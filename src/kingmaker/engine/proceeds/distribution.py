"""What there may be to share out, as chances: single values, even, with a peak, lognormal.

Even and peaked ones are exact. Lognormal ones are worked out in floating point with a bound on
the error, for which the error function of the machine is taken to be right to 16 units in its
last place.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import erfc, exp, log, pi, sqrt
from statistics import NormalDist
from typing import Protocol

from kingmaker.engine.approximate import Approximate, Figure

_UNIT = 2.0**-52
_SMALL = Fraction(1, 10**200)
_NEVER = Fraction(1, 10**12)


class Spread(Protocol):
    """Values without a single one that has a chance for itself."""

    @property
    def least(self) -> Fraction:
        """No value is less."""
        ...

    @property
    def mean(self) -> Figure:
        """The expected value."""
        ...

    def below(self, value: Fraction) -> Figure:
        """The chance of less."""
        ...

    def mean_below(self, value: Fraction) -> Figure:
        """What values below one add to the mean."""
        ...

    def quantile(self, chance: Fraction) -> Figure:
        """The value below which one lies with a chance; strictly between 0 and 1."""
        ...


@dataclass(frozen=True, slots=True)
class Discrete:
    """Single values, each with its chance.

    Attributes
    ----------
    points : tuple of (Fraction, Fraction)
        Value and chance; the chances come to one.
    """

    points: tuple[tuple[Fraction, Fraction], ...]

    def __post_init__(self) -> None:
        chances = [chance for _, chance in self.points]
        if any(chance < 0 for chance in chances) or sum(chances) != 1:
            raise ValueError("chances are not negative, and come to one")

    def quantile(self, chance: Fraction) -> Fraction:
        """The least value that is not exceeded with at least a chance."""
        between(chance)
        points = sorted(self.points)
        sums = list(accumulate(each for _, each in points))
        return points[bisect_left(sums, chance)][0]


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two is as likely as any other."""

    least: Fraction
    most: Fraction

    def __post_init__(self) -> None:
        if self.least >= self.most:
            raise ValueError("the least value comes first, and is not the most")

    @property
    def mean(self) -> Fraction:
        """The expected value."""
        return (self.least + self.most) / 2

    def below(self, value: Fraction) -> Fraction:
        """The chance of less."""
        return (self._within(value) - self.least) / (self.most - self.least)

    def mean_below(self, value: Fraction) -> Fraction:
        """What values below one add to the mean."""
        end = self._within(value)
        return (end**2 - self.least**2) / (2 * (self.most - self.least))

    def quantile(self, chance: Fraction) -> Fraction:
        """The value below which one lies with a chance."""
        between(chance)
        return self.least + chance * (self.most - self.least)

    def _within(self, value: Fraction) -> Fraction:
        return max(self.least, min(self.most, value))


@dataclass(frozen=True, slots=True)
class Triangular:
    """Values between two, likelier in proportion to how near they are to a third."""

    least: Fraction
    likeliest: Fraction
    most: Fraction

    def __post_init__(self) -> None:
        if not self.least <= self.likeliest <= self.most or self.least == self.most:
            raise ValueError("the least value comes first, then the likeliest, then the most")

    @property
    def mean(self) -> Fraction:
        """The expected value."""
        return (self.least + self.likeliest + self.most) / 3

    def below(self, value: Fraction) -> Fraction:
        """The chance of less."""
        width = self.most - self.least
        if value <= self.least:
            return Fraction(0)
        if value < self.likeliest:
            return (value - self.least) ** 2 / (width * (self.likeliest - self.least))
        if value < self.most:
            return 1 - (self.most - value) ** 2 / (width * (self.most - self.likeliest))
        return Fraction(1)

    def mean_below(self, value: Fraction) -> Fraction:
        """What values below one add to the mean."""
        width = self.most - self.least
        if value <= self.least:
            return Fraction(0)
        if value < self.likeliest:
            rise = (value - self.least) ** 2 * (2 * value + self.least) / 3
            return rise / (width * (self.likeliest - self.least))
        if value < self.most:
            fall = (self.most - value) ** 2 * (self.most + 2 * value) / 3
            return self.mean - fall / (width * (self.most - self.likeliest))
        return self.mean

    def quantile(self, chance: Fraction) -> Approximate:
        """The value below which one lies with a chance: a root, and so not a fraction."""
        between(chance)
        width = self.most - self.least
        if chance <= self.below(self.likeliest):
            guess = float(self.least) + sqrt(chance * width * (self.likeliest - self.least))
        else:
            guess = float(self.most) - sqrt((1 - chance) * width * (self.most - self.likeliest))
        return _enclosed(guess, float(width), chance, self.below)


@dataclass(frozen=True, slots=True)
class LogNormal:
    """Values whose logarithms are normal.

    Attributes
    ----------
    median : Fraction
        Half of all values are less; between 10^-200 and 10^200.
    spread : float
        Standard deviation of the natural logarithm; above 0, at most 10.
    """

    median: Fraction
    spread: float

    def __post_init__(self) -> None:
        if not (_SMALL <= self.median <= 1 / _SMALL and 0 < self.spread <= 10):
            raise ValueError(
                "a median lies between 10^-200 and 10^200, and a spread above 0 and at most 10"
            )

    @property
    def least(self) -> Fraction:
        """No value is less."""
        return Fraction(0)

    @property
    def mean(self) -> Approximate:
        """The expected value."""
        half = self.spread * self.spread / 2
        value = float(self.median) * exp(half)
        return Approximate(value, value * (half + 8) * _UNIT)

    def below(self, value: Fraction) -> Figure:
        """The chance of less."""
        return self._normal(value, 0.0) if value > 0 else Fraction(0)

    def mean_below(self, value: Fraction) -> Figure:
        """What values below one add to the mean."""
        if value <= 0:
            return Fraction(0)
        part, mean = self._normal(value, self.spread), self.mean
        found = part.value * mean.value
        error = part.error * mean.value + mean.error * (part.value + part.error)
        return Approximate(found, error + found * _UNIT)

    def quantile(self, chance: Fraction) -> Approximate:
        """The value below which one lies with a chance; between 10^-12 and that short of 1."""
        if not _NEVER <= chance <= 1 - _NEVER:
            raise ValueError("lognormal quantiles are told for chances from 10^-12 to 1 - 10^-12")
        normal = NormalDist().inv_cdf(float(chance))
        guess = float(self.median) * exp(self.spread * normal)
        return _enclosed(guess, guess, chance, self.below)

    def _normal(self, value: Fraction, shift: float) -> Approximate:
        """The chance that a normal variable is less than the logarithm's, less a shift."""
        ratio = value / self.median
        above, under = log(ratio.numerator), log(ratio.denominator)
        off = (above + under + abs(above - under) + 2) * _UNIT / self.spread
        z = (above - under) / self.spread - shift
        off += 4 * (abs(z) + shift) * _UNIT
        found = erfc(-z / sqrt(2)) / 2
        near = max(0.0, abs(z) - off)
        return Approximate(found, off * exp(-near * near / 2) / sqrt(2 * pi) + found * 16 * _UNIT)


def between(chance: Fraction) -> None:
    """Raise a ValueError for a chance that is not strictly between 0 and 1."""
    if not 0 < chance < 1:
        raise ValueError("a quantile is asked for a chance between 0 and 1, and not for these")


def _enclosed(
    guess: float, scale: float, chance: Fraction, below: Callable[[Fraction], Figure]
) -> Approximate:
    """A guess, with an error so large that the chance is certainly passed within it."""
    middle, error = Fraction(guess), Fraction(scale) * Fraction(1, 2**50)
    while not (_most(below(middle - error)) <= chance <= _least(below(middle + error))):
        error *= 2
    return Approximate(guess, float(error) * (1 + _UNIT))


def _least(figure: Figure) -> Fraction:
    return figure if isinstance(figure, Fraction) else Fraction(figure.value) - _error(figure)


def _most(figure: Figure) -> Fraction:
    return figure if isinstance(figure, Fraction) else Fraction(figure.value) + _error(figure)


def _error(figure: Approximate) -> Fraction:
    return Fraction(figure.error)
