"""What a cell says: a number, a share, a day, yes or no, some names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, cast

from kingmaker.files.exchange.percentages import Reading, percentage
from kingmaker.model import Portion, When, portion, when
from kingmaker.model.values import number

_GUARDED = re.compile(r"'+[=+\-@\t\r]")
_TO_GUARD = re.compile(r"'*[=+\-@\t\r]")
_BARE = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,18})?")
_LARGEST = 10**18
_TRUTHS = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False,
           "false": False, "0": False}  # fmt: skip
_MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?")

BARE = "a bare number above 1 is no share; write 25%, or head the column percent"
NO_SHARE = "is no share; write 25%, 25% to 50%, over 25%, under 10% or unknown"
NO_NUMBER = "is no number of shares; write 1000 or 1/3"
NO_DATE = "is no date; write 2023-11-17, 2023-11 or 2023"
NO_TRUTH = "is neither yes nor no"
OUTSIDE = "lies outside 0 to 1; write 25% for a quarter"


class Unfit(ValueError):
    """A cell cannot be read.

    Attributes
    ----------
    why : str
        The reason, without the value.
    value : object
        What stands there.
    """

    def __init__(self, why: str, value: object = "") -> None:
        super().__init__(why)
        self.why, self.value = why, value


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: with an apostrophe before it if need be."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def text_of(cell: object) -> str:
    """A cell as text."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case bool():
            return "yes" if cell else "no"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _LARGEST else repr(cell)
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case Decimal():
            return f"{cell:f}" if abs(cell.adjusted()) < 40 else str(cell)
        case bytes():
            return cell.decode("utf-8", "replace")
        case _:
            return str(cell)


def quantity(cell: object, why: str = NO_NUMBER) -> Fraction:
    """A number of 0 or more, exact: a float is the decimal that it is printed as."""
    match cell:
        case float() | Decimal() if isfinite(cell) and 0 <= cell < _LARGEST:
            return Fraction(repr(cell) if isinstance(cell, float) else cell)
        case str() | int():
            try:
                return number(cell)
            except ValueError:
                raise Unfit(why, cell) from None
        case _:
            raise Unfit(why, cell)


def bare(cell: object) -> Fraction | None:
    """A number that says neither that it is a percentage nor that it is none."""
    if isinstance(cell, str):
        found = _BARE.fullmatch(cell.strip())
        return Fraction(found[0].replace(",", ".")) if found else None
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return None
    if not isfinite(cell):
        return None
    return Fraction(repr(cell)) if isinstance(cell, float) else Fraction(cell)


def part(cell: object) -> Fraction:
    """An end of a share, from 0 to 1."""
    value = quantity(cell, NO_SHARE)
    if value > 1:
        raise Unfit(BARE if value <= 100 and "%" not in text_of(cell) else OUTSIDE, cell)
    return value


def percent(cell: object, shown: str = "none") -> Reading:
    """A share out of a column of percentages.

    Parameters
    ----------
    cell : object
        ``25``, ``25%``, ``25-50`` or a number of a spreadsheet.
    shown : str
        Whether the numbers of the column are shown with a percent sign; see `Table`. Those that
        are, the spreadsheet keeps as parts of one.
    """
    if isinstance(cell, str):
        found = percentage(cell, "percent")
        if found is None:
            raise Unfit(NO_SHARE, cell)
        return found
    value = quantity(cell, NO_SHARE)
    low = value if shown == "all" else value / 100
    high = value if shown == "all" or (shown == "some" and 0 < value <= 1) else value / 100
    if high > 1:
        raise Unfit(NO_SHARE, cell)
    return Reading(Portion(low, high), low != high)


def share(cell: object) -> Portion:
    """A share as a case file has it, or as people write one."""
    if not isinstance(cell, str):
        value = part(cell)
        return Portion(value, value)
    try:
        return portion(cell)
    except ValueError:
        found = percentage(cell, "part")
        if found is not None:
            return found.portion
        bare = percentage(cell, "percent")
        raise Unfit(BARE if bare is not None else NO_SHARE, cell) from None


def day(cell: object) -> When:
    """A day, month or year."""
    if isinstance(cell, float) and cell.is_integer() and 1000 <= cell <= 9999:
        cell = int(cell)
    if isinstance(cell, datetime):
        cell = cell.date()
    elif isinstance(cell, str) and (found := _MIDNIGHT.fullmatch(cell.strip())):
        cell = found[1]
    try:
        return when(cell if isinstance(cell, date | str | int) else None)
    except ValueError:
        raise Unfit(NO_DATE, cell) from None


def truth(cell: object) -> bool:
    """Yes or no."""
    told = _TRUTHS.get(text_of(cell).strip().casefold())
    if told is None:
        raise Unfit(NO_TRUTH, cell)
    return told


def joined(items: Iterable[str]) -> str:
    """Several texts as one, so that `several` has them back."""
    told = list(items)
    if any(not item or item != item.strip() or re.search(r"[;\r\n\[]", item) for item in told):
        return json.dumps(told, ensure_ascii=False)
    return "; ".join(told)


def several(cell: object) -> list[str]:
    """The texts of a cell that may hold more than one, between semicolons."""
    text = text_of(cell)
    if text.startswith("["):
        try:
            told: Any = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, list) and all(isinstance(i, str) for i in cast("list[Any]", told)):
            return cast("list[str]", told)
    return [item for item in (piece.strip() for piece in text.split(";")) if item]
