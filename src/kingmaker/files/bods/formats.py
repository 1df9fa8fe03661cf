"""Dates, moments and addresses on the web, as JSON Schema's formats mean them.

The same few texts come again and again in a register, so what was read once is remembered.

References
----------
RFC 3339 (2002), section 5.6: full-date, date-time. RFC 3986 (2005): URI.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache

_DATE_SIGNS = 10
_LONGEST_MOMENT = 40
_LONGEST_REMEMBERED = 200
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\.[0-9]+)?"
    r"([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])"
)
_URI = re.compile(
    r"[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*"
)


def is_date(text: str) -> bool:
    """Whether a text is a day of the calendar.

    Examples
    --------
    >>> is_date("2024-02-29"), is_date("2023-02-29"), is_date("2023")
    (True, False, False)
    """
    return len(text) == _DATE_SIGNS and day(text) is not None


def is_moment(text: str) -> bool:
    """Whether a text is a day with a time and its zone.

    Examples
    --------
    >>> is_moment("2021-09-11T16:15:08Z"), is_moment("2021-09-11")
    (True, False)
    """
    return len(text) <= _LONGEST_MOMENT and _moment(text)


def is_uri(text: str) -> bool:
    """Whether a text is an address with its scheme.

    Examples
    --------
    >>> is_uri("https://example.org/a?b#c"), is_uri("example.org"), is_uri("http//example.org")
    (True, False, False)
    """
    return _uri(text) if len(text) <= _LONGEST_REMEMBERED else _URI.fullmatch(text) is not None


@lru_cache(maxsize=1 << 16)
def day(text: str) -> date | None:
    """Give the day that a date names; none if it names no day.

    Examples
    --------
    >>> day("2024-02-29"), day("2024-02-30")
    (datetime.date(2024, 2, 29), None)
    """
    if not _DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=1 << 14)
def _moment(text: str) -> bool:
    on, sign, at = text[:_DATE_SIGNS], text[_DATE_SIGNS : _DATE_SIGNS + 1], text[_DATE_SIGNS + 1 :]
    return sign in ("T", "t") and day(on) is not None and _TIME.fullmatch(at) is not None


@lru_cache(maxsize=1 << 14)
def _uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


FORMATS: Mapping[str, Callable[[str], bool]] = {
    "date": is_date,
    "date-time": is_moment,
    "uri": is_uri,
}
