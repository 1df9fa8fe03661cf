"""From a goal back to the moves that it rests on.

Going back from the goal, everything wanted is given something earlier to rest on, by the day on
which it is wanted: of the moves that give it, the one that asks for least besides what is wanted
already; of what a gate hears, what opens it for least.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from math import inf

from kingmaker.engine.paths.quests import Quest, wire
from kingmaker.engine.paths.reach import run

MOST_LOOKS = 5_000_000
"""Inputs of gates that are looked at to use what comes late and is still in time."""

COSTLIEST = 1 << 40
"""Where the counting of moves ends: what takes that many is as bad as anything."""


def supports(quest: Quest, by: int) -> list[int]:
    """Moves that together reach the goal by a day, few of them superfluous.

    Parameters
    ----------
    quest : Quest
        Nothing in it is given.
    by : int
        No earlier than the goal can be reached.

    Returns
    -------
    list of int
        Ascending.
    """
    return sorted(_Backwards(quest, by).chosen())


class _Backwards:
    """One way back from a goal.

    Nodes are ranked in the order in which they come true. Whatever has a lower rank than what
    it is to support cannot rest on it in turn, so that no two things support each other.
    """

    def __init__(self, quest: Quest, by: int) -> None:
        self.quest, self.by = quest, by
        self.looks = 0
        self.net = wire(quest)
        self.course = run(self.net, by=by)
        self.rank = {node: rank for rank, node in enumerate(self.course.order)}
        self.givers: dict[int, list[int]] = {}
        for number in self.course.made:
            for atom in quest.moves[number].gives:
                self.givers.setdefault(atom, []).append(number)
        self.moves: set[int] = set()
        self.wanted: dict[int, int] = {}  # atoms, and the day by which they are wanted
        self.agenda: list[tuple[int, int]] = []  # a heap of atoms, the highest rank first
        self.secured: dict[int, tuple[int, float]] = {}  # gates, by when and below which rank
        self.cost: dict[int, int] = {}
        for node in self.course.order:
            self.cost[node] = min(COSTLIEST, self.first_cost(node))

    def sources(self, number: int) -> Iterator[int]:
        """The nodes that a move takes."""
        yield self.net.node(self.quest.moves[number].gate)
        yield from self.quest.moves[number].needs

    def first_cost(self, node: int) -> int:
        """Moves it takes to bring a node about as early as can be, none of them shared."""
        day, rank = self.course.days[node], self.rank[node]
        assert day is not None
        if node >= self.quest.atoms:
            return sum(self.cost[source] for source in self.opening(node, day, rank))
        return 1 + min(
            sum(self.cost[source] for source in self.sources(number))
            for number in self.givers[node]
            if all(self.in_time(source, day, rank) for source in self.sources(number))
        )

    def in_time(self, node: int, by: int, below: float) -> bool:
        """Whether a node is true by a day, and ranked below what it is to support."""
        day = self.course.days[node]
        return day is not None and day <= by and self.rank[node] < below

    def price(self, node: int) -> int:
        """Moves that a node would add to those chosen."""
        return 0 if node in self.wanted or node in self.secured else self.cost[node]

    def opening(self, node: int, by: int, below: float) -> list[int]:
        """Inputs that open a gate for few moves."""
        gate = self.net.gates[node - self.quest.atoms]
        offers: list[tuple[int, int, int, int]] = []
        for source, weight in gate.inputs:
            inner = self.net.node(source)
            if weight and self.in_time(inner, by, below):
                price = self.price(inner)
                offers.append((price * gate.quota // weight, price, -weight, inner))
        self.looks += len(gate.inputs)
        offers.sort()
        missing, taken = gate.quota, list[tuple[int, int, int]]()
        for _, price, weight, inner in offers:
            if missing <= 0:
                break
            missing += weight
            taken.append((price, -weight, inner))
        for offer in sorted(taken, reverse=True):  # the dearest first
            if missing + offer[1] <= 0:
                missing += offer[1]
                taken.remove(offer)
        return [inner for *_, inner in taken]

    def want(self, node: int, by: int, below: float) -> None:
        """Put atoms on the agenda, and open gates on the way to them."""
        asked = [(node, by, below)]
        while asked:
            node, by, below = asked.pop()
            if node < self.quest.atoms:
                if node not in self.wanted:
                    heappush(self.agenda, (-self.rank[node], node))
                self.wanted[node] = min(by, self.wanted.get(node, by))
                continue
            if self.looks > MOST_LOOKS:  # as it opened first: that will do for everyone
                day = self.course.days[node]
                by, below = day if day is not None else by, self.rank[node]
            day_before, below_before = self.secured.get(node, (inf, inf))
            if by < day_before or below < below_before:
                inner = self.opening(node, by, below)
                self.secured[node] = by, below
                asked += [(source, by, below) for source in inner]

    def chosen(self) -> set[int]:
        """The moves, chosen from the goal back to the start."""
        self.want(self.net.goal, self.by, inf)
        while self.agenda:
            rank, atom = heappop(self.agenda)
            number, able = min(
                self.ways(atom, -rank),
                key=lambda way: (
                    (way[0] not in self.moves)
                    + sum(self.price(source) for source in self.sources(way[0]))
                ),
            )
            self.moves.add(number)
            for source in self.sources(number):
                self.want(source, able, -rank)
        return self.moves

    def ways(self, atom: int, rank: int) -> Iterator[tuple[int, int]]:
        """Moves that give an atom by when it is wanted, and until when each can wait."""
        for number in self.givers[atom]:
            able = self.quest.moves[number].able_by(self.wanted[atom])
            if able is not None and all(
                self.in_time(source, able, rank) for source in self.sources(number)
            ):
                yield number, able
