"""Large compounds: swings and indices on the layers of a game, not split by size.

Where there are too many players for counts by size, each walk is done with one number a state:
modulo several primes for exact swings, and with chances in floats at the points of an integral.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.bounds import enough_points, left_out
from kingmaker.engine.counting.quadrature import gauss, half_of
from kingmaker.engine.counting.remainders import Combined, is_prime
from kingmaker.engine.games.diagrams import WON
from kingmaker.engine.games.layers import Layers

HALF = 2**31
"""Primes are below, so that products of two remainders fit into 63 bits."""


def layered_swings(game: Layers) -> tuple[tuple[int, ...], int]:
    """Count the swings of one member of each class, and the winning coalitions.

    Parameters
    ----------
    game : Layers
        With n players in m classes.

    Returns
    -------
    tuple of (tuple of m int, int)
        Exact.
    """
    bits = sum(game.sizes) + 1
    primes = _primes(bits // 30 + 1)
    rows = [_Walk(game, prime).all() for prime in primes]
    combined = Combined(primes)
    *totals, winning = (combined(column) for column in zip(*rows, strict=True))
    return tuple(totals), winning


def _primes(number: int) -> list[int]:
    found: list[int] = []
    candidate = HALF - 1
    while len(found) < number:
        if is_prime(candidate):
            found.append(candidate)
        candidate -= 2
    return found


class _Walk:
    """Ways to win and ways to each state, modulo a prime."""

    def __init__(self, game: Layers, prime: int) -> None:
        self.game, self.prime = game, prime
        self.answers = [_row(size, prime) for size in game.sizes]
        self.others = [_row(size - 1, prime) for size in game.sizes]

    def all(self) -> list[int]:
        """Swings of a member of each class, and winning coalitions."""
        wins = self._wins()
        ways = np.zeros(max(3, self.game.first + 1), np.int64)
        ways[self.game.first] = 1
        found: list[int] = []
        for asked, leads in enumerate(self.game.leads):
            here = ways[2 : len(leads) + 2]
            after = wins[asked + 1][leads]
            rest = np.zeros(len(leads), np.int64)
            for k, times in enumerate(self.others[asked]):
                gain = (after[:, k + 1] - after[:, k]) % self.prime
                rest = (rest + gain * times) % self.prime
            found.append(int(np.sum(here * rest % self.prime)) % self.prime)
            ways = self._next(asked, here)
        return [*found, int(wins[0][self.game.first])]

    def _wins(self) -> list[NDArray[np.int64]]:
        found = [np.array([0, 1], np.int64)]
        rest = 1
        for asked in range(len(self.game.leads) - 1, -1, -1):
            leads, row = self.game.leads[asked], self.answers[asked]
            rest = rest * pow(2, self.game.sizes[asked], self.prime) % self.prime
            here = np.zeros(len(leads) + 2, np.int64)
            here[WON] = rest
            for k, times in enumerate(row):
                here[2:] = (here[2:] + found[-1][leads[:, k]] * times) % self.prime
            found.append(here)
        return found[::-1]

    def _next(self, asked: int, here: NDArray[np.int64]) -> NDArray[np.int64]:
        leads = self.game.leads[asked]
        states = max(3, int(leads.max(initial=1)) + 1)
        found = np.zeros(states, np.int64)
        for k, times in enumerate(self.answers[asked]):
            np.add.at(found, leads[:, k], here * times % self.prime)
        return found % self.prime


def _row(size: int, prime: int) -> list[int]:
    return [comb(size, k) % prime for k in range(size + 1)]


def layered_shapley(game: Layers) -> tuple[Approximate, ...]:
    """Shapley-Shubik index of one member of each class, in floats with a proven bound.

    Parameters
    ----------
    game : Layers
        With n players in m classes.

    Returns
    -------
    tuple of m Approximate
        Within about ``10**-15 * n`` at worst.

    Notes
    -----
    All that is added up is positive but for the difference that a player makes, so that the
    error is at most that of two chances, and of the sums over one layer.
    """
    players = sum(game.sizes)
    widest = max((leads.size for leads in game.leads), default=0)
    slack = 2 * (10 * players + 60 + widest) * 2**-53
    points = enough_points(players, slack / 8)
    total = np.zeros(len(game.sizes))
    for ratio, weight in half_of(gauss(points)):
        total += weight * _chances(game, ratio / (1 + ratio))
        if ratio != 1:
            total += weight * _chances(game, 1 / (1 + ratio))
    error = slack + left_out(players, points)
    return tuple(Approximate(float(value), error) for value in total)


def _chances(game: Layers, t: float) -> NDArray[np.float64]:
    """The chance that a member of each class tips the outcome, others being for it with t."""
    answers = [_binomial(size, t) for size in game.sizes]
    others = [_binomial(size - 1, t) for size in game.sizes]
    wins = [np.array([0.0, 1.0])]
    for leads, row in zip(reversed(game.leads), reversed(answers), strict=True):
        here = np.zeros(len(leads) + 2)
        here[WON] = 1.0
        here[2:] = wins[-1][leads] @ row
        wins.append(here)
    wins.reverse()
    ways = np.zeros(max(3, game.first + 1))
    ways[game.first] = 1.0
    found = np.zeros(len(game.sizes))
    for asked, leads in enumerate(game.leads):
        here = ways[2 : len(leads) + 2]
        found[asked] = here @ (np.diff(wins[asked + 1][leads], axis=1) @ others[asked])
        states = max(3, int(leads.max(initial=1)) + 1)
        ways = np.bincount(
            leads.ravel(), weights=(here[:, None] * answers[asked]).ravel(), minlength=states
        )
    return found


def _binomial(size: int, t: float) -> NDArray[np.float64]:
    """The chance of each number of members, of so many who are for it with a chance each."""
    if size <= 60:
        exact = Fraction(t)
        return np.array([float(comb(size, k) * exact**k * (1 - exact) ** (size - k))
                         for k in range(size + 1)])  # fmt: skip
    # from the most likely number on to both sides, and then together one
    most = min(size, int((size + 1) * t))
    found = np.zeros(size + 1)
    found[most] = 1.0
    odds = t / (1 - t)
    for k in range(most, size):
        found[k + 1] = found[k] * odds * (size - k) / (k + 1)
    for k in range(most, 0, -1):
        found[k - 1] = found[k] * k / (odds * (size - k + 1))
    return found / found.sum()
