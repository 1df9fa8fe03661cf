"""Our indices beside those of others, in the same run.

Two programs from PyPI compute the same two indices for weighted votes, by dynamic programming
in floats: tucoopy (MIT) and powerindex (PSF). A third, power_bdd (MIT), joins several votes into
one rule, on decision diagrams as we do. None is needed to run Kingmaker or its tests; what is not
installed is left out::

    pip install tucoopy powerindex power_bdd
    pytest tests/bench --benchmark-enable

No time is asserted. That all of them find the same is.
"""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from kingmaker.engine.counting.swings import swings, winning
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning
from kingmaker.engine.power.indices import banzhaf, banzhaf_normalised, shapley

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


# The Council of the European Union of 28: 16 states with 6,501 of the 10,001 hundredths of a per
# cent of its people, or 25 states. The shares are those of 2016, the largest first.
PEOPLE = [
    1593, 1304, 1273, 1207, 912, 747, 390, 337, 221, 213, 205, 204, 194, 192, 169, 142, 111, 108,
    106, 91, 83, 57, 41, 39, 26, 17, 11, 8,
]  # fmt: skip
HEADS = tuple((state, 1) for state in range(28))
BOTH = every(Gate(16, HEADS), Gate(6501, tuple(enumerate(PEOPLE))))
COUNCIL = Game((1,) * 28, some(1, BOTH, Gate(25, HEADS)))


def council() -> Found:
    """Exact."""
    counts = swings(COUNCIL)
    return list(map(float, shapley(counts))), list(map(float, banzhaf(counts)))


def council_by_power_bdd() -> Found:
    bdd = pytest.importorskip("power_bdd.bdd")

    def vote(quota: int, weights: list[int]):
        return bdd.BDD(bdd.WeightedGame(quota, list(weights)))

    heads = [1] * 28
    joined = vote(16, heads) & vote(6501, PEOPLE) | vote(25, heads)
    measured = joined.calc_banzhaf()  # first, for the other index leaves lists in its place
    return joined.calc_shapley(), measured


@pytest.mark.parametrize("program", [council, council_by_power_bdd])
def test_both_programs_find_the_same_power_in_the_council_of_28(benchmark, program):
    benchmark.group = "eu-council-28"
    found = benchmark(program)

    for index, ours in zip(found, council(), strict=True):
        assert index == pytest.approx(ours, abs=1e-12)


@pytest.mark.parametrize("find", [winning, minimal_winning, minimal_blocking])
def test_coalitions_of_the_council_of_28_are_counted_quickly(benchmark, find):
    """Among 268,435,456; no program above counts minimal ones."""
    found = benchmark(find, COUNCIL)

    number = found if isinstance(found, int) else found.profiles()
    assert number in (30_356_303, 8_267_524, 7_208_798)


def test_minimal_coalitions_of_two_majorities_are_counted_quickly(benchmark):
    """Half of the states and half of the people; no program above counts these."""
    game = Game((1,) * 16, every(Gate(9, tuple((p, 1) for p in range(16))),
                                 Gate(60, tuple((p, 1 + p % 13) for p in range(16)))))  # fmt: skip

    found = benchmark(lambda: minimal_winning(game).count())

    assert sum(found.values()) == sum(1 for _ in minimal_winning(game))
