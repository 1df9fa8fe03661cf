"""What a decision or an event leaves behind: seats, shares, flags and rules as they are then."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any, cast

from pydantic import TypeAdapter

from kingmaker.model.decisions import Effect
from kingmaker.model.events import Event
from kingmaker.model.evidence import EACH
from kingmaker.model.holdings import Holding
from kingmaker.model.organisation import Organisation
from kingmaker.model.trees import put
from kingmaker.model.words import did_you_mean

Nominee = Callable[[str], str | None]
"""Who takes a seat, given as ``BODY.SEAT``, where the effect does not say."""


def after(organisation: Organisation, event: Event) -> Organisation:
    """The organisation once an event has taken effect.

    The effects are those of the decision taken, if any, then the event's own.

    Raises
    ------
    ValueError
        If a seat of a body is to be filled and it is not said which.
    """
    effects = event.effects
    seat = None
    if event.did is not None:
        did, _, seat = event.did.partition(":")
        taken = organisation.decisions[did].effects
        if event.successor is not None:
            taken = tuple(
                e.model_copy(update={"by": event.successor}) if e.fill else e for e in taken
            )
        effects = taken + effects
    for effect in effects:
        organisation = changed(organisation, effect, seat or None)
    return organisation


def changed(
    organisation: Organisation,
    effect: Effect,
    seat: str | None = None,
    nominee: Nominee | None = None,
) -> Organisation:
    """The organisation with one effect applied.

    Parameters
    ----------
    organisation : Organisation
        As it was.
    effect : Effect
        What changes.
    seat : str, optional
        The ``BODY.SEAT`` that ``$seat`` stands for.
    nominee : callable, optional
        Who takes a seat that is filled, if the effect does not say; without one, a body that is
        filled must have just one seat that can be meant.

    Raises
    ------
    ValueError
        If it cannot be done: it is not said which seat is filled, or there are not so many
        shares to transfer.
    """
    match effect.kind:
        case "vacate":
            return _seated(organisation, seats_of(organisation, effect.vacate or "", seat), None)
        case "fill":
            return _filled(organisation, effect, seat, nominee)
        case "set":
            for path, value in (effect.sets or {}).items():
                organisation = reset(organisation, path, value)
            return organisation
        case "flag" | "clear":
            return _flagged(organisation, effect)
        case _:
            return _shared(organisation, effect)


def seats_of(organisation: Organisation, name: str, seat: str | None = None) -> list[str]:
    """The seats that a name stands for: ``BODY.SEAT``, a body's, those of ``BODY:CLASS``."""
    if name == EACH:
        return [seat] if seat is not None else []
    if "." in name:
        return [name]
    body, _, of_class = name.partition(":")
    return [
        f"{body}.{place}"
        for place, held in organisation.bodies[body].seats.items()
        if not of_class or held.seat_class == of_class
    ]


def reset(organisation: Organisation, path: str, value: Any) -> Organisation:
    """The organisation with the value at a path replaced, as a world replaces it.

    Raises
    ------
    KeyError
        If the path leads nowhere.
    ValueError
        If the value does not belong there.
    """
    section, *steps = path.split(".")
    adapter = _adapter(section)
    if not steps:
        return organisation.model_copy(update={section: adapter.validate_python(value)})
    name, *rest = steps
    entries = dict(cast("dict[str, Any]", getattr(organisation, section)))
    tree = value
    if rest:
        if name not in entries:
            raise KeyError(f"{path!r} leads nowhere at {name!r}{did_you_mean(name, entries)}")
        written = adapter.dump_python(
            {name: entries[name]}, mode="json", by_alias=True, exclude_defaults=True
        )
        tree = put(written[name], tuple(rest), value)
    entries[name] = adapter.validate_python({name: tree})[name]
    return organisation.model_copy(update={section: entries})


@cache
def _adapter(section: str) -> TypeAdapter[Any]:
    """What reads and writes a section of a case."""
    kind: Any = Organisation.model_fields[section].annotation
    return TypeAdapter(kind)


def _filled(
    organisation: Organisation, effect: Effect, seat: str | None, nominee: Nominee | None
) -> Organisation:
    name = effect.fill or ""
    seats = seats_of(organisation, name, seat)
    if nominee is not None:
        for place in seats:
            organisation = _seated(organisation, [place], effect.by or nominee(place))
        return organisation
    if len(seats) > 1:
        seats = [place for place in seats if _holder(organisation, place) is None] or seats
    if len(seats) != 1:
        body = name.partition(":")[0]
        raise ValueError(
            f"it fills {name!r}, where {len(seats)} seats can be meant; write fill: {body}.SEAT"
        )
    return _seated(organisation, seats, effect.by)


def _holder(organisation: Organisation, place: str) -> str | None:
    body, _, seat = place.partition(".")
    return organisation.bodies[body].seats[seat].holder


def _seated(organisation: Organisation, places: list[str], holder: str | None) -> Organisation:
    """The organisation with seats held by somebody, or vacant."""
    bodies = dict(organisation.bodies)
    for place in places:
        name, _, seat = place.partition(".")
        seats = dict(bodies[name].seats)
        seats[seat] = seats[seat].model_copy(update={"holder": holder})
        bodies[name] = bodies[name].model_copy(update={"seats": seats})
    return organisation.model_copy(update={"bodies": bodies})


def _flagged(organisation: Organisation, effect: Effect) -> Organisation:
    name = effect.flag or effect.clear or ""
    flag = organisation.flags[name].model_copy(update={"raised": effect.flag is not None})
    return organisation.model_copy(update={"flags": {**organisation.flags, name: flag}})


def _shared(organisation: Organisation, effect: Effect) -> Organisation:
    """The organisation with shares transferred, converted if so agreed, or issued."""
    holdings = dict(organisation.holdings)
    if effect.transfer is not None:
        given = effect.transfer
        left = given.shares
        for name, holding in holdings.items():
            if (holding.holder, holding.share_class) == (given.giver, given.share_class):
                taken = min(left, holding.shares or Fraction(0))
                kept = (holding.shares or Fraction(0)) - taken
                holdings[name] = holding.model_copy(update={"shares": kept})
                left -= taken
        if left:
            raise ValueError(f"{given.giver!r} has not so many shares of {given.share_class!r}")
        into = organisation.classes[given.share_class].converts_to or given.share_class
        taker, number = given.taker, given.shares
    else:
        assert effect.issue is not None
        into, taker, number = effect.issue.share_class, effect.issue.taker, effect.issue.shares
    for name, holding in holdings.items():
        if (holding.holder, holding.share_class) == (taker, into) and holding.shares is not None:
            more = holding.model_copy(update={"shares": holding.shares + number})
            return organisation.model_copy(update={"holdings": {**holdings, name: more}})
    new = Holding.model_validate({"holder": taker, "class": into, "shares": number})
    name = f"{into} of {taker}"
    return organisation.model_copy(update={"holdings": {**holdings, name: new}})
