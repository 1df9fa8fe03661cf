"""The game of reaching a goal: who has the power to bring it about in the end.

A coalition wins if it can reach the goal. More members never make it harder, so this is a voting
game like any other, and all that can be asked of a vote can be asked of control.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kingmaker.engine import TooLarge
from kingmaker.engine.gates import Game, Gate, every, some
from kingmaker.translate.peers import Kind

MOST_TRIED = 3_000
"""Coalitions that are tried before it is refused."""


@dataclass(frozen=True, slots=True)
class ControlGame:
    """Who can reach a goal.

    Attributes
    ----------
    game : Game
        One class of players for each kind.
    kinds : tuple of Kind
        Who they are.
    tried : int
        Coalitions for which a way was looked for.
    """

    game: Game
    kinds: tuple[Kind, ...]
    tried: int


def control_game(
    kinds: list[Kind],
    reaches: Callable[[dict[str, int | None]], bool],
    most: int = MOST_TRIED,
    whole: str = "the goal",
) -> ControlGame:
    """Find who can reach a goal, by trying coalitions that others do not settle already.

    Parameters
    ----------
    kinds : list of Kind
        Who may act.
    reaches : callable
        Whether a coalition reaches the goal.
    most : int
        Coalitions to try.
    whole : str
        What the goal is called in the message.

    Raises
    ------
    TooLarge
        If more coalitions would have to be tried.
    """
    sizes = [kind.size for kind in kinds]
    tried: dict[tuple[int, ...], bool] = {}

    def wins(profile: tuple[int, ...]) -> bool:
        if profile not in tried:
            if len(tried) >= most:
                raise TooLarge(
                    f"more than {most:,} coalitions would have to be tried to say who can reach "
                    f"{whole}; assume what some of them do, or merge those who act alike"
                )
            members: dict[str, int | None] = {}
            for kind, number in zip(kinds, profile, strict=True):
                members |= kind.members(number)
            tried[profile] = bool(members) and reaches(members)
        return tried[profile]

    minimal: list[tuple[int, ...]] = []

    def settle(fixed: tuple[int, ...]) -> None:
        """Find the minimal coalitions that begin with some numbers of the first kinds."""
        at = len(fixed)
        rest = sizes[at:]
        if any(all(a <= b for a, b in zip(m, (*fixed, *[0] * len(rest)), strict=True))
               for m in minimal):  # fmt: skip
            return  # wins already with fewer
        if not wins((*fixed, *rest)):
            return
        if at == len(sizes):
            if not any(
                fixed[k] and wins((*fixed[:k], fixed[k] - 1, *fixed[k + 1 :])) for k in range(at)
            ):
                minimal.append(fixed)
            return
        for number in range(sizes[at] + 1):
            settle((*fixed, number))

    settle(())
    gates = [
        every(*(Gate(n, ((k, 1),)) for k, n in enumerate(profile) if n)) for profile in minimal
    ]
    return ControlGame(Game(tuple(sizes), some(1, *gates)), tuple(kinds), len(tried))
