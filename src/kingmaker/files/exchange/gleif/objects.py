"""Records of a JSON file, one after another: a list, or a list under a word as GLEIF has it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from kingmaker.files.exchange.gleif.trees import LONGEST
from kingmaker.files.exchange.gleif.values import Fields, Record
from kingmaker.files.exchange.nesting import Shallow
from kingmaker.files.exchange.opening import unusable
from kingmaker.files.problems import CaseError

if TYPE_CHECKING:
    from kingmaker.files.exchange.opening import Opened

_LISTS = ("records", "relations", "exceptions")
"""Words under which GLEIF lists records."""


def from_json(stream: Opened, name: str, head: bytes) -> Iterator[Record]:
    """Give the records of a JSON file.

    Parameters
    ----------
    stream : Opened
        From its beginning.
    name : str
        Of the file.
    head : bytes
        How it begins.

    Raises
    ------
    CaseError
        If it is no JSON, or has no list of records where GLEIF has it.
    """
    import ijson  # pyright: ignore[reportMissingTypeStubs]  # heavy, and seldom needed

    where = _where(head, name)
    stream.allow(LONGEST)
    number = 0
    try:
        for value in cast("Iterator[Any]", ijson.items(Shallow(stream, name), where)):
            number += 1
            stream.allow(LONGEST)
            yield _record(value, f"record {number}")
    except CaseError:
        raise
    except (ijson.JSONError, UnicodeDecodeError, RecursionError, ValueError):
        after = f"after record {number:,}" if number else "before its first record"
        told = f"the JSON is damaged or cut short {after}; fetch the file again"
        raise unusable(name, told) from None


def _record(value: Any, place: str) -> Record:
    if not isinstance(value, dict):
        return Record(place, {}, "it is no object")
    fields = cast("Fields", value)
    inner = fields.get("RelationshipRecord")
    return Record(place, cast("Fields", inner) if isinstance(inner, dict) else fields)


def _where(head: bytes, name: str) -> str:
    """The path of the list of records, as far as the beginning of the file tells."""
    import ijson  # pyright: ignore[reportMissingTypeStubs]

    start = Shallow(io.BytesIO(head), name)
    try:
        for prefix, event, _ in cast("Iterator[tuple[str, str, Any]]", ijson.parse(start)):
            if event == "start_array" and prefix in ("", *_LISTS):
                return f"{prefix}.item" if prefix else "item"
    except (ijson.JSONError, UnicodeDecodeError):
        pass
    told = "there is no list of records, relations or exceptions; is it a GLEIF file?"
    raise unusable(name, told)
