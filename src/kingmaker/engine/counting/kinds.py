"""What one class of a diagram stands for when coalitions are counted by their size.

A class of equal players comes to binomial coefficients; a module, which is one player to the
rest of the game, to its own losing and winning coalitions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

Polynomial: TypeAlias = "tuple[tuple[int, int], ...]"
"""Sizes, and how many coalitions have each; sizes without any are left out."""


@dataclass(frozen=True)
class Kind:
    """A class as those who count see it.

    Attributes
    ----------
    players : int
        Players it stands for.
    each : int
        Players of one member: one, or all those of a module.
    answers : tuple of Polynomial
        Coalitions of them that count as 0, 1, … members.
    others : tuple of Polynomial
        The same without one given member; of a module's one, nobody is left.
    """

    players: int
    each: int
    answers: tuple[Polynomial, ...]
    others: tuple[Polynomial, ...]

    @cached_property
    def free(self) -> Polynomial:
        """All coalitions of its players."""
        return tuple(enumerate(binomials(self.players)))


def plain(size: int) -> Kind:
    """A class of equal players."""
    answers = tuple(((k, ways),) for k, ways in enumerate(binomials(size)))
    others = tuple(((k, ways),) for k, ways in enumerate(binomials(size - 1)))
    return Kind(size, 1, answers, others)


def binomials(size: int) -> list[int]:
    """Coalitions of so many players by their size."""
    row = [1]
    for k in range(size):
        row.append(row[-1] * (size - k) // (k + 1))
    return row


def module(winning_by_size: tuple[int, ...]) -> Kind:
    """A module, by how many of its coalitions of each size win."""
    players = len(winning_by_size) - 1
    both = zip(winning_by_size, binomials(players), strict=True)
    loses = tuple((s, ways - w) for s, (w, ways) in enumerate(both) if w < ways)
    wins = tuple((s, w) for s, w in enumerate(winning_by_size) if w)
    return Kind(players, players, (loses, wins), (((0, 1),),))
