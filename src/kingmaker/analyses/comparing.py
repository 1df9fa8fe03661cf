"""Two answers to the same question, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from kingmaker.analyses.answer import Answer, Some

MOST_TOLD = 4
"""Differences told one by one; of the rest only the number is."""


def difference(before: Answer[Any], after: Answer[Any]) -> str:
    """What changes from one answer to another, in words; empty if nothing does.

    Rows are the same if they name the same party, parties or paths.
    """
    told = _table(before, after)
    for part, later in zip(before.parts, after.parts, strict=False):
        if inner := _table(part, later):
            told.append(f"{part.name}: {'; '.join(inner)}")
    return "; ".join(told)


def _table(before: Answer[Any], after: Answer[Any]) -> list[str]:
    names = {**before.labels, **after.labels}
    was = {_key(before, row): row for row in before.rows}
    now = {_key(after, row): row for row in after.rows}
    told: list[str] = []
    if len(was) != len(now):
        told.append(f"{len(was)} rows become {len(now)}")
    told += _some("now", [_named(key, names) for key in now if key not in was])
    told += _some("no longer", [_named(key, names) for key in was if key not in now])
    changes = [
        f"{_named(key, names)}: {column.name} {_said(old, names)} → {_said(new, names)}"
        for key, row in was.items()
        if key in now
        for column, old, new in zip(
            before.columns, before.cells(row), after.cells(now[key]), strict=True
        )
        if old != new
    ]
    return told + _some("", changes)


def _some(word: str, items: list[str]) -> list[str]:
    if not items:
        return []
    more = len(items) - MOST_TOLD
    told = "; ".join(items[:MOST_TOLD]) + (f"; and {more} more" if more > 0 else "")
    return [f"{word} {told}".strip()]


def _key(answer: Answer[Any], row: Any) -> tuple[Any, ...]:
    """What tells a row from the others: its parties and paths, else all of it."""
    cells = zip(answer.columns, answer.cells(row), strict=True)
    named = tuple(v for c, v in cells if c.unit in ("party", "parties", "path"))
    return named or answer.cells(row)


def _named(key: Iterable[Any], names: dict[str, str]) -> str:
    return " / ".join(_said(part, names) for part in key)


def _said(value: Any, names: dict[str, str]) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(_said(item, names) for item in value)  # pyright: ignore[reportUnknownVariableType]
        case Some():
            return f"{value.members} of {names.get(value.party, value.party)}"
        case Fraction():
            return str(value)
        case _:
            return names.get(str(value), str(value))
