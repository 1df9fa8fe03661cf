"""Paired bars: formal power beside effective power, one pair for each party.

The picture is as wide as its place, and its letters stay as large as they are: lengths are
parts of the width, and the figures stand above the bars.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.plainly import some
from kingmaker.faces.pictures.lettering import lines
from kingmaker.faces.pictures.svg import Mark, mark
from kingmaker.faces.wording import exact

ROOM, LEAD, BAR, GAP = 280, 18, 11, 18


@dataclass(frozen=True, slots=True)
class Pair:
    """One party's two figures.

    Attributes
    ----------
    who : str
        The party.
    formal, effective : Fraction
        Between 0 and 1.
    """

    who: str
    formal: Fraction
    effective: Fraction


def bars(pairs: Sequence[Pair], *, told: str) -> str:
    """Draw pairs of bars.

    Parameters
    ----------
    pairs : sequence of Pair
        In the order in which they are drawn.
    told : str
        What the picture shows, in a sentence.

    Returns
    -------
    str
        SVG; empty if there is nothing to draw.
    """
    if not pairs:
        return ""
    most = max((max(pair.formal, pair.effective) for pair in pairs), default=Fraction(1))
    scale = 99.5 / float(most) if most else 0.0
    marks: list[Mark] = []
    down = 0.0
    for pair in pairs:
        for text in lines(pair.who, 14, ROOM, bold=True):
            down += LEAD
            marks.append(_text(text, down - 4, "ink", font_size=14, font_weight="bold"))
        for word, value, look in (
            ("formal", pair.formal, "formal"), ("effective", pair.effective, "effective")
        ):  # fmt: skip
            marks.append(_text(f"{word} {exact(value)}", down + 13, "ink", font_size=12.5))
            marks += _bar(float(value) * scale, down + 18, look)
            down += 18 + BAR + 2
        down += GAP
    return str(
        mark(
            "svg",
            mark("title", "Formal power beside effective power", id="bars-title"),
            mark("desc", f"{told} {some(len(pairs), 'pair')} of bars; the table says the same.",
                 id="bars-desc"),
            mark("defs", mark(
                "pattern",
                mark("path", d="M0 6L6 0", stroke="#14578f", stroke_width=1.6, class_="hatch"),
                id="bars-hatch", width=6, height=6, patternUnits="userSpaceOnUse",
            )),
            *marks,
            xmlns="http://www.w3.org/2000/svg", class_="bars", role="img",
            aria_labelledby="bars-title", aria_describedby="bars-desc",
            width="100%", height=round(down), font_family="system-ui, sans-serif", font_size=13,
        )
    )  # fmt: skip


def _text(
    text: str, y: float, class_: str, *, font_size: float, font_weight: str | None = None
) -> Mark:
    return mark(
        "text", text, x=1, y=y, class_=class_, fill="#1c2333", font_size=font_size,
        font_weight=font_weight,
    )  # fmt: skip


def _bar(part: float, y: float, look: str) -> list[Mark]:
    """A bar on its track: hatched for formal power, full for effective, a stroke for none."""
    track = mark("rect", x=0, y=y, width="100%", height=BAR, fill="#e9ecf2", class_="track", rx=2)
    if not part:
        return [track, mark("rect", x=0, y=y, width=2, height=BAR, fill="#1c2333", class_="none")]
    fill = "url(#bars-hatch)" if look == "formal" else "#8a5200"
    size = f"{max(part, 0.3):.2f}%"
    return [
        track,
        mark(
            "rect", x=0, y=y, width=size, height=BAR, fill=fill, rx=2, class_=f"bar {look}",
            stroke="#14578f" if look == "formal" else None,
        ),
    ]  # fmt: skip
