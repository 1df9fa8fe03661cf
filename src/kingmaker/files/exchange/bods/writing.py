"""A case as statements of BODS 0.4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from kingmaker.files.bods import (
    Entity,
    Interest,
    Person,
    Publication,
    Relationship,
    Statement,
    dump,
    identified,
)
from kingmaker.files.bods.shipped import VERSION
from kingmaker.files.exchange.bods.describing import described, inline, unknown
from kingmaker.files.exchange.bods.gathering import Gathered, Group, gathered, groups
from kingmaker.files.exchange.bods.joining import joined
from kingmaker.files.exchange.bods.sources import bods_source, cited_days, licence
from kingmaker.files.exchange.bods.sources import publisher as publisher_of
from kingmaker.files.exchange.bods.versions import Piece, Version, versions
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party, Source

_NOT_SAID = Interest(type="unknownInterest", direct="unknown")


def write(
    told: Iterable[Told],
    path: str | Path,
    account: Account,
    publisher: str = "",
    dated: date | None = None,
) -> None:
    """Write parties and holdings as statements of BODS 0.4.

    All is kept in memory until it is written, since a party stands before what it holds.

    Parameters
    ----------
    told : iterable of Told
        Sources, parties, classes of shares and holdings of a case.
    path : str or Path
        Where to: JSON Lines if its name ends so, else a JSON array. A file there is replaced.
    account : Account
        Is told what BODS has no place for.
    publisher : str
        Who publishes the statements; those of the sources, if empty.
    dated : date or None
        The date of what has none. None: the day on which this runs.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    case = gathered(told)
    joined(case, account)
    dump(_Writing(case, account, publisher, dated or date.today()).statements(), path)


