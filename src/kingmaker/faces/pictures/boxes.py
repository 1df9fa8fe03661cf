"""The boxes of a structure chart, and what is set inside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.plainly import some
from kingmaker.faces.cells import decimal
from kingmaker.model import Body, Organisation, Party

SEATS = 40
"""Seats shown at most in one body."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of the chart.

    Attributes
    ----------
    title : str
        Who or what it is.
    kind : str
        What kind of thing, in words.
    shape : str
        One of person, organisation, group, product, office, body.
    rows : tuple of str
        What is set inside: seats, parts, products.
    """

    title: str
    kind: str
    shape: str
    rows: tuple[str, ...] = ()


def every_box(organisation: Organisation, homes: Mapping[str, str]) -> Iterator[tuple[str, Box]]:
    """Name and box of everything that is drawn.

    Parameters
    ----------
    organisation : Organisation
        On one day.
    homes : mapping of str to str
        In which box each party and product is; parties that are in none are not drawn.
    """
    for name, body in organisation.bodies.items():
        yield f"body:{name}", _body(organisation, name, body)
    for name, party in organisation.parties.items():
        if homes.get(name) == name:
            yield name, _party(organisation, name, party)
    shelves: dict[str, list[str]] = {}
    for name, product in organisation.products.items():
        if homes[name] == name:
            kind = "product (assumed)" if product.assumed else "product"
            yield name, Box(organisation.label(name), kind, "product")
        else:
            mark = " (assumed)" if product.assumed else ""
            shelves.setdefault(product.of, []).append(f"{organisation.label(name)}{mark}")
    for owner, products in shelves.items():
        title = f"Products of {organisation.label(owner)}"
        yield (
            f"products:{owner}",
            Box(title, some(len(products), "product"), "product", tuple(products)),
        )


def _body(organisation: Organisation, name: str, body: Body) -> Box:
    rows = [
        _seated(organisation, place, seat.holder) + _votes(seat.votes)
        for place, seat in body.seats.items()
    ]
    rows += [f"{organisation.label(who)}{_votes(votes, 0)}" for who, votes in body.voters.items()]
    rows += [f"holders of {of} shares" for of in body.classes]
    unnamed = (body.size or 0) - len(rows)
    if unnamed > 0 and not body.voters and not body.classes:
        rows.append(f"{some(unnamed, 'seat')} not described")
    if len(rows) > SEATS:
        rows = [*rows[: SEATS - 1], f"and {len(rows) - SEATS + 1:,} more"]
    title = body.label or name.replace("-", " ")
    if body.kind == "office":
        return Box(title, "office", "office", tuple(rows))
    counted = some(body.size or len(body.seats), "seat") if body.seats or body.size else ""
    counted = counted or (some(len(body.voters), "voter") if body.voters else "")
    return Box(title, " · ".join(filter(None, [body.kind, counted])), "body", tuple(rows))


def _seated(organisation: Organisation, place: str, holder: str | None) -> str:
    return organisation.label(holder) if holder else f"{place.replace('-', ' ')}: vacant"


def _votes(votes: Fraction | dict[str, Fraction], usual: int = 1) -> str:
    if isinstance(votes, dict):
        told = ", ".join(f"{_figure(number)} by {column}" for column, number in votes.items())
        return f" ({told})"
    if votes == usual:
        return ""
    if votes.denominator == 1:
        return f" ({some(int(votes), 'vote')})"
    return f" ({_figure(votes)} votes)"


def _figure(number: Fraction) -> str:
    """A number as people write it, to two places at most."""
    return f"{int(number):,}" if number.denominator == 1 else decimal(number, 2)


def _party(organisation: Organisation, name: str, party: Party) -> Box:
    kind = party.kind
    if party.form:
        kind = f"{kind} · {party.form}"
    if party.count is not None:
        kind = f"{kind} · {party.count:,} people"
    return Box(organisation.label(name), kind, party.kind, tuple(_parts(organisation, name, 0)))


def _parts(organisation: Organisation, group: str, depth: int) -> Iterator[str]:
    for name, party in organisation.parties.items():
        if party.part_of == group and name != group and depth < 3:
            heads = f" ({party.count:,})" if party.count is not None else ""
            yield f"{organisation.label(name)}{heads}"
            yield from _parts(organisation, name, depth + 1)
