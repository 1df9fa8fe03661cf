"""Games with abstention: what a ballot adds, and how far they are counted."""

from fractions import Fraction

import pytest

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.games.gates import Gate, every
from kingmaker.engine.power import ternary
from kingmaker.engine.power.abstaining import (
    roll_call,
    ternary_banzhaf,
    ternary_banzhaf_normalised,
    ternary_refusal,
    ternary_support,
)
from kingmaker.engine.power.ternary import (
    Adds,
    TernaryGame,
    not_no,
    ternary_counts,
    ternary_gate,
    ternary_vote,
    yes,
)


def test_more_than_half_of_the_votes_cast_are_more_yes_than_no():
    game = ternary_vote((5,), (1,), Fraction(1, 2))

    assert game.passes([(1, 4)])
    assert game.passes([(2, 2)])
    assert not game.passes([(1, 3)])
    assert not game.passes([(0, 5)])


def test_of_those_present_an_abstention_is_as_good_as_a_no():
    game = ternary_vote((5,), (1,), Fraction(1, 2), present=True)

    assert game.passes([(3, 0)])
    assert not game.passes([(2, 3)])
    assert set(ternary_refusal(ternary_counts(game))) == {0}


def test_if_the_share_itself_is_enough_somebody_has_to_say_yes():
    game = ternary_vote((4,), (1,), Fraction(1, 2), at_least=True)

    assert game.passes([(2, 0)])
    assert not game.passes([(0, 4)])


def test_a_veto_is_a_no_and_a_consent_a_yes():
    vetoed = ternary_counts(TernaryGame((1,), Gate(1, ((not_no(0), 1),))))
    agreed = ternary_counts(TernaryGame((1,), Gate(1, ((yes(0), 1),))))

    assert (ternary_support(vetoed), ternary_refusal(vetoed)) == ([0], [1])
    assert (ternary_support(agreed), ternary_refusal(agreed)) == ([1], [0])
    assert ternary_banzhaf(vetoed) == ternary_banzhaf(agreed) == [1]


def test_one_who_must_agree_and_one_who_must_not_object_are_not_alike():
    game = TernaryGame((1, 1), every(Gate(1, ((yes(0), 1),)), Gate(1, ((not_no(1), 1),))))
    counts = ternary_counts(game)

    assert ternary_banzhaf(counts) == [Fraction(2, 3), Fraction(1, 3)]
    # called first, a yes of the one settles nothing, an abstention or a no settles it
    assert roll_call(counts) == [Fraction(2, 3), Fraction(1, 3)]


def test_a_ballot_that_would_be_better_not_cast_is_refused():
    with pytest.raises(ValueError, match="a yes adds no less than abstaining"):
        ternary_gate(1, [Adds(0, 1, 1, 0, 1)])


def test_a_class_has_members():
    with pytest.raises(ValueError, match="at least one member"):
        TernaryGame((0,), Gate(1, ()))


@pytest.mark.parametrize("quota", [0, 9])
def test_what_is_settled_leaves_nobody_anything_to_decide(quota):
    counts = ternary_counts(TernaryGame((2, 1), Gate(quota, ((yes(0), 1), (not_no(1), 2)))))

    assert roll_call(counts) == [0, 0]
    assert ternary_banzhaf_normalised(counts) is None


def test_a_hundred_equal_voters_share_alike():
    counts = ternary_counts(ternary_vote((100,), (1,), Fraction(1, 2)))

    assert roll_call(counts) == [Fraction(1, 100)]


def test_hundreds_of_kinds_of_voters_that_hardly_differ_are_counted():
    inputs = tuple((yes(number), 1) for number in range(150))
    counts = ternary_counts(TernaryGame((1,) * 150, Gate(1, inputs)))

    assert ternary_banzhaf(counts)[0] == Fraction(2, 3) ** 149


def test_more_players_than_can_be_counted_are_refused():
    game = ternary_vote((ternary.MOST_PLAYERS + 1,), (1,), Fraction(1, 2))

    with pytest.raises(TooLarge, match="1,001 players are too many"):
        ternary_counts(game)


def test_what_would_take_too_long_is_refused():
    game = ternary_vote((400, 400), (1, 2), Fraction(1, 2))

    with pytest.raises(TooLarge, match="800 players"):
        ternary_counts(game)
