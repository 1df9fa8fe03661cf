"""The part of a quest that matters, written anew and small.

What is given is taken out of the quotas, what cannot be had is taken off the gates, gates that
say the same become one, and weights are divided by what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import gcd

from kingmaker.engine.games.gates import Gate, Input
from kingmaker.engine.paths.quests import Quest, number_gates

ALWAYS = Gate(0, ())
"""A gate that is open from the start."""

NEVER = Gate(1, ())
"""A gate that nothing opens."""


def relevant(quest: Quest, effects: Sequence[int | None], by: int | None = None) -> list[int]:
    """The moves that can have a part in reaching the goal, in their own order.

    Parameters
    ----------
    quest : Quest
        The whole.
    effects : sequence of (int or None)
        The day on which each move takes effect at the earliest.
    by : int or None
        Moves that take effect after that day are left out, as are those that never do.
    """
    givers: dict[int, list[int]] = {}
    for number, effect in enumerate(effects):
        if effect is not None and (by is None or effect <= by):
            for atom in quest.moves[number].gives:
                givers.setdefault(atom, []).append(number)
    for atom in quest.given:
        givers.pop(atom, None)
    moves: set[int] = set()
    met: set[int] = set()  # gates, by their identity
    wanted = [quest.goal]
    while wanted:
        source = wanted.pop()
        if isinstance(source, Gate):
            if id(source) not in met:
                met.add(id(source))
                wanted += [inner for inner, _ in source.inputs]
        else:
            for number in givers.pop(source, ()):  # what is asked for twice is looked up once
                if number not in moves:
                    moves.add(number)
                    wanted += [quest.moves[number].gate, *quest.moves[number].needs]
    return sorted(moves)


def part_of(quest: Quest, moves: Sequence[int]) -> Quest:
    """The quest with some of its moves only, and only of what these can bring about.

    Parameters
    ----------
    quest : Quest
        The whole.
    moves : sequence of int
        Moves that can all be made with one another's help; see `relevant`.

    Returns
    -------
    Quest
        Its move i is the move ``moves[i]``; the atoms are numbered anew, and none is given.
    """
    chosen = [quest.moves[number] for number in moves]
    anew = _Anew(quest, moves)
    return Quest(
        len(anew.atoms),
        (),
        tuple(
            replace(
                move,
                gate=anew.source(move.gate),
                needs=tuple({anew.atoms[atom]: 0 for atom in move.needs if atom in anew.atoms}),
                gives=tuple({anew.atoms[atom]: 0 for atom in move.gives if atom in anew.atoms}),
            )
            for move in chosen
        ),
        anew.source(quest.goal),
    )


class _Anew:
    """The atoms and gates of a quest in their new numbers."""

    def __init__(self, quest: Quest, moves: Sequence[int]) -> None:
        self.given = set(quest.given)
        gained = {atom for number in moves for atom in quest.moves[number].gives} - self.given
        self.atoms = {atom: number for number, atom in enumerate(sorted(gained))}
        self.small: dict[int, Input] = {}
        self.serial: dict[int, int] = {}  # negative, so that no atom has the same
        self.same: dict[tuple[int, tuple[tuple[int, int], ...]], Gate] = {}
        gates: list[Gate] = []
        nodes: dict[int, int] = {}
        for source in (*(quest.moves[number].gate for number in moves), quest.goal):
            number_gates(source, quest.atoms, nodes, gates)
        for gate in gates:
            self.small[id(gate)] = self.reduced(gate)

    def source(self, old: Input) -> Input:
        """What an input has become."""
        if isinstance(old, Gate):
            return self.small[id(old)]
        return ALWAYS if old in self.given else self.atoms.get(old, NEVER)

    def reduced(self, gate: Gate) -> Input:
        """The same gate in its lowest terms, or the one input that it comes down to."""
        quota = gate.quota
        weights: dict[int, int] = {}
        sources: dict[int, Input] = {}
        for old, weight in gate.inputs:
            source = self.source(old)
            if source is ALWAYS:
                quota -= weight
            elif source is not NEVER and weight:
                key = self.serial[id(source)] if isinstance(source, Gate) else source
                sources[key] = source
                weights[key] = weights.get(key, 0) + weight
        if quota <= 0:
            return ALWAYS
        if sum(weights.values()) < quota:
            return NEVER
        # once what is over the quota is cut off, there may be more in common
        for _ in range(2):
            common = gcd(*weights.values())
            quota = -(-quota // common)
            weights = {key: min(weight // common, quota) for key, weight in weights.items()}
        if len(weights) == 1:
            return next(iter(sources.values()))
        terms = tuple(sorted(weights.items()))
        if (quota, terms) not in self.same:
            new = Gate(quota, tuple((sources[key], weight) for key, weight in terms))
            self.same[quota, terms] = new
            self.serial[id(new)] = ~len(self.serial)
        return self.same[quota, terms]
