"""Made-up statements of BODS 0.4, to be changed and looked at."""

from __future__ import annotations

import json
from typing import Any

PUBLISHED = {
    "publicationDetails": {
        "publicationDate": "2024-01-31",
        "bodsVersion": "0.4",
        "publisher": {"name": "A register"},
    },
    "source": {"type": ["officialRegister"]},
}


def statement(kind: str, record: str, number: int = 0, **details: Any) -> dict[str, Any]:
    """A statement; what is not of its details comes after ``and_``."""
    outer = details.pop("and_", {})
    name = f"{record}-{number}".ljust(32, "-")
    return {
        "statementId": name, "recordId": record, "recordType": kind, "recordStatus": "new",
        "declarationSubject": "acme", "statementDate": "2024-01-31",
        "recordDetails": {"isComponent": False, **details}, **PUBLISHED, **outer,
    }  # fmt: skip


def entity(record: str = "acme", number: int = 0, **details: Any) -> dict[str, Any]:
    """A company."""
    said = {"entityType": {"type": "registeredEntity"}, "name": record.title(), **details}
    return statement("entity", record, number, **said)


def person(record: str = "ann", number: int = 0, **details: Any) -> dict[str, Any]:
    """A person."""
    said = {"personType": "knownPerson", "names": [{"fullName": record.title()}], **details}
    return statement("person", record, number, **said)


def relationship(record: str = "ann-acme", number: int = 0, **details: Any) -> dict[str, Any]:
    """Ann's interest in Acme: a quarter of its shares, directly."""
    said = {"subject": "acme", "interestedParty": "ann", "interests": [interest()], **details}
    return statement("relationship", record, number, **said)


def interest(**changed: Any) -> dict[str, Any]:
    """A quarter of the shares; what is None is left out."""
    said = {"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": 25},
            "startDate": "2020-05-01", **changed}  # fmt: skip
    return {key: value for key, value in said.items() if value is not None}


def small() -> list[dict[str, Any]]:
    """Acme, Ann, and what she holds in it."""
    return [entity(), person(), relationship()]


def as_bytes(statements: object) -> bytes:
    """The content of a file."""
    return json.dumps(statements).encode()
