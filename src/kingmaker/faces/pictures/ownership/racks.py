"""Racks: many who hold of one party and of nobody else, set side by side on several rows.

A fan of forty holders in one row is as wide as five screens. In a rack each still has its box,
the words of its holding and a short line in the manner of it; one line joins all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from kingmaker.faces.pictures.layout import Point
from kingmaker.faces.pictures.lettering import lines
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.ownership.boxes import Box, Sized, drawn, margins, sized
from kingmaker.faces.pictures.ownership.folding import Side
from kingmaker.faces.pictures.ownership.labels import (
    Context,
    broken,
    lined,
    phrases,
    reserved,
    strokes,
    written,
)
from kingmaker.faces.pictures.svg import Mark, mark

FEW = 7
"""So many stand in one row without a rack."""

_CELL, _GAP, _STUB, _COLUMNS = 154, 14, 24, 7


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of a rack.

    Attributes
    ----------
    name : str
        Of the party, or of the box of those folded.
    box : Sized
        Its box.
    holdings : tuple of str
        What joins it to the party that the rack is of.
    high : float
        Room for its words, in pixels.
    folded : int
        How many parties it stands for, if not one.
    """

    name: str
    box: Sized
    holdings: tuple[str, ...]
    high: float
    folded: int = 0


@dataclass(frozen=True, slots=True)
class Rack:
    """Boxes in rows, all of them above or all of them below one party."""

    side: Side
    caption: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> float:
        """In pixels."""
        return _GAP + (_CELL + _GAP) * max(map(len, self.rows))

    @property
    def height(self) -> float:
        """In pixels."""
        return self._head + sum(_high(row) + _GAP for row in self.rows)

    @property
    def _head(self) -> float:
        return _GAP + look.LEAD * len(self.caption) + 4


def _high(row: Sequence[Cell]) -> float:
    return max(c.box.height for c in row) + _STUB + max(c.high for c in row) + 2


def cell(context: Context, name: str, box: Box, holdings: Sequence[str], folded: int = 0) -> Cell:
    """Make a cell of a rack."""
    high = 2 * look.LEAD if folded else reserved(context, holdings, room=_CELL)[1]
    return Cell(name, sized(box, room=_CELL - margins(box.shape)), tuple(holdings), high, folded)


def rack(side: Side, title: str, cells: Sequence[Cell]) -> Rack:
    """Set cells in rows that are a little wider than the whole is high."""
    columns = 2 if len(cells) <= FEW else min(_COLUMNS, ceil(sqrt(1.7 * len(cells))))
    rows = tuple(tuple(cells[i : i + columns]) for i in range(0, len(cells), columns))
    room = (_CELL + _GAP) * max(map(len, rows)) - _GAP
    return Rack(side, tuple(lines(title, look.SMALL, room, most=2)), rows)


def placed(
    one: Rack, context: Context, centre: Point, live: Collection[str],
    totals: Mapping[str, str],
) -> Mark:  # fmt: skip
    """Draw a rack.

    Parameters
    ----------
    one : Rack
        What to draw.
    context : Context
        What is drawn of it.
    centre : Point
        Where its middle is.
    live : collection of str
        Whom something that is drawn joins to somebody.
    totals : mapping of str to str
        By a box of those folded: what they hold together.
    """
    left, top = centre[0] - one.width / 2, centre[1] - one.height / 2
    marks = [mark(
        "rect", x=left, y=top, width=one.width, height=one.height, rx=8, fill="none",
        stroke=look.RULE, stroke_width=1.2, class_="frame",
    )]  # fmt: skip
    for i, text in enumerate(one.caption):
        marks.append(look.words(text, left + _GAP, top + _GAP + 12 + look.LEAD * i,
                                class_="fine", anchor="start"))  # fmt: skip
    down = top + one._head  # pyright: ignore[reportPrivateUsage]
    for row in one.rows:
        for number, each in enumerate(row):
            middle = left + _GAP + _CELL / 2 + number * (_CELL + _GAP)
            marks += _cell(one.side, context, each, middle, down, row, live, totals)
        down += _high(row) + _GAP
    return mark("g", *marks, class_="rack")


def _cell(
    side: Side, context: Context, each: Cell, middle: float, top: float, row: Sequence[Cell],
    live: Collection[str], totals: Mapping[str, str],
) -> Iterator[Mark]:  # fmt: skip
    """A box, a short line in the manner of the holding, and its words; from above or below."""
    tallest = max(c.box.height for c in row)
    said = max(c.high for c in row) + 2
    shown = [name for name in each.holdings if name in context.drawn]
    texts = [totals[each.name]] if each.folded else phrases(context, shown)
    told = broken(texts, _CELL) if shown else []
    above = side == "holders"
    box_at = top + tallest / 2 if above else top + said + _STUB + tallest / 2
    start = box_at + each.box.height / 2 if above else top + said + 2
    end = top + tallest + _STUB - 2 if above else box_at - each.box.height / 2
    words_at = end + 2 + look.LEAD * len(told) / 2
    if not above:
        words_at = top + said - look.LEAD * len(told) / 2
    inside: list[Mark] = []
    if shown:
        inside.append(mark("title", "; ".join([*texts, each.box.box.full.split("\n")[0]])))
        inside += lined(strokes(context, shown), [[(middle, start), (middle, end)]])
        inside += written(told, (middle, words_at))
    yield mark("g", *inside, class_="joined")
    yield drawn(each.box, (middle, box_at), pale=each.name not in live)
