"""The register of people with significant control, read: every code, kind and pitfall.

People and companies here are invented. The register's own lines lie beside the repository, under
``shared/data``; they name people, and are not shipped.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.psc import is_companies, is_psc, read, read_companies
from kingmaker.files.exchange.psc.countries import country, nationalities
from kingmaker.files.exchange.psc.lines import KINDS
from kingmaker.files.exchange.psc.natures import nature
from kingmaker.files.exchange.psc.numbers import company_number, told_number
from kingmaker.files.exchange.psc.statements import OTHERS, REASONS
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding, Party
from kingmaker.model.portions import UNKNOWN, portion

DATA = Path(__file__).parents[3] / "shared" / "data" / "psc_snapshot_ogl"
real = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no {DATA}"),
]

SHARES = "ownership-of-shares-75-to-100-percent"
VOTES = "voting-rights-25-to-50-percent"
PSC = "person-with-significant-control"


def line(number="01234567", kind=f"corporate-entity-{PSC}", link="one", **data):
    """A line of an invented company."""
    word = kind.partition("-p")[0]
    self = f"/company/{number}/persons-with-significant-control/{word}/{link}"
    return {
        "company_number": number,
        "data": {"etag": "0", "kind": kind, "links": {"self": self}, "name": "Foo Limited",
                 "natures_of_control": [SHARES], "notified_on": "2016-04-06"} | data,
    }  # fmt: skip


def person(link="one", **data):
    return line(kind=f"individual-{PSC}", link=link, **{"name": "Mx Jo Bloggs"} | data)


def told_of(tmp_path, *lines):
    """What is told of lines, by section, and the account of them."""
    path = tmp_path / "snapshot.txt"
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode()
                                for x in lines))  # fmt: skip
    account = Account()
    return list(read(path, account)), account


def holdings(told):
    return [each.entry for each in told if isinstance(each.entry, Holding)]


def parties(told):
    return {each.name: each.entry for each in told if isinstance(each.entry, Party)}


def reasons(account, kind):
    return {(what, why) for is_kind, what, why in account.reasons if is_kind == kind}


def test_a_company_identified_at_companies_house_has_one_name_as_holder_and_held(tmp_path):
    identified = {
        "registration_number": "89101112", "place_registered": "Companies House",
        "country_registered": "England & Wales", "legal_form": "Private Limited Company",
    }  # fmt: skip
    told, account = told_of(tmp_path, line(identification=identified), line("89101112"))

    found = parties(told)
    assert list(found)[:2] == ["gb-coh-01234567", "gb-coh-89101112"]
    assert found["gb-coh-89101112"].identifiers == {"GB-COH": "89101112"}
    assert holdings(told)[0].holder == "gb-coh-89101112"
    assert holdings(told)[1].issuer == "gb-coh-89101112"
    assert (account.records, account.refused) == (2, 0)


@pytest.mark.parametrize(
    ("number", "place", "land", "found"),
    [
        ("3530981", "Companies House", "England And Wales", "03530981"),
        ("00686734", "Companies House Cardiff", "England & Wales", "00686734"),
        ("56099", "", "United Kingdom", "00056099"),
        ("OC 301234", "Companies House", "U.K.", "OC301234"),
        ("sc12345", "Companies House, Edinburgh", "Scotland", "SC012345"),
        ("123456", "Companies House", "Scotland", ""),  # the letters may be missing
        ("123456", "Companies House", "Gibraltar", ""),
        ("123456", "Companies House", "", ""),
        ("123456", "Charity Commission", "England", ""),
        ("123456", "", "", ""),
        ("41-0406690", "Companies House", "England", ""),
        ("12", "Companies House", "England", ""),
        ("00000000", "Companies House", "England", ""),
        ("N/A", "Companies House", "England", ""),
        ("IP12345R", "Companies House", "England", ""),
    ],
)
def test_a_number_is_of_companies_house_only_where_the_words_beside_it_say_so(
    number, place, land, found
):
    assert told_number(number, place, land) == found


def test_company_numbers_have_eight_signs():
    assert [company_number(text) for text in ("1", "SC1", "R0000123", "123456789", "ABC", "")] == [
        "00000001", "SC000001", "R0000123", "", "", ""
    ]  # fmt: skip


def test_a_number_of_another_register_is_kept_with_the_words_for_it(tmp_path):
    identified = {"registration_number": "HRB 12", "place_registered": "Köln",
                  "country_registered": "Germany"}  # fmt: skip
    told, account = told_of(tmp_path, line(identification=identified))

    holder = parties(told)[holdings(told)[0].holder]
    assert holder.identifiers == {"Köln": "HRB 12"}
    assert holder.jurisdiction == "DE"
    assert reasons(account, "read as") == {
        ("identification.registration_number", "a register in free words: told under these words")
    }


def test_a_person_is_named_after_the_filing_and_born_in_a_month(tmp_path):
    filed = person(date_of_birth={"year": 1955, "month": 2}, nationality="British, Irish",
                   address={"locality": "X"}, country_of_residence="Wales")  # fmt: skip
    told, account = told_of(tmp_path, filed, b"", filed)

    people = {name: each for name, each in parties(told).items() if each.kind == "person"}
    ((name, holder),) = people.items()
    assert re.fullmatch(r"gb-coh-01234567-individual-[0-9a-f]{20}", name)
    assert str(holder.born) == "1955-02"
    assert holder.nationalities == ("GB", "IE")
    assert {what for what, _ in reasons(account, "lossy")} == {"address", "country_of_residence"}
    assert [each.place for each in told][1:] == ["line 1"] * 3 + ["line 3"] * 2


def test_words_for_countries_are_understood_only_if_they_mean_one():
    assert (country("Scotland"), country("Jersey"), country("Georgia")) == ("GB", "JE", "")
    assert nationalities("Citizen Of Seychelles") == ("SC",)
    assert [nationalities(word) for word in ("Korean", "", "British, Martian")] == [None] * 3


def test_a_damaged_line_is_refused_and_the_next_is_read(tmp_path):
    deep = b'{"data":' + b"[" * 100_000
    lines = [b"{", b"\xff\xfe", b"[1]", b"null", b'{"data": {"kind": ["x"]}}', deep,
             b'{"company_number":"\\ud800","data":{"kind":"exemptions"}}', b" " * (1 << 21),
             b"x" * (1 << 21), json.dumps(line(number=None)).encode(), line()]  # fmt: skip
    told, account = told_of(tmp_path, *lines)

    assert {each.place for each in told if each.place} == {"line 11"}
    assert (account.records, account.refused) == (11, 10)


def test_what_is_no_text_and_no_day_is_lost_with_its_field(tmp_path):
    told, account = told_of(
        tmp_path,
        line(name=7, notified_on="2016-02-30", identification=["x"], natures_of_control="x"),
        person(name=None, date_of_birth={"year": True}, nationality="Martian", surprise=1),
        person("two", natures_of_control=[5, "a-new-code"], ceased_on="soon", links=None),
    )

    assert account.refused == 0
    assert {what for what, _ in reasons(account, "lossy")} == {
        "name", "notified_on", "date_of_birth", "nationality", "data", "natures_of_control",
        "ceased_on", "identification",
    }  # fmt: skip
    assert [(each.right, each.status) for each in holdings(told)] == [
        ("unknown", "stated"), ("economic", "stated"), ("unknown", "superseded")
    ]  # fmt: skip


def test_statements_and_exemptions_and_secrets_stand_for_somebody_with_a_reason(tmp_path):
    statement = "persons-with-significant-control-statement"
    told, account = told_of(
        tmp_path,
        line(kind=statement, statement="no-individual-or-entity-with-signficant-control"),
        line(kind=statement, statement="psc-contacted-but-no-response-partnership"),
        line(kind=statement, statement="restrictions-notice-issued-to-psc", linked_psc_name="J B"),
        line(kind=statement, statement="all-beneficial-owners-identified"),
        line(kind=f"super-secure-{PSC}", natures_of_control=None, ceased=True),
        {"company_number": "01234567", "data": {"kind": "exemptions", "exemptions": {"x": {
            "exemption_type": "y", "items": [{"exempt_from": "2016-10-29", "exempt_to": None},
            {"exempt_from": "2018-01-01", "exempt_to": "2019-01-01"}]}}}},
    )  # fmt: skip

    unnamed = [each.reason for each in parties(told).values() if each.kind == "unspecified"]
    assert unnamed == ["nobody", "withheld", "holder exempt", "exempt"]
    assert [(h.right, str(h.start), str(h.until), h.wording) for h in holdings(told)[-2:]] == [
        ("unknown", "2016-10-29", "None", "y"), ("unknown", "2018-01-01", "2019-01-01", "y")
    ]  # fmt: skip
    assert account.refused == 0


def test_totals_are_compared_with_what_was_read(tmp_path):
    totals = {"data": {"kind": "totals#persons-of-significant-control-snapshot",
              "persons_of_significant_control_count": 2, "statements_count": 1}}  # fmt: skip
    _, account = told_of(tmp_path, person("a"), person("b"), totals)

    assert (account.records, account.used) == (3, 3)
    assert reasons(account, "lossy") == {
        ("statements_count", "the file holds another number of them")
    }


def test_a_zipped_snapshot_is_the_same(tmp_path):
    plain, packed = tmp_path / "plain", tmp_path / "packed"
    content = json.dumps(line()).encode() + b"\n"
    plain.write_bytes(b"\xef\xbb\xbf" + content)
    packed.write_bytes(gzip.compress(content, mtime=0))

    assert list(read(plain, Account())) == list(read(packed, Account()))
    with pytest.raises(CaseError):
        list(read(tmp_path / "none", Account()))


def test_pitfall_5_bands_keep_their_open_ends(tmp_path):
    bands = ["voting-rights-25-to-50-percent", "ownership-of-shares-50-to-75-percent",
             "right-to-share-surplus-assets-75-to-100-percent-limited-liability-partnership",
             "right-to-appoint-and-remove-directors", "significant-influence-or-control",
             "registered-owner-as-nominee-person-scotland-registered-overseas-entity"]  # fmt: skip
    told, _ = told_of(tmp_path, person(natures_of_control=bands))

    assert [(each.right, str(each.share), each.wording) for each in holdings(told)] == list(
        zip(
            ["votes", "economic", "surplus", "appointment", "influence", "nominator"],
            ["over 25% to 50%", "over 50% to under 75%", "at least 75%", "over 50%"]
            + ["None"] * 2,
            bands,
            strict=True,
        )
    )
    assert {each.link for each in holdings(told)} == {"unspecified", "direct"}


def test_pitfall_6_what_has_ceased_keeps_its_history(tmp_path):
    told, account = told_of(
        tmp_path,
        person("a", ceased_on="2018-02-27"),
        person("b", ceased_on="2016-04-06"),  # the day it began
        person("c", ceased_on="2015-01-01"),
    )

    (held,) = holdings(told)
    assert (str(held.start), str(held.until), held.status) == (
        "2016-04-06", "2018-02-27", "stated"
    )  # fmt: skip
    assert held.declared is None  # the day is not when it was said: it can lie before the register
    assert (account.records, account.refused, account.lossy) == (3, 0, 2)


def test_pitfall_10_those_who_hold_as_one_trust_or_firm_hold_one_part(tmp_path):
    trust, firm = f"{SHARES}-as-trust", "ownership-of-shares-50-to-75-percent-as-firm"
    trustees = [person(str(nth), natures_of_control=[trust]) for nth in range(5)]
    told, account = told_of(tmp_path, *trustees, person("x", natures_of_control=[firm]))

    found = holdings(told)
    assert {each.joint for each in found[:5]} == {f"gb-coh-01234567 {trust}"}
    assert found[5].joint != found[0].joint
    assert [each.capacity for each in found] == ["trustee"] * 5 + ["firm"]
    assert sum(account.reasons.values()) == 6
    assert {kind for kind, *_ in account.reasons} == {"read as"}


def test_pitfall_10_one_who_ticks_two_boxes_for_one_right_does_not_hold_twice(tmp_path):
    own, firm = (f"ownership-of-shares-more-than-25-percent{how}-registered-overseas-entity"
                 for how in ("", "-as-firm"))  # fmt: skip
    filed = line("OE031044", "legal-person-beneficial-owner", natures_of_control=[firm, own, own])
    told, account = told_of(tmp_path, filed)

    first, second = holdings(told)
    assert (first.share, first.joint, first.capacity) == (UNKNOWN, "", "firm")
    assert (second.share, second.capacity, second.beneficial) == (portion("over 25%"), "own", True)
    assert parties(told)["gb-coh-oe031044"].jurisdiction == ""
    assert len(reasons(account, "read as")) == 3


def test_pitfall_11_whoever_is_filed_twice_stays_two_parties_and_is_noted(tmp_path):
    born = {"date_of_birth": {"year": 1955, "month": 2}}
    told, account = told_of(tmp_path, person("aB", **born), person("Ab", **born))

    assert len({each.holder for each in holdings(told)}) == 2
    assert ("name", "of one name and birth in two lines: told as two parties") in reasons(
        account, "read as"
    )


def test_pitfall_11_a_company_that_is_filed_twice_does_not_hold_twice(tmp_path):
    identified = {"registration_number": "89101112", "country_registered": "England"}
    twice = [line(link=link, identification=identified) for link in "ab"]
    told, account = told_of(tmp_path, *twice, line(link="c", identification=identified,
                                                   ceased_on="2017-01-01"))  # fmt: skip

    assert [str(each.share) for each in holdings(told)] == [
        "at least 75%", "unknown", "at least 75%"
    ]  # fmt: skip
    assert len(reasons(account, "read as")) == 1


def test_pitfall_11_a_company_filed_as_a_person_is_a_person_and_noted(tmp_path):
    told, account = told_of(tmp_path, person(name="Foo Nigeria Limited"))

    assert [each.kind for each in parties(told).values()] == ["organisation", "person"]
    assert {what for what, _ in reasons(account, "read as")} == {"name"}


def test_files_are_known_by_their_beginning():
    assert is_psc(json.dumps(line()).encode())
    assert is_psc(b'\xef\xbb\xbf{"company_number":"1","data":{"address":{},"kind":"x"')
    assert is_psc(json.dumps([line()], indent=1).encode())
    assert not is_psc(b'{"statementId": "x", "recordType": "person"}')
    assert is_companies(b'CompanyName, CompanyNumber,RegAddress.CareOf,"x"\r\n"A","1"')
    assert not is_companies(b"CompanyName,Owner\n")


KEYS = ["name", "name_elements", "identification", "natures_of_control", "notified_on", "links",
        "ceased_on", "ceased", "date_of_birth", "nationality", "statement", "exemptions",
        "is_sanctioned", "linked_psc_name", "description", "address"]  # fmt: skip
WORDS = ["", SHARES, f"{SHARES}-as-firm", "2016-04-06", "2017-01-01", "England", "01234567",
         "psc-details-not-confirmed", "British", "a \n b"]  # fmt: skip
INSIDE = ["registration_number", "country_registered", "place_registered", "year", "self", "items",
          "exempt_from", "surname", "month", "x"]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(INSIDE), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(KINDS)), st.dictionaries(st.sampled_from(KEYS), VALUES)),
        max_size=3,
    )
)
def test_whatever_a_line_says_is_told_as_a_case_could_have_it(filings):
    lines = [line(kind=kind, **data) for kind, data in filings]
    with TemporaryDirectory() as folder:
        told, account = told_of(Path(folder), *lines)

    assert account.records == len(lines)
    assert_valid(told)


def assert_valid(told):
    """What is told is what it would be if each value had been looked at."""
    for each in told:
        words = each.entry.model_dump(by_alias=True, exclude_unset=True)
        assert type(each.entry).model_validate(words) == each.entry


def companies(tmp_path, content):
    path = tmp_path / "companies.csv"
    path.write_bytes(content)
    account = Account()
    return list(read_companies(path, account)), account


HEADER = (
    b"CompanyName, CompanyNumber,RegAddress.PostTown,CompanyCategory,CompanyStatus,"
    b"CountryOfOrigin,DissolutionDate,IncorporationDate,SICCode.SicText_1,URI,"
    b"PreviousName_1.CONDATE, PreviousName_1.CompanyName\n"
)


def test_companies_are_read_with_what_they_are_called_and_were(tmp_path):
    told, account = companies(
        tmp_path,
        HEADER + b'"FOO ""1"" LTD","SC123456","X","Private","Active","Scotland","","11/09/2012",'
        b'"1","u","01/01/2020","BAR LTD"\r\n'
        b'"QUX","FC000001","X","Overseas","Liquidation","Atlantis","1/1/20","","","u","",""\n',
    )

    foo, qux = (each.entry for each in told[1:])
    assert [each.name for each in told] == ["gb-coh", "gb-coh-sc123456", "gb-coh-fc000001"]
    assert (foo.label, foo.names, str(foo.founded), foo.jurisdiction, foo.form) == (
        'FOO "1" LTD', ("BAR LTD",), "2012-09-11", "GB", "Private"
    )  # fmt: skip
    assert_valid(told)
    assert (qux.jurisdiction, qux.dissolved) == ("", None)
    assert {what for what, _ in reasons(account, "lossy")} == {
        "RegAddress.*", "SICCode.*", "PreviousName.CONDATE", "CountryOfOrigin",
        "DissolutionDate", "CompanyStatus",
    }  # fmt: skip


def test_a_damaged_row_is_refused_and_the_next_is_read(tmp_path):
    row = b'"FOO","01234567","","","","","","","","","",""\n'
    told, account = companies(
        tmp_path,
        HEADER + b'"FOO\n' + b"a,b\n" + row.replace(b"01234567", b"x") + b"y" * 200_000
        + b"\n" + row.replace(b"FOO", b"F\xd6\xd6"),
    )  # fmt: skip

    assert [(each.name, each.place) for each in told[1:]] == [("gb-coh-01234567", "line 6")]
    assert told[1].entry.label == "FÖÖ"
    assert (account.records, account.refused) == (5, 4)
    with pytest.raises(CaseError, match="there is no column CompanyName"):
        companies(tmp_path, b"a,b\n")


class TestTheRegister:
    """Its own lines and codes."""

    pytestmark = real

    @pytest.fixture
    def descriptions(self):
        return yaml.safe_load((DATA / "psc_descriptions.yml").read_text(encoding="utf-8"))

    def test_every_code_is_told_as_its_description_says(self, descriptions):
        bands = {
            "More than 25% but not more than 50%": "over 25% to 50%",
            "More than 50% but less than 75%": "over 50% to under 75%",
            "75% or more": "at least 75%",
            "ore than 25%": "over 25%",
        }
        short = descriptions["short_description"]
        assert short.keys() == descriptions["description"].keys()
        for code, words in short.items():
            read = nature(code)
            long = descriptions["description"][code]
            band = next((bands[words_] for words_ in bands if words_ in words), None)
            if "appoint or remove" in long:
                band = "over 50%"
            assert read is not None, code
            assert str(read.share) == str(band), code
            assert (read.capacity == "trustee") == ("trust " in long or "trust," in long), code
            assert (read.capacity == "firm") == ("firm" in long), code
            assert bool(read.block) == (read.capacity != "own"), code
            assert (read.right == "nominator") == ("nominee" in long), code
            assert (read.right == "votes") == ("of the voting rights" in long), code
            assert (read.right == "economic") == ("of the shares" in long), code
            assert (read.right == "surplus") == ("surplus assets" in long), code
            assert (read.right == "appointment") == ("appoint or remove" in long), code

    def test_every_statement_is_known(self, descriptions):
        for code in descriptions["statement_description"]:
            assert (code.removesuffix("-partnership") in REASONS) != (code in OTHERS), code

    def test_every_line_is_read_and_what_is_told_is_valid(self, tmp_path):
        lines = []
        for path in sorted(DATA.glob("psc*.json")):
            value = json.loads(path.read_text(encoding="utf-8"))
            lines += value if isinstance(value, list) else [value]
        told, account = told_of(tmp_path, *lines)

        assert (account.records, account.refused) == (len(lines), 1)  # of an unknown kind
        some = [each["data"] for each in lines if "company_number" in each]
        assert len(holdings(told)) == sum(len(d.get("natures_of_control", "1")) for d in some)
        assert_valid(told)
        assert parties(told)["gb-coh-00686734"].label == "Robert Hitchins Limited"

    def test_the_table_of_companies_is_read(self, tmp_path):
        wrapped = (DATA / "basic-company-data-1.csv").read_bytes().replace(b"\n", b"")
        told, account = companies(tmp_path, wrapped.replace(b'"! LTD"', b'\n"! LTD"'))
        rows = json.loads((DATA / "company-data-1.json").read_text(encoding="utf-8"))
        path = tmp_path / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.DictWriter(file, rows[0])
            table.writeheader()
            table.writerows(rows)
        both = list(read_companies(path, Account()))

        assert (account.records, account.refused) == (1, 0)
        assert told[1].entry == both[1].entry
        assert is_companies(path.read_bytes())
        assert [each.name for each in both[1:]] == ["gb-coh-08209948", "gb-coh-11399177"]
