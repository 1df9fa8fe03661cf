"""When a decision can be taken: notice, meetings, and how long it takes to have effect."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema, model_validator

from kingmaker.model.evidence import CalendarId, Entry, Noun, listing, wrong
from kingmaker.model.values import Date, quoted

_SPAN = re.compile(r"([0-9]{1,9})\s+(day|days|week|weeks)")
_LONGER = re.compile(r"([0-9]{1,4})\s+(months?|years?)")
_LESS = re.compile(r"-\s*[0-9]+(\s+\w+)?")
_LONGEST = 5  # digits
MOST_DAYS = 99_999


def days(value: object) -> int:
    """Read a span of time: ``28 days``, ``1 day``, ``2 weeks``.

    Raises
    ------
    ValueError
        If it is none, or says months or years, which are not so many days.

    Examples
    --------
    >>> days("2 weeks"), days("1 day")
    (14, 1)
    """
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    found = _SPAN.fullmatch(text)
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        raise ValueError(f"{text} of what? write {text} days")
    if text.startswith("-") and _LESS.fullmatch(text):
        raise ValueError(f"a span of time is 0 days or more, and {quoted(value)} is not")
    if longer := _LONGER.fullmatch(text):
        number = int(longer[1]) * (365 if longer[2].startswith("y") else 30)
        hint = f"; did you mean {number} days?" if number <= MOST_DAYS else ""
        raise ValueError(f"months and years are not so many days: {quoted(value)}{hint}")
    if not found:
        raise ValueError(f"a span of time is written as 28 days or 2 weeks, not {quoted(value)}")
    number = int(found[1]) * (7 if found[2].startswith("week") else 1)
    if number > MOST_DAYS:
        raise ValueError(f"a span of time is {MOST_DAYS:,} days at most, and this is longer")
    return number


def _said(number: int) -> str:
    return "1 day" if number == 1 else f"{number} days"


Span: TypeAlias = Annotated[
    int,
    BeforeValidator(days),
    PlainSerializer(_said, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["28 days", "2 weeks"]}),
]
"""Whole days. In a file: ``28 days`` or ``2 weeks``."""


class Timing(Entry):
    """How long a decision takes: notice, then the next meeting, then voting, then a delay."""

    notice: Span = Field(default=0, description="between calling the vote and holding it")
    at: CalendarId | None = Field(default=None, description="the meetings at which it is held")
    open: Span = Field(default=0, description="how long the vote stays open")
    delay: Span = Field(default=0, description="between the vote and its effect")

    @property
    def after(self) -> int:
        """Days from the vote's beginning to its effect."""
        return self.open + self.delay


class Meeting(Noun):
    """A day in a calendar, and whose turn it is: the classes of seats elected then."""

    date: Date
    classes: Annotated[tuple[str, ...], BeforeValidator(listing)] = ()

    @model_validator(mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        return {"date": value} if isinstance(value, str | int) else value

    @model_validator(mode="after")
    def _known_to_the_day(self) -> Self:
        if len(self.date.text) < len("2026-06-01"):
            raise wrong(f"a meeting is on a day, such as {self.date.first}", "date")
        return self


Calendar: TypeAlias = Annotated[tuple[Meeting, ...], Field(min_length=1)]
"""The days on which something is held, in the order of the file."""
