"""Figures as they are printed: rounded, and never to what they are not."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingmaker.analyses import Answer, Column
from kingmaker.analyses.plainly import figure
from kingmaker.engine.approximate import Approximate
from kingmaker.faces.cells import approximate, cell, decimal, percent
from kingmaker.faces.wording import exact


@dataclass(frozen=True)
class Nothing:
    """A row without columns."""


ANSWER = Answer("?", (), Nothing, "", frozenset())
SHARE, INDEX = Column("part", "share", "…"), Column("power", "index", "…")


@given(st.fractions(-3, 3, max_denominator=10**6), st.integers(1, 6))
def test_a_negative_figure_is_that_without_its_sign_and_a_sign(value, places):
    size, less = decimal(abs(value), places), decimal(-abs(value), places)

    if not value:
        assert size == less == "0"
    else:
        assert less.replace("-", "", 1).lstrip("<>") == size.lstrip("<>")
        assert (less[0] == ">", less[0] == "<") == (size[0] == "<", size[0] == ">")


def test_negative_figures_are_printed_alike_everywhere():
    value = Fraction(-28, 1000)

    assert decimal(value) == "-0.0280"
    assert percent(value) == "-2.8 %"
    assert cell(ANSWER, SHARE, value) == "-2.8 %"
    assert cell(ANSWER, INDEX, value) == "-0.0280"
    assert figure(value) == "-0.028"
    assert exact(value) == "-7/250 (-0.028)"
    assert approximate(Approximate(-0.028, 1e-9)) == "-0.0280"


def test_what_floats_round_away_below_nought_is_nought():
    assert cell(ANSWER, SHARE, Approximate(-1e-17, 1e-15)) == "0 %"
    assert cell(ANSWER, SHARE, Approximate(-0.25, 1e-15)) == "-25 %"
    assert cell(ANSWER, INDEX, Approximate(-1e-17, 1e-15)) == "<0.0001"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(99999, 100000), "99999/100000 (>0.9999)"),
        (Fraction(1, 100000), "1/100000 (<0.0001)"),
        (Fraction(2469, 2), "2469/2 (1,234.5)"),
        (Fraction(12345679, 12345678), "1.0000"),
    ],
)
def test_a_fraction_of_any_size_has_its_decimals_beside_it(value, text):
    assert exact(value) == text
