"""Indices of who forms coalitions: only coalitions without anyone to spare count.

They take `Memberships`: of all minimal winning coalitions, from `memberships`, or of those
without any surplus, from `shift_memberships`.
"""

from __future__ import annotations

from fractions import Fraction

from kingmaker.engine.power.memberships import Memberships


def deegan_packel_raw(counts: Memberships) -> list[Fraction]:
    """What a player gets if each coalition has one to share out equally, over all of them.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class. Over all players they add up to the coalitions.
    """
    return [
        sum((Fraction(found, size) for size, found in enumerate(row) if found), Fraction())
        for row in counts.by_size
    ]


def deegan_packel(counts: Memberships) -> list[Fraction] | None:
    """Deegan-Packel index: what a player gets if a random minimal coalition shares equally.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if no
        coalition wins, or nobody is needed.

    References
    ----------
    Deegan, J. and Packel, E. W. (1978). A new index of power for simple n-person games.
    International Journal of Game Theory 7, 113-123.
    """
    if not any(counts.totals):
        return None
    return [part / counts.coalitions for part in deegan_packel_raw(counts)]


def public_good(counts: Memberships) -> list[Fraction] | None:
    """Holler's Public Good index: a player's part of all places in minimal coalitions.

    What a coalition wins is a public good, which every member has as a whole.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if no
        coalition wins, or nobody is needed.

    References
    ----------
    Holler, M. J. (1982). Forming coalitions and measuring voting power. Political Studies 30,
    262-271.
    """
    everyone = sum(t * size for t, size in zip(counts.totals, counts.sizes, strict=True))
    return [Fraction(total, everyone) for total in counts.totals] if everyone else None


def public_good_absolute(counts: Memberships) -> list[Fraction] | None:
    """The chance that a player is in a random minimal coalition.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class, between 0 and 1. None if no coalition wins.

    References
    ----------
    Holler and Packel, E. W. (1983). Power, luck and the right index. Zeitschrift für
    Nationalökonomie 43, 21-29.
    """
    if not counts.coalitions:
        return None
    return [Fraction(total, counts.coalitions) for total in counts.totals]


def least_size_raw(counts: Memberships) -> list[int]:
    """Winning coalitions of the smallest size there is, with a player in them.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m int
        For one member of each class.
    """
    found = [size for size, number in enumerate(counts.coalitions_by_size) if number]
    return [row[found[0]] if found else 0 for row in counts.by_size]


def least_size(counts: Memberships) -> list[Fraction] | None:
    """Felsenthal's index: a player's part of the places in the smallest winning coalitions.

    Parameters
    ----------
    counts : Memberships
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if no
        coalition wins, or nobody is needed.

    References
    ----------
    Felsenthal, D. S. (2016). A well-behaved index of a priori P-power for simple n-person
    games. Homo Oeconomicus 33, 367-381.
    """
    raw = least_size_raw(counts)
    everyone = sum(found * size for found, size in zip(raw, counts.sizes, strict=True))
    return [Fraction(found, everyone) for found in raw] if everyone else None
