"""Rounds of financing at random, and what each party is due at a price, from the terms alone."""

from fractions import Fraction

from hypothesis import strategies as st

from kingmaker.engine.proceeds.conversions import (
    POST_MONEY,
    PRE_MONEY,
    Capitalisation,
    Convertible,
    Terms,
    most_favoured,
)
from kingmaker.engine.proceeds.rounds import Capital, Counting, PoolTarget, Priced, Round

VALUATIONS = st.integers(20, 600)
COUNTINGS = st.sampled_from(list(Counting))


@st.composite
def terms(draw) -> Terms:
    cap = draw(st.none() | st.integers(20, 400))
    base = draw(
        st.sampled_from(
            [POST_MONEY, PRE_MONEY, Capitalisation(pool=False), Capitalisation(True, True, True)]
        )
    )
    discount = draw(st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 5)]))
    price = draw(st.sampled_from([None, None, Fraction(1, 2), Fraction(2)]))
    return Terms(None if cap is None else Fraction(cap), base, discount, price)


@st.composite
def rounds(draw, valuation=VALUATIONS) -> Round:
    amounts = st.integers(0, 30).map(Fraction)
    singles = st.builds(Convertible, amounts, st.tuples(terms()))
    convertibles = draw(st.lists(singles, max_size=4))
    if len(convertibles) > 1 and draw(st.booleans()):
        convertibles[0] = most_favoured(convertibles[0], convertibles[1:])
    pool = draw(
        st.none()
        | st.builds(
            PoolTarget,
            st.sampled_from([Fraction(0), Fraction(1, 10), Fraction(1, 5)]),
            COUNTINGS,
            COUNTINGS,
        )
    )
    return Round(
        Fraction(draw(valuation)),
        tuple(draw(st.lists(st.integers(0, 50).map(Fraction), max_size=2))),
        tuple(convertibles),
        draw(COUNTINGS),
        pool,
        draw(st.booleans()),
    )


@st.composite
def capitals(draw) -> Capital:
    shares = draw(st.lists(st.integers(1, 100).map(Fraction), min_size=1, max_size=3))
    return Capital(tuple(shares), Fraction(draw(st.integers(0, 20))))


def due(one: Convertible, before: Capital, inverse, conversions, pool) -> Fraction:
    """Shares at the best of all prices, for one over the price of the round."""
    best = inverse
    for each in one.terms:
        best = max(best, inverse / (1 - each.discount))
        if each.cap is not None:
            base = before.issued
            if each.base.pool:
                base += before.pool
            if each.base.increase:
                base += pool - before.pool
            if each.base.conversions:
                base += conversions
            best = max(best, base / each.cap)
        if each.price is not None:
            best = max(best, 1 / each.price)
    return one.amount * best


def wanted(terms: Round, before: Capital, conversions, new, pool) -> Fraction:
    """The pool that is asked for, given all other shares and the pool."""
    if terms.pool is None:
        return before.pool
    others = before.issued + conversions + pool
    if terms.pool.of is Counting.POST_MONEY:
        others += new
    return max(before.pool, terms.pool.part * others)


def valued(terms: Round, before: Capital, conversions, new, pool) -> Fraction:
    """The shares that the valuation is divided by."""
    if terms.counting is Counting.POST_MONEY:
        return before.issued + conversions + new + pool
    paying = terms.pool is None or terms.pool.diluting is Counting.PRE_MONEY
    found = before.issued + (pool if paying else before.pool)
    return found + (conversions if terms.conversions_count else 0)


def shares(outcome: Priced) -> tuple[Fraction, Fraction]:
    """Shares that converted, and new ones."""
    return sum(each.shares for each in outcome.converted), sum(outcome.new)


def settled(terms: Round, before: Capital, inverse: float) -> float | None:
    """The shares that the valuation is divided by at a price, by going round until all agree."""
    money = float(sum(terms.investments))
    conversions, pool = 0.0, float(before.pool)
    for _ in range(3000):
        new = money * inverse
        more = float(sum(due(c, before, inverse, conversions, pool) for c in terms.convertibles))
        larger = float(wanted(terms, before, more, new, pool))
        if more > 1e12 or larger > 1e12:
            return None
        if abs(more - conversions) + abs(larger - pool) < 1e-10:
            return float(valued(terms, before, more, new, larger))
        conversions, pool = more, larger
    return None
