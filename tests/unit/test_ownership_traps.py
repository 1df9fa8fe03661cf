"""Where other tools go wrong, asked of case files: each test is one such trap."""

from fractions import Fraction

import pytest

import kingmaker as km
import owned

LAWS = ("eu-amlr", "uk-psc", "us-fincen", "fatf")


def test_unknown_is_not_all_of_it():
    unknown = owned.case("ann H C", "holder: ann, in: H, share: unknown",
                         "holder: H, in: C, share: 60%")  # fmt: skip
    within = owned.case("ann H C", "holder: ann, in: H, share: 80%",
                        "holder: H, in: C, share: 25% to 50%")  # fmt: skip

    assert owned.capital(unknown, "C")["ann"] == "[0, 3/5]"
    assert owned.capital(within, "C")["ann"] == "[1/5, 2/5]"
    assert owned.control(unknown, "C")["ann"] == "possible"
    for law in LAWS:
        assert owned.found(unknown, "C", law)["ann"] == "possible"


def test_a_holding_without_a_share_is_not_all_of_it_either():
    case = owned.case("ann C", "holder: ann, in: C")

    assert owned.capital(case, "C") == {"ann": "[0, 1]"}
    assert owned.control(case, "C") == {"ann": "possible"}


def test_a_bound_that_is_left_out_is_not_lost():
    case = owned.case("ann C", "holder: ann, in: C, share: over 25% to under 50%")

    assert owned.capital(case, "C") == {"ann": "(1/4, 1/2)"}
    assert owned.found(case, "C", "uk-psc") == {"ann": "certain"}


def test_every_right_of_a_holder_counts_and_not_the_first_alone():
    case = owned.case("ann C", "holder: ann, in: C, share: 10%",
                      "holder: ann, in: C, right: votes, share: 80%")  # fmt: skip

    assert (owned.capital(case, "C"), owned.votes(case, "C")) == ({"ann": "1/10"}, {"ann": "4/5"})
    assert owned.control(case, "C") == {"ann": "certain"}
    assert all(owned.found(case, "C", law) == {"ann": "certain"} for law in LAWS)


def test_chains_are_added_up():
    case = owned.case(
        "ann X Y C",
        "holder: ann, in: X, share: 30%",
        "holder: X, in: C, share: 50%",
        "holder: ann, in: Y, share: 24%",
        "holder: Y, in: C, share: 50%",
    )

    assert owned.capital(case, "C")["ann"] == "27/100"
    assert owned.judged(case, "C", "eu-amlr", "ann").test == "ownership interest"
    assert owned.found(case, "C", "us-fincen") == {"ann": "certain"}


def test_links_are_multiplied_or_pass_on_in_full_as_each_law_has_it():
    full = owned.case("ann H C", "holder: ann, in: H, share: 51%",
                      "holder: H, in: C, share: 30%")  # fmt: skip
    product = owned.case("ann H C", "holder: ann, in: H, share: 49%",
                         "holder: H, in: C, share: 60%")  # fmt: skip

    assert owned.told(owned.judged(full, "C", "uk-psc", "ann").share) == "3/10"
    assert owned.found(full, "C", "us-fincen") == {}
    assert "ann" not in owned.found(product, "C", "uk-psc")
    assert owned.told(owned.judged(product, "C", "us-fincen", "ann").share) == "147/500"


def test_a_sum_and_its_parts_are_not_counted_twice():
    case = owned.case(
        "ann H C",
        "holder: ann, in: H, share: 100%",
        "holder: H, in: C, share: 20%",
        "holder: ann, in: C, share: 20%, link: indirect, parts: [h0, h1]",
    )

    assert owned.capital(case, "C")["ann"] == "1/5"
    assert all("ann" not in owned.found(case, "C", law) for law in ("us-fincen", "fatf"))


def test_dates_of_the_holding_and_not_of_the_statement_decide():
    case = owned.case(
        "ann C", "holder: ann, in: C, share: 60%, from: 2019-01-01, until: 2021-01-01, "
        "declared: 2021-02-01", more="as_of: 2018-01-01",
    )  # fmt: skip

    assert owned.capital(case, "C", as_of="2020-01-01") == {"ann": "3/5"}
    assert owned.capital(case, "C", as_of="2021-01-01") == {}


def test_a_share_that_changed_is_another_holding():
    case = owned.case(
        "ann C",
        "holder: ann, in: C, share: 100%, from: 2019-01-01, until: 2022-01-01",
        "holder: ann, in: C, share: 30%, from: 2022-01-01",
        more="as_of: 2018-01-01",
    )

    assert owned.capital(case, "C", as_of="2021-12-31") == {"ann": "1"}
    assert owned.capital(case, "C", as_of="2022-01-01") == {"ann": "3/10"}


def test_joint_blocks_are_not_added():
    five = [f"t{n}" for n in range(5)]
    case = owned.case(
        " ".join([*five, "C"]),
        *(f"holder: {who}, in: C, share: at least 75%, joint: trust, as: trustee" for who in five),
    )
    answer = km.owners(case, "C")

    assert owned.capital(case, "C")["+".join(five)] == "[3/4, 1]"
    assert not any("more than there is" in note for note in answer.notes)
    assert owned.found(case, "C", "uk-psc") == dict.fromkeys(five, "certain")
    assert [r.share for r in answer.parts[0].rows if r.together] == [answer.rows[0].capital] * 2


def test_joint_blocks_that_nobody_says_are_joint_are_told_as_too_much():
    case = owned.case("ann ben C", "holder: ann, in: C, share: at least 75%",
                      "holder: ben, in: C, share: at least 75%")  # fmt: skip
    answer = km.owners(case, "C")

    assert any("at least 150 % is stated" in note for note in answer.notes)
    assert owned.capital(case, "C") == {"ann": "[3/4, 1]", "ben": "[3/4, 1]"}


