"""Decisions to convert that a price alone does not settle, and what a table pays for each.

So decide groups that convert together or not at all; agreements capped after money, whose
shares are counted with all that convert; whatever such a count depends on; and what converts at
a discount off the price. All other options and conversions follow the price.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.engine.ownership.shares import Threshold
from kingmaker.engine.proceeds.claims import (
    Common,
    Note,
    Option,
    Participation,
    Preferred,
    Safe,
    Security,
    Warrant,
)
from kingmaker.engine.proceeds.levels import (
    Bend,
    Form,
    automatic,
    bought,
    discounted,
    fixed,
    preferred,
    repaid,
    scaled,
    shared,
    terms,
    warrant,
)
from kingmaker.engine.proceeds.waterfall import Waterfall, carve_outs, merged

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Decider:
    """One decision: of a security, or of a group for all its members.

    Attributes
    ----------
    members : tuple of int
        The securities, by their place.
    votes : tuple of Fraction
        The shares each votes with, if a group decides by vote; else empty, and the sum of what
        all get decides.
    threshold : Threshold, optional
        The part of the votes that it takes.
    """

    members: tuple[int, ...]
    votes: tuple[Fraction, ...] = ()
    threshold: Threshold | None = None

    def wants(self, gains: Sequence[Fraction], *, indifferent: bool) -> bool:
        """Whether to convert, by what each member gains; and so if a tie is taken for a yes."""
        if self.threshold is None:
            total = sum(gains, _ZERO)
            return total > 0 or (indifferent and not total)
        for_it = (
            votes
            for votes, gain in zip(self.votes, gains, strict=True)
            if gain > 0 or (indifferent and not gain)
        )
        return self.threshold.met(sum(for_it, _ZERO) / sum(self.votes, _ZERO))


@dataclass(frozen=True)
class Decisions:
    """The deciders of a table, and its payouts for each set of them that convert.

    A set is an integer: bit k tells of decider k.
    """

    securities: tuple[Security, ...]
    deciders: tuple[Decider, ...]
    _known: dict[int, Waterfall] = field(default_factory=dict[int, Waterfall], repr=False)

    def places(self, chosen: int) -> tuple[int, ...]:
        """The securities that convert, or are exercised, by decision."""
        found = [d.members for k, d in enumerate(self.deciders) if chosen >> k & 1]
        return tuple(sorted(place for members in found for place in members))

    def waterfall(self, chosen: int) -> Waterfall:
        """What the table pays if these convert and no others."""
        if chosen not in self._known:
            forms = _forms(self, frozenset(self.places(chosen)))
            self._known[chosen] = merged(forms, carve_outs(self.securities))
        return self._known[chosen]

    def possible_above(self, chosen: int) -> Fraction | None:
        """The value above which these can convert; None if they always can.

        At a discount one converts only where common shares have a price.
        """
        for place in self.places(chosen):
            security = self.securities[place]
            if isinstance(security, Safe | Note) and discounted(security) is not None:
                return self.waterfall(chosen).covered
        return None

    def content(self, chosen: int, decider: int, gains: Sequence[Fraction]) -> bool:
        """Whether a decider would not do otherwise, by what each member gains on converting."""
        if chosen >> decider & 1:
            return self.deciders[decider].wants(gains, indifferent=True)
        return not self.deciders[decider].wants(gains, indifferent=False)

    def gains(self, chosen: int, decider: int, value: Fraction) -> list[Fraction]:
        """What each member of a decider gains on converting, the others doing as they do."""
        with_it = self.waterfall(chosen | 1 << decider)
        without = self.waterfall(chosen & ~(1 << decider))
        members = self.deciders[decider].members
        return [with_it.payout(m, value) - without.payout(m, value) for m in members]


def decisions(securities: Sequence[Security], rules: Mapping[int, Threshold | None]) -> Decisions:
    """Find what is to be decided.

    Parameters
    ----------
    securities : sequence of Security
        Each known by its place.
    rules : mapping of int to Threshold or None
        For each group how it decides: by the part of its shares that must gain, or, for None,
        by what its members get in all.

    Raises
    ------
    ValueError
        If a group has no rule; if agreements capped after money are promised all there is.
    """
    parts = [
        Fraction(each.purchase) / each.cap
        for each in securities
        if isinstance(each, Safe) and each.cap is not None and each.post_money
    ]
    if sum(parts, _ZERO) >= 1:
        raise ValueError("agreements capped after money cannot be promised the whole")
    groups: dict[int, list[int]] = {}
    alone: list[int] = []
    for place, security in enumerate(securities):
        if isinstance(security, Preferred) and security.group is not None:
            groups.setdefault(security.group, []).append(place)
        elif _decides(security, securities, counting=bool(parts)):
            alone.append(place)
    found = [Decider((place,)) for place in alone]
    for group, members in sorted(groups.items()):
        if group not in rules:
            raise ValueError(f"how group {group} decides is not told")
        threshold = rules[group]
        shares = [Fraction(getattr(securities[place], "shares", _ZERO)) for place in members]
        if threshold is not None and not any(shares):
            raise ValueError(f"group {group} has no shares to vote with")
        votes = tuple(shares) if threshold is not None else ()
        found.append(Decider(tuple(members), votes, threshold))
    return Decisions(tuple(securities), tuple(found))


def _decides(security: Security, securities: Sequence[Security], *, counting: bool) -> bool:
    match security:
        case Safe() | Note():
            return (
                discounted(security) is not None
                or (isinstance(security, Safe) and security.post_money)
                or (counting and security.cap is not None)
            )
        case Preferred(participation=participation, shares=shares):
            return counting and participation is Participation.NONE and bool(shares)
        case Warrant(security=under):
            return counting and _left_out(securities[under])
        case _:
            return False


def _left_out(security: Security) -> bool:
    """Whether a preferred security is not counted while it keeps its claim."""
    return isinstance(security, Preferred) and security.participation is Participation.NONE


def _forms(table: Decisions, chosen: frozenset[int]) -> list[Form]:
    """The form of each security, for the decided as they decide."""
    securities = table.securities
    decided = {place for decider in table.deciders for place in decider.members}
    follow = automatic(securities)
    lowest = min((getattr(each, "tier", 0) for each in securities), default=0) - 1
    worth = {k: _worth(securities[k]) for k in chosen}
    parts = {k: part for k in chosen if (part := _part(securities[k]))}
    rest = 1 - sum(parts.values(), _ZERO)
    base = sum((_counts(k, securities, chosen) for k in range(len(securities))), _ZERO)
    due = sum(worth.values(), _ZERO)

    def form(place: int) -> Form:
        security, converts = securities[place], place in chosen
        if isinstance(security, Warrant):
            under = form(security.security)
            if place not in decided:
                return warrant(security, securities, under)
            return scaled(under, *terms(security, securities)) if converts else Form({})
        if place not in decided:
            return follow(place)
        if isinstance(security, Preferred):
            return preferred(security, converts=converts)
        assert isinstance(security, Safe | Note)
        if not converts:
            return fixed(repaid(security), security.tier)
        if place in parts:
            part = parts[place] / rest
            return Form(fixed(part * due, lowest).tiers, (Bend(_ZERO, part * base),))
        if shares := bought(security, securities):
            return shared(shares)
        return fixed(worth[place], lowest)

    return [form(place) for place in range(len(securities))]


def _worth(security: Security) -> Fraction:
    if isinstance(security, Safe | Note):
        return discounted(security) or _ZERO
    return _ZERO


def _part(security: Security) -> Fraction:
    """The part of all that is counted that an agreement capped after money is promised."""
    if isinstance(security, Safe) and security.cap is not None and security.post_money:
        return Fraction(security.purchase) / security.cap
    return _ZERO


def _counts(place: int, securities: Sequence[Security], chosen: frozenset[int]) -> Fraction:
    """The shares of a security that a cap after money counts, such agreements left out."""
    security = securities[place]
    match security:
        case Common(shares=shares) | Option(shares=shares):
            return Fraction(shares)
        case Preferred(shares=shares):
            return _ZERO if _left_out(security) and place not in chosen else Fraction(shares)
        case Warrant(shares=shares, security=under):
            keeps = _left_out(securities[under]) and under not in chosen
            return _ZERO if place in chosen and keeps else Fraction(shares)
        case Safe() | Note() if place in chosen:
            return bought(security, securities) or _ZERO
        case _:
            return _ZERO
