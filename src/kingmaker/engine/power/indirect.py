"""Power through indirect control: each company is the stake of a voting game of its own.

All these games are played on the same shares: whoever controls a company wins its votes in
others.

References
----------
Of the implicit power index of Mercik and Łobos (2016), which divides what a company decides among
those who hold it, no definition could be had that says how a company's part is divided; it is
not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from kingmaker.engine.counting.swings import Swings, swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, Input
from kingmaker.engine.power.indices import banzhaf, shapley
from kingmaker.engine.power.shareholdings import Network

MOST_GATES = 300
"""Gates of the companies in one circle: as many as they are, times as many."""

NEVER = Gate(1, ())


def control_games(
    owned: Network, companies: Iterable[int] | None = None, *, sources: bool = False
) -> dict[int, tuple[tuple[int, ...], Game]]:
    """For each company the game of controlling it: a coalition wins if it is in its `closure`.

    Parameters
    ----------
    owned : Network
        Who holds what.
    companies : iterable of int
        Which companies; all if it is not said.
    sources : bool
        Whether only those who have no shareholders play, and companies vote as the coalition
        that controls them.

    Returns
    -------
    dict of int to (tuple of int, Game)
        Who plays, each a class of the game; all others are dummies.
    """
    wanted = list(owned.companies if companies is None else companies)
    gates = _gates(owned, wanted, sources=sources)
    found: dict[int, tuple[tuple[int, ...], Game]] = {}
    for company in wanted:
        above = owned.above(company)
        players = tuple(p for p in above if not sources or p not in owned.held)
        numbers = {party: number for number, party in enumerate(players)}
        found[company] = players, Game((1,) * len(players), _renumbered(gates[company], numbers))
    return found


def karos_peters(owned: Network) -> list[Fraction]:
    """Karos and Peters' index: power from controlling others, less that of being controlled.

    Parameters
    ----------
    owned : Network
        With n parties.

    Returns
    -------
    list of n Fraction
        For each party, over all companies, its Shapley-Shubik index in the game of controlling
        the company; less, for a company, those of all players in the game of controlling it.
        Exact; they add up to nothing.

    Raises
    ------
    TooLarge
        If a game takes too many states.

    References
    ----------
    Karos, D. and Peters, H. (2015). Indirect control and power in mutual control structures.
    Games and Economic Behavior 92, 150-165.
    """
    found = [Fraction(0)] * owned.parties
    for company, (players, counts) in _counts(control_games(owned)):
        for player, value in zip(players, shapley(counts), strict=True):
            found[player] += value
            found[company] -= value
    return found


def crama_leruth(owned: Network, company: int) -> dict[int, Fraction]:
    """Crama and Leruth's index: the Banzhaf measure of those at the source, over one company.

    Parameters
    ----------
    owned : Network
        Who holds what.
    company : int
        Which company.

    Returns
    -------
    dict of int to Fraction
        For every party without shareholders that is above the company: the chance that its vote
        decides, the others at the source voting for or against by the toss of a coin and every
        company with its majority. Exact.

    Raises
    ------
    TooLarge
        If the game takes too many states.

    References
    ----------
    Crama, Y. and Leruth, L. (2007). Control and voting power in corporate networks: concepts and
    computational aspects. European Journal of Operational Research 178, 879-893.

    Notes
    -----
    Companies that hold one another begin by voting against, and vote again until nothing changes.
    As a vote for never makes another go against, that always ends.
    """
    games = control_games(owned, [company], sources=True)
    return {
        player: value
        for _, (players, counts) in _counts(games)
        for player, value in zip(players, banzhaf(counts), strict=True)
    }


def _counts(
    games: Mapping[int, tuple[tuple[int, ...], Game]],
) -> Iterable[tuple[int, tuple[tuple[int, ...], Swings]]]:
    """The swings of each game that anybody plays."""
    for company, (players, game) in games.items():
        if players:
            yield company, (players, swings(game))


def _gates(owned: Network, companies: Iterable[int], *, sources: bool) -> dict[int, Gate]:
    """What it takes to control each company, over the numbers of the parties.

    In a circle of m companies control is handed on m times at most; each time over is a layer
    of gates, the first of which knows of no control within the circle.
    """
    wanted = {c for company in companies for c in (company, *owned.above(company))}
    found: dict[int, Gate] = {}
    for circle in owned.circles:
        if not wanted.intersection(circle):
            continue
        if len(circle) ** 2 > MOST_GATES:
            raise TooLarge(
                f"{len(circle):,} companies hold one another in a circle, too many to count who "
                "controls them in all coalitions; draw a sample of orders or ballots"
            )
        inside = dict.fromkeys(circle, NEVER)
        for _ in circle:
            found.update(inside)
            inside = {company: _gate(owned, company, found, sources=sources) for company in circle}
        found.update(inside)
    return found


def _gate(owned: Network, company: int, control: Mapping[int, Gate], *, sources: bool) -> Gate:
    """What it takes to control a company if it is known what it takes to control its holders."""
    inputs = (
        (_votes(h, control, sources=sources), weight)
        for h, weight in owned.held[company]
        if weight
    )
    return Gate(owned.quotas[company], tuple(inputs))


def _votes(holder: int, control: Mapping[int, Gate], *, sources: bool) -> Input:
    """That a shareholder votes with a coalition: it is of it, or controlled by it."""
    gate = control.get(holder)
    if gate is None:
        return holder
    return gate if sources else Gate(1, ((holder, 1), (gate, 1)))


def _renumbered(gate: Gate, numbers: Mapping[int, int]) -> Gate:
    """The same gate over other numbers of players."""
    known: dict[int, Gate] = {}
    for inner in gate.inner_first():
        inputs: Sequence[tuple[Input, int]] = [
            (known[id(s)] if isinstance(s, Gate) else numbers[s], w) for s, w in inner.inputs
        ]
        known[id(inner)] = Gate(inner.quota, tuple(inputs))
    return known[id(gate)]
