"""Indices of success: how often a player is on the side that wins, and not who tips it.

All count winning coalitions with a player in them. Those of players who tip the outcome are
in `indices`; the difference is luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kingmaker.engine.counting.swings import Swings
from kingmaker.engine.power.indices import banzhaf


def winning_with(counts: Swings) -> list[list[int]]:
    """Winning coalitions that a player is in, by their size.

    Parameters
    ----------
    counts : Swings
        Of a game with n players in m classes.

    Returns
    -------
    list of m lists of n + 1 int
        Entry ``[i][s]``: winning coalitions of s players, one given member of class i among
        them.
    """
    found: list[list[int]] = []
    for tips in counts.by_size:
        row = [0]
        for wins, tipped in zip(counts.winning_by_size, tips, strict=False):
            # the others win already without the player, or only with the player
            row.append(wins - row[-1] + tipped)
        found.append(row)
    return found


def success(counts: Swings) -> list[Fraction]:
    """Rae index: the chance that the outcome is what a player voted for.

    Every way to vote is taken as equally likely.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class, from one half to one: half of the time one is lucky.

    References
    ----------
    Rae, D. W. (1969). Decision-rules and individual values in constitutional choice.
    American Political Science Review 63, 40-56.
    """
    return [(1 + measure) / 2 for measure in banzhaf(counts)]


def success_in_favour(counts: Swings) -> list[Fraction]:
    """Nevison's index: the chance that a proposal passes which a player votes for.

    Parameters
    ----------
    counts : Swings
        Of a game with n players in m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class, of the ``2**(n - 1)`` coalitions with that member.

    References
    ----------
    Nevison, C. H. (1979). Structural power and satisfaction in simple games. In Brams, S. J.,
    Schotter, A. and Schwödiauer, G. (eds), Applied Game Theory, 39-57. Physica.
    """
    return [Fraction(wins, 1 << (counts.players - 1)) for wins in public_help_raw(counts)]


def inclusiveness(counts: Swings) -> list[Fraction] | None:
    """König-Bräuninger index: the chance that a player is for what has passed.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; one for a player with a veto. None if nobody can win.

    References
    ----------
    König, T. and Bräuninger, T. (1998). The inclusiveness of European decision rules.
    Journal of Theoretical Politics 10, 125-142.
    """
    if not counts.winning:
        return None
    return [Fraction(wins, counts.winning) for wins in public_help_raw(counts)]


def public_help_raw(counts: Swings) -> list[int]:
    """Winning coalitions with a player in them.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m int
        For one member of each class.
    """
    return [sum(row) for row in winning_with(counts)]


def public_help(counts: Swings) -> list[Fraction] | None:
    """Public Help index (theta): a player's part of all places in winning coalitions.

    Every winning coalition counts, not only the minimal ones, for nobody who helped can be
    kept from a public good.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        can win.

    References
    ----------
    Bertini, C., Gambarelli, G. and Stach, I. (2008). A public help index. In Braham, M. and
    Steffen, F. (eds), Power, Freedom, and Voting, 83-98. Springer.
    """
    return _parts(counts, public_help_raw(counts))


def index_f_raw(counts: Swings) -> list[Fraction]:
    """What a player gets if each winning coalition without dummies has one to share equally.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction
        For one member of each class. Over all players they add up to the winning coalitions
        that have members, and none who never tips the outcome.
    """
    return [
        sum((Fraction(wins, size) for size, wins in enumerate(row) if wins), Fraction())
        for row in _without_dummies(counts)[1]
    ]


def index_f(counts: Swings) -> list[Fraction] | None:
    """Index f: what a player gets if a random winning coalition shares out equally.

    Dummies, who never tip the outcome, are in no coalition; otherwise as `deegan_packel` is
    for minimal coalitions.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        ever tips the outcome.

    References
    ----------
    Álvarez-Mozos, M., Ferreira, F., Alonso-Meijide, J. M. and Pinto, A. A. (2015).
    Characterizations of power indices based on null player free winning coalitions.
    Optimization 64, 675-686.
    """
    return _parts(counts, index_f_raw(counts))


def index_g_raw(counts: Swings) -> list[int]:
    """Winning coalitions without dummies that a player is in.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m int
        For one member of each class.
    """
    return [sum(row) for row in _without_dummies(counts)[1]]


def index_g_absolute(counts: Swings) -> list[Fraction] | None:
    """The chance that a player is in a random winning coalition without dummies.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class. None if nobody can win.
    """
    wins = sum(_without_dummies(counts)[0])
    return [Fraction(raw, wins) for raw in index_g_raw(counts)] if wins else None


def index_g(counts: Swings) -> list[Fraction] | None:
    """Index g: as `public_help`, with dummies in no coalition.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        ever tips the outcome.

    References
    ----------
    Álvarez-Mozos et al. (2015), as for `index_f`.
    """
    return _parts(counts, index_g_raw(counts))


def _parts(counts: Swings, raw: Sequence[Fraction | int]) -> list[Fraction] | None:
    """Of the sum over all players."""
    everyone = sum(value * size for value, size in zip(raw, counts.sizes, strict=True))
    return [Fraction(value) / everyone for value in raw] if everyone else None


def _without_dummies(counts: Swings) -> tuple[list[int], list[list[int]]]:
    """Winning coalitions by size, and those with a player, of the game without dummies."""
    totals = counts.totals
    dummies = sum(n for n, total in zip(counts.sizes, totals, strict=True) if not total)
    wins = _divided(counts.winning_by_size, dummies)
    rows = tuple(_divided(row, dummies) for row in counts.by_size)
    kept = winning_with(Swings(counts.sizes, rows, wins))
    return list(wins), [
        row if total else [0] * len(row) for row, total in zip(kept, totals, strict=True)
    ]


def _divided(counts: tuple[int, ...], times: int) -> tuple[int, ...]:
    """Counts by size without players who may join or not and change nothing."""
    left = list(counts)
    for _ in range(times):
        for size in range(1, len(left)):
            left[size] -= left[size - 1]
    return tuple(left)


def public_help_small(counts: Swings) -> list[Fraction] | None:
    """Public Help index (xi): as `public_help`, and smaller coalitions count for more.

    A coalition of s players forms with a chance in proportion to 1/s, and its members share
    equally.

    Parameters
    ----------
    counts : Swings
        Of a game with m classes.

    Returns
    -------
    list of m Fraction or None
        For one member of each class; over all players they add up to one. None if nobody
        can win.

    References
    ----------
    Bertini, C. and Stach, I. (2015). On public values and power indices. Decision Making in
    Manufacturing and Services 9, 9-25.
    """
    forms = [Fraction(wins, size) for size, wins in enumerate(counts.winning_by_size) if size]
    if not any(forms):
        return None
    return [
        sum((Fraction(wins, size**2) for size, wins in enumerate(row) if wins), Fraction())
        / sum(forms)
        for row in winning_with(counts)
    ]
