"""Minimal coalitions: those that win, and lose without any one of their members.

They are kept as a graph, so that they can be counted by the million and listed as far as a
reader wants. Minimal blocking coalitions are the minimal winning ones of the dual game.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import comb

from kingmaker.engine.games.compiling import MOST_STATES, compile_game
from kingmaker.engine.games.diagrams import Diagram
from kingmaker.engine.games.families import EMPTY, NONE, Branches, Families
from kingmaker.engine.games.gates import Game, Profile


@dataclass(frozen=True, slots=True)
class Minimal:
    """The minimal winning profiles of a game, not yet listed.

    Iterate over it for the profiles, in their own order: those without the first class
    first.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    layer : tuple of int
        Which class each node asks; of the classes passed over nobody is a member. The first
        two nodes are `NONE` and `EMPTY`, and ask none.
    branches : tuple of Branches
        For each node, the numbers of members by which it goes on, and where it leads; to a
        node with a lower number. Every node here leads to at least one minimal profile.
    root : int
        The node to begin with.
    """

    sizes: Profile
    layer: tuple[int, ...]
    branches: tuple[Branches, ...]
    root: int

    def __iter__(self) -> Iterator[Profile]:
        if self.root == NONE:
            return
        waiting: list[tuple[int, Profile]] = [(self.root, ())]
        while waiting:
            node, profile = waiting.pop()
            asked = self.layer[node]
            profile += (0,) * (asked - len(profile))
            if node == EMPTY:
                yield profile
            waiting.extend((to, (*profile, n)) for n, to in reversed(self.branches[node]))

    def smallest(self, most: Profile) -> Profile | None:
        """A profile with the fewest members, of each class no more than so many.

        Parameters
        ----------
        most : tuple of int
            Members of each class that may be taken.

        Returns
        -------
        tuple of int or None
            The first of its size in the order of iteration; None if there is none.
        """
        best: list[Profile | None] = [None, (0,) * len(self.sizes)]
        for asked, onward in zip(self.layer[2:], self.branches[2:], strict=True):
            found: Profile | None = None
            for members, to in onward:
                rest = best[to]
                if members <= most[asked] and rest is not None:
                    whole = (*rest[:asked], members, *rest[asked + 1 :])
                    if found is None or sum(whole) < sum(found):
                        found = whole
            best.append(found)
        return best[self.root]

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
        counts: list[dict[int, int]] = [{}, {0: 1}]
        for asked, onward in zip(self.layer[2:], self.branches[2:], strict=True):
            total: dict[int, int] = {}
            for members, to in onward:
                chosen = ways(self.sizes[asked], members)
                for found, number in counts[to].items():
                    size = found + members
                    total[size] = total.get(size, 0) + number * chosen
            counts.append(total)
        return dict(sorted(counts[self.root].items()))


def minimal_winning(game: Game | Diagram, most: int = MOST_STATES) -> Minimal:
    """Find the coalitions that win, and no longer do without any one member.

    Parameters
    ----------
    game : Game or Diagram
        Monotone, as all games of gates are.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.

    Notes
    -----
    From the last class back, every node of the diagram gets its own minimal profiles: those
    without a member of its class from where that leads, and those with so many members from
    where these lead, as long as they lose with one member less.

    References
    ----------
    Rauzy, A. (1993). New algorithms for fault trees analysis. Reliability Engineering and
    System Safety 40, 203-211.
    """
    diagram = game if isinstance(game, Diagram) else compile_game(game, most)
    families = Families(diagram, most)
    found = [NONE, EMPTY]  # of a lost node, and of one that is won whoever else agrees
    for asked, to in zip(diagram.layer[2:], diagram.branches[2:], strict=True):
        onward = [(0, found[to[0]])]
        for members, (fewer, more) in enumerate(pairwise(to), start=1):
            if fewer != more:
                onward.append((members, families.losing(found[more], fewer)))
        found.append(families.node(asked, onward))
    return Minimal(game.sizes, *families.below(found[diagram.root]))


def minimal_blocking(game: Game, most: int = MOST_STATES) -> Minimal:
    """Find the coalitions without whom nobody can win, and that need all their members."""
    return minimal_winning(game.dual(), most)
