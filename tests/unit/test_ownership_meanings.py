"""What holdings mean together: stated in sum or not, by whomever, and in which right."""

import pytest

import kingmaker as km
import owned
from kingmaker import CaseError, loads
from kingmaker.faces.cli import run


def test_control_that_is_stated_leaves_the_votes_of_others_open():
    case = owned.case("ann bob C", "holder: ann, in: C, share: 60%",
                      "holder: bob, in: C, right: law")  # fmt: skip

    assert owned.controlled(case, "bob") == {"C": "certain"}
    assert owned.controlled(case, "ann") == {"C": "possible"}


def test_who_holds_less_than_half_of_the_capital_is_still_excluded():
    case = owned.case("ann bob C", "holder: ann, in: C, share: 49%",
                      "holder: bob, in: C, right: law")  # fmt: skip

    assert owned.controlled(case, "ann") == {}


def test_a_controller_who_is_not_named_may_be_anybody_above():
    case = owned.case({"ann": "{}", "veil": "{kind: unspecified}", "C": "{kind: organisation}"},
                      "holder: ann, in: C, share: 10%",
                      "holder: veil, in: C, right: control")  # fmt: skip

    assert owned.controlled(case, "ann") == {"C": "possible"}
    assert owned.found(case, "C", "eu-amlr") == {"ann": "possible"}


def test_what_is_told_of_indirect_parts_comes_beside_what_is_held_directly():
    case = owned.case({"ann": "{}", "B": "{kind: organisation}", "C": "{kind: organisation}"},
                      "holder: ann, in: B, share: 50%",
                      "holder: B, in: C, share: 60%",
                      "holder: ann, in: C, share: 20%",
                      "holder: ann, in: C, share: 30%, link: indirect")  # fmt: skip

    assert owned.capital(case, "C")["ann"] == "1/2"


def test_a_product_that_is_told_passes_nothing_on_where_majorities_do():
    case = owned.case({"ann": "{}", "B": "{kind: organisation}", "C": "{kind: organisation}"},
                      "holder: ann, in: B, share: 50%",
                      "holder: B, in: C, share: 60%",
                      "holder: ann, in: C, share: 30%, link: indirect")  # fmt: skip

    assert owned.found(case, "C", "uk-psc").get("ann") == "possible"


def test_a_chain_of_another_right_is_no_chain():
    case = owned.case({"ann": "{}", "B": "{kind: organisation}", "C": "{kind: organisation}"},
                      "holder: ann, in: C, share: 60%, link: indirect",
                      "holder: ann, in: B, right: seat",
                      "holder: B, in: C, share: 5%")  # fmt: skip

    assert owned.controlled(case, "ann") == {"C": "certain"}


def test_a_stake_that_may_be_the_chain_itself_is_not_added_to_it():
    case = owned.case({"ann": "{}", "B": "{kind: organisation}", "C": "{kind: organisation}"},
                      "holder: ann, in: C, share: over 25% to 50%, link: unspecified",
                      "holder: ann, in: B, share: 100%",
                      "holder: B, in: C, share: 30%")  # fmt: skip

    assert owned.capital(case, "C")["ann"] == "[3/10, 4/5]"
    assert owned.controlled(case, "ann") == {"B": "certain", "C": "possible"}


def test_a_nominee_without_a_principal_holds_for_somebody_who_is_not_named():
    case = owned.case("nom bob C", "holder: nom, in: C, share: 60%, as: nominee",
                      "holder: bob, in: C, share: 20%")  # fmt: skip

    assert owned.found(case, "C", "eu-amlr") == {"bob": "possible"}


def test_a_trustee_has_the_title_in_britain_and_the_beneficiary_perhaps_an_influence():
    case = owned.case("ann bob C", "holder: ann, in: C, share: 60%, as: trustee, for: bob")

    assert owned.found(case, "C", "uk-psc") == {"ann": "certain", "bob": "possible"}


def test_most_of_the_capital_is_control_for_the_european_regulation():
    case = owned.case({"pat": "{}", "H": "{kind: organisation}", "C": "{kind: organisation}"},
                      "holder: pat, in: H, share: 60%",
                      "holder: pat, in: H, share: 0%, right: votes",
                      "holder: H, in: C, share: 30%")  # fmt: skip

    assert owned.found(case, "C", "eu-amlr") == {"pat": "certain"}


def test_a_class_of_which_nobody_holds_any_has_no_shares():
    case = loads("""
kingmaker: 1
name: Two classes
parties: {ann: {}, C: {kind: organisation}}
classes: {a: {of: C}, b: {of: C}}
holdings: [{holder: ann, class: a, shares: 100}]
""")

    assert owned.capital(case, "C")["ann"] == "1"


def test_an_end_that_lies_ahead_was_not_known():
    case = owned.case("ann C", "holder: ann, in: C, share: 80%, until: 2024-06-03, "
                      "declared: 2020-01-10")  # fmt: skip

    assert owned.capital(case, "C", known_on="2021-01-01")["ann"] == "4/5"
    assert owned.capital(case, "C", known_on="2025-01-01") == {}


def test_a_source_is_never_written_over(tmp_path, capsys):
    table = tmp_path / "own.csv"
    table.write_text("owner,owned,right,share\na,b,economic,10%\n", encoding="utf-8")
    before = table.read_text(encoding="utf-8")

    assert run(["convert", str(table), str(table)])
    assert run(["convert", str(table), str(tmp_path / "x.yaml"), "--losses", str(table)])

    assert "three files" in capsys.readouterr().err
    assert table.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("text", ["", "owner,owned,right,share\n"])
def test_a_file_with_nothing_in_it_makes_no_case(tmp_path, text):
    from kingmaker.files.exchange.converting import convert

    table = tmp_path / "own.csv"
    table.write_text(text, encoding="utf-8")

    with pytest.raises(CaseError, match=r"empty|no records"):
        convert(table, tmp_path / "case.yaml")
    assert not (tmp_path / "case.yaml").exists()


def test_votes_that_may_be_silent_are_told_of():
    case = owned.case("ann bob B C", "holder: ann, in: C, share: 40%",
                      "holder: C, in: B, share: 100%", "holder: B, in: C, share: 30%",
                      "holder: bob, in: C, share: 30%")  # fmt: skip

    answer = km.controls(case, "ann")
    assert not answer.rows
    assert any("silent" in note for note in answer.notes)
    assert not any("silent" in note for note in km.controls(case, "bob").notes)


def test_more_shares_than_there_are_is_told():
    case = loads("""
kingmaker: 1
name: Too many
parties: {ann: {}, bob: {}, C: {kind: organisation}}
classes: {a: {of: C, issued: 100}}
holdings: [{holder: ann, class: a, shares: 100}, {holder: bob, class: a, shares: 60}]
""")

    assert any("160 shares are held and 100 issued" in n for n in km.owners(case, "C").notes)


def test_votes_beside_a_stated_control_are_no_more_than_the_capital():
    case = owned.case("ann bob C", "holder: ann, in: C", "holder: bob, in: C, share: 49%",
                      "holder: bob, in: C, right: control")  # fmt: skip

    assert owned.votes(case, "C") == {"ann": "[0, 51/100]", "bob": "[0, 49/100]"}
    assert any("Who controls C is stated" in note for note in km.owners(case, "C").notes)


def test_a_veto_is_told_and_is_no_control():
    case = owned.case("ann state C", "holder: ann, in: C, share: 100%",
                      "holder: state, in: C, right: veto")  # fmt: skip

    assert owned.control(case, "C") == {"ann": "certain", "state": "excluded"}
    assert any("state has a veto" in note for note in km.owners(case, "C").notes)
