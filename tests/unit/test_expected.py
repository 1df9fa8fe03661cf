"""A case's own questions: all of ours come out as wanted, and what does not is told."""

from fractions import Fraction

import pytest

import kingmaker as km
from kingmaker.analyses import Some
from kingmaker.analyses.measured import measured, profile, told
from kingmaker.translate.players import Player

CASES = {name: km.load(name) for name in km.examples()}

CLUB = """
kingmaker: 1
name: A club
as_of: 2024-01-01
parties:
  ann: {}
  bob: {}
  cas: {}
  guest: {}
  staff: {kind: group, count: 10}
bodies:
  board: {of: guest, seats: [ann, bob, cas]}
  meeting: {kind: meeting, voters: [staff]}
flags: [agreed]
decisions:
  act: {rule: {vote: board, more_than: 1/2, of: in_office}, effects: [{flag: agreed}],
        timing: {notice: 7 days}}
  strike: {rule: {vote: meeting, at_least: 1/2, of: entitled}}
worlds:
  strict: {why: a higher threshold, set: {decisions.act.rule.more_than: 2/3}}
  fewer: {why: another leaves, set: {bodies.board.seats: [ann, bob]}}
  heavy: {why: one has more votes, set: {bodies.board.seats.cas.votes: 3}}
questions:
"""


def asked(question, **settings):
    """The rows that one question of the club comes to, as wanted or not."""
    case = km.loads(CLUB + f"  q: {{ask: Who?, {question}}}\n")
    return km.expected(case, **settings).rows


def found(question, **settings):
    return [(row.what, row.found, row.as_wanted) for row in asked(question, **settings)]


@pytest.mark.parametrize("name", CASES)
def test_every_question_of_every_example_comes_out_as_wanted(name):
    answer = km.expected(CASES[name])

    assert [row for row in answer.rows if not row.as_wanted] == []
    assert {row.question for row in answer.rows} == {*CASES[name].organisation.questions}


def test_the_examples_ask_more_than_a_hundred_questions():
    assert sum(len(case.organisation.questions) for case in CASES.values()) > 100


def test_there_is_a_row_for_each_thing_wanted_in_the_order_of_the_format():
    rows = asked(
        "decision: act, want: {loses: [[ann]], wins: [[ann, bob], [bob, cas]], minimal: 3, "
        "shapley: {ann: 1/3}, vetoers: []}"
    )

    assert [(row.what, row.of, row.wanted) for row in rows] == [
        ("can decide", ("ann", "bob"), "yes"),
        ("can decide", ("bob", "cas"), "yes"),
        ("can decide", ("ann",), "no"),
        ("minimal coalitions", (), "3"),
        ("Shapley-Shubik index", ("ann",), "1/3"),
        ("have a veto", (), "nobody"),
    ]
    assert all(row.as_wanted for row in rows)


@pytest.mark.parametrize(
    ("want", "is_found"),
    [
        ("wins: [[ann]]", "no"),
        ("loses: [[ann, bob]]", "yes"),
        ("blocks: [[ann]]", "no"),
        ("not_blocks: [[ann, cas]]", "yes"),
        ("minimal: 4", "3"),
        ("winning: 5", "4"),
        ("share_winning: about 0.61", "1/2"),
        ("shapley: {ann: 1/2}", "1/3"),
        ("swings: {ann: 3}", "2"),
        ("vetoers: [ann]", "nobody"),
        ("dummies: [ann]", "nobody"),
        ("monotone: false", "yes"),
    ],
)
def test_what_is_not_as_wanted_is_told_with_what_it_is(want, is_found):
    (row,) = asked(f"decision: act, want: {{{want}}}")

    assert not row.as_wanted
    assert row.found == is_found


def test_a_size_that_is_not_wanted_is_told_too():
    assert found("decision: act, want: {sizes: {1: 1}}") == [
        ("minimal coalitions of 1", "0", False),
        ("minimal coalitions of 2", "3", False),
    ]


def test_who_has_no_voice_counts_for_nothing_and_has_no_power():
    assert found("decision: act, want: {loses: [[ann, guest, staff]], dummies: [guest]}") == [
        ("can decide", "no", True),
        ("have no power", "guest", True),
    ]


def test_some_of_a_group_are_told_with_their_number():
    rows = asked("decision: strike, want: {wins: [[{staff: 5}], [staff]], loses: [[{staff: 4}]]}")

    assert all(row.as_wanted for row in rows)
    assert rows[0].of == (Some("staff", 5, 10),)
    assert rows[1].of == ("staff",)


