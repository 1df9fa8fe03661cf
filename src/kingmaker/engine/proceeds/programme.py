"""A programme of distributions: phases in order, each with fixed parts, a stop, and caps.

Capped profit is one, and so are the tiers of a fund: return of capital, preferred return,
catch-up, carry. A party of whom no more is known than its part is a party like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.engine.proceeds.stops import Stop


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a party gets.

    Attributes
    ----------
    amount : Fraction
        In money.
    on_top : bool
        Whether it is counted from the start of the phase, and not from the first payment of all.
    """

    amount: Fraction
    on_top: bool = False

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("a cap is not less than nothing")

    @staticmethod
    def multiple(times: Fraction | int, contributed: Fraction, *, on_top: bool = False) -> Cap:
        """So many times what was contributed, which may be less than what was promised."""
        return Cap(Fraction(times) * contributed, on_top)


@dataclass(frozen=True)
class Phase:
    """How each unit is shared out until something is reached.

    Attributes
    ----------
    parts : mapping of int to Fraction
        For each party its part of a unit, above 0; together they are the whole.
    until : Stop or None
        What ends it; None if nothing does. A phase whose stop is reached already is passed over.
    caps : mapping of int to Cap
        The most for a party while the phase lasts.
    instead : mapping of int to int
        Who gets the part of a party once it is capped. Who is not named here leaves it to the
        others that are not capped, in proportion to their parts.
    """

    parts: Mapping[int, Fraction]
    until: Stop | None = None
    caps: Mapping[int, Cap] = field(default_factory=dict[int, Cap])
    instead: Mapping[int, int] = field(default_factory=dict[int, int])

    def __post_init__(self) -> None:
        if any(part <= 0 for part in self.parts.values()):
            raise ValueError("a part is more than nothing")
        if sum(self.parts.values(), Fraction(0)) != 1:
            raise ValueError("the parts of a phase come to one; who gets the rest is a party too")
        for party in self.instead:
            heir, passed = party, {party}
            while heir in self.instead:
                heir = self.instead[heir]
                if heir in passed:
                    raise ValueError("what capped parties leave goes round in a circle")
                passed.add(heir)

    def slopes(self, capped: set[int], parties: int) -> tuple[Fraction, ...] | None:
        """What each party gets of the next unit; None if all who could are capped."""
        found = [Fraction(0)] * parties
        left = Fraction(0)
        for party, part in self.parts.items():
            heir = party
            while heir in capped and heir in self.instead:
                heir = self.instead[heir]
            if heir in capped:
                left += part
            else:
                found[heir] += part
        if left == 1:
            return None
        # what nobody is named for is shared as the rest is
        return tuple(part / (1 - left) for part in found)


def proportional(weights: Mapping[int, Fraction | int]) -> dict[int, Fraction]:
    """Parts of the whole in proportion to weights, such as units held; nobody with nothing."""
    whole = Fraction(sum(weights.values()))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("weights are not negative, and not all nothing")
    return {party: Fraction(weight) / whole for party, weight in weights.items() if weight}


@dataclass(frozen=True)
class Programme:
    """Phases in order.

    Attributes
    ----------
    parties : int
        How many there are, numbered from 0.
    phases : sequence of Phase
        In their order.
    caps : mapping of int to Cap
        The most for a party over all phases.
    rest : int or None
        Who gets what is left after the last phase; needed if that can end.
    """

    parties: int
    phases: Sequence[Phase]
    caps: Mapping[int, Cap] = field(default_factory=dict[int, Cap])
    rest: int | None = None

    def __post_init__(self) -> None:
        named = {*self.caps, *(() if self.rest is None else (self.rest,))}
        for number, phase in enumerate(self.phases):
            named |= {*phase.parts, *phase.caps, *phase.instead, *phase.instead.values()}
            if phase.until is not None:
                named |= phase.until.parties
                if phase.until.since > number:
                    raise ValueError("a stop counts from a phase that is over, or its own")
        if not all(0 <= party < self.parties for party in named):
            raise ValueError(f"parties are numbered from 0 to {self.parties - 1}")
        if self.rest in self.caps:
            raise ValueError("who gets the rest has no cap")
