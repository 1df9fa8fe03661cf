"""Families of profiles as a graph, in which each family is one node however often it occurs.

References
----------
Minato, S. (1993). Zero-suppressed BDDs for set manipulation in combinatorial problems.
Proceedings of the 30th Design Automation Conference, 272-277.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge

NONE, EMPTY = 0, 1
"""The family without any profile, and that of the one profile in which nobody agrees."""

Branches: TypeAlias = tuple[tuple[int, int], ...]
"""Numbers of members, ascending, and the node that each leads to."""

_Pair: TypeAlias = tuple[int, int]  # a family, and the node whose winners are to be left out


class Families:
    """Families of profiles over the classes of a diagram.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    most : int
        Families less what wins that may be kept.

    Attributes
    ----------
    layer : list of int
        The first class of which some profile of a family has members.
    branches : list of Branches
        The numbers of its members, and the families of what may follow.
    """

    def __init__(self, diagram: Diagram, most: int) -> None:
        classes = len(diagram.sizes)
        self.most = most
        self.layer = [classes, classes]
        self.branches: list[Branches] = [(), ()]
        self._asked = [classes, classes, *diagram.layer[2:]]
        self._leads = diagram.branches
        self._known: dict[tuple[int, Branches], int] = {}
        self._less: dict[_Pair, int] = {}

    def node(self, asked: int, onward: Sequence[tuple[int, int]]) -> int:
        """The family of profiles with so many members of a class, and what follows."""
        branches = tuple([branch for branch in onward if branch[1] != NONE])
        if not branches:
            return NONE
        if branches[-1][0] == 0:  # no profile has a member of the class
            return branches[0][1]
        found = self._known.setdefault((asked, branches), len(self.layer))
        if found == len(self.layer):
            self.layer.append(asked)
            self.branches.append(branches)
        return found

    def losing(self, family: int, node: int) -> int:
        """The profiles of a family that do not win from a node of the diagram.

        Raises
        ------
        TooLarge
            If more would have to be kept than is allowed.
        """
        asked = self._told(family, node)
        if isinstance(asked, int):
            return asked
        # no recursion, for there may be thousands of classes
        waiting: list[tuple[_Pair, list[tuple[int, int | _Pair]]]] = [(asked, [])]
        while waiting:
            pair, onward = waiting.pop()
            if pair in self._less:
                continue
            layer = self.layer[pair[0]]
            if not onward:
                leads, passed = self._leads[pair[1]], self._asked[pair[1]] > layer
                onward = [
                    (members, self._told(to, pair[1] if passed else leads[members]))
                    for members, to in self.branches[pair[0]]
                ]
                unknown = [less for _, less in onward if not isinstance(less, int)]
                if unknown:
                    waiting.append((pair, onward))
                    waiting += [(less, []) for less in unknown]
                    continue
            told = [(n, self._less[x] if isinstance(x, tuple) else x) for n, x in onward]
            self._less[pair] = self.node(layer, told)
            if len(self._less) > self.most:
                raise TooLarge(
                    f"the minimal coalitions take more than {self.most:,} states to find; merge "
                    "players who always act alike"
                )
        return self._less[asked]

    def _told(self, family: int, node: int) -> int | _Pair:
        """What `losing` is to find if it is known, and otherwise what it is to find out."""
        asked = self.layer[family]
        while self._asked[node] < asked:  # of classes passed over, nobody is a member
            node = self._leads[node][0]
        if node == LOST or family == NONE:
            return family
        return NONE if node == WON else self._less.get((family, node), (family, node))

    def below(self, root: int) -> tuple[tuple[int, ...], tuple[Branches, ...], int]:
        """The layers and branches of what a family leads to, numbered anew, and its number."""
        needed = {NONE, EMPTY, root}
        for node in range(root, EMPTY, -1):  # a node leads to lower numbers
            if node in needed:
                needed.update(to for _, to in self.branches[node])
        kept = sorted(needed)
        new = {old: number for number, old in enumerate(kept)}
        branches = tuple(
            tuple((members, new[to]) for members, to in self.branches[old]) for old in kept
        )
        return tuple(self.layer[old] for old in kept), branches, new[root]
