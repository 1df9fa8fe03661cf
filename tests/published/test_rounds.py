"""Rounds of financing agree with published ones: exactly, and to what rounding they print.

Each file ``economics/round-*.toml`` is one round. A source that rounds prices on the way is met
within the relative tolerance told in the file, and its figures in fractions exactly.
"""

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.proceeds.conversions import (
    POST_MONEY,
    PRE_MONEY,
    Convertible,
    Terms,
    most_favoured,
)
from kingmaker.engine.proceeds.pricing import priced
from kingmaker.engine.proceeds.rounds import Capital, PoolTarget, Priced, Round
from kingmaker.engine.proceeds.whole_shares import in_whole_shares

CASES = sorted((Path(__file__).parent / "economics").glob("round-*.toml"))
BASES = {"post-money": POST_MONEY, "pre-money": PRE_MONEY}


class Case:
    """A file, and its round."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        terms = self.told["round"]
        self.terms = Round(
            Fraction(terms["valuation"]),
            tuple(Fraction(amount) for amount in terms["investments"]),
            tuple(self.convertibles()),
            pool=PoolTarget(Fraction(terms["pool"])) if "pool" in terms else None,
            conversions_count=terms.get("conversions-count", True),
        )
        shares = tuple(Fraction(held) for held in self.told["shares"])
        self.outcome = priced(Capital(shares, Fraction(self.told.get("pool", 0))), self.terms)

    def convertibles(self) -> list[Convertible]:
        found: list[Convertible] = []
        for told in reversed(self.told["convertibles"]):
            amount = Fraction(told["amount"])
            cap = told.get("cap")
            terms = Terms(
                Fraction(cap)
                if cap
                else amount / Fraction(told["part"])
                if "part" in told
                else None,
                BASES[told.get("base", "post-money")],
                Fraction(told.get("discount", 0)),
            )
            one = Convertible(amount, (terms,))
            found.append(most_favoured(one, found) if told.get("most-favoured") else one)
        return found[::-1]


def figures(told: dict[str, Any], outcome: Priced):
    """Told and computed figures."""
    if "price" in told:
        yield told["price"], outcome.price
    if "total" in told:
        yield told["total"], outcome.after.total
    if "pool" in told:
        yield told["pool"], outcome.pool
    for number, shares in told.get("converted", {}).items():
        yield shares, outcome.converted[int(number)].shares
    for number, price in told.get("prices", {}).items():
        yield price, outcome.converted[int(number)].price
    yield from zip(told.get("new", []), outcome.new, strict=False)


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request) -> Case:
    return Case(request.param)


def test_cases_say_where_they_are_from():
    assert len(CASES) >= 4
    for file in CASES:
        assert {"source", "where", "checked", "standing"} <= Case(file).told.keys()


def test_exact_figures_are_met_exactly(case):
    for told, found in figures(case.told["exact"], case.outcome):
        assert found == Fraction(told)
    for number, by in case.told["exact"].get("by", {}).items():
        assert case.outcome.converted[int(number)].by.value == by


def test_printed_figures_are_met_within_their_rounding(case):
    whole = in_whole_shares(case.outcome, case.terms)
    for told, found in figures(case.told.get("printed", {}), whole):
        assert abs(found / Fraction(told) - 1) <= Fraction(case.told["relative"])
