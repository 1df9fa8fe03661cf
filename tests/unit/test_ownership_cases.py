"""Who holds what, from case files made by hand: together, for others, in trust, unnamed."""

import pytest

import kingmaker as km
import owned

COUPLE = (
    "holder: ann, in: C, share: 60%, joint: couple",
    "holder: ben, in: C, share: 60%, joint: couple",
)
TRUST = {
    "ann": "{}", "ben": "{}", "cat": "{}", "dan": "{}",
    "T": "{kind: arrangement}", "C": "{kind: organisation}",
}  # fmt: skip


def test_joint_holders_hold_one_part_together():
    case = owned.case("ann ben C", *COUPLE, "holder: ann, in: C, share: 10%")

    assert owned.capital(case, "C") == {
        "ann+ben": "3/5", "ann": "[1/10, 7/10]", "ben": "[0, 3/5]",
    }  # fmt: skip
    assert owned.control(case, "C") == {
        "ann+ben": "certain", "ann": "excluded", "ben": "excluded",
    }  # fmt: skip
    assert owned.controlled(case, "ann", together=("ben",)) == {"C": "certain"}


def test_joint_holders_count_each_in_britain_and_together_in_the_union():
    case = owned.case("ann ben C", *COUPLE)

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain", "ben": "certain"}
    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible", "ben": "possible"}
    for party in ("ann", "ben"):
        assert owned.told(owned.judged(case, "C", "uk-psc", party).share) == "3/5"
        assert owned.told(owned.judged(case, "C", "eu-amlr", party).share) == "[0, 3/5]"


def test_who_is_said_to_hold_jointly_and_is_disputed_may_hold_nothing():
    case = owned.case("ann ben C", COUPLE[0], f"{COUPLE[1]}, status: disputed")

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain", "ben": "possible"}


def test_one_name_for_other_joint_holders_of_another_company_is_another_part():
    case = owned.case(
        "ann ben cat dan C D", *COUPLE,
        "holder: cat, in: D, share: 60%, joint: couple",
        "holder: dan, in: D, share: 60%, joint: couple",
    )  # fmt: skip

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain", "ben": "certain"}
    assert owned.found(case, "D", "uk-psc") == {"cat": "certain", "dan": "certain"}
    assert owned.capital(case, "C").keys() == {"ann+ben", "ann", "ben"}


def test_the_same_joint_holders_act_together_in_all_they_hold():
    case = owned.case(
        "ann ben H C",
        *(f"holder: {who}, in: H, share: 60%, joint: couple" for who in ("ann", "ben")),
        *(f"holder: {who}, in: C, share: 25%, joint: couple" for who in ("ann", "ben")),
        "holder: H, in: C, share: 30%",
    )

    assert owned.control(case, "C")["ann+ben"] == "certain"
    assert owned.capital(case, "C")["ann+ben"] == "43/100"


def test_joint_holders_of_several_classes_hold_the_sum():
    joint = (
        f"holder: {who}, class: {kind}, shares: {number}, joint: couple"
        for who in ("ann", "ben")
        for kind, number in (("a", 30), ("b", 40))
    )
    case = owned.case(
        "ann ben cat C", *joint, "holder: cat, class: a, shares: 30",
        more="classes: {a: {of: C, issued: 60}, b: {of: C, issued: 40}}",
    )  # fmt: skip

    assert owned.capital(case, "C")["ann+ben"] == "7/10"
    assert owned.capital(case, "C")["cat"] == "3/10"


def test_what_joint_holders_hold_is_counted_once_among_all_shares():
    joint = (f"holder: {who}, class: a, shares: 60, joint: couple" for who in ("ann", "ben"))
    case = owned.case("ann ben cat C", *joint, "holder: cat, class: a, shares: 40",
                      more="classes: {a: {of: C}}")  # fmt: skip

    assert owned.capital(case, "C")["ann+ben"] == "3/5"


def test_what_a_nominee_holds_is_held_by_the_one_for_whom():
    case = owned.case(
        "ann ben C",
        "holder: ann, in: C, share: 30%, as: nominee, for: ben",
        "holder: ben, in: C, share: 25%",
    )

    assert owned.capital(case, "C") == {"ben": "11/20"}
    assert owned.control(case, "C") == {"ben": "certain"}
    assert owned.found(case, "C", "uk-psc") == {"ben": "certain"}


def test_what_a_trustee_holds_for_another_is_worth_something_to_that_one():
    case = owned.case(
        "ann ben C",
        "holder: ann, in: C, share: 30%, as: trustee, for: ben",
        "holder: ann, in: C, right: votes, share: 30%, as: trustee, for: ben",
    )

    assert owned.capital(case, "C") == {"ben": "3/10", "ann": "0"}
    assert owned.votes(case, "C") == {"ann": "3/10", "ben": "0"}


def trust(*more: str):
    return owned.case(
        TRUST,
        "holder: T, in: C, share: 60%",
        "holder: ann, in: T, right: settlor",
        "holder: ben, in: T, right: trustee",
        "holder: cat, in: T, right: beneficiary",
        *more,
    )


