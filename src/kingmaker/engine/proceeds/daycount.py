"""Years between two days, as contracts count them.

References
----------
International Swaps and Derivatives Association (2006). 2006 ISDA Definitions, section 4.16:
(d) Actual/365 (Fixed), (e) Actual/360, (f) 30/360 (Bond Basis), (g) 30E/360 (Eurobond Basis).
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum
from fractions import Fraction


class DayCount(Enum):
    """A way to count."""

    ACTUAL_365 = "actual/365"
    """Days, and a year has 365; a leap year counts for a little more than one."""
    ACTUAL_360 = "actual/360"
    """Days, and a year has 360."""
    THIRTY_360 = "30/360"
    """Months of 30 days; a 31st is a 30th, as a last day only if the first is a 30th or 31st."""
    THIRTY_E_360 = "30e/360"
    """Months of 30 days; every 31st is a 30th."""


def days(start: date, end: date, count: DayCount) -> int:
    """Days from one day to another; negative if they are the wrong way round."""
    if count in {DayCount.ACTUAL_365, DayCount.ACTUAL_360}:
        return (end - start).days
    first, last = min(start.day, 30), end.day
    if last == 31 and (count is DayCount.THIRTY_E_360 or first == 30):
        last = 30
    return 360 * (end.year - start.year) + 30 * (end.month - start.month) + last - first


def years(start: date, end: date, count: DayCount) -> Fraction:
    """Years from one day to another, exact.

    Examples
    --------
    >>> years(date(2023, 1, 31), date(2023, 3, 31), DayCount.THIRTY_360)
    Fraction(1, 6)
    >>> years(date(2024, 1, 1), date(2025, 1, 1), DayCount.ACTUAL_365)
    Fraction(366, 365)
    """
    year = 365 if count is DayCount.ACTUAL_365 else 360
    return Fraction(days(start, end, count), year)


def months_later(start: date, months: int) -> date:
    """The same day so many months on, or the last of a month that is too short.

    Raises
    ------
    ValueError
        If that is past the last year of the calendar, 9999.

    Examples
    --------
    >>> months_later(date(2024, 1, 31), 1)
    datetime.date(2024, 2, 29)
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"there is no year {year}")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
