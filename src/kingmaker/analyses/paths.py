"""By what lawful steps a coalition reaches a goal, how soon; and if it cannot, why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeAlias

from kingmaker.analyses.aims import Aim, CoalitionSaid, GoalSaid, aim, goals_told, named
from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import UnknownName, question
from kingmaker.analyses.going import LEVELS, RESISTANCE, Way, ways
from kingmaker.analyses.obstacles import additions, closed_state, obstacles
from kingmaker.model import Organisation, When
from kingmaker.translate.contests import Moved

Ways: TypeAlias = dict[tuple[str, tuple[Moved, ...]], list[str]]
"""The name and the steps of each way, with the levels at which it is one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a coalition can reach at one level of resistance."""

    level: str = column("what the others do", unit="text")
    reachable: bool | None = column(
        "whether there is a way for certain; – if that is open", unit="yes or no"
    )
    days: int | None = column("days of the earliest way", unit="days")
    on: When | None = column("the day on which the goal is reached then", unit="date")
    steps: int | None = column("steps of the earliest way", unit="count")
    fewest: int | None = column("steps of the shortest way", unit="count")
    fewest_days: int | None = column(
        "days that this shortest way takes; another as short may be sooner", unit="days"
    )
    open: str = column("what could not be settled", unit="text", usual="")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a way."""

    levels: str = column("what the others do", unit="text")
    way: str = column(
        "the earliest way, one with fewer steps, or how it is stopped",
        unit="text",
        usual="earliest",
    )
    step: int = column("the steps in the order in which they take effect", unit="count")
    by: str = column("who takes it", unit="text", usual="the coalition")
    decision: str = column("what is decided", unit="decision")
    able: int = column("the day from which it can be carried", unit="days")
    vote: int = column("the day of the vote", unit="days")
    effect: int = column("the day of its effect", unit="days")
    on: When | None = column("the date of its effect", unit="date")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way where nothing more can be done."""

    decision: str | None = column("a decision that would lead on", unit="decision")
    why: str = column("why it cannot be taken", unit="text")
    blocked_by: tuple[Member, ...] = column(
        "the fewest who block it, or some of those who do", unit="parties"
    )


@dataclass(frozen=True, slots=True)
class Attainable:
    """What a coalition can bring about all the same."""

    decision: str = column("what it can carry, and what changes something", unit="decision")
    days: int = column("days until it has effect, at the earliest", unit="days")


@dataclass(frozen=True, slots=True)
class Addition:
    """The smallest thing that would open a way."""

    kind: str = column("a member of the coalition, or a right of its own", unit="text")
    members: tuple[Member, ...] = column("who would have to join", unit="parties", usual=())
    rights: tuple[str, ...] = column(
        "what it would have to be able to decide alone", unit="decision", usual=()
    )
    days: int | None = column("days of the earliest way then", unit="days")
    steps: int | None = column("steps of that way", unit="count")


@question("By what lawful steps can {coalition} reach: {goal}?")
def paths(
    organisation: Organisation,
    coalition: CoalitionSaid,
    goal: GoalSaid,
    *,
    level: str | None = None,
) -> Answer[Reach]:
    """Find the sequence of lawful steps by which a coalition reaches a goal.

    Parameters
    ----------
    organisation : Organisation
        As it stands on the first day.
    coalition : str
        Who acts together, such as ann,bob,staff=385 for 385 of the staff.
    goal : str
        majority of BODY, hold SEAT, oust SEAT, oust PARTY from BODY, flag FLAG or take DECISION;
        several with "and" between them.
    level : str
        Only one of: unopposed (the others stay away), outvoted (they vote against, stay away and
        break quorums, but start nothing), contested (they may act first as well).

    Returns
    -------
    Answer of Reach
        One row a level: the earliest way in days and the shortest in steps. Parts: ``steps`` of
        these ways, and where there is none when outvoted, ``obstacles`` and ``additions``, the
        smallest that would open one, and ``attainable``, what it can do all the same. Whoever is
        put into a seat is taken to be loyal.

    References
    ----------
    Knuth, D. E. (1977). A generalization of Dijkstra's algorithm. Information Processing Letters
    6, 1-5.
    """
    wanted = aim(organisation, coalition, goal)
    if level is not None and level not in LEVELS:
        raise UnknownName(f"a level is {', '.join(LEVELS)}, and {level!r} is none")
    levels = LEVELS if level is None else (level,)
    rows: list[Reach] = []
    found_ways: Ways = {}
    footing: set[str] = set()
    blocked: list[Obstacle] = []
    added: list[Addition] = []
    closed: list[Attainable] = []
    for each in levels:
        soon, short = ways(organisation, wanted, each)
        footing |= soon.footing
        rows.append(_row(organisation, each, soon, short))
        for name, found in _ways(each, soon, short):
            name = name if found.day is not None else "how it is stopped"
            found_ways.setdefault((name, found.strides), []).append(each)
        if each == "outvoted" and soon.day is None and soon.certain:
            blocked += [Obstacle(*found) for found in obstacles(organisation, wanted)]
            added += [Addition(*found) for found in additions(organisation, wanted)]
            closed += [Attainable(*found) for found in closed_state(organisation, wanted)]
    return Answer(
        question=f"By what lawful steps can {named(organisation, wanted.members)} reach: "
        f"{goals_told(organisation, wanted.goals)}?",
        rows=tuple(rows),
        row=Reach,
        method="The earliest way by a fixed point over all that can be carried, the shortest by "
        "search; each way walked step by step before it is shown.",
        footing=frozenset(footing),
        notes=tuple(_notes(organisation, wanted, rows, found_ways)),
        parts=tuple(
            _parts(footing, tuple(_steps(organisation, found_ways)), blocked, added, closed)
        ),
    )


def _row(organisation: Organisation, level: str, soon: Way, short: Way) -> Reach:
    reachable = None if soon.day is None and not soon.certain else soon.day is not None
    limits = dict.fromkeys(filter(None, (soon.limit, short.limit)))
    few = None if level == "contested" or short.day is None else short
    ours = soon.steps if soon.day is not None else None
    return Reach(
        level, reachable, soon.day, _date(organisation, soon.day), ours,
        few.steps if few else None, few.day if few else None, "; ".join(limits),
    )  # fmt: skip


def _date(organisation: Organisation, day: int | None) -> When | None:
    begin = organisation.as_of
    if begin is None or day is None or len(begin.text) < len("2023-11-17"):
        return None
    last: date = begin.first + timedelta(days=day)
    return When(last.isoformat())


def _ways(level: str, soon: Way, short: Way) -> Iterator[tuple[str, Way]]:
    """The earliest way, and the shortest if it is shorter."""
    yield "earliest", soon
    if level != "contested" and short.steps < soon.steps:
        yield "fewest", short


def _steps(organisation: Organisation, ways: Ways) -> Iterator[PathStep]:
    """The steps of every way, with the levels at which it is the way."""
    for (name, strides), levels in ways.items():
        for number, stride in enumerate(strides, start=1):
            step = stride.step
            yield PathStep(
                ", ".join(levels), name, number, "the coalition" if stride.ours else "the others",
                step.decision, step.able, step.vote, step.effect,
                _date(organisation, step.effect),
            )  # fmt: skip


def _parts(
    footing: set[str],
    steps: tuple[PathStep, ...],
    blocked: list[Obstacle],
    added: list[Addition],
    closed: list[Attainable],
) -> Iterator[Answer[Any]]:
    rests = frozenset(footing)
    if steps:
        yield Answer(
            name="steps",
            question="Which steps are they?",
            rows=steps,
            row=PathStep,
            method="Each on the first day on which its conditions, notice and meetings allow it.",
            footing=rests,
        )
    if blocked:
        yield Answer(
            name="obstacles",
            question="What is in the way when outvoted?",
            rows=tuple(blocked),
            row=Obstacle,
            method="Decisions that bear on the goal, as things stand once all that can be carried "
            "is done.",
            footing=rests,
        )
    if closed:
        yield Answer(
            name="attainable",
            question="What can it bring about all the same?",
            rows=tuple(closed),
            row=Attainable,
            method="The closed state: all that can be carried, one thing after the other.",
            footing=rests,
        )
    if added:
        yield Answer(
            name="additions",
            question="What would open a way at the least?",
            rows=tuple(added),
            row=Addition,
            method="Coalitions with the fewest more members; single decisions taken alone.",
            footing=rests,
        )


def _seats_filled(organisation: Organisation, ways: Ways) -> bool:
    """Whether some way puts the coalition's own into seats."""
    taken = {stride.step.decision.partition(":")[0] for _, strides in ways for stride in strides}
    effects = (effect for name in taken for effect in organisation.decisions[name].effects)
    return any(effect.fill is not None and effect.by is None for effect in effects)


