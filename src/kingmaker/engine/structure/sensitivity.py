"""How far one vote with weights may change and stay the same game.

Only which sums of weights can come about matters. They are kept as one integer, bit s saying
whether a coalition weighs s; everything here is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, Profile

MOST_TOTAL = 100_000_000
"""Total weight of all voters."""

MOST_WORK = 400_000_000_000
"""Sums that are moved, all steps together; about a tenth of a nanosecond each."""

MOST_STEPS = 30
"""Quotas on each side of which it is asked whether they alter anybody's power."""


@dataclass(frozen=True, slots=True)
class Room:
    """Between which whole numbers a quota or a weight leaves a game the same.

    Attributes
    ----------
    least : int
        The smallest that does.
    most : int or None
        The greatest; None if every greater one does.
    """

    least: int
    most: int | None

    def nearest_outside(self, now: int) -> int | None:
        """The nearest whole number, not below 0, that alters the game; the lower of two."""
        outside = [self.least - 1] if self.least > 0 else []
        if self.most is not None:
            outside.append(self.most + 1)
        return min(outside, key=lambda number: (abs(number - now), number), default=None)


@dataclass(frozen=True, slots=True)
class Moved:
    """The fewest votes that, moved from one voter to another, alter the game.

    Attributes
    ----------
    votes : int
        How many.
    giver, taker : int
        The class of the voter who loses them, and of the one who gets them.
    """

    votes: int
    giver: int
    taker: int


def sums(weights: Sequence[int], sizes: Profile) -> int:
    """The weights that coalitions have: bit s, whether one weighs s.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class, none negative.
    sizes : tuple of m int
        Members of each class, none negative.
    """
    found = 1
    for weight, size in zip(weights, sizes, strict=True):
        found = more(found, weight, size)
    return found


def quota_room(weights: Sequence[int], sizes: Profile, quota: int) -> Room:
    """Find the quotas with which the same coalitions win.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class.
    sizes : tuple of m int
        Members of each class.
    quota : int
        The weight it takes.

    Returns
    -------
    Room
        From one more than the heaviest losing coalition has to what the lightest winning one has.
        Of a quota that nobody can fail, 0 is the least.

    Raises
    ------
    TooLarge
        If the weights are too great.
    """
    check(weights, sizes, 1)
    reached = sums(weights, sizes)
    below = _below(reached, quota)
    return Room(0 if below is None else below + 1, at_least(reached, quota))


def weight_rooms(weights: Sequence[int], sizes: Profile, quota: int) -> list[Room]:
    """Find the weights that one member of each class may have, the quota and all others the same.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class.
    sizes : tuple of m int
        Members of each class.
    quota : int
        The weight it takes, as a number and not as a part of all weights.

    Returns
    -------
    list of m Room
        A weight that lies outside alters who wins, and always the power of that member: more
        weight only adds swings to it, less only takes some away.

    Raises
    ------
    TooLarge
        If the weights are too great.
    """
    check(weights, sizes, len(sizes).bit_length() + 1)
    found: dict[int, Room] = {}
    for number, others in without_one(weights, sizes):
        found[number] = _weight_room(others, weights[number], quota)
    return [found[number] for number in range(len(sizes))]


def fewest_moved(weights: Sequence[int], sizes: Profile, quota: int) -> Moved | None:
    """Find the fewest votes that, moved from one voter to another, alter who wins.

    They then alter the power of both: whoever gives votes only loses swings, whoever gets them
    only gains some.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class.
    sizes : tuple of m int
        Members of each class.
    quota : int
        The weight it takes.

    Returns
    -------
    Moved or None
        None if no such move alters anything.

    Raises
    ------
    TooLarge
        If the weights are too great.
    """
    rooms = weight_rooms(weights, sizes, quota)
    bounds: list[tuple[int, int, int]] = []
    for giver, taker in product(range(len(sizes)), repeat=2):
        if weights[giver] and (giver != taker or sizes[giver] > 1):
            # fewer than alter the game by what one of the two alone has do not alter it
            gives = weights[giver] - rooms[giver].least + 1
            top = rooms[taker].most
            takes = None if top is None else top - weights[taker] + 1
            bounds.append((min(gives, gives if takes is None else takes), giver, taker))
    best: Moved | None = None
    for least, giver, taker in sorted(bounds):
        if best is not None and least >= best.votes:
            break
        check(weights, sizes, 1)
        left = [size - (k == giver) - (k == taker) for k, size in enumerate(sizes)]
        others = sums(weights, tuple(left))
        enough = at_least(others, quota - weights[giver])
        short = _below(others, quota - weights[taker])
        needed = [] if enough is None else [enough + weights[giver] - quota + 1]
        needed += [] if short is None else [quota - short - weights[taker]]
        votes = min(needed, default=None)
        if votes is not None and votes <= weights[giver] and (best is None or votes < best.votes):
            best = Moved(votes, giver, taker)
    return best


