"""What an organisation or a product cannot do without, from whom, and with which substitutes.

A need is met like a rule is: by one party, by all of several, by one or some of several, or
by enough people of a group::

    needs:
      compute: {who: lab, from: cloud}
      funding: {who: lab, from: {any_of: [cloud, other-investors]}}
      talent:  {who: lab, from: {people_of: staff, at_least: 1/2}}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeAlias

from pydantic import Discriminator, Field, Tag, model_validator

from kingmaker.model.evidence import Entry, PartyId, WhoId, wrong
from kingmaker.model.rules import how_much, kind_of, possible
from kingmaker.model.values import Quantity, Whole


class PeopleOf(Entry):
    """Enough people of a group: a share of its heads, or a number of them."""

    people_of: PartyId
    more_than: Quantity | None = None
    at_least: Quantity | None = None

    @model_validator(mode="after")
    def _how_many(self) -> Self:
        word, value = how_much(self.more_than, self.at_least, "at_least: 1/2")
        if value > 1 and value.denominator != 1:
            raise wrong(
                f"{value} is neither a share between 0 and 1 nor a whole number of people", word
            )
        return self


class AllSupplies(Entry):
    """Every one of the supplies is needed."""

    all_of: tuple[Supply, ...] = Field(min_length=1)


class AnySupply(Entry):
    """One of the supplies is enough: the others are substitutes."""

    any_of: tuple[Supply, ...] = Field(min_length=1)


class SomeSupplies(Entry):
    """A number of the supplies is enough."""

    some_of: tuple[Supply, ...] = Field(min_length=1)
    at_least: Annotated[Whole, Field(ge=1)]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.at_least, len(self.some_of))
        return self


SUPPLIES: Mapping[str, type[Entry]] = {
    "people_of": PeopleOf, "all_of": AllSupplies, "any_of": AnySupply, "some_of": SomeSupplies,
}  # fmt: skip


def _supply_kind(value: Any) -> str | None:
    return kind_of(SUPPLIES, value)


Supply: TypeAlias = Annotated[
    Annotated[WhoId, Tag("name")]
    | Annotated[PeopleOf, Tag("PeopleOf")]
    | Annotated[AllSupplies, Tag("AllSupplies")]
    | Annotated[AnySupply, Tag("AnySupply")]
    | Annotated[SomeSupplies, Tag("SomeSupplies")],
    Discriminator(
        _supply_kind,
        custom_error_type="unknown_supply",
        custom_error_message="a supply is the name of a party or product, or starts with one of: "
        + ", ".join(SUPPLIES),
    ),
]
"""Whoever can meet a need."""


class Need(Entry):
    """Something a party or product cannot work without, and who supplies it."""

    who: WhoId
    supply: Supply = Field(alias="from")


for _model in (AllSupplies, AnySupply, SomeSupplies, Need):
    _model.model_rebuild()
