"""The least that would have to change for control to be lost, or won."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush

from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.shares import MAJORITY, Threshold
from kingmaker.engine.ownership.stakes import Holdings

MOST_STATES = 20_000
"""Sets of companies to be looked at."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A change of shares that turns a verdict round.

    Attributes
    ----------
    stakes : tuple of (int, int, Fraction)
        Holder, subject, and how much of the subject the holder parts with, or takes up.
    smallest : bool
        Whether it is proven that no smaller change would do.
    more : bool
        Whether it takes more than that, however little, of every subject.
    """

    stakes: tuple[tuple[int, int, Fraction], ...]
    smallest: bool
    more: bool = False

    @property
    def share(self) -> Fraction:
        """The shares that change hands, in all."""
        return sum((part for _, _, part in self.stakes), Fraction(0))


_Cost = Callable[[int, "set[int]"], Fraction]


def fewest_stakes_lost(
    holdings: Holdings,
    starters: Iterable[int],
    company: int,
    threshold: Threshold = MAJORITY,
    *,
    most: int = MOST_STATES,
) -> Flip | None:
    """The fewest stakes that have to go, whole, for a company to be controlled no more.

    Parameters
    ----------
    holdings : Holdings
        Who has which part of the votes in whom.
    starters : iterable of int
        Who acts together.
    company : int
        Which company; not one of them.
    threshold : Threshold
        What it takes to control a company.
    most : int
        Sets of companies to be looked at; beyond that the best so far is told.

    Returns
    -------
    Flip or None
        None if they do not control it.
    """

    def gone(subject: int, acting: set[int]) -> list[tuple[int, int, Fraction]]:
        held = holdings.held[subject].items()
        stakes = sorted(((p, h) for h, p in held if h in acting), key=lambda s: (-s[0], s[1]))
        total = sum((part for part, _ in stakes), Fraction(0))
        found: list[tuple[int, int, Fraction]] = []
        for part, holder in stakes:
            if not threshold.met(total):
                break
            total -= part
            found.append((holder, subject, part))
        return found

    def cost(subject: int, acting: set[int]) -> Fraction:
        return Fraction(len(gone(subject, acting)))

    cut = _cut(holdings, set(starters), company, threshold, cost, most)
    if cut is None:
        return None
    kept, acting, smallest = cut
    return Flip(tuple(s for c in sorted(kept) for s in gone(c, acting)), smallest)


def least_share_lost(
    holdings: Holdings,
    starters: Iterable[int],
    company: int,
    threshold: Threshold = MAJORITY,
    *,
    most: int = MOST_STATES,
) -> Flip | None:
    """The least share that has to go for a company to be controlled no more.

    Parameters and errors are those of `fewest_stakes_lost`; of each company the largest stakes
    go first. If a threshold is met by just as much, it takes more than is told.
    """

    def excess(subject: int, acting: set[int]) -> Fraction:
        held = holdings.held[subject].items()
        total = sum((part for holder, part in held if holder in acting), Fraction(0))
        return total - threshold.part if threshold.met(total) else Fraction(0)

    # where just as much is enough, to lose an excess of nothing still takes a little
    cut = _cut(holdings, set(starters), company, threshold, excess, most)
    if cut is None:
        return None
    kept, acting, smallest = cut
    found: list[tuple[int, int, Fraction]] = []
    for subject in sorted(kept):
        left = excess(subject, acting)
        held = holdings.held[subject].items()
        stakes = sorted((-part, holder) for holder, part in held if holder in acting)
        total = -sum((part for part, _ in stakes), Fraction(0))
        if not threshold.met(total):
            continue
        for part, holder in stakes:
            lost = min(left, -part)
            left -= lost
            if lost or (not threshold.strict and holder == stakes[0][1]):
                found.append((holder, subject, lost))
    return Flip(tuple(found), smallest, more=not threshold.strict)


def least_share_won(
    holdings: Holdings,
    starters: Iterable[int],
    company: int,
    threshold: Threshold = MAJORITY,
    *,
    most: int = MOST_STATES,
) -> Flip | None:
    """The least share to be bought, in all, for a company to be controlled.

    It may be cheaper to buy into those that hold it.

    Parameters
    ----------
    holdings : Holdings
        Who has which part of the votes in whom.
    starters : iterable of int
        Who acts together; the first of them buys, from parties that do not.
    company : int
        Which company; not one of them.
    threshold : Threshold
        What it takes to control a company; if more than a part, it takes more than is told.
    most : int
        Sets of companies to be looked at; beyond that what the company itself costs is told.

    Returns
    -------
    Flip or None
        None if they control it already.
    """
    buyers = sorted(set(starters))
    votes = voting(holdings, threshold)
    first = frozenset({*buyers, *controlled(votes, buyers)})
    if company in first:
        return None
    relevant = sorted(holdings.above(company) & holdings.held.keys() | {company})

    def price(subject: int, acting: frozenset[int]) -> Fraction:
        held = holdings.held.get(subject, {}).items()
        return threshold.part - sum((p for h, p in held if h in acting), Fraction(0))

    number = 0
    queue: list[tuple[Fraction, int, frozenset[int], tuple[tuple[int, Fraction], ...]]] = []
    heappush(queue, (Fraction(0), number, first, ()))
    done: set[frozenset[int]] = set()
    smallest = True
    bought: tuple[tuple[int, Fraction], ...] = ((company, price(company, first)),)
    while queue:
        cost, _, state, so_far = heappop(queue)
        if company in state:
            bought = so_far
            break
        if state in done:
            continue
        done.add(state)
        if len(done) > most:
            smallest = False
            break
        for subject in relevant:
            if subject not in state:
                number += 1
                part = price(subject, state)
                now = frozenset({*state, subject, *controlled(votes, {*state, subject})})
                heappush(queue, (cost + part, number, now, (*so_far, (subject, part))))
    return Flip(tuple((buyers[0], s, part) for s, part in bought), smallest, threshold.strict)


def _cut(
    holdings: Holdings,
    starters: set[int],
    target: int,
    threshold: Threshold,
    cost: _Cost,
    most: int,
) -> tuple[set[int], set[int], bool] | None:
    """The cheapest set of companies to be kept from falling, the target among them.

    Whatever the rest does, each of them must be short of votes from outside the set. What is
    decided to be outside only adds to the cost, so that a set is given up once it costs as much
    as the best.

    Returns
    -------
    set of int, set of int, bool
        The companies kept, those who act against them, and whether it is the cheapest.
    """
    fallen = set(controlled(voting(holdings, threshold), starters))
    if target not in fallen:
        return None
    relevant = fallen & holdings.above(target)
    others = starters | (fallen - relevant)
    best_cost, best = cost(target, starters | fallen - {target}), {target}
    looked = 0
    waiting: list[tuple[frozenset[int], frozenset[int]]] = [(frozenset({target}), frozenset())]
    while waiting:
        kept, given = waiting.pop()
        looked += 1
        if looked > most:
            break
        acting = others | given
        bound = sum((cost(c, acting) for c in kept), Fraction(0))
        if bound >= best_cost and looked > 1:
            continue
        open_ = relevant - kept - given
        choice = max(
            ((part, -h) for c in kept for h, part in holdings.held[c].items() if h in open_),
            default=None,
        )
        if choice is None:
            if bound < best_cost:
                best_cost, best = bound, set(kept)
            continue
        holder = -choice[1]
        waiting.append((kept, given | {holder}))
        waiting.append((kept | {holder}, given))
    return best, (starters | fallen) - best, looked <= most
