"""Power indices agree with published tables: to the last fraction, or to the digits printed.

Each file under ``tables`` is one table; its path is its citation. To add one, write the file.
"""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.counting.swings import Swings, swings
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.power import indices

HOME = Path(__file__).parent / "tables"
TABLES = sorted(HOME.rglob("*.toml"))
NAMED = {
    "shapley": indices.shapley,
    "banzhaf": indices.banzhaf,
    "banzhaf-normalised": indices.banzhaf_normalised,
    "swings": lambda counts: counts.totals,
    "power-to-prevent": indices.power_to_prevent,
    "power-to-initiate": indices.power_to_initiate,
}


@pytest.fixture(params=TABLES, ids=lambda file: str(file.relative_to(HOME).with_suffix("")))
def published(request) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def game(published) -> Game:
    weights = published["weights"].values()
    return Game((1,) * len(weights), Gate(published["quota"], tuple(enumerate(weights))))


@pytest.fixture
def counts(game) -> Swings:
    return swings(game)


def differences(published: dict, table: dict, counts: Swings) -> list[tuple[str, str]]:
    """The index and the voter of every figure that is not the one in a table."""
    found: list[tuple[str, str]] = []
    for name, figures in table.items():
        values = dict(zip(published["weights"], NAMED[name](counts), strict=True))
        for voter, printed in figures.items():
            value = values[voter]
            if "digits" in published:
                value = round(value, published["digits"])
            if value != Fraction(printed):
                found.append((name, voter))
    return found


def test_indices_match_the_published_table(published, counts):
    tables = {name: published[name] for name in NAMED if name in published}

    assert tables
    assert differences(published, tables, counts) == []


def test_what_is_printed_wrong_is_not_reproduced(published, counts):
    wrong = published.get("wrong", {})

    assert all(differences(published, {name: figures}, counts) for name, figures in wrong.items())


def test_coalitions_are_as_many_as_published(published, game, counts):
    found = {
        "winning-coalitions": counts.winning,
        "minimal-winning-coalitions": sum(minimal_winning(game).count().values()),
        "power-to-act": indices.power_to_act(counts),
    }
    told = {name: Fraction(published[name]) for name in found if name in published}

    assert told == {name: found[name] for name in told}


def test_vetoers_are_those_published(published, game):
    voters = list(published["weights"])
    found = [voters[number] for number in indices.vetoers(game)]

    assert found == published.get("vetoers", found)


def test_every_table_says_where_it_is_from(published):
    known = {
        "source", "where", "seen", "checked", "digits", "quota", "weights", "wrong", "vetoers",
        "winning-coalitions", "minimal-winning-coalitions", "power-to-act", *NAMED,
    }  # fmt: skip

    assert published["source"]
    assert published["where"]
    assert set(published) <= known
