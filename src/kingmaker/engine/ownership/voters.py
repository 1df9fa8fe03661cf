"""Voting power through chains of voters: companies vote as their shareholders decide."""

from __future__ import annotations

from kingmaker.engine.games.gates import Game
from kingmaker.engine.ownership.control import voting
from kingmaker.engine.ownership.shares import MAJORITY, Threshold
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.engine.power.indirect import control_games
from kingmaker.engine.power.measuring import Power, measure
from kingmaker.engine.power.shareholdings import network


def chain_game(
    votes: Holdings,
    company: int,
    threshold: Threshold = MAJORITY,
    *,
    half_of_the_rest: bool = False,
) -> tuple[tuple[int, ...], Game]:
    """The game of those at the source, over a company in which companies vote as they decide.

    Parameters
    ----------
    votes : Holdings
        Who has which part of the votes in whom. The rest is with unknown small holders.
    company : int
        Which company; somebody has votes in it.
    threshold : Threshold
        What it takes to carry a vote.
    half_of_the_rest : bool
        Whether half of the unknown votes is with any side, as when each of very many tosses a
        coin; else they are never with it.

    Returns
    -------
    tuple of int, Game
        Who plays, each a class of the game.

    Raises
    ------
    ValueError
        If nobody has votes in the company, there are more votes than the whole in one, or the
        threshold is not strict and half of the rest is with any side.
    TooLarge
        If too many companies vote in one another in a circle.
    """
    if not votes.held.get(company):
        raise ValueError("nobody has any votes in the company")
    above = votes.above(company)
    held = {c: dict(votes.held[c]) for c in sorted(above) if c in votes.held}
    if half_of_the_rest:
        if not threshold.strict:
            raise ValueError("with half of the rest it takes more than a part of the votes")
        owned = network(votes.parties, held, threshold.part, half_of_the_rest=True)
    else:
        within = Holdings(votes.parties, held)
        if within.overheld:
            raise ValueError("the votes in a company add up to more than all of them")
        owned = voting(within, threshold)
    return control_games(owned, [company], sources=True)[company]


def chain_power(
    votes: Holdings,
    company: int,
    threshold: Threshold = MAJORITY,
    *,
    half_of_the_rest: bool = False,
    exact: bool = False,
) -> tuple[tuple[int, ...], Power]:
    """The power over a company of each at the source: see `chain_game` and `measure`."""
    players, game = chain_game(votes, company, threshold, half_of_the_rest=half_of_the_rest)
    return players, measure(game, exact=exact)
