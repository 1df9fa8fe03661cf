"""Statements of BODS 0.4 as typed records: entities, persons, relationships and their interests.

Shares are exact fractions of one. What a statement does not say is None, never a guess; what has
no field here (listings, political exposure, words beyond the standard) is kept under ``more``.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard 0.4: Schema reference.
"""

from __future__ import annotations

# ruff: noqa: RUF009 (key() gives a dataclass field, which is no shared value)
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeAlias

from kingmaker.files.bods.fields import DAY, PERCENT, TEXTS, Record, key, many, one, read, write

_DAY = 10
_NOTHING, _ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction(Record):
    """A country, or part of one, with its ISO 3166 code."""

    name: str = key("name")
    code: str | None = key("code")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Record):
    """Where someone can be reached, or was born."""

    type: str | None = key("type")
    address: str | None = key("address")
    post_code: str | None = key("postCode")
    country: Jurisdiction | None = key("country", *one(Jurisdiction))


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier(Record):
    """An identifier given by a register or another scheme."""

    id: str | None = key("id")
    scheme: str | None = key("scheme")
    scheme_name: str | None = key("schemeName")
    uri: str | None = key("uri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Record):
    """A name of a person."""

    full: str = key("fullName")
    type: str | None = key("type")
    family: str | None = key("familyName")
    given: str | None = key("givenName")
    patronymic: str | None = key("patronymicName")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unspecified(Record):
    """Nobody is named, and why: a party in its own right, not a gap."""

    reason: str = key("reason")
    description: str | None = key("description")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent(Record):
    """Who said or published something."""

    name: str | None = key("name")
    uri: str | None = key("uri")
    url: str | None = key("url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Where a statement comes from. ``asserted_by`` names agents."""

    type: tuple[str, ...] | None = key("type", *TEXTS)
    description: str | None = key("description")
    url: str | None = key("url")
    retrieved: str | None = key("retrievedAt")
    asserted_by: tuple[Agent, ...] | None = key("assertedBy", *many(Agent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication(Record):
    """When, by whom and on what terms a statement was published."""

    date: str = key("publicationDate")
    version: str = key("bodsVersion")
    license: str | None = key("license")
    publisher: Agent = key("publisher", *one(Agent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation(Record):
    """A note on a statement or, by JSON pointer, on a part of it."""

    motivation: str = key("motivation")
    target: str = key("statementPointerTarget")
    description: str | None = key("description")
    transformed: str | None = key("transformedContent")
    url: str | None = key("url")
    created: str | None = key("creationDate")
    created_by: Agent | None = key("createdBy", *one(Agent))


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(Record):
    """How much of an interest is held: exactly, or between bounds. Fractions of one.

    The five values are as the statement gives them; `bounds` is what they say together.
    """

    exact: Fraction | None = key("exact", *PERCENT)
    minimum: Fraction | None = key("minimum", *PERCENT)
    maximum: Fraction | None = key("maximum", *PERCENT)
    exclusive_minimum: Fraction | None = key("exclusiveMinimum", *PERCENT)
    exclusive_maximum: Fraction | None = key("exclusiveMaximum", *PERCENT)

    @property
    def bounds(self) -> tuple[Fraction, bool, Fraction, bool]:
        """The least share, whether it is excluded, the largest share, whether it is excluded.

        Examples
        --------
        >>> Share(exclusive_minimum=Fraction(1, 4)).bounds
        (Fraction(1, 4), True, Fraction(1, 1), False)
        """
        if self.exact is not None:
            return self.exact, False, self.exact, False
        low, high = self.minimum or _NOTHING, _ALL if self.maximum is None else self.maximum
        above, below = self.exclusive_minimum, self.exclusive_maximum
        low_open = above is not None and above >= low
        high_open = below is not None and below <= high
        return (
            above if low_open and above is not None else low,
            low_open,
            below if high_open and below is not None else high,
            high_open,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest(Record):
    """One right or influence of the interested party. No share: it is not known.

    Attributes
    ----------
    type : str or None
        A code of ``interestType``.
    direct : str or None
        ``direct``, ``indirect`` or ``unknown``.
    beneficial : bool or None
        Whether it makes the party a beneficial owner.
    start, end : date or None
        It holds from ``start`` up to, and not on, ``end``.
    """

    type: str | None = key("type")
    direct: str | None = key("directOrIndirect")
    beneficial: bool | None = key("beneficialOwnershipOrControl")
    details: str | None = key("details")
    share: Share | None = key("share", *one(Share))
    start: date | None = key("startDate", *DAY)
    end: date | None = key("endDate", *DAY)


Party: TypeAlias = "str | Unspecified"


def _party(value: Any) -> Party:
    return value if isinstance(value, str) else read(Unspecified, value)


def _unparty(party: Party) -> Any:
    return party if isinstance(party, str) else write(party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship(Record):
    """What an interested party holds in a subject.

    A component is a link of a chain that another relationship tells as a whole: to count both is
    to count twice.
    """

    component: bool = key("isComponent")
    subject: Party = key("subject", _party, _unparty)
    party: Party = key("interestedParty", _party, _unparty)
    interests: tuple[Interest, ...] | None = key("interests", *many(Interest))
    components: tuple[str, ...] | None = key("componentRecords", *TEXTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityType(Record):
    """What kind of entity one is, in codes and in the words of the source."""

    type: str = key("type")
    subtype: str | None = key("subtype")
    details: str | None = key("details")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A company, arrangement, state or other body."""

    component: bool = key("isComponent")
    type: EntityType = key("entityType", *one(EntityType))
    name: str | None = key("name")
    alternate_names: tuple[str, ...] | None = key("alternateNames", *TEXTS)
    jurisdiction: Jurisdiction | None = key("jurisdiction", *one(Jurisdiction))
    identifiers: tuple[Identifier, ...] | None = key("identifiers", *many(Identifier))
    founded: date | None = key("foundingDate", *DAY)
    dissolved: date | None = key("dissolutionDate", *DAY)
    addresses: tuple[Address, ...] | None = key("addresses", *many(Address))
    uri: str | None = key("uri")
    unspecified: Unspecified | None = key("unspecifiedEntityDetails", *one(Unspecified))


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A natural person. Dates of birth and death are as exact as they are told."""

    component: bool = key("isComponent")
    type: str = key("personType")
    names: tuple[Name, ...] | None = key("names", *many(Name))
    identifiers: tuple[Identifier, ...] | None = key("identifiers", *many(Identifier))
    nationalities: tuple[Jurisdiction, ...] | None = key("nationalities", *many(Jurisdiction))
    birth_place: Address | None = key("placeOfBirth", *one(Address))
    born: str | None = key("birthDate")
    died: str | None = key("deathDate")
    tax_residencies: tuple[Jurisdiction, ...] | None = key("taxResidencies", *many(Jurisdiction))
    addresses: tuple[Address, ...] | None = key("addresses", *many(Address))
    unspecified: Unspecified | None = key("unspecifiedPersonDetails", *one(Unspecified))


Details: TypeAlias = "Entity | Person | Relationship"
KINDS: Mapping[str, type[Entity | Person | Relationship]] = {
    "entity": Entity,
    "person": Person,
    "relationship": Relationship,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Record):
    """What someone said of an entity, a person or a relationship on a day.

    Attributes
    ----------
    id : str
        Of this statement; no other has it.
    record : str
        Of what it is about; further statements of the record replace or close this one.
    declarer : str
        The record at the centre of the declaration.
    dated : str
        The day, or moment, on which it was said.
    status : str or None
        ``new``, ``updated`` or ``closed``.
    details : Entity, Person or Relationship
        What is said.
    """

    id: str = key("statementId")
    dated: str = key("statementDate")
    record: str = key("recordId")
    declarer: str = key("declarationSubject")
    status: str | None = key("recordStatus")
    declaration: str | None = key("declaration")
    annotations: tuple[Annotation, ...] | None = key("annotations", *many(Annotation))
    publication: Publication | None = key("publicationDetails", *one(Publication))
    source: Source | None = key("source", *one(Source))
    details: Details

    @property
    def day(self) -> date:
        """The day on which it was said."""
        return date.fromisoformat(self.dated[:_DAY])

    @property
    def known(self) -> date:
        """The day on which it could be known: of its publication, or on which it was said."""
        return date.fromisoformat(
            (self.publication.date if self.publication else self.dated)[:_DAY]
        )


def statement_of(value: Mapping[str, Any]) -> Statement:
    """Read a statement that fits the schema of 0.4 as a record."""
    rest = dict(value)
    details = read(KINDS[rest.pop("recordType")], rest.pop("recordDetails"))
    return read(Statement, rest, details=details)


def written(statement: Statement) -> dict[str, Any]:
    """Write a record as a statement of 0.4."""
    kind = next(name for name, kind in KINDS.items() if isinstance(statement.details, kind))
    shell = write(statement)
    return {**shell, "recordType": kind, "recordDetails": write(statement.details)}
