"""Level 2: who consolidates whom. A record of a relationship as a holding.

That one company's accounts are consolidated by another is control by the standards of
accounting. It is no share: the amount that may come with it is how much of the accounts is taken
in, and files write 1.00 and 100.00 alike for all of it, so it is kept in words only. An ultimate
parent is always held to be indirect, so that it is never taken for a link of a chain.

The others are no ownership either. A manager manages a fund. An umbrella and its sub-fund belong
together, and a feeder invests in its master: the file says by what right neither, so the right
is unknown. A branch is its head office in law, which is control by law.

A relationship holds for its ``RELATIONSHIP_PERIOD``; the other periods are those of accounts and
of documents. It was declared when it was first registered: later updates mostly renew it.

References
----------
Global Legal Entity Identifier Foundation (2021). RR-CDF format, version 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kingmaker.files.exchange.gleif.entities import SCHEME, party
from kingmaker.files.exchange.gleif.values import Fields, day, deleted, each, inside, is_lei, text
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Holding, Right, When
from kingmaker.model.holdings import Link, Status


@dataclass(frozen=True, slots=True)
class _Type:
    """What a type of relationship is read as.

    Attributes
    ----------
    word : str
        By which its holdings are named.
    right, link
        As a holding has them.
    read_as : str
        What the file does not say; empty if it says so.
    holds : str
        Which node holds: as a rule the end, which consolidates, manages, heads.
    """

    word: str
    right: Right
    link: Link = "direct"
    read_as: str = ""
    holds: str = "EndNode"


_TYPES = {
    "IS_DIRECTLY_CONSOLIDATED_BY": _Type("direct", "control"),
    "IS_ULTIMATELY_CONSOLIDATED_BY": _Type("ultimate", "control", "indirect"),
    "IS_FUND-MANAGED_BY": _Type("managed", "management"),
    "IS_SUBFUND_OF": _Type(
        "subfund", "unknown", read_as="a sub-fund is no holding; its umbrella has an unknown right"
    ),
    "IS_FEEDER_TO": _Type(
        "feeder",
        "unknown",
        read_as="a feeder invests in its master; it has an unknown right in it",
        holds="StartNode",
    ),
    "IS_INTERNATIONAL_BRANCH_OF": _Type(
        "branch", "law", read_as="a branch is its head office in law; that is control by law"
    ),
}
_OTHER = _Type("other", "unknown", "unspecified", "this type is not known; the right is unknown")

_AGAIN = ("DUPLICATE", "TRANSFERRED")
_TAKEN_BACK = {"ANNULLED": "given in error", "CANCELLED": "cancelled"}
_UNSURE = {"PENDING_VALIDATION": "not yet validated, and so disputed"}
_ENDED = "it is over, and no day is told: it may have been until its last update"
_STATUS, _REGISTRATION = "Relationship.RelationshipStatus", "Registration.RegistrationStatus"


def relationships(fields: Fields, place: str, account: Account) -> Iterator[Told]:
    """Give the holding that a record tells of.

    Parameters
    ----------
    fields : Fields
        A ``RelationshipRecord``.
    place : str
        Where it stands.
    account : Account
        Is told what is refused, lost or read as something else.
    """
    told, registration = inside(fields.get("Relationship")), inside(fields.get("Registration"))
    nodes = {word: _node(told.get(word)) for word in ("StartNode", "EndNode")}
    for word, lei in nodes.items():
        if not lei:
            return account.refuse(f"{word} is missing, or is no LEI")
        if not is_lei(lei):
            return account.refuse(
                f"the LEI of {word} is not one: its check digits do not fit", lei
            )
    start, end = nodes.values()
    if start == end:
        return account.refuse("it leads from an entity to itself", start)
    word = text(told.get("RelationshipType"))
    if not word:
        return account.refuse("it has no RelationshipType")
    if text(registration.get("RegistrationStatus")) in _AGAIN:
        return account.refuse("another record says the same: this one has been replaced", word)
    kind = _TYPES.get(word, _OTHER)
    if kind.read_as:
        account.read_as("Relationship.RelationshipType", kind.read_as, word)
    first, until = _period(told, account)
    status, since = _status(fields, told, registration, until, account)
    if status == "disputed" and since is not None:  # over by then, and since when is not told
        until = since if first is None or since.last > first.first else until
        since = None
    named_as = (SCHEME, start, end, kind.word)
    found = Holding.model_validate(
        {
            "holder": party(nodes[kind.holds]),
            "in": party(start if kind.holds == "EndNode" else end),
            "right": kind.right,
            "link": kind.link,
            "from": first,
            "until": until,
            "declared": day(registration.get("InitialRegistrationDate")),
            "retrieved": day(fields.get("ContentDate")),
            "status": status,
            "status_from": since,
            "wording": _wording(word, told, registration),
        }
    )
    yield Told(named(*named_as) if kind is not _OTHER else named(*named_as, word), found, place)


def _node(value: Any) -> str:
    """The identifier of a node; empty if it has none, or one of another sort."""
    node = inside(value)
    sort = text(node.get("NodeIDType"))
    return text(node.get("NodeID")) if sort in ("", "LEI") else ""


def _period(told: Fields, account: Account) -> tuple[When | None, When | None]:
    """From when and until when it holds."""
    found: list[tuple[When | None, When | None]] = []
    for value in each(told.get("RelationshipPeriods"), "RelationshipPeriod"):
        period = inside(value)
        sort = text(period.get("PeriodType"))
        if sort == "RELATIONSHIP_PERIOD":
            found.append((day(period.get("StartDate")), day(period.get("EndDate"))))
        else:
            why = "when accounts or documents are from is not when it holds"
            account.lose(f"Relationship.RelationshipPeriods.{sort}"[:80], why)
    if not found:
        return None, None
    if len(found) > 1:
        why = "it holds once: of several periods, the last"
        account.lose("Relationship.RelationshipPeriods", why)
    start, until = max(found, key=_first)
    if start and until and until.last <= start.first:
        where = "Relationship.RelationshipPeriods.EndDate"
        account.lose(where, "it ends no later than it begins", until)
        until = None
    return start, until


def _first(period: tuple[When | None, When | None]) -> str:
    return str(period[0] or "")


def _status(
    fields: Fields, told: Fields, registration: Fields, until: When | None, account: Account
) -> tuple[Status, When | None]:
    """Whether it is still said, and since when it is not."""
    gone, since = deleted(fields)
    updated = day(registration.get("LastUpdateDate"))
    if gone:
        return "withdrawn", since or updated
    registered = text(registration.get("RegistrationStatus"))
    state = text(told.get("RelationshipStatus"))
    if registered in _TAKEN_BACK:
        account.read_as(_REGISTRATION, f"{_TAKEN_BACK[registered]}, and so withdrawn", registered)
        return "withdrawn", updated
    over = _STATUS if state == "INACTIVE" else _REGISTRATION if registered == "RETIRED" else ""
    if over and until is None:
        account.read_as(over, _ENDED, state)
        return "disputed", updated
    if registered in _UNSURE:
        account.read_as(_REGISTRATION, _UNSURE[registered], registered)
        return "disputed", None
    if registered == "LAPSED":
        account.read_as(_REGISTRATION, "not renewed in time, and still stated", registered)
    if not over and state != "ACTIVE":
        account.read_as(_STATUS, "whether it is over is not told, and so disputed", state)
        return "disputed", None
    return "stated", None


def _wording(word: str, told: Fields, registration: Fields) -> str:
    """The words of the record that a holding has no field for."""
    words = [word]
    for value in each(told.get("RelationshipQualifiers"), "RelationshipQualifier"):
        qualifier = inside(value)
        words.append(
            text(qualifier.get("QualifierCategory") or qualifier.get("QualifierDimension"))
        )
    for value in each(told.get("RelationshipQuantifiers"), "RelationshipQuantifier"):
        keys = ("MeasurementMethod", "QuantifierAmount", "QuantifierUnits")
        words.append(" ".join(filter(None, (text(inside(value).get(key)) for key in keys))))
    keys = (
        "RegistrationStatus",
        "ValidationSources",
        "ValidationDocuments",
        "ValidationReference",
    )
    words += [text(registration.get(key)) for key in keys]
    return "; ".join(filter(None, words))
