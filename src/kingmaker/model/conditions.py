"""When something may be done, or counts: conditions on the state of the organisation."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kingmaker.model.evidence import (
    ClassId,
    Entry,
    FlagId,
    PartyId,
    SeatOrEach,
    wrong,
)
from kingmaker.model.values import Quantity

CONDITIONS = ("flag", "not_flag", "vacant", "held", "holding")
"""The kinds of conditions, each known by its word."""


class Stake(Entry):
    """A party holds more than, or at least, a share of all shares of a class."""

    party: PartyId
    share_class: ClassId = Field(alias="class")
    more_than: Quantity | None = None
    at_least: Quantity | None = None

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        if (self.more_than is None) == (self.at_least is None):
            raise wrong("say more_than or at_least, one of the two, such as at_least: 10%")
        return self


class Condition(Entry):
    """One thing that has to be so."""

    flag: FlagId | None = None
    not_flag: FlagId | None = None
    vacant: SeatOrEach | None = None
    held: SeatOrEach | None = None
    holding: Stake | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        said = [word for word in CONDITIONS if getattr(self, word) is not None]
        if len(said) != 1:
            given = f"this says {' and '.join(said)}; make a list of them" if said else ""
            words = ", ".join(f"{word}:" for word in CONDITIONS)
            told = given or f"this says none of {words}"
            raise wrong(f"a condition says one thing, and {told}", *said[-1:])
        return self
