"""What bears on a goal: the decisions that can help, and those that can hinder."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.engine.games.gates import Gate, Input
from kingmaker.model import Organisation, seats_of
from kingmaker.translate.campaigns import Campaign
from kingmaker.translate.instances import every_instance


def relevant(going: Campaign) -> tuple[frozenset[str], frozenset[str]]:
    """What bears on a goal, however remotely.

    Returns
    -------
    names : frozenset of str
        Single decisions that can help, directly or by what they make possible.
    about : frozenset of str
        Seats, flags and decisions on which it depends whether they can be taken, or help.
    """
    quest = going.quest
    asked = _atoms(quest.goal)
    uses = [frozenset(move.needs) | _atoms(move.gate) for move in quest.moves]
    chosen: set[int] = set()
    grew = True
    while grew:
        grew = False
        for number, move in enumerate(quest.moves):
            if number not in chosen and not asked.isdisjoint(move.gives):
                chosen.add(number)
                asked |= uses[number] | going.lost[number]
                grew = True
    names = frozenset(going.moves[number] for number in chosen)
    return names, frozenset(going.atoms[atom] for atom in asked)


def _atoms(source: Input) -> set[int]:
    """The atoms that a gate hears."""
    if not isinstance(source, Gate):
        return {source}
    return {
        heard for gate in source.inner_first() for heard, _ in gate.inputs
        if not isinstance(heard, Gate)
    }  # fmt: skip


def with_effects(organisation: Organisation) -> Iterator[str]:
    """Decisions that change something: what is of no help may still hinder the others."""
    for name in every_instance(organisation):
        if organisation.decisions[name.partition(":")[0]].effects:
            yield name


def touching(organisation: Organisation, about: frozenset[str]) -> Iterator[str]:
    """Decisions whose effects touch what a way depends on, or rules or shares."""
    for name in every_instance(organisation):
        what, _, seat = name.partition(":")
        for effect in organisation.decisions[what].effects:
            named = {effect.flag or effect.clear or ""}
            if effect.vacate or effect.fill:
                seats = seats_of(organisation, effect.vacate or effect.fill or "", seat or None)
                named = {*seats}
            if effect.kind in ("set", "transfer", "issue") or not named.isdisjoint(about):
                yield name
                break
