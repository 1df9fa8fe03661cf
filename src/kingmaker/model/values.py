"""Exact values as people write them: shares of a whole, dates as exact as the source, money.

Nothing here is a float. ``49%`` is the fraction 49/100, so that three holders of ``1/3`` add
up to one and a vote is never lost to rounding.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, Strict, WithJsonSchema

_NUMBER = re.compile(r"([0-9]{1,18})(?:\.([0-9]{1,18}))?")
_RATIO = re.compile(r"([0-9]{1,18})\s*/\s*([0-9]{1,18})")
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_SPLIT = re.compile(r"[0-9]{1,3}([,'_. ][0-9]{3})+")  # 1,000 and 1.000 and 1'000
_WHEN = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_MONEY = re.compile(r"(?:(over|about|up to)\s+)?([A-Z]{3})\s+([\d.,]+)\s*(\w*)")
_SCALES = {"": 1, "k": 10**3, "thousand": 10**3, "m": 10**6, "million": 10**6,
           "bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12}  # fmt: skip
_LONGEST = 60  # signs; no number and no sum of money needs more


def quoted(value: object, most: int = 40) -> str:
    """A value as a message quotes it: as a file spells it, short and on one line.

    Examples
    --------
    >>> quoted("49%"), quoted(True), quoted(None), quoted(["ann"]), quoted({"vote": "board"})
    ("'49%'", 'true', 'nothing', 'a list', '{vote: …}')
    """
    match value:
        case None:
            return "nothing"
        case True | False:
            return str(value).lower()
        case list() | tuple():
            return "a list" if value else "an empty list"
        case dict():
            return f"{{{quoted(str(next(iter(value))), 20)[1:-1]}: …}}" if value else "{}"  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        case _:
            text = repr(value)
            return text if len(text) <= most else f"{text[: most - 1]}…{text[0]}"


def whole(value: object) -> object:
    """Read a whole number; what is none is left for the type to refuse.

    Raises
    ------
    ValueError
        If it is a number written in a way that could be misread.
    """
    if not isinstance(value, str):
        return value
    text = value.strip()
    if _WHOLE.fullmatch(text):
        return int(text)
    if _SPLIT.fullmatch(text):
        plain = re.sub(r"[^0-9]", "", text)
        raise ValueError(f"a whole number is written in one piece, {plain}, not {quoted(value)}")
    if text.removeprefix("-").isdecimal() and text.isascii():
        raise ValueError("a whole number has 18 digits at most here; is a unit missing?")
    return value


def number(text: object) -> Fraction:
    """Read a number that is not negative, exactly.

    Parameters
    ----------
    text : str, int or Fraction
        ``"1/3"``, ``"0.49"``, ``"49%"``, ``7`` or a Fraction.

    Returns
    -------
    Fraction
        The number.

    Raises
    ------
    ValueError
        If the text is not a number, or has more than 18 digits before or after the point.

    Examples
    --------
    >>> number("49%")
    Fraction(49, 100)
    >>> number("1/3") * 3
    Fraction(1, 1)
    """
    if isinstance(text, Fraction):
        return text
    readable = isinstance(text, str | int) and not isinstance(text, bool)
    written = str(text).strip() if readable else ""
    percent = written.endswith("%")
    plain = written.removesuffix("%").strip()
    if ratio := _RATIO.fullmatch(plain):
        if not int(ratio[2]):
            raise ValueError(f"{quoted(text)} divides by zero")
        value = Fraction(int(ratio[1]), int(ratio[2]))
    elif found := _NUMBER.fullmatch(plain):
        digits = found[2] or ""
        value = Fraction(int(found[1] + digits), 10 ** len(digits))
    elif plain.startswith("-") and (_NUMBER.fullmatch(plain[1:]) or _RATIO.fullmatch(plain[1:])):
        raise ValueError(f"a share or number is 0 or more here, and {written} is not")
    elif _SPLIT.fullmatch(plain):
        piece = re.sub(r"[^0-9]", "", plain)
        raise ValueError(f"a number is written in one piece, {piece}, not {quoted(text)}")
    elif _NUMBER.fullmatch(plain.replace(",", ".", 1)):
        point = written.replace(",", ".", 1)
        raise ValueError(f"a number is written with a point, {point}, not {quoted(text)}")
    elif re.fullmatch(r"[0-9.]{19,}", plain):
        raise ValueError(f"a number has at most 18 digits, and {quoted(text)} has more")
    else:
        raise ValueError(f"a number is written as 3, 0.49, 49% or 1/3, not {quoted(text)}")
    return value / 100 if percent else value


def share(text: object) -> Fraction:
    """Read a share of a whole.

    Parameters
    ----------
    text : str, int or Fraction
        As for `number`.

    Returns
    -------
    Fraction
        The share, between 0 and 1.

    Raises
    ------
    ValueError
        If it is not a number, or lies outside 0 to 1. A bare ``49`` is refused, because it
        may be meant as a percentage.

    Examples
    --------
    >>> share("1/3")
    Fraction(1, 3)
    """
    value = number(text)
    if value > 1:
        bare = value <= 100 and _NUMBER.fullmatch(str(text).strip())
        hint = f"; did you mean {text}%?" if bare else ""
        raise ValueError(f"a share lies between 0 and 1, and {text} does not{hint}")
    return value


def plain(value: Fraction) -> str:
    """Write a number back the shortest exact way: ``49%`` for a share if exact, else ``1/3``.

    Examples
    --------
    >>> plain(Fraction(49, 100)), plain(Fraction(1, 3)), plain(Fraction(9))
    ('49%', '1/3', '9')
    """
    percent = value * 100
    if 0 < value < 1 and percent.denominator == 1:
        return f"{percent.numerator}%"
    return str(value)


def exact(value: Fraction) -> str:
    """Write a fraction in full, however many digits it has.

    Examples
    --------
    >>> exact(Fraction(13, 252)), exact(Fraction(2))
    ('13/252', '2')
    """
    # through Decimal, since Python refuses to print integers of more than 4,300 digits
    above, below = Decimal(value.numerator), Decimal(value.denominator)
    return f"{above:f}" if below == 1 else f"{above:f}/{below:f}"


@dataclass(frozen=True, slots=True)
class When:
    """A date as exact as its source: a year, a month or a day.

    Attributes
    ----------
    text : str
        ``2019``, ``2023-11`` or ``2023-11-17``.
    """

    text: str

    def __post_init__(self) -> None:
        found = _WHEN.fullmatch(self.text)
        if not found:
            raise ValueError(
                f"a date is written as 2023-11-17, 2023-11 or 2023, not {quoted(self.text)}"
            )
        year, month, day = (int(part) if part else None for part in found.groups())
        if not year or year < 1:
            raise ValueError(f"there is no year {self.text[:4]}")
        if month is not None and not 1 <= month <= 12:
            raise ValueError(f"there is no month {month}: {self.text}")
        if month is not None and day is not None and not 1 <= day <= monthrange(year, month)[1]:
            raise ValueError(f"there is no day {day} in {self.text[:7]}: {self.text}")

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date.fromisoformat((self.text + "-01-01")[:10])

    @property
    def last(self) -> date:
        """The latest day it can be."""
        if len(self.text) == 10:
            return self.first
        if len(self.text) == 7:
            days = monthrange(self.first.year, self.first.month)[1]
            return self.first.replace(day=days)
        return date(self.first.year, 12, 31)

    def __str__(self) -> str:
        return self.text


def when(value: object) -> When:
    """Read a date; see `When`.

    Examples
    --------
    >>> when("2023-11").last
    datetime.date(2023, 11, 30)
    """
    if isinstance(value, When):
        return value
    if isinstance(value, date):
        return When(value.isoformat()[:10])
    if isinstance(value, str | int) and not isinstance(value, bool):
        return When(str(value).strip())
    raise ValueError(f"a date is written as 2023-11-17, 2023-11 or 2023, not {quoted(value)}")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money, exact, with its currency.

    Attributes
    ----------
    currency : str
        ISO 4217 code, such as ``USD``.
    amount : Fraction
        In whole units of the currency.
    text : str
        As the source or the file writes it.
    bound : str
        ``over``, ``about`` or ``up to``, if the source says no more; else empty.
    """

    currency: str
    amount: Fraction
    text: str
    bound: str = ""

    def __str__(self) -> str:
        return self.text


