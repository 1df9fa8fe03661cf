"""Statements of BODS as parties, holdings and sources of a case.

A file is gone through twice: once to see which records it has, and once to tell of them. Only
records of several statements, and those that are made up of others, wait until its end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from kingmaker.files.bods import Relationship, Statement, Unspecified, records
from kingmaker.files.bods import Told as Place
from kingmaker.files.bods.reading import raw
from kingmaker.files.exchange.bods.clocks import Content, Span, contents_of, spans
from kingmaker.files.exchange.bods.interests import said
from kingmaker.files.exchange.bods.naming import Contents, contents
from kingmaker.files.exchange.bods.parties import party, unspecified
from kingmaker.files.exchange.bods.sources import Cited, reference
from kingmaker.files.exchange.bods.words import REASONS
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError, Problem
from kingmaker.files.problems import Place as Spot
from kingmaker.model import Holding

_MOST = 200  # statements of one record
_DAY = 10


def read(path: str | Path, account: Account) -> Iterator[Told]:
    """Read a file of statements of BODS 0.2, 0.3 or 0.4.

    Parameters
    ----------
    path : str or Path
        A JSON array or JSON Lines, plain or in gzip.
    account : Account
        Is told of every statement, and of all that is not carried.

    Yields
    ------
    Told
        Sources, parties and holdings. A holding comes after those that it sums up.

    Raises
    ------
    OSError
        If there is no such file.
    CaseError
        If it is no file of statements.
    """
    if not Path(path).stat().st_size:  # JSON Lines, and no line
        return
    found = contents(raw(path))
    if not found.likely and (found.others or found.trouble):
        message = found.trouble or (
            "these are no statements of BODS, which are a list of objects, "
            "each with statementId and recordType"
        )
        raise CaseError([Problem(Spot(Path(path).name, 0), message)])
    yield from _Reading(found, account).told(path)


class _Reading:
    """One file, and what was told of it."""

    def __init__(self, found: Contents, account: Account) -> None:
        self._found = found
        self._account = account
        self._cited = Cited()
        self._holdings: dict[str, list[str]] = {}

    def told(self, path: str | Path) -> Iterator[Told]:
        waiting: dict[str, list[Place]] = {}
        for place in records(path):
            if place.statement is None:
                self._account.record(f"line {place.line}")
                self._account.refuse("it cannot be read", "; ".join(place.troubles))
            elif self._waits(place.statement):
                waiting.setdefault(place.statement.record, []).append(place)
            else:
                yield from self._record([place])
        yield from self._waiting(waiting)

    def _waits(self, statement: Statement) -> bool:
        record, details = statement.record, statement.details
        return (
            record in self._found.repeated
            or record in self._found.components
            or (isinstance(details, Relationship) and bool(details.components))
        )

    def _waiting(self, waiting: dict[str, list[Place]]) -> Iterator[Told]:
        """Tell of a record after those that it is made up of."""
        order: TopologicalSorter[str] = TopologicalSorter()
        for record, places in waiting.items():
            listed = dict.fromkeys(part for place in places for part in _parts(place))
            order.add(record, *(part for part in listed if part in waiting))
        with suppress(CycleError):  # what is not in a circle is told first
            order.prepare()
        while order.is_active() and (ready := order.get_ready()):
            for record in ready:
                yield from self._record(waiting.pop(record))
            order.done(*ready)
        for places in waiting.values():
            yield from self._record(places, circle=True)

    def _record(self, places: list[Place], *, circle: bool = False) -> Iterator[Told]:
        """Tell of the statements of one record."""
        kept: list[Statement] = []
        words: dict[Content, dict[str, Any]] = {}
        first = places[0].statement
        related = first is not None and isinstance(first.details, Relationship)
        for place in places:
            statement = place.statement
            assert statement is not None
            self._account.record(f"statement {statement.id}")
            if reason := self._unfit(statement, len(kept), related=related):
                self._account.refuse(reason)
                continue
            source = self._cited.source(statement, self._account)
            if source:
                yield source
            self._shell(place, statement)
            kept.append(statement)
            if related:
                yield from self._relationship(statement, words, circle)
        if kept and related:
            yield from self._laid_out(kept, words)
        elif kept:
            yield self._party(kept)

    def _unfit(self, statement: Statement, before: int, *, related: bool) -> str:
        """Why a statement is not used at all; empty if it is."""
        if before >= _MOST:
            return f"of one record {_MOST} statements at most are carried"
        details = statement.details
        if isinstance(details, Relationship) != related:
            return "its record was a party and a relationship"
        if isinstance(details, Relationship):
            ends = (details.subject, details.party)
            if any(isinstance(e, str) and self._kind(e) == "relationship" for e in ends):
                return "a relationship stands where a party belongs"
        return ""

    def _kind(self, record: str) -> str:
        return self._found.kinds.get(record, "")

    def _shell(self, place: Place, statement: Statement) -> None:
        """Account for what stands around the details of a statement."""
        lose, details = self._account.lose, statement.details
        for change in place.changes:
            if change.what == "lost":
                what = change.pointer.rpartition("/")[2]
                lose(what, "version 0.4 has no place for it", change.message)
        if place.troubles:
            self._account.read_as("", "its text is odd", "; ".join(place.troubles))
        if statement.annotations:
            lose("annotations", "a case has no place for it", statement.annotations[0].description)
        if statement.declaration:
            lose("declaration", "a case has no place for it", statement.declaration)
        if statement.more:
            lose("statement", "a case has no place for it", next(iter(statement.more)))
        if isinstance(details, Relationship):
            if details.more:
                lose("recordDetails", "a case has no place for it", next(iter(details.more)))
            if statement.declarer not in (details.subject, statement.record):
                lose("declarationSubject", "who declared it is not carried", statement.declarer)
            return
        if statement.status == "closed":
            lose("recordStatus", "that the record of a party was closed is not carried")
        if self._found.shared(statement.record):
            what = "several records bear one identifier, and are told as several parties"
            self._account.read_as("identifiers", what)

    def _party(self, kept: list[Statement]) -> Told:
        """What was said last of a party."""
        *earlier, last = sorted(kept, key=lambda statement: (statement.day, statement.known))
        if any(statement.details != last.details for statement in earlier):
            self._account.lose("recordDetails", "of a party what was said last is carried")
        name = self._found.name(last.record)
        return Told(name, party(last, self._account), f"statement {last.id}")

    def _relationship(
        self, statement: Statement, words: dict[Content, dict[str, Any]], circle: bool
    ) -> Iterator[Told]:
        """Gather what a statement says, without its days; tell of parties without a record."""
        details = statement.details
        assert isinstance(details, Relationship)
        ends: dict[str, str] = {}
        for word, who in (("subject", details.subject), ("holder", details.party)):
            ends[word] = self._end(statement, word, who)
            if isinstance(who, Unspecified):
                where = f"statement {statement.id}"
                yield Told(ends[word], unspecified(who, reference(statement)), where)
        parts = self._made_up_of(details, circle)
        if details.component and statement.record not in self._found.components:
            self._account.read_as("isComponent", "nothing sums it up: it counts as any other")
        for content in contents_of(statement):
            if content in words:
                continue
            told = said(content.interest, content.which, ends["subject"], self._account)
            told |= {"holder": ends["holder"], "in": ends["subject"]}
            if parts and _sums_up(content, details):
                told["parts"] = parts
            if statement.source and statement.source.retrieved:
                told["retrieved"] = statement.source.retrieved[:_DAY]
            words[content] = told

    def _end(self, statement: Statement, word: str, who: str | Unspecified) -> str:
        if isinstance(who, str):
            return self._found.name(who)
        reason = REASONS[who.reason].replace(" ", "-")
        return self._found.beside(statement.record, f"{word}-{reason}")

    def _made_up_of(self, details: Relationship, circle: bool) -> tuple[str, ...]:
        """The holdings that a relationship sums up."""
        if not details.components:
            return ()
        if circle:
            self._account.lose("componentRecords", "they sum up one another in a circle")
            return ()
        found: dict[str, None] = {}
        for record in details.components:
            if self._kind(record) in ("", "relationship"):
                if record not in self._holdings:
                    why = "no statement that can be used is about it"
                    self._account.lose("componentRecords", why, record)
                found.update(dict.fromkeys(self._holdings.get(record, ())))
        return tuple(found)

    def _laid_out(
        self, kept: list[Statement], words: dict[Content, dict[str, Any]]
    ) -> Iterator[Told]:
        """Tell of the holdings of a relationship with their days."""
        record = kept[0].record
        base = self._found.name(record)
        many: Counter[str] = Counter()
        names = self._holdings.setdefault(record, [])
        never = set(words)
        for span in spans(kept):
            never.discard(span.content)
            slug = words[span.content]["right"].replace(" ", "-")
            many[slug] += 1
            # No right ends like another, so records of their own names never share one here.
            name = f"{base}-{slug}" if many[slug] == 1 else f"{base}-{slug}-{many[slug]}"
            names.append(name)
            holding = Holding(**words[span.content], **_days(span), source=_cited(span))
            yield Told(name, holding, f"statement {span.statements[0].id}")
            interest = span.content.interest
            if interest and interest.start and interest.start != span.begin:
                self._account.lose("interests.startDate", "an earlier statement says otherwise")
        why = "it ends before it begins, or never came to count"
        if not names:
            self._account.refuse(why)
        for _ in never if names else ():
            self._account.lose("interests", why)


def _parts(place: Place) -> tuple[str, ...]:
    details = place.statement.details if place.statement else None
    return (details.components or ()) if isinstance(details, Relationship) else ()


def _sums_up(content: Content, details: Relationship) -> bool:
    """Whether components are about this interest: a direct one beside an indirect one has none."""
    direct = [interest.direct == "direct" for interest in details.interests or ()]
    return all(direct) or content.interest is None or content.interest.direct != "direct"


def _cited(span: Span) -> tuple[Any, ...]:
    return tuple(found for statement in span.statements for found in reference(statement))


def _days(span: Span) -> dict[str, Any]:
    days: dict[str, Any] = {"declared": span.known}
    if span.begin:
        days["from"] = span.begin
    if span.stop:
        days["until"] = span.stop
    if span.replaced:
        days |= {"status": "superseded", "status_from": span.replaced}
    return days
