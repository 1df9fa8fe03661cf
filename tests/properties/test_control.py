"""The game of control is what trying every coalition finds, and what is in the way is in it."""

from dataclasses import replace
from itertools import combinations, product

from hypothesis import assume, given, settings

import ballots
import charters
import kingmaker as km
from kingmaker.analyses.aims import Aim
from kingmaker.analyses.going import can_reach, way
from kingmaker.analyses.obstacles import additions, obstacles
from kingmaker.model import Organisation, goal
from kingmaker.translate.control import control_game
from kingmaker.translate.instances import every_instance
from kingmaker.translate.peers import kinds
from ways import TooMany, Way

WANTED = (goal("majority of board"),)
CONSENT = {"consent": "ann"}  # who is of every coalition that is drawn


def coalitions(who):
    for size in range(1, len(who) + 1):
        yield from combinations(who, size)


@settings(max_examples=25)
@given(drawn=charters.campaigns())
def test_every_coalition_is_won_or_lost_as_trying_it_says(drawn):
    organisation = Organisation.model_validate(drawn[0])
    who = kinds(organisation, WANTED)

    def reaches(members):
        return can_reach(organisation, Aim(members, WANTED), "outvoted")

    game = control_game(who, reaches).game
    for profile in product(*(range(kind.size + 1) for kind in who)):
        members = {}
        for kind, number in zip(who, profile, strict=True):
            members |= kind.members(number)
        if members:
            assert game.gate.opens(profile) == reaches(members)


@settings(max_examples=25)
@given(drawn=charters.campaigns())
def test_peers_can_stand_in_for_one_another(drawn):
    organisation = Organisation.model_validate(drawn[0])
    for kind in kinds(organisation, WANTED):
        for size in range(1, len(kind.parties)):
            found = {
                can_reach(organisation, Aim(dict.fromkeys(chosen), WANTED), "outvoted")
                for chosen in combinations(kind.parties, size)
            }
            assert len(found) == 1


def stuck(drawn):
    """A case, an aim that is out of reach for certain, and its plain twin."""
    tree, members, goals = drawn
    organisation, aim = Organisation.model_validate(tree), Aim(members, tuple(map(goal, goals)))
    found = way(organisation, aim)
    assume(found.certain)
    assume(found.day is None)
    return organisation, aim, Way(tree, members, goals, most=60)


def lived(twin):
    """Whether the goals can be reached, if there is not too much to try."""
    try:
        return twin.earliest() is not None
    except TooMany:
        assume(False)
        raise


@settings(max_examples=15)
@given(drawn=charters.campaigns())
def test_additions_open_a_way_and_nothing_smaller_does(drawn):
    organisation, aim, twin = stuck(drawn)
    added = [row[1] for row in additions(organisation, aim) if row[0] == "members"]
    for more in added:
        assert lived(replace(twin, coalition={**aim.members, **dict.fromkeys(more)}, known={}))
    outside = [name for name in organisation.parties if name not in aim.members]
    size = min(map(len, added), default=len(outside) + 1)
    assert {len(more) for more in added} <= {size}
    for fewer in coalitions(outside):
        if len(fewer) < size:
            joined = {**aim.members, **dict.fromkeys(fewer)}
            assert not lived(replace(twin, coalition=joined, known={}))


@settings(max_examples=15)
@given(drawn=charters.campaigns())
def test_rights_that_would_open_a_way_do(drawn):
    organisation, aim, twin = stuck(drawn)
    for kind, _, rights, day, _ in additions(organisation, aim):
        if kind == "rights":
            changed = {name: {**twin.tree["decisions"][name], "rule": CONSENT} for name in rights}
            decisions = {**twin.tree["decisions"], **changed}
            having = replace(twin, tree={**twin.tree, "decisions": decisions}, known={})
            assert lived(having)
            assert having.earliest() == day


@settings(max_examples=15)
@given(drawn=charters.campaigns())
def test_what_is_in_the_way_is_never_carried_and_its_blockers_block(drawn):
    organisation, aim, twin = stuck(drawn)
    try:
        able = {name for point in twin.every() for name, _ in point.able}
    except TooMany:
        assume(False)
        raise
    everybody = {(name, 0) for name in organisation.parties}
    outside = [name for name in organisation.parties if name not in aim.members]
    single = set(every_instance(organisation))
    for name, why, blockers in obstacles(organisation, aim):
        assert name not in able
        if "votes" not in why or name not in single:
            continue

        def blocks(some, name=name):
            return not ballots.decides(organisation, name, everybody - {(p, 0) for p in some})

        assert set(blockers) <= set(outside)
        assert not blockers or blocks(blockers)
        fewest = min((len(some) for some in coalitions(outside) if blocks(some)), default=0)
        assert blocks(()) or len(blockers) == fewest


def test_a_right_that_undoes_what_another_step_needs_opens_no_way():
    case = km.loads(
        """
kingmaker: 1
name: Two keys
parties: {ann: {}, bob: {}}
flags: [left, right, both]
decisions:
  take-left: {rule: {consent: bob}, effects: [{flag: left}, {clear: right}]}
  take-right: {rule: {consent: ann}, effects: [{flag: right}, {clear: left}]}
  open: {rule: {consent: ann}, requires: [{flag: left}, {flag: right}], effects: [{flag: both}]}
"""
    )
    answer = km.paths(case, "ann", "flag both")

    assert [row.reachable for row in answer.rows] == [False] * 3
    assert not any(part.name == "additions" for part in answer.parts)
