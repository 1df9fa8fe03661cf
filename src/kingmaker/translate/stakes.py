"""Who has a stake: whoever holds, sits, supplies or needs something."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.model import Organisation, PeopleOf, Supply

STAKES = ("parties.*", "products.*", "bodies.*", "holdings.*", "needs.*")
"""What is looked through to find who has a stake."""


def stakes(organisation: Organisation) -> set[str]:
    """The parties with a stake that is written down.

    They hold a share or a seat, may vote somewhere, supply what someone needs, or need something
    themselves. A group with a stake has its parts in it.
    """
    found: set[str] = {holding.holder for holding in organisation.holdings.values()}
    for body in organisation.bodies.values():
        found.update(seat.holder for seat in body.seats.values() if seat.holder is not None)
        found.update(body.voters)
    for need in organisation.needs.values():
        found.update((need.who, *suppliers(need.supply)))
    found |= {product.of for name, product in organisation.products.items() if name in found}
    grew = True
    while grew:
        parts = {n for n, p in organisation.parties.items() if p.part_of in found} - found
        found |= parts
        grew = bool(parts)
    return found & set(organisation.parties)


def suppliers(supply: Supply) -> Iterator[str]:
    """Everyone a supply names: parties, products, groups of people."""
    match supply:
        case str():
            yield supply
        case PeopleOf():
            yield supply.people_of
        case _:
            for word in ("all_of", "any_of", "some_of"):
                for inner in getattr(supply, word, ()):
                    yield from suppliers(inner)
