"""The further indices agree with printed figures: those of the EPIC program, and of papers.

Each file under ``measures`` is one game, with voters by their weights, and what was printed for
it. What is printed wrong is kept as wrong, beside what is right.
"""

import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.memberships import memberships
from kingmaker.engine.power.records import Need
from kingmaker.engine.power.register import measured, named
from kingmaker.engine.power.unions import union_swings

HOME = Path(__file__).parent / "measures"
TABLES = sorted(HOME.rglob("*.toml"))


@pytest.fixture(params=TABLES, ids=lambda file: str(file.relative_to(HOME).with_suffix("")))
def printed(request) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def game(printed) -> Game:
    weights = printed["weights"]
    return Game((1,) * len(weights), Gate(printed["quota"], tuple(enumerate(weights))))


def as_printed(figures: list, values: list[Fraction] | None, printed: dict[str, Any]) -> bool:
    """Whether values are those printed, to the last digit of the print."""
    if values is None or len(values) != len(figures):
        return False
    digits = printed.get("digits")
    for figure, value in zip(figures, values, strict=True):
        if digits is None or isinstance(figure, int):
            same = Fraction(figure) == value
        else:  # a last digit may have been cut off or rounded
            same = abs(figure - float(value)) <= 10.0 ** (1 - digits) * max(1, abs(figure)) / 2
        if not same:
            return False
    return True


def test_indices_are_those_printed(printed, game):
    figures = printed.get("indices", {})
    values = measured(game, figures)

    assert {n for n in figures if not as_printed(figures[n], values[n], printed)} == set()


def test_what_is_not_yet_divided_is_as_printed(printed, game):
    counts = {Need.SWINGS: swings(game), Need.MINIMAL: memberships(game), Need.GAME: game}

    for name, figures in printed.get("raw", {}).items():
        index = named(name)
        assert index.raw is not None
        assert as_printed(figures, index.raw(counts[index.needs]), printed), name


def test_coalitions_are_as_many_as_printed(printed, game):
    minimal = memberships(game)
    found = {
        "winning": swings(game).winning,
        "minimal-winning": minimal.coalitions,
        "smallest-winning": next(filter(None, minimal.coalitions_by_size)),
    }

    figures = printed.get("coalitions", found)
    assert figures == found


def test_values_with_unions_are_those_printed(printed):
    """Of which there is no order; a voter is a member of a class of equal weights."""
    kinds = sorted(set(printed["weights"]), reverse=True)
    sizes = tuple(printed["weights"].count(kind) for kind in kinds)
    game = Game(sizes, Gate(printed["quota"], tuple(enumerate(kinds))))
    unions = [tuple(union.count(kind) for kind in kinds) for union in printed.get("unions", [])]

    for name, figures in printed.get("in-unions", {}).items():
        value = named(name).function
        assert value is not None
        values = [
            part
            for union, found in zip(unions, value(union_swings(game, unions)), strict=True)
            for k, part in found.items()
            for _ in range(union[k])
        ]
        assert as_printed(sorted(figures), sorted(values), printed | {"digits": 6}), name


def test_what_is_printed_wrong_is_not_reproduced(printed, game):
    wrong = printed.get("wrong", {})
    values = measured(game, wrong.get("indices", {}))

    for name, figures in wrong.get("indices", {}).items():
        assert not as_printed(figures, values[name], printed)
    for name, figure in wrong.get("coalitions", {}).items():
        assert figure != printed["coalitions"][name]


def test_every_table_says_where_it_is_from_and_asks_for_indices_on_record(printed):
    known = {
        "source", "where", "seen", "checked", "digits", "quota", "weights", "unions", "indices",
        "raw", "in-unions", "coalitions", "wrong",
    }  # fmt: skip

    assert printed["source"]
    assert printed["where"]
    assert set(printed) <= known
    assert all(named(name) for part in ("indices", "raw", "in-unions") for name in
               printed.get(part, {}))  # fmt: skip
    assert Counter(w for union in printed.get("unions", []) for w in union) in (
        Counter(),
        Counter(printed["weights"]),
    )
