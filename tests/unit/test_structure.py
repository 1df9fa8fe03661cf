"""The form of a vote: in words and tables, quick where it can be, and refused where it cannot."""

import sys

import pytest

from kingmaker import load
from kingmaker.analyses import Some, forms
from kingmaker.analyses.structure import structure
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.structure import enumeration, sensitivity, trades
from kingmaker.engine.structure.conjunctions import one_vote, votes
from kingmaker.engine.structure.desirability import unlike
from kingmaker.engine.structure.dimension import dimension
from kingmaker.engine.structure.extremes import shift_minimal_winning
from kingmaker.engine.structure.kinds import kinds
from kingmaker.engine.structure.programme import Programme
from kingmaker.engine.structure.sensitivity import Moved, Room
from kingmaker.engine.structure.walks import halves, pair
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, weigh


def weighted(quota: int, *weights: int) -> Game:
    return Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights))))


def test_players_of_unequal_weights_may_be_equally_desirable():
    found = kinds(weighted(51, 50, 49, 1))

    assert found.classes == ((0,), (1, 2))
    assert found.above == (frozenset(), frozenset({0}))
    assert found.ranks == (1, 2)


def test_where_not_all_can_be_compared_ranks_are_chains():
    """Either both of a pair, or both of another; and a fifth must always agree."""
    found = kinds(Game((1,) * 5, every(4, some(1, every(0, 1), every(2, 3)))))

    assert found.classes == ((4,), (0, 1), (2, 3))
    assert found.ranks == (1, 2, 2)
    assert found.swap.members == (0, 2)


def test_nobody_has_any_desirability_where_nothing_can_be_decided():
    for quota in (0, 7):
        found = kinds(weighted(quota, 3, 2, 1))
        assert found.classes == ((0, 1, 2),)
        assert weigh(found.diagram) == WeightsAndQuota(int(quota > 0), (0,), least=True)


def test_comparing_is_refused_where_it_takes_too_many_states():
    game = weighted(40, *range(1, 12))

    diagram = kinds(game).diagram
    with pytest.raises(TooLarge, match="merge players who always act alike"):
        unlike(diagram, 10, 0, 3)
    with pytest.raises(TooLarge):
        halves(diagram, (0,) * 11, (1,) * 11, 3)
    with pytest.raises(TooLarge):
        shift_minimal_winning(diagram, 3)


def test_no_pair_is_found_where_one_of_them_is_decided_at_once():
    diagram = kinds(weighted(0, 1, 1)).diagram

    assert pair((diagram, diagram), lambda _: [(0, 0)], (0, 0)) is None


def test_weights_are_looked_for_no_longer_than_allowed():
    with pytest.raises(TooLarge, match="coalitions would have to be compared"):
        weigh(kinds(weighted(40, *range(1, 12))).diagram, most=2)


def test_members_of_a_kind_take_turns():
    """Seven of ten equals, seven others and six: over all of them each is in two coalitions."""
    found = kinds(Game((4, 6), Gate(7, ((0, 1), (1, 1)))))
    told = found.by_class(((7,), (7,), (6,)))

    assert [sum(profile) for profile in told] == [7, 7, 6]
    assert [sum(column) for column in zip(*told, strict=True)] == [8, 12]


def test_a_trade_is_not_shown_by_coalitions_of_other_members():
    game = weighted(2, 1, 1, 1)

    assert not Trade(((1, 1, 0),), ((1, 0, 0),)).shows(game.wins)
    assert not Trade((), ()).shows(game.wins)
    assert not Trade(((1, 1, 0),), ((1, 1, 0),)).shows(game.wins)


def test_a_vote_that_is_one_by_itself_is_told_as_it_is_counted():
    inner = Gate(6, ((0, 4), (1, 3), (1, 1)))

    assert one_vote(Game((1, 2), inner)) == WeightsAndQuota(6, (4, 4))
    assert one_vote(Game((1, 2), Gate(2, ((inner, 2),)))) == WeightsAndQuota(6, (4, 4))
    assert one_vote(Game((1, 2), Gate(3, ((inner, 2),)))) is None
    assert one_vote(Game((1, 2), every(inner, 0))) is None


def test_consents_in_a_conjunction_are_one_vote():
    double = every(0, 1, Gate(3, ((0, 2), (2, 1))), every(Gate(2, ((2, 1),))))

    assert votes(Game((1, 1, 3), double)) == [
        WeightsAndQuota(2, (0, 0, 1)),
        WeightsAndQuota(3, (2, 0, 1)),
        WeightsAndQuota(2, (1, 1, 0)),
    ]
    assert votes(Game((1, 2, 3), double)) == []  # one of the two is enough
    assert votes(Game((1, 1), some(1, every(0, 1), every(0)))) == []


def test_votes_of_a_conjunction_that_say_nothing_new_are_left_out():
    game = Game((3, 3), every(Gate(2, ((0, 1),)), Gate(2, ((1, 1),)), Gate(3, ((0, 1), (1, 1)))))
    found = kinds(game)

    assert dimension(found, weigh(found.diagram)).most == 2


def test_a_programme_has_the_most_that_bounds_allow():
    programme = Programme((4, 6))

    assert programme.pays((1, 1), 2)
    assert programme.enter(0, (1, 1), 2) is None
    assert programme.enter(1, (1, 3), 3) is None
    assert programme.improve() is None
    assert [price / programme.scale for price in programme.prices] == [1.5, 0.5]
    assert Programme((4,)).enter(0, (-1,), 1) == {0: 1}


