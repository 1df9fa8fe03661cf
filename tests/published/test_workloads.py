"""Reference workloads that are not shipped: counted right, or with an error bound that holds.

They lie beside the repository, under ``shared/cases/power``; without them there is nothing to
compare with.
"""

import ast
import json
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.counting.long_numbers import digits
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.power import indices
from kingmaker.engine.power.measuring import measure

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "cases" / "power"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason=f"there is no {CASES}"),
]

COUNTED = ("unsc", "us_ec_2024", "us_federal", "eu_nice_27", "eu_lisbon_27")
WEIGHTED = ("imf_2022_50", "shareholders_2000")
BY_PLAYER = ("unsc", "us_ec_2024", "eu_nice_27", "eu_lisbon_27")


def read(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def game_of(workload: dict) -> tuple[Game, list[int]]:
    """The game, equal players in one class, and the class of each player."""
    rules = workload["rules"].values()
    columns = list(zip(*(rule["weights"] for rule in rules), strict=True))
    kinds = sorted(set(columns), reverse=True)
    gates = {
        name: Gate(rule["quota"], tuple((k, kind[r]) for k, kind in enumerate(kinds) if kind[r]))
        for r, (name, rule) in enumerate(workload["rules"].items())
    }

    def gate(part: ast.expr) -> Gate:
        match part:
            case ast.Name(name):
                return gates[name]
            case ast.BinOp(left, ast.BitAnd(), right):
                return every(gate(left), gate(right))
            case ast.BinOp(left, ast.BitOr(), right):
                return some(1, gate(left), gate(right))
        raise ValueError(f"{ast.unparse(part)} is neither a rule, nor 'and', nor 'or'")

    formula = ast.parse(workload["formula"], mode="eval").body
    game = Game(tuple(columns.count(kind) for kind in kinds), gate(formula))
    return game, [kinds.index(column) for column in columns]


@pytest.mark.parametrize("name", COUNTED)
def test_winning_coalitions_are_as_many_as_in_the_reference(name):
    game, _ = game_of(read(f"workloads/{name}.json"))

    reference = read(f"workloads/{name}.reference.json")
    assert swings(game).winning == int(reference["winning_coalitions"])


@pytest.mark.parametrize("name", BY_PLAYER)
def test_every_player_has_the_power_of_the_reference(name):
    game, of = game_of(read(f"workloads/{name}.json"))
    counts = swings(game)
    shapley = indices.shapley(counts)

    reference = read(f"workloads/{name}.reference.json")
    assert [counts.totals[c] for c in of] == [int(raw) for raw in reference["banzhaf_raw"]]
    assert [shapley[c] for c in of] == [Fraction(value) for value in reference["shapley"]]


def test_537_who_make_a_federal_law_have_the_power_of_the_reference():
    workload = read("workloads/us_federal.json")
    game, of = game_of(workload)
    counts = swings(game)
    first = {"President": "President", "VicePresident": "VicePresident",
             "Senator": "S1", "Representative": "H1"}  # fmt: skip
    reference = read("workloads/us_federal.reference.json")["by_class"]

    for office, player in first.items():
        number = of[workload["players"].index(player)]
        assert counts.totals[number] == int(reference[office]["banzhaf_raw"])
        assert indices.shapley(counts)[number] == Fraction(reference[office]["shapley"])


@pytest.mark.parametrize("treaty", ["nice", "lisbon"])
def test_minimal_winning_coalitions_under_a_treaty_are_as_many_as_in_the_reference(treaty):
    game, _ = game_of(read(f"workloads/eu_{treaty}_27.json"))
    found = minimal_winning(game).count()

    by_size = read(f"workloads/eu_{treaty}_27.reference.json")["minimal_by_size"]
    assert found == {size: number for size, number in enumerate(by_size) if number}


@pytest.mark.parametrize("name", WEIGHTED)
def test_what_is_too_large_for_states_is_refused_there_and_not_guessed(name):
    game, _ = game_of(read(f"workloads/{name}.json"))

    with pytest.raises(TooLarge, match="states"):
        swings(game)


def test_190_members_of_the_fund_have_the_power_of_the_reference():
    workload = read("workloads/imf_2022_50.json")
    game, of = game_of(workload)
    power = measure(game)
    reference = read("workloads/imf_2022_50.reference.json")

    assert power.winning == int(reference["winning_coalitions"])
    assert [power.swings[c] for c in of] == [int(raw) for raw in reference["banzhaf_raw"]]
    for number, value in zip(of, reference["shapley"], strict=True):
        found = power.shapley[number]
        assert found.proven
        assert found.error < 2e-12
        assert found.holds(Fraction(value))
        assert found.value == pytest.approx(float(Fraction(value)), abs=1e-14)


def test_2000_holders_have_the_power_of_the_reference():
    workload = read("workloads/shareholders_2000.json")
    game, of = game_of(workload)
    power = measure(game)
    reference = read("workloads/shareholders_2000.reference.json")
    weights = workload["rules"]["shares"]["weights"]

    assert power.winning == int(reference["winning_coalitions"])
    for number, weight in zip(of, weights, strict=True):
        by_weight = reference["by_weight"][str(weight)]
        assert power.swings[number] == int(by_weight["banzhaf_raw"])
        assert power.shapley[number].value == pytest.approx(float(by_weight["shapley"]), abs=1e-13)


def test_a_million_equal_holders_beside_a_big_one_have_the_power_of_the_reference():
    reference = read("workloads/ocean_1e6.reference.json")
    power = measure(Game((1, 1_000_000), Gate(625_001, ((0, 250_000), (1, 1)))))

    assert power.exact
    names = ("BIG", "SMALL")
    assert list(power.shapley) == [Fraction(reference["shapley"][name]) for name in names]
    for tipped, name in zip(power.swings, names, strict=True):
        told = digits(tipped)
        assert (
            sha256(told.encode()).hexdigest() == reference["banzhaf_raw"][name]["sha256_decimal"]
        )


@pytest.mark.parametrize("number", range(9))
def test_indices_are_those_of_the_unit_tests_of_epic(number):
    """Nine weighted votes with the figures that the EPIC program prints, the heaviest first."""
    case = read("epic_unittests.json")[number]
    weights = sorted(case["weights"], reverse=True)
    n = len(weights)
    counts = swings(Game((1,) * n, Gate(case["quota"], tuple(enumerate(weights)))))
    found = {
        "RawBanzhaf": counts.totals,
        "AbsoluteBanzhaf": indices.banzhaf(counts),
        "Banzhaf": indices.banzhaf_normalised(counts),
        "ShapleyShubik": indices.shapley(counts),
        "ColemanCollective": [indices.power_to_act(counts)] * n,
        "ColemanPreventive": indices.power_to_prevent(counts),
        "ColemanInitiative": indices.power_to_initiate(counts),
    }

    for name, values in found.items():
        printed = case["expected"][name]
        assert [float(v) for v in values] == pytest.approx(printed, abs=case["tolerance"]), name
