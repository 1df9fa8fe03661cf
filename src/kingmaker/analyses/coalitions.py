"""Coalitions as rows: which parties, and how many of a group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kingmaker.analyses.answer import Member, Some, column
from kingmaker.engine.gates import Profile
from kingmaker.engine.minimal import Minimal
from kingmaker.translate.players import Player


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
        How many to list at most; the first ones found are taken.
    """
    listed = [profile for profile, _ in zip(minimal, range(limit), strict=False)]
    ordered = sorted(listed, key=lambda p: (sum(p), [-n for n in p]))
    return tuple(Coalition(members(profile, players), sum(profile)) for profile in ordered)


def members(profile: Profile, players: Iterable[Player]) -> tuple[Member, ...]:
    """The members of a coalition; of a class of several, how many."""
    return tuple(
        player.name if player.size == 1 else Some(player.name, n, player.size)
        for n, player in zip(profile, players, strict=True)
        if n
    )


def counted(minimal: Minimal, limit: int, what: str) -> tuple[str, ...]:
    """What a reader should know of how many coalitions there are."""
    sizes = minimal.count()
    total = sum(sizes.values())
    kinds = sum(1 for _ in zip(minimal, range(limit + 1), strict=False))
    notes: list[str] = []
    if total > kinds:
        notes.append(
            f"Members of a group count one by one: {total:,} {what} if they are told apart."
            if len(str(total)) <= 15
            else f"Members of a group count one by one: a number of {len(str(total)):,} digits "
            f"of {what} if they are told apart."
        )
    if kinds > limit:
        notes.append(f"Only {limit:,} are listed; ask with a higher --limit for more.")
    return tuple(notes)
