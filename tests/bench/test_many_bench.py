"""A hundred thousand games of ten voters, beside programs that take one at a time.

The others are those of `test_power_bench`; they are given a hundred of the games, so that their
time is to be multiplied by a thousand. No time is asserted. That all find the same is::

    pytest tests/bench/test_many_bench.py --benchmark-enable
"""

import numpy as np
import pytest

from kingmaker.engine.design.many import many

RANDOM = np.random.default_rng(1958)
WEIGHTS = RANDOM.integers(1, 100, (100_000, 10))
QUOTAS = WEIGHTS.sum(axis=1) // 2 + 1
SOME = 100


def ours(games: int):
    found = many(QUOTAS[:games], WEIGHTS[:games])
    return found.shapley, found.banzhaf_normalised


def tucoopy(games: int):
    shapley_shubik = pytest.importorskip("tucoopy.power.shapley_shubik")
    banzhaf = pytest.importorskip("tucoopy.power.banzhaf")
    asked = list(zip(WEIGHTS[:games].tolist(), QUOTAS[:games].tolist(), strict=True))
    return (
        [shapley_shubik.shapley_shubik_index_weighted_voting(w, q) for w, q in asked],
        [banzhaf.banzhaf_index_weighted_voting(w, q, normalized=True) for w, q in asked],
    )


def powerindex(games: int):
    kind = pytest.importorskip("powerindex").Game
    found = []
    for weights, quota in zip(WEIGHTS[:games].tolist(), QUOTAS[:games].tolist(), strict=True):
        game = kind(quota, weights)
        game.calc_shapley_shubik()
        game.calc_banzhaf()
        found.append((game.shapley_shubik, game.banzhaf))
    return [list(index) for index in zip(*found, strict=True)]


@pytest.mark.parametrize("program", [ours, tucoopy, powerindex])
def test_a_hundred_games_of_ten_voters(benchmark, program):
    benchmark.group = "a-hundred-games"
    found = benchmark.pedantic(program, (SOME,), rounds=3, warmup_rounds=1)

    for index, expected in zip(found, ours(SOME), strict=True):
        assert np.asarray(index) == pytest.approx(expected, abs=1e-12)


def test_a_hundred_thousand_games_of_ten_voters(benchmark):
    benchmark.group = "a-hundred-thousand-games"
    shapley, banzhaf = benchmark.pedantic(ours, (len(QUOTAS),), rounds=3, warmup_rounds=1)

    assert shapley.sum(axis=1) == pytest.approx(1)
    assert banzhaf.sum(axis=1) == pytest.approx(1)
