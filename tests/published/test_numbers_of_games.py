"""All games of a few players are as many as the literature counts, of every make.

Those in which nobody or everybody always wins are not counted here; where the source counts them,
there are two more. Monotone Boolean functions up to a permutation: Muroga, S. (1971), Threshold
Logic and Its Applications, table 2.3.2. Complete games: Krohn, I. and Sudhölter, P. (1995),
Directed and weighted majority games, Mathematical Methods of Operations Research 42, 189-216,
table 1; the regular functions of Knuth, D. E., The Art of Computer Programming 4A, 7.1.1. Those
with one pattern: Freixas, J. and Puente, M. A. (2008), Dimension of complete simple games with
minimum, European Journal of Operational Research 188, 555-568.
"""

from itertools import islice, permutations

import pytest

from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.gates import Game
from kingmaker.engine.structure import enumeration, traits
from kingmaker.engine.structure.extremes import shift_minimal_winning
from kingmaker.engine.structure.kinds import kinds
from kingmaker.engine.structure.trades import short_trade
from kingmaker.engine.structure.weights import Trade, weigh

SIMPLE = {1: 1, 2: 3, 3: 8, 4: 28, 5: 208}
COMPLETE = {1: 1, 2: 3, 3: 8, 4: 25, 5: 117, 6: 1171, 7: 44313}
WEIGHTED = {1: 1, 2: 3, 3: 8, 4: 25, 5: 117, 6: 1111}  # and 29373 of seven, in 40 seconds
STRONG = {1: 1, 2: 1, 3: 2, 4: 3, 5: 7, 6: 21}
"""Weighted games in which of two sides exactly one wins: Muroga, as above, self-dual functions."""


@pytest.mark.parametrize(("players", "number"), SIMPLE.items())
def test_simple_games_are_as_many_as_printed(players, number):
    assert sum(1 for _ in enumeration.simple_games(players)) == number


@pytest.mark.parametrize(("players", "number"), COMPLETE.items())
def test_complete_games_are_as_many_as_printed(players, number):
    assert sum(1 for _ in enumeration.complete_outcomes(players)) == number


@pytest.mark.parametrize("players", WEIGHTED)
def test_weighted_games_are_as_many_as_printed(players):
    found = list(enumeration.weighted_games(players))
    strong = [game for game, _ in found if traits.self_dual(compile_game(game))]

    assert len(found) == WEIGHTED[players]
    assert len(strong) == STRONG[players]
    assert all(weights.least for _, weights in found)


@pytest.mark.parametrize("players", [1, 2, 3, 4, 5])
def test_of_all_games_those_are_complete_that_are_enumerated_as_such(players):
    simple = [kinds(game) for game in enumeration.simple_games(players)]
    weighted = [found for found in simple if not isinstance(weigh(found.diagram), Trade)]

    assert sum(found.complete for found in simple) == COMPLETE[players]
    assert len(weighted) == WEIGHTED[players]


@pytest.mark.parametrize("players", [1, 2, 3, 4, 5])
def test_complete_games_with_one_pattern_are_as_many_as_coalitions(players):
    """One for each coalition but the empty one."""
    patterns = [
        shift_minimal_winning(kinds(game).diagram).profiles()
        for game in enumeration.complete_games(players)
    ]

    assert patterns.count(1) == (1 << players) - 1


def test_all_sixty_complete_games_of_six_without_weights_trade_two_coalitions():
    """Up to eight players two coalitions are always enough: Muroga (1971), chapter 7."""
    trades = [
        (game, found)
        for game in enumeration.complete_games(6)
        if isinstance(found := weigh(kinds(game).diagram), Trade)
    ]
    short = [short_trade(kinds(game), found) for game, found in trades]

    assert len(trades) == 60
    for (game, _), (trade, fewest) in zip(trades, short, strict=True):
        assert trade.shows(game.wins)
        assert (len(trade.winning), fewest) == (2, True)


def test_games_are_told_the_most_desirable_player_first():
    for game in islice(enumeration.complete_games(6), 0, None, 37):
        found = kinds(game)
        assert found.complete
        assert [c for kind in found.classes for c in kind] == list(range(6))


@pytest.mark.parametrize(
    ("games", "number"), [(enumeration.simple_games, 28), (enumeration.complete_games, 25)]
)
def test_of_games_no_two_are_the_same(games, number):
    assert len({signature(game) for game in games(4)}) == number


def signature(game: Game) -> tuple:
    """Who wins, whoever is who: the least of all ways to number the players."""
    n = game.players
    won = [game.wins([c >> p & 1 for p in range(n)]) for c in range(1 << n)]
    return min(
        tuple(won[sum(1 << order[p] for p in range(n) if c >> p & 1)] for c in range(1 << n))
        for order in permutations(range(n))
    )
