"""Sums over all walks through a graph of parts, solved inside circles and chained between them.

No walk is followed: what comes in at a company is added up, and multiplied on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.solving import Rows, settles, solve
from kingmaker.engine.ownership.stakes import reached

Parts: TypeAlias = "Mapping[int, Mapping[int, Fraction]]"
"""For each of some numbered nodes others, and a factor for each."""


@dataclass(frozen=True)
class Sums:
    """Sums over all walks between one party and others.

    Attributes
    ----------
    of : mapping of int to Fraction
        For each party that a walk leads to, and none else, the sum of the products along all
        walks. Exact.
    endless : frozenset of int
        The parties for which that has no finite value: the walks pass through a group that owns
        all of itself, or of which so much more than the whole is held.
    """

    of: Mapping[int, Fraction]
    endless: frozenset[int] = frozenset()

    def __getitem__(self, party: int) -> Fraction:
        """The sum for a party; nothing where no walk leads to it.

        Raises
        ------
        ValueError
            If it is endless.
        """
        if party in self.endless:
            raise ValueError(f"the sum over all walks to {party} has no finite value")
        return self.of.get(party, Fraction(0))


def spread(inputs: Parts, outputs: Parts, start: int) -> Sums:
    """One, put in at a start, and handed on in parts for ever.

    Parameters
    ----------
    inputs : mapping of int to mapping of int to Fraction
        For each node those from which it gets a part of what they have.
    outputs : mapping of int to mapping of int to Fraction
        The same, the other way about.
    start : int
        Where one is put in.

    Returns
    -------
    Sums
        All that each node ever has, the start included.
    """
    among = reached(outputs, start)
    found: dict[int, Fraction] = {}
    endless: set[int] = set()
    for part in components(inputs, among):
        if len(part) == 1 and part[0] not in inputs.get(part[0], ()):
            _single(part[0], inputs, start, among, found, endless)
        elif any(source in endless for node in part for source in inputs.get(node, ())):
            endless.update(part)
        else:
            solved = _circle(part, inputs, start, found)
            if solved is None:
                endless.update(part)
            else:
                found.update(zip(part, solved, strict=True))
    return Sums(found, frozenset(endless))


def within(part: Sequence[int], parts: Parts) -> Rows:
    """The factors among some nodes, numbered anew in the order given."""
    numbers = {node: number for number, node in enumerate(part)}
    return [
        {numbers[other]: value for other, value in parts.get(node, {}).items() if other in numbers}
        for node in part
    ]


def _single(
    node: int,
    inputs: Parts,
    start: int,
    among: set[int],
    found: dict[int, Fraction],
    endless: set[int],
) -> None:
    total = Fraction(node == start)
    for source, value in inputs.get(node, {}).items():
        if source in endless:
            endless.add(node)
            return
        if source in among:
            total += found[source] * value
    found[node] = total


def _circle(
    part: Sequence[int], inputs: Parts, start: int, found: Mapping[int, Fraction]
) -> list[Fraction] | None:
    rows = within(part, inputs)
    if not settles(rows):
        return None
    side = [
        sum(
            (found[s] * value for s, value in inputs.get(node, {}).items() if s in found),
            Fraction(node == start),
        )
        for node in part
    ]
    solved = solve(rows, [side])
    return solved[0] if solved is not None else None
