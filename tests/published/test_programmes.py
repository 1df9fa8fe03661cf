"""Programmes of distributions agree with published terms, to the last fraction.

Each file ``economics/programme-*.toml`` is one programme, and what is known of it. Where a source
prints decimals they are met to the digits that it prints; what it prints wrongly is not met.
"""

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.proceeds.programme import Cap, Phase, Programme
from kingmaker.engine.proceeds.scheduling import Schedule, scheduled
from kingmaker.engine.proceeds.stops import Distributed, Ground, Reaches

CASES = sorted((Path(__file__).parent / "economics").glob("programme-*.toml"))


class Case:
    """A file, and the programme in it by number."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.names: list[str] = self.told["parties"]
        rest = self.told.get("rest", "non-profit")
        self.schedule: Schedule = scheduled(
            Programme(
                len(self.names),
                [self.phase(told) for told in self.told["phases"]],
                rest=self.names.index(rest) if rest in self.names else None,
            )
        )

    def phase(self, told: dict[str, Any]) -> Phase:
        caps = {name: Cap(Fraction(amount)) for name, amount in told.get("caps", {}).items()}
        for name, amount in told.get("caps-on-top", {}).items():
            caps[name] = Cap(Fraction(amount), on_top=True)
        for name, terms in told.get("multiples", {}).items():
            caps[name] = Cap.multiple(Fraction(terms["times"]), Fraction(terms["contributed"]))
        until = told.get("until")
        stop = None
        if until and "reaches" in until:
            parties = frozenset(self.names.index(name) for name in until["parties"])
            amount, since = Fraction(until["reaches"]), until.get("since", 0)
            stop = Reaches(parties, amount, since, until.get("hurdle", False))
        elif until:
            stop = Distributed(Fraction(until["distributed"]))
        number = self.names.index
        return Phase(
            {number(name): Fraction(part) for name, part in told["parts"].items()},
            stop,
            {number(name): cap for name, cap in caps.items()},
            {number(a): number(b) for a, b in told.get("instead", {}).items()},
        )

    def ground(self, ground: Ground) -> str:
        names = [self.names[party] for party in sorted(ground.parties)]
        return " ".join([ground.why.value, *names])

    def payouts(self, table: str):
        """Printed and computed figures, for each value and party."""
        for value, payouts in self.told.get(table, {}).items():
            found = self.schedule.payouts(Fraction(value))
            assert sum(found) == Fraction(value)
            for name, printed in payouts.items():
                yield printed, found[self.names.index(name)]


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request) -> Case:
    return Case(request.param)


def printed(figure: Fraction, like: str) -> str:
    """A figure with as many digits as are printed."""
    places = Decimal(like).as_tuple().exponent
    return f"{float(figure):.{-int(places)}f}"


def test_cases_say_where_they_are_from():
    assert len(CASES) >= 6
    for file in CASES:
        assert {"source", "where", "checked", "standing", "unit"} <= Case(file).told.keys()


def test_everybody_has_what_is_published(case):
    for exact, found in case.payouts("payouts"):
        assert found == Fraction(exact)
    for digits, found in case.payouts("printed"):
        assert printed(found, digits) == digits
    for digits, found in case.payouts("wrong"):
        assert printed(found, digits) != digits


def test_break_points_and_their_grounds_are_as_published(case):
    breakpoints = case.schedule.breakpoints[1:]
    if "breaks" in case.told:
        assert {
            str(each.value): [case.ground(ground) for ground in each.why] for each in breakpoints
        } == {str(Fraction(value)): grounds for value, grounds in case.told["breaks"].items()}
    for told, each in zip(case.told.get("printed-breaks", {}).items(), breakpoints, strict=False):
        digits, grounds = told
        assert printed(each.value, digits) == digits
        assert [case.ground(ground) for ground in each.why] == grounds
