"""Days and years between two dates, and what accrues over them."""

from datetime import date
from fractions import Fraction

import pytest

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.proceeds.daycount import DayCount, days, months_later, years
from kingmaker.engine.proceeds.dividends import Accrual, accrued, hurdle

EIGHT = Fraction(8, 100)
START = date(2021, 1, 1)


# From the definitions of 2006, section 4.16 (f) and (g), worked by hand.
@pytest.mark.parametrize(
    ("start", "end", "bond", "eurobond"),
    [
        (date(2007, 1, 15), date(2007, 1, 30), 15, 15),
        (date(2007, 1, 15), date(2007, 2, 15), 30, 30),
        (date(2007, 1, 15), date(2007, 7, 15), 180, 180),
        (date(2007, 9, 30), date(2008, 3, 31), 180, 180),
        (date(2007, 9, 30), date(2007, 10, 31), 30, 30),
        (date(2007, 1, 15), date(2007, 1, 31), 16, 15),
        (date(2007, 1, 31), date(2007, 2, 28), 28, 28),
        (date(2007, 2, 28), date(2007, 3, 31), 33, 32),
        (date(2006, 8, 31), date(2007, 2, 28), 178, 178),
        (date(2007, 2, 26), date(2008, 2, 29), 363, 363),
        (date(2008, 2, 29), date(2009, 2, 28), 359, 359),
    ],
)
def test_months_of_thirty_days(start, end, bond, eurobond):
    assert days(start, end, DayCount.THIRTY_360) == bond
    assert days(start, end, DayCount.THIRTY_E_360) == eurobond
    assert years(start, end, DayCount.THIRTY_360) == Fraction(bond, 360)


def test_a_leap_year_is_more_than_a_year_of_365_days():
    year = date(2024, 1, 1), date(2025, 1, 1)

    assert years(*year, DayCount.ACTUAL_365) == Fraction(366, 365)
    assert years(*year, DayCount.ACTUAL_360) == Fraction(366, 360)
    assert years(*year, DayCount.THIRTY_360) == 1
    assert days(*reversed(year), DayCount.ACTUAL_365) == -366


def test_the_day_count_of_a_leap_year_moves_cents():
    year = date(2024, 1, 1), date(2025, 1, 1)

    assert accrued(Fraction(900), Accrual(EIGHT, DayCount.THIRTY_360), *year) == 72
    assert round(float(accrued(Fraction(900), Accrual(EIGHT), *year)), 2) == 72.20


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2023, 11, 30), 3, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -13, date(2022, 12, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(start, months, end):
    assert months_later(start, months) == end


def test_there_is_no_month_after_the_last_year():
    with pytest.raises(ValueError, match="no year 10000"):
        months_later(date(9999, 12, 31), 1)


def test_compounding_by_whole_periods_is_exact():
    yearly, quarterly = Accrual(EIGHT, months=12), Accrual(EIGHT, months=3)

    assert yearly.factor(START, date(2026, 1, 1)) == Fraction(108, 100) ** 5
    assert quarterly.factor(START, date(2022, 1, 1)) == Fraction(102, 100) ** 4
    assert accrued(Fraction(1000), yearly, START, date(2023, 1, 1)) == Fraction("166.4")


def test_what_is_left_of_a_period_is_simple_on_what_was_compounded():
    yearly = Accrual(EIGHT, DayCount.THIRTY_360, months=12)

    found = yearly.factor(START, date(2022, 7, 1))
    assert found == Fraction(108, 100) * Fraction(104, 100)
    assert yearly.factor(START, date(2021, 7, 1)) == Fraction(104, 100)
    assert yearly.factor(START, START) == 1
    # five days short of a year: no period is whole
    short = yearly.factor(date(2021, 1, 15), date(2022, 1, 10))
    assert short == 1 + EIGHT * Fraction(355, 360)


def test_periods_from_the_last_of_a_month_end_on_the_last_of_shorter_ones():
    monthly = Accrual(Fraction(12, 100), months=1)

    assert monthly.factor(date(2023, 1, 31), date(2023, 2, 28)) == Fraction(101, 100)
    assert monthly.factor(date(2023, 1, 31), date(2023, 3, 31)) == Fraction(101, 100) ** 2


def test_simple_does_not_compound():
    assert Accrual(EIGHT).factor(date(2021, 1, 1), date(2023, 1, 1)) == Fraction(116, 100)


def test_a_hurdle_is_capital_and_return_less_what_was_had():
    yearly = Accrual(EIGHT, months=12)
    paid_in = [(START, Fraction(1000)), (date(2022, 1, 1), Fraction(500))]
    end = date(2023, 1, 1)

    assert hurdle(paid_in, [], yearly, end) == Fraction("1706.4")
    assert hurdle(paid_in, [(date(2022, 1, 1), Fraction(1080))], yearly, end) == 540
    assert hurdle(paid_in, [(end, Fraction(2000))], yearly, end) == 0
    assert hurdle(paid_in, [(date(2024, 1, 1), Fraction(9))], yearly, end) == Fraction("1706.4")


def test_what_cannot_accrue_is_refused():
    with pytest.raises(ValueError, match="nothing accrues"):
        Accrual(EIGHT).factor(date(2024, 1, 1), START)
    with pytest.raises(ValueError, match="not negative"):
        Accrual(-EIGHT)
    with pytest.raises(ValueError, match="a month or more"):
        Accrual(EIGHT, months=0)
    with pytest.raises(TooLarge, match="12,000"):
        Accrual(EIGHT, months=1).factor(date(1, 1, 1), date(2024, 1, 1))
