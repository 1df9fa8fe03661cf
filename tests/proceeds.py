"""Who gets what, by brute force: every decision to convert or to exercise, paid out step by step.

The plain twin of `engine.proceeds.waterfall` and `equilibria`, from the definitions alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations
from random import Random

from hypothesis import strategies as st

from kingmaker.engine.ownership.shares import HALF, MAJORITY, Threshold
from kingmaker.engine.proceeds.claims import (
    Band,
    CarveOut,
    Common,
    Debt,
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

Rules = Mapping[int, Threshold | None]
Paid = tuple[Fraction, ...]
ZERO = Fraction(0)


def subsets(items: Iterable[int]) -> Iterator[frozenset[int]]:
    listed = list(items)
    found = chain.from_iterable(combinations(listed, n) for n in range(len(listed) + 1))
    return map(frozenset, found)


def promised(securities: Sequence[Security], base: Base) -> Fraction:
    """The shares that are issued and promised, beside agreements and notes."""
    kinds: list[type] = [Common]
    kinds += [Option, Preferred, Warrant] if base is not Base.COMMON else []
    kinds += [Unissued] if base is Base.FULLY_DILUTED else []
    return sum((each.shares for each in securities if isinstance(each, tuple(kinds))), ZERO)


def own_shares(security: Security, securities: Sequence[Security]) -> Fraction:
    """What an agreement before money or a capped note converts into."""
    if isinstance(security, Safe):
        return security.purchase * promised(securities, Base.ISSUED) / security.cap
    return security.owed * promised(securities, security.base) / security.cap


def after_money(security: Security) -> bool:
    return isinstance(security, Safe) and security.cap is not None and not security.pre_money


def back(security: Safe | Note) -> Fraction:
    """What is repaid."""
    return security.purchase if isinstance(security, Safe) else security.owed * security.multiple


def at_discount(security: Security) -> Fraction | None:
    """What converting at a discount is worth, if it can be more than what is repaid."""
    if not isinstance(security, Safe | Note) or security.cap is not None:
        return None
    paid = security.purchase if isinstance(security, Safe) else security.owed
    worth = paid / (1 - security.discount)
    return worth if worth > back(security) else None


def paid_out(
    securities: Sequence[Security], acting: frozenset[int], value: Fraction
) -> tuple[Paid, bool]:
    """What all get if these convert or are exercised and no others, and whether they can.

    What converts at a discount is paid before what shares, and cannot convert if nothing is left.
    """
    size = len(securities)
    got, strikes = [ZERO] * size, [ZERO] * size
    tiers: dict[int, dict[int, Fraction]] = {}
    sharing: dict[int, tuple[Fraction, Fraction | None]] = {}  # shares, and the most in all
    counted, due, parts = ZERO, ZERO, dict[int, Fraction]()
    for k, each in enumerate(securities):
        match each:
            case Common(shares):
                sharing[k] = shares, None
                counted += shares
            case Option(shares, strike):
                counted += shares
                if k in acting:
                    sharing[k] = shares, None
                    strikes[k] = shares * strike
            case Preferred():
                preferred(k, each, each.shares, k in acting, tiers, sharing)
                kept_out = each.participation is Participation.NONE and k not in acting
                counted += ZERO if kept_out else each.shares
            case Warrant(shares, strike, under):
                bought = securities[under]
                keeps = bought.participation is Participation.NONE and under not in acting
                counted += ZERO if keeps and k in acting else shares
                if k in acting:
                    strikes[k] = shares * strike
                    preferred(k, bought, shares, under in acting, tiers, sharing)
            case Debt(claim, tier):
                tiers.setdefault(tier, {})[k] = claim
            case CarveOut(tier=tier):
                tiers.setdefault(tier, {})[k] = carved(each, value)
            case Safe() | Note() if k not in acting:
                tiers.setdefault(each.tier, {})[k] = back(each)
            case Safe() | Note():
                if after_money(each):
                    parts[k] = each.purchase / each.cap
                elif (worth := at_discount(each)) is not None:
                    due += worth
                else:
                    sharing[k] = own_shares(each, securities), None
                    counted += sharing[k][0]
            case _:
                pass
    pot = value + sum(strikes)
    for tier in sorted(tiers, reverse=True):
        claims = tiers[tier]
        whole = sum(claims.values())
        part = min(Fraction(1), pot / whole) if whole else Fraction(1)
        for k, claim in claims.items():
            got[k] += claim * part
            pot -= claim * part
    rest = 1 - sum(parts.values())
    for k, part in parts.items():
        sharing[k] = part * counted / rest, None
    discounts = {k: at_discount(securities[k]) for k in acting}
    first = {k: worth for k, worth in discounts.items() if worth is not None}
    first |= {k: part * due / rest for k, part in parts.items() if due}
    whole = sum(first.values(), ZERO)
    possible = not due or pot > whole
    part = min(Fraction(1), pot / whole) if whole else ZERO
    for k, worth in first.items():
        got[k] += worth * part
        pot -= worth * part
    while pot and sharing:
        shares = sum(number for number, _ in sharing.values())
        if not shares:
            break
        price = pot / shares
        full = {
            k
            for k, (n, most) in sharing.items()
            if most is not None and got[k] + n * price >= most
        }
        for k in full or list(sharing):
            number, most = sharing.pop(k)
            more = number * price if most is None or k not in full else most - got[k]
            got[k] += more
            pot -= more
    return tuple(amount - strike for amount, strike in zip(got, strikes, strict=True)), possible


def preferred(k, security, shares, converts, tiers, sharing) -> None:
    """Put shares of a preferred security where they are paid."""
    part = shares / security.shares
    claim = security.kept if converts else security.claim
    tiers.setdefault(security.tier, {})[k] = claim * part
    if converts or security.participation is Participation.FULL:
        sharing[k] = shares, None
    elif security.participation is Participation.CAPPED:
        sharing[k] = shares, security.cap * part


def carved(security: CarveOut, value: Fraction) -> Fraction:
    total, low = ZERO, ZERO
    for band in security.bands:
        high = value if band.upto is None else min(band.upto, value)
        total += band.rate * max(ZERO, high - low)
        low = band.upto or value
    return total


def free(securities: Sequence[Security]) -> list[int]:
    """Who may convert or exercise at all, and may gain by it."""

    def may(each: Security) -> bool:
        match each:
            case Safe() | Note():
                return each.cap is not None or at_discount(each) is not None
            case Preferred():
                return each.participation is not Participation.FULL
            case _:
                return isinstance(each, Option | Warrant)

    return [k for k, each in enumerate(securities) if may(each)]


def following(
    securities: Sequence[Security], chosen: frozenset[int], decided: set[int], value: Fraction
) -> set[Paid]:
    """What is paid where nobody who follows the price would do otherwise, alone.

    Empty if those who were chosen cannot convert then.
    """
    able = [k for k in free(securities) if k not in decided]
    all_ways = {acting: paid_out(securities, acting | chosen, value) for acting in subsets(able)}
    found = {
        (paid, possible)
        for acting, (paid, possible) in all_ways.items()
        if all(all_ways[acting ^ {k}][0][k] <= paid[k] for k in able)
    }
    return {paid for paid, possible in found if possible}


def deciders(securities: Sequence[Security]) -> list[tuple[int, ...]]:
    """Those who decide by what others do: groups, and all whose deciding changes a count."""
    groups: dict[int, list[int]] = {}
    alone: list[int] = []
    counting = any(after_money(each) for each in securities)
    for k in free(securities):
        each = securities[k]
        if isinstance(each, Preferred) and each.group is not None:
            groups.setdefault(each.group, []).append(k)
        elif at_discount(each) is not None or after_money(each):
            alone.append(k)
        elif counting:
            under = securities[each.security] if isinstance(each, Warrant) else each
            none = isinstance(under, Preferred) and under.participation is Participation.NONE
            if none or isinstance(each, Safe | Note):
                alone.append(k)
    return [*((k,) for k in alone), *(tuple(members) for members in groups.values())]


def stable_payouts(securities: Sequence[Security], value: Fraction, rules: Rules) -> set[Paid]:
    """What is paid in each stable answer."""
    groups = deciders(securities)
    decided = {k for group in groups for k in group}
    outcome: dict[frozenset[int], Paid] = {}
    for chosen in subsets(range(len(groups))):
        acting = frozenset(k for number in chosen for k in groups[number])
        several = following(securities, acting, decided, value)
        assert len(several) <= 1
        outcome[chosen] = next(iter(several), ())
    found: set[Paid] = set()
    for chosen, paid in outcome.items():
        if paid and all(
            not (other := outcome[chosen ^ {number}])
            or agrees(securities, group, number in chosen, paid, other, rules)
            for number, group in enumerate(groups)
        ):
            found.add(paid)
    return found


def agrees(securities, group, converting, paid, other, rules: Rules) -> bool:
    """Whether a decider keeps to what it does, all who are indifferent being for that."""
    security = securities[group[0]]
    more = [k for k in group if paid[k] > other[k]]
    same = [k for k in group if paid[k] == other[k]]
    rule = rules[security.group] if getattr(security, "group", None) is not None else None
    if rule is None:
        return sum(paid[k] - other[k] for k in group) >= 0
    votes = {k: securities[k].shares for k in group}
    whole = sum(votes.values())
    if converting:
        return rule.met(sum(votes[k] for k in (*more, *same)) / whole)
    return not rule.met(sum(votes[k] for k in group if k not in more and k not in same) / whole)


def table(draw: Callable[[int, int], int], *, wide: bool = False) -> tuple[list[Security], Rules]:
    """A small table with some common stock; a wide one has groups, agreements and notes too."""

    def some(low: int, high: int, parts: int = 1) -> Fraction:
        return Fraction(draw(low, high), parts)

    found: list[Security] = [Common(some(1, 6))]
    rules: dict[int, Threshold | None] = {1: (None, MAJORITY, HALF)[draw(0, 2)]}
    for _ in range(draw(1, 3)):
        claim = some(0, 8)
        kind = list(Participation)[draw(0, 2)]
        cap = claim + some(0, 6) if kind is Participation.CAPPED else None
        kept = min(claim, some(0, 2)) if draw(0, 3) == 0 else ZERO
        group = 1 if wide and kind is not Participation.FULL and draw(0, 2) == 0 else None
        found.append(Preferred(some(1, 4), claim, draw(1, 3), kind, cap, kept, group))
    if draw(0, 1):
        found.append(Option(some(1, 3), some(0, 8, 4), hurdle=bool(draw(0, 1))))
    if draw(0, 2) == 0:
        under = draw(1, sum(isinstance(each, Preferred) for each in found))
        found.append(Warrant(some(1, 2), some(0, 8, 4), under))
    if draw(0, 2) == 0:
        found.append(Debt(some(0, 4), draw(1, 4)))
    if draw(0, 2) == 0:
        found.append(Unissued(some(1, 3)))
    if draw(0, 3) == 0:
        bands = (Band(some(1, 8), some(0, 4, 4)), Band(None, some(0, 2, 4)))
        found.append(CarveOut(bands[: draw(1, 2)], draw(1, 4)))
    if draw(0, 3) == 0:
        found.append(
            Note(some(1, 4), draw(1, 4), some(2, 4, 2), some(4, 20), ZERO, tuple(Base)[draw(0, 2)])
        )
    if draw(0, 3) == 0:
        found.append(Safe(some(1, 4), draw(1, 2), some(4, 20), pre_money=True))
    for _ in range(draw(0, 2) if wide else 0):
        if draw(0, 3) == 0:
            found.append(Safe(some(1, 4), draw(1, 2), discount=some(0, 2, 4)))
        else:
            found.append(Safe(some(1, 4), draw(1, 2), some(9, 20)))
    return found, rules


@st.composite
def tables(draw, wide: bool = False) -> tuple[list[Security], Rules]:
    return table(lambda low, high: draw(st.integers(low, high)), wide=wide)


def random_table(seed: int, *, wide: bool = False) -> tuple[list[Security], Rules]:
    return table(Random(seed).randint, wide=wide)


def values(most: int = 60) -> st.SearchStrategy[Fraction]:
    return st.builds(Fraction, st.integers(0, 4 * most), st.just(4))
