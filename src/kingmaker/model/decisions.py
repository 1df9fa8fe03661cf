"""What can be decided: by which rule, when, on what condition, and what it changes."""

from __future__ import annotations

from typing import Annotated, Any, Self, cast

from pydantic import Field, field_validator, model_validator

from kingmaker.model.conditions import Condition
from kingmaker.model.evidence import (
    EACH,
    BodyId,
    BodyOrSeat,
    ClassId,
    Entry,
    FlagId,
    Noun,
    PartyId,
    Seats,
    wrong,
)
from kingmaker.model.rules import Rule
from kingmaker.model.timing import Timing
from kingmaker.model.values import Quantity, Truth

EFFECTS = ("vacate", "fill", "set", "transfer", "issue", "flag", "clear")
"""The kinds of effects, each known by its word."""


class Transfer(Noun):
    """Shares that change hands, and convert if their class does so on transfer."""

    share_class: ClassId = Field(alias="class")
    giver: PartyId = Field(alias="from")
    taker: PartyId = Field(alias="to")
    shares: Annotated[Quantity, Field(gt=0)]


class Issue(Noun):
    """New shares of a class."""

    share_class: ClassId = Field(alias="class")
    taker: PartyId = Field(alias="to")
    shares: Annotated[Quantity, Field(gt=0)]


class Effect(Entry):
    """What a decision or an event changes: seats, rules, shares, flags."""

    vacate: Seats | None = None
    fill: Seats | None = None
    by: PartyId | None = Field(default=None, alias="with", description="who takes the seat")
    sets: dict[str, Any] | None = Field(
        default=None, alias="set", description="values of the case that change, by path"
    )
    transfer: Transfer | None = None
    issue: Issue | None = None
    flag: FlagId | None = None
    clear: FlagId | None = None

    @property
    def kind(self) -> str:
        """Its word."""
        return next(word for word in EFFECTS if self._said(word))

    def _said(self, word: str) -> bool:
        return (self.sets if word == "set" else getattr(self, word)) is not None

    @model_validator(mode="after")
    def _one_effect(self) -> Self:
        said = [word for word in EFFECTS if self._said(word)]
        if len(said) != 1:
            told = ", ".join(f"{word}:" for word in EFFECTS[:-1]) + f" or {EFFECTS[-1]}:"
            several = f"and this says {' and '.join(said)}; make a list of them"
            given = several if said else "and this says none of them"
            raise wrong(f"an effect says one of {told}, {given}", *said[-1:])
        if self.fill is None and self.by is not None:
            use = "; use fill: instead of vacate:" if self.vacate is not None else ""
            raise wrong(f"'with' names who takes a seat that is filled{use}", "with")
        return self


class ForEach(Noun):
    """The seats of a body, for each of which a decision can be taken by itself."""

    seat: BodyId
    vacant: Truth | None = None
    seat_class: str = Field(default="", alias="class")


class Decision(Entry):
    """A named act of the organisation, the rule by which it is taken, and what it changes."""

    for_each: ForEach | None = Field(
        default=None, description="the seats for each of which it can be taken"
    )
    subject: BodyOrSeat | None = Field(default=None, description="the seat it is about")
    rule: Rule
    proposed_by: Rule | None = Field(default=None, description="who has to propose it")
    requires: tuple[Condition, ...] = Field(
        default=(), description="what has to be so for it to be taken"
    )
    for_class: str = Field(default="", description="the class of seats whose turn it has to be")
    timing: Timing = Timing()
    contestable: str = Field(default="", description="on what ground a court may undo it")
    effects: tuple[Effect, ...] = ()

    @field_validator("requires", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        several = isinstance(value, list | tuple)
        return cast("Any", value) if several else [value]

    @model_validator(mode="after")
    def _turns(self) -> Self:
        if self.for_class and self.timing.at is None:
            raise wrong("whose turn it is, a calendar says; add timing: {at: …}", "for_class")
        return self

    @property
    def about(self) -> str | None:
        """Its subject; of a decision for each seat, that seat."""
        return self.subject or (EACH if self.for_each else None)
