"""What those who act together have of one company, at least or at most, as they become more."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from kingmaker.engine.ownership.shares import NOTHING, Threshold
from kingmaker.engine.ownership.tightening import Column

_OTHERS, _ANYONE = -1, -2


class Tally:
    """What the acting hold of one company, at least or at most, in whole numbers of a unit.

    It is bounded from two sides: by what they have, and by what the others leave to them. Of
    each side it is kept whether it is met, or come near to only.
    """

    __slots__ = ("at_most", "ends", "left", "left_open", "others", "own", "own_open", "quota")

    def __init__(self, column: Column, threshold: Threshold, *, at_most: bool) -> None:
        self.at_most = at_most
        self.others = {
            **column.holders,
            _OTHERS: column.others,
            _ANYONE: NOTHING if at_most else column.anyone,
        }
        ends = [column.anyone.high, threshold.part]
        for share in self.others.values():
            ends += (share.low, share.high)
        unit = lcm(*(end.denominator for end in ends))
        self.quota = _units(threshold.part, unit), threshold.strict
        self.ends = {
            holder: (_units(share.low, unit), _units(share.high, unit))
            for holder, share in self.others.items()
        }
        self.own, self.own_open = 0, 0
        if at_most:
            self.own = _units(column.anyone.high, unit)
            self.own_open = int(column.anyone.high_open)
        self.left: int | None = None
        self.left_open = 0
        if column.consistent:
            self.left = unit
            for holder, share in self.others.items():
                self.left -= self.ends[holder][not at_most]
                self.left_open += share.low_open if at_most else share.high_open

    def again(self) -> Tally:
        """The same tally before anybody has joined; what never changes is shared."""
        fresh = object.__new__(Tally)
        fresh.at_most, fresh.ends, fresh.others = self.at_most, self.ends, self.others
        fresh.quota, fresh.own, fresh.own_open = self.quota, self.own, self.own_open
        fresh.left, fresh.left_open = self.left, self.left_open
        return fresh

    def join(self, holder: int) -> None:
        """A holder acts with the others."""
        share, (low, high) = self.others[holder], self.ends[holder]
        self.own += high if self.at_most else low
        self.own_open += share.high_open if self.at_most else share.low_open
        if self.left is not None:
            self.left += low if self.at_most else high
            self.left_open -= share.low_open if self.at_most else share.high_open

    def met(self) -> bool:
        """Whether what they hold is enough; at least, or at most."""
        own = self._enough(self.own, bool(self.own_open))
        if self.left is None or own != self.at_most:
            return own
        return self._enough(self.left, bool(self.left_open))

    def _enough(self, part: int, open_: bool) -> bool:
        quota, strict = self.quota
        if part != quota:
            return part > quota
        return not (open_ or strict) if self.at_most else (open_ or not strict)


def _units(part: Fraction, unit: int) -> int:
    return part.numerator * (unit // part.denominator)
