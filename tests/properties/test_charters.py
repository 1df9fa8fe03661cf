"""What a coalition can bring about is what trying every sequence of decisions finds."""

import pytest
from hypothesis import assume, given, settings

import charters
from kingmaker.engine.paths.plans import plan
from kingmaker.engine.paths.reach import earliest
from kingmaker.model import Organisation, goal
from kingmaker.translate.campaigns import campaign
from kingmaker.translate.searching import search
from kingmaker.translate.states import Ground
from ways import MOST, TooMany, Way

cases = pytest.mark.parametrize("unopposed", [False, True])


def tried(way: Way) -> tuple[int | None, tuple[int, int] | None]:
    """The earliest day, and the fewest steps with their day; if there is not too much to try."""
    try:
        return way.earliest(), way.fewest()
    except TooMany:
        assume(False)
        raise


@cases
@settings(max_examples=50)
@given(drawn=charters.campaigns())
def test_nothing_is_said_to_be_out_of_reach_or_later_than_trying_everything_finds(
    unopposed, drawn
):
    tree, coalition, goals = drawn
    day, _ = tried(Way(tree, coalition, goals, unopposed))
    assume(day is not None)
    organisation, wanted = Organisation.model_validate(tree), tuple(map(goal, goals))
    quest = campaign(organisation, coalition, wanted, unopposed=unopposed).quest
    first = earliest(quest).goal

    assert first is not None
    assert first <= day


@cases
@settings(max_examples=50)
@given(drawn=charters.campaigns())
def test_a_search_finds_the_first_day_and_the_fewest_steps(unopposed, drawn):
    tree, coalition, goals = drawn
    day, few = tried(Way(tree, coalition, goals, unopposed))
    ground = Ground(Organisation.model_validate(tree), coalition, unopposed)
    wanted = tuple(map(goal, goals))

    found = search(ground, wanted, most=MOST)
    assume(found.complete)
    assert (found.position and found.position.day) == day
    found = search(ground, wanted, fewest=True, most=MOST)
    assume(found.complete)
    assert (found.position and (len(found.position.taken), found.position.day)) == few


@cases
@settings(max_examples=50)
@given(drawn=charters.campaigns())
def test_a_plan_that_can_be_walked_through_on_its_days_is_the_earliest(unopposed, drawn):
    tree, coalition, goals = drawn
    organisation, wanted = Organisation.model_validate(tree), tuple(map(goal, goals))
    ways = campaign(organisation, coalition, wanted, unopposed=unopposed)
    found = plan(ways.quest, earliest(ways.quest))
    assume(found is not None)
    walked = Ground(organisation, coalition, unopposed).walk(
        [ways.moves[step.move] for step in found.steps], wanted
    )
    assume(walked is not None)

    assert walked.day == tried(Way(tree, coalition, goals, unopposed))[0]


def small(decisions: dict, **seats: str | None) -> Organisation:
    """A board of some seats, and decisions that ann takes alone."""
    listed = {name: {"holder": holder} for name, holder in seats.items()}
    tree = {
        "name": "A club",
        "parties": {"ann": {}, "bob": {}},
        "bodies": {"board": {"seats": listed}},
        "flags": {"f": {}},
        "rules": {"act": {"consent": "bob"}},
        "decisions": {name: {"rule": {"consent": "ann"}, **d} for name, d in decisions.items()},
    }
    return Organisation.model_validate(tree)


def test_a_seat_that_loses_its_votes_by_a_flag_is_not_counted_on():
    """Bob votes as long as the flag is not set; once ann has set it, she is the whole board."""
    tree = small({"shut": {"effects": [{"flag": "f"}]}, "act": {}}, s0="ann", s1="bob")
    tree = tree.model_dump(by_alias=True, exclude_defaults=True)
    tree["bodies"]["board"]["seats"]["s1"]["while"] = {"not_flag": "f"}
    tree["decisions"]["act"]["rule"] = {"vote": "board", "more_than": "1/2", "of": "in_office"}
    club, wanted = Organisation.model_validate(tree), (goal("take act"),)

    found = search(Ground(club, {"ann": None}), wanted)
    assert found.position is not None
    assert found.position.day == 0
    assert earliest(campaign(club, {"ann": None}, wanted).quest).goal == 0


def test_a_seat_that_is_vacant_has_nobody_to_oust():
    decisions = {"remove": {"effects": [{"vacate": "board.s0"}]}}
    club = small(decisions, s0="bob", s1=None)
    found = search(Ground(club, {"ann": None}), (goal("oust board"),))

    assert found.position is not None
    assert [step.decision for step in found.position.taken] == ["remove"]


def test_a_rule_that_is_set_again_and_again_does_not_keep_a_search_going():
    """There are two states: before the rule is set, and after."""
    decisions = {
        "reset": {"effects": [{"set": {"rules.act": {"consent": "ann"}}}]},
        "other": {"rule": {"consent": "bob"}, "effects": [{"flag": "f"}]},
    }
    found = search(Ground(small(decisions), {"ann": None}), (goal("flag f"),), most=20)

    assert found.complete
    assert found.position is None
