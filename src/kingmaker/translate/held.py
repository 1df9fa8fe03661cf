"""A coalition, and where everybody stands while it acts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from kingmaker.engine.games.gates import Input, some
from kingmaker.model import Ballot
from kingmaker.translate.decisions import idle
from kingmaker.translate.looking import Looking
from kingmaker.translate.voices import Say

Members: TypeAlias = Mapping[str, int | None]
"""A coalition: its parties, and of people who act one by one, how many of them."""


def of_coalition(
    members: Members, name: str, size: int, above: Callable[[str], str | None]
) -> int:
    """How many of some voters are of a coalition: themselves, or with a group they are part of.

    Parameters
    ----------
    members : mapping of str to (int or None)
        The coalition.
    name : str
        Who the voters are.
    size : int
        How many they are.
    above : callable
        The group that a party is part of, if it is of one.
    """
    who: str | None = name
    while who is not None and who not in members:
        who = above(who)
    if who is None:
        return 0
    number = members[who]
    return size if number is None else min(number, size)


@dataclass(slots=True)
class HeldSides:
    """Where everyone stands while a coalition acts: on its side or not; seats may change."""

    looking: Looking
    members: Members
    unopposed: bool
    won: Callable[[str], Input | None]  # by a seat: that it has come to the coalition
    freed: Callable[[str], Input | None]  # by a seat: that its holder is out

    def party(self, name: str, members: int = 1) -> tuple[Say, ...]:
        """A party; of people who act one by one, those on our side and the others."""
        ours = of_coalition(self.members, name, members, self._above)
        ballot = self.looking.ballot(name)
        split = (
            Say("ours", members=ours),
            Say("theirs", ballot=ballot, members=members - ours),
        )
        return tuple(say for say in split if say.members) or (Say(members=0),)

    def _above(self, name: str) -> str | None:
        return self.looking.party(name).part_of

    def seat(self, place: str, holder: Say | None) -> Say | None:
        """A seat, by where its holder stands."""
        won, freed = self.won(place), self.freed(place)
        if holder is None:
            return None if won is None else Say("vacant", joins=won)
        joins = won if holder.joins is None else holder.joins
        if won is not None and holder.joins is not None:
            joins = some(1, won, holder.joins)
        return Say(holder.side, joins, freed, holder.ballot)

    def idle(self, aim: Literal["carry", "stop"]) -> tuple[Ballot, Ballot]:
        """What the others do."""
        return idle(aim, unopposed=self.unopposed)
