"""What ends a phase of a programme, and what is noted where something changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Protocol


class Why(Enum):
    """What happens at a break point."""

    REACHED = "reached"
    """Parties have the amount at which a phase ends."""
    HURDLE = "hurdle"
    """They have it, and it is what they must have before others get a part of the profit."""
    DISTRIBUTED = "distributed"
    """So much is distributed in all that a phase ends."""
    CAUGHT_UP = "caught up"
    """Parties have their part of the profit."""
    CAPPED = "capped"
    """A party has the most that it gets."""
    EXHAUSTED = "exhausted"
    """All who had a part in a phase are capped."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that happens at a break point.

    Attributes
    ----------
    why : Why
        What.
    phase : int
        In which phase, by number.
    parties : frozenset of int
        Whose amount, part or cap it is.
    """

    why: Why
    phase: int
    parties: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Paid:
    """What parties have, and get of the next unit.

    Attributes
    ----------
    payouts, slopes : sequence of n Fraction
        For each party, counted from the phase that a stop counts from.
    """

    payouts: Sequence[Fraction]
    slopes: Sequence[Fraction]

    def of(self, parties: frozenset[int]) -> tuple[Fraction, Fraction]:
        """What some have together, and get."""
        have = sum((self.payouts[p] for p in parties), Fraction(0))
        return have, sum((self.slopes[p] for p in parties), Fraction(0))

    @property
    def whole(self) -> Fraction:
        """What all have."""
        return sum(self.payouts, Fraction(0))


class Stop(Protocol):
    """What ends a phase."""

    @property
    def parties(self) -> frozenset[int]:
        """Whose payouts it looks at; nobody's, if at the whole only."""
        ...

    @property
    def since(self) -> int:
        """The phase from whose start payouts are counted."""
        ...

    @property
    def why(self) -> Why:
        """What is noted when it ends a phase."""
        ...

    def left(self, paid: Paid) -> Fraction | None:
        """How much more is distributed until it is reached; None if it never is so."""
        ...


@dataclass(frozen=True, slots=True)
class Reaches:
    """Parties have an amount.

    Attributes
    ----------
    parties : frozenset of int
        Who, together.
    amount : Fraction
        How much, of what is paid from the start of phase `since` on.
    since : int
        0 for all that they ever get.
    hurdle : bool
        Whether that is a hurdle: what they must have before others get a part of the profit.
    """

    parties: frozenset[int]
    amount: Fraction
    since: int = 0
    hurdle: bool = False

    @property
    def why(self) -> Why:
        """What is noted when it ends a phase."""
        return Why.HURDLE if self.hurdle else Why.REACHED

    def left(self, paid: Paid) -> Fraction | None:
        """How much more is distributed until it is reached; None if it never is so."""
        have, get = paid.of(self.parties)
        return _until(self.amount - have, get)


@dataclass(frozen=True, slots=True)
class Distributed:
    """So much is distributed in all, from the start of phase `since` on."""

    amount: Fraction
    since: int = 0

    @property
    def parties(self) -> frozenset[int]:
        """Nobody's payouts are looked at."""
        return frozenset()

    @property
    def why(self) -> Why:
        """What is noted when it ends a phase."""
        return Why.DISTRIBUTED

    def left(self, paid: Paid) -> Fraction | None:
        """How much more is distributed until it is reached."""
        return _until(self.amount - paid.whole, Fraction(1))


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Parties have a part of all that is distributed from the start of phase `since` on.

    Attributes
    ----------
    parties : frozenset of int
        Who, together.
    part : Fraction
        Of the profits: so `since` is the first phase after the return of capital.
    since : int
        The phase from whose start both are counted.
    """

    parties: frozenset[int]
    part: Fraction
    since: int

    def __post_init__(self) -> None:
        if not 0 <= self.part < 1:
            raise ValueError("a part to catch up to is less than the whole")

    @property
    def why(self) -> Why:
        """What is noted when it ends a phase."""
        return Why.CAUGHT_UP

    def left(self, paid: Paid) -> Fraction | None:
        """How much more is distributed until it is reached; None if it never is so."""
        have, get = paid.of(self.parties)
        return _until(self.part * paid.whole - have, get - self.part)


def _until(missing: Fraction, speed: Fraction) -> Fraction | None:
    if missing <= 0:
        return Fraction(0)
    return missing / speed if speed > 0 else None
