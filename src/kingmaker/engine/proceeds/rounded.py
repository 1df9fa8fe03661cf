"""Payouts at very many values at once, in floats, with a proven bound on their error."""

from __future__ import annotations

from typing import Any, cast

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.proceeds.waterfall import Waterfall

PART = 2.0**-48
"""A payout is off by at most this part of the value."""

LEAST = 2.0**-1000
"""And by no more than this, where that is more: near the smallest numbers floats lose digits."""

_CHUNK = 8_192
"""Values at a time: what belongs to them stays in the cache."""


def payouts_at(waterfall: Waterfall, values: Any) -> Any:
    """What each security gets of each of many values.

    Parameters
    ----------
    waterfall : Waterfall
        Of a table of m securities: from `compiled`.
    values : float64[n]
        Finite, and not negative.

    Returns
    -------
    float64[n, m]
        Each within ``2**-48`` times its value of the exact payout; within ``2**-1000`` if that
        is more.

    Raises
    ------
    ValueError
        If a value is negative or no number.

    Notes
    -----
    With ``u = 2**-53``: a payout is an amount at the start of a part and a slope times what is
    beyond it. All three lie between 0 and the value, or 1, and are rounded once; so are the
    difference, the product and the sum: at most ``8 u`` of the value in all. A value that floats
    put on the wrong side of a start is off from it by ``u`` of the start, and payouts are
    continuous, with no slope above 3. Where payouts are curved, the level comes of sums of terms
    that are not negative and no more than the value, over claims at least as large as each rate
    it is multiplied by: at most ``24 u``.
    """
    import numpy as np

    given: Any = np.asarray(values, dtype=np.float64)
    if given.ndim != 1 or not bool(np.isfinite(given).all()) or bool((given < 0).any()):
        raise ValueError("values are a row of numbers that are not negative")
    starts = np.array([float(start) for start in waterfall.starts])
    amounts = np.array([[float(each) for each in row] for row in waterfall.amounts])
    width = amounts.shape[1]
    slopes = np.array(
        [[float(s) for s in row] if row is not None else [0.0] * width for row in waterfall.slopes]
    )
    curved = [part for part, row in enumerate(waterfall.slopes) if row is None]
    found = np.empty((len(given), width))
    for low in range(0, len(given), _CHUNK):
        chunk = given[low : low + _CHUNK]
        part = cast("Any", np.searchsorted(starts, chunk, side="right") - 1)
        rows = found[low : low + _CHUNK]
        np.take(slopes, part, axis=0, out=rows)
        rows *= (chunk - starts[part])[:, None]
        rows += amounts[part]
        for each in curved:
            those = np.flatnonzero(part == each)
            if len(those):
                rows[those] = _curved(waterfall, each, chunk[those])
    return found


def _curved(waterfall: Waterfall, part: int, values: Any) -> Any:
    """The same within one part in which a carve-out shares a tier."""
    import numpy as np

    from kingmaker.engine.proceeds.pouring import stretch_at

    start = waterfall.starts[part]
    stretch = stretch_at(waterfall.stretches, start)
    claims: dict[int, Any] = {}
    for place in (*stretch.passed, *stretch.sharing):
        carve = waterfall.carved[place]
        base, rate = carve.claim(start), carve.rate(start)
        claims[place] = float(base - rate * start) + float(rate) * values
    level = float(stretch.at)
    sharing = sum((claims[place] for place in stretch.sharing), np.zeros(len(values)))
    taken = sum((claims[place] for place in stretch.passed), np.zeros(len(values)))
    left = values - float(stretch.total) - taken - level * sharing
    more = left / (float(stretch.speed) + sharing)
    amounts = np.array([float(amount) for amount in stretch.amounts])
    rates = np.array([float(rate) for rate in stretch.rates])
    found = amounts + rates * more[:, None]
    for place in stretch.passed:
        found[:, place] = claims[place]
    for place in stretch.sharing:
        found[:, place] = (level + more) * claims[place]
    return found


def approximate_payouts(waterfall: Waterfall, value: float) -> list[Approximate]:
    """What each security gets of one value, each with its bound."""
    return [
        Approximate(float(x), max(PART * value, LEAST)) for x in payouts_at(waterfall, [value])[0]
    ]
