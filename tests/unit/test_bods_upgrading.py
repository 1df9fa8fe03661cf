"""Statements of BODS 0.2 and 0.3, and mixtures, in the shape of 0.4."""

from __future__ import annotations

import pytest

from kingmaker.files.bods import statements
from kingmaker.files.bods.codes import CODES, code
from kingmaker.files.bods.shipped import codelist
from kingmaker.files.bods.upgrading import Upgrader
from statements import as_bytes, entity, interest, relationship

PUBLISHED = {
    "publicationDate": "2020-01-31",
    "bodsVersion": "0.2",
    "publisher": {"name": "A register"},
}


def older(kind: str, called: str, /, **said: object) -> dict:
    return {
        "statementID": called.ljust(32, "-"), "statementType": kind, "isComponent": False,
        "statementDate": "2020-01-01", "publicationDetails": dict(PUBLISHED), **said,
    }  # fmt: skip


def upgraded(*parts: dict) -> list[dict]:
    entries = list(statements(as_bytes(list(parts))))
    assert [entry.troubles for entry in entries] == [()] * len(parts)
    return [entry.value for entry in entries if entry.value]


COMPANY = older(
    "entityStatement", "acme", entityType="registeredEntity", name="Acme",
    incorporatedInJurisdiction={"name": "France", "code": "FR"},
    addresses=[{"type": "registered", "address": "1 Street", "country": "FR"}],
)  # fmt: skip
OWNER = older(
    "personStatement", "ann", personType="knownPerson", hasPepStatus=False,
    names=[{"type": "individual", "givenName": "Ann", "familyName": "Lee"}],
    placeOfResidence={"address": "2 Street"}, nationalities=[{"code": "FR"}],
)  # fmt: skip
HELD = older(
    "ownershipOrControlStatement", "held",
    subject={"describedByEntityStatement": "acme".ljust(32, "-")},
    interestedParty={"describedByPersonStatement": "ann".ljust(32, "-")},
    interests=[{
        "type": "voting-rights", "interestLevel": "direct", "startDate": "",
        "share": {"minimum": 25, "exclusiveMinimum": True, "maximum": 50,
                  "exclusiveMaximum": False, "exact": ""}}],
    annotations=[{"motivation": "commenting", "statementPointerTarget": "/interests/0"}],
)  # fmt: skip


def test_all_that_earlier_versions_say_has_its_place():
    company, owner, held = upgraded(COMPANY, OWNER, HELD)

    assert company["recordType"] == "entity"
    assert company["recordDetails"] == {
        "isComponent": False, "name": "Acme", "entityType": {"type": "registeredEntity"},
        "jurisdiction": {"name": "France", "code": "FR"},
        "addresses": [{"type": "registered", "address": "1 Street",
                       "country": {"name": "FR", "code": "FR"}}],
    }  # fmt: skip
    assert owner["recordDetails"] == {
        "isComponent": False, "personType": "knownPerson",
        "names": [{"type": "legal", "givenName": "Ann", "familyName": "Lee",
                   "fullName": "Ann Lee"}],
        "addresses": [{"address": "2 Street", "type": "residence"}],
        "nationalities": [{"code": "FR", "name": "FR"}],
        "politicalExposure": {"status": "isNotPep"},
    }  # fmt: skip
    assert held["recordDetails"] == {
        "isComponent": False, "subject": company["recordId"], "interestedParty": owner["recordId"],
        "interests": [{"type": "votingRights", "directOrIndirect": "direct",
                       "share": {"exclusiveMinimum": 25, "maximum": 50}}],
    }  # fmt: skip
    assert held["annotations"][0]["statementPointerTarget"] == "/recordDetails/interests/0"
    assert held["declarationSubject"] == company["recordId"]


