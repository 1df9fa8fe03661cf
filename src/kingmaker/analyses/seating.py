"""Who can come to a seat and who can be made to leave it, and whether a body can die out."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.analyses.plainly import few, joined, named, quoted, word
from kingmaker.analyses.troubles import Warned
from kingmaker.model import Organisation, seats_of
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.instances import every_instance, instances
from kingmaker.translate.looking import Looking
from kingmaker.translate.polls import polls
from kingmaker.translate.states import conditions

MOST_SEATS = 60
"""Seats of a body that are emptied one by one to see who can fill them."""


def of_seats(organisation: Organisation) -> Iterator[Warned]:
    """Bodies whose seats nobody can fill or vacate, and bodies that can die out."""
    fills, leaves = _changes(organisation)
    voting = _voting(organisation)
    for body, entry in organisation.bodies.items():
        places = [f"{body}.{seat}" for seat in entry.seats]
        touched = any(place in fills or place in leaves for place in places)
        if not places or not (touched or body in voting):
            continue
        label = named(organisation, body)
        if not touched:
            yield Warned(
                f"bodies.{body}",
                f"no decision says how anybody comes on to {label} or leaves it, though it "
                "decides",
                "add decisions with effects: [{fill: …}] and [{vacate: …}], if the charter has "
                "them",
            )
            continue
        unfilled = [p for p in places if p not in fills]
        if unfilled:
            yield Warned(
                f"bodies.{body}",
                f"no decision fills {_which(organisation, unfilled, places)}, once vacant",
                f"add a decision with effects: [{{fill: {body}}}] that says who fills a vacancy",
            )
        unleft = [p for p in places if p not in fills and p not in leaves]
        if unleft:
            yield Warned(
                f"bodies.{body}",
                f"no decision removes whoever holds {_which(organisation, unleft, places)}",
                f"add a decision with effects: [{{vacate: {body}}}], if the charter has one",
            )
        if not unfilled and len(places) <= MOST_SEATS:
            yield from _dying(organisation, body, places, fills, leaves)


def _which(organisation: Organisation, some: list[str], places: list[str]) -> str:
    """Some seats of a body, by their names."""
    body = named(organisation, places[0].partition(".")[0])
    if len(some) == len(places):
        return f"the office “{body}”" if len(places) == 1 else f"any seat of {body}"
    keys = [place.partition(".")[2] for place in some]
    return f"{'seat' if len(keys) == 1 else 'seats'} {few(keys)} of {body}"


def _changes(organisation: Organisation) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """By seat, the single decisions that fill it, and those that vacate it."""
    fills: dict[str, list[str]] = {}
    leaves: dict[str, list[str]] = {}
    for name in every_instance(organisation):
        what, _, seat = name.partition(":")
        for effect in organisation.decisions[what].effects:
            for seats, found in ((effect.fill, fills), (effect.vacate, leaves)):
                if seats is not None:
                    for place in seats_of(organisation, seats, seat or None):
                        found.setdefault(place, []).append(name)
    return fills, leaves


def _voting(organisation: Organisation) -> set[str]:
    """The bodies that vote on something."""
    return {
        poll.rule.vote
        for what in organisation.decisions
        for name in instances(organisation, what)[:1]
        for poll in polls(organisation, name).polls
    }


def _dying(
    organisation: Organisation, body: str, places: list[str],
    fills: dict[str, list[str]], leaves: dict[str, list[str]],
) -> Iterator[Warned]:  # fmt: skip
    """A body that has nobody left to fill it, once enough of its seats are vacant."""
    held = [p for p in places if organisation.bodies[body].seats[p.partition(".")[2]].holder]
    if not held or not all(place in leaves or place in fills for place in held):
        return
    for number in range(1, len(held) + 1):
        gone = held[:number]
        emptied = _without(organisation, body, gone)
        # whoever can fill any one of them may then go on from there
        ways = {name for place in gone for name in fills[place]}
        if any(_possible(emptied, name) for name in sorted(ways)):
            continue
        label = named(organisation, body)
        acts = (name.partition(":")[0] for name in every_instance(organisation) if name in ways)
        whats = joined(dict.fromkeys(quoted(organisation, what) for what in acts))
        then = f"since {whats} cannot be decided then"
        if number == len(held) and len(places) > 1:
            trouble = f"{label} can die out: once all its seats are vacant, nobody can fill them, "
        elif number == 1:
            it = "it" if len(places) == 1 else f"a seat of {label}"
            trouble = f"once {it} is vacant, nobody can fill it, "
            trouble = f"{label} can stay vacant: {trouble}" if len(places) == 1 else trouble
        else:
            gone_keys = few([place.partition(".")[2] for place in gone])
            trouble = (
                f"once {word(number)} of the {word(len(places))} seats of {label} are vacant, "
                f"such as {gone_keys}, nobody can fill them, "
            )
        yield Warned(
            f"bodies.{body}",
            f"{trouble}{then}",
            "add a decision by which somebody else, or whoever is left, fills the vacancy",
        )
        return


def _without(organisation: Organisation, body: str, gone: list[str]) -> Organisation:
    """The organisation with some seats of a body vacant."""
    entry = organisation.bodies[body]
    keys = {place.partition(".")[2] for place in gone}
    seats = {
        key: held.model_copy(update={"holder": None}) if key in keys else held
        for key, held in entry.seats.items()
    }
    emptied = entry.model_copy(update={"seats": seats})
    return organisation.model_copy(update={"bodies": {**organisation.bodies, body: emptied}})


def _possible(organisation: Organisation, name: str) -> bool:
    """Whether everybody together can decide, as far as it hangs on votes and vacant seats."""
    what, _, seat = name.partition(":")
    looking = Looking(organisation)
    for asked in conditions(organisation.decisions[what]):
        place = asked.vacant or asked.held
        if place is not None:
            named_seat = seat if place == "$seat" else place
            body, _, key = named_seat.partition(".")
            empty = looking.body(body).seats[key].holder is None
            if empty != (asked.vacant is not None):
                return False
    game = decision_game(organisation, name).game
    return game.wins(game.sizes)
