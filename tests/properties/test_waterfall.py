"""Waterfalls: one equilibrium of all decisions, all paid once, bends where they are told."""

from fractions import Fraction
from itertools import pairwise
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import proceeds
from kingmaker.engine.proceeds.cents import in_cents, takes
from kingmaker.engine.proceeds.claims import CarveOut, Preferred
from kingmaker.engine.proceeds.rounded import LEAST, PART, approximate_payouts, payouts_at
from kingmaker.engine.proceeds.waterfall import Waterfall, compiled

NOBODY = frozenset[int]()


def interior(waterfall: Waterfall) -> list[tuple[Fraction, Fraction, Fraction]]:
    """For each part three values in it, evenly apart."""
    ends = [*waterfall.starts, waterfall.starts[-1] + 7]
    return [tuple(low + (high - low) * k / 4 for k in (1, 2, 3)) for low, high in pairwise(ends)]


@settings(max_examples=60)
@given(proceeds.tables(), proceeds.values())
def test_payouts_are_the_only_ones_that_nobody_can_better_alone(told, value):
    securities, _ = told

    found = proceeds.following(securities, NOBODY, set(), value)

    assert found == {compiled(securities).payouts(value)}


def test_thousands_of_tables_pay_what_brute_force_pays():
    for seed in range(700):
        securities, _ = proceeds.random_table(seed)
        waterfall, draw = compiled(securities), Random(seed)
        values = [Fraction(draw.randint(0, 200), 4) for _ in range(2)]
        values.append(draw.choice(waterfall.starts))
        for value in values:
            found = proceeds.following(securities, NOBODY, set(), value)
            assert found == {waterfall.payouts(value)}, (seed, value)


@given(proceeds.tables(), proceeds.values())
def test_all_of_a_value_is_paid_and_nobody_pays_in(told, value):
    waterfall = compiled(told[0])
    payouts = waterfall.payouts(value)

    assert sum(payouts) == value
    assert all(payout >= 0 for payout in payouts)
    assert waterfall.unpaid(value) == 0
    assert [waterfall.payout(k, value) for k in range(len(payouts))] == [*payouts]


@settings(max_examples=50)
@given(proceeds.tables())
def test_break_points_are_exactly_where_slopes_change(told):
    waterfall = compiled(told[0])

    assert [each.value for each in waterfall.breakpoints] == [*waterfall.starts[1:]]
    assert all(each.causes for each in waterfall.breakpoints)
    for (low, middle, high), slopes in zip(interior(waterfall), waterfall.slopes, strict=True):
        a, b, c = (waterfall.payouts(value) for value in (low, middle, high))
        straight = [x + z == 2 * y for x, y, z in zip(a, b, c, strict=True)]
        assert all(straight) == (slopes is not None)
        if slopes is not None:
            rise = [(z - x) / (high - low) for x, z in zip(a, c, strict=True)]
            assert rise == [*slopes]
    for before, after in pairwise(waterfall.slopes):
        assert before != after or before is None


@given(proceeds.tables())
def test_payouts_meet_at_break_points(told):
    waterfall = compiled(told[0])
    for value in waterfall.starts[1:]:
        near = Fraction(1, 10**9)
        below, at = waterfall.payouts(value - near), waterfall.payouts(value)
        assert all(abs(x - y) <= 3 * near for x, y in zip(below, at, strict=True))


@given(proceeds.tables(), proceeds.values(), proceeds.values())
def test_nobody_loses_by_a_higher_value_where_no_carve_out_shares(told, one, other):
    securities = [each for each in told[0] if not isinstance(each, CarveOut)]
    waterfall = compiled(securities)
    low, high = sorted([one, other])

    pairs = zip(waterfall.payouts(low), waterfall.payouts(high), strict=True)
    assert all(below <= above for below, above in pairs)
    assert waterfall.price(low) <= waterfall.price(high)


@given(proceeds.tables(), st.data())
def test_the_least_value_with_an_amount_has_it_and_no_lower_one_does(told, data):
    securities = [each for each in told[0] if not isinstance(each, CarveOut)]
    waterfall = compiled(securities)
    security = data.draw(st.integers(0, len(securities) - 1))
    amount = data.draw(proceeds.values(12))

    value = waterfall.least_value(security, amount)

    if value is None:
        assert waterfall.payout(security, Fraction(10**6)) < amount
    else:
        assert waterfall.payout(security, value) >= amount
        assert not value or waterfall.payout(security, value * Fraction(999, 1000)) < amount


@given(proceeds.tables())
def test_who_is_indifferent_gains_nothing_and_all_others_do(told):
    waterfall = compiled(told[0])
    for (_, value, _), slopes in zip(interior(waterfall), waterfall.slopes, strict=True):
        for security in range(len(told[0])):
            spans = waterfall.indifferent(security)
            inside = any(low < value and (high is None or value < high) for low, high in spans)
            assert inside == (slopes is not None and not slopes[security])


@given(proceeds.tables(), proceeds.values())
def test_the_price_of_a_common_share_is_what_one_gets(told, value):
    securities = told[0]
    waterfall = compiled(securities)

    assert waterfall.payout(0, value) == securities[0].shares * waterfall.price(value)


@given(proceeds.tables(), proceeds.values())
def test_preferred_gets_its_claim_once_all_claims_are_covered(told, more):
    waterfall = compiled(told[0])
    for place, each in enumerate(told[0]):
        if isinstance(each, Preferred):
            assert waterfall.payout(place, waterfall.covered + more) >= each.claim


@given(proceeds.tables(), st.lists(st.floats(0, 80), min_size=1, max_size=30))
def test_floats_are_within_their_bound(told, values):
    waterfall = compiled(told[0])
    values += [float(start) for start in waterfall.starts]
    values += [np.nextafter(float(start), 0) for start in waterfall.starts if start]
    found = payouts_at(waterfall, values)

    for value, row in zip(values, found, strict=True):
        exact = waterfall.payouts(Fraction(value))
        bound = max(Fraction(PART) * Fraction(value), Fraction(LEAST))
        assert all(abs(Fraction(x) - y) <= bound for x, y in zip(row.tolist(), exact, strict=True))
        told_so = approximate_payouts(waterfall, value)
        assert all(x.holds(y) for x, y in zip(told_so, exact, strict=True))


@given(st.lists(st.fractions(-50, 50, max_denominator=997), max_size=12))
def test_cents_add_up_to_the_rounded_total(amounts):
    found = in_cents(amounts)

    total = sum(amounts) * 100
    assert sum(found) == (2 * total + 1) // 2
    assert all(abs(cents - amount * 100) < 1 for cents, amount in zip(found, amounts, strict=True))


@given(proceeds.tables(), st.lists(proceeds.values(20), max_size=4))
def test_payments_that_follow_one_another_come_to_one(told, payments):
    waterfall = compiled(told[0])
    found = takes(waterfall.payouts, payments)

    for take, payment in zip(found, payments, strict=True):
        assert sum(take) == payment
    together = [sum(column) for column in zip(*found, strict=True)] if found else []
    assert together in ([], [*waterfall.payouts(sum(payments))])
