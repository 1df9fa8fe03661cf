"""Fewer boxes where there are too many: the least connected are folded into one beside another.

Nobody vanishes: whoever is not drawn is counted in a box of those who hold of somebody drawn, or
of whom somebody drawn holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

Side: TypeAlias = Literal["holders", "held"]
LEAST = 3
"""Boxes at least: one party, those above it and those below."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Who is drawn, and who is folded.

    Attributes
    ----------
    kept : frozenset of str
        Parties with a box of their own.
    folds : mapping of (str, Side) to tuple of str
        By a party that is drawn: who else holds of it, or what else it holds of.
    gone : int
        Parties without a box of their own.
    """

    kept: frozenset[str]
    folds: Mapping[tuple[str, Side], tuple[str, ...]]
    gone: int


def folded(
    parties: Sequence[str],
    pairs: Iterable[tuple[str, str]],
    weights: Mapping[str, Fraction],
    most: int,
    about: str | None = None,
) -> Folded:
    """Fold parties until no more than so many boxes are left.

    Those nearest to the party asked about stay; otherwise those with the most others above and
    below them. Among equals the weightier stay, then whoever comes first.

    Parameters
    ----------
    parties : sequence of str
        All there are.
    pairs : iterable of (str, str)
        Holder and subject.
    weights : mapping of str to Fraction
        The most that each holds of anybody.
    most : int
        Boxes at most.
    about : str
        The party asked about.

    Raises
    ------
    ValueError
        If there is no room for even one party and the two boxes beside it.
    """
    if most < LEAST:
        raise ValueError(f"a chart has room for {LEAST} boxes at least, not for {most}")
    if len(parties) <= most:
        return Folded(frozenset(parties), {}, 0)
    above: dict[str, dict[str, None]] = {name: {} for name in parties}
    below: dict[str, dict[str, None]] = {name: {} for name in parties}
    for holder, subject in pairs:
        below[holder][subject] = None
        above[subject][holder] = None
    far = _far(about, above, below) if about is not None else {}

    def place(name: str) -> tuple[int, int, Fraction]:
        joined = len({*above[name], *below[name]})
        return far.get(name, len(parties)), -joined, -weights.get(name, Fraction(0))

    order = sorted(parties, key=place)
    number = most
    while True:
        kept = frozenset(order[:number])
        folds = _folds(kept, order, above, below)
        excess = len(kept) + len(folds) - most
        if excess <= 0 or number == 1:
            break
        number = max(1, number - max(1, excess // 2))
    single = {
        others[0]
        for others in folds.values()
        if len(others) == 1 and len({*above[others[0]], *below[others[0]]}) == 1
    }  # a box of one more is better that one's own
    if single:
        kept |= single
        folds = _folds(kept, order, above, below)
    return Folded(kept, folds, len(parties) - len(kept))


def _folds(
    kept: frozenset[str],
    order: Sequence[str],
    above: Mapping[str, Mapping[str, None]],
    below: Mapping[str, Mapping[str, None]],
) -> dict[tuple[str, Side], tuple[str, ...]]:
    found: dict[tuple[str, Side], tuple[str, ...]] = {}
    for name in order:
        if name in kept:
            sides: tuple[tuple[Side, Mapping[str, None]], ...] = (
                ("holders", above[name]), ("held", below[name]),
            )  # fmt: skip
            for side, others in sides:
                if gone := tuple(other for other in others if other not in kept):
                    found[name, side] = gone
    return found


def _far(
    about: str,
    above: Mapping[str, Mapping[str, None]],
    below: Mapping[str, Mapping[str, None]],
) -> dict[str, int]:
    """How many steps each is from a party."""
    far = {about: 0}
    waiting = [about]
    for name in waiting:
        for other in (*above.get(name, ()), *below.get(name, ())):
            if other not in far:
                far[other] = far[name] + 1
                waiting.append(other)
    return far
