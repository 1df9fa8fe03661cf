"""Entities and persons of statements as parties of a case."""

from __future__ import annotations

from typing import Any, cast

from kingmaker.files.bods import Entity, Jurisdiction, Person, Relationship, Statement, Unspecified
from kingmaker.files.bods import Identifier as BodsIdentifier
from kingmaker.files.exchange.bods.sources import reference
from kingmaker.files.exchange.bods.words import FORMS, HIDDEN, REASONS
from kingmaker.files.exchange.losses import Account
from kingmaker.model import Party
from kingmaker.model.evidence import Reference
from kingmaker.model.values import When

NOT_NAMED = "a market that is not named"
"""Where shares are traded, if it is only known that they are."""
_NO_PLACE = "a case has no place for it"
_ENTITY = {"addresses": "addresses", "uri": "uri"}
_PERSON = {"addresses": "addresses", "birth_place": "placeOfBirth", "died": "deathDate",
           "tax_residencies": "taxResidencies"}  # fmt: skip
_KNOWN = ("publicListing", "politicalExposure", "formedByStatute")


def party(statement: Statement, account: Account) -> Party:
    """Give the party that a statement tells of.

    Parameters
    ----------
    statement : Statement
        Of an entity or person.
    account : Account
        Is told what of it cannot be carried.
    """
    details = statement.details
    assert not isinstance(details, Relationship)
    cited = reference(statement)
    found = (
        _entity(details, cited, account)
        if isinstance(details, Entity)
        else _person(details, cited, account)
    )
    for key in details.more:
        if key == "publicListing":
            continue
        account.lose(key if key in _KNOWN else "recordDetails", _NO_PLACE, details.more[key])
    return found


def unspecified(
    who: Unspecified, cited: tuple[Reference, ...], form: str = "", label: str = ""
) -> Party:
    """Give a party that stands for whoever is not named."""
    return Party(
        kind="unspecified",
        reason=REASONS[who.reason],
        note=who.description or "",
        form=form,
        label=label,
        source=cited,
    )


def _entity(said: Entity, cited: tuple[Reference, ...], account: Account) -> Party:
    for field, word in _ENTITY.items():
        if value := getattr(said, field):
            account.lose(word, _NO_PLACE, value)
    kind = said.type.type
    if kind in HIDDEN:
        who = said.unspecified or _assumed(kind, account)
        _only_hidden(said, account)
        return unspecified(who, cited, HIDDEN[kind], said.name or "")
    if said.unspecified:
        account.lose("unspecifiedEntityDetails", "the entity is named, and needs no reason")
    word = FORMS.get((kind, said.type.subtype), "")
    return Party(
        kind="arrangement" if kind == "arrangement"
        else "state" if kind in ("state", "stateBody") else "organisation",
        form=": ".join(filter(None, (word, said.type.details))),
        label=said.name or "",
        names=said.alternate_names or (),
        identifiers=_identifiers(said.identifiers, account),
        jurisdiction=_place(said.jurisdiction) if said.jurisdiction else "",
        founded=When(said.founded.isoformat()) if said.founded else None,
        dissolved=When(said.dissolved.isoformat()) if said.dissolved else None,
        traded=_traded(said.more.get("publicListing"), account),
        source=cited,
    )  # fmt: skip


def _person(said: Person, cited: tuple[Reference, ...], account: Account) -> Party:
    for field, word in _PERSON.items():
        if value := getattr(said, field):
            account.lose(word, _NO_PLACE, value)
    names = said.names or ()
    if any(name.family or name.given or name.patronymic for name in names):
        account.lose("names", "of a name the whole is carried, not its parts")
    legal = next((name.full for name in names if name.type in ("legal", None)), "")
    first = legal or (names[0].full if names else "")
    if said.type in HIDDEN:
        who = said.unspecified or _assumed(said.type, account)
        _only_hidden(said, account)
        return unspecified(who, cited, HIDDEN[said.type], first)
    if said.unspecified:
        account.lose("unspecifiedPersonDetails", "the person is named, and needs no reason")
    others = [name.full for name in names]
    if first:
        others.remove(first)
    if any(name.type not in ("legal", "alternative", None) for name in names):
        account.lose("names.type", "a name is the first or another one, and of no other kind")
    return Party(
        kind="person",
        label=first,
        names=tuple(others),
        identifiers=_identifiers(said.identifiers, account),
        nationalities=tuple(_place(place) for place in said.nationalities or ()),
        born=_when(said.born, account) if said.born else None,
        source=cited,
    )


def _when(text: str, account: Account) -> When | None:
    try:
        return When(text)
    except ValueError:
        account.lose("birthDate", "the calendar has no such date", text)
        return None


def _assumed(kind: str, account: Account) -> Unspecified:
    withheld = kind.startswith("anonymous")
    reason = "interestedPartyHasNotProvidedInformation" if withheld else "unknown"
    account.read_as("personType", "no reason is given: withheld if anonymous, else unknown", kind)
    return Unspecified(reason=reason)


def _only_hidden(said: Entity | Person, account: Account) -> None:
    """Of a party that is not named only the reason is carried."""
    told = (said.jurisdiction, said.founded, said.dissolved, said.alternate_names,
            said.more.get("publicListing")) if isinstance(said, Entity) else (
            said.nationalities, said.born, (said.names or ())[1:])  # fmt: skip
    if any(told) or said.identifiers:
        account.lose("recordDetails", "of who is not named the reason and a name are carried")


def _identifiers(given: tuple[BodsIdentifier, ...] | None, account: Account) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in given or ():
        scheme = identifier.scheme or identifier.scheme_name
        if not scheme or not identifier.id:
            account.lose("identifiers", "an identifier has a scheme and a number", identifier.uri)
        elif found.setdefault(scheme, identifier.id) != identifier.id:
            account.lose("identifiers", "a party has one identifier of a scheme", identifier.id)
        elif identifier.uri or (identifier.scheme and identifier.scheme_name):
            what = "identifiers.uri" if identifier.uri else "identifiers.schemeName"
            account.lose(what, "of an identifier the scheme and the number are carried")
    return found


def _place(place: Jurisdiction) -> str:
    return place.code or place.name


def _traded(listing: object, account: Account) -> str:
    if not isinstance(listing, dict):
        return ""
    said = cast("dict[str, Any]", listing)
    if not said.get("hasPublicListing"):
        account.lose("publicListing", "that shares are not traded is not carried")
        return ""
    listings = cast("list[dict[str, Any]]", said.get("securitiesListings") or [])
    if listings or said.get("companyFilingsURLs"):
        account.lose("publicListing", "of a listing the market is carried")
    names = dict.fromkeys(str(each.get("stockExchangeName") or "") for each in listings)
    return ", ".join(filter(None, names)) or NOT_NAMED
