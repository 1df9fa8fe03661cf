"""What can be brought about, and by which moves: the questions of reaching a goal.

What is true is a set of atoms, numbered: a seat won, a consent obtained, a share bought. A move
makes some of them true once others are. Nothing that was gained is ever lost, so whatever can be
done today can be done tomorrow, and doing it early never hurts.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise

from kingmaker.engine.games.gates import Gate, Input


@dataclass(frozen=True, slots=True)
class Move:
    """Something that can be brought about once its gate is open.

    Attributes
    ----------
    gate : Input
        What carries the vote: an atom, or a gate over atoms.
    needs : tuple of int
        Atoms that must be true besides.
    gives : tuple of int
        Atoms that it makes true.
    notice : int
        Days between being able to and the vote.
    dates : tuple of int or None
        The only days on which the vote can be held, ascending; None for any day.
    after : int
        Days between the vote and its effect.
    """

    gate: Input
    needs: tuple[int, ...]
    gives: tuple[int, ...]
    notice: int = 0
    dates: tuple[int, ...] | None = None
    after: int = 0

    def __post_init__(self) -> None:
        if self.notice < 0 or self.after < 0:
            raise ValueError("a vote is not held before its notice, nor takes effect before it")

    def vote(self, able: int) -> int | None:
        """The first day on which the vote can be held, if all it takes is there from a day on."""
        called = able + self.notice
        if self.dates is None:
            return called
        at = bisect_left(self.dates, called)
        return self.dates[at] if at < len(self.dates) else None

    def able_by(self, effect: int) -> int | None:
        """The last day from which on all it takes must be there, for an effect by a day."""
        vote = effect - self.after
        if self.dates is not None:
            at = bisect_right(self.dates, vote)
            if not at:
                return None
            vote = self.dates[at - 1]
        return vote - self.notice


@dataclass(frozen=True, slots=True)
class Quest:
    """A goal, what there is on day 0, and the moves that may lead from one to the other.

    Attributes
    ----------
    atoms : int
        How many atoms there are; they are numbered from 0.
    given : tuple of int
        Atoms that are true from day 0 on.
    moves : tuple of Move
        Each can be made once, and need not be.
    goal : Input
        An atom, or a gate over atoms.
    """

    atoms: int
    given: tuple[int, ...]
    moves: tuple[Move, ...]
    goal: Input

    def __post_init__(self) -> None:
        calendars: set[int] = set()
        atoms = range(self.atoms)
        if not all(atom in atoms for atom in self.given):
            raise ValueError(f"an atom is given beyond the {self.atoms} there are")
        for move in self.moves:
            if not all(atom in atoms for atom in (*move.needs, *move.gives)):
                raise ValueError(f"a move speaks of an atom beyond the {self.atoms} there are")
            dates = move.dates
            if dates is not None and id(dates) not in calendars:  # they are often shared
                calendars.add(id(dates))
                if any(later < earlier for earlier, later in pairwise(dates)):
                    raise ValueError("the days on which a vote can be held are in order")


@dataclass(frozen=True, slots=True)
class Net:
    """A quest, wired: everything in it is a node that counts what it hears.

    Nodes are numbered: the atoms, then the gates, inner before outer, then the moves.

    Attributes
    ----------
    quest : Quest
        What was wired.
    gates : list of Gate
        Each once, however often it is used.
    nodes : dict of int to int
        From the identity of a gate to its node.
    goal : int
        The node of the goal.
    quotas : list of int
        The weight that opens each node; for an atom 1, which nothing counts.
    at_once : list of int
        Nodes that are open on day 0: what is given, and gates that ask for nothing.
    heard : list of list of (int, int)
        For each node but the moves, who hears it, and as what weight.
    """

    quest: Quest
    gates: list[Gate]
    nodes: dict[int, int]
    goal: int
    quotas: list[int]
    at_once: list[int]
    heard: list[list[tuple[int, int]]]

    @property
    def first_move(self) -> int:
        """The node of the first move."""
        return len(self.heard)

    def node(self, source: Input) -> int:
        """The node of an atom or gate."""
        return self.nodes[id(source)] if isinstance(source, Gate) else source


def wire(quest: Quest) -> Net:
    """Number all gates of all moves, and tell every node who hears it.

    Raises
    ------
    ValueError
        If a gate hears an atom that there is not.
    """
    gates: list[Gate] = []
    nodes: dict[int, int] = {}
    for source in (*(move.gate for move in quest.moves), quest.goal):
        number_gates(source, quest.atoms, nodes, gates)

    def node_of(source: Input) -> int:
        return nodes[id(source)] if isinstance(source, Gate) else source

    quotas = [1] * quest.atoms
    heard: list[list[tuple[int, int]]] = [[] for _ in range(quest.atoms + len(gates))]
    for hearer, gate in enumerate(gates, quest.atoms):
        quotas.append(gate.quota)
        for source, weight in gate.inputs:
            heard[node_of(source)].append((hearer, weight))
    for hearer, move in enumerate(quest.moves, len(heard)):
        quotas.append(1 + len(move.needs))
        heard[node_of(move.gate)].append((hearer, 1))
        for atom in move.needs:
            heard[atom].append((hearer, 1))
    at_once = [node for node, gate in enumerate(gates, quest.atoms) if gate.quota <= 0]
    at_once.extend(quest.given)
    return Net(quest, gates, nodes, node_of(quest.goal), quotas, at_once, heard)


def number_gates(source: Input, atoms: int, nodes: dict[int, int], gates: list[Gate]) -> None:
    """Number a gate and those inside it that have no number yet, inner before outer."""
    waiting: list[tuple[Input, bool]] = [(source, False)]
    while waiting:
        source, ready = waiting.pop()
        if not isinstance(source, Gate):
            if not 0 <= source < atoms:
                raise ValueError(f"a gate hears atom {source}, and there are {atoms}")
        elif id(source) not in nodes:
            if ready:
                nodes[id(source)] = atoms + len(gates)
                gates.append(source)
            else:
                waiting.append((source, True))
                waiting += [(inner, False) for inner, _ in source.inputs]
