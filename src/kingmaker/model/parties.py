"""Who there is: parties and products, the bodies they sit on, and what they hold."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kingmaker.model.evidence import Entry, PartyId, wrong
from kingmaker.model.values import Share, Whole

Votes = Annotated[Whole, Field(ge=0, le=10**18)]


class Party(Entry):
    """Anyone who can hold, vote, provide or leave: a person, an organisation, a group."""

    kind: Literal["person", "organisation", "group"] = "person"
    form: str = Field(default="", description="legal form, such as non-profit")
    role: str = Field(default="", description="what they do here")
    count: Annotated[Whole, Field(ge=1, le=10**9)] | None = Field(
        default=None, description="heads in a group"
    )
    part_of: PartyId | None = Field(default=None, description="the group it is a part of")
    acts: Literal["bloc", "one-by-one"] = Field(
        default="one-by-one", alias="as", description="whether a group acts as one"
    )

    @model_validator(mode="after")
    def _only_groups_have_heads(self) -> Self:
        if self.kind != "group" and (self.count is not None or self.acts == "bloc"):
            word = "count" if self.count is not None else "as"
            raise wrong(f"only a group has {word!r}; add kind: group, or take it out", word)
        return self


class Product(Entry):
    """Something made or run by a party, that others may need and that may need others."""

    of: PartyId


class Seat(Entry):
    """A place on a body. A seat with no holder is vacant; one with no votes may only speak."""

    holder: PartyId | None = None
    votes: Votes = 1


class Body(Entry):
    """Those who decide together: a board, a meeting, a committee; or one who holds an office."""

    of: PartyId | None = None
    kind: Literal["board", "committee", "office", "meeting", "electorate", "staff"] = "board"
    size: Annotated[Whole, Field(ge=1, le=10**6)] | None = Field(
        default=None, description="seats authorised"
    )
    seats: dict[str, Seat] = Field(default_factory=dict)
    voters: dict[PartyId, Votes] = Field(
        default_factory=dict, description="votes of each voter, or of each member of a group"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.seats and self.voters:
            raise wrong("a body has either seats or voters; take one of the two out", "voters")
        if self.size is not None and len(self.seats) > self.size:
            raise wrong(
                f"there are {len(self.seats):,} seats and the size is {self.size:,}; "
                "raise size or take seats out",
                "size",
            )
        return self


class Holding(Entry):
    """What one party holds of another: a share of the capital, of the votes, or control."""

    holder: PartyId
    issuer: PartyId = Field(alias="in", description="the party whose capital or votes it is")
    right: Literal["economic", "votes", "control"] = "economic"
    share: Share | None = None
    share_class: str = Field(default="", alias="class")
