"""Every index is what its definition says, and keeps what it promises."""

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import brute
import measures
import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.power import by_weight, critical, forming, halves, indices, success, vetoes
from kingmaker.engine.power.memberships import Memberships, memberships, of_graph
from kingmaker.engine.power.register import OF_A_GAME, measured
from kingmaker.engine.power.shift import shift_memberships

SMALL = settings(max_examples=30)

OF_SWINGS = {
    "success": success.success,
    "success_in_favour": success.success_in_favour,
    "inclusiveness": success.inclusiveness,
    "public_help": success.public_help,
    "public_help_small": success.public_help_small,
    "index_f": success.index_f,
    "index_g": success.index_g,
    "index_g_absolute": success.index_g_absolute,
}
OF_COALITIONS = {
    "deegan_packel": forming.deegan_packel,
    "public_good": forming.public_good,
    "public_good_absolute": forming.public_good_absolute,
    "least_size": forming.least_size,
}
OF_GAMES = {
    "johnston": critical.johnston,
    "tijs": vetoes.tijs,
    "harsanyi_nash": vetoes.harsanyi_nash,
}
OF_SHIFTS = {
    "shift": forming.public_good,
    "shift_deegan_packel": forming.deegan_packel,
}
SHARED_OUT = (
    *(success.public_help, success.public_help_small, success.index_f, success.index_g),
    *(forming.deegan_packel, forming.public_good, forming.least_size),
    *(critical.johnston, vetoes.tijs, vetoes.harsanyi_nash),
)


def each(game: Game, values: list[Fraction] | None) -> list[Fraction] | None:
    """One value for each player, where there was one for each class."""
    return None if values is None else [values[k] for k in brute.classes(game)]


def taken(game: Game, index) -> list[Fraction] | None:
    if index in OF_SWINGS.values():
        return index(swings(game))
    return index(memberships(game)) if index in OF_COALITIONS.values() else index(game)


def one_by_one(game: Game) -> Game:
    """The same players, each a class."""
    of = brute.classes(game)

    def told(gate: Gate) -> Gate:
        inputs = []
        for source, weight in gate.inputs:
            if isinstance(source, Gate):
                inputs.append((told(source), weight))
            else:
                inputs += [(p, weight) for p, k in enumerate(of) if k == source]
        return Gate(gate.quota, tuple(inputs))

    return Game((1,) * len(of), told(game.gate))


@SMALL
@given(strategies.games(most=8))
def test_what_is_counted_from_swings_is_what_the_definitions_say(game):
    won, counts = brute.outcomes(game), swings(game)

    for name, index in OF_SWINGS.items():
        assert each(game, index(counts)) == getattr(measures, name)(won), name


@SMALL
@given(strategies.games(most=8))
def test_what_is_counted_from_minimal_coalitions_is_what_the_definitions_say(game):
    won, counts = brute.outcomes(game), memberships(game)

    assert dict(enumerate(counts.coalitions_by_size)) == {
        size: brute.by_size(brute.minimal(won)).get(size, 0) for size in range(game.players + 1)
    }
    for name, index in OF_COALITIONS.items():
        assert each(game, index(counts)) == getattr(measures, name)(won), name


@SMALL
@given(strategies.games(most=8))
def test_indices_of_a_game_are_what_the_definitions_say(game):
    won = brute.outcomes(game)

    for name, index in OF_GAMES.items():
        assert each(game, index(game)) == getattr(measures, name)(won), name


@SMALL
@given(strategies.games(most=8))
def test_shift_indices_are_what_the_definitions_say(game):
    won, counts = brute.outcomes(game), shift_memberships(game)

    for name, index in OF_SHIFTS.items():
        assert each(game, index(counts)) == getattr(measures, name)(won), name


@SMALL
@given(strategies.weighted_votes())
def test_shift_indices_of_one_vote_are_what_the_definitions_say(game):
    won, counts = brute.outcomes(game), shift_memberships(game)

    for name, index in OF_SHIFTS.items():
        assert each(game, index(counts)) == getattr(measures, name)(won), name


@SMALL
@given(strategies.games(most=7), st.fractions(0, 1, max_denominator=7))
def test_semivalues_are_what_the_definitions_say(game, chance):
    won, counts = brute.outcomes(game), swings(game)

    assert each(game, indices.banzhaf_at(counts, chance)) == measures.banzhaf_at(won, chance)
    assert indices.banzhaf_at(counts, Fraction(1, 2)) == indices.banzhaf(counts)


@settings(max_examples=20)
@given(strategies.games(most=5))
def test_the_coleman_shapley_index_is_what_its_definition_says(game):
    won, counts = brute.outcomes(game), swings(game)
    values = indices.coleman_shapley(counts)

    assert each(game, values) == measures.coleman_shapley(won)
    assert won[0] or sum(each(game, values) or ()) == indices.power_to_act(counts)


@st.composite
def votes(draw: st.DrawFn) -> Game:
    """One vote in classes, some without weight, with any quota."""
    sizes = draw(strategies.sizes(10))
    weights = [draw(st.integers(0, 9)) for _ in sizes]
    total = sum(size * weight for size, weight in zip(sizes, weights, strict=True))
    return Game(sizes, Gate(draw(st.integers(-1, total + 1)), tuple(enumerate(weights))))


