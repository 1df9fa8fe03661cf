"""All power indices on record, and those of a game.

Every index answers a question of its own, so none is the right one for all. The register says
what each is good for, and computes what several of them need only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game
from kingmaker.engine.power.catalogue import SUCCEEDING, TIPPING
from kingmaker.engine.power.catalogue_more import ELSEWHERE, FORMING, UNIONS
from kingmaker.engine.power.memberships import memberships
from kingmaker.engine.power.records import Index, Need
from kingmaker.engine.power.shift import shift_memberships

INDICES: tuple[Index, ...] = (*TIPPING, *SUCCEEDING, *FORMING, *UNIONS, *ELSEWHERE)
"""Every index, those most asked for first."""

_BY_NAME = {index.name: index for index in INDICES}

FOUND: dict[Need, Callable[[Game], Any]] = {
    Need.SWINGS: swings,
    Need.MINIMAL: memberships,
    Need.SHIFT: shift_memberships,
    Need.GAME: lambda game: game,
}
"""How to find what an index takes, where a game is enough."""

OF_A_GAME: tuple[Index, ...] = tuple(index for index in INDICES if index.needs in FOUND)
"""Those that take nothing but a game."""


def named(name: str) -> Index:
    """Look up an index.

    Raises
    ------
    KeyError
        If there is none of this name; the message has those most alike.
    """
    if name in _BY_NAME:
        return _BY_NAME[name]
    alike = get_close_matches(name, _BY_NAME) or sorted(_BY_NAME)
    raise KeyError(f"there is no index {name!r}; did you mean {' or '.join(alike)}?")


def measured(
    game: Game, names: Iterable[str], known: Mapping[Need, Any] | None = None
) -> dict[str, list[Fraction] | None]:
    """Compute some indices of a game.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    names : iterable of str
        Of indices that take nothing but a game.
    known : mapping of Need to any, or None
        What was found of it already.

    Returns
    -------
    dict of str to (list of m Fraction, or None)
        For one member of each class; None for an index that is not defined for the game.

    Raises
    ------
    KeyError
        If there is no index of a name.
    ValueError
        If an index takes more than a game.
    TooLarge
        If the game is too large for one of them.
    """
    wanted = [named(name) for name in names]
    for index in wanted:
        if index.needs not in FOUND:
            raise ValueError(f"{index.title} takes more than a game: {index.needs.value}")
    found: dict[Need, Any] = dict(known or {})
    values: dict[str, list[Fraction] | None] = {}
    for index in wanted:
        if index.needs not in found:
            found[index.needs] = FOUND[index.needs](game)
        if index.function is not None:
            values[index.name] = index.function(found[index.needs])
    return values
