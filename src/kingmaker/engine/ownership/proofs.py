"""The stakes that prove a control verdict: as few as can be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush

from kingmaker.engine.ownership.control import controlled
from kingmaker.engine.power.shareholdings import Network

MOST_STATES = 20_000
"""Sets of companies to be looked at."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Stakes from which control follows, whatever the others are.

    Attributes
    ----------
    stakes : tuple of (int, int)
        Holder and subject, in the order in which they are used.
    smallest : bool
        Whether no fewer stakes would do. Otherwise none of these could be left out, and fewer
        others may do.
    """

    stakes: tuple[tuple[int, int], ...]
    smallest: bool


def proof(
    votes: Network, starters: Iterable[int], company: int, *, most: int = MOST_STATES
) -> Proof | None:
    """Find a set of stakes that proves that some parties together control a company.

    Parameters
    ----------
    votes : Network
        Who has how many votes in whom.
    starters : iterable of int
        Who acts together.
    company : int
        Which company; not one of them.
    most : int
        Sets of companies to be looked at before it is enough that no stake can be left out.

    Returns
    -------
    Proof or None
        None if they do not control it.
    """
    acting = frozenset(starters)
    order = controlled(votes, acting)
    if company not in order:
        return None
    above = set(votes.above(company)) | {company}
    relevant = [c for c in order[: order.index(company) + 1] if c in above]
    later = [c for c in order[order.index(company) + 1 :] if c in above]
    found = _smallest(votes, acting, company, [*relevant, *later], most)
    if found is not None:
        return Proof(_ordered(votes, acting, company, found), smallest=True)
    rough: list[tuple[int, int]] = []
    known = set(acting)
    for each in relevant:
        needed = _fewest(votes, each, known)
        rough += [(holder, each) for holder in needed or ()]
        known.add(each)
    return Proof(
        _ordered(votes, acting, company, _irredundant(votes, acting, company, rough)), False
    )


def _fewest(votes: Network, company: int, acting: set[int] | frozenset[int]) -> list[int] | None:
    """The fewest of the acting whose votes control a company; None if all of them do not."""
    left = votes.quotas[company]
    found: list[int] = []
    stakes = sorted(
        (-weight, holder) for holder, weight in votes.held[company] if holder in acting
    )
    for weight, holder in stakes:
        if left <= 0:
            break
        left += weight
        found.append(holder)
    return found if left <= 0 else None


def _smallest(
    votes: Network, acting: frozenset[int], target: int, relevant: list[int], most: int
) -> list[tuple[int, int]] | None:
    """Fewest stakes, set of companies by set of companies, cheapest first; None if too many."""
    number = 0
    queue: list[tuple[int, int, frozenset[int], tuple[tuple[int, int], ...]]] = []
    heappush(queue, (0, number, acting, ()))
    done: set[frozenset[int]] = set()
    while queue:
        cost, _, state, stakes = heappop(queue)
        if target in state:
            return list(stakes)
        if state in done:
            continue
        done.add(state)
        if len(done) > most:
            return None
        for company in relevant:
            needed = None if company in state else _fewest(votes, company, state)
            if needed is not None:
                number += 1
                more = (*stakes, *((holder, company) for holder in needed))
                heappush(queue, (cost + len(needed), number, state | {company}, more))
    return None


def _irredundant(
    votes: Network, acting: frozenset[int], company: int, stakes: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Leave stakes out, the last first, as long as the company still falls."""
    kept = list(stakes)
    for stake in reversed(stakes):
        fewer = [other for other in kept if other != stake]
        if company in controlled(only(votes, fewer), acting):
            kept = fewer
    return kept


def _ordered(
    votes: Network, acting: frozenset[int], company: int, stakes: list[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    order = controlled(only(votes, stakes), acting)
    place = {each: number for number, each in enumerate(order)}
    return tuple(sorted(stakes, key=lambda stake: (place.get(stake[1], len(order)), stake)))


def only(votes: Network, stakes: Iterable[tuple[int, int]]) -> Network:
    """The same votes, but for all stakes other than these."""
    kept = set(stakes)
    held: dict[int, tuple[tuple[int, int], ...]] = {}
    for subject in {subject for _, subject in kept}:
        holders = votes.held[subject]
        held[subject] = tuple((h, w) for h, w in holders if (h, subject) in kept)
    return Network(votes.parties, held, votes.quotas)
