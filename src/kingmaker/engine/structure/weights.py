"""Whether one vote with weights comes to the same as a game, and what shows that none does.

Either there are weights and a quota, or there is a *trade*: some winning coalitions that exchange
members among themselves until all of them lose. Whatever the players weighed, they would weigh as
much together after the trade as before, so no weights can tell the first coalitions from the last.

References
----------
Elgot, C. C. (1961). Truth functions realizable by single threshold organs. Proceedings of the
Symposium on Switching Circuit Theory and Logical Design, 225-245.
Taylor, A. D. and Zwicker, W. S. (1992). A characterization of weighted voting. Proceedings of the
American Mathematical Society 115, 1089-1094.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from math import gcd
from operator import mul

from kingmaker.engine.games.diagrams import WON, Diagram, TooLarge
from kingmaker.engine.games.gates import Game, Gate, Profile
from kingmaker.engine.structure.programme import Programme

MOST_ROUNDS = 2000
"""Coalitions that are taken into account before it is given up."""

MOST_TRADED = 2000
"""Coalitions of one side of a trade."""

MOST_ROUNDED = 100
"""Smaller weights that are tried where the best are fractions."""


@dataclass(frozen=True, slots=True)
class WeightsAndQuota:
    """Weights and a quota: a coalition wins if its members weigh that much together.

    Attributes
    ----------
    quota : int
        The weight it takes.
    weights : tuple of int
        Of one member of each class, none negative.
    least : bool
        Whether no weights with a smaller total, equal for the members of a class, do as well.
    """

    quota: int
    weights: tuple[int, ...]
    least: bool = False

    def game(self, sizes: Profile) -> Game:
        """The vote as a game of classes of these sizes."""
        return Game(sizes, Gate(self.quota, tuple(enumerate(self.weights))))


@dataclass(frozen=True, slots=True)
class Trade:
    """Winning coalitions, and as many losing ones with the same members, however often.

    Attributes
    ----------
    winning, losing : tuple of Profile
        Every player is in as many of the ones as of the others.
    """

    winning: tuple[Profile, ...]
    losing: tuple[Profile, ...]

    def shows(self, wins: Callable[[Profile], bool]) -> bool:
        """Whether it holds of a game, given who wins it: coalition by coalition."""
        return (
            len(self.winning) == len(self.losing) > 0
            and all(wins(profile) for profile in self.winning)
            and not any(wins(profile) for profile in self.losing)
            and [sum(n) for n in zip(*self.winning, strict=True)]
            == [sum(n) for n in zip(*self.losing, strict=True)]
        )


def outcome(diagram: Diagram) -> Callable[[Profile], bool]:
    """Who wins the game of a diagram."""

    def wins(profile: Profile) -> bool:
        node = diagram.root
        while node > WON:
            node = diagram.branches[node][profile[diagram.layer[node]]]
        return node == WON

    return wins


class Scales:
    """Weighs the coalitions of a game: the lightest that wins, and the heaviest that loses.

    Parameters
    ----------
    diagram : Diagram
        Of a game with m classes.
    """

    def __init__(self, diagram: Diagram) -> None:
        self.diagram = diagram
        # of the branches that lead to one node, the one with the fewest and the most members
        self._fewest = [_first(enumerate(to)) for to in diagram.branches]
        self._most = [_first(reversed(list(enumerate(to)))) for to in diagram.branches]

    def lightest(self, weights: Sequence[int]) -> Profile | None:
        """A winning coalition of the least weight, and then with the fewest members.

        None if there is no winning coalition.
        """
        fine = self._fine(weights)
        best: list[int | None] = [None, 0]
        chosen = [(0, 0)] * len(self.diagram.layer)
        for node in range(WON + 1, len(chosen)):
            weight, found = fine[self.diagram.layer[node]], None
            for to, members in self._fewest[node]:
                rest = best[to]
                if rest is not None and (found is None or rest + weight * members < found):
                    found = rest + weight * members
                    chosen[node] = (members, to)
            best.append(found)
        if best[self.diagram.root] is None:
            return None
        return self._profile(chosen, (0,) * len(self.diagram.sizes))

    def heaviest(self, weights: Sequence[int]) -> Profile | None:
        """A losing coalition of the greatest weight, and then with the most members.

        None if there is no losing coalition.
        """
        sizes, layer = self.diagram.sizes, self.diagram.layer
        fine = self._fine(weights)
        each = [weight * size for weight, size in zip(fine, sizes, strict=True)]
        # from one class to another, everybody who is not asked
        until = list(accumulate(each, initial=0))
        at = [len(sizes), len(sizes), *layer[2:]]
        best: list[int | None] = [0, None]
        chosen = [(0, 0)] * len(layer)
        for node in range(WON + 1, len(chosen)):
            asked, found = layer[node], None
            for to, members in self._most[node]:
                rest = best[to]
                if rest is not None:
                    whole = rest + fine[asked] * members + until[at[to]] - until[asked + 1]
                    if found is None or whole > found:
                        found, chosen[node] = whole, (members, to)
            best.append(found)
        return None if best[self.diagram.root] is None else self._profile(chosen, sizes)

    def _fine(self, weights: Sequence[int]) -> list[int]:
        """Weights by which, of coalitions that weigh the same, the smaller is the lighter."""
        players = sum(self.diagram.sizes)
        return [weight * (players + 1) + 1 for weight in weights]

    def _profile(self, chosen: list[tuple[int, int]], others: Profile) -> Profile:
        found, node = list(others), self.diagram.root
        while node > WON:
            found[self.diagram.layer[node]], node = chosen[node]
        return tuple(found)


def weigh(
    diagram: Diagram, losing: Sequence[Profile] | None = None, most: int = MOST_ROUNDS
) -> WeightsAndQuota | Trade:
    """Find weights and a quota, or a trade that shows that there are none.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    losing : sequence of Profile or None
        Coalitions that must not weigh enough; None for all that lose. Those that win must.
    most : int
        Coalitions that may be taken into account.

    Returns
    -------
    WeightsAndQuota or Trade
        Checked in whole numbers against every coalition. A trade has coalitions of the diagram's
        classes, the losing ones parts of those that were given.

    Raises
    ------
    TooLarge
        If too many coalitions have to be taken into account, or a trade needs too many.

    Notes
    -----
    Weights with the least total are the prices of a linear programme that has a column for each
    coalition. Those coalitions are found one by one: with the weights so far, the lightest that
    wins or the heaviest that loses. If profits have no end, the columns of the ray make a trade.
    """
    scales = Scales(diagram)
    sizes = diagram.sizes
    programme = Programme((*sizes, 0))
    known: list[tuple[Profile, bool]] = []
    while True:
        weights = programme.prices[:-1]
        light = scales.lightest(weights)
        heavy = scales.heaviest(weights) if losing is None else _heaviest(losing, weights)
        found = [(profile, wins) for profile, wins in ((light, True), (heavy, False)) if profile]
        fresh = [new for new in found if _pays(programme, new)]
        if not fresh:
            return _whole(programme, scales, losing)
        known += fresh
        # coalitions that are known are sooner tried again than others are found
        while (paying := _paying(programme, known)) is not None:
            profile, wins = known[paying]
            ray = programme.enter(paying, _column(profile, wins), not wins) or programme.improve()
            if ray is not None:
                return _trade(known, ray, outcome(diagram))
        if len(known) > most:
            raise TooLarge(
                f"to find weights for {len(sizes):,} kinds of players, more than {most:,} "
                "coalitions would have to be compared; merge players who always act alike"
            )


def _column(profile: Profile, wins: bool) -> tuple[int, ...]:
    """A coalition as a column: what it asks of each weight and of the quota."""
    return (*profile, -1) if wins else (*(-n for n in profile), 1)


def _first(branches: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Every node that branches lead to, with the number of members of the first that does."""
    found: dict[int, int] = {}
    for members, to in branches:
        found.setdefault(to, members)
    return tuple(found.items())


