"""The fewest facts that are enough for something, and the fewest without which it is not so.

Whatever holds of some facts is taken to hold of more. A set of facts is enough just if it has
one of every set without which it does not hold: so the fewest that are enough are found as the
fewest that meet all such sets found so far, until these are enough.

References
----------
Ignatiev, A., Previti, A., Liffiton, M. and Marques-Silva, J. (2015). Smallest MUS extraction
with minimal hitting set dualization. Principles and Practice of Constraint Programming, 173-182.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

MOST_TRIES = 3_000
"""How often it is asked whether some facts are enough."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Facts that are enough, or without which it is not so.

    Attributes
    ----------
    facts : tuple of int
        Their numbers, in rising order.
    smallest : bool
        Whether no fewer do. Otherwise none of these can be left out, and fewer others may do.
    """

    facts: tuple[int, ...]
    smallest: bool


def fewest_enough(
    facts: int, holds: Callable[[frozenset[int]], bool], *, most: int = MOST_TRIES
) -> Reasons | None:
    """The fewest facts that are enough.

    Parameters
    ----------
    facts : int
        How many there are, numbered from 0.
    holds : callable
        Whether some of them are enough. More are never less.
    most : int
        How often to ask, before it is enough that no fact can be left out.

    Returns
    -------
    Reasons or None
        None if all of them are not enough.

    Examples
    --------
    >>> fewest_enough(4, lambda known: {0, 1} <= known or {1, 2, 3} <= known)
    Reasons(facts=(0, 1), smallest=True)
    """
    everything = frozenset(range(facts))
    asked = 0
    known: dict[frozenset[int], bool] = {}

    def enough(some: frozenset[int]) -> bool:
        nonlocal asked
        if some not in known:
            asked += 1
            known[some] = holds(some)
        return known[some]

    if not enough(everything):
        return None
    needed: list[frozenset[int]] = []
    while asked < most:
        tried = _meeting(needed, most)
        if tried is None:
            break
        if enough(tried):
            return Reasons(tuple(sorted(tried)), smallest=True)
        short = set(tried)
        for fact in sorted(everything - tried):
            if not enough(frozenset({*short, fact})):
                short.add(fact)
        needed.append(everything - short)
    kept = set(everything)
    for fact in sorted(everything, reverse=True):
        if enough(frozenset(kept - {fact})):
            kept.discard(fact)
    return Reasons(tuple(sorted(kept)), smallest=False)


def fewest_lost(
    facts: int, holds: Callable[[frozenset[int]], bool], *, most: int = MOST_TRIES
) -> Reasons | None:
    """The fewest facts without which it does not hold; see `fewest_enough`.

    None if it holds of none of them, or not of all.
    """
    everything = frozenset(range(facts))
    if not holds(everything):
        return None
    return fewest_enough(facts, lambda gone: not holds(everything - gone), most=most)


def _meeting(sets: Iterable[frozenset[int]], most: int) -> frozenset[int] | None:
    """The fewest numbers of which each set has one; None if it takes too long to find."""
    waiting = sorted(set(sets), key=lambda each: (len(each), sorted(each)))
    left = [most * 10]
    for size in range(len(waiting) + 1):
        found = _of_size(waiting, size, left)
        if left[0] < 0:
            return None
        if found is not None:
            return frozenset(found)
    return None


def _of_size(sets: list[frozenset[int]], size: int, left: list[int]) -> set[int] | None:
    """So many numbers of which each set has one, if there are; the shortest set is met first."""
    if not sets:
        return set()
    left[0] -= 1
    if not size or left[0] < 0 or _apart(sets) > size:
        return None
    for number in sorted(sets[0]):
        rest = [each for each in sets if number not in each]
        found = _of_size(rest, size - 1, left)
        if found is not None:
            return {number, *found}
    return None


def _apart(sets: Iterable[frozenset[int]]) -> int:
    """How many sets have nothing in common, at least: each takes a number of its own."""
    taken: set[int] = set()
    found = 0
    for each in sets:
        if not each & taken:
            taken |= each
            found += 1
    return found
