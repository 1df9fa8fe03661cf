"""Decisions and needs by brute force, on people who cast ballots, stay or leave.

The plain twins of the translation, written from the definitions in the reference: a coalition
can take a decision if it passes when all of it vote for, *whatever the others do*. Every
ballot of the others is tried. What works is the greatest set that keeps itself going.

One who acts is a *unit*: ``("ann", 0)`` is a person, an organisation or a bloc, and
``("staff", 2)`` the third of those members of a group who act one by one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product
from typing import TypeAlias

from kingmaker.model import (
    AllOf,
    AllSupplies,
    AnyOf,
    AnySupply,
    Approval,
    Body,
    Consent,
    Organisation,
    PeopleOf,
    Rule,
    SomeOf,
    SomeSupplies,
    Supply,
    Threshold,
    Vote,
)

Unit: TypeAlias = tuple[str, int]
Coalition: TypeAlias = frozenset[Unit]
BALLOTS = ("for", "against", "abstain", "absent")


def coalitions(units: Iterable[Unit]) -> Iterator[Coalition]:
    """Every coalition of some units."""
    listed = list(units)
    for size in range(len(listed) + 1):
        yield from map(frozenset, combinations(listed, size))


def heads(organisation: Organisation, party: str) -> int:
    """How many people a party is: a part without a count is what the others leave of the group."""
    entry = organisation.parties[party]
    if entry.kind != "group":
        return 1
    if entry.count is not None:
        return entry.count
    parts = parts_of(organisation, party)
    if parts or entry.part_of is None:
        return sum(heads(organisation, part) for part in parts) or 1
    others = [part for part in parts_of(organisation, entry.part_of) if part != party]
    return heads(organisation, entry.part_of) - sum(heads(organisation, o) for o in others)


def parts_of(organisation: Organisation, group: str) -> list[str]:
    return [name for name, party in organisation.parties.items() if party.part_of == group]


def units(organisation: Organisation, party: str) -> dict[Unit, int]:
    """Who acts for a party, and how many people each of them is."""
    entry = organisation.parties[party]
    people = heads(organisation, party)
    if entry.kind != "group" or entry.acts == "bloc":
        return {(party, 0): people}
    found: dict[Unit, int] = {}
    for part in parts_of(organisation, party):
        found |= units(organisation, part)
    rest = people - sum(found.values())
    return found | {(party, number): 1 for number in range(rest)}


def holders(organisation: Organisation, body: Body) -> dict[Unit, int]:
    """The votes of everyone who is on a body."""
    found: dict[Unit, int] = {}
    for party, votes in body.voters.items():
        for unit, people in units(organisation, party).items():
            found[unit] = found.get(unit, 0) + votes * people
    for seat in body.seats.values():
        if seat.holder is not None:
            found[seat.holder, 0] = found.get((seat.holder, 0), 0) + seat.votes
    return found


def barred(organisation: Organisation, vote: Vote, subject: str | None) -> set[str]:
    """Who may not vote: those named, whoever holds the seat it is about, and all their parts."""
    found = {name for name in vote.exclude if name != "subject"}
    if "subject" in vote.exclude and subject is not None:
        name, _, seat = subject.partition(".")
        seats = organisation.bodies[name].seats
        found |= {seats[s].holder or "" for s in ([seat] if seat else seats)}
    return {name for name in organisation.parties if found & set(groups(organisation, name))}


def groups(organisation: Organisation, party: str | None) -> Iterator[str]:
    """A party, the group it is a part of, and so on."""
    while party is not None:
        yield party
        party = organisation.parties[party].part_of


def authorised(body: Body, all_votes: int) -> int:
    """Votes of all seats there may be: a seat not listed has one."""
    if not body.seats:
        return body.size or all_votes
    listed = sum(seat.votes for seat in body.seats.values())
    return listed + max(0, (body.size or 0) - len(body.seats))


def carried(
    organisation: Organisation, vote: Vote, subject: str | None, ballots: Mapping[Unit, str]
) -> bool:
    """Whether a motion passes on these ballots."""
    body = organisation.bodies[vote.vote]
    everyone = holders(organisation, body)
    out = barred(organisation, vote, subject)
    may = {unit: votes for unit, votes in everyone.items() if unit[0] not in out}
    cast = dict.fromkeys(BALLOTS, 0)
    for unit, votes in may.items():
        cast[ballots[unit]] += votes
    here = cast["for"] + cast["against"] + cast["abstain"]
    bases = {
        "cast": cast["for"] + cast["against"],
        "present": here,
        "in_office": sum(may.values()),
        "outstanding": sum(may.values()),
        "entitled": sum(everyone.values()),
        "size": authorised(body, sum(everyone.values())),
    }
    if not reaches(vote, cast["for"], bases):
        return False
    if vote.quorum is None:
        return True
    if vote.quorum.excluded_count:
        here += sum(
            votes
            for unit, votes in everyone.items()
            if unit[0] in out and ballots[unit] != "absent"
        )
    return reaches(vote.quorum, here, bases)


def reaches(threshold: Threshold, votes: int, bases: Mapping[str, int]) -> bool:
    """Whether so many votes are enough; nothing passes without any."""
    share = threshold.at_least if threshold.more_than is None else threshold.more_than
    needed = (share or Fraction()) * (1 if threshold.of is None else bases[threshold.of])
    return votes > 0 and (votes >= needed if threshold.more_than is None else votes > needed)


def sure(organisation: Organisation, rule: Rule, subject: str | None, those: Coalition) -> bool:
    """Whether a coalition can carry a rule, whatever the others do.

    Of several routes it has to choose one, and to be sure of that.
    """

    def again(inner: Rule) -> bool:
        return sure(organisation, inner, subject, those)

    match rule:
        case str():
            return again(organisation.rules[rule])
        case Vote():
            on_it = holders(organisation, organisation.bodies[rule.vote])
            others = [unit for unit in on_it if unit not in those]
            return all(
                carried(
                    organisation,
                    rule,
                    subject,
                    dict.fromkeys(on_it, "for") | dict(zip(others, ballots, strict=True)),
                )
                for ballots in product(BALLOTS, repeat=len(others))
            )
        case Consent():
            return all(agrees(organisation, name, those) for name in rule.consent)
        case Approval():
            return decides(organisation, rule.decision, those)
        case AllOf():
            return all(again(inner) for inner in rule.all_of)
        case AnyOf():
            return any(again(inner) for inner in rule.any_of)
        case SomeOf():
            return sum(again(inner) for inner in rule.some_of) >= rule.at_least


def agrees(organisation: Organisation, name: str, those: Coalition) -> bool:
    """Whether one whose consent is asked is of the coalition; a vacant seat never is."""
    body, _, seat = name.partition(".")
    party = organisation.bodies[body].seats[seat].holder if seat else name
    return (party, 0) in those


def decides(organisation: Organisation, decision: str, those: Coalition) -> bool:
    """Whether a coalition can take a decision."""
    entry = organisation.decisions[decision]
    return sure(organisation, entry.rule, entry.subject, those)


Stays: TypeAlias = Callable[[Unit, str], bool]
"""Whether one stays, as far as a need goes."""


def working(organisation: Organisation, stays: Stays) -> set[str]:
    """The parties and products that go on: as many as can keep one another going.

    All of them go on at first; then those fall who lack something, and those who lack them.
    """
    alive = {*organisation.parties, *organisation.products}
    while True:
        left = {
            who
            for who in alive
            if all(
                met(organisation, need.supply, name, alive, stays)
                for name, need in organisation.needs.items()
                if need.who == who
            )
        }
        if left == alive:
            return alive
        alive = left


def met(
    organisation: Organisation, supply: Supply, need: str, alive: set[str], stays: Stays
) -> bool:
    """Whether somebody supplies it: who stays and works, or is among enough who stay."""

    def again(inner: Supply) -> bool:
        return met(organisation, inner, need, alive, stays)

    match supply:
        case str():
            return supply in alive and stays(maker(organisation, supply), need)
        case PeopleOf():
            crowd = units(organisation, supply.people_of)
            here = sum(people for unit, people in crowd.items() if stays(unit, need))
            share = supply.at_least if supply.more_than is None else supply.more_than
            needed = (share or Fraction()) * (1 if (share or 0) > 1 else sum(crowd.values()))
            return here > 0 and (here >= needed if supply.more_than is None else here > needed)
        case AllSupplies():
            return all(again(inner) for inner in supply.all_of)
        case AnySupply():
            return any(again(inner) for inner in supply.any_of)
        case SomeSupplies():
            return sum(again(inner) for inner in supply.some_of) >= supply.at_least


def maker(organisation: Organisation, supplier: str) -> Unit:
    """Who has to stay: the party itself, or whose the product is."""
    if supplier in organisation.parties:
        return supplier, 0
    return organisation.products[supplier].of, 0


def goes_on(organisation: Organisation, who: str, stays: Stays) -> bool:
    """Whether a party has all it needs, or a product has and its maker stays."""
    here = who in organisation.parties or stays(maker(organisation, who), "")
    return here and who in working(organisation, stays)
