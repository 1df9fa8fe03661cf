"""Reaching goals: boards that are elected in turn, gates in the depth, numbers too large."""

import subprocess
import sys

import pytest

from kingmaker.engine.games.gates import Gate, every, some
from kingmaker.engine.paths.fewest import fewest
from kingmaker.engine.paths.landmarks import Few
from kingmaker.engine.paths.plans import Step, plan, replay
from kingmaker.engine.paths.proposals import propose, rounded
from kingmaker.engine.paths.quests import Move, Quest, wire
from kingmaker.engine.paths.reach import earliest

YEAR = 365


def staggered(seats: int, years: int = 12, votes: int = 1) -> Quest:
    """A majority of a board of which a third is elected each year, on day 60, by the holders."""
    holders = seats
    elections = tuple(
        Move(
            holders,
            (),
            (seat,),
            notice=30,
            dates=tuple(range(60 + YEAR * (seat % 3), YEAR * years, 3 * YEAR)),
        )
        for seat in range(seats)
    )
    board = Gate(seats // 2 * votes + 1, tuple((seat, votes) for seat in range(seats)))
    return Quest(seats + 1, (holders,), elections, board)


def test_half_a_board_in_three_classes_takes_two_meetings():
    found = plan(quest := staggered(9), earliest(quest))

    assert found.day == 60 + YEAR
    assert [step.vote for step in found.steps] in ([60, 60, 60, 425, 425], [60, 60, 425, 425, 425])
    assert found.pruned


def test_notice_given_too_late_waits_for_the_next_meeting():
    move = Move(0, (), (1,), notice=31, dates=(30, 395), after=5)
    quest = Quest(2, (0,), (move,), 1)

    assert plan(quest, earliest(quest)).steps == (Step(0, able=0, vote=395, effect=400),)


def test_when_the_last_meeting_is_past_the_goal_is_never_reached():
    quest = Quest(2, (0,), (Move(0, (), (1,), notice=31, dates=(30,)),), 1)

    assert earliest(quest).moves == (None,)
    assert plan(quest, earliest(quest)) is None
    assert replay(quest, [0]) is None
    assert fewest(quest).plan is None
    assert fewest(quest).proved


def test_what_is_there_already_takes_no_step():
    quest = Quest(1, (0,), (), 0)

    assert plan(quest, earliest(quest)).steps == ()
    assert fewest(quest).bound == 0


def test_two_who_wait_for_each_other_get_nowhere():
    quest = Quest(2, (), (Move(0, (), (1,)), Move(1, (), (0,))), 0)

    assert earliest(quest).atoms == (None, None)


def test_a_plan_waits_for_one_large_holder_if_that_is_in_time_and_takes_fewer_steps():
    """Five small holders can be won today, the large one tomorrow; the meeting is in a year."""
    small = [Move(0, (), (holder,)) for holder in range(1, 6)]
    large = Move(0, (), (6,), after=1)
    stake = Gate(5, (*((holder, 1) for holder in range(1, 6)), (6, 5)))
    quest = Quest(8, (0,), (*small, large, Move(stake, (), (7,), dates=(YEAR,))), 7)

    found = plan(quest, earliest(quest))

    assert [step.move for step in found.steps] == [5, 6]
    assert found.day == YEAR


def test_the_fewest_moves_may_take_longer_than_the_earliest_day():
    slow = Move(0, (), (3,), after=100)
    quest = Quest(4, (0,), (Move(0, (), (1,)), Move(0, (), (2,)), slow), some(1, every(1, 2), 3))

    assert plan(quest, earliest(quest)).day == 0
    found = fewest(quest)
    assert [step.move for step in found.plan.steps] == [2]
    assert found.plan.day == 100
    assert found.proved


def test_the_fewest_moves_keep_to_a_calendar_that_runs_out():
    """One purchase would do, and is settled only when the last meeting is past."""
    late = Move(0, (), (3,), after=100)
    stake = some(1, every(1, 2), 3)
    vote = Move(stake, (), (4,), dates=(50,))
    quest = Quest(5, (0,), (Move(0, (), (1,)), Move(0, (), (2,)), late, vote), 4)

    found = fewest(quest)

    assert {step.move for step in found.plan.steps} == {0, 1, 3}
    assert found.proved


@pytest.mark.parametrize("votes", [1, 10**30])
def test_thirty_equal_seats_are_not_told_apart(votes):
    """There are 145,422,675 ways to choose sixteen of them."""
    found = fewest(staggered(30, votes=votes))

    assert len(found.plan.steps) == 16
    assert found.proved


def shareholders() -> Quest:
    """Thirty holders of large numbers of shares, no two alike; half of the shares are needed."""
    shares = [10**12 + 7919 * (holder * holder % 31) + holder for holder in range(30)]
    moves = tuple(Move(30, (), (holder,)) for holder in range(30))
    return Quest(31, (30,), moves, Gate(sum(shares) // 2, tuple(enumerate(shares))))


def test_numbers_beyond_what_clingo_can_count_are_rounded_and_checked():
    quest = shareholders()
    quota, weights = rounded(quest.goal)

    assert quota + sum(weights) < 2**31
    found = propose(wire(quest), Few(frozenset(range(30)), 0), seconds=20)
    most = sorted((weight for _, weight in quest.goal.inputs), reverse=True)
    assert sum(most[: found.bound]) >= quest.goal.quota > sum(most[: found.bound - 1])
    assert len(found.moves) == found.bound


def test_what_is_not_proved_in_time_is_said():
    """Sets of five that cover a hundred: nobody proves that in no time."""
    sets = tuple(
        Move(100, (), tuple((start * 37 + step * (start % 7 + 3)) % 100 for step in range(5)))
        for start in range(150)
    )
    everything = tuple(Move(100, (), (atom,)) for atom in range(100))
    found = fewest(Quest(101, (100,), (*sets, *everything), every(*range(100))), seconds=0.1)

    assert not found.proved
    assert 0 <= found.bound < len(found.plan.steps)
    assert found.plan.pruned


def test_gates_may_be_deep_and_shared():
    """Ten thousand gates, each heard twice by the next."""
    gate = every(0, 1)
    for _ in range(10_000):
        gate = Gate(2, ((gate, 1), (gate, 1)))
    quest = Quest(3, (0,), (Move(0, (), (1,)), Move(gate, (), (2,))), 2)

    assert len(plan(quest, earliest(quest)).steps) == 2
    assert fewest(quest).bound == 2


def test_a_long_plan_says_that_not_every_step_was_tried():
    chain = tuple(Move(number, (), (number + 1,)) for number in range(50))
    quest = Quest(51, (0,), chain, 50)

    assert plan(quest, earliest(quest)).pruned
    assert not plan(quest, earliest(quest), most=1).pruned


def test_days_of_another_quest_are_refused():
    early, late = (Quest(2, (0,), (Move(0, (), (1,), after=day),), 1) for day in (1, 2))

    with pytest.raises(ValueError, match="another quest"):
        plan(early, earliest(late))


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (lambda: Move(0, (), (), notice=-1), "notice"),
        (lambda: Quest(1, (1,), (), 0), "beyond the 1"),
        (lambda: Quest(1, (), (Move(0, (), (-1,)),), 0), "beyond the 1"),
        (lambda: Quest(1, (), (Move(0, (), (), dates=(2, 1)),), 0), "in order"),
        (lambda: earliest(Quest(1, (), (), some(1, 3))), "atom 3"),
    ],
)
def test_what_makes_no_sense_is_refused(wrong, says):
    with pytest.raises(ValueError, match=says):
        wrong()


def test_clingo_is_loaded_only_when_it_is_needed():
    program = "import sys, kingmaker.engine.paths.fewest; print('clingo' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert said.stdout == "False\n"
