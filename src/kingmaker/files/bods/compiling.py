"""A JSON schema, made into one function that finds everything it forbids.

A schema is read once and becomes a tree of small functions; a value that fits costs little more
than a look at each of its parts. Only the keywords that the standard uses are known, and a schema
with any other is refused: it would be checked by half.

References
----------
Wright, A., Andrews, H., Hutton, B. and Dennis, G. (2022). JSON Schema: draft 2020-12.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias, cast

from kingmaker.files.bods.keywords import (
    TYPES,
    Check,
    Fault,
    Strangers,
    all_of,
    by_case,
    each,
    either,
    full,
    never,
    of_type,
    one_of_types,
    partial,
    remembering,
    required,
    single,
    some_of,
)

__all__ = ["Check", "Compiler", "Fault", "Strangers"]

Schema: TypeAlias = Mapping[str, Any]
_QUICK = frozenset(("type", "minLength", "maxLength"))  # not worth remembering
_NOTED = frozenset(  # what says nothing about a value
    ("$id", "$schema", "$defs", "$comment", "title", "description", "version", "propertyOrder",
     "codelist", "openCodelist", "then", "else")
)  # fmt: skip


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
        return checks[0] if len(checks) == 1 else all_of(checks)

    def _keywords(self, schema: Schema, base: str, apart: frozenset[str] = _NOTED) -> list[Check]:
        return [
            self._keyword(keyword, wanted, schema, base)
            for keyword, wanted in schema.items()
            if keyword not in apart
        ]

    def _keyword(self, keyword: str, wanted: Any, schema: Schema, base: str) -> Check:
        match keyword:
            case "type":
                return of_type(wanted)
            case "items":
                good: set[str] = set()
                checked = self._compiled(wanted, base)
                text = wanted.get("type") == "string" and not wanted.keys() <= _QUICK | _NOTED
                return each(remembering(checked, good) if text else checked, good)
            case "required":
                return required(wanted)
            case "$ref":
                return self.check(self._reference(wanted, base))
            case "allOf":
                return self._switch(wanted, base) or all_of(
                    [self._compiled(part, base) for part in wanted]
                )
            case "anyOf" | "oneOf":
                return self._some(keyword, wanted, base)
            case "not":
                return never(self._compiled(wanted, base))
            case "if":
                return either(
                    self._compiled(wanted, base),
                    self._compiled(schema.get("then", {}), base),
                    self._compiled(schema.get("else", {}), base),
                )
            case _:
                return single(keyword, wanted)

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
                elif not words <= _QUICK:
                    known[key] = set()
                    inner[key] = remembering(inner[key], known[key])
        further = self._keywords(schema, base, _NOTED | {"type", "properties", "required"})
        # Only an object that is described in full can tell a stranger.
        whole = "type" in schema
        told = self._strangers if whole and "title" in schema else None
        need = schema.get("required", [])
        if not whole:
            return all_of([partial(inner), required(need), *further])
        return full(inner, plain, known, need, further, str(schema.get("title", "")), told)

    def _switch(self, parts: list[Schema], base: str) -> Check | None:
        """Several rules "if this key is that, then …" about one key, as one look at the key."""
        cases: dict[str, list[Check]] = {}
        keys: set[str] = set()
        for part in parts:
            match part:
                case {"if": {"properties": asked}, "then": then} if (
                    len(part) == 2 and len(part["if"]) == 1 and len(asked) == 1
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
        every = all_of([check for checks in cases.values() for check in checks])
        return by_case(
            keys.pop(), {value: all_of(checks) for value, checks in cases.items()}, every
        )

    def _some(self, keyword: str, parts: list[Schema], base: str) -> Check:
        checks = [self._compiled(part, base) for part in parts]
        types = [self._kind(part, base) for part in parts]
        if all(types) and len(set(types)) == len(types):
            return one_of_types(keyword, parts, dict(zip(types, checks, strict=True)))
        return some_of(keyword, checks, parts)

    def _kind(self, schema: Schema, base: str) -> type | None:
        """The one Python type that a schema admits, if it is one."""
        if "$ref" in schema:
            name, _, pointer = self._reference(schema["$ref"], base).partition("#")
            found: Any = self._schemas[name]
            for part in pointer.split("/")[1:]:
                found = found[part]
            return self._kind(found, name)
        types = TYPES.get(schema.get("type", ""), ())
        return types[0] if len(types) == 1 else None

    @staticmethod
    def _reference(wanted: str, base: str) -> str:
        return f"{base}{wanted}" if wanted.startswith("#") else wanted
