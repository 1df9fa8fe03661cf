"""Entities as FollowTheMoney has them, and those that are parties."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import name_of
from kingmaker.model import Party, Reference, When
from kingmaker.model.parties import Reason

KINDS: dict[str, str] = {
    "Person": "person",
    "Company": "organisation",
    "Organization": "organisation",
    "LegalEntity": "organisation",
    "PublicBody": "state",
    "Trust": "arrangement",
    "Asset": "organisation",
    **dict.fromkeys(
        ("Airplane", "BankAccount", "CryptoWallet", "License", "RealEstate", "Security",
         "Vehicle", "Vessel", "Contract"),
        "organisation",
    ),
}  # fmt: skip
"""By schema, what kind of party it is."""

_UNSURE = {
    "LegalEntity": "a legal entity may be a person too; an organisation is taken",
    "Asset": "whatever can be owned; an organisation is taken",
}
_THING = "a thing that can be owned is carried as an organisation"
LEI = "XI-LEI"
NUMBERS: tuple[str, ...] = (
    "registrationNumber", "taxNumber", "vatCode", "licenseNumber", "wikidataId", "bvdId",
    "icijId", "okpoCode", "innCode", "ogrnCode", "dunsCode", "uniqueEntityId", "npiCode",
    "swiftBic", "cageCode", "permId", "imoNumber", "giiNumber", "cikCode", "irsCode", "isinCode",
    "ticker", "ricCode", "voenCode", "mbsCode", "jibCode", "kppCode", "ipoCode", "pfrNumber",
)  # fmt: skip
"""Properties that are numbers in a register."""
_REGISTER = re.compile(r"([A-Z]{2,3}-[A-Z0-9]{2,20}):(\S.*)")  # as org-id.guide has them
_CONTACT = frozenset(
    ("address", "addressEntity", "email", "phone", "website", "sourceUrl", "publisherUrl",
     "alephUrl", "wikipediaUrl", "opencorporatesUrl"),
)  # fmt: skip
_PRIVATE = frozenset(
    ("passportNumber", "socialSecurityNumber", "gender", "ethnicity", "height", "weight",
     "eyeColor", "hairColor", "appearance", "religion", "birthPlace", "birthCountry", "deathDate",
     "firstName", "secondName", "middleName", "lastName", "fatherName", "motherName",
     "nameSuffix", "title", "education", "political", "spokenLanguage"),
)  # fmt: skip
_DERIVED = ("sanction.linked", "sanction.control")
_MOST = 50  # values of a property
_LONGEST = 2000  # signs of one
_REASONS: tuple[str, ...] = get_args(Reason)


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity.

    Attributes
    ----------
    id, schema : str
        What it is called, and what it is one of.
    properties : dict of str to list of str
        Its values, other entities by their ids.
    datasets : list of str
        Where it comes from.
    """

    id: str
    schema: str
    properties: Mapping[str, list[str]]
    datasets: list[str]

    def first(self, *names: str) -> str:
        """The first value of the first of some properties that has one."""
        return next((self.properties[name][0] for name in names if self.properties.get(name)), "")

    def all(self, *names: str) -> list[str]:
        """The values of some properties, none of them twice."""
        found = (value for name in names for value in self.properties.get(name, ()))
        return list(dict.fromkeys(found))

    @property
    def sources(self) -> tuple[Reference, ...]:
        """The datasets, as references to sources."""
        return tuple(Reference(name_of(name)) for name in self.datasets[:_MOST])


def entity(value: object, account: Account) -> Entity | None:
    """One entity out of JSON; None, and told as refused, if it is none."""
    if not isinstance(value, dict):
        account.refuse("no entity: an object with id, schema and properties is one")
        return None
    told = cast("dict[str, Any]", value)
    name, schema, properties = told.get("id"), told.get("schema"), told.get("properties")
    if not (isinstance(name, str) and name.strip() and isinstance(schema, str)):
        account.refuse("an entity has an id and a schema, both texts")
        return None
    if not isinstance(properties, dict):
        account.refuse("an entity has properties, each a list of texts")
        return None
    found: dict[str, list[str]] = {}
    for word, values in cast("dict[str, Any]", properties).items():
        several = cast("list[Any]", values) if isinstance(values, list) else [values]
        if len(several) > _MOST:
            account.lose(f"properties.{word}", f"of more than {_MOST} values only those are read")
        texts = [text for text in map(_text, several[:_MOST]) if text]
        if texts:
            found[word] = texts
    datasets = told.get("datasets")
    listed = cast("list[Any]", datasets) if isinstance(datasets, list) else []
    return Entity(name.strip(), schema, found, [d for d in listed if isinstance(d, str) and d])


def _text(value: object) -> str:
    if isinstance(value, dict):  # an entity within this one
        value = cast("dict[str, Any]", value).get("id")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).split())[:_LONGEST] if isinstance(value, str) else str(value)


