"""The engine counts on diagrams what brute force counts coalition by coalition."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import brute
import strategies
from kingmaker.engine.counting import tallies
from kingmaker.engine.counting.swings import swings, winning
from kingmaker.engine.games import diagrams, layers
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning
from kingmaker.engine.power import indices


def of_class(game: Game, values: list) -> list:
    """The values that all members of each class share."""
    shared = []
    for number in range(len(game.sizes)):
        mine = [value for value, c in zip(values, brute.classes(game), strict=True) if c == number]
        assert all(value == mine[0] for value in mine)
        shared.append(mine[0])
    return shared


def each_player(game: Game, find, won: list[bool]) -> list:
    return of_class(game, [find(won, player) for player in range(game.players)])


@given(strategies.games())
def test_a_game_says_who_wins_and_who_blocks(game):
    won = brute.outcomes(game)
    blocked = brute.blocking(won)

    for coalition in range(len(won)):
        profile = brute.profile(game, coalition)
        assert game.wins(profile) == won[coalition]
        assert game.blocks(profile) == blocked[coalition]


@given(strategies.games())
def test_winning_coalitions_and_swings_are_counted_right(game):
    won = brute.outcomes(game)
    counts = swings(game)

    assert winning(game) == winning(compile_game(game)) == counts.winning == sum(won)
    assert [list(row) for row in counts.by_size] == each_player(game, brute.swings, won)


@given(strategies.games())
def test_indices_are_what_their_definitions_say(game):
    won = brute.outcomes(game)
    counts = swings(game)
    tips = each_player(game, lambda won, player: sum(brute.swings(won, player)), won)
    everyone = sum(sum(brute.swings(won, player)) for player in range(game.players))
    winning, losing = sum(won), len(won) - sum(won)

    assert list(counts.totals) == tips
    assert indices.shapley(counts) == each_player(game, brute.shapley, won)
    assert indices.banzhaf(counts) == [Fraction(2 * tip, len(won)) for tip in tips]
    assert indices.banzhaf_normalised(counts) == parts(tips, everyone)
    assert indices.power_to_act(counts) == Fraction(winning, len(won))
    assert indices.power_to_prevent(counts) == parts(tips, winning)
    assert indices.power_to_initiate(counts) == parts(tips, losing)


def parts(numbers: list[int], whole: int) -> list[Fraction] | None:
    return [Fraction(number, whole) for number in numbers] if whole else None


@given(strategies.games(most=6))
def test_shapley_is_the_part_of_all_orders_in_which_one_tips_the_vote(game):
    won = brute.outcomes(game)

    assert indices.shapley(swings(game)) == each_player(game, brute.shapley_by_orders, won)


@given(strategies.games())
def test_minimal_winning_coalitions_are_all_found_and_no_others(game):
    found = brute.minimal(brute.outcomes(game))

    assert list(minimal_winning(game)) == brute_minimal(game)
    assert minimal_winning(game).count() == brute.by_size(found)


@given(strategies.games())
def test_minimal_blocking_coalitions_are_all_found_and_no_others(game):
    found = brute.minimal(brute.blocking(brute.outcomes(game)))

    assert list(minimal_blocking(game)) == sorted({brute.profile(game, c) for c in found})
    assert minimal_blocking(game).count() == brute.by_size(found)


@given(strategies.games())
def test_vetoers_dictators_and_dummies_are_those_of_the_definition(game):
    won = brute.outcomes(game)
    of = brute.classes(game)
    idle = [number for number, tips in enumerate(swings(game).totals) if not tips]
    alone = indices.dictator(game)

    assert indices.vetoers(game) == sorted({of[player] for player in brute.vetoers(won)})
    assert ([] if alone is None else [alone]) == [of[player] for player in brute.dictators(won)]
    assert idle == sorted({of[player] for player in brute.dummies(won)})


@given(strategies.games())
def test_a_class_of_equal_players_is_the_same_as_its_members_one_by_one(game):
    apart = one_by_one(game)
    together, single = swings(game), swings(apart)

    assert together.winning == single.winning
    assert [together.by_size[c] for c in brute.classes(game)] == list(single.by_size)
    assert minimal_winning(game).count() == minimal_winning(apart).count()
    assert minimal_blocking(game).count() == minimal_blocking(apart).count()


def one_by_one(game: Game) -> Game:
    """The same game with every player a class of one."""
    of = brute.classes(game)

    def split(gate: Gate) -> Gate:
        inputs = []
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                inputs.append((split(source), weight))
            else:
                inputs.extend((player, weight) for player, c in enumerate(of) if c == source)
        return Gate(gate.quota, tuple(inputs))

    return Game((1,) * game.players, split(game.gate))


@given(strategies.games(), st.integers(0, 40))
def test_a_game_is_refused_as_too_large_or_answered_right(game, most):
    try:
        found = list(minimal_winning(game, most))
    except TooLarge:
        with pytest.raises(TooLarge):
            list(minimal_winning(game, 0))
    else:
        assert found == list(minimal_winning(game))


@given(strategies.games(), st.integers(0, 40))
def test_games_in_arrays_come_to_the_same_diagram(game, room):
    """However few of the votes to come fit into the list."""
    plain = unfolded(compile_game(game))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagrams, "FEW_ANSWERS", 0)
        patch.setattr(layers, "MOST_SUMS", room)
        assert unfolded(compile_game(game)) == plain
        patch.setattr(layers, "MOST_SUMS", 1 << 15)
        assert unfolded(compile_game(game)) == plain
        assert list(minimal_winning(game)) == brute_minimal(game)


def unfolded(diagram):
    """A diagram whatever its nodes are numbered, and how many it has."""
    found = [0, 1]
    for asked, to in zip(diagram.layer[2:], diagram.branches[2:], strict=True):
        found.append((asked, tuple(found[node] for node in to)))
    return found[diagram.root], len(found)


@given(strategies.games())
def test_counts_in_arrays_agree_with_every_coalition(game):
    plain = swings(game)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(diagrams, "FEW_ANSWERS", 0)
        assert swings(game) == plain
        patch.setattr(tallies, "EXACT_IN_FLOATS", 0)
        assert swings(game) == plain


def brute_minimal(game: Game) -> list[tuple[int, ...]]:
    found = brute.minimal(brute.outcomes(game))
    return sorted({brute.profile(game, c) for c in found})


@given(strategies.games())
def test_a_game_that_asks_anybody_does_not_fit_into_no_states(game):
    assume(len(set(brute.outcomes(game))) == 2)

    with pytest.raises(TooLarge):
        compile_game(game, 0)
