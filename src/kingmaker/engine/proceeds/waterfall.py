"""Who gets what at each value: break points, and payouts between them, exact.

Where each class decides for itself and no count of shares depends on who converts, converting
is settled by the price of a common share alone: all that is paid grows with it, so one price
fits a value. It is an equilibrium: had a class converted below what its claim is worth to it,
the price would have to be higher still, and more would be paid than there is. And it is the
only one in what is paid.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.engine.proceeds.claims import CarveOut, Note, Preferred, Safe, Security
from kingmaker.engine.proceeds.levels import Form, Reason, automatic, discounted
from kingmaker.engine.proceeds.pouring import Cause, Stretch, edges, poured, stretch_at

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class BreakPoint:
    """A value at which the next unit goes elsewhere than the one before.

    Attributes
    ----------
    value : Fraction
        Of the whole.
    price : Fraction
        Of one common share there; the least, if no value goes with some prices.
    causes : tuple of Cause
        Why.
    """

    value: Fraction
    price: Fraction
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Payouts as functions of the value: affine between break points, unless curved.

    Attributes
    ----------
    starts : tuple of n Fraction
        The values at which its parts begin, the first of them 0.
    amounts : tuple of n tuples of m Fraction
        What each of m securities has there.
    slopes : tuple of n tuples of m Fraction, or None
        What each has of the next unit in a part; None where payouts are curved, a carve-out
        sharing in a tier that is short.
    stretches : tuple of Stretch
        The levels, in their order.
    breakpoints : tuple of BreakPoint
        Where the parts meet.
    carved : mapping of int to CarveOut
        The carve-outs, by their place.
    claims : Fraction
        All fixed claims together, carve-outs left out.
    covered : Fraction
        The least value at which they all are paid, and carve-outs too.
    """

    starts: tuple[Fraction, ...]
    amounts: tuple[tuple[Fraction, ...], ...]
    slopes: tuple[tuple[Fraction, ...] | None, ...]
    stretches: tuple[Stretch, ...]
    breakpoints: tuple[BreakPoint, ...]
    carved: Mapping[int, CarveOut] = field(repr=False)
    claims: Fraction
    covered: Fraction

    def _part(self, value: Fraction) -> int:
        if value < 0:
            raise ValueError("there is nothing to pay out of a value below nothing")
        return bisect_right(self.starts, value) - 1

    def payouts(self, value: Fraction) -> tuple[Fraction, ...]:
        """What each security gets of a value.

        Raises
        ------
        ValueError
            If the value is negative.
        """
        part = self._part(value)
        slopes, more = self.slopes[part], value - self.starts[part]
        if slopes is None:
            return stretch_at(self.stretches, value).payouts(value, self.carved)
        pairs = zip(self.amounts[part], slopes, strict=True)
        return tuple(amount + slope * more if slope else amount for amount, slope in pairs)

    def payout(self, security: int, value: Fraction) -> Fraction:
        """What one security gets of a value."""
        part = self._part(value)
        slopes = self.slopes[part]
        if slopes is None:
            return self.payouts(value)[security]
        return self.amounts[part][security] + slopes[security] * (value - self.starts[part])

    def marginal(self, value: Fraction) -> tuple[Fraction, ...] | None:
        """What each security gets of the next unit; None where payouts are curved."""
        return self.slopes[self._part(value)]

    def price(self, value: Fraction) -> Fraction:
        """What one common share is worth; nothing while claims are unpaid."""
        return _price(self.stretches, value, self.carved)

    def indifferent(self, security: int) -> list[tuple[Fraction, Fraction | None]]:
        """The values over which a security gains nothing, each from and up to; None is no end."""
        found: list[tuple[Fraction, Fraction | None]] = []
        for part, slopes in enumerate(self.slopes):
            if slopes is None or slopes[security]:
                continue
            low = self.starts[part]
            high = self.starts[part + 1] if part + 1 < len(self.starts) else None
            if found and found[-1][1] == low:
                low = found.pop()[0]
            found.append((low, high))
        return found

    def least_value(self, security: int, amount: Fraction) -> Fraction | None:
        """The least value of which a security gets an amount.

        Returns
        -------
        Fraction or None
            None if it never gets so much.

        Raises
        ------
        ValueError
            If it gets it where payouts are curved; the value is then no fraction.
        """
        for part, start in enumerate(self.starts):
            have = self.amounts[part][security]
            if have >= amount:
                return start
            slopes = self.slopes[part]
            last = part + 1 == len(self.starts)
            if slopes is None:
                if last or self.amounts[part + 1][security] > amount:
                    raise ValueError("the amount is reached where payouts are curved")
            elif slopes[security]:
                value = start + (amount - have) / slopes[security]
                if last or value < self.starts[part + 1]:
                    return value
        return None

    def unpaid(self, value: Fraction) -> Fraction:
        """What nobody has a claim to; nothing wherever there is common stock."""
        return value - sum(self.payouts(value), _ZERO)


