"""Forms poured together: the level for a value, and what everybody has at it.

Between two bends of any form lies a stretch. In it all have more in fixed proportions, except
where a carve-out shares a tier with others: its claim is then known only with the value, and
one equation a value tells the level.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.engine.proceeds.claims import CarveOut
from kingmaker.engine.proceeds.levels import Bend, Form, Reason

_ZERO, _ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Cause:
    """Why payouts bend: the reason, and the security or the tier it is about."""

    reason: Reason
    security: int | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Levels between two bends.

    Attributes
    ----------
    tier : int or None
        In which tier; None where the level is the price of a common share.
    at : Fraction
        The level at which it begins.
    value : Fraction
        The value at which it begins.
    amounts, rates : tuple of Fraction
        What each has there, and has more for a unit of the level; carve-outs left out.
    passed, sharing : tuple of int
        Carve-outs that are paid in full, and that share in the tier.
    causes : tuple of Cause
        Why it begins here.
    total, speed : Fraction
        The sums of the amounts and of the rates.
    """

    tier: int | None
    at: Fraction
    value: Fraction
    amounts: tuple[Fraction, ...]
    rates: tuple[Fraction, ...]
    passed: tuple[int, ...]
    sharing: tuple[int, ...]
    causes: tuple[Cause, ...]
    total: Fraction
    speed: Fraction

    @property
    def curved(self) -> bool:
        """Whether payouts in it may be no straight lines."""
        return bool(self.sharing) and (len(self.sharing) > 1 or bool(self.speed))

    def level(self, value: Fraction, carved: Mapping[int, CarveOut]) -> Fraction:
        """The level at a value within the stretch; the least, if there are several."""
        paid, sharing = self.total, _ZERO
        for place in self.passed:
            paid += carved[place].claim(value)
        for place in self.sharing:
            sharing += carved[place].claim(value)
        speed = self.speed + sharing
        return self.at + (value - paid - self.at * sharing) / speed if speed else self.at

    def payouts(self, value: Fraction, carved: Mapping[int, CarveOut]) -> tuple[Fraction, ...]:
        """What each has at a value within the stretch."""
        level = self.level(value, carved)
        more = level - self.at
        found = list(self.amounts)
        if more:
            pairs = zip(self.amounts, self.rates, strict=True)
            found = [amount + rate * more if rate else amount for amount, rate in pairs]
        for place in self.passed:
            found[place] = carved[place].claim(value)
        for place in self.sharing:
            found[place] = level * carved[place].claim(value)
        return tuple(found)


def poured(forms: Sequence[Form], carved: Mapping[int, CarveOut]) -> list[Stretch]:
    """All stretches of some forms, in the order of the level.

    Parameters
    ----------
    forms : sequence of m Form
        Of each security; of a carve-out one that is nothing.
    carved : mapping of int to CarveOut
        The carve-outs, by their place.

    Returns
    -------
    list of Stretch
        Their values do not fall. The last has no end.

    Raises
    ------
    ValueError
        If carve-outs together claim more than the whole of some value, or all of what is beyond
        a value.
    """
    _checked(carved)
    amounts = [form.start for form in forms]
    tiers = {tier for form in forms for tier in form.tiers}
    passed: tuple[int, ...] = ()
    causes: tuple[Cause, ...] = ()
    found: list[Stretch] = []

    def begin(
        tier: int | None, phase: Sequence[tuple[Bend, ...]], sharing: tuple[int, ...]
    ) -> None:
        why = causes
        for at, rates, speed, more in _bends(phase, len(forms)):
            _raised(amounts, found, tier, at)
            before = found[-1] if found else None
            total = sum(amounts, _ZERO) if before is None else before.total
            if before is not None and before.tier == tier:
                total += before.speed * (at - before.at)
            elif before is not None and before.tier is not None:
                total += before.speed * (_ONE - before.at)
            value = _least(total, at, passed, sharing, carved)
            told = (*why, *more)
            row = tuple(amounts)
            found.append(Stretch(tier, at, value, row, rates, passed, sharing, told, total, speed))
            why = ()

    for tier in sorted(tiers | {carve.tier for carve in carved.values()}, reverse=True):
        sharing = tuple(place for place, carve in carved.items() if carve.tier == tier)
        phase = [form.tiers.get(tier, ()) for form in forms]
        begin(tier, phase, sharing)
        _raised(amounts, found, tier, _ONE)
        passed += sharing
        causes = (Cause(Reason.TIER_PAID, tier=tier),) if any(phase) or sharing else ()
    begin(None, [form.price for form in forms], ())
    return found


def _bends(
    phase: Sequence[tuple[Bend, ...]], size: int
) -> Iterator[tuple[Fraction, tuple[Fraction, ...], Fraction, list[Cause]]]:
    """Where the rates change, the rates from there on, their sum, and why."""
    events: defaultdict[Fraction, list[tuple[int, Bend]]] = defaultdict(list)
    events[_ZERO] = []
    for place, bends in enumerate(phase):
        for bend in bends:
            events[bend.at].append((place, bend))
    rates, speed = [_ZERO] * size, _ZERO
    for at in sorted(events):
        for place, bend in events[at]:
            speed += bend.slope - rates[place]
            rates[place] = bend.slope
        why = [Cause(b.reason, security=p) for p, b in events[at] if b.reason is not None]
        yield at, tuple(rates), speed, why


def _raised(amounts: list[Fraction], found: list[Stretch], tier: int | None, at: Fraction) -> None:
    """Add what all have more at a level of the tier of the last stretch."""
    if found and found[-1].tier == tier and at > found[-1].at:
        more = at - found[-1].at
        for place, rate in enumerate(found[-1].rates):
            if rate:
                amounts[place] += rate * more


def _least(
    paid: Fraction,
    at: Fraction,
    passed: Sequence[int],
    sharing: Sequence[int],
    carved: Mapping[int, CarveOut],
) -> Fraction:
    """The least value that is as much as is paid of it at a level."""
    if not carved:
        return paid

    def left(value: Fraction) -> Fraction:
        full = sum((carved[place].claim(value) for place in passed), _ZERO)
        part = sum((carved[place].claim(value) for place in sharing), _ZERO)
        return value - full - at * part

    low, before = _ZERO, _ZERO
    if paid <= 0:
        return paid
    for edge in edges(carved):
        now = left(edge)
        if now >= paid:
            return low + (paid - before) * (edge - low) / (now - before)
        low, before = edge, now
    return low + (paid - before) / (left(low + 1) - before)


def stretch_at(stretches: Sequence[Stretch], value: Fraction, *, least: bool = False) -> Stretch:
    """The stretch that a value is in: of two that meet there the later, or else the former."""
    find = bisect_left if least else bisect_right
    return stretches[max(0, find(stretches, value, key=lambda stretch: stretch.value) - 1)]


def edges(carved: Mapping[int, CarveOut]) -> list[Fraction]:
    """Values at which a band of some carve-out ends."""
    return sorted({Fraction(edge) for carve in carved.values() for edge in carve.edges})


def _checked(carved: Mapping[int, CarveOut]) -> None:
    for edge in (_ZERO, *edges(carved)):
        rates = sum((carve.rate(edge) for carve in carved.values()), _ZERO)
        if rates > 1:
            raise ValueError("carve-outs cannot claim more than the whole of a value")
    if carved and sum((c.rate(max((_ZERO, *edges(carved)))) for c in carved.values()), _ZERO) == 1:
        raise ValueError("carve-outs cannot claim all of what is beyond a value")
