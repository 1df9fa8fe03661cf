"""One weighted vote, added up weight by weight.

A table has one entry for each weight: how many coalitions have it, and in the same integer,
one digit after the other, by how many members. Adding a member and taking one away again are
each one pass over a table, so no coalition is listed.
"""

from __future__ import annotations

from math import comb, gcd

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Profile

MOST_STEPS = 50_000_000
"""Passes times weights, a quarter to half a microsecond each for up to a hundred players."""

MOST_BYTES = 10**9
"""Bytes of the tables."""


def vote_of(game: Game) -> tuple[int, tuple[int, ...]] | None:
    """The quota and the weight of a member of each class, if the game is a single vote."""
    if game.vote is None:
        return None
    quota, weights = game.vote
    part = gcd(*weights) or 1
    return -(-quota // part), tuple(weight // part for weight in weights)


def minimal_steps(sizes: Profile, quota: int, weights: tuple[int, ...]) -> int:
    """How much work `minimal_by_weight` is: weights below the quota times passes."""
    order = _heaviest_first(weights)
    return max(0, quota) * (3 * sum(sizes[number] for number in order) + 4 * len(order))


def minimal_by_weight(
    sizes: Profile, quota: int, weights: tuple[int, ...]
) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Count the minimal winning coalitions of one vote by size, and those with a player.

    Parameters
    ----------
    sizes : tuple of m int
        Members in each class, n in all.
    quota : int
        The weight it takes, q.
    weights : tuple of m int
        The weight of a member of each class, not negative.

    Returns
    -------
    by_size : tuple of m tuples of n + 1 int
        Entry ``[i][s]``: minimal winning coalitions of s players, one given member of class i
        among them.
    coalitions_by_size : tuple of n + 1 int
        Entry ``[s]``: minimal winning coalitions of s players.

    Raises
    ------
    TooLarge
        If it takes more than `MOST_STEPS`, which grow with n times q, or the tables more than
        `MOST_BYTES`: 51 states with a quota of 270 votes take 60 thousand steps, 100 holders
        with one of 70,000 votes as many as are allowed.

    Notes
    -----
    The heaviest come first. A coalition is minimal if the weight falls short before its last
    member and not with it, so the last class closes it and no later one is asked. Counting
    what leads to a weight and what completes it gives each class its own coalitions.
    """
    players = sum(sizes)
    total = sum(size * weight for size, weight in zip(sizes, weights, strict=True))
    if quota <= 0 or quota > total:  # nobody is needed, or nobody is enough
        nobody = (0,) * (players + 1)
        return (nobody,) * len(sizes), (int(quota <= 0), *nobody[1:])
    _check(minimal_steps(sizes, quota, weights), quota, players)
    bits = 8 * (players // 8 + 1)
    order = _heaviest_first(weights)
    before = [1] + [0] * (quota - 1)
    for number in order:
        for _ in range(sizes[number]):
            _add(before, weights[number], bits)
    after = [0] * quota  # what completes a weight, out of the classes gone through
    packed, everyone = [0] * len(sizes), 0
    for number in reversed(order):
        size, weight = sizes[number], weights[number]
        _take(before, weight, bits)
        packed[number] += sum(map(_times, before, after[weight:])) << bits
        for _ in range(size - 1):
            _take(before, weight, bits)
        for _ in range(size):
            after[: max(0, quota - weight)] = [
                without + (with_one << bits)
                for without, with_one in zip(after, after[weight:], strict=False)
            ]
        for at in range(max(0, quota - size * weight), quota):
            members = -((at - quota) // weight)  # that close it
            after[at] += comb(size, members) << members * bits
            found = before[at] << members * bits
            everyone += found * comb(size, members)
            packed[number] += found * comb(size - 1, members - 1)
    rows = tuple(tuple(_digits(row, players + 1, bits)) for row in packed)
    return rows, tuple(_digits(everyone, players + 1, bits))


def critical_steps(sizes: Profile, quota: int, weights: tuple[int, ...]) -> int:
    """How much work `critical_by_weight` is: weights times players and pairs of classes."""
    order = _heaviest_first(weights)
    passes = 3 * sum(sizes[number] for number in order) + len(order) * (len({*weights}) + 1)
    return max(0, quota + max(weights, default=0)) * passes


def critical_by_weight(sizes: Profile, quota: int, weights: tuple[int, ...]) -> list[list[int]]:
    """Count the coalitions of one vote that a player can undo, by how many players can.

    Parameters
    ----------
    sizes : tuple of m int
        Members in each class, n in all.
    quota : int
        The weight it takes, q.
    weights : tuple of m int
        The weight of a member of each class, not negative.

    Returns
    -------
    list of m lists of n + 1 int
        Entry ``[i][c]``: winning coalitions that need c of their members, one given member of
        class i among these.

    Raises
    ------
    TooLarge
        If it takes more than `MOST_STEPS`, which grow with q and with the square of the
        number of different weights, or the tables more than `MOST_BYTES`: 51 states with a
        quota of 270 votes take 200 thousand steps, 100 holders with as many different
        numbers of votes and a quota of 4,000 as many as are allowed.

    Notes
    -----
    A coalition with a margin above the quota needs those of its members who weigh more than
    that. Between two neighbouring weights the margin makes no difference, so that there is one
    count for each weight: of the members at least as heavy, with their number, and of the
    weight of all lighter ones.
    """
    players = sum(sizes)
    counts = [[0] * (players + 1) for _ in sizes]
    total = sum(size * weight for size, weight in zip(sizes, weights, strict=True))
    if quota <= 0 or quota > total:
        return counts
    _check(critical_steps(sizes, quota, weights), quota + max(weights), players)
    order = _heaviest_first(weights)
    kinds = sorted({weights[number] for number in order}, reverse=True)
    top = min(total, quota + kinds[0] - 1) + 1
    free = sum(size for size, weight in zip(sizes, weights, strict=True) if not weight)
    bits = 8 * (players // 8 + 1)
    lighter = [1] + [0] * (top - 1)
    for number in order:
        for _ in range(sizes[number]):
            _add(lighter, weights[number], 0)
    heavier = [1] + [0] * (top - 1)
    for weight, following in zip(kinds, [*kinds[1:], 0], strict=True):
        for number in order:
            for _ in range(sizes[number] if weights[number] == weight else 0):
                _take(lighter, weight, 0)
                _add(heavier, weight, bits)
        windows = _windows(lighter, quota + following, quota + weight - 1)
        for number in order:
            if weights[number] < weight:
                break
            others = heavier.copy()
            _take(others, weights[number], bits)
            packed = sum(map(_times, others, windows[weights[number] :]))
            for critical, found in enumerate(_digits(packed, players, bits), start=1):
                counts[number][critical] += found << free
    return counts


def _windows(table: list[int], least: int, most: int) -> list[int]:
    """For each weight, the coalitions that bring it into a window; both ends belong to it."""
    sums = [0]
    for found in table:
        sums.append(sums[-1] + found)
    last = len(table)
    return [
        sums[min(last, max(0, most + 1 - at))] - sums[min(last, max(0, least - at))]
        for at in range(last)
    ]


def _add(table: list[int], weight: int, bits: int) -> None:
    """Let one more member join or not."""
    table[weight:] = [
        without + (with_one << bits)
        for without, with_one in zip(table[weight:], table, strict=False)
    ]


def _take(table: list[int], weight: int, bits: int) -> None:
    """Take a member away again who was added."""
    for at in range(weight, len(table)):
        if table[at - weight]:
            table[at] -= table[at - weight] << bits


def _times(a: int, b: int) -> int:
    return a * b


def _heaviest_first(weights: tuple[int, ...]) -> list[int]:
    """The classes with any weight."""
    heard = [number for number, weight in enumerate(weights) if weight]
    return sorted(heard, key=lambda number: -weights[number])


def _digits(packed: int, number: int, bits: int) -> list[int]:
    mask = (1 << bits) - 1
    return [packed >> at * bits & mask for at in range(number)]


def _check(needed: int, entries: int, players: int) -> None:
    if needed > MOST_STEPS or 2 * entries * players * (players // 8 + 1) > MOST_BYTES:
        raise TooLarge(
            f"adding up this vote of {players:,} players weight by weight takes {needed:,} "
            f"steps with {entries:,} weights, and {MOST_STEPS:,} steps are feasible; give the "
            "weights in larger units, or merge players who always act alike"
        )
