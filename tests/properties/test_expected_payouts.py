"""Payouts over chances: what is in closed form is what adding up many values comes to."""

from fractions import Fraction
from itertools import pairwise
from math import erfc, exp, log, pi, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

import programmes
from kingmaker.engine.approximate import Approximate
from kingmaker.engine.proceeds.distribution import Discrete, LogNormal, Triangular, Uniform
from kingmaker.engine.proceeds.expectation import chance_above, expected, payout_quantile
from kingmaker.engine.proceeds.pieces import Piece, Pieces
from kingmaker.engine.proceeds.scheduling import scheduled

AMOUNTS = st.fractions(0, 20, max_denominator=8)
CHANCES = st.fractions(Fraction(1, 50), Fraction(49, 50), max_denominator=100)


@st.composite
def payouts(draw, jumps: bool = True, falls: bool = True) -> Pieces:
    starts = sorted(draw(st.sets(st.integers(1, 15), max_size=4)))
    slopes = st.fractions(-1 if falls else 0, 1, max_denominator=4)
    found = [Piece(Fraction(0), Fraction(draw(st.integers(0, 2))), draw(slopes))]
    for start in map(Fraction, starts):
        low = -2 if falls else 0
        more = (
            Fraction(draw(st.integers(low, 2))) if jumps and draw(st.booleans()) else Fraction(0)
        )
        found.append(Piece(start, found[-1].at(start) + more, draw(slopes)))
    return Pieces(tuple(found))


@st.composite
def spreads(draw) -> Uniform | Triangular:
    least, middle, most = sorted(draw(st.lists(AMOUNTS, min_size=3, max_size=3)))
    if draw(st.booleans()):
        return Uniform(least, most + 1)
    return Triangular(least, middle, most + 1)


LOGNORMALS = st.builds(
    LogNormal,
    st.fractions(Fraction(1, 2), 20, max_denominator=8),
    st.floats(0.05, 2.5),
)


@st.composite
def discretes(draw) -> Discrete:
    values = draw(st.lists(AMOUNTS, min_size=1, max_size=4, unique=True))
    weights = draw(st.lists(st.integers(1, 4), min_size=len(values), max_size=len(values)))
    whole = sum(weights)
    return Discrete(tuple((v, Fraction(w, whole)) for v, w in zip(values, weights, strict=True)))


def density(values: Uniform | Triangular, at: Fraction, beside: Fraction) -> Fraction:
    """How likely a value is, on the straight piece of the density on which another lies."""
    width = values.most - values.least
    if isinstance(values, Uniform):
        return 1 / width
    if beside < values.likeliest:
        return 2 * (at - values.least) / (width * (values.likeliest - values.least))
    return 2 * (values.most - at) / (width * (values.most - values.likeliest))


def integral(values: Uniform | Triangular, payout: Pieces) -> Fraction:
    """Between all corners by Simpson's rule, which is exact for products of straight lines."""
    corners = {values.least, values.most, getattr(values, "likeliest", values.least)}
    corners |= {start for start in payout.starts if values.least < start < values.most}
    found = Fraction(0)
    for low, high in pairwise(sorted(corners)):
        middle, piece = (low + high) / 2, payout.piece(low)
        for at, weight in ((low, 1), (middle, 4), (high, 1)):
            found += (high - low) / 6 * weight * density(values, at, middle) * piece.at(at)
    return found


@given(payouts(), spreads())
def test_an_expected_payout_is_the_integral_and_exact(payout, values):
    found = expected(payout, values)

    assert isinstance(found, Fraction)
    assert found == integral(values, payout)


@settings(max_examples=30)
@given(payouts(), LOGNORMALS)
def test_a_lognormal_expectation_is_the_integral_within_its_bound(payout, values):
    found = expected(payout, values)
    mean, spread = log(values.median), values.spread
    scale = exp(spread**2 / 2) * float(values.median)
    # in standard deviations, within which all but nothing lies
    first, last = -12.0, 12.0 + spread
    starts = [(log(float(start)) - mean) / spread for start in payout.starts[1:]]
    ends = [first, *(min(max(start, first), last) for start in starts), last]
    total = 0.0
    for (low, high), piece in zip(pairwise(ends), payout.pieces, strict=True):
        value, slope, start = map(float, (piece.value, piece.slope, piece.start))

        def part(z, value=value, slope=slope, start=start):
            got = value + slope * (exp(mean + spread * z) - start)
            return got * exp(-z * z / 2) / sqrt(2 * pi)

        cuts = [low, *(c for c in (-3.0, 0.0, 3.0) if low < c < high), high]
        for a, b in pairwise(cuts):
            total += integrate.quad(part, a, b, epsabs=1e-12, epsrel=1e-12, limit=200)[0]

    if isinstance(found, Fraction):  # of payouts that are the same everywhere
        found = Approximate(float(found), 0)
    assert abs(found.value - total) <= found.error + 1e-9 * (1 + scale)
    assert found.error <= 1e-11 * (10 + scale)


