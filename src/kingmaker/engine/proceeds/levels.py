"""What a security has in all, as a level rises: the one idea behind every waterfall here.

The level first runs through the tiers, highest first, as the part of a tier's claims that is
paid; then it is the price of one common share. What each security has is a piecewise linear
function of it that never falls (a form), and so is what all have together: turned round, that
tells the level for each value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from kingmaker.engine.proceeds.claims import (
    Common,
    Debt,
    Note,
    Option,
    Participation,
    Preferred,
    Safe,
    Security,
    Warrant,
)
from kingmaker.engine.proceeds.convertibles import Base

_ZERO, _ONE = Fraction(0), Fraction(1)


class Reason(Enum):
    """Why payouts bend at a value."""

    TIER_PAID = "the claims of a tier are paid in full"
    IN_THE_MONEY = "it becomes worth its strike"
    HURDLE = "its hurdle is passed"
    CONVERTS = "it converts, its shares being worth its claim"
    CAP_REACHED = "it has all that it may have without converting"
    CAP_LEFT = "it converts, its shares being worth its cap"
    BAND_ENDS = "a band of a carve-out ends"


@dataclass(frozen=True, slots=True)
class Bend:
    """From a level on, so much more for a unit of the level."""

    at: Fraction
    slope: Fraction
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """What a security has in all at each level.

    Attributes
    ----------
    tiers : mapping of int to tuple of Bend
        In which tiers it is paid, over levels from 0 to 1; each begins at 0.
    price : tuple of Bend
        Over prices of a common share, from 0; empty if it has no part in it.
    start : Fraction
        Before anything is paid; less than nothing for a strike that is paid come what may.
    """

    tiers: Mapping[int, tuple[Bend, ...]]
    price: tuple[Bend, ...] = ()
    start: Fraction = _ZERO


NOTHING = Form({})


def fixed(claim: Fraction, tier: int) -> Form:
    """A claim in a tier, and no more."""
    return Form({tier: (Bend(_ZERO, Fraction(claim)),)} if claim else {})


def shared(shares: Fraction, kept: Fraction = _ZERO, tier: int = 0) -> Form:
    """Common shares, and what of a claim is kept beside them."""
    return Form(fixed(kept, tier).tiers, (Bend(_ZERO, Fraction(shares)),) if shares else ())


def greater(shares: Fraction, claim: Fraction, tier: int, kept: Fraction = _ZERO) -> Form:
    """A claim, or shares and what is kept of the claim, whichever is more."""
    if not shares:
        return fixed(claim, tier)
    at = Fraction(claim - kept) / shares
    bends = (Bend(_ZERO, _ZERO), Bend(at, Fraction(shares), Reason.CONVERTS))
    return Form(fixed(claim, tier).tiers, bends if at else shared(shares).price)


def preferred(security: Preferred, *, converts: bool | None = None) -> Form:
    """A preferred security that converts when that is more, or does so, or does not."""
    shares, tier, at = Fraction(security.shares), security.tier, security.converts_at
    if converts:
        return shared(shares, security.kept, tier)
    if security.participation is Participation.NONE:
        if converts is None:
            return greater(shares, security.claim, tier, security.kept)
        return fixed(security.claim, tier)
    whole = shared(shares, security.claim, tier)
    if security.cap is None or at is None:
        return whole
    full = Fraction(security.cap - security.claim) / shares
    bends = [Bend(_ZERO, shares)] if full else []
    bends.append(Bend(full, _ZERO, Reason.CAP_REACHED if full else None))
    if converts is None:
        bends = [bend for bend in bends if bend.at < at]
        bends.append(Bend(at, shares, Reason.CAP_LEFT))
    return Form(whole.tiers, tuple(bends))


def option(security: Option) -> Form:
    """An option, or units above a hurdle."""
    if not security.strike:
        return shared(security.shares)
    reason = Reason.HURDLE if security.hurdle else Reason.IN_THE_MONEY
    bends = Bend(Fraction(security.strike), Fraction(security.shares), reason)
    return Form({}, (Bend(_ZERO, _ZERO), bends))


def scaled(form: Form, factor: Fraction, strike: Fraction) -> Form:
    """So many times a form, less a strike in all that is paid come what may."""

    def times(bends: tuple[Bend, ...]) -> tuple[Bend, ...]:
        return tuple(Bend(bend.at, bend.slope * factor) for bend in bends)

    tiers = {tier: times(bends) for tier, bends in form.tiers.items()}
    return Form(tiers, times(form.price), form.start * factor - strike)


def passing(form: Form, factor: Fraction, strike: Fraction) -> Form:
    """So many times a form, less a strike in all, where that is more than nothing."""
    whole = scaled(form, factor, strike)
    if not strike:
        return whole
    phases = [(tier, whole.tiers[tier]) for tier in sorted(whole.tiers, reverse=True)]
    amount, tiers = whole.start, dict[int, tuple[Bend, ...]]()
    for tier, bends in phases:
        tiers[tier], amount = _passing(bends, amount, _ONE)
    price, _ = _passing(whole.price, amount, None)
    return Form({tier: bends for tier, bends in tiers.items() if bends}, price)


def _passing(
    bends: tuple[Bend, ...], amount: Fraction, end: Fraction | None
) -> tuple[tuple[Bend, ...], Fraction]:
    """The part of some bends where an amount is above nothing; and the amount in the end."""
    found: list[Bend] = []
    over = amount > 0
    for place, bend in enumerate(bends):
        until = bends[place + 1].at if place + 1 < len(bends) else end
        if over:
            found.append(bend)
        elif bend.slope:
            at = bend.at - amount / bend.slope
            if until is None or at < until:
                found = [Bend(_ZERO, _ZERO)] if at else []
                found.append(Bend(at, bend.slope, Reason.IN_THE_MONEY))
                over = True
        if until is not None:
            amount += bend.slope * (until - bend.at)
    return tuple(found), amount


def counted(securities: Sequence[Security], base: Base) -> Fraction:
    """Shares issued and promised, agreements and notes left out; preferred as converted."""
    total = _ZERO
    for security in securities:
        match security:
            case Common(shares=shares):
                total += shares
            case Option(shares=shares) | Preferred(shares=shares) | Warrant(shares=shares):
                total += shares if base is not Base.COMMON else 0
            case Debt() | Safe() | Note():
                continue
            case _:
                pool = getattr(security, "shares", _ZERO)
                total += pool if base is Base.FULLY_DILUTED else 0
    return total


def bought(security: Safe | Note, securities: Sequence[Security]) -> Fraction | None:
    """The common shares an agreement or note converts into, if no decision changes them."""
    if security.cap is None or (isinstance(security, Safe) and security.post_money):
        return None
    if isinstance(security, Safe):
        return Fraction(security.purchase) / security.cap * counted(securities, Base.ISSUED)
    return Fraction(security.owed) / security.cap * counted(securities, security.base)


def repaid(security: Safe | Note) -> Fraction:
    """What an agreement or note is paid if it does not convert."""
    if isinstance(security, Safe):
        return Fraction(security.purchase)
    return Fraction(security.owed) * security.multiple


def discounted(security: Safe | Note) -> Fraction | None:
    """What converting at a discount is worth, whatever the price; None if that is never more."""
    if security.cap is not None:
        return None
    paid = security.purchase if isinstance(security, Safe) else security.owed
    worth = Fraction(paid) / (1 - security.discount)
    return worth if worth > repaid(security) else None


def automatic(securities: Sequence[Security]) -> Callable[[int], Form]:
    """The form of each security whose decisions follow the price alone, by its place."""

    def form(place: int) -> Form:
        security = securities[place]
        match security:
            case Common(shares=shares):
                return shared(shares)
            case Option():
                return option(security)
            case Preferred():
                return preferred(security)
            case Warrant():
                return warrant(security, securities, form(security.security))
            case Debt(claim=claim, tier=tier):
                return fixed(claim, tier)
            case Safe() | Note():
                shares = bought(security, securities) or _ZERO
                return greater(shares, repaid(security), security.tier)
            case _:
                return NOTHING

    return form


def warrant(security: Warrant, securities: Sequence[Security], under: Form) -> Form:
    """A warrant exercised when its shares are worth more, by the form of what it buys."""
    return passing(under, *terms(security, securities))


def terms(security: Warrant, securities: Sequence[Security]) -> tuple[Fraction, Fraction]:
    """The part of the security bought that a warrant comes to, and its strike in all."""
    under = securities[security.security]
    if not isinstance(under, Preferred) or not under.shares:
        raise ValueError("a warrant is for shares of a preferred security")
    return Fraction(security.shares) / under.shares, Fraction(security.shares * security.strike)
