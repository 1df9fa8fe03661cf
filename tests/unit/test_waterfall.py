"""Waterfalls and stable conversions: examples, edges, and what is refused."""

import subprocess
import sys
from fractions import Fraction

import numpy as np
import pytest

from kingmaker.engine import TooLarge
from kingmaker.engine.ownership.shares import MAJORITY
from kingmaker.engine.proceeds.cents import in_cents, takes
from kingmaker.engine.proceeds.claims import (
    Band,
    CarveOut,
    Common,
    Debt,
    Note,
    Option,
    Participation,
    Preferred,
    Safe,
    Unissued,
    Warrant,
    profits_interest,
)
from kingmaker.engine.proceeds.equilibria import TieRule, equilibria
from kingmaker.engine.proceeds.levels import Reason
from kingmaker.engine.proceeds.ordering import conversion_order
from kingmaker.engine.proceeds.outcomes import payout_bounds
from kingmaker.engine.proceeds.pouring import Cause
from kingmaker.engine.proceeds.rounded import approximate_payouts, payouts_at
from kingmaker.engine.proceeds.spans import answers, jumps
from kingmaker.engine.proceeds.waterfall import compiled

F = Fraction
COMMON = Common(F(1))
SERIES = Preferred(F(1), F(2))
CAPPED = Preferred(F(1), F(2), 1, Participation.CAPPED, F(5))
AGREEMENT = Safe(F(1), 1, F(4))
TENTH = CarveOut((Band(None, F(1, 10)),), tier=1)


def test_each_bend_says_why():
    options = [Option(F(1), F(4)), profits_interest(F(1), F(6))]
    found = compiled([COMMON, CAPPED, *options, Debt(F(1), 2)])

    assert [(each.value, each.price, each.causes) for each in found.breakpoints] == [
        (1, 0, (Cause(Reason.TIER_PAID, tier=2),)),
        (3, 0, (Cause(Reason.TIER_PAID, tier=1),)),
        (9, 3, (Cause(Reason.CAP_REACHED, security=1),)),
        (10, 4, (Cause(Reason.IN_THE_MONEY, security=2),)),
        (12, 5, (Cause(Reason.CAP_LEFT, security=1),)),
        (15, 6, (Cause(Reason.HURDLE, security=3),)),
    ]
    assert found.claims == found.covered == 3
    assert found.marginal(F(11)) == (F(1, 2), 0, F(1, 2), 0, 0)


def test_a_holder_may_gain_nothing_over_a_hundred_million():
    stack = [(1500, 13500), (870, 30450), (600, 18600), (67, 1675), (165, 3630), (108, 1944)]
    stack += [(185, 3145), (79, Fraction(2291, 2))]
    tiers = [7, 6, 5, 4, 4, 3, 2, 1]
    securities = [
        Preferred(F(n), F(claim), tier) for (n, claim), tier in zip(stack, tiers, strict=True)
    ]
    found = compiled([*securities, Common(F(1150))])

    assert found.indifferent(1) == [(0, 13500), (43950, 165340)]
    assert found.least_value(1, F(30450)) == 43950
    assert found.least_value(1, F(30451)) == 165340 + F(4724, 870)
    assert conversion_order(securities)[0] == (9, (0,))


def test_one_class_is_paid_and_converts_as_if_it_were_none():
    found = compiled([Preferred(F(3), F(2), 1, Participation.FULL)])

    assert found.breakpoints == ()
    assert found.payouts(F(9)) == (9,)
    assert found.price(F(9)) == F(7, 3)


def test_what_nobody_claims_is_left_where_there_is_no_common_stock():
    found = compiled([Debt(F(2), 1), Preferred(F(0), F(3)), Unissued(F(5))])

    assert found.payouts(F(9)) == (2 * F(1), F(3), 0)
    assert found.unpaid(F(9)) == 4
    assert found.least_value(0, F(3)) is None
    assert compiled([]).unpaid(F(9)) == 9


def test_an_option_without_a_strike_is_stock():
    assert compiled([Option(F(2), F(0)), COMMON]) == compiled([Common(F(2)), COMMON])


