"""Voting power over plain numbers, and of decisions by any index."""

import json
from fractions import Fraction

import pytest

import kingmaker as km
from kingmaker import voting
from kingmaker.engine.approximate import Approximate, total
from kingmaker.engine.counting import swings as counting
from kingmaker.engine.counting.states import layered_shapley
from kingmaker.engine.games.composing import composed
from kingmaker.engine.games.layers import layers
from kingmaker.engine.power import measuring
from kingmaker.faces.cells import approximate, scientific
from kingmaker.faces.plain import as_csv, as_dict

THIRD = Fraction(1, 3)


def test_weights_and_a_quota_are_enough():
    assert voting.swings([4, 4, 4, 2, 2, 1], 12) == [10, 10, 10, 6, 6, 0]
    assert voting.banzhaf_normalised([3, 2, 1], 4)[0] == Fraction(3, 5)
    assert voting.measure([1, 1, 1], 2).act == Fraction(1, 2)


def test_rules_are_put_together_of_votes_over_shared_or_separate_voters():
    board, holders = voting.vote([1, 1, 1], 2), voting.vote([60, 40], 51, [3, 4])
    game = voting.game(voting.all_of(board, holders))

    assert game.players == 5
    assert voting.shapley(game)[4] == 0
    assert voting.measure(voting.dual(voting.dual(game))).swings == voting.measure(game).swings


def test_a_player_beside_a_rule_has_a_veto():
    game = voting.game(voting.all_of(voting.vote([1, 1, 1], 2), 0))

    assert voting.index("tijs", game) == [1, 0, 0]


def test_a_casting_vote_settles_a_tie():
    plain = voting.shapley(voting.game(voting.majority([1, 1, 1, 1])))
    casting = voting.shapley(voting.game(voting.majority([1, 1, 1, 1], casting_vote=2)))

    assert plain == [Fraction(1, 4)] * 4
    assert casting == [Fraction(1, 6), Fraction(1, 6), Fraction(1, 2), Fraction(1, 6)]


def test_voters_that_are_bodies_decide_as_their_members_do():
    board = voting.game(voting.majority([1, 1, 1]))
    game = composed(board, [board, board, voting.game(voting.vote([1], 1))])

    assert game.players == 7
    # the chance to tip the body times the chance that the body tips the whole
    assert voting.banzhaf(game)[0] == Fraction(1, 4)
    assert voting.banzhaf(game)[6] == Fraction(1, 2)
    with pytest.raises(ValueError, match="as many bodies"):
        composed(board, [board])


def test_indices_that_take_more_than_a_game_say_what():
    with pytest.raises(KeyError, match="did you mean johnston"):
        voting.index("jonston", [1, 1], 2)
    with pytest.raises(ValueError, match="chance"):
        voting.index("banzhaf-at", [1, 1], 2)
    with pytest.raises(ValueError, match="more than a game"):
        voting.index("oceanic", [1, 1], 2)
    with pytest.raises(ValueError, match="two unions"):
        voting.index("owen", [1, 1], 2, unions=[[0], [0]])
    assert voting.index("banzhaf-at", [1, 1], 2, chance=THIRD) == [THIRD, THIRD]


@pytest.mark.parametrize(
    ("of", "more", "trouble"),
    [([1, 1], {}, "take a quota"), ([1, -1], {"quota": 1}, "negative")],
)
def test_weights_that_make_no_vote_are_refused(of, more, trouble):
    with pytest.raises(ValueError, match=trouble):
        voting.shapley(of, **more)


def test_every_index_of_a_decision_is_one_column():
    answer = km.power(km.load("openai-2023"), "remove-ceo", index="johnston, public-good")

    assert [column.name for column in answer.columns] == [
        "voter", "members", "johnston", "public_good",
    ]  # fmt: skip
    assert {row.johnston for row in answer.rows} == {Fraction(1, 6)}
    assert answer.exact


def test_all_indices_of_a_decision_are_told_at_once():
    answer = km.power(km.load("openai-2023"), "remove-ceo", "all")

    assert len(answer.columns) > 20
    assert any("Tijs" in note for note in answer.notes)  # nobody has a veto


