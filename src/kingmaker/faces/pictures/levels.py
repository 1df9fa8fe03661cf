"""On which level boxes stand, and how a line runs between two levels by way of its label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter

from kingmaker.faces.pictures.layout import Edge
from kingmaker.faces.pictures.links import Link


def ranks(names: Sequence[str], links: Sequence[Link], products: set[str]) -> dict[str, int]:
    """On which level each box stands, 0 at the top.

    Ownership and control make the levels. What else joins two boxes counts only if the one below
    is a product, or if one of the two is not owned, controlled or governed and owns nothing.
    A link that would close a circle does not count.
    """
    ranked = {name for link in links if link.ranks for name in (link.upper, link.lower)}
    below: dict[str, list[str]] = {name: [] for name in names}
    for link in sorted(links, key=lambda link: not link.ranks):
        free = link.lower in products or link.lower not in ranked or link.upper not in ranked
        if (link.ranks or free) and not _reaches(below, link.lower, link.upper):
            below[link.upper].append(link.lower)
    above: dict[str, list[str]] = {name: [] for name in names}
    for name, others in below.items():
        for other in others:
            above[other].append(name)
    levels: dict[str, int] = {}
    for name in TopologicalSorter(above).static_order():
        levels[name] = 1 + max((levels[other] for other in above[name]), default=-1)
    for name in names:  # whoever has nobody above stands right above what is nearest below
        if not above[name] and below[name]:
            levels[name] = min(levels[other] for other in below[name]) - 1
    return levels


def _reaches(below: Mapping[str, Sequence[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        name = waiting.pop()
        if name == goal:
            return True
        new = [other for other in below[name] if other not in seen]
        seen.update(new)
        waiting += new
    return False


def between(levels: Mapping[str, int], upper: str, lower: str) -> int:
    """The level of a link's label: an odd one between its ends, or below them if level."""
    high, low = sorted((levels[upper], levels[lower]))
    return 2 * high + 1 if low - high < 2 else (high + low) | 1


def halves(
    label: str, upper: str, lower: str, levels: Mapping[str, int], weight: float = 1
) -> list[Edge]:
    """The two halves of a link, both downwards: from its upper end first."""
    high, low = levels[upper], levels[lower]
    first = (upper, label) if high <= low else (label, upper)
    second = (label, lower) if high < low else (lower, label)
    return [Edge(*first, weight), Edge(*second, weight)]
