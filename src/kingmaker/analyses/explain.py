"""A decision in plain English: what its rule asks for, and what that comes to today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from kingmaker.analyses.answer import Answer
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.clauses import BALLOTS, Clause, Reader
from kingmaker.analyses.conditions import condition, seat_name
from kingmaker.analyses.effects import effect
from kingmaker.analyses.helping import shown
from kingmaker.analyses.plainly import day, ended, named, some, stop, upper
from kingmaker.model import Decision, Organisation
from kingmaker.translate.decisions import OpenSides, decision_game
from kingmaker.translate.looking import Looking
from kingmaker.translate.meetings import meeting_days
from kingmaker.translate.paradox import paradoxes
from kingmaker.translate.players import Players
from kingmaker.translate.polls import Listening, vote_places


@question("What does it take to decide {decision}, in plain English?")
def explain(organisation: Organisation, decision: DecisionName) -> Answer[Clause]:
    """Read the rule of a decision aloud, part by part, with its numbers as they are today.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file; ``DECISION:BODY.SEAT`` for one that is taken
        for each seat.

    Returns
    -------
    Answer of Clause
        One row for each part, in reading order: who it is about, on what condition, the rule,
        its dates and its effects.
    """
    what, _, seat = decision.partition(":")
    looking = Looking(organisation)
    players = Players(looking)
    rules = Listening(
        looking, OpenSides(looking, players), places=vote_places(organisation), seat=seat or None
    )
    entry = looking.decision(what)
    # everyone gets a number, and whatever the whole rule hangs on is looked at
    voting = decision_game(organisation, decision)
    rules.decision(decision)
    about = entry.about
    rules.subject = (seat or None) if about == "$seat" else about
    rules.seat = seat or None
    reader = Reader(organisation, rules, players)
    rows = [
        *_conditions(looking, organisation, what, entry, seat or None),
        *_rule(reader, what, entry),
        *_timing(organisation, looking, what, entry),
        *_effects(organisation, looking, what, entry, seat or None),
    ]
    rows = [replace(row, says=ended(row.says), today=ended(row.today)) for row in rows]
    return Answer(
        question=f"What does it take to decide “{organisation.label(decision)}”?",
        rows=tuple(rows),
        row=Clause,
        method="The rule read part by part; numbers from counting the votes, exact.",
        footing=voting.footing | looking.footing,
        notes=_notes(organisation, decision, voting.game.wins(voting.game.sizes)),
    )


def _rule(reader: Reader, what: str, entry: Decision) -> Iterator[Clause]:
    if entry.proposed_by is not None:
        where = f"decisions.{what}.proposed_by"
        yield from reader.rule(entry.proposed_by, "proposal", where)
    yield from reader.rule(entry.rule, "rule", f"decisions.{what}.rule")


def _conditions(
    looking: Looking, organisation: Organisation, what: str, entry: Decision, seat: str | None
) -> Iterator[Clause]:
    """Which seats it is for, and what has to be so."""
    where = f"decisions.{what}"
    if entry.for_each is not None and seat is not None:
        each = entry.for_each
        kind = {True: "vacant ", False: "held ", None: ""}[each.vacant]
        of_class = f" of class {each.seat_class}" if each.seat_class else ""
        body, _, key = seat.partition(".")
        holder = looking.body(body).seats[key].holder
        now = "vacant" if holder is None else f"held by {named(organisation, holder)}"
        fits = each.vacant is None or each.vacant == (holder is None)
        now = f"Here: {seat_name(organisation, body, key)}, {now}"
        now += "." if fits else ", so that it cannot be taken now."
        says = (
            f"It is taken by itself for each {kind}seat of {named(organisation, body)}{of_class}."
        )
        yield Clause("seat", says, now, f"{where}.for_each")
    for number, asked in enumerate(entry.requires, start=1):
        only, now = condition(looking, organisation, asked, seat)
        says = f"It can be taken only if {only}."
        step = "" if len(entry.requires) == 1 else f".{number}"
        part = "condition" if len(entry.requires) == 1 else f"condition {number}"
        yield Clause(part, says, now, f"{where}.requires{step}")


def _timing(
    organisation: Organisation, looking: Looking, what: str, entry: Decision
) -> Iterator[Clause]:
    timing = entry.timing
    said: list[str] = []
    if timing.notice:
        said.append(f"Notice of {some(timing.notice, 'day')} has to be given.")
    if timing.at is not None:
        looking.seen |= {f"calendar.{timing.at}", "as_of"}
        turn = f" whose turn is that of class {entry.for_class}" if entry.for_class else ""
        said.append(f"It is held only at a meeting of the calendar “{timing.at}”{turn}.")
    if timing.open:
        said.append(f"It stays open for {some(timing.open, 'day')}.")
    if timing.delay:
        said.append(f"What is decided has effect {some(timing.delay, 'day')} later.")
    if said:
        looking.seen.add("as_of")
        now = _dates(organisation, entry)
        yield Clause("timing", " ".join(said), now, f"decisions.{what}.timing")


def _dates(organisation: Organisation, entry: Decision) -> str:
    """The earliest day of the vote, and of its effect."""
    days, timing = meeting_days(organisation, entry), entry.timing
    vote = timing.notice
    if days is not None:
        later = [day for day in days if day >= timing.notice]
        if not later:
            return "No meeting is left in the calendar at which it could be held."
        vote = later[0]
    if organisation.as_of is None:
        end = vote + timing.after
        return f"It has effect after {some(end, 'day')} at the earliest."
    begin = organisation.as_of.first

    def on(number: int) -> str:
        try:
            return day(begin + timedelta(days=number))
        except OverflowError:
            return f"{some(number, 'day')} after {day(begin)}"

    said = f"Begun on {day(begin)}, it comes to the vote on {on(vote)} at the earliest"
    if timing.after:
        said += f" and has effect on {on(vote + timing.after)}"
    return f"{said}."


def _effects(
    organisation: Organisation, looking: Looking, what: str, entry: Decision, seat: str | None
) -> Iterator[Clause]:
    for number, one in enumerate(entry.effects, start=1):
        part = "effect" if len(entry.effects) == 1 else f"effect {number}"
        says, now = effect(looking, organisation, one, seat)
        yield Clause(part, says, now, f"decisions.{what}.effects.{number}")
    if entry.contestable:
        says = stop(f"It can be contested: {entry.contestable}")
        yield Clause("challenge", says, "", f"decisions.{what}.contestable")


def _notes(organisation: Organisation, decision: str, possible: bool) -> tuple[str, ...]:
    notes: list[str] = []
    if not possible:
        notes.append("As things stand it cannot be decided, even if everybody agrees.")
    for party, ballot in organisation.ballots.items():
        notes.append(f"{upper(named(organisation, party))} is taken to {BALLOTS[ballot]}.")
    notes += [shown(organisation, found) for found in paradoxes(organisation, decision)]
    return tuple(dict.fromkeys(notes))