def day(entity: Entity, account: Account, *names: str) -> When | None:
    """The day of the first of some properties that has one, as exact as it is told."""
    for name in names:
        values = sorted({value.partition("T")[0][:10] for value in entity.all(name)}, key=len)
        if not values:
            continue
        if not all(values[-1].startswith(value) for value in values):
            account.lose(f"properties.{name}", "several days are told", "; ".join(values))
            return None
        try:
            return When(values[-1].strip())
        except ValueError:
            account.lose(f"properties.{name}", "no day", values[-1])
            return None
    return None


def party(entity: Entity, account: Account) -> Party:
    """An entity as a party; what a party has no place for is told to be lost."""
    kind = KINDS[entity.schema]
    if doubt := _UNSURE.get(entity.schema):
        account.read_as("schema", doubt, entity.schema)
    elif kind == "organisation" and entity.schema not in ("Company", "Organization"):
        account.read_as("schema", _THING, entity.schema)
    kind, reason, rest = _classified(kind, entity)
    read = {"name", "alias", "previousName", "weakAlias", "summary", "legalForm", "topics"}
    words: dict[str, Any] = {"kind": kind, "reason": reason, "source": entity.sources}
    label = entity.first("name")
    words["label"] = "" if label == entity.id else label
    names = entity.all("name", "alias", "previousName", "weakAlias")
    words["names"] = tuple(name for name in names if name != label)
    words["note"] = entity.first("summary")
    words["form"] = entity.first("legalForm")
    lands = ("jurisdiction", "country", "mainCountry")
    if kind == "person":
        read |= {"nationality", "citizenship", "birthDate"}
        told = entity.all("nationality", "citizenship")
        words["nationalities"] = tuple(land.upper() for land in told)
        words["born"] = day(entity, account, "birthDate")
    else:
        read |= {*lands, "incorporationDate", "dissolutionDate"}
        words["jurisdiction"] = entity.first(*lands).upper()
        others = set(entity.all(*lands)) - {entity.first(*lands)}
        if others:
            account.lose("properties.country", "a party has one", "; ".join(sorted(others)))
        words["founded"] = day(entity, account, "incorporationDate")
        words["dissolved"] = day(entity, account, "dissolutionDate")
    numbers, taken = _numbers(entity, account)
    words["identifiers"] = numbers
    words["designated"], told = _designated(entity, account)
    _lose(entity, read | taken | told | rest, account)
    return Party.model_validate(words)


def _classified(kind: str, entity: Entity) -> tuple[str, str | None, set[str]]:
    """Kinds that FollowTheMoney has no schema for, as `write` tells them."""
    word, _, reason = entity.first("classification").partition(": ")
    if word in ("group", "arrangement") and entity.schema != "Person":
        return word, None, {"classification"}
    if word == "unspecified" and (not reason or reason in _REASONS):
        return word, reason or None, {"classification"}
    return kind, None, set()


def _numbers(entity: Entity, account: Account) -> tuple[dict[str, str], set[str]]:
    found: dict[str, str] = {}
    taken = {"leiCode", "idNumber", *NUMBERS}
    listed = {"leiCode": LEI, **{name: name for name in NUMBERS}}
    for text in entity.all("idNumber"):
        if register := _REGISTER.fullmatch(text):
            found[register[1]] = register[2]
        elif entity.schema == "Person":
            account.lose("properties.idNumber", "numbers of a person's papers are not carried")
        elif "idNumber" in found:
            account.lose("properties.idNumber", "one number of a kind is carried", text)
        else:
            found["idNumber"] = text
    for name, scheme in listed.items():
        values = entity.all(name)
        if values and values[0] not in found.values():
            found[scheme] = values[0]
        for text in values[1:]:
            account.lose(f"properties.{name}", "one number of a kind is carried", text)
    return found, taken


def _designated(entity: Entity, account: Account) -> tuple[tuple[str, ...], set[str]]:
    topics = entity.all("topics")
    others = [topic for topic in topics if topic != "sanction"]
    for topic in others:
        derived = topic in _DERIVED
        why = "follows from who owns it, and is worked out here" if derived else "no such mark"
        account.lose("properties.topics", why, topic)
    if "sanction" not in topics:
        return (), {"topics"}
    lists = entity.all("programId") or entity.all("program")
    return tuple(lists or ["a list that is not named"]), {"topics", "programId", "program"}


def _lose(entity: Entity, read: Iterable[str], account: Account) -> None:
    known = frozenset(read)
    for name, values in entity.properties.items():
        if name not in known:
            why = "no party has it"
            if name in _CONTACT:
                why = "addresses and links are not carried"
            elif name in _PRIVATE:
                why = "of a person only name, birth and nationalities are carried"
            account.lose(f"properties.{name}", why, "; ".join(values))
