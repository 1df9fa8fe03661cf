"""Rows of cells out of CSV, a spreadsheet or Parquet, one after another."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from kingmaker.files.exchange.opening import Opened, opened
from kingmaker.files.exchange.table.columns import fits, head_of, layout
from kingmaker.files.exchange.table.spreadsheet import (
    NoSpreadsheet,
    is_spreadsheet,
    percents,
    sheets,
    surveyed,
)
from kingmaker.files.problems import CaseError, Place, Problem

_DELIMITERS = ",;\t|"
_LONGEST_HEAD = 1 << 16
_LONGEST_ROW = 1 << 24  # bytes
_UNREADABLE = "there are bytes that are no text in UTF-8, or no day"
_PIECE = 1 << 14  # rows of Parquet at a time
SPREADSHEETS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes
    ----------
    place : str
        ``line 12`` or ``row 12``.
    cells : sequence
        What stands in its columns, as the format has it.
    trouble : str
        Why it cannot be read; then there are no cells.
    """

    place: str
    cells: Sequence[Any]
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows.

    Attributes
    ----------
    head : list
        The headings.
    rows : iterator of Row
        What stands below them; rows with nothing in them are left out.
    percents : dict of int to str
        Of a spreadsheet, by index of a column of numbers: whether they are shown as percentages,
        ``all``, ``none`` or ``some`` of them.
    guarded : bool
        Whether text that a spreadsheet would take for a formula has an apostrophe before it.
    """

    head: list[Any]
    rows: Iterator[Row]
    percents: Mapping[int, str] = field(default_factory=dict[int, str])
    guarded: bool = False


def unfit(path: Path, trouble: str) -> CaseError:
    """The file as a whole cannot be read."""
    return CaseError([Problem(Place(path.name, 0), trouble)])


@contextmanager
def opened_table(path: Path, mapped: Mapping[str, str] | None = None) -> Generator[Table]:
    """Open a table; its format follows from its first bytes.

    Raises
    ------
    CaseError
        If there is no such file, or it is of none of the formats.
    """
    try:
        with path.open("rb") as stream:
            start = stream.read(4)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise unfit(path, f"it cannot be opened: {why.lower()}") from None
    if start == b"PAR1":
        with _parquet(path) as table:
            yield table
    elif start == b"PK\x03\x04" and is_spreadsheet(path):
        yield _spreadsheet(path, mapped)
    elif start == b"\xd0\xcf\x11\xe0":
        raise unfit(path, "this is an old spreadsheet (.xls); save it as .xlsx or CSV")
    else:
        with opened(path) as stream:
            yield _csv(path, stream, mapped)


def delimiter(line: str, mapped: Mapping[str, str] | None = None) -> str:
    """The sign between the columns under which most of these headings are known."""

    def known(sign: str) -> tuple[int, int]:
        head = head_of(line, sign)
        return len(layout(head, mapped).at), line.count(sign)

    return max(_DELIMITERS, key=known)


def _csv(path: Path, stream: Opened, mapped: Mapping[str, str] | None) -> Table:
    stream.allow(_LONGEST_ROW)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    line = text.readline(_LONGEST_HEAD)
    number = 1
    while line and not line.strip("\r\n\t ,;|"):
        line, number = text.readline(_LONGEST_HEAD), number + 1
    if line.count('"') % 2:  # a heading over two lines
        line, number = line + text.readline(_LONGEST_HEAD), number + 1
    if not line:
        raise unfit(path, "the file is empty; a table begins with its headings")
    if "\0" in line or "\udcff\udcfe" in line:
        raise unfit(path, "this is no table as text; save it as CSV in UTF-8")
    sign = delimiter(line, mapped)
    head = head_of(line, sign)
    return Table(list(head), _lines(stream, text, sign, number), guarded=True)


def _lines(stream: Opened, text: IO[str], sign: str, before: int) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=sign)
    while True:
        stream.allow(_LONGEST_ROW)
        place = f"line {before + reader.line_num + 1}"
        try:
            cells = next(reader, None)
        except csv.Error:
            yield Row(place, (), "a cell is too long; is a quote not closed?")
            continue
        if cells is None:
            return
        if any(cells):
            if any(not cell.isascii() and _broken(cell) for cell in cells):
                yield Row(place, (), "there are bytes that are not UTF-8; save the file as UTF-8")
            else:
                yield Row(place, cells)


def _broken(text: str) -> bool:
    return any("\ud800" <= sign <= "\udfff" for sign in text)


def _spreadsheet(path: Path, mapped: Mapping[str, str] | None) -> Table:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        survey = surveyed(path)
        book = CalamineWorkbook.from_path(path)  # pyright: ignore[reportUnknownMemberType]
        names = sheets(book, survey)
        first: Table | None = None
        for name in names:
            sheet = book.get_sheet_by_name(name)
            rows = enumerate(sheet.iter_rows(), 1)
            head = next(((n, row) for n, row in rows if any(_filled(c) for c in row)), None)
            if head is None:
                continue
            left = sheet.start[1] if sheet.start else 0  # rows begin at the first column in use
            shown = percents(path, survey, name, head[0])
            shown = {index - left: kind for index, kind in shown.items()}
            found = Table(list(head[1]), _numbered(rows), shown)
            if fits(layout(found.head, mapped)):
                return found
            first = first or found
    except NoSpreadsheet as error:
        raise unfit(path, str(error)) from None
    except CalamineError:
        raise unfit(
            path, "this is no spreadsheet that can be read; save it again as .xlsx"
        ) from None
    if first is None:
        raise unfit(path, "the spreadsheet is empty; a table begins with its headings")
    return first


def _numbered(rows: Iterator[tuple[int, list[Any]]]) -> Iterator[Row]:
    for number, cells in rows:
        if any(_filled(cell) for cell in cells):
            yield Row(f"row {number}", cells)


def _filled(cell: object) -> bool:
    return cell is not None and cell != ""


@contextmanager
def _parquet(path: Path) -> Generator[Table]:
    try:
        arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    except ImportError:
        way = "to read Parquet, install pyarrow: pip install kingmaker[parquet]"
        raise unfit(path, way) from None
    try:
        file: Any = parquet.ParquetFile(path)
    except (arrow.ArrowException, OSError, ValueError):
        raise unfit(path, "this is no Parquet that can be read") from None
    with closing(file):
        yield Table(list(file.schema_arrow.names), _batches(file, arrow.ArrowException))


def _batches(file: Any, error: type[Exception]) -> Iterator[Row]:
    number = 0
    batches = file.iter_batches(_PIECE)
    while True:
        try:
            batch = next(batches, None)
        except (error, OSError, ValueError):
            yield Row(
                f"row {number + 1}", (), "the file is damaged; what comes after this is lost"
            )
            return
        if batch is None:
            return
        for cells in _rows_of(batch):
            number += 1
            place = f"row {number}"
            yield Row(place, (), _UNREADABLE) if cells is None else Row(place, cells)


def _rows_of(batch: Any) -> Iterator[Sequence[Any] | None]:
    """The rows of a piece of Parquet; None for one with a cell that is none of its kind."""
    try:
        yield from list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
    except (ValueError, OverflowError):
        for index in range(batch.num_rows):
            try:
                yield [column[index].as_py() for column in batch.columns]
            except (ValueError, OverflowError):
                yield None
