"""Ways of companies whose shares move and whose people act in groups: the day, and the steps."""

import pytest
from hypothesis import assume, given, settings

import kingmaker as km
from companies import companies
from kingmaker.analyses.aims import Aim
from kingmaker.analyses.going import ways
from kingmaker.engine.paths.reach import earliest
from kingmaker.model import Organisation, goal
from kingmaker.translate.campaigns import campaign
from kingmaker.translate.searching import search
from kingmaker.translate.states import Ground
from ways import TooMany, Way

levels = pytest.mark.parametrize("level", ["unopposed", "outvoted"])


def tried(drawn, level):
    """The earliest day, and the fewest steps with their day; if there is not too much to try."""
    lived = Way(*drawn, unopposed=level == "unopposed", most=40)
    try:
        return lived.earliest(), lived.fewest()
    except TooMany:
        assume(False)
        raise


@levels
@settings(max_examples=40)
@given(drawn=companies())
def test_a_way_is_the_earliest_or_has_the_fewest_steps_where_that_is_said(level, drawn):
    day, few = tried(drawn, level)
    tree, members, goals = drawn
    organisation, aim = Organisation.model_validate(tree), Aim(members, tuple(map(goal, goals)))
    soon, short = ways(organisation, aim, level)

    if soon.certain:
        assert soon.day == day
    if short.certain:
        assert (None if short.day is None else short.steps) == (few and few[0])


@levels
@settings(max_examples=40)
@given(drawn=companies())
def test_a_search_finds_the_first_day(level, drawn):
    day, _ = tried(drawn, level)
    tree, members, goals = drawn
    ground = Ground(Organisation.model_validate(tree), members, level == "unopposed")
    found = search(ground, tuple(map(goal, goals)), most=200)
    assume(found.complete)

    assert (found.position and found.position.day) == day


@levels
@settings(max_examples=40)
@given(drawn=companies())
def test_nothing_is_out_of_reach_but_for_what_is_open_ended(level, drawn):
    day, _ = tried(drawn, level)
    assume(day is not None)
    tree, members, goals = drawn
    organisation, wanted = Organisation.model_validate(tree), tuple(map(goal, goals))
    going = campaign(organisation, members, wanted, unopposed=level == "unopposed")
    reached = earliest(going.quest)
    able = {n for n, d in zip(going.moves, reached.moves, strict=True) if d is not None}

    if not able & going.open_ended:
        assert reached.goal is not None
        assert reached.goal <= day


def test_new_shares_again_and_again_may_be_sooner_than_many_at_once():
    case = km.loads(
        """
kingmaker: 1
name: Many at once, or a few at a time
parties: {ann: {}, bob: {}, chair: {}}
classes: {common: {votes: 1}}
holdings: [{holder: ann, class: common, shares: 10}, {holder: bob, class: common, shares: 35}]
bodies: {meeting: {kind: meeting, classes: [common]}, office: {seats: {one: {holder: bob}}}}
decisions:
  many: {rule: {consent: chair}, timing: {notice: 10 days},
         effects: [{issue: {class: common, to: ann, shares: 90}}]}
  few: {rule: {consent: chair}, effects: [{issue: {class: common, to: ann, shares: 9}}]}
  elect: {rule: {vote: meeting, more_than: 1/2, of: outstanding}, effects: [{fill: office}]}
"""
    )
    row = km.paths(case, "ann, chair", "hold office", level="outvoted").rows[0]

    assert (row.days, row.steps) == (0, 4)  # 10 + 3 × 9 = 37 of 72
    assert (row.fewest, row.fewest_days) == (2, 10)
