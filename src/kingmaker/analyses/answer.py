"""Answers: rows with units and meanings, how they were found, and what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from types import MappingProxyType
from typing import Any, ClassVar, Generic, Protocol, TypeAlias, TypeVar

from kingmaker.model import When


class Row(Protocol):
    """One line of an answer: a frozen dataclass whose fields are made with `column`."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


R = TypeVar("R", bound=Row)

UNITS = (
    "party", "parties", "probability", "index", "share", "votes", "count", "text", "path", "date",
    "yes or no", "source", "sources", "days", "decision", "seat", "body", "verdict", "texts",
    "paths",
)  # fmt: skip
"""What a column can hold."""


@dataclass(frozen=True, slots=True)
class Some:
    """So many members of a group who act one by one: 385 of the 770 staff.

    Attributes
    ----------
    party : str
        The group.
    members : int
        How many of them.
    of : int
        How many there are.
    """

    party: str
    members: int
    of: int


Member: TypeAlias = "str | Some"
"""One member of a coalition: a party, or some of a group."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one field of a row means."""

    name: str
    unit: str
    meaning: str
    usual: Any = None


def column(meaning: str, *, unit: str, usual: Any = None) -> Any:
    """Declare a field of a row, with what it means and its unit.

    Parameters
    ----------
    meaning : str
        One phrase, for a reader who knows the organisation and not the method.
    unit : str
        One of `UNITS`.
    usual : any
        A value that goes without saying: a column that holds nothing else is not printed for
        people, and stays in what programs read.
    """
    if unit not in UNITS:
        raise ValueError(f"a unit is one of {', '.join(UNITS)}, not {unit!r}")
    return field(metadata={"meaning": meaning, "unit": unit, "usual": usual})


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source that an answer rests on."""

    id: str
    title: str
    at: str


@dataclass(frozen=True, slots=True)
class Setting:
    """Which organisation was asked about, and on what view of the evidence.

    Attributes
    ----------
    case : str
        Short name of the case.
    world : str or None
        The world it was seen in.
    as_of : When or None
        The day at whose start it was so.
    known_on : When or None
        Only what had been claimed by then counted.
    changes : mapping of str to any
        Values set beside it.
    assume : mapping of str to str
        Ballots taken as given, by party.
    """

    case: str
    world: str | None = None
    as_of: When | None = None
    known_on: When | None = None
    changes: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    assume: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """What a question found.

    Attributes
    ----------
    question : str
        The question, in words.
    rows : tuple of Row
        The findings, in an order that is part of the answer.
    row : type of Row
        What the rows are, also when there are none.
    method : str
        How it was worked out, with its source.
    footing : frozenset of str
        Dotted paths of the facts it rests on.
    exact : bool
        Whether every figure is exact.
    notes : tuple of str
        What a reader should know before using it.
    parts : tuple of Answer
        Further tables that belong to it.
    name : str
        The question's name, or the part's.
    arguments : mapping of str to any
        What was asked with.
    setting : Setting or None
        Which organisation, on what view of the evidence.
    sources : tuple of Citation
        Where the facts of the footing are said.
    assumed : tuple of str
        Dotted paths of the facts of the footing that no source says.
    labels : mapping of str to str
        How to print the parties and other names in the rows.
    """

    question: str
    rows: tuple[R, ...]
    row: type[R]
    method: str
    footing: frozenset[str]
    exact: bool = True
    notes: tuple[str, ...] = ()
    parts: tuple[Answer[Any], ...] = ()
    name: str = ""
    arguments: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    setting: Setting | None = None
    sources: tuple[Citation, ...] = ()
    assumed: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def columns(self) -> tuple[Column, ...]:
        """Name, unit and meaning of each field of a row."""
        return tuple(
            Column(f.name, f.metadata["unit"], f.metadata["meaning"], f.metadata["usual"])
            for f in fields(self.row)
        )

    @property
    def telling(self) -> tuple[Column, ...]:
        """The columns that tell a reader something: not those with nothing but the usual."""
        return tuple(
            column
            for column in self.columns
            if column.usual is None
            or any(getattr(row, column.name) != column.usual for row in self.rows)
        )

    def part(self, name: str) -> Answer[Any]:
        """One of the further tables.

        Raises
        ------
        KeyError
            If there is none of that name.
        """
        for part in self.parts:
            if part.name == name:
                return part
        names = ", ".join(part.name for part in self.parts) or "none"
        raise KeyError(f"{self.name} has no table {name!r}; it has: {names}")

    def label(self, name: str) -> str:
        """How to print a party or another name."""
        return self.labels.get(name, name)

    def cells(self, row: R) -> tuple[Any, ...]:
        """The values of one row, in the order of the columns."""
        return tuple(getattr(row, column.name) for column in self.columns)

    shown: ClassVar[Callable[[Answer[Any], str], str] | None] = None
    """How answers print themselves, as ``"text"`` or ``"html"``; the faces know."""

    def __str__(self) -> str:
        show = Answer.shown
        return show(self, "text") if show else f"{self.question} {len(self.rows)} rows"

    def _repr_html_(self) -> str | None:
        show = Answer.shown
        return show(self, "html") if show else None
