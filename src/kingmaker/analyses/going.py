"""Ways to a goal: the earliest and the shortest, at each level of resistance, and how sure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kingmaker.analyses.aims import Aim, named
from kingmaker.engine import TooLarge
from kingmaker.engine.fewest import fewest
from kingmaker.engine.gates import Gate
from kingmaker.engine.plans import plan
from kingmaker.engine.reach import earliest
from kingmaker.model import Organisation
from kingmaker.translate.campaigns import Campaign, campaign, relevant
from kingmaker.translate.contests import MOST_POSITIONS as MOST_IN_A_RACE
from kingmaker.translate.contests import Race, Unsettled
from kingmaker.translate.states import MOST_POSITIONS, Ground, Position, Taken, search

LEVELS = ("unopposed", "outvoted", "contested")
"""How much the others do: nothing; vote, or stay away from votes; act first as well."""

RESISTANCE = {
    "unopposed": "nobody opposes it",
    "outvoted": "the others vote against it or stay away",
    "contested": "the others may act first",
}
"""The levels in words."""

SECONDS = 10.0
"""For how long fewer steps are looked for."""


@dataclass(frozen=True, slots=True)
class Stride:
    """One step of a way.

    Attributes
    ----------
    ours : bool
        Whether the coalition takes it, or the others.
    step : Taken
        The decision and its days.
    """

    ours: bool
    step: Taken


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a goal, or that there is none.

    Attributes
    ----------
    day : int or None
        Days until the goal is reached; None if no way was found.
    strides : tuple of Stride
        The steps, in the order in which they take effect. If others stop it, theirs too.
    certain : bool
        Whether none is earlier or shorter, whichever was asked, or there is none at all.
    limit : str
        What was left open, and why; empty if nothing was.
    footing : frozenset of str
        Dotted paths of the facts it rests on.
    """

    day: int | None
    strides: tuple[Stride, ...]
    certain: bool
    limit: str
    footing: frozenset[str]

    @property
    def steps(self) -> int:
        """Steps that the coalition takes."""
        return sum(stride.ours for stride in self.strides)


def way(organisation: Organisation, aim: Aim, level: str = "outvoted") -> Way:
    """The earliest way to a goal.

    Parameters
    ----------
    organisation : Organisation
        As it stands; its ``ballots`` are taken as given.
    aim : Aim
        Who wants what.
    level : str
        One of `LEVELS`.
    """
    if level == "contested":
        return _race(organisation, aim)
    going = campaign(organisation, aim.members, aim.goals, unopposed=level == "unopposed")
    return _soonest(organisation, aim, going, level)


def _soonest(organisation: Organisation, aim: Aim, going: Campaign, level: str) -> Way:
    reached = earliest(going.quest)
    found = plan(going.quest, reached)
    ground = Ground(organisation, aim.members, level == "unopposed")
    if found is None:
        return _none(ground, aim, going)
    walked = ground.walk((going.moves[step.move] for step in found.steps), aim.goals)
    settled = not found.day or not _open_ended(going)
    if walked is not None and walked.day == found.day and settled:
        return Way(walked.day, _ours(walked), True, "", going.footing)
    return _searched(ground, aim, going, walked)


def shortest(organisation: Organisation, aim: Aim, level: str = "outvoted") -> Way:
    """The way to a goal with the fewest steps, whatever the time; not for ``contested``."""
    going = campaign(organisation, aim.members, aim.goals, unopposed=level == "unopposed")
    few = fewest(going.quest, SECONDS)
    ground = Ground(organisation, aim.members, level == "unopposed")
    if few.plan is None:
        return _none(ground, aim, going)
    walked = ground.walk((going.moves[step.move] for step in few.plan.steps), aim.goals)
    if _open_ended(going) and len(few.plan.steps) > 1:
        return _searched(ground, aim, going, walked, fewest_steps=True)
    if walked is not None and len(walked.taken) == few.bound:
        return Way(walked.day, _ours(walked), True, "", going.footing)
    if walked is not None and len(walked.taken) == len(few.plan.steps):
        limit = f"{few.bound} steps at least; whether fewer than {len(walked.taken)} do is open"
        return Way(walked.day, _ours(walked), False, limit, going.footing)
    return _searched(ground, aim, going, walked, fewest_steps=True)


