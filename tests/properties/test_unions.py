"""Values with a-priori unions are what their definitions say, and fit those without."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import brute
import measures
import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power import indices
from kingmaker.engine.power.unions import (
    banzhaf_owen,
    owen,
    symmetric_coalitional_banzhaf,
    union_swings,
)

SMALL = settings(max_examples=40)


@st.composite
def unions_of(draw: st.DrawFn, game: Game) -> list[tuple[int, ...]]:
    """So many members of each class in each union."""
    number = draw(st.integers(1, game.players))
    unions = [[0] * len(game.sizes) for _ in range(number)]
    for k in brute.classes(game):
        unions[draw(st.integers(0, number - 1))][k] += 1
    return [tuple(union) for union in unions if any(union)]


def named(game: Game, unions: list[tuple[int, ...]]) -> list[list[int]]:
    """The players of each union."""
    left = {k: [p for p, of in enumerate(brute.classes(game)) if of == k]
            for k in range(len(game.sizes))}  # fmt: skip
    return [[left[k].pop(0) for k, n in enumerate(union) for _ in range(n)] for union in unions]


@SMALL
@given(st.data(), strategies.games(most=7))
def test_values_with_unions_are_what_the_definitions_say(data, game):
    unions = data.draw(unions_of(game))
    players, of, won = named(game, unions), brute.classes(game), brute.outcomes(game)
    counts = union_swings(game, unions)
    kinds = {
        owen: ("orders", "orders"),
        banzhaf_owen: ("coalitions", "coalitions"),
        symmetric_coalitional_banzhaf: ("coalitions", "orders"),
    }

    for value, (outer, inner) in kinds.items():
        expected = measures.in_unions(won, players, outer, inner)
        found = value(counts)
        for number, union in enumerate(players):
            assert [found[number][of[p]] for p in union] == [expected[p] for p in union]


@SMALL
@given(strategies.games(most=8))
def test_one_union_of_all_and_unions_of_one_change_nothing(game):
    values = dict(enumerate(indices.shapley(swings(game))))
    alone = [tuple(int(k == of) for k in range(len(game.sizes))) for of in brute.classes(game)]

    assert owen(union_swings(game, [game.sizes])) == [values]
    assert owen(union_swings(game, alone)) == [{k: values[k]} for k in brute.classes(game)]
    assert banzhaf_owen(union_swings(game, alone)) == [
        {k: indices.banzhaf(swings(game))[k]} for k in brute.classes(game)
    ]


@SMALL
@given(st.data(), strategies.games(most=8))
def test_a_union_has_together_what_it_has_among_unions(data, game):
    """The quotient game: every union one player."""
    unions = data.draw(unions_of(game))

    def among(gate: Gate) -> Gate:
        inputs = []
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                inputs.append((among(source), weight))
            else:
                inputs += [(u, weight * union[source]) for u, union in enumerate(unions)]
        return Gate(gate.quota, tuple(inputs))

    quotient = swings(Game((1,) * len(unions), among(game.gate)))
    counts = union_swings(game, unions)

    for value, index in (
        (owen, indices.shapley),
        (symmetric_coalitional_banzhaf, indices.banzhaf),
    ):
        together = [
            sum((union[k] * part for k, part in found.items()), Fraction())
            for union, found in zip(unions, value(counts), strict=True)
        ]
        assert together == index(quotient)
