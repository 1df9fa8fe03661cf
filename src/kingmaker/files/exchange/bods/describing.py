"""Parties of a case as entities and persons of BODS."""

from __future__ import annotations

import re
from datetime import date

from kingmaker.files.bods import (
    Entity,
    EntityType,
    Identifier,
    Jurisdiction,
    Name,
    Person,
    Unspecified,
)
from kingmaker.files.exchange.bods.parties import NOT_NAMED
from kingmaker.files.exchange.bods.words import FORMS, HIDDEN, WHY
from kingmaker.files.exchange.losses import Account
from kingmaker.model import Party
from kingmaker.model.values import When

_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_SCHEME = re.compile(r"[A-Z]{2,3}-[A-Z0-9_]+")
_WORDS = {words: codes for codes, words in FORMS.items()}
_UNNAMED = {words: code for code, words in HIDDEN.items()}
_TYPES = {"organisation": "registeredEntity", "arrangement": "arrangement", "state": "state"}
_DAY = 10
_NO_PLACE = "BODS has no place for it"


def inline(party: Party) -> Unspecified | None:
    """The reason that stands in a relationship itself; None if a party has its own statement."""
    if party.kind != "unspecified" or party.form in _UNNAMED or party.label or party.identifiers:
        return None
    return _why(party)


def described(name: str, party: Party, account: Account, *, component: bool) -> Entity | Person:
    """Give what a statement says of a party.

    Parameters
    ----------
    name : str
        Of the party in the case.
    party : Party
        Itself.
    account : Account
        Is told what cannot be written.
    component : bool
        Whether it stands between others in a chain.
    """
    _account(name, party, account)
    kind = _UNNAMED.get(party.form, "unknownEntity") if party.kind == "unspecified" else ""
    if kind.endswith("Person") or party.kind == "person":
        return _person(name, party, kind or "knownPerson", account, component=component)
    return _entity(name, party, kind, account, component=component)


def unknown(name: str) -> Entity:
    """An entity of which a case says no more than that it holds or is held."""
    why = Unspecified(reason="unknown", description="nothing is told of it")
    return Entity(
        component=False, type=EntityType(type="unknownEntity"), name=name, unspecified=why
    )


def _why(party: Party) -> Unspecified:
    return Unspecified(reason=WHY[party.reason or "unknown"], description=party.note or None)


def _account(name: str, party: Party, account: Account) -> None:
    said = {
        "role": party.role, "count": party.count, "part_of": party.part_of,
        "votes_by": party.votes_by and "a rule", "designated": ", ".join(party.designated),
        "note": party.note if party.kind != "unspecified" else "",
    }  # fmt: skip
    for what, value in said.items():
        if value:
            account.written(name, what, _NO_PLACE, value)


def _person(name: str, party: Party, kind: str, account: Account, *, component: bool) -> Person:
    for what in ("jurisdiction", "founded", "dissolved", "traded"):
        if getattr(party, what):
            account.written(name, what, "a person has none in BODS", getattr(party, what))
    if party.form and party.form not in _UNNAMED:
        account.written(name, "form", "a person has none in BODS", party.form)
    names = [Name(full=party.label, type="legal")] if party.label else []
    names += [Name(full=other, type="alternative") for other in party.names]
    return Person(
        component=component,
        type=kind,
        names=tuple(names) or None,
        identifiers=_identifiers(party),
        nationalities=tuple(_place(place) for place in party.nationalities) or None,
        born=str(party.born) if party.born else None,
        unspecified=_why(party) if kind != "knownPerson" else None,
    )


def _entity(name: str, party: Party, kind: str, account: Account, *, component: bool) -> Entity:
    for what in ("nationalities", "born"):
        if getattr(party, what):
            account.written(name, what, "an entity has none in BODS", getattr(party, what))
    listing = {"publicListing": {"hasPublicListing": True}} if party.traded else {}
    if party.traded not in ("", NOT_NAMED):
        account.written(name, "traded", "a market needs a ticker in BODS", party.traded)
    return Entity(
        component=component,
        type=EntityType(type=kind) if kind else _type(name, party, account),
        name=party.label or None,
        alternate_names=party.names or None,
        jurisdiction=_place(party.jurisdiction) if party.jurisdiction else None,
        identifiers=_identifiers(party),
        founded=_day(name, "founded", party.founded, account),
        dissolved=_day(name, "dissolved", party.dissolved, account),
        unspecified=_why(party) if kind else None,
        more=listing,
    )


def _type(name: str, party: Party, account: Account) -> EntityType:
    words, _, rest = party.form.partition(": ")
    code, subtype = _WORDS.get(words, ("", None))
    if party.kind == "group":
        account.written(name, "kind", "a group is written as an arrangement")
        return EntityType(type="arrangement", subtype="other", details=party.form or "group")
    plain = _TYPES[party.kind]
    if code and (code == plain or (code, plain) in _NARROWER):
        return EntityType(type=code, subtype=subtype, details=rest or None)
    return EntityType(type=plain, details=party.form or None)


_NARROWER = {("legalEntity", "registeredEntity"), ("stateBody", "state")}


def _identifiers(party: Party) -> tuple[Identifier, ...] | None:
    return tuple(
        Identifier(id=number, scheme=scheme)
        if _SCHEME.fullmatch(scheme)
        else Identifier(id=number, scheme_name=scheme)
        for scheme, number in party.identifiers.items()
    ) or None  # fmt: skip


def _place(text: str) -> Jurisdiction:
    return Jurisdiction(name=text, code=text if _COUNTRY.fullmatch(text) else None)


def _day(name: str, what: str, when: When | None, account: Account) -> date | None:
    if when is not None and len(str(when)) < _DAY:
        account.written(name, what, "BODS has days here, and only a year or month is known", when)
        return None
    return when.first if when else None
