"""Every way of a coalition in turn: exact, and bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from kingmaker.model import Goal
from kingmaker.translate.states import Ground, Position, fingerprint


@dataclass(frozen=True, slots=True)
class Found:
    """What a search over positions found.

    Attributes
    ----------
    position : Position or None
        The best way, at its end; None if none was found.
    complete : bool
        Whether all there is was looked at, so that none better, or none at all, is certain.
    looked : int
        Positions looked at.
    steps : int
        No way of fewer steps than this was missed.
    """

    position: Position | None
    complete: bool
    looked: int
    steps: int


MOST_POSITIONS = 1_000
"""Positions that are looked at before a search is given up."""


def search(
    ground: Ground,
    goals: tuple[Goal, ...],
    *,
    fewest: bool = False,
    most: int = MOST_POSITIONS,
    begin: Position | None = None,
) -> Found:
    """Look at every way in turn: the earliest first, or those with the fewest steps.

    Parameters
    ----------
    ground : Ground
        Where, and for whom.
    goals : tuple of Goal
        All of which have to be reached.
    fewest : bool
        Whether few steps count first and days second; else the other way round.
    most : int
        Positions to look at before giving up.
    begin : Position, optional
        Where to begin, if not on the first day.
    """
    numbers = count()
    best: list[tuple[int, int, int, Position]] = []

    def add(position: Position) -> None:
        first, second = len(position.taken), position.day
        if not fewest:
            first, second = second, first
        heappush(best, (first, second, next(numbers), position))

    add(begin or ground.start())
    seen: dict[tuple[object, ...], list[tuple[int, ...]]] = {}
    looked = 0
    while best:
        position = heappop(best)[3]
        if ground.reached(position, goals):
            return Found(position, True, looked, len(position.taken))
        if not _new(seen, position):
            continue
        looked += 1
        if looked > most:
            return Found(None, False, looked, len(position.taken))
        for following in onward(ground, position):
            add(following)
    return Found(None, True, looked, 0)


def onward(ground: Ground, position: Position) -> Iterator[Position]:
    """Every position that is one step away."""
    for name in position.able:
        following = ground.take(position, name)
        if following is not None:
            yield following


def _new(seen: dict[tuple[object, ...], list[tuple[int, ...]]], position: Position) -> bool:
    """Whether nothing as good has been here before: no later, and with notices no younger."""
    key = (
        *fingerprint(position.organisation, position.taken),
        frozenset(step.decision for step in position.taken),
    )
    names = sorted(position.able)
    here = (len(position.taken), position.day, *(position.able[name] for name in names))
    for other in seen.setdefault(key, []):
        if all(a <= b for a, b in zip(other, here, strict=True)):
            return False
    seen[key].append(here)
    return True
