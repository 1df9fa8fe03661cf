"""What stands under an ownership chart: what its shapes and lines are, and what it leaves out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kingmaker.faces.pictures.lettering import lines, width
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.ownership.boxes import Shape, outline
from kingmaker.faces.pictures.ownership.labels import UP
from kingmaker.faces.pictures.ownership.words import Family
from kingmaker.faces.pictures.svg import Mark, mark

_SHAPES: dict[Shape, str] = {
    "person": "person", "organisation": "organisation", "arrangement": "arrangement, as a trust",
    "state": "state", "group": "group", "unspecified": "nobody named", "more": "several, folded",
    "together": "those above hold one part together",
}  # fmt: skip
_WIDE, _ROW, _BETWEEN = 34, 24, 26


@dataclass(frozen=True, slots=True)
class Key:
    """What a legend explains.

    Attributes
    ----------
    shapes : collection of str
        Shapes of boxes.
    families : collection of str
        Strokes of lines.
    dotted, up, pale, about : bool
        Whether a line is dotted, one goes up, a box is pale, one is the party asked about.
    notes : tuple of str
        Sentences that follow.
    """

    shapes: Collection[Shape]
    families: Collection[Family]
    dotted: bool
    up: bool
    pale: bool
    about: bool
    notes: tuple[str, ...] = ()


def legend(key: Key, top: float, room: float) -> tuple[list[Mark], float]:
    """Draw a legend.

    Parameters
    ----------
    key : Key
        What it explains.
    top : float
        Where it begins, in pixels.
    room : float
        How wide it is at most.

    Returns
    -------
    marks : list of Mark
        What is drawn.
    height : float
        In pixels.
    """
    marks: list[Mark] = []
    left, row = 0.0, top
    for sample, word in _items(key):
        wide = _WIDE + 8 + width(word, look.SMALL)
        if left and left + wide > room:
            left, row = 0.0, row + _ROW
        marks.append(mark("g", *sample, transform=f"translate({left:.1f} {row:.1f})"))
        marks.append(
            look.words(word, left + _WIDE + 8, row + 13, class_="fine", anchor="start")
        )  # fmt: skip
        left += wide + _BETWEEN
    row += _ROW + 4 if marks else 0
    for note in key.notes:
        for text in lines(note, look.SMALL, room, most=6):
            marks.append(look.words(text, 0, row + 12, class_="fine", anchor="start"))
            row += look.LEAD + 1
        row += 3
    return marks, row - top


def _items(key: Key) -> Iterable[tuple[list[Mark], str]]:
    for shape, word in _SHAPES.items():
        if shape in key.shapes:
            yield list(outline(shape, 4, 1, 24, 14)), word
    for family, word in look.FAMILIES.items():
        if family in key.families:
            yield [_line(*look.STROKES[family], f"tie {family}")], word
    if key.dotted:
        yield [_line(look.QUIET, 1.8, look.DOTS, "trunk")], "indirect, or a sum of others"
    if key.up:
        yield [look.words(UP, 17, 13)], "bowed: goes up, against the order of the boxes"
    if key.about:
        yield list(outline("organisation", 4, 1, 24, 14, about=True)), "the party asked about"
    if key.pale:
        yield list(outline("organisation", 4, 1, 24, 14, pale=True)), "pale: no holding shown"


def _line(colour: str, thick: float, dashes: str | None, class_: str) -> Mark:
    return mark(
        "path", d="M0 8L34 8", fill="none", stroke=colour, stroke_width=thick,
        stroke_dasharray=dashes, class_=class_,
    )  # fmt: skip
