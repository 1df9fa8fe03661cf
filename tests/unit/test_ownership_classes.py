"""Classes of shares, own shares, and whether votes follow the capital, from case files."""

import kingmaker as km
import owned


def test_classes_part_votes_from_capital():
    case = owned.case(
        "ann ben C",
        "holder: ann, class: b, shares: 10",
        "holder: ben, class: a, shares: 90",
        more="classes: {a: {of: C, votes: 0}, b: {of: C, votes: 1}}",
    )

    assert owned.capital(case, "C") == {"ann": "1/10", "ben": "9/10"}
    assert owned.votes(case, "C") == {"ann": "1", "ben": "0"}
    assert owned.control(case, "C") == {"ann": "certain", "ben": "excluded"}


def test_shares_that_are_issued_and_that_nobody_is_said_to_hold_are_not_nothing():
    case = owned.case("ann C", "holder: ann, class: a, shares: 60",
                      more="classes: {a: {of: C, issued: 200}}")  # fmt: skip

    assert owned.capital(case, "C") == {"ann": "3/10"}
    rest = next(r for r in km.owners(case, "C").parts[0].rows if r.holder is None)
    assert owned.told(rest.share) == "7/10"


def test_a_class_of_which_none_is_issued_is_no_part_of_anything():
    case = owned.case("ann C", "holder: ann, class: a, in: C, share: over 25%",
                      more="classes: {a: {of: C, issued: 0}, b: {of: C, issued: 5}}")  # fmt: skip

    assert owned.capital(case, "C") == {"ann": "0"}


def test_a_part_of_a_class_is_a_part_of_its_part_of_the_whole():
    case = owned.case(
        "ann ben C",
        "holder: ann, class: a, in: C, share: over 25% to 50%",
        "holder: ben, class: b, in: C, share: 100%",
        more="classes: {a: {of: C, issued: 80}, b: {of: C, issued: 20, votes: 4}}",
    )

    assert owned.capital(case, "C") == {"ann": "(1/5, 2/5]", "ben": "1/5"}
    assert owned.votes(case, "C") == {"ann": "(1/8, 1/4]", "ben": "1/2"}


def test_of_a_class_of_which_parts_are_stated_too_the_number_is_not_known():
    case = owned.case("ann ben C", "holder: ann, class: a, shares: 100",
                      "holder: ben, class: a, in: C, share: 50%",
                      more="classes: {a: {of: C}}")  # fmt: skip

    assert owned.capital(case, "C") == {"ann": "[0, 1/2]", "ben": "1/2"}


def test_shares_that_are_over_or_disputed_are_not_among_those_that_are_surely_held():
    over = owned.case(
        "ann ben C",
        "holder: ann, class: a, shares: 100, until: 2020-01-01",
        "holder: ben, class: a, shares: 100, from: 2020-01-01",
        more="as_of: 2024-01-01\nclasses: {a: {of: C}}",
    )
    disputed = owned.case(
        "ann ben C",
        "holder: ann, class: a, shares: 100, status: disputed",
        "holder: ben, class: a, shares: 100",
        more="classes: {a: {of: C}}",
    )

    assert owned.capital(over, "C") == {"ben": "1"}
    assert owned.capital(disputed, "C") == {"ann": "[0, 1/2]", "ben": "[1/2, 1]"}


def test_votes_of_own_shares_are_silent_and_their_capital_is_not():
    case = owned.case(
        "ann ben C",
        "holder: C, in: C, share: 20%",
        "holder: ann, in: C, share: 50%",
        "holder: ben, in: C, share: 30%",
    )

    assert owned.votes(case, "C") == {"ann": "5/8", "ben": "3/8"}
    assert owned.control(case, "C") == {"ann": "certain", "ben": "excluded"}
    row = owned.owner(case, "C", "ann")
    assert (owned.told(row.direct), owned.told(row.capital)) == ("1/2", "5/8")


def test_own_shares_of_unknown_number_leave_the_others_votes_open():
    case = owned.case(
        "ann ben C",
        "holder: C, in: C, share: under 20%",
        "holder: ann, in: C, share: 50%",
        "holder: ben, in: C, share: 0%",
    )

    assert owned.votes(case, "C") == {"ann": "[1/2, 5/8)", "ben": "0"}
    assert owned.control(case, "C")["ann"] == "possible"


def test_votes_follow_the_capital_unless_something_is_said_of_them():
    silent = owned.case("ann ben C", "holder: ann, in: C, share: 60%")
    said = owned.case("ann ben C", "holder: ann, in: C, share: 60%",
                      "holder: ben, in: C, right: votes, share: 10%")  # fmt: skip

    assert owned.votes(silent, "C") == {"ann": "3/5"}
    assert any("follow the capital" in note for note in km.owners(silent, "C").notes)
    assert owned.votes(said, "C") == {"ann": "[0, 9/10]", "ben": "1/10"}
    assert owned.control(said, "C") == {"ann": "possible", "ben": "excluded"}
    assert not any("follow the capital" in note for note in km.owners(said, "C").notes)
