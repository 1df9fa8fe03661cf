"""Files of GLEIF: the same in each format, every record accounted for, in little memory."""

import json
import re
import tracemalloc
from pathlib import Path

import pytest

from kingmaker.files.exchange.gleif import is_gleif, read
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding
from legal_entities import CHILD, DATA, as_table, tell

SHARED = Path(__file__).parents[3] / "shared" / "data" / "gleif_cdf_cc0"
FILES = sorted(DATA.glob("*-*.*ml")) + sorted(DATA.glob("*.json"))


def without_day(told: list[Told]) -> list[tuple[str, object]]:
    """As told, but for the day of the file, which plain lists of JSON leave out."""
    return [
        (each.name, each.entry.model_copy(update={"retrieved": None}))
        if isinstance(each.entry, Holding)
        else (each.name, each.entry)
        for each in told
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_record_of_a_real_file_is_carried(path):
    text = path.read_text(encoding="utf-8")
    count = len(re.findall(r"<\w+:(?:LEIRecord|RelationshipRecord|Exception)[ >]", text))
    told, account, _ = tell(path)
    names = [(each.section, each.name) for each in told]

    assert account.records == (count if path.suffix == ".xml" else len(json.loads(text)))
    assert account.records
    assert not account.refused
    assert len(told) == account.records * (2 if path.name.startswith("repex") else 1)
    assert len(set(names)) == len(names)
    assert is_gleif(path.read_bytes()[:4096], path.name)


@pytest.mark.parametrize(
    "name", ["lei-data", "rr-data", "repex-data", "rr-updates-data2", "rr-updates-data2-new"]
)
def test_xml_and_json_tell_the_same(name):
    trees, _, _ = tell(DATA / f"{name}.xml")
    objects, _, _ = tell(DATA / f"{name}.json")

    if name == "rr-updates-data2-new":  # this JSON leaves the deletion out
        taken_back = [each.name for each in trees if each.entry.status == "withdrawn"]
        trees = [each for each in trees if each.name not in taken_back]
        objects = [each for each in objects if each.name not in taken_back]
        assert len(taken_back) == 1
    assert without_day(trees) == without_day(objects)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason=f"there is no {SHARED}")
def test_of_what_is_not_shipped_all_is_carried_and_statements_of_others_are_not():
    _, account, _ = tell(SHARED / "lei-updates-data2-new.xml")
    statements = SHARED / "rr-data-out.json"

    assert (account.records, account.refused) == (12, 0)
    assert not is_gleif(statements.read_bytes()[:4096], statements.name)
    with pytest.raises(CaseError, match=r"record 1 is none of GLEIF's"):
        tell(statements)


@pytest.mark.parametrize("name", ["lei-data", "rr-data", "repex-data", "rr-updates-data2"])
def test_a_table_tells_the_same(name, tmp_path):
    path = tmp_path / "table.csv"
    records = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    path.write_text("\ufeff" + as_table(records), encoding="utf-8", newline="")
    told, account, _ = tell(path)
    objects, same, _ = tell(DATA / f"{name}.json")

    assert "Relationship.Period.1.startDate" in path.read_text(encoding="utf-8-sig") or (
        name not in ("rr-data", "rr-updates-data2")
    )
    assert [(each.name, each.entry) for each in told] == [
        (each.name, each.entry) for each in objects
    ]
    assert account.reasons == same.reasons


def own(value: object) -> object:
    """A record as GLEIF's own JSON has it, each text in an object."""
    if isinstance(value, dict):
        found = {}
        for key, inner in value.items():
            word = key[:-1]
            if key in ("RelationshipPeriods", "RelationshipQualifiers", "RelationshipQuantifiers"):
                found[key] = {word: own(inner[0] if len(inner) == 1 else inner)}
            elif key == "OtherEntityNames":
                found[key] = {word: [{"$": one[word], "@type": one["type"]} for one in inner]}
            else:
                found[key] = own(inner)
        return found
    return [own(one) for one in value] if isinstance(value, list) else {"$": value}


@pytest.mark.parametrize(
    ("name", "word"), [("lei-data", "records"), ("rr-data", "relations"),
                       ("repex-data", "exceptions")],
)  # fmt: skip
def test_json_of_its_own_shape_tells_the_same(name, word, tmp_path):
    path = tmp_path / "own.json"
    records = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    wrapped = [own(each) for each in records]
    if word == "relations":
        wrapped = [{"RelationshipRecord": each} for each in wrapped]
    path.write_text(json.dumps({"header": {"rows": [1]}, word: wrapped}), encoding="utf-8")

    assert [each.entry for each in tell(path)[0]] == [
        each.entry for each in tell(DATA / f"{name}.json")[0]
    ]


def test_rows_with_too_few_or_too_many_values_are_refused(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f'LEI,Entity.LegalName\n{CHILD}\n\n{CHILD},"a\nb"\n{CHILD},a,b\n')
    told, account, losses = tell(path)

    assert [(each.entry.label, each.place) for each in told] == [("a b", "line 4")]
    assert (account.records, account.refused) == (3, 2)
    assert [loss.place for loss in losses if loss.kind == "refused"] == ["line 2", "line 6"]


def test_memory_does_not_grow_with_the_file(tmp_path):
    tree = (DATA / "repex-data.xml").read_text(encoding="utf-8")
    start, end = tree.index("<repex:Exception "), tree.index("</repex:ReportingExceptions>")
    trees = tree[:start] + tree[start:end] * 2000 + tree[end:]
    listed = json.loads((DATA / "repex-data.json").read_text(encoding="utf-8"))
    titles, rows = as_table(listed).split("\n", 1)
    (tmp_path / "a.xml").write_text(trees, encoding="utf-8")
    (tmp_path / "a.json").write_text(json.dumps(listed * 200), encoding="utf-8")
    (tmp_path / "a.csv").write_text(f"{titles}\n{rows * 200}", encoding="utf-8", newline="")
    del trees, listed, rows

    for name, records in (("a.xml", 20_000), ("a.json", 2_000), ("a.csv", 2_000)):
        account = Account()
        tracemalloc.start()
        told = sum(1 for _ in read(tmp_path / name, account))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert told == 2 * account.records == 2 * records
        assert peak < 3_000_000, name
