"""Compound voting games: threshold gates over players and other gates.

One kind of gate is enough. A vote, a veto, "all of", "any of", "two of three" and a need are
the same thing with different numbers: weighted inputs and the weight it takes.

Equal players come as one class with a head-count, so that 770 members of staff are one
class and a coalition says how many of each class agree: a *profile*, not a list of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Input: TypeAlias = "int | Gate"
"""The number of a class of players, or another gate."""

Profile: TypeAlias = tuple[int, ...]
"""How many members of each class agree."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Opens when the inputs that agree weigh at least the quota.

    Attributes
    ----------
    quota : int
        The weight it takes. A quota of zero or less is always met.
    inputs : tuple of (Input, int)
        What may agree, and the weight of each; for a class, of each of its members.
        Weights are not negative, so that more agreement never shuts a gate.
    """

    quota: int
    inputs: tuple[tuple[Input, int], ...]

    def __post_init__(self) -> None:
        if any(weight < 0 for _, weight in self.inputs):
            raise ValueError("the weights of a gate cannot be negative")

    def opens(self, profile: Sequence[int]) -> bool:
        """Whether a profile, so many members of each class, opens the gate."""
        open_: dict[int, bool] = {}
        for gate in self.inner_first():
            weight = 0
            for source, worth in gate.inputs:
                agree = open_[id(source)] if isinstance(source, Gate) else profile[source]
                weight += worth * agree
            open_[id(gate)] = weight >= gate.quota
        return open_[id(self)]

    def inner_first(self) -> list[Gate]:
        """Every gate inside this one once, however often it is used, and this one last."""
        found: dict[int, Gate] = {}
        waiting: list[tuple[Gate, bool]] = [(self, False)]
        while waiting:
            gate, ready = waiting.pop()
            if ready:
                found[id(gate)] = gate
            elif id(gate) not in found:
                waiting.append((gate, True))
                waiting += [(s, False) for s, _ in gate.inputs if isinstance(s, Gate)]
        return list(found.values())


@dataclass(frozen=True, slots=True)
class Game:
    """A monotone simple game: classes of equal players, and the gate they have to open.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class, at least one each.
    gate : Gate
        What the players have to open together.
    """

    sizes: Profile
    gate: Gate

    def __post_init__(self) -> None:
        if any(size < 1 for size in self.sizes):
            raise ValueError("a class of players has at least one member")

    @property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @property
    def vote(self) -> tuple[int, Profile] | None:
        """The quota and the weight of a member of each class, if the game is one vote."""
        gate = self.gate
        while len(gate.inputs) == 1:  # a gate that opens with its only input is that input
            source, weight = gate.inputs[0]
            if not isinstance(source, Gate) or not 0 < gate.quota <= weight:
                break
            gate = source
        weights = [0] * len(self.sizes)
        for source, weight in gate.inputs:
            if not isinstance(source, Gate):
                weights[source] += weight
            elif weight:
                return None
        return gate.quota, tuple(weights)

    def wins(self, profile: Sequence[int]) -> bool:
        """Whether so many members of each class can decide on their own."""
        return self.gate.opens(profile)

    def blocks(self, profile: Sequence[int]) -> bool:
        """Whether so many members of each class can stop everyone else from deciding."""
        others = [size - n for size, n in zip(self.sizes, profile, strict=True)]
        return not self.gate.opens(others)

    def dual(self) -> Game:
        """The game of blocking: a coalition wins it exactly when it blocks this one."""
        duals: dict[int, Gate] = {}
        for gate in self.gate.inner_first():
            total, inputs = 0, list[tuple[Input, int]]()
            for source, worth in gate.inputs:
                inner = isinstance(source, Gate)
                total += worth if inner else worth * self.sizes[source]
                inputs.append((duals[id(source)] if inner else source, worth))
            # the weights that are left without the coalition fall short of the quota
            duals[id(gate)] = Gate(total - gate.quota + 1, tuple(inputs))
        return Game(self.sizes, duals[id(self.gate)])


def every(*inputs: Input) -> Gate:
    """A gate that opens when all the inputs agree; each class counts as one, by one member."""
    return some(len(inputs), *inputs)


def some(number: int, *inputs: Input) -> Gate:
    """A gate that opens when a number of the inputs agree."""
    return Gate(number, tuple((source, 1) for source in inputs))
