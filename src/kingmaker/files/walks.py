"""Every rule, supply and effect of an organisation, with the path to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from kingmaker.model import (
    AllOf,
    AllSupplies,
    AnyOf,
    AnySupply,
    Effect,
    Organisation,
    Rule,
    SomeOf,
    SomeSupplies,
    Supply,
    Unless,
)

Trail: TypeAlias = tuple[str, ...]
"""A path in a case; steps into a list are numbers counted from 1."""


def rules(organisation: Organisation) -> Iterator[tuple[Trail, Rule]]:
    """Give every rule, named ones and those of decisions, the outer before the inner."""
    for name, rule in organisation.rules.items():
        yield from within(rule, ("rules", name))
    for name, decision in organisation.decisions.items():
        yield from within(decision.rule, ("decisions", name, "rule"))
        if decision.proposed_by is not None:
            yield from within(decision.proposed_by, ("decisions", name, "proposed_by"))
    for path, rule in mandates(organisation):
        yield from within(rule, path)


def mandates(organisation: Organisation) -> Iterator[tuple[Trail, Rule]]:
    """Give every rule that directs a party's vote, once for all whom it binds."""
    for name, party in organisation.parties.items():
        if party.votes_by is not None:
            yield ("parties", name, "votes_by"), party.votes_by
    for name, agreement in organisation.agreements.items():
        if agreement.votes_as is not None:
            yield ("agreements", name, "votes_as"), agreement.votes_as


def within(rule: Rule, path: Trail) -> Iterator[tuple[Trail, Rule]]:
    """Give a rule and all it is made of, without following names."""
    yield path, rule
    match rule:
        case AllOf():
            word, inner = "all_of", rule.all_of
        case AnyOf():
            word, inner = "any_of", rule.any_of
        case SomeOf():
            word, inner = "some_of", rule.some_of
        case Unless():
            yield from within(rule.unless, (*path, "unless"))
            return
        case _:
            return
    for number, part in enumerate(inner, start=1):
        yield from within(part, (*path, word, str(number)))


def supplies(organisation: Organisation) -> Iterator[tuple[Trail, Supply]]:
    """Give every supply of every need, the outer before the inner."""
    for name, need in organisation.needs.items():
        yield from _within(need.supply, ("needs", name, "from"))


def _within(supply: Supply, path: Trail) -> Iterator[tuple[Trail, Supply]]:
    yield path, supply
    match supply:
        case AllSupplies():
            word, inner = "all_of", supply.all_of
        case AnySupply():
            word, inner = "any_of", supply.any_of
        case SomeSupplies():
            word, inner = "some_of", supply.some_of
        case _:
            return
    for number, part in enumerate(inner, start=1):
        yield from _within(part, (*path, word, str(number)))


def effects(organisation: Organisation) -> Iterator[tuple[Trail, Effect]]:
    """Give every effect of a decision or an event."""
    for section in ("decisions", "events"):
        entries = organisation.decisions if section == "decisions" else organisation.events
        for name, entry in entries.items():
            for number, effect in enumerate(entry.effects, start=1):
                yield (section, name, "effects", str(number)), effect
