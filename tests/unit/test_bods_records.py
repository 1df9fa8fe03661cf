"""Statements as records and back, and what held on a day."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingmaker.files.bods import (
    Entity,
    Relationship,
    Share,
    Statement,
    Unspecified,
    current,
    dump,
    encoded,
    identified,
    records,
    statements,
    validate,
)
from kingmaker.files.bods.fields import fraction, percentage
from statements import as_bytes, entity, interest, person, relationship, small


def told(*parts: dict) -> list[Statement]:
    found = [entry.statement for entry in records(as_bytes(list(parts)))]
    assert None not in found
    return [statement for statement in found if statement]


RICH = [
    entity(
        alternateNames=["A"], jurisdiction={"name": "France", "code": "FR"}, uri="https://a.example",
        identifiers=[{"id": "1", "scheme": "X-Y"}, {"schemeName": "Mine", "uri": "urn:x:1"}],
        foundingDate="1999-01-02", dissolutionDate="2020-02-29",
        addresses=[{"type": "registered", "address": "1 Street", "country": {"name": "France"}}],
        publicListing={"hasPublicListing": True, "companyFilingsURLs": []},
        formedByStatute={"name": "Act", "date": "1999-01-01"}, odd={"not": ["of", None, "it"]},
        and_={"declaration": "d-1", "annotations": [
            {"motivation": "linking", "statementPointerTarget": "/", "url": "https://a.example",
             "createdBy": {"name": "B"}, "creationDate": "2020-01-01"}]},
    ),
    person(birthDate="1970-04", deathDate="2020", placeOfBirth={"address": "Town"},
           nationalities=[{"name": "France"}], taxResidencies=[], identifiers=[],
           politicalExposure={"status": "unknown", "details": []}),
    relationship(componentRecords=["x"], interests=[
        interest(share={"exclusiveMinimum": 25, "maximum": 50.5}, endDate="2021-01-01"),
        interest(share={"exact": 33.333333333333336, "minimum": 33, "exclusiveMaximum": 34}),
        interest(share=None, startDate=None, details="as filed", type="votingRights",
                 beneficialOwnershipOrControl=False), {}, {"share": {}}]),
    relationship("hidden", interestedParty={"reason": "unknown", "description": "why"}),
    relationship("void", subject={"reason": "noBeneficialOwners"}, interests=[]),
    {**relationship("bare"), "recordDetails": {
        "isComponent": True, "subject": "acme", "interestedParty": "ann"}},
]  # fmt: skip


def test_nothing_is_lost_on_the_way_to_records_and_back():
    for said, statement in zip(RICH, told(*RICH), strict=True):
        assert json.loads(encoded(statement)) == said


@pytest.mark.parametrize("name", ["out.json", "out.jsonl"])
def test_a_file_that_was_written_is_read_as_the_same_records(name, tmp_path):
    path = tmp_path / name
    before = told(*RICH)

    count = dump(before, path)

    assert count == len(RICH)
    assert [entry.statement for entry in records(path)] == before
    assert validate(path).valid
    assert dump([], path) == 0


def test_an_empty_list_of_statements_is_a_file(tmp_path):
    dump([], tmp_path / "none.json")

    assert validate(tmp_path / "none.json").valid


def test_an_identifier_follows_from_what_is_said():
    (acme,) = told(entity())
    (again,) = told(dict(reversed(entity(number=1).items())))
    (other,) = told(entity(name="Other"))

    assert len(identified(acme).id) == 64
    assert identified(acme) == identified(identified(acme)) == identified(again)
    assert identified(other).id != identified(acme).id
    assert validate(b"[" + encoded(identified(acme)) + b"]").valid


def test_records_say_who_and_how_much():
    acme, _, held = told(*small())

    assert isinstance(acme.details, Entity)
    assert acme.details.name == "Acme"
    assert isinstance(held.details, Relationship)
    assert held.details.interests is not None
    (first,) = held.details.interests
    assert first.share == Share(exact=Fraction(1, 4))
    assert (first.direct, first.start, first.end) == ("direct", date(2020, 5, 1), None)
    hidden = told(RICH[3])[0].details
    assert isinstance(hidden, Relationship)
    assert hidden.party == Unspecified(reason="unknown", description="why")


@pytest.mark.parametrize(
    ("share", "bounds"),
    [
        ({}, (0, False, 1, False)),
        ({"exact": 50}, ("1/2", False, "1/2", False)),
        ({"exact": 50, "minimum": 10}, ("1/2", False, "1/2", False)),
        ({"exclusiveMinimum": 25}, ("1/4", True, 1, False)),
        ({"minimum": 25, "exclusiveMaximum": 50}, ("1/4", False, "1/2", True)),
        ({"minimum": 30, "exclusiveMinimum": 25}, ("3/10", False, 1, False)),
        ({"minimum": 25, "exclusiveMinimum": 25}, ("1/4", True, 1, False)),
        ({"exclusiveMinimum": 0}, (0, True, 1, False)),
        ({"maximum": 0}, (0, False, 0, False)),
        ({"exclusiveMaximum": 100}, (0, False, 1, True)),
    ],
)
def test_the_bounds_of_a_share_are_exact_and_know_whether_they_are_open(share, bounds):
    (held,) = told(relationship(interests=[interest(share=share)]))
    assert isinstance(held.details, Relationship)
    assert held.details.interests
    found = held.details.interests[0].share

    low, low_open, high, high_open = bounds
    assert found is not None
    assert found.bounds == (Fraction(low), low_open, Fraction(high), high_open)


@given(st.decimals(0, 100, places=18))
def test_a_percentage_with_an_end_comes_back_as_it_was(percent):
    assert Decimal(percentage(fraction(percent))) == percent


def test_a_third_is_cut_after_many_digits():
    assert percentage(Fraction(1, 3)) == Decimal("33.3333333333333333")


def test_every_place_is_accounted_for():
    entries = list(records(as_bytes([entity(), 7, entity(name=7, number=1), person()])))

    assert [entry.position for entry in entries] == [0, 1, 2, 3]
    assert [entry.statement is None for entry in entries] == [False, True, True, False]
    assert "/recordDetails/name: text in double quotes" in entries[2].troubles[0]


def holds(parts: list[dict], day: str, known: str | None = None) -> list[tuple]:
    """Record, share in percent and certainty of what holds on a day."""
    on = date.fromisoformat(known) if known else None
    state = current(told(*parts), date.fromisoformat(day), on)
    found = []
    for held in state.held:
        exact = held.interest and held.interest.share and held.interest.share.exact
        found.append((held.statement.record, exact and exact * 100, held.certain))
    return found


def at(day: str, published: str | None = None, status: str = "new") -> dict:
    publication = {"publicationDate": published or day, "bodsVersion": "0.4",
                   "publisher": {"name": "A"}}  # fmt: skip
    return {"statementDate": day, "publicationDetails": publication, "recordStatus": status}


def test_an_interest_holds_from_its_start_up_to_and_not_on_its_end():
    held = [relationship(interests=[interest(endDate="2021-01-01")])]

    assert holds(held, "2020-04-30") == []
    assert holds(held, "2020-05-01") == [("ann-acme", 25, True)]
    assert holds(held, "2020-12-31") == [("ann-acme", 25, True)]
    assert holds(held, "2021-01-01") == []


def test_a_closed_record_keeps_its_past():
    closed = [relationship(interests=[interest(endDate="2021-01-01")],
                           and_=at("2020-05-01", "2025-03-05", "closed"))]  # fmt: skip

    assert holds(closed, "2020-06-01") == [("ann-acme", 25, True)]
    assert holds(closed, "2021-06-01") == []


def test_a_closing_statement_ends_what_has_no_end():
    series = [
        relationship(and_=at("2020-05-01")),
        relationship(number=1, and_=at("2022-01-01", status="closed")),
    ]

    assert holds(series, "2021-12-31") == [("ann-acme", 25, True)]
    assert holds(series, "2022-01-01") == []


def test_of_several_statements_the_last_by_the_day_counts():
    series = [
        relationship(and_=at("2020-05-01")),
        relationship(number=1, interests=[interest(share={"exact": 60})],
                     and_=at("2022-01-01", status="updated")),
    ]  # fmt: skip

    assert holds(series, "2021-01-01") == [("ann-acme", 25, True)]
    assert holds(series, "2022-01-01") == [("ann-acme", 60, True)]


def test_a_later_statement_tells_the_end_of_an_earlier_interest():
    series = [
        relationship(and_=at("2020-05-01")),
        relationship(number=1, interests=[interest(endDate="2020-09-01")],
                     and_=at("2024-01-01", status="closed")),
    ]  # fmt: skip

    assert holds(series, "2020-08-01") == [("ann-acme", 25, True)]
    assert holds(series, "2021-01-01") == []
    assert holds(series, "2021-01-01", known="2023-01-01") == [("ann-acme", 25, True)]


def test_one_of_two_alike_interests_may_end_before_the_other():
    held = [relationship(interests=[interest(endDate="2021-01-01"), interest()])]

    assert len(holds(held, "2020-12-31")) == 2
    assert len(holds(held, "2021-06-01")) == 1


def test_what_was_published_later_was_not_known():
    held = [relationship(and_=at("2020-05-01", "2024-01-01"))]

    assert holds(held, "2021-01-01", known="2023-12-31") == []
    assert holds(held, "2021-01-01", known="2024-01-01") == [("ann-acme", 25, True)]


def test_without_a_start_the_time_before_the_first_statement_is_uncertain():
    held = [relationship(interests=[interest(startDate=None)], and_=at("2020-05-01"))]

    assert holds(held, "2020-05-01") == [("ann-acme", 25, True)]
    assert holds(held, "2019-05-01") == [("ann-acme", 25, False)]


def test_a_relationship_that_says_nothing_more_still_holds():
    bare = {**relationship(and_=at("2020-05-01"))}
    bare["recordDetails"] = {"isComponent": False, "subject": "acme", "interestedParty": "ann"}

    assert holds([bare], "2021-01-01") == [("ann-acme", None, True)]


def test_parties_are_as_they_were_told_last():
    named = [entity(and_=at("2020-01-01")),
             entity(number=1, name="New", and_=at("2022-01-01", status="updated"))]  # fmt: skip
    names = [
        current(told(*named), date(year, 6, 1)).parties["acme"].details.name
        for year in (2019, 2021, 2023)
    ]

    assert names == ["Acme", "Acme", "New"]


def test_statements_are_the_same_as_json():
    assert [entry.value for entry in statements(as_bytes(small()))] == small()
