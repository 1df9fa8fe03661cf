"""What is wrong between the parts of a charter: seats, columns, shares, days and mandates."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kingmaker.files.walks import Trail, effects, rules
from kingmaker.model import EACH, Condition, Consent, NoObjection, Organisation, Vote
from kingmaker.model.values import quoted
from kingmaker.model.words import did_you_mean

Found = Iterator[tuple[Trail, str]]


def names_of_seats(organisation: Organisation) -> Iterator[tuple[Trail, str]]:
    """Give every name that may be that of a seat, or ``$seat``, with the path to it."""
    for name, decision in organisation.decisions.items():
        yield ("decisions", name, "subject"), decision.subject or ""
        for path, condition in _conditions(decision.requires, ("decisions", name, "requires")):
            yield from _of(condition, path)
    for name, body in organisation.bodies.items():
        for seat, held in body.seats.items():
            if held.counts is not None:
                yield from _of(held.counts, ("bodies", name, "seats", seat, "while"))
    for path, effect in effects(organisation):
        word = "fill" if effect.fill else "vacate"
        yield (*path, word), effect.fill or effect.vacate or ""
    for path, rule in rules(organisation):
        if isinstance(rule, Consent | NoObjection):
            word = "consent" if isinstance(rule, Consent) else "no_objection"
            for number, name in enumerate(getattr(rule, word), start=1):
                yield (*path, word, str(number)), name
        elif isinstance(rule, Vote) and rule.casting_vote is not None:
            yield (*path, "casting_vote"), rule.casting_vote


def _conditions(
    conditions: tuple[Condition, ...], path: Trail
) -> Iterator[tuple[Trail, Condition]]:
    for number, condition in enumerate(conditions, start=1):
        yield (*path, str(number)), condition


def _of(condition: Condition, path: Trail) -> Iterator[tuple[Trail, str]]:
    if condition.vacant or condition.held:
        word = "vacant" if condition.vacant else "held"
        yield (*path, word), condition.vacant or condition.held or ""


def each_seat(organisation: Organisation) -> Found:
    """``$seat`` is said where a decision is taken for each seat, and nowhere else."""
    for path, name in names_of_seats(organisation):
        if name != EACH or path[0] == "bodies":
            continue  # of a seat that counts while something is so, it is that seat
        decision = organisation.decisions[path[1]] if path[0] == "decisions" else None
        if decision is None:
            yield path, "'$seat' is that of a decision; write the rule in the decision itself"
        elif decision.for_each is None:
            yield path, "'$seat' is each seat of for_each:; add for_each: {seat: BODY}, or name it"


def one_of_each(organisation: Organisation) -> Found:
    """A decision that is taken for each seat is named with the seat, and no other is."""
    named: list[tuple[Trail, str]] = [
        (("events", name, "did"), event.did or "") for name, event in organisation.events.items()
    ]
    for name, asked in organisation.questions.items():
        named.append((("questions", name, "decision"), asked.decision or ""))
        for number, goal in enumerate(asked.goal, start=1):
            if goal.kind == "take":
                named.append((("questions", name, "goal", str(number)), goal.of))
    for path, name in named:
        what, _, seat = name.partition(":")
        for_each = organisation.decisions[what].for_each if what else None
        if for_each is None:
            if seat:
                yield path, f"{quoted(what)} is not taken for each seat; write {what} alone"
            continue
        body, _, place = seat.partition(".")
        way = f"write {what}:{for_each.seat}.SEAT"
        if body != for_each.seat:
            yield path, f"{quoted(what)} is taken for each seat of {quoted(for_each.seat)}; {way}"
            continue
        held = organisation.bodies[body].seats.get(place)
        if held is None:
            yield path, f"{quoted(seat)} is no seat: {quoted(body)} has none of that name"
        elif for_each.seat_class and held.seat_class != for_each.seat_class:
            of_class = quoted(for_each.seat_class)
            yield (
                path,
                f"{quoted(what)} is for seats of class {of_class}, and {seat} is of another",
            )


def bodies_with_seats(organisation: Organisation) -> Found:
    """Seats are vacated, filled, held and chosen from only where there are any."""
    named: list[tuple[Trail, str]] = [
        (("decisions", name, "for_each", "seat"), decision.for_each.seat)
        for name, decision in organisation.decisions.items()
        if decision.for_each is not None
    ]
    for path, effect in effects(organisation):
        word = "fill" if effect.fill else "vacate"
        named.append(((*path, word), effect.fill or effect.vacate or ""))
    for name, asked in organisation.questions.items():
        for number, goal in enumerate(asked.goal, start=1):
            if goal.kind in ("majority", "hold", "oust"):
                named.append((("questions", name, "goal", str(number)), goal.of))
    for path, name in named:
        body, dot, seat = name.partition(".")
        entry = organisation.bodies.get(body.partition(":")[0])
        if entry is None:
            continue
        if not entry.seats:
            yield path, f"{quoted(body)} has no seats; list them under its seats:"
        elif dot and path[0] == "questions" and seat not in entry.seats:
            yield path, f"{quoted(name)} is no seat: {quoted(body)} has none of that name"


def classes_of_seats(organisation: Organisation) -> Found:
    """A class of seats that a decision is for is that of some seat, and has its turn."""
    found = {
        name: {seat.seat_class for seat in body.seats.values()} - {""}
        for name, body in organisation.bodies.items()
    }
    turns = {
        name: {turn for meeting in meetings for turn in meeting.classes}
        for name, meetings in organisation.calendar.items()
        if all(meeting.classes for meeting in meetings)  # without classes it is everybody's turn
    }
    for name, decision in organisation.decisions.items():
        if decision.for_each is not None and found[decision.for_each.seat]:
            of, body = decision.for_each.seat_class, decision.for_each.seat
            if of and of not in found[body]:
                hint = did_you_mean(of, found[body]) or f"; it has {_some(sorted(found[body]))}"
                yield (
                    ("decisions", name, "for_each", "class"),
                    f"{quoted(body)} has no seat of class {quoted(of)}{hint}",
                )
        elif decision.for_each is not None and decision.for_each.seat_class:
            path = ("decisions", name, "for_each", "class")
            yield (
                path,
                f"the seats of {quoted(decision.for_each.seat)} have no classes; take it out",
            )
        at, turn = decision.timing.at, decision.for_class
        if turn and at in turns and turn not in turns[at]:
            hint = did_you_mean(turn, turns[at]) or f"; those of {_some(sorted(turns[at]))} have"
            yield (
                ("decisions", name, "for_class"),
                f"class {quoted(turn)} never has its turn in {quoted(at)}{hint}",
            )


def _some(names: list[str]) -> str:
    """Some names, in a row that is not long."""
    return ", ".join(quoted(name)[1:-1] for name in names[:6]) + (" …" if names[6:] else "")


def columns(organisation: Organisation) -> Found:
    """Votes that come in columns are weighed by one of them."""
    columns = {
        name: list(first) if isinstance(first, dict) else []
        for name, body in organisation.bodies.items()
        for first in [next(iter(body.voters.values()), None)]
    }
    for path, rule in rules(organisation):
        if not isinstance(rule, Vote):
            continue
        found = columns[rule.vote]
        if rule.weigh and rule.weigh != "heads" and rule.weigh not in found:
            known = [*found, "heads"]
            hint = did_you_mean(rule.weigh, known) or f"; write weigh: {' or '.join(known[:6])}"
            has = "has no column" if found else "has no columns, and so none called"
            yield (*path, "weigh"), f"{quoted(rule.vote)} {has} {quoted(rule.weigh)}{hint}"
        elif found and not rule.weigh:
            yield path, f"by which votes? add weigh: {' or '.join([*found[:6], 'heads'])}"


def days(organisation: Organisation) -> Found:
    """Days of a calendar lie in time, and are counted from the day of the case."""
    if organisation.calendar and organisation.as_of is None:
        first = next(iter(organisation.calendar))
        yield ("calendar", first), "days are counted from that of the case; add as_of: to it"


def bound_once(organisation: Organisation) -> Found:
    """A party's votes in a body are directed by one agreement in force, not by two."""
    bound: dict[str, list[tuple[str | None, str]]] = {}
    for name, agreement in organisation.agreements.items():
        if agreement.votes_as is None or agreement.status != "in force":
            continue
        for number, party in enumerate(agreement.binds, start=1):
            for body, other in bound.get(party, ()):
                if None in (body, agreement.body) or body == agreement.body:
                    way = "take it out of one, or give each its own body:"
                    path = ("agreements", name, "binds", str(number))
                    yield path, f"{quoted(party)} is bound by {quoted(other)} already; {way}"
            bound.setdefault(party, []).append((agreement.body, name))


