"""Who said so, and when: sources, places in them, and the entries that rest on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kingmaker.model.values import Date, Truth, quoted

Names: TypeAlias = Mapping[str, frozenset[str]]
"""What a case lists, by section; given as validation context, it lets references be checked.

Beside the sections stand ``seats``, as ``body.seat``, and ``classes of seats``, as
``body:class``.
"""


def wrong(message: str, *at: str) -> PydanticCustomError:
    """Refuse an entry because of one of its words, so that the place is that word's.

    Parameters
    ----------
    message : str
        The trouble and the way out.
    at : str
        The word, as the file spells it, and the words below it that lead there; none for the
        whole entry.
    """
    return PydanticCustomError("wrong", "{message}", {"message": message, "at": list(at)})


def unlisted(name: str, *sections: str) -> PydanticCustomError:
    """Refuse a name that leads nowhere."""
    told = " or ".join(filter(None, (", ".join(sections[:-1]), sections[-1])))
    return PydanticCustomError(
        "not_listed",
        "{name} is not listed under {sections}",
        {"name": quoted(name), "sections": told, "given": name, "among": list(sections)},
    )


EACH = "$seat"
"""In a decision taken for each seat: that seat."""


def listed(*sections: str, words: tuple[str, ...] = ()) -> AfterValidator:
    """Make a check that a name is listed in one of some sections of the case.

    The names come with the validation context; without one, nothing is checked, and neither in
    sections that it does not have. Some words may stand for a name.
    """

    def check(name: str, info: ValidationInfo) -> str:
        names = cast("Names | None", info.context)
        if name in words or names is None:
            return name
        if any(section not in names or name in names[section] for section in sections):
            return name
        raise unlisted(name, *sections)

    return AfterValidator(check)


SourceId: TypeAlias = Annotated[str, listed("sources")]
PartyId: TypeAlias = Annotated[str, listed("parties")]
ProductId: TypeAlias = Annotated[str, listed("products")]
BodyId: TypeAlias = Annotated[str, listed("bodies")]
DecisionId: TypeAlias = Annotated[str, listed("decisions")]
RuleId: TypeAlias = Annotated[str, listed("rules")]
WhoId: TypeAlias = Annotated[str, listed("parties", "products")]
ClassId: TypeAlias = Annotated[str, listed("classes")]
HoldingId: TypeAlias = Annotated[str, listed("holdings")]
FlagId: TypeAlias = Annotated[str, listed("flags")]
CalendarId: TypeAlias = Annotated[str, listed("calendar")]
WorldId: TypeAlias = Annotated[str, listed("worlds")]
PartyOrSeat: TypeAlias = Annotated[str, listed("parties", "seats", words=(EACH,))]
PartyOrSubject: TypeAlias = Annotated[str, listed("parties", words=("subject",))]
SeatOrEach: TypeAlias = Annotated[str, listed("seats", words=(EACH,))]
BodyOrSeat: TypeAlias = Annotated[str, listed("bodies", "seats", words=(EACH,))]
Seats: TypeAlias = Annotated[str, listed("bodies", "seats", "classes of seats", words=(EACH,))]


def _asked(name: str, info: ValidationInfo) -> str:
    names = cast("Names | None", info.context)
    if names is not None:
        decision, _, seat = name.partition(":")
        if decision not in names["decisions"]:
            raise unlisted(decision, "decisions")
        if seat and seat not in names["seats"]:
            raise unlisted(seat, "seats")
    return name


DecisionAsked: TypeAlias = Annotated[str, AfterValidator(_asked)]
"""A decision, or ``DECISION:BODY.SEAT`` for one that is taken for each seat."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a source.

    Attributes
    ----------
    source : str
        Name of an entry under ``sources``.
    at : str
        Line number, page or other place; empty for the whole.
    """

    source: str
    at: str = ""

    @property
    def place(self) -> str:
        """The place in words: a bare number is a line."""
        return f"line {self.at}" if self.at.isdecimal() else self.at

    def __str__(self) -> str:
        return f"{self.source}:{self.at}" if self.at else self.source


def reference(value: object, info: ValidationInfo) -> Reference:
    """Read ``ID`` or ``ID:place``, and check that the source is listed."""
    if isinstance(value, Reference):
        return value
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong(f"a source is given as ID or ID:place, such as a1:413, not {quoted(value)}")
    source, _, at = str(value).partition(":")
    names = cast("Names | None", info.context)
    if names is not None and source not in names["sources"]:
        raise unlisted(source, "sources")
    return Reference(source, at.strip())


def listing(value: object) -> object:
    """Let one name stand without a list around it."""
    return [value] if isinstance(value, str | int) else value


Cited: TypeAlias = Annotated[
    Reference,
    BeforeValidator(reference),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "examples": ["a1:413", "bylaws:s 2.1"]}),
]
"""A reference. In a file: ``a1:413`` is line 413 of source a1."""

References: TypeAlias = Annotated[
    tuple[Cited, ...],
    BeforeValidator(listing),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    ),
]


class Noun(BaseModel):
    """Anything a case may hold. Frozen; knows its own words and no others."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class Entry(Noun):
    """Anything a case asserts. Every entry may name what it rests on."""

    label: str = Field(default="", description="what people read")
    source: References = Field(default=(), description="where it is said: ID or ID:place")
    assumed: Truth = Field(default=False, description="true if no source says it")
    note: str = Field(default="", description="a remark for the reader")

    @model_validator(mode="before")
    @classmethod
    def _empty(cls, value: Any) -> Any:
        """An entry with nothing after its name is an entry with nothing said of it."""
        return {} if value is None else value


class Source(Noun):
    """A document that claims rest on: an article, a filing, a charter, a letter."""

    title: str
    publisher: str = ""
    published: Date | None = None
    file: str = ""
    url: str = ""
    note: str = ""

    @model_validator(mode="before")
    @classmethod
    def _title(cls, value: Any) -> Any:
        return {"title": value} if isinstance(value, str | int) else value


class Claim(Noun):
    """One source's word for one value, made at one time."""

    value: Any
    source: References = ()
    made: Date | None = None
    assumed: Truth = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A place in the case where the sources differ.

    Attributes
    ----------
    path : tuple of str
        Where in the case, such as ``("rules", "board-act", "exclude")``.
    claims : tuple of Claim
        In the order of the file. The first that was known is believed by default.
    """

    path: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def name(self) -> str:
        """The path as people say it: ``rules.board-act.exclude``."""
        return ".".join(self.path)
