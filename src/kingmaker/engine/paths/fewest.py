"""The fewest moves that reach a goal, whatever the time they take.

To find them is as hard as to find the fewest sets that cover others, and so there is a limit to
the time. What was not proved by then is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kingmaker.engine.paths.landmarks import EASY, Few, search
from kingmaker.engine.paths.parts import part_of, relevant
from kingmaker.engine.paths.plans import Plan, plan, prune, replay
from kingmaker.engine.paths.proposals import propose
from kingmaker.engine.paths.quests import Move, Net, Quest, wire
from kingmaker.engine.paths.reach import earliest, run


@dataclass(frozen=True, slots=True)
class Fewest:
    """A plan of few moves, and how few they could be at best.

    Attributes
    ----------
    plan : Plan or None
        None if the goal cannot be reached.
    bound : int
        No plan has fewer moves.
    """

    plan: Plan | None
    bound: int

    @property
    def proved(self) -> bool:
        """Whether it is proved that there is no plan with fewer moves."""
        return self.plan is None or len(self.plan.steps) == self.bound


def fewest(quest: Quest, seconds: float = 10.0) -> Fewest:
    """Find a plan with the fewest moves, however long they take.

    Parameters
    ----------
    quest : Quest
        All that there is.
    seconds : float
        For how long fewer moves are looked for. The plan for the earliest day, to begin with,
        is found in any case.

    Returns
    -------
    Fewest
        Proved or not; see there.
    """
    reached = earliest(quest)
    soonest = plan(quest, reached)
    if soonest is None:
        return Fewest(None, 0)
    # of moves that can stand in for one another, those that come about first are made first
    moves = relevant(quest, reached.moves)
    moves.sort(key=lambda move: (reached.moves[move] or 0, move))
    numbers = {move: number for number, move in enumerate(moves)}
    few = _fewest_of(
        part_of(quest, moves), frozenset(numbers[step.move] for step in soonest.steps), seconds
    )
    if len(few.moves) == len(soonest.steps):
        return Fewest(soonest, few.bound)  # as few, and on the earliest day at that
    kept, none_to_spare = prune(quest, [moves[number] for number in sorted(few.moves)])
    found = replay(quest, kept)
    assert found is not None
    return Fewest(replace(found, pruned=none_to_spare), few.bound)


def _fewest_of(quest: Quest, moves: frozenset[int], seconds: float) -> Few:
    """The fewest moves of a quest of which some moves are known that reach the goal.

    Days are left out at first: seats with terms of their own are then like any others. If what
    is found can be held to its dates, that was all there was to look for.
    """
    timeless = tuple(Move(move.gate, move.needs, move.gives) for move in quest.moves)
    dated = any(move.dates is not None for move in quest.moves)
    first = seconds / 2 if dated else seconds
    found = _look(wire(replace(quest, moves=timeless)), Few(moves, 0), first)
    if not dated:
        return found
    net = wire(quest)
    others = frozenset(range(len(quest.moves))) - found.moves
    if run(net, others).days[net.goal] is not None:
        moves = found.moves
    known = Few(moves, found.bound)
    return known if len(moves) == found.bound else _look(net, known, seconds / 2)


def _look(net: Net, known: Few, seconds: float) -> Few:
    """Look for fewer moves by ourselves if that is quick, and else with clingo."""
    found = search(net, known, EASY)
    return found if len(found.moves) == found.bound else propose(net, found, seconds)
