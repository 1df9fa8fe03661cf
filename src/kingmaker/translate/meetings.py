"""The days on which a decision can be taken, counted from the day of the case."""

from __future__ import annotations

from datetime import date

from kingmaker.model import Decision, Organisation


def day_of(organisation: Organisation, day: date) -> int:
    """Days from that of the case to another; before it they are negative."""
    begin = organisation.as_of.first if organisation.as_of is not None else day
    return (day - begin).days


def meeting_days(organisation: Organisation, decision: Decision) -> tuple[int, ...] | None:
    """The days of the meetings at which a decision can be taken, ascending; None for any day.

    Meetings before the day of the case are over. One that names classes of seats is for those,
    one that names none for all.
    """
    at = decision.timing.at
    if at is None:
        return None
    turn = decision.for_class
    days = {
        day_of(organisation, meeting.date.first)
        for meeting in organisation.calendar[at]
        if not turn or not meeting.classes or turn in meeting.classes
    }
    return tuple(sorted(day for day in days if day >= 0))
