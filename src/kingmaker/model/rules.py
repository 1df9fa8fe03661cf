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
from typing import Annotated, Any, Literal, Self, TypeAlias, cast, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator, model_validator

from kingmaker.model.evidence import (
    BodyId,
    DecisionId,
    Entry,
    Noun,
    PartyOrSeat,
    PartyOrSubject,
    RuleId,
    listing,
    wrong,
)
from kingmaker.model.values import Quantity, Truth, Whole, quoted

Base: TypeAlias = Literal["in_office", "entitled", "size", "present", "cast", "outstanding"]
"""What a share is a share of."""

Ballot: TypeAlias = Literal["for", "against", "abstain", "absent"]
"""What a voter may do in a vote."""

BALLOTS: tuple[str, ...] = get_args(Ballot)


class Threshold(Entry):
    """More than, or at least, so much: a share of a base, or a number."""

    more_than: Quantity | None = None
    at_least: Quantity | None = None
    of: Base | None = None

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        if self.elects:
            return self
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

    @property
    def elects(self) -> bool:
        """Whether a method says how many it takes, and not a share or a number."""
        return False


class Quorum(Threshold):
    """How many have to take part for a vote to count at all."""

    excluded_count: Truth = Field(
        default=False, description="whether those who may not vote make up the quorum too"
    )
    counting: tuple[Literal["for", "against", "abstain"], ...] = Field(
        default=("for", "against", "abstain"), description="whose ballots make up the quorum"
    )

    @field_validator("counting", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)

    @model_validator(mode="after")
    def _of_those_who_may_come(self) -> Self:
        if self.of in ("cast", "present"):
            raise wrong(
                f"a quorum is how many come, and cannot be a share of those {self.of}; "
                "write of: in_office, entitled, size or outstanding",
                "of",
            )
        if "for" not in self.counting:
            raise wrong("who votes for it takes part; add for to counting", "counting")
        return self


class Multiplied(Noun):
    """Some votes count several times: those of a director on the director's own removal."""

    of: PartyOrSubject
    by: Annotated[Quantity, Field(gt=0)]


class Vote(Threshold):
    """A body votes; the motion passes with more than, or at least, so many of its votes."""

    vote: BodyId
    weigh: str = Field(default="", description="heads, or a column of the voters' votes")
    method: Literal["plurality", "cumulative"] | None = Field(
        default=None, description="how seats are filled, instead of a threshold"
    )
    seats: Annotated[Whole, Field(ge=1, le=10**6)] | None = Field(
        default=None, description="seats that are filled at once, with method: cumulative"
    )
    win: Annotated[Whole, Field(ge=1)] | None = Field(
        default=None, description="how many of them are to be won"
    )
    casting_vote: PartyOrSeat | None = Field(
        default=None, description="who decides if as many are for as against"
    )
    multiply: Multiplied | None = Field(
        default=None, description="whose votes count several times"
    )
    quorum: Quorum | None = None
    exclude: tuple[PartyOrSubject, ...] = Field(
        default=(), description="who may not vote: the subject of the decision, or parties"
    )

    @field_validator("exclude", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)

    @property
    def elects(self) -> bool:
        """Whether a method says how many it takes, and not a share or a number."""
        return self.method is not None

    @model_validator(mode="after")
    def _method(self) -> Self:
        for word in ("more_than", "at_least", "of") if self.elects else ():
            if getattr(self, word) is not None:
                raise wrong(f"method: {self.method} says what it takes; take {word} out", word)
        for word in ("seats", "win"):
            if (getattr(self, word) is not None) != (self.method == "cumulative"):
                if self.method != "cumulative":
                    raise wrong(f"{word} goes with method: cumulative; take it out", word)
                what = "how many are filled at once" if word == "seats" else "how many are wanted"
                raise wrong(f"of so many seats some are won; add {word}: {what}", "method")
        if self.seats and self.win and self.win > self.seats:
            raise wrong(f"{self.win:,} of {self.seats:,} seats cannot be won", "win")
        if self.casting_vote is not None and (
            self.more_than is None or self.more_than * 2 != 1 or self.of != "cast"
        ):
            raise wrong(
                "a casting vote decides when as many are for as against; "
                "it goes with more_than: 1/2, of: cast",
                "casting_vote",
            )
        return self


class Consent(Entry):
    """A party, or whoever holds a seat, must agree; of several, each. A veto, a golden share."""

    consent: tuple[PartyOrSeat, ...] = Field(min_length=1)

    @field_validator("consent", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)


class NoObjection(Entry):
    """None of them objects: silence is enough."""

    no_objection: tuple[PartyOrSeat, ...] = Field(min_length=1)

    @field_validator("no_objection", mode="before")
    @classmethod
    def _list(cls, value: Any) -> Any:
        return listing(value)


def _only_true(value: object) -> object:
    if value is not True:
        raise ValueError(
            f"what needs nobody is written as automatic: true, and not {quoted(value)}; "
            "who or what is needed, another rule says"
        )
    return value


class Unless(Entry):
    """It goes ahead unless another rule is met: an objection, a veto by a body."""

    unless: Rule


class Automatic(Entry):
    """It needs nobody: it comes about by itself, or by lapse of time."""

    automatic: Annotated[Literal[True], BeforeValidator(_only_true)]


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
    "vote": Vote, "consent": Consent, "no_objection": NoObjection, "unless": Unless,
    "automatic": Automatic, "decision": Approval, "all_of": AllOf, "any_of": AnyOf,
    "some_of": SomeOf,
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
    | Annotated[NoObjection, Tag("NoObjection")]
    | Annotated[Unless, Tag("Unless")]
    | Annotated[Automatic, Tag("Automatic")]
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


for _model in (Unless, AllOf, AnyOf, SomeOf):
    _model.model_rebuild()
