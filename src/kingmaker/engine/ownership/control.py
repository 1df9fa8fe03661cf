"""Company control: what follows whoever has most of the votes, directly and through what follows.

References
----------
Ceri, S., Gottlob, G. and Tanca, L. (1990). Logic Programming and Databases. Springer. Of the
controlled companies it is the least set: no circle of companies lifts itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, lcm

from kingmaker.engine.ownership.shares import MAJORITY, Threshold
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.engine.power.shareholdings import Network


@dataclass(frozen=True, slots=True)
class Fall:
    """A company that comes under control.

    Attributes
    ----------
    company : int
        Which.
    by : tuple of int
        The holders whose votes counted when it did, all under control before it.
    """

    company: int
    by: tuple[int, ...]


def voting(holdings: Holdings, threshold: Threshold = MAJORITY) -> Network:
    """Holdings as whole numbers of votes, and the number that controls each company.

    Examples
    --------
    >>> from fractions import Fraction
    >>> chain = Holdings.of(3, [(0, 1, Fraction(51, 100)), (1, 2, Fraction(2, 3))])
    >>> controlled(voting(chain), [0])
    [1, 2]
    """
    part = threshold.part
    held: dict[int, tuple[tuple[int, int], ...]] = {}
    quotas: dict[int, int] = {}
    for company, holders in holdings.held.items():
        unit = lcm(part.denominator, *(share.denominator for share in holders.values()))
        held[company] = tuple(
            (holder, share.numerator * (unit // share.denominator))
            for holder, share in holders.items()
        )
        quotas[company] = floor(part * unit) + 1 if threshold.strict else ceil(part * unit)
    return Network(holdings.parties, held, quotas)


def controlled(votes: Network, starters: Iterable[int]) -> list[int]:
    """The companies that some parties control together, beside themselves.

    Parameters
    ----------
    votes : Network
        Who has how many votes in whom; see `voting`.
    starters : iterable of int
        Who acts together.

    Returns
    -------
    list of int
        In the order in which they fall. Each stake is looked at once.
    """
    acting = set(starters)
    waiting = deque(sorted(acting))
    counted: dict[int, int] = {}
    found: list[int] = []
    holds, quotas = votes.holds, votes.quotas
    while waiting:
        for company, weight in holds[waiting.popleft()]:
            if company in acting:
                continue
            counted[company] = counted.get(company, 0) + weight
            if counted[company] >= quotas[company]:
                acting.add(company)
                found.append(company)
                waiting.append(company)
    return found


def falls(votes: Network, starters: Iterable[int]) -> list[Fall]:
    """How companies come under control, one after the other, and by whose votes each does.

    Parameters
    ----------
    votes : Network
        Who has how many votes in whom.
    starters : iterable of int
        Who acts together.

    Returns
    -------
    list of Fall
        The controlled companies in the order of `controlled`.
    """
    acting = set(starters)
    found: list[Fall] = []
    for company in controlled(votes, acting):
        by = tuple(h for h, weight in votes.held[company] if weight and h in acting)
        found.append(Fall(company, by))
        acting.add(company)
    return found
