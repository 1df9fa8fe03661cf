"""All weighted votes of a few voters, each once."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import factorial
from typing import Literal, TypeAlias

MOST_PROVED = 6
"""Voters of whom all weighted votes are gone through."""

LARGEST = {1: 1, 2: 1, 3: 2, 4: 3, 5: 5, 6: 9}
"""The largest weight that any vote of so many voters needs, written in whole numbers."""

WeightedVote: TypeAlias = "tuple[int, tuple[int, ...]]"
"""The quota, and the weights, the largest first."""


@cache
def every_vote(voters: int) -> tuple[WeightedVote, ...]:
    """Every weighted vote of up to six voters, in which neither nobody nor everybody is enough.

    Votes that differ only in who is who are the same one: of 1 to 6 voters there are 1, 3, 8,
    25, 117 and 1,111.

    Returns
    -------
    tuple of (int, tuple of int)
        The quota and the weights, largest first, of each; those of fewest votes first, and each
        in as few votes as it can be written.

    References
    ----------
    Muroga, S., Tsuboi, T. and Baugh, C. R. (1970). Enumeration of threshold functions of eight
    variables. IEEE Transactions on Computers 19, 818-825.
    """
    import numpy as np

    if voters not in LARGEST:
        raise ValueError(f"all votes of one to {MOST_PROVED} voters are listed, not of {voters}")
    falling = range(LARGEST[voters], -1, -1)
    weights = np.array(
        sorted(combinations_with_replacement(falling, voters), key=lambda w: (sum(w), w)), np.int64
    )
    member = (np.arange(1 << voters)[None, :] >> np.arange(voters)[:, None]) & 1
    sums = weights @ member
    bit = np.uint64(1) << np.arange(1 << voters, dtype=np.uint64)
    first: dict[int, WeightedVote] = {}
    wins = [
        np.where(sums >= quota, bit, np.uint64(0)).sum(axis=1, dtype=np.uint64).tolist()
        for quota in range(1, int(sums.max()) + 1)
    ]
    for number, row in enumerate(weights.tolist()):
        for quota in range(1, sum(row) + 1):
            first.setdefault(wins[quota - 1][number], (quota, tuple(row)))
    return tuple(first.values())


@cache
def weighted_votes(
    voters: int, index: Literal["shapley", "banzhaf"]
) -> tuple[tuple[int, tuple[int, ...], tuple[Fraction, ...]], ...]:
    """Every weighted vote in which only one of two sides can win, with the power of its voters.

    Whatever power a vote gives, one of these does: a vote or its dual is among them.

    Returns
    -------
    tuple of (int, tuple of int, tuple of Fraction)
        The quota, the weights, and each voter's index.
    """
    return tuple(_measured(voters, index))


def _measured(
    voters: int, index: str
) -> Iterator[tuple[int, tuple[int, ...], tuple[Fraction, ...]]]:
    from kingmaker.engine.design.many import many

    proper = [(q, w) for q, w in every_vote(voters) if 2 * q > sum(w)]
    found = many([q for q, _ in proper], [w for _, w in proper])
    for (quota, weights), orders, swings in zip(
        proper, found.orders.tolist(), found.swings.tolist(), strict=True
    ):
        counted = orders if index == "shapley" else swings
        whole = factorial(voters) if index == "shapley" else sum(swings)
        yield quota, weights, tuple(Fraction(count, whole) for count in counted)
