"""A game as a decision diagram: classes of players asked one after the other.

Every node asks one class how many of its members agree and has one branch for each number;
equal remainders are one node. Counting coalitions and finding the minimal ones are then walks
over the nodes, and no coalition is ever listed to be counted.

References
----------
Bolus, S. (2011). Power indices of simple games and vector-weighted majority games by means
of binary decision diagrams. European Journal of Operational Research 210, 258-272.
"""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.engine.games.frontier import LOST, WON, Frontier, State
from kingmaker.engine.games.gates import Game, Profile

FEW_ANSWERS = 2_000
"""Answers that are worked out one by one; games with more of them are worked out in arrays."""


class TooLarge(ValueError):
    """A game is too large to be answered exactly with the memory allowed."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A game, compiled.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class, in the order in which they are asked.
    layer : tuple of int
        Which class each node asks. The first two nodes are `LOST` and `WON`, and ask none.
    branches : tuple of tuple of int
        For each node, where it leads when 0, 1, … members agree.
    root : int
        The node to begin with.
    """

    sizes: Profile
    layer: tuple[int, ...]
    branches: tuple[tuple[int, ...], ...]
    root: int


def few(game: Game, most: int | None = None, at_most: int | None = None) -> Diagram | None:
    """The diagram of a game with few answers, worked out one by one; None if it has more."""
    at_most = FEW_ANSWERS if at_most is None else at_most
    most = at_most if most is None else min(most, at_most)
    frontier = Frontier(game)
    states: dict[State, int] = {}
    first = _number(frontier.first, states)
    layers: list[list[tuple[int, ...]]] = []
    seen = 0
    for asked, size in enumerate(game.sizes):
        seen += len(states) * (size + 1)
        if seen > most:
            return None
        answers = frontier.asking(asked)
        following: dict[State, int] = {}
        layers.append([tuple([_number(s, following) for s in answers(state)]) for state in states])
        states = following
    return _reduce(game.sizes, layers, first)


def _number(state: State | int, known: dict[State, int]) -> int:
    """The number of a state in its layer, after those of the two ends."""
    return state if isinstance(state, int) else known.setdefault(state, len(known) + 2)


def _reduce(sizes: Profile, layers: list[list[tuple[int, ...]]], first: int) -> Diagram:
    """Merge states with the same future, from the last class back to the first."""
    layer = [-1, -1]
    branches: list[tuple[int, ...]] = [(), ()]
    nodes = [LOST, WON]
    for asked in range(len(sizes) - 1, -1, -1):
        known: dict[tuple[int, ...], int] = {}
        here = [LOST, WON]
        for reached in layers[asked]:
            to = tuple([nodes[state] for state in reached])
            node = to[0]
            if to.count(node) < len(to):
                node = known.setdefault(to, len(layer))
                if node == len(layer):
                    layer.append(asked)
                    branches.append(to)
            here.append(node)
        nodes = here
    return Diagram(sizes, tuple(layer), tuple(branches), nodes[first])


def step(diagram: Diagram, node: int, asked: int, members: int) -> int:
    """Where a node leads when so many members of a class agree; it may not ask that class."""
    return diagram.branches[node][members] if diagram.layer[node] == asked else node
