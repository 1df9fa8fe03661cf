"""The sources of statements: as sources of a case, and back."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from hashlib import blake2b

from kingmaker.files.bods import Agent, Statement
from kingmaker.files.bods import Source as BodsSource
from kingmaker.files.bods.formats import day, is_uri
from kingmaker.files.exchange.bods.words import SOURCES
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.model import Source
from kingmaker.model.evidence import Reference

_PLACE = re.compile(
    r"statement .* of ([0-9]{4}-[0-9]{2}-[0-9]{2})(?:, published ([0-9]{4}-[0-9]{2}-[0-9]{2}))?"
)
_OTHER = re.compile(r"[^a-z0-9]+")
_ASSERTED, _LICENCE, _PUBLISHER = "asserted by ", "licence: ", "publisher: "
_DAY = 10
_LONGEST = 30  # signs of a title in a name


class Cited:
    """The sources that have been told of, so that each is told once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def source(self, statement: Statement, account: Account) -> Told | None:
        """Give the source of a statement, if it has one that was not told of yet."""
        found = _source(statement)
        _account(statement, account)
        if found is None or found[0] in self._told:
            return None
        self._told.add(found[0])
        return Told(*found, f"statement {statement.id}")


def reference(statement: Statement) -> tuple[Reference, ...]:
    """Where a statement stands, as an entry of a case cites it."""
    found = _source(statement)
    if found is None:
        return ()
    later = f", published {statement.known}" if statement.known != statement.day else ""
    return (Reference(found[0], f"statement {statement.id} of {statement.day}{later}"),)


def cited_days(place: str) -> tuple[date, date] | None:
    """When the statement that a place names was said, and when published; None if it names none.

    Examples
    --------
    >>> cited_days("statement 7a3f of 2024-05-01, published 2024-06-01")
    (datetime.date(2024, 5, 1), datetime.date(2024, 6, 1))
    """
    found = _PLACE.fullmatch(place)
    said = day(found[1]) if found else None
    published = day(found[2]) if found and found[2] else said
    return (said, published) if said and published else None


def _source(statement: Statement) -> tuple[str, Source] | None:
    said, published = statement.source, statement.publication
    if said is None and published is None:
        return None
    return _named_source(
        (said.type or ()) if said else (),
        (said.description or "") if said else "",
        (said.url or "") if said else "",
        tuple(a.name for a in (said.asserted_by or ()) if a.name) if said else (),
        (published.publisher.name or "") if published else "",
        (published.publisher.url or "") if published else "",
        (published.license or "") if published else "",
    )


@lru_cache(maxsize=1 << 12)  # a register has few different ones
def _named_source(
    types: tuple[str, ...],
    description: str,
    url: str,
    asserted: tuple[str, ...],
    publisher: str,
    home: str,
    license_: str,
) -> tuple[str, Source]:
    kinds = ", ".join(SOURCES[kind] for kind in types)
    title = description or kinds or "statements of beneficial ownership"
    remarks = [kinds] if kinds and kinds != title else []
    remarks += [_ASSERTED + name for name in asserted]
    remarks += [_LICENCE + license_] if license_ else []
    remarks += [_PUBLISHER + home] if publisher and home else []
    found = Source(title=title, publisher=publisher or home, url=url, note="; ".join(remarks))
    digest = blake2b(found.model_dump_json().encode(), digest_size=6).hexdigest()
    slug = _OTHER.sub("-", title.lower())[:_LONGEST].strip("-") or "source"
    return f"{slug}-{digest}", found


def _account(statement: Statement, account: Account) -> None:
    said, published = statement.source, statement.publication
    if said and any(agent.uri for agent in said.asserted_by or ()):
        account.lose("source.assertedBy.uri", "of who asserts it only the name is carried")
    moments = (statement.dated, published.date if published else "",
               (said.retrieved or "") if said else "")  # fmt: skip
    if any(len(moment) > _DAY for moment in moments):
        account.lose("statementDate", "of a moment the day is carried, not the hour")


def bods_source(source: Source | None, retrieved: str) -> BodsSource | None:
    """Give a source of a case as that of a statement."""
    if source is None:
        return BodsSource(retrieved=retrieved) if retrieved else None
    remarks = source.note.split("; ") if source.note else []
    words = {word: code for code, word in SOURCES.items()}
    kinds: tuple[str, ...] = ()
    for text in (source.title, *remarks):
        parts = text.split(", ")
        if all(part in words for part in parts):
            kinds = tuple(words[part] for part in parts)
    asserted = [r.removeprefix(_ASSERTED) for r in remarks if r.startswith(_ASSERTED)]
    described = source.title if any(p not in words for p in source.title.split(", ")) else None
    return BodsSource(
        type=kinds or None,
        description=described,
        url=source.url if is_uri(source.url) else None,
        retrieved=retrieved or None,
        asserted_by=tuple(Agent(name=name) for name in asserted) or None,
    )


def licence(source: Source | None) -> str | None:
    """The licence that a source's note names."""
    return _address(source, _LICENCE)


def publisher(source: Source | None, name: str = "") -> Agent | None:
    """Who published a source; or of this name, whoever it was."""
    if name or source is None or not source.publisher:
        return Agent(name=name) if name else None
    url = _address(source, _PUBLISHER)
    if url is None and is_uri(source.publisher):
        return Agent(url=source.publisher)
    return Agent(name=source.publisher, url=url)


def _address(source: Source | None, word: str) -> str | None:
    remarks = source.note.split("; ") if source else []
    found = next((remark.removeprefix(word) for remark in remarks if remark.startswith(word)), "")
    return found if is_uri(found) else None
