"""Packages of Open Cap Table Format: certificates are followed through what becomes of them."""

import json
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.ocf import is_ocf, read
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding, Party, ShareClass

FILES = ("stakeholders", "stock_classes", "transactions", "stock_plans", "vesting_terms",
         "valuations", "stock_legend_templates")  # fmt: skip
STAKEHOLDERS = [
    {"object_type": "STAKEHOLDER", "id": "ada", "stakeholder_type": "INDIVIDUAL",
     "name": {"legal_name": "Ada Invented"}, "current_relationship": "FOUNDER",
     "contact_info": {"emails": []}, "tax_ids": [{"tax_id": "00-7", "country": "US"}]},
    {"object_type": "STAKEHOLDER", "id": "fund", "stakeholder_type": "INSTITUTION",
     "name": {"legal_name": "Invented Fund I"}, "tax_ids": [{"tax_id": "111", "country": "US"}]},
]  # fmt: skip
CLASSES = [
    {"object_type": "STOCK_CLASS", "id": "common", "name": "Common", "class_type": "COMMON",
     "votes_per_share": "1", "initial_shares_authorized": "10000000", "seniority": "1"},
    {"object_type": "STOCK_CLASS", "id": "b", "name": "Class B", "class_type": "COMMON",
     "votes_per_share": 10, "conversion_rights": [{"converts_to_stock_class_id": "common"}]},
]  # fmt: skip


def issue(security: str, holder: str, many: str, day: str, kind: str = "common") -> dict[str, Any]:
    return {"object_type": "TX_STOCK_ISSUANCE", "id": f"i-{security}", "security_id": security,
            "stakeholder_id": holder, "stock_class_id": kind, "quantity": many, "date": day,
            "custom_id": security.upper(),
            "share_price": {"amount": "1", "currency": "USD"}}  # fmt: skip


def tx(kind: str, security: str, day: str, **more: Any) -> dict[str, Any]:
    named = {"object_type": f"TX_{kind}", "id": f"{kind.lower()}-{security}-{day}"}
    return named | {"security_id": security, "date": day} | more


def package(folder: Path, transactions: list[Any], **other: list[Any]) -> Path:
    content = {"stakeholders": STAKEHOLDERS, "stock_classes": CLASSES, **other}
    content["transactions"] = transactions
    manifest: dict[str, Any] = {
        "ocf_version": "1.2.0", "file_type": "OCF_MANIFEST_FILE", "as_of": "2024-01-01",
        "issuer": {"object_type": "ISSUER", "id": "acme", "legal_name": "Acme Invented, Inc.",
                   "formation_date": "2019-05-01", "country_of_formation": "US",
                   "country_subdivision_of_formation": "DE"},
    }  # fmt: skip
    for name in FILES:
        manifest[f"{name}_files"] = [{"filepath": f"./{name}.ocf.json"}] if name in content else []
        if name in content:
            file = folder / f"{name}.ocf.json"
            file.write_text(json.dumps({"file_type": name, "items": content[name]}))
    (folder / "Manifest.ocf.json").write_text(json.dumps(manifest))
    return folder


def held(folder: Path, transactions: list[Any], **on: Any) -> list[tuple[Any, ...]]:
    """Who holds how many of what, from when until when, and its status if it is not as stated."""
    found = [t.entry for t in read(package(folder, transactions), Account(), **on)]
    return [
        (h.holder.removeprefix("acme-"), (h.share_class or "").removeprefix("acme-"), h.shares,
         str(h.start), h.until and str(h.until),
         *([] if h.status == "stated" else [h.status]))
        for h in found if isinstance(h, Holding)
    ]  # fmt: skip


def test_company_holders_and_classes_are_told(tmp_path):
    lost: list[Loss] = []
    folder = package(tmp_path, [issue("cs-1", "ada", "100", "2020-01-01")])
    told = {t.name: t.entry for t in read(folder, Account(lost.append))}

    company, ada, fund = told["acme"], told["acme-ada"], told["acme-fund"]
    assert isinstance(company, Party)
    assert (company.label, company.jurisdiction) == ("Acme Invented, Inc.", "US-DE")
    assert (str(company.founded), company.kind) == ("2019-05-01", "organisation")
    assert isinstance(ada, Party)
    assert (ada.kind, ada.label, ada.role, ada.identifiers) == (
        "person", "Ada Invented", "founder", {},
    )  # fmt: skip
    assert isinstance(fund, Party)
    assert (fund.kind, fund.identifiers) == ("organisation", {"US-TAX": "111"})
    b = told["acme-b"]
    assert isinstance(b, ShareClass)
    assert (b.of, b.votes, b.label, b.converts_to) == ("acme", Fraction(10), "Class B", None)
    reasons = {(loss.place, loss.what) for loss in lost}
    assert ("stock class b", "conversion_rights") in reasons
    assert ("stakeholder ada", "contact_info") in reasons
    assert not any("00-7" in loss.value for loss in lost)


