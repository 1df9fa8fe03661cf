"""What a file of BODS statements must be, and how it is told what it is not."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from kingmaker.files.bods import validate
from kingmaker.files.bods.compiling import Compiler
from kingmaker.files.bods.shipped import codelist, schemas
from kingmaker.files.bods.validation import STATEMENT
from statements import as_bytes, entity, interest, person, relationship, small

TODAY = date(2025, 1, 1)
CHECK = Compiler(schemas(), {}).check(STATEMENT)
PEER = Draft202012Validator(
    {"$ref": STATEMENT},
    registry=Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas().items()
    ),
    format_checker=FormatChecker(("date",)),
)


def rules(statements: list) -> list[str]:
    """The rules that are broken, in the order in which they are told."""
    return [finding.rule for finding in validate(as_bytes(statements), today=TODAY).findings]


def test_a_small_file_has_nothing_wrong_with_it():
    report = validate(as_bytes(small()), today=TODAY)

    assert report.valid
    assert report.consistent
    assert report.findings == ()
    assert report.kinds == {"entity": 1, "person": 1, "relationship": 1}


def test_all_that_is_wrong_is_told_at_once_with_its_place():
    owner = person(names=[{"familyName": "X"}], birthDate="1990-13")
    wrong = [entity(name=7), owner, relationship(interests=[interest(share={"exact": 101})])]

    told = validate("\n".join(map(json.dumps, wrong)).encode(), today=TODAY)

    assert [(found.spot.line, found.pointer, found.rule) for found in told.findings[:4]] == [
        (1, "/recordDetails/name", "type"),
        (2, "/recordDetails/names/0", "required"),
        (2, "/recordDetails/birthDate", "anyOf"),
        (3, "/recordDetails/interests/0/share/exact", "maximum"),
    ]
    assert not told.valid
    assert "3: /recordDetails/interests/0/share/exact: a number of 100 or less" in str(told)


def test_a_slip_in_a_key_or_code_is_met_with_the_right_word():
    slip = entity()
    slip["statementID"] = slip.pop("statementId")
    code = relationship(interests=[interest(type="voting-rights")])

    messages = [found.message for found in validate(as_bytes([slip, code])).findings]

    assert "'statementId' is missing; add it; did you mean 'statementID'?" in messages
    assert any("did you mean 'votingRights'?" in message for message in messages)


def test_words_beyond_the_standard_are_warned_of_once():
    strange = [entity(record, incorporatedInJurisdiction={"name": "X"}) for record in "ab"]

    report = validate(as_bytes(strange))

    words = [found for found in report.findings if found.rule == "unknown-word"]
    assert report.valid
    assert len(words) == 1
    assert words[0].severity == "warning"


@pytest.mark.parametrize(
    ("statements", "rule"),
    [
        ([entity(), entity()], "statement-twice"),
        ([entity(), entity(number=1)], "status-new"),
        ([entity(), entity(number=1, and_={"recordStatus": "closed"}),
          entity(number=2, and_={"recordStatus": "updated"})], "status-closed"),
        ([entity(and_={"recordStatus": "updated"})], "status-first"),
        ([entity(), person("acme", 1, and_={"recordStatus": "updated"})], "record-type"),
        ([entity(), relationship()], "record-missing"),
        ([entity(), relationship(), person()], "record-later"),
        ([entity(), person(), relationship(subject="ann", interestedParty="acme")], "subject"),
        ([*small(), relationship("loop", interestedParty="ann-acme")], "interested-party"),
        ([*small(), entity("b"), relationship(number=1, interestedParty="b",
          and_={"recordStatus": "updated"})], "record-ends"),
        ([entity(), entity("b"), relationship(interestedParty="b", interests=[
            interest(beneficialOwnershipOrControl=True)])], "beneficial-owner"),
        ([*small(), relationship("whole", componentRecords=["ann-acme"])], "component"),
        ([*small(), relationship("whole", componentRecords=["whole"])], "component-self"),
        ([entity(), person(), relationship(isComponent=True)], "component-alone"),
        ([entity(and_={"declarationSubject": "who"})], "declarer-missing"),
        ([entity(foundingDate="2020-01-01", dissolutionDate="2019-12-31")], "dates-order"),
        ([entity(), person(birthDate="1990-06", deathDate="1989")], "dates-order"),
        ([entity(), person(), relationship(interests=[interest(endDate="2020-04-30")])],
         "dates-order"),
        ([entity(and_={"statementDate": "2025-01-02"})], "future"),
        ([entity(and_={"statementDate": "2024-02-01"})], "published-before"),
        ([entity(), person(personType="unknownPerson")], "reason-missing"),
        ([entity(), person(unspecifiedPersonDetails={"reason": "unknown"})], "reason-needless"),
        ([entity(), relationship(interestedParty="acme")], "self"),
        ([entity(and_={"annotations": [
            {"motivation": "commenting", "statementPointerTarget": "/recordDetails/nam"}]})],
         "annotation-target"),
    ],
)  # fmt: skip
def test_what_no_schema_can_say_is_found(statements, rule):
    assert rule in rules(statements)
    assert validate(as_bytes(statements), today=TODAY).valid


@pytest.mark.parametrize(
    ("share", "rule"),
    [
        ({"minimum": 50, "maximum": 25}, "share-empty"),
        ({"minimum": 25, "exclusiveMaximum": 25}, "share-empty"),
        ({"minimum": 25, "exclusiveMinimum": 25}, "share-twice"),
        ({"exact": 25, "exclusiveMinimum": 25}, "share-outside"),
        ({"exact": 25, "minimum": 20, "maximum": 30}, "share-bounds"),
        ({"exclusiveMinimum": 25, "maximum": 50}, None),
        ({"minimum": 25, "maximum": 25}, None),
    ],
)
def test_a_share_is_one_number_or_one_range(share, rule):
    held = relationship(interests=[interest(share=share)])

    assert rules([entity(), person(), held]) == ([rule] if rule else [])


def test_direct_shares_of_more_than_the_whole_are_doubted_unless_they_ended():
    def held(name: str, **more: object) -> dict:
        return relationship(name, interests=[interest(share={"minimum": 50.1}, **more)])

    assert rules([entity(), person(), held("a"), held("b")]) == ["total"]
    assert rules([entity(), person(), held("a"), held("b", endDate="2024-12-31")]) == []


def test_a_chain_told_with_its_components_fits_together():
    parts = [
        entity(),
        person(),
        entity("holding", isComponent=True),
        relationship("ann-holding", subject="holding", isComponent=True),
        relationship("holding-acme", interestedParty="holding", isComponent=True),
        relationship(componentRecords=["holding", "ann-holding", "holding-acme"],
                     interests=[interest(directOrIndirect="indirect")]),
    ]  # fmt: skip

    assert rules(parts) == []
    assert "record-later" in rules([*parts[:2], parts[5], *parts[2:5]])


def test_findings_are_told_up_to_a_number_and_counted_beyond():
    report = validate(as_bytes([entity(name=7, number=n) for n in range(30)]), most=10)

    assert len(report.findings) == 10
    assert report.untold == report.errors + report.warnings - 10 > 0
    assert "more of the like" in str(report)


def test_statements_may_be_looked_at_one_by_one_only():
    report = validate(as_bytes([relationship(), relationship()]), together=False)

    assert report.consistent
    assert not validate(as_bytes([relationship(), relationship()])).consistent


def test_every_code_of_the_schema_has_a_title_in_its_codelist():
    def look(schema: object) -> None:
        if isinstance(schema, dict):
            if "codelist" in schema and "enum" in schema:
                assert set(schema["enum"]) == set(codelist(schema["codelist"]))
            for part in schema.values():
                look(part)

    for schema in schemas().values():
        look(schema)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 200), st.text(max_size=3), st.just([]), st.just({}),
    st.sampled_from(["trust", "2024-02-30", "2024-02-29", "linking", "person", "entity"]),
    st.just({"reason": "unknown"}), st.just(["a"]), st.just([{}]),
)  # fmt: skip


def places(value: object, path: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, part in inner:
        found.append((*path, key))
        if isinstance(part, dict | list):
            found += places(part, (*path, key))
    return found


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_compiled_checks_and_a_walk_over_the_schema_agree(data):
    note = {"motivation": "commenting", "statementPointerTarget": "/"}
    noted = {"annotations": [note]}
    address = {"type": "registered", "country": {"name": "France", "code": "FR"}}
    choices = [*small(), entity(addresses=[address], and_=noted), relationship(isComponent=True)]
    changed = deepcopy(data.draw(st.sampled_from(choices)))
    for _ in range(data.draw(st.integers(1, 3))):
        *way, last = data.draw(st.sampled_from(places(changed)))
        inner = changed
        for key in way:
            inner = inner[key]
        if data.draw(st.booleans()):
            inner[last] = deepcopy(data.draw(VALUES))
        else:
            del inner[last]

    faults = CHECK(changed) or []

    # Moments and addresses on the web are not checked by the peer; none is put in above.
    faults = [fault for fault in faults if fault.keyword != "format" or fault.wanted == "date"]
    if not any("Date" in str(fault.path) for fault in faults if fault.keyword == "anyOf"):
        assert bool(faults) == (not PEER.is_valid(changed))


def test_a_schema_with_a_keyword_that_is_not_known_is_refused():
    with pytest.raises(ValueError, match="uniqueItems"):
        Compiler({"urn:x": {"type": "array", "uniqueItems": True}}, {}).check("urn:x")
