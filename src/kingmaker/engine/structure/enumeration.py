"""All the voting games of a few players, each once, whoever the players are.

Games in which nobody or everybody always wins are left out. Of `n` players there are 1, 3, 8, 28,
208 games for n = 1 to 5; 1, 3, 8, 25, 117, 1171, 44313 for n = 1 to 7 in which any two players can
be compared; and 1, 3, 8, 25, 117, 1111, 29373 that come to one vote with weights.

References
----------
Krohn, I. and Sudhölter, P. (1995). Directed and weighted majority games. Mathematical Methods of
Operations Research 42, 189-216.
Muroga, S. (1971). Threshold Logic and Its Applications. Wiley.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from kingmaker.engine.games.diagrams import Diagram, TooLarge
from kingmaker.engine.games.gates import Game, every, some
from kingmaker.engine.structure.weights import WeightsAndQuota, weigh

MOST_PLAYERS = {"simple": 5, "complete": 8}
"""Players of whom all games are gone through."""


def simple_games(players: int) -> Iterator[Game]:
    """Every monotone game of so many players, up to who is who.

    Parameters
    ----------
    players : int
        At least one.

    Yields
    ------
    Game
        Any of the minimal winning coalitions has to agree.

    Raises
    ------
    TooLarge
        If there are too many players; with six there are 16,351 games already, and 7,828,352
        before it is told which are the same.
    """
    _check(players, "simple")
    outcomes = [0, 1]
    for joined in range(players):
        outcomes = [
            without | with_ << (1 << joined)
            for without in outcomes
            for with_ in outcomes
            if not without & ~with_
        ]
    turned = [
        [sum((who >> k & 1) << to for k, to in enumerate(order)) for who in range(1 << players)]
        for order in permutations(range(players))
    ]
    seen: set[int] = set()
    for won in outcomes:
        if won and not won & 1 and won not in seen:  # somebody wins, and not nobody
            here = [who for who in range(1 << players) if won >> who & 1]
            seen.update(sum(1 << order[who] for who in here) for order in turned)
            yield _game(players, won)


def complete_games(players: int) -> Iterator[Game]:
    """Every game of so many players in which any two can be compared, up to who is who.

    Parameters
    ----------
    players : int
        At least one.

    Yields
    ------
    Game
        The most desirable player first.

    Raises
    ------
    TooLarge
        If there are too many players.
    """
    for won in complete_outcomes(players):
        yield _game(players, won)


def weighted_games(players: int) -> Iterator[tuple[Game, WeightsAndQuota]]:
    """Every game of so many players that comes to one vote with weights, up to who is who.

    Parameters
    ----------
    players : int
        At least one.

    Yields
    ------
    tuple of (Game, WeightsAndQuota)
        The most desirable player first, and the weights.

    Raises
    ------
    TooLarge
        If there are too many players.
    """
    for won in complete_outcomes(players):
        found = weigh(table(players, won))
        if isinstance(found, WeightsAndQuota):
            yield found.game((1,) * players), found


def complete_outcomes(players: int) -> Iterator[int]:
    """Every complete game as who wins it, for `table`; up to who is who.

    Parameters
    ----------
    players : int
        At least one.

    Yields
    ------
    int
        Bit s: whether coalition s wins; bit 0 of s is the most desirable player.

    Raises
    ------
    TooLarge
        If there are too many players.

    Notes
    -----
    Who wins goes on to win if somebody joins, or gives way to one who is more desirable. So
    whether a coalition wins is open only if all those win that it can become like that.
    """
    _check(players, "complete")
    number = 1 << players
    above: list[int] = []
    for who in range(number):
        into = [who | 1 << k for k in range(players) if not who >> k & 1]
        into += [
            who ^ 3 << k
            for k in range(players - 1)
            if who >> k & 3 == 2  # player k + 1 gives way to player k, who is more desirable
        ]
        above.append(sum(1 << to for to in into))
    # whatever a coalition can become comes before it
    order = sorted(
        range(number), key=lambda w: -sum(players - k for k in range(players) if w >> k & 1)
    )
    waiting = [(0, 0)]
    while waiting:
        place, won = waiting.pop()
        while place < number and above[order[place]] & ~won:
            place += 1
        if place == number:
            if won and not won & 1:
                yield won
            continue
        waiting.append((place + 1, won))
        waiting.append((place + 1, won | 1 << order[place]))


def table(players: int, won: int) -> Diagram:
    """The diagram of a game that is given coalition by coalition.

    Parameters
    ----------
    players : int
        Each a class of its own.
    won : int
        Bit s: whether coalition s wins; bit k of s: whether player k is in it.

    Returns
    -------
    Diagram
        Reduced.
    """
    nodes = [won >> who & 1 for who in range(1 << players)]
    layer, branches = [-1, -1], list[tuple[int, ...]]([(), ()])
    for asked in range(players - 1, -1, -1):
        known: dict[tuple[int, int], int] = {}
        half = len(nodes) // 2
        joined: list[int] = []
        for without, with_ in zip(nodes[:half], nodes[half:], strict=True):
            if without == with_:
                joined.append(without)
                continue
            found = known.setdefault((without, with_), len(layer))
            if found == len(layer):
                layer.append(asked)
                branches.append((without, with_))
            joined.append(found)
        nodes = joined
    return Diagram((1,) * players, tuple(layer), tuple(branches), nodes[0])


def _check(players: int, what: str) -> None:
    if players < 1:
        raise ValueError("a game has at least one player")
    most = MOST_PLAYERS[what]
    if players > most:
        raise TooLarge(f"all {what} games can be gone through for {most} players, not {players}")


def _game(players: int, won: int) -> Game:
    """The game in which one of the minimal winning coalitions has to agree."""
    minimal = [
        who
        for who in range(1 << players)
        if won >> who & 1
        and not any(who >> k & 1 and won >> (who ^ 1 << k) & 1 for k in range(players))
    ]
    gates = [every(*(k for k in range(players) if who >> k & 1)) for who in minimal]
    return Game((1,) * players, some(1, *gates))
