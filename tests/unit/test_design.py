"""Weights and quotas as questions: what is asked, and what is refused in plain words."""

from fractions import Fraction

import pytest

from kingmaker import load, loads
from kingmaker.analyses import UnknownName, questions
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.power.indices import shapley
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.polls import polls
from kingmaker.translate.thresholds import single_vote, weighing, with_threshold

ASK = {question.name: question for question in questions()}
design, quota = ASK["design"], ASK["quota"]

COUNCIL = """
kingmaker: 1
name: Council of 1958
as_of: 1958-01-01
parties: {de: {}, fr: {}, it: {}, nl: {}, be: {}, lu: {}}
bodies:
  council:
    kind: meeting
    voters:
      de: {votes: 4, people: 54}
      fr: {votes: 4, people: 44}
      it: {votes: 4, people: 49}
      nl: {votes: 2, people: 11}
      be: {votes: 2, people: 9}
      lu: {votes: 1, people: 0.3}
decisions:
  act: {rule: {vote: council, weigh: votes, at_least: 12}}
  most: {rule: {vote: council, weigh: votes, more_than: 1/2, of: cast}}
  held: {rule: {vote: council, weigh: votes, more_than: 1/2, of: cast, quorum: {at_least: 14}}}
  both: {rule: {all_of: [{vote: council, weigh: votes, at_least: 12}, {consent: lu}]}}
"""


@pytest.fixture(scope="module")
def case():
    return loads(COUNCIL)


def test_luxembourg_has_no_power_at_twelve_and_some_at_thirteen(case):
    found = quota(case, "act")

    present = [row for row in found.rows if row.present]
    assert [(row.votes, row.powerless) for row in present] == [("12", 1)]
    assert len(found.rows) == 17
    voters = {(row.votes, row.voter): row.shapley for row in found.part("voters").rows}
    assert voters["12", "lu"] == 0 < voters["13", "lu"]
    assert voters["12", "de"] == Fraction(7, 30)
    assert any("no power today" in note for note in found.notes)


@pytest.mark.parametrize("decision", ["act", "most", "held", "both"])
def test_the_curve_is_what_the_changed_rule_gives_at_each_quota(case, decision):
    organisation = case.organisation
    weighed = weighing(polls(organisation, decision).polls[0])
    found = quota(case, decision)

    assert [row.present for row in found.rows].count(True) == 1
    for row in found.rows:
        moved = with_threshold(organisation, weighed, int(row.votes))
        voting = decision_game(moved, decision)
        counts = swings(voting.game)
        assert row.passes == Fraction(counts.winning, 2**6)
        power = {r.voter: r.shapley for r in found.part("voters").rows if r.votes == row.votes}
        assert power == {
            p.name: share for p, share in zip(voting.players, shapley(counts), strict=True)
        }


def test_only_a_plain_weighted_vote_is_one(case):
    assert single_vote(case.organisation, "act").quota == 12
    assert single_vote(case.organisation, "most").quota == 9
    assert single_vote(case.organisation, "held") is None
    assert single_vote(case.organisation, "both") is None
    bushell = load("bushell-v-faith").organisation
    assert single_vote(bushell, "remove-director:board.faith").quota == 251


def test_equal_power_is_designed_with_equal_votes(case):
    found = design(case, "act", "equal")

    assert {row.designed_votes for row in found.rows} == {1}
    assert all(not row.deviation for row in found.rows)
    assert found.notes == ("Exactly what was wanted.",)
    assert [row.what for row in found.part("quota").rows] == ["now", "designed"]


def test_power_like_the_votes_is_nearer_than_it_was(case):
    now, then = design(case, "act").part("quota").rows

    assert then.deviation < now.deviation


def test_wanted_power_can_be_told_by_name_or_column(case):
    told = design(case, "act", "de=3, fr=1, it=1, nl=1, be=1, lu=1", index="shapley")
    by_column = design(case, "act", "square-root:people")

    assert told.rows[0].wanted == Fraction(3, 8)
    assert float(by_column.rows[0].wanted / by_column.rows[4].wanted) == pytest.approx(6**0.5)
    assert "proved" in told.notes[0]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("de=3", "how much is wanted for fr"),
        ("xx=3", "no vote there"),
        ("de=much", "how much for 'de'"),
        ("fair", "says nothing that could be wanted"),
        ("votes:heads", "no votes in a column"),
        ("de=0,fr=0,it=0,nl=0,be=0,lu=0", "somebody has to have power"),
        ("de=-1,fr=0,it=0,nl=0,be=0,lu=0", "de"),
    ],
)
def test_what_cannot_be_wanted_is_said(case, wanted, message):
    with pytest.raises(UnknownName, match=message):
        design(case, "act", wanted)


def test_what_is_more_than_one_vote_is_not_designed(case):
    found = design(case, "both")

    assert found.rows == ()
    assert "not one vote with weights" in found.notes[0]


@pytest.mark.parametrize(
    ("decision", "part"), [("act", Fraction(12, 17)), ("most", Fraction(9, 17))]
)
def test_a_quota_is_a_part_of_all_votes_though_the_rule_says_a_number(case, decision, part):
    found = quota(case, decision)

    assert [row.quota for row in found.rows if row.present] == [part]
    assert None not in {row.quota for row in (*found.rows, *found.part("voters").rows)}
    assert max(row.quota for row in found.rows) == 1


def test_the_vote_whose_quota_moves_can_be_chosen(case):
    council = load("eu-council")
    found = quota(council, "act", "rules.few-opponents", limit=3)

    assert any(row.present and row.votes == "25" for row in found.rows)
    with pytest.raises(UnknownName, match="hangs on: council"):
        quota(case, "act", "parliament")
