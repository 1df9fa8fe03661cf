"""The fewest moves, by landmarks: sets of moves of which every plan makes at least one.

Whatever moves are chosen and are not enough, there is a landmark among the others; and disjoint
landmarks each take a move. That is a bound from below, and a short list of moves to try next.

References
----------
Helmert, M. and Domshlak, C. (2009). Landmarks, critical paths and abstractions: what's the
difference anyway? Proceedings of ICAPS 2009, 162-169.

Haslum, P., Slaney, J. and Thiébaux, S. (2012). Minimal landmarks for optimal delete-free
planning. Proceedings of ICAPS 2012, 353-357.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kingmaker.engine.paths.chains import chains
from kingmaker.engine.paths.quests import Net
from kingmaker.engine.paths.reach import run

EASY = 20_000
"""Nodes that are looked at in the time that it takes to load clingo, or less."""


@dataclass(frozen=True, slots=True)
class Few:
    """Few moves that reach a goal, and how few they could be at best.

    Attributes
    ----------
    moves : frozenset of int
        The fewest found.
    bound : int
        No plan has fewer.
    """

    moves: frozenset[int]
    bound: int


class OutOfWork(Exception):
    """The work allowed is done, and the answer not found."""


class Landmarks:
    """Landmarks of one quest.

    Parameters
    ----------
    net : Net
        The quest, wired.
    chains : list of list of int
        Moves that can stand in for those after them, and are made before them.
    most : int or None
        Nodes that may be looked at; None for any number.
    by : int or None
        The day by which the goal has to be reached; None if any day will do.
    """

    def __init__(
        self,
        net: Net,
        chains: list[list[int]],
        most: int | None = None,
        by: int | None = None,
    ) -> None:
        self.net = net
        self.all = frozenset(range(len(net.quest.moves)))
        self.chain = {move: chain for chain in chains for move in chain}
        self.left = most
        self.by = by

    def reached(self, barred: AbstractSet[int]) -> bool:
        """Whether the goal is reached in time without some moves."""
        if self.left is not None:
            self.left -= len(self.net.quotas)
            if self.left < 0:
                raise OutOfWork
        return run(self.net, barred, self.by).days[self.net.goal] is not None

    def beyond(self, chosen: AbstractSet[int], barred: AbstractSet[int]) -> set[int]:
        """A landmark of the plans that make all the chosen moves, and none that is barred.

        Parameters
        ----------
        chosen : set of int
            Moves that do not reach the goal on their own.
        barred : set of int
            Moves that are out of the question.

        Returns
        -------
        set of int
            None of it can be left out. Empty if there are no such plans.
        """
        shut = self.all - chosen - barred
        halves = [sorted(shut)]
        while halves:
            some = halves.pop()
            fewer = shut.difference(some)
            if not self.reached(fewer | barred):
                shut = fewer
            elif len(some) > 1:
                middle = len(some) // 2
                halves += [some[middle:], some[:middle]]
        return set(shut)

    def disjoint(self, chosen: AbstractSet[int], barred: AbstractSet[int]) -> list[set[int]]:
        """Landmarks without a common move: as many moves are missing, or more."""
        found: list[set[int]] = []
        open_ = set(chosen)
        while not self.reached(self.all - open_):
            found.append(self.beyond(open_, barred))
            if not found[-1]:
                break
            open_ |= found[-1]
        return found

    def completed(
        self, chosen: frozenset[int], barred: frozenset[int], room: int
    ) -> frozenset[int] | None:
        """A plan that makes the chosen moves and at most so many others, none of them barred."""
        missing = self.disjoint(chosen, barred)
        if not missing:
            return chosen
        if len(missing) > room or not missing[-1]:
            return None
        for move in sorted({self.next_of(move, chosen) for move in missing[0]}):
            if move not in barred:
                found = self.completed(chosen | {move}, barred, room - 1)
                if found is not None:
                    return found
                barred |= frozenset(self.chain[move]) - chosen
        return None

    def next_of(self, move: int, chosen: AbstractSet[int]) -> int:
        """The first move not yet chosen that can stand in for a move."""
        return next(other for other in self.chain[move] if other not in chosen)


def search(net: Net, known: Few, most: int | None = None, by: int | None = None) -> Few:
    """Look for the fewest moves that reach a goal.

    Parameters
    ----------
    net : Net
        The quest, wired.
    known : Few
        What is known already.
    most : int or None
        Nodes that may be looked at; None to look until the end, however long it takes.
    by : int or None
        The day by which the goal has to be reached; None if any day will do.
    """
    if most is not None and most < len(net.quotas):
        return known
    landmarks = Landmarks(net, chains(net), most, by)
    bound, nothing = known.bound, frozenset[int]()
    try:
        bound = max(bound, len(landmarks.disjoint(nothing, nothing)))
        while bound < len(known.moves):
            found = landmarks.completed(nothing, nothing, bound)
            if found is not None:
                return Few(found, bound)
            bound += 1
    except OutOfWork:
        pass
    return Few(known.moves, bound)
