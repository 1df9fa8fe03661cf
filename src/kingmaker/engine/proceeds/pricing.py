"""The price of a round, solved exactly.

The price depends on the shares that convert, these on the price and on one another, and the pool
on all of them. For each choice of who converts how that is linear; there is one choice in which
everyone has the most shares among the ways there are. It is found by taking up better ways until
there is none: every step solves the equations exactly, and none gives a higher price.

There is no second price. For each choice, the shares that the valuation is divided by are a
number above nothing, and so many more for each unit of one over the price. Per such unit they
become fewer as it grows, and so does the most of them over all choices; the valuation is met once
at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.engine.proceeds.conversions import By, Way, ways
from kingmaker.engine.proceeds.rounds import (
    Capital,
    Converted,
    Counting,
    PoolTarget,
    Priced,
    Round,
)

_NO = Fraction(0)


class NoPrice(ValueError):
    """There is no price at which a round can be done."""


def priced(before: Capital, terms: Round) -> Priced:
    """The one price of a round, and the shares at it, exact.

    Parameters
    ----------
    before : Capital
        The shares there are.
    terms : Round
        The terms. The order of convertibles makes no difference to anybody.

    Returns
    -------
    Priced
        The equations hold exactly, in fractions of shares; see `in_whole_shares`.

    Raises
    ------
    NoPrice
        If what converts takes the whole company or more, or the valuation is not above it.
    """
    choices = [ways(each) for each in terms.convertibles]
    chosen = [options[0] for options in choices]
    refreshed = False
    while True:
        found = _solved(before, terms, chosen, refreshed=refreshed)
        better = [
            max(options, key=lambda way: (found.gives(way), way == old))
            for options, old in zip(choices, chosen, strict=True)
        ]
        short = terms.pool is not None and not refreshed and found.target > before.pool
        if better == chosen and not short:
            break
        chosen, refreshed = better, refreshed or short
    price = 1 / found.inverse
    return Priced(
        before,
        price,
        tuple(
            _converted(each.amount, way, found)
            for each, way in zip(terms.convertibles, chosen, strict=True)
        ),
        tuple(amount / price for amount in terms.investments),
        found.pool,
    )


def in_sequence(before: Capital, rounds: Sequence[Round]) -> list[Priced]:
    """Rounds one after the other, each on the shares that the one before it leaves.

    Holders keep their numbers: what converts and who is new are numbered on from those before.
    Raises `NoPrice` as `priced` does.
    """
    found: list[Priced] = []
    for terms in rounds:
        outcome = priced(before, terms)
        found.append(outcome)
        before = outcome.after
    return found


@dataclass(frozen=True, slots=True)
class _Solution:
    """One over the price, all shares converted, the pool, and what the pool is to be."""

    before: Capital
    inverse: Fraction
    conversions: Fraction
    pool: Fraction
    target: Fraction

    def gives(self, way: Way) -> Fraction:
        """Shares that a unit of money gives."""
        base = self.before.issued
        base += self.before.pool if way.base.pool else _NO
        base += self.pool - self.before.pool if way.base.increase else _NO
        base += self.conversions if way.base.conversions else _NO
        return way.inverse * self.inverse + way.each * base + way.fixed


def _converted(amount: Fraction, way: Way, found: _Solution) -> Converted:
    rate = found.gives(way)
    # at the price of the round nothing else set the price, whatever else comes to the same
    by = By.ROUND if rate == found.inverse else way.by
    return Converted(amount * rate, 1 / rate, by, way.terms)


def _solved(before: Capital, terms: Round, chosen: Sequence[Way], *, refreshed: bool) -> _Solution:
    """Solve for one over the price, the shares converted, and the increase of the pool."""
    money = sum(terms.investments, _NO)
    target = terms.pool if refreshed else None
    amounts = [each.amount for each in terms.convertibles]
    # each row: what it takes of (inverse, conversions, increase), and the shares before
    conversions = [_NO, _NO, _NO, _NO]
    for amount, way in zip(amounts, chosen, strict=True):
        conversions[0] += amount * way.inverse
        conversions[1] += amount * way.each * way.base.conversions
        conversions[2] += amount * way.each * way.base.increase
        known = before.issued + (before.pool if way.base.pool else _NO)
        conversions[3] += amount * (way.each * known + way.fixed)
    one = Fraction(1)
    if terms.counting is Counting.POST_MONEY:
        price = [money, one, one, before.total]
    else:
        paying = terms.pool is None or terms.pool.diluting is Counting.PRE_MONEY
        price = [_NO, Fraction(terms.conversions_count), Fraction(paying), before.total]
    price = [entry / terms.valuation for entry in price]
    wanted = _pool(before, terms.pool, money)
    pool = wanted if target is not None else [_NO] * 4
    inverse, converted, increase = _fixed_point([price, conversions, pool])
    part = wanted[0] * inverse + wanted[1] * converted + wanted[2] * increase + wanted[3]
    return _Solution(before, inverse, converted, before.pool + increase, before.pool + part)


def _pool(before: Capital, target: PoolTarget | None, money: Fraction) -> list[Fraction]:
    """The row of the increase that makes the pool what it is to be."""
    if target is None:
        return [_NO, _NO, _NO, -before.pool]
    new = money if target.of is Counting.POST_MONEY else _NO
    return [
        target.part * new,
        target.part,
        target.part,
        target.part * before.total - before.pool,
    ]


def _fixed_point(rows: Sequence[Sequence[Fraction]]) -> tuple[Fraction, Fraction, Fraction]:
    """Solve ``y = M y + b`` for three unknowns, none of the entries of M negative.

    All pivots are above 0 exactly if what there is to begin with, and all that follows from it,
    comes to something finite.
    """
    table = [
        [*(Fraction(i == j) - row[j] for j in range(3)), row[3]] for i, row in enumerate(rows)
    ]
    # the price last, so that it is known which of the two has no solution
    order = (1, 2, 0)
    for step, k in enumerate(order):
        pivot = table[k][k]
        if pivot <= 0:
            raise NoPrice(
                "what converts and the pool would take the whole company, or more"
                if step < 2
                else "the valuation is not above what converts and comes in, so no price fits"
            )
        table[k] = [entry / pivot for entry in table[k]]
        for i in order:
            if i != k:
                factor = table[i][k]
                table[i] = [a - factor * b for a, b in zip(table[i], table[k], strict=True)]
    return table[0][3], table[1][3], table[2][3]
