"""Our indices beside those of others, in the same run.

Two programs from PyPI compute the same two indices for weighted votes, by dynamic programming
in floats: tucoopy (MIT) and powerindex (PSF). Neither is needed to run Kingmaker or its tests;
what is not installed is left out::

    pip install tucoopy powerindex
    pytest tests/bench --benchmark-enable

No time is asserted. That all of them find the same is.
"""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kingmaker.engine.counting import swings
from kingmaker.engine.gates import Game, Gate, every
from kingmaker.engine.indices import banzhaf_normalised, shapley
from kingmaker.engine.minimal import minimal_winning

Found: TypeAlias = tuple[list[float], list[float]]
"""The Shapley-Shubik and the normalised Banzhaf index of each voter."""

VOTES = {
    "eec-1958": (12, [4, 4, 4, 2, 2, 1]),
    "security-council": (39, [7] * 5 + [1] * 10),
    "bundestag-2025": (316, [208, 120, 152, 85, 64, 1]),
    "electoral-college-2024": (
        270,
        [54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10,
         9, 9, 8, 8, 8, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 3],
    ),
}  # fmt: skip


def kingmaker(quota: int, weights: list[int]) -> Found:
    """Exact; equal voters in one class."""
    kinds = sorted(set(weights), reverse=True)
    gate = Gate(quota, tuple(enumerate(kinds)))
    counts = swings(Game(tuple(weights.count(kind) for kind in kinds), gate))
    found = [shapley(counts), banzhaf_normalised(counts) or []]
    tips, parts = ([float(index[kinds.index(w)]) for w in weights] for index in found)
    return tips, parts


def one_by_one(quota: int, weights: list[int]) -> Found:
    """Exact; every voter a class, as the others take them."""
    counts = swings(Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights)))))
    return list(map(float, shapley(counts))), list(map(float, banzhaf_normalised(counts) or []))


def tucoopy(quota: int, weights: list[int]) -> Found:
    shapley_shubik = pytest.importorskip("tucoopy.power.shapley_shubik")
    banzhaf = pytest.importorskip("tucoopy.power.banzhaf")
    return (
        shapley_shubik.shapley_shubik_index_weighted_voting(weights, quota),
        banzhaf.banzhaf_index_weighted_voting(weights, quota, normalized=True),
    )


def powerindex(quota: int, weights: list[int]) -> Found:
    game = pytest.importorskip("powerindex").Game(quota, weights)
    game.calc_shapley_shubik()
    game.calc_banzhaf()
    return game.shapley_shubik, game.banzhaf


@pytest.mark.parametrize("program", [kingmaker, one_by_one, tucoopy, powerindex])
@pytest.mark.parametrize("votes", VOTES)
def test_all_programs_find_the_same_power(benchmark, votes: str, program: Callable[..., Found]):
    benchmark.group = votes
    found = program(*VOTES[votes])
    expected = kingmaker(*VOTES[votes])

    benchmark(program, *VOTES[votes])

    for index, ours in zip(found, expected, strict=True):
        assert index == pytest.approx(ours, abs=1e-12)


def test_minimal_coalitions_of_two_majorities_are_counted_quickly(benchmark):
    """Half of the states and half of the people; no program above counts these."""
    game = Game((1,) * 16, every(Gate(9, tuple((p, 1) for p in range(16))),
                                 Gate(60, tuple((p, 1 + p % 13) for p in range(16)))))  # fmt: skip

    found = benchmark(lambda: minimal_winning(game).count())

    assert sum(found.values()) == sum(1 for _ in minimal_winning(game))
