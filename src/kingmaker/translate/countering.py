"""Counter-moves: single decisions of the others that stop a coalition, or delay it."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.model import Goal, Organisation
from kingmaker.translate.contests import Race
from kingmaker.translate.held import Members
from kingmaker.translate.states import Ground, Taken, completion


@dataclass(frozen=True, slots=True)
class Counter:
    """A decision of the others that stops or delays a coalition.

    Attributes
    ----------
    before : int
        The number of the step that it forestalls, from 1.
    instead_of : str
        That step's decision.
    step : Taken
        The decision of the others, and its days.
    day : int or None
        The day on which the coalition reaches its goal all the same; None if never.
    sure : bool
        Whether all ways were looked at.
    at : Organisation
        As it stood when it was decided.
    ground : Ground
        Where the others act.
    """

    before: int
    instead_of: str
    step: Taken
    day: int | None
    sure: bool
    at: Organisation
    ground: Ground

    def count(self, party: str, size: int) -> int:
        """How many of some players are among the others."""
        return self.ground.count(party, size)


def counter_moves(
    organisation: Organisation,
    members: Members,
    goals: tuple[Goal, ...],
    steps: list[str],
    day: int,
) -> list[Counter]:
    """Try every decision of the others before every step of a coalition's way.

    Parameters
    ----------
    organisation : Organisation
        As it stands on the first day.
    members : mapping of str to (int or None)
        The coalition.
    goals : tuple of Goal
        What it wants.
    steps : list of str
        The decisions of its way, in order.
    day : int
        The day on which they reach the goal.

    Returns
    -------
    list of Counter
        Those that stop it or delay it, each once, at the first step that it forestalls.
    """
    race = Race(organisation, members, goals)
    found: dict[str, Counter] = {}
    point = race.point(organisation)
    for number, name in enumerate(steps, start=1):
        here = race.position(point)
        if name not in here.able:
            break
        days = completion(here, name)
        if days is None:
            break
        for answered in race.counters(point, days[1]) if days[1] > point.day else ():
            step = answered.line[-1].step
            if step.decision in found:
                continue
            after, sure = race.alone(answered)
            if after is None or after > day:
                at = point.organisation
                found[step.decision] = Counter(number, name, step, after, sure, at, race.theirs)
        point = race.after(point, name)
    return list(found.values())
