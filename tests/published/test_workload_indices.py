"""The further indices of reference workloads that are not shipped, as in `test_workloads`."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.power.critical import johnston
from kingmaker.engine.power.forming import deegan_packel
from kingmaker.engine.power.memberships import memberships
from kingmaker.engine.power.success import public_help_raw

CASES = Path(__file__).parents[3] / "shared" / "cases" / "power" / "workloads"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not CASES.is_dir(), reason=f"there is no {CASES}"),
]


def read(name: str) -> Any:
    return json.loads((CASES / name).read_text(encoding="utf-8"))


def game_of(workload: dict) -> Game:
    """The game, each player a class."""
    gates = {
        name: Gate(rule["quota"], tuple((p, w) for p, w in enumerate(rule["weights"]) if w))
        for name, rule in workload["rules"].items()
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

    players = len(workload["players"])
    return Game((1,) * players, gate(ast.parse(workload["formula"], mode="eval").body))


@pytest.mark.parametrize("treaty", ["nice", "lisbon"])
def test_states_under_a_treaty_have_the_power_of_the_reference(treaty):
    game = game_of(read(f"eu_{treaty}_27.json"))
    reference = read(f"eu_{treaty}_27.reference.json")
    counts = memberships(game)
    found = {"deegan_packel": deegan_packel(counts), "johnston": johnston(game)}

    assert list(counts.totals) == reference["public_good_raw"]
    assert public_help_raw(swings(game)) == reference["public_help_raw"]
    for name, values in found.items():
        assert [float(v) for v in values or ()] == pytest.approx(reference[name], abs=1e-15)
