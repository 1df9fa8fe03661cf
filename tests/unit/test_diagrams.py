"""Diagrams: small for what they hold, and refused when they are not."""

import pytest

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.diagrams import LOST, WON, TooLarge, step
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning


def binary(n: int) -> Game:
    """A vote with weights 1, 2, 4 and so on, and one more than half: all coalitions differ."""
    return Game((1,) * n, Gate((1 << n - 1) + 1, tuple((p, 1 << p) for p in range(n))))


def test_a_majority_of_seven_takes_sixteen_nodes_and_two_ends():
    diagram = compile_game(Game((1,) * 7, some(4, *range(7))))

    assert len(diagram.layer) == 16 + 2


def test_equal_players_are_asked_together():
    diagram = compile_game(Game((770,), some(385, 0)))

    assert len(diagram.layer) == 1 + 2
    assert diagram.branches[diagram.root] == (LOST,) * 385 + (WON,) * 386


def test_a_player_who_cannot_matter_is_not_asked():
    diagram = compile_game(Game((1, 1, 1), Gate(4, ((0, 2), (1, 1), (2, 2)))))

    assert 1 not in diagram.layer
    assert step(diagram, diagram.root, 0, 0) == LOST
    assert step(diagram, diagram.root, 1, 1) == diagram.root


@pytest.mark.parametrize(("gate", "end"), [(every(), WON), (some(1), LOST)])
def test_a_game_that_asks_nobody_is_over_at_once(gate, end):
    nobody, idle = Game((), gate), Game((2,), gate)

    assert compile_game(nobody).root == compile_game(idle).root == end
    assert list(minimal_winning(nobody)) == ([()] if end == WON else [])
    assert minimal_winning(nobody).count() == ({0: 1} if end == WON else {})
    assert list(minimal_winning(idle)) == ([(0,)] if end == WON else [])
    assert swings(idle).winning == (4 if end == WON else 0)


def test_a_gate_heard_by_two_others_is_kept_once():
    shared = some(2, 0, 1, 2)
    twice = every(some(1, shared, 3), some(1, shared, 4))
    again = every(some(1, some(2, 0, 1, 2), 3), some(1, some(2, 0, 1, 2), 4))

    assert compile_game(Game((1,) * 5, twice)) == compile_game(Game((1,) * 5, again))


def test_needs_between_which_no_votes_can_come_are_one_state():
    """Ten weigh as many ways as they can agree, 1,024, and then votes come by the hundred only."""
    small, large = [1 << p for p in range(10)], [1000 + 100 * p for p in range(12)]
    game = Game((1,) * 22, Gate(9000, tuple(enumerate([*small, *large]))))

    assert fits(game, 1200)


def test_votes_that_are_decided_leave_only_how_many_were_won():
    """Of 14 votes seven must be won: no more than 7 times 8 states before the last, each twice."""
    game = Game((1,) * 14, some(7, *(some(1, voter) for voter in range(14))))

    assert fits(game, 2 * 7 * 8)
    assert not fits(game, 2 * 7 * 8 - 1)


def test_a_game_with_too_many_states_is_refused_with_a_way_out():
    with pytest.raises(TooLarge, match=r"more than 1,000 states.*after 8 of 40.*merge players"):
        compile_game(binary(40), most=1000)


def test_minimal_coalitions_with_too_many_states_are_refused():
    game = Game((1,) * 14, Gate(60, tuple((p, p * p % 17 + 1) for p in range(14))))
    states = next(n for n in range(10**4) if fits(game, n))

    with pytest.raises(TooLarge, match="minimal coalitions"):
        minimal_winning(game, states)
    with pytest.raises(TooLarge):
        minimal_blocking(game, states)


def fits(game: Game, most: int) -> bool:
    try:
        compile_game(game, most)
    except TooLarge:
        return False
    return True


def test_millions_of_minimal_coalitions_are_counted_without_being_listed():
    """Half of 40 members: 40 over 20 of them, and the first is those with the highest numbers."""
    found = minimal_winning(Game((1,) * 40, some(20, *range(40))))

    assert found.count() == {20: 137846528820}
    assert next(iter(found)) == (0,) * 20 + (1,) * 20
