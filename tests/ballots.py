"""Decisions and needs by brute force, on people who cast ballots, stay or leave.

The plain twins of the translation, written from the definitions in the reference: a coalition
can take a decision if it passes when all of it vote for, *whatever the others do*. Every
ballot of the others is tried. What works is the greatest set that keeps itself going.

In each vote everyone may do something else, so a rule is a matter of its votes one by one. Three
things are matters of definition. Of several routes (`any_of`, `some_of`) a coalition has to be
sure of one, or of so many. `unless` is the other side of the rule in it: the others, all for that
rule, cannot be sure to carry it whatever the coalition does; whoever is taken to vote for the
decision is against that rule. And whoever is directed by a rule votes for if the coalition is
sure to have it met, and is otherwise one of the others.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from kingmaker.model import (
    AllOf,
    AllSupplies,
    AnyOf,
    AnySupply,
    Approval,
    Automatic,
    Consent,
    NoObjection,
    Organisation,
    PeopleOf,
    Rule,
    SomeOf,
    SomeSupplies,
    Supply,
    Unless,
    Vote,
)
from tallies import BALLOTS, Coalition, Matter, Unit, carried, coalitions, groups, holders, units

__all__ = [
    "Coalition", "Stays", "Unit", "asked", "coalitions", "decides", "goes_on",
    "holders", "stopped", "sure",
]  # fmt: skip
TURNED = {"for": "against", "against": "for", "abstain": "abstain", "absent": "absent"}


def stance(matter: Matter, unit: Unit, body: str, those: Coalition) -> str | None:
    """What somebody does about a decision: ``ours``, a ballot that is given, or anything."""
    organisation, party = matter.organisation, unit[0]
    for name in groups(organisation, party):
        if name in organisation.ballots:
            return organisation.ballots[name]
    rule = organisation.parties[party].votes_by
    for agreement in organisation.agreements.values():
        in_force = agreement.status == "in force" and agreement.body in (None, body)
        rule = agreement.votes_as if in_force and party in agreement.binds else rule
    if rule is None:
        return "ours" if unit in those else None
    return "ours" if sure(Matter(organisation, matter.unopposed), rule, those) else None


def stances(matter: Matter, vote: Vote, those: Coalition) -> dict[Unit, str | None]:
    """What everyone does who matters to a vote."""
    chair = matter.sits(vote.casting_vote)[0] if vote.casting_vote else None
    there = {*matter.votes(vote), *([chair] if chair else [])}
    return {unit: stance(matter, unit, vote.vote, those) for unit in sorted(there)}


def every_ballot(
    fixed: Mapping[Unit, str], free: list[Unit], ballots: Iterable[str] = BALLOTS
) -> Iterator[Mapping[Unit, str]]:
    """All that some may do while the others do what they do."""
    for told in product(ballots, repeat=len(free)):
        yield {**fixed, **dict(zip(free, told, strict=True))}


def sure(matter: Matter, rule: Rule, those: Coalition) -> bool:
    """Whether a coalition can carry a rule, whatever the others do."""
    match rule:
        case str():
            return sure(matter, matter.organisation.rules[rule], those)
        case Vote():
            stand = stances(matter, rule, those)
            fixed = {u: "for" if told == "ours" else told for u, told in stand.items() if told}
            free = [unit for unit, told in stand.items() if told is None]
            worst = ("absent",) if matter.unopposed else BALLOTS
            return all(carried(matter, rule, b) for b in every_ballot(fixed, free, worst))
        case Consent():
            return all(says(matter, n, those) in ("ours", "for") for n in rule.consent)
        case NoObjection():
            return all(silent(matter, name, those) for name in rule.no_objection)
        case Unless():
            return stopped(matter, rule.unless, those)
        case Automatic():
            return True
        case Approval():
            return all(sure(*inner, those) for inner in asked(matter, rule.decision))
        case AllOf():
            return all(sure(matter, inner, those) for inner in rule.all_of)
        case AnyOf():
            return any(sure(matter, inner, those) for inner in rule.any_of)
        case SomeOf():
            return sum(sure(matter, inner, those) for inner in rule.some_of) >= rule.at_least


def stopped(matter: Matter, rule: Rule, those: Coalition) -> bool:
    """Whether the others, all for a rule, cannot be sure to carry it against a coalition."""
    match rule:
        case str():
            return stopped(matter, matter.organisation.rules[rule], those)
        case Vote():
            idle = "absent" if matter.unopposed else "for"
            stand = stances(matter, rule, those)
            told = {u: TURNED[b] if b else idle for u, b in stand.items() if b != "ours"}
            free = [unit for unit, b in stand.items() if b == "ours"]
            return not all(carried(matter, rule, b) for b in every_ballot(told, free))
        case Consent():
            return any(silent(matter, name, those) for name in rule.consent)
        case NoObjection():
            return any(says(matter, n, those) in ("ours", "for") for n in rule.no_objection)
        case Unless():
            return sure(matter, rule.unless, those)
        case Automatic():
            return False
        case Approval():
            return any(stopped(*inner, those) for inner in asked(matter, rule.decision))
        case AllOf():
            return any(stopped(matter, inner, those) for inner in rule.all_of)
        case AnyOf():
            return all(stopped(matter, inner, those) for inner in rule.any_of)
        case SomeOf():
            left = sum(not stopped(matter, inner, those) for inner in rule.some_of)
            return left < rule.at_least


def says(matter: Matter, name: str, those: Coalition) -> str | None:
    """Where one stands whose consent is asked; a vacant seat is ``vacant``."""
    unit, body = matter.sits(name)
    return "vacant" if unit is None else stance(matter, unit, body, those)


def silent(matter: Matter, name: str, those: Coalition) -> bool:
    """Whether one for certain does not object to a decision, nor consent to what is against it."""
    said = says(matter, name, those)
    return said != "against" and (said is not None or matter.unopposed)


def asked(matter: Matter, name: str) -> list[tuple[Matter, Rule]]:
    """The rules that a decision takes: that by which it is taken, and who has to propose it."""
    what, _, seat = name.partition(":")
    entry = matter.organisation.decisions[what]
    place = seat or matter.seat
    subject = entry.subject or ("$seat" if entry.for_each else None)
    about = replace(matter, seat=place, subject=place if subject == "$seat" else subject)
    return [(about, rule) for rule in (entry.rule, entry.proposed_by) if rule is not None]


def decides(
    organisation: Organisation, decision: str, those: Coalition, *, unopposed: bool = False
) -> bool:
    """Whether a coalition can take a decision."""
    matter = Matter(organisation, unopposed)
    return all(sure(about, rule, those) for about, rule in asked(matter, decision))


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
