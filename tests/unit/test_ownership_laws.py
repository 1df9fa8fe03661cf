"""What laws say of case files made by hand: edges, stops, options, boards, the last resort."""

import pytest

import kingmaker as km
import owned

PACT = """
agreements:
  pact: {kind: voting, binds: [ann, ben], votes_as: {vote: pool, more_than: 1/2, of: cast}}
bodies:
  pool: {voters: {lead: 1}}
"""


def entities(**parties: str) -> dict[str, str]:
    return {"ann": "{}", "ben": "{}", **{n: f"{{{text}}}" for n, text in parties.items()}}


GB, ABROAD = "kind: organisation, jurisdiction: GB", "kind: organisation, jurisdiction: FR"
TRADED = "kind: organisation, jurisdiction: DE, traded: XETRA"
COMPANY = "kind: organisation"


@pytest.mark.parametrize(
    ("middle", "told"),
    [
        (GB, {"ann": "not registrable", "H": "certain"}),
        ("kind: organisation, jurisdiction: GB-SCT", {"ann": "not registrable", "H": "certain"}),
        (TRADED, {"ann": "not registrable", "H": "certain"}),
        (ABROAD, {"ann": "certain", "H": "not registrable"}),
    ],
)
def test_a_company_that_tells_for_itself_stands_for_whoever_is_above_it(middle, told):
    case = owned.case(
        entities(H=middle, C=GB), "holder: ann, in: H, share: 60%", "holder: H, in: C, share: 40%"
    )

    assert owned.found(case, "C", "uk-psc") == told


def test_who_holds_any_share_outside_such_a_company_is_registered():
    case = owned.case(
        entities(H=GB, C=GB),
        "holder: ann, in: H, share: 60%",
        "holder: H, in: C, share: 40%",
        "holder: ann, in: C, share: 1%",
    )

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain", "H": "certain"}
    assert owned.told(owned.judged(case, "C", "uk-psc", "ann").share) == "41/100"


def test_such_a_company_stands_for_those_above_it_also_through_one_that_is_none():
    case = owned.case(
        entities(X=GB, Y=ABROAD, C=GB),
        "holder: ann, in: X, share: 100%",
        "holder: X, in: Y, share: 100%",
        "holder: Y, in: C, share: 60%",
    )

    assert owned.found(case, "C", "uk-psc") == {
        "ann": "not registrable", "X": "certain", "Y": "not registrable",
    }  # fmt: skip


def test_who_can_go_round_such_a_company_is_registered():
    case = owned.case(
        entities(X=GB, Y=ABROAD, C=GB),
        "holder: ann, in: X, share: 100%",
        "holder: X, in: Y, share: 40%",
        "holder: ann, in: Y, share: 60%",
        "holder: Y, in: C, share: 60%",
    )

    assert owned.found(case, "C", "uk-psc")["ann"] == "certain"


def test_influence_through_such_a_company_is_not_registered_either():
    through = ("holder: ann, in: X, share: 100%", "holder: X, in: C, right: influence")
    case = owned.case(entities(X=GB, C=GB), *through)
    besides = owned.case(entities(X=GB, C=GB), *through, "holder: ann, in: C, right: influence")

    assert owned.found(case, "C", "uk-psc") == {"ann": "not registrable", "X": "certain"}
    assert owned.found(besides, "C", "uk-psc") == {"ann": "certain", "X": "certain"}


def test_a_company_above_another_that_tells_is_not_registered():
    case = owned.case(
        entities(X=GB, Y=GB, C=GB),
        "holder: X, in: Y, share: 100%",
        "holder: Y, in: C, share: 60%",
    )

    assert owned.found(case, "C", "uk-psc") == {"X": "not registrable", "Y": "certain"}


@pytest.mark.parametrize(
    ("link", "told"),
    [("50%", {}), ("over 50%", {"ann": "certain"}), ("50% to 60%", {"ann": "possible"})],
)
def test_half_is_no_majority_stake(link, told):
    case = owned.case(entities(H=ABROAD, C=GB), f"holder: ann, in: H, share: {link}",
                      "holder: H, in: C, share: 30%")  # fmt: skip
    found = owned.found(case, "C", "uk-psc")

    assert {p: v for p, v in found.items() if p != "H"} == told


