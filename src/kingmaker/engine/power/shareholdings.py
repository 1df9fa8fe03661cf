"""Networks of shareholdings: who holds how much of whom, and who controls whom through others.

Companies are owned by people and by companies, also in circles. Whoever controls a company has
its shares in others to vote with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from math import lcm


@dataclass(frozen=True)
class Network:
    """Who holds how much of whom. Parties are numbered from 0; some are companies.

    Attributes
    ----------
    parties : int
        How many there are.
    held : mapping of int to tuple of (int, int)
        For each company its shareholders, and the weight of each. Who is not in it is a person,
        or a company about which nothing is known: nobody controls it.
    quotas : mapping of int to int
        The weight of shares that controls each company, at least; more than nothing.
    """

    parties: int
    held: Mapping[int, tuple[tuple[int, int], ...]]
    quotas: Mapping[int, int]

    def __post_init__(self) -> None:
        for company, holders in self.held.items():
            if self.quotas[company] < 1:
                raise ValueError("it takes some shares to control a company")
            if any(weight < 0 for _, weight in holders):
                raise ValueError("nobody holds less than nothing")
            if any(not 0 <= holder < self.parties for holder, _ in holders):
                raise ValueError("a shareholder is one of the parties")

    @property
    def companies(self) -> Iterable[int]:
        """The numbers of all that have shareholders."""
        return self.held.keys()

    @property
    def sources(self) -> list[int]:
        """The numbers of all that have none: people, and companies at the end of what is known."""
        return [party for party in range(self.parties) if party not in self.held]

    @cached_property
    def holds(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """For each party the companies that it holds shares of, and their weight."""
        found: list[list[tuple[int, int]]] = [[] for _ in range(self.parties)]
        for company, holders in self.held.items():
            for holder, weight in holders:
                if weight:
                    found[holder].append((company, weight))
        return tuple(map(tuple, found))

    @cached_property
    def circles(self) -> list[list[int]]:
        """Companies that hold one another, in a circle or alone; owners before what they own."""
        return _circles(self)

    @cached_property
    def circular(self) -> bool:
        """Whether any company holds shares of itself, through others or not."""
        if any(len(circle) > 1 for circle in self.circles):
            return True
        return any(h == c and w for c, holders in self.held.items() for h, w in holders)

    def above(self, company: int) -> list[int]:
        """Everyone who holds shares of a company, or of one above it; itself only in a circle."""
        found: dict[int, None] = {}
        waiting = [company]
        while waiting:
            for holder, weight in self.held.get(waiting.pop(), ()):
                if weight and holder not in found:
                    found[holder] = None
                    waiting.append(holder)
        return sorted(found)


def network(
    parties: int,
    shares: Mapping[int, Mapping[int, Fraction]],
    quota: Fraction = Fraction(1, 2),
    *,
    half_of_the_rest: bool = False,
) -> Network:
    """Make a network of shares that are parts of a company.

    Parameters
    ----------
    parties : int
        How many there are.
    shares : mapping of int to mapping of int to Fraction
        For each company the part of its votes that each shareholder has. Where they do not add
        up to one, the rest is held by unknown small holders.
    quota : Fraction
        A company is controlled by more than this part of all its votes.
    half_of_the_rest : bool
        Whether half of the unknown holders' votes is with any side, as when each of very many
        tosses a coin; else they are never with it. Half of the rest must be less than the quota.
    """
    held: dict[int, tuple[tuple[int, int], ...]] = {}
    quotas: dict[int, int] = {}
    for company, parts in shares.items():
        rest = 1 - sum(parts.values(), Fraction(0))
        if rest < 0:
            raise ValueError("the shares of a company add up to more than all of them")
        needed = quota - (rest / 2 if half_of_the_rest else 0)
        unit = lcm(needed.denominator, *(part.denominator for part in parts.values()))
        held[company] = tuple((holder, int(part * unit)) for holder, part in parts.items())
        quotas[company] = int(needed * unit) + 1
    return Network(parties, held, quotas)


def closure(owned: Network, coalition: Iterable[int]) -> set[int]:
    """The companies that a coalition controls, by its own shares and through one another.

    Parameters
    ----------
    owned : Network
        Who holds what.
    coalition : iterable of int
        Who acts together. A company that is of it votes its shares, and is controlled only if
        enough of its own shares are.

    Returns
    -------
    set of int
        The least set that controls nothing else: no circle of companies lifts itself.
    """
    left = dict(owned.quotas)
    acting = set(coalition)
    controlled: set[int] = set()
    waiting = list(acting)
    while waiting:
        for company, weight in owned.holds[waiting.pop()]:
            left[company] -= weight
            if left[company] <= 0 and company not in controlled:
                controlled.add(company)
                if company not in acting:
                    acting.add(company)
                    waiting.append(company)
    return controlled


def _circles(owned: Network) -> list[list[int]]:
    """Strongly connected companies, owners first (Tarjan), without recursion."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on: set[int] = set()
    found: list[list[int]] = []
    for start in owned.companies:
        if start in order:
            continue
        work = [(start, iter(owned.held[start]))]
        order[start] = low[start] = len(order)
        stack.append(start)
        on.add(start)
        while work:
            company, holders = work[-1]
            for holder, weight in holders:
                if not weight or holder not in owned.held:
                    continue
                if holder not in order:
                    order[holder] = low[holder] = len(order)
                    stack.append(holder)
                    on.add(holder)
                    work.append((holder, iter(owned.held[holder])))
                    break
                if holder in on:
                    low[company] = min(low[company], order[holder])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[company])
                if low[company] == order[company]:
                    circle = [stack.pop()]
                    while circle[-1] != company:
                        circle.append(stack.pop())
                    on.difference_update(circle)
                    found.append(circle[::-1])
    return found
