"""Games that are more than simple ones agree with what is published, or follows from it by hand.

Each file under ``other-tables`` is one table; its path is its citation. To add one, write it.
"""

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kingmaker.engine.games.gates import Gate, every
from kingmaker.engine.power.abstaining import roll_call, ternary_banzhaf_normalised
from kingmaker.engine.power.indirect import crama_leruth, karos_peters
from kingmaker.engine.power.indirect_sampling import sampled_crama_leruth, sampled_karos_peters
from kingmaker.engine.power.network_power import network_power, sampled_network_power
from kingmaker.engine.power.ocean import Atoms, OceanicGame, oceanic_shapley
from kingmaker.engine.power.shareholdings import Network, network
from kingmaker.engine.power.ternary import TernaryGame, not_no, ternary_counts, yes
from kingmaker.files import load
from kingmaker.translate.abstentions import ternary_game

HOME = Path(__file__).parent / "other-tables"
TABLES = {
    str(file.relative_to(HOME).with_suffix("")): tomllib.loads(file.read_text(encoding="utf-8"))
    for file in sorted(HOME.rglob("*.toml"))
}


def of(game: str) -> Any:
    """The tables of one kind of game."""
    found = {name: table for name, table in TABLES.items() if table["game"] == game}
    return pytest.mark.parametrize("published", found.values(), ids=found)


def agrees(found: Mapping[str, Fraction], table: Mapping[str, str]) -> bool:
    """Whether figures are those of a table: exactly, or to the digits of a decimal."""
    return all(
        round(found[name], len(printed.partition(".")[2])) == Fraction(printed)
        if "." in printed
        else found[name] == Fraction(printed)
        for name, printed in table.items()
    )


@of("oceanic")
def test_oceanic_games(published):
    atoms = tuple(Atoms(Fraction(weight)) for weight in published["atoms"].values())
    game = OceanicGame(Fraction(published["quota"]), atoms, Fraction(published["ocean"]))
    power = oceanic_shapley(game)
    found = dict(zip(published["atoms"], power.atoms, strict=True)) | {"ocean": power.ocean}

    assert agrees(found, published["shapley"])
    assert found.keys() == published["shapley"].keys()


@of("ternary")
def test_games_with_abstention(published):
    members = published["members"]
    inputs = tuple((yes(number), 1) for number in range(len(members)))
    vetoes = [
        Gate(members[name], ((not_no(list(members).index(name)), 1),))
        for name in published["without-no-of"]
    ]
    gate = every(Gate(published["yes-needed"], inputs), *vetoes)
    counts = ternary_counts(TernaryGame(tuple(members.values()), gate))

    for name, index in (
        ("roll-call", roll_call),
        ("banzhaf-normalised", ternary_banzhaf_normalised),
    ):
        assert agrees(dict(zip(members, index(counts), strict=True)), published[name])


def test_the_security_council_of_the_examples_is_that_of_the_table():
    """There every member is a party, and no objection of the permanent members is a rule."""
    voting = ternary_game(load("un-security-council").organisation, "substantive")
    values = dict(
        zip((p.party for p in voting.players), roll_call(ternary_counts(voting.game)), strict=True)
    )
    (table,) = (table for table in TABLES.values() if table["game"] == "ternary")

    assert agrees({"permanent": values["china"], "elected": values["malta"]}, table["roll-call"])


def owned(published: Mapping[str, Any]) -> tuple[list[str], Network]:
    names = published["parties"]
    shares = {
        names.index(company): {names.index(h): Fraction(part) for h, part in parts.items()}
        for company, parts in published["shares"].items()
    }
    return names, network(len(names), shares)


@of("shares")
def test_networks_of_shareholdings(published):
    names, holdings = owned(published)

    told = 0
    for name, index in (("karos-peters", karos_peters), ("network-power", network_power)):
        if name in published:
            told += 1
            assert agrees(dict(zip(names, index(holdings), strict=True)), published[name])
    for company, table in published.get("crama-leruth", {}).items():
        told += 1
        found = crama_leruth(holdings, names.index(company))
        assert agrees({names[party]: value for party, value in found.items()}, table)
    assert told


@of("shares")
def test_samples_come_near(published):
    names, holdings = owned(published)
    draw = np.random.default_rng(1961)

    for name, sample in (
        ("karos-peters", sampled_karos_peters),
        ("network-power", sampled_network_power),
    ):
        figures = dict(zip(names, sample(holdings, draw, 400), strict=True))
        for party, value in published.get(name, {}).items():
            assert figures[party].holds(Fraction(value))
    sampled = sampled_crama_leruth(holdings, draw, 400)
    for company, table in published.get("crama-leruth", {}).items():
        for party, value in table.items():
            assert sampled[names.index(company)][names.index(party)].holds(Fraction(value))


@pytest.mark.parametrize("published", TABLES.values(), ids=TABLES)
def test_every_table_says_where_it_is_from(published):
    assert published["source"]
    assert published["where"]
    assert published["checked"]
    assert published["game"] in ("oceanic", "ternary", "shares")
