"""Who gets what at a sale agrees with published examples, to the last fraction or printed digit.

Each file ``economics/waterfall-*.toml`` is one table of securities. Where a source is wrong, what
it prints is told too, and is not what comes out. To add a table, write the file.
"""

import re
import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.engine.ownership.shares import Threshold
from kingmaker.engine.proceeds.cents import takes
from kingmaker.engine.proceeds.claims import (
    Band,
    CarveOut,
    Common,
    Note,
    Option,
    Participation,
    Preferred,
    Safe,
    Security,
    Unissued,
    Warrant,
)
from kingmaker.engine.proceeds.convertibles import Base
from kingmaker.engine.proceeds.deciding import decisions
from kingmaker.engine.proceeds.equilibria import Answer, TieRule, equilibria
from kingmaker.engine.proceeds.ordering import conversion_order
from kingmaker.engine.proceeds.spans import answers, jumps
from kingmaker.engine.proceeds.waterfall import compiled

HOME = Path(__file__).parent / "economics"
CASES = sorted(HOME.glob("waterfall-*.toml"))
KINDS: dict[str, type] = {
    "common": Common,
    "option": Option,
    "unissued": Unissued,
    "preferred": Preferred,
    "warrant": Warrant,
    "carve-out": CarveOut,
    "safe": Safe,
    "note": Note,
}
RULES = {"fewest": TieRule.FEWEST, "most": TieRule.MOST}


class Case:
    """A file, and its securities by number."""

    def __init__(self, file: Path) -> None:
        self.told: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self.names = list(self.told["securities"])
        self.groups = list(self.told.get("rules", {}))
        self.securities = [self.security(dict(t)) for t in self.told["securities"].values()]
        self.rules = {
            number: self.rule(self.told["rules"][name]) for number, name in enumerate(self.groups)
        }
        self.within = Fraction(self.told.get("within", 0))

    def security(self, told: dict[str, Any]) -> Security:
        kind = KINDS[told.pop("kind")]
        reading = {
            "participation": Participation,
            "base": Base,
            "security": self.names.index,
            "group": self.groups.index,
            "tier": int,
            "pre_money": bool,
            "bands": lambda bands: tuple(
                Band(Fraction(upto) if upto else None, Fraction(rate)) for upto, rate in bands
            ),
        }
        return kind(**{key: reading.get(key, Fraction)(value) for key, value in told.items()})

    @staticmethod
    def rule(told: str) -> Threshold | None:
        if told == "total":
            return None
        sign, part = re.fullmatch(r"(>=?) (.+)", told).groups()
        return Threshold(Fraction(part), strict=sign == ">")

    def table(self, name: str) -> list[tuple[Fraction, dict[str, str]]]:
        return [(Fraction(value), row) for value, row in self.told.get(name, {}).items()]

    def answers(self, value: Fraction) -> list[Answer]:
        return equilibria(self.securities, value, self.rules)

    def agrees(self, payouts: tuple[Fraction, ...], row: dict[str, str]) -> bool:
        """Whether payouts are those printed."""
        return all(
            abs(payouts[self.names.index(name)] - Fraction(printed)) <= self.within
            for name, printed in row.items()
        )


@pytest.fixture(params=CASES, ids=lambda file: file.stem.removeprefix("waterfall-"))
def case(request) -> Case:
    return Case(request.param)


def test_payouts_are_as_published_and_nothing_is_left(case):
    for value, row in case.table("payouts"):
        (answer,) = case.answers(value)
        assert case.agrees(answer.payouts, row)
        assert sum(answer.payouts) == value


def test_several_stable_answers_are_all_told(case):
    for value, rows in case.table("several"):
        found = case.answers(value)
        assert len(found) == len(rows)
        for name, row in rows.items():
            (answer,) = [answer for answer in found if RULES[name] in answer.rules]
            assert case.agrees(answer.payouts, row)
            assert sum(answer.payouts) == value


def test_what_is_published_wrong_is_not_reproduced(case):
    for value, row in case.table("wrong"):
        assert not any(case.agrees(answer.payouts, row) for answer in case.answers(value))


def test_break_points_are_as_published(case):
    if "breakpoints" in case.told:
        found = [each.value for each in compiled(case.securities).breakpoints]
        assert found == [Fraction(value) for value in case.told["breakpoints"]]


def test_a_table_without_decisions_is_compiled_to_the_same(case):
    if not decisions(case.securities, case.rules).deciders:
        waterfall = compiled(case.securities)
        for value, row in case.table("payouts"):
            assert case.agrees(waterfall.payouts(value), row)


def test_the_order_of_conversion_is_as_published(case):
    if "order" in case.told:
        found = [
            [case.names[k] for k in places] for _, places in conversion_order(case.securities)
        ]
        assert found == case.told["order"]


def test_payouts_jump_where_it_is_published(case):
    if "jumps" in case.told:
        spans = answers(case.securities, case.rules)
        for name, values in case.told["jumps"].items():
            found = [jump.value for jump in jumps(spans, RULES[name])]
            assert found == [Fraction(value) for value in values]


def test_what_later_payments_take_back_is_told(case):
    told = case.told.get("takes", [])
    payments = [Fraction(row["payment"]) for row in told]
    found = takes(lambda value: case.answers(value)[0].payouts, payments)
    for take, row in zip(found, told, strict=True):
        assert case.agrees(take, {name: row[name] for name in case.names})


def test_every_case_says_where_it_is_from(case):
    known = {
        "source", "where", "checked", "unit", "within", "securities", "rules", "breakpoints",
        "order", "jumps", "payouts", "several", "wrong", "takes",
    }  # fmt: skip

    assert case.told["source"]
    assert case.told["where"]
    assert set(case.told) <= known
