"""What was agreed, what happened, and what is said besides."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, Field, model_validator

from kingmaker.model.decisions import Effect
from kingmaker.model.evidence import (
    BodyId,
    DecisionAsked,
    Entry,
    PartyId,
    listed,
    listing,
    wrong,
)
from kingmaker.model.rules import Rule
from kingmaker.model.values import Amount, Date

AnyId: TypeAlias = Annotated[
    str,
    listed("parties", "products", "bodies", "decisions", "agreements", "events", "needs"),
]


Several: TypeAlias = Annotated[tuple[PartyId, ...], BeforeValidator(listing)]


class Agreement(Entry):
    """What parties have agreed, or are said to have: funding, supply, a licence, an observer."""

    kind: Literal[
        "funding", "supply", "licence", "observer", "employment", "partnership", "voting", "other"
    ]
    giver: PartyId | None = Field(default=None, alias="from")
    taker: PartyId | None = Field(default=None, alias="to")
    body: BodyId | None = None
    what: str = ""
    amount: Amount | None = None
    status: Literal["in force", "proposed", "reported", "ended"] = "in force"
    binds: Several = Field(default=(), description="whose votes a voting agreement directs")
    votes_as: Rule | None = Field(default=None, description="the rule whose outcome they are")

    @model_validator(mode="after")
    def _mandate(self) -> Self:
        for word, other in (("binds", "votes_as"), ("votes_as", "binds")):
            if getattr(self, word) and self.kind != "voting":
                raise wrong(f"{word} is of a voting agreement; write kind: voting", word)
            if getattr(self, word) and not getattr(self, other):
                raise wrong(f"a voting agreement binds parties to a rule; add {other}:", word)
        return self


class Event(Entry):
    """Something that happened, was offered, demanded or said, on a date."""

    date: Date
    kind: Literal[
        "act", "offer", "pledge", "demand", "deadline", "letter", "resignation", "statement",
        "report",
    ]  # fmt: skip
    by: Several = ()
    to: Several = ()
    did: DecisionAsked | None = Field(default=None, description="the decision that was taken")
    successor: PartyId | None = Field(
        default=None, alias="with", description="who fills the seat that the decision fills"
    )
    effects: tuple[Effect, ...] = ()

    @model_validator(mode="after")
    def _said(self) -> Self:
        if not self.label and self.did is None:
            raise wrong("an event says what happened: add label: or did:")
        if self.successor is not None and self.did is None:
            raise wrong(
                "'with' names who fills the seat of a decision; add did: with the decision", "with"
            )
        return self


class Fact(Entry):
    """A value that is reported and that nothing here computes with: a valuation, a date."""

    about: AnyId | None = None
    value: Any = None
