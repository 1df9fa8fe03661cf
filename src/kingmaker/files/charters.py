"""What is wrong between the parts of a charter: seats, columns, shares, days and mandates."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from kingmaker.files.walks import Trail, effects, rules
from kingmaker.model import EACH, Condition, Consent, NoObjection, Organisation, Vote
from kingmaker.model.values import quoted

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
        if name != EACH:
            continue
        decision = organisation.decisions[path[1]] if path[0] == "decisions" else None
        if decision is None and path[0] == "bodies":
            continue
        if decision is None:
            yield path, "'$seat' is that of a decision; write the rule in the decision itself"
        elif decision.for_each is None:
            yield path, "'$seat' is each seat of for_each:; add for_each: {seat: BODY}, or name it"
    for name, event in organisation.events.items():
        did, _, seat = (event.did or "").partition(":")
        for_each = organisation.decisions[did].for_each if did else None
        if for_each is not None and seat.partition(".")[0] != for_each.seat:
            way = f"write did: {did}:{for_each.seat}.SEAT"
            yield ("events", name, "did"), f"{quoted(did)} is taken for each seat; {way}"
        elif seat and did and for_each is None:
            yield ("events", name, "did"), f"{quoted(did)} is not for each seat; take :{seat} out"


def classes_of_seats(organisation: Organisation) -> Found:
    """A class of seats that a decision is for is that of some seat."""
    for name, decision in organisation.decisions.items():
        if decision.for_each is not None:
            seats = organisation.bodies[decision.for_each.seat].seats
            found = {seat.seat_class for seat in seats.values()}
            of_class = decision.for_each.seat_class
            if of_class and of_class not in found:
                path = ("decisions", name, "for_each", "class")
                yield path, f"{quoted(decision.for_each.seat)} has no seat of class {of_class}"
        at = decision.timing.at
        if decision.for_class and at is not None:
            meetings = organisation.calendar[at]
            turns = {turn for meeting in meetings for turn in meeting.classes}
            if turns and decision.for_class not in turns:
                path = ("decisions", name, "for_class")
                yield path, f"{quoted(at)} has no day on which it is the turn of that class"


def columns(organisation: Organisation) -> Found:
    """Votes that come in columns are weighed by one of them."""
    for path, rule in rules(organisation):
        if not isinstance(rule, Vote):
            continue
        body = organisation.bodies[rule.vote]
        first = next(iter(body.voters.values()), None)
        found = list(first) if isinstance(first, dict) else []
        if rule.weigh and rule.weigh != "heads" and rule.weigh not in found:
            have = f"it has {', '.join(found)}" if found else "its votes have no columns"
            yield (
                (*path, "weigh"),
                f"{quoted(rule.vote)} has no column {quoted(rule.weigh)}; {have}",
            )
        elif found and not rule.weigh:
            yield path, f"by which votes? add weigh: heads, or {' or '.join(found)}"


def days(organisation: Organisation) -> Found:
    """Days of a calendar lie in time, and are counted from the day of the case."""
    if organisation.calendar and organisation.as_of is None:
        first = next(iter(organisation.calendar))
        yield ("calendar", first), "days are counted from that of the case; add as_of: to it"


def conversions(organisation: Organisation) -> Found:
    """A class of shares turns into another, and not in a circle."""
    for name, entry in organisation.classes.items():
        seen, into = [name], entry.converts_to
        while into is not None and into not in seen:
            seen.append(into)
            into = organisation.classes[into].converts_to
        if into == name and name == min(seen):
            told = " -> ".join((*seen, name))
            yield ("classes", name, "converts_to"), f"shares turn into one another: {told}"


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


def questions(organisation: Organisation) -> Found:
    """A coalition has members, and of a group no more than there are."""
    for name, asked in organisation.questions.items():
        groups = cast("list[Any]", [("coalition", asked.coalition)])
        for word in ("wins", "loses", "blocks", "not_blocks"):
            groups += [(("want", word), c) for c in getattr(asked.want, word)]
        for where, coalition in groups:
            for member in coalition:
                party = organisation.parties[member.party]
                many = member.members
                if many is not None and (party.kind != "group" or party.acts == "bloc"):
                    steps = (where,) if isinstance(where, str) else where
                    told = f"{quoted(member.party)} is one; write its name alone"
                    yield ("questions", name, *steps), told


CHARTER: tuple[Callable[[Organisation], Found], ...] = (
    each_seat, classes_of_seats, columns, days, conversions, shares, questions,
)  # fmt: skip
"""The checks of this file."""
