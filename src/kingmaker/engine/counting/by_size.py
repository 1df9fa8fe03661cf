"""One weighted vote with many votes, its coalitions counted by their size as well.

Counts by size are the coefficients of polynomials. Each polynomial is worked out at as many
points as it has coefficients, modulo several primes, and put together from its values; so the
Shapley-Shubik index comes out as a fraction where no table of totals by sizes would fit.

References
----------
Kurz, S. (2016). Computing the power distribution in the IMF. arXiv:1603.01443.
"""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.counting.remainders import Combined, is_prime
from kingmaker.engine.counting.swings import Swings
from kingmaker.engine.counting.weighted import Weighted
from kingmaker.engine.games.diagrams import TooLarge

MOST_ADDITIONS = 10**12
"""Additions before the exact counts are refused, about two thousand million a second."""

MOST_VOTERS = 2000
"""Voters, so that machine integers hold the sums of products of remainders."""

BITS = 25  # of a remainder; primes lie between 2**25 and 2**26


def additions(vote: Weighted) -> int:
    """Additions that `weighted_counts` takes, about."""
    if vote.settled:
        return 0
    voters = sum(n for n, w in zip(vote.sizes, vote.weights, strict=True) if w)
    cells = max(vote.quota, vote.against)
    return vote.additions(cells) * (voters // 2 + 1) * (voters // BITS + 1)


def weighted_counts(vote: Weighted, most: int = MOST_ADDITIONS) -> Swings:
    """Count every voter's swings by size.

    Parameters
    ----------
    vote : Weighted
        With n voters in m classes.
    most : int
        Additions before it is refused.

    Returns
    -------
    Swings
        Exact.

    Raises
    ------
    TooLarge
        If it would take longer than allowed.
    """
    n = vote.players
    if vote.settled:
        wins = [comb(n, s) if vote.quota <= 0 else 0 for s in range(n + 1)]
        return Swings(vote.sizes, ((0,) * n,) * len(vote.sizes), tuple(wins))
    if additions(vote) > most or n > MOST_VOTERS:
        raise TooLarge(
            f"exact fractions for {n:,} voters with {vote.total:,} votes would take hours; "
            "figures with an error bound can be had sooner"
        )
    voters = len(vote.one_by_one)
    primes = _primes(voters // BITS + 1)
    columns = [_coefficients(vote, voters, prime) for prime in primes]
    combined = Combined(primes)
    found = [
        [combined([int(column[row, s]) for column in columns]) for s in range(voters + 1)]
        for row in range(len(vote.distinct) + 1)
    ]
    idle = [comb(n - voters, k) for k in range(n - voters + 1)]  # who has no votes joins freely
    rows = {int(w): _times(found[i][:voters], idle) for i, w in enumerate(vote.distinct)}
    lost = _times(found[-1], idle)
    wins = tuple(comb(n, s) - number for s, number in enumerate(lost))
    return Swings(vote.sizes, tuple(rows.get(w, (0,) * n) for w in vote.weights), wins)


def _primes(number: int) -> list[int]:
    """So many primes below 2**26, the largest first."""
    found: list[int] = []
    candidate = 2**26 - 1
    while len(found) < number:
        if is_prime(candidate):
            found.append(candidate)
        candidate -= 2
    return found


def _times(row: list[int], idle: list[int]) -> tuple[int, ...]:
    found = [0] * (len(row) + len(idle) - 1)
    for i, a in enumerate(row):
        for j, b in enumerate(idle):
            found[i + j] += a * b
    return tuple(found)


def _coefficients(vote: Weighted, voters: int, prime: int) -> NDArray[np.int64]:
    """Swings of each distinct weight by size, and in the last row coalitions that fall short.

    Notes
    -----
    Who is for it and who is against it may change places: a table at one point y serves the
    point 1 / y too, with the quota of those who want to block.
    """
    from kingmaker.engine.kernels import sums

    cells = max(vote.quota, vote.against)
    points: list[int] = []
    values: list[NDArray[np.int64]] = []
    point = 0
    while len(points) <= voters:
        point += 1
        inverse = pow(point, -1, prime)
        if point in points:
            continue
        upto = sums.evaluated(vote.one_by_one, cells, point, prime)
        for y, quota, other in ((point, vote.quota, False), (inverse, vote.against, True)):
            if y in points:
                continue
            swings = sums.tipped(upto, vote.distinct, quota, point, prime)
            short = int(upto[quota - 1])
            if other:
                swings = swings * pow(y, voters - 1, prime) % prime
                all_ = pow(1 + point, voters, prime)
                short = (all_ - short) * pow(y, voters, prime) % prime
            points.append(y)
            values.append(np.append(swings, short))
    return (
        np.stack(values[: voters + 1], axis=1) @ _interpolation(points[: voters + 1], prime)
    ) % prime


def _interpolation(points: list[int], prime: int) -> NDArray[np.int64]:
    """What takes values at points to the coefficients of the polynomial with these values.

    Returns
    -------
    int64[m, m]
        Row i: the coefficients of the polynomial that is one at point i and nought at others.
    """
    whole = [1]  # the product of all x - y
    for y in points:
        whole = [(a - y * b) % prime for a, b in zip([0, *whole], [*whole, 0], strict=True)]
    rows: list[list[int]] = []
    for y in points:
        row, carry = [0] * len(points), 0
        for k in range(len(points), 0, -1):  # divided by x - y
            carry = (whole[k] + carry * y) % prime
            row[k - 1] = carry
        value = 0
        for a in reversed(row):
            value = (value * y + a) % prime
        scale = pow(value, -1, prime)
        rows.append([a * scale % prime for a in row])
    return np.array(rows, np.int64)
