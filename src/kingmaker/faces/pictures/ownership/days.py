"""When a holding is in force, and which sets of holdings may be so at one time.

The layout of a chart asks what may ever stand beside what, and never what day it is: so no box
moves when the day does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

from kingmaker.model import Holding, Organisation, When

Drawn = Callable[[Holding], bool]
"""Whether a holding is drawn."""

GONE = ("withdrawn", "superseded")

_MANY = 40  # holdings of one pair; with more, they are taken to stand all at once


def in_force(organisation: Organisation) -> Drawn:
    """Whether a holding is still said, has begun and is not over, on the day of the organisation.

    One with an end that cannot be compared, because the organisation has no day, is over. Where a
    month or a year is told, it begins as early and ends as late as that allows.
    """
    today = organisation.as_of

    def drawn(held: Holding) -> bool:
        return held.status not in GONE and not over(held, today) and not ahead(held, today)

    return drawn


def over(held: Holding, today: When | None) -> bool:
    """Whether it has ended."""
    if held.until is None:
        return False
    return today is None or held.until.last <= today.first


def ahead(held: Holding, today: When | None) -> bool:
    """Whether it has not begun."""
    return held.start is not None and today is not None and held.start.first > today.first


def moments(holdings: Mapping[str, Holding], drawn: Collection[str]) -> tuple[frozenset[str], ...]:
    """Every set of some holdings that may be in force together, whichever day it is.

    Parameters
    ----------
    holdings : mapping of str to Holding
        Those to tell apart.
    drawn : collection of str
        Those that are drawn. If no day has all of them, all there are count as one set.
    """
    everything = frozenset(holdings)
    if len(holdings) > _MANY:
        return (everything,)
    begins = {held.start.first for held in holdings.values() if held.start}
    found = {_on(day, holdings) for day in (date.min, *begins)}
    kept = [one for one in found if not any(one < other for other in found)]
    if not any(everything & frozenset(drawn) <= one for one in kept):
        return (everything,)
    return tuple(sorted(kept, key=sorted))


def _on(day: date, holdings: Mapping[str, Holding]) -> frozenset[str]:
    return frozenset(
        name
        for name, held in holdings.items()
        if (held.start is None or held.start.first <= day)
        and (held.until is None or held.until.last > day)
    )
