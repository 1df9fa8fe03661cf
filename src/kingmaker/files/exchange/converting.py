"""A file of one format into a file of another, with an account of what was not carried."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from kingmaker.files import loading
from kingmaker.files.bods import Statement, dump, records
from kingmaker.files.exchange import table
from kingmaker.files.exchange.assembling import among, around, assembled, taken_apart
from kingmaker.files.exchange.formats import (
    CASE,
    FORMATS,
    Format,
    ending,
    format_named,
    format_of,
)
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.writing import written


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a file.

    Attributes
    ----------
    source, target : str
        What the formats are called.
    account : Account
        How many records were used, refused or lost something, and why.
    losses : str
        The file with every loss, one a line.
    """

    source: str
    target: str
    account: Account
    losses: str


def told_by(
    path: Path, account: Account, form: Format | None, columns: Mapping[str, str] | None = None
) -> Iterator[Told]:
    """What a file tells, in whatever format; of a case, what it says of who holds what."""
    if form is None:
        return taken_apart(loading.load(path).organisation, account)
    if form.name == "table":
        return table.read(path, account, columns)
    return form.read(path, account)


def convert(
    source: Path,
    target: Path,
    *,
    form: str | None = None,
    into: str | None = None,
    about: Iterable[str] = (),
    columns: Mapping[str, str] | None = None,
    losses: Path | None = None,
) -> Converted:
    """Convert a file, whole or not at all.

    Parameters
    ----------
    source, target : Path
        Which file, and where to.
    form, into : str, optional
        Names of formats; else the source is told by what it holds, the target by its ending.
    about : iterable of str
        Names of parties: only they are carried, with all above and below them. The file is read
        twice.
    columns : mapping of str to str, optional
        Of a table: what our columns are called there.
    losses : Path, optional
        Where the account goes; beside the target if not said.

    Returns
    -------
    Converted
        With the account.

    Raises
    ------
    CaseError
        If the source cannot be read as a whole.
    KeyError
        If there is no such format, or it cannot be written.
    """
    reading = _read_as(source, form)
    name = into or ending(target)
    if name != CASE and format_named(name).write is None:
        kinds = [CASE, *(each.name for each in FORMATS.values() if each.write)]
        raise KeyError(f"{FORMATS[name].label} is read only; write one of {', '.join(kinds)}")
    beside = losses or target.with_name(f"{target.name}.losses.csv")
    named = [path.resolve() for path in (source, target, beside)]
    if len(set(named)) < len(named):
        raise ValueError(
            "source, target and account are three files; name the target, or --losses, otherwise"
        )
    with _whole(target) as draft, _whole(beside) as book, _ledger(book) as report:
        account = Account(report)
        if reading is not None and reading.name == name == "bods" and not about:
            lines = "jsonl" if target.suffix == ".jsonl" else "json"
            _statements(source, draft, account, lines)
        else:
            stream = told_by(source, account, reading, columns)
            if about:
                first = told_by(source, Account(), reading, columns)
                stream = among(stream, around(first, tuple(about)))
            _write(stream, draft, name, account, _title(source))
        if not account.used:
            raise CaseError([Problem(Place(str(source), 0), _nothing(account))])
    label = "case" if reading is None else reading.label
    told = "case" if name == CASE else FORMATS[name].label
    return Converted(label, told, account, str(beside))


def _read_as(source: Path, form: str | None) -> Format | None:
    if source.is_file() and not source.stat().st_size:
        raise CaseError([Problem(Place(str(source), 0), "the file is empty")])
    if source.is_dir() and form is None and not (source / "case.yaml").is_file():
        found = format_of(source)
        if found is None:
            message = "this is a folder, and neither a case nor a package of a cap table"
            raise CaseError([Problem(Place(str(source), 0), message)])
        return found
    if not source.exists():
        raise CaseError([Problem(Place(str(source), 0), "there is no such file")])
    if form == CASE:
        return None
    return format_named(form) if form is not None else format_of(source)


def _statements(
    source: Path, draft: Path, account: Account, form: Literal["json", "jsonl"]
) -> None:
    """Statements of BODS as statements of BODS 0.4: all that they say is carried."""

    def sound() -> Iterator[Statement]:
        for number, entry in enumerate(records(source), start=1):
            account.record(f"statement {number}")
            if entry.statement is None:
                account.refuse("the statement cannot be read", "; ".join(entry.troubles))
                continue
            for change in entry.changes:
                tell = account.lose if change.what == "lost" else account.read_as
                tell(change.pointer, f"{change.what} for version 0.4", change.message)
            for trouble in entry.troubles:
                account.read_as("", "something odd about the text", trouble)
            yield entry.statement

    dump(sound(), draft, form)


def _write(stream: Iterable[Told], draft: Path, name: str, account: Account, title: str) -> None:
    if name != CASE:
        writer = FORMATS[name].write
        if writer is not None:
            writer(stream, draft, account)
        return
    tree = assembled(stream, account, title, f"Converted from {title}.")
    text = written(tree)
    loading.loads(text, title)  # what cannot be read back is not written
    draft.write_text(text, encoding="utf-8")


def _nothing(account: Account) -> str:
    """Why nothing could be carried."""
    if not account.records:
        return "it holds no records, and nothing is written"
    reasons = [why for (kind, _, why), _ in account.reasons.most_common(3) if kind == "refused"]
    told = "; ".join(reasons)
    return f"none of its {account.records:,} records can be read, and nothing is written: {told}"


def _title(source: Path) -> str:
    """What a case is called after the file that it comes from."""
    name = source.name
    for packed in (".gz", ".zip"):
        name = name.removesuffix(packed)
    return name.rsplit(".", 1)[0] or source.name


@contextmanager
def _whole(path: Path) -> Generator[Path]:
    """A place to write to that becomes the file once all is well."""
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {path.parent} to write {path.name} in")
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name a file in it")
    draft = path.with_name(f".{os.getpid()}.{path.name}")
    try:
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _ledger(book: Path) -> Generator[Callable[[Loss], None]]:
    with book.open("w", encoding="utf-8", newline="") as stream:
        yield _rows(stream)


def _rows(stream: IO[str]) -> Callable[[Loss], None]:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(("record", "kind", "field", "reason", "value"))

    def report(loss: Loss) -> None:
        cells = (loss.place, loss.kind, loss.what, loss.why, loss.value)
        writer.writerow(_plain(cell) for cell in cells)

    return report


def _plain(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
