"""Rounds of financing: the circle of price, conversions and pool closes exactly."""

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import financings
from kingmaker.engine.proceeds.conversions import By, Convertible, Terms
from kingmaker.engine.proceeds.pricing import NoPrice, in_sequence, priced
from kingmaker.engine.proceeds.rounds import Capital, Counting, Priced, Round
from kingmaker.engine.proceeds.whole_shares import in_whole_shares, unspent


def outcome(before: Capital, terms: Round) -> Priced:
    """How a round comes out; rounds without a price are looked at elsewhere."""
    try:
        return priced(before, terms)
    except NoPrice:
        assume(False)
        raise


@given(financings.capitals(), financings.rounds())
def test_all_equations_hold_exactly(before, terms):
    found = outcome(before, terms)
    conversions, new = financings.shares(found)

    counted = financings.valued(terms, before, conversions, new, found.pool)
    assert found.price * counted == terms.valuation
    assert found.pool == financings.wanted(terms, before, conversions, new, found.pool)
    for one, got in zip(terms.convertibles, found.converted, strict=True):
        best = financings.due(one, before, 1 / found.price, conversions, found.pool)
        assert got.shares == best
        assert got.shares * got.price == one.amount
        assert got.price <= found.price
        assert (got.by is By.ROUND) == (got.price == found.price)
    for amount, shares in zip(terms.investments, found.new, strict=True):
        assert shares * found.price == amount


@given(financings.capitals(), financings.rounds())
def test_all_shares_are_somebodys_and_valuations_agree(before, terms):
    found = outcome(before, terms)

    assert sum(found.parts) + found.pool / found.after.total == 1
    assert found.post_money - found.pre_money == sum(terms.investments)
    assert found.after.shares[: len(before.shares)] == before.shares
    for held, part in zip(before.shares, found.parts, strict=False):
        assert part == held / before.total * (1 - found.dilution)
    if terms.counting is Counting.POST_MONEY:
        assert found.post_money == terms.valuation


@given(financings.capitals(), financings.rounds(), st.randoms())
def test_the_order_of_what_converts_does_not_matter(before, terms, random):
    found = outcome(before, terms)
    order = random.sample(range(len(terms.convertibles)), len(terms.convertibles))
    mixed = Round(
        terms.valuation,
        terms.investments,
        tuple(terms.convertibles[k] for k in order),
        terms.counting,
        terms.pool,
        terms.conversions_count,
    )

    again = priced(before, mixed)
    assert again.price == found.price
    assert again.converted == tuple(found.converted[k] for k in order)


@settings(max_examples=60)
@given(financings.capitals(), financings.rounds())
def test_going_round_and_round_comes_to_the_same_price_or_to_none(before, terms):
    def excess(inverse: float) -> float:
        found = financings.settled(terms, before, inverse)
        return float("inf") if found is None else found - float(terms.valuation) * inverse

    try:
        inverse = float(1 / priced(before, terms).price)
    except NoPrice:
        assert all(excess(2.0**k) > 0 for k in range(-12, 24))
    else:
        found = financings.settled(terms, before, inverse)
        assert found is None or isclose(found, float(terms.valuation) * inverse, rel_tol=1e-6)
        assert all(excess(inverse * part) > 0 for part in (0.1, 0.5, 0.9))


@given(financings.capitals(), financings.rounds(), st.integers(2, 9))
def test_a_split_of_all_shares_changes_no_part(before, terms, times):
    assume(all(each.price is None for one in terms.convertibles for each in one.terms))
    found = outcome(before, terms)
    split = Capital(tuple(times * held for held in before.shares), times * before.pool)

    again = priced(split, terms)
    assert again.price == found.price / times
    assert again.parts == found.parts


@given(financings.capitals(), financings.rounds())
def test_whole_shares_leave_less_than_one_and_the_pool_large_enough(before, terms):
    found = outcome(before, terms)
    whole = in_whole_shares(found, terms)
    left = unspent(whole, terms)

    assert all(held.denominator == 1 for held in (*whole.after.shares, whole.pool))
    assert all(
        0 <= each < got.price for each, got in zip(left.converted, whole.converted, strict=True)
    )
    assert all(0 <= each < whole.price for each in left.new)
    conversions, new = financings.shares(whole)
    asked = financings.wanted(terms, before, conversions, new, whole.pool)
    assert whole.pool >= asked
    if whole.pool > before.pool:
        smaller = whole.pool - 1
        assert smaller < financings.wanted(terms, before, conversions, new, smaller)


@settings(max_examples=40)
@given(financings.capitals(), st.lists(financings.rounds(st.integers(300, 600)), max_size=3))
def test_rounds_in_sequence_start_where_the_last_one_ended(before, all_terms):
    try:
        found = in_sequence(before, all_terms)
    except NoPrice:
        assume(False)
    for last, each in zip([before, *(one.after for one in found)], found, strict=False):
        assert each.before == last
    total = Fraction(1)
    for each in found:
        total *= 1 - each.dilution
    if found:
        assert total == before.total / found[-1].after.total


@given(financings.capitals())
def test_what_takes_the_whole_company_has_no_price(before):
    everything = Convertible(Fraction(50), (Terms(cap=Fraction(50)),))
    with pytest.raises(NoPrice, match="whole company"):
        priced(before, Round(Fraction(10**6), (), (everything,)))
