"""Ownership and control of large groups: exact in circles, and over a register's worth of chains.

::

    pytest tests/bench/test_ownership_bench.py --benchmark-enable

No time is asserted.
"""

import random
from fractions import Fraction

import pytest

from kingmaker.engine.ownership.bounds import integrated_bounds
from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.controllers import tops
from kingmaker.engine.ownership.integrated import (
    corrected_owned,
    corrected_owners,
    owned,
    owners,
    ultimate_owners,
)
from kingmaker.engine.ownership.rounded import rounded_owners
from kingmaker.engine.ownership.shares import Share
from kingmaker.engine.ownership.stakes import Holdings, Stake, Stakes
from kingmaker.engine.ownership.tightening import tightened
from kingmaker.engine.ownership.verdicts import control_verdicts

OWNERS = 20


def group(companies: int, holders: int) -> Holdings:
    """Companies that hold one another at random, in whole per cent, and twenty owners."""
    draw = random.Random(1)
    stakes: list[tuple[int, int, Fraction]] = []
    for company in range(companies):
        those = draw.sample(range(companies + OWNERS), holders)
        weights = [draw.randint(1, 100) for _ in those]
        whole = sum(weights) + draw.randint(1, 30)
        stakes += [
            (h, company, Fraction(max(1, w * 100 // whole), 100))
            for h, w in zip(those, weights, strict=True)
        ]
    return Holdings.of(companies + OWNERS, stakes)


def register(companies: int) -> Holdings:
    """Companies each held by two before it; here and there a little is held the other way."""
    draw = random.Random(1)
    stakes = [(0, 1, Fraction(1))]
    for company in range(2, companies):
        near = max(0, company - 1_000)
        first, second = draw.randrange(near, company), draw.randrange(near, company)
        part = Fraction(draw.randint(30, 70), 100)
        stakes += [(first, company, part), (second, company, 1 - part)]
    back = range(1_000, companies, 1_000)
    stakes += [(company, company - draw.randint(1, 5), Fraction(1, 20)) for company in back]
    return Holdings.of(companies, stakes)


@pytest.mark.parametrize("holders", [3, 60])
@pytest.mark.parametrize(
    ("measure", "party"), [(owners, 0), (owned, 200), (corrected_owned, 1), (corrected_owners, 0)]
)
def test_a_circle_of_two_hundred_exactly(benchmark, measure, party: int, holders: int):
    benchmark.group = f"circle-200-{holders}"
    found = benchmark(measure, group(200, holders), party)

    assert not found.endless


def test_everything_of_all_owners_in_a_circle_of_two_hundred(benchmark):
    benchmark.group = "circle-200-3"
    found = benchmark(ultimate_owners, group(200, 3))

    assert all(sum(above.values()) <= 1 for above in found.values())


def test_bounds_in_a_circle_of_two_hundred(benchmark):
    benchmark.group = "circle-200-3"
    held = group(200, 3)
    little = Fraction(1, 100)
    told = Stakes(
        held.parties, tuple(Stake(h, s, Share(p - p / 2, p + little)) for h, s, p in held.stakes())
    )

    found = benchmark(integrated_bounds, tightened(told), 200)

    assert not found.unbounded


@pytest.mark.parametrize("companies", [100_000])
def test_control_over_a_register(benchmark, companies: int):
    benchmark.group = f"register-{companies}"
    votes = voting(register(companies))

    assert benchmark(controlled, votes, [0])


@pytest.mark.parametrize("companies", [100_000])
def test_votes_of_a_register(benchmark, companies: int):
    benchmark.group = f"register-{companies}"
    held = register(companies)

    assert benchmark.pedantic(voting, (held,), rounds=2).held


@pytest.mark.parametrize("companies", [100_000])
def test_tops_of_a_register(benchmark, companies: int):
    benchmark.group = f"register-{companies}"
    votes = voting(register(companies))

    assert benchmark.pedantic(tops, (votes,), rounds=1)


@pytest.mark.parametrize("companies", [100_000])
def test_verdicts_over_a_register(benchmark, companies: int):
    benchmark.group = f"register-{companies}"
    held = register(companies)
    told = tightened(
        Stakes(held.parties, tuple(Stake(h, s, Share(p * 9 / 10, p)) for h, s, p in held.stakes()))
    )

    assert benchmark.pedantic(control_verdicts, (told, [0]), rounds=1)


def test_bounds_over_a_register(benchmark):
    benchmark.group = "register-100000"
    held = register(100_000)
    told = tightened(
        Stakes(held.parties, tuple(Stake(h, s, Share(p * 9 / 10, p)) for h, s, p in held.stakes()))
    )

    found = benchmark.pedantic(integrated_bounds, (told, 90_000), rounds=1)

    assert not found.unbounded


def test_rounded_ownership_over_a_register(benchmark):
    benchmark.group = "register-100000"
    held = register(100_000)

    found = benchmark.pedantic(rounded_owners, (held, 99_998), rounds=1)

    assert abs(found[0].value - 1) <= found[0].error + 0.06
