"""The schema and codelists of the Beneficial Ownership Data Standard 0.4, as shipped.

They are the one source of what a statement may say; nothing of them is repeated in code.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard, version 0.4. Apache License 2.0; the
notice lies beside the files.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

VERSION = "0.4"
STATEMENTS = "statement.json"
_FILES = (
    STATEMENTS, "entity-record.json", "person-record.json", "relationship-record.json",
    "components.json",
)  # fmt: skip
_HERE = files("kingmaker.files.bods") / "schema"


@cache
def schemas() -> Mapping[str, dict[str, Any]]:
    """Give every schema file by its ``$id``, such as ``urn:entity``."""
    read = (json.loads((_HERE / name).read_text(encoding="utf-8")) for name in _FILES)
    return {schema["$id"]: schema for schema in read}


def codelist(name: str) -> Mapping[str, str]:
    """Give the codes of a list with their titles, in the order of the standard.

    Parameters
    ----------
    name : str
        As the schema names it: ``interestType.csv``.

    Examples
    --------
    >>> codelist("recordStatus.csv")["closed"]
    'Closed Record'
    """
    text = (_HERE / "codelists" / name).read_text(encoding="utf-8-sig")
    return {row["code"]: row["title"] for row in csv.DictReader(text.splitlines())}
