"""Many small games at once: quotas tried, weights drawn at random, charters of a whole survey.

Of n voters there are ``2**n`` coalitions. All their votes come by doubling: those with a voter
are those without, and the voter's weight more. What each voter adds comes by halving. That takes
some ``3 * 2**n`` additions a game, and no list of coalitions is ever kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import TYPE_CHECKING

from kingmaker.engine.games.diagrams import TooLarge

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

MOST_VOTERS = 20
"""Voters of each game; their orders are counted in 64 bits."""

MOST_WORK = 2**40
"""Coalitions that are looked at in all, a few of them a nanosecond."""

COMPILED = 2**21
"""Coalitions from which on compiled code is sooner, though it has to be loaded."""


@dataclass(frozen=True, slots=True, eq=False)
class Many:
    """What was counted of g games of n voters, exact.

    Attributes
    ----------
    winning : int64[g]
        Winning coalitions, of all ``2**n``.
    swings : int64[g, n]
        Coalitions that each voter turns from losing to winning: the raw Banzhaf count.
    orders : int64[g, n]
        Orders of all voters, of all ``n!``, in which each voter is the one who turns it: the
        Shapley-Shubik index but for the division.
    """

    winning: NDArray[np.int64]
    swings: NDArray[np.int64]
    orders: NDArray[np.int64]

    @property
    def voters(self) -> int:
        """Voters of each game."""
        return self.swings.shape[1]

    @property
    def shapley(self) -> NDArray[np.float64]:
        """Shapley-Shubik index, float64[g, n]; right to one part in ``2**51``."""
        return self.orders / float(factorial(self.voters))

    @property
    def banzhaf(self) -> NDArray[np.float64]:
        """Penrose-Banzhaf measure, float64[g, n]; exact, for it is a count over a power of two."""
        return self.swings / 2.0 ** max(0, self.voters - 1)

    @property
    def banzhaf_normalised(self) -> NDArray[np.float64]:
        """Banzhaf index, float64[g, n]: part of all swings; not a number where there are none."""
        import numpy as np

        total = self.swings.sum(axis=1, keepdims=True)
        none = np.full(self.swings.shape, np.nan)
        return np.divide(self.swings, total, out=none, where=total > 0)

    @property
    def act(self) -> NDArray[np.float64]:
        """Coleman's power to act, float64[g]: the part of all coalitions that wins; exact."""
        return self.winning / 2.0**self.voters


def many(quotas: ArrayLike, weights: ArrayLike) -> Many:
    """Measure the power of the voters of many small games.

    Parameters
    ----------
    quotas : int[g] or int[g, r]
        The votes it takes in each game; or in each of r votes all of which have to be carried.
        A quota of zero or less is always met.
    weights : int[g, n], int[n], int[g, r, n] or int[r, n]
        The votes of each of n voters, not negative. Those of a game, or the same in all: for
        ``quotas`` of one axis ``[g, n]`` or ``[n]``, for two ``[g, r, n]`` or ``[r, n]``.

    Returns
    -------
    Many
        Exact counts, and the indices as floats.

    Raises
    ------
    ValueError
        If the shapes do not go together, something is no whole number of 64 bits, a weight is
        negative, or the votes of one game add up to more than 64 bits hold.
    TooLarge
        If there are more than `MOST_VOTERS` voters, or more than `MOST_WORK` coalitions in all.

    References
    ----------
    Shapley, L. S. and Shubik, M. (1954). A method for evaluating the distribution of power in
    a committee system. American Political Science Review 48, 787-792.
    Banzhaf, J. F. (1965). Weighted voting doesn't work. Rutgers Law Review 19, 317-343.

    Examples
    --------
    >>> found = many([2, 3, 4, 5, 6], [3, 2, 1])
    >>> found.swings.tolist()
    [[2, 2, 0], [3, 1, 1], [3, 1, 1], [2, 2, 0], [1, 1, 1]]
    """
    quota, weight = _shaped(quotas, weights)
    games, votes, voters = weight.shape
    if voters > MOST_VOTERS:
        raise TooLarge(
            f"{voters:,} voters are too many for many games at once, {MOST_VOTERS} are not; "
            "measure such games one by one"
        )
    work = games * max(1, votes) << voters
    if work > MOST_WORK:
        raise TooLarge(
            f"{games:,} games of {voters} voters have too many coalitions; "
            f"{MOST_WORK // (max(1, votes) << voters):,} such games at once are feasible"
        )
    if work < COMPILED:
        add_up = coalitions_of_many
    else:
        from kingmaker.engine.kernels import many as kernel

        add_up = kernel.coalitions_of_many
    winning, joined, turned, rest = add_up(quota, weight, *_counted_for(voters))
    return Many(winning, 2 * joined - winning[:, None], turned - rest[:, None])


