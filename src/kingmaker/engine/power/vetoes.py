"""Indices that ask only who has a veto."""

from __future__ import annotations

from fractions import Fraction

from kingmaker.engine.games.gates import Game
from kingmaker.engine.power.indices import vetoers


def tijs(game: Game) -> list[Fraction] | None:
    """Tijs index: all power with those who have a veto, in equal parts.

    It is the tau value of the game.

    Parameters
    ----------
    game : Game
        With m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody has
        a veto.

    References
    ----------
    Tijs, S. H. (1981). Bounds for the core and the tau-value. In Moeschlin, O. and Pallaschke,
    D. (eds), Game Theory and Mathematical Economics, 123-132. North-Holland.
    """
    holders = vetoers(game)
    number = sum(game.sizes[i] for i in holders)
    if not number:
        return None
    return [Fraction(i in holders, number) for i in range(len(game.sizes))]


def harsanyi_nash(game: Game) -> list[Fraction]:
    """Harsanyi-Nash index: all power with the only one who has a veto; otherwise equal parts.

    Parameters
    ----------
    game : Game
        With m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class; over all players they add up to one.

    Notes
    -----
    The text-book formula, with vetoes. With players who win alone in the place of those with a
    veto, it would be Nash's bargaining solution, which a veto that takes partners does not
    change.

    References
    ----------
    Harsanyi, J. C. (1959). A bargaining model for the cooperative n-person game. In Tucker,
    A. W. and Luce, R. D. (eds), Contributions to the Theory of Games IV, 325-355. Princeton
    University Press.
    """
    holders = vetoers(game)
    if sum(game.sizes[i] for i in holders) == 1:
        return [Fraction(i in holders) for i in range(len(game.sizes))]
    return [Fraction(1, game.players)] * len(game.sizes)
