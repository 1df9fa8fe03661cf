"""Questions that a case asks of itself, with the answers that are known or expected."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from kingmaker.model.evidence import DecisionAsked, Entry, Noun, PartyId, WorldId, wrong
from kingmaker.model.goals import Coalition, Goals
from kingmaker.model.rules import Ballot
from kingmaker.model.values import Truth, Whole, exact, number, quoted

Level: TypeAlias = Literal["unopposed", "outvoted", "contested"]
"""What the others do: stay away; vote and stay away as suits them; act first as well."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to compare with: exact, or as exact as it is written.

    Attributes
    ----------
    value : Fraction
        The number.
    within : Fraction
        How far another may be from it; 0 if it is exact.
    """

    value: Fraction
    within: Fraction = Fraction(0)

    def fits(self, other: Fraction) -> bool:
        """Whether a number is this one."""
        return abs(other - self.value) <= self.within

    def __str__(self) -> str:
        if not self.within:
            return exact(self.value)
        places = len(str(1 / (2 * self.within))) - 1
        return f"about {float(self.value):.{places}f}"


_ABOUT = re.compile(r"about\s+([0-9]+(?:\.([0-9]{1,15}))?)")


def figure(value: object) -> Figure:
    """Read a figure: ``421/2145`` is exact, ``about 0.16047`` goes to its last digit."""
    if isinstance(value, Figure):
        return value
    if found := _ABOUT.fullmatch(value.strip()) if isinstance(value, str) else None:
        return Figure(number(found[1]), Fraction(1, 2 * 10 ** len(found[2] or "")))
    return Figure(number(value))


FigureWritten: TypeAlias = Annotated[
    Figure,
    BeforeValidator(figure),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": ["string", "integer"], "examples": ["1/6", "about 0.16047"]}),
]


def _large(value: object) -> object:
    """Read a whole number of any length: coalitions can be more than can be written small."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= 1000:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"a whole number belongs here, not {quoted(value)}")


Large: TypeAlias = Annotated[
    int, BeforeValidator(_large), Field(ge=0), WithJsonSchema({"type": ["integer", "string"]})
]


class Want(Noun):
    """What the answer should be. What is not said is not compared."""

    wins: tuple[Coalition, ...] = Field(default=(), description="coalitions that can decide")
    loses: tuple[Coalition, ...] = Field(default=(), description="coalitions that cannot")
    blocks: tuple[Coalition, ...] = Field(default=(), description="coalitions that can block")
    not_blocks: tuple[Coalition, ...] = Field(default=(), description="coalitions that cannot")
    minimal: Large | None = Field(default=None, description="number of minimal winning ones")
    sizes: dict[Whole, Large] | None = Field(default=None, description="of them, by size")
    winning: Large | None = Field(default=None, description="number of winning coalitions")
    share_winning: FigureWritten | None = Field(
        default=None, description="their share of all coalitions"
    )
    shapley: dict[PartyId, FigureWritten] | None = Field(
        default=None, description="Shapley-Shubik index, of one member of a group"
    )
    swings: dict[PartyId, Large] | None = Field(
        default=None, description="coalitions that win with a party and lose without"
    )
    vetoers: tuple[PartyId, ...] | None = Field(default=None, description="who can block alone")
    dummies: tuple[PartyId, ...] | None = Field(default=None, description="who has no power")
    monotone: Truth | None = Field(
        default=None, description="whether no vote against ever helps it pass"
    )
    reachable: Truth | None = Field(default=None, description="whether the goal can be reached")
    steps: Whole | None = Field(default=None, description="in how many steps at the earliest")
    days: Whole | None = Field(default=None, description="in how many days at the earliest")


ABOUT_PATHS = ("reachable", "steps", "days")
"""What is wanted of a path; the rest is wanted of a decision."""


class Asked(Entry):
    """A question, of a decision or of a coalition's way to a goal, and the answer to it."""

    ask: str = Field(description="the question in words")
    decision: DecisionAsked | None = None
    coalition: Coalition = ()
    goal: Goals = ()
    level: Level = "outvoted"
    assume: dict[PartyId, Ballot] = Field(
        default_factory=dict, description="what parties are taken to do: their ballots"
    )
    world: WorldId | None = Field(default=None, description="the world it is asked in")
    want: Want

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if self.decision is not None and self.goal:
            message = "ask about a decision: or about a coalition: and its goal:, not both"
            raise wrong(message, "goal")
        if self.decision is None and not self.goal and not self.coalition:
            raise wrong("what is asked about? add decision:, or coalition: and goal:")
        if bool(self.goal) != bool(self.coalition):
            word, other = ("goal", "coalition") if self.goal else ("coalition", "goal")
            way = f"take {word} out" if self.decision is not None else f"add {other}:"
            raise wrong(f"a goal is that of a coalition; {way}", word)
        said = self.want.model_fields_set
        for word in said:
            if (word in ABOUT_PATHS) != bool(self.goal):
                of = "a path to a goal" if word in ABOUT_PATHS else "a decision"
                raise wrong(f"{word} is wanted of {of}; take it out", "want")
        return self
