"""Silent votes: what a company holds of itself, and what it controls holds of it, does not vote.

Who controls a company depends on which votes are silent, and these on who controls whom. There
may be several readings of that, each of which bears itself out.

References
----------
Directive (EU) 2017/1132, Articles 63 and 67: votes of a company's own shares, and of those held
by a company that it controls, are suspended.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.circles import circles
from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.shares import MAJORITY, Threshold
from kingmaker.engine.ownership.stakes import Holdings

MOST_UNDECIDED = 14
"""Stakes inside one circle that may be silent or not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which stakes in a circle are silent, so that what follows makes just these silent.

    Attributes
    ----------
    circle : tuple of int
        The members.
    silent : frozenset of (int, int)
        Holder and subject of each stake that has no vote.
    """

    circle: tuple[int, ...]
    silent: frozenset[tuple[int, int]]


def stable_readings(
    votes: Holdings, threshold: Threshold = MAJORITY, *, most: int = MOST_UNDECIDED
) -> list[tuple[Reading, ...]]:
    """For every circle the readings of which votes are silent that bear themselves out.

    A company's own shares are silent, and those held by a company that it controls by the votes
    that are not.

    Parameters
    ----------
    votes : Holdings
        Who has which part of the votes in whom, were all of them cast.
    threshold : Threshold
        What it takes to control a company, of the votes that are not silent.
    most : int
        Stakes inside a circle that may be silent or not; all combinations are tried.

    Returns
    -------
    list of tuples of Reading
        One tuple for each circle, owners first; each choice of one reading a circle is a reading
        of the whole. An empty one would mean that the rule contradicts itself there.

    Raises
    ------
    TooLarge
        If more stakes in a circle are undecided.

    Notes
    -----
    A company controls one that holds its shares only within a circle, so that circles can be
    read one by one.
    """
    return [_readings(votes, circle, threshold, most) for circle in circles(votes)]


def silenced(votes: Holdings, silent: Iterable[tuple[int, int]]) -> Holdings:
    """The votes that are left, as parts of all that are left.

    Nobody votes in a company of which all is silent. Of one of which more than the whole is
    held, the whole is never taken for more than it is.
    """
    gone: dict[int, set[int]] = {}
    for holder, subject in silent:
        gone.setdefault(subject, set()).add(holder)
    held = dict(votes.held)
    for subject, holders in gone.items():
        parts = {h: part for h, part in votes.held[subject].items() if h not in holders}
        whole = sum(parts.values(), Fraction(0)) + max(1 - votes.total(subject), Fraction(0))
        whole = min(whole, Fraction(1))
        held[subject] = {h: part / whole for h, part in parts.items()}
    return Holdings(votes.parties, held)


def _readings(
    votes: Holdings, circle: tuple[int, ...], threshold: Threshold, most: int
) -> tuple[Reading, ...]:
    members = set(circle)
    own = {(m, m) for m in circle if m in votes.held.get(m, ())}
    inside = Holdings(votes.parties, {m: dict(votes.held[m]) for m in circle if m in votes.held})
    undecided = sorted(
        (holder, subject)
        for subject in circle
        for holder in votes.held[subject]
        if holder in members and holder != subject and _could(inside, subject, holder, threshold)
    )
    if len(undecided) > most:
        raise TooLarge(
            f"{len(undecided)} stakes in a circle of {len(circle)} companies may be silent or "
            f"not, and all combinations are tried for {most} at most"
        )
    found: list[Reading] = []
    for choice in product((False, True), repeat=len(undecided)):
        silent = own | {stake for stake, mute in zip(undecided, choice, strict=True) if mute}
        left = voting(silenced(inside, silent), threshold)
        reach = {subject: controlled(left, [subject]) for _, subject in undecided}
        if all(
            mute == (stake[0] in reach[stake[1]])
            for stake, mute in zip(undecided, choice, strict=True)
        ):
            found.append(Reading(circle, frozenset(silent)))
    return tuple(found)


def _could(inside: Holdings, starter: int, target: int, threshold: Threshold) -> bool:
    """Whether one company could control another at best: were all other votes inside silent."""
    members = set(inside.held)
    acting = {starter}
    while target not in acting:
        more = {
            company
            for company in members - acting
            if _at_best(inside, company, acting, members, threshold)
        }
        if not more:
            return False
        acting |= more
    return True


def _at_best(
    inside: Holdings, company: int, acting: set[int], members: set[int], threshold: Threshold
) -> bool:
    held = inside.held[company]
    ours = sum((part for holder, part in held.items() if holder in acting), Fraction(0))
    theirs = sum((part for holder, part in held.items() if holder not in members), Fraction(0))
    whole = min(ours + theirs + max(1 - inside.total(company), Fraction(0)), Fraction(1))
    return bool(ours) and threshold.met(ours / whole)
