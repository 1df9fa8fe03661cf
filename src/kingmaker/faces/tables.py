"""Answers as tables: on a terminal, as plain text, and in a notebook."""

from __future__ import annotations

from html import escape
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kingmaker.analyses import Answer
from kingmaker.faces.cells import NUMBERS, heading, texts


def table(answer: Answer[Any], *, parts: bool = True) -> RenderableType:
    """Lay an answer out for a terminal: the question, a table, what to know, how it was found."""
    said: list[RenderableType] = [Text(answer.question, style="bold")]
    if answer.setting:
        said.append(Text(setting(answer), style="dim"))
    said.append(_grid(answer))
    said += [Text(f"• {note}") for note in answer.notes]
    for part in answer.parts if parts else ():
        said += [Text(""), Text(part.question, style="bold"), _grid(part)]
        said += [Text(f"• {note}") for note in part.notes]
    said.append(Text(f"Method: {answer.method}", style="dim"))
    if answer.sources:
        said.append(Text(f"Sources: {cited(answer)}", style="dim"))
    return Group(*said)


def _grid(answer: Answer[Any]) -> RenderableType:
    if not answer.rows:
        return Padding(Text("(nobody, nothing: no rows)", style="dim"), (0, 2))
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in answer.telling:
        right = column.unit in NUMBERS
        grid.add_column(
            Text(heading(column)), justify="right" if right else "left", overflow="fold",
            no_wrap=right,
        )  # fmt: skip
    for row in texts(answer):
        grid.add_row(*(Text(text) for text in row))
    return Padding(grid, (1, 0, 1, 2))


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
    said += [f"with {path} = {value}" for path, value in asked.changes.items()]
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
        said.append(" ".join([source, ", ".join([*told, *others])]).strip())
    return "; ".join(said)


def as_text(answer: Answer[Any], width: int = 100) -> str:
    """The table as plain text, without colour."""
    console = Console(width=width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(table(answer))
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
    head = "".join(
        f'<th title="{escape(c.meaning)}">{escape(heading(c))}</th>' for c in columns
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<td style="text-align:{"right" if c.unit in NUMBERS else "left"}">{escape(text)}</td>'
            for c, text in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in texts(answer)
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
