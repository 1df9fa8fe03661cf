"""Who plays: parties become numbered classes of equal players."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.translate.looking import Looking


@dataclass(frozen=True, slots=True)
class Player:
    """One class of players.

    Attributes
    ----------
    party : str
        Who it is.
    need : str or None
        The one need that is withheld or met, if each is a player of its own.
    size : int
        Members that act one by one; 1 for a person, an organisation or a bloc.
    """

    party: str
    need: str | None = None
    size: int = 1

    @property
    def name(self) -> str:
        """The party, and after a colon what it provides: ``microsoft:compute``."""
        return f"{self.party}:{self.need}" if self.need else self.party


@dataclass(slots=True)
class Players:
    """Hands out numbers to players, the same number for the same player."""

    looking: Looking
    all: list[Player] = field(default_factory=list[Player])
    _numbers: dict[Player, int] = field(default_factory=dict[Player, int], repr=False)

    def number(self, party: str, size: int = 1, need: str | None = None) -> int:
        """The number of a player, who is added if new."""
        player = Player(party, need, size)
        if player not in self._numbers:
            self._numbers[player] = len(self.all)
            self.all.append(player)
        return self._numbers[player]

    def heads(self, party: str) -> list[tuple[str, int, bool]]:
        """Split a party into who acts for it: name, heads, and whether they act as one.

        A person or organisation is one. A group that acts as a bloc is one with all its heads;
        any other is its parts, each in its own way, and the rest of it head by head.
        """
        entry = self.looking.party(party)
        if entry.kind != "group":
            return [(party, 1, True)]
        if entry.acts == "bloc":
            return [(party, self.count(party), True)]
        split = [part for name in self.looking.parts(party) for part in self.heads(name)]
        left = self.count(party) - sum(heads for _, heads, _ in split)
        return [part for part in (*split, (party, left, False)) if part[1] > 0]

    def count(self, party: str) -> int:
        """The heads of a party.

        A part of a group that has no count is the rest of the group. Where nothing says how many
        heads there are, the parts count, or the group counts as one.
        """
        entry = self.looking.party(party)
        if entry.kind != "group":
            return 1
        if entry.count is not None:
            return entry.count
        if parts := list(self.looking.parts(party)):
            return sum(self.count(part) for part in parts)
        whole = self.looking.party(entry.part_of).count if entry.part_of else None
        if entry.part_of is None or whole is None:
            return 1
        others = [name for name in self.looking.parts(entry.part_of) if name != party]
        return max(0, whole - sum(self.count(other) for other in others))


def votes_needed(more_than: Fraction | None, at_least: Fraction | None, base: int) -> int:
    """The smallest whole number of votes that is more than, or at least, a share of all.

    At least one: nothing passes without a vote.

    Examples
    --------
    >>> votes_needed(Fraction(1, 2), None, 6), votes_needed(None, Fraction(2, 3), 6)
    (4, 4)
    >>> votes_needed(None, Fraction(1, 2), 770)
    385
    """
    if more_than is not None:
        return math.floor(more_than * base) + 1
    return max(1, math.ceil((at_least or 0) * base))