def coalitions_of_many(
    quotas: NDArray[np.int64],
    weights: NDArray[np.int64],
    turns: NDArray[np.int64],
    others: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Add up all winning coalitions, and for each voter those with that voter.

    The plain twin of `kingmaker.engine.kernels.many.coalitions_of_many`, which says more.
    """
    import numpy as np

    games, votes, voters = weights.shape
    wins = np.ones((games, 1 << voters), np.int64)
    for vote in range(votes):
        sums = np.zeros((games, 1), np.int64)
        for voter in range(voters):  # the coalitions with a voter follow those without
            sums = np.hstack((sums, sums + weights[:, vote, voter, None]))
        wins &= sums >= quotas[:, vote, None]
    worth, rest = wins * turns, (wins * others).sum(axis=1)
    joined = np.zeros((games, voters), np.int64)
    turned = np.zeros((games, voters), np.int64)
    for voter in reversed(range(voters)):  # and are added to them once they are counted
        half = 1 << voter
        joined[:, voter] = wins[:, half:].sum(axis=1)
        turned[:, voter] = worth[:, half:].sum(axis=1)
        wins = wins[:, :half] + wins[:, half:]
        worth = worth[:, :half] + worth[:, half:]
    return wins[:, 0], joined, turned, rest


def _counted_for(voters: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """What a winning coalition counts for in the orders of those in it, and of all.

    A voter turns ``(s - 1)! (n - s)!`` orders where s with that voter win, less
    ``s! (n - s - 1)!`` where s without do. The second is taken from everybody, and given back
    to those who are in.
    """
    import numpy as np

    joins = [0] + [factorial(s - 1) * factorial(voters - s) for s in range(1, voters + 1)]
    without = [factorial(s) * factorial(voters - s - 1) for s in range(voters)] + [0]
    size = np.zeros(1, np.int64)
    for _ in range(voters):
        size = np.hstack((size, size + 1))
    back = [one + other for one, other in zip(joins, without, strict=True)]
    return np.array(back, np.int64)[size], np.array(without, np.int64)[size]


def _shaped(quotas: ArrayLike, weights: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Quotas as int64[g, r] and weights as int64[g, r, n], once they are known to be right."""
    import numpy as np

    quota, weight = _whole(quotas, "quotas"), _whole(weights, "weights")
    if quota.ndim == 1:
        quota, weight = quota[:, None], weight[..., None, :] if weight.ndim else weight
    if quota.ndim != 2 or weight.ndim not in (2, 3):
        raise ValueError("quotas are given as [g] or [g, r], weights with one more axis, or as "
                         "many if they are the same in all games")  # fmt: skip
    if weight.ndim == 2:
        weight = np.broadcast_to(weight, (len(quota), *weight.shape))
    if weight.shape[:2] != quota.shape:
        raise ValueError(f"there are quotas for {_of(quota.shape)}, and weights for "
                         f"{_of(weight.shape[:2])}")  # fmt: skip
    if weight.size and int(weight.min()) < 0:
        raise ValueError("the weights of a vote cannot be negative")
    # in two halves, which cannot run over
    high, low = (weight >> 32).sum(axis=2), (weight & (2**32 - 1)).sum(axis=2)
    if weight.size and int((high + (low >> 32)).max()) >= 2**31:
        raise ValueError("the votes of one game add up to more than 64 bits hold; divide them by "
                         "a common measure")  # fmt: skip
    return np.ascontiguousarray(quota), np.ascontiguousarray(weight)


def _of(shape: tuple[int, ...]) -> str:
    games, votes = shape
    return f"{games:,} games" if votes == 1 else f"{games:,} games of {votes:,} votes"


def _whole(values: ArrayLike, what: str) -> NDArray[np.int64]:
    """An array of whole numbers of 64 bits, and nothing that has merely been cut down to it."""
    import numpy as np

    given = np.asarray(values)
    if given.size == 0:
        return given.astype(np.int64)
    if given.dtype.kind not in "iu" or int(given.max()) > np.iinfo(np.int64).max:
        raise ValueError(f"{what} are whole numbers of at most 64 bits, and these are not")
    return given.astype(np.int64)
