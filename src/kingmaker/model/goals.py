"""What a coalition may want, and who it is: goals and coalitions as people write them.

A goal is a few words: ``majority of board``, ``hold ceo``, ``oust board.ann``,
``oust ann from board``, ``flag pill-redeemed``, ``take sell-company``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias, cast

from pydantic import (
    BeforeValidator,
    Field,
    PlainSerializer,
    ValidationInfo,
    WithJsonSchema,
)

from kingmaker.model.evidence import Names, Noun, PartyId, unlisted, wrong
from kingmaker.model.values import Whole, quoted

_GOALS = {
    "majority": re.compile(r"majority of (?P<of>\S+)"),
    "hold": re.compile(r"hold (?P<of>\S+)"),
    "oust": re.compile(r"oust (?:(?P<party>\S+) from )?(?P<of>\S+)"),
    "flag": re.compile(r"flag (?P<of>\S+)"),
    "take": re.compile(r"take (?P<of>\S+)"),
}

HOW = "majority of BODY, hold SEAT, oust SEAT, oust PARTY from BODY, flag FLAG or take DECISION"
"""What a goal may say."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that a coalition wants to bring about.

    Attributes
    ----------
    kind : str
        ``majority`` of a body's votes, ``hold`` a seat, ``oust`` whoever is in a seat or a
        party from a body, have a ``flag`` set, be able to ``take`` a decision.
    of : str
        The body, ``BODY.SEAT``, flag or decision.
    party : str or None
        Who is ousted, if not whoever holds the seat.
    """

    kind: str
    of: str
    party: str | None = None

    def __str__(self) -> str:
        if self.kind == "majority":
            return f"majority of {self.of}"
        return (
            f"{self.kind} {self.party} from {self.of}" if self.party else f"{self.kind} {self.of}"
        )


def goal(value: object) -> Goal:
    """Read a goal.

    Examples
    --------
    >>> goal("oust faith from board")
    Goal(kind='oust', of='board', party='faith')

    Raises
    ------
    ValueError
        If it is none.
    """
    if isinstance(value, Goal):
        return value
    text = " ".join(value.split()) if isinstance(value, str) else ""
    for kind, pattern in _GOALS.items():
        if found := pattern.fullmatch(text):
            named = found.groupdict()
            return Goal(kind, named["of"], named.get("party"))
    raise ValueError(f"a goal is one of {HOW}, not {quoted(value)}")


def _checked(value: object, info: ValidationInfo) -> Goal:
    read = goal(value)
    names = cast("Names | None", info.context)
    if names is not None:
        among = {
            "majority": ("bodies",), "hold": ("bodies", "seats"), "flag": ("flags",),
            "oust": ("bodies",) if read.party else ("bodies", "seats"), "take": ("decisions",),
        }[read.kind]  # fmt: skip
        name = read.of.partition(":")[0] if read.kind == "take" else read.of
        if not any(name in names[section] for section in among):
            raise unlisted(name, *among)
        if read.party is not None and read.party not in names["parties"]:
            raise unlisted(read.party, "parties")
    return read


def _several(value: object) -> object:
    """Let one stand without a list around it."""
    return value if isinstance(value, list | tuple) else [value]  # pyright: ignore[reportUnknownVariableType]


Goals: TypeAlias = Annotated[
    tuple[
        Annotated[
            Goal,
            BeforeValidator(_checked),
            PlainSerializer(str, return_type=str),
            WithJsonSchema({"type": "string", "examples": ["majority of board", "hold ceo"]}),
        ],
        ...,
    ],
    BeforeValidator(_several),
]
"""One goal, or several that all have to be reached."""


class Member(Noun):
    """A party in a coalition; of people who act one by one, how many of them.

    In a file: ``ann``, or ``{staff: 385}``.
    """

    party: PartyId
    members: Annotated[Whole, Field(ge=1)] | None = None


def _member(value: Any) -> Any:
    if isinstance(value, str):
        return {"party": value}
    if isinstance(value, dict) and len(cast("dict[Any, Any]", value)) == 1:
        party, members = next(iter(cast("dict[Any, Any]", value).items()))
        return {"party": party, "members": members}
    if isinstance(value, Member):
        return value
    raise wrong(f"a member is a party, or {{GROUP: NUMBER}}, not {quoted(cast('object', value))}")


def _as_written(member: Member) -> Any:
    return member.party if member.members is None else {member.party: member.members}


Coalition: TypeAlias = Annotated[
    tuple[
        Annotated[
            Member,
            BeforeValidator(_member),
            PlainSerializer(_as_written),
            WithJsonSchema({"type": ["string", "object"], "examples": ["ann", {"staff": 385}]}),
        ],
        ...,
    ],
    BeforeValidator(_several),
]
"""Parties that act together."""
