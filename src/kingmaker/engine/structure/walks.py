"""Two coalitions bound to one another, and walks through diagrams that look for such a pair.

Whether one player is always as good as another, whether two coalitions without a common member
both win, whether one game allows more than another: all of these ask for such a pair. Each pair
of nodes is looked at once, however many pairs of coalitions lead to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge
from kingmaker.engine.games.gates import Profile

MOST_PAIRS = 1_000_000
"""Pairs of nodes that may be looked at before a comparison is refused as too large."""

Moves: TypeAlias = Sequence[tuple[int, int]]
"""Members of a class in the one coalition, and in the other."""

_Pair: TypeAlias = tuple[int, int]


def pair(
    diagrams: tuple[Diagram, Diagram],
    moves: Callable[[int], Moves],
    ends: tuple[int, int],
    *,
    alike_from: int | None = None,
    most: int = MOST_PAIRS,
) -> tuple[Profile, Profile] | None:
    """Find two coalitions that come out as asked.

    Parameters
    ----------
    diagrams : tuple of two Diagram
        With the same classes of players. The one coalition walks through the first, the other
        through the second.
    moves : callable
        What a class allows: how many of its members are in the one and in the other. At least
        one such pair of numbers.
    ends : tuple of two int
        `LOST` or `WON`: how the one is to come out, and the other.
    alike_from : int or None
        From this class on both coalitions have the same members; the two diagrams are the same
        one, and the ends differ.
    most : int
        Pairs of nodes that may be looked at.

    Returns
    -------
    tuple of two Profile or None
        None if there are none.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """
    one, other = diagrams
    classes = len(one.sizes)
    layers = [[classes, classes, *diagram.layer[2:]] for diagram in diagrams]
    wrong = (LOST + WON - ends[0], LOST + WON - ends[1])
    allowed: dict[int, Moves] = {}
    root = (one.root, other.root)
    if root[0] == wrong[0] or root[1] == wrong[1]:
        return None
    before: dict[_Pair, tuple[_Pair, int, tuple[int, int]] | None] = {root: None}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        if here == ends:
            return _profiles(before, here, [moves(k) for k in range(classes)])
        a, b = here
        asked = min(layers[0][a], layers[1][b])
        if alike_from is not None and asked >= alike_from and a == b:
            continue
        if asked not in allowed:
            allowed[asked] = moves(asked)
        left = one.branches[a] if layers[0][a] == asked else None
        right = other.branches[b] if layers[1][b] == asked else None
        for move in allowed[asked]:
            to = (left[move[0]] if left else a, right[move[1]] if right else b)
            if to[0] != wrong[0] and to[1] != wrong[1] and to not in before:
                before[to] = (here, asked, move)
                waiting.append(to)
        if len(before) > most:
            raise TooLarge(
                f"to compare these coalitions, more than {most:,} states of the game would have "
                "to be looked at in pairs; merge players who always act alike"
            )
    return None


def _profiles(
    before: dict[_Pair, tuple[_Pair, int, tuple[int, int]] | None],
    here: _Pair,
    moves: list[Moves],
) -> tuple[Profile, Profile]:
    """The coalitions that lead to a pair of nodes; of classes not asked, any allowed members."""
    taken = [options[0] for options in moves]
    came = before[here]
    while came is not None:
        here, asked, move = came
        taken[asked] = move
        came = before[here]
    return tuple(a for a, _ in taken), tuple(b for _, b in taken)


def wins_only_in(one: Diagram, other: Diagram, most: int = MOST_PAIRS) -> Profile | None:
    """Find a coalition that wins one game and loses another, on the same classes of players.

    Returns
    -------
    tuple of int or None
        None if whoever wins the one wins the other.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """

    def same(asked: int) -> Moves:
        return [(n, n) for n in range(one.sizes[asked] + 1)]

    found = pair((one, other), same, (WON, LOST), most=most)
    return found and found[0]


def halves(
    diagram: Diagram, least: Profile, total: Profile, most: int = MOST_PAIRS
) -> tuple[Profile, Profile] | None:
    """Divide so many members of each class among two coalitions that both win.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    least : tuple of int
        Members of each class whom both must have.
    total : tuple of int
        Members of each class in both together, those in both counted twice.

    Returns
    -------
    tuple of two Profile or None
        None if they cannot be divided like that.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """

    def divided(asked: int) -> Moves:
        return [
            (n, total[asked] - n) for n in range(least[asked], total[asked] - least[asked] + 1)
        ]

    return pair((diagram, diagram), divided, (WON, WON), most=most)
