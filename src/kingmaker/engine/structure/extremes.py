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
from itertools import pairwise

from kingmaker.engine.games.compiling import MOST_STATES
from kingmaker.engine.games.diagrams import LOST, WON, Diagram
from kingmaker.engine.games.families import EMPTY
from kingmaker.engine.games.gates import Profile
from kingmaker.engine.games.minimal import Minimal, minimal_winning
from kingmaker.engine.structure.surplus import without_surplus


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
    one of any kind go.
    """
    weaker = pairwise(range(len(diagram.sizes)))
    return without_surplus(minimal_winning(diagram, most), diagram, weaker, most)
