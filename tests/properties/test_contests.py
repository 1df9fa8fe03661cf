"""A race ends as it does when every point of it is looked at, and levels nest."""

from hypothesis import assume, given, settings

from kingmaker.analyses.aims import Aim
from kingmaker.analyses.going import way
from kingmaker.model import Organisation, goal
from kingmaker.translate.contests import Race, Unsettled
from kingmaker.translate.countering import counter_moves
from races import races
from rivals import Rivals
from ways import TooMany, Way


def tried(tree, coalition, goals):
    """The day of the goal, if there is not too much to try."""
    try:
        return Rivals(Way(tree, coalition, goals)).day()
    except TooMany:
        assume(False)
        raise


def read(tree, coalition, goals):
    return Organisation.model_validate(tree), coalition, tuple(map(goal, goals))


@settings(max_examples=100)
@given(drawn=races())
def test_a_race_ends_on_the_day_that_looking_at_every_point_says(drawn):
    day = tried(*drawn)
    organisation, members, wanted = read(*drawn)
    try:
        found = Race(organisation, members, wanted).run().day
    except Unsettled:
        assume(False)
        raise
    assert found == day


@settings(max_examples=100)
@given(drawn=races())
def test_a_contested_way_is_the_one_of_the_race(drawn):
    day = tried(*drawn)
    organisation, members, wanted = read(*drawn)
    found = way(organisation, Aim(members, wanted), "contested")
    assume(found.certain)

    assert found.day == day


@settings(max_examples=100)
@given(drawn=races())
def test_the_more_the_others_do_the_later_it_is(drawn):
    organisation, members, wanted = read(*drawn)
    ways = [
        way(organisation, Aim(members, wanted), level)
        for level in ("unopposed", "outvoted", "contested")
    ]
    assume(all(found.certain for found in ways))
    days = [float("inf") if found.day is None else found.day for found in ways]

    assert days == sorted(days)


@settings(max_examples=100)
@given(drawn=races(alone=True))
def test_others_who_can_carry_nothing_change_nothing(drawn):
    organisation, members, wanted = read(*drawn)
    soon, contested = (
        way(organisation, Aim(members, wanted), level) for level in ("outvoted", "contested")
    )
    assume(soon.certain and contested.certain)

    assert contested.day == soon.day


@settings(max_examples=100)
@given(drawn=races())
def test_the_counter_moves_are_those_that_stop_or_delay_a_way_when_they_are_played(drawn):
    organisation, members, wanted = read(*drawn)
    soon = way(organisation, Aim(members, wanted), "outvoted")
    assume(soon.day is not None)
    names = [stride.step.decision for stride in soon.strides]
    found = counter_moves(organisation, members, wanted, names, soon.day)
    assume(all(counter.sure for counter in found))
    try:
        stopping = Rivals(Way(*drawn)).stopping(names, soon.day)
    except TooMany:
        assume(False)
        raise

    assert {c.step.decision: (c.before, c.step.effect, c.day) for c in found} == stopping
