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
from typing import TypeAlias

from kingmaker.engine.gates import Game, Gate, Profile

LOST, WON = 0, 1
"""The two nodes that ask nothing: decided, whoever else agrees."""

MOST_STATES = 300_000
"""States of the gates that may be looked at before a game is refused as too large."""

State: TypeAlias = tuple[int, ...]
_OPEN, _SHUT, _IDLE = -1, -2, -3  # in a state, instead of the weight gathered so far


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


@dataclass(frozen=True, slots=True)
class _Wired:
    """One gate with its inputs as numbers; inner gates come before the outer."""

    quota: int
    players: dict[int, int]
    gates: tuple[tuple[int, int], ...]
    left: tuple[int, ...]  # weight of the players in this and later classes


def compile_game(game: Game, most: int = MOST_STATES) -> Diagram:
    """Turn a game into a diagram.

    Parameters
    ----------
    game : Game
        Monotone, as all games of gates are.
    most : int
        States that may be looked at.

    Returns
    -------
    Diagram
        Reduced: no two nodes lead to the same places, and none asks what does not matter.

    Raises
    ------
    TooLarge
        If more states than allowed would be needed.
    """
    wired = _wire(game)
    most = most * 32 // max(32, len(wired))  # the more gates, the more work each state is
    first = _settle(wired, tuple(0 for _ in wired), 0)
    layers: list[dict[State, tuple[State, ...]]] = []
    frontier = {first: None}
    seen = 0
    for number, size in enumerate(game.sizes):
        steps: dict[State, tuple[State, ...]] = {}
        following: dict[State, None] = {}
        for state in frontier:
            if state[-1] < 0:
                continue
            seen += size + 1
            if seen > most:
                raise TooLarge(
                    f"this game has more than {most:,} states of its votes after "
                    f"{number + 1} of {len(game.sizes)} kinds of players; merge players who "
                    "always act alike, or ask about one vote at a time"
                )
            reached = tuple(_agree(wired, state, number, n) for n in range(size + 1))
            steps[state] = reached
            following.update(dict.fromkeys(reached))
        layers.append(steps)
        frontier = following
    return _reduce(game.sizes, layers, first)


def _wire(game: Game) -> list[_Wired]:
    """Number the gates, inner before outer; gates that say the same are one gate."""
    numbers: dict[int, int] = {}
    same: dict[tuple[int, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]], int] = {}
    wired: list[_Wired] = []
    for gate in game.gate.inner_first():
        inner: list[tuple[int, int]] = []
        players: dict[int, int] = {}
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                inner.append((numbers[id(source)], weight))
            else:
                players[source] = players.get(source, 0) + weight
        key = (gate.quota, tuple(inner), tuple(sorted(players.items())))
        if key not in same or gate is game.gate:  # the outermost stays last
            left = [0] * (len(game.sizes) + 1)
            for k in range(len(game.sizes) - 1, -1, -1):
                left[k] = left[k + 1] + players.get(k, 0) * game.sizes[k]
            same[key] = len(wired)
            wired.append(_Wired(gate.quota, players, tuple(inner), tuple(left)))
        numbers[id(gate)] = same[key]
    return wired


def _agree(wired: list[_Wired], state: State, asked: int, members: int) -> State:
    """The state after one class has said how many of its members agree."""
    heard = tuple(
        weight + gate.players.get(asked, 0) * members if weight >= 0 else weight
        for gate, weight in zip(wired, state, strict=True)
    )
    return _settle(wired, heard, asked + 1)


def _settle(wired: list[_Wired], state: State, asked: int) -> State:
    """Decide the gates that are sure to open or stay shut, and forget those nobody waits for."""
    settled = list(state)
    for k, gate in enumerate(wired):
        if settled[k] < 0:
            continue
        sure = settled[k] + sum(w for g, w in gate.gates if settled[g] == _OPEN)
        hope = settled[k] + gate.left[asked]
        hope += sum(w for g, w in gate.gates if settled[g] != _SHUT)
        if sure >= gate.quota:
            settled[k] = _OPEN
        elif hope < gate.quota:
            settled[k] = _SHUT
    awaited = {len(wired) - 1}
    for k in range(len(wired) - 1, -1, -1):
        if k in awaited and settled[k] >= 0:
            awaited.update(g for g, _ in wired[k].gates)
    return tuple(weight if k in awaited else _IDLE for k, weight in enumerate(settled))


def _reduce(sizes: Profile, layers: list[dict[State, tuple[State, ...]]], first: State) -> Diagram:
    """Merge states with the same future, from the last class back to the first."""
    layer = [-1, -1]
    branches: list[tuple[int, ...]] = [(), ()]
    known: dict[tuple[int, tuple[int, ...]], int] = {}
    nodes: dict[State, int] = {}

    def node(state: State, later: dict[State, int]) -> int:
        if state[-1] == _OPEN:
            return WON
        return LOST if state[-1] == _SHUT else later[state]

    for number in range(len(sizes) - 1, -1, -1):
        here: dict[State, int] = {}
        for state, reached in layers[number].items():
            to = tuple(node(s, nodes) for s in reached)
            if len(set(to)) == 1:
                here[state] = to[0]
                continue
            key = (number, to)
            if key not in known:
                known[key] = len(layer)
                layer.append(number)
                branches.append(to)
            here[state] = known[key]
        nodes = here
    return Diagram(sizes, tuple(layer), tuple(branches), node(first, nodes))


def step(diagram: Diagram, node: int, asked: int, members: int) -> int:
    """Where a node leads when so many members of a class agree; it may not ask that class."""
    return diagram.branches[node][members] if diagram.layer[node] == asked else node
