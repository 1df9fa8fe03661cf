"""The boxes of an ownership chart: one for each party, its kind told by its shape and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kingmaker.faces.pictures.layout import Point
from kingmaker.faces.pictures.lettering import lines, width
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.svg import Mark, mark

Shape: TypeAlias = Literal[
    "person", "organisation", "arrangement", "state", "group", "unspecified", "more", "together"
]
ROOM, WIDER, LEAST_WIDE, TITLE_LINES, KIND_LINES = 168, 215, 92, 6, 3


@dataclass(frozen=True, slots=True)
class Box:
    """What stands in a box.

    Attributes
    ----------
    title, kind : str
        Who it is, and what kind of party.
    shape : str
        A kind of party, ``more`` for those folded, ``together`` where joint holders meet.
    notes : tuple of str
        What is said of the party in it, such as what is not told of its capital.
    reserved : int
        Lines of notes that there is room for, whatever the day.
    full : str
        Everything of it in full, for those who point at it.
    """

    title: str
    kind: str
    shape: Shape
    notes: tuple[str, ...] = ()
    reserved: int = 0
    full: str = ""


@dataclass(frozen=True, slots=True)
class Sized:
    """A box with its texts broken into lines and its size known."""

    box: Box
    title: list[str]
    kind: list[str]
    notes: list[str]
    width: float
    height: float


def sized(box: Box, least: float = LEAST_WIDE, room: float | None = None) -> Sized:
    """Break the texts of a box into lines, and see how large it must be.

    Parameters
    ----------
    box : Box
        What stands in it.
    least : float
        How wide it is at least, for the lines that meet it.
    room : float
        How wide a text in it is at most; as wide as a long word needs, if not said.
    """
    if room is None:
        longest = max(width(word, look.TITLE, bold=True) for word in box.title.split(" "))
        room = min(max(ROOM, longest), WIDER)
    title = _title(box.title, room)
    kind = lines(box.kind, look.SMALL, room, most=KIND_LINES) if box.kind else []
    notes = [text for note in box.notes for text in lines(note, look.SMALL, room, most=6)]
    number = max(len(notes), box.reserved)
    wide = max(
        *(width(text, look.TITLE, bold=True) for text in title),
        *(width(text, look.SMALL) for text in (*kind, *notes)),
        room if box.reserved else 0,
        0,
    )
    high = 2 * look.PAD + look.TITLE_LEAD * len(title) + look.LEAD * (len(kind) + number)
    sides = margins(box.shape)
    if box.shape == "together":
        return Sized(box, title, kind, notes, max(least, wide + 24), high - 10)
    return Sized(box, title, kind, notes, max(LEAST_WIDE, least, wide + sides), high)


def margins(shape: Shape) -> float:
    """What a box is wider than the words in it."""
    return 2 * look.PAD + (14 if shape in ("person", "arrangement") else 4)


def _title(text: str, room: float) -> list[str]:
    """The lines of a title; of one that is too long, the beginning and the end."""
    whole = lines(text, look.TITLE, room, bold=True, most=10**6)
    if len(whole) <= TITLE_LINES:
        return whole
    tail = ""
    for letter in reversed(text):
        if width(f"…{letter}{tail}", look.TITLE, bold=True) > room:
            break
        tail = letter + tail
    return [*whole[: TITLE_LINES - 1], f"…{tail}"]


def drawn(one: Sized, centre: Point, *, pale: bool = False, about: bool = False) -> Mark:
    """Draw a box.

    Parameters
    ----------
    one : Sized
        The box.
    centre : Point
        Where its middle is.
    pale : bool
        Whether nothing that is drawn joins it to anybody.
    about : bool
        Whether it is the party asked about.
    """
    x, y = centre[0] - one.width / 2, centre[1] - one.height / 2
    marks = [mark("title", one.box.full)] if one.box.full else []
    marks += outline(one.box.shape, x, y, one.width, one.height, pale=pale, about=about)
    used = look.TITLE_LEAD * len(one.title) + look.LEAD * (len(one.kind) + len(one.notes))
    down = centre[1] - used / 2
    small = one.box.shape == "together"
    for text in one.title:
        marks.append(
            look.words(text, centre[0], down + 13.5, class_="ink", bold=not small,
                       size=look.SMALL if small else look.TITLE)
        )  # fmt: skip
        if pale:
            marks[-1].attributes = {**marks[-1].attributes, "fill": look.QUIET}
        down += look.TITLE_LEAD
    for text in one.kind:
        marks.append(look.words(text, centre[0], down + 11.5, class_="fine"))
        down += look.LEAD
    for text in one.notes:
        marks.append(look.words(text, centre[0], down + 11.5))
        down += look.LEAD
    return mark("g", *marks, class_=f"box {one.box.shape}{' pale' if pale else ''}")


def outline(
    shape: Shape, x: float, y: float, wide: float, high: float,
    *, pale: bool = False, about: bool = False,
) -> Iterator[Mark]:  # fmt: skip
    """What a box looks like: each kind of party has a shape of its own."""
    thick = 3.0 if about else 1.3
    stroke = look.PALE if pale else look.INK
    dashes = "6 4" if shape == "unspecified" else None

    def rect(inset: float, rx: float, shift: float = 0, *, fill: str = look.PAPER) -> Mark:
        return mark(
            "rect", x=x + inset + shift, y=y + inset + shift, width=wide - 2 * inset,
            height=high - 2 * inset, rx=rx or None, fill=fill, stroke=stroke,
            stroke_width=thick if not inset else 1, stroke_dasharray=dashes,
            class_="chip" if shape == "together" else "outline",
        )  # fmt: skip

    match shape:
        case "person":
            yield rect(0, min(high / 2, 28))
        case "together":
            yield rect(0, high / 2, fill=look.CHIP)
        case "unspecified":
            yield rect(0, 9)
        case "group":
            yield rect(0, 3, 5)
            yield rect(0, 3)
        case "more":
            yield rect(0, 0, 8)
            yield rect(0, 0, 4)
            yield rect(0, 0)
        case "state":
            yield rect(0, 0)
            yield rect(4, 0)
        case "arrangement":
            yield rect(0, 0)
            for across in (7, wide - 7):
                yield mark(
                    "path", d=f"M{x + across:.1f} {y:.1f}L{x + across:.1f} {y + high:.1f}",
                    fill="none", stroke=stroke, stroke_width=1.3, class_="outline",
                )  # fmt: skip
        case "organisation":
            yield rect(0, 0)


def notes_height(notes: Sequence[str]) -> int:
    """How many lines some notes take in a box."""
    return sum(len(lines(note, look.SMALL, ROOM, most=6)) for note in notes)
