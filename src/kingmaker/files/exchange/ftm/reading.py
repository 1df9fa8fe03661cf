"""Entities of FollowTheMoney in, one after another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kingmaker.files.exchange.ftm.entities import KINDS, Entity, entity, party
from kingmaker.files.exchange.ftm.links import ENDS, NO_HOLDINGS, holdings
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import name_of
from kingmaker.files.exchange.opening import opened, unusable
from kingmaker.files.exchange.told import Told
from kingmaker.model import Source

_LONGEST = 1 << 24  # bytes of a line
_FORM = re.compile(rb'\s*\{(?=.*"schema"\s*:)(?=.*"(?:properties|id)"\s*:)', re.DOTALL)
_NONE = (
    "these are no entities of FollowTheMoney; each line has one, "
    "as an object with id, schema and properties"
)
_MOST_SOURCES = 100_000


def is_ftm(head: bytes, name: str) -> bool:
    """Whether a file may be FollowTheMoney.

    Parameters
    ----------
    head : bytes
        Its beginning, some thousand bytes, unzipped.
    name : str
        What it is called; it does not matter.
    """
    del name
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    return _FORM.match(line) is not None and b'"properties"' in head


def read(path: str | Path, account: Account) -> Iterator[Told]:
    """Read entities of FollowTheMoney.

    Parameters
    ----------
    path : str or Path
        JSON Lines, plain or zipped.
    account : Account
        Is told of each line and of what of it is not carried.

    Yields
    ------
    Told
        Parties, holdings, and each dataset as a source when it is first met.

    Raises
    ------
    CaseError
        If there is no such file, or no line of it has an entity.
    """
    from msgspec.json import Decoder

    decode = Decoder().decode
    used = 0
    sources: set[str] = set()
    with opened(path) as stream:
        for number, line in enumerate(iter(partial(stream.readline, _LONGEST), b""), 1):
            if not line.strip():
                continue
            place = f"line {number}"
            account.record(place)
            if len(line) == _LONGEST and not line.endswith(b"\n"):
                raise unusable(Path(path).name, "a line is longer than any entity is", number)
            try:
                value: object = decode(line.removeprefix(b"\xef\xbb\xbf"))
            except (ValueError, RecursionError) as error:
                account.refuse("not one object of JSON", error)
                continue
            found = entity(value, account)
            if found is None:
                continue
            used += 1
            for one in _told(found, place, account):
                if one.section in ("parties", "holdings"):
                    yield from _sources(found, place, sources)
                yield one
    if account.records and not used:
        raise unusable(Path(path).name, _NONE)


def _told(found: Entity, place: str, account: Account) -> Iterator[Told]:
    if found.schema in KINDS:
        yield Told(name_of(found.id), party(found, account), place)
    elif found.schema in ENDS:
        for name, holding in holdings(found, account):
            yield Told(name, holding, place)
    else:
        account.refuse(NO_HOLDINGS.get(found.schema, "no party and no holding"), found.schema)


def _sources(found: Entity, place: str, told: set[str]) -> Iterator[Told]:
    for dataset, reference in zip(found.datasets, found.sources, strict=False):
        if reference.source not in told:
            if len(told) < _MOST_SOURCES:
                told.add(reference.source)
            yield Told(reference.source, Source(title=dataset), place)
