"""A game as layers of states in arrays: the same as a decision diagram, for large ones.

The classes of players are asked one after the other. All the states that a game may be in
before one of them is asked are one layer; what each answer leads to is one array. The states
themselves, the weight that each gate still needs, are rounded up as in `frontier`, so that
states with the same future are mostly the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from kingmaker.engine.games.diagrams import Diagram, TooLarge
from kingmaker.engine.games.frontier import DONE, LOST, WON, Frontier, Wired
from kingmaker.engine.games.gates import Game, Gate, Profile

Needs: TypeAlias = "NDArray[np.int64]"
Leads: TypeAlias = "NDArray[np.int64]"
Sums: TypeAlias = "dict[int, NDArray[np.int64]]"

MOST_STATES = 20_000_000
"""Answers of all states, eight bytes each, before a game is refused as too large."""

MOST_SUMS = 1 << 15
"""Weights that may still come to one gate that are listed."""

MOST_WEIGHT = 2**60
"""Weights above are not kept in arrays."""


@dataclass(frozen=True)
class Layers:
    """A game, compiled.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class, in the order in which they are asked.
    leads : tuple of int64[states, size + 1]
        For each class, where each state leads when 0, 1, … members agree: `LOST`, `WON`, or
        the number of a state in the next layer, plus two.
    first : int
        The state to begin with, numbered likewise.
    """

    sizes: Profile
    leads: tuple[Leads, ...]
    first: int

    @property
    def states(self) -> int:
        """States of all layers."""
        return sum(len(leads) for leads in self.leads)


def layers(game: Game, most: int = MOST_STATES) -> Layers:
    """Compile a game.

    Parameters
    ----------
    game : Game
        Monotone, as all games of gates are.
    most : int
        Answers of states that may be looked at.

    Raises
    ------
    TooLarge
        If there are more, or weights above `MOST_WEIGHT`.
    """
    if not fits(game):
        raise TooLarge("votes of more than eighteen digits are too many; count them in thousands")
    frontier = Frontier(game)
    sums = [coming(gate, game.sizes) for gate in frontier.gates]
    if isinstance(frontier.first, int):
        return Layers(game.sizes, tuple(np.empty((0, n + 1), np.int64) for n in game.sizes),
                      frontier.first)  # fmt: skip
    needs = np.asfortranarray([frontier.first], dtype=np.int64)
    found: list[Leads] = []
    seen = 0
    for asked, size in enumerate(game.sizes):
        seen += len(needs) * (size + 1)
        if seen > most:
            raise TooLarge(
                f"this game has more than {most:,} states of its votes after {asked} of "
                f"{len(game.sizes)} kinds of players; merge players who always act alike, or ask "
                "about one vote at a time"
            )
        following, outcomes = _answered(frontier, sums, needs, asked)
        open_ = outcomes < 0
        kinds, first = numbered(following[open_])
        outcomes[open_] = kinds + 2
        found.append(np.ascontiguousarray(outcomes.reshape(size + 1, -1).T))
        needs = following[open_][first]
    return Layers(game.sizes, tuple(found), 2)


def fits(game: Game) -> bool:
    """Whether the votes of a game fit into machine integers."""
    return all(
        abs(gate.quota) <= MOST_WEIGHT
        and sum(w * (1 if isinstance(s, Gate) else game.sizes[s]) for s, w in gate.inputs)
        <= MOST_WEIGHT
        for gate in game.gate.inner_first()
    )


def coming(gate: Wired, sizes: Profile) -> Sums:
    """The weights that may still come to a gate before each class is asked, ascending.

    As long as they are few. Of inner gates all count, those decided too: to round to less is
    never wrong. Where all weigh the same nothing is listed, for then no two needs come to the
    same.
    """
    if len({*gate.players.values(), *gate.inner.values()}) < 2:
        return {}
    sums = np.zeros(1, np.int64)
    for weight in gate.inner.values():
        sums = _either(sums, sums + weight)
        if len(sums) > MOST_SUMS:
            return {}
    found: Sums = {len(sizes): sums}
    for k in range(len(sizes) - 1, -1, -1):
        weight = gate.players.get(k, 0)
        if weight:
            for part in _parts(sizes[k]):
                sums = _either(sums, sums + part * weight)
                sums = sums[: int(np.searchsorted(sums, gate.quota)) + 1]  # more is not needed
                if len(sums) > MOST_SUMS:
                    return found
        found[k] = sums
    return found


def _either(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
    """What is in one of two ascending lists, or in both, once."""
    both = np.concatenate([one, other])
    both.sort(kind="stable")  # two runs are merged, not sorted
    new = np.ones(len(both), np.bool_)
    np.not_equal(both[1:], both[:-1], out=new[1:])
    return both[new]


def _parts(size: int) -> Iterator[int]:
    """One, two, four, … of which any number up to a size can be put together."""
    part = 1
    while size:
        part = min(part, size)
        yield part
        size, part = size - part, part * 2


def _answered(
    frontier: Frontier, sums: list[Sums], needs: Needs, asked: int
) -> tuple[Needs, NDArray[np.int64]]:
    """What 0, 1, … members of a class make of all states, one answer after the other.

    Returns
    -------
    tuple of (int64[answers * states, gates], int64[answers * states])
        What is needed then; and `LOST`, `WON`, or -1 where nothing is decided yet.
    """
    answers = frontier.sizes[asked] + 1
    members = np.repeat(np.arange(answers, dtype=np.int64), len(needs))
    left = np.tile(needs, (answers, 1))
    for k, gate in enumerate(frontier.gates):
        weight = gate.players.get(asked, 0)
        if weight:
            column = left[:, k]
            np.copyto(column, np.maximum(column - weight * members, 0), where=column > 0)
    return left, _settled(frontier, sums, left, asked + 1)


def _settled(frontier: Frontier, sums: list[Sums], needs: Needs, asked: int) -> NDArray[np.int64]:
    """Decide gates that are sure to open or stay shut, and round what the others need."""
    outcome = np.full(len(needs), -1, np.int64)
    last = len(frontier.gates) - 1
    for k, gate in enumerate(frontier.gates):
        need = needs[:, k]
        hope = np.full(len(needs), gate.left[asked], np.int64)
        for inner, weight in gate.inner.items():
            hope += weight * (needs[:, inner] >= 0)
        waiting = need >= 0
        met, hopeless = waiting & (need == 0), waiting & (need > hope)
        listed = sums[k].get(asked)
        if listed is not None:
            still = waiting & ~met & ~hopeless
            need[still] = listed[np.searchsorted(listed, need[still])]
        if k == last:
            outcome[met] = WON
            outcome[hopeless] = LOST
            continue
        need[met | hopeless] = DONE
        for outer, weight in gate.outer:
            column = needs[:, outer]
            np.copyto(column, np.maximum(column - weight, 0), where=met & (column > 0))
    for k in range(last - 1, -1, -1):  # nobody waits any more for these
        outer = [needs[:, o] < 0 for o, _ in frontier.gates[k].outer]
        if outer:
            needs[np.logical_and.reduce(outer), k] = DONE
    return outcome


def reduced(game: Layers) -> Diagram:
    """The decision diagram of a game: no two nodes alike, and none that asks what does not matter.

    Notes
    -----
    From the last layer back: states that lead to the same nodes are one node, and a state all of
    whose answers lead to one node is that node.
    """
    layer = [-1, -1]
    branches: list[tuple[int, ...]] = [(), ()]
    nodes = np.array([LOST, WON], np.int64)
    for asked in range(len(game.sizes) - 1, -1, -1):
        leads = nodes[game.leads[asked]]
        here = leads[:, 0].copy()
        telling = (leads != leads[:, :1]).any(axis=1)
        kinds, first = numbered(leads[telling])
        here[telling] = kinds + len(layer)
        layer += [asked] * len(first)
        branches += map(tuple, leads[telling][first].tolist())
        nodes = np.concatenate([np.array([LOST, WON], np.int64), here])
    return Diagram(game.sizes, tuple(layer), tuple(branches), int(nodes[game.first]))


def numbered(rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Number the rows of a table, equal ones alike.

    Returns
    -------
    tuple of (int64[rows], int64[kinds])
        The number of each row, and where each kind is found first.
    """
    if not len(rows):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    key = np.zeros(len(rows), np.int64)
    bound = 1  # keys are below
    for column in rows.T:
        low = int(column.min())
        span = int(column.max()) - low + 1
        if bound * span >= 2**62:
            _, key = np.unique(key, return_inverse=True)
            bound = int(key.max()) + 1
            if bound * span >= 2**62:
                kinds, column = np.unique(column, return_inverse=True)
                low, span = 0, len(kinds)
        key = key * span + (column - low)
        bound *= span
    _, first, kinds = np.unique(key, return_index=True, return_inverse=True)
    return kinds, first
