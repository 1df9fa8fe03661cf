"""Records of GLEIF: nothing is taken for more than it says, and nothing is lost in silence."""

import json
from collections import Counter

import pytest

from kingmaker.files.exchange.gleif.values import is_lei
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party
from legal_entities import CHILD, DATA, OTHER, PARENT, entity, exception, relation, tell


@pytest.fixture
def from_records(tmp_path):
    """What is told of records given as JSON."""

    def told(*records: object):
        path = tmp_path / "records.json"
        path.write_text(json.dumps(records), encoding="utf-8")
        return tell(path)

    return told


def only(told: tuple[list[Told], Account, list[Loss]], kind: type = Holding):
    (found,) = [each.entry for each in told[0] if isinstance(each.entry, kind)]
    return found


def test_ultimate_fund_and_branch_edges_are_never_direct_ownership(from_records):
    """What other readers take for links of a chain of owners."""
    expected = {
        "IS_DIRECTLY_CONSOLIDATED_BY": ("control", "direct", PARENT),
        "IS_ULTIMATELY_CONSOLIDATED_BY": ("control", "indirect", PARENT),
        "IS_FUND-MANAGED_BY": ("management", "direct", PARENT),
        "IS_SUBFUND_OF": ("unknown", "direct", PARENT),
        "IS_FEEDER_TO": ("unknown", "direct", CHILD),
        "IS_INTERNATIONAL_BRANCH_OF": ("law", "direct", PARENT),
        "IS_SOMETHING_NEW": ("unknown", "unspecified", PARENT),
    }
    told, account, _ = from_records(*map(relation, expected))

    assert len({each.name for each in told}) == len(expected)
    for each, (word, (right, link, holder)) in zip(told, expected.items(), strict=True):
        holding = each.entry
        assert (holding.right, holding.link, holding.share) == (right, link, None)
        assert holding.holder == f"xi-lei-{holder.lower()}"
        assert {holding.holder, holding.issuer} == {
            f"xi-lei-{lei.lower()}" for lei in (CHILD, PARENT)
        }
        assert holding.wording.startswith(word)
    assert sum(account.reasons.values()) == 4  # the last four say more than the file does


@pytest.mark.parametrize(
    ("changes", "status", "since"),
    [
        ({}, "stated", None),
        ({"registered": "LAPSED"}, "stated", None),
        ({"RelationshipStatus": "NULL"}, "disputed", None),
        ({"RelationshipStatus": None}, "disputed", None),
        ({"registered": "PENDING_VALIDATION"}, "disputed", None),
        ({"RelationshipStatus": "INACTIVE"}, "disputed", None),
        ({"registered": "RETIRED"}, "disputed", None),
        ({"registered": "ANNULLED"}, "withdrawn", "2023-02-03"),
    ],
)
def test_what_is_not_renewed_is_stated_and_what_is_over_or_unsure_is_not(
    changes, status, since, from_records
):
    told = from_records(relation(**changes))
    holding = only(told)

    assert holding.status == status
    assert str(holding.status_from or "") == (since or "")
    assert [loss.kind for loss in told[2]] == (["read as"] if changes else [])


def test_only_the_period_of_the_relationship_says_when_it_holds(from_records):
    periods = [
        {"StartDate": "2020-01-01", "EndDate": "2020-12-31", "PeriodType": "ACCOUNTING_PERIOD"},
        {"StartDate": "2021-03-01", "PeriodType": "DOCUMENT_FILING_PERIOD"},
        {"StartDate": "2018-06-01T08:00:00+02:00", "EndDate": "2022-07-01T00:00:00Z",
         "PeriodType": "RELATIONSHIP_PERIOD"},
    ]  # fmt: skip
    ended = from_records(relation(RelationshipPeriods=periods, RelationshipStatus="INACTIVE"))
    never = from_records(relation(RelationshipPeriods=periods[:2]))
    backwards = [{"StartDate": "2020-01-02", "EndDate": "2020-01-02",
                  "PeriodType": "RELATIONSHIP_PERIOD"}]  # fmt: skip
    odd = from_records(relation(RelationshipPeriods=backwards, RelationshipStatus="INACTIVE"))

    assert (str(only(ended).start), str(only(ended).until)) == ("2018-06-01", "2022-07-01")
    assert only(ended).status == "stated"
    assert (only(never).start, only(never).until) == (None, None)
    assert len(never[2]) == 2
    assert (str(only(odd).start), str(only(odd).until), only(odd).status) == (
        "2020-01-02", "2023-02-03", "disputed",
    )  # fmt: skip


