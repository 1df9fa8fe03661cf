"""Power by chance: votes drawn at random, where counting would take too long.

Every draw serves all players: how often each would have tipped it, with its own vote averaged
out. The bounds hold for all figures together with the confidence given.

References
----------
Maurer, A. and Pontil, M. (2009). Empirical Bernstein bounds and sample variance penalization.
Proceedings of the 22nd Conference on Learning Theory, theorem 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.games.gates import Game, Gate

MOST_DRAWS = 200_000
"""Votes drawn for each index."""

MOST_TRIED = 4 * 10**8
"""Votes drawn times players and gates, some seconds; of many players fewer votes are drawn."""

CONFIDENCE = 0.99
SEED = 20231117  # the same draws each time: an answer can be had again

AT_ONCE = 4_000_000  # votes of single classes in one table


@dataclass(frozen=True)
class Sampled:
    """Power estimated by chance, for one member of each class."""

    shapley: tuple[Approximate, ...]
    banzhaf: tuple[Approximate, ...]
    act: Approximate
    draws: int


def sampled(game: Game, draws: int | None = None, confidence: float = CONFIDENCE) -> Sampled:
    """Estimate the power of every player.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    draws : int or None
        Votes drawn for each of the two indices; None for as many as take some seconds.
    confidence : float
        Chance that all bounds hold.

    Returns
    -------
    Sampled
        With bounds at that confidence.
    """
    asked = _Asked(game)
    if draws is None:
        draws = max(1000, min(MOST_DRAWS, MOST_TRIED // asked.work))
    if draws < 2:
        raise ValueError("it takes at least two draws")
    random = np.random.default_rng(SEED)
    even, spread = (_Estimates(len(game.sizes) + 1) for _ in range(2))
    at_once = max(1, AT_ONCE // len(game.sizes))
    left = draws
    while left:
        number = min(left, at_once)
        left -= number
        even.add(_draw(game, asked, random, np.full(number, 0.5)))
        spread.add(_draw(game, asked, random, random.random(number)))
    figures = 2 * len(game.sizes) + 1
    banzhaf = even.bounded(confidence, figures)
    shapley = spread.bounded(confidence, figures)
    return Sampled(tuple(shapley[:-1]), tuple(banzhaf[:-1]), banzhaf[-1], draws)


def _draw(
    game: Game, asked: _Asked, random: np.random.Generator, chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """For each draw, the chance that a member of each class tips it; last, whether it wins."""
    sizes = np.array(game.sizes, np.int64)
    votes = random.binomial(sizes[:, None], chances[None, :])
    asked.vote(votes)
    found = np.empty((len(sizes) + 1, len(chances)))
    found[-1] = wins = asked.wins
    for i, size in enumerate(game.sizes):
        # a given member is for it in that part of cases in which so many of its class are
        part = votes[i] / size
        found[i] = part * (wins & ~asked.moved(i, -1)) + (1 - part) * (asked.moved(i, 1) & ~wins)
    return found


class _Asked:
    """The gates of a game asked about many votes at once, and about each with one voter moved."""

    def __init__(self, game: Game) -> None:
        gates = game.gate.inner_first()
        place = {id(gate): k for k, gate in enumerate(gates)}
        self.quotas = [gate.quota for gate in gates]
        most = max(
            sum(w * (1 if isinstance(s, Gate) else game.sizes[s]) for s, w in gate.inputs)
            + abs(gate.quota)
            for gate in gates
        )
        # sums that do not fit into a machine integer are added up as Python does, which is slow
        self.type: Any = np.int64 if most < 2**62 else object
        self.weights = np.zeros((len(gates), len(game.sizes)), self.type)
        self.inner: list[list[tuple[int, int]]] = []
        for k, gate in enumerate(gates):
            for source, worth in gate.inputs:
                if not isinstance(source, Gate):
                    self.weights[k, source] += worth
            self.inner.append(
                [(place[id(s)], worth) for s, worth in gate.inputs if isinstance(s, Gate)]
            )
        self.touched = [self._above(np.flatnonzero(column)) for column in self.weights.T]
        slow = 1 if self.type is np.int64 else 50
        self.work = slow * (len(game.sizes) + sum(4 * len(gates) for gates in self.touched))

    def _above(self, heard: NDArray[np.int64]) -> list[int]:
        """Gates that hear a class, and those that hear these, inner before outer."""
        found = {int(k) for k in heard}
        for k, inner in enumerate(self.inner):
            if any(g in found for g, _ in inner):
                found.add(k)
        return sorted(found)

    def vote(self, votes: NDArray[np.int64]) -> None:
        """Take votes, int64[m, draws]: members of each class who are for it."""
        self.direct = self.weights @ votes.astype(self.type)
        self.open: list[NDArray[np.bool_]] = []
        for k, quota in enumerate(self.quotas):
            weight = self.direct[k]
            for g, worth in self.inner[k]:
                weight = weight + worth * self.open[g]
            self.open.append(np.asarray(weight >= quota, np.bool_))

    @property
    def wins(self) -> NDArray[np.bool_]:
        """Which votes win."""
        return self.open[-1]

    def moved(self, number: int, by: int) -> NDArray[np.bool_]:
        """Which votes win with one member of a class more, or less, for it."""
        open_: dict[int, NDArray[np.bool_]] = {}
        for k in self.touched[number]:
            weight = self.direct[k] + by * self.weights[k, number]
            for g, worth in self.inner[k]:
                weight = weight + worth * open_.get(g, self.open[g])
            open_[k] = np.asarray(weight >= self.quotas[k], np.bool_)
        return open_.get(len(self.quotas) - 1, self.wins)


class _Estimates:
    """Sums and squares of figures between nought and one."""

    def __init__(self, figures: int) -> None:
        self.sums = np.zeros(figures)
        self.squares = np.zeros(figures)
        self.draws = 0

    def add(self, drawn: NDArray[np.float64]) -> None:
        """Take in further draws."""
        self.sums += drawn.sum(axis=1)
        self.squares += (drawn**2).sum(axis=1)
        self.draws += drawn.shape[1]

    def bounded(self, confidence: float, figures: int) -> list[Approximate]:
        """Means with bounds that hold together, each side of so many figures counted."""
        n = self.draws
        means = self.sums / n
        variances = np.maximum(self.squares - n * means**2, 0) / (n - 1)
        rare = log(4 * figures / (1 - confidence))  # either side, each of the figures
        return [
            Approximate(mean, sqrt(2 * variance * rare / n) + 7 * rare / (3 * (n - 1)), confidence)
            for mean, variance in zip(means.tolist(), variances.tolist(), strict=True)
        ]
