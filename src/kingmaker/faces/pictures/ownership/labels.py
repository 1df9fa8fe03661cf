"""What is written on a line between two parties, and with which strokes the line is drawn."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from kingmaker.faces.pictures.layout import Point
from kingmaker.faces.pictures.lettering import lines, width
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.ownership.days import moments
from kingmaker.faces.pictures.ownership.words import (
    Family,
    Said,
    family,
    said,
    sentence,
    summed_up,
)
from kingmaker.faces.pictures.strokes import arrow, beside, path, shortened, xy
from kingmaker.faces.pictures.svg import Mark, mark
from kingmaker.model import Holding, Organisation

ROOM, MOST_LINES, APART = 150, 14, 3.8
UP = "\N{UPWARDS ARROW}"

Say = Callable[[str], Said]
"""A holding in words, by its name."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a chart is drawn of.

    Attributes
    ----------
    organisation : Organisation
        With all its holdings.
    drawn : frozenset of str
        The holdings that are shown.
    disputed, assumed : frozenset of str
        Entries of which something is disputed or assumed.
    """

    organisation: Organisation
    drawn: frozenset[str]
    disputed: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()

    def said(self, name: str) -> Said:
        """A holding in words."""
        return said(self.organisation, name, self.disputed, self.assumed)

    def only(self, names: Collection[str]) -> dict[str, Holding]:
        """Some holdings by their names."""
        return {name: self.organisation.holdings[name] for name in names}


def phrases(context: Context, names: Sequence[str]) -> list[str]:
    """Several holdings of one pair in words: what is held in the same way stands together."""
    alike: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Said]] = {}
    for name in names:
        one = context.said(name)
        alike.setdefault((one.how, one.marks), []).append(one)
    return [
        sentence(dict.fromkeys(one.what for one in those), those[0]) for those in alike.values()
    ]


def broken(texts: Sequence[str], room: float = ROOM) -> list[str]:
    """The lines of a label, with an ellipsis for what has no room."""
    told = [text for one in texts for text in lines(one, look.SMALL, room, most=MOST_LINES)]
    return told if len(told) <= MOST_LINES else [*told[: MOST_LINES - 1], "…"]


def reserved(
    context: Context, names: Sequence[str], lead: str = "", room: float = ROOM
) -> tuple[float, float]:
    """The room that the words of some holdings take at most, whatever the day.

    Parameters
    ----------
    context : Context
        What is drawn.
    names : sequence of str
        The holdings.
    lead : str
        What stands before their words.
    room : float
        How wide a line of text is at most, in pixels.

    Returns
    -------
    width, height : float
        In pixels.
    """
    sets = moments(context.only(names), context.drawn)
    told = [
        broken(
            [f"{lead}{text}" for text in phrases(context, [n for n in names if n in one])], room
        )
        for one in sets
    ]
    wide = max((width(text, look.SMALL) for texts in told for text in texts), default=0)
    if len(names) > 1:
        wide = room
    return wide, look.LEAD * max(map(len, told), default=0)


def written(texts: Sequence[str], centre: Point) -> list[Mark]:
    """The lines of a label around a point."""
    top = centre[1] - look.LEAD * len(texts) / 2
    return [
        look.words(text, centre[0], top + look.LEAD * (i + 0.76), class_="ink words")
        for i, text in enumerate(texts)
    ]


def strokes(context: Context, names: Sequence[str]) -> dict[Family, bool]:
    """The lines that some holdings are drawn with, and whether each is dotted."""
    found: dict[Family, list[bool]] = {}
    for name in names:
        held = context.organisation.holdings[name]
        dotted = held.link == "indirect" or summed_up(context.organisation, held) > 0
        found.setdefault(family(held.right), []).append(dotted)
    return {one: all(found[one]) for one in look.STROKES if one in found}


def bridged(first: Sequence[Point], second: Sequence[Point]) -> list[Point]:
    """Two pieces of a line as one, where nothing is written between them."""
    (x, y), (across, down) = first[-1], second[0]
    half = (y + down) / 2
    between = [(x, half), (across, half)] if abs(x - across) > 0.1 else []
    return [*first[:-1], (x, y), *between, (across, down), *second[1:]]


def _curve(route: Sequence[Point], up: bool) -> str:
    """A line; one that goes up is bowed, even where it might run straight."""
    if not up or len(route) > 2:
        return path(route, 22 if up else 5)
    (x, y), (across, down) = route
    return f"M{xy((x, y))}Q{xy((x + 12, (y + down) / 2))} {xy((across, down))}"


def lined(
    families: Mapping[Family, bool], routes: Sequence[Sequence[Point]], *, up: bool = False
) -> list[Mark]:
    """Draw the strokes of a line side by side along its pieces, with a head at the last end.

    Parameters
    ----------
    families : mapping of Family to bool
        Which strokes, and whether each is dotted.
    routes : sequence of routes
        Its pieces, the last of which ends where the head is.
    up : bool
        Whether it goes up, and is bowed.
    """
    marks: list[Mark] = []
    spread = APART * (len(families) - 1)
    for number, (one, dotted) in enumerate(families.items()):
        colour, thick, dashes = look.STROKES[one]
        for route in routes:
            goes = shortened(route, 8) if route is routes[-1] else route
            marks.append(mark(
                "path", d=_curve(beside(goes, APART * number - spread / 2), up),
                fill="none", stroke=colour, stroke_width=thick,
                stroke_dasharray=look.DOTS if dotted else dashes, class_=f"tie {one}",
            ))  # fmt: skip
    first = next(iter(families))
    marks.append(mark(
        "path", d=arrow(routes[-1], 4.5 + spread / 2), fill=look.STROKES[first][0],
        class_=f"tip {first}",
    ))  # fmt: skip
    return marks
