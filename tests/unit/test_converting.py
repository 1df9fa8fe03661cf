"""Files of other formats into cases and back, whole or not at all."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from kingmaker import CaseError, load, loads
from kingmaker.analyses.owners import owners
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.faces.cli import run
from kingmaker.files.exchange.converting import convert
from kingmaker.files.exchange.formats import FORMATS, format_of

TABLE = """owner,owned,right,share,source
smith,hold,economic,over 25% to 50%,a register
hold,acme,economic,at least 75%,a register
hold,acme,votes,at least 75%,a register
"""


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "holdings.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def losses(path):
    with Path(f"{path}.losses.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_becomes_a_case_that_can_be_asked(table, tmp_path):
    found = convert(table, tmp_path / "case.yaml")

    assert (found.source, found.target) == ("table of holdings", "case")
    assert found.account.records == found.account.used == 3
    smith = next(row for row in owners(load(tmp_path / "case.yaml"), "acme").rows
                 if row.owner == ("smith",))  # fmt: skip
    assert smith.capital == Share(Fraction(3, 16), Fraction(1, 2), low_open=True)
    assert smith.controls is Verdict.EXCLUDED


def test_a_file_of_another_format_can_be_asked_as_it_is(table):
    case = load(table)

    answer = owners(case, "acme")

    assert {row.owner for row in answer.rows} == {("smith",), ("hold",)}
    assert answer.notes[-1].startswith("Read from table of holdings: 3 of 3 records carried")


@pytest.mark.parametrize("ending", [".json", ".jsonl", ".csv", ".xlsx", ".parquet", ".yaml"])
def test_bounds_survive_every_format_that_has_them(table, tmp_path, ending):
    middle = tmp_path / f"middle{ending}"
    convert(table, middle)
    convert(middle, tmp_path / "back.yaml")

    shares = {str(h.share) for h in load(tmp_path / "back.yaml").organisation.holdings.values()}
    assert shares == {"over 25% to 50%", "at least 75%"}


def test_open_ends_are_widened_in_followthemoney_and_told(table, tmp_path):
    convert(table, tmp_path / "graph.ftm")

    assert any("open" in row["reason"] for row in losses(tmp_path / "graph.ftm"))
    convert(tmp_path / "graph.ftm", tmp_path / "back.yaml", form="ftm")
    shares = {str(h.share) for h in load(tmp_path / "back.yaml").organisation.holdings.values()}
    assert shares == {"25% to 50%", "at least 75%"}


def test_only_what_is_above_and_below_a_party_is_carried_if_asked(tmp_path):
    path = tmp_path / "many.csv"
    rows = [f"o{n},c{n},economic,{n}%," for n in range(1, 50)]
    path.write_text("\n".join([TABLE.splitlines()[0], *rows]), encoding="utf-8")

    convert(path, tmp_path / "one.yaml", about=["c7"])

    assert set(load(tmp_path / "one.yaml").organisation.parties) == {"o7", "c7"}


def test_parties_that_are_only_named_are_added_and_told(tmp_path):
    lines = [{"id": "a", "schema": "Ownership",
              "properties": {"owner": ["x"], "asset": ["y"], "percentage": ["40"]}}]  # fmt: skip
    path = tmp_path / "a.ftm"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    convert(path, tmp_path / "case.yaml", form="ftm")

    added = [row for row in losses(tmp_path / "case.yaml") if "only named" in row["reason"]]
    assert len(added) == 2


def test_nothing_is_written_if_the_source_cannot_be_read(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear Sir or Madam,", encoding="utf-8")
    target = tmp_path / "case.yaml"
    target.write_text("as it was", encoding="utf-8")

    with pytest.raises(CaseError):
        convert(path, target)

    assert target.read_text(encoding="utf-8") == "as it was"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["case.yaml", "notes.txt"]


def test_what_is_lost_is_never_a_formula_in_a_spreadsheet(tmp_path):
    path = tmp_path / "odd.csv"
    path.write_text("owner,owned,right,share,=cmd\na,b,economic,10%,=1+1\n", encoding="utf-8")

    convert(path, tmp_path / "case.yaml")

    text = (tmp_path / "case.yaml.losses.csv").read_text(encoding="utf-8")
    assert ",=" not in text
    assert "\n=" not in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such.json", "out.yaml"], "there is no such file"),
        (["TABLE", "out.what"], "Name it with an ending of"),
        (["TABLE", "out.yaml", "--from", "bodz"], "did you mean 'bods'"),
        (["TABLE", "out.xml", "--to", "gleif"], "is read only"),
        (["TABLE", "nowhere/out.yaml"], "there is no folder"),
        (["TABLE", "out.yaml", "--map", "owner"], "--map takes ours=theirs"),
    ],
)
def test_each_trouble_is_told_in_a_sentence(table, tmp_path, monkeypatch, capsys, arguments, told):
    monkeypatch.chdir(tmp_path)

    status = run(["convert", *(str(table) if a == "TABLE" else a for a in arguments)])

    assert status
    assert told in capsys.readouterr().err


def test_the_command_accounts_for_every_record(table, tmp_path, capsys):
    target = tmp_path / "case.yaml"

    assert run(["convert", str(table), str(target)]) == 0

    printed = capsys.readouterr().out
    assert "3 records read: 3 used, 0 refused" in printed
    assert f"{target}.losses.csv" in printed


def test_a_case_is_told_from_other_formats(tmp_path):
    path = tmp_path / "case.json"
    path.write_text('{"kingmaker": 1, "name": "A case in JSON"}', encoding="utf-8")

    assert format_of(path) is None
    assert load(path).organisation.name == "A case in JSON"


def test_what_else_a_case_says_is_told_as_not_carried(tmp_path):
    target = tmp_path / "table.csv"
    convert(Path(load("openai-2023").file), target)

    kinds = {row["reason"] for row in losses(target) if row["kind"] == "refused"}
    assert "decisions of a case have no place in this format" in kinds


DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.mark.shared
@pytest.mark.skipif(not DATA.is_dir(), reason="the real files do not lie beside the checkout")
def test_every_real_file_is_known_and_accounted_for(tmp_path):
    data = DATA
    known = 0
    for path in sorted(data.rglob("*.*")):
        if path.suffix not in (".json", ".jsonl", ".xml", ".csv") or "schema" in path.parts:
            continue
        if "-original-data" in path.name or path.parent.name.endswith("-statements"):
            continue
        if path.name == "expected_errors.csv" or path.name == "company-data-1.json":
            continue
        single = path.name.startswith("psc_")  # one record, as no register comes
        assert single or format_of(path) is not None, path
        form = "psc" if single else None
        if path.name in ("basic-company-data-1.csv", "psc_unknown_kind.json"):  # both broken
            with pytest.raises(CaseError, match="records can be read, and nothing is written"):
                convert(path, tmp_path / "out.yaml", form=form)
            continue
        found = convert(path, tmp_path / "out.yaml", form=form)
        account = found.account
        assert account.records == account.used + account.refused, path
        loads((tmp_path / "out.yaml").read_text(encoding="utf-8"))
        known += 1
    assert known > 60
    assert {"gleif", "psc", "companies", "bods"} <= set(FORMATS)
