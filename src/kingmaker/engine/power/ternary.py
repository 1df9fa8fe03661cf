"""Voting games in which a player may abstain: yes, no, or neither.

Abstaining is not the same as voting no: where a majority of the votes cast decides, it makes the
majority easier, and a veto is not used. A gate hears of each class of players two things, how
many say yes and how many do not say no, and both can only open it; so a game with abstention is
made of the same threshold gates as any other, over twice as many inputs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import comb
from typing import NamedTuple

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import LOST, WON, Diagram, TooLarge, step
from kingmaker.engine.games.gates import Game, Gate, Input, Profile, every, some

MOST_PLAYERS = 1000
"""Players whose ballots are counted."""

MOST_STEPS = 4_000_000
"""Ballots of a class in the states of a game, and products of counts, 200 bytes a step."""


def yes(number: int) -> int:
    """What a gate hears of the members of a class who say yes."""
    return 2 * number


def not_no(number: int) -> int:
    """What a gate hears of the members of a class who say yes or abstain."""
    return 2 * number + 1


@dataclass(frozen=True, slots=True)
class TernaryGame:
    """A monotone game of players who say yes, abstain or say no.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class, at least one each.
    gate : Gate
        What has to open. Its inputs are other gates, `yes` of a class and `not_no` of a class.
    """

    sizes: Profile
    gate: Gate

    def __post_init__(self) -> None:
        if any(size < 1 for size in self.sizes):
            raise ValueError("a class of players has at least one member")

    @property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    def passes(self, ballots: Sequence[tuple[int, int]]) -> bool:
        """Whether it passes if so many of each class say yes, and so many abstain."""
        heard = [number for y, a in ballots for number in (y, y + a)]
        return self.gate.opens(heard)


class Adds(NamedTuple):
    """What each member of a class adds to a sum, by its ballot."""

    number: int
    members: int
    agreeing: int
    abstaining: int
    refusing: int


def ternary_gate(quota: int, inputs: Iterable[Adds]) -> Gate:
    """A gate that opens when the ballots add up to a quota.

    Parameters
    ----------
    quota : int
        What the sum has to reach.
    inputs : iterable of Adds
        Whose ballots, and what they add. May be negative.

    Raises
    ------
    ValueError
        If a yes adds less than abstaining, or abstaining less than a no.
    """
    heard: list[tuple[Input, int]] = []
    for number, members, agreeing, abstaining, refusing in inputs:
        if not agreeing >= abstaining >= refusing:
            raise ValueError("a yes adds no less than abstaining, and that no less than a no")
        quota -= members * refusing
        heard += [(yes(number), agreeing - abstaining), (not_no(number), abstaining - refusing)]
    return Gate(quota, tuple((source, weight) for source, weight in heard if weight))


def ternary_vote(
    sizes: Profile,
    weights: Sequence[int],
    share: Fraction,
    *,
    present: bool = False,
    at_least: bool = False,
) -> TernaryGame:
    """A weighted vote that passes with more than a share of the votes cast, or of those present.

    Parameters
    ----------
    sizes : tuple of int
        Members in each class.
    weights : sequence of int
        Votes of each member of each class.
    share : Fraction
        Of those who say yes or no, between 0 and 1.
    present : bool
        Whether it is of those who abstain as well.
    at_least : bool
        Whether the share itself is enough; then somebody has to say yes.
    """
    part, whole = share.numerator, share.denominator
    inputs = [
        Adds(k, size, (whole - part) * w, -part * w if present else 0, -part * w)
        for k, (size, w) in enumerate(zip(sizes, weights, strict=True))
    ]
    counted = ternary_gate(0 if at_least else 1, inputs)
    if at_least:
        counted = every(counted, some(1, *(yes(k) for k, w in enumerate(weights) if w)))
    return TernaryGame(sizes, counted)


@dataclass(frozen=True, slots=True)
class TernaryCounts:
    """How often a game passes, by what one player does.

    Of the ballots of the n - 1 others, ``3**(n - 1)`` in all, entry ``[i][s]`` of each counts
    those that pass, with s of the others not saying no (``by_support``), or not saying yes
    (``by_refusal``), while one given member of class i says no, abstains or says yes. Left out
    are some that pass with all three; only the differences mean anything.

    Attributes
    ----------
    sizes : tuple of int
        Members in each class.
    by_support, by_refusal : tuple of three tuples of tuples of int
        With a no, abstaining, with a yes.
    passing : int
        Ballots of all n players that pass, of all ``3**n``.
    """

    sizes: Profile
    by_support: tuple[tuple[Profile, ...], tuple[Profile, ...], tuple[Profile, ...]]
    by_refusal: tuple[tuple[Profile, ...], tuple[Profile, ...], tuple[Profile, ...]]
    passing: int

    @property
    def players(self) -> int:
        """Players in all."""
        return sum(self.sizes)

    @property
    def totals(self) -> tuple[tuple[int, int, int], ...]:
        """Ballots of the others that pass with a no, an abstention and a yes, by class."""
        no, abstention, agreed = ([sum(row) for row in rows] for rows in self.by_support)
        return tuple(zip(no, abstention, agreed, strict=True))


def ternary_counts(game: TernaryGame) -> TernaryCounts:
    """Count for every player how often its ballot makes a difference.

    Parameters
    ----------
    game : TernaryGame
        With n players in m classes.

    Returns
    -------
    TernaryCounts
        Exact.

    Raises
    ------
    TooLarge
        If there are more than `MOST_PLAYERS` players, or the game takes too many states.

    Notes
    -----
    The decision diagram of the gate is walked two layers at a time: how many of a class say yes,
    and how many do not say no. Ways are counted as polynomials, kept as the digits of integers.
    """
    if game.players > MOST_PLAYERS:
        raise TooLarge(
            f"{game.players:,} players are too many to count who says yes, abstains and says no, "
            f"{MOST_PLAYERS:,} are not; let a group act as a bloc"
        )
    heard = tuple(size for size in game.sizes for _ in range(2))
    diagram = compile_game(Game(heard, game.gate))
    walks = [_Walk(game, diagram, refusal) for refusal in (False, True)]
    walks[0].check()
    support, refusal = ([walk.with_ballots(k) for k in range(len(game.sizes))] for walk in walks)
    return TernaryCounts(
        game.sizes,
        (tuple(row[0] for row in support), tuple(row[1] for row in support),
         tuple(row[2] for row in support)),
        (tuple(row[0] for row in refusal), tuple(row[1] for row in refusal),
         tuple(row[2] for row in refusal)),
        sum(walks[0].digits(walks[0].wins(0, diagram.root), game.players + 1)),
    )  # fmt: skip


@dataclass
class _Walk:
    """Counts ballots along a diagram, by how many say no no, or say no yes."""

    game: TernaryGame
    diagram: Diagram
    refusal: bool
    powers: dict[int, int] = field(default_factory=dict[int, int])
    levels: list[dict[int, int]] = field(default_factory=list[dict[int, int]])
    leads: dict[int, dict[int, int]] = field(default_factory=dict[int, dict[int, int]])

    @property
    def width(self) -> int:
        """Bytes of a digit: the largest count is below the n-th power of three."""
        return self.game.players // 5 + 2

    @cached_property
    def entered(self) -> list[int]:
        """Nodes at which a class begins to be asked, those of later classes first."""
        layer = self.diagram.layer
        found = {self.diagram.root}
        for node, to in enumerate(self.diagram.branches):
            found.update(t for t in to if layer[t] // 2 > layer[node] // 2)
        return sorted(node for node in found if node > WON)

    def check(self) -> None:
        """Refuse what would take too long."""
        sizes, diagram = self.game.sizes, self.diagram
        ways = [(size + 1) * (size + 2) // 2 for size in sizes]
        steps = sum(ways[diagram.layer[node] // 2] for node in self.entered)
        products = sum(len(set(to)) for to in diagram.branches)
        if steps + products * self.width * self.game.players // 200 > MOST_STEPS:
            raise TooLarge(
                f"who says yes, abstains and says no is too much to count for "
                f"{self.game.players:,} players in {len(self.entered):,} states of this game; "
                "merge players who always act alike, or let a group act as a bloc"
            )

    @cached_property
    def won(self) -> dict[int, int]:
        """Ballots that pass from each node, of the class that it asks and those after it."""
        found: dict[int, int] = {}
        for node in self.entered:
            number = self.diagram.layer[node] // 2
            found[node] = sum(
                ways * self.wins(number + 1, to, found) for to, ways in self.led(node).items()
            )
        return found

    def wins(self, number: int, node: int, won: dict[int, int] | None = None) -> int:
        """Ballots of the classes from one on that pass from a node."""
        if node == LOST:
            return 0
        if node == WON:
            return self.free(sum(self.game.sizes[number:]))
        passed = sum(self.game.sizes[number : self.diagram.layer[node] // 2])
        return self.free(passed) * (self.won if won is None else won)[node]

    def free(self, players: int) -> int:
        """All ballots of so many players."""
        if players not in self.powers:
            self.powers[players] = (1 + (2 << 8 * self.width)) ** players
        return self.powers[players]

    def led(self, node: int) -> dict[int, int]:
        """Where a node leads, with the ballots of its class that lead there."""
        if node not in self.leads:
            number = self.diagram.layer[node] // 2
            self.leads[node] = self.onward(node, self.game.sizes[number])
        return self.leads[node]

    def onward(self, node: int, size: int, more: int = 0, also: int = 0) -> dict[int, int]:
        """Where a node leads with the ballots of so many of its class, as a polynomial each.

        Beside them, so many more say yes, and so many also do not say no.
        """
        number = self.diagram.layer[node] // 2
        found: dict[int, list[int]] = {}
        for agree in range(size + 1):
            there = step(self.diagram, node, yes(number), agree + more)
            asks = self.diagram.layer[there] == not_no(number)
            row = self.diagram.branches[there] if asks else ()
            ways = comb(size, agree)
            for heard in range(agree, size + 1):
                to = row[heard + also] if asks else there
                if to != LOST:
                    if to not in found:
                        found[to] = [0] * (size + 1)
                    found[to][size - agree if self.refusal else heard] += ways
                ways = ways * (size - heard) // (heard - agree + 1)
        return {to: self.packed(numbers) for to, numbers in found.items()}

    def packed(self, numbers: list[int]) -> int:
        """A polynomial as the digits of a number."""
        return int.from_bytes(
            b"".join(n.to_bytes(self.width, "little") for n in numbers), "little"
        )

    def ways(self, number: int) -> dict[int, int]:
        """Ballots of the classes before one, by the node they lead to."""
        if not self.levels:
            root = self.diagram.root
            self.levels.append({root: 1} if root > WON else {})
        while len(self.levels) <= number:
            asked = len(self.levels) - 1
            found: dict[int, int] = {}
            for node, before in self.levels[asked].items():
                if node > WON and self.diagram.layer[node] // 2 > asked:
                    found[node] = found.get(node, 0) + before * self.free(self.game.sizes[asked])
                    continue
                for to, ways in self.led(node).items():
                    if to > WON:  # at an end nobody makes a difference any more
                        found[to] = found.get(to, 0) + before * ways
            self.levels.append(found)
        return self.levels[number]

    def with_ballots(self, number: int) -> tuple[Profile, Profile, Profile]:
        """What the others' ballots lead to, with a no, an abstention and a yes of one member.

        Ballots that are settled before the class is asked are left out: they pass or fail
        whatever it does, and only differences are of interest.
        """
        size, found = self.game.sizes[number], [0, 0, 0]
        for node, before in self.ways(number).items():
            if self.diagram.layer[node] // 2 != number:
                continue
            for ballot, (more, also) in enumerate(((0, 0), (0, 1), (1, 1))):
                passing = sum(
                    ways * self.wins(number + 1, to)
                    for to, ways in self.onward(node, size - 1, more, also).items()
                )
                found[ballot] += before * passing
        no, abstention, agreed = (self.digits(packed, self.game.players) for packed in found)
        return no, abstention, agreed

    def digits(self, packed: int, number: int) -> Profile:
        """The first coefficients of a polynomial."""
        raw = packed.to_bytes(self.width * (number + 1), "little")
        return tuple(
            int.from_bytes(raw[at * self.width : (at + 1) * self.width], "little")
            for at in range(number)
        )
