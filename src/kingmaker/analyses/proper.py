"""Whether two coalitions with no common member can both decide."""

from __future__ import annotations

from itertools import islice

from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Game, Gate, Input, Profile
from kingmaker.engine.games.minimal import minimal_winning

MOST_LISTED = 2_000
"""Minimal coalitions that are tried."""
MOST_STATES = 200_000


def rivals(game: Game) -> tuple[Profile, Profile] | None:
    """Two coalitions without a common member that both win.

    Parameters
    ----------
    game : Game
        Of a decision.

    Returns
    -------
    tuple of Profile or None
        The two; None if there are none.

    Raises
    ------
    TooLarge
        If that cannot be told with the work allowed.
    """
    if not game.wins(game.sizes) or game.wins((0,) * len(game.sizes)):
        return None
    if _Crossing(game).cross(game.gate, game.gate):
        return None
    winning = minimal_winning(game, MOST_STATES)
    for profile in islice(winning, MOST_LISTED):
        others = tuple(size - n for size, n in zip(game.sizes, profile, strict=True))
        if game.wins(others):
            return profile, _fewer(game, others)
    if winning.profiles() > MOST_LISTED:
        raise TooLarge(f"{MOST_LISTED:,} coalitions were tried, and there are more")
    return None


def _fewer(game: Game, profile: Profile) -> Profile:
    """A coalition that wins, without those whom it does not need."""
    kept = list(profile)
    for number in reversed(range(len(kept))):
        while kept[number]:
            kept[number] -= 1
            if not game.wins(kept):
                kept[number] += 1
                break
    return tuple(kept)


class _Crossing:
    """Shows that whatever opens one gate has a member in common with whatever opens another."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.known: dict[tuple[int, int], bool] = {}

    def cross(self, one: Gate, other: Gate) -> bool:
        """Whether that can be shown; if not, it may be so all the same."""
        key = (id(one), id(other))
        if key not in self.known:
            self.known[key] = False
            self.known[key] = (
                self._votes(one, other) or self._needs(one, other) or self._needs(other, one)
            )
        return self.known[key]

    def _votes(self, one: Gate, other: Gate) -> bool:
        """Two votes of the same people with the same weights, that take more than all of them."""
        weights = self._weights(one)
        if weights is None or weights != self._weights(other):
            return False
        total = sum(w * self.game.sizes[player] for player, w in weights.items())
        return one.quota + other.quota > total

    def _weights(self, gate: Gate) -> dict[int, int] | None:
        weights: dict[int, int] = {}
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                return None
            weights[source] = weights.get(source, 0) + weight
        return weights

    def _needs(self, one: Gate, other: Gate) -> bool:
        """One gate cannot open without an input that shares a member with the other."""
        rest = 0
        for source, weight in one.inputs:
            if not self._input(source, other):
                rest += weight * (1 if isinstance(source, Gate) else self.game.sizes[source])
        return rest < one.quota

    def _input(self, source: Input, other: Gate) -> bool:
        if isinstance(source, Gate):
            return self.cross(source, other)
        if self.game.sizes[source] != 1:
            return False
        return not other.opens([size - (i == source) for i, size in enumerate(self.game.sizes)])
