"""Leaving out coalitions in which a member can give way to somebody weaker."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge, step
from kingmaker.engine.games.families import EMPTY, NONE, Families
from kingmaker.engine.games.minimal import Minimal

_State: TypeAlias = tuple[int, int, bool]
"""A family, the node its profiles lead to when shifted, and whether they are shifted yet."""


def without_surplus(
    minimal: Minimal, diagram: Diagram, stronger: Iterable[tuple[int, int]], most: int
) -> Minimal:
    """Keep the coalitions that lose if a member of a class gives way to one of a weaker class.

    Parameters
    ----------
    minimal : Minimal
        Winning coalitions of a game.
    diagram : Diagram
        Of the game, its classes in the same order.
    stronger : iterable of (int, int)
        Pairs of classes, the stronger first.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If it takes more of them.
    """
    families = Families(diagram, most)
    found = [NONE, EMPTY]
    for asked, onward in zip(minimal.layer[2:], minimal.branches[2:], strict=True):
        found.append(families.node(asked, [(members, found[to]) for members, to in onward]))
    kept = found[minimal.root]
    for first, second in stronger:
        kept = _Shift(diagram, families, first, second).without_surplus(kept)
    return Minimal(minimal.sizes, *families.below(kept))


class _Shift:
    """Leaving out what still wins when a member of one class gives way to one of another."""

    def __init__(self, diagram: Diagram, families: Families, out: int, into: int) -> None:
        self.diagram, self.families = diagram, families
        self.change = {out: -1, into: 1}
        self.first, self.last = sorted((out, into))
        self.known: dict[_State, int] = {}

    def without_surplus(self, family: int) -> int:
        """The profiles of a family that lose when shifted, or cannot be."""
        asked = self._told(family, self.diagram.root, shifted=False)
        if isinstance(asked, int):
            return asked
        # no recursion, for there may be thousands of classes
        waiting = [asked]
        while waiting:
            state = waiting[-1]
            onward = self._onward(state)
            unknown = [to for _, to in onward if not isinstance(to, int)]
            if unknown:
                waiting += unknown
                continue
            waiting.pop()
            told = [(members, to) for members, to in onward if isinstance(to, int)]
            self.known[state] = self.families.node(self.families.layer[state[0]], told)
            if len(self.known) > self.families.most:
                raise TooLarge(
                    "the coalitions that just win take more than "
                    f"{self.families.most:,} states to find; merge players who always act alike"
                )
        return self.known[asked]

    def _onward(self, state: _State) -> list[tuple[int, int | _State]]:
        """For each number of members, what is kept of what follows, or what is to be told."""
        family, node, shifted = state
        asked = self.families.layer[family]
        found: list[tuple[int, int | _State]] = []
        for members, to in self.families.branches[family]:
            then = members + self.change.get(asked, 0)
            if not 0 <= then <= self.diagram.sizes[asked]:
                found.append((members, to))  # nobody to give way, or nobody to give way to
                continue
            there = step(self.diagram, node, asked, then)
            if asked == self.last:
                found.append((members, self.families.losing(to, there)))
            else:
                found.append((members, self._told(to, there, shifted or asked == self.first)))
        return found

    def _told(self, family: int, node: int, shifted: bool) -> int | _State:
        """What is kept of a family if that is known, and otherwise what it is to find out.

        Of classes that a family passes over nobody is a member, before a shift.
        """
        asked = self.families.layer[family]
        for turn in (self.first, self.last)[shifted:]:
            if asked > turn and family != NONE:
                if self.change[turn] < 0:
                    return family
                node = step(self.diagram, self._passed(node, turn), turn, 1)
                shifted = True
                if turn == self.last:
                    return self.families.losing(family, node)
        node = self._passed(node, asked)
        if node == LOST or family == NONE:
            return family
        return self.known.get((family, node, shifted), (family, node, shifted))

    def _passed(self, node: int, until: int) -> int:
        """Where a node leads if nobody agrees in the classes before one."""
        while node > WON and self.diagram.layer[node] < until:
            node = self.diagram.branches[node][0]
        return node
