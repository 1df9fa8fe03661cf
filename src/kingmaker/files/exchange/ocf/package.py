"""The files of a package of Open Cap Table Format."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import Any, TypeAlias, TypeVar, cast

from kingmaker.files.exchange.opening import unusable
from kingmaker.model.values import quoted

Object: TypeAlias = "dict[str, Any]"

_Path = TypeVar("_Path", Path, PurePosixPath)
_MANIFEST = "manifest.ocf.json"
_KIND = "OCF_MANIFEST_FILE"
_LARGEST = 1 << 28  # bytes of a file, unzipped
_MOST_FILES = 10_000
_NONE = (
    "this is no package of Open Cap Table Format: it is a folder or zip with a Manifest.ocf.json "
    "that says which files there are"
)


def is_ocf(head: bytes, name: str) -> bool:
    """Whether a file may be a package, or the manifest of one.

    Parameters
    ----------
    head : bytes
        Its beginning, some thousand bytes.
    name : str
        What it is called.
    """
    if head[:4] == b"PK\x03\x04":
        return b".ocf.json" in head or ".ocf." in name.lower() or name.lower().endswith(".ocf")
    return _KIND.encode() in head


@dataclass(frozen=True, slots=True)
class Package:
    """What a package holds.

    Attributes
    ----------
    name : str
        The name of its file or folder.
    manifest : dict
        What its manifest says.
    """

    name: str
    manifest: Object
    _bytes: Callable[[str], bytes]

    def items(self, files: str) -> list[object]:
        """The objects of the files of one kind, such as ``transactions_files``.

        Raises
        ------
        CaseError
            If one of them is missing or cannot be read.
        """
        listed = self.manifest.get(files)
        found: list[object] = []
        for entry in cast("list[Any]", listed) if isinstance(listed, list) else []:
            told = cast("Object", entry).get("filepath") if isinstance(entry, dict) else None
            if not isinstance(told, str):
                raise unusable(self.name, f"under {files} of the manifest is no filepath")
            content = _json(self.name, told, self._bytes(told))
            items = content.get("items")
            if not isinstance(items, list):
                raise unusable(self.name, f"{quoted(told)} has no list of items")
            found += cast("list[Any]", items)
        return found


@contextmanager
def package(path: str | Path) -> Generator[Package]:
    """Open a package: a zip, a folder, or the manifest in one.

    Raises
    ------
    CaseError
        If it is none.
    """
    path = Path(path)
    name = path.name or str(path)
    try:
        if path.is_dir():
            found = next((p for p in sorted(path.iterdir()) if p.name.lower() == _MANIFEST), None)
            if found is None:
                raise unusable(name, _NONE)
            yield _in_folder(name, found)
        elif path.suffix.lower() == ".json":
            yield _in_folder(name, path)
        else:
            with zipfile.ZipFile(path) as zipped:
                yield _in_zip(name, zipped)
    except zipfile.BadZipFile:
        raise unusable(name, _NONE) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise unusable(name, f"it cannot be opened: {why}") from None


def _in_folder(name: str, manifest: Path) -> Package:
    folder = manifest.parent.resolve()

    def content(filepath: str) -> bytes:
        file = next((f for f in _spellings(folder / _inside(name, filepath)) if f.is_file()), None)
        file = (file or folder).resolve()
        if not file.is_relative_to(folder) or not file.is_file():
            raise _missing(name, filepath)
        if file.stat().st_size > _LARGEST:
            raise _large(name, filepath)
        return file.read_bytes()

    return Package(name, _checked(name, content(manifest.name)), content)


def _in_zip(name: str, zipped: zipfile.ZipFile) -> Package:
    members = zipped.namelist()
    if len(members) > _MOST_FILES:
        raise unusable(name, f"the zip has more than {_MOST_FILES:,} files")
    manifests = [m for m in members if PurePosixPath(m).name.lower() == _MANIFEST
                 and not m.startswith("__MACOSX/")]  # fmt: skip
    if not manifests:
        raise unusable(name, _NONE)
    manifest = PurePosixPath(min(manifests, key=lambda m: (m.count("/"), m)))

    def content(filepath: str) -> bytes:
        told = _spellings(manifest.parent / _inside(name, filepath))
        member = next((m for m in map(str, told) if m in members), None)
        if member is None:
            raise _missing(name, filepath)
        try:
            with zipped.open(member) as stream:
                found = stream.read(_LARGEST + 1)
        except (zipfile.BadZipFile, EOFError, zlib.error, LZMAError, RuntimeError,
                NotImplementedError):  # fmt: skip
            raise unusable(name, f"{quoted(filepath)} is damaged or locked in the zip") from None
        if len(found) > _LARGEST:
            raise _large(name, filepath)
        return found

    return Package(name, _checked(name, content(manifest.name)), content)


def _inside(name: str, filepath: str) -> PurePosixPath:
    path = PurePosixPath(filepath.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in filepath:
        raise unusable(name, f"the manifest names a file outside the package, {quoted(filepath)}")
    return path


def _spellings(path: _Path) -> tuple[_Path, _Path]:
    """A path as it is told, and as it is often meant: manifests forget the .ocf before .json."""
    return path, path.with_suffix(".ocf.json")


def _missing(name: str, filepath: str) -> Exception:
    return unusable(name, f"the manifest names {quoted(filepath)}, and there is no such file")


def _large(name: str, filepath: str) -> Exception:
    return unusable(name, f"{quoted(filepath)} has more than {_LARGEST >> 20} MB")


def _checked(name: str, content: bytes) -> Object:
    manifest = _json(name, "Manifest.ocf.json", content)
    if manifest.get("file_type") != _KIND or not isinstance(manifest.get("issuer"), dict):
        raise unusable(name, _NONE)
    return manifest


def _json(name: str, filepath: str, content: bytes) -> Object:
    from msgspec.json import Decoder

    try:
        value: object = Decoder(float_hook=str).decode(content.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        raise unusable(name, f"{quoted(filepath)} is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise unusable(name, f"{quoted(filepath)} is no object of JSON")
    return cast("Object", value)
