"""Files as they come: plain, or packed as gzip, or alone in a zip archive.

What a file is packed as is told by its first bytes, never by its name. It is unpacked while it is
read and never as a whole, and a reader may say how much it is ready to take at a time, so that a
small archive cannot fill the memory.

References
----------
RFC 1952 (1996). GZIP file format specification. PKWARE (2022). APPNOTE.TXT, .ZIP File Format.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from lzma import LZMAError
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.model.values import quoted

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_PIECE = 1 << 16  # bytes at a time
_GZIP, _ZIP, _ZIP_OF_NOTHING = b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06"
_ENCRYPTED = 0x1
_DAMAGED = (EOFError, OSError, zlib.error, LZMAError, zipfile.BadZipFile, ValueError)
_MOST_NAMES = 3  # of members, in a message


class Opened(io.BufferedReader):
    """The bytes of a file, unpacked."""

    def __init__(self, source: _Watched) -> None:
        super().__init__(source, _PIECE)
        self._source = source

    def allow(self, most: int) -> None:
        """Let so many bytes be read from now on, and no more before this is said again.

        A reader of records says it at each record. Until it is first said, nothing is bounded.
        """
        self._source.left = most


class _Watched(io.RawIOBase):
    """A stream whose troubles are problems of the file, in plain words."""

    def __init__(self, inner: IO[bytes], name: str, *, packed: bool) -> None:
        super().__init__()
        self.left: int | None = None
        self._inner, self._name, self._packed = inner, name, packed

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        if self.left is not None and self.left <= 0:
            raise unusable(self._name, "one record is longer than any record is; is it damaged?")
        room = memoryview(buffer).cast("B")
        try:
            piece = self._inner.read(len(room))
        except (*_DAMAGED, NotImplementedError, RuntimeError) as error:
            if not self._packed:
                raise unusable(self._name, f"it cannot be read: {error}") from None
            told = "the archive is damaged or cut short; fetch it again"
            raise unusable(self._name, told) from None
        room[: len(piece)] = piece
        if self.left is not None:
            self.left -= len(piece)
        return len(piece)


def unusable(name: str, message: str, line: int = 0, column: int = 1) -> CaseError:
    """The one problem that keeps a file from being read any further."""
    return CaseError([Problem(Place(name, line, column), message)])


@contextmanager
def opened(path: str | Path) -> Generator[Opened]:
    """Open a file for reading, whether it is plain, packed as gzip or alone in a zip archive.

    Parameters
    ----------
    path : str or Path
        Its name says nothing of how it is packed.

    Yields
    ------
    Opened
        A binary stream of what is inside. An archive that turns out damaged while it is read
        raises CaseError from there.

    Raises
    ------
    CaseError
        If there is no such file, or it is an archive of none or several, or locked.
    """
    name = Path(path).name or str(path)
    try:
        file = Path(path).open("rb")  # noqa: SIM115  # closed below
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise unusable(name, f"it cannot be opened: {why.lower()}") from None
    with file:
        head = file.read(4)
        file.seek(0)
        if head.startswith(_GZIP):
            with gzip.GzipFile(fileobj=file) as inner:
                yield Opened(_Watched(cast("IO[bytes]", inner), name, packed=True))
        elif head in (_ZIP, _ZIP_OF_NOTHING):
            with _archive(file, name) as archive, _only(archive, name) as inner:
                yield Opened(_Watched(inner, name, packed=True))
        else:
            yield Opened(_Watched(file, name, packed=False))


def _archive(file: IO[bytes], name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (*_DAMAGED, NotImplementedError):
        raise unusable(name, "the archive is damaged or cut short; fetch it again") from None


def _only(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """The only member of an archive."""
    members = [
        member
        for member in archive.infolist()
        if not member.is_dir() and not member.filename.startswith("__MACOSX/")
    ]
    if not members:
        raise unusable(name, "the archive is empty; fetch it again")
    if len(members) > 1:
        told = ", ".join(quoted(member.filename) for member in members[:_MOST_NAMES])
        more = ", …" if len(members) > _MOST_NAMES else ""
        raise unusable(
            name, f"the archive holds {len(members):,} files ({told}{more}); unpack it, give one"
        )
    if members[0].flag_bits & _ENCRYPTED:
        raise unusable(name, "the archive is locked with a password; unpack it first")
    try:
        return archive.open(members[0])
    except (*_DAMAGED, NotImplementedError, RuntimeError):
        told = "the archive is damaged or packed in an unknown way; unpack it first"
        raise unusable(name, told) from None