class _Writing:
    """One case, and the statements it makes."""

    def __init__(self, case: Gathered, account: Account, publisher: str, dated: date) -> None:
        self._case = case
        self._account = account
        self._publisher = publisher
        self._dated = dated
        self._records: dict[str, str] = {}
        self._taken: Counter[str] = Counter(case.parties)
        self._dates: dict[str, tuple[date, date]] = {}
        self._subjects: dict[str, str] = {}

    def statements(self) -> Iterator[Statement]:
        written: list[tuple[str, Group, list[Version]]] = []
        for group in groups(self._case, self._dated, self._account):
            for record, one, history in self._histories(group):
                written.append((record, one, history))
                for version in history:
                    for piece in version.pieces:
                        self._records.setdefault(piece.name, record)
        summed = {self._records[part] for _, group, _ in written for part in group.parts
                  if part in self._records}  # fmt: skip
        ends = {record: self._ends(group) for record, group, _ in written}
        made_up = {
            record: self._components(record, group, ends, summed)
            for record, group, _ in written
            if group.parts
        }
        between = {part for parts in made_up.values() for part in parts} - set(ends)
        for _, group, history in written:
            self._note(group, history)
        yield from self._parties({e for pair in ends.values() for e in pair}, between)
        for first in (True, False):
            for record, group, history in written:
                if (record in summed) == first:
                    parts = made_up.get(record, ())
                    yield from self._stated(record, group, history, record in summed, parts)

    def _histories(self, group: list[Group]) -> Iterator[tuple[str, Group, list[Version]]]:
        """The records that tell of some holdings, each with its versions."""
        pieces = [piece for one in group for piece in one.pieces]
        if any(piece.replaced for piece in pieces):
            whole = replace(group[0], pieces=pieces, parts=dict.fromkeys(
                part for one in group for part in one.parts))  # fmt: skip
            if any(piece.interest for piece in pieces):
                pieces = [replace(p, interest=p.interest or _NOT_SAID) for p in pieces]
            found = versions(
                pieces, lambda history: list(self._stated(whole.name, whole, history, False, ()))
            )
            if found:
                yield self._record(whole.name), whole, found
                return
            why = "no statements say that it was believed for a time"
            for piece in pieces:
                if piece.replaced:
                    self._account.written(piece.name, "status", why, "superseded")
        for one in group:
            left = [piece for piece in one.pieces if not piece.replaced]
            if left:
                day = _said(left) or left[0].known
                yield (
                    self._record(one.name),
                    one,
                    [Version(day, left[0].known, False, tuple(left))],
                )

    def _record(self, name: str) -> str:
        """A record's identifier that no other has."""
        self._taken[name] += 1
        if self._taken[name] == 1:
            return name
        return self._record(f"{name}-{self._taken[name]}")

    def _ends(self, group: Group) -> tuple[str, str]:
        return group.holder, group.subject

    def _components(
        self, record: str, group: Group, ends: dict[str, tuple[str, str]], summed: set[str]
    ) -> tuple[str, ...]:
        """The records that a relationship is made up of: those between, and their links."""
        links: dict[str, None] = {}
        for part in group.parts:
            if part in self._records:
                links[self._records[part]] = None
            else:
                self._account.written(group.name, "parts", "what it sums up is not written", part)
        if record in summed:
            why = "what is part of another cannot be made up of parts in BODS"
            self._account.written(group.name, "parts", why)
            return ()
        links.pop(record, None)
        passed = dict.fromkeys(end for link in links for end in ends[link])
        own = self._ends(group)
        return (*(end for end in passed if end not in own and self._has_record(end)), *links)

    def _has_record(self, name: str) -> bool:
        party = self._case.parties.get(name)
        return party is None or inline(party) is None

    def _note(self, group: Group, history: list[Version]) -> None:
        """Remember of parties when they are first told of, and in whose company."""
        day, known = history[0].day, history[0].known
        for end in self._ends(group):
            before = self._dates.get(end, (day, known))
            self._dates[end] = min(day, before[0]), min(known, before[1])
        self._subjects.setdefault(group.holder, group.subject)

    def _parties(self, named: set[str], between: set[str]) -> Iterator[Statement]:
        for name, party in self._case.parties.items():
            if inline(party) and name in named:
                continue
            component = name in between
            details = described(name, party, self._account, component=component)
            yield self._party(name, party, details)
        for name in sorted(named - set(self._case.parties)):
            self._account.written(name, "", "nothing is told of this party: an unknown entity")
            yield self._party(name, None, replace(unknown(name), component=name in between))

    def _party(self, name: str, party: Party | None, details: Entity | Person) -> Statement:
        cited = party.source if party else ()
        when = next((days for c in cited if (days := cited_days(c.at))), self._dates.get(name))
        if when is None:
            self._account.written(name, "", "a statement has a date: that of writing is taken")
        days = when or (self._dated, self._dated)
        subject = self._subjects.get(name, name) if party and party.kind == "person" else name
        subject = subject if self._has_record(subject) else name
        source = self._case.sources.get(cited[0].source) if cited else None
        return self._statement(name, subject, days, "new", details, source)

    def _stated(
        self,
        record: str,
        group: Group,
        history: Sequence[Version],
        component: bool,
        parts: tuple[str, ...],
    ) -> Iterator[Statement]:
        """The statements about one relationship, in their order."""
        holder, subject = self._case.end(group.holder), self._case.end(group.subject)
        own = (
            subject if isinstance(subject, str) else holder if isinstance(holder, str) else record
        )
        cited = group.first.source
        source = self._case.sources.get(cited[0].source) if cited else None
        retrieved = _retrieved(group.first)
        for index, version in enumerate(history):
            details = Relationship(
                component=component,
                subject=subject,
                party=holder,
                interests=_interests(version.pieces),
                components=parts or None,
            )
            status = "closed" if version.closed else "updated" if index else "new"
            days = version.day, version.known
            yield self._statement(record, own, days, status, details, source, retrieved)

    def _statement(
        self,
        record: str,
        declarer: str,
        days: tuple[date, date],
        status: str,
        details: Entity | Person | Relationship,
        source: Source | None,
        retrieved: str = "",
    ) -> Statement:
        """A statement with the identifier that follows from what it says."""
        day, known = days
        who = publisher_of(source, self._publisher)
        published = Publication(
            date=known.isoformat(), version=VERSION, license=licence(source), publisher=who
        ) if who else None  # fmt: skip
        if who is None and day != known:
            why = "without a publisher only the day on which it became known is written"
            self._account.written(record, "declared", why, day)
        return identified(
            Statement(
                id="",
                dated=(day if published else known).isoformat(),
                record=record,
                declarer=declarer,
                status=status,
                publication=published,
                source=bods_source(source, retrieved),
                details=details,
            )
        )


def _said(pieces: Sequence[Piece]) -> date | None:
    return pieces[0].said[0] if pieces[0].said else None


def _retrieved(holding: Holding) -> str:
    return holding.retrieved.first.isoformat() if holding.retrieved else ""


def _interests(pieces: Sequence[Piece]) -> tuple[Interest, ...] | None:
    if all(piece.interest is None for piece in pieces) and len(pieces) == 1:
        return None
    return tuple(piece.interest or _NOT_SAID for piece in pieces)