@given(votes())
def test_a_vote_added_up_by_weight_has_the_minimal_coalitions_of_its_graph(game):
    vote = by_weight.vote_of(game)

    assert vote is not None
    counts = Memberships(game.sizes, *by_weight.minimal_by_weight(game.sizes, *vote))
    assert counts == of_graph(minimal_winning(game))


@given(votes())
def test_a_vote_added_up_by_weight_has_the_critical_players_of_its_profiles(game):
    vote = by_weight.vote_of(game)

    assert vote is not None
    rows = by_weight.critical_by_weight(game.sizes, *vote)
    parts = [sum((Fraction(n, c) for c, n in enumerate(row) if n), Fraction()) for row in rows]
    assert each(game, parts) == measures.johnston_raw(brute.outcomes(game))
    assert [sum(row) for row in rows] == list(swings(game).totals)


@SMALL
@given(strategies.games(most=9), st.booleans())
def test_critical_players_are_found_by_halves(game, in_passes):
    with pytest.MonkeyPatch.context() as patch:
        if in_passes:
            patch.setattr(halves, "_moduli", lambda *_: [101, 103, 107, 109, 113, 127, 2**31 - 1])
        found = halves.critical_parts(game)

    assert each(game, found) == measures.johnston_raw(brute.outcomes(game))


@SMALL
@given(strategies.games())
def test_what_is_shared_out_is_shared_out_wholly(game):
    """Where somebody ever tips the outcome every index is defined, but that of vetoes."""
    decided = any(swings(game).totals)

    for index in SHARED_OUT:
        values = taken(game, index)
        assert values is None or sum(each(game, values) or ()) == 1
        assert values is not None or not decided or index is vetoes.tijs


@SMALL
@given(strategies.games(most=8))
def test_every_index_keeps_what_the_register_says_of_it(game):
    found = measured(game, [index.name for index in OF_A_GAME])
    decided = any(swings(game).totals)

    for index in OF_A_GAME:
        values = found[index.name]
        assert all(index.least <= value <= index.most for value in values or ()), index.name
        if index.adds_up and decided and values is not None:
            assert sum(each(game, values) or ()) == 1, index.name


@SMALL
@given(strategies.games(most=8))
def test_a_class_split_into_single_players_has_the_same_power(game):
    split = one_by_one(game)

    for index in SHARED_OUT:
        assert taken(split, index) == each(game, taken(game, index))
    for index in OF_SHIFTS.values():
        assert index(shift_memberships(split)) == each(game, index(shift_memberships(game)))


@SMALL
@given(strategies.games(most=8), st.integers(2, 4))
def test_larger_units_change_no_power(game, factor):
    def scaled(gate: Gate) -> Gate:
        inputs = tuple(
            (scaled(s) if isinstance(s, Gate) else s, factor * w) for s, w in gate.inputs
        )
        return Gate(factor * gate.quota, inputs)

    larger = Game(game.sizes, scaled(game.gate))

    for index in SHARED_OUT:
        assert taken(larger, index) == taken(game, index)


@SMALL
@given(strategies.games(most=8))
def test_players_who_change_places_change_power(game):
    last = len(game.sizes) - 1

    def turned(gate: Gate) -> Gate:
        inputs = tuple((turned(s) if isinstance(s, Gate) else last - s, w) for s, w in gate.inputs)
        return Gate(gate.quota, inputs)

    other = Game(game.sizes[::-1], turned(game.gate))

    for index in SHARED_OUT:
        assert (taken(other, index) or [])[::-1] == (taken(game, index) or [])


@SMALL
@given(strategies.games(most=8), st.integers(1, 3))
def test_someone_nobody_listens_to_has_no_part_and_takes_none(game, members):
    """Not so where every winning coalition counts: there a dummy has a part for being in it."""
    deaf = Gate(1, ((len(game.sizes), 0),))
    wider = Game((*game.sizes, members), some(1, game.gate, deaf))
    indices_ = (success.index_f, success.index_g, *OF_COALITIONS.values(), critical.johnston)

    for index in (*indices_, vetoes.tijs):
        values = taken(game, index)
        assert taken(wider, index) == (None if values is None else [*values, 0])


@SMALL
@given(strategies.games(most=6), strategies.games(most=6))
def test_what_two_rules_give_together_is_what_either_and_both_give(one, other):
    """The axiom of transfer, for the indices that keep it."""
    sizes = max(one.sizes, other.sizes, key=len)
    assume(all(a == b for a, b in zip(one.sizes, other.sizes, strict=False)))

    def values(gate: Gate, index) -> list[Fraction]:
        return index(swings(Game(sizes, gate)))

    for index in (indices.shapley, indices.banzhaf, indices.coleman_shapley):
        apart = zip(values(one.gate, index), values(other.gate, index), strict=True)
        both = values(every(one.gate, other.gate), index)
        either = values(some(1, one.gate, other.gate), index)
        assert [a + b for a, b in apart] == [a + b for a, b in zip(both, either, strict=True)]