def _notes(
    organisation: Organisation, wanted: Aim, rows: list[Reach], ways: Ways
) -> Iterator[str]:
    none = [RESISTANCE[row.level] for row in rows if row.reachable is False]
    if len(none) == len(rows) and rows:
        else_ = " else" if organisation.ballots else ""
        told = none[0].replace("nobody", f"nobody{else_}")
        yield f"No lawful way leads there, even if {told}."
        own = [name for name in wanted.members if name in organisation.ballots]
        if own:
            yield f"Of the coalition itself, {', '.join(map(organisation.label, own))} is assumed."
    if any(row.days is not None for row in rows) and _seats_filled(organisation, ways):
        yield "Whoever the coalition puts into a seat is taken to be loyal to it."
    contestable = {
        name: entry.contestable
        for name, entry in organisation.decisions.items()
        if entry.contestable
    }
    for name, ground in contestable.items():
        yield f"{organisation.label(name)} may be contested in court: {ground}"
    last = _calendars_end(organisation)
    if last and any(row.reachable is False and row.level != "contested" for row in rows):
        yield f"No meeting after {last} is known; a later one might open a way."


def _calendars_end(organisation: Organisation) -> str:
    days = [m.date.last for meetings in organisation.calendar.values() for m in meetings]
    return max(days).isoformat() if days else ""
