"""Coalitions as rows: which parties, and how many of a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from kingmaker.analyses.answer import Member, Some, column
from kingmaker.engine.games.gates import Profile
from kingmaker.engine.games.minimal import Minimal
from kingmaker.model import exact
from kingmaker.translate.players import Player

MOST_SORTED = 50_000
"""Coalitions that are put in order before the first are listed."""


@dataclass(frozen=True, slots=True)
class Coalition:
    """One coalition that needs all its members."""

    coalition: tuple[Member, ...] = column("who acts together", unit="parties")
    size: int = column("how many players that is", unit="count")


def coalitions(minimal: Minimal, players: tuple[Player, ...], limit: int) -> tuple[Coalition, ...]:
    """List minimal coalitions, the smallest first, then in the order of the file.

    Parameters
    ----------
    minimal : Minimal
        The coalitions, not yet listed.
    players : tuple of Player
        Who each class of players is.
    limit : int
        How many to list at most. Of more than `MOST_SORTED` the first found are taken, whatever
        their size.
    """
    if limit < 1:
        raise ValueError(f"limit is 1 or more, not {limit}")
    listed = list(islice(minimal, max(limit, MOST_SORTED)))
    if len(listed) == MOST_SORTED:
        listed = listed[:limit]
    ordered = sorted(listed, key=lambda p: (sum(p), [-n for n in p]))[: max(0, limit)]
    return tuple(Coalition(members(profile, players), sum(profile)) for profile in ordered)


def members(profile: Profile, players: Iterable[Player]) -> tuple[Member, ...]:
    """The members of a coalition; of a class of several, how many."""
    return tuple(
        player.name if player.size == 1 else Some(player.name, n, player.size)
        for n, player in zip(profile, players, strict=True)
        if n
    )


def fewest(
    minimal: Minimal, players: tuple[Player, ...], most: Iterable[int]
) -> tuple[Member, ...]:
    """The fewest of some players who are enough; nobody if even all of them are not."""
    profile = minimal.smallest(tuple(most))
    return () if profile is None else members(profile, players)


def counted(minimal: Minimal, limit: int, what: str) -> tuple[str, ...]:
    """What a reader should know of how many coalitions there are."""
    kinds = minimal.profiles()
    total = sum(minimal.count().values())
    notes: list[str] = []
    if total > kinds:
        number = f"{total:,}" if total < 10**15 else f"about 10^{len(exact(Fraction(total))) - 1}"
        notes.append(f"With the members of groups told apart, there are {number} {what}.")
    if kinds > limit:
        notes.append(f"{limit:,} of {kinds:,} are listed; a higher --limit lists more.")
    return tuple(notes)


def extremes(minimal: Minimal, *, none: str, empty: str) -> tuple[str, ...]:
    """What it means that there is no coalition at all, or that an empty one is enough."""
    sizes = minimal.count()
    if not sizes:
        return (none,)
    return (empty,) if 0 in sizes else ()
