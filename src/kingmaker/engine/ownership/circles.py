"""Parties that hold one another in circles, and groups that own all of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kingmaker.engine.ownership.stakes import Holdings


def components(links: Mapping[int, Iterable[int]], among: Iterable[int]) -> list[list[int]]:
    """Parts of a graph in which each leads to each, without recursion (Tarjan).

    Parameters
    ----------
    links : mapping of int to iterable of int
        Where each leads to; what is not in it leads nowhere.
    among : iterable of int
        Which to look at; links to others are left out.

    Returns
    -------
    list of list of int
        A part comes after all those that it leads to.

    References
    ----------
    Tarjan, R. (1972). Depth-first search and linear graph algorithms. SIAM Journal on Computing
    1, 146-160.
    """
    wanted = dict.fromkeys(among)
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on: set[int] = set()
    found: list[list[int]] = []
    for start in wanted:
        if start in order:
            continue
        order[start] = low[start] = len(order)
        stack.append(start)
        on.add(start)
        work = [(start, iter(links.get(start, ())))]
        while work:
            node, others = work[-1]
            for other in others:
                if other not in order:
                    if other not in wanted:
                        continue
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    on.add(other)
                    work.append((other, iter(links.get(other, ()))))
                    break
                if other in on:
                    low[node] = min(low[node], order[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == order[node]:
                    part = [stack.pop()]
                    while part[-1] != node:
                        part.append(stack.pop())
                    on.difference_update(part)
                    found.append(part[::-1])
    return found


def circles(holdings: Holdings) -> list[tuple[int, ...]]:
    """Parties that hold one another, in a circle or each of itself.

    Returns
    -------
    list of tuple of int
        Each in rising order: those of several parties, and single ones that hold a part of
        themselves. A circle comes after all circles above it.
    """
    return [
        tuple(sorted(part))
        for part in components(holdings.held, range(holdings.parties))
        if len(part) > 1 or part[0] in holdings.held.get(part[0], ())
    ]


def closed_groups(holdings: Holdings) -> list[tuple[int, ...]]:
    """Circles that own all of themselves.

    Each member is held by members to the whole, or more. Nobody outside owns any of them, and
    how much a member owns has no finite sum over all chains.
    """
    return [
        circle
        for circle in circles(holdings)
        if all(_inside(holdings, member, set(circle)) >= 1 for member in circle)
    ]


def _inside(holdings: Holdings, subject: int, members: set[int]) -> Fraction:
    """What members hold of a subject."""
    parts = holdings.held[subject].items()
    return sum((part for holder, part in parts if holder in members), Fraction(0))
