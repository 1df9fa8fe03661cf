"""Coalitions without any surplus: those in which no member can give way to a weaker player.

References
----------
Alonso-Meijide, J. M. and Freixas, J. (2010). A new power index based on minimal winning
coalitions without any surplus. Decision Support Systems 49, 70-76.
"""

from __future__ import annotations

from typing import TypeAlias

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.compiling import MOST_STATES, compile_game
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, step
from kingmaker.engine.games.families import NONE, Families
from kingmaker.engine.games.gates import Game
from kingmaker.engine.games.minimal import Minimal, minimal_winning
from kingmaker.engine.power.memberships import Memberships, of_graph

_State: TypeAlias = tuple[int, int, bool]
"""A family, the node its profiles lead to when shifted, and whether they are shifted yet."""


def shift_memberships(game: Game, most: int = MOST_STATES) -> Memberships:
    """Count the winning coalitions without any surplus, and those with a given player.

    The indices in `forming` then are the Shift indices.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.
    """
    return of_graph(shift_minimal(game, most))


def shift_minimal(game: Game, most: int = MOST_STATES) -> Minimal:
    """Find the winning coalitions without any surplus.

    They are minimal, and lose if any member gives way to someone outside who is strictly less
    desirable.

    Parameters
    ----------
    game : Game
        Monotone, with m classes.
    most : int
        States that may be looked at, and families of coalitions kept.

    Raises
    ------
    TooLarge
        If the minimal coalitions cannot be held with the memory allowed.

    Notes
    -----
    It is enough to look at neighbours. If one member can give way to someone much weaker, then
    either that member can give way to someone in between, or someone in between to the weak.
    """
    minimal = minimal_winning(game, most)
    diagram = compile_game(game, most)
    families = Families(diagram, most)
    found = [0, 1]
    for asked, onward in zip(minimal.layer[2:], minimal.branches[2:], strict=True):
        found.append(families.node(asked, [(members, found[to]) for members, to in onward]))
    kept = found[minimal.root]
    for first, second in stronger(game, diagram):
        kept = _Shift(diagram, families, first, second).without_surplus(kept)
    return Minimal(game.sizes, *families.below(kept))


def stronger(game: Game, diagram: Diagram) -> list[tuple[int, int]]:
    """Neighbours in the order of desirability, the stronger class first.

    A member of the first class does for a member of the second in every coalition and not the
    other way round, and no class is in between.

    Parameters
    ----------
    game : Game
        With m classes.
    diagram : Diagram
        Of the game, its classes in the same order.
    """
    # whoever does for another tips the outcome as often, and more often if not alike
    totals = swings(game).totals
    order = sorted(range(len(totals)), key=lambda number: -totals[number])
    does: set[tuple[int, int]] = set()
    for gap in range(1, len(order)):
        for at in range(len(order) - gap):
            a, b = order[at], order[at + gap]
            between = order[at + 1 : at + gap]
            known = any((a, c) in does and (c, b) in does for c in between)
            if known or does_for(diagram, a, b):
                does.add((a, b))
    strictly = {(a, b) for a, b in does if totals[a] > totals[b]}
    return [
        (a, b)
        for a, b in sorted(strictly)
        if not any((a, c) in strictly and (c, b) in strictly for c in order)
    ]


def does_for(diagram: Diagram, first: int, second: int) -> bool:
    """Whether a member of the first class does for a member of the second in any coalition."""
    last = max(first, second)
    reached = {(diagram.root, diagram.root)}
    for asked, size in enumerate(diagram.sizes):
        following: set[tuple[int, int]] = set()
        for better, worse in reached:
            # one coalition has a member more of the first class, the other of the second
            for members in range(size + (asked not in (first, second))):
                to = (
                    step(diagram, better, asked, members + (asked == first)),
                    step(diagram, worse, asked, members + (asked == second)),
                )
                if to[0] != WON and to[1] != LOST and (asked < last or to[0] != to[1]):
                    following.add(to)
        reached = following
    return not reached


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
