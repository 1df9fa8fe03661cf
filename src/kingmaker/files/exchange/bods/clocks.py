"""Statements of one relationship, as what was held from when to when, and when that was believed.

A register tells a history in versions: each says what holds, and is replaced by the next. A case
says of every holding the days on which it held and the days on which that was the latest word.
What is gained here is, for every day and every state of knowledge, what
`kingmaker.files.bods.current` gives; which is also the definition.

Between two days on which something was published nothing new is known. So for each of these times
what the statements published so far say together is laid out over the days; what stays the same
from one time to the next is one holding.

What `current` only calls possible is told as holding too: an interest without a start held on any
day before its first statement, as far as it says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kingmaker.files.bods import Interest, Relationship, Statement


@dataclass(frozen=True, slots=True)
class Content:
    """What a relationship says that an interested party holds, whenever.

    Attributes
    ----------
    relationship : Relationship
        Between whom, and made up of what; without its interests.
    interest : Interest or None
        What is held, without its end; None if the relationship does not say what.
    which : int
        Of several that are equal, in one statement: which, from 0.
    """

    relationship: Relationship
    interest: Interest | None
    which: int


@dataclass(frozen=True, slots=True)
class Span:
    """The same, with its days.

    Attributes
    ----------
    content : Content
        What is held.
    begin, stop : date or None
        From which day on, and until which, exclusive. None: without such an end.
    known, replaced : date or None
        From which day on that was the latest word, and until which.
    statements : tuple of Statement
        In which it is said.
    """

    content: Content
    begin: date | None
    stop: date | None
    known: date
    replaced: date | None
    statements: tuple[Statement, ...]


def spans(told: Sequence[Statement]) -> Iterator[Span]:
    """Lay out the statements of one record over both clocks.

    Parameters
    ----------
    told : sequence of Statement
        Of one relationship, in the order of the file.

    Yields
    ------
    Span
        For any day and any state of knowledge, those that cover both are what `current` gives.
    """
    if len(told) == 1:  # as most are
        yield from _single(told[0])
        return
    days = sorted({statement.known for statement in told})
    open_: dict[tuple[Content, date | None, date | None], tuple[date, list[Statement]]] = {}
    for known in days:
        visible = [statement for statement in told if statement.known <= known]
        visible.sort(key=lambda statement: (statement.day, statement.known))
        found = _laid_out(visible)
        for piece in [piece for piece in open_ if piece not in found]:
            since, by = open_.pop(piece)
            yield Span(*piece, since, known, tuple(by))
        for piece, by in found.items():
            before = open_.setdefault(piece, (known, []))[1]
            before += [statement for statement in by if statement not in before]
    for piece, (since, by) in open_.items():
        yield Span(*piece, since, None, tuple(by))


def _single(statement: Statement) -> Iterator[Span]:
    closed = statement.day if statement.status == "closed" else None
    for content, start, end in _contents(statement):
        stop = end or closed
        if start is None or stop is None or start < stop:
            yield Span(content, start, stop, statement.known, None, (statement,))


def _laid_out(
    visible: list[Statement],
) -> dict[tuple[Content, date | None, date | None], list[Statement]]:
    """What statements say together, with its days; and which of them say it."""
    closed = visible[-1].day if visible[-1].status == "closed" else None
    last = visible[-1].details
    pieces: dict[Content, list[tuple[date | None, date | None, Statement]]] = {}
    for statement, first, behind in _counting(visible):
        for content, start, end in _contents(statement):
            later = _ended(content.interest, last) if statement is not visible[-1] else None
            stop = end or later or closed
            begin = first if start is None or (first and first > start) else start
            stop = behind if stop is None or (behind and behind < stop) else stop
            if begin is None or stop is None or begin < stop:
                pieces.setdefault(content, []).append((begin, stop, statement))
    found: dict[tuple[Content, date | None, date | None], list[Statement]] = {}
    for content, parts in pieces.items():
        begin, stop, first_by = parts[0]
        by = [first_by]
        for nearer, farther, statement in parts[1:]:
            if nearer == stop:  # the next statement says the same
                stop = farther
                by += [statement] if statement not in by else []
            else:
                found[content, begin, stop] = by
                begin, stop, by = nearer, farther, [statement]
        found[content, begin, stop] = by
    return found


def _counting(visible: list[Statement]) -> Iterator[tuple[Statement, date | None, date | None]]:
    """Which statement counts from which day until which: the last made by then, or the first."""
    days = sorted({statement.day for statement in visible})
    made = [statement.day for statement in visible]
    yield visible[0], None, days[0]
    for day, behind in zip(days, [*days[1:], None], strict=True):
        yield visible[bisect_right(made, day) - 1], day, behind


def _contents(statement: Statement) -> Iterator[tuple[Content, date | None, date | None]]:
    details = statement.details
    if not isinstance(details, Relationship):
        return
    between = replace(details, interests=None, component=False)
    if not details.interests:
        yield Content(between, None, 0), None, None
    seen: dict[Interest, int] = {}
    for interest in details.interests or ():
        endless = replace(interest, end=None)
        which = seen[endless] = seen.get(endless, -1) + 1
        yield Content(between, endless, which), interest.start, interest.end


def contents_of(statement: Statement) -> list[Content]:
    """What a statement says is held, without its ends."""
    return [content for content, _, _ in _contents(statement)]


def _ended(interest: Interest | None, last: object) -> date | None:
    """The end that the last statement gives the same interest of an earlier one."""
    if interest is not None and isinstance(last, Relationship):
        for other in last.interests or ():
            if (other.type, other.start) == (interest.type, interest.start):
                return other.end
    return None