def test_every_change_is_noted():
    _, changes = Upgrader().upgrade(HELD)
    noted = {(change.what, change.pointer) for change in changes}

    at = "/recordDetails/interests/0"
    assert noted >= {
        ("moved", "/subject/describedByEntityStatement"),
        ("recoded", f"{at}/type"),
        ("moved", f"{at}/interestLevel"),
        ("lost", f"{at}/startDate"),
        ("lost", f"{at}/share/exact"),
        ("recoded", f"{at}/share/exclusiveMinimum"),
        ("filled", "/declarationSubject"),
    }


def test_what_is_upgraded_is_left_as_it_was():
    before = repr(HELD)
    Upgrader().upgrade(HELD)

    assert repr(HELD) == before


def test_a_statement_that_replaces_another_continues_its_record():
    first = "acme".ljust(32, "-")
    second = older("entityStatement", "second", entityType="registeredEntity",
                   replacesStatements=[first])  # fmt: skip
    third = older("entityStatement", "third", entityType="registeredEntity",
                  replacesStatements=["second".ljust(32, "-")])  # fmt: skip
    held = {**HELD, "subject": {"describedByEntityStatement": "third".ljust(32, "-")}}

    parts = upgraded(COMPANY, second, third, held)

    assert [part["recordId"] for part in parts[:3]] == [first] * 3
    assert [part["recordStatus"] for part in parts[:3]] == ["new", "updated", "updated"]
    assert parts[3]["recordDetails"]["subject"] == first


def test_a_reason_why_nobody_is_named_is_kept():
    unknown = {**HELD, "interestedParty": {"unspecified": {
        "reason": "interested-party-has-not-provided-information", "description": "no answer",
    }}}  # fmt: skip

    (held,) = upgraded(unknown)

    assert held["recordDetails"]["interestedParty"] == {
        "reason": "interestedPartyHasNotProvidedInformation", "description": "no answer"
    }  # fmt: skip


def test_a_kind_of_state_body_is_kept():
    body = older("entityStatement", "state", entityType="stateBody", entitySubtype={
        "generalCategory": "stateBody-stateAgency", "localTerm": "Agence"})  # fmt: skip

    (state,) = upgraded(body)

    assert state["recordDetails"]["entityType"] == {
        "type": "stateBody", "subtype": "stateAgency", "details": "Agence"
    }  # fmt: skip


def test_a_mixture_of_versions_is_put_right():
    mixed = relationship(
        interestedParty={"unspecifiedReason": "unknown"},
        interests=[
            interest(type="appointment-of-board", startDate="2020-01-01T00:00:00Z", endDate="",
                     share={"minimum": "25", "maximum": 50, "exclusiveMaximum": False})
        ],
    )  # fmt: skip

    (held,) = upgraded(mixed)

    assert held["recordDetails"]["interestedParty"] == {"reason": "unknown"}
    assert held["recordDetails"]["interests"] == [
        {"type": "appointmentOfBoard", "directOrIndirect": "direct", "startDate": "2020-01-01",
         "share": {"minimum": 25, "maximum": 50}}
    ]  # fmt: skip


def test_a_word_of_an_earlier_version_is_understood_in_a_valid_statement():
    (company,) = upgraded(entity(incorporatedInJurisdiction={"name": "France"}))

    assert company["recordDetails"]["jurisdiction"] == {"name": "France"}


def test_a_valid_statement_passes_without_a_change():
    (entry,) = statements(as_bytes([entity()]))

    assert (entry.value, entry.changes) == (entity(), ())


@pytest.mark.parametrize("old", CODES)
def test_every_old_code_has_one_of_today(old):
    lists = ("interestType.csv", "nameType.csv", "addressType.csv")

    assert any(code(old) in codelist(name) for name in lists)


JUNK = [None, 7, True, "x", [], {}, [[]], [None], {"a": None}]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_junk_in_any_place_breaks_nothing(junk):
    for part in (COMPANY, OWNER, HELD):
        for key in part:
            if key != "statementType":
                list(statements(as_bytes([{**part, key: junk}])))
    for key in ("interests", "subject"):
        list(statements(as_bytes([relationship(**{key: junk})])))
    list(statements(as_bytes([{**HELD, "interests": [{"share": junk, "type": junk}]}])))
