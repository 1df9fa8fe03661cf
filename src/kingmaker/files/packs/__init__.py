"""Packs of legal tests: those that are shipped, and those that users write themselves."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.model.packs import Pack
from kingmaker.model.words import did_you_mean

_HERE = files("kingmaker.files.packs")
_LARGEST = 1 << 20  # bytes of a file


@cache
def shipped() -> Mapping[str, Pack]:
    """Every pack that is shipped, by name."""
    names = sorted(e.name for e in _HERE.iterdir() if e.name.endswith(".toml"))
    return {
        name.removesuffix(".toml"): _read((_HERE / name).read_text(encoding="utf-8"), name)
        for name in names
    }


def pack(name: str) -> Pack:
    """One pack.

    Parameters
    ----------
    name : str
        Of a shipped pack, such as ``eu-amlr``; or a TOML file, by a path that ends in ``.toml``.

    Raises
    ------
    KeyError
        If there is no shipped pack of that name.
    CaseError
        With what is wrong in the file.
    """
    if name.endswith(".toml"):
        path = Path(name)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CaseError([Problem(Place(name, 0), f"{error.strerror or error}")]) from None
        if len(data) > _LARGEST:
            message = "a pack of tests is not so large; is it another file?"
            raise CaseError([Problem(Place(name, 0), message)])
        return _read(data.decode("utf-8", "replace"), name)
    if name not in shipped():
        hint = did_you_mean(name, shipped()) or f"; there are {', '.join(shipped())}"
        raise KeyError(f"there is no pack {name!r}{hint}")
    return shipped()[name]


def _read(text: str, file: str) -> Pack:
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError([Problem(Place(file, 0), f"this is no TOML: {error}")]) from None
    try:
        return Pack.model_validate(tree)
    except ValidationError as error:
        problems = [
            Problem(
                Place(file, 0),
                f"{_where(each['loc'])}: {_plain(each['msg'])}",
            )
            for each in error.errors()
        ]
        raise CaseError(problems) from None


def _where(steps: tuple[int | str, ...]) -> str:
    """A place in a pack, in words: tests are counted from one."""
    told = [f"test {step + 1}" if isinstance(step, int) else step for step in steps]
    return ", ".join(word for word in told if word != "tests") or "the pack"


def _plain(message: str) -> str:
    return message.removeprefix("Value error, ")
