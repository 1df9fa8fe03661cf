"""In which order securities convert, as the value rises."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kingmaker.engine.proceeds.claims import Note, Preferred, Safe, Security
from kingmaker.engine.proceeds.levels import bought, repaid


def conversion_order(securities: Sequence[Security]) -> list[tuple[Fraction, tuple[int, ...]]]:
    """List who converts before whom: by what each gives up for a share it gets.

    Parameters
    ----------
    securities : sequence of Security
        Each known by its place.

    Returns
    -------
    list of (Fraction, tuple of int)
        The price of a common share above which converting pays, lowest first, and for whom. What
        never converts is left out, and so is what depends on who else does.
    """
    prices: dict[Fraction, list[int]] = {}
    for place, security in enumerate(securities):
        price: Fraction | None = None
        if isinstance(security, Preferred):
            price = security.converts_at if security.group is None else None
        elif isinstance(security, Safe | Note) and (shares := bought(security, securities)):
            price = repaid(security) / shares
        if price is not None:
            prices.setdefault(price, []).append(place)
    return [(price, tuple(prices[price])) for price in sorted(prices)]