def test_half_is_control_under_no_law_and_enough_for_sanctions_of_some():
    case = owned.case("ann C", "holder: ann, in: C, share: 50%")

    assert owned.control(case, "C") == {"ann": "excluded"}
    assert owned.caught(case, ["ann"], "us-ofac") == {"C": "certain"}
    assert owned.caught(case, ["ann"], "eu-sanctions") == {"C": "certain"}
    assert owned.caught(case, ["ann"], "uk-sanctions") == {}
    assert owned.caught(case, ["ann"], "eu-sanctions", threshold="over 50%") == {"C": "certain"}
    row = km.screen(case, listed=("ann",), pack=("eu-sanctions",), threshold="over 50%").rows[0]
    assert row.test == "controlled"  # half of the votes; not of the ownership


@pytest.mark.parametrize(
    ("pack", "threshold", "verdict"),
    [
        ("eu-amlr", None, "excluded"),
        ("eu-amlr", "15%", "certain"),
        ("eu-amlr", "over 15%", "excluded"),
        ("uk-psc", "15%", "certain"),
        ("fatf", "10%", "certain"),
        ("us-fincen", "15.01%", "excluded"),
    ],
)
def test_another_threshold_takes_the_place_of_the_law_s(pack, threshold, verdict):
    case = owned.case("ann C", "holder: ann, in: C, share: 15%")

    assert owned.found(case, "C", pack, threshold=threshold).get("ann", "excluded") == verdict


@pytest.mark.parametrize("threshold", ["a quarter", "-5%", "500%", "0%", ""])
def test_what_is_no_threshold_is_refused_in_words(threshold):
    case = owned.case("ann C", "holder: ann, in: C, share: 15%")

    with pytest.raises(LookupError, match="threshold"):
        owned.found(case, "C", "eu-amlr", threshold=threshold)


def test_an_option_counts_as_far_as_it_may_go_in_america_alone():
    case = owned.case("ann C", "holder: ann, in: C, share: 10%",
                      "holder: ann, in: C, right: option")  # fmt: skip

    assert owned.found(case, "C", "us-fincen") == {"ann": "possible"}
    assert owned.told(owned.judged(case, "C", "us-fincen", "ann").share) == "[1/10, 1]"
    assert owned.found(case, "C", "eu-amlr") == {}


def test_parties_with_a_voting_agreement_count_as_one_where_the_law_says_so():
    parties = {"ann": "{}", "ben": "{}", "lead": "{}", "H": "{kind: organisation}",
               "C": "{kind: organisation}"}  # fmt: skip
    case = owned.case(
        parties,
        "holder: ann, in: C, share: 20%",
        "holder: ben, in: H, share: 100%",
        "holder: H, in: C, share: 10%",
        more=PACT,
    )

    for pack in ("eu-amlr", "fatf"):
        assert owned.found(case, "C", pack) == {"ann": "certain", "ben": "certain"}
        assert owned.told(owned.judged(case, "C", pack, "ann").share) == "3/10"
    assert owned.found(case, "C", "uk-psc").get("ann") == "certain"
    assert owned.found(case, "C", "us-fincen") == {}
    why = km.why(case, "ann", "C", pack="eu-amlr")
    assert {row.entry for row in why.rows} == {"holdings.h0", "holdings.h1", "holdings.h2"}


def test_an_agreement_that_is_over_binds_nobody():
    parties = {"ann": "{}", "ben": "{}", "lead": "{}", "C": "{kind: organisation}"}
    case = owned.case(
        parties,
        "holder: ann, in: C, share: 20%",
        "holder: ben, in: C, share: 10%",
        more=PACT.replace("binds", "status: ended, binds"),
    )

    assert owned.found(case, "C", "eu-amlr") == {}


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("", "certain"), (", share: over 50%", "certain"), (", share: 50%", "excluded"),
        (", share: unknown", "possible"), (", status: disputed", "possible"),
    ],
)  # fmt: skip
def test_who_appoints_most_of_the_board_controls(stated, verdict):
    case = owned.case("ann C", f"holder: ann, in: C, right: appointment{stated}")

    assert owned.control(case, "C") == {"ann": verdict}
    assert owned.found(case, "C", "uk-psc").get("ann", "excluded") == verdict
    assert owned.found(case, "C", "eu-amlr").get("ann", "excluded") == verdict


BOARD = """
bodies:
  board: {of: C, seats: {s1: {holder: ann}, s2: {holder: ben}, s3: {holder: ben}}}
  general: {of: C, kind: meeting, voters: {H: 60, ben: 40}}
decisions:
  remove:
    for_each: {seat: board}
    rule: {all_of: [{vote: general, more_than: 1/2, of: cast}, {consent: golden}]}
    effects: [{vacate: $seat}]
"""


