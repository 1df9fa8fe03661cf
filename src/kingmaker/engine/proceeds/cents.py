"""Amounts in whole cents, and payments that follow one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

_ZERO = Fraction(0)


def in_cents(amounts: Sequence[Fraction], cents: int = 100) -> list[int]:
    """Round amounts so that the parts add up to the rounded total.

    Each is rounded down, and what is missing of the total goes to the largest remainders, one
    cent each; of equal remainders to the first.

    Parameters
    ----------
    amounts : sequence of Fraction
        In units of a currency.
    cents : int
        How many make a unit.

    Returns
    -------
    list of int
        In cents; none is off by a whole one. Their sum is that of the amounts, half a cent
        rounded up.

    Examples
    --------
    >>> in_cents([Fraction(10, 3)] * 3)
    [334, 333, 333]
    """
    exact = [Fraction(amount) * cents for amount in amounts]
    total = (2 * sum(exact, _ZERO) + 1) // 2
    found = [amount.numerator // amount.denominator for amount in exact]
    order = sorted(range(len(exact)), key=lambda k: (found[k] - exact[k], k))
    for place in order[: total - sum(found)]:
        found[place] += 1
    return found


def takes(
    payouts: Callable[[Fraction], Sequence[Fraction]], payments: Sequence[Fraction]
) -> list[tuple[Fraction, ...]]:
    """What each gets of payments that follow one another: a price at closing, then an earn-out.

    Each payment goes where it would have gone, had all been paid at once.

    Parameters
    ----------
    payouts : callable
        What each gets of a value: `Waterfall.payouts`, or one of several stable answers.
    payments : sequence of Fraction
        In their order.

    Returns
    -------
    list of tuple of Fraction
        For each payment. An entry is negative where a later payment makes others convert, and
        somebody should give back of what he had.
    """
    paid, had = _ZERO, tuple(payouts(_ZERO))
    found: list[tuple[Fraction, ...]] = []
    for payment in payments:
        paid += payment
        have = tuple(payouts(paid))
        found.append(tuple(now - then for now, then in zip(have, had, strict=True)))
        had = have
    return found
