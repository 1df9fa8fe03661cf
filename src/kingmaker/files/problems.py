"""What is wrong with a file, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file. Lines and columns count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with a file.

    Attributes
    ----------
    place : Place
        Where to look.
    message : str
        What is wrong and the way out, in the words of the file.
    """

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class CaseError(ValueError):
    """A case cannot be read. Carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(name: object, among: Iterable[str]) -> str:
    """A hint at the nearest of some words: ``; did you mean 'board'?``, or nothing."""
    close = difflib.get_close_matches(str(name), sorted(among), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def shown(value: object, most: int = 40) -> str:
    """A value from a file as a message quotes it: short, on one line, with nothing odd in it."""
    text = repr(value)
    return text if len(text) <= most else f"{text[: most - 1]}…"
