"""Objects of JSON as frozen records, and back, with nothing lost on the way.

Each field of a record names its key; what a record has no field for stays under ``more``, as it
was. A field that is None was not given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

Convert = Callable[[Any], Any]
AnyRecord = TypeVar("AnyRecord", bound="Record")
_DIGITS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What all records have.

    Attributes
    ----------
    more : mapping
        Keys of JSON that have no field, with their values.
    """

    more: Mapping[str, object] = field(default_factory=dict[str, object], hash=False)


def key(name: str, read: Convert | None = None, write: Convert | None = None) -> Any:
    """A field that stands under a key of JSON.

    Parameters
    ----------
    name : str
        The key.
    read, write : functions or None
        From JSON's value to the field's, and back. None: they are the same.
    """
    return field(default=None, metadata={"key": name, "read": read, "write": write})


def one(kind: type[Record]) -> tuple[Convert, Convert]:
    """A field that holds one record."""
    return (lambda value: read(kind, value)), write


def many(kind: type[Record]) -> tuple[Convert, Convert]:
    """A field that holds records in their order."""
    return (lambda values: tuple(read(kind, value) for value in values)), _written


def _written(values: tuple[Record, ...]) -> list[dict[str, Any]]:
    return [write(value) for value in values]


TEXTS: tuple[Convert, Convert] = (tuple, list)
"""A field that holds texts in their order."""


@lru_cache(maxsize=1 << 16)
def _day(text: str) -> date:
    return date.fromisoformat(text)


DAY: tuple[Convert, Convert] = (_day, date.isoformat)
"""A field that holds a day."""


@lru_cache(maxsize=1 << 12)  # a register has few different ones
def fraction(percent: Any) -> Fraction:
    """Give a percentage of JSON as a fraction of one.

    Examples
    --------
    >>> fraction(Decimal("33.3"))
    Fraction(333, 1000)
    """
    # A float is what its shortest digits say, as they stood in the file.
    return Fraction(str(percent) if isinstance(percent, float) else percent) / 100


def percentage(share: Fraction) -> int | Decimal:
    """Give a fraction of one as a percentage that JSON can carry.

    One that has no end, such as a third, is cut after 18 digits.

    Examples
    --------
    >>> percentage(Fraction(1, 4)), percentage(Fraction(333, 1000))
    (25, Decimal('33.3'))
    """
    percent = share * 100
    if percent.denominator == 1:
        return int(percent)
    with localcontext() as context:
        context.prec = _DIGITS
        exact = Decimal(percent.numerator) / percent.denominator
        if Fraction(exact) == percent or _endless(percent.denominator):
            return exact
        context.prec = 400
        return Decimal(percent.numerator) / percent.denominator


def _endless(denominator: int) -> bool:
    """Whether no decimal ends at a fraction of this denominator."""
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator > 1


PERCENT: tuple[Convert, Convert] = (fraction, percentage)
"""A field that holds a share as a Fraction of one."""


@cache
def _plan(kind: type[Record]) -> Mapping[str, tuple[str, Convert | None]]:
    """The field and its reading for each key."""
    return {
        each.metadata["key"]: (each.name, each.metadata["read"])
        for each in fields(kind)
        if each.metadata
    }


@cache
def _way_back(kind: type[Record]) -> tuple[tuple[str, str, Convert | None], ...]:
    return tuple(
        (each.name, each.metadata["key"], each.metadata["write"])
        for each in fields(kind)
        if each.metadata
    )


def read(kind: type[AnyRecord], value: Mapping[str, Any], **given: Any) -> AnyRecord:
    """Read an object of JSON that fits the schema as a record; ``given`` fields are known."""
    plan = _plan(kind)
    more: dict[str, object] = {}
    for name, part in value.items():
        found = plan.get(name)
        if found is None or part is None:
            more[name] = part
        else:
            convert = found[1]
            given[found[0]] = convert(part) if convert else part
    if more:
        given["more"] = more
    return kind(**given)


def write(record: Record) -> dict[str, Any]:
    """Write a record as an object of JSON."""
    written: dict[str, Any] = {}
    for name, word, convert in _way_back(type(record)):
        value = getattr(record, name)
        if value is not None:
            written[word] = convert(value) if convert else value
    written.update(cast("Mapping[str, Any]", record.more))
    return written
