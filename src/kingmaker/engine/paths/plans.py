"""Plans: which moves to make, and on which days, to reach a goal."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kingmaker.engine.paths.landmarks import EASY, Few, search
from kingmaker.engine.paths.parts import part_of, relevant
from kingmaker.engine.paths.quests import Net, Quest, wire
from kingmaker.engine.paths.reach import Course, Reached, run
from kingmaker.engine.paths.supports import supports

MOST_WORK = 3_000_000
"""Moves that are replayed at most to see which of a plan can be left out: a few seconds."""


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a plan, and its days.

    Attributes
    ----------
    move : int
        The number of the move.
    able : int
        The day from which all it takes is there.
    vote : int
        The day of the vote.
    effect : int
        The day on which it takes effect.
    """

    move: int
    able: int
    vote: int
    effect: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps that reach a goal.

    Attributes
    ----------
    steps : tuple of Step
        In the order of their effects; each comes after those that it rests on.
    day : int
        The day on which the goal is reached.
    pruned : bool
        Whether it is known that without any one of the steps the goal is reached later or
        never. It is not known of plans so long that it was not tried for every step.
    """

    steps: tuple[Step, ...]
    day: int
    pruned: bool


def replay(quest: Quest, moves: Collection[int]) -> Plan | None:
    """What comes of some moves alone, each made as soon as it can be.

    Parameters
    ----------
    quest : Quest
        All that there is.
    moves : collection of int
        The moves that are made; those that cannot be, for want of others, are left out.

    Returns
    -------
    Plan or None
        Its days, not pruned; None if the moves do not reach the goal.
    """
    chosen = sorted(set(moves))
    net = wire(replace(quest, moves=tuple(quest.moves[number] for number in chosen)))
    course = run(net)
    day = course.days[net.goal]
    if day is None:
        return None
    steps = tuple(_step(net, course, number, chosen[number]) for number in course.made)
    return Plan(steps, day, pruned=not steps)


def _step(net: Net, course: Course, number: int, name: int) -> Step:
    """One move of a course, under the name it has in the whole quest."""
    able, effect = course.days[net.first_move + number], course.effects[number]
    assert able is not None and effect is not None  # noqa: PT018
    return Step(name, able, effect - net.quest.moves[number].after, effect)


def plan(quest: Quest, reached: Reached, most: int = MOST_WORK) -> Plan | None:
    """A plan that reaches the goal on the earliest day, and has no step to spare.

    Parameters
    ----------
    quest : Quest
        All that there is.
    reached : Reached
        What `earliest` found for it.
    most : int
        Moves that may be replayed to see which can be left out.

    Returns
    -------
    Plan or None
        With the fewest steps that the day allows, if it is a matter of milliseconds to find
        them; otherwise mostly so. None if the goal cannot be reached.

    Raises
    ------
    ValueError
        If the days are of another quest.
    """
    if reached.goal is None:
        return None
    moves = relevant(quest, reached.moves, reached.goal)
    part = part_of(quest, moves)
    kept, none_to_spare = prune(part, supports(part, reached.goal), reached.goal, most)
    fewer = search(wire(part), Few(frozenset(kept), 0), EASY, reached.goal).moves
    if len(fewer) < len(kept):
        kept, none_to_spare = sorted(fewer), True
    found = replay(quest, [moves[number] for number in kept])
    if found is None or found.day != reached.goal:
        raise ValueError("the days reached are of another quest")
    return replace(found, pruned=none_to_spare)


def prune(
    quest: Quest, moves: Sequence[int], by: int | None = None, most: int = MOST_WORK
) -> tuple[list[int], bool]:
    """Leave out one move after the other that is not needed.

    Parameters
    ----------
    quest : Quest
        All that there is.
    moves : sequence of int
        Moves that reach the goal with one another's help.
    by : int or None
        The day by which they still have to; None if any day will do.
    most : int
        Moves that may be replayed.

    Returns
    -------
    moves : list of int
        Those that were kept, in the order of their effects.
    none_to_spare : bool
        Whether each of them was tried, and none can be left out.
    """
    net = wire(part_of(quest, moves))
    barred: set[int] = set()
    course = run(net, by=by)
    kept = course.made
    untried = kept.copy()
    while untried and most > 0:
        number = untried.pop()  # the last first: what only led to it then goes with it
        if course.effects[number] is None:
            continue
        without = run(net, barred | {number}, by)
        most -= len(kept)
        if without.days[net.goal] is not None:
            barred.add(number)
            course, kept = without, without.made
    return [moves[number] for number in kept], not untried
