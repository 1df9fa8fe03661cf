"""Holdings out, as a table, a row at a time."""

from __future__ import annotations

import csv
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.percentages import decimal, rounded, spelt
from kingmaker.files.exchange.table.cells import guarded, joined
from kingmaker.files.exchange.table.columns import COLUMNS, DECIMALS
from kingmaker.files.exchange.table.rows import unfit
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party, Portion, ShareClass, Source

_MOST_WAITING = 200_000  # parties that wait for a row that names them
_MOST_ROWS = 1_048_576  # of a sheet
_LONGEST = 32_767  # signs of a cell
_PIECE = 1 << 14  # rows of Parquet at a time
_CARRIED = {"label", "kind", "reason", "identifiers", "jurisdiction", "traded", "designated"}
_MARKS = ("low_open", "high_open")
_NO_COLUMN = "a table of holdings has no column for it"

Cells = dict[str, "str | bool | Fraction"]


def write(told: Iterable[Told], path: str | Path, account: Account) -> None:
    """Write holdings as a table; the end of the file's name says which kind.

    Parameters
    ----------
    told : iterable of Told
        What is to be written. Parties stand in the rows that name them, and in rows of their own
        if there are none or they are told later.
    path : str or Path
        ``.csv``, ``.xlsx`` or ``.parquet``; a file that is there is replaced.
    account : Account
        Is told what has no column.

    Raises
    ------
    CaseError
        If the name ends otherwise, or a spreadsheet cannot hold so much.
    OSError
        If the file cannot be written.
    """
    path = Path(path)
    writers = {".csv": _csv, ".xlsx": _spreadsheet, ".parquet": _parquet}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise unfit(path, "a table is written as .csv, .xlsx or .parquet; end its name so")
    with writer(path, account) as row:
        for cells in _rows(told, account):
            row(cells)


def _rows(told: Iterable[Told], account: Account) -> Iterator[Cells]:
    known: dict[str, Party] = {}
    waiting: dict[str, None] = {}  # those of them that no row has named yet
    for one in told:
        place = f"{one.section}.{one.name}"
        match one.entry:
            case Holding() as holding:
                waiting.pop(holding.holder, None)
                waiting.pop(holding.issuer or "", None)
                yield _holding(one.name, holding, known, place, account)
            case Party() as party:
                person = {"jurisdiction"} if party.kind == "person" else set[str]()
                _lost(party, _CARRIED - person, place, account)
                if len(known) < _MOST_WAITING and one.name not in known:
                    known[one.name] = party
                    waiting[one.name] = None
                else:
                    known.pop(one.name, None)  # rows from now on leave it to this one
                    waiting.pop(one.name, None)
                    yield {"owner": one.name, **_party("owner", party)}
            case Source() as source:
                why = "a table of holdings has no row for a source"
                account.written(place, "", why, source.title)
            case ShareClass() as shares:
                _lost(shares, set(), place, account)
    for name in waiting:
        yield {"owner": name, **_party("owner", known[name])}


def _lost(entry: Party | ShareClass, carried: set[str], place: str, account: Account) -> None:
    for name in entry.model_fields_set - carried:
        value = getattr(entry, name)
        if value != type(entry).model_fields[name].get_default(call_default_factory=True):
            word = type(entry).model_fields[name].alias or name
            account.written(place, word, _NO_COLUMN, value)


def _party(role: str, party: Party) -> Cells:
    numbers = [f"{scheme}:{number}" for scheme, number in party.identifiers.items()]
    cells: Cells = {
        f"{role}_label": party.label,
        f"{role}_kind": party.kind,
        f"{role}_id": joined(numbers),
        f"{role}_reason": party.reason or "",
        f"{role}_jurisdiction": "" if party.kind == "person" else party.jurisdiction,
        f"{role}_traded": party.traded,
        f"{role}_designated": joined(party.designated),
    }
    return cells


def _holding(
    name: str, holding: Holding, known: dict[str, Party], place: str, account: Account
) -> Cells:
    cells: Cells = {
        "name": name,
        "owner": holding.holder,
        "owned": holding.issuer or "",
        "right": holding.right,
        "class": holding.share_class or "",
        "from": str(holding.start or ""),
        "until": str(holding.until or ""),
        "declared": str(holding.declared or ""),
        "retrieved": str(holding.retrieved or ""),
        "source": joined(map(str, holding.source)),
        "capacity": holding.capacity,
        "for": holding.behalf or "",
        "joint": holding.joint,
        "link": holding.link,
        "status": holding.status,
        "status_from": str(holding.status_from or ""),
        "parts": joined(holding.parts),
        "label": holding.label,
        "note": holding.note,
        "wording": holding.wording,
    }
    if holding.share is not None:
        cells |= _share(holding.share, place, account)
    if holding.shares is not None:
        cells["shares"] = _number(holding.shares, place, account)
    if holding.beneficial is not None:
        cells["beneficial"] = holding.beneficial
    if holding.assumed:
        cells["assumed"] = True
    for role, party in (("owner", holding.holder), ("owned", holding.issuer)):
        if party in known:
            cells |= _party(role, known[party])
    return cells


