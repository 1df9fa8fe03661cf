"""Winning and blocking are two sides of one thing."""

from hypothesis import given

import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Profile
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning
from kingmaker.engine.power.indices import banzhaf, shapley, vetoers


def profiles(game: Game) -> list[Profile]:
    found: list[Profile] = [()]
    for size in game.sizes:
        found = [(*profile, n) for profile in found for n in range(size + 1)]
    return found


def rest(game: Game, profile: Profile) -> Profile:
    return tuple(size - n for size, n in zip(game.sizes, profile, strict=True))


@given(strategies.games())
def test_some_block_exactly_when_the_others_do_not_win(game):
    dual = game.dual()

    for profile in profiles(game):
        assert game.blocks(profile) == (not game.wins(rest(game, profile)))
        assert game.blocks(profile) == dual.wins(profile)


@given(strategies.games())
def test_who_blocks_the_blockers_wins(game):
    again = game.dual().dual()

    assert [again.wins(p) for p in profiles(game)] == [game.wins(p) for p in profiles(game)]
    assert swings(again) == swings(game)


@given(strategies.games(most=8))
def test_every_winning_coalition_has_a_member_in_every_blocking_one(game):
    """However the members are chosen from their classes: together they are more than there are."""
    blocking = list(minimal_blocking(game))

    for winning in minimal_winning(game):
        for stops in blocking:
            assert any(a + b > size for a, b, size in zip(winning, stops, game.sizes, strict=True))


@given(strategies.games())
def test_minimal_blocking_coalitions_are_the_minimal_winning_ones_of_the_dual(game):
    assert list(minimal_blocking(game)) == list(minimal_winning(game.dual()))
    assert list(minimal_blocking(game.dual())) == list(minimal_winning(game))


@given(strategies.games())
def test_a_player_tips_blocking_as_often_as_winning(game):
    """A swing among s others is one of the dual among all the others who are left."""
    there, back = swings(game), swings(game.dual())

    assert back.by_size == tuple(row[::-1] for row in there.by_size)
    assert back.winning == (1 << game.players) - there.winning
    assert banzhaf(back) == banzhaf(there)
    assert shapley(back) == shapley(there)


@given(strategies.games())
def test_a_veto_is_a_blocking_coalition_of_one(game):
    alone = [profile.index(1) for profile in minimal_blocking(game) if sum(profile) == 1]

    assert sorted(alone) == vetoers(game)
