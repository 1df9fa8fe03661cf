"""Ballots taken as given, in Python and on the command line."""

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings

import charters
import kingmaker as km
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.faces.cli import run
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.instances import every_instance

UN = km.load("un-security-council")

FIRM = km.loads(
    """
kingmaker: 1
name: A firm
parties:
  ann: {}
  bob: {label: Bob}
  staff: {kind: group, count: 9}
  union: {kind: group, count: 4, part_of: staff}
bodies:
  meeting: {kind: meeting, voters: {staff: 1, ann: 3, bob: 3}}
decisions:
  act: {rule: {vote: meeting, more_than: 1/2, of: cast}}
"""
)


def test_who_is_taken_to_abstain_is_no_player_and_has_no_power():
    answer = km.power(UN, "substantive", assume={"china": "abstain"})

    assert "china" not in {row.voter for row in answer.rows}
    assert sum(row.shapley * row.members for row in answer.rows) == 1
    assert dict(answer.setting.assume) == {"china": "abstain"}


@pytest.mark.parametrize(
    ("ballot", "smallest"),
    [("for", 0), ("against", None), ("abstain", 2), ("absent", 2)],
)
def test_each_ballot_counts_as_it_does_in_the_rule(ballot, smallest):
    rows = km.winners(FIRM, "act", assume={"staff": ballot}).rows

    assert min((row.size for row in rows), default=None) == smallest


def test_winners_and_blockers_are_those_of_the_others():
    winners = km.winners(UN, "substantive", assume={"china": "abstain", "russia": "abstain"})
    blockers = km.blockers(UN, "substantive", assume={"china": "against"})

    assert {row.size for row in winners.rows} == {9}
    assert not {"china", "russia"} & {name for row in winners.rows for name in row.coalition}
    assert blockers.notes[0] == "Nobody need stop it: as things stand it cannot be taken."


@pytest.mark.parametrize("ask", [km.winners, km.blockers, km.standing])
def test_a_note_says_whose_ballots_are_taken_as_given(ask):
    answer = ask(UN, "substantive", assume={"china": "abstain", "malta": "absent"})

    assert "Taken as given, and so no players: China (abstaining), Malta (absent)." in answer.notes
    assert not any("Taken as given" in note for note in ask(UN, "substantive").notes)


def test_whose_vote_is_taken_as_given_does_not_stand_as_one_without_a_vote():
    found = {
        row.party: row.standing
        for row in km.standing(UN, "substantive", assume={"china": "abstain"}).rows
    }

    assert found["china"] == "vote taken as given"
    assert found["us"] == "has a veto"


def test_a_group_taken_by_name_covers_its_parts():
    case = FIRM.assuming({"staff": "absent"})

    assert {row.coalition for row in km.winners(case, "act").rows} == {("ann", "bob")}
    assert {row.party: row.standing for row in km.standing(case, "act").rows} == {
        "ann": "has a veto", "bob": "has a veto", "staff": "vote taken as given",
        "union": "vote taken as given",
    }  # fmt: skip


def test_a_part_of_a_group_can_be_taken_by_itself():
    case = FIRM.assuming({"union": "absent"})

    assert {row.voter: row.members for row in km.power(case, "act").rows} == {
        "ann": 1, "bob": 1, "staff": 5,
    }  # fmt: skip


def test_a_part_can_differ_from_its_group():
    case = FIRM.assuming({"staff": "absent", "union": "against"})

    # three votes are no more than four against, but six are
    assert [row.coalition for row in km.winners(case, "act").rows] == [("ann", "bob")]
    assert "Taken as given, and so no players: union (against), staff (absent)." in (
        km.winners(case, "act").notes
    )


def test_anything_undoes_what_was_taken():
    taken = UN.assuming({"china": "abstain"})

    assert taken.assuming({"china": "anything"}) == UN
    assert km.power(taken, "substantive", assume={"china": "anything"}).rows == (
        km.power(UN, "substantive").rows
    )


def test_power_with_a_ballot_given_is_that_of_the_smaller_game():
    answer = km.power(FIRM, "act", assume={"staff": "absent"})

    assert [(row.voter, row.shapley) for row in answer.rows] == [
        ("ann", Fraction(1, 2)), ("bob", Fraction(1, 2)),
    ]  # fmt: skip


@pytest.mark.parametrize("question", ["power", "winners", "blockers", "standing"])
def test_the_command_line_takes_ballots_as_given(capsys, question):
    arguments = ["--assume", "china=abstain", "--assume", "russia=absent", "--as-json"]

    assert run([question, "un-security-council", "substantive", *arguments]) == 0
    found = json.loads(capsys.readouterr().out)
    python = getattr(km, question)(
        UN, "substantive", assume={"china": "abstain", "russia": "absent"}
    )
    assert found["assume"] == {"china": "abstain", "russia": "absent"}
    assert len(found["rows"]) == len(python.rows)
    assert found["notes"] == [*python.notes]


def test_anything_undoes_on_the_command_line_too(capsys):
    first = ["power", "un-security-council", "substantive"]
    run([*first])
    plain = capsys.readouterr().out

    assert run([*first, "--assume", "china=abstain", "--assume", "china=anything"]) == 0
    assert capsys.readouterr().out == plain


@pytest.mark.parametrize("question", ["power", "winners", "blockers", "standing"])
@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("chna=abstain", "the case has no party 'chna'; did you mean 'china'?"),
        ("china=abstian", "a ballot is for, against, abstain, absent or anything"),
        ("china", "--assume takes party=ballot, such as china=abstain, not 'china'"),
        ("=absent", "--assume takes party=ballot"),
    ],
)
def test_an_unknown_party_or_ballot_is_told_with_status_2(capsys, question, given, told):
    status = run([question, "un-security-council", "substantive", "--assume", given])

    out, err = capsys.readouterr()
    assert status == 2
    assert told in err.replace('"', "'").replace("\n    ", "; ")
    assert not out


def test_in_python_they_are_errors():
    with pytest.raises(KeyError, match="no party 'chna'"):
        km.power(UN, "substantive", assume={"chna": "abstain"})
    with pytest.raises(ValueError, match="'abstian' is none"):
        km.power(UN, "substantive", assume={"china": "abstian"})


def test_who_decides_if_the_others_stay_away_is_a_part_of_its_own():
    answer = km.winners(FIRM, "act", assume={"staff": "absent"})

    assert [row.coalition for row in answer.rows] == [("ann", "bob")]
    assert [row.coalition for row in answer.part("possibly").rows] == [("ann",), ("bob",)]


def test_without_a_difference_there_is_no_such_part():
    assert not km.winners(km.load("openai-2023"), "remove-ceo").parts


@settings(max_examples=100)
@given(tree=charters.charters(), ballots=charters.ballots())
def test_who_decides_for_certain_decides_if_the_others_stay_away(tree, ballots):
    organisation = km.loads(json.dumps(tree)).assuming(ballots).organisation

    for decision in every_instance(organisation):
        certain = decision_game(organisation, decision)
        unopposed = decision_game(organisation, decision, unopposed=True)
        assert certain.players == unopposed.players
        for profile in minimal_winning(certain.game):
            assert unopposed.game.wins(profile)
        different = {*minimal_winning(certain.game)} != {*minimal_winning(unopposed.game)}
        assert bool(km.winners(organisation, decision).parts) == different
