"""Programmes of distributions: caps, stops, tiers of a fund, and what was contributed."""

from datetime import date
from fractions import Fraction

import pytest

from kingmaker.engine.proceeds.contributed import (
    NONE,
    UNVALUED,
    Amount,
    Tranche,
    committed,
    contributed,
    drawn,
)
from kingmaker.engine.proceeds.pieces import Piece, Pieces, together
from kingmaker.engine.proceeds.programme import Cap, Phase, Programme, proportional
from kingmaker.engine.proceeds.scheduling import scheduled
from kingmaker.engine.proceeds.stops import CaughtUp, Distributed, Ground, Reaches, Why
from kingmaker.engine.proceeds.tiers import Fund, fund_programme

HALF, ONE = Fraction(1, 2), Fraction(1)
INVESTOR, OTHER, MANAGER = 0, 1, 2


def fund(**changes) -> Fund:
    terms = {
        "parties": 3,
        "manager": MANAGER,
        "capital": {INVESTOR: Fraction(60), OTHER: Fraction(40)},
        "preferred": {INVESTOR: Fraction(6), OTHER: Fraction(2)},
        "carry": Fraction(1, 5),
        "catch_up": ONE,
    }
    return Fund(**{**terms, **changes})


def test_the_tiers_of_a_fund_come_one_after_the_other():
    found = scheduled(fund_programme(fund()))

    assert [(each.value, each.why[0].why) for each in found.breakpoints[1:]] == [
        (100, Why.DISTRIBUTED),
        (108, Why.HURDLE),
        (110, Why.CAUGHT_UP),
    ]
    assert found.payouts(Fraction(104)) == (63, 41, 0)
    assert found.payouts(Fraction(110)) == (66, 42, 2)
    # caught up: a fifth of all profit, and so ever after
    assert found.payouts(Fraction(200)) == (66 + 72 * Fraction(3, 5), 42 + 72 * Fraction(2, 5), 20)


def test_catching_up_by_half_takes_longer():
    found = scheduled(fund_programme(fund(catch_up=HALF)))

    caught_up = found.breakpoints[-1]
    assert caught_up.value == 108 + Fraction(16, 3)
    assert caught_up.payouts[MANAGER] == (caught_up.value - 100) / 5


def test_without_catching_up_the_carry_is_of_what_exceeds_the_preferred_return():
    found = scheduled(fund_programme(fund(catch_up=Fraction(0))))

    assert found.payouts(Fraction(200))[MANAGER] == Fraction(92, 5)


def test_without_preferred_return_the_carry_is_of_all_profit():
    found = scheduled(fund_programme(fund(preferred={})))

    assert found.payouts(Fraction(200))[MANAGER] == 20
    assert [each.value for each in found.breakpoints] == [0, 100]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"capital": {}}, "contributed something"),
        ({"capital": {MANAGER: ONE}, "preferred": {}}, "another party"),
        ({"preferred": {MANAGER: ONE}}, "owed to investors"),
        ({"carry": ONE}, "between nothing and all"),
        ({"catch_up": Fraction(1, 10)}, "no more than the carry"),
    ],
)
def test_terms_of_a_fund_that_cannot_be_are_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        fund(**changes)


def test_a_cap_on_top_counts_from_the_start_of_its_phase():
    first = Phase({0: ONE}, Reaches(frozenset({0}), Fraction(13)))
    for cap, most in ((Cap(Fraction(92)), 92), (Cap(Fraction(92), on_top=True), 105)):
        second = Phase({0: HALF, 1: HALF}, caps={0: cap})
        found = scheduled(Programme(2, [first, second]))

        assert found.payouts(Fraction(1000))[0] == most
        assert found.breakpoints[-1].why == (Ground(Why.CAPPED, 1, frozenset({0})),)


def test_a_multiple_is_of_what_was_contributed():
    assert Cap.multiple(100, Fraction(10)) == Cap(Fraction(1000))


def test_what_a_capped_party_leaves_goes_to_its_heir_or_to_the_others_in_proportion():
    parts = proportional({0: 2, 1: 1, 2: 1})
    caps = {0: Cap(Fraction(4))}

    shared = scheduled(Programme(3, [Phase(parts, caps=caps)]))
    assert shared.marginal(Fraction(8)) == (0, HALF, HALF)
    named = scheduled(Programme(3, [Phase(parts, caps=caps, instead={0: 2})]))
    assert named.marginal(Fraction(8)) == (0, Fraction(1, 4), Fraction(3, 4))


def test_a_phase_whose_stop_is_reached_is_passed_over():
    phases = [
        Phase({0: ONE}, Distributed(Fraction(10))),
        Phase({1: ONE}, Reaches(frozenset({0}), Fraction(8))),
        Phase({0: HALF, 1: HALF}),
    ]
    found = scheduled(Programme(2, phases))

    assert [each.value for each in found.breakpoints] == [0, 10]
    assert [ground.phase for ground in found.breakpoints[1].why] == [0, 1]
    assert found.payouts(Fraction(12)) == (11, 1)