def test_a_warrant_is_exercised_while_its_tier_is_short():
    found = compiled([COMMON, SERIES, Warrant(F(1), F(1), 1)])

    assert found.payouts(F(1)) == (0, 1, 0)
    assert found.payouts(F(2)) == (0, F(3, 2), F(1, 2))
    assert [each.value for each in found.breakpoints] == [1, 3, 5]


def test_a_carve_out_before_all_takes_its_part_of_the_value():
    carve = CarveOut((Band(F(10), F(1, 10)), Band(F(20), F(1, 20))), tier=2)
    found = compiled([COMMON, SERIES, carve])

    assert [each.value for each in found.breakpoints] == [F(20, 9), F(50, 9) - F(10, 9), 10, 20]
    assert found.payouts(F(10)) == (F(9, 2), F(9, 2), 1)
    assert found.payouts(F(30)) == (F(57, 4), F(57, 4), F(3, 2))
    assert not any(slopes is None for slopes in found.slopes)


def test_a_carve_out_that_shares_a_tier_bends_payouts_into_curves():
    found = compiled([COMMON, SERIES, TENTH])

    assert found.slopes[0] is None
    assert found.marginal(F(1)) is None
    assert found.payouts(F(1)) == (0, F(20, 21), F(1, 21))
    assert found.indifferent(0) == []
    with pytest.raises(ValueError, match="curved"):
        found.least_value(1, F(1))
    with pytest.raises(ValueError, match="value by value"):
        answers([COMMON, AGREEMENT, SERIES, TENTH])
    assert equilibria([COMMON, AGREEMENT, SERIES, TENTH], F(1))


def test_nobody_may_be_content_whoever_converts():
    # the series converts if the agreement does not; the agreement converts if the series does
    securities = [COMMON, AGREEMENT, SERIES]
    spans = answers(securities)

    assert equilibria(securities, F(26, 5)) == []
    assert [(span.low, span.high) for span in spans if not span.choices] == [(5, F(16, 3))]
    assert payout_bounds(securities, F(26, 5)) == [
        (F(39, 20), F(12, 5)),
        (F(4, 5), F(13, 10)),
        (F(39, 20), F(21, 10)),
    ]
    assert [each.converts for each in equilibria(securities, F(5))] == [()]
    assert [each.converts for each in equilibria(securities, F(16, 3))] == [(1, 2)]


def test_two_answers_may_hold_over_a_range_and_the_rule_settles_it():
    securities = [Common(F(10)), *[Safe(F(1, 2), 1, F(5))] * 2]
    few, many = equilibria(securities, F(21, 4))

    assert (few.converts, few.rules) == ((), (TieRule.FEWEST,))
    assert (many.converts, many.rules) == ((1, 2), (TieRule.MOST,))
    assert few.indifferent == many.indifferent == ()
    spans = answers(securities)
    assert [span.taken(TieRule.MOST).converts for span in spans] == [(), (1, 2), (1, 2)]
    assert [jump.value for jump in jumps(spans)] == [F(11, 2)]
    assert jumps(spans, TieRule.MOST) == []


def test_a_later_payment_may_take_back():
    securities = [Common(F(8)), *(Preferred(F(1), F(n), group=1) for n in (1, 3))]

    def payouts(value: Fraction) -> tuple[Fraction, ...]:
        return equilibria(securities, value, {1: MAJORITY})[0].payouts

    closing, later = takes(payouts, [F(29), F(2)])
    assert closing == (25, 1, 3)
    assert later == (F(-1, 5), F(21, 10), F(1, 10))


def test_cents_go_to_the_largest_remainders():
    assert in_cents([F(1, 3), F(1, 3), F(1, 3)], 1) == [1, 0, 0]
    assert in_cents([F(5, 1000), F(5, 1000)]) == [1, 0]
    assert in_cents([F(-1, 3), F(1, 3)]) == [-33, 33]
    assert in_cents([]) == []


def test_many_values_at_once_are_as_each_alone():
    found = compiled([COMMON, SERIES, TENTH, Option(F(1), F(2))])
    values = np.linspace(0, 40, 20_001)
    table = payouts_at(found, values)

    assert table.shape == (20_001, 4)
    assert np.allclose(table.sum(axis=1), values)
    alone = [each.value for each in approximate_payouts(found, float(values[1234]))]
    assert table[1234].tolist() == alone
    assert payouts_at(found, []).shape == (0, 4)


