"""Stable answers where converting depends on who else converts: as by brute force, all of them."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import proceeds
from kingmaker.engine.proceeds.equilibria import TieRule, equilibria
from kingmaker.engine.proceeds.outcomes import payout_bounds
from kingmaker.engine.proceeds.spans import answers, jumps

FEW = 4
"""Deciders that brute force can try."""


def few(securities) -> bool:
    return 0 < len(proceeds.deciders(securities)) <= FEW


@settings(max_examples=40)
@given(proceeds.tables(wide=True), proceeds.values(40))
def test_every_stable_answer_is_found_and_no_other(told, value):
    securities, rules = told
    assume(few(securities))

    found = equilibria(securities, value, rules)

    assert {each.payouts for each in found} == proceeds.stable_payouts(securities, value, rules)
    assert all(sum(each.payouts) == value for each in found)


def test_hundreds_of_tables_have_the_stable_answers_of_brute_force():
    several = 0
    for seed in range(300):
        securities, rules = proceeds.random_table(seed, wide=True)
        if not few(securities):
            continue
        draw = Random(seed)
        for value in (Fraction(draw.randint(0, 160), 4) for _ in range(2)):
            found = {each.payouts for each in equilibria(securities, value, rules)}
            assert found == proceeds.stable_payouts(securities, value, rules), (seed, value)
            several += len(found) > 1

    assert several > 5


@settings(max_examples=40)
@given(proceeds.tables(wide=True), proceeds.values(40))
def test_stable_answers_are_within_what_changes_of_mind_come_to(told, value):
    securities, rules = told
    assume(few(securities))
    bounds = payout_bounds(securities, value, rules)

    assert len(bounds) == len(securities)
    assert sum(low for low, _ in bounds) <= value <= sum(high for _, high in bounds)
    for answer in equilibria(securities, value, rules):
        pairs = zip(answer.payouts, bounds, strict=True)
        assert all(low <= payout <= high for payout, (low, high) in pairs)


@settings(max_examples=40)
@given(proceeds.tables(wide=True), proceeds.values(40), st.integers(0, 30))
def test_spans_tell_what_each_value_tells(told, value, number):
    securities, rules = told
    assume(few(securities))
    try:
        spans = answers(securities, rules)
    except ValueError:
        return
    for each in (value, spans[number % len(spans)].low):
        (span,) = [span for span in spans if each in span]
        found = {answer.payouts: answer.rules for answer in equilibria(securities, each, rules)}
        told_there = {choice.waterfall.payouts(each) for choice in span.choices}
        assert told_there <= set(found)
        for rule in TieRule:
            choice = span.taken(rule)
            if choice is not None and span.low == span.high:
                assert rule in found[choice.waterfall.payouts(each)]


@settings(max_examples=40)
@given(proceeds.tables(wide=True))
def test_payouts_jump_only_where_it_is_told(told):
    securities, rules = told
    assume(few(securities))
    try:
        spans = answers(securities, rules)
    except ValueError:
        return
    told_jumps = {jump.value for jump in jumps(spans)}
    for jump in jumps(spans):
        assert jump.decides
        assert sum(jump.below) == sum(jump.above) == jump.value
    near = Fraction(1, 10**9)
    for span in spans:
        if span.low in told_jumps or not span.low:
            continue
        below = equilibria(securities, span.low - near, rules)
        above = equilibria(securities, span.low + near, rules)
        if len(below) == len(above) == 1:
            pairs = zip(below[0].payouts, above[0].payouts, strict=True)
            assert all(abs(x - y) <= 8 * near for x, y in pairs)


@pytest.mark.parametrize("rule", TieRule)
def test_a_rule_takes_some_answer_wherever_there_is_one(rule):
    for seed in range(60):
        securities, rules = proceeds.random_table(seed, wide=True)
        if few(securities):
            found = equilibria(securities, Fraction(seed % 30), rules)
            assert not found or any(rule in answer.rules for answer in found)