def test_totals_over_the_whole_are_not_made_to_fit():
    case = owned.case("ann ben C", "holder: ann, in: C, share: 60%",
                      "holder: ben, in: C, share: 70%")  # fmt: skip

    assert owned.capital(case, "C") == {"ann": "3/5", "ben": "7/10"}
    for asked in (km.owners, km.beneficial, km.unknowns):
        assert any("at least 130 % is stated" in note for note in asked(case, "C").notes)
    assert any("130 %" in note for note in km.screen(case, listed=("ann",)).notes)
    assert any("130 %" in note for note in km.controls(case, "ann").notes)


def test_one_person_told_twice_is_two_holders_until_somebody_says_otherwise():
    case = owned.case("eamond esmond C", "holder: eamond, in: C, share: 80%",
                      "holder: esmond, in: C, share: 80%")  # fmt: skip

    assert any("more than there is" in note for note in km.owners(case, "C").notes)
    assert owned.controlled(case, "eamond", together=("esmond",)) == {"C": "certain"}


def ladder(rungs: int):
    """Two companies a rung, each held by both of the rung above: ``2**rungs`` chains."""
    held = ["holder: ann, in: A0, share: 100%", "holder: ann, in: B0, share: 100%"]
    for n in range(1, rungs):
        held += [f"holder: {up}{n - 1}, in: {to}{n}, share: 50%" for up in "AB" for to in "AB"]
    held += [f"holder: {up}{rungs - 1}, in: C, share: 50%" for up in "AB"]
    names = ["ann", *(f"{side}{n}" for n in range(rungs) for side in "AB"), "C"]
    return owned.case(" ".join(names), *held)


def test_a_trillion_chains_are_never_followed_and_none_is_cut_off():
    case = ladder(40)

    assert owned.capital(case, "C")["ann"] == "1"
    assert owned.controlled(case, "ann")["C"] == "certain"
    assert owned.found(case, "C", "eu-amlr")["ann"] == "certain"
    assert owned.caught(case, ["ann"], "us-ofac")["C"] == "certain"


def test_a_long_chain_is_not_cut_off_at_any_depth():
    names = [f"C{n}" for n in range(120)]
    links = (
        f"holder: {up}, in: {to}, share: 99%"
        for up, to in zip(["ann", *names], names, strict=False)
    )
    case = owned.case(" ".join(["ann", *names]), *links)

    assert owned.capital(case, "C119")["ann"] == str(Fraction(99, 100) ** 120)
    assert owned.control(case, "C119")["ann"] == "certain"
    assert len(owned.owner(case, "C119", "ann").through) == 119


def test_a_published_answer_is_worked_out_again():
    case = owned.case("INITECH ACME GOLDLEAF", "holder: INITECH, in: ACME, share: 40%",
                      "holder: GOLDLEAF, in: ACME, share: 40%")  # fmt: skip

    assert owned.controlled(case, "INITECH") == {}


def test_two_that_hold_51_percent_of_each_other_control_each_other():
    case = owned.case(
        "ann ben A B",
        "holder: A, in: B, share: 51%",
        "holder: B, in: A, share: 51%",
        "holder: ann, in: A, share: 49%",
        "holder: ben, in: B, share: 49%",
    )

    assert owned.control(case, "A") == {"B": "certain", "ann": "excluded", "ben": "excluded"}
    assert owned.capital(case, "A") == {
        "B": "51/100", "ann": "100/151", "ben": "51/151",
    }  # fmt: skip
    assert km.circles(case).rows[0].readings == 2


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_a_circle_that_owns_all_of_itself_comes_to_an_end(size):
    names = [f"R{n}" for n in range(size)]
    ring = (
        f"holder: {up}, in: {to}, share: 100%"
        for up, to in zip(names, [*names[1:], names[0]], strict=True)
    )
    case = owned.case(" ".join([*names, "ann", "C"]), *ring, "holder: R0, in: C, share: 60%",
                      "holder: ann, in: C, share: 40%")  # fmt: skip

    assert owned.capital(case, "C")["ann"] == "2/5"
    assert owned.capital(case, "C")["R0"] == "3/5"
    assert km.circles(case).rows[0].closed
    for law in LAWS:
        assert "certain" not in owned.found(case, "R0", law).values()
    assert km.screen(case, listed=("R0",)).rows
    assert km.unknowns(case, "C").rows is not None
    assert km.why(case, "ann", "C").rows == ()


def group(size: int):
    """A group in which each company is held by some before it and some after it, exactly."""
    names = [f"G{n}" for n in range(size)]
    held: list[str] = []
    for n in range(size):
        above = {names[n // 2 - 1] if n > 1 else "ann": 40, names[(n * 7 + 3) % size]: 15,
                 names[(n * 3 + 11) % size]: 10}  # fmt: skip
        above.pop(names[n], None)
        held += [f"holder: {who}, in: {names[n]}, share: {part}%" for who, part in above.items()]
        held += [f"holder: ben, in: {names[n]}, share: {100 - sum(above.values())}%"]
    return owned.case(" ".join(["ann", "ben", *names]), *held)


def test_a_group_of_two_hundred_companies_in_circles_is_worked_out_exactly():
    rows = km.owners(group(200), "G199").rows
    persons = {row.owner: row.capital for row in rows if row.owner in (("ann",), ("ben",))}

    assert all(share.known for share in persons.values())
    assert sum(share.low for share in persons.values()) == 1
