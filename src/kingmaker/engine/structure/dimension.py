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

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import Diagram, TooLarge
from kingmaker.engine.games.gates import Game, Gate, Profile, every
from kingmaker.engine.structure.conjunctions import votes
from kingmaker.engine.structure.extremes import Maximal, maximal_losing
from kingmaker.engine.structure.kinds import Kinds
from kingmaker.engine.structure.walks import MOST_PAIRS, halves, wins_only_in
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, outcome, weigh

MOST_VOTES = 12
"""Votes that are taken together before it is given up to find enough."""

MOST_NODES = 60_000
"""Nodes of the game's diagram, times the losing coalitions that are kept from winning."""

MOST_SINGLE = 20
"""Classes up to which votes are looked for in which equal players have other weights."""

MOST_COMPARED = 48
"""Losing coalitions of which it is asked which of them no vote can keep from winning together."""

MOST_FAMILIES = 300_000
"""Families of coalitions that may be kept to find them."""

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
    votes : tuple of WeightsAndQuota or None
        They are enough, by class. None if not enough were found within the limits.
    apart : tuple of Profile
        Losing coalitions, by class, no two of which any such vote can keep from winning together.
        As many as are needed, unless one or two are.
    """

    least: int
    votes: tuple[WeightsAndQuota, ...] | None
    apart: tuple[Profile, ...] = ()

    @property
    def most(self) -> int | None:
        """As many are enough, if it is known."""
        return None if self.votes is None else len(self.votes)

    @property
    def exact(self) -> bool:
        """Whether as many are needed as are enough."""
        return self.most == self.least


def dimension(players: Kinds, alone: WeightsAndQuota | Trade, most: int = MOST_PAIRS) -> Dimension:
    """Bound the number of votes with weights that a game takes.

    Parameters
    ----------
    players : Kinds
        Of a game with m classes.
    alone : WeightsAndQuota or Trade
        Whether one vote among the kinds is enough: what `weigh` finds.
    most : int
        Pairs of nodes that may be looked at, each time.

    Returns
    -------
    Dimension
        The votes are checked together against every coalition. Members of a class have equal
        weights in them; if that is too few votes to come to the game, none are told.
    """
    game, classes = players.game, players.classes
    if isinstance(alone, WeightsAndQuota):
        return Dimension(1, (_by_class(alone, classes),))
    tried: list[tuple[WeightsAndQuota, ...]] = []
    views = [(players.diagram, classes)]
    with suppress(TooLarge):
        diagram = compile_game(game)
        tried += _given(diagram, votes(game), most)
        if len(classes) < len(game.sizes) <= MOST_SINGLE:
            # what equals have in one of several votes need not be equal
            views.append((diagram, tuple((k,) for k in range(len(game.sizes)))))
    apart: tuple[Profile, ...] = ()
    for diagram, alike in views:
        found, seen = _enough(diagram, most)
        tried += [tuple(_by_class(vote, alike) for vote in found)] if found else []
        if any(len(some) == 2 for some in tried):
            apart = ()
            break
        apart = max(apart, _apart(diagram, seen, alike, game.sizes), key=len)
    fewest = min(tried, key=len, default=None)
    return Dimension(max(2, len(apart)), fewest, apart if len(apart) > 2 else ())


def _by_class(vote: WeightsAndQuota, classes: Sequence[Sequence[int]]) -> WeightsAndQuota:
    """A vote among kinds as one among the classes of which they are made."""
    weights = {c: vote.weights[kind] for kind, alike in enumerate(classes) for c in alike}
    return WeightsAndQuota(vote.quota, tuple(weights[c] for c in range(len(weights))), vote.least)


def together(sizes: Profile, some: Iterable[WeightsAndQuota]) -> Diagram:
    """The game in which all of some votes must carry."""
    gates = [Gate(vote.quota, tuple(enumerate(vote.weights))) for vote in some]
    return compile_game(Game(sizes, every(*gates)))


def _given(
    diagram: Diagram, first: Sequence[WeightsAndQuota], most: int
) -> list[tuple[WeightsAndQuota, ...]]:
    """Those of the given votes that are needed, if together they are the game."""
    kept = list(first)
    if not kept or not _same(diagram, kept, most):
        return []
    for vote in first:
        rest = [other for other in kept if other is not vote]
        if rest and _same(diagram, rest, most):
            kept = rest
    return [tuple(kept)]


def _same(diagram: Diagram, some: Sequence[WeightsAndQuota], most: int) -> bool:
    joint = together(diagram.sizes, some)
    return (
        wins_only_in(joint, diagram, most) is None and wins_only_in(diagram, joint, most) is None
    )


def _enough(
    diagram: Diagram, most: int
) -> tuple[tuple[WeightsAndQuota, ...] | None, list[Profile]]:
    """Votes that are enough, and the losing coalitions for which they were made.

    Each losing coalition that still wins all the votes is kept from it by the first of them that
    can do so besides those it keeps from winning already, or else by one more.
    """
    wins = outcome(diagram)
    groups: list[list[Profile]] = []
    found: list[WeightsAndQuota] = []
    seen: list[Profile] = []
    with suppress(TooLarge):
        while len(seen) * len(diagram.layer) <= MOST_NODES:
            joint = together(diagram.sizes, found)
            loser = wins_only_in(joint, diagram, most)
            if loser is None:
                return tuple(found), seen
            loser = _largest(loser, diagram.sizes, wins)
            seen.append(loser)
            for number, group in enumerate(groups):
                vote = weigh(diagram, [*group, loser])
                if isinstance(vote, WeightsAndQuota):
                    found[number] = vote
                    group.append(loser)
                    break
            else:
                vote = weigh(diagram, [loser])
                if not isinstance(vote, WeightsAndQuota) or len(found) == MOST_VOTES:
                    return None, seen
                found.append(vote)
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


def _apart(
    diagram: Diagram, seen: Iterable[Profile], alike: Sequence[Sequence[int]], sizes: Profile
) -> tuple[Profile, ...]:
    """Many losing coalitions no two of which a vote with weights can keep from winning together.

    No vote can if the two, taken together, have the members of two winning ones. Members of a
    kind are told apart here: the same number of them is tried with different ones.
    """
    losing = dict.fromkeys(seen)
    with suppress(TooLarge):
        losing |= dict.fromkeys(_some(maximal_losing(diagram, MOST_FAMILIES), MOST_COMPARED))
    parted = [(profile, part) for profile in losing for part in _parts(profile, diagram.sizes)]
    parted = parted[:: 1 + len(parted) // MOST_COMPARED]
    against: list[set[int]] = [set() for _ in parted]
    for a, b in combinations(range(len(parted)), 2):
        with suppress(TooLarge):
            if _trade(diagram, parted[a], parted[b], MOST_APART):
                against[a].add(b)
                against[b].add(a)
    return tuple(_placed(*parted[k], alike, sizes) for k in _clique(against))


def _places(number: int, part: int, size: int) -> set[int]:
    """Which members of a kind a coalition has: so many from a quarter on, and round again."""
    return {(part * size // 4 + k) % size for k in range(number)}


def _placed(
    profile: Profile, part: int, alike: Sequence[Sequence[int]], sizes: Profile
) -> Profile:
    """A coalition of certain members of each kind by class."""
    told = [0] * len(sizes)
    for number, classes in zip(profile, alike, strict=True):
        members = [c for c in classes for _ in range(sizes[c])]
        for place in _places(number, part, len(members)):
            told[members[place]] += 1
    return tuple(told)


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
        len(_places(a, one[1], size) & _places(b, other[1], size))
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
        best = max(best, chosen, key=len)
    return best
