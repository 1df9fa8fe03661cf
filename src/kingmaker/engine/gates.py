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
        weight = 0
        for source, worth in self.inputs:
            agree = source.opens(profile) if isinstance(source, Gate) else profile[source]
            weight += worth * agree
        return weight >= self.quota


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

    def wins(self, profile: Sequence[int]) -> bool:
        """Whether so many members of each class can decide on their own."""
        return self.gate.opens(profile)

    def blocks(self, profile: Sequence[int]) -> bool:
        """Whether so many members of each class can stop everyone else from deciding."""
        others = [size - n for size, n in zip(self.sizes, profile, strict=True)]
        return not self.gate.opens(others)

    def dual(self) -> Game:
        """The game of blocking: a coalition wins it exactly when it blocks this one."""
        return Game(self.sizes, _dual(self.gate, self.sizes))


def every(*inputs: Input) -> Gate:
    """A gate that opens when all the inputs agree; each class counts as one, by one member."""
    return some(len(inputs), *inputs)


def some(number: int, *inputs: Input) -> Gate:
    """A gate that opens when a number of the inputs agree."""
    return Gate(number, tuple((source, 1) for source in inputs))


def _dual(gate: Gate, sizes: Profile) -> Gate:
    """Weights that are left over without the coalition fall short of the quota."""
    total = sum(
        worth if isinstance(source, Gate) else worth * sizes[source]
        for source, worth in gate.inputs
    )
    inputs = tuple(
        (_dual(source, sizes) if isinstance(source, Gate) else source, worth)
        for source, worth in gate.inputs
    )
    return Gate(total - gate.quota + 1, inputs)
