"""What it takes to decide: rules built from votes, consents and other decisions.

A rule is written the way a charter says it. Each kind is known by its first word::

    rule:
      all_of:
        - {vote: board, more_than: 1/2, of: in_office}
        - {consent: members}
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Annotated, Any, Literal, Self, TypeAlias, cast

from pydantic import Discriminator, Field, Tag, field_validator, model_validator

from kingmaker.model.evidence import (
    BodyId,
    BodyOrSeat,
    DecisionId,
    Entry,
    PartyId,
    PartyOrSeat,
    PartyOrSubject,
    RuleId,
    listing,
    wrong,
)
from kingmaker.model.values import Quantity, Truth, Whole

Base: TypeAlias = Literal["in_office", "entitled", "size", "present", "cast", "outstanding"]
"""What a share is a share of."""


class Threshold(Entry):
    """More than, or at least, so much: a share of a base, or a number."""

    more_than: Quantity | None = None
    at_least: Quantity | None = None
    of: Base | None = None

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        word, value = how_much(self.more_than, self.at_least, "more_than: 1/2")
        if self.of is None and (self.more_than is not None or value.denominator != 1):
            raise wrong(
                "a share of what? add of: in_office, entitled, size, present, cast or outstanding",
                word,
            )
        if self.of is not None and value > 1:
            percent = f"write {value}%, or " if value.denominator == 1 and value <= 100 else ""
            raise wrong(
                f"a share lies between 0 and 1, and {value} does not; {percent}"
                f"for a number of votes, take out of: {self.of}",
                word,
            )
        return self


class Quorum(Threshold):
    """How many have to take part for a vote to count at all."""

    excluded_count: Truth = Field(
        default=False, description="whether those who may not vote make up the quorum too"
    )

    @model_validator(mode="after")
    def _of_those_who_may_come(self) -> Self:
        if self.of in ("cast", "present"):
            raise wrong(
                f"a quorum is how many come, and cannot be a share of those {self.of}; "
                "write of: in_office, entitled, size or outstanding",
                "of",
            )
        return self


class Vote(Threshold):
    """A body votes; the motion passes with more than, or at least, so many of its votes."""

    vote: BodyId
    quorum: Quorum | None = None
    exclude: tuple[PartyOrSubject, ...] = Field(
        default=(), description="who may not vote: the subject of the decision, or parties"
    )

    @field_validator("exclude", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)


class Consent(Entry):
    """A party, or whoever holds a seat, must agree; of several, each. A veto, a golden share."""

    consent: tuple[PartyOrSeat, ...] = Field(min_length=1)

    @field_validator("consent", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)


class Approval(Entry):
    """Another decision must be taken."""

    decision: DecisionId


class AllOf(Entry):
    """Every one of the rules is needed."""

    all_of: tuple[Rule, ...] = Field(min_length=1)


class AnyOf(Entry):
    """One of the rules is enough."""

    any_of: tuple[Rule, ...] = Field(min_length=1)


class SomeOf(Entry):
    """A number of the rules is enough: two of three trustees, say."""

    some_of: tuple[Rule, ...] = Field(min_length=1)
    at_least: Annotated[Whole, Field(ge=1)]

    @model_validator(mode="after")
    def _possible(self) -> Self:
        possible(self.at_least, len(self.some_of))
        return self


RULES: Mapping[str, type[Entry]] = {
    "vote": Vote, "consent": Consent, "decision": Approval,
    "all_of": AllOf, "any_of": AnyOf, "some_of": SomeOf,
}  # fmt: skip


def kind_of(kinds: Mapping[str, type[Entry]], value: Any) -> str | None:
    """Name the kind of a rule or supply by the first of its words that says so."""
    if isinstance(value, Entry):
        return type(value).__name__
    if isinstance(value, dict):
        written = cast("dict[str, Any]", value)
        return next((kind.__name__ for word, kind in kinds.items() if word in written), None)
    return "name" if isinstance(value, str) else None


def _rule_kind(value: Any) -> str | None:
    return kind_of(RULES, value)


Rule: TypeAlias = Annotated[
    Annotated[RuleId, Tag("name")]
    | Annotated[Vote, Tag("Vote")]
    | Annotated[Consent, Tag("Consent")]
    | Annotated[Approval, Tag("Approval")]
    | Annotated[AllOf, Tag("AllOf")]
    | Annotated[AnyOf, Tag("AnyOf")]
    | Annotated[SomeOf, Tag("SomeOf")],
    Discriminator(
        _rule_kind,
        custom_error_type="unknown_rule",
        custom_error_message="a rule is the name of one under rules, or starts with one of: "
        + ", ".join(RULES),
    ),
]
"""Any way to decide."""


class Effect(Entry):
    """What a decision or an event changes: a seat falls vacant, or is filled."""

    vacate: BodyOrSeat | None = None
    fill: BodyOrSeat | None = None
    by: PartyId | None = Field(default=None, alias="with", description="who takes the seat")

    @model_validator(mode="after")
    def _one_effect(self) -> Self:
        if (self.vacate is None) == (self.fill is None):
            given = "and this has neither" if self.fill is None else "not both"
            raise wrong(f"an effect says either vacate: or fill:, {given}", "fill")
        if self.vacate is not None and self.by is not None:
            raise wrong("nobody comes with a vacated seat; use fill: instead of vacate:", "with")
        return self


class Decision(Entry):
    """A named act of the organisation, the rule by which it is taken, and what it changes."""

    subject: BodyOrSeat | None = Field(default=None, description="the seat it is about")
    rule: Rule
    effects: tuple[Effect, ...] = ()


def how_much(
    more_than: Fraction | None, at_least: Fraction | None, example: str
) -> tuple[str, Fraction]:
    """The one of two thresholds that is given: its word, and its value."""
    if more_than is not None and at_least is not None:
        raise wrong("say more_than or at_least, not both; take one of the two out", "at_least")
    if more_than is not None:
        return "more_than", more_than
    if at_least is not None:
        return "at_least", at_least
    raise wrong(f"it is not said how many; add more_than: or at_least:, such as {example}")


def possible(number: int, of: int) -> None:
    """Refuse a number of things that is more than there are."""
    if number > of:
        raise wrong(f"{number:,} of {of:,} cannot be had; write {of:,} at most", "at_least")


for _model in (AllOf, AnyOf, SomeOf, Decision):
    _model.model_rebuild()
