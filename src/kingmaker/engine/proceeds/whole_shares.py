"""Rounds in whole shares: what is left of everybody's money, and the pool still large enough."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from kingmaker.engine.proceeds.rounds import Counting, Priced, Round


@dataclass(frozen=True, slots=True)
class Unspent:
    """Money for which there was no whole share, to be paid back or let go.

    Attributes
    ----------
    converted : tuple of k Fraction
        Of each convertible, at its own price.
    new : tuple of m Fraction
        Of each new investor, at the price of the round.
    """

    converted: tuple[Fraction, ...]
    new: tuple[Fraction, ...]


def in_whole_shares(outcome: Priced, terms: Round) -> Priced:
    """The same round with each holder's shares rounded down, at the same prices.

    Parameters
    ----------
    outcome : Priced
        In fractions of shares; shares before the round are whole.
    terms : Round
        Of the round.

    Returns
    -------
    Priced
        The pool is the least whole number that has its part of the rounded shares, and never less
        than before. The valuation is missed by less than a share for each holder.

    Raises
    ------
    ValueError
        If there are fractions of shares before the round.
    """
    before = outcome.before
    if any(held.denominator != 1 for held in (*before.shares, before.pool)):
        raise ValueError("there are parts of shares before the round; round the one before it")
    converted = tuple(
        replace(each, shares=Fraction(floor(each.shares))) for each in outcome.converted
    )
    new = tuple(Fraction(floor(held)) for held in outcome.new)
    pool = before.pool
    if terms.pool is not None:
        others = before.issued + sum((each.shares for each in converted), Fraction(0))
        if terms.pool.of is Counting.POST_MONEY:
            others += sum(new, Fraction(0))
        part = terms.pool.part
        pool = max(pool, Fraction(ceil(others * part / (1 - part))))
    return replace(outcome, converted=converted, new=new, pool=pool)


def unspent(outcome: Priced, terms: Round) -> Unspent:
    """What is left of the money that came in, where shares were rounded down."""
    return Unspent(
        tuple(
            each.amount - got.shares * got.price
            for each, got in zip(terms.convertibles, outcome.converted, strict=True)
        ),
        tuple(
            amount - held * outcome.price
            for amount, held in zip(terms.investments, outcome.new, strict=True)
        ),
    )
