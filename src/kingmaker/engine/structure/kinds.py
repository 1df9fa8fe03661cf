"""Kinds of equally desirable players, from the most desirable to the least.

One player is as desirable as another if it can replace the other in every winning coalition, and
the coalition still wins. Players who are as desirable as one another are one kind, though they may
be several classes of a game: a coalition is then a number of members of each kind, and the game a
smaller diagram.

References
----------
Isbell, J. R. (1958). A class of simple games. Duke Mathematical Journal 25, 423-439.
Taylor, A. D. and Zwicker, W. S. (1999). Simple Games. Princeton University Press.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge, step
from kingmaker.engine.games.gates import Game, Gate, Input, Profile
from kingmaker.engine.structure.desirability import desirability, unlike
from kingmaker.engine.structure.walks import MOST_PAIRS

MOST_PLAYERS = 4000
"""Players who are compared; how many coalitions they have are numbers of as many digits."""


@dataclass(frozen=True)
class Swap:
    """Two winning coalitions that both lose once they exchange one member for another.

    No vote with weights has them: whichever of the two members weighs less, the coalition that
    gets the other instead would still win.

    Attributes
    ----------
    members : tuple of two int
        The classes of the two who are exchanged: the first leaves the first coalition.
    winning : tuple of two Profile
        Before the exchange, by class.
    """

    members: tuple[int, int]
    winning: tuple[Profile, Profile]

    @property
    def losing(self) -> tuple[Profile, Profile]:
        """After the exchange, by class."""
        (one, other), (first, second) = self.members, self.winning
        return exchanged(first, one, other), exchanged(second, other, one)


@dataclass(frozen=True)
class Kinds:
    """The kinds of players of a game, and the game among them.

    Attributes
    ----------
    game : Game
        As it was given.
    classes : tuple of tuple of int
        For each kind, the classes of the game that belong to it. Kinds come in the order of their
        swings, which is that of desirability wherever two can be compared.
    above : tuple of frozenset of int
        For each kind, those whose members are strictly more desirable.
    swap : Swap or None
        What shows that two kinds cannot be compared; None if all can be.
    diagram : Diagram
        The game, with kinds as its classes.
    """

    game: Game
    classes: tuple[tuple[int, ...], ...]
    above: tuple[frozenset[int], ...]
    swap: Swap | None
    diagram: Diagram

    @property
    def complete(self) -> bool:
        """Whether of any two players one is as desirable as the other: swaps never hurt both."""
        return self.swap is None

    @property
    def sizes(self) -> Profile:
        """Players of each kind."""
        return self.diagram.sizes

    @cached_property
    def ranks(self) -> tuple[int, ...]:
        """How far from the top each kind is: 1, and one more for each above it in a chain."""
        ranks: list[int] = []
        for above in self.above:  # those above come before
            ranks.append(1 + max((ranks[kind] for kind in above), default=0))
        return tuple(ranks)

    def by_class(self, profiles: tuple[Profile, ...]) -> tuple[Profile, ...]:
        """Coalitions of kinds as coalitions of classes, each member as often as its equals.

        Members of a kind take turns: over all coalitions together, none is in more than one
        coalition more than another.
        """
        found = [[0] * len(self.game.sizes) for _ in profiles]
        for kind, classes in enumerate(self.classes):
            members = [c for c in classes for _ in range(self.game.sizes[c])]
            turn = 0
            for profile, told in zip(profiles, found, strict=True):
                for _ in range(profile[kind]):
                    told[members[turn % len(members)]] += 1
                    turn += 1
        return tuple(tuple(told) for told in found)


def kinds(game: Game, most: int = MOST_PAIRS) -> Kinds:
    """Put the players of a game in order of desirability.

    Parameters
    ----------
    game : Game
        Monotone.
    most : int
        Pairs of nodes that may be looked at for one comparison.

    Returns
    -------
    Kinds
        Exact.

    Raises
    ------
    TooLarge
        If there are too many players, or the game, or a comparison, takes too many states.
    """
    if game.players > MOST_PLAYERS:
        raise TooLarge(
            f"{game.players:,} players are too many to compare, {MOST_PLAYERS:,} are not; let a "
            "group act as a bloc, or split it into blocs"
        )
    diagram = compile_game(game)
    order = desirability(game, diagram, most)
    classes, apart = order.classes, order.apart
    swap = None
    if apart is not None:
        swap = _swap(diagram, classes[apart - 1][0], classes[apart][0], most)
    plain = classes == tuple((number,) for number in range(len(classes)))
    return Kinds(game, classes, order.above, swap, diagram if plain else merged(game, classes))


def _swap(diagram: Diagram, one: int, other: int, most: int) -> Swap:
    """What shows that neither of two can always replace the other."""
    first, second = unlike(diagram, other, one, most), unlike(diagram, one, other, most)
    if first is None or second is None:  # pragma: no cover
        raise ValueError("one of the two can always replace the other")
    return Swap((one, other), (first, second))


def exchanged(profile: Profile, gone: int, come: int) -> Profile:
    """A coalition with a member of one class instead of one of another."""
    return tuple(n - (k == gone) + (k == come) for k, n in enumerate(profile))


def merged(game: Game, classes: tuple[tuple[int, ...], ...]) -> Diagram:
    """The diagram of a game among kinds, each of classes that are equally desirable."""
    order = [c for kind in classes for c in kind]
    numbers = {c: place for place, c in enumerate(order)}
    diagram = compile_game(Game(tuple(game.sizes[c] for c in order), _renamed(game.gate, numbers)))
    of_place = [kind for kind, members in enumerate(classes) for _ in members]
    places: list[list[int]] = [[] for _ in classes]
    for place, kind in enumerate(of_place):
        places[kind].append(place)
    sizes = tuple(sum(diagram.sizes[place] for place in kind) for kind in places)

    def onward(node: int, kind: int, members: int) -> int:
        for place in places[kind]:
            taken = min(members, diagram.sizes[place])
            node, members = step(diagram, node, place, taken), members - taken
        return node

    leads: dict[int, tuple[int, ...]] = {LOST: (), WON: ()}
    waiting = [diagram.root]
    while waiting:
        node = waiting.pop()
        if node not in leads:
            kind = of_place[diagram.layer[node]]
            leads[node] = tuple(onward(node, kind, n) for n in range(sizes[kind] + 1))
            waiting.extend(leads[node])
    kept = sorted(leads)
    new = {node: number for number, node in enumerate(kept)}
    return Diagram(
        sizes,
        (-1, -1, *(of_place[diagram.layer[node]] for node in kept[2:])),
        tuple(tuple(new[to] for to in leads[node]) for node in kept),
        new[diagram.root],
    )


def _renamed(gate: Gate, numbers: dict[int, int]) -> Gate:
    """The same gate, its classes under other numbers."""
    new: dict[int, Gate] = {}
    for inner in gate.inner_first():
        inputs: list[tuple[Input, int]] = [
            (new[id(source)] if isinstance(source, Gate) else numbers[source], weight)
            for source, weight in inner.inputs
        ]
        new[id(inner)] = Gate(inner.quota, tuple(inputs))
    return new[id(gate)]
