"""The coalitions at the edge: those that just win, and those that just lose.

They are kept as graphs, counted and read one by one without being listed. Where players can be put
in an order of desirability, still fewer are enough to say the whole game: those that win, and no
longer do if any member goes *or gives way to one who is less desirable*.

References
----------
Carreras, F. and Freixas, J. (1996). Complete simple games. Mathematical Social Sciences 32,
139-155.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kingmaker.engine.games.compiling import MOST_STATES
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge, step
from kingmaker.engine.games.families import EMPTY, NONE, Families
from kingmaker.engine.games.gates import Profile
from kingmaker.engine.games.minimal import Minimal, minimal_winning


@dataclass(frozen=True, slots=True)
class Maximal:
    """Coalitions that lose, and no longer do if one more joins: all but a minimal blocking one.

    Iterate over it for the profiles.

    Attributes
    ----------
    blocking : Minimal
        Those who are not in them.
    """

    blocking: Minimal

    def __iter__(self) -> Iterator[Profile]:
        sizes = self.blocking.sizes
        for profile in self.blocking:
            yield tuple(size - n for size, n in zip(sizes, profile, strict=True))

    def of_size(self, size: int) -> Iterator[Profile]:
        """The profiles with so many members."""
        blocking = self.blocking
        wanted = sum(blocking.sizes) - size
        left: list[set[int]] = [set(), {0}]  # how many members may follow each node
        for onward in blocking.branches[2:]:
            left.append({n + m for n, to in onward for m in left[to] if n + m <= wanted})
        waiting: list[tuple[int, Profile, int]] = [(blocking.root, (), wanted)]
        while waiting:
            node, profile, rest = waiting.pop()
            if rest not in left[node]:
                continue
            profile += (0,) * (blocking.layer[node] - len(profile))
            if node == EMPTY:
                yield tuple(n - m for n, m in zip(blocking.sizes, profile, strict=True))
            waiting.extend((to, (*profile, n), rest - n) for n, to in blocking.branches[node])

    def profiles(self) -> int:
        """Count the profiles: coalitions, the members of a class not told apart."""
        return self.blocking.profiles()

    def count(self) -> dict[int, int]:
        """Count coalitions of people, the members of a class told apart, by their size."""
        players = sum(self.blocking.sizes)
        return {players - size: n for size, n in reversed(self.blocking.count().items())}


def dual(diagram: Diagram) -> Diagram:
    """The diagram of blocking: a coalition wins there if all the others lose here."""
    ends = {LOST: WON, WON: LOST}
    branches = tuple(tuple(ends.get(to, to) for to in leads[::-1]) for leads in diagram.branches)
    return Diagram(diagram.sizes, diagram.layer, branches, ends.get(diagram.root, diagram.root))


def maximal_losing(diagram: Diagram, most: int = MOST_STATES) -> Maximal:
    """Find the coalitions that lose, and no longer do with anyone more.

    Raises
    ------
    TooLarge
        If they cannot be held with the memory allowed.
    """
    return Maximal(minimal_winning(dual(diagram), most))


def shift_maximal_losing(diagram: Diagram, most: int = MOST_STATES) -> Maximal:
    """Find the coalitions that lose, and win if one joins or gives way to a more desirable one.

    Parameters
    ----------
    diagram : Diagram
        As for `shift_minimal_winning`.
    most : int
        States that may be kept.

    Raises
    ------
    TooLarge
        If they cannot be held with the memory allowed.
    """
    return Maximal(shift_minimal_winning(dual(diagram), most))


def shift_minimal_winning(diagram: Diagram, most: int = MOST_STATES) -> Minimal:
    """Find the coalitions that win, and lose if one goes or gives way to a less desirable one.

    Parameters
    ----------
    diagram : Diagram
        Of a complete game whose classes are its kinds, the most desirable first.
    most : int
        States that may be kept.

    Returns
    -------
    Minimal
        They and the order of the kinds say the whole game.

    Raises
    ------
    TooLarge
        If they cannot be held with the memory allowed.

    Notes
    -----
    It is enough to put a member of each kind in the place of one of the kind before, and to let
    one of the last kind go. Beside the node of the coalition a state has those of the coalitions
    that come about in this way; all of them have to lose in the end.
    """
    layers: list[dict[_State, list[tuple[int, _State]]]] = []
    states = {_State(diagram.root, None, frozenset())}
    seen = 0
    for kind, size in enumerate(diagram.sizes):
        layer: dict[_State, list[tuple[int, _State]]] = {}
        for state in states:
            onward = [(n, _next(diagram, state, kind, n)) for n in range(size + 1)]
            layer[state] = [(n, to) for n, to in onward if to is not None]
            seen += 1 + len(layer[state])
            if seen > most:
                raise TooLarge(
                    f"the coalitions that just win take more than {most:,} states to find; merge "
                    "players who always act alike"
                )
        layers.append(layer)
        states = {to for onward in layer.values() for _, to in onward}
    families = Families(diagram, most)
    found = {
        state: EMPTY
        if state.node == WON and state.gone in (None, LOST) and not state.weaker
        else NONE
        for state in states
    }
    for kind in range(len(layers) - 1, -1, -1):
        found = {
            state: families.node(kind, [(n, found[to]) for n, to in onward])
            for state, onward in layers[kind].items()
        }
    return Minimal(diagram.sizes, *families.below(next(iter(found.values()))))


@dataclass(frozen=True, slots=True)
class _State:
    """Where a coalition is once some kinds have answered."""

    node: int
    gone: int | None  # where it would be with one less of the last kind; None if there was none
    weaker: frozenset[int]  # where it would be with one of a less desirable kind instead


def _next(diagram: Diagram, state: _State, kind: int, members: int) -> _State | None:
    """Where a coalition goes from a state; None if a weaker one is sure to win where it wins."""
    node = step(diagram, state.node, kind, members)
    if node == LOST:
        return None
    weaker = {step(diagram, other, kind, members) for other in state.weaker}
    if state.gone is not None and members < diagram.sizes[kind]:
        weaker.add(step(diagram, state.gone, kind, members + 1))
    if WON in weaker or node in weaker:
        return None
    gone = step(diagram, state.node, kind, members - 1) if members else None
    return _State(node, gone, frozenset(weaker - {LOST}))
