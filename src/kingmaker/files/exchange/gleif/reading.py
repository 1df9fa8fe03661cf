"""A file of legal entities, of relationships or of exceptions, told one record after another.

A full file and a file of changes are read alike: the names of parties and holdings follow from
identifiers, so that of what is told twice, the later counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from kingmaker.files.exchange.gleif.entities import entities
from kingmaker.files.exchange.gleif.exceptions import exceptions
from kingmaker.files.exchange.gleif.objects import from_json
from kingmaker.files.exchange.gleif.relationships import relationships
from kingmaker.files.exchange.gleif.rows import MARKS, from_csv
from kingmaker.files.exchange.gleif.trees import ROOTS, from_xml
from kingmaker.files.exchange.gleif.values import Fields, Record
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.opening import Opened, opened, unusable
from kingmaker.files.exchange.told import Told

_HEAD = 1 << 16  # bytes that tell the format
_BOM = b"\xef\xbb\xbf"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?(" + "|".join(ROOTS).encode() + rb")[\s>/]")
_KEYS = re.compile(
    rb'"(?:RelationshipRecord|StartNode|EndNode|RelationshipType|ExceptionCategory'
    rb'|ExceptionReason|EntityCategory|LegalName)"\s*:'
)
_OWN_NAME = re.compile(r"gleif|golden-?copy|\b(?:lei2|repex)\b", re.IGNORECASE)

_Mapping: TypeAlias = Callable[[Fields, str, Account], Iterator[Told]]


def is_gleif(head: bytes, name: str) -> bool:
    """Whether a file seems to be one of GLEIF's.

    Parameters
    ----------
    head : bytes
        How it begins; some thousand bytes. Unpacked, if that can be had.
    name : str
        Its name, which counts only while it is packed.

    Examples
    --------
    >>> is_gleif(b"LEI,Exception.Category,Exception.Reason.1", "a.csv"), is_gleif(b"[]", "a.json")
    (True, False)
    """
    if head.startswith(_PACKED):
        return _OWN_NAME.search(Path(name).name) is not None
    start = head.removeprefix(_BOM).lstrip()
    if start.startswith(b"<"):
        return _ROOT.search(head) is not None
    if start.startswith((b"{", b"[")):
        return _KEYS.search(head) is not None
    titles = start.split(b"\n", 1)[0].decode("utf-8", "replace")
    return any(mark in titles for mark in MARKS)


def read(path: str | Path, account: Account) -> Iterator[Told]:
    """Tell what a file of GLEIF's tells: Level 1, Level 2 or exceptions; XML, JSON or CSV.

    Parameters
    ----------
    path : str or Path
        Of the file, plain or packed.
    account : Account
        Is told of each record, and of all that is not carried.

    Yields
    ------
    Told
        A party for each entity, a holding for each relationship, and for each exception the
        party that is not named and its holding.

    Raises
    ------
    CaseError
        If the file as a whole cannot be read.

    References
    ----------
    Global Legal Entity Identifier Foundation. LEI-CDF 3.1, RR-CDF 2.1 and Reporting Exceptions
    2.1 formats; Golden Copy and Delta Files, specification and user manual (2020).
    """
    name = Path(path).name
    with opened(path) as stream:
        head = stream.peek(_HEAD)[:_HEAD]
        known = is_gleif(head, name)
        for record in _records(stream, name, head):
            fields = record.fields
            mapping = _mapping(fields)
            if mapping is None and not known:
                raise unusable(name, f"{record.place} is none of GLEIF's; is it another format?")
            account.record(record.place)
            if record.why:
                account.refuse(record.why)
            elif mapping is None:
                account.refuse("it is no record of an entity, a relationship or an exception")
            else:
                yield from mapping(fields, record.place, account)


def _records(stream: Opened, name: str, head: bytes) -> Iterator[Record]:
    start = head.removeprefix(_BOM).lstrip()
    if start.startswith(b"<"):
        return from_xml(stream, name)
    if start.startswith((b"{", b"[")):
        return from_json(stream, name, head)
    return from_csv(stream, name)


def _mapping(fields: Fields) -> _Mapping | None:
    """How a record is read, by what it has."""
    if "Relationship" in fields:
        return relationships
    if "ExceptionCategory" in fields:
        return exceptions
    return entities if "LEI" in fields or "Entity" in fields else None