def compiled(securities: Sequence[Security]) -> Waterfall:
    """Work out the payouts of a table at all values.

    Parameters
    ----------
    securities : sequence of Security
        Each known by its place.

    Returns
    -------
    Waterfall
        With a payout for each security, in their order.

    Raises
    ------
    ValueError
        If share counts depend on who converts, or a group decides: see `equilibria`. If
        carve-outs claim too much.
    """
    for security in securities:
        if isinstance(security, Preferred) and security.group is not None:
            raise ValueError("a group that converts together may have several stable answers")
        if isinstance(security, Safe) and security.post_money:
            raise ValueError("a cap after money counts who converts: ask for stable answers")
        if isinstance(security, Safe | Note) and discounted(security) is not None:
            raise ValueError("a discount is of a price that depends on it: ask for stable answers")
    form = automatic(securities)
    return merged([form(place) for place in range(len(securities))], carve_outs(securities))


def carve_outs(securities: Sequence[Security]) -> dict[int, CarveOut]:
    """The carve-outs of a table, by their place."""
    return {k: each for k, each in enumerate(securities) if isinstance(each, CarveOut)}


def merged(forms: Sequence[Form], carved: Mapping[int, CarveOut]) -> Waterfall:
    """The payouts that forms come to at all values; see `compiled`."""
    stretches = poured(forms, carved)
    priced = next(each for each in stretches if each.tier is None)
    ends = {_ZERO, *(s.value for s in stretches if s.value > 0), *edges(carved)}
    causes: defaultdict[Fraction, list[Cause]] = defaultdict(list)
    for stretch in stretches:
        causes[stretch.value] += stretch.causes
    for place, carve in carved.items():
        for edge in carve.edges:
            causes[edge].append(Cause(Reason.BAND_ENDS, security=place))
    starts: list[Fraction] = []
    slopes: list[tuple[Fraction, ...] | None] = []
    ordered = sorted(ends)
    for start, end in zip(ordered, (*ordered[1:], None), strict=True):
        stretch = stretch_at(stretches, start)
        slope = _slopes(stretch, start, end, carved)
        if starts and slope == slopes[-1]:
            claiming = (carved[place] for place in (*stretch.passed, *stretch.sharing))
            if slope is not None or (
                stretch is stretch_at(stretches, starts[-1])
                and not any(start in carve.edges for carve in claiming)
            ):
                continue
        starts.append(start)
        slopes.append(slope)
    return Waterfall(
        tuple(starts),
        tuple(stretch_at(stretches, start).payouts(start, carved) for start in starts),
        tuple(slopes),
        tuple(stretches),
        tuple(
            BreakPoint(start, _price(stretches, start, carved), tuple(causes[start]))
            for start in starts[1:]
        ),
        carved,
        priced.total,
        max(_ZERO, priced.value),
    )


def _price(
    stretches: Sequence[Stretch], value: Fraction, carved: Mapping[int, CarveOut]
) -> Fraction:
    stretch = stretch_at(stretches, value, least=True)
    return stretch.level(value, carved) if stretch.tier is None else _ZERO


def _slopes(
    stretch: Stretch, start: Fraction, end: Fraction | None, carved: Mapping[int, CarveOut]
) -> tuple[Fraction, ...] | None:
    """What each has of the next unit, from a value up to another; None if that changes."""
    if stretch.curved and end is not None:
        # a fraction of a square and a line is straight if it is so at three values
        step = (end - start) / 3
        rows = [stretch.payouts(start + k * step, carved) for k in range(3)]
        if any(x + z != 2 * y for x, y, z in zip(*rows, strict=True)):
            return None
        return tuple((y - x) / step for x, y, _ in zip(*rows, strict=True))
    taken = {place: carved[place].rate(start) for place in stretch.passed}
    left = 1 - sum(taken.values(), _ZERO)
    part = left / stretch.speed if stretch.speed else _ZERO
    found = [rate * part if rate else _ZERO for rate in stretch.rates]
    for place, rate in taken.items():
        found[place] = rate
    for place in stretch.sharing:  # alone in its tier, or it would be curved
        found[place] = left
    return tuple(found)
