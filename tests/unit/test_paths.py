"""Ways to a goal, as they are asked for: at three levels, with what is in the way."""

import pytest

import kingmaker as km
from kingmaker.analyses import UnknownName
from races import BYLAW, race


def at(answer, level):
    return next(row for row in answer.rows if row.level == level)


def test_a_majority_is_out_in_ten_days_if_the_board_only_votes():
    row = at(km.paths(race(), "holder", "majority of board"), "outvoted")

    assert (row.reachable, row.days, row.steps, str(row.on)) == (True, 10, 1, "2026-01-11")


@pytest.mark.parametrize("issue", ["0 days", "3 days", "10 days"])
def test_it_is_never_if_the_board_may_issue_shares_first(issue):
    answer = km.paths(race(issue=issue), "holder", "majority of board")

    assert at(answer, "contested").reachable is False
    last = answer.part("steps").rows[-1]
    assert (last.levels, last.by, last.decision) == ("contested", "the others", "issue")


def test_it_is_at_once_by_written_consent_since_nobody_can_act_before():
    row = at(km.paths(race("0 days"), "holder", "majority of board"), "contested")

    assert (row.reachable, row.days, row.steps) == (True, 0, 1)


def test_it_is_ten_days_if_the_issue_takes_longer():
    row = at(km.paths(race(issue="11 days"), "holder", "majority of board"), "contested")

    assert (row.reachable, row.days) == (True, 10)


def test_a_bylaw_that_is_there_first_bars_the_issue():
    answer = km.paths(race(issue="3 days", more=BYLAW), "holder", "majority of board")

    assert at(answer, "contested").days == 10
    steps = [s.decision for s in answer.part("steps").rows if s.levels == "contested"]
    assert steps == ["bylaw", "replace"]


def test_whoever_is_outvoted_is_told_what_is_in_the_way_and_what_would_open_one():
    answer = km.paths(race(), "rest", "majority of board")

    assert [row.reachable for row in answer.rows] == [False, False, False]
    obstacle = answer.part("obstacles").rows[0]
    assert (obstacle.decision, obstacle.blocked_by) == ("replace", ("holder",))
    members = [row.members for row in answer.part("additions").rows if row.kind == "members"]
    assert ("holder",) in members
    rights = [row.rights for row in answer.part("additions").rows if row.kind == "rights"]
    assert rights == [("replace",)]


def test_what_the_earliest_takes_and_what_the_shortest_takes_are_told_apart():
    case = km.loads(
        """
kingmaker: 1
name: Two ways
as_of: 2026-01-01
parties: {ann: {}, bob: {}}
bodies: {office: {kind: office, seats: {one: {holder: bob}}}}
flags: [half, done]
decisions:
  first: {rule: {consent: ann}, effects: [{flag: half}]}
  second: {rule: {consent: ann}, requires: {flag: half}, effects: [{flag: done}]}
  slow: {rule: {consent: ann}, timing: {notice: 2 weeks}, effects: [{flag: done}]}
"""
    )
    row = at(km.paths(case, "ann", "flag done"), "outvoted")

    assert (row.days, row.steps, row.fewest, row.fewest_days) == (0, 2, 1, 14)


def test_steps_that_undo_what_others_need_are_searched_through():
    case = km.loads(
        """
kingmaker: 1
name: Two keys
as_of: 2026-01-01
parties: {ann: {}}
flags: [left, right, both]
decisions:
  take-left: {rule: {consent: ann}, effects: [{flag: left}, {clear: right}]}
  take-right: {rule: {consent: ann}, effects: [{flag: right}, {clear: left}]}
  open: {rule: {consent: ann}, requires: [{flag: left}, {flag: right}], effects: [{flag: both}]}
"""
    )

    assert [row.reachable for row in km.paths(case, "ann", "flag both").rows] == [False] * 3


def test_shares_that_can_be_issued_again_and_again_are_counted_again():
    case = km.loads(
        """
kingmaker: 1
name: Dilution
as_of: 2026-01-01
parties: {ann: {}, bob: {}, chair: {}}
classes: {common: {votes: 1}}
holdings: [{holder: ann, class: common, shares: 10}, {holder: bob, class: common, shares: 35}]
bodies: {meeting: {kind: meeting, classes: [common]}, office: {seats: {one: {holder: bob}}}}
decisions:
  issue: {rule: {consent: chair}, effects: [{issue: {class: common, to: ann, shares: 9}}]}
  elect: {rule: {vote: meeting, more_than: 1/2, of: outstanding}, effects: [{fill: office}]}
"""
    )
    row = at(km.paths(case, "ann, chair", "hold office"), "outvoted")

    assert (row.reachable, row.steps) == (True, 4)  # 10 + 3 × 9 = 37 of 72


