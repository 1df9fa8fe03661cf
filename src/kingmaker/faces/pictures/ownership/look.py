"""How an ownership chart looks: colours, lines and letters, in the light, the dark and in print.

Everything has its colours as attributes, so that the picture stands on its own and prints as it
is. The rules are for a dark screen, and for readers who choose their own colours.
"""

from __future__ import annotations

from kingmaker.faces.pictures.ownership.words import Family
from kingmaker.faces.pictures.svg import Mark, mark

TITLE, SMALL, LEAD, TITLE_LEAD, PAD = 14, 12.5, 16, 18, 10
INK, QUIET, PAPER, CHIP, RULE, PALE = (
    "#1c2333", "#4f5869", "#ffffff", "#f0f2f6", "#c6ccd8", "#8b94a5",
)  # fmt: skip

STROKES: dict[Family, tuple[str, float, str | None]] = {
    "capital": ("#6b3a8e", 1.8, None),
    "votes": ("#14578f", 2, "8 4"),
    "power": ("#a3213b", 2.8, None),
    "other": ("#4f5869", 1.6, "10 3 2 3"),
}
"""By what is held: colour, width and dashes of its line."""

FAMILIES: dict[Family, str] = {
    "capital": "capital",
    "votes": "votes",
    "power": "control, appointment, veto",
    "other": "another right",
}
"""What each line is, in words."""

DOTS = "1.5 4"
"""Dashes of what is indirect, or the sum of other holdings."""

_DARK = {
    ".sheet": "fill:#14171f", ".ink": "fill:#e6e9f0", ".fine": "fill:#a9b2c3",
    ".outline": "fill:#1a1e28;stroke:#e6e9f0", ".pale .outline": "stroke:#7d879a",
    ".pale .ink": "fill:#a9b2c3", ".chip": "fill:#252b38;stroke:#4a5366",
    ".frame": "stroke:#4a5366", ".trunk": "stroke:#a9b2c3", ".trunk-head": "fill:#a9b2c3",
    ".tie.capital": "stroke:#cda4ea", ".tie.votes": "stroke:#8fc0f0",
    ".tie.power": "stroke:#f29aaa", ".tie.other": "stroke:#a9b2c3",
    ".tip.capital": "fill:#cda4ea", ".tip.votes": "fill:#8fc0f0",
    ".tip.power": "fill:#f29aaa", ".tip.other": "fill:#a9b2c3",
}  # fmt: skip

_CHOSEN = {
    ".sheet": "fill:Canvas", ".ink,.fine,.pale .ink,.tip,.trunk-head": "fill:CanvasText",
    ".outline,.pale .outline,.chip": "fill:Canvas;stroke:CanvasText",
    ".frame,.trunk,.tie": "stroke:CanvasText",
}  # fmt: skip


def style() -> Mark:
    """The rules for the dark and for chosen colours; they reach nothing outside this picture."""
    dark = _rules(_DARK)
    chosen = _rules(_CHOSEN)
    return mark(
        "style",
        f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
        f"@media (forced-colors:active){{{chosen}}}",
    )


def _rules(looks: dict[str, str]) -> str:
    return "".join(
        f"{','.join(f'.ownership {one}' for one in which.split(','))}{{{look}}}"
        for which, look in looks.items()
    )


def words(
    text: str, x: float, y: float, *, class_: str = "ink", anchor: str = "middle",
    size: float = SMALL, bold: bool = False,
) -> Mark:  # fmt: skip
    """A line of text; what is written from the right stands so, whatever is beside it."""
    return mark(
        "text", text, x=x, y=y, text_anchor=anchor, font_size=size,
        font_weight="bold" if bold else None, fill=QUIET if class_ == "fine" else INK,
        class_=class_, unicode_bidi="plaintext",
    )  # fmt: skip
