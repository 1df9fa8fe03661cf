"""What a game is like as a whole: whether both sides of a split may win, or neither.

References
----------
von Neumann, J. and Morgenstern, O. (1944). Theory of Games and Economic Behavior, chapter 10.
Princeton University Press.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, pairwise
from math import comb
from operator import mul

from kingmaker.engine.counting.swings import winning
from kingmaker.engine.games.diagrams import LOST, WON, Diagram
from kingmaker.engine.games.gates import Profile
from kingmaker.engine.structure.walks import MOST_PAIRS, Moves, pair


def dummies(diagram: Diagram) -> list[int]:
    """Classes whose members never make a difference: those that no node asks."""
    asked = set(diagram.layer)
    return [k for k in range(len(diagram.sizes)) if k not in asked]


def swings(diagram: Diagram) -> list[int]:
    """How many coalitions one member of each class turns from losing to winning.

    Parameters
    ----------
    diagram : Diagram
        Of a game with m classes and n players.

    Returns
    -------
    list of m int
        Of ``2**(n - 1)`` coalitions of the others.
    """
    sizes, layer = diagram.sizes, diagram.layer
    later = list(accumulate(reversed(sizes), initial=0))[::-1]  # players from each class on
    left = [0, 0, *(later[asked] for asked in layer[2:])]
    wins = [0, 1]  # coalitions of the players from each node on
    for asked, to in zip(layer[2:], diagram.branches[2:], strict=True):
        rest = later[asked + 1]
        ways = _ways(sizes[asked])
        wins.append(sum(w * wins[n] << rest - left[n] for w, n in zip(ways, to, strict=True)))
    total = [0] * len(sizes)
    reached = [0] * len(layer)  # coalitions of the players before each node
    reached[diagram.root] = 1 << later[0] - left[diagram.root]
    for node in range(len(layer) - 1, WON, -1):  # those that lead to a node come after it
        asked, to = layer[node], diagram.branches[node]
        rest = later[asked + 1]
        for members, here in zip(_ways(sizes[asked]), to, strict=True):
            if here > WON:
                reached[here] += reached[node] * members << rest - left[here]
        onward = [wins[here] << rest - left[here] for here in to]
        turned = [more - fewer for fewer, more in pairwise(onward)]
        ways = _ways(sizes[asked] - 1)
        total[asked] += reached[node] * sum(map(mul, ways, turned))
    return total


@cache
def _ways(size: int) -> list[int]:
    """How many coalitions of each number of members there are."""
    return [comb(size, members) for members in range(size + 1)]


def both_win(diagram: Diagram, most: int = MOST_PAIRS) -> Profile | None:
    """Find a coalition that wins although all the others together win as well.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    most : int
        Pairs of nodes that may be looked at.

    Returns
    -------
    tuple of int or None
        None if the game is *proper*: two coalitions that win always have a member in common.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """
    return _split(diagram, WON, most)


def both_lose(diagram: Diagram, most: int = MOST_PAIRS) -> Profile | None:
    """Find a coalition that loses although all the others together lose as well: a deadlock.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    most : int
        Pairs of nodes that may be looked at.

    Returns
    -------
    tuple of int or None
        None if the game is *strong*: of two sides one always wins.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """
    return _split(diagram, LOST, most)


def self_dual(diagram: Diagram, most: int = MOST_PAIRS) -> bool:
    """Whether of any two sides exactly one wins, so that who blocks also decides.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """
    players = sum(diagram.sizes)
    # of any two sides one wins at most; so if half of all coalitions win, one of any two does
    return 2 * winning(diagram) == 1 << players and both_win(diagram, most) is None


def _split(diagram: Diagram, end: int, most: int) -> Profile | None:
    def sides(asked: int) -> Moves:
        size = diagram.sizes[asked]
        return [(n, size - n) for n in range(size + 1)]

    found = pair((diagram, diagram), sides, (end, end), most=most)
    return found and found[0]
