"""The snapshot of the register, line by line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any, TypeAlias

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.nesting import Shallow
from kingmaker.files.exchange.opening import Opened, opened, unusable
from kingmaker.files.exchange.psc.days import day
from kingmaker.files.exchange.psc.filing import (
    SOURCE,
    Filing,
    Object,
    as_object,
    named_filing,
    tidy,
)
from kingmaker.files.exchange.psc.holders import organisation, person, secret
from kingmaker.files.exchange.psc.making import maker
from kingmaker.files.exchange.psc.numbers import SCHEME, company_number, home
from kingmaker.files.exchange.psc.statements import exemptions, statement
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Party, Source
from kingmaker.model.evidence import Reference

LONGEST = 1 << 20
"""Bytes that one line may have; the longest of a register has a few thousand."""

_LIST = re.compile(rb"\[\s*\{")
_SPREAD = re.compile(rb"\{\s*\n\s*\"")  # one object on several lines
_PEEKED = 64  # bytes that tell a list from lines
_LINK = 200  # signs of the place in the source

Tell: TypeAlias = Callable[[Filing], list[Told]]
_PSC = "persons_of_significant_control_count"
_PEOPLE: tuple[tuple[str, Tell], ...] = (
    ("individual", person),
    ("corporate-entity", organisation),
    ("legal-person", organisation),
    ("super-secure", secret),
)
KINDS: dict[str, tuple[str, Tell, str]] = {
    f"{word}-{of}": (word, tell, _PSC)
    for word, tell in _PEOPLE
    for of in ("person-with-significant-control", "beneficial-owner")
} | {
    "persons-with-significant-control-statement": ("statement", statement, "statements_count"),
    "exemptions": ("exemptions", exemptions, "exemptions_count"),
}
"""By kind of line: the word for it in names, who tells of it, and among which it is counted."""

_FIELDS = {
    "etag", "kind", "links", "name", "name_elements", "nationality", "notified_on", "ceased_on",
    "ceased", "natures_of_control", "address", "principal_office_address", "date_of_birth",
    "country_of_residence", "identification", "is_sanctioned", "description", "statement",
    "linked_psc_name", "exemptions",
}  # fmt: skip
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"
    rb'(?:"company_number"\s*:\s*"[^"\n]*"\s*,\s*"data"\s*:\s*\{'
    rb'|"data"\s*:\s*\{[^\n]*"totals#persons-of-significant-control)'
)


def is_psc(head: bytes, name: str = "") -> bool:
    """Tell whether a file is a snapshot of the register.

    Parameters
    ----------
    head : bytes
        Its first bytes, unzipped.
    name : str
        Its name, which does not matter.
    """
    return _BEGINNING.match(head) is not None and b'"kind"' in head


def read(path: str | Path, account: Account) -> Iterator[Told]:
    """Read a snapshot of people with significant control.

    Parameters
    ----------
    path : str or Path
        JSON Lines, plain or zipped; or the same as one list.
    account : Account
        Every line but empty ones is a record, the line of totals too.

    Yields
    ------
    Told
        The register as a source; then for each line its company, the holder and what is held.

    Raises
    ------
    CaseError
        If there is no such file, or it is an archive that cannot be read.
    """
    yield Told(SOURCE, Source(title="Register of people with significant control",
                              publisher="Companies House"))  # fmt: skip
    with opened(path) as stream:
        snapshot = _Snapshot(account)
        first = stream.peek(_PEEKED)[:_PEEKED].lstrip(b"\xef\xbb\xbf\r\n\t ")
        if _LIST.match(first):
            yield from snapshot.items(stream, Path(path).name, "item")
        elif _SPREAD.match(first):
            yield from snapshot.items(stream, Path(path).name, "")
        else:
            yield from snapshot.lines(stream)


_party = maker(Party)


class _Snapshot:
    """What is kept while a snapshot is read: how many lines of each kind, and one company."""

    def __init__(self, account: Account) -> None:
        from msgspec.json import Decoder

        self.account = account
        self.decode = Decoder().decode
        self.counts: Counter[str] = Counter()
        self.filed: object = object()  # the number of the company as it is filed; as yet none
        self.number = self.company = ""
        self.people: set[tuple[str, str]] = set()  # in the company, by name and birth
        self.told: set[tuple[str, str]] = set()

    def lines(self, stream: IO[bytes]) -> Iterator[Told]:
        """Tell of each line."""
        account, nth = self.account, 0
        for line in iter(partial(stream.readline, LONGEST + 1), b""):
            nth += 1
            if nth == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if len(line) <= LONGEST and not line.strip():
                continue
            place = f"line {nth}"
            account.record(place)
            if len(line) > LONGEST:
                account.refuse(f"a line of more than {LONGEST:,} bytes")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(LONGEST)
                continue
            try:
                value = self.decode(line)
            except (ValueError, RecursionError) as error:
                account.refuse("not an object of JSON on one line", error)
                continue
            yield from self.one(as_object(value), line, place)

    def items(self, stream: Opened, name: str, each: str) -> Iterator[Told]:
        """Tell of each item of a list, or of objects on several lines each."""
        import ijson  # pyright: ignore[reportMissingTypeStubs]

        nth = 0
        try:
            for value in ijson.items(
                Shallow(stream, name), each, use_float=True, multiple_values=True
            ):
                nth += 1
                place = f"item {nth}"
                self.account.record(place)
                text = json.dumps(value, ensure_ascii=False, sort_keys=True)
                if len(text) > LONGEST:
                    self.account.refuse(f"a line of more than {LONGEST:,} bytes")
                    continue
                yield from self.one(as_object(value), text.encode(), place)
        except ijson.JSONError as error:
            raise unusable(name, f"after item {nth} this is no list in JSON: {error}") from None

    def one(self, value: Object, line: bytes, place: str) -> list[Told]:
        """Tell of one line."""
        data = as_object(value.get("data"))
        kind = data.get("kind")
        if isinstance(kind, str) and kind.startswith("totals#"):
            self.totals(data)
            return []
        told = KINDS.get(kind) if isinstance(kind, str) else None
        if told is None:
            self.account.refuse("a kind of line that is not known", kind)
            return []
        word, tell, counted = told
        self.counts[counted] += 1
        number = value.get("company_number")
        if number == self.filed:
            return tell(self.filing(value, line, place, word))
        full = company_number(number) if isinstance(number, str) else ""
        if not full:
            self.account.refuse("no company number of eight signs", number)
            return []
        self.filed, self.number, self.company = number, full, named(SCHEME, full)
        self.people.clear()
        self.told.clear()
        return [self.issuer(place), *tell(self.filing(value, line, place, word))]

    def issuer(self, place: str) -> Told:
        """Tell of the company: of it a line has no more than the number."""
        words: Object = {"kind": "organisation", "identifiers": {SCHEME: self.number}}
        if land := home(self.number):
            words["jurisdiction"] = land
        return Told(self.company, _party(words), place)

    def filing(self, value: Object, line: bytes, place: str, word: str) -> Filing:
        """Give a line its name and source."""
        data: Object = value["data"]
        link = as_object(data.get("links")).get("self")
        if isinstance(link, str) and link:
            identity, at = link, tidy(link[:_LINK])
            if word == "statement":  # some share one link
                identity += f" {data.get('statement')} {data.get('notified_on')}"
        else:
            identity, at = line.decode("utf-8", "replace"), place.removeprefix("line ")
            self.account.read_as("links.self", "the line has no identifier: named after its text")
        name = named_filing(self.company, word, identity)
        taken = value.get("ContentDate")
        retrieved = day(taken) if isinstance(taken, str) else None
        source = (Reference(SOURCE, at),)
        self.watch(data, value)
        return Filing(data, self.number, self.company, name, place, source, retrieved,
                      self.account, self.told)  # fmt: skip

    def watch(self, data: Object, value: Object) -> None:
        """Note fields that nobody reads, and who seems to be filed twice one after another."""
        if not data.keys() <= _FIELDS:
            for field in list(data.keys() - _FIELDS)[:10]:
                self.account.lose("data", "a field that is not known", field)
        if not value.keys() <= {"company_number", "data", "ContentDate"}:
            self.account.lose("", "a field beside data that is not known")
        name, told = data.get("name"), data.get("date_of_birth")
        if isinstance(name, str) and told is not None:
            born = as_object(told)
            who = (name.casefold(), f"{born.get('year')}-{born.get('month')}")
            if who in self.people:
                reason = "of one name and birth in two lines: told as two parties"
                self.account.read_as("name", reason)
            self.people.add(who)

    def totals(self, data: Object) -> None:
        """Compare what was read with what the register says there is."""
        for what in (_PSC, "statements_count", "exemptions_count"):
            told: Any = data.get(what)
            if told is not None and told != self.counts[what]:
                value = f"{told} told, {self.counts[what]} read"
                self.account.lose(what, "the file holds another number of them", value)
        if "generated_at" in data:
            reason = "the day of the snapshot comes at its end, when all is told"
            self.account.lose("generated_at", reason, data["generated_at"])
