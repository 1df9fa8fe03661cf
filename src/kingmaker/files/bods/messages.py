"""What a schema forbids, in plain words: the trouble and the way out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from kingmaker.files.bods.compiling import Fault
from kingmaker.model.values import quoted
from kingmaker.model.words import did_you_mean

_MANY_CODES = 8
_KINDS = {
    "string": "text in double quotes",
    "object": "an object in { }",
    "array": "a list in [ ]",
    "boolean": "true or false",
    "number": "a number without quotes",
}
_FORMATS = {
    "date": "a day of the calendar is written 2024-05-31",
    "date-time": "a moment is written 2024-05-31T12:00:00Z",
    "uri": "an address begins with its scheme, such as https://, and has no spaces",
}
_CONSTANTS = {
    "transformedContent": "only an annotation with the motivation 'transformation' has this",
    "componentRecords": "a component has no components of its own; take them out, "
    "or set isComponent to false",
}
_HINTS = {
    "bodsVersion": "; a version is written 0.4",
    "country": '; a country is written {"name": "France", "code": "FR"}',
    "entityType": '; write {"type": …}',
}


def explain(fault: Fault, strangers: Container[str] = ()) -> str:
    """Say what is wrong with one value and what would put it right.

    Parameters
    ----------
    fault : Fault
        As the check of the schema gives it.
    strangers : container of str
        Keys that the standard does not know; one may be a slip for a key that is missing.

    Examples
    --------
    >>> explain(Fault("minimum", -1, 0, ["exact", "share"]))
    'a number of 0 or more belongs here, and -1 is less'
    """
    wanted, value = fault.wanted, fault.value
    last = next((part for part in fault.path if isinstance(part, str)), "")
    match fault.keyword:
        case "type":
            hint = _HINTS.get(last, "")
            return f"{_KINDS[wanted]} belongs here, not {shown(value)}{hint}"
        case "required":
            return f"{wanted!r} is missing; add it{did_you_mean(wanted, _keys(value, strangers))}"
        case "enum":
            return f"{shown(value)} is none of the codes here{_codes(value, wanted)}"
        case "const":
            among = _CONSTANTS.get(last, f"only {shown(wanted)} may stand here")
            return f"{among}, not {shown(value)}" if last not in _CONSTANTS else among
        case "format":
            return f"{_FORMATS[wanted]}, and {shown(value)} is none"
        case "minLength" | "maxLength":
            bound = "least" if fault.keyword == "minLength" else "most"
            return f"{wanted} signs at {bound} belong here, and this has {len(cast('str', value))}"
        case "minimum":
            return f"a number of {wanted} or more belongs here, and {shown(value)} is less"
        case "maximum":
            return f"a number of {wanted} or less belongs here, and {shown(value)} is more"
        case "anyOf" | "oneOf":
            return _alternatives(fault, strangers)
        case "minProperties":
            return f"the object is empty; say at least {wanted} thing in it, or leave it out"
        case _:
            return f"{shown(value)} is not written as it must be{_HINTS.get(last, '')}"


def shown(value: object) -> str:
    """A value as a message quotes it; numbers as they are written."""
    if isinstance(value, Decimal):
        return str(value)
    return quoted(value)


def pointer(path: Iterable[str | int]) -> str:
    """Write a path, from the outside inwards, as a JSON pointer (RFC 6901).

    Examples
    --------
    >>> pointer(["names", 0, "a/b"])
    '/names/0/a~1b'
    """
    parts = (str(part).replace("~", "~0").replace("/", "~1") for part in path)
    return "".join(f"/{part[:200]}" for part in parts)


def _alternatives(fault: Fault, strangers: Container[str]) -> str:
    wanted = cast("list[Mapping[str, Any]]", fault.wanted)
    keys = [key for part in wanted for key in part.get("required", ())]
    if keys and all(set(part) == {"required"} for part in wanted):
        listed = " or ".join(map(repr, dict.fromkeys(keys)))
        hint = did_you_mean(keys[0], _keys(fault.value, strangers))
        return f"{listed} is missing; add one of them{hint}"
    formats = [part["format"] for part in wanted if "format" in part]
    if any("pattern" in part for part in wanted):
        example = "1990, 1990-06 or 1990-06-12"
        return f"a year, month or day is written {example}, and {shown(fault.value)} is none"
    if formats:
        among = ", ".join(_FORMATS[name] for name in formats)
        return f"{among}, and {shown(fault.value)} is neither"
    way = 'a recordId belongs here, or {"reason": …} where nobody can be named'
    if not fault.inside:
        return f"{way}, not {shown(fault.value)}"
    inner = fault.inside[0]
    return f"{way}: {pointer(reversed(inner.path))}{' ' if inner.path else ''}{explain(inner)}"


def _codes(value: object, wanted: list[str]) -> str:
    if hint := did_you_mean(value, wanted):
        return hint
    if len(wanted) <= _MANY_CODES:
        return f"; write {', '.join(wanted)}"
    return f"; write one of {len(wanted)}, such as {', '.join(wanted[:3])}"


def _keys(value: object, strangers: Container[str]) -> list[str]:
    keys = cast("list[str]", list(value) if isinstance(value, dict) else [])  # pyright: ignore[reportUnknownArgumentType]
    return [key for key in keys if key in strangers][:100]
