"""Shares, numbers, dates and money, exact or refused."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingmaker.model import money, number, plain, share, when
from kingmaker.model.values import quoted, whole


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("49%", Fraction(49, 100)), ("16.52%", Fraction(1652, 10000)), ("1/3", Fraction(1, 3)),
        ("0.1", Fraction(1, 10)), ("1 / 2", Fraction(1, 2)), (7, Fraction(7)),
        (" 5 ", Fraction(5)), ("1/3%", Fraction(1, 300)), ("100%", Fraction(1)),
        (Fraction(2, 7), Fraction(2, 7)),
        ("999999999999999999", Fraction(10**18 - 1)),
    ],
)  # fmt: skip
def test_a_number_is_exactly_what_is_written(text, exact):
    assert number(text) == exact


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("1/0", "divides by zero"), ("-1", "0 or more here, and -1 is not"),
        ("-1/2", "0 or more"), ("-5%", "0 or more"), ("49,5%", "with a point, 49.5%"),
        ("1,000", "in one piece, 1000"), ("1 000", "in one piece, 1000"), ("1e3", "written as"),
        ("1e-999999999", "written as"), ("٣", "written as"), ("½", "written as"),
        ("", "written as"), (True, "not true"), (None, "not nothing"), ([1], "not a list"),
        ({"a": 1}, "not {a: …}"),
        ("9" * 19, "18 digits"), ("1" * 10**6, "18 digits"), ("nan", "written as"),
        (0.5, "written as"), ("1.", "written as"), (".5", "written as"), ("%", "written as"),
    ],
)  # fmt: skip
def test_what_could_be_misread_is_no_number(text, trouble):
    with pytest.raises(ValueError, match=trouble) as caught:
        number(text)
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    ("text", "way_out"),
    [("49", r"did you mean 49%\?"), ("3/2", "3/2 does not$"), ("149%", "149% does not$"),
     ("49.5", r"did you mean 49.5%\?"), (101, "101 does not$")],
)  # fmt: skip
def test_no_share_is_more_than_the_whole(text, way_out):
    with pytest.raises(ValueError, match=way_out):
        share(text)


@given(st.fractions(min_value=0, max_value=1, max_denominator=10**9))
def test_a_share_is_written_and_read_back_the_same(value):
    assert share(plain(value)) == value


@pytest.mark.parametrize(
    "text", ["2023", "2023-11", "2023-11-17", "2024-02-29", "0001", "9999-12-31"]
)
def test_a_date_is_as_exact_as_it_is_written(text):
    found = when(text)

    assert str(found) == text
    assert found.first <= found.last
    assert (found.first == found.last) == (len(text) == 10)


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("2023-02-30", "no day 30 in 2023-02"), ("2023-02-29", "no day 29"),
        ("2023-13", "no month 13"), ("2023-00", "no month 0"), ("2023-11-00", "no day 0"),
        ("0000", "no year 0000"),
        ("23-11-17", "written as"), ("17.11.2023", "written as"), ("٢٠٢٣", "written as"),
        ("2023-11-17T10:00", "written as"), (True, "not true"), (None, "not nothing"),
        (["2023"], "not a list"), ("2023-1", "written as"), ("-2023", "written as"),
    ],
)  # fmt: skip
def test_there_is_no_such_day(text, trouble):
    with pytest.raises(ValueError, match=trouble):
        when(text)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day):
    assert when(day).first == day
    assert when(day.isoformat()).last == day
    assert isinstance(when(day).first, date)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("USD 13 bn", 13 * 10**9), ("EUR 1,250,000", 1_250_000), ("GBP 3.5 million", 3_500_000),
        ("over USD 10 bn", 10**10), ("JPY 7", 7), ("USD 2 tn", 2 * 10**12),
    ],
)  # fmt: skip
def test_money_is_exact_and_keeps_its_words(text, amount):
    found = money(f" {text} ")

    assert found.amount == amount
    assert str(found) == text


@pytest.mark.parametrize(
    "text",
    ["13 bn", "USD", "usd 5", "USD 13 zillion", "USD 1.2.3", "USD -5", "USD 5 bn 3", 5, None, True,
     ["USD 5"], "USD ٣", "$5", "USD ,", "USD " + "1" * 10**6 + "!"],
)  # fmt: skip
def test_no_money_without_a_currency_and_a_figure(text):
    with pytest.raises(ValueError, match="money is written as USD 13 bn"):
        money(text)


@pytest.mark.parametrize(("text", "meant"), [("770", 770), (" 7 ", 7), (7, 7), ("-3", -3)])
def test_a_whole_number_may_stand_in_quotes(text, meant):
    assert whole(text) == meant


@pytest.mark.parametrize("text", ["7e2", "6.0", "ten", "٣", "", True, None, [7]])
def test_what_is_no_whole_number_is_left_for_the_type_to_refuse(text):
    assert whole(text) is text


@pytest.mark.parametrize(
    ("text", "trouble"),
    [("1,000", "one piece, 1000"), ("1'000", "one piece, 1000"), ("9" * 19, "18 digits at most")],
)
def test_a_whole_number_that_could_be_misread_is_told_with_its_way_out(text, trouble):
    with pytest.raises(ValueError, match=trouble):
        whole(text)


@given(st.text())
def test_a_quotation_is_short_and_on_one_line(text):
    assert len(quoted(text)) <= 41
    assert "\n" not in quoted(text)
    assert quoted(text).isprintable()
