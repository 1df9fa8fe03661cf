"""Answers as plain values for other programs: JSON, CSV, Markdown, tab-separated text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from fractions import Fraction
from importlib.metadata import version
from typing import Any, cast

from kingmaker.analyses import Answer, Some
from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.long_numbers import digits
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.faces.cells import NUMBERS, heading, texts
from kingmaker.model import When, exact

LONGEST = 14_000
"""Bits of a whole number from which on JSON has it as text, for few programs read such."""

FORMAT = 1
"""Format of the JSON of an answer; raised when a program that reads it could break."""


def as_dict(answer: Answer[Any]) -> dict[str, Any]:
    """The answer as values that JSON can carry.

    Returns
    -------
    dict
        Parties by their identifiers; fractions as text such as ``"13/252"``, and beside each a
        ``NAME_decimal`` with the nearest float.
    """
    setting = answer.setting
    return {
        "question": answer.question,
        "name": answer.name,
        "case": setting.case if setting else None,
        "world": setting.world if setting else None,
        "as_of": _value(setting.as_of) if setting else None,
        "known_on": _value(setting.known_on) if setting else None,
        "changes": _value(dict(setting.changes)) if setting else {},
        "assume": dict(setting.assume) if setting else {},
        "arguments": {k: _value(v) for k, v in answer.arguments.items()},
        **_table(answer),
        "parts": [{"name": p.name, "question": p.question, **_table(p)} for p in answer.parts],
        "method": answer.method,
        "exact": answer.exact,
        "notes": list(answer.notes),
        "footing": sorted(answer.footing),
        "assumed": list(answer.assumed),
        "sources": [{"id": s.id, "title": s.title, "at": s.at} for s in answer.sources],
        "labels": dict(answer.labels),
        "format": FORMAT,
        "version": version("kingmaker"),
    }


def as_json(answer: Answer[Any]) -> str:
    """The answer as one JSON object."""
    return json.dumps(as_dict(answer), ensure_ascii=False, indent=1)


def as_csv(answer: Answer[Any]) -> str:
    """The rows as CSV with a header line; exact fractions, parties by their identifiers.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in answer.columns)
    for row in answer.rows:
        writer.writerow(_flat(value) for value in answer.cells(row))
    return out.getvalue()


def as_markdown(answer: Answer[Any]) -> str:
    """The answer as Markdown: a heading, a table, the notes."""
    columns = answer.telling
    lines = [f"### {_md(answer.question)}", ""]
    lines.append("| " + " | ".join(_md(heading(c)) for c in columns) + " |")
    lines.append("| " + " | ".join("---:" if c.unit in NUMBERS else "---" for c in columns) + " |")
    lines += ["| " + " | ".join(map(_md, row)) + " |" for row in texts(answer)]
    lines += ["", *(_md(note) for note in answer.notes), *([""] if answer.notes else [])]
    lines.append(f"Method: {_md(answer.method)}")
    for part in answer.parts:
        lines += ["", as_markdown(part)]
    return "\n".join(lines)


def as_tabs(answer: Answer[Any]) -> str:
    """The rows as tab-separated text, as printed on screen, with a header line."""
    lines = ["\t".join(heading(column) for column in answer.telling)]
    lines += ["\t".join(" ".join(text.split()) for text in row) for row in texts(answer)]
    return "\n".join(lines)


def _table(answer: Answer[Any]) -> dict[str, Any]:
    columns = [{"name": c.name, "unit": c.unit, "meaning": c.meaning} for c in answer.columns]
    rows: list[dict[str, Any]] = []
    for row in answer.rows:
        cells: dict[str, Any] = {}
        for column, value in zip(answer.columns, answer.cells(row), strict=True):
            cells[column.name] = _value(value)
            if isinstance(value, Fraction):
                cells[f"{column.name}_decimal"] = float(value)
            if isinstance(value, Share):
                cells |= _bounds(column.name, value)
            if isinstance(value, Approximate):
                cells[f"{column.name}_error"] = value.error
                cells[f"{column.name}_confidence"] = value.confidence
        rows.append(cells)
    return {"columns": columns, "rows": rows}


def _bounds(name: str, share: Share) -> dict[str, Any]:
    """The ends of a share, and whether they are left out, beside the share itself."""
    return {
        f"{name}_low": _exact(share.low), f"{name}_low_decimal": float(share.low),
        f"{name}_low_open": share.low_open,
        f"{name}_high": _exact(share.high), f"{name}_high_decimal": float(share.high),
        f"{name}_high_open": share.high_open,
    }  # fmt: skip


def _value(value: Any) -> Any:
    match value:
        case Share():
            return _spelt(value)
        case Verdict():
            return value.value
        case Fraction():
            return _exact(value)
        case Approximate():
            return value.value
        case int() if value.bit_length() > LONGEST:
            return digits(value)
        case When():
            return str(value)
        case Some():
            return {"party": value.party, "members": value.members, "of": value.of}
        case tuple() | list():
            return [_value(item) for item in cast("list[Any]", value)]
        case Mapping():
            items = cast("Mapping[str, Any]", value)
            return {key: _value(item) for key, item in items.items()}
        case _:
            return value


def _flat(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple():
            return "; ".join(_flat(item) for item in cast("tuple[Any, ...]", value))
        case Some():
            return f"{value.members} of {value.party}"
        case Fraction():
            return _exact(value)
        case Share():
            return _spelt(value)
        case Verdict():
            return value.value
        case Approximate():
            return value.earned()
        case int() if value.bit_length() > LONGEST:
            return digits(value)
        case str():
            return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
        case _:
            return str(value)


def _spelt(share: Share) -> str:
    """A share in the words of a case file, its ends as exact fractions."""
    if share.known:
        return _exact(share.low)
    over, under = "over " * share.low_open, "under " * share.high_open
    return f"{over}{_exact(share.low)} to {under}{_exact(share.high)}"


def _exact(value: Fraction) -> str:
    if value.denominator.bit_length() < LONGEST:
        return exact(value)
    return f"{digits(value.numerator)}/{digits(value.denominator)}"


def _md(text: str) -> str:
    safe = text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    for sign in ("`", "*", "_", "[", "]"):
        safe = safe.replace(sign, f"\\{sign}")
    return " ".join(safe.split())
