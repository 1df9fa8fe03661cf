"""What was held, and what was believed of it, as statements that replace one another.

The way back from `clocks`. There is no version for every history that a case can tell, so what is
written is read again and compared: for each day on which something begins or ends, and each on
which something became known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kingmaker.files.bods import Interest, Statement, current

_MOST = 60  # holdings of one relationship that are tried
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A holding as statements need it.

    Attributes
    ----------
    name : str
        In the case.
    interest : Interest or None
        What is held, with its days.
    known : date
        When it became known.
    replaced : date or None
        Since when it is not believed any more.
    said : tuple of date
        The days of the statements that it rests on.
    """

    name: str
    interest: Interest | None
    known: date
    replaced: date | None
    said: tuple[date, ...]

    @property
    def begin(self) -> date | None:
        """From when on it holds."""
        return self.interest.start if self.interest else None

    @property
    def stop(self) -> date | None:
        """Until when it holds."""
        return self.interest.end if self.interest else None


@dataclass(frozen=True, slots=True)
class Version:
    """One statement of several about one relationship.

    Attributes
    ----------
    day, known : date
        When it was said, and when it became known.
    closed : bool
        Whether it ends the relationship.
    pieces : tuple of Piece
        What it says is held.
    """

    day: date
    known: date
    closed: bool
    pieces: tuple[Piece, ...]


Stated = Callable[[Sequence[Version]], list[Statement]]
DayOf = Callable[[list[Piece], list[Piece], date, set[date]], date]


def versions(pieces: Sequence[Piece], stated: Stated) -> list[Version] | None:
    """Find statements that tell a history.

    Parameters
    ----------
    pieces : sequence of Piece
        All that was ever believed of one relationship.
    stated : function
        Gives the statements that versions make.

    Returns
    -------
    list of Version or None
        None if none were found that say the same.
    """
    if len(pieces) > _MOST:
        return None
    times = sorted({p.known for p in pieces} | {p.replaced for p in pieces if p.replaced})
    for day in (_cited, _turning, _known):
        for whole in (False, True):
            found = _told(pieces, times, day, whole=whole)
            if _same(pieces, times, stated(found)):
                return found
    return None


def _told(
    pieces: Sequence[Piece], times: list[date], day_of: DayOf, *, whole: bool
) -> list[Version]:
    """A version for each time at which something became known."""
    found: list[Version] = []
    before: list[Piece] = []
    for time in times:
        now = _believed(pieces, time)
        day = day_of(before, now, time, {version.day for version in found})
        alive = [piece for piece in now if piece.stop is None or piece.stop > day]
        ended = [piece for piece in now if piece.stop == day]
        told = now if whole or not found else alive or ended
        closed = bool(found) and not alive
        found.append(Version(day, time, closed, tuple(told)))
        before = now
    return found


def _believed(pieces: Sequence[Piece], time: date) -> list[Piece]:
    return [p for p in pieces if p.known <= time and (p.replaced is None or time < p.replaced)]


def _cited(before: list[Piece], now: list[Piece], time: date, used: set[date]) -> date:
    """The first day of a statement behind it that no version before has."""
    fresh = {day for piece in now for day in piece.said} - used
    return min(fresh) if fresh else _turning(before, now, time, used)


def _turning(before: list[Piece], now: list[Piece], time: date, _: set[date]) -> date:
    """The first day of which it says more than what was believed before."""
    changed = [piece for piece in now if piece not in before]
    turns = {piece.stop for piece in changed} | {piece.begin for piece in changed}
    turns -= {piece.begin for piece in before} | {piece.stop for piece in before}
    first = (turn for turn in turns if turn is not None and before)
    return min(first, default=time)


def _known(_before: list[Piece], _now: list[Piece], time: date, _: set[date]) -> date:
    """The day on which it became known."""
    return time


def _same(pieces: Sequence[Piece], times: list[date], statements: list[Statement]) -> bool:
    """Whether statements say on each day, by what was known on each, what the pieces say."""
    turns = {turn for piece in pieces for turn in (piece.begin, piece.stop) if turn}
    turns |= {statement.day for statement in statements} | {
        statement.known for statement in statements
    }
    days = sorted(turns | {min(turns) - _DAY})
    for known in times:
        believed = _believed(pieces, known)
        for day in days:
            mine = Counter(
                _endless(piece.interest)
                for piece in believed
                if (piece.begin is None or piece.begin <= day)
                and (piece.stop is None or day < piece.stop)
            )
            theirs = Counter(
                _endless(held.interest) for held in current(statements, day, known).held
            )
            if mine != theirs:
                return False
    return True


def _endless(interest: Interest | None) -> Interest | None:
    return replace(interest, start=None, end=None) if interest else None
