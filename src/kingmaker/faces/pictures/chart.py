"""What belongs into a structure chart: boxes, and who is joined to whom by what.

A body is one box with its seats inside, a group one box with its parts, and what an owner makes
and nobody here needs is set together in one. Everything else is left for the picture to draw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kingmaker.analyses.plainly import few, joined
from kingmaker.faces.pictures.boxes import Box, every_box
from kingmaker.faces.pictures.links import Link, links
from kingmaker.faces.pictures.thinning import thinned
from kingmaker.model import Organisation

MOST = 150
"""Boxes at most; beyond, boxes that are joined alike are stacked, then the farthest left out."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Boxes by name, links between them, and what was left out.

    Attributes
    ----------
    boxes : mapping of str to Box
        In the order of the case, bodies first.
    links : tuple of Link
        Ownership and control first.
    aside : tuple of str
        Parties that are in no box, since nothing joins them to one.
    undrawn : int
        Boxes that there was no room for.
    told : tuple of (str, str, str)
        Every single link in words: from whom, what, to whom. Nothing is merged or left out.
    """

    boxes: Mapping[str, Box]
    links: tuple[Link, ...]
    aside: tuple[str, ...] = ()
    undrawn: int = 0
    told: tuple[tuple[str, str, str], ...] = field(default=())


def chart(
    organisation: Organisation,
    disputed: frozenset[str] = frozenset(),
    assumed: frozenset[str] = frozenset(),
    *,
    most: int = MOST,
) -> Chart:
    """Choose what to draw of an organisation.

    Parameters
    ----------
    organisation : Organisation
        On one day, on one reading.
    disputed, assumed : frozenset of str
        Entries, as ``holdings.control``, of which something is disputed or assumed.
    most : int
        Boxes at most.
    """
    found = tuple(links(organisation, disputed, assumed))
    homes = _homes(organisation, found)
    boxes = dict(every_box(organisation, homes))
    told = tuple(
        (_label(organisation, k.upper), k.words, _label(organisation, k.lower)) for k in found
    )
    drawn = _merged(organisation, found, homes)
    kept, joins, undrawn = thinned(boxes, drawn, most)
    inside = _inside(organisation)
    aside = tuple(
        organisation.label(name)
        for name in organisation.parties
        if homes.get(name, name) not in boxes and name not in inside
    )
    return Chart(kept, joins, aside, undrawn, told)


def _label(organisation: Organisation, name: str) -> str:
    body = organisation.bodies.get(name.removeprefix("body:"))
    if name.startswith("body:") and body is not None:
        return body.label or name.removeprefix("body:").replace("-", " ")
    return organisation.label(name)


def _homes(organisation: Organisation, found: tuple[Link, ...]) -> dict[str, str]:
    """In which box each party and product is drawn: its own, its group's, or its owner's shelf."""
    homes: dict[str, str] = {}
    joined_ = {name for link in found for name in (link.upper, link.lower)}
    for name in organisation.parties:
        root, seen = name, {name}
        above = organisation.parties[root].part_of
        while above is not None and above in organisation.parties and above not in seen:
            seen.add(above)
            root, above = above, organisation.parties[above].part_of
        if name in joined_ or root in joined_:
            homes[name] = root
            homes[root] = root
    needed = {link.upper for link in found if link.kind == "need"}
    shelves: dict[str, list[str]] = {}
    for name, product in organisation.products.items():
        if name not in needed:
            shelves.setdefault(product.of, []).append(name)
        homes[name] = name
    for owner, products in shelves.items():
        if len(products) > 1:
            homes |= dict.fromkeys(products, f"products:{owner}")
    return homes


def _inside(organisation: Organisation) -> set[str]:
    """Who is named inside a body."""
    return {
        name
        for body in organisation.bodies.values()
        for name in (*(seat.holder for seat in body.seats.values()), *body.voters)
        if name
    }


def _merged(
    organisation: Organisation, found: tuple[Link, ...], homes: Mapping[str, str]
) -> tuple[Link, ...]:
    """One link for all that joins the same two boxes in the same way."""
    groups: dict[tuple[str, str, str], list[Link]] = {}
    for link in found:
        ends = homes.get(link.upper, link.upper), homes.get(link.lower, link.lower)
        if ends[0] != ends[1]:
            kind = "need" if link.kind == "agreement" else link.kind
            groups.setdefault((*ends, kind), []).append(link)
    made: dict[tuple[str, str, str], Link] = {}
    for (upper, lower, kind), members in groups.items():
        kinds = {link.kind for link in members}
        if kinds == {
            "need",
            "agreement",
        }:  # that it is agreed to supply what is needed goes without saying
            members = [link for link in members if link.words != "supply"]
        said: list[str] = []
        for text in dict.fromkeys(link.words for link in members):
            alike = [link for link in members if link.words == text]
            said.append(_whose(organisation, text, alike, upper, lower))
        first = replace(
            members[0], upper=upper, lower=lower, kind=kind if len(kinds) > 1 else members[0].kind,
            words="\n".join(dict.fromkeys(said)),
        )  # fmt: skip
        if kind == "need" and (upper, lower, "makes") in made:
            owned = made[upper, lower, "makes"]
            shelf = lower.startswith("products:")
            more = f"is needed for {len(members)} of them" if shelf else first.words
            made[upper, lower, "makes"] = replace(owned, words=f"{owned.words}\n{more}")
        else:
            made[upper, lower, kind] = first
    return tuple(made.values())


def _whose(
    organisation: Organisation, text: str, alike: list[Link], upper: str, lower: str
) -> str:
    """The words of a link, with the parts of a box that it is about, where not all are."""
    uppers = list(dict.fromkeys(link.upper for link in alike))
    lowers = list(dict.fromkeys(link.lower for link in alike))
    if uppers != [upper] and len(uppers) > 1:
        text = f"{text} (each)"
    elif uppers != [upper]:
        text = f"{joined(map(organisation.label, uppers))}: {text}"
    if lowers != [lower] and alike[0].kind != "makes":
        text = f"{text}: {few([organisation.label(name) for name in lowers], 4)}"
    return text
