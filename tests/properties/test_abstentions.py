"""A decision with abstentions is what happens when everybody's ballots are counted."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings

import strategies
from ballots import TURNED, asked
from kingmaker.model import (
    AllOf,
    AnyOf,
    Approval,
    Automatic,
    Consent,
    NoObjection,
    Organisation,
    Rule,
    SomeOf,
    Unless,
    Vote,
)
from kingmaker.translate.abstentions import BetterNotCast, TernaryDecision, ternary_game
from tallies import Matter, Unit, carried, holders

BALLOTS = ("against", "abstain", "for")


def outcome(matter: Matter, rule: Rule, cast: Mapping[Unit, str]) -> bool:
    """Whether a rule is met on given ballots."""
    match rule:
        case str():
            return outcome(matter, matter.organisation.rules[rule], cast)
        case Vote():
            return carried(matter, rule, cast)
        case Consent():
            return all(cast.get(matter.sits(n)[0]) == "for" for n in rule.consent)
        case NoObjection():
            units = [matter.sits(name)[0] for name in rule.no_objection]
            return all(unit is None or cast[unit] != "against" for unit in units)
        case Unless():
            return not outcome(matter, rule.unless, {u: TURNED[b] for u, b in cast.items()})
        case Automatic():
            return True
        case Approval():
            return all(outcome(*inner, cast) for inner in asked(matter, rule.decision))
        case AllOf():
            return all(outcome(matter, inner, cast) for inner in rule.all_of)
        case AnyOf():
            return any(outcome(matter, inner, cast) for inner in rule.any_of)
        case SomeOf():
            return sum(outcome(matter, inner, cast) for inner in rule.some_of) >= rule.at_least


def agrees_on_all_ballots(board: Organisation, found: TernaryDecision) -> None:
    acting = [(p.party, number) for p in found.players for number in range(p.size)]
    others = set(holders(board, board.bodies["board"])) - set(acting)
    assert len(acting) <= 8
    for told in product(BALLOTS, repeat=len(acting)):
        cast = dict(zip(acting, told, strict=True))
        heard = [
            tuple(sum(u[0] == p.party and b == ballot for u, b in cast.items()) for ballot in
                  ("for", "abstain"))
            for p in found.players
        ]  # fmt: skip
        cast |= dict.fromkeys(others, "abstain")  # may not vote, and come
        passed = all(outcome(about, rule, cast) for about, rule in asked(Matter(board), "main"))
        assert found.game.passes(heard) == passed, cast


@settings(max_examples=60, deadline=None)
@given(strategies.boards())
def test_a_decision_passes_on_the_ballots_on_which_its_votes_are_carried(case):
    board = Organisation.model_validate(case)
    found = ternary_game(board, "main")
    if found.game.players <= 6:
        agrees_on_all_ballots(board, found)


@settings(max_examples=60, deadline=None)
@given(strategies.boards())
def test_what_goes_ahead_unless_it_is_stopped_hears_who_is_against_stopping_it(case):
    case["decisions"]["main"]["rule"] = {"unless": case["decisions"]["main"]["rule"]}
    board = Organisation.model_validate(case)
    found = ternary_game(board, "main")
    if found.game.players <= 6:
        agrees_on_all_ballots(board, found)


def board(**vote):
    return Organisation.model_validate(
        {
            "kingmaker": 1, "name": "A board",
            "parties": {"ann": {}, "bob": {}, "cas": {}, "dot": {}},
            "bodies": {"board": {"voters": {"ann": 1, "bob": 1, "cas": 1}}},
            "decisions": {"main": {"rule": {"vote": "board", **vote}}},
        }
    )  # fmt: skip


@pytest.mark.parametrize(("counting", "passes"), [(["for"], False), (["for", "abstain"], True)])
def test_whose_ballots_make_up_the_quorum_matters(counting, passes):
    quorum = {"at_least": "2/3", "of": "in_office", "counting": counting}
    found = ternary_game(board(more_than="1/2", of="cast", quorum=quorum), "main")

    assert found.game.passes([(1, 0), (0, 1), (0, 0)]) is False
    assert found.game.passes([(1, 0), (0, 1), (0, 1)]) is passes


def test_a_quorum_that_a_vote_against_helps_and_an_abstention_does_not_is_refused():
    quorum = {"at_least": "2/3", "of": "in_office", "counting": ["for", "against"]}

    with pytest.raises(BetterNotCast, match="better to abstain"):
        ternary_game(board(more_than="1/2", of="cast", quorum=quorum), "main")


def test_cumulative_votes_have_no_yes_and_no():
    with pytest.raises(BetterNotCast, match="spread their votes"):
        ternary_game(board(method="cumulative", seats=3, win=1), "main")


def test_the_casting_vote_breaks_a_tie_however_it_comes_about():
    tied = board(more_than="1/2", of="cast", casting_vote="dot")
    found = ternary_game(tied, "main")
    names = [player.party for player in found.players]
    of = {"ann": (1, 0), "bob": (0, 0), "cas": (0, 1)}

    for dots, passes in (((1, 0), True), ((0, 1), False), ((0, 0), False)):
        assert found.game.passes([{**of, "dot": dots}[name] for name in names]) is passes


def test_one_directed_by_a_rule_votes_for_if_it_is_met_and_else_against():
    directed = board(more_than="1/2", of="cast").model_dump(by_alias=True, exclude_unset=True)
    directed["parties"]["cas"] = {"votes_by": {"consent": "dot"}}
    found = ternary_game(Organisation.model_validate(directed), "main")
    names = [player.party for player in found.players]

    assert sorted(names) == ["ann", "bob", "dot"]
    for dots, passes in (((1, 0), True), ((0, 1), False)):
        cast = {"ann": (1, 0), "bob": (0, 0), "dot": dots}
        assert found.game.passes([cast[name] for name in names]) is passes


def test_a_ballot_taken_as_given_is_no_player():
    given_ = board(more_than="1/2", of="cast").model_copy(update={"ballots": {"ann": "against"}})
    found = ternary_game(given_, "main")

    assert [player.party for player in found.players] == ["bob", "cas"]
    assert not found.game.passes([(1, 0), (0, 1)])
    assert found.game.passes([(1, 0), (1, 0)])
