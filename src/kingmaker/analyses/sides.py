"""A decision under two charters: every figure of it, side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import TypeAlias

from kingmaker.analyses.aims import Aim
from kingmaker.analyses.answer import Member, column
from kingmaker.analyses.coalitions import members
from kingmaker.analyses.going import way
from kingmaker.analyses.measured import Measured, told
from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Profile
from kingmaker.model import exact
from kingmaker.translate.paradox import paradoxes

MOST_COMPARED = 1_000
"""Minimal coalitions of each side that are looked up on the other."""

TOO_LARGE, UNKNOWN = "too large", "not known"
"""What stands where there is no figure."""

Value: TypeAlias = int | Fraction | str
Key: TypeAlias = tuple[str, tuple[Member, ...]]
"""What is compared, and of which coalition or party."""

Figures: TypeAlias = dict[Key, Value]


_WINNING, _BLOCKING = "minimal winning", "minimal blocking"
_VETO, _SHARE, _POWER = "have a veto", "share that wins", "Shapley-Shubik"
_HELPS = "a vote against can help it pass"
_REACHES, _DAYS, _STEPS = "reaches the goal", "days to the goal", "steps to the goal"
ORDER = (
    "the decision is there", _WINNING, _BLOCKING, _VETO, _SHARE, _POWER, _HELPS, _REACHES, _DAYS,
    _STEPS,
)  # fmt: skip
"""All that is compared, in the order in which it is told."""


@dataclass(slots=True)
class Side:
    """A decision as one charter has it.

    Attributes
    ----------
    decision : Measured
        The decision.
    name : str
        Its name in the file.
    aim : Aim or None
        Who wants to bring about what, if that is compared too.
    footing : set of str
        Dotted paths of the facts that its figures rest on.
    """

    decision: Measured
    name: str
    aim: Aim | None = None
    footing: set[str] = field(default_factory=set[str])
    known: Figures = field(default_factory=dict[Key, Value])
    helps: str | None = None

    def votes(self) -> Figures:
        """All that is a number or a name of the decision, in the order in which it is told."""
        if not self.known:
            for what, find in _FIGURES.items():
                try:
                    self.known.update(find(self.decision))
                except TooLarge:
                    self.known[what, ()] = TOO_LARGE
            self.footing |= self.decision.voting.footing
        return self.known

    def helping(self) -> Figures:
        """Whether opponents can do better by staying away, in any of its votes.

        Not a matter of the game: who can decide may be the same with another quorum.
        """
        if self.helps is None:
            found = paradoxes(self.decision.organisation, self.name)
            sure = any(one.witness is not None for one in found)
            self.helps = "yes" if sure else UNKNOWN if found else "no"
        return {(_HELPS, ()): self.helps}

    def going(self) -> Figures:
        """The way to the goal, if there is one to be compared."""
        if self.aim is None:
            return {}
        found = way(self.decision.organisation, self.aim)
        self.footing |= found.footing
        if found.day is None and not found.certain:
            return {(_REACHES, ()): UNKNOWN}
        there = found.day is not None
        mark = "" if found.certain else " at most"
        return {
            (_REACHES, ()): "yes" if there else "no",
            (_DAYS, ()): f"{found.day}{mark}" if there else "never there",
            (_STEPS, ()): f"{found.steps}{mark}" if there else "never there",
        }

    def same(self, other: Side) -> bool:
        """Whether the votes are the same on both sides, so that nobody can do more or less."""
        here, there = self.decision.voting, other.decision.voting
        return here.players == there.players and here.game == there.game


def text(value: Value | None) -> str | None:
    """A figure as it is printed, a fraction too long to read cut short."""
    match value:
        case int():
            return exact(Fraction(value))
        case Fraction():
            return told(value)
        case _:
            return value


def _winning(decision: Measured) -> Figures:
    return {(_WINNING, ()): sum(decision.minimal.count().values())}


def _blocking(decision: Measured) -> Figures:
    return {(_BLOCKING, ()): sum(decision.blocking.count().values())}


def _vetoers(decision: Measured) -> Figures:
    names = ", ".join(map(decision.organisation.label, decision.vetoers))
    return {(_VETO, ()): names or "nobody"}


def _power(decision: Measured) -> Figures:
    found = decision.shapley
    order = [party for party in decision.organisation.parties if party in found]
    return {(_POWER, (party,)): found[party] for party in order}


def _share(decision: Measured) -> Figures:
    return {(_SHARE, ()): decision.share_winning}


# power before the share, of which it is a by-product
_FIGURES: dict[str, Callable[[Measured], Figures]] = {
    _WINNING: _winning, _BLOCKING: _blocking, _VETO: _vetoers, _POWER: _power, _SHARE: _share,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ability:
    """What a coalition can do: here, and on another side."""

    coalition: tuple[Member, ...] = column("who acts together", unit="parties")
    here: str = column("whether they can in the case, and need all of them", unit="text")
    other: str = column("the world or charter that it is compared with", unit="text")
    there: str = column("whether they can there, and need all of them", unit="text")


def abilities(
    what: str, here: Side, there: Side, name: str, limit: int
) -> tuple[list[Ability], bool]:
    """Coalitions that need all their members on one side only, the smallest first.

    Parameters
    ----------
    what : str
        ``winning`` or ``blocking``.
    here, there : Side
        What is compared.
    name : str
        What the other side is called.
    limit : int
        How many to list at most.

    Returns
    -------
    rows : list of Ability
        On each side ``yes``, ``no``, or ``yes, not all needed``.
    all : bool
        Whether there are no others.
    """
    if here.same(there):
        return [], True
    sides = (here.decision, there.decision)
    try:
        both = [d.minimal if what == "winning" else d.blocking for d in sides]
    except TooLarge:
        return [], False
    found: dict[tuple[Member, ...], tuple[int, Ability]] = {}
    whole = all(minimal.profiles() <= MOST_COMPARED for minimal in both)
    for number, minimal in enumerate(both):
        own, other = sides[number], sides[1 - number]
        most = len(found) + limit
        for profile in islice(minimal, MOST_COMPARED):
            elsewhere = _ability(what, other, _group(own, profile))
            if elsewhere != "yes":
                named = members(profile, own.voting.players)
                said = (elsewhere, name, "yes") if number else ("yes", name, elsewhere)
                found[named] = (sum(profile), Ability(named, *said))
            if len(found) >= most and not whole:
                break  # there are too many to find the smallest
    ordered = sorted(found.values(), key=lambda item: item[0])
    return [row for _, row in ordered[:limit]], whole and len(ordered) <= limit


def _group(decision: Measured, profile: Profile) -> dict[str, int | None]:
    """A coalition by names, so that it can be looked up on the other side."""
    return {
        player.party: None if player.size == 1 else number
        for player, number in zip(decision.voting.players, profile, strict=True)
        if number
    }


def _ability(what: str, decision: Measured, group: dict[str, int | None]) -> str:
    can = decision.wins if what == "winning" else decision.blocks
    if not can(group):
        return "no"
    # without one of their number, or without all of one name
    fewer = [
        {**group, name: number - 1} if number else {n: k for n, k in group.items() if n != name}
        for name, number in group.items()
    ]
    return "yes, not all needed" if any(map(can, fewer)) else "yes"
