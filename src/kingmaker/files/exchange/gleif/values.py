"""Fields of a record, whichever of the three formats it came in.

A record is nested like its XML. An element that may stand several times is a list, or the one
that stands there; a text with attributes is ``{"$": text, "@type": …}``, as in GLEIF's own JSON.

References
----------
ISO 17442-1:2020, Legal entity identifier. ISO/IEC 7064:2003, check character systems: MOD 97-10.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, cast

from kingmaker.model import When, when

Fields: TypeAlias = "dict[str, Any]"
"""An element with others in it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file.

    Attributes
    ----------
    place : str
        ``line 12``, ``record 3``.
    fields : Fields
        Empty if it cannot be read.
    why : str
        Why it cannot be read; else empty.
    """

    place: str
    fields: Fields
    why: str = ""


_LEI = re.compile(r"[0-9A-Z]{18}[0-9]{2}")
_DIGITS = {ord("A") + n: str(10 + n) for n in range(26)}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def is_lei(text: str) -> bool:
    """Whether a text is a legal entity identifier: twenty signs, the last two of which check.

    Examples
    --------
    >>> is_lei("001GPB6A9XPE8XJICC14"), is_lei("001GPB6A9XPE8XJICC41"), is_lei("")
    (True, False, False)
    """
    return _LEI.fullmatch(text) is not None and int(text.translate(_DIGITS)) % 97 == 1


def text(value: object, word: str = "$") -> str:
    """The text of an element, on one line; empty if it has none.

    Parameters
    ----------
    value : object
        The element.
    word : str
        Under which word a plainer JSON than GLEIF's own has the text.

    Examples
    --------
    >>> text(" A  B "), text({"$": "A", "@type": "t"}), text({"Name": "A"}, "Name"), text(None)
    ('A B', 'A', 'A', '')
    """
    if isinstance(value, dict):
        fields = cast("Fields", value)
        value = fields.get("$", fields.get(word))
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), None)
    if value is None or isinstance(value, bool | dict | list):
        return ""
    told = str(value)
    return " ".join((told if told.isprintable() else _UNFIT.sub(" ", told)).split())


def each(value: object, word: str = "") -> list[Any]:
    """All that stand in an element, or in a list of one word within it.

    Examples
    --------
    >>> each({"Period": {"a": 1}}, "Period"), each([{"a": 1}, None], "Period"), each("")
    ([{'a': 1}], [{'a': 1}], [])
    """
    if isinstance(value, dict) and word in value:
        value = cast("Fields", value)[word]
    found: list[Any] = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [one for one in found if one]


def inside(value: object) -> Fields:
    """The elements in an element; none if it has none."""
    return cast("Fields", value) if isinstance(value, dict) else {}


def attribute(value: object, word: str) -> str:
    """An attribute of an element, as GLEIF's own JSON or a plainer one has it."""
    fields = inside(value)
    return text(fields.get(f"@{word}", fields.get(word)))


@lru_cache(maxsize=1 << 14)
def _when(day: str) -> When | None:
    try:
        return when(day)
    except ValueError:
        return None


def day(value: object) -> When | None:
    """The day of a moment as it is written, in the zone that it is written in.

    Examples
    --------
    >>> str(day("2012-11-29T00:00:00.000Z")), day("2023-02-30"), day("soon")
    ('2012-11-29', None, None)
    """
    told = text(value)
    return _when(told[:10]) if _DAY.match(told) else None


def extension(fields: Mapping[str, Any], word: str) -> Any:
    """What the publisher adds to a record under a word, with or without its prefix."""
    found = inside(fields.get("Extension"))
    return found.get(word, found.get(f"gleif:{word}"))


def deleted(fields: Mapping[str, Any]) -> tuple[bool, When | None]:
    """Whether a record is taken back, and when.

    Golden copies keep records that have been taken back, full ones too, with a flag on them.
    """
    flag = extension(fields, "Deletion")
    if flag is None:
        return False, None
    found = inside(flag)
    return True, day(found.get("DeletedAt", found.get("gleif:DeletedAt")))
