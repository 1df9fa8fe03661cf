"""Counting: quick for what a small diagram holds, and refused for what it does not."""

from collections import Counter
from math import comb

import pytest

from kingmaker.engine.counting import swings as counting
from kingmaker.engine.counting.swings import swings, winning
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_winning

# Sixteen members with these votes, and 175 who share 3602 equally: rounded shares of the
# International Monetary Fund. Multiplied by 175, all votes are whole.
LARGE = (1649, 614, 608, 531, 403, 403, 302, 263, 259, 222, 222, 201, 192, 180, 176, 173)
EQUAL, VOTES = 175, (*(175 * votes for votes in LARGE), 3602)
ALL = sum(VOTES[:-1]) + EQUAL * VOTES[-1]


def fund(quota: int) -> Game:
    return Game((1,) * len(LARGE) + (EQUAL,), Gate(quota, tuple(enumerate(VOTES))))


def added_up(quota: int) -> tuple[int, int]:
    """The winning and the minimal winning coalitions, member by member, the largest first."""
    found, winners, minimal = Counter({0: 1}), 0, 0
    for votes in VOTES[:-1]:
        joined = Counter({total + votes: number for total, number in found.items()})
        minimal += sum(n for t, n in joined.items() if t - votes < quota <= t)
        found.update(joined)
    for total, number in found.items():
        for equal in range(EQUAL + 1):
            reached = total + equal * VOTES[-1]
            winners += number * comb(EQUAL, equal) * (reached >= quota)
            if equal and reached - VOTES[-1] < quota <= reached:
                minimal += number * comb(EQUAL, equal)
    return winners, minimal


@pytest.mark.parametrize("quota", [-(-ALL * 85 // 100), -(-ALL * 70 // 100), ALL // 2 + 1])
def test_sixteen_large_members_and_175_equal_ones_are_counted(quota):
    game = fund(quota)
    winners, minimal = added_up(quota)

    assert winning(game) == swings(game).winning == winners
    assert sum(minimal_winning(game).count().values()) == minimal


def test_a_diagram_has_as_many_winning_coalitions_as_its_game():
    game = Game((3, 1, 2), every(some(3, 0, 1, 2), some(1, 1, 2)))

    assert winning(compile_game(game)) == winning(game) == swings(game).winning


@pytest.mark.parametrize(("quota", "number"), [(0, 8), (4, 0)])
def test_of_a_game_that_asks_nobody_all_coalitions_win_or_none(quota, number):
    assert winning(Game((2, 1), some(quota, 0, 1))) == number


def test_more_players_than_can_be_counted_are_refused():
    game = Game((counting.MOST_PLAYERS + 1,), some(5, 0))

    for count in (swings, winning):
        with pytest.raises(TooLarge, match=r"4,001 players are too many.*split it into blocs"):
            count(game)


def test_what_would_take_too_long_to_count_by_size_is_refused():
    """3,200 players have coalitions of as many sizes, in each of some hundred states."""
    game = Game((800,) * 4, Gate(561, tuple((k, k + 2) for k in range(4))))

    with pytest.raises(TooLarge, match=r"3,200 players are too many to count in the \d+ states"):
        swings(game)
