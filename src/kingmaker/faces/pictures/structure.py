"""The structure chart: who is over whom, and who cannot do without whom.

Levels come from ownership and control; needs and agreements order only what these leave open,
and are drawn softer. Kinds are told apart by shape, line and word, and by colour only besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kingmaker.analyses.plainly import some
from kingmaker.faces.pictures.boxes import Box
from kingmaker.faces.pictures.chart import Chart
from kingmaker.faces.pictures.choosing import best
from kingmaker.faces.pictures.layout import Drawing, Edge, Layout, Node, Point
from kingmaker.faces.pictures.lettering import lines, width
from kingmaker.faces.pictures.levels import between, halves, ranks
from kingmaker.faces.pictures.links import Link
from kingmaker.faces.pictures.strokes import arrow, path, shortened, xy
from kingmaker.faces.pictures.svg import Mark, mark, picture

TITLE, SMALL, LEAD, PAD, EDGE, PORT = 14, 12.5, 16, 12, 14, 13
LABEL_ROOM, CHIP_ROOM, TITLE_ROOM = 126, 168, 190
LABEL_LINES = 14
INK, QUIET, PAPER, CHIP = "#1c2333", "#4f5869", "#ffffff", "#f0f2f6"
LINES = {
    "holds": ("#6b3a8e", 1.8, None), "makes": ("#6b3a8e", 1.3, None),
    "controls": ("#14578f", 2.6, None), "governs": ("#14578f", 2.6, None),
    "need": ("#8a5200", 1.5, "6 4"), "agreement": ("#4f5869", 1.4, "1.5 4"),
    "consent": ("#a3213b", 1.6, "9 3 2 3"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sized:
    """A box with its texts broken into lines and its size known."""

    box: Box
    title: list[str]
    kind: list[str]
    chips: list[list[str]]
    columns: int
    chip_width: float
    width: float
    height: float


def structure(chart: Chart, layout: Layout = best) -> str:
    """Draw a structure chart.

    Parameters
    ----------
    chart : Chart
        What to draw.
    layout : Layout
        Where it goes; graphlay by default, and our own if that is missing or fails.

    Returns
    -------
    str
        SVG; empty if there is nothing to draw.
    """
    if not chart.boxes:
        return ""
    ports = _ports(chart.links)
    sizes = {name: _sized(box, PORT * (ports[name] + 1)) for name, box in chart.boxes.items()}
    levels = ranks(list(chart.boxes), chart.links, {
        name for name, box in chart.boxes.items() if box.shape == "product"
    })  # fmt: skip
    nodes = {name: Node(s.width, s.height, 2 * levels[name]) for name, s in sizes.items()}
    labels: dict[str, list[str]] = {}
    edges: list[Edge] = []
    for number, link in enumerate(chart.links):
        name = f"\0label\0{number}"
        labels[name] = _said(link.words)
        wide = max(width(text, SMALL) for text in labels[name])
        nodes[name] = Node(
            wide + 8, LEAD * len(labels[name]) + 5, between(levels, link.upper, link.lower)
        )
        weight = 8 if link.ranks else 0.5
        edges += halves(name, link.upper, link.lower, levels, weight)
    drawing = layout(nodes, edges)
    marks = [*_lines(chart.links, drawing, levels)]
    for number, link in enumerate(chart.links):
        name = f"\0label\0{number}"
        marks += _label(labels[name], drawing.centres[name], link.kind)
    marks += [_drawn(sized, drawing.centres[name]) for name, sized in sizes.items()]
    moved = mark("g", *marks, transform=f"translate({EDGE} {EDGE})")
    return picture(
        [moved], drawing.width + 2 * EDGE + 6, drawing.height + 2 * EDGE + 6,
        title="Who is over whom, and who needs whom",
        told=f"A chart of {some(len(chart.boxes), 'box', 'boxes')} and "
        f"{some(len(chart.links), 'link')}. The table of links after it says the same in words.",
        name="structure",
    )  # fmt: skip


def _ports(links: Sequence[Link]) -> Counter[str]:
    """How many lines meet each box, so that it is wide enough for them."""
    return Counter(name for link in links for name in (link.upper, link.lower))


def _said(words: str) -> list[str]:
    """The lines of a label."""
    told = [text for part in words.split("\n") for text in lines(part, SMALL, LABEL_ROOM)]
    return told if len(told) <= LABEL_LINES else [*told[: LABEL_LINES - 1], "…"]


def _lines(links: Sequence[Link], drawing: Drawing, levels: Mapping[str, int]) -> Iterator[Mark]:
    soft_first = sorted(enumerate(links), key=lambda numbered: numbered[1].ranks)
    for number, link in soft_first:
        first, second = drawing.routes[2 * number : 2 * number + 2]
        to_lower = second if levels[link.upper] < levels[link.lower] else second[::-1]
        colour, thick, dashes = LINES[link.kind]
        shared: dict[str, str | float | None] = {
            "class_": f"line {link.kind}", "fill": "none", "stroke": colour,
            "stroke_width": thick, "stroke_dasharray": dashes,
        }  # fmt: skip
        yield mark("path", d=path(first), **shared)
        yield mark("path", d=path(shortened(to_lower, 7)), **shared)
        yield mark("path", d=arrow(to_lower), class_=f"head {link.kind}", fill=colour)


def _label(texts: list[str], centre: Point, kind: str) -> list[Mark]:
    top = centre[1] - LEAD * len(texts) / 2
    return [
        mark(
            "text", text, x=centre[0], y=top + LEAD * (i + 0.76), text_anchor="middle",
            font_size=SMALL, fill=LINES[kind][0], class_=f"words {kind}",
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip


def _sized(box: Box, least: float) -> Sized:
    room = TITLE_ROOM if not box.rows else TITLE_ROOM + 60
    title = lines(box.title, TITLE, room, bold=True)
    kind = lines(box.kind, SMALL, room)
    chips = [lines(row, SMALL, CHIP_ROOM, most=3) for row in box.rows]
    columns = 1 if len(chips) < (5 if box.shape == "body" else 7) else 2 if len(chips) < 13 else 3
    chip_width = max((width(t, SMALL) for chip in chips for t in chip), default=0) + 16
    inner = max(
        *(width(text, TITLE, bold=True) for text in title),
        *(width(text, SMALL) for text in kind),
        columns * (chip_width + 6) - 6 if chips else 0,
    )
    rows = _chip_rows(chips, columns)
    high = PAD + 18 * len(title) + LEAD * len(kind) + PAD - 2
    high += sum(height + 6 for height in rows) + (2 if rows else 0)
    sides = 2 * PAD + (14 if box.shape in ("person", "product") else 0)
    return Sized(box, title, kind, chips, columns, chip_width, max(96, least, inner + sides), high)


def _chip_rows(chips: list[list[str]], columns: int) -> list[float]:
    """The height of each row of chips."""
    starts = range(0, len(chips), columns)
    return [max(LEAD * len(c) + 7 for c in chips[i : i + columns]) for i in starts]


def _drawn(sized: Sized, centre: Point) -> Mark:
    box = sized.box
    x, y = centre[0] - sized.width / 2, centre[1] - sized.height / 2
    marks = list(_outline(box.shape, x, y, sized.width, sized.height))
    down = y + PAD
    for text in sized.title:
        marks.append(mark(
            "text", text, x=centre[0], y=down + 12.5, text_anchor="middle", font_size=TITLE,
            font_weight="bold", fill=INK, class_="ink",
        ))  # fmt: skip
        down += 18
    for text in sized.kind:
        marks.append(mark(
            "text", text, x=centre[0], y=down + 10.5, text_anchor="middle", font_size=SMALL,
            fill=QUIET, class_="fine",
        ))  # fmt: skip
        down += LEAD
    marks += _chips(sized, centre[0], down + 4)
    return mark("g", *marks, class_=f"box {box.shape}")


def _chips(sized: Sized, middle: float, down: float) -> Iterator[Mark]:
    across = sized.columns * (sized.chip_width + 6) - 6
    for i, height in enumerate(_chip_rows(sized.chips, sized.columns)):
        for j, texts in enumerate(sized.chips[i * sized.columns : (i + 1) * sized.columns]):
            x = middle - across / 2 + j * (sized.chip_width + 6)
            yield mark(
                "rect", x=x, y=down, width=sized.chip_width, height=height, rx=4, fill=CHIP,
                stroke="#c6ccd8", class_="chip",
            )  # fmt: skip
            for k, text in enumerate(texts):
                yield mark(
                    "text", text, x=x + sized.chip_width / 2, y=down + LEAD * (k + 1) - 1,
                    text_anchor="middle", font_size=SMALL, fill=INK, class_="ink",
                )  # fmt: skip
        down += height + 6


def _outline(shape: str, x: float, y: float, wide: float, high: float) -> Iterator[Mark]:
    """What a box looks like: each kind of thing has a shape of its own."""
    look: dict[str, str | float | None] = {
        "fill": PAPER,
        "stroke": INK,
        "stroke_width": 1.3,
        "class_": "outline",
    }
    if shape == "product":
        cut = 10
        corners = [
            (x + cut, y), (x + wide - cut, y), (x + wide, y + cut), (x + wide, y + high - cut),
            (x + wide - cut, y + high), (x + cut, y + high), (x, y + high - cut), (x, y + cut),
        ]  # fmt: skip
        yield mark("path", d=f"M{'L'.join(map(xy, corners))}Z", **look)
        return
    if shape == "group":
        yield mark("rect", x=x + 5, y=y + 5, width=wide, height=high, rx=3, **look)
    round_ = {"person": high / 2, "body": 9, "group": 3}.get(shape, 0)
    look["stroke_width"] = 2.2 if shape == "body" else 1.3
    yield mark("rect", x=x, y=y, width=wide, height=high, rx=round_, **look)
    if shape == "office":
        yield mark("rect", x=x, y=y, width=6, height=high, fill=LINES["governs"][0], class_="bar")