@given(payouts(), spreads() | discretes() | LOGNORMALS, st.fractions(-5, 20, max_denominator=4))
def test_more_less_and_equal_are_all_there_is(payout, values, amount):
    turned = Pieces(tuple(Piece(p.start, -p.value, -p.slope) for p in payout.pieces))
    more = chance_above(payout, values, amount)
    enough = chance_above(payout, values, amount, or_equal=True)
    less = chance_above(turned, values, -amount)

    assert float(more) <= float(enough) + 1e-12
    if isinstance(enough, Fraction) and isinstance(less, Fraction):
        assert enough + less == 1
    else:
        assert abs(float(enough) + float(less) - 1) <= 1e-12


@given(payouts(falls=False), spreads() | discretes(), CHANCES)
def test_a_quantile_is_passed_with_its_chance_and_nothing_less_is(payout, values, chance):
    found = payout_quantile(payout, values, chance)
    slack = Fraction(1, 10**9)

    if isinstance(found, Fraction):
        assert 1 - chance_above(payout, values, found) >= chance
        assert 1 - chance_above(payout, values, found - slack) < chance
    else:
        assert 1 - chance_above(payout, values, Fraction(found.most)) >= chance
        assert 1 - chance_above(payout, values, Fraction(found.least) - slack) < chance


@given(LOGNORMALS, CHANCES)
def test_lognormal_figures_agree_with_others(values, chance):
    median = float(values.median)
    other = stats.lognorm(values.spread, scale=median)
    itself = Pieces((Piece(Fraction(0), Fraction(0), Fraction(1)),))

    at = payout_quantile(itself, values, chance)
    assert float(at) == pytest.approx(other.ppf(float(chance)), rel=1e-9)
    assert at.error <= 1e-12 * at.value
    assert float(expected(itself, values)) == pytest.approx(other.mean(), rel=1e-12)
    share = values.below(Fraction(5))
    assert share.value == pytest.approx(other.cdf(5.0), abs=1e-14)
    assert share.holds(erfc(-(log(5) - log(median)) / values.spread / sqrt(2)) / 2)


@settings(max_examples=50)
@given(programmes.programmes(), spreads())
def test_what_parties_expect_comes_to_what_is_expected(programme, values):
    found = scheduled(programme)

    lines = [found.line(party) for party in range(programme.parties)]
    assert sum(expected(line, values) for line in lines) == values.mean


@given(payouts(), discretes())
def test_single_values_are_added_up_one_by_one(payout, values):
    assert expected(payout, values) == sum(c * payout.at(v) for v, c in values.points)


def test_a_capped_payout_equals_its_cap_with_some_chance():
    capped = Pieces.through([(Fraction(0), Fraction(0)), (Fraction(4), Fraction(2))], Fraction(0))
    even = Uniform(Fraction(0), Fraction(8))

    assert chance_above(capped, even, Fraction(2)) == 0
    assert chance_above(capped, even, Fraction(2), or_equal=True) == Fraction(1, 2)
    assert expected(capped, even) == Fraction(3, 2)
    assert payout_quantile(capped, even, Fraction(1, 4)) == 1
    assert payout_quantile(capped, even, Fraction(3, 4)) == 2


def test_a_quantile_at_a_jump_is_what_is_got_before_it():
    zero, one, two = Fraction(0), Fraction(1), Fraction(2)
    jump = Pieces((Piece(zero, zero, zero), Piece(two, one, zero)))

    assert payout_quantile(jump, Uniform(zero, 2 * two), Fraction(1, 2)) == 0
    assert payout_quantile(jump, Uniform(zero, 2 * two), Fraction(51, 100)) == 1
    assert payout_quantile(jump, Discrete(((two, one),)), Fraction(1, 2)) == 1
    # a lognormal half lies at the jump: before it or after it is not known
    assert payout_quantile(jump, LogNormal(two, 1.0), Fraction(1, 2)).holds(0)


def test_chances_that_cannot_be_are_refused():
    one = Fraction(1)
    itself = Pieces((Piece(Fraction(0), Fraction(0), one),))
    falling = Pieces((Piece(Fraction(0), Fraction(9), -one),))
    even = Uniform(Fraction(0), one)

    with pytest.raises(ValueError, match="come to one"):
        Discrete(((one, Fraction(1, 2)),))
    with pytest.raises(ValueError, match="comes first"):
        Uniform(one, one)
    with pytest.raises(ValueError, match="likeliest"):
        Triangular(one, Fraction(0), Fraction(2))
    with pytest.raises(ValueError, match="spread above 0"):
        LogNormal(one, 0.0)
    with pytest.raises(ValueError, match="never fall"):
        payout_quantile(falling, even, Fraction(1, 2))
    for values in (even, Discrete(((one, one),)), Triangular(Fraction(0), one, one)):
        with pytest.raises(ValueError, match="between 0 and 1"):
            payout_quantile(itself, values, one)
    with pytest.raises(ValueError, match="10\\^-12"):
        LogNormal(one, 1.0).quantile(1 - Fraction(1, 10**13))
    with pytest.raises(ValueError, match="where payouts begin"):
        expected(itself, Uniform(-one, one))
