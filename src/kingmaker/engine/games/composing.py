"""Games put together from games: a voter that is itself a body, or a company."""

from __future__ import annotations

from collections.abc import Sequence

from kingmaker.engine.games.gates import Game, Gate, Input


def composed(outer: Game, bodies: Sequence[Game]) -> Game:
    """A game whose voters are bodies, each with voters of its own.

    Parameters
    ----------
    outer : Game
        With m classes of one voter each.
    bodies : sequence of m Game
        How each of these voters decides how to vote.

    Returns
    -------
    Game
        Over the voters of all bodies, one body after the other.

    Raises
    ------
    ValueError
        If there is not one body for each voter, or a class has several voters.

    References
    ----------
    Shapley, L. S. (1962). Simple games: an outline of the descriptive theory. Behavioral
    Science 7, 59-66.
    """
    if len(bodies) != len(outer.sizes) or any(size != 1 for size in outer.sizes):
        raise ValueError(
            f"{len(outer.sizes)} voters, each alone in a class, take as many bodies, not "
            f"{len(bodies)}"
        )
    shifted: list[Gate] = []
    first = 0
    for body in bodies:
        shifted.append(replaced(body.gate, range(first, first + len(body.sizes))))
        first += len(body.sizes)
    sizes = tuple(size for body in bodies for size in body.sizes)
    return Game(sizes, replaced(outer.gate, shifted))


def replaced(root: Gate, players: Sequence[Input]) -> Gate:
    """A gate with other players, or gates, in place of its own."""
    new: dict[int, Gate] = {}
    for gate in root.inner_first():
        inputs = tuple(
            (new[id(source)] if isinstance(source, Gate) else players[source], weight)
            for source, weight in gate.inputs
        )
        new[id(gate)] = Gate(gate.quota, inputs)
    return new[id(root)]
