"""Who is joined to whom: holdings, bodies, products, needs, agreements, consents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kingmaker.faces.cells import decimal
from kingmaker.faces.wording import part, share
from kingmaker.model import (
    AllOf,
    AllSupplies,
    AnyOf,
    AnySupply,
    Consent,
    Holding,
    Organisation,
    PeopleOf,
    Rule,
    SomeOf,
    SomeSupplies,
    Supply,
    Vote,
)

RANKING = ("holds", "controls", "governs", "makes")
"""Kinds of links that put one above the other."""

DRAWN_AGREEMENTS = ("supply", "funding", "licence")


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that joins two boxes.

    Attributes
    ----------
    upper, lower : str
        From whom, to whom: the owner and what is owned, the supplier and the supplied.
    kind : str
        holds, controls, governs, makes, need, agreement or consent.
    words : str
        What is written on it; several things stand on several lines.
    """

    upper: str
    lower: str
    kind: str
    words: str

    @property
    def ranks(self) -> bool:
        """Whether it puts one above the other."""
        return self.kind in RANKING


def links(
    organisation: Organisation, disputed: frozenset[str], assumed: frozenset[str]
) -> Iterator[Link]:
    """Everything that joins two boxes, ownership and control first.

    Parameters
    ----------
    organisation : Organisation
        On one day.
    disputed, assumed : frozenset of str
        Entries of which something is disputed or assumed.
    """

    def marked(section: str, name: str, text: str) -> str:
        path = f"{section}.{name}"
        marks = [
            word for word, those in (("assumed", assumed), ("disputed", disputed)) if path in those
        ]
        return f"{text} ({', '.join(marks)})" if marks else text

    for name, body in organisation.bodies.items():
        if body.of:
            words = "governs" if body.kind == "board" else f"{body.kind} of"
            yield Link(f"body:{name}", body.of, "governs", words)
    for name, holding in organisation.holdings.items():
        kind = "controls" if holding.right == "control" else "holds"
        words = marked("holdings", name, _held(holding))
        issuer = holding.issuer
        if issuer is None and holding.share_class is not None:
            issuer = organisation.classes[holding.share_class].of
        if issuer is not None:
            yield Link(holding.holder, issuer, kind, words)
    for name, product in organisation.products.items():
        yield Link(product.of, name, "makes", "makes")
    for name, need in organisation.needs.items():
        for supplier, words in _supplies(organisation, need.supply, need.label or name):
            yield Link(supplier, need.who, "need", marked("needs", name, words))
    for name, agreement in organisation.agreements.items():
        ends = agreement.giver, agreement.taker
        if (
            agreement.kind in DRAWN_AGREEMENTS
            and ends[0]
            and ends[1]
            and agreement.status != "ended"
        ):
            status = "" if agreement.status == "in force" else agreement.status
            amount = str(agreement.amount) if agreement.amount else ""
            words = " ".join(filter(None, [status, agreement.kind, amount]))
            yield Link(ends[0], ends[1], "agreement", marked("agreements", name, words))
    for name, decision in organisation.decisions.items():
        for party, over in _consents(organisation, decision.rule, ()):
            if over is not None:
                yield Link(party, over, "consent", f"must agree: {decision.label or name}")


def _held(holding: Holding) -> str:
    if holding.right == "control":
        return "controls" if holding.share is None else f"controls with {part(holding.share)}"
    which = f" ({holding.share_class})" if holding.share_class else ""
    if holding.shares is not None:
        number = holding.shares
        many = f"{int(number):,}" if number.denominator == 1 else decimal(number, 2)
        return f"holds {many} shares{which}"
    if holding.share is None:
        what = "votes" if holding.right == "votes" else "a share"
        return f"holds {what}, how much is not said{which}"
    of = " of the votes" if holding.right == "votes" else ""
    return f"holds {part(holding.share)}{of}{which}"


def _supplies(organisation: Organisation, supply: Supply, label: str) -> Iterator[tuple[str, str]]:
    """Whoever can meet a need, each with the words of its link."""
    match supply:
        case str():
            yield supply, label
        case PeopleOf():
            value = supply.more_than if supply.at_least is None else supply.at_least
            many = share(value) if value is not None and value <= 1 else str(value)
            least = "more than" if supply.at_least is None else "at least"
            yield supply.people_of, f"{label}: {least} {many} of them"
        case AllSupplies():
            for inner in supply.all_of:
                yield from _supplies(organisation, inner, label)
        case AnySupply():
            yield from _among(organisation, supply.any_of, 1, label)
        case SomeSupplies():
            yield from _among(organisation, supply.some_of, supply.at_least, label)


def _among(
    organisation: Organisation, supplies: tuple[Supply, ...], enough: int, label: str
) -> Iterator[tuple[str, str]]:
    for number, inner in enumerate(supplies):
        words = f"{label} ({'one' if enough == 1 else enough} of {len(supplies)})"
        if enough == 1 and len(supplies) == 2:
            other = supplies[1 - number]
            if isinstance(other, str):
                words = f"{label} (or {organisation.label(other)})"
        yield from _supplies(organisation, inner, words)


def _consents(
    organisation: Organisation, rule: Rule, waiting: tuple[str, ...]
) -> Iterator[tuple[str, str | None]]:
    """Whose consent a rule asks for, and over what organisation: that of the body that votes."""
    over = next((of for body in _bodies(organisation, rule, ()) if (of := body)), None)
    for consent in _asked(organisation, rule, waiting):
        for name in consent.consent:
            if name in organisation.parties:
                yield name, over


def _asked(organisation: Organisation, rule: Rule, waiting: tuple[str, ...]) -> Iterator[Consent]:
    match rule:
        case Consent():
            yield rule
        case _:
            for name, inner in _inner(organisation, rule, waiting):
                yield from _asked(organisation, inner, (*waiting, name))


def _bodies(
    organisation: Organisation, rule: Rule, waiting: tuple[str, ...]
) -> Iterator[str | None]:
    if isinstance(rule, Vote):
        yield organisation.bodies[rule.vote].of
    for name, inner in _inner(organisation, rule, waiting):
        yield from _bodies(organisation, inner, (*waiting, name))


def _inner(
    organisation: Organisation, rule: Rule, waiting: tuple[str, ...]
) -> Iterator[tuple[str, Rule]]:
    """The rules that a rule is made of, none of them twice over."""
    match rule:
        case str():
            if rule not in waiting:
                yield rule, organisation.rules[rule]
        case AllOf():
            yield from (("", inner) for inner in rule.all_of)
        case AnyOf():
            yield from (("", inner) for inner in rule.any_of)
        case SomeOf():
            yield from (("", inner) for inner in rule.some_of)
        case _:
            return
