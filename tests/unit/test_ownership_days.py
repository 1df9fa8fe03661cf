"""Which holdings count on a day, and which were known by then; and those told in sum."""

import pytest

import kingmaker as km
import owned

JOINT = "holder: {}, in: C, share: 40%, joint: couple"


@pytest.mark.parametrize(
    ("dates", "day", "told"),
    [
        ("from: 2020-03-01", "2020-02-29", {}),
        ("from: 2020-03-01", "2020-03-01", {"ann": "3/5"}),
        ("until: 2020-03-01", "2020-02-29", {"ann": "3/5"}),
        ("until: 2020-03-01", "2020-03-01", {}),
        ("from: 2020", "2019-12-31", {}),
        ("from: 2020", "2020-01-01", {"ann": "[0, 3/5]"}),
        ("from: 2020", "2020-07-01", {"ann": "[0, 3/5]"}),
        ("from: 2020", "2020-12-31", {"ann": "3/5"}),
        ("from: 2020-03", "2020-03-30", {"ann": "[0, 3/5]"}),
        ("from: 2020-03", "2020-03-31", {"ann": "3/5"}),
        ("until: 2020", "2019-12-31", {"ann": "3/5"}),
        ("until: 2020", "2020-01-01", {"ann": "[0, 3/5]"}),
        ("until: 2020", "2020-12-30", {"ann": "[0, 3/5]"}),
        ("until: 2020", "2020-12-31", {}),
        ("from: 2019, until: 2020", "2020-06-01", {"ann": "[0, 3/5]"}),
    ],
)
def test_a_holding_counts_from_its_first_day_and_not_on_the_day_of_its_end(dates, day, told):
    case = owned.case("ann C", f"holder: ann, in: C, share: 60%, {dates}",
                      more="as_of: 2019-01-01")  # fmt: skip

    assert owned.capital(case, "C", as_of=day) == told


def test_without_a_day_whatever_has_an_end_is_over():
    case = owned.case("ann ben C", "holder: ann, in: C, share: 60%, from: 2019, until: 2090",
                      "holder: ben, in: C, share: 40%, from: 2090")  # fmt: skip

    assert owned.capital(case, "C") == {"ben": "2/5"}
    assert any("taken to be over" in note for note in km.owners(case, "C").notes)


@pytest.mark.parametrize(
    ("status", "told"),
    [("stated", "3/5"), ("disputed", "[0, 3/5]"), ("withdrawn", None), ("superseded", None)],
)
def test_what_is_disputed_may_be_and_what_is_withdrawn_is_not(status, told):
    case = owned.case("ann C", f"holder: ann, in: C, share: 60%, status: {status}")

    assert owned.capital(case, "C").get("ann") == told


def test_a_disputed_share_keeps_the_most_it_may_be():
    case = owned.case(
        "ann C", "holder: ann, in: C, share: over 25% to under 50%, status: disputed"
    )

    assert owned.capital(case, "C") == {"ann": "[0, 1/2)"}
    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible"}


def test_what_is_known_on_a_day_is_what_had_been_said_and_not_yet_taken_back():
    case = owned.case(
        "ann ben C",
        "holder: ann, in: C, share: 60%, declared: 2020-01-10, status: withdrawn, "
        "status_from: 2021-01-10",
        "holder: ben, in: C, share: 60%, declared: 2021-01-10",
        more="as_of: 2019-01-01",
    )

    for known, told in (
        ("2020-01-09", {}), ("2020-01-10", {"ann": "3/5"}), ("2021-01-09", {"ann": "3/5"}),
        ("2021-01-10", {"ben": "3/5"}),
    ):  # fmt: skip
        assert owned.capital(case, "C", known_on=known) == told


def test_the_two_clocks_are_two():
    """What held on a day, as it was known on another."""
    case = owned.case(
        "ann ben C",
        "holder: ann, in: C, share: 60%, from: 2018-01-01, until: 2020-01-01, "
        "declared: 2018-02-01",
        "holder: ben, in: C, share: 60%, from: 2020-01-01, declared: 2022-01-01",
        more="as_of: 2018-06-01",
    )

    def on(day: str, known: str) -> dict[str, str]:
        return owned.capital(case, "C", as_of=day, known_on=known)

    assert on("2019-01-01", "2018-01-31") == {}
    assert on("2019-01-01", "2018-02-01") == {"ann": "3/5"}
    assert on("2021-01-01", "2021-12-31") == {}
    assert on("2021-01-01", "2022-01-01") == {"ben": "3/5"}


CHAIN = ("holder: ann, in: H, share: 80%", "holder: H, in: C, share: 50%")


def test_an_indirect_holding_adds_nothing_to_the_chain_that_is_in_the_file():
    indirect = "holder: ann, in: C, share: 30% to 60%, link: indirect"
    with_chain = owned.case("ann H C", *CHAIN, indirect)
    alone = owned.case("ann H C", indirect)

    assert owned.capital(with_chain, "C") == {"ann": "2/5", "H": "1/2"}
    assert owned.told(owned.owner(with_chain, "C", "ann").direct) == "0"
    assert owned.capital(alone, "C") == {"ann": "[3/10, 3/5]"}


def test_an_indirect_holding_bounds_a_chain_of_which_a_link_is_not_known():
    case = owned.case("ann H C", "holder: ann, in: H, share: unknown", CHAIN[1],
                      "holder: ann, in: C, share: over 25% to 50%, link: indirect")  # fmt: skip

    assert owned.capital(case, "C")["ann"] == "(1/4, 1/2]"
    assert owned.found(case, "C", "eu-amlr")["ann"] == "certain"


def test_one_that_sums_up_others_is_counted_once_and_for_itself_if_these_are_gone():
    summed = "holder: ann, in: C, share: 40%, parts: [h0, h1]"
    whole = owned.case("ann H C", *CHAIN, summed)
    parts_gone = owned.case("ann H C", *(f"{link}, status: withdrawn" for link in CHAIN), summed)

    assert owned.capital(whole, "C") == {"ann": "2/5", "H": "1/2"}
    assert owned.capital(parts_gone, "C") == {"ann": "2/5"}


def test_sums_of_shares_add_no_shares_to_a_class():
    case = owned.case(
        "ann H C",
        "holder: ann, in: H, share: 100%",
        "holder: H, class: a, shares: 40",
        "holder: ann, class: a, shares: 40, link: indirect, parts: [h0, h1]",
        more="classes: {a: {of: C}}",
    )

    assert owned.capital(case, "C") == {"ann": "1", "H": "1"}


def test_joint_holders_of_whom_one_has_left_are_those_who_are_left():
    case = owned.case("ann ben C", JOINT.format("ann"), f"{JOINT.format('ben')}, until: 2020",
                      more="as_of: 2024-01-01")  # fmt: skip

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain"}
    assert owned.found(case, "C", "uk-psc", as_of="2024-06-01") == {"ann": "certain"}
    assert owned.found(case, "C", "eu-amlr") == {"ann": "certain"}
