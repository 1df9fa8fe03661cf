"""Equal players made one class, and parts of a game that nobody outside has a say in.

Two classes that weigh the same at every gate are one class for all that can be counted. A
gate whose players sit nowhere else is a *module*: to the rest of the game it is one player.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from kingmaker.engine.games.gates import Game, Gate, Input

T = TypeVar("T")


def merged(game: Game) -> tuple[Game, tuple[int, ...]]:
    """The same game with equal players in one class, and no weight above its quota.

    Parameters
    ----------
    game : Game
        With m classes.

    Returns
    -------
    tuple of (Game, tuple of m int)
        The game, and in which of its classes the members of each class now are.
    """
    gates = game.gate.inner_first()
    places: list[list[tuple[int, int]]] = [[] for _ in game.sizes]
    for number, gate in enumerate(gates):
        for source, weight in gate.inputs:
            if isinstance(source, int) and weight:
                places[source].append((number, weight))
    whole = any(weight > max(gate.quota, 1) for gate in gates for _, weight in gate.inputs)
    known: dict[tuple[tuple[int, int], ...], int] = {}
    homes = tuple(known.setdefault(_summed(weights), len(known)) for weights in places)
    if len(known) == len(homes) and not whole:
        return game, homes
    sizes = [0] * len(known)
    for home, size in zip(homes, game.sizes, strict=True):
        sizes[home] += size

    def inputs(gate: Gate) -> tuple[tuple[Input, int], ...]:
        said: dict[int, int] = {}  # what one class says twice is added up
        for source, weight in gate.inputs:
            if isinstance(source, int):
                said[source] = said.get(source, 0) + weight
        most = max(gate.quota, 1)  # who is enough alone is no more than enough
        return tuple({homes[s]: min(weight, most) for s, weight in said.items()}.items())

    return Game(tuple(sizes), rebuilt(game.gate, inputs)), homes


def _summed(weights: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Weights by gate, what is said twice added up."""
    by_gate: dict[int, int] = {}
    for gate, weight in weights:
        by_gate[gate] = by_gate.get(gate, 0) + weight
    return tuple(sorted(by_gate.items()))


def rebuilt(
    root: Gate,
    players: Callable[[Gate], tuple[tuple[Input, int], ...]],
    instead: dict[int, int] | None = None,
) -> Gate:
    """A gate with other players.

    Parameters
    ----------
    root : Gate
        The outermost.
    players : callable
        What a gate's players are to be, and their weights.
    instead : dict of int to int
        Gates, by their identity, for which a player stands.
    """
    instead = instead or {}
    new: dict[int, Gate] = {}
    for gate in root.inner_first():
        if id(gate) in instead:
            continue
        inner = tuple[tuple[Input, int], ...](
            (instead.get(id(source), new.get(id(source), source)), min(weight, max(gate.quota, 1)))
            for source, weight in gate.inputs
            if isinstance(source, Gate)
        )
        new[id(gate)] = Gate(gate.quota, (*players(gate), *inner))
    return new[id(root)]


@dataclass(frozen=True, slots=True)
class Module:
    """A part of a game that is one player to the rest.

    Attributes
    ----------
    game : Game
        The part by itself.
    classes : tuple of int
        Which class of the whole game each of its classes is.
    player : int
        The class, of one, that stands for it in the game without it.
    """

    game: Game
    classes: tuple[int, ...]
    player: int


def modules(game: Game) -> tuple[Game, tuple[int, ...], tuple[Module, ...]]:
    """Take the largest modules out of a game.

    Parameters
    ----------
    game : Game
        With any gates.

    Returns
    -------
    tuple of (Game, tuple of int, tuple of Module)
        The game with one player for each module; which class of the whole each of its first
        classes is; the modules, whose players come after those.
    """
    chosen = _largest(game)
    if not chosen:
        return game, tuple(range(len(game.sizes))), ()
    inside = {k for _, classes in chosen for k in classes}
    kept = [k for k in range(len(game.sizes)) if k not in inside]
    instead = {id(gate): len(kept) + number for number, (gate, _) in enumerate(chosen)}
    outer = rebuilt(game.gate, _renumbered(kept), instead)
    found = tuple(
        Module(
            Game(tuple(game.sizes[k] for k in classes), rebuilt(gate, _renumbered(classes))),
            tuple(classes),
            len(kept) + number,
        )
        for number, (gate, classes) in enumerate(chosen)
    )
    sizes = (*(game.sizes[k] for k in kept), *(1 for _ in chosen))
    return Game(sizes, outer), tuple(kept), found


def _renumbered(classes: list[int]) -> Callable[[Gate], tuple[tuple[Input, int], ...]]:
    """The players of a gate by their place in a list."""
    place = {old: new for new, old in enumerate(classes)}

    def inputs(gate: Gate) -> tuple[tuple[Input, int], ...]:
        return tuple((place[s], w) for s, w in gate.inputs if isinstance(s, int) and s in place)

    return inputs


def _largest(game: Game) -> list[tuple[Gate, list[int]]]:
    """The outermost gates that are modules, with the classes of each."""
    gates = game.gate.inner_first()
    heard: dict[int, set[int]] = {}  # classes below each gate
    below: dict[int, set[int]] = {}  # gates below each gate, itself included
    outer: dict[int, set[int]] = {id(gate): set() for gate in gates}
    homes: dict[int, set[int]] = {}  # gates that hear each class
    for gate in gates:
        me = id(gate)
        heard[me], below[me] = set(), {me}
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                heard[me] |= heard[id(source)]
                below[me] |= below[id(source)]
                outer[id(source)].add(me)
            elif weight:
                heard[me].add(source)
                homes.setdefault(source, set()).add(me)
    chosen: list[tuple[Gate, list[int]]] = []
    taken: set[int] = set()
    for gate in reversed(gates[:-1]):
        inside = below[id(gate)]
        if id(gate) in taken or sum(game.sizes[k] for k in heard[id(gate)]) < 2:
            continue
        alone = all(homes[k] <= inside for k in heard[id(gate)])
        if alone and all(outer[g] <= inside for g in inside if g != id(gate)):
            chosen.append((gate, sorted(heard[id(gate)])))
            taken |= inside
    return chosen


def expanded(figures: tuple[T, ...], homes: tuple[int, ...]) -> tuple[T, ...]:
    """Figures of merged classes, for the classes that they were."""
    return tuple(figures[home] for home in homes)
