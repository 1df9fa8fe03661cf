"""The inverse problem: the weights and the quota that give a wanted power.

There are only so many weighted votes, and most wanted powers are those of none of them. For few
voters all votes are gone through, and the nearest is proved. For more it is looked for: weights
are moved towards whoever has too little power, then one by one, and every quota is looked at
for each. What is found is measured exactly once more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from kingmaker.engine.design.quotas import quota_curve
from kingmaker.engine.design.searching import Distance, Index, Search, jagiellonian_quota
from kingmaker.engine.design.votes import MOST_PROVED, weighted_votes
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.power.indices import banzhaf_normalised, shapley

__all__ = [
    "Design", "Distance", "Index", "deviation", "jagiellonian_quota", "nearest", "penrose",
    "power_of", "square_roots",
]  # fmt: skip

MOST_VOTERS = 60
"""Voters for whom weights are looked for; their coalitions are counted in 64 bits."""


@dataclass(frozen=True, slots=True)
class Design:
    """A weighted vote, and how near its voters' power comes to what was wanted.

    Attributes
    ----------
    quota : int
        Votes that it takes; more than half of all.
    weights : tuple of int
        Votes of each voter.
    power : tuple of Fraction
        Each voter's index, exact.
    distance : Fraction
        From what was wanted, by the distance asked for.
    most : Fraction
        The largest deviation of one voter.
    proved : bool
        Whether no weighted vote comes nearer; otherwise it is the nearest that was found.
    """

    quota: int
    weights: tuple[int, ...]
    power: tuple[Fraction, ...]
    distance: Fraction
    most: Fraction
    proved: bool


def nearest(
    wanted: Sequence[Fraction | float],
    index: Index = "banzhaf",
    distance: Distance = "sum",
    votes: int | None = None,
) -> Design:
    """Weights and a quota whose power comes near to what is wanted.

    Parameters
    ----------
    wanted : sequence of n Fraction
        Share of the power of each voter; together one.
    index : str
        How power is measured: ``shapley`` or ``banzhaf`` (normalised).
    distance : str
        What is to be small: the ``sum`` of the deviations, the ``most`` of them, or the sum of
        their ``squares``.
    votes : int, optional
        How many votes to share out in a search; a few thousand if left out. More come nearer,
        and take longer.

    Returns
    -------
    Design
        Proved to be nearest for up to `MOST_PROVED` voters, or if it is what was wanted. Of more
        voters, those who are to have the same power have the same weight.

    Raises
    ------
    ValueError
        If a share is negative, or they do not add up to one.
    TooLarge
        If there are more than `MOST_VOTERS`.

    Notes
    -----
    A quota of half the votes or less need not be tried: where q of w votes carry, w - q + 1
    carry in the dual vote, in which everybody has the same power.

    References
    ----------
    Leech, D. (2003). Power indices as an aid to institutional design: the generalised
    apportionment problem. In: Holler, M. J. et al. (eds.), Yearbook on New Political Economy 22.
    Kurz, S. (2012). On the inverse power index problem. Optimization 61, 989-1011.
    """
    if index not in ("shapley", "banzhaf") or distance not in ("sum", "most", "squares"):
        raise ValueError("index is shapley or banzhaf; distance is sum, most or squares")
    shares = _shares(wanted)
    if len(shares) <= MOST_PROVED:
        quota, weights = _among_all(shares, index, distance)
        return _design(shares, quota, weights, index, distance, proved=True)
    if len(shares) > MOST_VOTERS:
        raise TooLarge(
            f"weights for {len(shares):,} voters are too many to look for, {MOST_VOTERS} are not; "
            "let equal voters act as a bloc"
        )
    quota, weights = Search(shares, index, distance, votes).run()
    return _design(shares, quota, weights, index, distance)


def penrose(people: Sequence[int], votes: int = 10_000) -> Design:
    """The square-root rule: weights like the square roots of the people, at the best quota.

    Parameters
    ----------
    people : sequence of n int
        Whom each voter stands for.
    votes : int
        How many votes to share out, about.

    Returns
    -------
    Design
        With the Jagiellonian quota; its distance is the sum of the deviations of the Banzhaf
        index from the square roots.

    References
    ----------
    Penrose, L. S. (1946). The elementary statistics of majority voting. Journal of the Royal
    Statistical Society 109, 53-57.
    Słomczyński, W. and Życzkowski, K. (2006). Penrose voting system and optimal quota. Acta
    Physica Polonica B 37, 3133-3143.
    """
    shares = square_roots(people)
    weights = [round(share * votes) for share in shares]
    return _design(shares, jagiellonian_quota(weights), weights, "banzhaf", "sum")


def square_roots(people: Sequence[int | Fraction]) -> list[Fraction]:
    """Shares like the square roots of some numbers, right to 15 places; together one.

    Raises
    ------
    ValueError
        If one is negative, or all are nought.
    """
    if any(number < 0 for number in people) or not any(people):
        raise ValueError("square roots are taken of numbers that are not negative, nor all nought")
    scale = 10**32
    least = min(number for number in people if number)
    roots = [isqrt(int(number / Fraction(least) * scale)) for number in people]
    return [Fraction(root, sum(roots)) for root in roots]


def deviation(
    power: Iterable[Fraction], wanted: Iterable[Fraction], distance: Distance
) -> Fraction:
    """How far a power is from what was wanted."""
    apart = [abs(one - other) for one, other in zip(power, wanted, strict=True)]
    if distance == "sum":
        return sum(apart, Fraction(0))
    if distance == "most":
        return max(apart)
    return sum((each * each for each in apart), Fraction(0))


def power_of(quota: int, weights: Sequence[int], index: Index) -> list[Fraction]:
    """Each voter's index in one weighted vote, exact; nought for all if nobody tips it."""
    [(_, counts)] = quota_curve(weights, [quota])
    if index == "shapley":
        return shapley(counts)
    return banzhaf_normalised(counts) or [Fraction(0)] * len(weights)


def _shares(wanted: Sequence[Fraction | float]) -> list[Fraction]:
    shares = [Fraction(share) for share in wanted]
    if not shares or any(share < 0 for share in shares):
        raise ValueError("of some voters, each is to have a share of the power, from 0 to 1")
    if abs(sum(shares) - 1) > Fraction(1, 10**9):
        raise ValueError(f"the shares of the power add up to one, not to {float(sum(shares)):g}")
    return [share / sum(shares) for share in shares]


def _design(
    shares: list[Fraction], quota: int, weights: Sequence[int], index: Index,
    distance: Distance, *, proved: bool = False,
) -> Design:  # fmt: skip
    """A weighted vote, measured exactly."""
    power = power_of(quota, weights, index)
    far = deviation(power, shares, distance)
    return Design(
        quota, tuple(weights), tuple(power), far, deviation(power, shares, "most"),
        proved or not far,
    )  # fmt: skip


def _among_all(
    shares: list[Fraction], index: Index, distance: Distance
) -> tuple[int, Sequence[int]]:
    """The nearest of all weighted votes of so few voters; of several, the one of fewest votes.

    Whoever is to have more gets more: exchanged, two voters would be further off.
    """
    order = sorted(range(len(shares)), key=lambda voter: -shares[voter])
    sorted_ = [shares[voter] for voter in order]

    def far(vote: tuple[int, tuple[int, ...], tuple[Fraction, ...]]) -> Fraction:
        return deviation(vote[2], sorted_, distance)

    quota, weights, _ = min(weighted_votes(len(shares), index), key=far)
    given = dict(zip(order, weights, strict=True))
    return quota, [given[voter] for voter in range(len(shares))]
