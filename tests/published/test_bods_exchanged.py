"""Real statements carried into a case and back: what is asked of them survives.

Most of them may not be shipped, and lie beside the repository, under ``shared/data``.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from exchanged import back, said, said_again
from kingmaker.files.bods import Entity, Relationship, records
from kingmaker.files.exchange.bods import read
from kingmaker.files.exchange.losses import Account
from kingmaker.files.problems import CaseError
from kingmaker.model import Holding

DATA = Path(__file__).parents[3] / "shared" / "data"
FILES = sorted(
    file
    for pattern in ("bods_official_0.4/examples/*.json", "bods_pypi_fixtures/*/*.json",
                    "bods_national_examples/*-bods-0.4.json", "bods_oo_*/*.jsonl")
    for file in DATA.glob(pattern)
)  # fmt: skip

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no {DATA}"),
]


def facts(path: Path) -> dict[str, Counter]:
    """What has to survive: interests with their values, reasons, components and dates."""
    found: dict[str, Counter] = {
        what: Counter()
        for what in ("interests", "starts", "reasons", "components", "dates", "parties")
    }
    told = [entry.statement for entry in records(path)]
    for statement in told:
        details = statement.details
        kind = type(details).__name__
        found["dates"][kind, statement.day, statement.known] += 1
        if not isinstance(details, Relationship):
            what = details.type.type if isinstance(details, Entity) else details.type
            reason = details.unspecified.reason if details.unspecified else None
            found["parties"][what, details.component, reason] += 1
            continue
        found["components"][details.component, len(details.components or ())] += 1
        for end in (details.party, details.subject):
            if not isinstance(end, str):
                found["reasons"][end.reason, end.description] += 1
        for each in details.interests or ():
            bounds = each.share.bounds[::2] if each.share else None
            what = each.type or "unknownInterest", each.direct or "unknown", each.beneficial
            if what[0] != "appointmentOfBoard":
                found["interests"][*what, bounds, each.details] += 1
            else:
                found["interests"][*what, each.details] += 1
            end = each.end or (statement.day if statement.status == "closed" else None)
            found["starts"][each.type or "unknownInterest", each.start, end] += 1
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_interests_reasons_components_and_dates_come_back(file, tmp_path):
    account = Account()
    told = list(read(file, account))
    count = sum(1 for _ in records(file))
    path = tmp_path / "again.jsonl"

    written, lost = back(path, told)

    assert account.records == count
    assert len(written) == count - account.refused
    assert {what for _, what, _ in lost.reasons} <= {"traded"}
    before, after = facts(file), facts(path)
    if account.refused:  # an interest that ends on the day it begins
        assert sum((before["starts"] - after["starts"]).values()) == 3
    else:
        assert after == before
    assert said_again(path) == {
        t.name: said(t.entry) for t in told if isinstance(t.entry, Holding)
    }


def test_what_the_standards_own_tests_hold_wrong_is_accounted_for():
    for file in sorted(DATA.glob("bods_official_0.4/tests/*valid-statements/*.json")):
        account = Account()
        try:
            list(read(file, account))
        except CaseError:
            continue
        said = json.loads(file.read_bytes())
        assert account.records == (len(said) if isinstance(said, list) else 2), file.name


def test_real_bands_are_open_where_the_register_has_them_open():
    shares = Counter(
        str(told.entry.share)
        for file in FILES
        if file.parent.name == "bods_oo_uk_psc"
        for told in read(file, Account())
        if isinstance(told.entry, Holding) and told.entry.right in ("economic", "votes")
    )

    assert set(shares) == {"over 25% to 50%", "over 50% to under 75%", "at least 75%"}
