"""Games too large for a diagram are counted otherwise, and on small ones as on a diagram."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
import sums as twins
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.games.merging import merged, modules
from kingmaker.engine.kernels import sums
from kingmaker.engine.power.counting import swings
from kingmaker.engine.power.crowds import Crowd, between, crowd_of, crowd_shapley, crowd_swings
from kingmaker.engine.power.indices import banzhaf, shapley
from kingmaker.engine.power.quadrature import gauss, half_of
from kingmaker.engine.power.weighted import (
    Combined,
    Weighted,
    enough_points,
    left_out,
    remainders,
    weighted_chances,
    weighted_shapley,
    weighted_swings,
)

weights = st.lists(st.integers(1, 30), min_size=1, max_size=12).map(sorted)
moduli = st.sampled_from([0, 2**63 - 25, 97])
ratios = st.sampled_from([1.0, 0.5, 0.25, 0.8125, 2.0**-6])


@given(weights, st.integers(1, 200), moduli)
@settings(max_examples=60)
def test_compiled_counts_are_those_of_the_plain_twin(weights, cells, modulus):
    table = sums.counts(np.array(weights, np.int64), cells, modulus)
    assert table.tolist() == twins.counts(weights, cells, modulus)

    plain = twins.running(table.tolist(), modulus)
    sums.running(table, modulus)
    assert table.tolist() == plain


@given(weights, st.data(), moduli)
@settings(max_examples=60)
def test_compiled_swings_are_those_of_the_plain_twin(weights, data, modulus):
    quota = data.draw(st.integers(1, sum(weights)))
    array = np.array(weights, np.int64)
    table = sums.counts(array, quota, modulus)
    sums.running(table, modulus)

    found = sums.swings(table, array, quota, modulus).tolist()

    assert found == [n % (modulus or 2**64) for n in twins.swings(weights, quota)]


@given(weights, st.data(), ratios)
@settings(max_examples=40)
def test_compiled_chances_are_those_of_the_plain_twin(weights, data, ratio):
    quota = data.draw(st.integers(1, sum(weights)))
    array = np.array(weights, np.int64)
    upto = sums.chances(array, quota, ratio, 2.0**62)
    expected = twins.chances(weights, quota, Fraction(ratio))
    assert upto / 2.0**62 == pytest.approx(list(map(float, expected)), abs=1e-14)

    found = sums.tips(upto, array, quota, ratio, 2.0**62)
    expected = twins.tips(weights, quota, Fraction(ratio))
    assert found == pytest.approx(list(map(float, expected)), abs=1e-14)


def test_chances_of_many_voters_neither_overflow_nor_vanish():
    """Nine hundred voters one by one: the table would grow to 2**900 if it were not halved."""
    upto = sums.chances(np.ones(900, np.int64), 901, 1.0, 2.0**62)

    exact = [Fraction(sum(comb(900, j) for j in range(k + 1)), 2**900) for k in (449, 450, 900)]
    assert upto[[449, 450, 900]] / 2.0**62 == pytest.approx(list(map(float, exact)), abs=1e-12)


@st.composite
def votes(draw):
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=5))
    scale = draw(st.sampled_from([1, 3, 1000]))
    values = [scale * draw(st.integers(0, 9)) for _ in sizes]
    total = sum(w * n for w, n in zip(values, sizes, strict=True))
    return draw(st.integers(-1, total + 2)), tuple(values), tuple(sizes)


@given(votes())
@settings(max_examples=80)
def test_a_weighted_vote_is_counted_as_on_a_diagram(vote):
    quota, values, sizes = vote
    counts = swings(Game(sizes, Gate(quota, tuple(enumerate(values)))))
    weighted = Weighted.of(quota, values, sizes)

    assert weighted_swings(weighted) == (counts.totals, counts.winning)
    for found, expected in zip(weighted_shapley(weighted), shapley(counts), strict=True):
        assert found.holds(expected)
        assert abs(found.value - float(expected)) < 1e-14
    for found, expected in zip(weighted_chances(weighted), banzhaf(counts), strict=True):
        assert found.holds(expected)


@given(st.integers(5, 400))
@settings(max_examples=30)
def test_points_are_enough_and_no_more(voters):
    points = enough_points(voters, 1e-13)

    assert left_out(voters, points) <= 1e-13
    assert points == 1 or left_out(voters, points - 1) > 1e-13


def test_what_is_left_out_is_bounded_where_the_integrand_is_worst():
    """One voter against n equal ones: the steepest that a game can be."""
    voters, points = 101, 12
    for need in range(40, 62):
        exact = Fraction(1, voters)
        found = 0.0
        for ratio, weight in half_of(gauss(points)):
            for r in {ratio, 1 / ratio}:
                t = r / (1 + r)
                found += weight * comb(100, need) * t**need * (1 - t) ** (100 - need)
        assert abs(found - float(exact)) <= left_out(voters, points)


@pytest.mark.parametrize("points", [1, 2, 3, 8, 41])
def test_gauss_integrates_powers(points):
    rule = gauss(points)
    whole = [*rule, *((1 - t, w) for t, w in rule if abs(t - Decimal("0.5")) > Decimal("1e-30"))]

    for power in range(2 * points):
        assert abs(sum(w * t**power for t, w in whole) - 1 / Decimal(power + 1)) < Decimal("1e-25")


@given(st.integers(0, 2**300))
def test_a_number_is_put_together_from_its_remainders(number):
    moduli = remainders(300 + 1)
    assert Combined(moduli)([number % (modulus or 2**64) for modulus in moduli]) == number


@given(strategies.games())
@settings(max_examples=80)
def test_merged_classes_and_modules_are_the_same_game(game):
    one, homes = merged(game)
    outer, kept, parts = modules(game)

    for profile in product(*(range(size + 1) for size in game.sizes)):
        together = [0] * len(one.sizes)
        for home, members in zip(homes, profile, strict=True):
            together[home] += members
        assert one.wins(together) == game.wins(profile)
        stand_in = [part.game.wins([profile[k] for k in part.classes]) for part in parts]
        assert outer.wins([*(profile[k] for k in kept), *stand_in]) == game.wins(profile)


@given(strategies.games())
@settings(max_examples=80)
def test_a_crowd_is_counted_as_on_a_diagram(game):
    counts = swings(game)
    number = crowd_of(game)
    assert number is not None
    crowd = Crowd(game, number)

    assert crowd_swings(crowd) == (counts.totals, counts.winning)
    assert list(crowd_shapley(crowd)) == shapley(counts)


@given(st.integers(2000, 2400), st.data())
@settings(max_examples=10)
def test_stretches_of_binomial_coefficients_are_added_up(size, data):
    least, more = sorted(data.draw(st.tuples(*[st.integers(0, size + 1)] * 2)))

    assert between(size, least, more) == sum(comb(size, k) for k in range(least, more))
