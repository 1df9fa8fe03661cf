"""What a security may claim of the proceeds, in numbers: shares, claims, strikes, caps and tiers.

A table is a sequence of these; a security is known by its place in it. Amounts are of one
currency, shares are as converted to common. Claims hold all that is due on the day: multiples,
dividends and interest are worked into them before.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.proceeds.convertibles import Note, Safe

_NONE = Fraction(0)

__all__ = [
    "Band",
    "CarveOut",
    "Common",
    "Debt",
    "Note",
    "Option",
    "Participation",
    "Preferred",
    "Safe",
    "Security",
    "Unissued",
    "Warrant",
    "profits_interest",
]


class Participation(Enum):
    """What a preferred security has beside its claim, as long as it is not converted."""

    NONE = "none"
    """Nothing: its claim or its shares, whichever is more."""
    FULL = "full"
    """Its shares as well."""
    CAPPED = "capped"
    """Its shares as well, up to so much in all."""


def _not_negative(**figures: Fraction | None) -> None:
    for name, figure in figures.items():
        if figure is not None and figure < 0:
            raise ValueError(f"{name} cannot be negative")


@dataclass(frozen=True, slots=True)
class Common:
    """Common stock, restricted or not."""

    shares: Fraction

    def __post_init__(self) -> None:
        _not_negative(shares=self.shares)


@dataclass(frozen=True, slots=True)
class Option:
    """A right to common shares at a price, exercised when they are worth more.

    Attributes
    ----------
    shares : Fraction
        How many.
    strike : Fraction
        What one costs. Exercise in cash and net of the strike come to the same.
    hurdle : bool
        Whether it is no option, but a profits interest with the strike as its hurdle.
    """

    shares: Fraction
    strike: Fraction
    hurdle: bool = False

    def __post_init__(self) -> None:
        _not_negative(shares=self.shares, strike=self.strike)


def profits_interest(units: Fraction, hurdle: Fraction) -> Option:
    """Units that share in what one unit is worth above a hurdle."""
    return Option(units, hurdle, hurdle=True)


@dataclass(frozen=True, slots=True)
class Unissued:
    """Shares set aside and not granted. They get nothing, and some bases count them."""

    shares: Fraction

    def __post_init__(self) -> None:
        _not_negative(shares=self.shares)


@dataclass(frozen=True, slots=True)
class Preferred:
    """A preferred security.

    Attributes
    ----------
    shares : Fraction
        As converted to common.
    claim : Fraction
        What it is paid before common: multiples and accrued dividends and all.
    tier : int
        Its seniority; higher is paid first, equals are paid in proportion to their claims.
    participation : Participation
        What it has beside its claim.
    cap : Fraction, optional
        What it may have in all without converting, its claim within it.
    kept : Fraction
        What of its claim it keeps on converting: dividends that are paid either way.
    group : int, optional
        The group that converts together, by a rule of its own, or not at all.
    """

    shares: Fraction
    claim: Fraction
    tier: int = 1
    participation: Participation = Participation.NONE
    cap: Fraction | None = None
    kept: Fraction = _NONE
    group: int | None = None

    def __post_init__(self) -> None:
        _not_negative(shares=self.shares, claim=self.claim, kept=self.kept)
        if (self.cap is not None) != (self.participation is Participation.CAPPED):
            raise ValueError("a cap goes with capped participation, and with no other")
        if self.cap is not None and self.cap < self.claim:
            raise ValueError("a cap on all that is paid cannot be less than the claim")
        if self.kept > self.claim:
            raise ValueError("no more than the claim is kept on converting")

    @property
    def converts_at(self) -> Fraction | None:
        """The price of a common share above which converting pays; None if it never does."""
        if self.participation is Participation.FULL or not self.shares:
            return None
        forgone = self.claim if self.cap is None else self.cap
        return Fraction(forgone - self.kept) / self.shares


@dataclass(frozen=True, slots=True)
class Warrant:
    """A right to shares of a preferred security at a price each, used when they are worth more.

    Attributes
    ----------
    shares, strike : Fraction
        How many, as converted, and what one costs.
    security : int
        The preferred security, by its place.
    """

    shares: Fraction
    strike: Fraction
    security: int

    def __post_init__(self) -> None:
        _not_negative(shares=self.shares, strike=self.strike)


@dataclass(frozen=True, slots=True)
class Debt:
    """A fixed claim that never converts: debt, fees, redeemable stock."""

    claim: Fraction
    tier: int

    def __post_init__(self) -> None:
        _not_negative(claim=self.claim)


@dataclass(frozen=True, slots=True)
class Band:
    """A part of each unit of value up to so much, from where the band before ends."""

    upto: Fraction | None
    rate: Fraction


@dataclass(frozen=True, slots=True)
class CarveOut:
    """A claim that grows with the value of the whole, in bands.

    Alone in its tier it is paid before what is below; in a tier with others it shares with them
    in proportion to what it would have.

    Attributes
    ----------
    bands : tuple of Band
        In order; beyond the last the claim grows no more.
    tier : int
        Its seniority.
    """

    bands: tuple[Band, ...]
    tier: int

    def __post_init__(self) -> None:
        ends = [band.upto for band in self.bands]
        closed = [end for end in ends if end is not None]
        if None in ends[:-1] or closed != sorted(set(closed)) or (closed and closed[0] <= 0):
            raise ValueError("bands follow one another, and only the last may have no end")
        if not all(0 <= band.rate <= 1 for band in self.bands):
            raise ValueError("the rate of a band lies between nothing and all")

    @property
    def edges(self) -> tuple[Fraction, ...]:
        """Where a band ends."""
        return tuple(band.upto for band in self.bands if band.upto is not None)

    def claim(self, value: Fraction) -> Fraction:
        """What is claimed of a value."""
        total, low = _NONE, _NONE
        for band in self.bands:
            high = value if band.upto is None else min(value, band.upto)
            if high <= low:
                break
            total += band.rate * (high - low)
            low = high
        return total

    def rate(self, value: Fraction) -> Fraction:
        """What is claimed of the next unit."""
        for band in self.bands:
            if band.upto is None or value < band.upto:
                return Fraction(band.rate)
        return _NONE


Security: TypeAlias = (
    "Common | Option | Unissued | Preferred | Warrant | Debt | CarveOut | Safe | Note"
)
"""One line of a table."""
