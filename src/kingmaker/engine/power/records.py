"""What is known of a power index: what it says, what it is good for, and who found it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Need(Enum):
    """What an index is computed from."""

    SWINGS = "how often players tip the outcome, by size: `swings`"
    CHANCE = "the swings, and the chance with which a player agrees"
    MINIMAL = "the minimal winning coalitions, by size: `memberships`"
    SHIFT = "the winning coalitions without any surplus, by size: `shift_memberships`"
    GAME = "the game"
    UNIONS = "the swings among and inside unions: `union_swings`"
    OCEAN = "large holders, and the small ones as an ocean"
    BALLOTS = "a vote in which one may abstain"
    CHAINS = "who holds how much of whom"


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """A power index, on record.

    Attributes
    ----------
    name : str
        The word by which it is asked for.
    title : str
        What it is called, and after whom.
    definition : str
        One sentence.
    good_for : str
        The question that it answers, in one sentence.
    least, most : int or None
        Between what its values lie; None if there is no bound.
    adds_up : bool
        Whether the values of all players add up to one, in any game that they decide.
    source : str
        The full reference.
    needs : Need
        What it is computed from.
    function : callable or None
        From what it needs, to one value for a member of each class, or None where the index
        is not defined. With unions: for each union, a value by class. None for an index that
        no game of yes and no can tell.
    raw : callable or None
        The same before it is divided, where that has a name of its own.
    of_all : bool
        Whether it says one thing of all players together, the same for each.
    """

    name: str
    title: str
    definition: str
    good_for: str
    least: int | None = 0
    most: int | None = 1
    adds_up: bool
    source: str
    needs: Need
    function: Callable[..., Any] | None = None
    raw: Callable[..., Any] | None = None
    of_all: bool = False
