"""A race: a coalition goes its way, and the others may act first.

The coalition has the first move. What it can do at once is done before anybody can act. What
takes it time gives the others theirs: before it takes effect, they may take any decision that they
can carry against the coalition and that takes effect no later. Notices of both sides run from the
day on which a side could first carry a decision. The others want the goal never to be reached,
or else as late as can be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kingmaker.engine.paths.reach import earliest
from kingmaker.model import Goal, Organisation
from kingmaker.translate.bearing import relevant, touching, with_effects
from kingmaker.translate.campaigns import campaign
from kingmaker.translate.held import Members
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players
from kingmaker.translate.searching import search
from kingmaker.translate.states import Ground, Position, Taken, completion, fingerprint

MOST_POSITIONS = 1_500
"""Positions of a race that are looked at before it is given up."""


LONGEST = 40
"""Steps of both sides that are followed."""


class Unsettled(Exception):
    """A race was given up: there were more positions than are looked at."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A step in a race.

    Attributes
    ----------
    ours : bool
        Whether the coalition took it, or the others.
    step : Taken
        What was decided, and when.
    """

    ours: bool
    step: Taken


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a race ends if both sides do their best.

    Attributes
    ----------
    day : int or None
        The day on which the goal is reached; None if never.
    line : tuple of Moved
        The steps of both sides; where the goal is never reached, those after which it cannot be.
    """

    day: int | None
    line: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point in a race: the organisation, and since when each side could carry what."""

    organisation: Organisation
    day: int
    ours: Mapping[str, int]
    theirs: Mapping[str, int]
    line: tuple[Moved, ...] = ()


def others(organisation: Organisation, members: Members) -> dict[str, int | None]:
    """Everybody else who may act: not those whose ballots are taken as given."""
    looking = Looking(organisation)
    players = Players(looking)
    left: dict[str, int | None] = {}
    for name in organisation.parties:
        if looking.ballot(name) is not None:
            continue
        if name not in members:
            left[name] = None
        elif members[name] is not None:
            rest = players.count(name) - (members[name] or 0)
            if rest > 0:
                left[name] = rest
    return left


@dataclass(slots=True)
class Race:
    """A coalition, its goals, and the others.

    Attributes
    ----------
    organisation : Organisation
        As it stands on the first day.
    members : mapping of str to (int or None)
        The coalition.
    goals : tuple of Goal
        What it wants.
    plan : tuple of str
        Decisions that lead there if the others start nothing: they are tried first.
    soonest : int
        The day on which they do: nothing is better.
    most : int
        Positions that are looked at.
    """

    organisation: Organisation
    members: Members
    goals: tuple[Goal, ...]
    plan: tuple[str, ...] = ()
    soonest: int = 0
    most: int = MOST_POSITIONS
    looked: int = 0
    rounds: int = 0  # times that a way was cut short, since it went round
    refuted: set[tuple[object, int]] = field(default_factory=set[tuple[object, int]])
    ours: Ground = field(init=False)
    theirs: Ground = field(init=False)
    hopeless: dict[tuple[object, ...], bool] = field(
        default_factory=dict[tuple[object, ...], bool]
    )

    def __post_init__(self) -> None:
        self.ours = Ground(self.organisation, self.members)
        left = others(self.organisation, self.members)
        self.theirs = Ground(self.organisation, left, nominee="the others' nominee for ")
        names, about = relevant(campaign(self.organisation, self.members, self.goals))
        own = {goal.of for goal in self.goals if goal.kind == "take"}
        self.ours.among = names | own | frozenset(with_effects(self.organisation))
        self.theirs.among = frozenset(touching(self.organisation, about))

    def run(self) -> Outcome:
        """Play it to the end.

        Raises
        ------
        Unsettled
            If there are too many positions.
        """
        return self._best(self.point(self.organisation), {})

    def point(self, organisation: Organisation) -> Point:
        """The first day."""
        return self._point(organisation, 0, {}, {}, ())

    def position(self, point: Point) -> Position:
        """What the coalition can do at some point."""
        taken = tuple(moved.step for moved in point.line)
        return Position(point.organisation, point.day, point.ours, taken)

    def after(self, point: Point, name: str) -> Point:
        """What follows if one decision of ours takes effect next."""
        days = completion(self.position(point), name)
        assert days is not None
        step = Moved(True, Taken(name, point.ours[name], *days))
        organisation = self.ours.enacted(point.organisation, name)
        day = max(point.day, days[1])
        line = (*point.line, step)
        return self._point(organisation, day, point.ours, point.theirs, line, name)

    def alone(self, point: Point) -> tuple[int | None, bool]:
        """The day of the goal if the others start nothing more, and whether that is sure."""
        if self._lost(point):
            return None, True
        mine = tuple(moved.step for moved in point.line if moved.ours)
        begin = Position(point.organisation, point.day, point.ours, mine)
        found = search(self.ours, self.goals, begin=begin)
        return (found.position.day, True) if found.position else (None, found.complete)

    def _point(
        self, organisation: Organisation, day: int, ours: Mapping[str, int],
        theirs: Mapping[str, int], line: tuple[Moved, ...], again: str | None = None,
    ) -> Point:  # fmt: skip
        """A point with what each side can carry, and since when; what was taken begins anew."""
        taken = tuple(moved.step for moved in line)

        def since(ground: Ground, before: Mapping[str, int]) -> dict[str, int]:
            return {
                name: before[name] if name in before and name != again else day
                for name in ground.carriable(organisation, taken)
            }

        return Point(organisation, day, since(self.ours, ours), since(self.theirs, theirs), line)

    def _best(self, point: Point, path: Mapping[object, int]) -> Outcome:
        """The coalition to move."""
        here = self.position(point)
        mine = tuple(moved.step for moved in point.line if moved.ours)
        if self.ours.reached(Position(point.organisation, point.day, {}, mine), self.goals):
            return Outcome(point.day, point.line)
        if self._lost(point):
            return Outcome(None, point.line)
        key = self._key(point)
        if key in path:  # as it was before, and later: nothing is gained
            self.rounds += 1
            return Outcome(None, point.line)
        if (key, point.day) in self.refuted:
            return Outcome(None, point.line)
        self.looked += 1
        if self.looked > self.most or len(point.line) > LONGEST:
            raise Unsettled
        rounds = self.rounds
        best = Outcome(None, point.line)
        due = sorted(
            (self._planned(name, len(mine)), days[1], name)
            for name in point.ours
            if (days := completion(here, name)) is not None
        )
        for _, effect, name in due:
            if best.day is not None and best.day <= self.soonest:
                break
            if best.day is not None and effect > best.day:
                continue
            outcome = self._answered(point, name, effect, {**path, key: _own_steps(point.line)})
            if _better(outcome, best):
                best = outcome
        if best.day is None and self.rounds == rounds:  # whichever way it was come by
            self.refuted.add((key, point.day))
        return best

    def _planned(self, name: str, steps: int) -> int:
        """How far off a decision is in the plan for those who are only outvoted."""
        ahead = self.plan[steps:]
        return ahead.index(name) if name in ahead else len(self.plan)

    def _answered(
        self, point: Point, name: str, effect: int, path: Mapping[object, int]
    ) -> Outcome:
        """What comes of one decision of ours, the others answering as is worst for us."""
        worst: Outcome | None = None
        answers = list(self.counters(point, effect)) if effect > point.day else []
        for answered in answers:
            if self._lost(answered):
                return Outcome(None, answered.line)
        for answered in answers:
            before = path.get(self._key(answered))
            if before is not None:
                self.rounds += 1
            if before is not None and before == _own_steps(answered.line):
                continue  # the others have gone in a circle on their own
            if before is not None:  # what we have done since has led nowhere, and will again
                return Outcome(None, answered.line)
            outcome = self._best(answered, path)
            if outcome.day is None:
                return outcome
            if worst is None or outcome.day > (worst.day or 0):
                worst = outcome
        unanswered = self._carried(point, name, path)
        if worst is None or unanswered.day is None or unanswered.day >= (worst.day or 0):
            return unanswered
        return worst

    def _carried(self, point: Point, name: str, path: Mapping[object, int]) -> Outcome:
        """One decision of ours taking effect, nobody acting before."""
        try:
            following = self.after(point, name)
        except (KeyError, ValueError):
            return Outcome(None, point.line)
        wanted = any(goal.kind == "take" and goal.of == name for goal in self.goals)
        before = fingerprint(point.organisation, tuple(m.step for m in point.line))
        then = fingerprint(following.organisation, tuple(m.step for m in following.line))
        if before == then and not wanted:
            return Outcome(None, point.line)  # it changes nothing
        return self._best(following, path)

    def counters(self, point: Point, by: int) -> Iterator[Point]:
        """Every decision of the others that takes effect by a day and changes something."""
        taken = tuple(moved.step for moved in point.line)
        there = Position(point.organisation, point.day, point.theirs, taken)
        before = fingerprint(point.organisation, taken)
        for name in point.theirs:
            days = completion(there, name)
            if days is None or days[1] > by:
                continue
            try:
                after = self.theirs.enacted(point.organisation, name)
            except (KeyError, ValueError):
                continue
            step = Taken(name, point.theirs[name], *days)
            line = (*point.line, Moved(False, step))
            if fingerprint(after, (*taken, step)) != before:
                day = max(point.day, days[1])
                yield self._point(after, day, point.ours, point.theirs, line, name)

    def _lost(self, point: Point) -> bool:
        """Whether nothing leads to the goal any more, even if the others start nothing."""
        taken = tuple(moved.step for moved in point.line)
        key = (*fingerprint(point.organisation, taken), point.day)
        if key not in self.hopeless:
            now = point.organisation
            members = self.ours.with_nominees(now)
            goals = self._left(point)
            on = campaign(now, members, goals, begin=self.organisation, day=point.day)
            reached = earliest(on.quest)
            able = (n for n, day in zip(on.moves, reached.moves, strict=True) if day is not None)
            more = not on.open_ended.isdisjoint(able)  # the moves do not say all
            self.hopeless[key] = reached.goal is None and not more
        return self.hopeless[key]

    def _left(self, point: Point) -> tuple[Goal, ...]:
        """Goals that are not yet done: a decision once taken stays taken."""
        done = {moved.step.decision for moved in point.line if moved.ours}
        return tuple(g for g in self.goals if not (g.kind == "take" and g.of in done))

    def _key(self, point: Point) -> tuple[object, ...]:
        taken = tuple(moved.step for moved in point.line)
        return (
            *fingerprint(point.organisation, taken),
            tuple(sorted((name, point.day - day) for name, day in point.ours.items())),
            tuple(sorted((name, point.day - day) for name, day in point.theirs.items())),
        )


def _own_steps(line: tuple[Moved, ...]) -> int:
    """How many steps the coalition has taken."""
    return sum(moved.ours for moved in line)


def _better(one: Outcome, other: Outcome) -> bool:
    """Whether one outcome is better for the coalition: sooner, or as soon in fewer steps."""
    if one.day is None:
        return other.day is None and len(one.line) > len(other.line)  # says why not
    return other.day is None or (one.day, len(one.line)) < (other.day, len(other.line))
