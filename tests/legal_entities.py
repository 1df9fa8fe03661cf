"""Files of GLEIF for tests: what is told of one, records made up, and records as a table."""

import csv
import io
import re
from pathlib import Path

from kingmaker.files.exchange.gleif import read
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told

DATA = Path(__file__).parent / "data" / "gleif"
CHILD, PARENT, OTHER = "001GPB6A9XPE8XJICC14", "5493001Z012YSB2A0K51", "C7J4FOV6ELAVE39B7M82"


def tell(path: Path) -> tuple[list[Told], Account, list[Loss]]:
    losses: list[Loss] = []
    account = Account(report=losses.append)
    return list(read(path, account)), account, losses


def relation(kind: str = "IS_DIRECTLY_CONSOLIDATED_BY", **changes) -> dict:
    registration = {
        "InitialRegistrationDate": "2019-05-15T00:00:00Z",
        "LastUpdateDate": "2023-02-03T00:00:00Z",
        "RegistrationStatus": changes.pop("registered", "PUBLISHED"),
        "ValidationSources": "FULLY_CORROBORATED",
    }
    found = {
        "StartNode": {"NodeID": CHILD, "NodeIDType": "LEI"},
        "EndNode": {"NodeID": PARENT, "NodeIDType": "LEI"},
        "RelationshipType": kind,
        "RelationshipPeriods": [{"StartDate": "2018-01-01", "PeriodType": "RELATIONSHIP_PERIOD"}],
        "RelationshipStatus": "ACTIVE",
        **changes,
    }
    return {"Relationship": found, "Registration": registration}


def entity(**changes) -> dict:
    return {"LEI": CHILD, "Entity": {"LegalName": "A", "EntityStatus": "ACTIVE", **changes}}


def exception(*words: str, category: str = "DIRECT", **more) -> dict:
    whose = f"{category}_ACCOUNTING_CONSOLIDATION_PARENT"
    return {"LEI": CHILD, "ExceptionCategory": whose, "ExceptionReason": list(words), **more}


def columns(value: object, path: str = "") -> dict[str, str]:
    """A record in columns named as GLEIF does."""
    if not isinstance(value, dict):
        return {path: str(value)}
    found = {}
    for key, inner in value.items():
        single = re.sub("ies$", "y", re.sub("sses$", "ss", key)).removesuffix("s")
        where = f"{path}.{key}" if path else key
        if isinstance(inner, list):
            for number, one in enumerate(inner, 1):
                below = f"{where}.{single}.{number}"
                if isinstance(one, dict) and single in one:
                    found |= {below: one[single], f"{below}.type": one["type"]}
                else:
                    found |= columns(one, below)
        else:
            found |= columns(inner, where)
    return found


def as_table(records: list[dict]) -> str:
    rows = []
    for record in records:
        row = {}
        for column, value in columns(record).items():
            name = re.sub(r"Relationship(Qualifier|Quantifier)s\.\w+", r"\1s", column)
            name = re.sub(r"RelationshipPeriods\.\w+", "Period", name)
            name = re.sub(r"(Period\.\d+)\.(\w)", lambda at: f"{at[1]}.{at[2].lower()}", name)
            name = re.sub(r"^Exception(Category|Reference)", r"Exception.\1", name)
            row[re.sub(r"^ExceptionReason$", "Exception.Reason.1", name)] = value
        rows.append(row)
    out = io.StringIO()
    titles = list(dict.fromkeys(title for row in rows for title in row))
    writer = csv.DictWriter(out, [*titles, "Entity.LegalName.xmllang"], quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
