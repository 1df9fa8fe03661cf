"""Many small games at once: the same as one by one, compiled or not, and at the edges."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker.engine import TooLarge
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.design import many as plain
from kingmaker.engine.design.many import many
from kingmaker.engine.games.gates import Game, Gate, every
from kingmaker.engine.kernels import many as compiled
from kingmaker.engine.power.indices import shapley


@st.composite
def several(draw: st.DrawFn):
    """Some games of as many voters and as many votes that have to be carried."""
    games, votes, voters = (draw(st.integers(1, most)) for most in (4, 3, 6))
    number = st.integers(0, 9)
    weights = draw(
        st.lists(number, min_size=games * votes * voters, max_size=games * votes * voters)
    )
    quotas = draw(st.lists(st.integers(-2, 40), min_size=games * votes, max_size=games * votes))
    return np.reshape(quotas, (games, votes)), np.reshape(weights, (games, votes, voters))


@given(several())
@settings(max_examples=60, deadline=None)
def test_many_games_at_once_are_measured_as_one_by_one(drawn):
    quotas, weights = drawn
    found = many(quotas, weights)

    for number, (asked, votes) in enumerate(zip(quotas.tolist(), weights.tolist(), strict=True)):
        gates = [Gate(q, tuple(enumerate(w))) for q, w in zip(asked, votes, strict=True)]
        counts = swings(Game((1,) * weights.shape[2], every(*gates)))
        assert found.winning[number] == counts.winning
        assert found.swings[number].tolist() == list(counts.totals)
        assert found.shapley[number].tolist() == pytest.approx(shapley(counts), abs=1e-15)


@given(several())
@settings(max_examples=20, deadline=None)
def test_the_compiled_loop_and_the_plain_one_agree(drawn):
    quotas, weights = drawn
    asked = (quotas, weights, *plain._counted_for(weights.shape[2]))

    for one, other in zip(
        plain.coalitions_of_many(*asked), compiled.coalitions_of_many(*asked), strict=True
    ):
        assert one.dtype == other.dtype == np.int64
        assert one.tolist() == other.tolist()


def test_weights_of_all_games_may_be_given_once():
    weights = [4, 4, 4, 2, 2, 1]
    quotas = list(range(-1, 20))
    once = many(quotas, weights)
    spelt = many(quotas, [weights] * len(quotas))
    two = many([[q, 3] for q in quotas], [weights, [1] * 6])

    assert once.orders.tolist() == spelt.orders.tolist()
    assert once.swings[13].tolist() == [10, 10, 10, 6, 6, 0]  # the Council of 1958, 12 of 17
    assert two.orders[13].tolist() == once.orders[13].tolist()  # which takes three states anyhow


def test_what_needs_nobody_or_cannot_be_carried_gives_nobody_power():
    found = many([-(2**63), 0, 7, 2**63 - 1], [3, 2, 1])

    assert found.winning.tolist() == [8, 8, 0, 0]
    assert not found.swings.any()
    assert not found.orders.any()
    assert found.act.tolist() == [1, 1, 0, 0]
    assert np.isnan(found.banzhaf_normalised).all()


def test_twenty_voters_are_counted_without_running_over():
    found = many([11, 20, 1], [1] * 20)

    assert found.swings[0].tolist() == [92378] * 20
    assert found.shapley == pytest.approx(np.full((3, 20), 0.05), abs=1e-16)
    assert found.orders.sum(axis=1).tolist() == [2432902008176640000] * 3


def test_games_without_voters_and_no_games_are_no_trouble():
    assert many([0, 1], np.zeros((2, 0), int)).winning.tolist() == [1, 0]
    assert many([], np.zeros((0, 3), int)).swings.shape == (0, 3)


def test_weights_may_be_as_large_as_64_bits_hold():
    half = 2**62
    found = many([half, half + 1], [half, half - 1])

    assert found.swings.tolist() == [[2, 0], [1, 1]]


@pytest.mark.parametrize(
    ("quotas", "weights", "message"),
    [
        ([3], [[2, -1]], "negative"),
        ([3], [2**62, 2**62], "add up to more than 64 bits"),
        ([3], [2**62] * 4, "add up to more than 64 bits"),
        ([3], [2**64, 1], "at most 64 bits"),
        ([1.5], [1, 2], "whole numbers"),
        ([3], [0.5, 1.0], "whole numbers"),
        ([1, 2, 3], [[1, 2], [3, 4]], "quotas for 3 games, and weights for 2 games"),
        ([[1, 2]], [[[1, 2]]], "quotas for 1 games of 2 votes"),
        (3, [1, 2], r"\[g\] or \[g, r\]"),
        ([3], 1, r"\[g\] or \[g, r\]"),
    ],
)
def test_what_cannot_be_meant_is_refused(quotas, weights, message):
    with pytest.raises(ValueError, match=message):
        many(quotas, weights)


def test_too_many_voters_or_games_are_refused_with_what_would_do():
    with pytest.raises(TooLarge, match="20 are not"):
        many([3], [1] * 21)
    with pytest.raises(TooLarge, match="1,048,576 such games at once"):
        many(np.ones(2**20 + 1, int), [1] * 20)
