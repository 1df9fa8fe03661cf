"""Parts of a whole as people write them in tables and registers, and back.

What can be read in two ways is taken to lie between the two, and what cannot be read at all is
nothing: never is a bound made exact, nor an open end closed without saying so.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Literal, NamedTuple

from kingmaker.model import Portion
from kingmaker.model.portions import UNKNOWN
from kingmaker.model.values import number

_LONGEST = 120  # signs
_DIGITS = 10**18  # what is longer, a case file does not read
_GRID = 10**15

_NUMBER = r"(\d+(?:[.,]\d+|\s*/\s*\d+)?)\s*(%?)"
_MORE = r"(?:>|over|more than|above|greater than|exceeding)"
_LEAST = r"(?:>=|=>|at least|not less than|no less than|from|min(?:imum)?\.?)"
_LESS = r"(?:<|under|less than|below|fewer than)"
_MOST = r"(?:<=|=<|up to(?: and including)?|at most|(?:but )?(?:not|no) more than|max(?:imum)?\.?)"
_TO = r"(?:-|to|and|but|\.{2,3})"
_RANGE = re.compile(
    rf"(?:between\s+)?(?:({_MORE})|{_LEAST})?\s*{_NUMBER}\s*"
    rf"(?:,?\s*{_TO}\s*(?:({_LESS})|{_MOST})?|,?\s*(?:({_LESS})|{_MOST}))\s*{_NUMBER}"
)
_BRACKETS = re.compile(rf"([\[(\]])\s*{_NUMBER}\s*[,;-]\s*{_NUMBER}\s*([\])\[])")
_EXACT = re.compile(rf"=?\s*{_NUMBER}")
_FROM = re.compile(rf"(?:({_MORE})|{_LEAST})\s*{_NUMBER}|{_NUMBER}\s*(?:\+|or more|and more)")
_UP_TO = re.compile(rf"(?:({_LESS})|{_MOST})\s*{_NUMBER}|{_NUMBER}\s*(?:or less|or fewer)")
_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-",
                        "≥": ">=", "≤": "<=", "⩾": ">=", "⩽": "<=", "％": "%"})  # fmt: skip


class Reading(NamedTuple):
    """A part as it was read.

    Attributes
    ----------
    portion : Portion
        The part.
    doubtful : bool
        Whether its numbers may be parts or percentages, and it lies between the two readings.
    """

    portion: Portion
    doubtful: bool = False


def percentage(text: str, bare: Literal["percent", "part", "either"] = "either") -> Reading | None:
    """Read a part of a whole from free text.

    Parameters
    ----------
    text : str
        ``25%``, ``25,5 %``, ``25-50%``, ``more than 25% but not more than 50%``, ``>25``,
        ``[25, 50)``, ``1/3`` or ``unknown``.
    bare : str
        What a number without a sign is. With ``either``, one above 1 is a percentage.

    Returns
    -------
    Reading or None
        None if the text cannot be read.

    Examples
    --------
    >>> str(percentage("more than 25% but not more than 50%").portion)
    'over 25% to 50%'
    >>> percentage("about a half")
    >>> str(percentage("0.5").portion), percentage("0.5").doubtful
    ('1/200 to 50%', True)
    """
    plain = " ".join(text.translate(_SIGNS).casefold().split())
    plain = re.sub(r"\s*(?:per ?cents?|pct)\b\.?", "%", plain)
    if plain == "unknown":
        return Reading(UNKNOWN)
    if len(plain) > _LONGEST:
        return None
    try:
        return _read(plain, bare)
    except ValueError:  # a number too long, above all, or ends that do not fit
        return None


def _read(text: str, bare: str) -> Reading | None:
    if found := _EXACT.fullmatch(text):
        ends = _scaled(found.groups(), (), bare)
        return ends and _between(ends, False, False)
    if found := _FROM.fullmatch(text):
        told = (found[2], found[3]) if found[2] else (found[4], found[5])
        ends = _scaled(told, (), bare)
        return ends and _between((ends[0], Fraction(1), ends[2]), bool(found[1]), False)
    if found := _UP_TO.fullmatch(text):
        told = (found[2], found[3]) if found[2] else (found[4], found[5])
        ends = _scaled(told, (), bare)
        return ends and _between((Fraction(0), ends[1], ends[2]), False, bool(found[1]))
    if found := _BRACKETS.fullmatch(text):
        ends = _scaled(found.groups()[1:3], found.groups()[3:5], bare)
        return ends and _between(ends, found[1] != "[", found[6] != "]")
    if found := _RANGE.fullmatch(text):
        ends = _scaled(found.groups()[1:3], found.groups()[5:7], bare)
        return ends and _between(ends, bool(found[1]), bool(found[4] or found[5]))
    return None


def _between(ends: tuple[Fraction, Fraction, bool], over: bool, under: bool) -> Reading:
    low, high, doubtful = ends
    return Reading(Portion(low, high, over, under), doubtful)


def _scaled(
    first: tuple[str, ...], second: tuple[str, ...], bare: str
) -> tuple[Fraction, Fraction, bool] | None:
    """The least the first number can be, the most the last can be, and whether that is doubt."""
    texts = [first[0], *second[:1]]
    values = [number(text.replace(",", ".")) for text in texts]
    ratio = all("/" in text for text in texts)
    low, high = values[0], values[-1]
    if "%" in (*first, *second) or bare == "percent":
        if ratio and "%" not in (*first, *second):
            return low, high, False
        return low / 100, high / 100, False
    if ratio or bare == "part" or not any(values):
        return low, high, False
    if max(values) > 1:
        return low / 100, high / 100, False
    return low / 100, high, True


def spelt(value: Fraction) -> str | None:
    """A number from 0 to 1 in full: a percentage where it ends, else a ratio.

    Returns
    -------
    str or None
        None if it has more digits than a case file reads.

    Examples
    --------
    >>> spelt(Fraction(1, 8)), spelt(Fraction(1, 3)), spelt(Fraction(1))
    ('12.5%', '1/3', '100%')
    """
    digits = decimal(value * 100)
    if digits is not None:
        return f"{digits}%"
    if value.numerator < _DIGITS and value.denominator < _DIGITS:
        return f"{value.numerator}/{value.denominator}"
    return None


def decimal(value: Fraction) -> str | None:
    """A number as a decimal that ends, if it has one of at most 18 digits either side.

    Examples
    --------
    >>> decimal(Fraction(1, 8)), decimal(Fraction(1, 3)), decimal(Fraction(10))
    ('0.125', None, '10')
    """
    scaled = value * 10**18
    if scaled.denominator != 1 or value >= _DIGITS:
        return None
    whole, rest = divmod(scaled.numerator, 10**18)
    return f"{whole}.{rest:018d}".rstrip("0").rstrip(".")


def rounded(portion: Portion) -> Portion:
    """A part with fewer digits that this one lies within.

    Examples
    --------
    >>> third = Fraction(10**30, 3 * 10**30 + 1)
    >>> str(rounded(Portion(third, third)))
    '333333333333333/1000000000000000 to 166666666666667/500000000000000'
    """
    low = Fraction(portion.low * _GRID // 1, _GRID)
    high = Fraction(-(-portion.high * _GRID // 1), _GRID)
    return Portion(
        low,
        high,
        portion.low_open and low == portion.low,
        portion.high_open and high == portion.high,
    )