def test_unions_are_those_who_act_together():
    case = km.load("openai-2023")
    answer = km.power(case, "remove-ceo", "owen", unions="sutskever+toner+mccauley+dangelo")

    assert [row.owen for row in answer.rows] == [Fraction(1, 4)] * 4 + [0, 0]
    with pytest.raises(ValueError, match="say who acts together"):
        km.power(case, "remove-ceo", "owen")
    with pytest.raises(ValueError, match="has no vote here"):
        km.power(case, "remove-ceo", "owen", unions="microsoft+toner")


def test_an_abstention_is_a_third_ballot():
    """Felsenthal and Machover: a permanent member that abstains does not veto."""
    case = km.load("un-security-council")
    practice = km.power(case, "substantive", "ternary-shapley")
    letter = km.power(case, "substantive-by-the-letter", "ternary-shapley")

    assert practice.rows[0].ternary_shapley == Fraction(118525786, 725416965)
    assert letter.rows[0].ternary_shapley == Fraction(421, 2145)


@pytest.mark.parametrize(
    ("asked", "trouble"),
    [("jonston", "did you mean 'johnston'"), ("oceanic", "ask `oceans`"),
     ("karos-peters", "companies that hold each other")],
)  # fmt: skip
def test_an_index_that_is_none_of_a_decision_is_refused(asked, trouble):
    with pytest.raises(ValueError, match=trouble):
        km.power(km.load("openai-2023"), "remove-ceo", asked)


def test_a_figure_with_an_error_bound_is_told_with_it(monkeypatch):
    case, decision = km.load("alphabet"), "elect-board"
    exact = km.power(case, decision)
    monkeypatch.setattr(measuring, "EASY_STATES", 0)
    monkeypatch.setattr(measuring, "EASY_ADDITIONS", 0)
    answer = km.power(case, decision)

    assert not answer.exact
    assert any("off by at most" in note for note in answer.notes)
    for rough, true in zip(answer.rows, exact.rows, strict=True):
        assert rough.shapley.holds(true.shapley)
        assert rough.swings == true.swings
    row = as_dict(answer)["rows"][0]
    assert row["shapley_error"] < 1e-11
    assert row["shapley_confidence"] == 1
    json.dumps(as_dict(answer), allow_nan=False)
    assert len(as_csv(answer).splitlines()) == len(answer.rows) + 1
    assert km.power(case, decision, exact=True).rows == exact.rows


def test_what_is_not_certain_is_not_printed():
    assert approximate(Approximate(0.5, 1e-9)) in {"0.5000", "0.500000000 ± 0.000000002"}
    assert approximate(Approximate(0.25, 0.02, 0.99)) == "0.25 ± 0.03"
    assert Approximate(0.25, 0.02, 0.99).earned() == "0.2"
    with pytest.raises(ValueError, match="negative"):
        Approximate(0.5, -1.0)
    with pytest.raises(ValueError, match="confidence"):
        Approximate(0.5, 0.1, 0.0)


def test_sums_of_figures_keep_their_bounds():
    both = total([(THIRD, 2), (Approximate(0.1, 0.01, 0.9), 3)])

    assert both.holds(Fraction(2, 3) + Fraction(3, 10))
    assert both.confidence == 0.9
    assert both.error >= 0.03
    assert total([(THIRD, 3)]) == 1


def test_numbers_of_any_length_are_printed():
    assert scientific(3**20000) == "2.6613e+9542"


def test_a_crowd_has_its_power_in_closed_form():
    found = voting.measure([250_000, 1], 625_001, counts=[1, 1_000_000])

    assert found.exact
    assert found.shapley == (Fraction(250_000, 1_000_001), Fraction(750_001, 1_000_001_000_000))
    assert found.players > counting.MOST_PLAYERS
    assert found.banzhaf[0] < 1
    assert found.normalised[1] > 0


HUGE = [10**18 + 7919 * k**3 for k in range(1, 61)]