def money(value: object) -> Money:
    """Read an amount of money.

    Parameters
    ----------
    value : str or Money
        ``"USD 13 bn"``, ``"EUR 1,250,000"``, ``"over GBP 3.5 million"``.

    Raises
    ------
    ValueError
        If there is no currency code or no number.

    Examples
    --------
    >>> money("USD 13 bn").amount
    Fraction(13000000000, 1)
    """
    if isinstance(value, Money):
        return value
    text = value.strip() if isinstance(value, str) else ""
    found = _MONEY.fullmatch(text) if len(text) <= _LONGEST else None
    figure = _NUMBER.fullmatch(found[3].replace(",", "")) if found else None
    scale = _SCALES.get(found[4].lower()) if found else None
    if not found or not figure or scale is None:
        raise ValueError(f"money is written as USD 13 bn or EUR 1,250,000, not {quoted(value)}")
    return Money(found[2], number(figure[0]) * scale, text, found[1] or "")


def _text(value: object) -> str:
    return str(value)


_EXAMPLES = {"type": ["string", "integer"], "examples": ["1/2", "49%", "0.5"]}

Whole: TypeAlias = Annotated[int, Strict(), BeforeValidator(whole)]
"""A whole number. In a file: ``770``, without separators; ``true`` is none."""

Truth: TypeAlias = Annotated[bool, Strict()]
"""In a file: ``true`` or ``false``; ``yes`` and ``no`` are words."""

Share: TypeAlias = Annotated[
    Fraction,
    BeforeValidator(share),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({**_EXAMPLES, "description": "a share of a whole, between 0 and 1"}),
]
"""A share of a whole, exact. In a file: ``49%``, ``1/3`` or ``0.49``."""

Quantity: TypeAlias = Annotated[
    Fraction,
    BeforeValidator(number),
    PlainSerializer(plain, return_type=str),
    WithJsonSchema({**_EXAMPLES, "description": "a share of a whole, or a whole number"}),
]
"""A share or a count, exact; which of the two, its neighbours say."""

Date: TypeAlias = Annotated[
    When,
    BeforeValidator(when),
    PlainSerializer(_text, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$",
            "examples": ["2023-11-17", "2023-11", 2023],
        }
    ),
]
"""A date as exact as its source. In a file: ``2023-11-17``, ``2023-11`` or ``2023``."""

Amount: TypeAlias = Annotated[
    Money,
    BeforeValidator(money),
    PlainSerializer(_text, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["USD 13 bn", "EUR 1,250,000"]}),
]
"""Money. In a file: ``USD 13 bn``."""
