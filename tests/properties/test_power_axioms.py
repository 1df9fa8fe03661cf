"""What every power index promises, whatever the game."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.power.indices import (
    banzhaf,
    banzhaf_normalised,
    dictator,
    power_to_act,
    power_to_initiate,
    power_to_prevent,
    shapley,
    vetoers,
)


def everyone(game: Game, values: list[Fraction] | None) -> Fraction:
    """The sum over all players, not over their classes."""
    return sum((v * n for v, n in zip(values or (), game.sizes, strict=False)), Fraction())


def decides(game: Game) -> bool:
    """Whether all together win and nobody at all does not."""
    return game.wins(game.sizes) and not game.wins((0,) * len(game.sizes))


@given(strategies.games())
def test_shapley_shares_out_exactly_one_if_anything_is_decided(game):
    assert everyone(game, shapley(swings(game))) == decides(game)


@given(strategies.games())
def test_the_parts_of_all_swings_add_up_to_one_if_anything_is_decided(game):
    assert everyone(game, banzhaf_normalised(swings(game))) == decides(game)


@given(strategies.games())
def test_every_chance_lies_between_nothing_and_certainty(game):
    counts = swings(game)
    found = [
        *shapley(counts),
        *banzhaf(counts),
        *(power_to_prevent(counts) or ()),
        *(power_to_initiate(counts) or ()),
        power_to_act(counts),
    ]

    assert all(0 <= chance <= 1 for chance in found)


@given(strategies.games())
def test_colemans_two_powers_mean_to_the_penrose_banzhaf_measure(game):
    """Banzhaf is the harmonic mean of preventing and initiating, which act weighs."""
    counts = swings(game)
    act = power_to_act(counts)
    prevent = power_to_prevent(counts) or [Fraction()] * len(game.sizes)
    initiate = power_to_initiate(counts) or [Fraction()] * len(game.sizes)

    for measure, p, i in zip(banzhaf(counts), prevent, initiate, strict=True):
        assert measure == 2 * act * p == 2 * (1 - act) * i


@given(strategies.games(), st.integers(0, 3), st.integers(1, 3))
def test_a_player_nobody_listens_to_has_no_power_and_takes_none(game, weight, members):
    """Beside a gate that is never heard, and with any weight that never counts."""
    deaf = Gate(weight * members + 1, ((len(game.sizes), weight),))
    wider = Game((*game.sizes, members), some(1, game.gate, deaf))

    assert shapley(swings(wider)) == [*shapley(swings(game)), 0]
    assert banzhaf(swings(wider)) == [*banzhaf(swings(game)), 0]


@given(strategies.games())
def test_players_who_change_places_change_power(game):
    """Only what a player can do counts, not the number it has."""
    last = len(game.sizes) - 1

    def turned(gate: Gate) -> Gate:
        inputs = tuple((turned(s) if isinstance(s, Gate) else last - s, w) for s, w in gate.inputs)
        return Gate(gate.quota, inputs)

    other = swings(Game(game.sizes[::-1], turned(game.gate)))

    assert other.by_size == swings(game).by_size[::-1]
    assert other.winning == swings(game).winning


@given(strategies.games(most=8), st.integers(0, 5))
def test_players_with_equal_parts_have_equal_power(game, weight):
    n = len(game.sizes)
    twins = Gate(1, ((game.gate, weight), (n, 1), (n + 1, 1)))
    values = shapley(swings(Game((*game.sizes, 1, 1), every(twins, game.gate))))

    assert values[n] == values[n + 1]


@given(strategies.weighted_votes())
def test_more_votes_never_mean_less_power(game):
    weights = [weight for _, weight in game.gate.inputs]
    counts = swings(game)

    for values in (banzhaf(counts), shapley(counts)):
        by_weight = [value for _, value in sorted(zip(weights, values, strict=True))]
        assert by_weight == sorted(by_weight)
        assert all(value == 0 for value, w in zip(values, weights, strict=True) if not w)


@given(strategies.games())
def test_one_who_must_agree_has_a_veto_and_no_less_power_than_anybody(game):
    n = len(game.sizes)
    guarded = Game((*game.sizes, 1), every(game.gate, n))
    values = shapley(swings(guarded))

    assert (n in vetoers(guarded)) == game.wins(game.sizes)
    assert all(value <= values[n] for value in values)


@given(strategies.games())
def test_one_who_decides_alone_has_all_the_power(game):
    n = len(game.sizes)
    ruled = Game((*game.sizes, 1), every(n, some(0, game.gate)))
    counts = swings(ruled)

    assert dictator(ruled) == n
    assert shapley(counts) == banzhaf(counts) == [0] * n + [1]
