"""Power indices for voting games with abstention, exact.

In place of coalitions there are ballots of all players: each says yes, abstains or says no, and
all of these are taken as equally likely.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, factorial

from kingmaker.engine.power.ternary import TernaryCounts


def ternary_banzhaf(counts: TernaryCounts) -> list[Fraction]:
    """Banzhaf measure with abstention: the chance that a player's yes and no differ in outcome.

    Parameters
    ----------
    counts : TernaryCounts
        Of a game with n players in m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class: of all ``3**(n - 1)`` ballots of the others, the part of
        those that pass with its yes and fail with its no. The sum of `ternary_support` and
        `ternary_refusal`.

    References
    ----------
    Felsenthal, D. S. and Machover, M. (1998). The Measurement of Voting Power, chapter 8.
    Edward Elgar.
    """
    return _parts(counts, 2, 0)


def ternary_support(counts: TernaryCounts) -> list[Fraction]:
    """The chance that a yes carries what an abstention would not.

    Parameters and returns as for `ternary_banzhaf`.
    """
    return _parts(counts, 2, 1)


def ternary_refusal(counts: TernaryCounts) -> list[Fraction]:
    """The chance that a no stops what an abstention would not.

    Parameters and returns as for `ternary_banzhaf`.
    """
    return _parts(counts, 1, 0)


def ternary_banzhaf_normalised(counts: TernaryCounts) -> list[Fraction] | None:
    """Banzhaf index with abstention: a player's part of all differences.

    Parameters
    ----------
    counts : TernaryCounts
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody ever
        makes a difference.
    """
    values = ternary_banzhaf(counts)
    everyone = sum((v * n for v, n in zip(values, counts.sizes, strict=True)), Fraction(0))
    return [value / everyone for value in values] if everyone else None


def ternary_decisiveness(counts: TernaryCounts) -> Fraction:
    """The part of all ballots that pass."""
    return Fraction(counts.passing, 3**counts.players)


def roll_call(counts: TernaryCounts) -> list[Fraction]:
    """Shapley-Shubik index with abstention: the chance of settling the outcome in a roll call.

    The players are called in an order, and say yes, abstain or say no; every order with every
    such ballot is equally likely. Whoever's ballot settles the outcome, whatever those who are
    called later do, is the pivot.

    Parameters
    ----------
    counts : TernaryCounts
        Of a game with n players in m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class. Over all players they add up to one if the outcome is not
        settled from the start.

    References
    ----------
    Felsenthal, D. S. and Machover, M. (1996). Alternative forms of the Shapley value and the
    Shapley-Shubik index. Public Choice 87, 315-318; and (1998) as for `ternary_banzhaf`.

    Notes
    -----
    A pivot settles that it passes if it does with all later ones saying no, and would not with
    the pivot's own no. For s who do not say no, any of the n - 1 - s others may have been called
    already and said no, or come later; the orders in which they do are a number for each s. To
    settle that it fails is the same, with yes and no changed over.
    """
    n = counts.players
    orders = [_orders(n, s) for s in range(n)]
    found: list[Fraction] = []
    for number in range(len(counts.sizes)):
        no, abstention, agreed = (rows[number] for rows in counts.by_support)
        passes = [a + b - 2 * c for a, b, c in zip(agreed, abstention, no, strict=True)]
        no, abstention, agreed = (rows[number] for rows in counts.by_refusal)
        fails = [2 * a - b - c for a, b, c in zip(agreed, abstention, no, strict=True)]
        settled = zip(passes, fails, orders, strict=True)
        found.append(Fraction(sum((p + f) * o for p, f, o in settled), factorial(n) * 3**n))
    return found


def _orders(players: int, before: int) -> int:
    """Roll calls in which some are called before one player: those, and any number of others.

    The ballots of those who are called later are free, three for each.
    """
    others = players - 1 - before
    return sum(
        comb(others, also)
        * factorial(before + also)
        * factorial(others - also)
        * 3 ** (others - also)
        for also in range(others + 1)
    )


def _parts(counts: TernaryCounts, more: int, less: int) -> list[Fraction]:
    whole = 3 ** (counts.players - 1)
    return [Fraction(row[more] - row[less], whole) for row in counts.totals]
