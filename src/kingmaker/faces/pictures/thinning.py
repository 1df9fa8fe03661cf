"""Fewer boxes where there are too many: stacks first, then the farthest are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kingmaker.analyses.plainly import upper
from kingmaker.faces.pictures.boxes import Box
from kingmaker.faces.pictures.links import Link


def thinned(
    boxes: Mapping[str, Box], links: Sequence[Link], most: int
) -> tuple[dict[str, Box], tuple[Link, ...], int]:
    """Bring a chart down to so many boxes.

    Boxes of one kind that hang by one link on the same box in the same way are stacked into one
    that says how many they are. If that is not enough, those nearest to the bodies stay.

    Parameters
    ----------
    boxes : mapping of str to box
        All there are.
    links : sequence of Link
        Between them.
    most : int
        Boxes at most.

    Returns
    -------
    boxes : dict
        Those that stay.
    links : tuple of Link
        Between those.
    undrawn : int
        How many boxes are in no stack and not drawn.
    """
    if len(boxes) <= most:
        return dict(boxes), tuple(links), 0
    stacked, joins = _stacked(boxes, links)
    near = list(_near(stacked, joins))[:most]
    kept = {name: box for name, box in stacked.items() if name in set(near)}
    shown = tuple(k for k in joins if k.upper in kept and k.lower in kept)
    return kept, shown, len(stacked) - len(kept)


def _stacked(boxes: Mapping[str, Box], links: Sequence[Link]) -> tuple[dict[str, Box], list[Link]]:
    met: dict[str, list[Link]] = {}
    for link in links:
        met.setdefault(link.upper, []).append(link)
        met.setdefault(link.lower, []).append(link)
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, box in boxes.items():
        if box.shape in ("body", "office") or box.rows or len(met.get(name, [])) != 1:
            continue
        link = met[name][0]
        other, side = (link.lower, "up") if link.upper == name else (link.upper, "down")
        alike.setdefault((other, side, link.kind, box.shape), []).append(name)
    gone: dict[str, str] = {}
    made: dict[str, Box] = {}
    for members in alike.values():
        if len(members) > 2:
            first = boxes[members[0]]
            many = f"{len(members):,} {_plural(first.shape)}"
            made[members[0]] = replace(first, title=upper(many), kind="stacked")
            gone |= dict.fromkeys(members[1:], members[0])
    stack = {members[0] for members in alike.values() if members[0] in made}
    kept = {name: made.get(name, box) for name, box in boxes.items() if name not in gone}
    joins = [
        replace(link, words=_each(link.kind)) if {link.upper, link.lower} & stack else link
        for link in links
        if link.upper not in gone and link.lower not in gone
    ]
    return kept, joins


def _plural(shape: str) -> str:
    return {"person": "people"}.get(shape, f"{shape}s")


def _each(kind: str) -> str:
    words = {"holds": "each holds a part", "controls": "each controls", "need": "each is needed"}
    return words.get(kind, f"{kind} (each)")


def _near(boxes: Mapping[str, Box], links: Sequence[Link]) -> list[str]:
    """All boxes, the bodies first, then what is joined to them, and so on outwards."""
    beside: dict[str, list[str]] = {name: [] for name in boxes}
    for link in links:
        beside[link.upper].append(link.lower)
        beside[link.lower].append(link.upper)
    bodies = [name for name, box in boxes.items() if box.shape in ("body", "office")]
    reached = dict.fromkeys(bodies or list(boxes)[:1])
    waiting = list(reached)
    for name in waiting:
        for other in beside[name]:
            if other not in reached:
                reached[other] = None
                waiting.append(other)
    return [*reached, *(name for name in boxes if name not in reached)]
