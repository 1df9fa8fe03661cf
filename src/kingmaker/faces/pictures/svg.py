"""A small builder of SVG. Whatever it is given, it escapes.

Colours and sizes are given twice: as presentation attributes, so that a picture stands on its
own, and as classes, so that a page can restyle it for the dark or for paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape

_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MIXED = ("viewBox", "patternUnits")
_TAG = re.compile(r"[a-z][A-Za-z]*")
_ATTRIBUTE = re.compile(r"[a-z][A-Za-z-]*")


@dataclass(slots=True)
class Mark:
    """One element of a picture.

    Attributes
    ----------
    tag : str
        Its name, such as ``rect``.
    attributes : mapping of str to str, int or float
        Written in this order.
    inside : list of Mark or str
        What it holds; text is escaped when it is written.
    """

    tag: str
    attributes: Mapping[str, str | float]
    inside: list[Mark | str] = field(default_factory=list["Mark | str"])

    def __str__(self) -> str:
        said = "".join(f' {name}="{_written(value)}"' for name, value in self.attributes.items())
        held = "".join(
            _clean(part) if isinstance(part, str) else str(part) for part in self.inside
        )
        return f"<{self.tag}{said}>{held}</{self.tag}>" if held else f"<{self.tag}{said}/>"


def mark(tag: str, /, *inside: Mark | str, **attributes: str | float | None) -> Mark:
    """Make an element; ``stroke_width`` is written ``stroke-width`` and ``class_`` ``class``.

    Raises
    ------
    ValueError
        If the tag or an attribute is not a plain name.

    Examples
    --------
    >>> str(mark("text", "a < b", x=1.5, text_anchor="middle", class_="name"))
    '<text x="1.5" text-anchor="middle" class="name">a &lt; b</text>'
    """
    named = {
        name if name in _MIXED else name.rstrip("_").replace("_", "-"): value
        for name, value in attributes.items()
        if value is not None
    }
    if not _TAG.fullmatch(tag) or not all(map(_ATTRIBUTE.fullmatch, named)):
        raise ValueError(f"an element and its attributes have plain names, not {tag!r} {[*named]}")
    return Mark(tag, named, list(inside))


def picture(
    marks: Iterable[Mark], width: float, height: float, *, title: str, told: str, name: str
) -> str:
    """Put marks into a picture of a size in pixels, with its title and description.

    Parameters
    ----------
    marks : iterable of Mark
        What is drawn, in this order.
    width, height : float
        In pixels at natural size.
    title : str
        What the picture is.
    told : str
        What it shows, for those who do not see it.
    name : str
        A plain name that no other picture of the page has.
    """
    return str(
        mark(
            "svg",
            mark("title", title, id=f"{name}-title"),
            mark("desc", told, id=f"{name}-desc"),
            *marks,
            xmlns="http://www.w3.org/2000/svg", class_=f"picture {name}", role="img",
            aria_labelledby=f"{name}-title", aria_describedby=f"{name}-desc",
            width=round(width), height=round(height),
            viewBox=f"0 0 {round(width)} {round(height)}",
            font_family="system-ui, sans-serif", font_size=13,
        )
    )  # fmt: skip


def _written(value: str | float) -> str:
    if isinstance(value, str):
        return _clean(value)
    return f"{value:.1f}".removesuffix(".0")


def _clean(text: str) -> str:
    """Text without what XML cannot hold, and with nothing that it would read as markup."""
    return escape(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", text))
