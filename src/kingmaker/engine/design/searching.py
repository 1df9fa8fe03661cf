"""Looking for weights whose power comes near to what is wanted, for more than a few voters.

Here counts are rounded to floats where they are compared; what is found is measured exactly
afterwards. Coalitions are counted as remainders of ``2**64``, which none of up to 62 voters
reaches, so that sums and differences may run over on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial, isqrt
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Index: TypeAlias = Literal["shapley", "banzhaf"]
"""Shapley-Shubik, or Banzhaf as a part of all swings: both add up to one."""

Distance: TypeAlias = Literal["sum", "most", "squares"]
"""Deviations added up, the largest one, or their squares added up."""

WORK = 600_000_000
"""Cells gone through in a search, about a nanosecond each."""

ROUNDS = 24
"""Corrections of all weights from one start."""

STARTS, STRIDE = 12, 3
"""Weights from which single ones are changed, and by how much at most."""

Found: TypeAlias = "tuple[float, int, tuple[int, ...]]"
"""How far weights are from what is wanted, at which quota, and the weights by kind."""

NOWHERE: Found = (float("inf"), 0, ())

ABOVE = (None, 0.5, 0.6, 2 / 3, 0.75, 0.85)
"""Quotas that weights are corrected at: a share of all votes, or the Jagiellonian quota."""


def jagiellonian_quota(weights: Sequence[int]) -> int:
    """The quota at which everybody's Banzhaf power comes to be like the weight.

    Half of all votes and half of the square root of the sum of their squares, rounded up.

    References
    ----------
    Słomczyński, W. and Życzkowski, K. (2006). Penrose voting system and optimal quota. Acta
    Physica Polonica B 37, 3133-3143.

    Examples
    --------
    >>> jagiellonian_quota([1] * 9), jagiellonian_quota([3, 2, 1])
    (6, 5)
    """
    total, squares = sum(weights), sum(weight * weight for weight in weights)
    quota = (total + isqrt(squares)) // 2
    # the least with 2 q - total of at least the root
    while 2 * quota < total or (2 * quota - total) ** 2 < squares:
        quota += 1
    return quota


class Search:
    """Looks for the nearest weighted vote; voters who are to have the same have the same."""

    def __init__(
        self, shares: list[Fraction], index: Index, distance: Distance, votes: int | None
    ) -> None:
        import numpy as np

        self.np = np
        kinds = sorted({share for share in shares if share}, reverse=True)
        self.kind = np.array([kinds.index(s) if s else len(kinds) for s in shares])
        self.members = np.bincount(self.kind, minlength=len(kinds) + 1)[: len(kinds)]
        self.wanted = np.array([float(share) for share in kinds])
        self.voters = len(shares)
        self.index: Index = index
        self.distance: Distance = distance
        self.votes = votes or (10_000 if index == "banzhaf" else 1_000)
        self.work = WORK
        self.depth = 1 if index == "banzhaf" else 3 * self.voters
        self.known: dict[tuple[int, ...], Found] = {}
        self.best = NOWHERE

    def run(self) -> tuple[int, Sequence[int]]:
        """Correct all weights from several starts; then one at a time, from the best."""
        totals = sorted({min(self.votes, int(self.voters * 1.5**n)) for n in range(1, 30)})
        reserve = self.work // 2
        for total in totals:  # from few votes on: of votes as good, the fewest are kept
            for above in ABOVE:
                if self.work > reserve or total == totals[-1]:
                    self.correct(total, above)
        for start in sorted(self.known.values())[:STARTS]:
            self.climb(start)
        _, quota, found = self.best
        given = [*found, 0]
        return quota, [given[kind] for kind in cast("list[int]", self.kind.tolist())]

    def climb(self, here: Found) -> None:
        """Change one weight at a time, as long as that helps."""
        step = 1
        while self.work > 0 and here[0] > 0 and step <= STRIDE:
            before = here[0]
            for kind in range(len(self.members)):
                for change in (-step, step):
                    tried = self.np.array(here[2])
                    tried[kind] = max(0, tried[kind] + change)
                    if self.work > 0:
                        here = min(here, self.look(tried))
            step = step + 1 if here[0] >= before else 1

    def correct(self, total: int, above: float | None) -> None:
        """Give more to whoever has too little, at one quota; then look at all quotas."""
        np = self.np
        real, best = self.wanted * total, (float("inf"), np.zeros(0, np.int64))
        for _ in range(ROUNDS):
            weights = np.maximum(0, np.rint(real)).astype(np.int64)
            whole = int((weights * self.members).sum())
            if self.work <= 0 or not whole:
                break
            each = cast("list[int]", np.repeat(weights, self.members).tolist())
            quota = jagiellonian_quota(each) if above is None else int(above * whole) + 1
            quota = min(quota, whole)
            self.work -= self.depth * quota * self.voters
            below = counts_below(weights, self.members, self.index, quota + 1)
            tips = [
                self.tips(below, weight, quota) for weight in cast("list[int]", weights.tolist())
            ]
            power = np.array(tips) / max(1e-300, float(np.dot(tips, self.members)))
            best = min(best, (float(self.far(power)), weights), key=lambda found: found[0])
            real = real * np.clip((self.wanted / np.maximum(power, 1e-9)) ** 0.8, 0.5, 2)
            real *= total / (real * self.members).sum()
        if best[1].size:
            self.look(best[1])

    def tips(self, below: NDArray[np.int64], weight: int, quota: int) -> float:
        """How often one voter tips the outcome, but for a factor that is the same for all."""
        if not weight:
            return 0.0
        swings = swings_at(below, weight, quota)
        return float(swings @ orders(self.voters) if len(swings) > 1 else swings[0])

    def far(self, power: NDArray[np.float64]) -> Any:
        """How far powers, float64[..., m], are from what is wanted."""
        apart = self.np.abs(power - self.wanted)
        if self.distance == "most":
            return apart.max(axis=-1)
        return (apart if self.distance == "sum" else apart**2) @ self.members

    def look(self, weights: NDArray[np.int64]) -> Found:
        """Measure weights at every quota, and keep the best."""
        key = tuple(cast("list[int]", weights.tolist()))
        whole = int((weights * self.members).sum())
        if key in self.known or not whole:
            return self.known.get(key, NOWHERE)
        self.work -= self.depth * whole * (6 * len(weights) + self.voters)
        far = self.far(powers_by_quota(weights, self.members, self.index))
        first = whole // 2 + 1
        quota = first + int(far[first:].argmin())
        found = self.known[key] = (float(far[quota]), quota, key)
        # of weights as good, to all that floats can tell, the first are kept
        if found[0] < self.best[0] * (1 - 1e-9) - 1e-15:
            self.best = found
        return found


def orders(voters: int) -> NDArray[np.float64]:
    """The part of all orders in which just some s voters come before a given one."""
    import numpy as np

    whole = factorial(voters)
    return np.array([factorial(s) * factorial(voters - 1 - s) / whole for s in range(voters)])


def powers_by_quota(
    weights: NDArray[np.int64], members: NDArray[np.int64], index: Index
) -> NDArray[np.float64]:
    """The power of one voter of each kind at every quota from nought to all votes.

    Parameters
    ----------
    weights, members : int64[m]
        Of m kinds of voters, of n <= 62 in all.
    index : str
        How power is measured.

    Returns
    -------
    float64[total + 1, m]
        Rounded only at the end: counts are kept as remainders of ``2**64``, and none is as much.
    """
    import numpy as np

    total = int((weights * members).sum())
    below = counts_below(weights, members, index, total + 1)
    found = np.empty((total + 1, len(weights)))
    for kind, weight in enumerate(cast("list[int]", weights.tolist())):
        tips = _shapley_tips if len(below) > 1 else _banzhaf_tips
        found[:, kind] = tips(below, weight) if weight else 0
    if index == "banzhaf":
        found /= np.maximum(found @ members, 1)[:, None]
    return found


def counts_below(
    weights: NDArray[np.int64], members: NDArray[np.int64], index: Index, cells: int
) -> NDArray[np.int64]:
    """Coalitions that weigh less than each of so many quotas, from nought on.

    Returns
    -------
    int64[n, cells] or int64[1, cells]
        For Shapley by how many they are; for Banzhaf of any size.
    """
    import numpy as np

    rows = int(members.sum()) if index == "shapley" else 1
    counts = np.zeros((rows, cells), np.int64)
    counts[0, 0] = 1
    reached = 0
    for weight in sorted(np.repeat(weights, members).tolist()):
        reached = min(reached + weight, cells - 1)
        if weight > reached:
            break
        joined = counts[:, : reached + 1 - weight].copy()
        if rows == 1:
            counts[:, weight : reached + 1] += joined
        else:
            counts[1:, weight : reached + 1] += joined[:-1]
    below = np.zeros((rows, cells), np.int64)
    np.cumsum(counts[:, :-1], axis=1, out=below[:, 1:])
    return below


def swings_at(below: NDArray[np.int64], weight: int, quota: int) -> NDArray[np.int64]:
    """Swings of a voter at one quota, by the size of the others if that is told apart.

    Without the voter, P(q - w) - P(q - 2 w) + … are below q - w, and P(q) less that below q.
    """
    swings = below[:, quota].copy()
    if len(below) == 1:
        one, two = quota - weight, quota - 2 * weight
        swings -= 2 * below[:, one :: -2 * weight].sum(axis=1) if one >= 0 else 0
        swings += 2 * below[:, two :: -2 * weight].sum(axis=1) if two >= 0 else 0
        return swings
    sign = -1
    for step in range(1, min(len(below), quota // weight) + 1):
        there = below[:, quota - step * weight]
        swings[step - 1 :] += sign * there[: len(below) - step + 1]
        swings[step:] += sign * there[: len(below) - step]
        sign = -sign
    return swings


def _banzhaf_tips(below: NDArray[np.int64], weight: int) -> NDArray[np.int64]:
    """Swings of a voter at every quota: without it, P(q) - P(q - w) + P(q - 2 w) - … are below."""
    import numpy as np

    cells = below.shape[1]
    rows = -(-cells // weight)
    padded = np.zeros(rows * weight, np.int64)
    padded[:cells] = below[0]
    folded = padded.reshape(rows, weight)
    folded[1::2] *= -1
    without = np.cumsum(folded, axis=0)
    without[1::2] *= -1
    left = without.ravel()[:cells]
    swings = left.copy()
    swings[weight:] -= left[: max(0, cells - weight)]
    return swings


def _shapley_tips(below: NDArray[np.int64], weight: int) -> NDArray[np.float64]:
    """The index of a voter at every quota, one size of the others after the other."""
    import numpy as np

    voters, cells = below.shape
    index, parts = np.zeros(cells), orders(voters)
    left = np.zeros(cells, np.int64)
    for size in range(voters):
        shifted = np.zeros(cells, np.int64)
        shifted[weight:] = left[: max(0, cells - weight)]
        left = below[size] - shifted
        swings = left.copy()
        swings[weight:] -= left[: max(0, cells - weight)]
        index += swings * parts[size]
    return index
