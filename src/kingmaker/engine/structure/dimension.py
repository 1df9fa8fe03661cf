"""How many votes with weights it takes to come to the same as a game, if all of them must carry.

One is enough for a weighted game; two for a double majority that no single vote replaces. Every
game is such a conjunction, and to find the least number is hard, so what is told is a number that
is enough, with the votes, and a number that is needed.

References
----------
Taylor, A. D. and Zwicker, W. S. (1999). Simple Games. Princeton University Press.
Kurz, S. and Napel, S. (2016). Dimension of the Lisbon voting rules in the EU Council: a challenge
and new world record. Optimization Letters 10, 1245-1256.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, islice

from kingmaker.engine.games.diagrams import Diagram, TooLarge, compile_game
from kingmaker.engine.games.gates import Game, Gate, Profile, every
from kingmaker.engine.structure.extremes import Maximal, maximal_losing
from kingmaker.engine.structure.walks import MOST_PAIRS, halves, wins_only_in
from kingmaker.engine.structure.weights import Trade, Weighted, outcome, weigh

MOST_VOTES = 12
"""Votes that are taken together before it is given up to find enough."""

MOST_NODES = 60_000
"""Nodes of the game's diagram, times the losing coalitions that are kept from winning."""

MOST_COMPARED = 32
"""Losing coalitions of which it is asked which of them no vote can keep from winning together."""

MOST_LISTED = 1000
"""Losing coalitions of one size from which those are chosen."""

MOST_APART = 2000
"""Pairs of nodes that are looked at for any two of them."""


@dataclass(frozen=True, slots=True)
class Dimension:
    """How many votes with weights, all of which must carry, come to the same as a game.

    Attributes
    ----------
    least : int
        As many are needed.
    votes : tuple of Weighted or None
        They are enough. None if not enough were found within the limits.
    apart : tuple of Profile
        Losing coalitions, no two of which any such vote can keep from winning together. As many
        as are needed, unless one or two are.
    """

    least: int
    votes: tuple[Weighted, ...] | None
    apart: tuple[Profile, ...] = ()

    @property
    def most(self) -> int | None:
        """As many are enough, if it is known."""
        return None if self.votes is None else len(self.votes)

    @property
    def exact(self) -> bool:
        """Whether as many are needed as are enough."""
        return self.most == self.least


def dimension(
    diagram: Diagram,
    alone: Weighted | Trade,
    first: Sequence[Weighted] = (),
    most: int = MOST_PAIRS,
) -> Dimension:
    """Bound the number of votes with weights that a game takes.

    Parameters
    ----------
    diagram : Diagram
        Of a game.
    alone : Weighted or Trade
        Whether one vote is enough: what `weigh` finds.
    first : sequence of Weighted
        Votes that are tried first: those of which the game is made, if it is made of such.
    most : int
        Pairs of nodes that may be looked at, each time.

    Returns
    -------
    Dimension
        The votes are checked together against every coalition.
    """
    if isinstance(alone, Weighted):
        return Dimension(1, (alone,))
    given = _given(diagram, first, most)
    found, excluded = _enough(diagram, most)
    if given is not None and (found is None or len(given) <= len(found)):
        found = given
    if found is not None and len(found) == 2:
        return Dimension(2, found)
    apart = _apart(diagram, excluded)
    return Dimension(max(2, len(apart)), found, apart if len(apart) > 2 else ())


def together(sizes: Profile, votes: Iterable[Weighted]) -> Diagram:
    """The game in which all of some votes must carry."""
    gates = [Gate(vote.quota, tuple(enumerate(vote.weights))) for vote in votes]
    return compile_game(Game(sizes, every(*gates)))


def _given(diagram: Diagram, first: Sequence[Weighted], most: int) -> tuple[Weighted, ...] | None:
    """Those of the given votes that are needed, if together they are the game."""
    with suppress(TooLarge):
        kept = list(first)
        if not kept or not _same(diagram, kept, most):
            return None
        for vote in first:
            rest = [other for other in kept if other is not vote]
            if rest and _same(diagram, rest, most):
                kept = rest
        return tuple(kept)
    return None


def _same(diagram: Diagram, votes: Sequence[Weighted], most: int) -> bool:
    joint = together(diagram.sizes, votes)
    return (
        wins_only_in(joint, diagram, most) is None and wins_only_in(diagram, joint, most) is None
    )


