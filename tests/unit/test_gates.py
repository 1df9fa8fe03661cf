"""Gates: what opens them, and what may not be one."""

import pytest

from kingmaker.engine.games.gates import Game, Gate, every, some

BOARD = Game((1, 3), Gate(3, ((0, 2), (1, 1))))  # a chair with two votes, three members with one


@pytest.mark.parametrize(
    ("profile", "wins", "blocks"),
    [((0, 0), False, False), ((1, 0), False, False), ((1, 1), True, True), ((0, 3), True, True),
     ((0, 2), False, False), ((1, 3), True, True)],
)  # fmt: skip
def test_a_gate_opens_at_its_quota_and_not_before(profile, wins, blocks):
    assert BOARD.wins(profile) is wins
    assert BOARD.blocks(profile) is blocks


def test_a_class_of_several_counts_with_every_member_that_agrees():
    assert BOARD.players == 4
    assert Gate(4, ((0, 2),)).opens([2])
    assert not Gate(5, ((0, 2),)).opens([2])


def test_a_gate_inside_a_gate_counts_once_however_far_it_is_open():
    inner = Gate(1, ((0, 1),))

    assert not Gate(2, ((inner, 1),)).opens([3])


def test_all_of_nothing_is_met_and_one_of_nothing_is_not():
    assert every().opens([])
    assert not some(1).opens([])


def test_a_quota_of_nothing_is_always_met():
    assert Gate(0, ((0, 1),)).opens([0])
    assert Gate(-3, ()).opens([])


def test_weights_below_zero_are_refused():
    with pytest.raises(ValueError, match="cannot be negative"):
        Gate(1, ((0, -1),))


def test_a_class_without_members_is_refused():
    with pytest.raises(ValueError, match="at least one member"):
        Game((1, 0), some(1, 0, 1))


def test_blocking_takes_what_is_left_to_fall_short():
    """Of five votes three are needed, and so three block."""
    dual = BOARD.dual()

    assert dual.gate.quota == 3
    assert dual.dual() == BOARD


def test_a_profile_of_the_wrong_length_is_refused_when_blocking():
    with pytest.raises(ValueError, match="zip"):
        BOARD.blocks((1,))