def test_how_much_of_the_accounts_is_taken_in_is_no_share(from_records):
    amounts = [
        {"MeasurementMethod": "ACCOUNTING_CONSOLIDATION", "QuantifierAmount": amount,
         "QuantifierUnits": "PERCENTAGE"}
        for amount in ("1.00", "100.00")
    ]  # fmt: skip
    holding = only(from_records(relation(RelationshipQuantifiers=amounts)))

    assert holding.share is None
    assert "ACCOUNTING_CONSOLIDATION 1.00 PERCENTAGE" in holding.wording
    assert "ACCOUNTING_CONSOLIDATION 100.00 PERCENTAGE" in holding.wording


def test_changes_tell_of_the_same_holdings_anew():
    before, _, _ = tell(DATA / "rr-updates-data2.xml")
    after, _, _ = tell(DATA / "rr-updates-data2-new.xml")
    old = {each.name: each.entry for each in before}
    again = [each for each in after if each.name in old]
    withdrawn = [each for each in after if each.entry.status == "withdrawn"]

    assert len(again) >= 5
    assert [str(each.entry.status_from) for each in withdrawn] == ["2023-11-01"]


def test_each_reason_for_an_exception_is_told(from_records):
    expected = {
        "NO_KNOWN_PERSON": "nobody",
        "NATURAL_PERSONS": "exempt",
        "NON_CONSOLIDATING": "holder exempt",
        "NO_LEI": "withheld",
        "CONSENT_NOT_OBTAINED": "withheld",
        "NON_PUBLIC": "exempt",
        "LEGAL_OBSTACLES": "exempt",
        "SOMETHING_NEW": "unknown",
    }
    told, account, _ = from_records(*map(exception, expected))
    parties = [each.entry for each in told if isinstance(each.entry, Party)]
    holdings = [each.entry for each in told if isinstance(each.entry, Holding)]

    assert [each.reason for each in parties] == list(expected.values())
    assert {each.kind for each in parties} == {"unspecified"}
    assert [each.form for each in parties if each.form] == ["natural persons"]
    assert all(word in each.wording for each, word in zip(holdings, expected, strict=True))
    assert {(each.right, each.link) for each in holdings} == {("control", "direct")}
    assert sum(account.reasons.values()) == 1


def test_an_exception_for_the_ultimate_parent_is_another_party_and_indirect(from_records):
    told, account, _ = from_records(
        exception("NON_PUBLIC"),
        exception("NON_PUBLIC", "NO_LEI", category="ULTIMATE"),
    )
    direct, ultimate = [each for each in told if isinstance(each.entry, Party)]
    links = [each.entry.link for each in told if isinstance(each.entry, Holding)]

    assert direct.name != ultimate.name
    assert ultimate.entry.reason == "unknown"
    assert links == ["direct", "indirect"]
    assert account.reasons.total() == 1


def test_an_exception_taken_back_is_withdrawn():
    told, _, _ = tell(DATA / "repex-updates-data2-new.xml")
    holdings = [each.entry for each in told if isinstance(each.entry, Holding)]

    assert Counter(each.status for each in holdings) == {"stated": 6, "withdrawn": 1}
    assert {str(each.status_from) for each in holdings if each.status == "withdrawn"} == {
        "2023-11-24"
    }


