"""Oceanic games: what is integrated is what the definition says, and what finite games come to."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game
from kingmaker.engine.power.indices import banzhaf, shapley
from kingmaker.engine.power.ocean import Atoms, OceanicGame, oceanic_banzhaf, oceanic_shapley


@st.composite
def oceanic_games(draw, most=5, least=0, largest=12):
    kinds = draw(
        st.lists(st.tuples(st.integers(0, 8), st.integers(1, 2)), min_size=1, max_size=most)
    )
    atoms = tuple(Atoms(Fraction(weight, 2), members) for weight, members in kinds)
    together = Fraction(draw(st.integers(least, largest)), 3)
    total = together + sum(a.weight * a.members for a in atoms)
    part = draw(st.sampled_from(["1/3", "1/2", "2/3", "1", "0", "5/4"]))
    return OceanicGame(total * Fraction(part), atoms, together)


def polynomial(before: int, after: int) -> list[Fraction]:
    """The coefficients of ``t**before * (1 - t)**after``."""
    found = [Fraction(0)] * before + [Fraction(1)]
    for _ in range(after):
        found = [a - b for a, b in zip([*found, 0], [0, *found], strict=True)]
    return found


def integral(coefficients: list[Fraction], start: Fraction, end: Fraction) -> Fraction:
    return sum(
        (c * (end ** (k + 1) - start ** (k + 1)) / (k + 1) for k, c in enumerate(coefficients)),
        Fraction(0),
    )


def tipped(game: OceanicGame, number: int) -> Fraction:
    """The definition: over all coalitions of the other atoms, the time in which one tips it."""
    weights = [kind.weight for kind in game.atoms for _ in range(kind.members)]
    first = sum(kind.members for kind in game.atoms[:number])
    own = weights.pop(first)
    found = Fraction(0)
    for size in range(len(weights) + 1):
        for others in combinations(weights, size):
            start, end = (
                min(max((game.quota - sum(others) - w) / game.ocean, Fraction(0)), Fraction(1))
                for w in (own, 0)
            )
            found += integral(polynomial(size, len(weights) - size), start, end)
    return found


def everyone(game: OceanicGame) -> Fraction:
    power = oceanic_shapley(game)
    atoms = zip(power.atoms, game.atoms, strict=True)
    return power.ocean + sum((v * kind.members for v, kind in atoms), Fraction(0))


@settings(deadline=None)
@given(oceanic_games(most=4, least=1))
def test_an_atoms_power_is_the_integral_of_the_definition(game):
    power = oceanic_shapley(game)
    if game.decides:
        assert power.atoms == tuple(tipped(game, number) for number in range(len(game.atoms)))


@settings(deadline=None)
@given(oceanic_games())
def test_all_power_is_one_if_anything_is_decided(game):
    power = oceanic_shapley(game)

    assert everyone(game) == game.decides
    assert power.ocean >= 0
    assert all(value >= 0 for value in power.atoms)


@settings(deadline=None)
@given(oceanic_games(largest=0))
def test_without_an_ocean_it_is_the_finite_game(game):
    counts = swings(game.finite(0))

    assert oceanic_shapley(game).atoms == tuple(shapley(counts))
    assert oceanic_shapley(game).ocean == 0
    assert oceanic_banzhaf(game) == tuple(banzhaf(counts))


@settings(deadline=None)
@given(strategies.weighted_votes(most=6))
def test_a_weighted_vote_is_an_ocean_without_water(game: Game):
    weights = [Fraction(weight) for _, weight in game.gate.inputs]
    dry = OceanicGame(Fraction(game.gate.quota), tuple(map(Atoms, weights)), Fraction(0))

    assert oceanic_shapley(dry).atoms == tuple(shapley(swings(game)))


@settings(deadline=None)
@given(oceanic_games(most=3))
def test_equal_atoms_together_or_apart_have_the_same_power(game):
    apart = OceanicGame(
        game.quota,
        tuple(Atoms(a.weight) for a in game.atoms for _ in range(a.members)),
        game.ocean,
    )
    members = [kind.members for kind in game.atoms]

    for index in (lambda g: oceanic_shapley(g).atoms, oceanic_banzhaf):
        each = [v for v, n in zip(index(game), members, strict=True) for _ in range(n)]
        assert list(index(apart)) == each


@settings(deadline=None, max_examples=25)
@given(oceanic_games(most=2, least=1))
def test_many_small_holders_come_near_to_an_ocean(game):
    """With n holders each time at which a quota is reached is off by 1/n, or a few of them."""
    if game.decides and game.quota < game.total:
        power = oceanic_shapley(game)
        for number in (100, 400):
            values = shapley(swings(game.finite(number)))
            assert all(
                abs(near - far) <= Fraction(32, number)
                for near, far in zip(values, power.atoms, strict=False)
            )


@settings(deadline=None)
@given(oceanic_games())
def test_more_votes_never_mean_less_power(game):
    for values in (oceanic_shapley(game).atoms, oceanic_banzhaf(game)):
        pairs = sorted(zip((a.weight for a in game.atoms), values, strict=True))
        by_weight = [value for _, value in pairs]
        assert by_weight == sorted(by_weight)
        assert all(value == 0 for weight, value in pairs if not weight)
