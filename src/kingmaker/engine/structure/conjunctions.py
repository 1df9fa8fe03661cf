"""The votes with weights of which a game is made, if it is made of nothing else.

A gate that opens only if all its inputs agree is a conjunction; one that hears nobody but players
is a vote. Players whose consent is needed besides are one more vote, in which all must agree.
"""

from __future__ import annotations

from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.structure.weights import WeightsAndQuota


def one_vote(game: Game) -> WeightsAndQuota | None:
    """The one vote that a game is, as it is counted.

    Parameters
    ----------
    game : Game
        Of m classes.

    Returns
    -------
    WeightsAndQuota or None
        With the weights of the gate, of one member of each class. None if there are several gates.
    """
    return WeightsAndQuota(*game.vote) if game.vote is not None else None


def votes(game: Game) -> list[WeightsAndQuota]:
    """The votes all of which have to carry, if a game is such a conjunction.

    Parameters
    ----------
    game : Game
        Of m classes.

    Returns
    -------
    list of WeightsAndQuota
        By class. None of them if the game is made otherwise.
    """
    found: list[WeightsAndQuota] = []
    consents: set[int] = set()
    waiting = [game.gate]
    while waiting:
        gate = waiting.pop()
        total = sum(w * (1 if isinstance(s, Gate) else game.sizes[s]) for s, w in gate.inputs)
        heard = [(s, w) for s, w in gate.inputs if w]
        if heard and total - min(w for _, w in heard) < gate.quota <= total:  # all have to agree
            waiting += [s for s, _ in heard if isinstance(s, Gate)]
            consents.update(s for s, _ in heard if not isinstance(s, Gate))
        else:
            vote = one_vote(Game(game.sizes, gate))
            if vote is None:
                return []
            found.append(vote)
    if consents:
        weights = tuple(int(k in consents) for k in range(len(game.sizes)))
        found.append(WeightsAndQuota(sum(game.sizes[k] for k in consents), weights))
    return found