@pytest.mark.parametrize(
    ("quota", "weights", "room", "rooms"),
    [
        (51, (50, 49, 1), Room(51, 51), [Room(50, 50), Room(1, 49), Room(1, 1)]),
        (4, (3, 2, 1), Room(4, 4), [Room(3, 3), Room(1, 2), Room(1, 1)]),
        (9, (3, 2, 1), Room(7, None), [Room(0, 5), Room(0, 4), Room(0, 3)]),
        (0, (3, 2, 1), Room(0, 0), [Room(0, None)] * 3),
    ],
)
def test_quota_and_weights_have_room(quota, weights, room, rooms):
    assert sensitivity.quota_room(weights, (1, 1, 1), quota) == room
    assert sensitivity.weight_rooms(weights, (1, 1, 1), quota) == rooms


def test_votes_that_are_moved_alter_who_wins():
    assert sensitivity.fewest_moved((50, 49, 1), (1, 1, 1), 51) == Moved(1, 0, 1)
    assert sensitivity.fewest_moved((0, 0), (1, 1), 1) is None
    assert Room(3, 5).nearest_outside(4) == 2
    assert Room(0, 5).nearest_outside(4) == 6
    assert Room(0, None).nearest_outside(4) is None


def test_sums_of_great_weights_are_refused():
    weights = (10**8, 10**8 - 1)

    for find in (sensitivity.quota_room, sensitivity.weight_rooms, sensitivity.fewest_moved):
        with pytest.raises(TooLarge, match="too great to try every sum"):
            find(weights, (1, 1), 10**8)


def test_many_votes_have_their_room_found_at_once():
    """Two hundred holders of five million votes."""
    weights = tuple(1 + (k * k * 131) % 50_000 for k in range(200))
    rooms = sensitivity.weight_rooms(weights, (1,) * 200, sum(weights) // 2 + 1)

    assert all(r.least <= w for r, w in zip(rooms, weights, strict=True))


@pytest.mark.parametrize("games", [enumeration.simple_games, enumeration.complete_games])
def test_games_of_too_many_or_too_few_are_not_gone_through(games):
    with pytest.raises(ValueError, match="at least one player"):
        next(games(0))
    with pytest.raises(TooLarge, match="can be gone through"):
        next(games(12))


def test_trades_that_are_not_all_tried_may_not_be_the_shortest(monkeypatch):
    monkeypatch.setattr(trades, "MOST_COMPARED", 1)
    game = Game((2, 4), every(Gate(3, ((0, 1), (1, 1))), Gate(1, ((0, 1),))))
    found = kinds(game)
    told, _ = trades.short_trade(found, weigh(found.diagram))

    assert told.shows(game.wins)


@pytest.fixture(scope="module")
def bill():
    return structure(load("us-bill"), "enact")


def test_a_bill_is_no_single_vote(bill):
    (form,) = bill.part("form").rows

    assert (form.one_order, form.one_vote) == (False, False)
    assert (form.votes_needed, form.votes_enough) == (2, 2)
    assert (form.always_overlap, form.never_deadlocked) == (True, False)
    assert any("No weights and quota come to the same" in note for note in bill.notes)


def test_those_who_cannot_be_compared_are_told(bill):
    beside = {row.voters: row.beside for row in bill.rows}

    assert beside["president",] == ()
    assert "senators" in beside["representatives",]


def test_what_shows_it_are_coalitions_with_the_same_members(bill):
    rows = bill.part("trade").rows
    held: dict[str, dict[str, int]] = {"wins": {}, "loses": {}}
    for row in rows:
        for member in row.coalition:
            name, n = (member.party, member.members) if isinstance(member, Some) else (member, 1)
            held[row.outcome][name] = held[row.outcome].get(name, 0) + n * row.times

    assert held["wins"] == held["loses"]
    assert sum(row.times for row in rows if row.outcome == "wins") == 2


def test_a_weighted_vote_is_told_with_its_leeway():
    answer = structure(load("un-security-council"), "substantive")
    weights = {row.weight: row.members for row in answer.part("weights").rows}
    quota, *own = answer.part("leeway").rows

    assert weights == {7: 5, 1: 10}
    assert (quota.now, quota.least, quota.most, quota.alters) == (39, 39, 39, 38)
    assert [(row.now, row.least, row.most) for row in own] == [(7, 7, 7), (1, 1, 1)]
    assert [row.veto for row in answer.rows] == [True, False]
    with pytest.raises(KeyError, match="has no table 'trade'"):
        answer.part("trade")


def test_what_takes_too_long_is_left_open(monkeypatch):
    def refuse(*_):
        raise TooLarge("so many are too many")

    for name in ("weigh", "minimal_winning", "maximal_losing", "both_win", "both_lose"):
        monkeypatch.setattr(forms, name, refuse)
    answer = structure(load("openai-2023"), "remove-ceo")
    (form,), (edge,) = answer.part("form").rows, answer.part("edge").rows

    assert (form.one_vote, form.votes_needed, form.always_overlap) == (None, None, None)
    assert (edge.just_win, edge.just_lose) == (None, None)
    assert "Left open: so many are too many." in answer.notes


def test_one_vote_of_too_many_states_is_told_from_its_sums(monkeypatch):
    case, usual = load("imf"), structure(load("imf"), "seventy")

    def refuse(_):
        raise TooLarge("so many are too many")

    monkeypatch.setattr(sys.modules["kingmaker.analyses.structure"], "kinds", refuse)
    answer = structure(case, "seventy")

    assert [(set(a.voters), a.veto, a.dummy) for a in answer.rows] == [
        (set(a.voters), a.veto, a.dummy) for a in usual.rows
    ]
    for name in ("form", "leeway"):
        assert answer.part(name).rows == usual.part(name).rows
    with pytest.raises(TooLarge):
        structure(load("us-bill"), "enact")
