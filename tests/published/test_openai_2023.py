"""The case the product began with: what the five articles say, and what follows."""

from fractions import Fraction
from itertools import combinations

import pytest

from kingmaker.analyses import questions
from kingmaker.files import load

CASE = load("openai-2023")
ASK = {question.name: question for question in questions()}
OUTSIDERS = {"dangelo", "mccauley", "toner"}
FOUR = OUTSIDERS | {"sutskever"}
DIRECTORS = FOUR | {"altman", "brockman"}


def winners(**view) -> list[set[str]]:
    """The minimal coalitions that can remove the chief executive."""
    return [set(row.coalition) for row in ASK["winners"](CASE, "remove-ceo", **view).rows]


def standings(**view) -> dict[str, str]:
    return {row.party: row.standing for row in ASK["standing"](CASE, "remove-ceo", **view).rows}


def test_any_four_of_the_six_directors_can_remove_the_chief_executive():
    """Article a1, line 413: Sutskever and the three outside directors could vote to expel."""
    assert len(winners()) == 15
    assert {frozenset(c) for c in winners()} == set(map(frozenset, combinations(DIRECTORS, 4)))
    assert FOUR in winners()


def test_the_three_outside_directors_alone_cannot():
    assert not any(coalition <= OUTSIDERS for coalition in winners())


@pytest.mark.parametrize("world", [None, *CASE.worlds])
def test_neither_investors_nor_staff_have_a_vote_unless_they_are_given_a_seat(world):
    without = {party for party, what in standings(world=world).items() if what == "has no vote"}
    outside = {"other-investors", "signers", "other-staff", "staff", "thrive", "khosla", "tiger"}

    assert outside <= without
    assert ("microsoft" in without) == (world != "investor-seat")


def test_with_the_two_concerned_against_each_of_the_other_four_is_needed():
    against = {"altman", "brockman"}

    assert [c for c in winners() if not c & against] == [FOUR]


def test_if_the_two_concerned_do_not_vote_the_three_outside_directors_suffice():
    assert OUTSIDERS in winners(world="recusal")
    assert {len(coalition) for coalition in winners(world="recusal")} == {3}


def test_who_may_vote_is_the_dispute_that_changes_who_can_remove_him():
    doubts = ASK["disputed"](CASE, "remove-ceo").rows
    (change,) = [row for row in doubts if row.changes]

    assert change.fact == "rules.board-act.exclude"
    assert change.instead_by == ("a3:19",)


def test_a_day_later_two_seats_are_vacant_and_three_of_the_four_in_office_suffice():
    board = CASE.on("2023-11-18").organisation.bodies["board"]

    assert {name for name, seat in board.seats.items() if seat.holder is None} == {
        "altman", "brockman",
    }  # fmt: skip
    assert {frozenset(c) for c in winners(as_of="2023-11-18")} == set(
        map(frozenset, combinations(FOUR, 3))
    )
    assert {frozenset(c) for c in winners(world="four-left")} == set(
        map(frozenset, combinations(FOUR, 3))
    )


@pytest.mark.parametrize(
    ("world", "day"),
    [
        ("recusal-quorum-of-six", None),
        ("four-left-quorum-of-six", None),
        ("quorum-of-six", "2023-11-18"),
    ],
)
def test_a_quorum_of_half_of_six_seats_gives_sutskever_a_veto_over_the_outsiders(world, day):
    assert winners(world=world, as_of=day) == [FOUR]
    assert standings(world=world, as_of=day)["sutskever"] == "has a veto"


def test_a_quorum_of_half_of_six_seats_changes_nothing_while_six_are_in_office():
    assert winners(world="quorum-of-six") == winners()


@pytest.mark.parametrize(
    ("world", "needed"), [("investor-seat", 4), ("two-thirds", 4), ("three-quarters", 5)]
)
def test_under_other_charters_so_many_directors_are_needed(world, needed):
    assert {len(coalition) for coalition in winners(world=world)} == {needed}


def effective(**view) -> dict[str, Fraction]:
    rows = ASK["effective"](CASE, "remove-ceo", **view).rows
    return {row.party: row.effective_shapley for row in rows}


def test_on_whether_it_lasts_microsoft_and_the_signers_weigh_as_much_as_five_directors_each():
    found = effective()

    assert found["microsoft"] == found["signers"] == Fraction(9, 28)
    assert {found[director] for director in DIRECTORS} == {Fraction(5, 84)}
    assert found["other-investors"] == found["other-staff"] == 0
    assert sum(found.values()) == 1


def test_by_provision_compute_and_talent_weigh_most_and_either_funder_little():
    found = effective(by="provision")

    assert found["microsoft:compute"] == found["signers:talent"] == Fraction(151, 504)
    assert found["microsoft:funding"] == found["other-investors:funding"] == Fraction(23, 504)
    assert {found[director] for director in DIRECTORS} == {Fraction(13, 252)}
    assert found["other-staff:talent"] == 0
    assert sum(found.values()) == 1


def test_on_the_vote_alone_microsoft_and_the_staff_have_nothing():
    rows = ASK["effective"](CASE, "remove-ceo").rows
    formal = {row.party: row.formal_shapley for row in rows}

    assert {formal[director] for director in DIRECTORS} == {Fraction(1, 6)}
    assert all(formal[party] == 0 for party in formal if party not in DIRECTORS)


@pytest.mark.parametrize(
    ("needed", "indispensable"),
    [("1/3", False), ("265/770", False), ("266/770", True), ("1/2", True), ("505/770", True)],
)
def test_the_505_signers_are_indispensable_once_more_than_265_of_770_staff_are_needed(
    needed, indispensable
):
    answer = ASK["effective"](CASE, "remove-ceo", changes={"needs.talent.from.at_least": needed})
    alone = {row.party for row in answer.part("failures").rows}
    (tipping,) = [row for row in answer.part("tipping").rows if row.part == "signers"]

    assert ("signers" in alone) is indispensable
    assert tipping.indispensable is indispensable
    assert tipping.above == Fraction(265, 770)


def test_with_700_signers_the_tipping_point_falls_to_70_of_770():
    answer = ASK["effective"](CASE, "remove-ceo", world="letter-of-700")
    (tipping,) = [row for row in answer.part("tipping").rows if row.part == "signers"]

    assert tipping.above == Fraction(70, 770)


def test_with_another_cloud_microsoft_can_no_longer_stop_it_alone():
    def alone(**view) -> set[str]:
        failures = ASK["effective"](CASE, "remove-ceo", **view).part("failures")
        return {row.party for row in failures.rows}

    assert alone() == {"microsoft", "signers"}
    assert alone(world="other-cloud") == {"signers"}
