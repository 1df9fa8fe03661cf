"""Conversion prices that come down when shares are sold for less.

References
----------
National Venture Capital Association. Model certificate of incorporation, part B, section 4.4.4:
``CP2 = CP1 (A + B) / (A + C)``.
"""

from __future__ import annotations

from fractions import Fraction

from kingmaker.engine.proceeds.conversions import Convertible, Terms


def weighted_average(
    price: Fraction, outstanding: Fraction, money: Fraction, issued: Fraction
) -> Fraction:
    """The conversion price after shares were sold, by a weighted average.

    Parameters
    ----------
    price : Fraction
        The conversion price before, in money.
    outstanding : Fraction
        Shares before the sale: broad-based counts all, as if everything were converted and
        exercised; narrow-based only what the charter names.
    money : Fraction
        What came in.
    issued : Fraction
        New shares for it; above 0.

    Returns
    -------
    Fraction
        Never more than before: shares that are sold dearer change nothing.

    Examples
    --------
    >>> million = Fraction(1_000_000)
    >>> weighted_average(Fraction(2), outstanding=4 * million, money=million, issued=million)
    Fraction(9, 5)
    """
    if price <= 0 or outstanding < 0 or money < 0 or issued <= 0:
        raise ValueError("prices and new shares are above nothing, and no amount below it")
    if money >= price * issued:
        return price
    return price * (outstanding + money / price) / (outstanding + issued)


def full_ratchet(price: Fraction, sold_at: Fraction) -> Fraction:
    """The conversion price after shares were sold, however few: the lower of both prices."""
    if price <= 0 or sold_at < 0:
        raise ValueError("a price is above nothing")
    return min(price, sold_at)


def ratcheted(paid: Fraction, price: Fraction) -> Convertible:
    """A class with a full ratchet, as something that converts in a round.

    Its shares depend on the price, and the price on its shares. Solved with the round, they agree.

    Parameters
    ----------
    paid : Fraction
        Shares of the class times what was paid for each, in money. They are left out of the
        shares before the round.
    price : Fraction
        Their conversion price before.
    """
    return Convertible(paid, (Terms(price=price),))
