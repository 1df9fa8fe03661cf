"""Wanted power: what can be had is found exactly, and what is said to be nearest is."""

import math
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker.engine import TooLarge
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.design.inverse import (
    deviation,
    jagiellonian_quota,
    nearest,
    penrose,
    power_of,
    square_roots,
)
from kingmaker.engine.design.searching import counts_below, powers_by_quota, swings_at
from kingmaker.engine.design.votes import LARGEST, every_vote, weighted_votes
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.indices import banzhaf_normalised, shapley

INDICES = ("shapley", "banzhaf")

# People of the 27 states of the European Union on 1 January 2023 (Eurostat), in thousands.
PEOPLE = [
    84359, 68173, 58997, 48085, 36754, 19055, 17811, 11754, 10828, 10522, 10467, 10413, 9600, 9105,
    6448, 5933, 5564, 5429, 5271, 3851, 2857, 2117, 1883, 1366, 921, 661, 542,
]  # fmt: skip


def one_by_one(quota, weights, index):
    counts = swings(Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights)))))
    return shapley(counts) if index == "shapley" else banzhaf_normalised(counts)


@pytest.mark.parametrize(
    ("voters", "number"), [(1, 1), (2, 3), (3, 8), (4, 25), (5, 117), (6, 1111)]
)
def test_there_are_as_many_weighted_votes_as_are_known(voters, number):
    votes = every_vote(voters)

    assert len(votes) == number
    assert max(max(weights) for _, weights in votes) == LARGEST[voters]


@pytest.mark.parametrize("index", INDICES)
def test_every_power_that_a_vote_gives_is_found_exactly(index):
    for quota, weights in every_vote(4):
        wanted = one_by_one(quota, weights, index)
        found = nearest(wanted, index)

        assert list(found.power) == wanted
        assert found.proved
        assert not found.distance
        assert 2 * found.quota > sum(found.weights)


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_no_vote_of_four_comes_nearer_than_the_one_that_is_proved(data):
    parts = data.draw(st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any))
    index = data.draw(st.sampled_from(INDICES))
    distance = data.draw(st.sampled_from(["sum", "most", "squares"]))
    wanted = [Fraction(part, sum(parts)) for part in parts]

    best = min(
        deviation(order, wanted, distance)
        for _, _, power in weighted_votes(4, index)
        for order in permutations(power)
    )
    found = nearest(wanted, index, distance)
    assert found.distance == best
    assert list(found.power) == one_by_one(found.quota, found.weights, index)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.sampled_from(INDICES))
@settings(max_examples=40, deadline=None)
def test_powers_at_every_quota_are_those_of_each(weights, index):
    import numpy as np

    kinds = sorted(set(weights))
    numbers = np.array(kinds), np.array([weights.count(kind) for kind in kinds])
    found = powers_by_quota(*numbers, index)

    for quota in range(1, sum(weights) + 1):
        exact = dict(zip(weights, power_of(quota, weights, index), strict=True))
        assert found[quota].tolist() == pytest.approx([exact[k] for k in kinds], abs=1e-12)
        below = counts_below(*numbers, index, quota + 1)
        counts = swings(Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights)))))
        for voter, weight in enumerate(weights):
            at = swings_at(below, weight, quota).tolist()
            assert at == (
                list(counts.by_size[voter]) if index == "shapley" else [counts.totals[voter]]
            )


@pytest.mark.parametrize("index", INDICES)
def test_of_more_voters_what_can_be_had_is_mostly_found(index):
    wanted = one_by_one(9, [4, 3, 3, 2, 1, 1, 1, 1], index)
    found = nearest(wanted, index)

    assert list(found.power) == wanted
    assert found.proved


def test_who_is_to_have_nothing_gets_no_votes_and_equals_get_the_same():
    wanted = [Fraction(n, 20) for n in (6, 4, 4, 2, 2, 2, 0)]
    found = nearest(wanted)

    assert found.weights[6] == 0 == found.power[6]
    assert found.weights[1] == found.weights[2]
    assert len(set(found.weights[3:6])) == 1


def test_square_roots_of_the_people_are_met_by_the_union():
    roots = square_roots(PEOPLE)
    rule = penrose(PEOPLE)
    found = nearest(roots)

    assert float(roots[0] / roots[26]) == pytest.approx(
        math.sqrt(PEOPLE[0] / PEOPLE[26]), abs=1e-12
    )
    assert rule.most < Fraction(4, 10_000)  # the Jagiellonian quota by itself
    assert rule.quota / sum(rule.weights) == pytest.approx(0.616, abs=1e-3)
    assert found.most < Fraction(1, 10_000)
    assert found.distance < rule.distance


def test_the_jagiellonian_quota_is_rounded_up():
    for weights in ([1], [2, 2], [3, 4], [5, 4, 3, 2, 1], [10**20, 1]):
        quota = jagiellonian_quota(weights)
        squares = sum(weight * weight for weight in weights)

        assert (2 * quota - sum(weights)) ** 2 >= squares
        assert (2 * (quota - 1) - sum(weights)) < 0 or (
            2 * (quota - 1) - sum(weights)
        ) ** 2 < squares


@pytest.mark.parametrize("wanted", [[], [0.5, 0.4], [1.5, -0.5]])
def test_what_is_no_share_of_power_is_refused(wanted):
    with pytest.raises(ValueError, match="share"):
        nearest(wanted)


def test_too_many_voters_are_refused():
    with pytest.raises(TooLarge, match="act as a bloc"):
        nearest([Fraction(1, 61)] * 61)
    with pytest.raises(ValueError, match="not negative"):
        square_roots([0, 0])
