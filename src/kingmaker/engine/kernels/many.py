"""Every coalition of many small games, compiled.

numpy alone has to keep a row of ``2**n`` cells for every game, and goes to main memory for each
of a dozen passes; here one game at a time stays in the nearest cache. The plain twin is
`kingmaker.engine.design.many.coalitions_of_many`.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUntypedFunctionDecorator=false, reportUnknownVariableType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray


@njit(cache=True)
def coalitions_of_many(
    quotas: NDArray[np.int64],
    weights: NDArray[np.int64],
    turns: NDArray[np.int64],
    others: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Add up all winning coalitions, and for each voter those with that voter.

    Parameters
    ----------
    quotas : int64[g, r]
        Of g games, with r votes all of which have to be carried.
    weights : int64[g, r, n]
        Not negative.
    turns, others : int64[2**n]
        What each coalition counts for, to those in it and in all.

    Returns
    -------
    winning : int64[g]
        Winning coalitions.
    joined : int64[g, n]
        Those that each voter is in.
    turned : int64[g, n]
        The same, each counted for its ``turns``.
    rest : int64[g]
        All winning coalitions, each counted for its ``others``.
    """
    games, votes, voters = weights.shape
    whole = 1 << voters
    sums = np.empty(whole, np.int64)
    wins = np.empty(whole, np.int64)
    worth = np.empty(whole, np.int64)
    winning = np.zeros(games, np.int64)
    joined = np.zeros((games, voters), np.int64)
    turned = np.zeros((games, voters), np.int64)
    rest = np.zeros(games, np.int64)
    for game in range(games):
        for coalition in range(whole):
            wins[coalition] = 1
        for vote in range(votes):
            sums[0] = 0
            half = 1
            for voter in range(voters):  # the coalitions with a voter follow those without
                weight = weights[game, vote, voter]
                for coalition in range(half):
                    sums[half + coalition] = sums[coalition] + weight
                half *= 2
            quota = quotas[game, vote]
            for coalition in range(whole):
                wins[coalition] &= sums[coalition] >= quota
        tally = 0
        for coalition in range(whole):
            worth[coalition] = -wins[coalition] & turns[coalition]
            tally += -wins[coalition] & others[coalition]
        rest[game] = tally
        half = whole
        for voter in range(voters - 1, -1, -1):  # and are added to them once they are counted
            half //= 2
            count = 0
            tally = 0
            for coalition in range(half):
                count += wins[half + coalition]
                tally += worth[half + coalition]
                wins[coalition] += wins[half + coalition]
                worth[coalition] += worth[half + coalition]
            joined[game, voter] = count
            turned[game, voter] = tally
        winning[game] = wins[0]
    return winning, joined, turned, rest