def test_who_can_empty_most_seats_by_a_decision_controls_and_consent_blocks_it():
    parties = {"ann": "{}", "ben": "{}", "golden": "{kind: state}", "H": "{kind: organisation}",
               "C": "{kind: organisation}"}  # fmt: skip
    held = "holder: ann, in: H, share: 100%"
    free = owned.case(parties, held, more=BOARD.replace(", {consent: golden}", ""))
    gold = owned.case(parties, held, more=BOARD)

    assert owned.controlled(free, "H") == {"C": "certain"}
    assert "rules for the board" in km.controls(free, "H").rows[0].by
    assert "rules for the board" not in km.controls(gold, "H").rows[0].by
    assert "rules for the board" in km.controls(gold, "H", together=("golden",)).rows[0].by


def test_control_of_whatever_kind_is_control_and_influence_may_be():
    case = owned.case(
        "ann ben cat C",
        "holder: ann, in: C, right: control",
        "holder: ben, in: C, right: influence",
        "holder: cat, in: C, right: settlor",
    )

    verdicts = owned.control(case, "C")
    assert (verdicts["ann"], verdicts["ben"]) == ("certain", "possible")


def test_who_runs_a_company_is_told_only_where_nobody_is_found():
    manager = "holder: ann, in: C, right: management"
    nobody = owned.case("ann ben C", manager, "holder: ben, in: C, share: 10%")
    somebody = owned.case("ann ben C", manager, "holder: ben, in: C, share: 25%")
    perhaps = owned.case("ann ben C", manager, "holder: ben, in: C, share: 10% to 30%")

    assert owned.found(nobody, "C", "eu-amlr") == {"ann": "in place of one"}
    assert owned.found(somebody, "C", "eu-amlr") == {"ben": "certain"}
    assert owned.found(perhaps, "C", "eu-amlr") == {"ann": "in place of one", "ben": "possible"}
    assert owned.found(somebody, "C", "us-fincen") == {"ann": "certain", "ben": "certain"}


def test_chains_end_where_nobody_is_stated_and_why_is_told():
    parties = {
        "ann": "{}", "crew": "{kind: group}", "land": "{kind: state}", "T": f"{{{TRADED}}}",
        "X": f"{{{COMPANY}}}", "u": "{kind: unspecified, reason: withheld}", "C": f"{{{GB}}}",
    }  # fmt: skip
    holders = [p for p in parties if p != "C"]
    case = owned.case(parties, *(f"holder: {p}, in: C, share: 10%" for p in holders))
    ends = next(p for p in km.beneficial(case, "C").parts if p.name == "ends").rows

    assert {end.party: end.why for end in ends} == {
        "crew": "a group of people, not named one by one",
        "land": "a state",
        "T": "traded on XETRA",
        "X": "nothing is stated of who owns or controls it",
        "u": "not named: withheld",
    }
    assert {owned.told(end.capital) for end in ends if end.party != "u"} == {"[1/10, 1/5]"}


def test_what_two_listed_parties_hold_together_is_caught_and_by_one_perhaps():
    case = owned.case(
        "ann ben C",
        *(f"holder: {who}, in: C, share: 60%, joint: couple" for who in ("ann", "ben")),
    )

    for pack in ("us-ofac", "eu-sanctions"):
        assert owned.caught(case, ["ann", "ben"], pack) == {"C": "certain"}
        assert owned.caught(case, ["ann"], pack) == {"C": "possible"}
    assert owned.caught(case, ["ann"], "uk-sanctions") == {"C": "certain"}


def test_an_end_that_a_share_never_reaches_settles_nothing():
    case = owned.case("ann C", "holder: ann, in: C, share: over 25% to 50%")
    rows = km.unknowns(case, "C", pack=("uk-psc",)).rows

    assert next(row for row in rows if row.holder == ("ann",)).may_settle == 0


def somebody(*holdings: str):
    parties = {"ann": "{}", "u": "{kind: unspecified, reason: unknown}",
               "H": "{kind: organisation}", "C": "{kind: organisation}"}  # fmt: skip
    return owned.case(parties, *holdings)


def test_what_somebody_holds_may_be_held_by_a_company_that_one_controls():
    case = somebody(
        "holder: ann, in: H, share: 51%",
        "holder: H, in: C, share: 20%",
        "holder: u, in: C, share: 10%",
    )

    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible"}


def test_what_somebody_holds_of_the_controller_may_be_anyones_above_the_company():
    case = somebody(
        "holder: u, in: H, share: 30%",
        "holder: H, in: C, share: 51%",
        "holder: ann, in: C, share: 1%",
    )

    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible"}
