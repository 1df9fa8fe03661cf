"""Moves that can stand in for others, like the seats of a board, or a larger share for a smaller.

If one move takes the same as another, and what it alone gives weighs no less anywhere, any plan
that makes the other may make the one instead. So there is a plan with the fewest moves that
makes the other only if it makes the one as well, and nobody has to look at the rest of them.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from kingmaker.engine.paths.quests import Net


@dataclass(frozen=True, slots=True)
class _Use:
    """What a move can be used for: where its own atoms are heard, and what they weigh there."""

    move: int
    where: tuple[tuple[int, ...], ...]
    weights: tuple[tuple[int, ...], ...]

    def covers(self, other: _Use) -> bool:
        """Whether it weighs no less than another that is heard at the same places."""
        return all(
            mine >= theirs
            for own, others in zip(self.weights, other.weights, strict=True)
            for mine, theirs in zip(own, others, strict=True)
        )


def chains(net: Net) -> list[list[int]]:
    """Sort the moves into chains, in which each can stand in for all that come after it.

    Parameters
    ----------
    net : Net
        The quest, wired.

    Returns
    -------
    list of list of int
        Every move is in one chain, if alone. Equal moves are in their own order.
    """
    moves = net.quest.moves
    givers: dict[int, int] = {}
    for move in moves:
        for atom in set(move.gives):
            givers[atom] = givers.get(atom, 0) + 1
    same: dict[Hashable, list[_Use]] = {}
    for number, move in enumerate(moves):
        gives = set(move.gives)
        shared = frozenset(atom for atom in gives if givers[atom] > 1)
        use = _use(net, number, sorted(gives - shared))
        takes = (net.node(move.gate), frozenset(move.needs))
        days = (move.notice, move.dates, move.after)
        same.setdefault((takes, days, shared, use.where), []).append(use)
    found: list[list[_Use]] = []
    for uses in same.values():
        uses.sort(key=lambda use: use.weights, reverse=True)  # equal ones stay in order
        begun: list[list[_Use]] = []
        for use in uses:
            chain = next((chain for chain in begun if chain[-1].covers(use)), None)
            if chain is None:
                begun.append([use])
            else:
                chain.append(use)
        found += begun
    return [[use.move for use in chain] for chain in found]


def _use(net: Net, move: int, own: list[int]) -> _Use:
    """Where the atoms that only this move gives are heard; the goal is heard by nobody else."""
    heard = sorted(
        sorted(net.heard[atom]) + ([(net.goal, 1)] if atom == net.goal else []) for atom in own
    )
    return _Use(
        move,
        tuple(tuple(hearer for hearer, _ in hearers) for hearers in heard),
        tuple(tuple(weight for _, weight in hearers) for hearers in heard),
    )