def test_a_phase_that_never_ends_leaves_the_later_ones_unreached():
    phases = [
        Phase({0: Fraction(1, 5), 1: Fraction(4, 5)}, CaughtUp(frozenset({0}), HALF, 0)),
        Phase({0: ONE}),
    ]
    found = scheduled(Programme(2, [Phase({1: ONE}, Distributed(ONE)), *phases]))

    assert found.unreached == (2,)
    assert found.least_value(0, Fraction(10)) == 51


def test_where_all_are_capped_the_rest_goes_to_who_is_named_for_it():
    phase = Phase({0: ONE}, caps={0: Cap(Fraction(3))})

    found = scheduled(Programme(2, [phase], rest=1))
    assert found.payouts(Fraction(5)) == (3, 2)
    assert found.breakpoints[1].why[-1].why is Why.EXHAUSTED
    assert found.breakpoints[1].phase is None
    with pytest.raises(ValueError, match="end at 3, and nobody gets what is left"):
        scheduled(Programme(2, [phase]))


def test_who_is_indifferent_where():
    found = scheduled(fund_programme(fund()))

    assert found.indifferent(MANAGER) == [(0, 108)]
    assert found.indifferent(INVESTOR) == [(108, 110)]


def test_programmes_that_cannot_be_are_refused():
    with pytest.raises(ValueError, match="come to one"):
        Phase({0: Fraction(3, 4)})
    with pytest.raises(ValueError, match="more than nothing"):
        Phase({0: ONE, 1: Fraction(0)})
    with pytest.raises(ValueError, match="circle"):
        Phase({0: HALF, 1: HALF}, instead={0: 1, 1: 0})
    with pytest.raises(ValueError, match="not less than nothing"):
        Cap(Fraction(-1))
    with pytest.raises(ValueError, match="numbered from 0 to 1"):
        Programme(2, [Phase({2: ONE})])
    with pytest.raises(ValueError, match="or its own"):
        Programme(2, [Phase({0: ONE}, Distributed(ONE, since=1))])
    with pytest.raises(ValueError, match="has no cap"):
        Programme(2, [Phase({0: ONE})], {1: Cap(ONE)}, rest=1)
    with pytest.raises(ValueError, match="not all nothing"):
        proportional({0: 0})
    with pytest.raises(ValueError, match="less than the whole"):
        CaughtUp(frozenset({0}), ONE, 0)
    with pytest.raises(ValueError, match="not less than nothing"):
        scheduled(Programme(1, [Phase({0: ONE})])).payouts(Fraction(-1))


def test_payouts_may_jump():
    jump = Pieces((Piece(Fraction(0), Fraction(0), ONE), Piece(Fraction(2), Fraction(1), ONE)))

    assert not jump.continuous
    assert not jump.rising
    assert jump.at(Fraction(2)) == 1
    assert jump.least_value(Fraction(3, 2)) == Fraction(3, 2)
    assert jump.least_value(Fraction(5)) == 6
    with pytest.raises(ValueError, match="where payouts begin"):
        jump.at(Fraction(-1))
    with pytest.raises(ValueError, match="after the one before"):
        Pieces((jump.pieces[1], jump.pieces[0]))
    with pytest.raises(ValueError, match="at least one piece"):
        Pieces(())
    with pytest.raises(ValueError, match="begin at the same amount"):
        together([])


# Thirteen billions were promised; of three nobody doubts that they came, and not all in cash.
COMMITMENT = (
    Tranche(Fraction(1), date(2019, 7, 22)),
    Tranche(Fraction(2), date(2021, 6, 30), worth=UNVALUED),
    Tranche(Fraction(10), date(2023, 1, 23), met=None, worth=Amount(HALF, ONE)),
)


def test_a_commitment_counts_as_it_comes_in():
    assert committed(COMMITMENT) == 13
    assert drawn(COMMITMENT, date(2019, 7, 21)) == NONE
    assert drawn(COMMITMENT, date(2022, 1, 1)) == Amount.exactly(3)
    assert drawn(COMMITMENT, date(2023, 11, 17)) == Amount(Fraction(3), Fraction(13))
    assert contributed(COMMITMENT, date(2019, 7, 22)) == Amount.exactly(1)
    assert contributed(COMMITMENT, date(2023, 11, 17)) == Amount(ONE, Fraction(13))


def test_a_milestone_that_is_not_met_and_a_day_that_is_not_known():
    day = date(2023, 11, 17)

    assert drawn([Tranche(ONE, day, met=False)], day) == NONE
    assert drawn([Tranche(ONE, None)], day) == Amount(Fraction(0), ONE)
    assert drawn([], day).known
    with pytest.raises(ValueError, match="less than nothing"):
        Tranche(-ONE)
    with pytest.raises(ValueError, match="low end"):
        Amount(ONE, Fraction(0))
