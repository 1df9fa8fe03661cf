"""Sums over chains that pass through nobody twice: of products, and of weakest links.

A chain that has left a circle does not come back to it. So chains are followed one by one only
inside circles, and chained between them.

References
----------
La Porta, R., Lopez-de-Silanes, F. and Shleifer, A. (1999). Corporate ownership around the world.
Journal of Finance 54, 471-517.

Claessens, S., Djankov, S. and Lang, L. H. P. (2000). The separation of ownership and control in
East Asian corporations. Journal of Financial Economics 58, 81-112.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.stakes import Holdings

MOST_STEPS = 200_000
"""Links followed inside circles."""


def chained(holdings: Holdings, party: int, *, most: int = MOST_STEPS) -> dict[int, Fraction]:
    """A party's part of everything below it, multiplied along each chain and added up.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    party : int
        Whose parts.
    most : int
        Links that may be followed inside circles.

    Returns
    -------
    dict of int to Fraction
        For every other party to which a chain leads. Exact. No chain passes through anyone
        twice, so that in circles it is less than integrated ownership.

    Raises
    ------
    TooLarge
        If there are too many chains inside the circles.
    """
    found = _chained(holdings.holds, party, most)[0]
    return {other: value for other, value in found.items() if other != party}


def weakest_links(
    holdings: Holdings, party: int, *, most: int = MOST_STEPS
) -> dict[int, Fraction]:
    """A party's part of everything below it, the least share along each chain, added up.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    party : int
        Whose parts.
    most : int
        Links that may be followed inside circles.

    Returns
    -------
    dict of int to Fraction
        For every other party to which a chain leads. Exact. The sum may exceed one, and
        a half where nothing is controlled.

    Raises
    ------
    TooLarge
        If there are too many chains inside the circles.

    Notes
    -----
    The least of some shares is how far a level can rise with all of them above it. So the chains
    of shares of at least each level are counted, not listed, and the levels added up.
    """
    below = holdings.below(party)
    inside = {h: dict(s) for h, s in holdings.holds.items() if h in below}
    levels = sorted({part for subjects in inside.values() for part in subjects.values()})
    found: dict[int, Fraction] = {}
    before = Fraction(0)
    for level in levels:
        links = {
            holder: {s: Fraction(1) for s, part in subjects.items() if part >= level}
            for holder, subjects in inside.items()
        }
        counts, steps = _chained(links, party, most)
        most -= steps
        for other, count in counts.items():
            if other != party:
                found[other] = found.get(other, Fraction(0)) + count * (level - before)
        before = level
    return found


def widest_links(holdings: Holdings, party: int) -> dict[int, Fraction]:
    """The weakest link of the best chain from a party to each below it."""
    found: dict[int, Fraction] = {party: Fraction(0)}
    stakes = sorted(
        ((part, h, s) for h, s, part in holdings.stakes()), key=lambda stake: -stake[0]
    )
    waiting: dict[int, list[int]] = {}
    for part, holder, subject in stakes:
        waiting.setdefault(holder, []).append(subject)
        fresh = [subject] if holder in found else []
        while fresh:
            new = fresh.pop()
            if new not in found:
                found[new] = part
                fresh += waiting.get(new, ())
    del found[party]
    return found


def _chained(
    links: Mapping[int, Mapping[int, Fraction]], start: int, most: int
) -> tuple[dict[int, Fraction], int]:
    """Products of links, added up over the chains from a start to each; and the links followed."""
    among = {start}
    waiting = [start]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in among:
                among.add(other)
                waiting.append(other)
    arriving: dict[int, Fraction] = {start: Fraction(1)}
    found: dict[int, Fraction] = {}
    steps = 0
    for part in reversed(components(links, among)):
        inside = set(part)
        if len(part) == 1:
            found[part[0]] = arriving.get(part[0], Fraction(0))
        for entry in part if len(part) > 1 else ():
            if not arriving.get(entry):
                continue
            steps += _follow(links, entry, arriving[entry], inside, found, most - steps)
        for node in part:
            for other, value in links.get(node, {}).items():
                if other not in inside:
                    arriving[other] = arriving.get(other, Fraction(0)) + found[node] * value
    return found, steps


def _follow(
    links: Mapping[int, Mapping[int, Fraction]],
    entry: int,
    value: Fraction,
    inside: set[int],
    found: dict[int, Fraction],
    most: int,
) -> int:
    """Follow every chain from an entry inside a circle; the links followed."""
    found[entry] = found.get(entry, Fraction(0)) + value
    on = {entry}
    work = [(entry, value, iter(links[entry].items()))]
    steps = 0
    while work:
        node, so_far, others = work[-1]
        for other, part in others:
            if other in inside and other not in on:
                steps += 1
                if steps > most:
                    raise TooLarge(
                        f"there are too many chains inside a circle of {len(inside):,} companies "
                        "to follow each; integrated ownership needs none of them followed"
                    )
                found[other] = found.get(other, Fraction(0)) + so_far * part
                on.add(other)
                work.append((other, so_far * part, iter(links.get(other, {}).items())))
                break
        else:
            work.pop()
            on.discard(node)
    return steps
