"""Games turned into diagrams: small ones state by state, large ones in arrays."""

from __future__ import annotations

from kingmaker.engine.games.diagrams import Diagram, few
from kingmaker.engine.games.gates import Game

MOST_STATES = 2_000_000
"""Answers of states that may be looked at before a game is refused as too large."""


def compile_game(game: Game, most: int = MOST_STATES) -> Diagram:
    """Turn a game into a diagram.

    Parameters
    ----------
    game : Game
        Monotone, as all games of gates are.
    most : int
        Answers of states that may be looked at.

    Returns
    -------
    Diagram
        Reduced: no two nodes lead to the same places, and none asks what does not matter.

    Raises
    ------
    TooLarge
        If more states than allowed would be needed.
    """
    diagram = few(game, most)
    if diagram is None:
        from kingmaker.engine.games.layers import fits, layers, reduced

        if not fits(game):  # into machine integers
            diagram = few(game, most, at_most=most)
        diagram = diagram or reduced(layers(game, most))
    return diagram
