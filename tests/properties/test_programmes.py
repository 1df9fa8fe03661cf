"""Programmes of distributions: every unit goes to somebody once, drop by drop as worked out."""

from fractions import Fraction
from itertools import pairwise
from math import lcm

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import programmes
from kingmaker.engine.proceeds.pieces import together
from kingmaker.engine.proceeds.scheduling import scheduled
from kingmaker.engine.proceeds.stops import CaughtUp, Distributed, Why

VALUES = st.fractions(0, 40, max_denominator=12)


@given(programmes.programmes(), VALUES)
def test_every_unit_goes_to_somebody_once_and_nobody_gives_back(programme, value):
    found = scheduled(programme)

    assert sum(found.payouts(value)) == value
    assert sum(found.marginal(value)) == 1
    assert all(slope >= 0 for slope in found.marginal(value))


@given(programmes.programmes())
def test_break_points_are_met_exactly_from_both_sides(programme):
    found = scheduled(programme)

    assert found.breakpoints[0].value == 0
    for last, each in pairwise(found.breakpoints):
        more = each.value - last.value
        assert more > 0
        assert each.why
        assert each.payouts == tuple(
            have + get * more for have, get in zip(last.payouts, last.slopes, strict=True)
        )
        assert found.payouts(each.value) == each.payouts


@settings(max_examples=60)
@given(programmes.programmes())
def test_drops_handed_out_one_by_one_come_to_the_same(programme):
    found = scheduled(programme)
    values = [each.value for each in found.breakpoints]
    drop = Fraction(1, lcm(*(value.denominator for value in values)))
    drops = int((max(values) + 1) / drop)
    assume(drops <= 1500)

    for number, paid in enumerate(programmes.dropped(programme, drop, drops)):
        assert tuple(paid) == found.payouts(number * drop)


@given(programmes.programmes(), VALUES)
def test_nobody_has_more_than_a_cap_over_all_phases(programme, value):
    payouts = scheduled(programme).payouts(value)

    assert all(payouts[party] <= cap.amount for party, cap in programme.caps.items())


@given(programmes.programmes())
def test_every_ground_is_true_where_it_is_told(programme):
    starts: dict[int, tuple] = {}
    for each in scheduled(programme).breakpoints:
        for number in range(len(programme.phases) if each.phase is None else each.phase + 1):
            starts.setdefault(number, each.payouts)
        for ground in each.why:
            phase = programme.phases[ground.phase]
            if ground.why is Why.CAPPED:
                caps = [programme.caps.get(p) for p in ground.parties]
                caps += [phase.caps.get(p) for p in ground.parties]
                assert any(caps)
            elif ground.why is not Why.EXHAUSTED:
                stop = phase.until
                start = starts.get(stop.since, each.payouts)
                since = [now - then for now, then in zip(each.payouts, start, strict=True)]
                have = sum(since[p] for p in stop.parties)
                if isinstance(stop, CaughtUp):
                    assert have >= stop.part * sum(since)
                elif isinstance(stop, Distributed):
                    assert sum(since) >= stop.amount
                else:
                    assert have >= stop.amount
                    assert (ground.why is Why.HURDLE) == stop.hurdle


@given(programmes.programmes(), st.integers(0, 3), st.fractions(0, 12, max_denominator=6))
def test_the_least_value_that_gives_an_amount_gives_it_and_less_does_not(programme, party, amount):
    line = scheduled(programme).line(party % programme.parties)
    value = line.least_value(amount)

    if value is None:
        assert line.at(Fraction(10**6)) < amount
    else:
        assert line.at(value) >= amount
        assert value == 0 or line.at(value * Fraction(999, 1000)) < amount


@given(programmes.programmes(), VALUES)
def test_the_lines_of_all_parties_together_are_the_value_itself(programme, value):
    found = scheduled(programme)
    whole = together([found.line(party) for party in range(programme.parties)])

    assert whole.at(value) == value
    assert whole.continuous
    assert whole.rising
    for party in range(programme.parties):
        assert found.line(party).at(value) == found.payouts(value)[party]
        for start, end in found.line(party).indifferent():
            assert found.marginal(start)[party] == 0
            assert end is None or found.marginal(end)[party] > 0
