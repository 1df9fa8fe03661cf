"""Statements of BODS carried into a case: what survives, what does not and is told."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest

from exchanged import back, carried, holdings, party, said, said_again
from kingmaker.files.bods import Entity, Relationship, records
from kingmaker.files.bods.shipped import codelist
from kingmaker.files.exchange.bods import is_bods, read
from kingmaker.files.exchange.bods.clocks import spans
from kingmaker.files.exchange.bods.words import DIRECT, HIDDEN, REASONS, RIGHTS, SOURCES, TYPES
from kingmaker.files.exchange.losses import Account
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding
from kingmaker.model.portions import portion
from statements import PUBLISHED, as_bytes, entity, interest, person, relationship, small

# What the words of the standard become


def test_every_code_of_the_standard_has_a_word():
    assert list(RIGHTS) == list(codelist("interestType.csv"))
    assert list(REASONS) == list(codelist("unspecifiedReason.csv"))
    assert list(SOURCES) == list(codelist("sourceType.csv"))
    assert set(DIRECT.values()) == set(codelist("directOrIndirect.csv"))
    assert len(set(RIGHTS.values())) == len(RIGHTS) == len(TYPES)


@pytest.mark.parametrize("code", RIGHTS)
def test_a_type_of_interest_comes_back_as_itself(code, tmp_path):
    told, _, _ = carried(tmp_path / "a.json", entity(), person(),
                         relationship(interests=[interest(type=code)]))  # fmt: skip

    (held,) = holdings(told).values()
    assert held.right == RIGHTS[code]
    written, account = back(tmp_path / "b.json", list(told.values()))
    assert [i.type for s in written if isinstance(s.details, Relationship)
            for i in s.details.interests or ()] == [code]  # fmt: skip
    assert not account.reasons


@pytest.mark.parametrize(
    ("share", "text"),
    [
        ({"exact": 33.3}, "33.3%"),
        ({"exclusiveMinimum": 25, "maximum": 50}, "over 25% to 50%"),
        ({"minimum": 75, "exclusiveMaximum": 100}, "75% to under 100%"),
        ({"exclusiveMinimum": 50, "exclusiveMaximum": 75}, "over 50% to under 75%"),
        ({"minimum": 0, "maximum": 10}, "up to 10%"),
    ],
)
def test_bounds_keep_their_open_ends(share, text, tmp_path):
    told, account, _ = carried(tmp_path / "a.json", entity(), person(),
                               relationship(interests=[interest(share=share)]))  # fmt: skip

    (held,) = holdings(told).values()
    assert held.share == portion(text)
    assert account.lossy == 0
    written, _ = back(tmp_path / "b.json", list(told.values()))
    (one,) = [
        i for s in written if isinstance(s.details, Relationship) for i in s.details.interests
    ]
    assert one.share.bounds[0] == held.share.low
    assert one.share.bounds[1] == held.share.low_open
    assert one.share.bounds[2:] == (held.share.high, held.share.high_open)


def test_what_is_not_said_of_a_share_is_not_taken_for_anything(tmp_path):
    told, _, losses = carried(
        tmp_path / "a.json", entity(), person(),
        relationship(interests=[interest(share=None), interest(share={}, type="votingRights"),
                                interest(share={"minimum": 60, "maximum": 40}, type="nominee")]),
    )  # fmt: skip

    assert [held.share for held in holdings(told).values()] == [None, None, None]
    assert [loss.what for loss in losses] == ["interests.share"]


def test_a_share_of_more_digits_than_a_case_holds_lies_between_two(tmp_path):
    path = tmp_path / "a.json"
    carried(path, entity(), person(), relationship())
    exact = b'"share":{"exact":33.33333333333333333333333}'
    path.write_bytes(path.read_bytes().replace(b'"share": {"exact": 25}', exact))
    account = Account()

    (held,) = [t.entry for t in read(path, account) if isinstance(t.entry, Holding)]
    exactly = Fraction("0.3333333333333333333333333")
    assert held.share.low_open == held.share.high_open is False
    assert held.share.low < exactly < held.share.high
    assert account.lossy == 1


@pytest.mark.parametrize("code", REASONS)
def test_nobody_who_is_named_is_a_party_with_the_reason(code, tmp_path):
    who = {"reason": code, "description": "so they say"}
    told, account, _ = carried(
        tmp_path / "a.json", entity(), relationship("r", interestedParty=who, interests=[])
    )

    (held,) = holdings(told).values()
    nobody = party(told, held.holder)
    assert (nobody.kind, nobody.reason, nobody.note) == (
        "unspecified",
        REASONS[code],
        who["description"],
    )
    assert account.lossy == 0
    written, _ = back(tmp_path / "b.json", list(told.values()))
    details = written[-1].details
    assert isinstance(details, Relationship)
    assert (details.party.reason, details.party.description) == (code, who["description"])
    assert not details.interests


@pytest.mark.parametrize("kind", HIDDEN)
def test_hidden_parties_keep_their_kind_and_reason(kind, tmp_path):
    word = "Person" if kind.endswith("Person") else "Entity"
    hidden = {f"unspecified{word}Details": {"reason": "interestedPartyExemptFromDisclosure"}}
    statement = (
        person(personType=kind, names=[], **hidden)
        if word == "Person"
        else entity("ann", entityType={"type": kind}, **hidden)
    )
    told, _, _ = carried(tmp_path / "a.json", entity(), statement, relationship())

    assert party(told, "ann").kind == "unspecified"
    assert party(told, "ann").reason == "holder exempt"
    written, _ = back(tmp_path / "b.json", list(told.values()))
    again = next(s.details for s in written if s.record == "ann")
    assert (again.type.type if isinstance(again, Entity) else again.type) == kind
    assert again.unspecified.reason == "interestedPartyExemptFromDisclosure"


@pytest.mark.parametrize(
    ("kind", "subtype", "expected"),
    [("registeredEntity", None, "organisation"), ("legalEntity", "trust", "organisation"),
     ("arrangement", "nomination", "arrangement"), ("state", None, "state"),
     ("stateBody", "stateAgency", "state"), ("stateBody", None, "state")],
)  # fmt: skip
def test_a_kind_of_entity_comes_back_with_its_subtype_and_words(kind, subtype, expected, tmp_path):
    said = {"type": kind, "subtype": subtype, "details": "in their words"}
    kept = {key: value for key, value in said.items() if value}
    told, account, _ = carried(tmp_path / "a.json", entity(entityType=kept))

    assert party(told, "acme").kind == expected
    assert account.lossy == 0
    (again,), _ = back(tmp_path / "b.json", list(told.values()))
    assert isinstance(again.details, Entity)
    found = again.details.type
    assert (found.type, found.subtype, found.details) == (kind, subtype, "in their words")


def test_what_a_case_has_no_place_for_is_told(tmp_path):
    _, account, losses = carried(
        tmp_path / "a.json",
        entity(addresses=[{"address": "1 Street"}], uri="https://a.example",
               publicListing={"hasPublicListing": False}, formedByStatute={"name": "Act"}),
        person(politicalExposure={"status": "isPep"}, placeOfBirth={"address": "Town"},
               taxResidencies=[{"name": "France", "code": "FR"}], deathDate="2020",
               identifiers=[{"schemeName": "Mine", "uri": "urn:x:1"}]),
        relationship(and_={"annotations": [{"motivation": "commenting", "description": "see",
                                            "statementPointerTarget": "/"}]}),
    )  # fmt: skip

    assert {loss.what for loss in losses} == {
        "addresses", "uri", "publicListing", "formedByStatute", "politicalExposure",
        "placeOfBirth", "taxResidencies", "deathDate", "identifiers", "annotations",
    }  # fmt: skip
    assert (account.records, account.used, account.refused, account.lossy) == (3, 3, 0, 3)


# What parties are called


LEI = "529900T8BM49AURSDO55"


def test_a_company_is_called_by_what_means_the_same_everywhere(tmp_path):
    told, _, _ = carried(
        tmp_path / "a.json",
        entity(identifiers=[{"id": "7444723", "scheme": "GB-COH"}]),
        entity("both", identifiers=[{"id": "07444724", "scheme": "GB-COH"},
                                    {"id": LEI, "scheme": "XI-LEI"}]),
        entity("elsewhere", identifiers=[{"id": "1", "scheme": "FR-RCS"}]),
        entity("bad", identifiers=[{"id": LEI[:-1] + "6", "scheme": "XI-LEI"}]),
        person(identifiers=[{"id": "07444725", "scheme": "GB-COH"}]),
        relationship(),
    )  # fmt: skip

    parties = [name for name, each in told.items() if each.section == "parties"]
    assert parties == ["gb-coh-07444723", f"xi-lei-{LEI.lower()}", "elsewhere", "bad", "ann"]
    assert holdings(told)["ann-acme-economic"].issuer == "gb-coh-07444723"


def test_records_are_never_merged(tmp_path):
    same = [{"id": "07444723", "scheme": "GB-COH"}]
    told, _, losses = carried(
        tmp_path / "a.json",
        entity(identifiers=same), entity("fund", identifiers=same),
        entity("GB-COH-07444723"), person("Ann"), person("ann"), person("a n n"), person("a-n-n"),
        relationship("one", interestedParty="Ann"), relationship("ONE", interestedParty="ann"),
        relationship("r", interestedParty={"reason": "unknown"}), person("r-holder-unknown"),
    )  # fmt: skip

    parties = [name for name, each in told.items() if each.section == "parties"]
    assert len(parties) == 9
    assert {"acme", "fund", "a-n-n", "r-holder-unknown"} < set(parties)
    held = list(holdings(told).values())
    assert len({each.holder for each in held}) == 3
    assert all(each.holder in parties for each in held)
    shared = [loss.place for loss in losses if "bear one identifier" in loss.why]
    assert len(shared) == 2


# Pitfalls of other tools


def test_a_primary_interest_knows_its_components_and_a_direct_one_beside_it_has_none(tmp_path):
    told, _, _ = carried(
        tmp_path / "a.json",
        entity(), entity("mid", isComponent=True), person(),
        relationship("whole", componentRecords=["mid", "low", "high"], interests=[
            interest(directOrIndirect="indirect"), interest(type="votingRights")]),
        relationship("low", isComponent=True, interestedParty="mid"),
        relationship("high", isComponent=True, subject="mid"),
    )  # fmt: skip

    held = holdings(told)
    assert held["whole-economic"].parts == ("low-economic", "high-economic")
    assert held["whole-votes"].parts == ()
    assert list(held) == ["low-economic", "high-economic", "whole-economic", "whole-votes"]
    written, _ = back(tmp_path / "b.json", list(told.values()))
    assert {s.record for s in written if s.details.component} == {"mid", "low", "high"}
    assert written[-1].details.components == ("mid", "low", "high")


def test_components_that_are_not_there_or_go_in_circles_are_told(tmp_path):
    told, _, losses = carried(
        tmp_path / "a.json",
        entity(), person(),
        relationship("a", componentRecords=["b"]), relationship("b", componentRecords=["a"]),
        relationship("c", componentRecords=["gone", "c"]), relationship("d", isComponent=True),
    )  # fmt: skip

    assert all(held.parts == () for held in holdings(told).values())
    assert Counter(loss.what for loss in losses) == {"componentRecords": 3, "isComponent": 1}


def later(status: str) -> dict:
    """Said a month later, and published on the day after."""
    published = {**PUBLISHED["publicationDetails"], "publicationDate": "2024-03-02"}
    return {"statementDate": "2024-03-01", "recordStatus": status, "publicationDetails": published}


def code(*codes: str) -> str:
    return f"Relationship Type: {list(codes)}"


def test_bands_of_the_register_have_open_ends_again(tmp_path):
    codes = code("ownership-of-shares-50-to-75-percent", "voting-rights-25-to-50-percent")
    told, account, _ = carried(
        tmp_path / "a.json", entity(), person(),
        relationship(interests=[
            interest(share={"minimum": 50, "maximum": 75}, details=codes),
            interest(share={"minimum": 25, "maximum": 50}, type="votingRights", details=codes)]),
    )  # fmt: skip

    held = holdings(told)
    assert held["ann-acme-economic"].share == portion("over 50% to under 75%")
    assert held["ann-acme-votes"].share == portion("over 25% to 50%")
    assert held["ann-acme-votes"].wording == codes
    assert [kind for kind, _, _ in account.reasons] == ["read as"]
    _, again = back(tmp_path / "b.json", list(told.values()))
    assert not again.reasons
    assert said_again(tmp_path / "b.json") == {n: said(h) for n, h in held.items()}


def test_a_code_that_does_not_fit_the_bounds_is_not_believed(tmp_path):
    codes = code("ownership-of-shares-75-to-100-percent")
    told, _, _ = carried(
        tmp_path / "a.json", entity(), person(),
        relationship(interests=[interest(share={"exact": 80}, details=codes)]),
    )  # fmt: skip

    assert holdings(told)["ann-acme-economic"].share == portion("80%")


def test_trustees_of_one_block_hold_it_together_and_not_once_each(tmp_path):
    codes = code("ownership-of-shares-75-to-100-percent-as-trust")
    each = interest(share={"minimum": 75, "maximum": 100}, details=codes)
    told, _, _ = carried(
        tmp_path / "a.json", entity(), person(), person("bob"), person("cat"),
        relationship(interests=[each]),
        relationship("bob-acme", interestedParty="bob", interests=[each]),
        relationship("cat-acme", interestedParty="cat",
                     interests=[interest(share={"minimum": 75, "maximum": 100})]),
    )  # fmt: skip

    held = list(holdings(told).values())
    assert [h.capacity for h in held] == ["trustee", "trustee", "own"]
    assert held[0].joint == held[1].joint != ""
    assert held[2].joint == ""
    _, again = back(tmp_path / "b.json", list(told.values()))
    assert not again.reasons
    assert list(said_again(tmp_path / "b.json").values()) == [said(h) for h in held]


def test_one_who_ticks_two_boxes_for_the_same_shares_holds_them_once(tmp_path):
    codes = code(
        "ownership-of-shares-75-to-100-percent", "ownership-of-shares-75-to-100-percent-as-firm"
    )
    each = interest(share={"minimum": 75, "maximum": 100}, details=codes)
    told, _, losses = carried(
        tmp_path / "a.json", entity(), person(), relationship(interests=[each, each])
    )

    own, firm = holdings(told).values()
    assert (own.capacity, own.share, own.joint) == ("own", portion("at least 75%"), "")
    assert (firm.capacity, firm.share, firm.joint) == ("firm", portion("unknown"), "")
    assert "its lower end is not counted twice" in " ".join(loss.why for loss in losses)


def test_closed_records_that_are_dated_by_their_start_keep_their_history(tmp_path):
    over = interest(startDate="2016-04-06", endDate="2019-01-01")
    told, account, _ = carried(
        tmp_path / "a.json", entity(), person(),
        relationship(interests=[over],
                     and_={"statementDate": "2016-04-06", "recordStatus": "closed"}),
    )  # fmt: skip

    held = holdings(told)["ann-acme-economic"]
    assert (str(held.start), str(held.until)) == ("2016-04-06", "2019-01-01")
    assert str(held.declared) == PUBLISHED["publicationDetails"]["publicationDate"]
    assert account.lossy == 0


def test_a_closing_statement_ends_what_has_no_end(tmp_path):
    told, _, _ = carried(
        tmp_path / "a.json", entity(), person(), relationship(),
        relationship(number=1, and_=later("closed")),
    )  # fmt: skip

    before, after = holdings(told).values()
    assert (before.until, before.status, str(before.status_from)) == (
        None,
        "superseded",
        "2024-03-02",
    )
    assert (str(after.until), after.status, str(after.declared)) == (
        "2024-03-01",
        "stated",
        "2024-03-02",
    )
    written, account = back(tmp_path / "b.json", list(told.values()))
    assert not account.reasons
    assert [(s.dated, s.status) for s in written[-2:]] == [
        ("2024-01-31", "new"),
        ("2024-03-01", "closed"),
    ]


def test_of_two_alike_in_one_statement_each_has_its_own_end(tmp_path):
    both = [interest(endDate="2022-01-01"), interest(directOrIndirect="indirect")]
    told, _, _ = carried(tmp_path / "a.json", entity(), person(), relationship(interests=both))

    assert [str(held.until) for held in holdings(told).values()] == ["2022-01-01", "None"]


def test_a_share_that_changes_holds_from_the_day_it_was_told_though_its_start_stays(tmp_path):
    told, account, _ = carried(
        tmp_path / "a.json", entity(), person(), relationship(),
        relationship(number=1, interests=[interest(share={"exact": 100})],
                     and_=later("updated")),
    )  # fmt: skip

    found = [(str(h.share), str(h.start), str(h.until), h.status) for h in holdings(told).values()]
    assert found == [
        ("25%", "2020-05-01", "None", "superseded"),
        ("25%", "2020-05-01", "2024-03-01", "stated"),
        ("100%", "2024-03-01", "None", "stated"),
    ]
    assert [what for _, what, _ in account.reasons] == ["interests.startDate"]
    written, lost = back(tmp_path / "b.json", list(told.values()))
    assert not lost.reasons
    assert [s.status for s in written[-2:]] == ["new", "updated"]


def test_what_stays_the_same_over_versions_is_one_holding(tmp_path):
    told, account, _ = carried(
        tmp_path / "a.json", entity(), entity(number=1, name="Acme, renamed"), person(),
        relationship(), relationship(number=1, and_={"recordStatus": "updated"}),
    )  # fmt: skip

    (held,) = holdings(told).values()
    assert (held.status, len(held.source)) == ("stated", 2)
    assert party(told, "acme").label == "Acme, renamed"
    assert (account.records, account.refused) == (5, 0)


def test_versions_of_0_3_are_read_with_their_words(tmp_path):
    old = [
        {"statementID": "e" * 32, "statementType": "entityStatement", "isComponent": False,
         "entityType": "registeredEntity", "name": "Acme",
         "publicationDetails": {"publicationDate": "2021-01-01", "bodsVersion": "0.3",
                                "publisher": {"name": "R"}}},
        {"statementID": "r" * 32, "statementType": "ownershipOrControlStatement",
         "isComponent": False, "subject": {"describedByEntityStatement": "e" * 32},
         "interestedParty": {"unspecified": {"reason": "unknown"}}, "statementDate": "2021-01-01",
         "interests": [{"type": "voting-rights", "interestLevel": "direct", "startDate": "",
                        "share": {"minimum": 25, "exclusiveMinimum": True, "maximum": 50}}]},
    ]  # fmt: skip
    told, account, _ = carried(tmp_path / "a.json", *old)

    (held,) = holdings(told).values()
    assert (held.right, held.link, held.share) == ("votes", "direct", portion("over 25% to 50%"))
    assert account.reasons == {("lossy", "startDate", "version 0.4 has no place for it"): 1}


# The account, and files that are none


def test_every_statement_is_accounted_for(tmp_path):
    broken = [7, {"statementId": "1"}, {**relationship("x"), "recordDetails": {}}]
    _, account, losses = carried(
        tmp_path / "a.json", *small(), *broken,
        relationship("y", interestedParty="ann-acme"), entity("ann-acme", number=9),
        relationship("z", interests=[interest(endDate="2020-05-01")]),
    )  # fmt: skip

    assert (account.records, account.refused) == (9, 6)
    assert {loss.kind for loss in losses} == {"refused"}


def test_a_record_of_endless_versions_is_cut(tmp_path):
    many = [relationship(number=n) for n in range(203)]
    _, account, _ = carried(tmp_path / "a.json", entity(), person(), *many)

    assert (account.records, account.refused) == (205, 3)


@pytest.mark.parametrize(
    "content", [b"a,b\n1,2\n", b'{"a": 1}', b"[1, 2]", b"[[]]", b"\xff\xfe7\x00", b" \n"]
)
def test_what_is_no_file_of_statements_is_refused_as_a_whole(content, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(content)

    with pytest.raises(CaseError, match=r"a\.json: "):
        list(read(path, Account()))


@pytest.mark.parametrize("content", [b"[]", b"[ ]\n", b""])
def test_an_empty_list_or_file_tells_nothing(content, tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes(content)

    assert [t for t in read(path, Account()) if t] == []


def test_files_are_known_by_their_beginning():
    content = as_bytes(small())

    assert is_bods(content[:200], "a.json")
    assert is_bods(content[:200], "a.JSONL")
    assert is_bods(gzip.compress(content)[:4000], "a.json.gz")
    assert not is_bods(content, "a.csv")
    assert not is_bods(b'{"schema": "Company", "properties": {}}', "a.json")
    assert not is_bods(b"\x1f\x8bnot", "a.gz")
    assert not is_bods(b"", "a.json")


def test_who_is_filed_twice_is_two_parties(tmp_path):
    told, _, _ = carried(
        tmp_path / "a.json", entity(), person("p-1", names=[{"fullName": "Eamond"}]),
        person("p-2", names=[{"fullName": "Eamond"}]), relationship("one", interestedParty="p-1"),
        relationship("two", interestedParty="p-2"),
    )  # fmt: skip

    assert [held.holder for held in holdings(told).values()] == ["p-1", "p-2"]


@pytest.mark.parametrize(
    "value", [None, 7, "", "0000", [], {}, ["x", None], {"reason": "unknown"}]
)
def test_no_statement_is_so_wrong_that_it_is_not_accounted_for(value, tmp_path):
    whole = [*small(), relationship("whole", componentRecords=["ann-acme"])]
    broken = [
        {**statement, "recordDetails": {**statement["recordDetails"], key: value}}
        for statement in whole
        for key in statement["recordDetails"]
    ]
    broken += [{**statement, key: value} for statement in whole for key in statement]
    _, account, _ = carried(tmp_path / "a.json", *small(), *broken)

    assert account.records == len(broken) + 3


def test_statements_of_one_record_are_laid_out_by_both_clocks():
    (only,) = spans([entry.statement for entry in records(as_bytes([relationship()]))])

    assert (only.begin, only.stop, only.replaced) == (date(2020, 5, 1), None, None)
    assert only.known == date(2024, 1, 31)
