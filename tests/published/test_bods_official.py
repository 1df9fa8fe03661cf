"""The standard's own tests and examples, and real registers: judged as expected, nothing lost.

They lie beside the repository, under ``shared/data``, and their licence does not let them be
shipped; without them there is nothing to compare with.
"""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from kingmaker.files.bods import Relationship, current, encoded, records, statements, validate

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data"
TESTS = DATA / "bods_official_0.4" / "tests"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no {DATA}"),
]

VALID = sorted(TESTS.glob("valid-statements/*.json"))
INVALID = sorted(TESTS.glob("invalid-statements/*.json"))
EXAMPLES = sorted(DATA.glob("bods_official_0.4/examples/*.json"))
CONFORMANCE = sorted(DATA.glob("bods_pypi_fixtures/*/*.json"))
NATIONAL = sorted(DATA.glob("bods_national_examples/*-bods-0.4.json"))
REGISTERS = sorted(DATA.glob("bods_oo_*/*.jsonl"))


def expected() -> dict[str, tuple[str, str]]:
    """Keyword and place of the fault in each file, as the standard's tests list them."""
    with (TESTS / "invalid-statements" / "expected_errors.csv").open(encoding="utf-8") as rows:
        return {
            name: (keyword.strip(), place.strip()) for name, keyword, place, _ in csv.reader(rows)
        }


def path(pointer: str) -> str:
    """A JSON pointer as those tests write it."""
    parts = pointer.split("/")[1:]
    return "$[0]" + "".join(f"[{part}]" if part.isdecimal() else f".{part}" for part in parts)


def test_none_is_missing():
    assert (len(VALID), len(INVALID)) == (111, 192)


def test_every_valid_file_is_valid():
    assert [file.name for file in VALID if not validate(file).valid] == []


def test_every_invalid_file_is_invalid_for_the_reason_given_and_no_other():
    reasons = expected()
    for file in INVALID:
        report = validate(file)
        found = {
            (finding.rule, path(finding.pointer))
            for finding in report.findings
            if finding.severity == "error" and finding.part == "schema"
        }

        assert not report.valid, file.name
        if file.name in reasons and reasons[file.name] != ("type", "$"):
            assert found == {reasons[file.name]}, file.name


@pytest.mark.parametrize("file", EXAMPLES + CONFORMANCE + NATIONAL, ids=lambda file: file.name)
def test_examples_have_no_errors(file):
    assert validate(file).consistent


@pytest.mark.parametrize("file", REGISTERS, ids=lambda file: file.name)
def test_registers_have_no_errors_and_one_word_of_an_earlier_version(file):
    report = validate(file)

    words = [found.message for found in report.findings if found.rule == "unknown-word"]
    assert report.consistent
    assert report.statements == len(file.read_bytes().splitlines())
    assert len(words) == 1
    assert "incorporatedInJurisdiction" in words[0]


@pytest.mark.parametrize(
    "files", [VALID, EXAMPLES, CONFORMANCE, NATIONAL, REGISTERS],
    ids=["valid", "examples", "conformance", "national", "registers"],
)  # fmt: skip
def test_every_statement_becomes_a_record_and_comes_back_whole(files):
    for file in files:
        for entry, told in zip(statements(file), records(file), strict=True):
            assert told.statement is not None, (file.name, told.troubles)
            said = json.loads(json.dumps(entry.value, default=float))
            assert json.loads(encoded(told.statement)) == said, file.name


@pytest.mark.parametrize(
    "file", [file for file in REGISTERS if "psc" in str(file)], ids=lambda file: file.name
)
def test_the_past_of_a_register_does_not_vanish(file):
    told = [entry.statement for entry in records(file)]
    closed = [
        statement
        for statement in told
        if isinstance(statement.details, Relationship)
        and statement.status == "closed"
        and all(interest.end for interest in statement.details.interests)
    ]

    for statement in closed:
        interest = statement.details.interests[0]
        if interest.start < interest.end:
            then = {held.statement.record for held in current(told, interest.start).held}
            today = {held.statement.record for held in current(told, date(2026, 1, 1)).held}
            assert statement.record in then - today
