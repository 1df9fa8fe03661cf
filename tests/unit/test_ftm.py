"""FollowTheMoney: how much is owned is free text, and is read soundly or not at all."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kingmaker.files.exchange.ftm import is_ftm, read, write
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding, Party, Portion, Reference, Source, portion


def entity(name: str, schema: str, /, **properties: str | list[str]) -> dict[str, Any]:
    values = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {"id": name, "schema": schema, "properties": values}


def owned(percentage: str | list[str] = "", **more: str | list[str]) -> dict[str, Any]:
    told = {"percentage": percentage} if percentage else {}
    return entity("own-1", "Ownership", owner="ann", asset="acme", **told, **more)


def reading(folder: Path, *entities: object) -> tuple[dict[str, Any], Account, list[Loss]]:
    lost: list[Loss] = []
    account = Account(lost.append)
    file = folder / "x.ftm.json"
    file.write_text("".join(json.dumps(e) + "\n" for e in entities))
    return {t.name: t.entry for t in read(file, account)}, account, lost


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25%", "25%"),
        ("25", "25%"),
        ("25,5 %", "25.5%"),
        ("100", "100%"),
        ("25-50%", "25% to 50%"),
        ("25 – 50 per cent", "25% to 50%"),
        ("more than 25%", "over 25%"),
        (">25", "over 25%"),
        ("≥75%", "at least 75%"),
        ("more than 25% but not more than 50%", "over 25% to 50%"),
        ("(25, 50]", "over 25% to 50%"),
        ("less than 10 percent", "under 10%"),
        ("1/3", "1/3"),
        ("0.5", "0.5% to 50%"),
        ("1", "1% to 100%"),
        ("0", "0%"),
    ],
)
def test_a_percentage_is_read_as_what_it_surely_says(tmp_path, text, expected):
    told, _, lost = reading(tmp_path, owned(text))

    assert told["own-1"].share == portion(expected)
    assert not [loss for loss in lost if loss.kind == "lossy"]
    doubtful = text in ("0.5", "1")
    assert bool([loss for loss in lost if loss.what == "properties.percentage"]) == doubtful


@pytest.mark.parametrize(
    "text", ["about 25%", "50+1", "a majority", "125", "50-25", "25 shares", "1e1", "%", "25%%"]
)
def test_a_percentage_that_cannot_be_read_is_unknown_and_told(tmp_path, text):
    told, account, lost = reading(tmp_path, owned(text))

    assert told["own-1"].share == portion("unknown")
    assert told["own-1"].wording == text
    assert account.lossy == 1
    assert [(loss.what, loss.value) for loss in lost] == [("properties.percentage", text)]


def test_two_percentages_that_differ_are_none(tmp_path):
    told, _, _ = reading(tmp_path, owned(["25", "30%"]))
    assert told["own-1"].share == portion("unknown")

    told, account, _ = reading(tmp_path, owned(["25", "25 %"]))
    assert told["own-1"].share == portion("25%")
    assert account.lossy == 0


def test_a_number_of_shares_is_no_part_of_all_there_are(tmp_path):
    told, account, lost = reading(tmp_path, owned(sharesCount="100", sharesType="ordinary"))

    assert (told["own-1"].share, told["own-1"].shares) == (None, None)
    assert {loss.what for loss in lost} == {"properties.sharesCount", "properties.sharesType"}
    assert account.lossy == 1


def test_several_owners_of_one_part_hold_nobody_knows_how_much_each(tmp_path):
    joint = entity("own-1", "Ownership", owner=["ann", "bob"], asset="acme", percentage="50")
    told, _, lost = reading(tmp_path, joint)

    assert [h.holder for h in told.values()] == ["ann", "bob"]
    assert {h.share for h in told.values()} == {portion("unknown")}
    assert [loss.what for loss in lost] == ["properties.percentage"]


def test_an_ownership_has_its_words(tmp_path):
    told, _, lost = reading(
        tmp_path,
        owned("30", role=["votes", "Chief of all"], ownershipType=["indirect", "beneficial"],
              startDate=["2019", "2019-03"], endDate="2021-01-01T00:00:00", status="superseded",
              legalBasis="law"),
    )  # fmt: skip
    holding = told["own-1"]

    assert (holding.right, holding.link, holding.beneficial) == ("votes", "indirect", True)
    assert (str(holding.start), str(holding.until), holding.status) == (
        "2019-03", "2021-01-01", "superseded",
    )  # fmt: skip
    assert {loss.what for loss in lost} == {"properties.role", "properties.legalBasis"}


@pytest.mark.parametrize(
    ("role", "right"),
    [("Director", "seat"), ("chairman", "chair"), ("general manager", "management")],
)
def test_a_directorship_is_a_seat_or_management(tmp_path, role, right):
    link = entity("d", "Directorship", director="ann", organization="acme", role=role)
    told, _, lost = reading(tmp_path, link)

    assert (told["d"].holder, told["d"].issuer, told["d"].right) == ("ann", "acme", right)
    assert bool(lost) == (right == "management")


def test_who_is_listed_and_who_only_belongs_to_them(tmp_path):
    told, _, lost = reading(
        tmp_path,
        entity("ann", "Person", name=["Ann", "Anna"], topics="sanction", programId="US-X",
               birthDate="1970-05", nationality="gb", passportNumber="123"),
        entity("acme", "Company", name="Acme", topics=["sanction.linked", "corp.public"],
               leiCode="5493001KJTIIGC8Y1R12", jurisdiction="us-de", registrationNumber="77",
               incorporationDate="1999", idNumber="US-DE:123"),
        entity("bob", "LegalEntity", name="Bob", topics="sanction"),
    )  # fmt: skip
    ann, acme, bob = told["ann"], told["acme"], told["bob"]

    assert (ann.designated, acme.designated) == (("US-X",), ())
    assert bob.designated == ("a list that is not named",)
    assert (ann.label, ann.names, ann.kind, str(ann.born)) == (
        "Ann",
        ("Anna",),
        "person",
        "1970-05",
    )
    assert ann.nationalities == ("GB",)
    assert acme.identifiers == {
        "XI-LEI": "5493001KJTIIGC8Y1R12", "registrationNumber": "77", "US-DE": "123",
    }  # fmt: skip
    assert (acme.jurisdiction, str(acme.founded)) == ("US-DE", "1999")
    assert ("properties.topics", "sanction.linked") in {(loss.what, loss.value) for loss in lost}
    assert ("schema", "read as") in {(loss.what, loss.kind) for loss in lost}


def test_what_is_no_holding_is_refused_line_by_line(tmp_path):
    others = ["Membership", "Representation", "UnknownLink", "Family", "Sanction", "Address", "?"]
    bad: list[object] = [
        7, {}, {"id": "x", "schema": "Person"}, {"id": "x", "schema": "Person", "properties": []},
        {"id": 7, "schema": "Person", "properties": {}}, entity("o", "Ownership", owner="ann"),
        entity("o", "Ownership", owner=[f"n{i}" for i in range(40)],
               asset=[f"a{i}" for i in range(40)]),
    ]  # fmt: skip
    links = [entity(f"l-{schema}", schema, name="x") for schema in others]
    told, account, lost = reading(tmp_path, *links, *bad, owned("5"))

    assert list(told) == ["own-1"]
    assert account.refused == len(others) + len(bad)
    assert account.used == 1
    assert all(loss.place.startswith("line ") for loss in lost)


def test_a_zipped_file_is_read_and_another_format_is_told_so(tmp_path):
    zipped = tmp_path / "x.gz"
    zipped.write_bytes(gzip.compress(json.dumps(owned("25")).encode() + b"\n\nnonsense\n"))
    account = Account()
    assert [t.name for t in read(zipped, account)] == ["own-1"]
    assert (account.records, account.refused) == (2, 1)

    for content in (b"owner,owned\n", b"[1]\n" * 3, b"\xff\xfe\x00"):
        (tmp_path / "y").write_bytes(content)
        with pytest.raises(CaseError, match="no entities of FollowTheMoney"):
            list(read(tmp_path / "y", Account()))
    with pytest.raises(CaseError, match="cannot be opened"):
        list(read(tmp_path / "none", Account()))


def test_datasets_are_sources(tmp_path):
    told, _, _ = reading(tmp_path, owned("25") | {"datasets": ["xx_register"]})

    assert told["xx_register"] == Source(title="xx_register")
    assert told["own-1"].source == (Reference("xx_register"),)


def there_and_back(folder: Path, *told: Told) -> tuple[dict[str, Any], list[Loss], list[Loss]]:
    lost: list[Loss] = []
    file = folder / "out.ftm.json"
    write(told, file, Account(lost.append))
    again: list[Loss] = []
    found = {t.name: t.entry for t in read(file, Account(again.append))}
    assert is_ftm(file.read_bytes(), "out")
    return found, lost, again


@pytest.mark.parametrize(
    ("share", "text", "ends"),
    [
        ("over 25% to 50%", "25-50%", ["open low end"]),
        ("25% to under 50%", "25-50%", ["open high end"]),
        ("over 25% to under 50%", "25-50%", ["open low end", "open high end"]),
        ("over 50%", ">50%", []),
        ("at least 75%", ">=75%", []),
        ("under 10%", "<10%", []),
        ("33.3%", "33.3%", []),
        ("1/3", "1/3", []),
        ("1/3 to 50%", "1/3-1/2", []),
        ("unknown", "unknown", []),
    ],
)
def test_bounds_are_never_made_exact(tmp_path, share, text, ends):
    holding = Holding.model_validate({"holder": "ann", "in": "acme", "share": share})
    found, lost, _ = there_and_back(tmp_path, Told("h", holding))
    written = json.loads((tmp_path / "out.ftm.json").read_text())
    before, after = portion(share), found["h"].share

    assert written["properties"]["percentage"] == [text]
    assert [loss.why.partition(":")[0] for loss in lost] == ends
    assert after == (Portion(before.low, before.high) if ends else before)


def test_what_has_no_place_is_told_and_ids_are_stable(tmp_path):
    holding = Holding.model_validate(
        {"holder": "ann", "in": "acme", "share": "over 25% to 50%", "right": "votes",
         "as": "nominee", "for": "bob", "joint": "family", "parts": ["h2"], "declared": "2020",
         "source": "a1:413", "beneficial": False, "link": "indirect"}
    )  # fmt: skip
    found, lost, _ = there_and_back(
        tmp_path,
        Told("h", holding),
        Told("ann", Party(kind="person", jurisdiction="GB", traded="X")),
        Told("nobody", Party(kind="unspecified", reason="withheld")),
        Told("us", Party(kind="group", count=3)),
        Told("a1", Source(title="A paper")),
    )
    said = {(loss.place.partition(".")[2], loss.what) for loss in lost}

    assert {
        ("h", "share"), ("h", "as"), ("h", "for"), ("h", "joint"), ("h", "parts"), ("h", "source"),
        ("h", "declared"), ("h", "beneficial"), ("ann", "jurisdiction"), ("ann", "traded"),
        ("us", "count"), ("us", "kind"), ("nobody", "kind"), ("a1", ""),
    } == said  # fmt: skip
    assert (found["h"].right, found["h"].link) == ("votes", "indirect")
    assert found["nobody"] == Party(kind="unspecified", reason="withheld")
    assert found["us"].kind == "group"
    first = (tmp_path / "out.ftm.json").read_bytes()
    there_and_back(tmp_path, Told("h", holding))
    assert first.startswith((tmp_path / "out.ftm.json").read_bytes())
