"""Answers as tables: on a terminal, as plain text, and in a notebook."""

from __future__ import annotations

from html import escape
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kingmaker.analyses import Answer, Column
from kingmaker.faces.cells import NUMBERS, heading, texts
from kingmaker.files import inline

PLACES = 4
"""Places in one source that are printed, beside its lines."""

MOST_OF_A_PART = 8
"""Rows of a further table that are printed; it says how many more there are."""


def table(answer: Answer[Any], width: int = 100) -> RenderableType:
    """Lay an answer out for a terminal: the question, a table, what to know, how it was found."""
    said: list[RenderableType] = [Text(answer.question, style="bold")]
    if answer.setting:
        said.append(Text(setting(answer), style="dim"))
    said.append(_grid(answer, width))
    said += [Text(f"• {note}") for note in answer.notes]
    for part in answer.parts:
        said += [Text(""), Text(part.question, style="bold"), _grid(part, width, MOST_OF_A_PART)]
        more = len(part.rows) - MOST_OF_A_PART
        notes = [f"and {more:,} more: --part {part.name} lists all"] if more > 0 else []
        said += [Text(f"• {note}") for note in (*notes, *part.notes)]
    if not isinstance(said[-1], Padding):  # a table has its own room beneath it
        said.append(Text(""))
    if answer.assumed:
        said.append(Text(f"Assumed, and said by no source: {', '.join(answer.assumed)}"))
    said.append(Text(f"Method: {answer.method}", style="dim"))
    if answer.sources:
        said.append(Text(f"Sources: {cited(answer)}", style="dim"))
    return Group(*said)


def _grid(answer: Answer[Any], width: int, most: int | None = None) -> RenderableType:
    rows = list(texts(answer))[:most]
    if not rows:
        return Padding(Text("(none)", style="dim"), (1, 0, 1, 2))
    columns = answer.telling
    heads = [_head(column) for column in columns]
    widest = [
        max(len(text) for text in (*head.split("\n"), *(row[i] for row in rows)))
        for i, head in enumerate(heads)
    ]
    # figures cannot be folded, and words not to less than ten letters
    least = sum(
        2 + (wide if column.unit in NUMBERS else min(wide, 10))
        for column, wide in zip(columns, widest, strict=True)
    )
    if least > width or sum(widest) > 2 * width:
        return Padding(_records(answer, rows), (1, 0, 1, 2))
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column, head, wide in zip(columns, heads, widest, strict=True):
        right = column.unit in NUMBERS
        grid.add_column(
            Text(head), justify="right" if right else "left", overflow="fold",
            no_wrap=right, min_width=min(wide, 10),
        )  # fmt: skip
    for row in rows:
        grid.add_row(*(Text(text) for text in row))
    return Padding(grid, (1, 0, 1, 2))


def _head(column: Column) -> str:
    """A column's heading; over figures, which are narrow, one word a line."""
    name = heading(column)
    return name.replace(" ", "\n") if column.unit in NUMBERS else name


def _records(answer: Answer[Any], rows: list[tuple[str, ...]]) -> RenderableType:
    """One row under the other, where a table would be too wide to read."""
    first, *others = answer.telling
    said: list[RenderableType] = []
    for row in rows:
        if said:
            said.append(Text(""))
        said.append(Text(row[0], style="bold"))
        lines = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        lines.add_column(justify="right", style="dim", no_wrap=True)
        lines.add_column(overflow="fold")
        for column, text in zip(others, row[1:], strict=True):
            if text not in ("", "–"):
                lines.add_row(heading(column), Text(text))
        said.append(Padding(lines, (0, 0, 0, 2)))
    return Group(Text(f"by {heading(first)}", style="dim"), *said)


_BALLOTS = {
    "for": "voting for", "against": "voting against", "abstain": "abstaining", "absent": "absent",
}  # fmt: skip


def setting(answer: Answer[Any]) -> str:
    """Which organisation, on what view of the evidence, in words."""
    asked = answer.setting
    if asked is None:
        return ""
    said = [asked.case]
    if asked.as_of:
        said.append(f"at the start of {asked.as_of}")
    if asked.world:
        said.append(f"in the world “{asked.world}”")
    said += [f"with {path} = {inline(value)}" for path, value in asked.changes.items()]
    said += [f"with {answer.label(who)} {_BALLOTS[b]}" for who, b in asked.assume.items()]
    if asked.known_on:
        said.append(f"as known on {asked.known_on}")
    return ", ".join(said)


def cited(answer: Answer[Any]) -> str:
    """The sources of an answer, each with its places: ``a1 lines 217, 413; a3 line 19``."""
    places: dict[str, list[str]] = {}
    for source in answer.sources:
        places.setdefault(source.id, []).append(source.at)
    said: list[str] = []
    for source, spots in places.items():
        lines = [spot.removeprefix("line ") for spot in spots if spot.startswith("line ")]
        others = [spot for spot in spots if spot and not spot.startswith("line ")]
        word = "line" if len(lines) == 1 else "lines"
        told = [f"{word} {', '.join(lines)}"] if lines else []
        if len(others) > PLACES:
            others = [*others[:PLACES], f"and {len(others) - PLACES} more places"]
        said.append(" ".join([source, ", ".join([*told, *others])]).strip())
    return "; ".join(said)


def as_text(answer: Answer[Any], width: int = 100) -> str:
    """The table as plain text, without colour."""
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(table(answer, width))
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def as_html(answer: Answer[Any]) -> str:
    """The table as HTML, for a notebook; everything in it is escaped."""
    said = [f"<p><strong>{escape(answer.question)}</strong></p>", _html_grid(answer)]
    said += [f"<p>{escape(note)}</p>" for note in answer.notes]
    for part in answer.parts:
        said += [f"<p><strong>{escape(part.question)}</strong></p>", _html_grid(part)]
    said.append(f"<p><small>Method: {escape(answer.method)}</small></p>")
    return f"<div>{''.join(said)}</div>"


def _html_grid(answer: Answer[Any]) -> str:
    columns = answer.telling
    head = "".join(f'<th title="{escape(c.meaning)}">{escape(heading(c))}</th>' for c in columns)
    aligned = ["right" if c.unit in NUMBERS else "left" for c in columns]
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{side}">{escape(text)}</td>'
            for side, text in zip(aligned, row, strict=True)
        )
        + "</tr>"
        for row in texts(answer)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
