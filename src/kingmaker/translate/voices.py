"""Who has a say, and what is known of it: on our side, against us, or open.

The same rules are read for two purposes. To find who *can* decide, every voter is a player whose
side is open. To find what a given coalition can bring about, every voter has a side, which may
change when a seat falls vacant or is filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, Protocol, TypeAlias

from kingmaker.engine.games.gates import Gate, Input
from kingmaker.model import Ballot

Side: TypeAlias = Literal["ours", "theirs", "vacant"]

ALWAYS, NEVER = Gate(0, ()), Gate(1, ())
"""What is so whoever agrees, and what is not."""


@dataclass(frozen=True, slots=True)
class Say:
    """What is known of one voter's side.

    Attributes
    ----------
    side : str
        Where it stands as long as nothing below comes true.
    joins : Input or None
        What brings it to our side; None if nothing does.
    leaves : Input or None
        What takes it from the others, leaving its seat vacant at least.
    ballot : str or None
        What it does as long as it is not on our side; None if whatever is worst for us.
    members : int
        Equal voters who are meant, each of whom may join.
    """

    side: Side = "theirs"
    joins: Input | None = None
    leaves: Input | None = None
    ballot: Ballot | None = None
    members: int = 1


@dataclass(frozen=True, slots=True)
class Voice:
    """A voter in one vote.

    Attributes
    ----------
    party : str
        Who it is.
    say : Say
        Where it stands.
    weight : Fraction
        Votes of each member.
    barred : bool
        Whether it may not vote on this matter.
    """

    party: str
    say: Say
    weight: Fraction
    barred: bool = False


class Sides(Protocol):
    """Knows where parties and seats stand."""

    def party(self, name: str, members: int = 1) -> tuple[Say, ...]:
        """A party; or so many members of a group, who act one by one, as far as they differ."""
        ...

    def seat(self, place: str, holder: Say | None) -> Say | None:
        """A seat, by where its holder stands; None if it is vacant and stays so."""
        ...

    def idle(self, aim: Literal["carry", "stop"]) -> tuple[Ballot, Ballot]:
        """What those on no known side do at worst: for the count, and for the quorum."""
        ...
