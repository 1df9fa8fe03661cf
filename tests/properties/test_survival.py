"""What survives is the greatest set that keeps itself going, found here step by step."""

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import assume, given

import ballots
import strategies
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame
from kingmaker.translate.survival import effective_game, survival_game


def choices(found: DecisionGame) -> Iterator[frozenset]:
    """Every choice of who stays: by name, number, and need if each is withheld alone."""
    assume(found.game.players <= 8)  # not to wait for thousands
    everyone = [(p.party, number, p.need) for p in found.players for number in range(p.size)]
    return ballots.coalitions(everyone)


def wins(found: DecisionGame, staying: frozenset) -> bool:
    present = [sum(s[::2] == (p.party, p.need) for s in staying) for p in found.players]
    return found.game.wins(present)


def by_party(staying: frozenset, others: bool, found: DecisionGame) -> ballots.Stays:
    """Who leaves withholds all they provide. Those who are not of the game all stay, or none."""
    asked = {player.party for player in found.players}
    return lambda unit, need: (*unit, None) in staying if unit[0] in asked else others


def by_need(staying: frozenset, others: bool, found: DecisionGame) -> ballots.Stays:
    """Each provision is withheld alone."""
    asked = {(player.party, player.need) for player in found.players}

    def stays(unit: ballots.Unit, need: str) -> bool:
        return (*unit, need or None) in staying if (unit[0], need or None) in asked else others

    return stays


@pytest.mark.parametrize("others", [True, False])
@given(case=strategies.dependences())
def test_one_keeps_working_if_the_greatest_set_that_keeps_itself_going_has_it(case, others):
    laboratory = Organisation.model_validate(case)

    for who in strategies.SUPPLIERS:
        found = survival_game(laboratory, who)
        for staying in choices(found):
            stays = by_party(staying, others, found)
            assert wins(found, staying) == ballots.goes_on(laboratory, who, stays), (who, staying)


@pytest.mark.parametrize("withheld", [by_party, by_need])
@given(case=strategies.dependences())
def test_a_decision_lasts_if_it_is_taken_and_those_concerned_keep_working(case, withheld):
    laboratory = Organisation.model_validate(case)
    both = effective_game(laboratory, "main", by_need=withheld is by_need)
    on_board = ballots.holders(laboratory, laboratory.bodies["board"])
    taken = cache(lambda those: ballots.decides(laboratory, "main", those))

    for staying in choices(both.effective):
        voting = frozenset(s[:2] for s in staying if s[2] is None and s[:2] in on_board)
        stays = withheld(staying, False, both.effective)
        assert wins(both.effective, staying) == (
            taken(voting) and all(ballots.goes_on(laboratory, who, stays) for who in both.works)
        )


@given(strategies.dependences())
def test_those_concerned_are_the_owner_and_all_it_controls_as_far_as_they_need_anything(case):
    laboratory = Organisation.model_validate(case)
    reached = {"lab"}
    for _ in laboratory.holdings:
        reached |= {
            h.issuer
            for h in laboratory.holdings.values()
            if h.holder in reached
            and (h.right == "control" or (h.right == "votes" and h.share and h.share.low * 2 > 1))
        }
    needy = {need.who for need in laboratory.needs.values()}

    assert set(effective_game(laboratory, "main").works) == reached & needy


@given(strategies.dependences())
def test_the_vote_alone_is_the_same_game_with_and_without_the_needs(case):
    laboratory = Organisation.model_validate(case)
    both = effective_game(laboratory, "main")

    for staying in choices(both.formal):
        assert wins(both.formal, staying) == ballots.decides(
            laboratory, "main", frozenset(name[:2] for name in staying)
        )
