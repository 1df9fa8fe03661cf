"""What a decision or an event leaves behind: seats that fall vacant or are filled."""

from __future__ import annotations

from kingmaker.model.events import Event
from kingmaker.model.organisation import Organisation
from kingmaker.model.parties import Body, Seat
from kingmaker.model.rules import Effect


def after(organisation: Organisation, event: Event) -> Organisation:
    """The organisation once an event has taken effect.

    The effects are those of the decision taken, if any, then the event's own.
    """
    effects = event.effects
    if event.did is not None:
        taken = organisation.decisions[event.did].effects
        if event.successor is not None:
            taken = tuple(
                e.model_copy(update={"by": event.successor}) if e.fill else e for e in taken
            )
        effects = taken + effects
    for effect in effects:
        organisation = changed(organisation, effect)
    return organisation


def changed(organisation: Organisation, effect: Effect) -> Organisation:
    """The organisation with one effect applied.

    Raises
    ------
    ValueError
        If a seat of a body is to be filled and it is not said which.
    """
    name, _, seat = (effect.vacate or effect.fill or "").partition(".")
    body = organisation.bodies[name]
    seats = dict(body.seats)
    if seat:
        seats[seat] = _held(seats[seat], effect.by)
    elif effect.vacate:
        seats = {s: _held(held, None) for s, held in seats.items()}
    else:
        open_to = [s for s, held in seats.items() if held.holder is None] or list(seats)
        if len(open_to) != 1:
            raise ValueError(
                f"it fills {name!r}, where {len(open_to)} seats can be meant; "
                f"write fill: {name}.SEAT"
            )
        seats[open_to[0]] = _held(seats[open_to[0]], effect.by)
    bodies: dict[str, Body] = {
        **organisation.bodies, name: body.model_copy(update={"seats": seats})
    }  # fmt: skip
    return organisation.model_copy(update={"bodies": bodies})


def _held(seat: Seat, by: str | None) -> Seat:
    return seat.model_copy(update={"holder": by})