@pytest.mark.parametrize("values", [[-1.0], [float("nan")], [[1.0]]])
def test_values_that_cannot_be_are_refused(values):
    with pytest.raises(ValueError, match="not negative"):
        payouts_at(compiled([COMMON]), values)


def test_a_negative_value_is_refused():
    with pytest.raises(ValueError, match="below nothing"):
        compiled([COMMON]).payouts(F(-1))


@pytest.mark.parametrize(
    ("security", "trouble"),
    [
        (AGREEMENT, "counts who converts"),
        (Safe(F(1), discount=F(1, 5)), "a discount"),
        (Note(F(1), 2, discount=F(1, 5)), "a discount"),
        (Preferred(F(1), F(1), group=1), "a group"),
        (Warrant(F(1), F(1), 0), "for shares of a preferred"),
        (CarveOut((Band(None, F(1)),), 1), "all of what is beyond"),
    ],
)
def test_what_one_waterfall_cannot_tell_is_refused(security, trouble: str):
    with pytest.raises(ValueError, match=trouble):
        compiled([COMMON, security])


def test_an_agreement_without_cap_or_discount_has_its_money_back():
    assert compiled([COMMON, Safe(F(2))]).payouts(F(9)) == (7, 2)
    assert compiled([COMMON, Note(F(1), 2, F(2), discount=F(1, 5))]).payouts(F(9)) == (7, 2)


def test_rules_and_promises_that_cannot_be_are_refused():
    group = [COMMON, Preferred(F(1), F(1), group=1)]
    with pytest.raises(ValueError, match="group 1 decides is not told"):
        equilibria(group, F(1))
    with pytest.raises(ValueError, match="no shares to vote"):
        equilibria([Preferred(F(0), F(1), group=1)], F(1), {1: MAJORITY})
    with pytest.raises(ValueError, match="promised the whole"):
        equilibria([COMMON, Safe(F(1), 1, F(2)), Safe(F(1), 1, F(2))], F(1))
    carves = [CarveOut((Band(F(1), F(2, 3)),), tier) for tier in (1, 2)]
    with pytest.raises(ValueError, match="more than the whole"):
        compiled([COMMON, *carves])


def test_many_deciders_are_settled_from_both_ends_and_it_is_said():
    securities = [Common(F(100)), *(Safe(F(1), 1, F(20 + k)) for k in range(12))]

    found = equilibria(securities, F(500))

    assert [each.converts for each in found] == [tuple(range(1, 13))]
    assert not found[0].complete
    with pytest.raises(TooLarge, match="12 securities"):
        answers(securities)
    with pytest.raises(TooLarge, match="12 securities"):
        payout_bounds(securities, F(500))
    with pytest.raises(TooLarge, match="none of the ways tried"):
        equilibria([COMMON, AGREEMENT, SERIES, *[Safe(F(1, 10**9), 3, F(10**6))] * 9], F(26, 5))


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Common(F(-1)),
        lambda: Option(F(1), F(-1)),
        lambda: Preferred(F(1), F(2), participation=Participation.CAPPED),
        lambda: Preferred(F(1), F(2), cap=F(3)),
        lambda: Preferred(F(1), F(2), 1, Participation.CAPPED, F(1)),
        lambda: Preferred(F(1), F(2), kept=F(3)),
        lambda: Safe(F(-1)),
        lambda: Safe(F(1), discount=F(1)),
        lambda: Safe(F(2), 1, F(2)),
        lambda: Note(F(1), 1, cap=F(0)),
        lambda: CarveOut((Band(None, F(1, 2)), Band(F(1), F(1, 2))), 1),
        lambda: CarveOut((Band(F(2), F(1, 2)), Band(F(1), F(1, 2))), 1),
        lambda: CarveOut((Band(F(2), F(3, 2)),), 1),
    ],
)
def test_terms_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_exact_payouts_need_no_numpy():
    names = ["cents", "claims", "equilibria", "ordering", "rounded", "spans", "waterfall"]
    wanted = ", ".join(f"kingmaker.engine.proceeds.{name}" for name in names)
    code = f"import sys, {wanted}; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
