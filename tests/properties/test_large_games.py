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
from kingmaker.engine.counting import sampling, weighted
from kingmaker.engine.counting.bounds import enough_points, left_out
from kingmaker.engine.counting.by_size import weighted_counts
from kingmaker.engine.counting.chances import weighted_chances, weighted_shapley
from kingmaker.engine.counting.crowds import Crowd, between, crowd_of, crowd_shapley, crowd_swings
from kingmaker.engine.counting.quadrature import gauss, half_of
from kingmaker.engine.counting.remainders import Combined, remainders
from kingmaker.engine.counting.sampling import sampled
from kingmaker.engine.counting.states import layered_shapley, layered_swings
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.counting.weighted import Weighted, weighted_swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, every
from kingmaker.engine.games.layers import layers
from kingmaker.engine.games.merging import merged, modules
from kingmaker.engine.kernels import sums
from kingmaker.engine.power import measuring
from kingmaker.engine.power.indices import (
    banzhaf,
    banzhaf_normalised,
    power_to_act,
    power_to_initiate,
    power_to_prevent,
    shapley,
)
from kingmaker.engine.power.measuring import measure

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


@given(weights, st.integers(1, 200))
@settings(max_examples=40)
def test_counts_side_by_side_are_those_of_the_plain_twin(weights, cells):
    several = [0, 2**63 - 25, 97, 2**62 - 57]
    table = sums.counts_side_by_side(np.array(weights, np.int64), cells, np.array(several, "u8"))

    for lane, modulus in enumerate(several):
        assert table[lane :: sums.LANES].tolist() == twins.counts(weights, cells, modulus)


def test_many_small_weights_are_counted_side_by_side_as_one_after_the_other():
    """More than one group of followers, more than one step down, and weights that stand alone."""
    weights = np.sort(np.array([k * k % 97 + 1 for k in range(300)] + [450, 700, 1500], np.int64))
    several = np.array([0, 2**63 - 25, 97, 2**62 - 57], "u8")
    for cells in (1, 50, 4000, 9000):
        table = sums.counts_side_by_side(weights, cells, several)
        for lane, modulus in enumerate(several.tolist()):
            assert (table[lane :: sums.LANES] == sums.counts(weights, cells, modulus)).all()


@given(weights, st.data(), moduli)
@settings(max_examples=60)
def test_compiled_swings_are_those_of_the_plain_twin(weights, data, modulus):
    quota = data.draw(st.integers(1, sum(weights)))
    array = np.array(weights, np.int64)
    table = sums.counts(array, quota, modulus)
    sums.running(table, modulus)

    whole = modulus or 2**64
    found = [
        (int(table[quota - 1]) + 2 * ((a - c << 32) + b - d)) % whole
        for a, b, c, d in sums.swings(table, array, quota).tolist()
    ]

    assert found == [n % whole for n in twins.swings(weights, quota)]


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


@pytest.mark.parametrize("ratio", [1.0, 0.25, 2.0**-9])
def test_chances_of_many_voters_neither_overflow_nor_vanish(ratio):
    """Fifteen hundred voters one by one: the table would grow to 2**1500 if it were not halved."""
    voters = 1500
    upto = sums.chances(np.ones(voters, np.int64), voters + 1, ratio, 2.0**62)

    r = Fraction(ratio)
    terms = [comb(voters, k) * r**k / (1 + r) ** voters for k in range(voters + 1)]
    middle = int(voters * r / (1 + r))
    for k in (max(0, middle - 30), middle, middle + 30, voters):
        assert upto[k] / 2.0**62 == pytest.approx(float(sum(terms[: k + 1])), abs=1e-12)


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
    vote_ = Weighted.of(quota, values, sizes)

    assert weighted_swings(vote_) == (counts.totals, counts.winning)
    for found, expected in zip(weighted_shapley(vote_), shapley(counts), strict=True):
        assert found.holds(expected)
        assert abs(found.value - float(expected)) < 1e-14
    for found, expected in zip(weighted_chances(vote_)[0], banzhaf(counts), strict=True):
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


