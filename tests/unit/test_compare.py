"""One charter beside another: what differs, and in what."""

import pytest

import kingmaker as km
from kingmaker.analyses import UnknownName
from kingmaker.faces.cli import run

FAITH = km.load("bushell-v-faith")
REMOVE = "remove-director:board.faith"

PAIR = """
kingmaker: 1
name: A pair
as_of: 2024-01-01
parties: {ann: {}, bob: {}, cas: {}}
bodies: {board: {of: ann, seats: [ann, bob, cas]}}
decisions:
  act: {rule: {vote: board, more_than: 1/2, of: in_office}}
  rest: {rule: {consent: ann}}
worlds:
  same: {why: another word only, set: {parties.ann.label: Ann}}
  all: {why: unanimity, set: {decisions.act.rule.more_than: 2/3}}
  two: {why: without cas, set: {bodies.board.seats: [ann, bob]}}
  heavy: {why: one has more votes, set: {bodies.board.seats.cas.votes: 2}}
"""


def compared(answer, what):
    return [(row.of, row.here, row.there, row.differs) for row in answer.rows if row.what == what]


def test_power_and_vetoes_stand_beside_each_other_exactly():
    answer = km.compare(FAITH, REMOVE, "no-clause")

    assert compared(answer, "minimal winning") == [((), "1", "3", True)]
    assert compared(answer, "have a veto") == [((), "Mr Faith", "nobody", True)]
    assert compared(answer, "Shapley-Shubik") == [
        (("faith",), "1", "1/3", True),
        (("bushell",), "0", "1/3", True),
        (("bayne",), "0", "1/3", True),
    ]


def test_what_differs_comes_first():
    differs = [row.differs for row in km.compare(FAITH, REMOVE, "no-clause").rows]

    assert differs == sorted(differs, reverse=True)
    assert {*differs} == {True, False}


def test_every_row_that_differs_comes_before_all_that_do_not():
    differs = [row.differs for row in km.compare(km.load("openai-charter"), "remove-ceo").rows]

    assert differs == sorted(differs, reverse=True)
    assert {*differs} == {True, False}


def test_that_a_vote_against_can_help_is_compared_though_the_game_is_the_same():
    quorum = "quorum: {at_least: 2}"
    text = PAIR.replace("of: in_office}", f"of: present, {quorum}}}")
    text = text.replace("worlds:", "worlds:\n  full: {why: w, set: {WHAT: 3}}")
    text = text.replace("WHAT", "decisions.act.rule.quorum.at_least")

    row = compared(km.compare(km.loads(text), "act", "full"), "a vote against can help it pass")

    assert row == [((), "no", "yes", True)]


def test_coalitions_that_gain_or_lose_are_listed_with_what_they_can():
    answer = km.compare(FAITH, REMOVE, "no-clause")

    rows = [(row.coalition, row.here, row.there) for row in answer.part("winners").rows]
    assert rows == [
        (("faith",), "yes", "no"),
        (("bushell", "bayne"), "no", "yes"),
        (("faith", "bayne"), "yes, not all needed", "yes"),
        (("faith", "bushell"), "yes, not all needed", "yes"),
    ]


def test_what_is_listed_as_won_or_lost_is_so():
    case, there = (c.organisation for c in (FAITH, FAITH.in_world("no-clause")))
    minimal = [{row.coalition for row in km.winners(o, REMOVE).rows} for o in (case, there)]

    rows = km.compare(FAITH, REMOVE, "no-clause").part("winners").rows
    assert {row.coalition for row in rows} == minimal[0] ^ minimal[1]
    for row in rows:
        assert (row.here == "yes") == (row.coalition in minimal[0])
        assert (row.there == "yes") == (row.coalition in minimal[1])


def test_the_way_to_a_goal_is_compared_too():
    answer = km.compare(
        FAITH, REMOVE, "no-clause", coalition="bushell, bayne", goal="oust faith from board"
    )

    assert compared(answer, "reaches the goal") == [((), "no", "yes", True)]
    assert compared(answer, "days to the goal") == [((), "never there", "28", True)]
    assert compared(answer, "steps to the goal") == [((), "never there", "1", True)]


