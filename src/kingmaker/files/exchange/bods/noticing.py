"""Whether a file holds statements of BODS, by its beginning."""

from __future__ import annotations

import re
import zlib

_STATEMENT = re.compile(rb'"statement(?:Id|ID|Type|Date)"\s*:')
_RECORD = re.compile(
    rb'"(?:recordType|recordId|recordDetails|statementType|declarationSubject|isComponent'
    rb'|interestedParty|entityType|personType|publicationDetails)"\s*:'
)
_ENDINGS = (".json", ".jsonl", ".ndjson", ".gz", ".txt")
_ZIPPED = 1 << 16


def is_bods(head: bytes, name: str) -> bool:
    """Tell a file of statements by its first bytes.

    Parameters
    ----------
    head : bytes
        Its beginning; some thousand bytes are enough. It may be in gzip.
    name : str
        Of the file.

    Examples
    --------
    >>> is_bods(b'[{"statementId": "1", "recordType": "entity"', "a.json")
    True
    """
    if head[:2] == b"\x1f\x8b":
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, _ZIPPED)
        except zlib.error:
            return False
    known = name.lower().endswith(_ENDINGS) or "." not in name
    return bool(known and _STATEMENT.search(head) and _RECORD.search(head))
