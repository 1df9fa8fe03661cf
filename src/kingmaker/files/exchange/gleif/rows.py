"""Records of a table, one after another.

GLEIF flattens its records into columns whose names are the path of each value, with a number
where something may stand several times: ``Entity.OtherEntityNames.OtherEntityName.1.type``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias, cast

from kingmaker.files.exchange.gleif.trees import LONGEST
from kingmaker.files.exchange.gleif.values import Fields, Record
from kingmaker.files.exchange.opening import Opened, unusable

MARKS = ("Relationship.StartNode.NodeID", "Exception.Category", "Entity.LegalName")
"""Columns, one of which is in every table of GLEIF's."""

_SHORTENED = (
    (re.compile(r"^Relationship\.(Period|Qualifier|Quantifier)s?\."),
     r"Relationship.Relationship\1s.Relationship\1."),
    (re.compile(r"^Exception\.(Category|Reason|Reference)"), r"Exception\1"),
    (re.compile(r"^Entity\.SuccessorEntity\.(\d+)"), r"Entity.SuccessorEntity.\1"),
)  # fmt: skip
_ATTRIBUTES = ("type", "event_status")
_LANGUAGE = ".xmllang"
_MOST_COLUMNS = 5_000

_Path: TypeAlias = tuple[tuple[str, int], ...]
"""Words that lead somewhere, each with its number, or 0 where there is but one."""


class _Column(NamedTuple):
    at: int
    path: _Path
    word: str


def from_csv(stream: Opened, name: str) -> Iterator[Record]:
    """Give the records of a table.

    Raises
    ------
    CaseError
        If its columns are not GLEIF's, or it is no table in UTF-8.
    """
    stream.allow(LONGEST)
    lines = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    rows = csv.reader(lines)
    line = 0
    try:
        header = next(rows, list[str]())
        columns = _columns(header, name)
        line = rows.line_num
        for row in rows:
            stream.allow(LONGEST)
            place, line = f"line {line + 1}", rows.line_num
            if not row:
                continue
            if len(row) != len(header):
                yield Record(place, {}, "it has more or fewer values than there are columns")
            else:
                yield Record(place, _fields(row, columns))
    except (csv.Error, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        told = f"the table is damaged after this ({why}); fetch the file again"
        raise unusable(name, told, max(line, 1)) from None
    finally:
        lines.detach()


def _columns(header: list[str], name: str) -> list[_Column]:
    if not any(mark in header for mark in MARKS):
        told = f"none of the columns {', '.join(MARKS)} is there; is it a GLEIF file?"
        raise unusable(name, told, 1)
    if len(header) > _MOST_COLUMNS:
        raise unusable(name, f"there are {len(header):,} columns, more than GLEIF has", 1)
    return [
        _column(index, title.strip())
        for index, title in enumerate(header)
        if not title.endswith(_LANGUAGE)
    ]


def _column(index: int, title: str) -> _Column:
    for shortened, full in _SHORTENED:
        title = shortened.sub(full, title)
    path: list[tuple[str, int]] = []
    for word in title.split("."):
        if word.isdecimal() and path:
            path[-1] = (path[-1][0], int(word[:4]))
        else:
            path.append((word, 0))
    word, number = path[-1]
    if number:
        return _Column(index, tuple(path), "$")
    if word in _ATTRIBUTES:
        word = f"@{word}"
    elif path[0][0] == "Relationship":
        word = word[:1].upper() + word[1:]  # startDate, as only the table has it
    return _Column(index, tuple(path[:-1]), word)


def _fields(row: list[str], columns: list[_Column]) -> Fields:
    """What a row tells, nested."""
    fields: Fields = {}
    places: dict[_Path, Fields] = {(): fields}
    for at, path, word in columns:
        if value := row[at]:
            _place(places, path)[word] = value
    return fields


def _place(places: dict[_Path, Fields], path: _Path) -> Fields:
    if (found := places.get(path)) is not None:
        return found
    within = _place(places, path[:-1])
    word, number = path[-1]
    new: Fields = {}
    others = within.get(word)
    if number and isinstance(others, list):
        cast("list[Fields]", others).append(new)
    else:
        within[word] = [new] if number else new
    places[path] = new
    return new
