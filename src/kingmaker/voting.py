"""Voting power over plain numbers, for whoever has weights and a quota and no case file.

>>> from kingmaker import voting
>>> voting.shapley([4, 4, 4, 2, 2, 1], 12)[:3]
[Fraction(7, 30), Fraction(7, 30), Fraction(7, 30)]

Players are numbered from nought. A rule is a gate: `vote`, `majority`, `all_of`, `any_of` and
`some_of` make one, of players and of each other; `game` turns it into a game, which every
function here takes in place of weights. What is exact comes as `Fraction`; what is not, as
`Approximate`, with a proven error bound or a confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import index as indexed
from typing import Any

from kingmaker.engine.approximate import Approximate, Figure
from kingmaker.engine.design.inverse import Design, nearest, penrose
from kingmaker.engine.design.quotas import quota_curve
from kingmaker.engine.games.composing import composed as compose
from kingmaker.engine.games.gates import Game, Gate, Input, every, some
from kingmaker.engine.games.minimal import Minimal, minimal_blocking, minimal_winning
from kingmaker.engine.power import register
from kingmaker.engine.power.indirect import crama_leruth, karos_peters
from kingmaker.engine.power.measuring import Power
from kingmaker.engine.power.measuring import measure as _measure
from kingmaker.engine.power.network_power import network_power
from kingmaker.engine.power.ocean import Atoms, OceanicGame, oceanic_banzhaf, oceanic_shapley
from kingmaker.engine.power.records import Index, Need
from kingmaker.engine.power.shareholdings import Network, network
from kingmaker.engine.power.ternary import TernaryGame, ternary_counts, ternary_vote
from kingmaker.engine.power.unions import union_swings
from kingmaker.engine.structure.kinds import Kinds
from kingmaker.engine.structure.kinds import kinds as _kinds
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, weigh

__all__ = [
    "Approximate", "Atoms", "Design", "Figure", "Game", "Gate", "Index", "Kinds", "Minimal",
    "Network", "OceanicGame", "Power", "TernaryGame", "Trade", "WeightsAndQuota", "all_of",
    "any_of", "banzhaf", "banzhaf_normalised", "compose", "crama_leruth", "dual", "game",
    "index", "indices", "karos_peters", "kinds", "majority", "many", "measure",
    "minimal_blocking", "minimal_winning", "nearest", "network", "network_power",
    "oceanic_banzhaf", "oceanic_shapley", "penrose", "quota_curve", "shapley", "some_of",
    "swings", "ternary_counts", "ternary_vote", "vote", "weights_of",
]  # fmt: skip


def vote(weights: Sequence[int], quota: int, voters: Sequence[Input] | None = None) -> Gate:
    """A weighted vote.

    Parameters
    ----------
    weights : sequence of n int
        Not negative.
    quota : int
        The weight it takes.
    voters : sequence of n int or Gate, or None
        Who votes: players, or other rules; None for the players 0, 1, …

    Examples
    --------
    >>> house, senate = vote([1] * 5, 3), vote([1] * 3, 2, [5, 6, 7])
    >>> game(all_of(house, senate)).players
    8
    """
    whole = _whole(weights, "weights")
    who = range(len(whole)) if voters is None else voters
    if len(who) != len(whole):
        raise ValueError(f"{len(whole)} weights are not those of {len(who)} voters")
    players = [v if isinstance(v, Gate) else _player(v) for v in who]
    return Gate(_whole([quota], "quotas")[0], tuple(zip(players, whole, strict=True)))


def majority(weights: Sequence[int], *, casting_vote: int | None = None) -> Gate:
    """More than half of all votes; or half of them with the casting vote of a player.

    Examples
    --------
    >>> shapley(game(majority([1, 1, 1, 1], casting_vote=0)))[0]
    Fraction(1, 2)
    """
    weights = _whole(weights, "weights")
    if casting_vote is not None and not 0 <= casting_vote < len(weights):
        raise ValueError(f"there is no player {casting_vote} to have the casting vote")
    doubled = [2 * weight + (player == casting_vote) for player, weight in enumerate(weights)]
    return vote(doubled, sum(weights) + 1)


def all_of(*parts: Input) -> Gate:
    """All of some players or rules; with a player beside a rule, that player has a veto."""
    return every(*parts)


def any_of(*parts: Input) -> Gate:
    """One of some players or rules."""
    return some(1, *parts)


def some_of(number: int, *parts: Input) -> Gate:
    """So many of some players or rules."""
    return some(number, *parts)


def game(rule: Gate, counts: Sequence[int] | None = None) -> Game:
    """A game.

    Parameters
    ----------
    rule : Gate
        What it takes.
    counts : sequence of int or None
        How many players each number stands for, all alike; None for one each.
    """
    heard = [s for gate in rule.inner_first() for s, _ in gate.inputs if isinstance(s, int)]
    number = max(heard, default=-1) + 1
    if counts is None:
        counts = [1] * number
    if len(counts) < number:
        raise ValueError(f"player {number - 1} has a vote, and counts has {len(counts)} numbers")
    return Game(tuple(_whole(counts, "counts")), rule)


def kinds(of: Game) -> Kinds:
    """Who can always replace whom: classes of alike players, their ranks, and whether all compare.

    Raises
    ------
    TooLarge
        If the game takes too many states.
    """
    return _kinds(of)


def weights_of(of: Game) -> WeightsAndQuota | Trade:
    """Weights and a quota that come to a game, or a trade that proves there are none.

    Weights are those of its classes as `kinds` has them.

    Examples
    --------
    >>> weights_of(game(all_of(vote([1, 1, 1], 2), 0))).weights
    (2, 1)
    """
    return weigh(_kinds(of).diagram)


def dual(of: Game) -> Game:
    """The game of blocking: a coalition wins it if it can block the other."""
    return of.dual()


def measure(
    of: Game | Sequence[int],
    quota: int | None = None,
    *,
    counts: Sequence[int] | None = None,
    exact: bool | None = None,
) -> Power:
    """Measure the power of every player, in the way that is exact and quick enough.

    Parameters
    ----------
    of : Game or sequence of n int
        A game, or weights.
    quota : int or None
        The weight it takes, with weights.
    counts : sequence of n int or None
        How many players have each weight; None for one each.
    exact : bool or None
        Whether to take hours for fractions if need be, or to take whatever is soonest and has
        an error bound; None for fractions where they take no more than seconds.

    Returns
    -------
    Power
        With ``shapley``, ``banzhaf``, ``swings``, ``method`` and more.

    Raises
    ------
    TooLarge
        If ``exact``, and it would take hours.
    """
    return _measure(_game(of, quota, counts), exact=exact)


def shapley(
    of: Game | Sequence[int],
    quota: int | None = None,
    *,
    counts: Sequence[int] | None = None,
    exact: bool | None = None,
) -> list[Figure]:
    """Shapley-Shubik index of each player; parameters as for `measure`.

    Examples
    --------
    >>> shapley([250_000, 1], 625_001, counts=[1, 1_000_000])[0]
    Fraction(250000, 1000001)
    """
    return list(measure(of, quota, counts=counts, exact=exact).shapley)


def banzhaf(
    of: Game | Sequence[int], quota: int | None = None, *, counts: Sequence[int] | None = None
) -> list[Figure]:
    """Penrose-Banzhaf measure of each player; parameters as for `measure`.

    Examples
    --------
    >>> banzhaf([3, 2, 1], 4)
    [Fraction(3, 4), Fraction(1, 4), Fraction(1, 4)]
    """
    return list(measure(of, quota, counts=counts).banzhaf)


def banzhaf_normalised(
    of: Game | Sequence[int], quota: int | None = None, *, counts: Sequence[int] | None = None
) -> list[Fraction] | None:
    """Banzhaf index of each player, or None if nobody has any; parameters as for `measure`."""
    found = measure(of, quota, counts=counts).normalised
    return list(found) if found is not None else None


def swings(
    of: Game | Sequence[int], quota: int | None = None, *, counts: Sequence[int] | None = None
) -> list[int] | None:
    """Swings of each player, or None where they were estimated; parameters as for `measure`."""
    found = measure(of, quota, counts=counts).swings
    return list(found) if found is not None else None


def indices() -> tuple[Index, ...]:
    """Every index on record: its name, definition, source, and what it is good for."""
    return register.INDICES


def index(
    name: str,
    of: Game | TernaryGame | Sequence[int],
    quota: int | None = None,
    *,
    counts: Sequence[int] | None = None,
    unions: Iterable[Iterable[int]] | None = None,
    chance: Fraction | None = None,
) -> list[Any] | None:
    """Any index of each player.

    Parameters
    ----------
    name : str
        As `indices` has it: ``"johnston"``, ``"owen"``.
    of, quota, counts
        As for `measure`.
    unions : iterable of iterables of int, or None
        Players who act together, where an index takes unions; others are alone.
    chance : Fraction or None
        That of a yes, where an index takes one.

    Returns
    -------
    list of n Fraction, or None
        None if the index is not defined for the game.

    Raises
    ------
    KeyError
        If there is no such index.
    ValueError
        If it takes what is not given, or is not one of a game.
    TooLarge
        If the game is too large for it.

    Examples
    --------
    >>> index("deegan-packel", [35, 20, 15, 15, 15], 51)
    [Fraction(3, 10), Fraction(3, 20), Fraction(11, 60), Fraction(11, 60), Fraction(11, 60)]
    >>> index("owen", [1, 1, 1], 2, unions=[[0, 1]])
    [Fraction(1, 2), Fraction(1, 2), Fraction(0, 1)]
    """
    asked = register.named(name)
    if isinstance(of, TernaryGame):
        if asked.needs is not Need.BALLOTS or asked.function is None:
            raise ValueError(f"{asked.title} is not one of a vote in which one may abstain")
        return asked.function(ternary_counts(of))
    if asked.needs is Need.BALLOTS:
        raise ValueError(f"{asked.title} takes a vote in which one may abstain: ternary_vote")
    whole = _game(of, quota, counts)
    if unions is not None and asked.needs is not Need.UNIONS:
        raise ValueError(f"{asked.title} takes no unions")
    if asked.needs is Need.UNIONS and asked.function is not None:
        groups = _groups(whole, unions or ())
        by_union = asked.function(union_swings(whole, groups))
        mine = (
            next(values[k] for values, group in zip(by_union, groups, strict=True) if group[k])
            for k in range(len(whole.sizes))
        )
        return list(mine)
    if asked.needs is Need.CHANCE and asked.function is not None:
        if chance is None:
            raise ValueError(f"{asked.title} takes the chance of a yes: chance=Fraction(1, 3)")
        return asked.function(register.FOUND[Need.SWINGS](whole), Fraction(chance))
    return register.measured(whole, [name])[name]


def many(weights: Any, quotas: Any) -> Any:
    """Many small votes at once, up to 20 voters each; see `kingmaker.engine.design.many.many`.

    Parameters
    ----------
    weights : array of int, [g, n] or [n] or [g, r, n]
        Of g votes with n voters; or of r votes each, all of which have to pass.
    quotas : array of int, [g] or [g, r]
        What each takes.

    Returns
    -------
    Many
        Arrays ``shapley`` and ``banzhaf``, [g, n], and exact ``swings`` and ``orders``.

    Examples
    --------
    >>> many([[3, 2, 1], [1, 1, 1]], [4, 2]).swings.tolist()
    [[3, 1, 1], [2, 2, 2]]
    """
    from kingmaker.engine.design.many import many as _many

    return _many(quotas, weights)


def _game(of: Game | Sequence[int], quota: int | None, counts: Sequence[int] | None) -> Game:
    if isinstance(of, Game):
        if quota is not None or counts is not None:
            raise ValueError("a game has its quota and its players already")
        return of
    if quota is None:
        raise ValueError("weights take a quota")
    if counts is not None and len(counts) != len(of):
        raise ValueError(f"{len(of)} weights take as many counts, not {len(counts)}")
    return game(vote(of, quota), (1,) * len(of) if counts is None else counts)


def _whole(numbers: Iterable[Any], what: str) -> list[int]:
    """Whole numbers of any kind, those of arrays too, as such that never overflow."""
    try:
        return [indexed(number) for number in numbers]
    except TypeError:
        raise ValueError(f"{what} are whole numbers; multiply fractions out") from None


def _player(number: Any) -> int:
    found = _whole([number], "players")[0]
    if found < 0:
        raise ValueError(f"players are numbered from nought, and {found} is below it")
    return found


def _groups(whole: Game, unions: Iterable[Iterable[int]]) -> list[tuple[int, ...]]:
    left = list(whole.sizes)
    groups: list[tuple[int, ...]] = []
    for union in unions:
        group = [0] * len(left)
        for player in map(_player, union):
            if player >= len(left):
                raise ValueError(f"there is no player {player}")
            if not left[player]:
                raise ValueError(f"player {player} is in two unions")
            group[player], left[player] = left[player], 0
        groups.append(tuple(group))
    alone = [k for k, number in enumerate(left) for _ in range(number)]
    return groups + [tuple(int(i == k) for i in range(len(left))) for k in alone]
