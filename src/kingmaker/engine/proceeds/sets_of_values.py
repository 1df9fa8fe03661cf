"""Sets of values: each point told by itself, and each gap between two as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Values:
    """Which values are meant, from 0 up.

    Attributes
    ----------
    points : tuple of n Fraction
        In order; the first is 0.
    at, after : tuple of n bool
        Whether each point is meant, and all between it and the next.
    """

    points: tuple[Fraction, ...]
    at: tuple[bool, ...]
    after: tuple[bool, ...]

    def __contains__(self, value: Fraction) -> bool:
        place = bisect_right(self.points, value) - 1
        return self.at[place] if self.points[place] == value else self.after[place]

    def __bool__(self) -> bool:
        return any(self.at) or any(self.after)

    def and_after(self, value: Fraction) -> bool:
        """Whether values just above are meant."""
        return self.after[bisect_right(self.points, value) - 1]

    def within(self, other: Values) -> Values:
        """What is meant by both."""
        points = tuple(sorted({*self.points, *other.points}))
        return Values(
            points,
            tuple(p in self and p in other for p in points),
            tuple(self.and_after(p) and other.and_after(p) for p in points),
        )


ALL = Values((Fraction(0),), (True,), (True,))
"""Every value."""


def inside(points: Sequence[Fraction], place: int) -> Fraction:
    """A value between a point and the next, or beyond the last."""
    low = points[place]
    return (low + points[place + 1]) / 2 if place + 1 < len(points) else low + 1


def where(points: Iterable[Fraction], holds: Callable[[Fraction], bool]) -> Values:
    """The values at which something holds that is the same all between two points."""
    ordered = tuple(sorted({Fraction(0), *points}))
    return Values(
        ordered,
        tuple(holds(point) for point in ordered),
        tuple(holds(inside(ordered, place)) for place in range(len(ordered))),
    )


def with_roots(
    points: Iterable[Fraction], functions: Sequence[Callable[[Fraction], Fraction]]
) -> list[Fraction]:
    """Points, and where some functions that are affine between these pass through nothing."""
    ordered = sorted({Fraction(0), *points})
    found = set(ordered)
    for function in functions:
        heights = [function(point) for point in ordered]
        for (low, left), (high, right) in pairwise(zip(ordered, heights, strict=True)):
            if left * right < 0:
                found.add(low + (high - low) * left / (left - right))
        last, left = ordered[-1], heights[-1]
        slope = function(last + 1) - left
        if left * slope < 0:
            found.add(last - left / slope)
    return sorted(found)