@given(votes())
@settings(max_examples=40)
def test_a_weighted_vote_is_counted_by_size_as_on_a_diagram(vote):
    quota, values, sizes = vote
    counts = swings(Game(sizes, Gate(quota, tuple(enumerate(values)))))

    assert weighted_counts(Weighted.of(quota, values, sizes)) == counts


@given(strategies.games())
@settings(max_examples=60)
def test_a_compound_is_counted_on_layers_as_on_a_diagram(game):
    counts = swings(game)
    compiled = layers(game)

    assert layered_swings(compiled) == (counts.totals, counts.winning)
    for found, expected in zip(layered_shapley(compiled), shapley(counts), strict=True):
        assert found.holds(expected)
        assert abs(found.value - float(expected)) < 1e-13


@given(strategies.games())
@settings(max_examples=10)
def test_what_is_drawn_lies_within_its_bounds(game):
    """All bounds at once hold with 99.99 %, and the draws are always the same."""
    counts = swings(game)
    found = sampled(game, draws=2000, confidence=0.9999)

    for estimates, exact in ((found.shapley, shapley(counts)), (found.banzhaf, banzhaf(counts))):
        assert all(e.holds(x) for e, x in zip(estimates, exact, strict=True))
    assert found.act.holds(Fraction(counts.winning, 2**game.players))


@given(strategies.games())
@settings(max_examples=60)
def test_whatever_way_is_chosen_the_power_is_the_same(game):
    counts = swings(game)
    found = measure(game)

    assert found.exact
    assert (found.swings, found.winning) == (counts.totals, counts.winning)
    assert list(found.shapley) == shapley(counts)
    assert list(found.banzhaf) == banzhaf(counts)
    assert list(found.normalised or ()) == (banzhaf_normalised(counts) or [])
    assert list(found.prevent or ()) == (power_to_prevent(counts) or [])
    assert list(found.initiate or ()) == (power_to_initiate(counts) or [])
    assert found.act == power_to_act(counts)


@pytest.mark.parametrize("exact", [None, True])
def test_one_vote_of_many_votes_has_exact_swings_and_a_bound(exact, monkeypatch):
    monkeypatch.setattr(measuring, "EASY_STATES", 0)
    monkeypatch.setattr(measuring, "EASY_ADDITIONS", 0)
    game = Game((1, 2, 3), Gate(13, ((0, 9), (1, 4), (2, 1))))
    counts = swings(game)
    found = measure(game, exact=exact)

    assert found.exact is bool(exact)
    assert found.swings == counts.totals
    for figure, true in zip(found.shapley, shapley(counts), strict=True):
        assert figure == true if exact else figure.holds(true)


def test_a_vote_of_more_votes_than_can_be_counted_is_told_in_floats(monkeypatch):
    monkeypatch.setattr(measuring, "EASY_STATES", 0)
    monkeypatch.setattr(measuring, "EASY_ADDITIONS", 0)
    monkeypatch.setattr(weighted, "MOST_ADDITIONS", 500)  # enough for a pass or two
    game = Game((1, 2, 3), Gate(13, ((0, 9), (1, 4), (2, 1))))
    counts = swings(game)
    monkeypatch.setattr(measuring, "check_swings", refuse)
    found = measure(game)

    assert found.swings is None
    assert found.normalised is None
    assert all(
        f.proven and f.holds(x) for f, x in zip(found.banzhaf, banzhaf(counts), strict=True)
    )
    assert found.act.holds(power_to_act(counts))


def refuse(*_):
    raise TooLarge("too large")


def test_what_nothing_else_can_do_is_estimated(monkeypatch):
    monkeypatch.setattr(measuring, "swings", refuse)
    monkeypatch.setattr(measuring, "_walked", refuse)
    monkeypatch.setattr(sampling, "MOST_DRAWS", 2000)
    game = Game((2, 2), every(Gate(2, ((0, 1), (1, 1))), Gate(1, ((0, 1),))))
    found = measure(game)

    assert "drawn at random" in found.method
    assert found.winning is None
    assert not any(figure.proven for figure in found.shapley)
    with pytest.raises(TooLarge):
        measure(game, exact=True)