def _paying(programme: Programme, known: list[tuple[Profile, bool]]) -> int | None:
    """The number of the latest coalition that pays."""
    return next(
        (k for k in range(len(known) - 1, -1, -1) if _pays(programme, known[k])),
        None,
    )


def _pays(programme: Programme, known: tuple[Profile, bool]) -> bool:
    profile, wins = known
    return programme.pays(_column(profile, wins), not wins)


def _heaviest(losing: Sequence[Profile], weights: Sequence[int]) -> Profile | None:
    return max(losing, key=lambda profile: _weight(profile, weights), default=None)


def _weight(profile: Profile, weights: Sequence[int]) -> int:
    return sum(map(mul, profile, weights))


def _whole(
    programme: Programme, scales: Scales, losing: Sequence[Profile] | None
) -> WeightsAndQuota:
    """Whole weights from prices, which are the least weights times the scale."""
    prices, scale = programme.prices[:-1], programme.scale
    common = gcd(*prices) or 1
    whole = [price // common for price in prices]
    sizes = scales.diagram.sizes
    if all(price % scale == 0 for price in prices):
        whole = [price // scale for price in prices]
        found = _checked(whole, scales, losing, least=True)
    else:
        found = _checked(whole, scales, losing, least=False)
        total = _weight(sizes, whole)
        least = _weight(sizes, prices)
        for step in range(MOST_ROUNDED):
            # from the least total, in fractions, a hundredth more of it each time
            tried = [
                (price * (MOST_ROUNDED + step) + MOST_ROUNDED * scale // 2)
                // (MOST_ROUNDED * scale)
                for price in prices
            ]
            if least > 0 and _weight(sizes, tried) >= total:
                break
            smaller = _checked(tried, scales, losing, least=False)
            if smaller is not None:
                found = smaller
                break
    if found is None:  # pragma: no cover
        raise ValueError("the weights do not tell who wins from who loses")
    return found


def _checked(
    weights: Sequence[int], scales: Scales, losing: Sequence[Profile] | None, *, least: bool
) -> WeightsAndQuota | None:
    """Weights with their quota, if they tell who wins from who loses."""
    light = scales.lightest(weights)
    heavy = scales.heaviest(weights) if losing is None else _heaviest(losing, weights)
    most = -1 if heavy is None else _weight(heavy, weights)
    quota = most + 1 if light is None else _weight(light, weights)
    return WeightsAndQuota(quota, tuple(weights), least) if most < quota else None


def _trade(
    known: list[tuple[Profile, bool]], ray: dict[int, int], wins: Callable[[Profile], bool]
) -> Trade:
    """The trade that a ray makes: of the losing coalitions only what the winning ones have."""
    common = gcd(*ray.values())
    sides: dict[bool, list[Profile]] = {True: [], False: []}
    for number in sorted(ray):
        profile, won = known[number]
        times = ray[number] // common
        if times + len(sides[won]) > MOST_TRADED:
            raise TooLarge(
                f"no weights come to the same, but to show it more than {MOST_TRADED:,} "
                "coalitions would have to trade"
            )
        sides[won] += repeat(profile, times)
    # there may be more winning ones than it takes
    winning, losing = sides[True][: len(sides[False])], [list(p) for p in sides[False]]
    for k, has in enumerate(zip(*winning, strict=True)):
        spare = sum(profile[k] for profile in losing) - sum(has)
        for profile in losing:
            taken = min(spare, profile[k])
            profile[k] -= taken
            spare -= taken
    found = Trade(tuple(winning), tuple(tuple(profile) for profile in losing))
    if not found.shows(wins):  # pragma: no cover
        raise ValueError("the trade does not turn winning coalitions into losing ones")
    return found
