"""By when a goal can be reached: the first day of everything.

Since nothing is ever lost, it never hurts to do at once whatever can be done. What is true
spreads in the order of its days, and the first day on which something is true is its earliest.

References
----------
Knuth, D. E. (1977). A generalization of Dijkstra's algorithm. Information Processing Letters 6,
1-5.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import heappop, heappush

from kingmaker.engine.paths.quests import Net, Quest, wire


@dataclass(frozen=True, slots=True)
class Reached:
    """The first day of everything in a quest; None for what cannot be reached at all.

    Attributes
    ----------
    atoms : tuple of (int or None)
        The day from which each atom is true.
    moves : tuple of (int or None)
        The day on which each move takes effect.
    goal : int or None
        The day on which the goal is reached.
    """

    atoms: tuple[int | None, ...]
    moves: tuple[int | None, ...]
    goal: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """What happens if everything is done as soon as it can be.

    Attributes
    ----------
    days : list of (int or None)
        For each node of the net, the day from which it is true, open or able to be voted on.
    effects : list of (int or None)
        For each move, the day on which it takes effect.
    order : list of int
        The atoms and gates, as they came: each after all that it rests on.
    made : list of int
        The moves, as they took effect.
    """

    days: list[int | None]
    effects: list[int | None]
    order: list[int]
    made: list[int]


def earliest(quest: Quest) -> Reached:
    """Find the first day on which each atom can be true, each move made, and the goal reached.

    Parameters
    ----------
    quest : Quest
        Of any size; the time taken grows with the inputs of its gates, as n log n.

    Returns
    -------
    Reached
        Exact.
    """
    net = wire(quest)
    course = run(net)
    return Reached(tuple(course.days[: quest.atoms]), tuple(course.effects), course.days[net.goal])


def run(net: Net, barred: AbstractSet[int] = frozenset(), by: int | None = None) -> Course:
    """Let everything happen as soon as it can, but for some moves that are barred.

    Parameters
    ----------
    net : Net
        The quest, wired.
    barred : set of int
        Moves that are not made.
    by : int or None
        The last day looked at; None for all days.
    """
    moves, heard, first_move = net.quest.moves, net.heard, net.first_move
    lacking = net.quotas.copy()
    days: list[int | None] = [None] * len(lacking)
    effects: list[int | None] = [None] * len(moves)
    order: list[int] = []
    made: list[int] = []
    today = 0
    opening = net.at_once.copy()
    coming: list[tuple[int, int]] = []  # a heap of effects: the day, and the move
    while True:
        while opening:
            node = opening.pop()
            if days[node] is not None:
                continue
            days[node] = today
            if node >= first_move:
                number = node - first_move
                vote = None if number in barred else moves[number].vote(today)
                if vote is not None:
                    heappush(coming, (vote + moves[number].after, number))
                continue
            order.append(node)
            for hearer, weight in heard[node]:
                if lacking[hearer] > 0:
                    lacking[hearer] -= weight
                    if lacking[hearer] <= 0:
                        opening.append(hearer)
        if not coming or (by is not None and coming[0][0] > by):
            return Course(days, effects, order, made)
        today, number = heappop(coming)
        effects[number] = today
        made.append(number)
        opening.extend(moves[number].gives)
