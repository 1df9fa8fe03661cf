"""What is wrong with a file, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file. Lines and columns count from 1, as editors do.

    Attributes
    ----------
    file : str
        The file's name.
    line, column : int
        Where a value begins; a mapping or list begins at its word. Line 0 is no line: the value
        was not given in a file.
    key : (int, int) or None
        Line and column of the word before the value, where that is another spot.
    """

    file: str
    line: int = 1
    column: int = 1
    key: tuple[int, int] | None = field(default=None, compare=False, repr=False)

    @property
    def word(self) -> Place:
        """The spot of the word that the value belongs to."""
        return Place(self.file, *self.key) if self.key else self

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


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
