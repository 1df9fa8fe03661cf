"""Trades with as few coalitions as can be found."""

from __future__ import annotations

from itertools import combinations_with_replacement, islice

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.structure.extremes import maximal_losing
from kingmaker.engine.structure.kinds import Kinds
from kingmaker.engine.structure.walks import halves
from kingmaker.engine.structure.weights import Trade

MOST_COMPARED = 100
"""Losing coalitions that are put together two by two."""

MOST_FAMILIES = 300_000
"""Families of coalitions that may be kept to find them."""

MOST_PAIRS = 5000
"""Pairs of nodes that are looked at for any two of them."""


def short_trade(players: Kinds, known: Trade) -> tuple[Trade, bool]:
    """Find a trade among two coalitions, if there is one, and tell it by the game's own classes.

    Parameters
    ----------
    players : Kinds
        Of a game that no weights come to.
    known : Trade
        One of its trades, by kind.

    Returns
    -------
    tuple of (Trade, bool)
        Checked coalition by coalition; and whether no trade has fewer coalitions.
    """
    if players.swap is not None:
        return Trade(players.swap.winning, players.swap.losing), True
    found, fewest = known, len(known.winning) == 2
    if not fewest:
        pair, all_tried = _pair(players, known)
        found, fewest = pair or known, pair is not None or (all_tried and len(known.winning) == 3)
    told = Trade(players.by_class(found.winning), players.by_class(found.losing))
    if not told.shows(players.game.wins):  # pragma: no cover
        raise ValueError("the trade does not turn winning coalitions into losing ones")
    return told, fewest


def _pair(players: Kinds, known: Trade) -> tuple[Trade | None, bool]:
    """A trade of two; and if there is none, whether all were tried."""
    sizes, losing, all_tried = players.sizes, list(dict.fromkeys(known.losing)), True
    try:
        spare = list(islice(maximal_losing(players.diagram, MOST_FAMILIES), MOST_COMPARED + 1))
        all_tried = len(spare) <= MOST_COMPARED
        losing += spare
    except TooLarge:
        all_tried = False
    for one, other in combinations_with_replacement(losing[:MOST_COMPARED], 2):
        total = tuple(a + b for a, b in zip(one, other, strict=True))
        least = tuple(max(0, t - size) for t, size in zip(total, sizes, strict=True))
        try:
            found = halves(players.diagram, least, total, MOST_PAIRS)
        except TooLarge:
            all_tried = False
            continue
        if found is not None:
            return Trade(found, (one, other)), True
    return None, all_tried
