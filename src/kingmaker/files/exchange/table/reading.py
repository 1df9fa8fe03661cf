"""A table of holdings in, a row at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import name_of
from kingmaker.files.exchange.table import cells
from kingmaker.files.exchange.table.cells import Unfit, text_of
from kingmaker.files.exchange.table.columns import Layout, checked, fits, head_of, layout
from kingmaker.files.exchange.table.parties import Parties
from kingmaker.files.exchange.table.rows import SPREADSHEETS, Row, Table, delimiter, opened_table
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import RIGHTS, Holding, Portion, ShareClass, Source

_LITERALS: dict[str, dict[str, str]] = {
    "right": {
        **{right: right for right in RIGHTS},
        **dict.fromkeys(
            ("share", "shares", "shareholding", "ownership", "equity", "capital", "owner"),
            "economic",
        ),
        **dict.fromkeys(("vote", "voting", "voting rights", "voting right"), "votes"),
    },
    "capacity": {
        **{word: word for word in ("own", "trustee", "nominee", "firm")},
        "itself": "own",
    },
    "link": {word: word for word in ("direct", "indirect", "unspecified")},
    "status": {word: word for word in ("stated", "disputed", "withdrawn", "superseded")},
}
_DAYS = ("from", "until", "declared", "retrieved", "status_from")
_TEXTS = ("joint", "label", "note", "wording")
_ALIASES = {"owner": "holder", "owned": "in", "capacity": "as"}
_PARTS = ("share", "low", "high")
_FIRST = 1000  # rows that are looked at before any is read
_NONE, _ALL = Fraction(0), Fraction(1)
_KEPT = (*_TEXTS, "owner_label", "owned_label")  # even if blank
_NOT_ISSUED = "how many shares there are in all, is not told; as many as are held are taken"
_MOST_NAMES = 2_000_000  # that are kept in mind
_HEAD = 1 << 12


def is_table(head: bytes, name: str) -> bool:
    """Whether a file may be a table of holdings.

    Parameters
    ----------
    head : bytes
        Its beginning, some thousand bytes.
    name : str
        What it is called.
    """
    if head[:4] == b"PAR1":
        return True
    if head[:4] == b"PK\x03\x04":
        return name.lower().endswith(SPREADSHEETS)
    line = head[:_HEAD].decode("utf-8-sig", "replace").lstrip("\r\n").partition("\n")[0]
    if "{" in line or "<" in line or not line.strip():
        return False
    return fits(layout(head_of(line, delimiter(line))))


def read(
    path: str | Path, account: Account, columns: Mapping[str, str] | None = None
) -> Iterator[Told]:
    """Read a table of holdings: CSV, a spreadsheet (.xlsx) or Parquet.

    Parameters
    ----------
    path : str or Path
        The file. CSV is UTF-8, with commas, semicolons, tabs or bars between cells.
    account : Account
        Is told of each row and of what it has that no holding has.
    columns : dict of str to str, optional
        By name of a column, such as ``owner``, the heading it has in this file.

    Yields
    ------
    Told
        Parties, sources and classes as they are first met, and a holding a row.

    Raises
    ------
    CaseError
        If there is no such file, or it is no table of holdings.
    """
    path = Path(path)
    mapped = {heading: name for name, heading in (columns or {}).items()}
    with opened_table(path, columns if mapped else None) as table:
        found = checked(path.name, table.head, columns)
        yield from _Reader(path.stem, table, found, account).told()


class _Reader:
    def __init__(self, stem: str, table: Table, found: Layout, account: Account) -> None:
        self._stem, self._table, self._layout, self._account = stem, table, found, account
        self._parties = Parties(account)
        self._names: set[str] = set()
        self._percentages: set[str] = set()
        self._listed: set[tuple[str, str]] = set()  # sources and classes

    def told(self) -> Iterator[Told]:
        rows = self._table.rows
        first = list(islice(rows, _FIRST))
        for row in first:
            self._look(row)
        for row in chain(first, rows):
            self._look(row)
            self._account.record(row.place)
            if row.trouble:
                self._account.refuse(row.trouble)
                continue
            try:
                told = list(self._row(row))
            except Unfit as error:
                self._account.refuse(error.why, error.value)
                continue
            yield from told

    def _look(self, row: Row) -> None:
        """Note which columns of shares have bare numbers that can only be percentages."""
        for name in _PARTS:
            index = self._layout.at.get(name, len(row.cells))
            if index < len(row.cells) and (cells.bare(row.cells[index]) or 0) > 1:
                self._percentages.add(name)

    def _row(self, row: Row) -> Iterator[Told]:
        cell = self._filled(row)
        for index, heading, why in self._layout.others:
            if index < len(row.cells) and text_of(row.cells[index]).strip():
                self._account.lose(heading, why, row.cells[index])
        if "owner" not in cell:
            raise Unfit("nobody is said to hold; fill in owner")
        if "owned" not in cell and "class" not in cell:
            if all(name.startswith("owner") for name in cell):
                yield from self._parties.told("owner", cell, row.place)
                return
            raise Unfit("it is not said of whom it is held; fill in owned")
        entry = self._holding(cell)
        name = self._name(cell, row)
        try:
            holding = Holding.model_validate(entry)
        except ValidationError as error:
            raise Unfit("what it says does not fit together", error.errors()[0]["msg"]) from None
        if name in self._names:
            raise Unfit("an earlier row has the same name", name)
        if len(self._names) < _MOST_NAMES:
            self._names.add(name)
        yield from self._parties.told("owner", cell, row.place)
        if "owned" in cell:
            yield from self._parties.told("owned", cell, row.place)
        if behalf := entry.get("for"):
            yield from self._parties.told("for", {"for": cell["for"]}, row.place, behalf)
        yield from self._sources(cell, row.place)
        if holding.share_class is not None:
            shares = ShareClass(of=holding.issuer, label=self._label(cell["class"]))
            for one in self._once(Told(holding.share_class, shares, row.place)):
                self._account.read_as("class", _NOT_ISSUED)
                yield one
        yield Told(name, holding, row.place)

    def _filled(self, row: Row) -> dict[str, Any]:
        """By name of a column, what stands there, if anything does."""
        found: dict[str, Any] = {}
        for name, index in self._layout.at.items():
            cell = row.cells[index] if index < len(row.cells) else None
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                if self._table.guarded:
                    cell = cells.unguarded(cell)
                if name not in _KEPT and not cell.strip():
                    continue
            found[name] = cell
        return found

    def _name(self, cell: dict[str, Any], row: Row) -> str:
        if "name" in cell:
            return name_of(text_of(cell["name"]).strip())
        return named(self._stem, row.place.rpartition(" ")[2])

    def _holding(self, cell: dict[str, Any]) -> dict[str, Any]:
        entry: dict[str, Any] = {"holder": self._parties.name("owner", cell)}
        if "owned" in cell:
            entry["in"] = self._parties.name("owned", cell)
        if "for" in cell:
            entry["for"] = name_of(text_of(cell["for"]).strip())
        if "class" in cell:
            told = text_of(cell["class"]).strip()
            plain = name_of(told) == told
            entry["class"] = told if plain else named(str(entry.get("in", "")), told)
        if "shares" in cell:
            if "class" not in cell:
                raise Unfit("shares of which class? fill in class", cell["shares"])
            if "%" in text_of(cell["shares"]):
                raise Unfit("a percentage is no number of shares; it belongs under percent")
            entry["shares"] = cells.quantity(cell["shares"])
        part = self._share(cell)
        if part is not None:
            entry["share"] = part
        for name, words in _LITERALS.items():
            if name in cell:
                told = " ".join(text_of(cell[name]).split()).casefold()
                if told not in words:
                    allowed = ", ".join(dict.fromkeys(words.values()))
                    raise Unfit(f"there is no such {name}; there are {allowed}", cell[name])
                entry[_ALIASES.get(name, name)] = words[told]
        for name in (n for n in _DAYS if n in cell):
            try:
                entry[name] = cells.day(cell[name])
            except Unfit as error:
                raise Unfit(f"{name} {error.why}", error.value) from None
        for name in (n for n in ("beneficial", "assumed") if n in cell):
            entry[name] = cells.truth(cell[name])
        entry.update({name: text_of(cell[name]) for name in _TEXTS if name in cell})
        if "parts" in cell:
            entry["parts"] = [name_of(part) for part in cells.several(cell["parts"])]
        if "source" in cell:
            entry["source"] = [self._reference(s)[0] for s in cells.several(cell["source"])]
        return entry

    def _share(self, cell: dict[str, Any]) -> Portion | None:
        told: list[Portion] = []
        if "share" in cell:
            told.append(self._part("share", cell["share"]) or cells.share(cell["share"]))
        if "percent" in cell:
            told.append(self._percent(cell, "percent"))
        ends = {name: self._end(cell, name) for name in ("low", "high")}
        if any(end is not None for end in ends.values()):
            low, high = ends["low"], ends["high"]
            marks = [
                cells.truth(cell[n]) if n in cell else False for n in ("low_open", "high_open")
            ]
            try:
                told.append(
                    Portion(low.low if low else _NONE, high.high if high else _ALL, *marks)
                )
            except ValueError as error:
                raise Unfit(f"{error}; look at low and high") from None
        if len(set(told)) > 1:
            raise Unfit("how much is said twice, and differently", "; ".join(map(str, told)))
        return told[0] if told else None

    def _end(self, cell: dict[str, Any], name: str) -> Portion | None:
        if name in cell:
            doubtful = self._part(name, cell[name])
            value = cells.part(cell[name])
            return doubtful or Portion(value, value)
        if f"{name}_percent" in cell:
            return self._percent(cell, f"{name}_percent")
        return None

    def _part(self, name: str, cell: object) -> Portion | None:
        """A bare number up to 1 beside some that can only be percentages: one, or a part of it."""
        value = cells.bare(cell)
        shown = self._table.percents.get(self._layout.at[name]) == "all"
        if name not in self._percentages or shown or value is None or not 0 < value <= 1:
            return None
        why = "other numbers of the column can only be percentages, and this may be one or a part"
        self._account.read_as(name, why, cell)
        return Portion(value / 100, value)

    def _percent(self, cell: dict[str, Any], name: str) -> Portion:
        shown = self._table.percents.get(self._layout.at[name], "none")
        found = cells.percent(cell[name], shown)
        if found.doubtful:
            why = "some numbers of the column are shown in percent, and this may be one or a part"
            self._account.read_as(name, why, cell[name])
        return found.portion

    def _reference(self, text: str) -> tuple[str, Source]:
        """A reference to a source, and the source if this is all that is told of it."""
        name, colon, _ = text.partition(":")
        if name_of(name) == name and "//" not in text and not (colon and " " in name):
            return text, Source(title=name)
        return named(text), Source(title=text, url=text if "://" in text else "")

    def _sources(self, cell: dict[str, Any], place: str) -> Iterator[Told]:
        for text in cells.several(cell.get("source")):
            name, source = self._reference(text)
            yield from self._once(Told(name.partition(":")[0], source, place))

    def _once(self, told: Told) -> Iterator[Told]:
        key = (told.section, told.name)
        if key not in self._listed:
            if len(self._listed) < _MOST_NAMES:
                self._listed.add(key)
            yield told

    def _label(self, cell: object) -> str:
        told = text_of(cell).strip()
        return "" if name_of(told) == told else told
