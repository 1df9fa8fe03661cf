"""Games with abstention by brute force: every ballot of every player, every roll call.

The plain twins of `engine.power.ternary` and `abstaining`, from the definitions alone. A ballot is
1 for yes, 0 for abstaining and -1 for no; players are numbered class by class.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations, product
from math import factorial

from hypothesis import strategies as st

import strategies
from kingmaker.engine.games.gates import Gate
from kingmaker.engine.power.ternary import TernaryGame

YES, ABSTAINS, NO = 1, 0, -1


def passes(game: TernaryGame, ballots: Sequence[int]) -> bool:
    """Whether it passes, gate by gate."""
    of = [number for number, size in enumerate(game.sizes) for _ in range(size)]

    def heard(source: int) -> int:
        least = YES if source % 2 == 0 else ABSTAINS
        return sum(b >= least for b, k in zip(ballots, of, strict=True) if k == source // 2)

    def opens(gate: Gate) -> bool:
        weight = 0
        for source, worth in gate.inputs:
            weight += worth * (opens(source) if isinstance(source, Gate) else heard(source))
        return weight >= gate.quota

    return opens(game.gate)


def everybodys(players: int) -> Iterator[tuple[int, ...]]:
    return product((NO, ABSTAINS, YES), repeat=players)


def difference(game: TernaryGame, player: int, more: int, less: int) -> Fraction:
    """The part of the others' ballots that pass with one ballot of a player and not the other."""
    n, turned = game.players, 0
    for others in everybodys(n - 1):
        with_ballot = [(*others[:player], ballot, *others[player:]) for ballot in (more, less)]
        turned += passes(game, with_ballot[0]) and not passes(game, with_ballot[1])
    return Fraction(turned, 3 ** (n - 1))


def pivots(game: TernaryGame) -> list[Fraction]:
    """How often each player settles a roll call: every order and every ballot gone through."""
    n = game.players
    counts = [0] * n

    def outcome(called: Sequence[int], ballots: Sequence[int], rest: int) -> bool:
        return passes(game, [ballots[p] if p in called else rest for p in range(n)])

    for order in permutations(range(n)):
        for ballots in everybodys(n):
            for place in range(n + 1):
                called = order[:place]
                if outcome(called, ballots, YES) == outcome(called, ballots, NO):
                    if place:
                        counts[order[place - 1]] += 1
                    break
    return [Fraction(count, factorial(n) * 3**n) for count in counts]


@st.composite
def ternary_games(draw: st.DrawFn, most: int = 5) -> TernaryGame:
    """A compound game with abstention, of what any two classes of a compound game say."""
    game = draw(strategies.games(2 * most))
    sizes = draw(strategies.sizes(most))
    classes = len(sizes)
    known: dict[int, Gate] = {}
    for gate in game.gate.inner_first():
        inputs = tuple(
            (known[id(source)] if isinstance(source, Gate) else source % (2 * classes), weight)
            for source, weight in gate.inputs
        )
        known[id(gate)] = Gate(gate.quota, inputs)
    return TernaryGame(sizes, known[id(game.gate)])
