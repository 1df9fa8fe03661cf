"""The single decisions that can be taken: one for each seat, where a decision is for each."""

from __future__ import annotations

from kingmaker.model import Organisation


def instances(organisation: Organisation, decision: str) -> list[str]:
    """A decision, or for one that is taken for each seat, ``DECISION:BODY.SEAT`` for each.

    Whether the seat is vacant or held just now is not asked.
    """
    each = organisation.decisions[decision].for_each
    if each is None:
        return [decision]
    return [
        f"{decision}:{each.seat}.{seat}"
        for seat, held in organisation.bodies[each.seat].seats.items()
        if not each.seat_class or each.seat_class == held.seat_class
    ]


def every_instance(organisation: Organisation) -> list[str]:
    """All single decisions, in the order of the file."""
    return [name for what in organisation.decisions for name in instances(organisation, what)]
