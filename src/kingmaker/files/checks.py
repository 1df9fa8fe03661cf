"""What is wrong between entries, each of them being right by itself.

A check looks at a whole organisation and gives the path of what is wrong, and a message. That a
decision can never be taken is legal, and no matter of a check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from kingmaker.files.charters import CHARTER, names_of_seats
from kingmaker.files.circles import circles
from kingmaker.files.groups import DEEPEST_GROUP, GROUPS
from kingmaker.files.walks import Trail, effects, rules, supplies
from kingmaker.model import Organisation, Vote
from kingmaker.model.values import quoted

__all__ = ["DEEPEST_GROUP", "checks"]

Found = Iterator[tuple[Trail, str]]

MOST_FOUND = 300
"""What one check says of one organisation, at most."""


def checks(organisation: Organisation) -> Found:
    """Find what does not fit together.

    Yields
    ------
    path : tuple of str
        What is wrong.
    message : str
        The trouble and the way out.
    """
    for check in _CHECKS:
        yield from islice(check(organisation), MOST_FOUND)


def crowds_that_act(organisation: Organisation) -> Found:
    """People who act one by one hold no seat, give no consent and supply nothing together."""

    def crowd(name: str | None) -> bool:
        party = organisation.parties.get(name or "")
        return party is not None and party.kind == "group" and party.acts == "one-by-one"

    def trouble(name: str | None, way: str) -> str:
        return (
            f"the people of {quoted(name)} act one by one, and not together; {way}, "
            "or add as: bloc to it under parties"
        )

    for body, entry in organisation.bodies.items():
        for seat, held in entry.seats.items():
            if crowd(held.holder):
                way = f"write voters: {{{held.holder}: 1}} instead of the seat"
                yield ("bodies", body, "seats", seat, "holder"), trouble(held.holder, way)
    for path, name in names_of_seats(organisation):
        agrees = path[-2] in ("consent", "no_objection") or path[-1] == "casting_vote"
        if agrees and crowd(name):
            yield path, trouble(name, f"let a body with voters: {{{name}: 1}} vote")
    for path, supply in supplies(organisation):
        if isinstance(supply, str) and crowd(supply):
            way = f"write {{people_of: {supply}, at_least: …}}"
            yield path, trouble(supply, way)
    for path, effect in effects(organisation):
        if crowd(effect.by):
            yield (*path, "with"), trouble(effect.by, "name who takes the seat")
    for name, event in organisation.events.items():
        if crowd(event.successor):
            path = ("events", name, "with")
            yield path, trouble(event.successor, "name who takes the seat")


def who_takes_the_seat(organisation: Organisation) -> Found:
    """Whoever fills a seat is named, and nobody is where none is filled."""
    fills = {
        name: {effect.fill: effect.by for effect in decision.effects if effect.fill is not None}
        for name, decision in organisation.decisions.items()
    }
    unnamed = {
        name: next((seat for seat, by in filled.items() if by is None), None)
        for name, filled in fills.items()
    }
    for name, event in organisation.events.items():
        did = (event.did or "").partition(":")[0]
        if event.successor is not None and not fills.get(did):
            message = f"the decision {quoted(event.did)} fills no seat; take with: out"
            yield ("events", name, "with"), message
        if event.successor is None and unnamed.get(did) is not None:
            message = f"this fills {quoted(unnamed[did])} with nobody; add with: to the event"
            yield ("events", name, "did"), message
        for number, effect in enumerate(event.effects, start=1):
            if effect.fill is not None and effect.by is None:
                path = ("events", name, "effects", str(number), "fill")
                yield path, f"this fills {quoted(effect.fill)} with nobody; add with: beside it"


def bodies_that_vote(organisation: Organisation) -> Found:
    """A body that is asked to vote has somebody who can."""
    for path, rule in rules(organisation):
        if isinstance(rule, Vote):
            body = organisation.bodies[rule.vote]
            if not body.seats and not body.voters and not body.classes:
                way = "add seats:, voters: or classes:"
                message = f"{quoted(rule.vote)} has nobody who can vote; {way}"
                yield (*path, "vote"), message


def seats_that_are_named(organisation: Organisation) -> Found:
    """A seat that is named is there: not every claim about a body has it."""
    for path, name in names_of_seats(organisation):
        body, _, seat = name.partition(".")
        if seat and seat not in organisation.bodies[body].seats:
            yield path, f"{quoted(name)} is no seat: {quoted(body)} has none of that name"


_CHECKS: tuple[Callable[[Organisation], Found], ...] = (
    circles, *GROUPS, crowds_that_act, who_takes_the_seat, bodies_that_vote,
    seats_that_are_named, *CHARTER,
)  # fmt: skip
