"""Records out, as a file of BODS 0.4."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from kingmaker.files.bods.records import Statement, written

_ENCODER = msgspec.json.Encoder(decimal_format="number")
_SORTED = msgspec.json.Encoder(decimal_format="number", order="deterministic")


def dump(
    told: Iterable[Statement], path: str | Path, form: Literal["json", "jsonl"] | None = None
) -> int:
    """Write records as a file, one after another.

    Parameters
    ----------
    told : iterable of Statement
        In the order in which they shall stand; a relationship comes after its parties.
    path : str or Path
        Where to; a file that is there is replaced.
    form : str or None
        ``json`` for one list, ``jsonl`` for lines. None: lines if the name of the file ends so.

    Returns
    -------
    int
        How many were written.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    lines = (form or Path(path).suffix.removeprefix(".")) in ("jsonl", "ndjson")
    count = 0
    with Path(path).open("wb") as stream:
        stream.write(b"" if lines else b"[")
        for count, statement in enumerate(told, 1):
            stream.write(b"" if lines else b"\n" if count == 1 else b",\n")
            stream.write(encoded(statement) + (b"\n" if lines else b""))
        stream.write(b"" if lines else b"\n]\n" if count else b"]\n")
    return count


def encoded(statement: Statement) -> bytes:
    """Write one record as JSON on one line; numbers with all their digits."""
    return _ENCODER.encode(written(statement))


def identified(statement: Statement) -> Statement:
    """Give a statement the identifier that follows from what it says.

    The same content has the same identifier, whenever and wherever it is written; other content
    has another.

    Returns
    -------
    Statement
        With an ``id`` of 64 digits and letters.

    References
    ----------
    Open Ownership (2024). Beneficial Ownership Data Standard 0.4: Generating statements.
    """
    content = {**written(statement), "statementId": ""}
    return replace(statement, id=sha256(_SORTED.encode(content)).hexdigest())
