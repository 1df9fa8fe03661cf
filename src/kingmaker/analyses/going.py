"""Ways to a goal: the earliest and the shortest, at each level of resistance, and how sure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kingmaker.analyses.aims import Aim, named
from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Gate
from kingmaker.engine.paths.fewest import fewest
from kingmaker.engine.paths.plans import Plan, plan
from kingmaker.engine.paths.reach import Reached, earliest
from kingmaker.model import Organisation
from kingmaker.translate.bearing import relevant
from kingmaker.translate.campaigns import Campaign, campaign
from kingmaker.translate.contests import MOST_POSITIONS as MOST_IN_A_RACE
from kingmaker.translate.contests import Moved, Race, Unsettled
from kingmaker.translate.searching import MOST_POSITIONS, search
from kingmaker.translate.states import Ground, Position

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
class Way:
    """A way to a goal, or that there is none.

    Attributes
    ----------
    day : int or None
        Days until the goal is reached; None if no way was found.
    strides : tuple of Moved
        The steps, in the order in which they take effect. If others stop it, theirs too.
    certain : bool
        Whether none is earlier or shorter, whichever was asked, or there is none at all.
    limit : str
        What was left open, and why; empty if nothing was.
    footing : frozenset of str
        Dotted paths of the facts it rests on.
    """

    day: int | None
    strides: tuple[Moved, ...]
    certain: bool
    limit: str
    footing: frozenset[str]

    @property
    def steps(self) -> int:
        """Steps that the coalition takes."""
        return sum(stride.ours for stride in self.strides)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A coalition's try at a goal, where the others start nothing."""

    aim: Aim
    going: Campaign
    reached: Reached
    ground: Ground

    @property
    def able(self) -> set[str]:
        """The single decisions that can ever be carried."""
        made = zip(self.going.moves, self.reached.moves, strict=True)
        return {name for name, day in made if day is not None}

    @property
    def open_ended(self) -> bool:
        """Whether a decision can be taken after which more may be possible than the moves say."""
        return not self.going.open_ended.isdisjoint(self.able)

    @property
    def beyond_hope(self) -> bool:
        """Whether no decision whatever would give what is wanted, however shares are held."""
        hoped = [int(atom in self.going.hoped) for atom in range(self.going.quest.atoms)]
        wanted = self.going.quest.goal
        plain = all(goal.kind in ("oust", "flag", "take") for goal in self.aim.goals)
        return plain and isinstance(wanted, Gate) and not wanted.opens(hoped)

    def walk(self, found: Plan) -> Position | None:
        """A plan, walked through as the file says; None if it does not get there."""
        return self.ground.walk((self.going.moves[s.move] for s in found.steps), self.aim.goals)


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
    return _soonest(_attempt(organisation, aim, level))


def ways(organisation: Organisation, aim: Aim, level: str = "outvoted") -> tuple[Way, Way]:
    """The earliest way to a goal, and the one with the fewest steps, whatever the time.

    At the level ``contested`` the earliest is both.
    """
    if level == "contested":
        soon = _race(organisation, aim)
        return soon, soon
    attempt = _attempt(organisation, aim, level)
    return _soonest(attempt), _shortest(attempt)


def _attempt(organisation: Organisation, aim: Aim, level: str) -> _Attempt:
    unopposed = level == "unopposed"
    going = campaign(organisation, aim.members, aim.goals, unopposed=unopposed)
    ground = Ground(organisation, aim.members, unopposed)
    return _Attempt(aim, going, earliest(going.quest), ground)


def _soonest(attempt: _Attempt) -> Way:
    found = plan(attempt.going.quest, attempt.reached)
    if found is None:
        return _none(attempt)
    walked = attempt.walk(found)
    settled = not found.day or not attempt.open_ended
    if walked is not None and walked.day == found.day and settled:
        return Way(walked.day, _ours(walked), True, "", attempt.going.footing)
    return _searched(attempt, walked)


def _shortest(attempt: _Attempt) -> Way:
    few = fewest(attempt.going.quest, SECONDS)
    if few.plan is None:
        return _none(attempt)
    walked, footing = attempt.walk(few.plan), attempt.going.footing
    if attempt.open_ended and len(few.plan.steps) > 1:
        return _searched(attempt, walked, fewest_steps=True)
    if walked is not None and len(walked.taken) == few.bound:
        return Way(walked.day, _ours(walked), True, "", footing)
    if walked is not None and len(walked.taken) == len(few.plan.steps):
        limit = f"{few.bound} steps at least; whether fewer than {len(walked.taken)} do is open"
        return Way(walked.day, _ours(walked), False, limit, footing)
    return _searched(attempt, walked, fewest_steps=True)


def _none(attempt: _Attempt) -> Way:
    """None for certain, unless shares can be moved again and again; then it is looked for."""
    if attempt.open_ended and not attempt.beyond_hope:
        return _searched(attempt, None)
    return Way(None, (), True, "", attempt.going.footing)


def _searched(attempt: _Attempt, walked: Position | None, *, fewest_steps: bool = False) -> Way:
    """Every way in turn, since some steps undo what others need, or can be taken again."""
    ground, footing = attempt.ground, attempt.going.footing
    if not attempt.open_ended:
        ground = replace(ground, among=relevant(attempt.going)[0], known={})
    found = search(ground, attempt.aim.goals, fewest=fewest_steps)
    if found.position is not None:
        return Way(found.position.day, _ours(found.position), True, "", footing)
    if walked is not None:
        limit = f"whether another is better is open after {found.looked:,} positions"
        return Way(walked.day, _ours(walked), found.complete, limit, footing)
    if found.complete:
        return Way(None, (), True, "", footing)
    limit = f"no way was found in {MOST_POSITIONS:,} positions; whether there is one is open"
    return Way(None, (), False, limit, footing)


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
    return Way(outcome.day, outcome.line, True, "", footing)


def _acts(organisation: Organisation) -> frozenset[str]:
    """All that the others could do was looked at."""
    return frozenset(f"decisions.{name}" for name in organisation.decisions)


def _ours(position: Position) -> tuple[Moved, ...]:
    return tuple(Moved(True, step) for step in position.taken)


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
