"""Parties who can stand in for one another: equal seats on one board, say.

Two parties are peers if all that the case says of the one it says of the other, but for their
names and those of their seats. Exchanging them then changes nothing, and a coalition is told by
how many of each kind it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from kingmaker.model import Goal, Noun, Organisation
from kingmaker.translate.held import Members
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players

Sign = tuple[Any, ...]

_SECTIONS = ("parties", "classes", "holdings", "rules", "decisions", "agreements", "bodies")


@dataclass(frozen=True, slots=True)
class Kind:
    """Parties who can stand in for one another; or the people of one group.

    Attributes
    ----------
    parties : tuple of str
        Who they are, in the order of the file.
    people : int
        Of a group whose members act one by one, how many; else 0.
    """

    parties: tuple[str, ...]
    people: int = 0

    @property
    def size(self) -> int:
        """How many may join a coalition."""
        return self.people or len(self.parties)

    def members(self, number: int) -> dict[str, int | None]:
        """So many of them, the first in the file."""
        if self.people:
            return {self.parties[0]: number} if number else {}
        return dict.fromkeys(self.parties[:number], None)


def kinds(
    organisation: Organisation, goals: Iterable[Goal], among: Iterable[str] | None = None
) -> list[Kind]:
    """Sort parties into kinds.

    Parameters
    ----------
    organisation : Organisation
        Where they are.
    goals : iterable of Goal
        What is wanted: a seat or party that is named in it is like no other.
    among : iterable of str, optional
        The parties to sort; those who have a say by default.
    """
    named = {word for goal in goals for word in (goal.of, goal.party) if word}
    signs = _signs(organisation, named)
    looking = Looking(organisation)
    players = Players(looking)
    found: dict[Sign, list[str]] = {}
    crowds: list[Kind] = []
    for name in with_a_say(organisation) if among is None else among:
        party = organisation.parties[name]
        if looking.ballot(name) is not None:
            continue
        if party.kind == "group" and party.acts != "bloc":
            if list(looking.parts(name)):
                continue
            crowds.append(Kind((name,), players.count(name)))
        else:
            found.setdefault(signs.get(name, ("nothing", name)), []).append(name)
    return [*(Kind(tuple(names)) for names in found.values()), *crowds]


def with_a_say(organisation: Organisation) -> list[str]:
    """Everyone with a seat, a vote, a share with votes, a consent to give, or who is named."""
    said: set[str] = set()
    for body in organisation.bodies.values():
        said.update(seat.holder for seat in body.seats.values() if seat.holder is not None)
        said.update(body.voters)
    said.update(h.holder for h in organisation.holdings.values() if h.shares is not None)
    for section in ("rules", "decisions", "agreements", "parties"):
        for entry in cast("dict[str, Any]", getattr(organisation, section)).values():
            acts = entry
            if section in ("parties", "agreements"):  # only whose votes they direct
                acts = entry.votes_by if section == "parties" else entry.votes_as
            said.update(word for _, word in _words(_tree(acts), ()))
    grew = True
    while grew:  # parts of a group that has a say
        parts = {n for n, p in organisation.parties.items() if p.part_of in said} - said
        said |= parts
        grew = bool(parts)
    return [name for name in organisation.parties if name in said]


def _signs(organisation: Organisation, named: set[str]) -> dict[str, Sign]:
    """All that is said of each party, in words that do not name it."""
    seats: dict[str, tuple[str, str | None, Sign]] = {}
    said: dict[str, list[Sign]] = {name: [] for name in organisation.parties}
    for body, entry in organisation.bodies.items():
        for seat, held in entry.seats.items():
            kind: Sign = ("seat", body, held.seat_class, held.votes, str(held.counts))
            seats[f"{body}.{seat}"] = (seat, held.holder, kind)
        for party, weights in entry.voters.items():
            said[party].append(("votes", body, str(weights)))
    seat_said: dict[str, list[Sign]] = {place: [] for place in seats}
    for section in _SECTIONS:
        if section in ("bodies", "holdings"):
            continue
        for name, entry in cast("dict[str, Any]", getattr(organisation, section)).items():
            for path, word in _words(_tree(entry), (section, name)):
                if word in said:
                    said[word].append(("named", *path))
                if word in seat_said:
                    seat_said[word].append(("named", *path))
    for holding in organisation.holdings.values():
        kind = ("holds", holding.issuer, holding.right, str(holding.share))
        said[holding.holder].append((*kind, holding.share_class, str(holding.shares)))
    for place, (seat, holder, kind) in seats.items():
        if holder is not None:
            own = ("wanted", place) if place in named or seat in named else ()
            said[holder].append((*kind, *sorted(map(str, seat_said[place])), *own))
    signs: dict[str, Sign] = {}
    for name, party in organisation.parties.items():
        own = ("wanted", name) if name in named else ()
        like = (party.kind, party.part_of, party.acts, party.count, str(party.votes_by))
        signs[name] = (*like, *sorted(map(str, said[name])), *own)
    return signs


def _tree(entry: object) -> Any:
    if isinstance(entry, Noun):
        return entry.model_dump(
            mode="python", by_alias=True, exclude={"label", "note", "source", "assumed"}
        )
    return entry


def _words(tree: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text inside, with the way to it; places in a list are all alike."""
    if isinstance(tree, dict):
        for key, value in cast("dict[str, Any]", tree).items():
            yield path, str(key)
            yield from _words(value, (*path, str(key)))
    elif isinstance(tree, list | tuple):
        for number, value in enumerate(cast("list[Any]", tree)):
            inner = (*path, "*" if isinstance(value, str) else str(number))
            yield from _words(value, inner)
    elif isinstance(tree, str):
        yield path, tree


def profile(organised: Iterable[Kind], members: Members) -> list[int]:
    """How many of each kind a coalition has."""
    return [
        (members[kind.parties[0]] or kind.people if kind.parties[0] in members else 0)
        if kind.people
        else sum(name in members for name in kind.parties)
        for kind in organised
    ]
