"""Payouts over chances of what there is to share out: expected, likely to exceed, quantiles."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.approximate import Approximate, Figure
from kingmaker.engine.proceeds.distribution import Discrete, Spread
from kingmaker.engine.proceeds.pieces import Piece, Pieces

_UNIT = 2.0**-52

_Part: TypeAlias = "tuple[Fraction, Figure]"
"""A figure, and how many times it counts."""


def expected(payout: Pieces, values: Discrete | Spread) -> Figure:
    """The expected payout.

    Parameters
    ----------
    payout : Pieces
        What is got of every value.
    values : Discrete or Spread
        The chances of values.

    Returns
    -------
    Fraction or Approximate
        Exact where the chances are; otherwise with a bound on the error.

    Raises
    ------
    ValueError
        If there are values before the payout begins.
    """
    if isinstance(values, Discrete):
        return sum((chance * payout.at(value) for value, chance in values.points), Fraction(0))
    parts: list[_Part] = []
    for piece, end in _ends(payout, values):
        constant = piece.value - piece.slope * piece.start
        parts += [(constant * sign, figure) for sign, figure in _over(values, piece.start, end)]
        upper = values.mean if end is None else values.mean_below(end)
        parts += [(piece.slope, upper), (-piece.slope, values.mean_below(piece.start))]
    return _combined(parts)


def chance_above(
    payout: Pieces, values: Discrete | Spread, amount: Fraction, *, or_equal: bool = False
) -> Figure:
    """The chance that a payout is more than an amount.

    Parameters
    ----------
    payout, values
        As for `expected`.
    amount : Fraction
        In money.
    or_equal : bool
        Whether just as much is enough. A capped payout equals its cap with some chance.

    Raises
    ------
    ValueError
        If there are values before the payout begins.
    """

    def enough(got: Fraction) -> bool:
        return got >= amount if or_equal else got > amount

    if isinstance(values, Discrete):
        chances = (chance for value, chance in values.points if enough(payout.at(value)))
        return sum(chances, Fraction(0))
    parts: list[_Part] = []
    for piece, end in _ends(payout, values):
        if not piece.slope:
            if enough(piece.value):
                parts += _over(values, piece.start, end)
            continue
        turn = max(piece.start, piece.start + (amount - piece.value) / piece.slope)
        start, stop = (turn, end) if piece.slope > 0 else (piece.start, turn)
        if piece.slope < 0 and end is not None:
            stop = min(turn, end)
        if stop is None or start < stop:
            parts += _over(values, start, stop)
    return _combined(parts)


def payout_quantile(payout: Pieces, values: Discrete | Spread, chance: Fraction) -> Figure:
    """The least amount that a payout does not exceed with at least a chance.

    Parameters
    ----------
    payout, values
        As for `expected`.
    chance : Fraction
        Between 0 and 1, and neither of them.

    Raises
    ------
    ValueError
        If more value gives less payout somewhere, there are values before it begins, or the
        chance is not between 0 and 1.
    """
    if not payout.rising:
        raise ValueError("quantiles are told of payouts that never fall as the value rises")
    if isinstance(values, Discrete):
        for value, _ in values.points:
            payout.piece(value)
        return payout.at(values.quantile(chance))
    list(_ends(payout, values))
    at = values.quantile(chance)
    if isinstance(at, Fraction):
        return _up_to(payout, at)
    first = payout.starts[0]
    low = _up_to(payout, max(first, Fraction(at.value) - Fraction(at.error)))
    high = payout.at(max(first, Fraction(at.value) + Fraction(at.error)))
    middle = float((low + high) / 2)
    return Approximate(middle, float((high - low) / 2) * (1 + _UNIT) + abs(middle) * _UNIT)


def _ends(payout: Pieces, values: Spread) -> Iterable[tuple[Piece, Fraction | None]]:
    """Pieces, and where each ends; ValueError if there are values before the first."""
    payout.piece(values.least)
    return list(zip(payout.pieces, [*payout.starts[1:], None], strict=True))


def _over(values: Spread, start: Fraction, end: Fraction | None) -> list[_Part]:
    """The chance of values from one to another."""
    upper = Fraction(1) if end is None else values.below(end)
    return [(Fraction(1), upper), (Fraction(-1), values.below(start))]


def _up_to(payout: Pieces, value: Fraction) -> Fraction:
    """What is got of values just less than one; of the first, what is got there."""
    before = [piece for piece in payout.pieces if piece.start < value]
    return before[-1].at(value) if before else payout.at(value)


def _combined(parts: Iterable[_Part]) -> Figure:
    """Figures, each so many times, added up; exact if all are."""
    exact, value, error, confidence = Fraction(0), Fraction(0), Fraction(0), 1.0
    rounded = False
    for factor, figure in parts:
        if isinstance(figure, Fraction):
            exact += factor * figure
        elif factor:
            rounded = True
            value += factor * Fraction(figure.value)
            error += abs(factor) * Fraction(figure.error)
            confidence = min(confidence, figure.confidence)
    if not rounded:
        return exact
    found = float(value + exact)
    return Approximate(found, float(error) * (1 + _UNIT) + abs(found) * _UNIT, confidence)
