"""Who can replace whom in every winning coalition.

References
----------
Isbell, J. R. (1958). A class of simple games. Duke Mathematical Journal 25, 423-439.
"""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.engine.games.diagrams import LOST, WON, Diagram
from kingmaker.engine.games.gates import Game, Gate, Profile
from kingmaker.engine.structure.traits import swings
from kingmaker.engine.structure.walks import MOST_PAIRS, Moves, pair


@dataclass(frozen=True, slots=True)
class Desirability:
    """Which classes are as desirable as one another, and which are more.

    Attributes
    ----------
    classes : tuple of tuple of int
        Those that can always replace one another, by kind. Kinds come in the order of their
        swings, which is that of desirability wherever two can be compared.
    above : tuple of frozenset of int
        For each kind, those whose members are strictly more desirable.
    apart : int or None
        The first kind that cannot be compared with the one before; None if all can be.
    """

    classes: tuple[tuple[int, ...], ...]
    above: tuple[frozenset[int], ...]
    apart: int | None


def desirability(game: Game, diagram: Diagram, most: int = MOST_PAIRS) -> Desirability:
    """Compare the classes of a game.

    Parameters
    ----------
    game : Game
        Monotone.
    diagram : Diagram
        Of the game, its classes in the same order.
    most : int
        Pairs of nodes that may be looked at for one comparison.

    Raises
    ------
    TooLarge
        If a comparison takes more of them.

    Notes
    -----
    Who is more desirable has more swings, so that only the one with more need be tried in the
    other's place. Where every neighbour in the order of swings can be compared, all can.
    """
    totals = swings(diagram)
    order = sorted(range(len(game.sizes)), key=lambda k: -totals[k])
    groups: list[list[int]] = []
    compared: dict[tuple[int, int], bool] = {}

    def replaces(one: int, other: int) -> bool:
        key = (groups[one][0], groups[other][0])
        if key not in compared:
            compared[key] = _outweighs(game, *key) or unlike(diagram, *key, most) is None
        return compared[key]

    for number in order:  # equal swings and as desirable: equally desirable
        for group in reversed(groups):
            if totals[group[0]] != totals[number]:
                groups.append([number])
                break
            if unlike(diagram, group[0], number, most) is None:
                group.append(number)
                break
        else:
            groups.append([number])
    apart = next(
        (k for k in range(1, len(groups)) if not replaces(k - 1, k)),
        None,
    )
    above = tuple(
        frozenset(
            one
            for one in range(k)
            if apart is None
            or (totals[groups[one][0]] > totals[groups[k][0]] and replaces(one, k))
        )
        for k in range(len(groups))
    )
    return Desirability(tuple(tuple(sorted(group)) for group in groups), above, apart)


def unlike(diagram: Diagram, one: int, other: int, most: int = MOST_PAIRS) -> Profile | None:
    """Find a coalition that wins with a member of one class less than with one of another.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    one, other : int
        Two classes.
    most : int
        Pairs of nodes that may be looked at.

    Returns
    -------
    tuple of int or None
        A winning coalition with a member of the other class that loses if one more of the one
        class takes that member's place; None if the one can always replace the other.

    Raises
    ------
    TooLarge
        If more pairs of nodes would have to be looked at.
    """

    def moves(asked: int) -> Moves:
        size = diagram.sizes[asked]
        if asked == one:
            return [(n, n + 1) for n in range(size)]
        if asked == other:
            return [(n, n - 1) for n in range(1, size + 1)]
        return [(n, n) for n in range(size + 1)]

    last = max(one, other) + 1
    found = pair((diagram, diagram), moves, (WON, LOST), alike_from=last, most=most)
    return found and found[0]


def _outweighs(game: Game, one: int, other: int) -> bool:
    """Whether a member of one class weighs at least as much as another in every gate."""
    for gate in game.gate.inner_first():
        heard = {one: 0, other: 0}
        for source, weight in gate.inputs:
            if not isinstance(source, Gate) and source in heard:
                heard[source] += weight
        if heard[one] < heard[other]:
            return False
    return True
