"""Shares known exactly, within bounds or not at all, and the thresholds they are held against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


def _empty(low: Fraction, high: Fraction, low_open: bool, high_open: bool) -> bool:
    return low > high or (low == high and (low_open or high_open))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a company, between two bounds that may themselves be left out.

    Attributes
    ----------
    low, high : Fraction
        One is the whole; not negative. More than one is said too, and found out elsewhere.
    low_open, high_open : bool
        Whether the share is more than the low, and less than the high, and not equal to it.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low < 0:
            raise ValueError("nobody holds less than nothing")
        if _empty(self.low, self.high, self.low_open, self.high_open):
            raise ValueError("there is no share between these bounds")

    @staticmethod
    def exactly(part: Fraction | int) -> Share:
        """A share that is known."""
        return Share(Fraction(part), Fraction(part))

    @property
    def known(self) -> bool:
        """Whether it is exact."""
        return self.low == self.high

    def __add__(self, other: Share) -> Share:
        """What both may come to together, if neither says anything of the other."""
        return Share(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def within(self, other: Share) -> Share | None:
        """What agrees with both; None if nothing does."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        if _empty(low, high, low_open, not closed):
            return None
        return Share(low, high, low_open, not closed)

    def spanning(self, other: Share) -> Share:
        """All that either of two allows, and what lies between them."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, closed = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Share(low, high, low_open, not closed)

    def left(self) -> Share | None:
        """What is left of the whole; None if it must be more than the whole.

        Examples
        --------
        >>> Share(Fraction(1, 4), Fraction(1, 2), low_open=True).left()
        Share(low=Fraction(1, 2), high=Fraction(3, 4), low_open=False, high_open=True)
        """
        low, low_open = (1 - self.high, self.high_open) if self.high <= 1 else (Fraction(0), False)
        if _empty(low, 1 - self.low, low_open, self.low_open):
            return None
        return Share(low, 1 - self.low, low_open, self.low_open)


NOTHING = Share(Fraction(0), Fraction(0))
UNKNOWN = Share(Fraction(0), Fraction(1))


class Verdict(Enum):
    """What can be said where not everything is known."""

    CERTAIN = "certain"
    """So it is, whatever the unknown shares are."""
    POSSIBLE = "possible"
    """So it is for some shares that agree with what is known, or that could not be ruled out."""
    EXCLUDED = "excluded"
    """So it is for no shares that agree with what is known."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large a share has to be.

    Attributes
    ----------
    part : Fraction
        Of the whole.
    strict : bool
        Whether it takes more than that, and not just as much.
    """

    part: Fraction
    strict: bool = True

    def __post_init__(self) -> None:
        if self.part < 0 or (self.part == 0 and not self.strict):
            raise ValueError("it takes some share to meet a threshold")

    def met(self, part: Fraction) -> bool:
        """Whether a share is enough."""
        return part > self.part if self.strict else part >= self.part

    def judged(self, share: Share) -> Verdict:
        """Whether a share within bounds is enough.

        Examples
        --------
        >>> MAJORITY.judged(Share(Fraction(1, 2), Fraction(3, 4), low_open=True)).value
        'certain'
        >>> MAJORITY.judged(Share(Fraction(1, 2), Fraction(3, 4))).value
        'possible'
        """
        if self.always(share.low, open_=share.low_open):
            return Verdict.CERTAIN
        if self.ever(share.high, open_=share.high_open):
            return Verdict.POSSIBLE
        return Verdict.EXCLUDED

    def always(self, low: Fraction, *, open_: bool) -> bool:
        """Whether all shares from a lower bound on are enough."""
        return low > self.part or (low == self.part and (open_ or not self.strict))

    def ever(self, high: Fraction, *, open_: bool) -> bool:
        """Whether any share up to an upper bound is enough."""
        return high > self.part or (high == self.part and not open_ and not self.strict)


MAJORITY = Threshold(Fraction(1, 2))
"""More than half."""

HALF = Threshold(Fraction(1, 2), strict=False)
"""Half or more."""
