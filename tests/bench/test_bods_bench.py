"""Reading and validating a register of statements, beside a validator that walks the schema.

A made-up register in the size and shape of published ones: each company is owned by the one
before it and by a person.

::

    pytest tests/bench/test_bods_bench.py --benchmark-enable

No time is asserted. That both give the same verdict is, and that memory does not grow.
"""

import json
import tracemalloc

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

from kingmaker.files.bods import records, validate
from kingmaker.files.bods.reading import raw
from kingmaker.files.bods.shipped import schemas

PUBLISHED = {
    "publicationDetails": {
        "publicationDate": "2025-03-05",
        "bodsVersion": "0.4",
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "publisher": {"name": "A register", "url": "https://www.example.org"},
    },
    "source": {"type": ["officialRegister"], "url": "https://www.example.org/register"},
}


def statement(kind: str, number: int, **details: object) -> dict:
    name = f"{kind}-{number:032}"
    return {
        "statementId": name, "recordId": f"XX-{name}", "recordType": kind, "recordStatus": "new",
        "declarationSubject": f"XX-entity-{number:032}", "statementDate": "2024-12-03",
        "recordDetails": {"isComponent": False, **details}, **PUBLISHED,
    }  # fmt: skip


def companies(many: int) -> list[dict]:
    """Three statements for each company, about 1.1 kB each."""
    country = {"name": "United Kingdom", "code": "GB"}
    found = []
    for n in range(many):
        place = {"address": f"{n} The Crescent, Business Park", "postCode": "CO4 9QB"}
        found.append(
            statement(
                "entity", n, entityType={"type": "registeredEntity", "details": "Limited Company"},
                name=f"COMPANY {n} LIMITED", jurisdiction=country, foundingDate="2003-12-04",
                identifiers=[{"id": f"{n:08}", "scheme": "GB-COH", "schemeName": "Register",
                              "uri": "https://www.example.org/companies"}],
                addresses=[{"type": "registered", "country": country, **place}],
            )
        )  # fmt: skip
        found.append(
            statement(
                "person", n, personType="knownPerson", birthDate="1970-04",
                names=[{"type": "legal", "fullName": f"Ann {n}", "familyName": str(n)}],
                nationalities=[country],
                addresses=[{"type": "service", "country": country, **place}],
            )
        )  # fmt: skip
        interest = {"directOrIndirect": "unknown", "beneficialOwnershipOrControl": True,
                    "details": "as declared", "startDate": "2016-04-06",
                    "share": {"minimum": 50.5, "maximum": 75}}  # fmt: skip
        kinds = ("shareholding", "votingRights")
        found.append(
            statement(
                "relationship", n, subject=f"XX-entity-{n:032}",
                interestedParty=f"XX-person-{n:032}",
                interests=[{"type": kind, **interest} for kind in kinds],
            )
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def register(tmp_path_factory, request):
    many = 10_000 if request.config.getoption("benchmark_enable") else 200
    folder = tmp_path_factory.mktemp("register")
    lines = [json.dumps(part, separators=(",", ":")) for part in companies(many)]
    (folder / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "r.json").write_text("[" + ",\n".join(lines) + "]", encoding="utf-8")
    return folder, 3 * many


@pytest.mark.parametrize("name", ["r.jsonl", "r.json"])
def test_a_register_is_validated(benchmark, register, name):
    folder, many = register

    report = benchmark.pedantic(validate, (folder / name,), rounds=3)

    assert (report.statements, report.errors, report.warnings) == (many, 0, 0)


@pytest.mark.parametrize("name", ["r.jsonl", "r.json"])
def test_a_register_is_read_into_records(benchmark, register, name):
    folder, many = register

    count = benchmark.pedantic(lambda: sum(1 for _ in records(folder / name)), rounds=3)

    assert count == many


def test_a_validator_that_walks_the_schema_agrees(benchmark, register):
    folder, _ = register
    registry = Registry().with_resources(
        (name, Resource.from_contents(schema)) for name, schema in schemas().items()
    )
    peer = Draft202012Validator(
        {"$ref": "urn:statement#/$defs/Statement"},
        registry=registry,
        format_checker=FormatChecker(("date",)),
    )
    lines = (folder / "r.jsonl").read_text(encoding="utf-8").splitlines()[:300]

    benchmark.pedantic(lambda: [peer.validate(json.loads(line)) for line in lines], rounds=1)

    assert validate(lines).valid


@pytest.mark.parametrize("name", ["r.jsonl", "r.json"])
def test_memory_does_not_grow_with_the_file(register, name):
    folder, _ = register
    tracemalloc.start()
    try:
        for _ in raw(folder / name):
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 8e6
