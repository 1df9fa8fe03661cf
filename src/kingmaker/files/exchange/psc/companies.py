"""The table of companies at Companies House: basic company data, one row for each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.opening import opened, unusable
from kingmaker.files.exchange.psc.countries import country
from kingmaker.files.exchange.psc.days import day
from kingmaker.files.exchange.psc.filing import tidy
from kingmaker.files.exchange.psc.making import maker
from kingmaker.files.exchange.psc.numbers import SCHEME, company_number, home
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Party, Source
from kingmaker.model.evidence import Reference

SOURCE = "gb-coh"
"""Under which name the table is told as a source."""

_LONGEST = 1 << 16  # bytes of a row; the longest has a few thousand
_NAME, _NUMBER = "CompanyName", "CompanyNumber"
_FORM, _STATUS, _ORIGIN = "CompanyCategory", "CompanyStatus", "CountryOfOrigin"
_DAYS = (("IncorporationDate", "founded"), ("DissolutionDate", "dissolved"))
_LOST = (  # columns by how they begin; they are lost of every row, and said once
    ("RegAddress.", "a party has no address"),
    ("Accounts.", "a party has no accounts"),
    ("Returns.", "a party has no returns"),
    ("Mortgages.", "a party has no mortgages"),
    ("SICCode.", "a party has no trade"),
    ("LimitedPartnerships.", "how many partners there are, is told without who they are"),
    ("ConfStmt", "a party has no confirmation statements"),
)
_party = maker(Party)
_NOTHING = {"", "0", "0000"}


def is_companies(head: bytes, name: str = "") -> bool:
    """Tell whether a file is the table of companies.

    Parameters
    ----------
    head : bytes
        Its first bytes, unzipped.
    name : str
        Its name, which does not matter.
    """
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    columns = [column.strip(b' "\r') for column in first.split(b",")]
    return columns[:2] == [_NAME.encode(), _NUMBER.encode()] and b"RegAddress." in first


def read_companies(path: str | Path, account: Account) -> Iterator[Told]:
    """Read the table of companies.

    Parameters
    ----------
    path : str or Path
        Comma-separated values, plain or zipped.
    account : Account
        Every row is a record. What is lost of each of them is told once, of the first.

    Yields
    ------
    Told
        The table as a source, then the companies.

    Raises
    ------
    CaseError
        If there is no such file, it is an archive that cannot be read, or another table.
    """
    yield Told(SOURCE, Source(title="Basic company data", publisher="Companies House"))
    with opened(path) as stream:
        rows = _rows(stream)
        _, header = next(rows, (0, None))
        table = _Table([column.strip().removeprefix("\ufeff") for column in header or []], account)
        missing = [column for column in (_NAME, _NUMBER) if column not in table.at]
        if missing:
            raise unusable(Path(path).name, f"there is no column {missing[0]}", 1)
        for nth, row in rows:
            place = f"line {nth}"
            account.record(place)
            if row is None:
                account.refuse("not a row of values between commas and quotes")
            elif len(row) != table.width:
                account.refuse(f"a row has {table.width} columns", f"{len(row)} columns")
            else:
                yield from table.one(row, place)


def _rows(stream: IO[bytes]) -> Iterator[tuple[int, list[str] | None]]:
    """Give the rows with their lines; a row never goes on over a line, whatever its quotes."""
    nth = 0
    for line in iter(partial(stream.readline, _LONGEST), b""):
        nth += 1
        if len(line) == _LONGEST and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(_LONGEST)
            yield nth, None
            continue
        try:
            text = line.decode()
        except UnicodeDecodeError:
            text = line.decode("cp1252", "replace")  # older tables are not UTF-8
        if not text.strip():
            continue
        try:
            yield nth, next(csv.reader((text,), strict=True))
        except csv.Error:
            yield nth, None


class _Table:
    """Which column is where, and what has not yet been said to be lost."""

    def __init__(self, columns: list[str], account: Account) -> None:
        self.at = {column: index for index, column in enumerate(columns)}
        self.width = len(columns)
        self.account = account
        self.names = [
            self.at[column]
            for nth in range(1, 21)
            if (column := f"PreviousName_{nth}.CompanyName") in self.at
        ]
        self.lost = {
            start: (why, [index for column, index in self.at.items() if column.startswith(start)])
            for start, why in _LOST
        }
        days = [index for column, index in self.at.items() if column.endswith(".CONDATE")]
        self.lost["PreviousName.CONDATE"] = ("an other name has no day", days)

    def value(self, row: list[str], column: str) -> str:
        index = self.at.get(column)
        return "" if index is None else tidy(row[index])

    def one(self, row: list[str], place: str) -> Iterator[Told]:
        """Tell of one company."""
        account, told = self.account, self.value(row, _NUMBER)
        number = company_number(told)
        if not number:
            account.refuse("no company number of eight signs", told)
            return
        words: dict[str, object] = {"label": self.value(row, _NAME)}
        if form := self.value(row, _FORM):
            words["form"] = form
        land = home(number)
        if (origin := self.value(row, _ORIGIN)) and (not land or country(origin) != land):
            land = country(origin)
            if not land:
                account.lose(_ORIGIN, "no code is known for these words", origin)
        if land:
            words["jurisdiction"] = land
        for column, word in _DAYS:
            if date := self.value(row, column):
                if (found := day(date)) is not None:
                    words[word] = found
                else:
                    account.lose(column, "not a day, such as 06/04/2016", date)
        names = [tidy(row[index]) for index in self.names if row[index]]
        if names:
            words["names"] = tuple(dict.fromkeys(names))
        status = self.value(row, _STATUS)
        if status not in ("", "Active"):
            account.lose(_STATUS, "a party has no status but the days it begins and ends", status)
        if self.lost:
            self.say_lost(row)
        source = (Reference(SOURCE, number),)
        identity = {"kind": "organisation", "identifiers": {SCHEME: number}, "source": source}
        yield Told(named(SCHEME, number), _party({**identity, **words}), place)

    def say_lost(self, row: list[str]) -> None:
        """Say what is lost of all rows, at the first that has it."""
        for start, (why, columns) in list(self.lost.items()):
            if any(row[index].strip() not in _NOTHING for index in columns):
                self.account.lose(f"{start}*" if start[-1] == "." else start, why)
                del self.lost[start]
