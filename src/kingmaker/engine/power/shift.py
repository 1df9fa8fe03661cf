"""Coalitions without any surplus: those in which no member can give way to a weaker player.

References
----------
Alonso-Meijide, J. M. and Freixas, J. (2010). A new power index based on minimal winning
coalitions without any surplus. Decision Support Systems 49, 70-76.
"""

from __future__ import annotations

from itertools import product

from kingmaker.engine.games.compiling import MOST_STATES, compile_game
from kingmaker.engine.games.diagrams import Diagram
from kingmaker.engine.games.gates import Game
from kingmaker.engine.games.minimal import Minimal, minimal_winning
from kingmaker.engine.power.memberships import Memberships, of_graph
from kingmaker.engine.structure.desirability import desirability
from kingmaker.engine.structure.surplus import without_surplus


def shift_memberships(game: Game, most: int = MOST_STATES) -> Memberships:
    """Count the winning coalitions without any surplus, and those with a given player.

    The indices in `forming` then are the Shift indices.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.
    """
    return of_graph(shift_minimal(game, most))


def shift_minimal(game: Game, most: int = MOST_STATES) -> Minimal:
    """Find the winning coalitions without any surplus.

    They are minimal, and lose if any member gives way to someone outside who is strictly less
    desirable.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.

    Notes
    -----
    It is enough to look at neighbours. If one member can give way to someone much weaker, then
    either that member can give way to someone in between, or someone in between to the weak.
    """
    diagram = compile_game(game, most)
    minimal = minimal_winning(diagram, most)
    return without_surplus(minimal, diagram, stronger(game, diagram, most), most)


def stronger(game: Game, diagram: Diagram, most: int = MOST_STATES) -> list[tuple[int, int]]:
    """Neighbours in the order of desirability, the stronger class first.

    A member of the first class does for a member of the second in every coalition and not the
    other way round, and no class is in between.

    Parameters
    ----------
    game : Game
        With m classes.
    diagram : Diagram
        Of the game, its classes in the same order.
    most : int
        Pairs of nodes that may be looked at for one comparison.

    Raises
    ------
    TooLarge
        If a comparison takes more of them.
    """
    order = desirability(game, diagram, most)
    neighbours = (
        (one, kind)
        for kind, above in enumerate(order.above)
        for one in above
        if not any(one in order.above[between] for between in above)
    )
    return sorted(
        pair
        for one, kind in neighbours
        for pair in product(order.classes[one], order.classes[kind])
    )