def _share(part: Portion, place: str, account: Account) -> Cells:
    if spelt(part.low) is None or spelt(part.high) is None:
        account.written(place, "share", "the number has too many digits; it is rounded", part)
        part = rounded(part)
    cells: Cells = {"low": part.low, "high": part.high}
    return cells | {"low_open": part.low_open, "high_open": part.high_open}


def _number(value: Fraction, place: str, account: Account) -> str:
    text = decimal(value) or (
        spelt(value) if value <= 1 else f"{value.numerator}/{value.denominator}"
    )
    if text is None or len(text) > 40:
        account.written(place, "shares", "the number has too many digits; it is rounded", value)
        text = decimal(Fraction(round(value * 10**9), 10**9)) or str(round(value))
    return text


def _text(value: str | bool | Fraction) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return (spelt(value) or "") if isinstance(value, Fraction) else value


@contextmanager
def _csv(path: Path, account: Account) -> Generator[Callable[[Cells], None]]:
    del account  # a cell may be as long as it likes
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(COLUMNS)

        def row(cells: Cells) -> None:
            writer.writerow(guarded(_text(cells.get(name, ""))) for name in COLUMNS)

        yield row


@contextmanager
def _spreadsheet(path: Path, account: Account) -> Generator[Callable[[Cells], None]]:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book: Any = import_module("xlsxwriter").Workbook(str(path), options)
    sheet: Any = book.add_worksheet("holdings")
    percent, bold = book.add_format({"num_format": "0.##%"}), book.add_format({"bold": True})
    for index, name in enumerate(COLUMNS):
        sheet.write_string(0, index, name, bold)
    sheet.freeze_panes(1, 0)
    count = 0

    def row(cells: Cells) -> None:
        nonlocal count
        count += 1
        if count >= _MOST_ROWS:
            way = f"a sheet has {_MOST_ROWS:,} rows at most; write .csv or .parquet"
            raise unfit(path, way)
        for index, name in enumerate(COLUMNS):
            value = cells.get(name, "")
            number = _float(value)
            if number is not None:
                sheet.write_number(count, index, number, percent)
            elif text := _text(value):
                if len(text) > _LONGEST:
                    why = (
                        f"a cell of a spreadsheet has {_LONGEST:,} signs at most; the rest is cut"
                    )
                    account.written(f"row {count + 1}", name, why, text)
                sheet.write_string(count, index, text[:_LONGEST])

    try:
        yield row
    finally:
        book.close()


def _float(value: str | bool | Fraction) -> float | None:
    """The number that a spreadsheet shows as what this is, if there is one."""
    if not isinstance(value, Fraction):
        return None
    number = float(value)
    return number if Fraction(f"{number:.15g}") == value else None


@contextmanager
def _parquet(path: Path, account: Account) -> Generator[Callable[[Cells], None]]:
    del account
    try:
        arrow: Any = import_module("pyarrow")
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        way = "to write Parquet, install pyarrow: pip install kingmaker[parquet]"
        raise unfit(path, way) from None
    truths = (*_MARKS, "beneficial", "assumed")
    fields = [(name, arrow.bool_() if name in truths else arrow.string()) for name in COLUMNS]
    schema: Any = arrow.schema(fields + [(name, arrow.float64()) for name in DECIMALS])
    waiting: list[dict[str, Any]] = []
    with parquet.ParquetWriter(path, schema) as writer:

        def row(cells: Cells) -> None:
            told: dict[str, Any] = {
                name: value if isinstance(value, bool) else _text(value)
                for name, value in cells.items()
                if value != ""
            }
            for name in ("low", "high"):
                value = cells.get(name)
                told[f"{name}_decimal"] = float(value) if isinstance(value, Fraction) else None
            waiting.append(told)
            if len(waiting) == _PIECE:
                flush()

        def flush() -> None:
            if waiting:
                writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
                waiting.clear()

        yield row
        flush()