def _searched(
    ground: Ground, aim: Aim, going: Campaign, walked: Position | None,
    *, fewest_steps: bool = False,
) -> Way:  # fmt: skip
    """Every way in turn, since some steps undo what others need, or can be taken again."""
    if not _open_ended(going):
        ground = replace(ground, among=relevant(going)[0], known={})
    found = search(ground, aim.goals, fewest=fewest_steps)
    if found.position is not None:
        return Way(found.position.day, _ours(found.position), True, "", going.footing)
    if walked is not None:
        limit = f"whether another is better is open after {found.looked:,} positions"
        return Way(walked.day, _ours(walked), found.complete, limit, going.footing)
    if found.complete:
        return Way(None, (), True, "", going.footing)
    limit = f"no way was found in {MOST_POSITIONS:,} positions; whether there is one is open"
    return Way(None, (), False, limit, going.footing)


def _race(organisation: Organisation, aim: Aim) -> Way:
    unhindered = way(organisation, aim, "outvoted")
    if unhindered.day is None:
        return unhindered
    plan_ = tuple(stride.step.decision for stride in unhindered.strides)
    race = Race(organisation, aim.members, aim.goals, plan_, unhindered.day)
    footing = unhindered.footing | _acts(organisation)
    try:
        outcome = race.run()
    except Unsettled:
        limit = f"the race is open after {MOST_IN_A_RACE:,} positions"
        return Way(None, (), False, limit, footing)
    strides = tuple(Stride(moved.ours, moved.step) for moved in outcome.line)
    return Way(outcome.day, strides, True, "", footing)


def _acts(organisation: Organisation) -> frozenset[str]:
    """All that the others could do was looked at."""
    return frozenset(f"decisions.{name}" for name in organisation.decisions)


def _none(ground: Ground, aim: Aim, going: Campaign) -> Way:
    """None for certain, unless shares can be moved again and again; then it is looked for."""
    if _open_ended(going) and not _beyond_hope(aim, going):
        return _searched(ground, aim, going, None)
    return Way(None, (), True, "", going.footing)


def _beyond_hope(aim: Aim, going: Campaign) -> bool:
    """Whether no decision whatever would give what is wanted, however shares are held."""
    hoped = [int(atom in going.hoped) for atom in range(going.quest.atoms)]
    wanted = going.quest.goal
    plain = all(goal.kind in ("oust", "flag", "take") for goal in aim.goals)
    return plain and isinstance(wanted, Gate) and not wanted.opens(hoped)


def _open_ended(going: Campaign) -> bool:
    """Whether a decision can be taken after which more may be possible than the moves say."""
    reached = earliest(going.quest).moves
    able = (name for name, day in zip(going.moves, reached, strict=True) if day is not None)
    return not going.open_ended.isdisjoint(able)


def _ours(position: Position) -> tuple[Stride, ...]:
    return tuple(Stride(True, step) for step in position.taken)


def can_reach(organisation: Organisation, aim: Aim, level: str, within: int | None = None) -> bool:
    """Whether a goal can be reached, within so many days if that is asked.

    Raises
    ------
    TooLarge
        If that is open: there is more to look at than is looked at.
    """
    found = way(organisation, aim, level)
    if found.day is None and not found.certain:
        who = named(organisation, aim.members)
        raise TooLarge(
            f"whether {who} can reach it is open: {found.limit}; ask for another level, assume "
            "what others do, or leave out decisions that do not matter"
        )
    return found.day is not None and (within is None or found.day <= within)
