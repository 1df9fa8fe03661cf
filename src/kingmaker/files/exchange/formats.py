"""The formats that are read and written, told by what a file holds, not by what it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from kingmaker.files.exchange import bods, ftm, gleif, ocf, psc, table
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.opening import opened
from kingmaker.files.exchange.told import Told
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.model.words import did_you_mean

Reader: TypeAlias = Callable[[Path, Account], Iterator[Told]]
Writer: TypeAlias = Callable[[Iterable[Told], Path, Account], None]

_HEAD = 1 << 14  # bytes that tell what a file is
CASE = "case"
"""Our own format, which is not a stream."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of other people.

    Attributes
    ----------
    name : str
        As ``--from`` and ``--to`` take it.
    label : str
        What people call it.
    found : callable
        Whether the first bytes of a file, and its name, are those of such a file.
    read : callable
        Gives what a file tells, one thing at a time.
    write : callable or None
        Writes it; None for a format that is read only.
    """

    name: str
    label: str
    found: Callable[[bytes, str], bool]
    read: Reader
    write: Writer | None = None


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("gleif", "GLEIF", gleif.is_gleif, gleif.read),
        Format("psc", "UK people with significant control", psc.is_psc, psc.read),
        Format("companies", "UK company table", psc.is_companies, psc.read_companies),
        Format("ocf", "Open Cap Table Format", ocf.is_ocf, ocf.read),
        Format("bods", "Beneficial Ownership Data Standard", bods.is_bods, bods.read, bods.write),
        Format("ftm", "FollowTheMoney", ftm.is_ftm, ftm.read, ftm.write),
        Format("table", "table of holdings", table.is_table, table.read, table.write),
    )
}
"""In the order in which a file is tried; a table may be anything with columns, and comes last."""

ENDINGS: Mapping[str, str] = {
    ".yaml": CASE, ".yml": CASE,
    ".csv": "table", ".xlsx": "table", ".parquet": "table",
    ".json": "bods", ".jsonl": "bods", ".bods": "bods", ".ftm": "ftm",
}  # fmt: skip
"""What is written if only the name of the file says what."""


def format_of(path: Path) -> Format | None:
    """The format of a file; None if it is none of other people's, as a case is not.

    Raises
    ------
    CaseError
        If there is no such file, or it cannot be opened.
    """
    if path.is_dir():
        return next((each for each in FORMATS.values() if each.found(b"", str(path))), None)
    if path.suffix in (".yaml", ".yml"):
        return None
    with path.open("rb") as plain:
        packed = plain.read(_HEAD)
    for each in FORMATS.values():  # spreadsheets and packages are archives themselves
        if each.name in ("ocf", "table") and each.found(packed, str(path)):
            return each
    with opened(path) as stream:
        head = stream.read(_HEAD)
    return next((each for each in FORMATS.values() if each.found(head, str(path))), None)


def format_named(name: str) -> Format:
    """A format by its name.

    Raises
    ------
    KeyError
        If there is none of that name.
    """
    if name not in FORMATS:
        hint = did_you_mean(name, FORMATS) or f"; there are {', '.join(FORMATS)}"
        raise KeyError(f"there is no format {name!r}{hint}")
    return FORMATS[name]


def ending(path: Path) -> str:
    """The format that a name of a file to be written says.

    Raises
    ------
    KeyError
        If its ending is none of the known ones.
    """
    found = ENDINGS.get(path.suffix.lower())
    if found is None:
        raise KeyError(
            f"what is {path.name} to be? Name it with an ending of {', '.join(ENDINGS)}, or say "
            f"--to with one of {', '.join([CASE, *(n for n, f in FORMATS.items() if f.write)])}"
        )
    return found


def unknown(path: Path) -> CaseError:
    """What to say of a file that is in no known format."""
    labels = ", ".join(each.label for each in FORMATS.values())
    message = f"this is in no format that is known here: {labels}; say --from if it is one of them"
    return CaseError([Problem(Place(str(path), 0), message)])
