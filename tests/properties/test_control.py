"""The game of control is what trying every coalition finds, and peers can stand in for another."""

from itertools import combinations, product

from hypothesis import given, settings

import charters
from kingmaker.analyses.aims import Aim
from kingmaker.analyses.going import can_reach
from kingmaker.model import Organisation, goal
from kingmaker.translate.control import control_game
from kingmaker.translate.peers import kinds

WANTED = (goal("majority of board"),)


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
