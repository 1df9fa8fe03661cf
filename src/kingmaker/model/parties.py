"""Who there is: parties and products, and the bodies they sit on."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Literal, Self, TypeAlias, cast

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from kingmaker.model.conditions import Condition
from kingmaker.model.evidence import ClassId, Entry, PartyId, wrong
from kingmaker.model.rules import Rule
from kingmaker.model.values import Date, Quantity, Share, Whole, number, plain, quoted


def _weights(value: Any) -> Any:
    """Votes of a voter: a number, or one in each of several columns."""
    if isinstance(value, dict):
        columns: dict[str, Fraction] = {}
        for column, votes in cast("dict[str, Any]", value).items():
            try:
                columns[column] = number(votes)
            except ValueError as error:
                raise wrong(str(error), column) from None
        if not columns:
            raise wrong("a voter has a number of votes, or several in columns; here are none")
        if "heads" in columns:
            raise wrong("by heads each voter counts once; call the column otherwise", "heads")
        return columns
    return number(value)


def _written(value: Fraction | dict[str, Fraction]) -> Any:
    return {k: plain(v) for k, v in value.items()} if isinstance(value, dict) else plain(value)


Weights: TypeAlias = Annotated[
    Fraction | dict[str, Fraction],
    BeforeValidator(_weights),
    PlainSerializer(_written),
    WithJsonSchema(
        {
            "type": ["string", "integer", "object"],
            "additionalProperties": {"type": ["string", "integer"]},
            "examples": [3, "45.8", {"population": 1593}],
        }
    ),
]
"""The votes of a voter, exact; or columns of them, such as ``{population: 1593}``."""


Reason: TypeAlias = Literal[
    "nobody", "cannot say", "withheld", "exempt", "holder exempt", "unknown", "publisher unaware"
]  # fmt: skip
"""Why a holder is not named: there is none; the subject cannot say who; the holder has not told;
the subject, or the holder, is exempt from telling; it is not known why; the publisher has not
been told.
"""


class Party(Entry):
    """Anyone who can hold, vote, provide or leave: a person, an organisation, a group.

    Nobody who is named can be one too: an unspecified party stands for whoever holds what a
    register does not tell, with the reason why.
    """

    kind: Literal["person", "organisation", "group", "arrangement", "state", "unspecified"] = (
        Field(default="person", description="an arrangement is a trust or the like")
    )
    form: str = Field(default="", description="legal form, such as non-profit")
    role: str = Field(default="", description="what they do here")
    count: Annotated[Whole, Field(ge=1, le=10**9)] | None = Field(
        default=None, description="heads in a group"
    )
    part_of: PartyId | None = Field(default=None, description="the group it is a part of")
    acts: Literal["bloc", "one-by-one"] = Field(
        default="one-by-one", alias="as", description="whether a group acts as one"
    )
    votes_by: Rule | None = Field(
        default=None, description="what its vote is, wherever it has one: a rule's outcome"
    )
    reason: Reason | None = Field(default=None, description="why nobody is named")
    identifiers: dict[str, str] = Field(
        default_factory=dict, description="by scheme, such as GB-COH: its number there"
    )
    names: tuple[str, ...] = Field(default=(), description="other names it goes by")
    jurisdiction: str = Field(default="", description="ISO 3166 code: where it is registered")
    nationalities: tuple[str, ...] = Field(default=(), description="ISO 3166 codes of a person's")
    born: Date | None = Field(default=None, description="as exact as it is told")
    founded: Date | None = None
    dissolved: Date | None = None
    traded: str = Field(default="", description="the market on which its shares are traded")
    designated: tuple[str, ...] = Field(
        default=(), description="lists of sanctioned parties that name it, such as OFAC"
    )

    @model_validator(mode="after")
    def _only_groups_have_heads(self) -> Self:
        if self.kind != "group" and (self.count is not None or self.acts == "bloc"):
            word = "count" if self.count is not None else "as"
            raise wrong(f"only a group has {word!r}; add kind: group, or take it out", word)
        if self.kind == "group" and self.acts != "bloc" and self.votes_by is not None:
            raise wrong("people who act one by one have a vote each; add as: bloc", "votes_by")
        return self

    @model_validator(mode="after")
    def _only_the_unnamed_have_a_reason(self) -> Self:
        if self.reason is not None and self.kind != "unspecified":
            raise wrong("who is named needs no reason; add kind: unspecified", "reason")
        return self


class Product(Entry):
    """Something made or run by a party, that others may need and that may need others."""

    of: PartyId


class Seat(Entry):
    """A place on a body. A seat with no holder is vacant; one with no votes may only speak."""

    holder: PartyId | None = None
    votes: Quantity = Fraction(1)
    seat_class: str = Field(
        default="", alias="class", description="whose turn it is together; whom it stands for"
    )
    counts: Condition | None = Field(
        default=None, alias="while", description="it has its votes only while this is so"
    )


class Body(Entry):
    """Those who decide together: a board, a meeting, a committee; or one who holds an office."""

    of: PartyId | None = None
    kind: Literal["board", "committee", "office", "meeting", "electorate", "staff"] = "board"
    size: Annotated[Whole, Field(ge=1, le=10**6)] | None = Field(
        default=None, description="seats authorised"
    )
    seats: dict[str, Seat] = Field(default_factory=dict)
    voters: dict[PartyId, Weights] = Field(
        default_factory=dict, description="votes of each voter, or of each member of a group"
    )
    classes: tuple[ClassId, ...] = Field(
        default=(), description="classes of shares whose holders vote"
    )
    cap: Share | None = Field(
        default=None, description="no voter counts for more than this share of all votes"
    )

    @field_validator("voters", mode="before")
    @classmethod
    def _present(cls, value: Any) -> Any:
        """A voter who is set to nothing is taken out."""
        if isinstance(value, dict):
            voters = cast("dict[str, Any]", value)
            return {name: votes for name, votes in voters.items() if votes is not None}
        return value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        said = [w for w in ("seats", "voters", "classes") if getattr(self, w)]
        if len(said) > 1:
            told, out = " or ".join(said), "the others" if said[2:] else "one of the two"
            raise wrong(f"a body has either {told}; take {out} out", said[-1])
        if self.cap is not None and self.seats:
            raise wrong(
                "a cap is on voters or classes of shares, and this body has seats; take cap out",
                "cap",
            )
        if self.cap is not None and not self.cap:
            raise wrong("with a cap of nothing nobody has a vote; take cap out", "cap")
        first = next(iter(self.voters.items()), None)
        for name, weights in self.voters.items():
            if first is not None and _columns(weights) != _columns(first[1]):
                has = [_told(first[1]), _told(weights)]
                raise wrong(
                    f"all voters have the same columns: {quoted(first[0])} has {has[0]}, "
                    f"and {quoted(name)} {has[1]}",
                    "voters",
                    name,
                )
        if self.size is not None and len(self.seats) > self.size:
            raise wrong(
                f"there are {len(self.seats):,} seats and the size is {self.size:,}; "
                "raise size or take seats out",
                "size",
            )
        return self


def _columns(weights: Fraction | dict[str, Fraction]) -> frozenset[str] | None:
    return frozenset(weights) if isinstance(weights, dict) else None


def _told(weights: Fraction | dict[str, Fraction]) -> str:
    if not isinstance(weights, dict):
        return "just a number"
    names = ", ".join(quoted(name)[1:-1] for name in list(weights)[:4])
    return f"{names} …" if len(weights) > 4 else names
