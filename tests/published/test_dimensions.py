"""Games that the literature has taken apart: their weights, trades and dimensions.

Taylor, A. D. and Zwicker, W. S. (1999). Simple Games: Desirability Relations, Trading,
Pseudoweightings. Princeton University Press.
"""

from itertools import combinations

import pytest

from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.structure.dimension import dimension
from kingmaker.engine.structure.kinds import kinds
from kingmaker.engine.structure.trades import short_trade
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, weigh


def congress(vice_president: bool = True) -> Game:
    """The President, the Vice President, senators and representatives enact a bill."""
    tie = ((1, 1),) if vice_president else ()
    houses = Gate(51, ((2, 1), *tie)), Gate(218, ((3, 1),))
    override = every(Gate(67, ((2, 1),)), Gate(290, ((3, 1),)))
    return Game((1, 1, 100, 435), some(1, every(0, *houses), override))


def test_the_security_council_is_one_vote_with_the_printed_weights():
    """39 of 45, seven for each permanent member: Taylor and Zwicker (1999), chapter 1."""
    council = Game((1,) * 15, every(*range(5), some(9, *range(15))))
    found = kinds(council)

    assert found.classes == (tuple(range(5)), tuple(range(5, 15)))
    assert weigh(found.diagram) == WeightsAndQuota(39, (7, 1), least=True)


def test_a_bill_of_the_united_states_takes_two_votes():
    """Its dimension is 2: Taylor and Zwicker (1999), chapter 1."""
    found = kinds(congress())
    answer = dimension(found, weigh(found.diagram))

    assert not found.complete
    assert (answer.least, answer.most) == (2, 2)


NICE = (
    29, 29, 29, 29, 27, 27, 14, 13, 12, 12, 12, 12, 12, 10, 10, 10, 7, 7, 7, 7, 7, 4, 4, 4, 4,
    4, 3,
)  # fmt: skip
THOUSANDS = (
    82038, 59247, 58966, 57612, 39394, 38667, 22489, 15760, 10533, 10290, 10213, 10092, 9980, 8854,
    8230, 8082, 5393, 5313, 5160, 3744, 3701, 2439, 1978, 1446, 752, 429, 379,
)  # fmt: skip
"""Votes of 27 states under the Treaty of Nice, and their population, from Germany to Malta."""


def test_the_council_under_the_treaty_of_nice_takes_three_votes():
    """Freixas, J. (2004), The dimension for the European Union Council under the Nice rules,
    European Journal of Operational Research 156, 415-419.
    """
    rules = (Gate(255, tuple(enumerate(NICE))), some(14, *range(27)))
    people = Gate(-(-sum(THOUSANDS) * 62 // 100), tuple(enumerate(THOUSANDS)))
    found = kinds(Game((1,) * 27, every(*rules, people)))
    answer = dimension(found, weigh(found.diagram))

    assert found.complete
    assert (answer.least, answer.most) == (3, 3)


@pytest.mark.parametrize("pairs", [2, 3, 4])
def test_one_of_several_pairs_takes_as_many_votes_as_printed(pairs):
    """Two to the pairs less one: Taylor and Zwicker (1999), chapter 1."""
    either = Game((1,) * (2 * pairs), some(1, *(every(2 * k, 2 * k + 1) for k in range(pairs))))
    found = kinds(either)
    answer = dimension(found, weigh(found.diagram))

    assert answer.exact
    assert answer.least == 2 ** (pairs - 1)


@pytest.mark.parametrize("pairs", [2, 3, 4])
def test_one_of_each_pair_takes_as_many_votes_as_there_are_pairs(pairs):
    each = Game((1,) * (2 * pairs), every(*(some(1, 2 * k, 2 * k + 1) for k in range(pairs))))
    found = kinds(each)
    answer = dimension(found, weigh(found.diagram))

    assert (answer.least, answer.most) == (pairs, pairs)


def test_the_smallest_complete_game_without_weights():
    """At least three of six, one of two among them: Freixas, J. and Kurz, S. (2014), Enumeration
    of weighted games with minimum and an analysis of voting power for bipartite complete games
    with minimum, Annals of Operations Research 222, 317-339.
    """
    game = Game((2, 4), every(Gate(3, ((0, 1), (1, 1))), Gate(1, ((0, 1),))))
    found = kinds(game)
    trade = weigh(found.diagram)

    assert found.complete
    assert isinstance(trade, Trade)
    told, fewest = short_trade(found, trade)
    assert (len(told.winning), fewest) == (2, True)
    assert dimension(found, trade).exact


def test_nine_players_of_whom_no_two_coalitions_trade_but_three_do():
    """Rows of a square win and columns lose, all of one weight: Gabelman, I. J. (1961), The
    functional behavior of majority (threshold) elements, dissertation, Syracuse University.
    """
    weights = [1017, 1003, 980, 1058, 909, 1033, 925, 1088, 987]
    rows = [every(3 * k, 3 * k + 1, 3 * k + 2) for k in range(3)]
    heavier = Gate(3001, tuple(enumerate(weights)))
    level = [c for c in combinations(range(9), 3) if sum(weights[k] for k in c) == 3000]
    assert len(level) == 6
    found = kinds(Game((1,) * 9, some(1, heavier, *rows)))

    trade, fewest = short_trade(found, weigh(found.diagram))

    assert found.complete
    assert (len(trade.winning), fewest) == (3, True)
    assert {tuple(k for k in range(9) if p[k]) for p in trade.winning} == {
        (0, 1, 2), (3, 4, 5), (6, 7, 8),
    }  # fmt: skip
    assert {tuple(k for k in range(9) if p[k]) for p in trade.losing} == {
        (0, 3, 6), (1, 4, 7), (2, 5, 8),
    }  # fmt: skip
