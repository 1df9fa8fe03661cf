"""How votes may come to be counted otherwise: rules and shares changed, seats that lose votes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from kingmaker.model import Effect, Organisation
from kingmaker.translate.instances import every_instance
from kingmaker.translate.looking import Looking
from kingmaker.translate.seats import holder_of

Atom: TypeAlias = tuple[str, ...]
"""Something that may be so: what, and of which seat, flag or decision."""

Gains: TypeAlias = Callable[[Effect, str], Iterable[Atom]]
"""What an effect of a single decision makes so."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A change to how votes are counted.

    Attributes
    ----------
    once : tuple of str
        The atom that says that it has come about.
    effects : tuple of Effect
        What it changes.
    by : tuple of str
        The single decisions that bring it about.
    """

    once: Atom
    effects: tuple[Effect, ...]
    by: tuple[str, ...]


def switches_of_decisions(organisation: Organisation) -> Iterator[Switch]:
    """Decisions that change rules or shares."""
    for name in every_instance(organisation):
        effects = tuple(
            e for e in _effects(organisation, name) if e.kind in ("set", "transfer", "issue")
        )
        if effects:
            yield Switch(("done", name), effects, (name,))


def switches_of_seats(organisation: Organisation, gains: Gains) -> Iterator[Switch]:
    """What decides whether a seat has its votes, turned round."""
    found: dict[Atom, tuple[Effect, ...]] = {}
    for body in organisation.bodies.values():
        for held in body.seats.values():
            if held.counts is None:
                continue
            flag = held.counts.flag or held.counts.not_flag
            place = held.counts.vacant or held.counts.held
            if flag is not None and organisation.flags[flag].raised:
                found["no flag", flag] = (Effect.model_validate({"clear": flag}),)
            elif flag is not None:
                found["flag", flag] = (Effect.model_validate({"flag": flag}),)
            elif place is not None:
                if holder_of(organisation, place) is None:
                    somebody = next(iter(organisation.parties))
                    effect = {"fill": place, "with": somebody}
                    found["held", place] = (Effect.model_validate(effect),)
                else:
                    found["vacant", place] = (Effect.model_validate({"vacate": place}),)
    for atom, effects in found.items():
        by = tuple(
            name
            for name in every_instance(organisation)
            if any(atom in gains(e, name) for e in _effects(organisation, name))
        )
        if by:
            yield Switch(atom, effects, by)


def more_may_help(
    organisation: Organisation, switch: Switch, loyal: Callable[[str], bool]
) -> bool:
    """Whether moving shares once more may help a coalition.

    New shares in others' hands never do, unless a cap rises with them or something is asked about
    how many somebody holds.
    """
    for effect in switch.effects:
        if effect.transfer is not None:
            return True
        if effect.issue is not None:
            taker = effect.issue.taker
            free = Looking(organisation).ballot(taker) is None
            alone = organisation.parties[taker].part_of is None
            if loyal(taker) or not (free and alone) or _totals_matter(organisation):
                return True
    return False


def _totals_matter(organisation: Organisation) -> bool:
    """Whether it matters how many shares there are in all, or somebody holds."""
    asked = [c for decision in organisation.decisions.values() for c in decision.requires]
    for body in organisation.bodies.values():
        if body.cap is not None:
            return True
        asked += [seat.counts for seat in body.seats.values() if seat.counts is not None]
    return any(condition.holding is not None for condition in asked)


def _effects(organisation: Organisation, name: str) -> tuple[Effect, ...]:
    return organisation.decisions[name.partition(":")[0]].effects


def overlap(switches: list[Switch]) -> bool:
    """Whether two changes are of the same value, so that their order matters."""
    paths = [p.split(".") for switch in switches for e in switch.effects for p in e.sets or ()]
    return any(
        one[: len(other)] == other
        for i, one in enumerate(paths)
        for j, other in enumerate(paths)
        if i != j
    )
