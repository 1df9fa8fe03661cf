"""What accrues on an amount over time: dividends, interest, preferred returns; exact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.proceeds.daycount import DayCount, months_later, years

MOST = 12_000
"""Periods that are compounded exactly: a thousand years of months."""


@dataclass(frozen=True, slots=True)
class Accrual:
    """How an amount grows.

    Attributes
    ----------
    rate : Fraction
        A year, as a part of the amount; not negative.
    count : DayCount
        How the time is counted where it is not whole periods.
    months : int or None
        Length of a period after which what has accrued is added to the amount and grows too;
        None is simple: it never is.

    Notes
    -----
    A whole period adds its part of the yearly rate, ``rate * months / 12``, however many days it
    has. Over what is left at the end the amount as last compounded grows by the day count and is
    not compounded.
    """

    rate: Fraction
    count: DayCount = DayCount.ACTUAL_365
    months: int | None = None

    def __post_init__(self) -> None:
        if self.rate < 0:
            raise ValueError("a rate is not negative")
        if self.months is not None and self.months < 1:
            raise ValueError("a period is a month or more")

    def factor(self, start: date, end: date) -> Fraction:
        """What one unit of money has become.

        Parameters
        ----------
        start, end : date
            From when until when; periods are counted from the start.

        Raises
        ------
        ValueError
            If the end is before the start.
        TooLarge
            If there are more than `MOST` periods.
        """
        if end < start:
            raise ValueError(f"nothing accrues from {start} back to {end}")
        if self.months is None:
            return 1 + self.rate * years(start, end, self.count)
        periods = _periods(start, end, self.months)
        if periods > MOST:
            raise TooLarge(f"{periods:,} periods; at most {MOST:,} are compounded exactly")
        since = months_later(start, periods * self.months)
        grown = (1 + self.rate * Fraction(self.months, 12)) ** periods
        return grown * (1 + self.rate * years(since, end, self.count))


def accrued(amount: Fraction, accrual: Accrual, start: date, end: date) -> Fraction:
    """What has accrued on an amount, beside the amount itself.

    Parameters
    ----------
    amount : Fraction
        In money.
    accrual : Accrual
        How it grows.
    start, end : date
        From when until when.

    Raises
    ------
    ValueError, TooLarge
        As for `Accrual.factor`.

    Examples
    --------
    >>> accrued(Fraction(900), Accrual(Fraction(8, 100)), date(2025, 1, 1), date(2026, 1, 1))
    Fraction(72, 1)
    """
    return amount * (accrual.factor(start, end) - 1)


def hurdle(
    paid_in: Iterable[tuple[date, Fraction]],
    paid_out: Iterable[tuple[date, Fraction]],
    accrual: Accrual,
    day: date,
) -> Fraction:
    """What investors still must get on a day to have their capital back with a return on it.

    Parameters
    ----------
    paid_in, paid_out : iterables of (date, Fraction)
        What was contributed and distributed, when; what comes after the day does not count.
    accrual : Accrual
        The return. Each payment grows for itself until the day.
    day : date
        When.

    Returns
    -------
    Fraction
        Not negative: who has had more is owed nothing.

    Notes
    -----
    If it compounds over whole periods from payment to payment, this is the payment that makes the
    internal rate of return equal to the rate.
    """
    owed = sum((m * accrual.factor(on, day) for on, m in paid_in if on <= day), Fraction(0))
    had = sum((m * accrual.factor(on, day) for on, m in paid_out if on <= day), Fraction(0))
    return max(Fraction(0), owed - had)


def _periods(start: date, end: date, months: int) -> int:
    """Whole periods between two days."""
    found = ((end.year - start.year) * 12 + end.month - start.month) // months
    return found if months_later(start, found * months) <= end else found - 1
