"""What is wrong between entries, each of them being right by itself.

A check looks at a whole organisation and gives the path of what is wrong, and a message. That a
decision can never be taken is legal, and no matter of a check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kingmaker.files.charters import CHARTER, names_of_seats
from kingmaker.files.circles import circles
from kingmaker.files.walks import Trail, effects, rules, supplies
from kingmaker.model import Consent, Event, Organisation, PeopleOf, Vote
from kingmaker.model.values import quoted

Found = Iterator[tuple[Trail, str]]

DEEPEST_GROUP = 20
"""Groups within groups."""


def checks(organisation: Organisation) -> Found:
    """Find what does not fit together.

    Yields
    ------
    path : tuple of str
        What is wrong.
    message : str
        The trouble and the way out.
    """
    for check in _CHECKS:
        yield from check(organisation)


def parts_of_groups(organisation: Organisation) -> Found:
    """A part is part of a group, not of itself, and all parts are no more than the group."""
    parties = organisation.parties
    for name, party in parties.items():
        above, chain = party.part_of, [name]
        if above is not None and parties[above].kind != "group":
            yield (
                ("parties", name, "part_of"),
                f"{quoted(above)} is no group; add kind: group to it, or take part_of out",
            )
        while above is not None and above not in chain and len(chain) <= DEEPEST_GROUP:
            chain.append(above)
            above = parties[above].part_of
        if above == name and name == min(chain):
            told = " -> ".join((*chain, name))
            yield ("parties", name, "part_of"), f"groups are part of one another: {told}"
        elif above is not None and len(chain) > DEEPEST_GROUP:
            yield (
                ("parties", name, "part_of"),
                f"groups are part of groups more than {DEEPEST_GROUP} deep; make it flatter",
            )


def heads_of_groups(organisation: Organisation) -> Found:
    """One part of a group may be without a count: it is the rest."""
    if any(parts_of_groups(organisation)):
        return
    heads = _Heads(organisation)
    for group, parts in heads.parts.items():
        uncounted = [part for part in parts if heads.is_rest(part)]
        for part in uncounted[1:]:
            yield (
                ("parties", part, "part_of"),
                f"{quoted(uncounted[0])} and {quoted(part)} are both parts of {quoted(group)}"
                + " without a count, and only one can be the rest; add count: to one",
            )
        count = organisation.parties[group].count
        if count is None:
            if len(uncounted) == 1:
                yield (
                    ("parties", uncounted[0], "part_of"),
                    f"{quoted(uncounted[0])} is the rest of {quoted(group)}, and neither says"
                    + " how many it has; add count: to one",
                )
            continue
        known = {part: heads.of(part) or 0 for part in parts if not heads.is_rest(part)}
        if sum(known.values()) > count:
            largest = max(known, key=lambda part: known[part])
            yield (
                ("parties", largest, "count"),
                f"the parts of {quoted(group)} add up to {sum(known.values()):,}, and it has"
                + f" {count:,}; lower a count, or raise that of {quoted(group)}",
            )


class _Heads:
    """Counts the people of parties, as far as the file says how many there are."""

    def __init__(self, organisation: Organisation) -> None:
        self.parties = organisation.parties
        self.parts: dict[str, list[str]] = {}
        self.counted: dict[str, int | None] = {}
        for name, party in self.parties.items():
            if party.part_of is not None:
                self.parts.setdefault(party.part_of, []).append(name)

    def is_rest(self, name: str) -> bool:
        """Whether a party is whoever of its group is in no other part."""
        party = self.parties[name]
        return party.kind == "group" and party.count is None and name not in self.parts

    def of(self, name: str) -> int | None:
        """Heads of a party; None if they are not known."""
        if name not in self.counted:
            self.counted[name] = self._count(name)
        return self.counted[name]

    def _count(self, name: str) -> int | None:
        party = self.parties[name]
        if party.kind != "group":
            return 1
        if party.count is not None:
            return party.count
        if name in self.parts:
            return self._sum(self.parts[name])
        whole = self.parties[party.part_of].count if party.part_of else None
        others = self._sum([p for p in self.parts.get(party.part_of or "", ()) if p != name])
        return None if whole is None or others is None else max(0, whole - others)

    def _sum(self, parts: list[str]) -> int | None:
        counts = [None if self.is_rest(part) else self.of(part) for part in parts]
        return None if None in counts else sum(filter(None, counts))


def crowds_that_act(organisation: Organisation) -> Found:
    """People who act one by one hold no seat, give no consent and supply nothing together."""

    def crowd(name: str | None) -> bool:
        party = organisation.parties.get(name or "")
        return party is not None and party.kind == "group" and party.acts == "one-by-one"

    def trouble(name: str | None, way: str) -> str:
        return (
            f"the people of {quoted(name)} act one by one, and not together; {way}, "
            "or add as: bloc to it under parties"
        )

    for body, entry in organisation.bodies.items():
        for seat, held in entry.seats.items():
            if crowd(held.holder):
                way = f"write voters: {{{held.holder}: 1}} instead of the seat"
                yield ("bodies", body, "seats", seat, "holder"), trouble(held.holder, way)
    for path, rule in rules(organisation):
        if isinstance(rule, Consent):
            for number, name in enumerate(rule.consent, start=1):
                if crowd(name):
                    way = f"let a body with voters: {{{name}: 1}} vote"
                    yield (*path, "consent", str(number)), trouble(name, way)
    for path, supply in supplies(organisation):
        if isinstance(supply, str) and crowd(supply):
            way = f"write {{people_of: {supply}, at_least: …}}"
            yield path, trouble(supply, way)
    for path, effect in effects(organisation):
        if crowd(effect.by):
            yield (*path, "with"), trouble(effect.by, "name who takes the seat")
    for name, event in organisation.events.items():
        if crowd(event.successor):
            path = ("events", name, "with")
            yield path, trouble(event.successor, "name who takes the seat")


def people(organisation: Organisation) -> Found:
    """People are needed of a group, and no more than it has."""
    wanted = [(p, s) for p, s in supplies(organisation) if isinstance(s, PeopleOf)]
    if not wanted or any(parts_of_groups(organisation)):
        return
    heads = _Heads(organisation)
    for path, supply in wanted:
        name = supply.people_of
        if organisation.parties[name].kind != "group":
            way = f"write {name} alone, or add kind: group to it"
            yield (*path, "people_of"), f"{quoted(name)} is no group; {way}"
            continue
        word = "at_least" if supply.more_than is None else "more_than"
        value = supply.at_least if supply.more_than is None else supply.more_than
        there = heads.of(name)
        if value is None or value <= 1 or there is None:
            continue
        if value > there or (word == "more_than" and value == there):
            yield (
                (*path, word),
                f"{word.replace('_', ' ')} {value} people of {quoted(name)} are needed,"
                + f" and it has {there:,}",
            )


def who_takes_the_seat(organisation: Organisation) -> Found:
    """Whoever fills a seat is named, and nobody is where none is filled."""
    for name, event in organisation.events.items():
        yield from _filled(organisation, name, event)
    for path, effect in effects(organisation):
        body = (effect.fill or "").partition(":")[0]
        if body in organisation.bodies and not organisation.bodies[body].seats:
            yield (*path, "fill"), f"{quoted(body)} has no seats; list them under its seats:"


def _filled(organisation: Organisation, name: str, event: Event) -> Found:
    did = (event.did or "").partition(":")[0]
    taken = organisation.decisions[did].effects if did else ()
    fills = [effect for effect in taken if effect.fill is not None]
    if event.successor is not None and not fills:
        message = f"the decision {quoted(event.did)} fills no seat; take with: out"
        yield ("events", name, "with"), message
    for effect in fills:
        if effect.by is None and event.successor is None:
            message = f"this fills {quoted(effect.fill)} with nobody; add with: to the event"
            yield ("events", name, "did"), message
    for number, effect in enumerate(event.effects, start=1):
        if effect.fill is not None and effect.by is None:
            path = ("events", name, "effects", str(number), "fill")
            yield path, f"this fills {quoted(effect.fill)} with nobody; add with: beside it"


def bodies_that_vote(organisation: Organisation) -> Found:
    """A body that is asked to vote has somebody who can."""
    for path, rule in rules(organisation):
        if isinstance(rule, Vote):
            body = organisation.bodies[rule.vote]
            if not body.seats and not body.voters and not body.classes:
                way = "add seats:, voters: or classes:"
                message = f"{quoted(rule.vote)} has nobody who can vote; {way}"
                yield (*path, "vote"), message


def seats_that_are_named(organisation: Organisation) -> Found:
    """A seat that is named is there: not every claim about a body has it."""
    for path, name in names_of_seats(organisation):
        body, _, seat = name.partition(".")
        if seat and seat not in organisation.bodies[body].seats:
            yield path, f"{quoted(name)} is no seat: {quoted(body)} has none of that name"


_CHECKS: tuple[Callable[[Organisation], Found], ...] = (
    circles, parts_of_groups, heads_of_groups, crowds_that_act, people,
    who_takes_the_seat, bodies_that_vote, seats_that_are_named, *CHARTER,
)  # fmt: skip
