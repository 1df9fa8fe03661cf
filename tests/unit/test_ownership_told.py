from itertools import pairwise

import pytest

from charted import CLASSES, JOINT, MUTUAL, organisation
from kingmaker.faces.charting import chart
from kingmaker.faces.pictures.ownership import ownership_table
from kingmaker.faces.pictures.ownership.folding import folded
from kingmaker.faces.pictures.ownership.rests import rest, told
from kingmaker.faces.pictures.ownership.ties import circles
from kingmaker.faces.pictures.ownership.words import said


@pytest.mark.parametrize(
    ("shares", "missing"),
    [
        (["60%"], "rest not stated: 40 %"),
        (["30%", "over 25% to 50%"], "rest not stated: 20 % to under 45 %"),
        (["65%", "up to 35%"], "rest not stated: up to 35 %"),
        (["50%", "50%"], ""),
        (["80%", "40%"], ""),
        (["unknown"], "rest not stated: how much is not known"),
    ],
)
def test_the_rest_is_what_nobody_is_said_to_hold(shares, missing):
    held = "".join(f"  h{i}: {{holder: p, in: c, share: {s}}}\n" for i, s in enumerate(shares))
    made = organisation(
        f"kingmaker: 1\nname: Rest\nparties: {{c: {{kind: organisation}}, p: {{}}}}\n"
        f"holdings:\n{held}"
    )

    assert told(rest(made, made.holdings)).replace("\N{NO-BREAK SPACE}", " ") == missing


def test_the_rest_counts_joint_holders_once_and_no_sums():
    made = organisation(JOINT)
    names = [n for n, held in made.holdings.items() if held.issuer == "top"]

    assert str(rest(made, [*names[:2]])) == "50% to under 75%"
    assert rest(made, ["p7"]) is None


def test_the_rest_of_classes_follows_from_what_is_issued():
    made = organisation(CLASSES.replace("a: {of: co}", "a: {of: co, issued: 50}"))

    assert str(rest(made, made.holdings)) == "25%"


def test_those_nearest_to_the_party_asked_about_are_not_folded():
    names = [f"p{i}" for i in range(20)]
    found = folded(names, list(pairwise(names)), {}, 7, "p10")

    assert found.kept == {"p8", "p9", "p10", "p11", "p12"}
    assert found.folds == {("p8", "holders"): ("p7",), ("p12", "held"): ("p13",)}
    assert found.gone == 15


def test_circles_are_found_however_long():
    ring = [(f"n{i}", f"n{(i + 1) % 5000}") for i in range(5000)]

    assert [len(circle) for circle in circles([*ring, ("x", "n1"), ("n1", "y")])] == [5000]
    assert circles(ring[:-1]) == ()


def test_the_table_says_all_and_what_is_not_drawn_and_why():
    rows = [tuple(t.replace("\N{NO-BREAK SPACE}", " ") for t in row)
            for row in ownership_table(organisation(MUTUAL))]  # fmt: skip

    assert ("Epsilon", "10 % capital, until 2020 [ended]", "Delta") in rows
    assert ("Alpha", "51 % capital, since 2019-03", "Beta") in rows
    assert ("nobody stated", "rest not stated: 70 %", "Delta") in rows
    assert len(rows) == 7 + 3


def test_disputed_and_assumed_are_marked():
    made = organisation("{kingmaker: 1, name: X, parties: {a: {}, b: {}}, holdings: {h: "
                        "{holder: a, in: b, share: 5%, assumed: true}}}")  # fmt: skip

    assert str(said(made, "h", {"holdings.h"})).endswith("capital (disputed, assumed)")


def test_the_command_writes_a_chart(tmp_path, capsys):
    chart("openai-2023", "microsoft", output=str(tmp_path / "a.svg"))
    chart("openai-2023", output="-", as_of="2023-11-20")

    said_ = capsys.readouterr().out
    assert "a.svg is written" in said_
    assert "20 November 2023" in said_
    assert "controls (disputed)" in said_
    assert (tmp_path / "a.svg").read_text().startswith("<svg")


def test_the_command_says_if_there_is_nothing_to_draw(tmp_path):
    case = tmp_path / "case.yaml"
    case.write_text("{kingmaker: 1, name: Nobody}")

    with pytest.raises(ValueError, match="nobody holds anything"):
        chart(str(case))
