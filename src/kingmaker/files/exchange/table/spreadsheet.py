"""What a spreadsheet holds, looked at before it is read: how much, and which numbers are percents.

A spreadsheet is a zip of XML that says of itself how large it is; one that claims a cell in the
last row of the last column would take all memory there is, so sizes are counted first.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from lzma import LZMAError
from pathlib import Path
from typing import Any
from xml.parsers import expat

_LARGEST = 1 << 30  # bytes, unzipped
_MOST_CELLS = 40_000_000
_MOST_FILES = 10_000
_PIECE = 1 << 18
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_BUILT_IN = (9, 10)  # formats 0% and 0.00%
_TOO_LARGE = "the spreadsheet is too large to be read; save it as CSV"
_NO_SHEET = "this is no spreadsheet that can be read; save it again as .xlsx"


_DAMAGED = (zipfile.BadZipFile, zlib.error, LZMAError, expat.ExpatError, OSError, EOFError,
            RuntimeError, LookupError, ValueError)  # fmt: skip


class NoSpreadsheet(Exception):
    """A spreadsheet cannot be read; says why."""


@dataclass
class Survey:
    """What is in a spreadsheet.

    Attributes
    ----------
    files : dict of str to str
        By name of a sheet, its file in the zip.
    styles : set of int
        Styles of cells that are shown as percentages.
    """

    files: dict[str, str] = field(default_factory=dict[str, str])
    styles: set[int] = field(default_factory=set[int])


def is_spreadsheet(path: Path) -> bool:
    """Whether an archive is a spreadsheet, and not one that holds some other file."""
    try:
        with zipfile.ZipFile(path) as zipped:
            return "[Content_Types].xml" in zipped.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return path.suffix.lower() == ".xlsx"


def surveyed(path: Path) -> Survey:
    """Look at a spreadsheet before it is read.

    Raises
    ------
    NoSpreadsheet
        If it is none, or too large.
    """
    try:
        with zipfile.ZipFile(path) as zipped:
            parts = zipped.infolist()
            if len(parts) > _MOST_FILES or sum(part.file_size for part in parts) > _LARGEST:
                raise NoSpreadsheet(_TOO_LARGE)
            if zipped.testzip() is not None:  # sizes are not as they claim, or it is damaged
                raise NoSpreadsheet(_NO_SHEET)
            for part in parts:
                if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
                    _measured(zipped, part.filename)
            return Survey(_named(zipped), _percent_styles(zipped))
    except _DAMAGED:
        raise NoSpreadsheet(_NO_SHEET) from None


def sheets(book: Any, survey: Survey) -> list[str]:
    """The sheets that people see, in their order."""
    from python_calamine import SheetVisibleEnum

    return [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.name in survey.files
    ]


def _elements(zipped: zipfile.ZipFile, name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each element of a file as it begins, without its prefix."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, marks: found.append((tag.rsplit(":")[-1], marks))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    with zipped.open(name) as stream:
        while piece := stream.read(_PIECE):
            parser.Parse(piece, False)
            yield from found
            found.clear()
    parser.Parse(b"", True)
    yield from found


def _measured(zipped: zipfile.ZipFile, name: str) -> None:
    widest = tallest = row = column = 0
    for tag, marks in _elements(zipped, name):
        if tag == "row":
            row, column = _whole(marks.get("r", ""), row + 1), 0
        elif tag == "c":
            spot = _CELL.fullmatch(marks.get("r", ""))
            row = int(spot[2]) if spot else row
            column = _column(spot[1]) if spot else column + 1
            widest, tallest = max(widest, column), max(tallest, row)
            if widest * tallest > _MOST_CELLS:
                raise NoSpreadsheet(_TOO_LARGE)


def _whole(text: str, otherwise: int) -> int:
    return int(text) if len(text) < 10 and text.isascii() and text.isdecimal() else otherwise


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _named(zipped: zipfile.ZipFile) -> dict[str, str]:
    targets = {
        marks.get("Id", ""): marks.get("Target", "")
        for tag, marks in _elements(zipped, "xl/_rels/workbook.xml.rels")
        if tag == "Relationship"
    }
    files: dict[str, str] = {}
    for tag, marks in _elements(zipped, "xl/workbook.xml"):
        if tag == "sheet":
            target = next((targets.get(v, "") for k, v in marks.items() if k.endswith(":id")), "")
            files[marks.get("name", "")] = (
                target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            )
    return files


def _percent_styles(zipped: zipfile.ZipFile) -> set[int]:
    if "xl/styles.xml" not in zipped.namelist():
        return set()
    formats, styles = set[int](_BUILT_IN), set[int]()
    inside, count = False, 0
    for tag, marks in _elements(zipped, "xl/styles.xml"):
        if tag == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", marks.get("formatCode", "")):
            formats.add(_whole(marks.get("numFmtId", ""), -1))
        elif tag in ("cellXfs", "cellStyles", "cellStyleXfs", "dxfs"):
            inside = tag == "cellXfs"
        elif inside and tag == "xf":
            if _whole(marks.get("numFmtId", ""), 0) in formats:
                styles.add(count)
            count += 1
    return styles


def percents(path: Path, survey: Survey, sheet: str, head: int) -> dict[int, str]:
    """Which columns of a sheet show their numbers as percentages.

    Parameters
    ----------
    path : Path
        The spreadsheet.
    survey : Survey
        What was seen of it.
    sheet : str
        The name of the sheet.
    head : int
        The row of its headings, from 1.

    Returns
    -------
    dict of int to str
        By index of a column, from 0: ``all`` of its numbers, ``none`` or ``some``.
    """
    shown: dict[int, set[bool]] = defaultdict(set)
    number = False
    with zipfile.ZipFile(path) as zipped:
        row = column = style = 0
        for tag, marks in _elements(zipped, survey.files[sheet]):
            if tag == "row":
                row, column = _whole(marks.get("r", ""), row + 1), 0
            elif tag == "c":
                spot = _CELL.fullmatch(marks.get("r", ""))
                column = _column(spot[1]) if spot else column + 1
                number = marks.get("t", "n") == "n" and row > head
                style = _whole(marks.get("s", ""), 0)
            elif tag == "v" and number:
                shown[column - 1].add(style in survey.styles)
    return {
        index: "some" if len(found) == 2 else "all" if found == {True} else "none"
        for index, found in shown.items()
    }
