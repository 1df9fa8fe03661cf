"""Minimal coalitions: those that win, and lose without any one of their members.

They are kept as a graph, so that they can be counted by the million and listed as far as a
reader wants. Minimal blocking coalitions are the minimal winning ones of the dual game.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import comb
from typing import TypeAlias

from kingmaker.engine.diagrams import (
    LOST,
    MOST_STATES,
    WON,
    Diagram,
    TooLarge,
    compile_game,
    step,
)
from kingmaker.engine.gates import Game, Profile

Trail: TypeAlias = tuple[int, frozenset[int]]
"""The node reached, and the nodes that one member less somewhere would have reached."""


@dataclass(frozen=True, slots=True)
class Minimal:
    """The minimal winning profiles of a game, not yet listed.

    Iterate over it for the profiles, in their own order: those without the first class
    first.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    steps : tuple of dict
        For each class, from a trail to the numbers of members by which it goes on, and the
        trails that follow. Every trail here ends in at least one minimal profile.
    root : Trail or None
        Where to begin; None if the game cannot be won.
    """

    sizes: Profile
    steps: tuple[dict[Trail, tuple[tuple[int, Trail], ...]], ...]
    root: Trail | None

    def __iter__(self) -> Iterator[Profile]:
        if self.root is None:
            return
        waiting: list[tuple[Trail, Profile]] = [(self.root, ())]
        while waiting:
            trail, profile = waiting.pop()
            if len(profile) == len(self.sizes):
                yield profile
                continue
            onward = self.steps[len(profile)][trail]
            waiting.extend((after, (*profile, n)) for n, after in reversed(onward))

    def profiles(self) -> int:
        """Count the profiles: coalitions, the members of a class not told apart."""
        return sum(self._count(lambda _size, _members: 1).values())

    def count(self) -> dict[int, int]:
        """Count coalitions of people, the members of a class told apart, by their size.

        Returns
        -------
        dict of int to int
            Size -> how many minimal winning coalitions have it; sizes ascending.
        """
        return self._count(comb)

    def _count(self, ways: Callable[[int, int], int]) -> dict[int, int]:
        """Add up the ways to choose members, by how many they are."""
        if self.root is None:
            return {}
        end: dict[Trail, dict[int, int]] = {}
        later = end
        for size, steps in zip(reversed(self.sizes), reversed(self.steps), strict=True):
            here: dict[Trail, dict[int, int]] = {}
            for trail, onward in steps.items():
                total: dict[int, int] = {}
                for n, after in onward:
                    rest = {0: 1} if later is end else later[after]
                    for found, number in rest.items():
                        total[found + n] = total.get(found + n, 0) + number * ways(size, n)
                here[trail] = total
            later = here
        return dict(sorted((later[self.root] if self.sizes else {0: 1}).items()))


def minimal_winning(game: Game, most: int = MOST_STATES) -> Minimal:
    """Find the coalitions that win, and no longer do without any one member.

    Parameters
    ----------
    game : Game
        Monotone, as all games of gates are.
    most : int
        Trails that may be kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.

    Notes
    -----
    Beside the node reached go the nodes that one member less somewhere would have reached.
    A profile is minimal if it ends won while all of those end lost. The idea of carrying
    what must not win is that of Rauzy's ``minsol``.

    References
    ----------
    Rauzy, A. (1993). New algorithms for fault trees analysis. Reliability Engineering and
    System Safety 40, 203-211.
    """
    diagram = compile_game(game, most)
    root: Trail = (diagram.root, frozenset())
    if diagram.root == LOST:
        return Minimal(game.sizes, tuple({} for _ in game.sizes), None)
    layers: list[dict[Trail, list[tuple[int, Trail]]]] = []
    frontier: dict[Trail, None] = {root: None}
    kept = 0
    for asked, size in enumerate(game.sizes):
        steps = {trail: _onward(diagram, trail, asked, size) for trail in frontier}
        layers.append(steps)
        frontier = dict.fromkeys(after for onward in steps.values() for _, after in onward)
        kept += len(frontier)
        if kept > most:
            raise TooLarge(
                f"the minimal coalitions take more than {most:,} states to find; merge players "
                "who always act alike"
            )
    fruitful = set(frontier)
    kept_steps: list[dict[Trail, tuple[tuple[int, Trail], ...]]] = []
    for steps in reversed(layers):
        here = {
            trail: tuple((n, after) for n, after in onward if after in fruitful)
            for trail, onward in steps.items()
        }
        here = {trail: onward for trail, onward in here.items() if onward}
        fruitful = set(here)
        kept_steps.append(here)
    return Minimal(game.sizes, tuple(reversed(kept_steps)), root if root in fruitful else None)


def minimal_blocking(game: Game, most: int = MOST_STATES) -> Minimal:
    """Find the coalitions without whom nobody can win, and that need all their members."""
    return minimal_winning(game.dual(), most)


def _onward(diagram: Diagram, trail: Trail, asked: int, size: int) -> list[tuple[int, Trail]]:
    """The ways on that may still end won, while one member less may still end lost."""
    at, less = trail
    found: list[tuple[int, Trail]] = []
    for members in range(size + 1):
        here = step(diagram, at, asked, members)
        fewer = {step(diagram, node, asked, members) for node in less}
        if members:
            fewer.add(step(diagram, at, asked, members - 1))
        if here != LOST and WON not in fewer and here not in fewer:
            found.append((members, (here, frozenset(fewer - {LOST}))))
    return found
