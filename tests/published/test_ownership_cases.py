"""Ownership and control agree with published cases, to the last fraction.

Each file under ``ownership`` is one network of stakes, and what is known of it; its path is its
citation. To add one, write the file.
"""

import re
import tomllib
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.ownership import close_links as links
from kingmaker.engine.ownership.bounds import integrated_bounds
from kingmaker.engine.ownership.chains import chained, weakest_links, widest_links
from kingmaker.engine.ownership.circles import closed_groups
from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.controllers import ultimate_controllers
from kingmaker.engine.ownership.integrated import (
    corrected_owned,
    corrected_owners,
    owned,
    owners,
)
from kingmaker.engine.ownership.looking_through import (
    Attributed,
    cascade,
    cascade_bounds,
    look_through,
    look_through_bounds,
)
from kingmaker.engine.ownership.network_control import network_control
from kingmaker.engine.ownership.shares import HALF, UNKNOWN, Share, Threshold, Verdict
from kingmaker.engine.ownership.silent import silenced, stable_readings
from kingmaker.engine.ownership.stakes import Holdings, Rest, Stake, Stakes
from kingmaker.engine.ownership.tightening import tightened
from kingmaker.engine.ownership.verdicts import control_verdicts
from kingmaker.engine.ownership.voters import chain_power

HOME = Path(__file__).parent / "ownership"
CASES = sorted(HOME.rglob("*.toml"))
THRESHOLDS = {
    "at-least-a-quarter": Threshold(Fraction(1, 4), strict=False),
    "more-than-a-quarter": Threshold(Fraction(1, 4)),
}
NOWHERE = Attributed(Fraction(0), ())


def share(told: str) -> Share:
    """A share as it is written: a fraction, an interval with its brackets, or a question mark."""
    if told == "?":
        return UNKNOWN
    ends = re.fullmatch(r"([\[(])(.+), (.+)([\])])", told)
    if ends is None:
        return Share.exactly(Fraction(told))
    left, low, high, right = ends.groups()
    return Share(Fraction(low), Fraction(high), left == "(", right == ")")


