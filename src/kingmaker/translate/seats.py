"""Seats: who is in them, and what it means to win or to lose them."""

from __future__ import annotations

from kingmaker.model import Goal, Organisation, Vote, seats_of


def holder_of(organisation: Organisation, place: str) -> str | None:
    """Who is in a seat."""
    body, _, seat = place.partition(".")
    return organisation.bodies[body].seats[seat].holder


def majority_of(body: str) -> Vote:
    """A vote that takes more than half of all the votes a body has."""
    return Vote.model_validate({"vote": body, "more_than": "1/2", "of": "size"})


def ousted(organisation: Organisation, goal: Goal) -> list[str]:
    """The seats that have to be left by whoever holds them now."""
    seats = seats_of(organisation, goal.of)
    if goal.party is None:
        return seats
    body, _, _ = goal.of.partition(".")
    held = organisation.bodies[body].seats
    return [place for place in seats if held[place.partition(".")[2]].holder == goal.party]
