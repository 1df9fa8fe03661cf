"""Level 1: who is who. A record of a legal entity as a party.

Its category says what it is for, not what it is in law: a fund may be a company, a trust or a
contract, and remains an organisation whose form says that it is a fund. A sole proprietor is a
person in business, and a government entity belongs to a state.

References
----------
Global Legal Entity Identifier Foundation (2021). LEI-CDF format, version 3.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from kingmaker.files.exchange.gleif.values import (
    Fields,
    attribute,
    day,
    deleted,
    each,
    inside,
    is_lei,
    text,
)
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Party, When

SCHEME = "XI-LEI"
"""What org-id.guide calls the scheme of legal entity identifiers."""

_KINDS: dict[str, Literal["person", "organisation", "state"]] = {
    "SOLE_PROPRIETOR": "person",
    "RESIDENT_GOVERNMENT_ENTITY": "state",
}
_NO_FORM = ("8888", "9999")
"""ELF codes that stand for none: it has no code yet, or there is no legal form."""
_NO_REGISTER = ("RA888888", "RA999999", "RA999998", "RA777777")
"""Codes of authorities that stand for none in the list."""
_NOT_KEPT = {
    "LegalAddress": "a party has no address here",
    "HeadquartersAddress": "a party has no address here",
    "OtherAddresses": "a party has no address here",
    "TransliteratedOtherAddresses": "a party has no address here",
    "AssociatedEntity": "what it goes together with is told by Level 2",
    "SuccessorEntity": "who takes the place of a party is not said here",
    "SuccessorEntities": "who takes the place of a party is not said here",
}
_NOT_RENEWED = "the identifier has not been renewed; what it says is told all the same"
_NO_LONGER = "the identifier is no longer in use; what it says is told all the same"
_READ_AS = {
    "LAPSED": _NOT_RENEWED,
    "RETIRED": _NO_LONGER,
    "MERGED": _NO_LONGER,
    "DUPLICATE": "two identifiers stand for one party; they are two parties here",
    "ANNULLED": "the identifier was given in error; what it says is told all the same",
}
_ENDS = ("DISSOLUTION", "LIQUIDATION")


def party(lei: str) -> str:
    """The name of the party with an identifier."""
    return named(SCHEME, lei)


def entities(fields: Fields, place: str, account: Account) -> Iterator[Told]:
    """Give the party that a record tells of.

    Parameters
    ----------
    fields : Fields
        An ``LEIRecord``.
    place : str
        Where it stands.
    account : Account
        Is told what is refused, lost or read as something else.
    """
    lei, entity = text(fields.get("LEI")), inside(fields.get("Entity"))
    if not is_lei(lei):
        return account.refuse("its LEI is not one: its check digits do not fit", lei)
    label = text(entity.get("LegalName"))
    if not label:
        return account.refuse("it has no legal name", lei)
    registration = inside(fields.get("Registration"))
    category = text(entity.get("EntityCategory"))
    if category == "BRANCH":
        why = "a branch is its head office in law; it is a party with an identifier of its own"
        account.read_as("Entity.EntityCategory", why, category)
    founded, dissolved = _life(entity, account)
    names = _names(entity)
    found = Party(
        label=label,
        kind=_KINDS.get(category, "organisation"),
        form=_form(entity, category),
        identifiers=_identifiers(lei, entity, registration, account),
        names=tuple(name for name in dict.fromkeys(names) if name != label),
        jurisdiction=text(entity.get("LegalJurisdiction")),
        founded=founded,
        dissolved=dissolved,
    )
    _losses(fields, entity, registration, account)
    yield Told(party(lei), found, place)


def _names(entity: Fields) -> Iterator[str]:
    for words in ("OtherEntityNames", "TransliteratedOtherEntityNames"):
        for name in each(entity.get(words), word := words[:-1]):
            if told := text(name, word):
                yield told


def _form(entity: Fields, category: str) -> str:
    """The legal form in words, or its ELF code; before it the category, unless general."""
    form = inside(entity.get("LegalForm"))
    code, words = text(form.get("EntityLegalFormCode")), text(form.get("OtherLegalForm"))
    if not words and code and code not in _NO_FORM:
        words = f"ELF {code}"
    told = [category, text(entity.get("EntitySubCategory"))]
    plain = [word.replace("_", " ").lower() for word in told if word not in ("", "GENERAL")]
    if words and words.lower() not in plain:
        plain.append(words)
    return ", ".join(plain)


def _identifiers(
    lei: str, entity: Fields, registration: Fields, account: Account
) -> dict[str, str]:
    """Its numbers, by the register that gave them."""
    found = {SCHEME: lei}
    others = each(registration.get("OtherValidationAuthorities"), "OtherValidationAuthority")
    told: list[tuple[str, str, Any]] = [
        ("Entity.RegistrationAuthority", "Registration", entity.get("RegistrationAuthority")),
        (
            "Registration.ValidationAuthority",
            "Validation",
            registration.get("ValidationAuthority"),
        ),
        *(("Registration.OtherValidationAuthorities", "Validation", other) for other in others),
    ]
    for where, word, value in told:
        authority = inside(value)
        number = text(authority.get(f"{word}AuthorityEntityID"))
        if not number:
            continue
        register = text(authority.get(f"{word}AuthorityID"))
        if register in ("", *_NO_REGISTER):
            register = text(authority.get(f"Other{word}AuthorityID")) or register
        if not register:
            account.lose(where, "a number without the register that gave it", number)
        elif found.setdefault(register, number) != number:
            account.lose(where, "a party has one number in each register", number)
    return found


def _life(entity: Fields, account: Account) -> tuple[When | None, When | None]:
    """When it began and ended, as far as that is told."""
    founded = day(entity.get("EntityCreationDate"))
    if founded is None and (told := text(entity.get("EntityCreationDate"))):
        account.lose("Entity.EntityCreationDate", "it is no date", told)
    over = text(entity.get("EntityStatus")) == "INACTIVE"
    end = day(entity.get("EntityExpirationDate"))
    for event in each(entity.get("LegalEntityEvents"), "LegalEntityEvent"):
        kind = text(inside(event).get("LegalEntityEventType"))
        done = attribute(event, "event_status") in ("", "COMPLETED")
        if over and done and kind in _ENDS and end is None:
            end = day(inside(event).get("LegalEntityEventEffectiveDate"))
        else:
            account.lose("Entity.LegalEntityEvents", "what happened to a party is not kept", kind)
    if over and end is None:
        account.lose("Entity.EntityStatus", "it is over, and no day is told", "INACTIVE")
    return founded, end


def _losses(fields: Fields, entity: Fields, registration: Fields, account: Account) -> None:
    for word, why in _NOT_KEPT.items():
        if entity.get(word):
            account.lose(f"Entity.{word}", why)
    status = text(registration.get("RegistrationStatus"))
    if status in _READ_AS:
        account.read_as("Registration.RegistrationStatus", _READ_AS[status], status)
    if registration:
        account.lose("Registration", "who looks after the identifier, and how, is not kept")
    gone, _ = deleted(fields)
    if gone:
        account.read_as("Extension.Deletion", "a party is not taken back; it is told all the same")
    if len(inside(fields.get("Extension"))) > gone:
        account.lose("Extension", "what the publisher adds is not kept")