def test_all_worlds_are_compared_if_none_is_named_and_the_same_thing_stands_together():
    case = km.loads(PAIR)

    answer = km.compare(case, "act")
    first = [row for row in answer.rows if row.what == "minimal winning"]
    assert [(row.other, row.differs) for row in first] == [
        ("all", True),
        ("two", True),
        ("heavy", True),
        ("same", False),
    ]
    assert answer.rows[:3] == tuple(first[:3])
    assert answer.notes[0] == "same: 0 of 8 differ."
    assert not [row for row in answer.rows if row.other == "same" and row.differs]


def test_a_world_is_put_on_top_of_what_the_case_is_seen_with():
    answer = km.compare(km.loads(PAIR), "act", world="two")

    assert {row.other for row in answer.rows} == {"same", "all"}
    assert compared(answer, "minimal winning")[0] == ((), "1", "1", False)
    assert any(note.startswith("heavy cannot be looked at") for note in answer.notes)


def test_who_has_no_vote_there_has_no_power_there():
    rows = compared(km.compare(km.loads(PAIR), "act", ["two"]), "Shapley-Shubik")

    assert (("cas",), "1/3", "0", True) in rows


def test_another_case_is_compared_by_the_names_they_share(tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(PAIR.replace("more_than: 1/2", "more_than: 2/3").replace("rest", "sleep"))

    answer = km.compare(km.loads(PAIR), "act", with_=str(other))
    assert {row.other for row in answer.rows} == {"other"}
    assert compared(answer, "minimal winning") == [((), "3", "1", True)]
    assert "Decisions that other has not: rest." in answer.notes
    assert "Decisions that only other has: sleep." in answer.notes


def test_a_decision_that_the_other_has_not_is_said(tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text(PAIR.replace("rest", "sleep"))

    answer = km.compare(km.loads(PAIR), "rest", with_=str(other))
    (row,) = answer.rows
    assert (row.what, row.here, row.there, row.differs) == (
        "the decision is there",
        "yes",
        "no",
        True,
    )
    assert "other has no decision 'rest'." in answer.notes


def test_what_is_assumed_here_is_assumed_there():
    answer = km.compare(km.loads(PAIR), "act", "all", assume={"cas": "for"})

    assert compared(answer, "minimal winning") == [((), "2", "1", True)]


def test_the_facts_of_another_case_are_not_those_of_this_one():
    answer = km.compare(FAITH, REMOVE, with_="openai-2023")

    assert not {fact for fact in answer.footing if "openai" in fact or "altman" in fact}


def test_a_large_council_is_compared_by_numbers_and_a_few_coalitions():
    answer = km.compare(km.load("eu-council"), "act", "without-uk")

    assert compared(answer, "minimal winning") == [((), "8267524", "4315684", True)]
    assert len(answer.part("winners").rows) == 10
    assert "a higher --limit lists more" in answer.notes[-1]


def test_on_the_command_line_worlds_follow_the_decision(capsys):
    assert run(["compare", "openai-charter", "remove-ceo", "recusal", "four-left-of-six"]) == 0
    out = capsys.readouterr().out.splitlines()

    assert out[0].split("\t") == ["what", "of", "here", "other", "there", "differs"]
    assert {line.split("\t")[3] for line in out[1:]} == {"recusal", "four-left-of-six"}


def test_on_the_command_line_another_case_is_named_with_with(capsys):
    assert run(["compare", "openai-charter", "remove-ceo", "--with", "openai-2023"]) == 0
    assert "\topenai-2023\t" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["recusel"], "did you mean 'recusal'"),
        (["--with", "openai-2024"], "no such file"),
        (["--goal", "majority of board"], "a goal is that of a coalition; give both"),
        (["--goal", "majority of bord", "--coalition", "toner"], "did you mean 'board'"),
        (["--goal", "majority of board", "--coalition", "tonner"], "did you mean 'toner'"),
        (["--limit", "0"], "limit is 1 or more"),
    ],
)
def test_wrong_usage_is_told_with_status_2(capsys, arguments, told):
    assert run(["compare", "openai-charter", "remove-ceo", *arguments]) == 2
    assert told in capsys.readouterr().err.replace('"', "'")


def test_a_goal_that_the_other_cannot_have_is_said():
    answer = km.compare(
        FAITH, REMOVE, "no-clause", with_=None, coalition="faith", goal="hold board.faith"
    )
    assert compared(answer, "reaches the goal") == [((), "yes", "yes", False)]
    with pytest.raises(UnknownName):
        km.compare(FAITH, REMOVE, "no-clause", coalition="nobody", goal="hold board.faith")
