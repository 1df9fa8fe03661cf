"""The ownership chart: who holds what of whom, owners above what they own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kingmaker.analyses import UnknownName
from kingmaker.analyses.plainly import day, some
from kingmaker.faces.pictures.choosing import best
from kingmaker.faces.pictures.layout import Drawing, Edge, Layout, Node, Point
from kingmaker.faces.pictures.lettering import lines
from kingmaker.faces.pictures.levels import between, halves, ranks
from kingmaker.faces.pictures.links import Link
from kingmaker.faces.pictures.ownership import look
from kingmaker.faces.pictures.ownership.boxes import Sized, sized
from kingmaker.faces.pictures.ownership.boxes import drawn as boxed
from kingmaker.faces.pictures.ownership.days import Drawn, in_force
from kingmaker.faces.pictures.ownership.explaining import explained, sentences
from kingmaker.faces.pictures.ownership.labels import (
    ROOM,
    UP,
    Context,
    bridged,
    broken,
    lined,
    phrases,
    reserved,
    strokes,
    written,
)
from kingmaker.faces.pictures.ownership.legend import legend
from kingmaker.faces.pictures.ownership.plan import Join, Plan, plan, total, weight
from kingmaker.faces.pictures.ownership.racks import placed
from kingmaker.faces.pictures.ownership.ties import Ties, subject, ties
from kingmaker.faces.pictures.ownership.words import labelled, visible
from kingmaker.faces.pictures.strokes import arrow, path, shortened
from kingmaker.faces.pictures.svg import Mark, mark, picture
from kingmaker.model import Organisation
from kingmaker.model.words import did_you_mean

MOST = 150
"""Boxes at most; the least connected beyond are folded."""

_EDGE, _PORT, _LEAST, _WIDE = 16, 15, 620, 1280


def ownership_chart(
    organisation: Organisation,
    about: str | None = None,
    *,
    most: int = MOST,
    drawn: Drawn | None = None,
    disputed: Collection[str] = (),
    assumed: Collection[str] = (),
    layout: Layout = best,
) -> str:
    """Draw who holds what of whom.

    Where boxes stand follows from every holding of the case, whatever its dates, so that on
    another day other lines are shown and no box has moved.

    Parameters
    ----------
    organisation : Organisation
        On one day.
    about : str
        A party, by its name: it, all above it and all below it; everything if left out.
    most : int
        Boxes of parties at most, 3 or more; beyond, the least connected are folded.
    drawn : callable
        Whether a holding is drawn; if left out, those that are still said, have begun and are
        not over.
    disputed, assumed : collection of str
        Entries, as ``holdings.stake``, of which something is disputed or assumed.
    layout : Layout
        Where it all goes; graphlay by default, and our own if that is missing or fails.

    Returns
    -------
    str
        SVG, without scripts; empty if nobody holds anything.

    Raises
    ------
    UnknownName
        If the case has no such party.
    """
    if about is not None and about not in organisation.parties:
        hint = did_you_mean(about, organisation.parties)
        raise UnknownName(f"there is no party {about!r} in this case{hint}")
    found = ties(organisation, about)
    shown = drawn or in_force(organisation)
    names = frozenset(n for n in found.names if shown(organisation.holdings[n]))
    context = Context(organisation, names, frozenset(disputed), frozenset(assumed))
    if about is not None and not found.parties:
        found.parties = (about,)
    if not found.parties:
        return ""
    made = plan(context, found, most, about)
    placed_ = _placed(context, made, layout)
    if placed_.drawing.width > _WIDE:
        tight = plan(context, found, most, about, few=2)
        again = _placed(context, tight, layout)
        if again.drawing.width < placed_.drawing.width:
            made, placed_ = tight, again
    return _whole(context, found, made, placed_, about)


@dataclass(frozen=True, slots=True)
class _Placed:
    """Where everything went."""

    drawing: Drawing
    levels: Mapping[str, int]
    sizes: Mapping[str, Sized]

    def rises(self, join: Join) -> bool:
        """Whether a line goes up, against the order of the chart."""
        return self.levels[join.upper] >= self.levels[join.lower]


def _placed(context: Context, made: Plan, layout: Layout) -> _Placed:
    """Find a place for everything. What is drawn today plays no part in it."""
    levels = _levels(context, made)
    ports = Counter(name for join in made.joins for name in (join.upper, join.lower))
    sizes = {name: sized(box, _PORT * (ports[name] + 1)) for name, box in made.boxes.items()}
    nodes = {name: Node(s.width, s.height, 2 * levels[name]) for name, s in sizes.items()}
    nodes |= {name: Node(r.width, r.height, 2 * levels[name]) for name, r in made.racks.items()}
    edges: list[Edge] = []
    for i, join in enumerate(made.joins):
        label = f"\0label\0{i}"
        edges += halves(label, join.upper, join.lower, levels, 4)
        wide, high = _room(context, join, levels[join.upper] >= levels[join.lower])
        nodes[label] = Node(wide + 10, high + 4, between(levels, join.upper, join.lower))
    return _Placed(layout(nodes, edges), levels, sizes)


def _levels(context: Context, made: Plan) -> dict[str, int]:
    """Owners above what they own; the weightier holdings first where they go round."""
    order = sorted(made.joins, key=lambda join: -weight(context, join.holdings))
    links = [Link(join.upper, join.lower, "holds", "") for join in order]
    return ranks([*made.boxes, *made.racks], links, set())


def _room(context: Context, join: Join, up: bool) -> tuple[float, float]:
    """The room for what is written on a line."""
    if join.folded:
        return ROOM, look.LEAD
    if not join.worded:
        return 0, 10
    return reserved(context, join.holdings, f"{UP} " if up else "")


def _live(context: Context, made: Plan) -> frozenset[str]:
    """Everything that something drawn joins to something."""
    live: set[str] = set()
    for join in made.joins:
        if not context.drawn.isdisjoint(join.holdings):
            live |= {join.upper, join.lower}
    for rack in made.racks.values():
        live |= {
            c.name for row in rack.rows for c in row if not context.drawn.isdisjoint(c.holdings)
        }
    for name in context.drawn:
        held = context.organisation.holdings[name]
        if held.holder == subject(context.organisation, held):
            live.add(held.holder)
    return frozenset(live)


def _marks(
    context: Context, made: Plan, where: _Placed, live: Collection[str], about: str | None
) -> Iterator[Mark]:
    """Lines first, then racks and boxes."""
    centres = where.drawing.centres
    yield from _lines(context, made, where)
    totals = {
        c.name: total(context, c.holdings)
        for rack in made.racks.values() for row in rack.rows for c in row if c.folded
    }  # fmt: skip
    for name, rack in made.racks.items():
        yield placed(rack, context, centres[name], live, totals)
    for name, one in where.sizes.items():
        yield boxed(one, centres[name], pale=name not in live, about=name == about)


def _lines(context: Context, made: Plan, where: _Placed) -> Iterator[Mark]:
    for i, join in enumerate(made.joins):
        shown = [name for name in join.holdings if name in context.drawn]
        if not shown:
            continue
        first, second = where.drawing.routes[2 * i : 2 * i + 2]
        high, low = where.levels[join.upper], where.levels[join.lower]
        routes = [first if high <= low else first[::-1], second if high < low else second[::-1]]
        if not join.worded:
            routes = [bridged(*routes)]
        texts = _texts(context, join, shown)
        marks = [mark("title", _told(context, made, join, texts))]
        if join.upper in made.racks or join.lower in made.racks:
            marks += _trunk(routes[0])
        else:
            marks += lined(strokes(context, shown), routes, up=high >= low)
        lead = f"{UP} " if high >= low else ""
        if join.worded:
            told = broken([f"{lead}{text}" for text in texts])
            marks += written(told, where.drawing.centres[f"\0label\0{i}"])
        yield mark("g", *marks, class_="joined")


def _texts(context: Context, join: Join, shown: Sequence[str]) -> list[str]:
    """What is said of a line."""
    return [total(context, join.holdings)] if join.folded else phrases(context, shown)


def _told(context: Context, made: Plan, join: Join, texts: Sequence[str]) -> str:
    """What is said of a line to those who point at it."""
    ends = [_called(context, made, name) for name in (join.upper, join.lower)]
    return f"{' in '.join(ends)}: {'; '.join(texts)}"


def _called(context: Context, made: Plan, name: str) -> str:
    if name in made.racks:
        return " ".join(made.racks[name].caption)
    if name in context.organisation.parties:
        return labelled(context.organisation, name)
    return made.boxes[name].title


def _trunk(route: Sequence[Point]) -> Iterator[Mark]:
    """The one line of a rack."""
    yield mark(
        "path", d=path(shortened(route, 8)), fill="none", stroke=look.QUIET, stroke_width=2.4,
        class_="trunk",
    )  # fmt: skip
    yield mark("path", d=arrow(route), fill=look.QUIET, class_="trunk-head")


def _whole(context: Context, found: Ties, made: Plan, where: _Placed, about: str | None) -> str:
    """The chart with what stands over and under it."""
    organisation, drawing = context.organisation, where.drawing
    live = _live(context, made)
    marks = _marks(context, made, where, live, about)
    wide = max(drawing.width, _LEAST)
    title = f"Who holds what: {visible(organisation.name)}"
    if about is not None:
        name = labelled(organisation, about)
        title = f"Who is above {name}, and who below: {visible(organisation.name)}"
    head = lines(title, look.TITLE + 1, wide, bold=True, most=3)
    over = [
        look.words(text, 0, 14 + 20 * i, anchor="start", size=look.TITLE + 1, bold=True)
        for i, text in enumerate(head)
    ]
    if organisation.as_of is not None:
        when = f"As of {day(organisation.as_of)}"
        over.append(look.words(when, 0, 20 * len(head) + 12, class_="fine", anchor="start"))
    top = 20 * len(head) + 34
    notes = sentences(context, found, made)
    up = any(
        where.rises(join) for join in made.joins if not context.drawn.isdisjoint(join.holdings)
    )
    key = explained(context, made, about, live, notes, up=up)
    under, high = legend(key, top + drawing.height + 34, wide)
    middle = (wide - drawing.width) / 2
    chart = mark("g", *marks, transform=f"translate({middle:.1f} {top})")
    whole = mark("g", *over, chart, *under, transform=f"translate({_EDGE} {_EDGE})")
    across = wide + 2 * _EDGE + 10
    down = top + drawing.height + 34 + high + 2 * _EDGE
    back = mark("rect", width=across, height=down, fill=look.PAPER, class_="sheet")
    parties = some(len(found.parties), "party", "parties")
    count = some(len(context.drawn), "holding")
    return picture(
        [look.style(), back, whole], across, down, title=title, name="ownership",
        told=" ".join([f"A chart of {parties} and {count}, owners above what they own.", *notes]),
    )  # fmt: skip
