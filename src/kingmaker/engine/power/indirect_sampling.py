"""Power through indirect control, from a sample of random orders or ballots.

For networks too large to be counted. One random order shows for every company at once who brings
its control, and one draw of ballots what every company votes; each takes no more steps than there
are shareholdings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import TYPE_CHECKING

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.power.shareholdings import Network, closure

if TYPE_CHECKING:
    from numpy.random import Generator


def hoeffding(width: float, draws: int, figures: int, confidence: float) -> float:
    """How far the mean of independent draws may be off, for all figures of a table together.

    Parameters
    ----------
    width : float
        The largest less the smallest value that a draw can have.
    draws : int
        How many there were.
    figures : int
        How many figures the confidence is for: each gets its part of the doubt (Bonferroni).
    confidence : float
        The chance with which all bounds hold.

    References
    ----------
    Hoeffding, W. (1963). Probability inequalities for sums of bounded random variables.
    Journal of the American Statistical Association 58, 13-30.
    """
    return width * sqrt(log(2 * max(1, figures) / (1 - confidence)) / (2 * draws))


def reach(owned: Network, worth: Sequence[float]) -> list[float]:
    """What the companies are worth that a party holds shares of, through others too, at most.

    Parameters
    ----------
    owned : Network
        With n parties.
    worth : sequence of n float
        What each company is worth; not negative.

    Returns
    -------
    list of n float
        Exact where there is only one way from a party to a company; who is met on several ways
        may be counted several times, but nothing is more than all companies together.
    """
    circle_of = {c: number for number, circle in enumerate(owned.circles) for c in circle}
    everything = sum(worth[company] for company in owned.companies)

    def under(parties: Iterable[int], but: int = -1) -> float:
        met = {circle_of[c] for party in parties for c, _ in owned.holds[party]} - {but}
        return sum(with_all[number] for number in met)

    with_all = [0.0] * len(owned.circles)
    for number, circle in reversed(list(enumerate(owned.circles))):
        with_all[number] = min(
            everything, sum(worth[company] for company in circle) + under(circle, number)
        )
    return [min(everything, under([party])) for party in range(owned.parties)]


def pivots(owned: Network, order: Iterable[int]) -> dict[int, int]:
    """Who brings control of each company, when the parties join a coalition in an order.

    Returns
    -------
    dict of int to int
        By company, whose joining makes the coalition control it; none for those that nobody
        ever controls.
    """
    left = dict(owned.quotas)
    acting = bytearray(owned.parties)
    found: dict[int, int] = {}
    for party in order:
        if acting[party]:
            continue
        acting[party] = 1
        waiting = [party]
        while waiting:
            for company, weight in owned.holds[waiting.pop()]:
                left[company] -= weight
                if left[company] <= 0 and company not in found:
                    found[company] = party
                    if not acting[company]:
                        acting[company] = 1
                        waiting.append(company)
    return found


def sampled_karos_peters(
    owned: Network, generator: Generator, orders: int, confidence: float = 0.99
) -> list[Approximate]:
    """Karos and Peters' index from random orders of the parties.

    Parameters
    ----------
    owned : Network
        With n parties.
    generator : numpy.random.Generator
        Draws the orders.
    orders : int
        How many.
    confidence : float
        The chance with which all n bounds hold together.

    Returns
    -------
    list of n Approximate
        As `indirect.karos_peters`. Whether a company can be controlled at all is known exactly;
        how often a party brings control lies, in one order, between none and all of the companies
        below it, and the error follows from that (`hoeffding`).
    """
    brought = [0] * owned.parties
    for _ in range(orders):
        for party in pivots(owned, generator.permutation(owned.parties).tolist()).values():
            brought[party] += 1
    controllable = closure(owned, range(owned.parties))
    widths = reach(owned, [float(party in controllable) for party in range(owned.parties)])
    figures = sum(width > 0 for width in widths)
    return [
        Approximate(
            brought[party] / orders - (party in controllable),
            hoeffding(widths[party], orders, figures, confidence) + _rounding(widths[party]),
            confidence if widths[party] else 1.0,
        )
        for party in range(owned.parties)
    ]


def sampled_crama_leruth(
    owned: Network, generator: Generator, draws: int, confidence: float = 0.99
) -> dict[int, dict[int, Approximate]]:
    """Crama and Leruth's index over every company, from random ballots.

    Parameters
    ----------
    owned : Network
        Who holds what.
    generator : numpy.random.Generator
        Draws the ballots of those who have no shareholders.
    draws : int
        How many times all of them vote.
    confidence : float
        The chance with which all bounds hold together.

    Returns
    -------
    dict of int to dict of int to Approximate
        By company, and by source above it, as `indirect.crama_leruth`.

    Notes
    -----
    A vote agrees with the outcome as often as not, and more often only where it decides: how much
    more often than it disagrees is the measure. One draw says so of everybody.
    """
    sources = owned.sources
    above = {c: [p for p in owned.above(c) if p not in owned.held] for c in owned.companies}
    agreed = {company: dict.fromkeys(players, 0) for company, players in above.items()}
    for _ in range(draws):
        ballots = generator.integers(0, 2, len(sources)).tolist()
        for_it = {source for source, ballot in zip(sources, ballots, strict=True) if ballot}
        carried = closure(owned, for_it)
        for company, players in above.items():
            outcome, counts = company in carried, agreed[company]
            for player in players:
                counts[player] += 1 if (player in for_it) == outcome else -1
    figures = sum(map(len, above.values()))
    error = hoeffding(2, draws, figures, confidence) + _rounding(1)
    return {
        company: {
            player: Approximate(n / draws, error, confidence) for player, n in counts.items()
        }
        for company, counts in agreed.items()
    }


def _rounding(size: float) -> float:
    """What a few operations on numbers of a size may be off by in the last place."""
    return (size + 1) * 2**-50