def test_a_question_is_asked_in_its_world_and_with_what_it_assumes():
    assert found("decision: act, world: strict, want: {minimal: 1}")[0][2]
    assert found("decision: act, assume: {cas: absent}, want: {minimal: 1}")[0][2]
    assert found("decision: act, assume: {cas: for}, want: {minimal: 2}")[0][2]
    assert found("decision: act, want: {minimal: 1}", world="strict")[0][2]
    assert found("decision: act, want: {minimal: 2}", assume={"cas": "for"})[0][2]


def test_a_party_in_a_coalition_whose_ballot_is_given_does_as_is_given():
    rows = found("decision: act, assume: {bob: against}, want: {loses: [[ann, bob]]}")

    assert rows == [("can decide", "no", True)]


def test_a_way_is_told_with_its_steps_and_days():
    want = "want: {reachable: true, steps: 1, days: 8}"

    assert found(f"coalition: [ann, bob], goal: flag agreed, {want}") == [
        ("reaches its goal", "yes", True), ("steps", "1", True), ("days", "7", False),
    ]  # fmt: skip
    assert found(f"coalition: [ann], goal: flag agreed, {want}") == [
        ("reaches its goal", "no", False),
        ("steps", "never there", False),
        ("days", "never there", False),
    ]


def test_a_world_that_does_not_fit_is_told_and_is_not_as_wanted():
    ((what, why, as_wanted),) = found(
        "decision: act, world: heavy, want: {minimal: 1}", world="fewer"
    )

    assert (what, as_wanted) == ("cannot be answered", False)
    assert "'bodies.board.seats.cas.votes' leads nowhere" in why


def test_what_is_too_large_is_told_and_the_rest_is_answered():
    text = CLUB.replace("count: 10", "count: 5000")
    case = km.loads(text + "  q: {ask: Who?, decision: strike, want: {winning: 1}}\n"
                    "  p: {ask: Who?, decision: act, want: {minimal: 3}}\n")  # fmt: skip

    too_large, fine = km.expected(case).rows
    assert too_large.found.startswith("too large: 5,000 players")
    assert not too_large.as_wanted
    assert fine.as_wanted


def test_the_note_counts_and_names_what_is_not_so():
    case = km.loads(CLUB + "  q: {ask: Who?, decision: act, want: {minimal: 3}}\n"
                    "  p: {ask: Who?, decision: act, want: {minimal: 2}}\n")  # fmt: skip

    assert km.expected(case).notes == ("1 of 2 as wanted, in 2 questions; not so in p.",)
    assert km.expected(CASES["openai-2023"]).notes == ("The case asks no questions of itself.",)


def test_a_figure_fits_to_the_digits_that_are_wanted_and_is_told_with_more():
    (row,) = km.expected(
        CASES["us-bill"].what_if({"questions.q3b.want.shapley.president": "about 0.1631"})
    ).rows[15:16]

    assert (row.question, row.found, row.as_wanted) == ("q3b", "0.163120362764…", True)


def test_what_changes_the_case_shows_in_what_is_not_as_wanted():
    change = {"rules.board-act.more_than": "2/3"}

    rows = km.expected(CASES["openai-charter"], changes=change).rows
    assert "q1" in {row.question for row in rows if not row.as_wanted}


def test_the_parts_of_a_group_come_to_no_more_than_was_said_of_it():
    case = km.loads(
        CLUB.replace("staff: {", "union: {kind: group, count: 4, part_of: staff}\n  staff: {")
        + "  q: {ask: Who?, decision: strike, want: {minimal: 1}}\n"
    )
    organisation = case.organisation
    players = (Player("union", size=4), Player("staff", size=6))

    assert profile(organisation, players, {"staff": 7}) == (4, 3)
    assert profile(organisation, players, {"staff": None}) == (4, 6)
    assert profile(organisation, players, {"union": 3}) == (3, 0)
    assert measured(organisation, "strike").wins({"staff": 5})
    assert not measured(organisation, "strike").wins({"staff": 4})


def test_a_fraction_too_long_to_read_is_cut_and_not_rounded():
    assert told(Fraction(2, 3)) == "2/3"
    assert told(Fraction(2 * 10**50, 3 * 10**50 + 1), 4) == "0.6666…"