def test_a_trustee_controls_and_a_beneficiary_has_the_worth():
    case = trust()

    assert owned.control(case, "C") == {
        "T": "certain", "ben": "certain", "ann": "excluded", "cat": "excluded",
    }  # fmt: skip
    assert owned.capital(case, "C") == {"T": "3/5", "ben": "0", "ann": "0", "cat": "[0, 3/5]"}


def test_who_has_a_part_in_a_trust_counts_as_each_law_says():
    case = trust()
    everybody = dict.fromkeys(("ann", "ben", "cat"), "certain")

    assert owned.found(case, "C", "eu-amlr") == everybody
    assert owned.found(case, "T", "eu-amlr") == everybody
    for law in ("uk-psc", "us-fincen"):
        verdicts = owned.found(case, "C", law)
        assert [verdicts[p] for p in everybody] == ["possible", "certain", "possible"]


def test_trustees_act_together():
    case = trust("holder: dan, in: T, right: trustee")

    assert owned.control(case, "C")["ben"] == "excluded"
    assert owned.controlled(case, "ben", together=("dan",)) == {"T": "certain", "C": "certain"}


@pytest.mark.parametrize("law", ["eu-amlr", "uk-psc"])
def test_a_disputed_part_in_a_trust_is_possible_only(law):
    case = owned.case(
        TRUST, "holder: T, in: C, share: 60%",
        "holder: ben, in: T, right: trustee",
        "holder: dan, in: T, right: trustee, status: disputed",
    )  # fmt: skip

    verdicts = owned.found(case, "C", law)
    assert (verdicts["ben"], verdicts["dan"]) == ("certain", "possible")
    assert owned.control(case, "C")["ben"] == "possible"
    assert owned.control(case, "C")["dan"] == "excluded"
    assert owned.controlled(case, "ben", together=("dan",))["C"] == "certain"


def test_if_the_only_trustee_is_disputed_nobody_surely_controls_the_trust():
    case = owned.case(TRUST, "holder: T, in: C, share: 60%",
                      "holder: ben, in: T, right: trustee, status: disputed")  # fmt: skip

    assert owned.control(case, "C") == {"T": "certain", "ben": "possible"}


REASONS = ("cannot say", "withheld", "exempt", "holder exempt", "unknown", "publisher unaware")


@pytest.mark.parametrize("reason", REASONS)
def test_who_is_not_named_may_be_anybody_whatever_the_reason(reason):
    parties = {"ann": "{}", "C": "{kind: organisation}",
               "u": f"{{kind: unspecified, reason: {reason}}}"}  # fmt: skip
    case = owned.case(parties, "holder: ann, in: C, share: 20%", "holder: u, in: C, share: 40%")

    assert owned.capital(case, "C") == {"ann": "[1/5, 3/5]", "u": "2/5"}
    assert owned.control(case, "C") == {"ann": "possible", "u": "?"}
    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible"}
    ends = next(p for p in km.beneficial(case, "C").parts if p.name == "ends").rows
    assert [(end.party, end.why) for end in ends] == [("u", f"not named: {reason}")]


def test_nobody_is_nobody():
    parties = {"ann": "{}", "C": "{kind: organisation}",
               "u": "{kind: unspecified, reason: nobody}"}  # fmt: skip
    case = owned.case(parties, "holder: ann, in: C, share: 20%", "holder: u, in: C, share: 40%")

    assert owned.capital(case, "C") == {"ann": "1/5"}
    assert owned.control(case, "C") == {"ann": "excluded"}


def test_a_trustee_has_the_votes_that_follow_what_it_holds_for_another():
    case = owned.case("ann ben C", "holder: ann, in: C, share: 60%, as: trustee, for: ben")
    classes = owned.case(
        "ann ben C",
        "holder: ann, class: a, shares: 60, as: trustee, for: ben",
        more="classes: {a: {of: C, issued: 100}}",
    )

    for each in (case, classes):
        assert owned.capital(each, "C") == {"ann": "0", "ben": "3/5"}
        assert owned.votes(each, "C") == {"ann": "3/5", "ben": "0"}
        assert owned.control(each, "C") == {"ann": "certain", "ben": "excluded"}
    assert [row.entry for row in km.why(case, "ann", "C").rows] == ["holdings.h0"]


def test_joint_holders_beside_a_circle_count_once_for_its_silent_votes():
    case = owned.case(
        "ann ben A B",
        "holder: A, in: B, share: 60%",
        "holder: B, in: A, share: 60%",
        *(f"holder: {who}, in: A, share: 40%, joint: couple" for who in ("ann", "ben")),
    )
    answer = km.circles(case)

    assert (answer.rows[0].outside, answer.rows[0].closed) == (("ann", "ben"), False)
    readings = {row.silent: row.controls for row in answer.parts[0].rows}
    assert readings == {
        ("B in A",): ("A: B", "ann and ben together: A, B"),
        ("A in B",): ("B: A",),
    }
