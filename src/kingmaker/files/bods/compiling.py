"""A JSON schema, made into one function that finds everything it forbids.

A schema is read once and becomes a tree of small functions; a value that fits costs little more
than a look at each of its parts. Only the keywords that the standard uses are known, and a schema
with any other is refused: it would be checked by half.

References
----------
Wright, A., Andrews, H., Hutton, B. and Dennis, G. (2022). JSON Schema: draft 2020-12.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias, cast

from kingmaker.files.bods.formats import FORMATS

Schema: TypeAlias = Mapping[str, Any]


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

_NOTED = frozenset(  # what says nothing about a value
    ("$id", "$schema", "$defs", "$comment", "title", "description", "version", "propertyOrder",
     "codelist", "openCodelist", "then", "else")
)  # fmt: skip
_LONGEST_REMEMBERED = 64
_MOST_REMEMBERED = 1 << 16
_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "boolean": (bool,),
    "number": (int, float, Decimal),
}


class Compiler:
    """Make checks of schemas that refer to one another.

    Parameters
    ----------
    schemas : mapping of str to mapping
        Each schema by its ``$id``.
    strangers : dict
        Filled while checks run: every key of an object that its schema does not list, by title of
        the object and key, with the keys that are listed. None of them is a fault.
    """

    def __init__(self, schemas: Mapping[str, Schema], strangers: Strangers) -> None:
        self._schemas = schemas
        self._strangers = strangers
        self._made: dict[str, Check] = {}

    def check(self, reference: str) -> Check:
        """Give the check for a schema.

        Parameters
        ----------
        reference : str
            ``urn:entity`` or ``urn:components#/$defs/Source``.

        Raises
        ------
        KeyError
            If there is no such schema.
        ValueError
            If it uses a keyword that is not known here.
        """
        if reference not in self._made:
            name, _, pointer = reference.partition("#")
            schema: Any = self._schemas[name]
            for part in pointer.split("/")[1:]:
                schema = schema[part]
            # A schema may refer to itself: until it is made, it is looked up when it is needed.
            self._made[reference] = lambda value: self._made[reference](value)
            self._made[reference] = self._compiled(schema, name)
        return self._made[reference]

    def _compiled(self, schema: Schema, base: str) -> Check:
        if "properties" in schema:
            return self._object(schema, base)
        checks = self._keywords(schema, base)
        return checks[0] if len(checks) == 1 else _all(checks)

    def _keywords(self, schema: Schema, base: str, apart: frozenset[str] = _NOTED) -> list[Check]:
        return [
            self._keyword(keyword, wanted, schema, base)
            for keyword, wanted in schema.items()
            if keyword not in apart
        ]

    def _keyword(self, keyword: str, wanted: Any, schema: Schema, base: str) -> Check:
        match keyword:
            case "type":
                return _type(wanted)
            case "items":
                good: set[str] = set()
                checked = self._compiled(wanted, base)
                text = wanted.get("type") == "string"
                return _items(_remembering(checked, good) if text else checked, good)
            case "required":
                return _required(wanted)
            case "$ref":
                return self.check(self._reference(wanted, base))
            case "allOf":
                return self._switch(wanted, base) or _all(
                    [self._compiled(part, base) for part in wanted]
                )
            case "anyOf" | "oneOf":
                return self._some(keyword, wanted, base)
            case "not":
                return _never(self._compiled(wanted, base))
            case "if":
                return _if(
                    self._compiled(wanted, base),
                    self._compiled(schema.get("then", {}), base),
                    self._compiled(schema.get("else", {}), base),
                )
            case _:
                return _plain(keyword, wanted)

    def _object(self, schema: Schema, base: str) -> Check:
        """The check of an object: its type, its parts, what it needs, and what is left."""
        inner: dict[str, Check] = {}
        plain: set[str] = set()
        known: dict[str, set[str]] = {}
        for key, part in schema["properties"].items():
            inner[key] = self._compiled(part, base)
            words = part.keys() - _NOTED
            if part.get("type") == "string":
                if words == {"type"}:
                    plain.add(key)
                else:
                    known[key] = set()
                    inner[key] = _remembering(inner[key], known[key])
        further = self._keywords(schema, base, _NOTED | {"type", "properties", "required"})
        # Only an object that is described in full can tell a stranger.
        full = "type" in schema
        told = self._strangers if full and "title" in schema else None
        need = schema.get("required", [])
        if not full:
            return _all([_parts(inner), _required(need), *further])
        return _whole(inner, plain, known, need, further, str(schema.get("title", "")), told)

    def _switch(self, parts: list[Schema], base: str) -> Check | None:
        """Several rules "if this key is that, then …" about one key, as one look at the key."""
        cases: dict[str, list[Check]] = {}
        keys: set[str] = set()
        for part in parts:
            match part:
                case {"if": {"properties": dict(asked)}, "then": then} if (
                    len(part) == 2 and len(part["if"]) == 1 and len(cast("Schema", asked)) == 1
                ):
                    ((key, test),) = cast("Schema", asked).items()
                case _:
                    return None
            values = test.get("enum", [test.get("const")])
            if len(test) != 1 or not all(isinstance(value, str) for value in values):
                return None
            keys.add(key)
            for value in values:
                cases.setdefault(value, []).append(self._compiled(then, base))
        if len(keys) != 1:
            return None
        every = _all([check for checks in cases.values() for check in checks])
        return _case(keys.pop(), {value: _all(checks) for value, checks in cases.items()}, every)

    def _some(self, keyword: str, parts: list[Schema], base: str) -> Check:
        checks = [self._compiled(part, base) for part in parts]
        types = [self._kind(part, base) for part in parts]
        if all(types) and len(set(types)) == len(types):
            return _one_of_types(keyword, parts, dict(zip(types, checks, strict=True)))
        return _some(keyword, checks, parts)

    def _kind(self, schema: Schema, base: str) -> type | None:
        """The one Python type that a schema admits, if it is one."""
        if "$ref" in schema:
            name, _, pointer = self._reference(schema["$ref"], base).partition("#")
            found: Any = self._schemas[name]
            for part in pointer.split("/")[1:]:
                found = found[part]
            return self._kind(found, name)
        types = _TYPES.get(schema.get("type", ""), ())
        return types[0] if len(types) == 1 else None

    @staticmethod
    def _reference(wanted: str, base: str) -> str:
        return f"{base}{wanted}" if wanted.startswith("#") else wanted


def _whole(
    inner: Mapping[str, Check],
    plain: set[str],
    known: Mapping[str, set[str]],
    need: list[str],
    further: list[Check],
    title: str,
    told: Strangers | None,
) -> Check:
    """An object that is described in full. ``plain`` keys hold any text; ``known`` texts passed."""
    needed, missing = frozenset(need), _required(need)

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
                if told is not None and (title, key) not in told:
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


def _parts(inner: Mapping[str, Check]) -> Check:
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


def _remembering(checked: Check, good: set[str]) -> Check:
    """Remember the texts that passed, as long as they are short and few."""

    def check(value: Any) -> list[Fault] | None:
        if found := checked(value):
            return found
        if len(value) <= _LONGEST_REMEMBERED and len(good) < _MOST_REMEMBERED:
            good.add(value)
        return None

    return check


def _case(key: str, cases: Mapping[str, Check], every: Check) -> Check:
    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict:
            return None
        if key not in value:
            return every(value)
        chosen = value[key]
        checked = cases.get(chosen) if chosen.__class__ is str else None
        return checked(value) if checked else None

    return check


def _one_of_types(keyword: str, wanted: object, checks: Mapping[Any, Check]) -> Check:
    """AnyOf and oneOf where the type of the value tells which part it can be."""

    def check(value: Any) -> list[Fault] | None:
        checked = checks.get(value.__class__)
        if checked is None:
            return [Fault(keyword, value, wanted)]
        found = checked(value)
        return [Fault(keyword, value, wanted, inside=tuple(found))] if found else None

    return check


def _all(checks: list[Check]) -> Check:
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


def _items(checked: Check, good: set[str]) -> Check:
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


def _type(wanted: str) -> Check:
    allowed = _TYPES[wanted]
    if len(allowed) == 1:
        only = allowed[0]
        return lambda value: None if value.__class__ is only else [Fault("type", value, wanted)]
    return lambda value: None if value.__class__ in allowed else [Fault("type", value, wanted)]


def _required(wanted: list[str]) -> Check:
    keys = frozenset(wanted)

    def check(value: Any) -> list[Fault] | None:
        if value.__class__ is not dict or value.keys() >= keys:
            return None
        return [Fault("required", value, key) for key in wanted if key not in value]

    return check


def _some(keyword: str, parts: list[Check], wanted: object) -> Check:
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


def _if(asked: Check, then: Check, otherwise: Check) -> Check:
    return lambda value: otherwise(value) if asked(value) else then(value)


def _never(checked: Check) -> Check:
    return lambda value: None if checked(value) else [Fault("not", value, None)]


def same(one: object, other: object) -> bool:
    """Whether two values of JSON are equal; true is not 1.

    Examples
    --------
    >>> same(1, Decimal("1.0")), same(True, 1), same([], [])
    (True, False, True)
    """
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _plain(keyword: str, wanted: Any) -> Check:
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
    numbers = _TYPES["number"]
    return lambda value: (
        None if value.__class__ not in numbers or fits(value) else [Fault(keyword, value, wanted)]
    )