def power_quotas(
    weights: Sequence[int], sizes: Profile, quota: int, most: int = MOST_STEPS
) -> tuple[int | None, int | None]:
    """Find the nearest quotas below and above with which somebody's power is another.

    Other coalitions may win and everybody still tip as many as before, so that neither the
    Shapley nor the Banzhaf indices show it.

    Parameters
    ----------
    weights : sequence of m int
        Of one member of each class.
    sizes : tuple of m int
        Members of each class.
    quota : int
        The weight it takes.
    most : int
        Quotas on each side that are tried; each has other winning coalitions than the last.

    Returns
    -------
    tuple of two (int or None)
        None if there is none, or none among those tried.

    Raises
    ------
    TooLarge
        If the weights are too great, or the game takes too many states.
    """
    check(weights, sizes, 1)
    reached = sums(weights, sizes)
    gates = tuple(enumerate(weights))
    now = swings(Game(sizes, Gate(quota, gates))).by_size

    def differs(other: int) -> bool:
        return swings(Game(sizes, Gate(other, gates))).by_size != now

    lower = higher = None
    tried: int | None = quota
    for _ in range(most):
        tried = _below(reached, tried)
        if tried is None:
            break
        if differs(tried):
            lower = tried
            break
    tried = at_least(reached, quota)
    for _ in range(most):
        if tried is None:
            break
        if differs(tried + 1):
            higher = tried + 1
            break
        tried = at_least(reached, tried + 1)
    return lower, higher


def _weight_room(others: int, weight: int, quota: int) -> Room:
    """The weights of one with whom and without whom the same coalitions of the others win."""
    short, enough = _below(others, quota - weight), at_least(others, quota - weight)
    # with the smallest that is enough it must stay enough; below 0 no weight goes
    least = 0 if enough is None else max(0, quota - enough)
    return Room(least, None if short is None else quota - short - 1)


def without_one(weights: Sequence[int], sizes: Profile) -> list[tuple[int, int]]:
    """For each class, the sums of all but one of its members: halves are shared."""
    found: list[tuple[int, int]] = []
    waiting = [(0, len(sizes), 1)]
    while waiting:
        first, last, others = waiting.pop()
        if last - first == 1:
            found.append((first, more(others, weights[first], sizes[first] - 1)))
        elif last > first:
            middle = (first + last) // 2
            waiting.append((first, middle, _some_more(others, weights, sizes, middle, last)))
            waiting.append((middle, last, _some_more(others, weights, sizes, first, middle)))
    return found


def _some_more(found: int, weights: Sequence[int], sizes: Profile, first: int, last: int) -> int:
    for k in range(first, last):
        found = more(found, weights[k], sizes[k])
    return found


def more(found: int, weight: int, size: int) -> int:
    """The sums once a class has joined, by ones, twos, fours and so on of its members."""
    part = 1
    while size > 0:
        part = min(part, size)
        found |= found << weight * part
        size -= part
        part *= 2
    return found


def at_least(reached: int, number: int) -> int | None:
    """The smallest sum that is at least a number."""
    rest = reached >> max(0, number)
    return max(0, number) + (rest & -rest).bit_length() - 1 if rest else None


def _below(reached: int, number: int) -> int | None:
    """The greatest sum that is less than a number."""
    rest = reached & (1 << number) - 1 if number > 0 else 0
    return rest.bit_length() - 1 if rest else None


def check(weights: Sequence[int], sizes: Profile, times: int) -> None:
    """Refuse weights of which all sums, so many times over, would take too long.

    Raises
    ------
    TooLarge
        If they would.
    """
    total = sum(weight * size for weight, size in zip(weights, sizes, strict=True))
    steps = sum(size.bit_length() for size in sizes) * times
    if total > MOST_TOTAL or total * steps > MOST_WORK:
        raise TooLarge(
            f"weights of {total:,} in all are too great to try every sum, {MOST_TOTAL:,} are not, "
            "of few voters; divide them by what they have in common, or round them"
        )
