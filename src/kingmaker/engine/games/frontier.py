"""What is open in a game once some classes have answered, for every future once.

A state says, for every gate that somebody still waits for, how much weight it still needs.
Gates that are decided leave nothing behind but what they gave to others.

References
----------
Bolus, S. (2011). Power indices of simple games and vector-weighted majority games by means
of binary decision diagrams. European Journal of Operational Research 210, 258-272.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from kingmaker.engine.games.gates import Game, Gate

LOST, WON = 0, 1
"""Instead of a state: decided, whoever else agrees."""

State: TypeAlias = tuple[int, ...]
"""The weight that each gate still needs, inner gates before outer."""

DONE = -1  # in a state, for a gate that is decided or that nobody waits for


@dataclass(slots=True)
class Wired:
    """One gate, with its inputs and those it is an input of as numbers."""

    quota: int
    players: dict[int, int]
    inner: dict[int, int]
    left: list[int]  # weight of the players in each and later classes
    outer: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])


class Frontier:
    """The gates of a game, and the states they are in while the classes answer in order.

    Parameters
    ----------
    game : Game
        Monotone, as all games of gates are.
    """

    def __init__(self, game: Game) -> None:
        self.sizes = game.sizes
        self.gates = wired(game)
        needs = [max(0, gate.quota) for gate in self.gates]
        self.first = self._settle(needs, 0, range(len(self.gates)))

    def asking(self, asked: int) -> Callable[[State], list[State | int]]:
        """What a class makes of a state, by answering that 0, 1, … of its members agree."""
        weights = [(k, g.players[asked]) for k, g in enumerate(self.gates) if asked in g.players]
        touched = {k for k, _ in weights}
        for k, gate in enumerate(self.gates):
            if k in touched:
                touched.update(outer for outer, _ in gate.outer)
        order = sorted(touched)

        def answers(state: State) -> list[State | int]:
            found: list[State | int] = []
            for members in range(self.sizes[asked] + 1):
                needs = list(state)
                for k, weight in weights:
                    if needs[k] > 0:
                        needs[k] = max(0, needs[k] - weight * members)
                found.append(self._settle(needs, asked + 1, order))
            return found

        return answers

    def _settle(self, needs: list[int], asked: int, order: Iterable[int]) -> State | int:
        """Decide gates that are sure to open or stay shut."""
        decided = False
        for k in order:
            need = needs[k]
            if need < 0:
                continue
            gate = self.gates[k]
            hope = gate.left[asked]
            for inner, weight in gate.inner.items():
                if needs[inner] >= 0:
                    hope += weight
            if 0 < need <= hope:
                continue
            if k == len(needs) - 1:
                return LOST if need else WON
            needs[k], decided = DONE, True
            if not need:
                for outer, weight in gate.outer:
                    if needs[outer] > 0:
                        needs[outer] = max(0, needs[outer] - weight)
        if decided:
            for k in range(len(needs) - 2, -1, -1):
                if needs[k] >= 0 and all(needs[outer] < 0 for outer, _ in self.gates[k].outer):
                    needs[k] = DONE
        return tuple(needs)


def wired(game: Game) -> list[Wired]:
    """Number the gates, inner before outer; gates that say the same are one gate."""
    numbers: dict[int, int] = {}
    same: dict[tuple[int, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]], int] = {}
    found: list[Wired] = []
    for gate in game.gate.inner_first():
        inner: dict[int, int] = {}
        players: dict[int, int] = {}
        for source, weight in gate.inputs:
            number, heard = (
                (numbers[id(source)], inner) if isinstance(source, Gate) else (source, players)
            )
            if weight:
                heard[number] = heard.get(number, 0) + weight
        key = (gate.quota, tuple(sorted(inner.items())), tuple(sorted(players.items())))
        if key not in same or gate is game.gate:  # the outermost stays last
            left = [0] * (len(game.sizes) + 1)
            for k in range(len(game.sizes) - 1, -1, -1):
                left[k] = left[k + 1] + players.get(k, 0) * game.sizes[k]
            same[key] = len(found)
            for number, weight in inner.items():
                found[number].outer.append((len(found), weight))
            found.append(Wired(gate.quota, players, inner, left))
        numbers[id(gate)] = same[key]
    return found