def test_a_transfer_ends_one_certificate_where_others_begin(tmp_path):
    transactions = [
        issue("cs-1", "ada", "100", "2020-01-01"),
        tx("STOCK_TRANSFER", "cs-1", "2021-06-01", quantity="40", resulting_security_ids=["cs-2"],
           balance_security_id="cs-3"),
        issue("cs-2", "fund", "40", "2021-06-01"),
        issue("cs-3", "ada", "60", "2021-06-01"),
    ]  # fmt: skip

    assert held(tmp_path, transactions) == [
        ("ada", "common", 100, "2020-01-01", "2021-06-01"),
        ("fund", "common", 40, "2021-06-01", None),
        ("ada", "common", 60, "2021-06-01", None),
    ]
    assert held(tmp_path, transactions[::-1])[-1] == (
        "ada", "common", 100, "2020-01-01", "2021-06-01",
    )  # fmt: skip


def test_as_of_a_day_only_what_is_held_then_is_told_and_counted(tmp_path):
    transactions = [
        issue("cs-1", "ada", "100", "2020-01-01"),
        tx("STOCK_REPURCHASE", "cs-1", "2021-06-01", quantity="40", balance_security_id="cs-3"),
        issue("cs-3", "ada", "60", "2021-06-01"),
        issue("cs-4", "fund", "7", "2022-01-01"),
    ]
    assert held(tmp_path, transactions, on="2020-12") == [
        ("ada", "common", 100, "2020-01-01", None)
    ]
    assert held(tmp_path, transactions, on="2021-06-01") == [
        ("ada", "common", 60, "2021-06-01", None)
    ]
    told = {t.name: t.entry for t in read(tmp_path, Account(), on="2021-06-01")}
    common, b = told["acme-common"], told["acme-b"]
    assert isinstance(common, ShareClass)
    assert isinstance(b, ShareClass)
    assert (common.issued, b.issued) == (60, 0)


def test_what_is_left_of_a_certificate_stays_on_it_if_no_other_has_it(tmp_path):
    transactions = [
        issue("cs-1", "ada", "100", "2020-01-01"),
        tx("STOCK_CANCELLATION", "cs-1", "2021-06-01", quantity="30"),
        tx("STOCK_CONVERSION", "cs-1", "2022-06-01", quantity_converted="70",
           resulting_security_ids=["b-1"]),
        issue("b-1", "ada", "7", "2022-06-01", "b"),
    ]  # fmt: skip
    assert held(tmp_path, transactions) == [
        ("ada", "common", 100, "2020-01-01", "2021-06-01"),
        ("ada", "common", 70, "2021-06-01", "2022-06-01"),
        ("ada", "b", 7, "2022-06-01", None),
    ]


def test_a_split_multiplies_what_is_outstanding_and_not_what_is_issued_for_it(tmp_path):
    split = {"object_type": "TX_STOCK_CLASS_SPLIT", "id": "s", "date": "2021-01-01",
             "stock_class_id": "common",
             "split_ratio": {"numerator": "3", "denominator": "2"}}  # fmt: skip
    transactions = [
        issue("cs-1", "ada", "100", "2020-01-01"),
        issue("cs-2", "fund", "50", "2020-01-01"),
        issue("b-1", "fund", "50", "2020-01-01", "b"),
        issue("cs-9", "fund", "75", "2021-01-01"),
        split,
        tx("STOCK_REISSUANCE", "cs-2", "2021-01-01", resulting_security_ids=["cs-9"],
           split_transaction_id="s"),
        issue("cs-4", "fund", "8", "2022-01-01"),
    ]  # fmt: skip
    assert held(tmp_path, transactions) == [
        ("ada", "common", 100, "2020-01-01", "2021-01-01"),
        ("ada", "common", 150, "2021-01-01", None),
        ("fund", "common", 50, "2020-01-01", "2021-01-01"),
        ("fund", "b", 50, "2020-01-01", None),
        ("fund", "common", 75, "2021-01-01", None),
        ("fund", "common", 8, "2022-01-01", None),
    ]


