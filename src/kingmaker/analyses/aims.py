"""Coalitions and goals as people ask about them, held against the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from kingmaker.analyses.asking import UnknownName, Written
from kingmaker.model import Goal, Member, Organisation, goal
from kingmaker.model.words import did_you_mean
from kingmaker.translate.instances import instances

CoalitionSaid: TypeAlias = Annotated[
    str | Sequence[str] | Mapping[str, int | None] | Sequence[Member], Written()
]
"""Who acts together: ``"ann, bob, staff=385"``, a list of names, or a mapping to how many."""

GoalSaid: TypeAlias = Annotated[str | Sequence[str] | Sequence[Goal], Written()]
"""What they want: ``"majority of board"``, or several, all of which are wanted."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Who wants what.

    Attributes
    ----------
    members : mapping of str to (int or None)
        The coalition; of people who act one by one, how many, or None for all.
    goals : tuple of Goal
        All of which are wanted.
    """

    members: Mapping[str, int | None]
    goals: tuple[Goal, ...]


def aim(organisation: Organisation, coalition: CoalitionSaid, wanted: GoalSaid) -> Aim:
    """Read a coalition and its goal.

    Raises
    ------
    UnknownName
        If a name is none of the case's, or a goal cannot be read.
    """
    return Aim(members_of(organisation, coalition), goals_of(organisation, wanted))


def members_of(organisation: Organisation, coalition: CoalitionSaid) -> dict[str, int | None]:
    """Read a coalition: its parties, and of people who act one by one, how many.

    Raises
    ------
    UnknownName
        If it has nobody, somebody the case has not, or more people than there are.
    """
    members: dict[str, int | None] = {}
    for name, number in _members(coalition):
        if name not in organisation.parties:
            hint = did_you_mean(name, organisation.parties)
            told = hint or f"; it has: {', '.join(organisation.parties)}"
            raise UnknownName(f"the case has no party {name!r}{told}")
        if name in members:
            raise UnknownName(f"{name!r} is named twice")
        party = organisation.parties[name]
        if number is not None and (party.kind != "group" or party.acts == "bloc"):
            raise UnknownName(f"{name!r} is one; name it alone")
        if number is not None and party.count is not None and number > party.count:
            raise UnknownName(f"there are {party.count:,} of {name!r}, and not {number:,}")
        parts = [p for p, entry in organisation.parties.items() if entry.part_of == name]
        if number is not None and parts:
            raise UnknownName(f"{name!r} has parts; name some of them: {', '.join(parts)}")
        members[name] = number
    if not members:
        raise UnknownName("a coalition has somebody in it: give names, such as ann,bob,staff=385")
    return members


def _members(coalition: CoalitionSaid) -> Iterable[tuple[str, int | None]]:
    if isinstance(coalition, str):
        for text in filter(None, (part.strip() for part in coalition.split(","))):
            name, equals, number = (part.strip() for part in text.partition("="))
            if equals and not (number.isascii() and number.isdecimal() and int(number)):
                raise UnknownName(f"how many of {name!r}? write {name}=385, not {text!r}")
            yield name, int(number) if equals else None
    elif isinstance(coalition, Mapping):
        yield from coalition.items()
    else:
        for member in coalition:
            if isinstance(member, Member):
                yield member.party, member.members
            else:
                yield from _members(member)


def goals_of(organisation: Organisation, wanted: GoalSaid) -> tuple[Goal, ...]:
    """Read a goal, or several with ``and`` between them.

    Raises
    ------
    UnknownName
        If one cannot be read, or names what the case has not.
    """
    said = wanted.split(" and ") if isinstance(wanted, str) else wanted
    goals: list[Goal] = []
    for one in said:
        try:
            read = goal(one)
        except ValueError as error:
            raise UnknownName(str(error)) from None
        _check(organisation, read)
        goals.append(read)
    if not goals:
        raise UnknownName("a goal is missing, such as: majority of board")
    return tuple(goals)


def _check(organisation: Organisation, wanted: Goal) -> None:
    bodies = list(organisation.bodies)
    seats = [f"{b}.{s}" for b, body in organisation.bodies.items() for s in body.seats]
    among = {
        "majority": bodies,
        "hold": [*bodies, *seats],
        "oust": bodies if wanted.party else [*bodies, *seats],
        "flag": list(organisation.flags),
        "take": [n for d in organisation.decisions for n in instances(organisation, d)],
    }[wanted.kind]
    what = {"majority": "body", "flag": "flag", "take": "decision"}.get(wanted.kind, "seat")
    if wanted.of not in among:
        hint = did_you_mean(wanted.of, among) or f"; it has: {', '.join(among[:20]) or 'none'}"
        raise UnknownName(f"the case has no {what} {wanted.of!r}{hint}")
    body = organisation.bodies.get(wanted.of.partition(".")[0])
    if wanted.kind in ("hold", "oust") and body is not None and not body.seats:
        raise UnknownName(f"{wanted.of!r} has no seats; the goal can be: take DECISION")
    if wanted.party is not None:
        held = organisation.bodies[wanted.of].seats.values()
        sitting = [seat.holder for seat in held if seat.holder is not None]
        if wanted.party not in sitting:
            told = did_you_mean(wanted.party, sitting) or f"; there sit: {', '.join(sitting)}"
            raise UnknownName(f"{wanted.party!r} has no seat on {wanted.of!r}{told}")


def goals_told(organisation: Organisation, goals: Iterable[Goal]) -> str:
    """Goals in words, with the labels of people."""
    return " and ".join(_told(organisation, one) for one in goals)


def _told(organisation: Organisation, wanted: Goal) -> str:
    named = organisation.label(wanted.of)
    match wanted.kind:
        case "majority":
            return f"a majority of {named}"
        case "hold":
            seat = "." in wanted.of
            return f"hold {organisation.seat(wanted.of) if seat else named}"
        case "oust" if wanted.party:
            return f"oust {organisation.label(wanted.party)} from {named}"
        case "oust":
            return f"oust {named}"
        case "flag":
            flag = organisation.flags[wanted.of]
            return f"“{flag.label or wanted.of}”"
        case _:
            return f"take “{named}”"


def named(organisation: Organisation, members: Mapping[str, int | None]) -> str:
    """A coalition in words: Ann, Bob and 385 of the staff."""
    told = [
        organisation.label(name) if number is None else f"{number:,} of {organisation.label(name)}"
        for name, number in members.items()
    ]
    return ", ".join(told[:-1]) + (" and " if len(told) > 1 else "") + told[-1]
