"""The network power index: in whose hands, at the end of the chain, a company's votes are.

Everybody bears a label, at first its own. The shareholders of a company who bear the same label
vote as one; these unions come to agree in a random order, and whoever's brings the quota hands
its label on to the company. A party's index is what companies are worth that bear its label.

References
----------
Mizuno, T., Doi, S. and Kurizaki, S. (2020). The power of corporate control in the global ownership
network. PLoS ONE 15(8), e0237862.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.indices import shapley
from kingmaker.engine.power.indirect_sampling import hoeffding, reach
from kingmaker.engine.power.shareholdings import Network

if TYPE_CHECKING:
    from numpy.random import Generator

MOST_STATES = 200_000
"""Ways in which labels may stand at a time, that are told apart."""


def network_power(owned: Network, values: Sequence[Fraction] | None = None) -> list[Fraction]:
    """Network power index of a network without circles, exact.

    Parameters
    ----------
    owned : Network
        With n parties, of which no company holds itself, through others or not.
    values : sequence of n Fraction
        What each party is worth; 1 each if it is not said. Who has no shareholders keeps its
        label, and its own worth.

    Returns
    -------
    list of n Fraction
        They add up to what all are worth.

    Raises
    ------
    ValueError
        If companies hold one another in a circle: see `sampled_network_power`.
    TooLarge
        If too many labels can stand in too many ways.
    """
    worth = [Fraction(1)] * owned.parties if values is None else values
    if owned.circular:
        raise ValueError("companies hold one another in a circle; labels go round without end")
    found = [Fraction(0)] * owned.parties
    for source in owned.sources:
        found[source] += worth[source]
    companies = [company for (company,) in owned.circles]
    last = {h: number for number, c in enumerate(companies) for h, _ in owned.held[c]}
    # the labels of companies that are held by none to come no longer matter
    states: dict[tuple[tuple[int, int], ...], Fraction] = {(): Fraction(1)}
    known: dict[tuple[int, tuple[tuple[int, int], ...]], list[tuple[int, Fraction]]] = {}
    for number, company in enumerate(companies):
        following: dict[tuple[tuple[int, int], ...], Fraction] = {}
        for state, chance in states.items():
            labels = dict(state)
            borne = tuple((h, labels[h]) for h, _ in owned.held[company] if h in labels)
            if (company, borne) not in known:
                known[company, borne] = _handed(owned, company, labels)
            kept = tuple((c, label) for c, label in state if last[c] > number)
            for label, part in known[company, borne]:
                found[label] += chance * part * worth[company]
                after = kept
                if last.get(company, -1) > number:
                    after = tuple(sorted((*kept, (company, label))))
                following[after] = following.get(after, Fraction(0)) + chance * part
        if len(following) > MOST_STATES:
            raise TooLarge(
                f"more than {MOST_STATES:,} ways in which these companies' votes can be held; "
                "draw a sample of them"
            )
        states = following
    return found


def sampled_network_power(
    owned: Network,
    generator: Generator,
    draws: int,
    values: Sequence[float] | None = None,
    *,
    sweeps: int = 15,
    confidence: float = 0.99,
) -> list[Approximate]:
    """Network power index from random orders, in circles too.

    Parameters
    ----------
    owned : Network
        With n parties.
    generator : numpy.random.Generator
        Draws the orders.
    draws : int
        How often the labels are counted.
    values : sequence of n float
        What each party is worth, not negative; 1 each if it is not said.
    sweeps : int
        Before labels are counted they are handed on through all companies so many times, and
        afterwards everyone begins anew with its own. Without circles once is enough.
    confidence : float
        The chance with which all n bounds hold together.

    Returns
    -------
    list of n Approximate
        For the labels after so many sweeps. The published procedure begins anew at random, with
        chance 0.02 after every sweep, and leaves out the first 15 (as in the authors' sample
        code); what it counts depends on what it counted before, so no bound is known for it.
    """
    worth = [1.0] * owned.parties if values is None else list(values)
    companies = [company for circle in owned.circles for company in circle]
    holdings = sum(map(len, owned.held.values()))
    if not owned.circular:
        sweeps = 1
    totals = [0.0] * owned.parties
    for _ in range(draws):
        labels = list(range(owned.parties))
        for _ in range(sweeps):
            chances: Iterator[float] = iter(generator.random(holdings).tolist())
            for company in companies:
                labels[company] = _drawn(owned, company, labels, chances)
        for party, label in enumerate(labels):
            totals[label] += worth[party]
    # a company may bear its own label
    own = [worth[party] if party in owned.held else 0 for party in range(owned.parties)]
    widths = [a + b for a, b in zip(reach(owned, worth), own, strict=True)]
    figures = sum(width > 0 for width in widths)
    rounding = (draws + 2) * owned.parties * max(worth, default=0.0) * 2**-52
    return [
        Approximate(
            totals[party] / draws,
            hoeffding(widths[party], draws, figures, confidence) + rounding,
            confidence if widths[party] else 1.0,
        )
        for party in range(owned.parties)
    ]


def _handed(owned: Network, company: int, labels: Mapping[int, int]) -> list[tuple[int, Fraction]]:
    """Which label a company is handed, with what chance; its own if no union brings the quota."""
    unions: dict[int, int] = {}
    for holder, weight in owned.held[company]:
        label = labels.get(holder, holder)
        unions[label] = unions.get(label, 0) + weight
    gate = Gate(owned.quotas[company], tuple(enumerate(unions.values())))
    game = Game((1,) * len(unions), gate)
    if not unions or not game.wins(game.sizes):
        return [(company, Fraction(1))]
    parts = zip(unions, shapley(swings(game)), strict=True)
    return [(label, part) for label, part in parts if part]


def _drawn(owned: Network, company: int, labels: Sequence[int], chances: Iterator[float]) -> int:
    """The label that a company is handed in one random order of the unions."""
    unions: dict[int, tuple[float, int]] = {}
    for (holder, weight), chance in zip(owned.held[company], chances, strict=False):
        label = labels[holder]
        at, together = unions.get(label, (chance, 0))
        unions[label] = at, together + weight
    left = owned.quotas[company]
    for label, (_, weight) in sorted(unions.items(), key=_place):
        left -= weight
        if left <= 0:
            return label
    return labels[company]


def _place(union: tuple[int, tuple[float, int]]) -> float:
    """Where a union comes in a random order: at a time drawn evenly."""
    return union[1][0]
