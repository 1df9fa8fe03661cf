"""Power indices, exact.

Every index counts swings: coalitions that lose without a player and win with that player.
They differ in how they weigh a swing. Counts are integers and indices fractions, so nothing
is rounded here; rounding is for whoever prints.
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, lcm

from kingmaker.engine.counting.swings import Swings
from kingmaker.engine.games.gates import Game, Profile


def shapley(counts: Swings) -> list[Fraction]:
    """Shapley-Shubik index: the chance of being the one who tips the vote.

    Every order in which the players may come to agree is taken as equally likely.

    Parameters
    ----------
    counts : Swings
        Of a game with n players in m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class, between 0 and 1. Over all players they add up to one if
        all of them together win and nobody at all does not.

    References
    ----------
    Shapley, L. S. and Shubik, M. (1954). A method for evaluating the distribution of
    power in a committee system. American Political Science Review 48, 787-792.
    """
    n = counts.players
    orders = [factorial(s) * factorial(n - 1 - s) for s in range(n)]
    return _weighed(counts, orders, factorial(n))


def banzhaf(counts: Swings) -> list[Fraction]:
    """Penrose-Banzhaf measure: the chance that a player's vote decides.

    Every coalition of the others is taken as equally likely.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class, between 0 and 1. They do not add up to one.

    References
    ----------
    Penrose, L. S. (1946). The elementary statistics of majority voting.
    Journal of the Royal Statistical Society 109, 53-57.
    """
    return [Fraction(total, 1 << (counts.players - 1)) for total in counts.totals]


def banzhaf_normalised(counts: Swings) -> list[Fraction] | None:
    """Banzhaf index: a player's part of all swings.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        ever tips the outcome.

    References
    ----------
    Banzhaf, J. F. (1965). Weighted voting doesn't work: a mathematical analysis.
    Rutgers Law Review 19, 317-343.
    """
    everyone = sum(t * size for t, size in zip(counts.totals, counts.sizes, strict=True))
    return [Fraction(total, everyone) for total in counts.totals] if everyone else None


def banzhaf_at(counts: Swings, chance: Fraction) -> list[Fraction]:
    """Weighted Banzhaf value: the chance to decide if everyone else agrees with one chance.

    A binomial semivalue. At one half it is the Penrose-Banzhaf measure; its mean over all
    chances is the Shapley-Shubik index.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.
    chance : Fraction
        With which each of the others agrees, on their own; between 0 and 1.

    Returns
    -------
    list of m Fraction
        For one member of each class, between 0 and 1. They do not add up to one.

    References
    ----------
    Dubey, P., Neyman, A. and Weber, R. J. (1981). Value theory without efficiency.
    Mathematics of Operations Research 6, 122-128.
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance lies between 0 and 1, and {chance} does not")
    yes, of = chance.numerator, chance.denominator
    others = counts.players - 1
    weights = [yes**s * (of - yes) ** (others - s) for s in range(others + 1)]
    return _weighed(counts, weights, of**others)


def coleman_shapley(counts: Swings) -> list[Fraction]:
    """Coleman-Shapley index: a player's part of the power of all to act.

    Of all players a random half is interested; in a random order of these, the index is the
    chance of being the one who completes a winning coalition.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class. Over all players they add up to `power_to_act`, if
        nobody at all does not win.

    References
    ----------
    Casajus, A. and Huettner, F. (2019). The Coleman-Shapley index: being decisive within the
    coalition of the interested. Public Choice 181, 275-289.
    """
    # before s others comes the integral of t^s (1-t)^(n-1-s) from 0 to 1/2, by parts
    n = counts.players
    weights = [Fraction((1 << n) - 1, n << n)]
    for s in range(1, n):
        weights.append((s * weights[-1] - Fraction(1, 1 << n)) / (n - s))
    of = lcm(*(weight.denominator for weight in weights))
    return _weighed(counts, [int(weight * of) for weight in weights], of)


def power_to_act(counts: Swings) -> Fraction:
    """Coleman's power of a collectivity to act: the part of all coalitions that win.

    Parameters
    ----------
    counts : Swings
        Of a game.

    Returns
    -------
    Fraction
        Between 0 and 1.

    References
    ----------
    Coleman, J. S. (1971). Control of collectivities and the power of a collectivity to act.
    In Lieberman, B. (ed.), Social Choice, 269-300. Gordon and Breach.
    """
    return Fraction(counts.winning, 1 << counts.players)


def power_to_prevent(counts: Swings) -> list[Fraction] | None:
    """Coleman's power to prevent action: of the winning coalitions, those lost by one leaving.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; one for a player with a veto. None if nobody can win.

    References
    ----------
    Coleman (1971), as for `power_to_act`.
    """
    if not counts.winning:
        return None
    return [Fraction(total, counts.winning) for total in counts.totals]


def power_to_initiate(counts: Swings) -> list[Fraction] | None:
    """Coleman's power to initiate action: of the losing coalitions, those won by one joining.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class. None if no coalition loses.

    References
    ----------
    Coleman (1971), as for `power_to_act`.
    """
    losing = (1 << counts.players) - counts.winning
    return [Fraction(total, losing) for total in counts.totals] if losing else None


def vetoers(game: Game) -> list[int]:
    """Classes each of whose members is needed by every winning coalition."""
    if not game.wins(game.sizes):
        return []
    return [i for i in range(len(game.sizes)) if not game.wins(_less_one(game.sizes, i))]


def dictator(game: Game) -> int | None:
    """The class of the one player who wins alone and without whom nobody does."""
    for i in vetoers(game):
        alone = tuple(int(i == k) for k in range(len(game.sizes)))
        if game.sizes[i] == 1 and game.wins(alone):
            return i
    return None


def _less_one(sizes: Profile, number: int) -> Profile:
    return tuple(size - (k == number) for k, size in enumerate(sizes))


def _weighed(counts: Swings, weights: list[int], of: int) -> list[Fraction]:
    """The swings of each class, weighed by how many others agree."""
    return [
        Fraction(sum(k * w for k, w in zip(row, weights, strict=True)), of)
        for row in counts.by_size
    ]
