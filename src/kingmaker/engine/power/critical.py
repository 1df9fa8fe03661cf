"""Who is needed, and together with how many others.

Johnston's index weighs a swing by how many could have made it: someone whom a coalition
cannot do without has less of a say if it cannot do without several.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from itertools import product
from math import comb, prod

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game
from kingmaker.engine.power.by_weight import (
    critical_by_weight,
    critical_steps,
    vote_of,
)

FEW_STEPS = 500_000
"""Steps with which adding up one vote by weight is quicker than going through profiles."""

FEW_PROFILES = 5_000
"""Profiles that are gone through without arrays."""


def johnston_raw(game: Game) -> list[Fraction]:
    """A player's part in undoing coalitions, added up over all of them.

    Every winning coalition that has members it cannot do without counts as one, in equal
    parts for each of these.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class. Over all players they add up to the number of such
        coalitions.

    Raises
    ------
    TooLarge
        If there are too many profiles to go through, and the game is not one vote with a
        quota small enough to be added up.

    References
    ----------
    Johnston, R. J. (1978). On the measurement of power: some reactions to Laver. Environment
    and Planning A 10, 907-914.
    """
    vote = vote_of(game)
    profiles = prod(size + 1 for size in game.sizes)
    if vote is not None and critical_steps(game.sizes, *vote) <= max(FEW_STEPS, profiles):
        with suppress(TooLarge):
            return [
                sum((Fraction(found, c) for c, found in enumerate(row) if found), Fraction())
                for row in critical_by_weight(game.sizes, *vote)
            ]
    if profiles <= FEW_PROFILES:
        return _one_by_one(game)
    from kingmaker.engine.power import halves  # with numpy, which small games do without

    return halves.critical_parts(game)


def johnston(game: Game, raw: list[Fraction] | None = None) -> list[Fraction] | None:
    """Johnston index: a player's part in undoing a random coalition that can be undone.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    raw : list of m Fraction, optional
        What `johnston_raw` found, if known.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        ever tips the outcome.

    Raises
    ------
    TooLarge
        As `johnston_raw`.

    References
    ----------
    Johnston (1978), as for `johnston_raw`.
    """
    found = johnston_raw(game) if raw is None else raw
    everyone = sum(part * size for part, size in zip(found, game.sizes, strict=True))
    return [part / everyone for part in found] if everyone else None


def _one_by_one(game: Game) -> list[Fraction]:
    """Go through the profiles; the plain twin of what `halves` does with arrays."""
    won = {p: game.wins(p) for p in product(*(range(size + 1) for size in game.sizes))}
    found = [Fraction()] * len(game.sizes)
    for profile, wins in won.items():
        if not wins:
            continue
        needed = [
            k
            for k, members in enumerate(profile)
            if members and not won[(*profile[:k], members - 1, *profile[k + 1 :])]
        ]
        if needed:
            ways = prod(comb(size, m) for size, m in zip(game.sizes, profile, strict=True))
            part = Fraction(ways, sum(profile[k] for k in needed))
            for k in needed:
                found[k] += part * profile[k] / game.sizes[k]
    return found