def test_votes_beyond_machine_integers_do_not_wrap_round():
    """Sixty voters with some 10**18 votes each have nearly equal power."""
    found = voting.measure(HUGE, sum(HUGE) // 2 + 1)

    assert not found.exact
    assert all(figure.holds(Fraction(1, 60)) for figure in found.shapley)
    assert found.act.value == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("voters", [6, 14, 17])
def test_few_voters_with_any_votes_are_counted(voters):
    weights = HUGE[:voters]
    counts = voting.measure(weights, sum(weights) // 2 + 1)
    alike = voting.measure([1] * voters, voters // 2 + 1)

    assert counts.exact
    assert sum(counts.shapley) == 1
    assert voters % 2 == 0 or counts.swings == alike.swings


def test_a_weight_above_the_quota_is_as_good_as_the_quota():
    others = [37 * k % 101 + 1 for k in range(100)]

    assert voting.swings([10**30, *others], 2000) == voting.swings([2000, *others], 2000)
    assert voting.measure([2**62, *others], 2000).exact


@pytest.mark.parametrize("kind", ["uint8", "int32", "int64"])
def test_numbers_of_arrays_do_not_wrap_round(kind):
    numpy = pytest.importorskip("numpy")
    weights = numpy.array([100, 60, 60, 30], kind)

    assert voting.shapley(weights, numpy.int64(126)) == voting.shapley([100, 60, 60, 30], 126)


def test_large_classes_of_a_compound_have_their_bounds():
    game = voting.game(
        voting.all_of(voting.vote([1, 0, 1], 540), voting.vote([1, 2, 0], 560)), [1040, 40, 30]
    )
    found = layered_shapley(layers(game))

    total_ = sum(f.value * n for f, n in zip(found, game.sizes, strict=True))
    assert total_ == pytest.approx(1, abs=1e-10)


def test_a_crowd_of_a_hundred_million_is_not_counted_digit_by_digit():
    found = voting.measure([250_000, 1], 625_001, counts=[1, 10**8])

    assert found.shapley[0] == Fraction(250_000, 100_000_001)
    assert found.swings is None


@pytest.mark.parametrize(
    ("ask", "trouble"),
    [
        (lambda: voting.index("owen", [1, 1], 2, unions=[[0, -1]]), "numbered from nought"),
        (lambda: voting.index("owen", [1, 1], 2, unions=[[0, 9]]), "no player 9"),
        (lambda: voting.index("johnston", [1, 1], 2, unions=[[0, 1]]), "takes no unions"),
        (lambda: voting.majority([1, 1], casting_vote=7), "no player 7"),
        (lambda: voting.shapley([1, 2], 1, counts=[1, 1, 5]), "as many counts"),
        (lambda: voting.vote([1, 1], 2, [0]), "not those of 1 voters"),
        (lambda: voting.vote([0.5, 1], 1), "whole numbers"),
        (lambda: voting.game(voting.vote([1, 1], 2), [1]), "counts has 1"),
        (lambda: voting.nearest([0.5, 0.5], index="foo"), "shapley or banzhaf"),
        (lambda: km.power(km.load("openai-2023"), "remove-ceo", unions="toner+altman"), "owen"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(ask, trouble):
    with pytest.raises(ValueError, match=trouble):
        ask()


def test_the_quota_of_a_vote_with_many_votes_moves_too():
    holdings = "\n".join(
        f"  - {{holder: h{k}, class: common, shares: {997 * k % 5003 + 1}}}" for k in range(80)
    )
    case = km.loads(
        "kingmaker: 1\nname: Many\nas_of: 2026-01-01\n"
        f"parties: {{{', '.join(f'h{k}: {{}}' for k in range(80))}}}\n"
        f"classes: {{common: {{votes: 1}}}}\nholdings:\n{holdings}\n"
        "bodies: {meeting: {kind: meeting, classes: [common]}}\n"
        "decisions: {act: {rule: {vote: meeting, more_than: 1/2, of: outstanding}}}\n"
    )
    answer = km.quota(case, "act", limit=3)

    assert not answer.exact
    assert [row.present for row in answer.rows].count(True) == 1
    assert 0 < next(row.passes for row in answer.rows if row.present) < 1
