"""Two answers to the same question, and what differs between them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any, cast

from kingmaker.analyses.answer import Answer, Some
from kingmaker.model import exact

MOST_TOLD = 4
"""New rows told one by one; of the others only the number is."""

_ROWS = {"parties": "coalitions", "party": "parties", "path": "facts"}


def difference(before: Answer[Any], after: Answer[Any]) -> str:
    """What changes from one answer to another, in words; empty if nothing does.

    Rows are the same if they name the same party, parties or paths. Few differences are told
    one by one, many by their number.
    """
    told = _table(before, after)
    told += [
        f"{part.name}: {_counted(part, later)}"
        for part in before.parts
        for later in after.parts
        if part.name == later.name and part.rows != later.rows
    ]
    return "; ".join(told)


def _counted(before: Answer[Any], after: Answer[Any]) -> str:
    was, now = len(before.rows), len(after.rows)
    return f"{was} → {now}" if was != now else _table(before, after)[0]


def _table(before: Answer[Any], after: Answer[Any]) -> list[str]:
    names = {**before.labels, **after.labels}
    was = {_key(before, row, i): row for i, row in enumerate(before.rows)}
    now = {_key(after, row, i): row for i, row in enumerate(after.rows)}
    come = [_named(key, names) for key in now if key not in was]
    gone = [_named(key, names) for key in was if key not in now]
    told: list[str] = []
    if len(was) != len(now):
        rows = _ROWS.get(before.columns[0].unit, "rows")
        told.append(f"{rows} {len(was)} → {len(now)}")
    if come:
        told.append(f"now {_some(come, MOST_TOLD)}")
    if gone and not come:
        told.append(f"no longer {_some(gone, MOST_TOLD)}")
    figures = [
        f"{_whose(key, names)}{column.name.replace('_', ' ')} "
        f"{_said(old, names)} → {_said(new, names)}"
        for key, row in was.items()
        if key in now
        for column, old, new in zip(
            before.columns, before.cells(row), after.cells(now[key]), strict=True
        )
        if old != new
    ]
    return told + ([_some(figures, 2)] if figures else [])


def _some(items: list[str], most: int) -> str:
    more = len(items) - most
    return " | ".join(items[:most]) + (f" | and {more} more" if more > 0 else "")


def _key(answer: Answer[Any], row: Any, number: int) -> tuple[Any, ...]:
    """What tells a row from the others: its parties and paths, else its place."""
    cells = zip(answer.columns, answer.cells(row), strict=True)
    named = tuple(v for c, v in cells if c.unit in ("party", "parties", "path"))
    return named or (number,)


def _whose(key: tuple[Any, ...], names: dict[str, str]) -> str:
    return "" if isinstance(key[0], int) else f"{_named(key, names)}: "


def _named(key: Iterable[Any], names: dict[str, str]) -> str:
    return " / ".join(_said(part, names) for part in key)


def _said(value: Any, names: dict[str, str]) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple():
            items = cast("tuple[object, ...]", value)
            return " + ".join(_said(item, names) for item in items) or "none"
        case Some():
            return f"{value.members} of {names.get(value.party, value.party)}"
        case Fraction():
            return exact(value)
        case _:
            return names.get(str(value), str(value))
