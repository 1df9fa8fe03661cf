"""The further power indices: by hand, quick where it matters, and refused beyond."""

import re
import subprocess
import sys
from fractions import Fraction

import pytest

from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.power import by_weight, critical, forming, halves, indices
from kingmaker.engine.power.memberships import memberships, of_graph
from kingmaker.engine.power.records import Need
from kingmaker.engine.power.register import INDICES, OF_A_GAME, measured, named
from kingmaker.engine.power.shift import shift_memberships, shift_minimal
from kingmaker.engine.power.unions import banzhaf_owen, owen, union_swings

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)

# The electors of the states and the District of Columbia from 2024 to 2028: 538, of whom 270.
ELECTORS = {
    54: 1, 40: 1, 30: 1, 28: 1, 19: 2, 17: 1, 16: 2, 15: 1, 14: 1, 13: 1, 12: 1, 11: 4, 10: 5,
    9: 2, 8: 3, 7: 2, 6: 6, 5: 2, 4: 7, 3: 7,
}  # fmt: skip
STATES = Game(tuple(ELECTORS.values()), Gate(270, tuple(enumerate(ELECTORS))))

# A board of two large holders and three of a staff, who have to agree by two of three.
BOARD = Game((2, 3), every(some(1, 0), Gate(4, ((0, 2), (1, 1)))))


def test_coalitions_of_51_states_are_counted_by_weight_as_by_their_graph():
    vote = by_weight.vote_of(STATES)

    assert vote is not None
    by_size, coalitions = by_weight.minimal_by_weight(STATES.sizes, *vote)
    graph = of_graph(minimal_winning(STATES))
    assert sum(coalitions) == 51_178_341_131_036
    assert (by_size, coalitions) == (graph.by_size, graph.coalitions_by_size)


def test_those_critical_among_51_states_tip_as_often_as_they_swing():
    vote = by_weight.vote_of(STATES)

    assert vote is not None
    rows = by_weight.critical_by_weight(STATES.sizes, *vote)
    assert [sum(row) for row in rows] == list(swings(STATES).totals)
    johnston = critical.johnston(STATES) or []
    assert sum(n * value for n, value in zip(STATES.sizes, johnston, strict=True)) == 1


def test_coalitions_of_51_states_without_surplus_are_found_among_trillions():
    found = shift_memberships(STATES)

    assert found.coalitions == 17_026_422_184_691


def test_in_a_board_of_two_kinds_all_indices_are_as_worked_out_by_hand():
    """Won by both holders, or by one of them and two of the staff."""
    counts = memberships(BOARD)

    assert counts.coalitions_by_size == (0, 0, 1, 6, 0, 0)
    assert counts.totals == (4, 4)
    assert forming.public_good(counts) == [Fraction(1, 5)] * 2
    assert forming.deegan_packel(counts) == [Fraction(3, 14), Fraction(4, 21)]
    assert forming.least_size(counts) == [HALF, 0]


def test_a_member_gives_way_to_someone_weaker_if_that_is_enough():
    """Of 3, 2, 2 and 1 votes 4 are needed: beside 3, the one with 1 will do."""
    game = Game((1, 2, 1), Gate(4, ((0, 3), (1, 2), (2, 1))))

    assert set(minimal_winning(game)) == {(1, 1, 0), (1, 0, 1), (0, 2, 0)}
    assert set(shift_minimal(game)) == {(1, 0, 1), (0, 2, 0)}


def test_players_of_one_class_may_belong_to_different_unions():
    """Three of five equal members: two and two that act as one leave the fifth as strong."""
    counts = union_swings(Game((5,), some(3, 0)), [(2,), (2,), (1,)])

    assert owen(counts) == [{0: THIRD / 2}, {0: THIRD / 2}, {0: THIRD}]
    assert banzhaf_owen(counts) == [{0: Fraction(1, 4)}, {0: Fraction(1, 4)}, {0: HALF}]


@pytest.mark.parametrize(
    ("unions", "message"),
    [([(2,), (2,)], "do not share out"), ([(5,), (0,)], "at least one member")],
)
def test_unions_share_out_the_players(unions, message):
    with pytest.raises(ValueError, match=message):
        union_swings(Game((5,), some(3, 0)), unions)


def test_a_chance_is_a_chance():
    with pytest.raises(ValueError, match="between 0 and 1, and 3/2 does not"):
        indices.banzhaf_at(swings(BOARD), Fraction(3, 2))


def test_a_vote_with_too_many_votes_to_add_up_is_refused():
    with pytest.raises(TooLarge, match="give the weights in larger units"):
        by_weight.minimal_by_weight((1,) * 60, 10**9, tuple(range(10**8, 10**8 + 60)))
    with pytest.raises(TooLarge, match="give the weights in larger units"):
        by_weight.critical_by_weight((1,) * 60, 10**9, tuple(range(10**8, 10**8 + 60)))


def test_more_profiles_than_can_be_gone_through_are_refused():
    large = every(
        Gate(15, tuple((k, 1) for k in range(29))), Gate(200, tuple((k, k) for k in range(29)))
    )

    with pytest.raises(TooLarge, match=r"536,870,912 kinds of coalitions in \d passes"):
        critical.johnston(Game((1,) * 29, large))


def test_large_classes_are_gone_through_in_passes():
    """Two chambers of 60 and 40: the numbers of coalitions take more than 64 binary digits."""
    chambers = Game((60, 40), every(some(31, 0), some(21, 1)))

    assert halves.critical_parts(chambers) == critical.johnston_raw(chambers)


def test_small_games_are_answered_without_numpy():
    code = (
        "import sys\n"
        "from kingmaker.engine.games.gates import Game, Gate\n"
        "from kingmaker.engine.power.register import OF_A_GAME, measured\n"
        "game = Game((1, 2, 3), Gate(9, ((0, 5), (1, 3), (2, 1))))\n"
        "measured(game, [index.name for index in OF_A_GAME])\n"
        "assert 'numpy' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_every_index_on_record_says_what_it_is():
    assert len({index.name for index in INDICES}) == len(INDICES)
    for index in INDICES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", index.name)
        assert index.definition.endswith(".")
        assert index.good_for.endswith("?")
        assert re.search(r"\(\d{4}\)", index.source), index.name
        elsewhere = index.needs in (Need.OCEAN, Need.CHAINS)
        assert (index.function is None) == elsewhere


def test_several_indices_are_measured_at_once():
    found = measured(BOARD, ["shapley", "deegan-packel", "coleman-act"])

    assert list(found) == ["shapley", "deegan-packel", "coleman-act"]
    assert found["shapley"] == indices.shapley(swings(BOARD))
    assert found["coleman-act"] == [indices.power_to_act(swings(BOARD))] * 2


def test_an_index_that_is_not_there_has_others_named_instead():
    with pytest.raises(KeyError, match="did you mean johnston"):
        named("jonston")
    with pytest.raises(ValueError, match=r"Owen value takes more than a game: .*unions"):
        measured(BOARD, ["owen"])


def test_what_nobody_decides_has_no_power_to_share():
    never, always = Game((2,), some(3, 0)), Game((2,), some(0, 0))

    for game in (never, always):
        found = measured(game, [index.name for index in OF_A_GAME])
        shared = {index.name for index in OF_A_GAME if index.adds_up} - {"harsanyi-nash"}
        assert found["johnston"] is found["deegan-packel"] is found["shift"] is None
        assert {name for name in shared if any(found[name] or ())} <= {
            "public-help",
            "public-help-xi",
        }