def test_what_was_taken_back_was_never_so_and_what_may_have_ended_is_disputed(tmp_path):
    transactions = [
        issue("cs-1", "ada", "100", "2020-01-01"),
        tx("STOCK_RETRACTION", "cs-1", "2020-03-01", reason_text="a slip"),
        issue("cs-2", "ada", "90", "2020-03-01"),
        tx("STOCK_TRANSFER", "cs-2", "some day", quantity="90", resulting_security_ids=["cs-3"]),
    ]
    assert held(tmp_path, transactions) == [
        ("ada", "common", 100, "2020-01-01", None, "withdrawn"),
        ("ada", "common", 90, "2020-03-01", None, "disputed"),
    ]


def test_options_are_rights_to_no_part_until_they_are_exercised_or_lapse(tmp_path):
    grant = {"object_type": "TX_EQUITY_COMPENSATION_ISSUANCE", "id": "g", "security_id": "o-1",
             "date": "2020-01-01", "stakeholder_id": "ada", "compensation_type": "OPTION_NSO",
             "quantity": "10000", "expiration_date": "2030-01-01",
             "exercise_price": {"amount": "1", "currency": "USD"}}  # fmt: skip
    lost: list[Loss] = []
    transactions = [
        grant,
        tx("EQUITY_COMPENSATION_EXERCISE", "o-1", "2022-01-01", quantity="4000",
           resulting_security_ids=["cs-1"]),
        issue("cs-1", "ada", "4000", "2022-01-01"),
    ]  # fmt: skip
    folder = package(tmp_path, transactions)
    told = [t.entry for t in read(folder, Account(lost.append)) if isinstance(t.entry, Holding)]

    options = [h for h in told if h.right == "option"]
    assert [(h.share, h.shares, h.note, str(h.until)) for h in options] == [
        (None, None, "option nso, for 10,000 shares", "2022-01-01"),
        (None, None, "option nso, for 6,000 shares", "2030-01-01"),
    ]
    assert ("exercise_price", "money and terms are not carried") in {
        (loss.what, loss.why) for loss in lost
    }


def test_each_transaction_is_one_record_and_bad_ones_stop_nothing(tmp_path):
    transactions: list[Any] = [
        7,
        issue("", "ada", "100", "2020-01-01"),
        issue("cs-1", "ada", "many", "2020-01-01"),
        issue("cs-2", "", "5", "2020-01-01", "unlisted"),
        issue("cs-2", "ada", "5", "2020-01-01"),
        tx("STOCK_TRANSFER", "cs-77", "2020-01-01", quantity="1"),
        tx("STOCK_ACCEPTANCE", "cs-2", "2020-01-01"),
        tx("SOMETHING_NEW", "cs-2", "2020-01-01"),
    ]
    lost: list[Loss] = []
    account = Account(lost.append)
    told = list(read(package(tmp_path, transactions), account))

    assert account.records == 1 + 2 + 2 + len(transactions)
    assert account.refused == 7
    holder = next(t.entry for t in told if isinstance(t.entry, Holding)).holder
    assert Party(kind="unspecified", reason="unknown") in [
        t.entry for t in told if t.name == holder
    ]


def test_a_zip_in_a_folder_is_read_alike(tmp_path):
    folder = package(tmp_path, [issue("cs-1", "ada", "100", "2020-01-01")])
    zipped = tmp_path / "acme.ocf.zip"
    with zipfile.ZipFile(zipped, "w") as archive:
        for file in folder.glob("*.json"):
            archive.write(file, f"acme/{file.name}")

    assert list(read(zipped, Account())) == list(read(folder, Account()))
    assert list(read(folder / "Manifest.ocf.json", Account())) == list(read(folder, Account()))
    assert is_ocf(zipped.read_bytes()[:4096], "acme.zip")


@pytest.mark.parametrize("filepath", ["../../secret.json", "/etc/passwd", "C:\\x", "gone.json"])
def test_a_manifest_leads_nowhere_but_into_its_package(tmp_path, filepath):
    folder = package(tmp_path, [])
    manifest = json.loads((folder / "Manifest.ocf.json").read_text())
    manifest["transactions_files"] = [{"filepath": filepath}]
    (folder / "Manifest.ocf.json").write_text(json.dumps(manifest))

    with pytest.raises(CaseError, match="the manifest names"):
        list(read(folder, Account()))


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"PK\x03\x04 no zip", b"[" * 100_000])
def test_what_is_no_package_is_told_so(tmp_path, content):
    for name in ("x.zip", "Manifest.ocf.json"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CaseError):
            list(read(tmp_path / name, Account()))
    with pytest.raises(CaseError, match="cannot be opened"):
        list(read(tmp_path / "nothing-there.zip", Account()))
