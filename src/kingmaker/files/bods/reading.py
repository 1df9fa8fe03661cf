"""Statements out of a file, one after another: a JSON array or JSON Lines, plain or zipped.

However long the file, no more of it is held than a piece and one statement. What cannot be read
is told with its place, and reading goes on behind it where that can be found.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias, cast

from kingmaker.files.bods.decoding import LONGEST, Decoder, Unreadable, end_of_value

_PIECE = 1 << 18
_BLANK = b" \t\r\n"
_SPACE = re.compile(r"[ \t\r\n]*")
_ALONE = (
    "one statement stands here by itself; a file is a list of statements in [ ], "
    "or JSON Lines with each statement on one line"
)
_NOT_UTF_8 = "the file is not UTF-8; save it as UTF-8"

Input: TypeAlias = "str | Path | bytes | Iterable[str | bytes]"
"""A path, the content itself as bytes, or lines."""


class Read(NamedTuple):
    """What one place of a file holds.

    Attributes
    ----------
    position : int
        Which statement, from 0.
    line : int
        Where it begins, from 1.
    value : object
        As JSON has it; None if it cannot be read.
    troubles : tuple of str
        Why not, or what is odd about it, in plain words.
    whole : bool
        Whether the troubles are of the whole file rather than of this statement.
    """

    position: int
    line: int
    value: Any = None
    troubles: tuple[str, ...] = ()
    whole: bool = False


def raw(source: Input) -> Iterator[Read]:
    """Read the statements of a file as they stand.

    Parameters
    ----------
    source : path, bytes or iterable of lines
        A JSON array or JSON Lines in UTF-8; gzip is recognised by its first bytes.

    Yields
    ------
    Read
        In the order of the file.

    Raises
    ------
    OSError
        If there is no such file.
    """
    if isinstance(source, str | Path):
        with Path(source).open("rb", buffering=_PIECE) as stream:
            yield from _unzipped(cast("io.BufferedReader", stream))
    elif isinstance(source, bytes):
        yield from _unzipped(_buffered(io.BytesIO(source)))
    else:
        lines = (line if isinstance(line, bytes) else _encoded(line) for line in source)
        yield from _lines(iter(lines))


def _encoded(line: str) -> bytes:
    return line.encode("utf-8", "surrogatepass")


def _buffered(stream: io.BufferedIOBase) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", stream), _PIECE)


def _unzipped(stream: io.BufferedReader) -> Iterator[Read]:
    if stream.peek(2)[:2] != b"\x1f\x8b":
        yield from _pieces(stream)
        return
    last = Read(0, 1)
    try:
        with gzip.GzipFile(fileobj=stream) as plain:
            for last in _pieces(_buffered(plain)):
                yield last
    except (EOFError, gzip.BadGzipFile, zlib.error):
        message = "the zipped file is damaged or ends too early; what comes after this is lost"
        yield Read(last.position + 1, last.line, troubles=(message,), whole=True)


def _pieces(stream: io.BufferedReader) -> Iterator[Read]:
    """Tell an array from lines by its first sign."""
    start = stream.peek(4)[:4]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or (len(start) > 1 and 0 in start[:2]):
        yield Read(0, 1, troubles=(_NOT_UTF_8,), whole=True)
        return
    if start[:3] == codecs.BOM_UTF8:
        stream.read(3)
    line = 1
    while (sign := stream.peek(1)[:1]) and sign in _BLANK:
        line += stream.read(1) == b"\n"
    if not sign:
        yield Read(0, 1, troubles=("the file is empty; no statements are written []",), whole=True)
    elif sign == b"[":
        yield from _Array(stream, line).statements()
    else:
        yield from _lines(_limited(stream), line, stream)


def _limited(stream: IO[bytes]) -> Iterator[bytes]:
    """The lines of a file; of one without measure only its beginning."""
    while line := stream.readline(LONGEST + 1):
        if len(line) > LONGEST and line[-1:] != b"\n":
            while (more := stream.readline(_PIECE)) and more[-1:] != b"\n":
                pass
        yield line


def _lines(
    lines: Iterator[bytes], line: int = 1, stream: IO[bytes] | None = None
) -> Iterator[Read]:
    decoder = Decoder()
    index = 0
    for number, text in enumerate(lines, line):
        plain = text.strip(_BLANK)
        if not plain:
            continue
        if len(plain) > LONGEST:
            yield Read(index, number, troubles=(_too_long(),))
        else:
            try:
                value = decoder.line(plain)
            except Unreadable as error:
                # One statement over several lines shows in the first of them.
                if (
                    index == 0
                    and stream
                    and end_of_value(plain.decode("utf-8", "replace"), 0) is None
                ):
                    yield from _alone(decoder, text, stream, number)
                    return
                yield Read(index, number, troubles=(f"{error} (column {error.position + 1})",))
            else:
                yield Read(index, number, value, tuple(decoder.oddities))
        index += 1


def _alone(decoder: Decoder, first: bytes, stream: IO[bytes], line: int) -> Iterator[Read]:
    """A file of one statement, over many lines."""
    rest = stream.read(LONGEST + 1)
    text = (first + rest).decode("utf-8", "surrogateescape")
    if len(rest) > LONGEST:
        yield Read(0, line, troubles=(_too_long(),), whole=True)
        return
    try:
        value, end = decoder.value(text, 0)
    except Unreadable as error:
        spot = line + text.count("\n", 0, error.position)
        yield Read(0, spot, troubles=(str(error), _ALONE), whole=True)
        return
    troubles = [_ALONE]
    if text[end:].strip():
        troubles.append("what follows the first statement is not read")
    yield Read(0, line, None, tuple(troubles), whole=True)
    yield Read(0, line, value, tuple(decoder.oddities))


def _too_long() -> str:
    return f"a statement has {LONGEST >> 20} MB at most, and this is longer"


class _Array:
    """A JSON array, read piece by piece.

    Parameters
    ----------
    stream : file
        At its ``[``.
    line : int
        Of that sign.
    """

    def __init__(self, stream: IO[bytes], line: int) -> None:
        self._stream = stream
        self._decoder = Decoder()
        # Bytes that are no UTF-8 become halves of signs, and the statement they stand in is told.
        self._utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._text = ""
        self._at = 0
        self._line = line
        self._counted = 0
        self._ended = False

    def statements(self) -> Iterator[Read]:
        self._more()
        self._at = 1
        index = 0
        while True:
            sign = self._next()
            if sign == "]" and not self._comma:
                yield from self._after(index)
                return
            problem = "" if sign else "the list is not closed; write ] at the end"
            if sign and self._comma and not index:
                problem = "there is a comma too many before the first statement"
            if sign and index and not self._comma:
                problem = "a comma is missing between two statements"
            if sign == "]":
                problem = "there is a comma too many before the end of the list"
            if problem:
                yield Read(index, self._here(), troubles=(problem,), whole=True)
            if not sign or sign == "]":
                return
            read = self._one(index)
            yield read
            if read.whole:
                return
            index += 1

    _comma = False

    def _next(self) -> str:
        """Go to the next sign that is no space, over one comma; '' at the end of the file."""
        self._comma = False
        while True:
            self._at = _SPACE.match(self._text, self._at).end()  # pyright: ignore[reportOptionalMemberAccess]
            if self._at == len(self._text):
                if not self._more():
                    return ""
            elif self._text[self._at] == "," and not self._comma:
                self._comma = True
                self._at += 1
            else:
                return self._text[self._at]

    def _one(self, index: int) -> Read:
        line = self._here()
        while True:
            try:
                value, end = self._decoder.value(self._text, self._at)
            except Unreadable as error:
                trouble, position = str(error), error.position
            else:
                # A number or word at the very end of a piece may go on in the next.
                if end < len(self._text) or not self._more():
                    self._at = end
                    return Read(index, line, value, tuple(self._decoder.oddities))
                continue
            end = end_of_value(self._text, self._at)
            if end is None and self._more():
                continue
            if end is None or self._text[self._at] not in "{[":
                lost = "what comes after this is not read"
                spot = line + self._text.count("\n", self._at, position)
                return Read(index, spot, troubles=(f"{trouble}; {lost}",), whole=True)
            spot = line + self._text.count("\n", self._at, position)
            self._at = end
            return Read(index, spot, troubles=(trouble,))

    def _after(self, index: int) -> Iterator[Read]:
        self._at += 1
        if self._next() or self._comma:
            message = "something follows the end of the list; take it out"
            yield Read(index, self._here(), troubles=(message,), whole=True)

    def _here(self) -> int:
        """The line of the sign that is looked at."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _more(self) -> bool:
        """Drop what was read and add a piece, the longer the more of a statement waits already."""
        waiting = len(self._text) - self._at
        if self._ended or waiting > LONGEST:
            return False
        self._here()
        piece = self._stream.read(max(_PIECE, waiting))
        self._ended = not piece
        self._text = self._text[self._at :] + self._utf8.decode(piece, final=self._ended)
        self._at = self._counted = 0
        return not self._ended
