"""Power over control, who can stop a way, and who is entrenched."""

from fractions import Fraction

import pytest

import kingmaker as km
from races import race


def test_control_of_openai_is_the_directors_alone():
    answer = km.control(km.load("openai-charter"), "majority of board")

    directors = {row.party for row in answer.rows if row.shapley == Fraction(1, 6)}
    assert directors == {"altman", "brockman", "sutskever", "dangelo", "mccauley", "toner"}
    assert {row.party for row in answer.rows if row.dummy} == {
        "microsoft", "thrive", "khosla", "tiger",
    }  # fmt: skip
    coalitions = answer.part("coalitions")
    assert sum(row.of_each for row in coalitions.rows) == 15
    assert coalitions.notes == ("15 coalitions, each of 4.",)
    assert any("Staff of OpenAI" in note for note in answer.notes)


def test_who_is_indispensable_has_a_veto_over_control():
    answer = km.control(km.load("bushell-v-faith"), "oust faith from board")

    assert {row.party: row.indispensable for row in answer.rows} == {
        "faith": True, "bushell": False, "bayne": False,
    }  # fmt: skip


def test_only_ways_within_so_many_days_count_if_that_is_asked():
    case = race()

    assert km.control(case, "majority of board", within=9).part("coalitions").rows[0].size == 2
    whole = km.control(case, "majority of board").part("coalitions").rows
    assert [row.coalition for row in whole][:1] == [("holder",)]


def test_the_people_of_a_group_have_power_each():
    answer = km.control(km.load("cooperative"), "majority of governing-council")
    members = next(row for row in answer.rows if row.party == "members")

    assert (members.members, members.shapley) == (201, Fraction(1, 402))


def test_too_many_coalitions_are_refused():
    from kingmaker.translate.control import control_game
    from kingmaker.translate.peers import Kind

    many = [Kind((f"p{n}",)) for n in range(20)]
    with pytest.raises(km.TooLarge, match="more than 50 coalitions"):
        control_game(many, lambda members: len(members) > 9, 50)


def test_a_counter_move_is_told_with_those_who_can_make_it():
    row = km.defences(race(issue="3 days"), "holder", "majority of board").rows[0]

    assert (row.step, row.stops, row.counter, row.effect) == (1, "replace", "issue", 3)
    assert (len(row.by), row.outcome, row.until) == (2, "stops it", None)


def test_what_comes_too_late_stops_nothing():
    answer = km.defences(race(issue="11 days"), "holder", "majority of board")

    assert answer.rows == ()
    assert "No single decision of the others" in answer.notes[0]


def test_a_counter_move_that_only_delays_says_until_when():
    case = km.loads(
        """
kingmaker: 1
name: Delay
as_of: 2026-01-01
parties: {ann: {}, bob: {}}
flags: [frozen, done]
decisions:
  act: {rule: {consent: ann}, requires: {not_flag: frozen}, timing: {notice: 5 days},
        effects: [{flag: done}]}
  freeze: {rule: {consent: bob}, timing: {notice: 2 days}, effects: [{flag: frozen}]}
  thaw: {rule: {consent: ann}, requires: {flag: frozen}, effects: [{clear: frozen}]}
"""
    )
    row = km.defences(case, "ann", "flag done").rows[0]

    assert (row.counter, row.outcome, row.until) == ("freeze", "delays it", 7)


def test_who_can_be_removed_by_nobody_else_and_which_bodies_renew_themselves():
    answer = km.entrenched(km.load("anthropic-trust"))

    fixed = {row.holder for row in answer.rows if row.entrenched}
    assert fixed == {f"trustee-{n}" for n in range(1, 6)}
    bodies = {row.body: row.renews_itself for row in answer.part("bodies").rows}
    assert bodies == {"trust": True, "board": False}


def test_a_board_that_elects_itself_renews_itself():
    answer = km.entrenched(km.load("nonprofit-board"))

    assert answer.part("bodies").rows[0].renews_itself
    assert not any(row.entrenched for row in answer.rows)
