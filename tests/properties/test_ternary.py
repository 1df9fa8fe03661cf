"""Games with abstention: what is counted is what happens, and what every such game promises."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
import threes
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Gate
from kingmaker.engine.power.abstaining import (
    roll_call,
    ternary_banzhaf,
    ternary_banzhaf_normalised,
    ternary_decisiveness,
    ternary_refusal,
    ternary_support,
)
from kingmaker.engine.power.indices import banzhaf, shapley
from kingmaker.engine.power.ternary import TernaryGame, not_no, ternary_counts, yes


def firsts(game):
    """The first member of each class."""
    return [sum(game.sizes[:number]) for number in range(len(game.sizes))]


def everyone(game, values):
    return sum((v * n for v, n in zip(values, game.sizes, strict=True)), Fraction(0))


@settings(max_examples=60, deadline=None)
@given(threes.ternary_games())
def test_a_ballot_makes_a_difference_as_often_as_it_does_when_all_are_tried(game):
    counts = ternary_counts(game)
    of = firsts(game)

    for figures, more, less in (
        (ternary_banzhaf(counts), threes.YES, threes.NO),
        (ternary_support(counts), threes.YES, threes.ABSTAINS),
        (ternary_refusal(counts), threes.ABSTAINS, threes.NO),
    ):
        assert figures == [threes.difference(game, player, more, less) for player in of]
    won = sum(threes.passes(game, ballots) for ballots in threes.everybodys(game.players))
    assert ternary_decisiveness(counts) == Fraction(won, 3**game.players)


@settings(max_examples=40, deadline=None)
@given(threes.ternary_games(most=4))
def test_the_pivot_of_a_roll_call_is_found_as_when_all_are_held(game):
    called = threes.pivots(game)

    assert roll_call(ternary_counts(game)) == [called[player] for player in firsts(game)]


@settings(deadline=None)
@given(threes.ternary_games(most=9))
def test_a_roll_call_is_settled_by_exactly_one_unless_it_is_settled_before(game):
    settled = game.passes([(0, 0)] * len(game.sizes)) or not game.passes(
        [(size, 0) for size in game.sizes]
    )
    counts = ternary_counts(game)

    assert everyone(game, roll_call(counts)) == (not settled)
    assert everyone(game, ternary_banzhaf_normalised(counts) or roll_call(counts)) == (not settled)


@settings(deadline=None)
@given(threes.ternary_games(most=7))
def test_support_and_refusal_make_up_the_measure(game):
    counts = ternary_counts(game)
    parts = zip(ternary_support(counts), ternary_refusal(counts), strict=True)

    assert ternary_banzhaf(counts) == [support + refusal for support, refusal in parts]


@settings(deadline=None)
@given(threes.ternary_games(most=6), st.integers(1, 3))
def test_who_is_not_heard_has_no_power_and_takes_none(game, members):
    wider = TernaryGame((*game.sizes, members), game.gate)

    for index in (ternary_banzhaf, roll_call):
        assert index(ternary_counts(wider)) == [*index(ternary_counts(game)), 0]


@settings(deadline=None)
@given(threes.ternary_games(most=6))
def test_to_change_yes_and_no_over_changes_who_passes_and_not_who_matters(game):
    """The dual: what it takes to stop it, of those who now refuse."""
    turned: dict[int, Gate] = {}
    for gate in game.gate.inner_first():
        total, inputs = 0, []
        for source, weight in gate.inputs:
            inner = isinstance(source, Gate)
            total += weight * (1 if inner else game.sizes[source // 2])
            inputs.append((turned[id(source)] if inner else source ^ 1, weight))
        turned[id(gate)] = Gate(total - gate.quota + 1, tuple(inputs))
    dual = ternary_counts(TernaryGame(game.sizes, turned[id(game.gate)]))
    counts = ternary_counts(game)

    assert ternary_banzhaf(dual) == ternary_banzhaf(counts)
    assert ternary_support(dual) == ternary_refusal(counts)
    assert roll_call(dual) == roll_call(counts)
    assert ternary_decisiveness(dual) == 1 - ternary_decisiveness(counts)


@settings(deadline=None)
@given(strategies.weighted_votes(most=6))
def test_more_votes_never_mean_less_power(game):
    weights = [weight for _, weight in game.gate.inputs]
    inputs = [(yes(k), w) for k, w in enumerate(weights)]
    inputs += [(not_no(k), w) for k, w in enumerate(weights)]
    counts = ternary_counts(TernaryGame(game.sizes, Gate(game.gate.quota * 2, tuple(inputs))))

    for values in (ternary_banzhaf(counts), roll_call(counts)):
        by_weight = [value for _, value in sorted(zip(weights, values, strict=True))]
        assert by_weight == sorted(by_weight)


@settings(deadline=None)
@given(strategies.games(most=6))
def test_who_may_only_say_yes_by_chance_is_a_voter_of_a_simple_game(game):
    """If abstaining is a no, a yes comes with chance one third; at one half it is Banzhaf's."""
    heard: dict[int, Gate] = {}
    for gate in game.gate.inner_first():
        inputs = tuple(
            (heard[id(s)] if isinstance(s, Gate) else yes(s), w) for s, w in gate.inputs
        )
        heard[id(gate)] = Gate(gate.quota, inputs)
    counts = ternary_counts(TernaryGame(game.sizes, heard[id(game.gate)]))
    simple = swings(game)

    n = game.players
    weighed = [
        sum(Fraction(k * 2 ** (n - 1 - s), 3 ** (n - 1)) for s, k in enumerate(row))
        for row in simple.by_size
    ]
    assert ternary_banzhaf(counts) == weighed
    assert ternary_refusal(counts) == [0] * len(game.sizes)
    dummies = [not value for value in banzhaf(simple)]
    assert (
        [not value for value in roll_call(counts)]
        == dummies
        == [not value for value in shapley(simple)]
    )