def conversions(organisation: Organisation) -> Found:
    """A class of shares turns into another, and not in a circle."""
    done: set[str] = set()
    for name in organisation.classes:
        way: dict[str, None] = {}  # in its order
        into: str | None = name
        while into is not None and into not in done and into not in way:
            way[into] = None
            into = organisation.classes[into].converts_to
        if into in way:
            ring = list(way)[list(way).index(into) :]
            told = " -> ".join([*ring[:12], "…"] if ring[12:] else [*ring, ring[0]])
            message = f"shares turn into one another: {told}; take converts_to: out of one"
            yield ("classes", ring[0], "converts_to"), message
        done.update(way)


def shares(organisation: Organisation) -> Found:
    """Shares of a class are held by its name, and its votes are counted by them."""
    for name, holding in organisation.holdings.items():
        if holding.shares is None or holding.issuer is None or holding.share_class is None:
            continue
        of = organisation.classes[holding.share_class].of
        if of is not None and of != holding.issuer:
            yield (
                ("holdings", name, "in"),
                f"shares of class {quoted(holding.share_class)} are of {quoted(of)}; take in: out",
            )


CHARTER: tuple[Callable[[Organisation], Found], ...] = (
    each_seat, one_of_each, bodies_with_seats, classes_of_seats, columns, days, bound_once,
    conversions, shares,
)  # fmt: skip
"""The checks of this file."""
