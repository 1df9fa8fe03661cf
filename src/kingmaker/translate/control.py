"""The game of reaching a goal: who has the power to bring it about in the end.

A coalition wins if it can reach the goal. More members never make it harder, so this is a voting
game like any other, and all that can be asked of a vote can be asked of control.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Game, Gate, Profile, every, some
from kingmaker.model import Goal, Organisation
from kingmaker.translate.decisions import decision_game
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
    tried: dict[Profile, bool] = {}

    def wins(profile: Profile) -> bool:
        if profile not in tried:
            if len(tried) >= most:
                raise TooLarge(
                    f"more than {most:,} coalitions would have to be tried for the goal “"
                    f"{whole}”; assume what some of them do, or merge those who act alike"
                )
            members: dict[str, int | None] = {}
            for kind, number in zip(kinds, profile, strict=True):
                members |= kind.members(number)
            tried[profile] = reaches(members)
        return tried[profile]

    def rests(fixed: Profile) -> frozenset[Profile]:
        """The least that has to be added of the later kinds to win with some of the first."""
        left = sizes[len(fixed) :]
        if not wins((*fixed, *left)):
            return frozenset()
        if not left or wins((*fixed, *(0 for _ in left))):
            return frozenset({tuple(0 for _ in left)})
        found = {number: rests((*fixed, number)) for number in (0, left[0])}
        _between(found, 0, left[0], lambda number: rests((*fixed, number)))
        # what is enough with one fewer of this kind is not the least with one more
        return frozenset(
            (number, *rest)
            for number in range(left[0] + 1)
            for rest in found[number]
            if not number or not any(_within(less, rest) for less in found[number - 1])
        )

    minimal = sorted(rests(()))
    gates = [
        every(*(Gate(n, ((k, 1),)) for k, n in enumerate(profile) if n)) for profile in minimal
    ]
    return ControlGame(Game(tuple(sizes), some(1, *gates)), tuple(kinds), len(tried))


def _between(
    found: dict[int, frozenset[Profile]],
    low: int,
    high: int,
    find: Callable[[int], frozenset[Profile]],
) -> None:
    """Fill in what lies between two numbers: if it is the same at both, it is so in between."""
    if high - low < 2:
        return
    if found[low] == found[high]:
        found.update(dict.fromkeys(range(low + 1, high), found[low]))
        return
    middle = (low + high) // 2
    found[middle] = find(middle)
    _between(found, low, middle, find)
    _between(found, middle, high, find)


def _within(one: Profile, other: Profile) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def direct_game(
    organisation: Organisation, goals: tuple[Goal, ...], *, unopposed: bool
) -> ControlGame | None:
    """The game of taking one decision where no decision changes anything: the decision's own.

    None if the goal is another, or a way to it may have several steps.
    """
    if len(goals) != 1 or goals[0].kind != "take":
        return None
    if any(decision.effects for decision in organisation.decisions.values()):
        return None
    voting = decision_game(organisation, goals[0].of, unopposed=unopposed)
    kinds = tuple(Kind((p.party,), p.size if p.size > 1 else 0) for p in voting.players)
    return ControlGame(voting.game, kinds, 0)
