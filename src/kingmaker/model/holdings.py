"""What parties hold of one another: rights, how much of them, since when, and who says so.

A holding is what somebody states, not what is so: two of one right in one subject add up, one
that has been replaced counts only as far back as it was believed, and what is not said of the
rest of a company is not taken for anything.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal, Self, TypeAlias, get_args

from pydantic import BeforeValidator, Field, model_validator

from kingmaker.model.evidence import ClassId, Entry, HoldingId, PartyId, listing, wrong
from kingmaker.model.portions import Part
from kingmaker.model.values import Date, Quantity, Truth

Right: TypeAlias = Literal[
    "economic", "votes", "appointment", "veto", "control",
    "profit", "surplus", "contract", "option", "influence", "management", "seat", "chair",
    "articles", "law", "use", "asset income",
    "settlor", "trustee", "protector", "beneficiary", "nominee", "nominator",
    "unknown", "unpublished",
]  # fmt: skip
"""What is held of a party.

A part of its capital (``economic``) or of its votes; the ``appointment`` of so much of its
board; a ``veto``; ``control`` of it by whatever means; a part of its ``profit`` or of the
``surplus`` when it is wound up; rights under a ``contract``, or under one once conditions are met
(``option``); ``influence`` or ``management``; a ``seat`` on its board or the ``chair``; control
through its ``articles`` or by ``law``; the ``use`` of its assets or the income from them; a part
in a trust; standing in for another (``nominee``) or being stood in for (``nominator``).
"""

RIGHTS: tuple[Right, ...] = get_args(Right)
Divided: TypeAlias = Literal["economic", "votes", "appointment", "profit", "surplus"]
"""The rights that are held in parts and come to one whole."""

DIVIDED: tuple[Divided, ...] = get_args(Divided)

ROLES = ("settlor", "trustee", "protector", "beneficiary")
"""Parts that one can have in a trust or the like."""

CONTROL: tuple[Right, ...] = ("control", "articles", "law")
"""Rights that are control of whatever kind."""

MAY_CONTROL: tuple[Right, ...] = ("influence", "contract", "unknown", "unpublished")
"""Rights that are control where they go far enough."""

Capacity: TypeAlias = Literal["own", "trustee", "nominee", "firm"]
"""How a holder holds: for itself, as a trustee, for another, or as one of a firm."""

Link: TypeAlias = Literal["direct", "indirect", "unspecified"]
"""Whether others stand between holder and subject."""

Status: TypeAlias = Literal["stated", "disputed", "withdrawn", "superseded"]
"""Whether it is still said. A disputed holding may be as it says or not be at all."""


class ShareClass(Entry):
    """A class of shares: what each of them votes, and what it turns into."""

    of: PartyId | None = Field(default=None, description="the company whose shares they are")
    votes: Quantity = Field(default=Fraction(1), description="votes of one share")
    capital: Quantity = Field(
        default=Fraction(1), description="part of the capital of one share, beside other classes"
    )
    issued: Quantity | None = Field(
        default=None, description="how many there are; as many as are held, if not said"
    )
    converts_to: ClassId | None = Field(default=None, description="the class it turns into")
    converts_on: Literal["transfer"] | None = Field(default=None, description="when it does")

    @model_validator(mode="after")
    def _both(self) -> Self:
        if (self.converts_to is None) != (self.converts_on is None):
            word = "converts_to" if self.converts_on is None else "converts_on"
            other = "converts_on: transfer" if self.converts_on is None else "converts_to: CLASS"
            raise wrong(f"a share converts to a class on an occasion; add {other}", word)
        return self


class Holding(Entry):
    """What one party holds of another.

    A part of a right in it, exact, between bounds or unknown; or a number of shares of a class.
    """

    holder: PartyId
    issuer: PartyId | None = Field(default=None, alias="in", description="of whom it is held")
    right: Right = "economic"
    share: Part | None = Field(
        default=None, description="how much: 49%, over 25% to 50%, at least 75%, unknown"
    )
    share_class: ClassId | None = Field(default=None, alias="class")
    shares: Quantity | None = Field(default=None, description="how many shares of the class")
    capacity: Capacity = Field(default="own", alias="as", description="how the holder holds it")
    behalf: PartyId | None = Field(
        default=None, alias="for", description="for whom a nominee or trustee holds it"
    )
    joint: str = Field(default="", description="who hold one part together bear one name here")
    link: Link = Field(default="direct", description="whether others stand between")
    parts: Annotated[tuple[HoldingId, ...], BeforeValidator(listing)] = Field(
        default=(), description="the holdings that this one sums up, such as the links of a chain"
    )
    start: Date | None = Field(default=None, alias="from", description="first day")
    until: Date | None = Field(default=None, description="first day on which it is no more")
    declared: Date | None = Field(default=None, description="when it was said")
    retrieved: Date | None = Field(default=None, description="when it was read there")
    status: Status = "stated"
    status_from: Date | None = Field(
        default=None, description="since when the status is so; before, it was stated"
    )
    beneficial: Truth | None = Field(
        default=None, description="whether the source calls the holder a beneficial owner"
    )
    wording: str = Field(default="", description="as the source puts it")

    def as_stated(self, known: date) -> Holding:
        """The holding as it stood on a day: what befell it later had not befallen it then."""
        changed: dict[str, object] = {}
        if self.status_from is not None and self.status_from.last > known:
            changed |= _STATED
        if self.until is not None and self.until.first > known:
            changed["until"] = None
        return self.model_copy(update=changed) if changed else self

    @model_validator(mode="after")
    def _of_what(self) -> Self:
        if self.shares is not None and self.share_class is None:
            raise wrong("shares of which class? add class:", "shares")
        if self.shares is not None and self.share is not None:
            raise wrong("say share or shares, not both; take one of the two out", "share")
        if self.shares is None and self.issuer is None:
            raise wrong("what is it of? add in: PARTY, or class: and shares:")
        return self

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start and self.until and self.until.last <= self.start.first:
            raise wrong(f"it begins on {self.start} and is over by {self.until}", "until")
        if self.status_from is not None and self.status == "stated":
            raise wrong("since when it is stated is declared:; take it out", "status_from")
        if self.behalf is not None and self.capacity == "own":
            raise wrong("for another one holds as: nominee or as: trustee; add one", "for")
        if self.behalf is not None and self.behalf == self.holder:
            raise wrong("a party holds for another, and this is itself; take for out", "for")
        return self


_STATED = {"status": "stated", "status_from": None}