@pytest.mark.parametrize(
    ("category", "kind", "form"),
    [
        ("GENERAL", "organisation", "ELF 1234"),
        ("FUND", "organisation", "fund, ELF 1234"),
        ("BRANCH", "organisation", "branch, ELF 1234"),
        ("SOLE_PROPRIETOR", "person", "sole proprietor, ELF 1234"),
        ("RESIDENT_GOVERNMENT_ENTITY", "state", "resident government entity, ELF 1234"),
        ("INTERNATIONAL_ORGANIZATION", "organisation", "international organization, ELF 1234"),
    ],
)
def test_a_category_says_what_kind_of_party_it_is(category, kind, form, from_records):
    record = entity(EntityCategory=category, LegalForm={"EntityLegalFormCode": "1234"})
    found = only(from_records(record), Party)

    assert (found.kind, found.form) == (kind, form)


def test_a_party_is_over_on_the_day_of_its_dissolution(from_records):
    def event(status: str) -> dict:
        return {
            "@event_status": status,
            "LegalEntityEventType": "DISSOLUTION",
            "LegalEntityEventEffectiveDate": "2018-11-09T00:00:00Z",
        }

    def dissolved(**changes) -> str:
        return str(only(from_records(entity(**changes)), Party).dissolved or "")

    assert dissolved(EntityStatus="INACTIVE", LegalEntityEvents=[event("COMPLETED")]) == (
        "2018-11-09"
    )
    assert not dissolved(EntityStatus="INACTIVE", LegalEntityEvents=[event("IN_PROGRESS")])
    assert not dissolved(LegalEntityEvents=[event("COMPLETED")])
    assert dissolved(EntityStatus="INACTIVE", EntityExpirationDate="2020-01-02") == "2020-01-02"


def test_numbers_of_several_registers_are_kept_and_two_of_one_are_not(from_records):
    authority = {"RegistrationAuthorityID": "RA000585", "RegistrationAuthorityEntityID": "1"}
    record = entity(RegistrationAuthority=authority)
    record["Registration"] = {
        "ValidationAuthority": {
            "ValidationAuthorityID": "RA000585", "ValidationAuthorityEntityID": "2",
        },
        "OtherValidationAuthorities": [
            {"ValidationAuthorityID": "RA000589", "ValidationAuthorityEntityID": "3"},
            {"ValidationAuthorityID": "RA888888", "OtherValidationAuthorityID": "Guild",
             "ValidationAuthorityEntityID": "4"},
        ],
    }  # fmt: skip
    told = from_records(record)

    assert only(told, Party).identifiers == {
        "XI-LEI": CHILD, "RA000585": "1", "RA000589": "3", "Guild": "4",
    }  # fmt: skip
    assert "Registration.ValidationAuthority" in [loss.what for loss in told[2]]


@pytest.mark.parametrize(
    ("record", "why"),
    [
        (relation(EndNode={"NodeID": "PNI1", "NodeIDType": "PNI"}), "EndNode is missing"),
        (relation(StartNode=None), "StartNode is missing"),
        (relation(EndNode={"NodeID": PARENT[:-1] + "2"}), "check digits"),
        (relation(EndNode={"NodeID": CHILD}), "to itself"),
        (relation(""), "no RelationshipType"),
        (relation(registered="DUPLICATE"), "another record"),
        ({"Relationship": []}, "StartNode is missing"),
        (entity(LegalName=" "), "no legal name"),
        ({**entity(), "LEI": "X"}, "check digits"),
        ({"LEI": CHILD}, "no legal name"),
        (exception(), "no ExceptionReason"),
        ({**exception("NO_LEI"), "ExceptionCategory": "X"}, "ExceptionCategory"),
        ({"LEI": None, "ExceptionCategory": []}, "check digits"),
        ([1], "no object"),
        ({}, "no record of"),
    ],
)
def test_a_record_that_cannot_be_read_is_refused_and_the_next_is_read(record, why, from_records):
    told, account, losses = from_records(relation(), record, exception("NO_LEI"))

    assert len(told) == 3
    assert (account.records, account.refused) == (3, 1)
    (refused,) = [loss for loss in losses if loss.kind == "refused"]
    assert refused.place == "record 2"
    assert why in refused.why


def test_an_lei_checks():
    assert all(map(is_lei, (CHILD, PARENT, OTHER)))
    assert not any(map(is_lei, (CHILD.lower(), CHILD[:-2] + "41", CHILD[1:], "", CHILD + "\n")))
