"""Who gets what at a sale: one table exactly, a million values in floats, and stable conversions.

::

    pytest tests/bench/test_proceeds_bench.py --benchmark-enable

No package with a licence to build on does the same; the figures are ours alone. No time is
asserted.
"""

import random
from fractions import Fraction

import numpy as np
import pytest

from kingmaker.engine.proceeds.claims import (
    Band,
    CarveOut,
    Common,
    Debt,
    Option,
    Participation,
    Preferred,
    Safe,
    Security,
    Warrant,
)
from kingmaker.engine.proceeds.equilibria import equilibria
from kingmaker.engine.proceeds.rounded import PART, payouts_at
from kingmaker.engine.proceeds.spans import answers
from kingmaker.engine.proceeds.waterfall import compiled

F = Fraction
CURVED = CarveOut((Band(F(50_000_000), F(1, 10)), Band(None, F(1, 50))), tier=3)


def stack() -> list[Security]:
    """Twenty-nine securities of all kinds, in nine tiers."""
    draw = random.Random(1)
    kinds = list(Participation)
    found: list[Security] = [Common(F(8_000_000)), Common(F(1_500_000))]
    for k in range(15):
        claim, kind = F(draw.randint(1, 30) * 500_000), kinds[k % 3]
        cap = claim * 3 if kind is Participation.CAPPED else None
        found.append(Preferred(F(draw.randint(200_000, 2_000_000)), claim, 1 + k // 2, kind, cap))
    strikes = [
        (F(draw.randint(10_000, 400_000)), F(draw.randint(10, 900), 100)) for _ in range(10)
    ]
    found += [Option(shares, strike) for shares, strike in strikes]
    return [*found, Debt(F(5_000_000), 20), Warrant(F(50_000), F(2), 3)]


def agreements(number: int) -> list[Security]:
    """A company with two series and some agreements capped after money."""
    found: list[Security] = [Common(F(10_000_000)), Option(F(1_000_000), F(1, 2))]
    found += [Preferred(F(k * 10**6), F((2 * k - 1) * 10**6), k) for k in (1, 2)]
    return [*found, *(Safe(F(500_000), 1, F((5 + 2 * k) * 10**6)) for k in range(number))]


def test_twenty_nine_securities_compiled(benchmark):
    benchmark.group = "waterfall-29"
    assert benchmark(compiled, stack()).breakpoints


def test_one_value_of_twenty_nine_securities_exactly(benchmark):
    benchmark.group = "waterfall-29"
    found = compiled(stack())

    assert sum(benchmark(found.payouts, F(123_456_789))) == 123_456_789


@pytest.mark.parametrize("curved", [False, True])
def test_a_million_values_of_twenty_nine_securities(benchmark, curved: bool):
    benchmark.group = "waterfall-29-million"
    found = compiled([*stack(), CURVED] if curved else stack())
    values = np.random.default_rng(1).uniform(0, 4e8, 1_000_000)

    table = benchmark(payouts_at, found, values)

    for value, row in zip(values[:200].tolist(), table[:200].tolist(), strict=True):
        exact = found.payouts(F(value))
        assert all(abs(F(x) - y) <= PART * value for x, y in zip(row, exact, strict=True))


@pytest.mark.parametrize("number", [2, 4, 8])
def test_stable_answers_at_one_value(benchmark, number: int):
    benchmark.group = f"agreements-{number}"
    assert benchmark.pedantic(equilibria, (agreements(number), F(40_000_000)), rounds=2)


@pytest.mark.parametrize("number", [2, 4])
def test_stable_answers_over_all_values(benchmark, number: int):
    benchmark.group = f"agreements-{number}"
    assert benchmark.pedantic(answers, (agreements(number),), rounds=2)
