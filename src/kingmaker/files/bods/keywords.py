"""The keywords of a JSON schema, each made into a function that finds what it forbids.

A check gives None where a value fits, so that what fits costs little; otherwise its faults, and
each check on the way out adds to their path.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias, cast

from kingmaker.files.bods.formats import FORMATS


@dataclass(slots=True)
class Fault:
    """One thing that a schema forbids.

    Attributes
    ----------
    keyword : str
        Of the schema: ``type``, ``required``, ``enum`` …
    value : object
        What stands there.
    wanted : object
        What the keyword asks for; for ``required`` the key that is missing.
    path : list of str and int
        Where, from the value outwards.
    inside : tuple of Fault
        For ``anyOf`` and ``oneOf``: why the alternative that comes nearest does not fit.
    """

    keyword: str
    value: object
    wanted: Any
    path: list[str | int] = field(default_factory=list[str | int])
    inside: tuple[Fault, ...] = ()


Check: TypeAlias = Callable[[Any], "list[Fault] | None"]
Strangers: TypeAlias = "dict[tuple[str, str], tuple[str, ...]]"

_LONGEST_REMEMBERED = 64
_MOST_REMEMBERED = 1 << 16
_MOST_STRANGERS = 1_000
TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "boolean": (bool,),
    "number": (int, float, Decimal),
}


def full(
    inner: Mapping[str, Check],
    plain: set[str],
    known: Mapping[str, set[str]],
    need: list[str],
    further: list[Check],
    title: str,
    told: Strangers | None,
) -> Check:
    """An object described in full; ``plain`` keys hold any text, ``known`` texts passed."""
    needed, missing = frozenset(need), required(need)

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict:
            return [Fault("type", value, "object")]
        faults: list[Fault] | None = None
        for key, part in value.items():
            if part.__class__ is str:
                if key in plain:
                    continue
                good = known.get(key)
                if good is not None and part in good:
                    continue
            checked = inner.get(key)
            if checked is None:
                if told is not None and len(told) < _MOST_STRANGERS and (title, key) not in told:
                    told[title, key] = tuple(inner)
            elif found := checked(part):
                for fault in found:
                    fault.path.append(key)
                faults = faults + found if faults else found
        if not value.keys() >= needed and (found := missing(value)):
            faults = faults + found if faults else found
        for one in further:
            if found := one(value):
                faults = faults + found if faults else found
        return faults

    return check


def partial(inner: Mapping[str, Check]) -> Check:
    """What is said of some keys of an object, wherever they stand."""

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict:
            return None
        faults: list[Fault] | None = None
        for key, checked in inner.items():
            if key in value and (found := checked(value[key])):
                for fault in found:
                    fault.path.append(key)
                faults = faults + found if faults else found
        return faults

    return check


def remembering(checked: Check, good: set[str]) -> Check:
    """Remember the texts that passed, as long as they are short and few."""

    def check(value: Any) -> list[Fault] | None:
        if found := checked(value):
            return found
        if len(value) <= _LONGEST_REMEMBERED and len(good) < _MOST_REMEMBERED:
            good.add(value)
        return None

    return check


def by_case(key: str, cases: Mapping[str, Check], every: Check) -> Check:
    """What the value under a key asks of its object; ``every`` case if there is no such key."""

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict:
            return None
        if key not in value:
            return every(value)
        chosen = value[key]
        checked = cases.get(chosen) if chosen.__class__ is str else None
        return checked(value) if checked else None

    return check


def one_of_types(keyword: str, wanted: object, checks: Mapping[Any, Check]) -> Check:
    """AnyOf and oneOf where the type of the value tells which part it can be."""

    def check(value: Any) -> list[Fault] | None:
        checked = checks.get(value.__class__)
        if checked is None:
            return [Fault(keyword, value, wanted)]
        found = checked(value)
        return [Fault(keyword, value, wanted, inside=tuple(found))] if found else None

    return check


def all_of(checks: list[Check]) -> Check:
    """Several checks of one value."""
    if len(checks) == 1:
        return checks[0]
    several = tuple(checks)

    def check(value: Any) -> list[Fault] | None:
        faults: list[Fault] | None = None
        for one in several:
            if found := one(value):
                # What is of the wrong type is not asked anything else.
                if found[0].keyword == "type" and not found[0].path:
                    return found
                faults = faults + found if faults else found
        return faults

    return check


def each(checked: Check, good: set[str]) -> Check:
    """Every part of a list; ``good`` texts passed before."""

    def check(value: Any) -> list[Fault] | None:
        faults: list[Fault] | None = None
        if value.__class__ is list:
            for index, part in enumerate(value):
                if part.__class__ is str and part in good:
                    continue
                if found := checked(part):
                    for fault in found:
                        fault.path.append(index)
                    faults = faults + found if faults else found
        return faults

    return check


def of_type(wanted: str) -> Check:
    """The type of a value, in the words of JSON."""
    allowed = TYPES[wanted]
    if len(allowed) == 1:
        only = allowed[0]
        return lambda value: None if value.__class__ is only else [Fault("type", value, wanted)]
    return lambda value: None if value.__class__ in allowed else [Fault("type", value, wanted)]


def required(wanted: list[str]) -> Check:
    """Keys that an object must have."""
    keys = frozenset(wanted)

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict or value.keys() >= keys:
            return None
        return [Fault("required", value, key) for key in wanted if key not in value]

    return check


def some_of(keyword: str, parts: list[Check], wanted: object) -> Check:
    """AnyOf and oneOf: how many of the parts fit."""

    def check(value: Any) -> list[Fault] | None:
        if keyword == "anyOf":
            for part in parts:
                if not part(value):
                    return None
        missed = [found for part in parts if (found := part(value))]
        if len(parts) - len(missed) == 1:
            return None
        return [Fault(keyword, value, wanted, inside=tuple(missed[0]) if missed else ())]

    return check


def either(asked: Check, then: Check, otherwise: Check) -> Check:
    """One check for a value that fits, another for one that does not."""
    return lambda value: otherwise(value) if asked(value) else then(value)


def never(checked: Check) -> Check:
    """A value that must not fit."""
    return lambda value: None if checked(value) else [Fault("not", value, None)]


def same(one: object, other: object) -> bool:
    """Whether two values of JSON are equal; true is not 1.

    Examples
    --------
    >>> same(1, Decimal("1.0")), same(True, 1), same([], [])
    (True, False, True)
    """
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def single(keyword: str, wanted: Any) -> Check:
    """A keyword that asks something of one value by itself."""
    if keyword == "enum":
        among = frozenset(cast("list[str]", wanted))
        return _text(keyword, wanted, among.__contains__)
    if keyword == "format" and wanted in FORMATS:
        return _text(keyword, wanted, FORMATS[wanted])
    if keyword == "pattern":
        # "$" ends the text, and \d are the digits 0 to 9, as in the language the schema is for.
        pattern = re.compile(re.sub(r"\$$", r"\\Z", wanted), re.ASCII)
        return _text(keyword, wanted, lambda text: pattern.search(text) is not None)
    if keyword == "minLength":
        return _text(keyword, wanted, lambda text: len(text) >= wanted)
    if keyword == "maxLength":
        return _text(keyword, wanted, lambda text: len(text) <= wanted)
    if keyword == "minimum":
        return _number(keyword, wanted, lambda number: number >= wanted)
    if keyword == "maximum":
        return _number(keyword, wanted, lambda number: number <= wanted)
    if keyword == "minProperties":
        return lambda value: (
            [Fault(keyword, value, wanted)]
            if value.__class__ is dict and len(value) < wanted
            else None
        )
    if keyword == "const":
        return lambda value: None if same(value, wanted) else [Fault(keyword, value, wanted)]
    raise ValueError(f"the schema uses {keyword!r}: {wanted!r}, which is not known here")


def _text(keyword: str, wanted: Any, fits: Callable[[str], bool]) -> Check:
    return lambda value: (
        None if value.__class__ is not str or fits(value) else [Fault(keyword, value, wanted)]
    )


def _number(keyword: str, wanted: Any, fits: Callable[[Any], bool]) -> Check:
    numbers = TYPES["number"]
    return lambda value: (
        None if value.__class__ not in numbers or fits(value) else [Fault(keyword, value, wanted)]
    )