class Case:
    """A file, and the stakes in it by number."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.names: list[str] = self.told["parties"]
        self.stakes = Stakes(
            len(self.names),
            tuple(
                Stake(self.number(holder), self.number(subject), share(part))
                for holder, subject, part in self.told["stakes"]
            ),
            {
                self.number(name): Rest(**{key: share(part) for key, part in rest.items()})
                for name, rest in self.told.get("rests", {}).items()
            },
        )
        self.bounded = tightened(self.stakes)

    def number(self, name: str) -> int:
        return self.names.index(name)

    @property
    def holdings(self) -> Holdings:
        return self.stakes.exact

    def pairs(self, name: str) -> dict[tuple[int, int], Any]:
        """A table by holder and subject."""
        pairs = [(pair.split(" > "), value) for pair, value in self.told.get(name, {}).items()]
        return {(self.number(a), self.number(b)): value for (a, b), value in pairs}

    def groups(self, name: str) -> dict[int, set[int]]:
        """A table of parties, and of others for each."""
        return {
            self.number(party): {self.number(other) for other in others}
            for party, others in self.told.get(name, {}).items()
        }


@pytest.fixture(params=CASES, ids=lambda file: str(file.relative_to(HOME).with_suffix("")))
def case(request) -> Case:
    return Case(request.param)


FIGURES: dict[str, Callable[[Holdings, int, int], Fraction]] = {
    "integrated": lambda held, a, b: owned(held, a)[b],
    "corrected": lambda held, a, b: corrected_owned(held, a)[b],
    "chains": lambda held, a, b: chained(held, a).get(b, Fraction(0)),
    "weakest-links": lambda held, a, b: weakest_links(held, a).get(b, Fraction(0)),
    "widest-links": lambda held, a, b: widest_links(held, a).get(b, Fraction(0)),
    "look-through": lambda held, a, b: look_through(held, a).get(b, NOWHERE).share,
}


@pytest.mark.parametrize("name", FIGURES)
def test_what_a_party_has_of_another_is_as_published(case, name):
    for (party, other), printed in case.pairs(name).items():
        assert FIGURES[name](case.holdings, party, other) == Fraction(printed)


def test_columns_of_owners_are_as_the_rows(case):
    for (party, other), printed in case.pairs("integrated").items():
        assert owners(case.holdings, other)[party] == Fraction(printed)
    for (party, other), printed in case.pairs("corrected").items():
        assert corrected_owners(case.holdings, other)[party] == Fraction(printed)


def test_who_controls_whom_is_as_published(case):
    for party, companies in case.groups("controls").items():
        assert set(controlled(voting(case.holdings), [party])) == companies


def test_what_is_published_wrong_is_not_reproduced(case):
    wrong = case.told.get("wrong", {}).get("controls", {})
    for name, companies in wrong.items():
        found = controlled(voting(case.holdings), [case.number(name)])
        assert {case.names[company] for company in found} != set(companies)


def test_ultimate_controllers_are_as_published(case):
    found = ultimate_controllers(voting(case.holdings)) if "ultimate" in case.told else {}
    for company, above in case.groups("ultimate").items():
        assert {party for members in found.get(company, ()) for party in members} == above


def test_totals_over_the_whole_are_told(case):
    told = {case.number(n): Fraction(total) for n, total in case.told.get("over-held", {}).items()}

    assert case.stakes.lows.overheld == told
    assert set(told) <= set(case.bounded.inconsistent)


def test_what_no_finite_sum_tells_is_flagged(case):
    for party, endless in case.groups("endless").items():
        assert owned(case.holdings, party).endless == endless
    groups = case.told.get("closed", {}).get("groups", [])
    assert [
        [case.names[member] for member in g] for g in closed_groups(case.stakes.lows)
    ] == groups


def test_cascades_are_as_published(case):
    told = case.told.get("cascade", {"listed": [], "caught": [], "shares": {}})
    listed = [case.number(name) for name in told["listed"]]
    found = cascade(case.stakes.lows, listed)

    caught = {case.names[c] for c, part in found.items() if HALF.met(part)} - set(told["listed"])
    assert caught == set(told["caught"])
    for name, part in told["shares"].items():
        assert found.get(case.number(name), Fraction(0)) == Fraction(part)
        bounds = cascade_bounds(case.bounded, listed)[case.number(name)]
        assert (bounds.low, bounds.high) == (Fraction(part), Fraction(part))


def test_bounds_are_as_published(case):
    for (party, other), printed in case.pairs("bounds").items():
        assert integrated_bounds(case.bounded, party)[other] == share(printed)
    for (party, other), printed in case.pairs("tightened").items():
        assert case.bounded.columns[other].holders[party] == share(printed)


def test_verdicts_are_certain_possible_or_excluded_as_published(case):
    for name, pairs in case.told.get("verdicts", {}).items():
        for pair, verdict in pairs.items():
            party, other = (case.number(end) for end in pair.split(" > "))
            found = THRESHOLDS[name].judged(integrated_bounds(case.bounded, party)[other])
            assert found is Verdict(verdict)
    for name, wanted in (
        ("certain", {Verdict.CERTAIN}),
        ("possible", {Verdict.CERTAIN, Verdict.POSSIBLE}),
    ):
        for party, companies in case.groups(name).items():
            found = control_verdicts(case.bounded, [party])
            assert {c for c, verdict in found.items() if verdict in wanted} == companies


def test_looking_through_within_bounds_agrees_where_all_is_known(case):
    for party, other in case.pairs("look-through"):
        found = look_through_bounds(case.bounded, party)[other]
        known = look_through(case.holdings, party, together=True).get(other, NOWHERE).share
        assert (found.low, found.high) == (known, known)


def test_close_links_are_as_published(case):
    if "close-links" in case.told:
        found = links.close_links(case.holdings, measure=links.along_chains)
        direct = {
            f"{case.names[link.first]} > {case.names[link.second]}"
            for link in found
            if link.through is None
        }
        assert direct == set(case.told["close-links"]["along-chains"])


def test_network_control_is_as_computed(case):
    told = case.told.get("values", {})
    values = [Fraction(told.get(name, 0)) for name in case.names]
    for model, figures in case.told.get("network-control", {}).items():
        for name, printed in figures.items():
            found = network_control(case.holdings, case.number(name), values, model)
            assert found == Fraction(printed)


def test_readings_of_silent_votes_are_as_derived(case):
    told = case.told.get("readings", [])
    found: list[dict[str, list[str]]] = []
    for choice in product(*stable_readings(case.holdings)) if told else ():
        votes = voting(silenced(case.holdings, [s for reading in choice for s in reading.silent]))
        below = {name: controlled(votes, [case.number(name)]) for name in case.names}
        found.append({n: sorted(case.names[c] for c in found) for n, found in below.items()})

    assert len(found) == len(told)
    assert all({name: reading.get(name, []) for name in case.names} in found for reading in told)


def test_voting_power_is_as_published(case):
    for name, printed in case.told.get("banzhaf", {}).items():
        players, power = chain_power(case.holdings, case.number(name), exact=True)
        found = {
            case.names[player]: value for player, value in zip(players, power.banzhaf, strict=True)
        }
        assert found == {voter: Fraction(value) for voter, value in printed.items()}


def test_every_case_says_where_it_is_from(case):
    known = {
        "source", "where", "checked", "parties", "stakes", "rests", "controls", "wrong",
        "ultimate", "over-held", "endless", "closed", "cascade", "bounds", "tightened",
        "verdicts", "certain", "possible", "close-links", "values", "network-control",
        "readings", "banzhaf", *FIGURES,
    }  # fmt: skip

    assert case.told["source"]
    assert case.told["where"]
    assert set(case.told) <= known
