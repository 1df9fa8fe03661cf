"""What held on a day, out of statements made before and after it.

A register tells of its past in statements of today: a record that is closed now says in its
interests from when to when they held. So the dates of interests decide, and the dates of
statements only where there are none:

- An interest holds from its start up to, and not on, its end.
- Of several statements of a record the last one that was made by the day counts; if all were made
  later, the first of them. Where it gives an interest no end and a later statement gives the same
  interest (of its type and start) one, that end counts.
- The record of an interest without an end ends with the statement that closes it.
- An interest without a start surely holds from the day of the first statement of its record;
  before, it may have held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kingmaker.files.bods.records import Interest, Relationship, Statement


@dataclass(frozen=True, slots=True)
class Held:
    """An interest that holds on the day.

    Attributes
    ----------
    statement : Statement
        Of the relationship.
    relationship : Relationship
        Between whom.
    interest : Interest or None
        What is held; None if the relationship does not say what.
    certain : bool
        False if it may also have begun later.
    """

    statement: Statement
    relationship: Relationship
    interest: Interest | None
    certain: bool


@dataclass(frozen=True, slots=True)
class State:
    """Who was there and what they held.

    Attributes
    ----------
    parties : mapping of str to Statement
        For each record of an entity or person the statement that counts.
    held : tuple of Held
        In the order in which the records first appear. Components are among them: a relationship
        that lists components and the components say the same twice.
    """

    parties: Mapping[str, Statement]
    held: tuple[Held, ...]


def current(statements: Iterable[Statement], as_of: date, known_on: date | None = None) -> State:
    """Give what held on a day.

    Parameters
    ----------
    statements : iterable of Statement
        In the order of their file.
    as_of : date
        The day asked for.
    known_on : date or None
        Only what was published by that day; None: all that is given.
    """
    series: dict[str, list[Statement]] = {}
    for statement in statements:
        if known_on is None or statement.known <= known_on:
            series.setdefault(statement.record, []).append(statement)
    parties: dict[str, Statement] = {}
    held: list[Held] = []
    for record, told in series.items():
        # The order of a file settles what dates leave open.
        told.sort(key=lambda statement: (statement.day, statement.known))
        counts = _counting(told, as_of)
        if isinstance(counts.details, Relationship):
            held += _held(counts, counts.details, told, as_of)
        else:
            parties[record] = counts
    return State(parties, tuple(held))


def _counting(told: list[Statement], as_of: date) -> Statement:
    """The statement of a record that counts on a day."""
    made = [statement for statement in told if statement.day <= as_of]
    return made[-1] if made else told[0]


def _held(
    counts: Statement, relationship: Relationship, told: list[Statement], as_of: date
) -> list[Held]:
    closed = told[-1].day if told[-1].status == "closed" else None
    begun = told[0].day
    if not relationship.interests:
        over = closed is not None and closed <= as_of
        return [] if over else [Held(counts, relationship, None, begun <= as_of)]
    found: list[Held] = []
    for interest in relationship.interests:
        later = None if counts is told[-1] else _ended(interest, told)
        end = interest.end or later or closed
        if (interest.start is None or interest.start <= as_of) and (end is None or as_of < end):
            certain = interest.start is not None or begun <= as_of
            found.append(Held(counts, relationship, interest, certain))
    return found


def _ended(interest: Interest, told: list[Statement]) -> date | None:
    """The end that the last statement gives the same interest."""
    last = told[-1].details
    if isinstance(last, Relationship):
        for other in last.interests or ():
            if (other.type, other.start) == (interest.type, interest.start):
                return other.end
    return None
