"""The order of voters in one vote with weights, from the sums that votes can have.

Nothing is compiled, so that hundreds of voters with millions of votes can be compared: who has
more votes can always replace who has fewer, and all that is asked is whether that ever makes a
difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from kingmaker.engine.games.gates import Profile
from kingmaker.engine.structure.sensitivity import at_least, check, more, sums, without_one


@dataclass(frozen=True, slots=True)
class Ladder:
    """The kinds of voters in one vote, and what the vote is like.

    Attributes
    ----------
    classes : tuple of tuple of int
        For each kind, the classes of equally desirable voters; the most desirable first.
    needed : frozenset of int
        Kinds every one of whose members has a veto.
    idle : frozenset of int
        Kinds whose members never make a difference.
    proper : bool
        Whether two coalitions that win always have a member in common.
    strong : bool
        Whether of two sides one always wins.
    """

    classes: tuple[tuple[int, ...], ...]
    needed: frozenset[int]
    idle: frozenset[int]
    proper: bool
    strong: bool


def ladder(weights: Sequence[int], sizes: Profile, quota: int) -> Ladder:
    """Put the voters of one vote in order.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class, none negative.
    sizes : tuple of m int
        Members of each class.
    quota : int
        The weight it takes.

    Returns
    -------
    Ladder
        Exact.

    Raises
    ------
    TooLarge
        If the weights are too great.
    """
    order = sorted(range(len(sizes)), key=lambda k: -weights[k])
    descending, members = [weights[k] for k in order], tuple(sizes[k] for k in order)
    check(weights, sizes, 2 * len(sizes).bit_length() + 2)
    apart = _steps(descending, members, quota)
    classes: list[list[int]] = []
    for place, number in enumerate(order):
        if place == 0 or place - 1 in apart:
            classes.append([])
        classes[-1].append(number)
    reached, total = sums(weights, sizes), sum(map(mul, weights, sizes))
    tips = {k: at_least(others, quota - weights[k]) for k, others in without_one(weights, sizes)}
    idle = {k for k, least in tips.items() if least is None or least >= quota}
    return Ladder(
        tuple(tuple(sorted(kind)) for kind in classes),
        frozenset(
            n for n, kind in enumerate(classes) if total - weights[kind[0]] < quota <= total
        ),
        frozenset(n for n, kind in enumerate(classes) if kind[0] in idle),
        not _within(reached, quota, total - quota),
        not _within(reached, total - quota + 1, quota - 1),
    )


def _within(reached: int, least: int, most: int) -> bool:
    """Whether a sum lies between two numbers, both included."""
    found = at_least(reached, least)
    return found is not None and found <= most


def _steps(weights: Sequence[int], sizes: Profile, quota: int) -> set[int]:
    """The places after which voters are strictly less desirable; weights descend.

    There are others with whom the one has enough, and the next one has not. Sums of all but two
    neighbours share halves.
    """
    found: set[int] = set()
    waiting = [(0, len(sizes) - 1, 1)]  # from one class to another, and the sums of all others
    while waiting:
        first, last, others = waiting.pop()
        if last - first == 1:
            if weights[first] > weights[last]:
                for k in (first, last):
                    others = more(others, weights[k], sizes[k] - 1)
                if _within(others, quota - weights[first], quota - weights[last] - 1):
                    found.add(first)
        elif last > first:
            middle = (first + last) // 2
            left = right = others
            for k in range(middle + 1, last + 1):
                left = more(left, weights[k], sizes[k])
            for k in range(first, middle):
                right = more(right, weights[k], sizes[k])
            waiting += [(first, middle, left), (middle, last, right)]
    return found