def _enough(diagram: Diagram, most: int) -> tuple[tuple[Weighted, ...] | None, list[Profile]]:
    """Votes that are enough, and the losing coalitions for which they were made.

    Each losing coalition that still wins all the votes is kept from it by the first of them that
    can do so besides those it keeps from winning already, or else by one more.
    """
    wins = outcome(diagram)
    groups: list[list[Profile]] = []
    votes: list[Weighted] = []
    seen: list[Profile] = []
    with suppress(TooLarge):
        while len(seen) * len(diagram.layer) <= MOST_NODES:
            joint = together(diagram.sizes, votes)
            loser = wins_only_in(joint, diagram, most)
            if loser is None:
                return tuple(votes), seen
            loser = _largest(loser, diagram.sizes, wins)
            seen.append(loser)
            for number, group in enumerate(groups):
                found = weigh(diagram, [*group, loser])
                if isinstance(found, Weighted):
                    votes[number] = found
                    group.append(loser)
                    break
            else:
                found = weigh(diagram, [loser])
                if not isinstance(found, Weighted) or len(votes) == MOST_VOTES:
                    return None, seen
                votes.append(found)
                groups.append([loser])
    return None, seen


def _largest(losing: Profile, sizes: Profile, wins: Callable[[Profile], bool]) -> Profile:
    """A losing coalition with everybody added with whom it still loses."""
    profile = list(losing)
    for k, size in enumerate(sizes):
        while profile[k] < size:
            profile[k] += 1
            if wins(tuple(profile)):
                profile[k] -= 1
                break
    return tuple(profile)


def _apart(diagram: Diagram, seen: Iterable[Profile]) -> tuple[Profile, ...]:
    """Many losing coalitions no two of which a vote with weights can keep from winning together.

    No vote can if the two, taken together, have the members of two winning ones. Members of a
    class are told apart here: the same number of them is tried with different ones.
    """
    losing = dict.fromkeys(seen)
    with suppress(TooLarge):
        losing |= dict.fromkeys(_some(maximal_losing(diagram), MOST_COMPARED))
    parted = [(profile, part) for profile in losing for part in _parts(profile, diagram.sizes)]
    parted = parted[:: 1 + len(parted) // MOST_COMPARED]
    against: list[set[int]] = [set() for _ in parted]
    for a, b in combinations(range(len(parted)), 2):
        with suppress(TooLarge):
            if _trade(diagram, parted[a], parted[b], MOST_APART):
                against[a].add(b)
                against[b].add(a)
    return tuple(parted[k][0] for k in _clique(against))


def _some(losing: Maximal, number: int) -> list[Profile]:
    """Some of many coalitions: of the two smallest and the two largest sizes, far from another."""
    counts = losing.blocking.count()
    sizes = list(counts)
    chosen = dict.fromkeys([*sizes[:2], *sizes[:-3:-1]])
    found: list[Profile] = []
    for size in chosen:
        alike = list(islice(losing.of_size(sum(losing.blocking.sizes) - size), MOST_LISTED))
        apart = 1 + len(alike) * len(chosen) // number
        found += alike[::apart]
    return found


def _parts(profile: Profile, sizes: Profile) -> list[int]:
    """Where in its class each coalition begins, in quarters; one place if it has no choice."""
    free = any(0 < n < size for n, size in zip(profile, sizes, strict=True) if size > 1)
    return [0, 1, 2, 3] if free else [0]


def _trade(
    diagram: Diagram, one: tuple[Profile, int], other: tuple[Profile, int], most: int
) -> bool:
    """Whether two winning coalitions have just the members of two losing ones."""
    least = tuple(
        len(
            {(one[1] * size // 4 + k) % size for k in range(a)}
            & {(other[1] * size // 4 + k) % size for k in range(b)}
        )
        for a, b, size in zip(one[0], other[0], diagram.sizes, strict=True)
    )
    total = tuple(a + b for a, b in zip(one[0], other[0], strict=True))
    return halves(diagram, least, total, most) is not None


def _clique(against: list[set[int]]) -> list[int]:
    """Many numbers each of which is against every other: the best begun with each."""
    best: list[int] = []
    for begin in range(len(against)):
        chosen, left = [begin], set(against[begin])
        while left:
            new = max(sorted(left), key=lambda k: len(against[k] & left))
            chosen.append(new)
            left &= against[new]
        if len(chosen) > len(best):
            best = chosen
    return best