@pytest.mark.parametrize(
    ("coalition", "goal", "told"),
    [
        ("nobody", "majority of board", "no party 'nobody'"),
        ("", "majority of board", "a coalition has somebody in it"),
        ("holder=2", "majority of board", "'holder' is one"),
        ("holder", "win the board", "a goal is one of"),
        ("holder", "majority of bord", "did you mean 'board'"),
        ("holder", "hold meeting", "has no seats"),
        ("holder", "oust holder from board", "has no seat on 'board'"),
        ("holder", "flag no-isue", "did you mean 'no-issue'"),
        ("holder", "take isue", "did you mean 'issue'"),
    ],
)
def test_what_cannot_be_asked_is_told(coalition, goal, told):
    with pytest.raises(UnknownName, match=told):
        km.paths(race(), coalition, goal)


def test_a_coalition_may_be_given_as_a_list_or_with_numbers():
    club = km.load("cooperative")
    goal = "oust management.manager"

    assert at(km.paths(club, {"members": 101}, goal), "outvoted").days == 30
    assert at(km.paths(club, "members=101", goal), "outvoted").days == 30
    assert at(km.paths(club, "members=100", goal), "outvoted").reachable is False
    assert at(km.paths(club, ["c1", "c2", "c3", "c4", "c5"], goal), "outvoted").days == 0


def test_thirty_staggered_seats_are_turned_in_a_moment():
    seats = ", ".join(f"s{n}: {{holder: d{n}, class: c{n % 3}}}" for n in range(30))
    parties = ", ".join(f"d{n}: {{}}" for n in range(30))
    elections = "\n".join(
        f"  elect-{k}: {{rule: {{vote: meeting, method: plurality}}, timing: {{at: turn}}, "
        f'for_class: c{k}, effects: [{{fill: "board:c{k}"}}]}}'
        for k in range(3)
    )
    case = km.loads(
        f"""
kingmaker: 1
name: Staggered
as_of: 2026-01-01
parties: {{holder: {{}}, rest: {{}}, {parties}}}
bodies:
  meeting: {{kind: meeting, voters: {{holder: 51, rest: 49}}}}
  board: {{seats: {{{seats}}}}}
calendar:
  turn:
    - {{date: 2026-06-01, classes: [c0]}}
    - {{date: 2027-06-01, classes: [c1]}}
    - {{date: 2028-06-01, classes: [c2]}}
decisions:
{elections}
  remove:
    for_each: {{seat: board, vacant: false}}
    rule: {{vote: board, more_than: 1/2, of: in_office}}
    effects: [{{vacate: $seat}}]
"""
    )
    row = at(km.paths(case, "holder", "majority of board"), "outvoted")
    assert (row.days, row.steps, row.fewest) == (516, 2, 2)


def test_what_can_be_brought_about_all_the_same_is_the_closed_state():
    answer = km.paths(km.load("anthropic-trust"), "trustee-1,trustee-2", "majority of board")
    assert "attainable" not in {part.name for part in answer.parts}

    answer = km.paths(race(), "ann, bob, cid", "oust ann from board", level="outvoted")
    assert answer.rows[0].reachable is False
    assert [(row.decision, row.days) for row in answer.part("attainable").rows] == [("issue", 0)]


def test_a_decision_may_be_in_reach_only_once_shares_were_moved_again_and_again():
    case = km.loads(
        """
kingmaker: 1
name: Bit by bit
as_of: 2026-01-01
parties: {ann: {}, bob: {}}
classes: {common: {votes: 1}}
holdings: [{holder: ann, class: common, shares: 1}, {holder: bob, class: common, shares: 3}]
bodies: {meeting: {kind: meeting, classes: [common]}}
decisions:
  buy: {rule: {consent: ann},
        effects: [{transfer: {class: common, from: bob, to: ann, shares: 1}}]}
  act: {rule: {vote: meeting, more_than: 1/2, of: outstanding}}
"""
    )
    row = at(km.paths(case, "ann", "take act"), "outvoted")

    assert (row.reachable, row.days, row.steps) == (True, 0, 3)


def test_a_seat_that_ones_own_step_empties_may_have_to_be_won_again():
    """Ann's step takes bob's seat and gives another; with both, bob's can then be filled anew."""
    case = km.loads(
        """
kingmaker: 1
name: One for another
as_of: 2026-01-01
parties: {ann: {}, bob: {}, cas: {}}
bodies:
  board: {seats: {first: {holder: bob}, second: {holder: cas}}}
decisions:
  swap: {rule: {consent: ann}, effects: [{vacate: board.first}, {fill: board.second}]}
  elect:
    rule: {vote: board, more_than: 1/2, of: in_office}
    effects: [{fill: board.first}]
"""
    )
    for coalition in ("ann", "ann, bob"):
        row = at(km.paths(case, coalition, "majority of board"), "outvoted")
        assert (row.reachable, row.days, row.steps) == (True, 0, 2)
