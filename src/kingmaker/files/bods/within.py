"""What the standard asks of one statement beyond its schema.

Each function takes a statement that fits the schema and gives what is wrong: severity, rule,
JSON pointer and message.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard 0.4: descriptions of fields in the
schema; Dates guidance; Representing beneficial ownership.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, cast

from kingmaker.files.bods.findings import Severity
from kingmaker.files.bods.messages import shown

Doubt: TypeAlias = "tuple[Severity, str, str, str]"
Object: TypeAlias = "dict[str, Any]"
_DAY = 10
_DETAILS = "/recordDetails"


def by_itself(statement: Object, today: str) -> Iterator[Doubt]:
    """Find what a statement says that cannot be, or hardly.

    Parameters
    ----------
    statement : dict
        That fits the schema.
    today : str
        As ``2024-05-31``; no statement is dated later.
    """
    dated = statement["statementDate"][:_DAY]
    published = statement.get("publicationDetails")
    if published is not None and published["publicationDate"][:_DAY] < dated:
        message = (
            f"the statement of {dated} was published before, {shown(published['publicationDate'])}"
        )
        yield "warning", "published-before", "/publicationDetails/publicationDate", message
    if dated > today:
        yield "warning", "future", "/statementDate", f"{dated} lies in the future"
    for index, note in enumerate(statement.get("annotations", ())):
        target = note["statementPointerTarget"]
        if not _there(statement, target):
            at = f"/annotations/{index}/statementPointerTarget"
            inner = f"{_DETAILS}{target}"
            hint = f"; did you mean {shown(inner)}?" if _there(statement, inner) else ""
            message = f"{shown(target)} points to nothing here{hint}"
            yield "warning", "annotation-target", at, message
    details = statement["recordDetails"]
    kind = statement["recordType"]
    if kind == "relationship":
        yield from _relationship(details)
    elif kind == "person":
        yield from _order(details, "birthDate", "deathDate", _DETAILS)
        yield from _unspecified(
            details, details["personType"], "known", "unspecifiedPersonDetails"
        )
    else:
        yield from _order(details, "foundingDate", "dissolutionDate", _DETAILS)
        kind = details["entityType"]["type"]
        yield from _unspecified(details, kind, "", "unspecifiedEntityDetails")


def _there(statement: Object, pointer: str) -> bool:
    """Whether a JSON pointer (RFC 6901) leads to something; "/" is taken for all of it, too."""
    found: Any = statement
    for part in pointer.split("/")[1:] if pointer != "/" else ():
        step = part.replace("~1", "/").replace("~0", "~")
        if isinstance(found, dict) and step in found:
            found = cast("Object", found)[step]
        elif isinstance(found, list) and step.isdecimal() and int(step[:9]) < len(found):  # pyright: ignore[reportUnknownArgumentType]
            found = cast("list[Any]", found)[int(step[:9])]
        else:
            return False
    return not pointer or pointer.startswith("/")


def _order(part: Object, first: str, last: str, at: str) -> Iterator[Doubt]:
    """Two dates, perhaps only years or months: as far as both go."""
    if first in part and last in part:
        begun, ended = part[first], part[last]
        signs = min(len(begun), len(ended), _DAY)
        if ended[:signs] < begun[:signs]:
            message = f"{last} {shown(ended)} is before {first} {shown(begun)}; exchange them?"
            yield "error", "dates-order", f"{at}/{last}", message


def _unspecified(details: Object, kind: str, known: str, key: str) -> Iterator[Doubt]:
    hidden = kind.startswith(("anonymous", "unknown"))
    if hidden and key not in details:
        message = f"of {shown(kind)} the reason why nothing is said belongs into {key!r}"
        yield "warning", "reason-missing", _DETAILS, message
    elif key in details and not hidden:
        message = f"{key!r} belongs to what is unknown or anonymous, and this is {shown(kind)}"
        yield "warning", "reason-needless", f"{_DETAILS}/{key}", message


def _relationship(details: Object) -> Iterator[Doubt]:
    subject, party = details["subject"], details["interestedParty"]
    if subject == party and subject.__class__ is str:
        message = f"{shown(subject)} has an interest in itself; is that meant?"
        yield "warning", "self", f"{_DETAILS}/interestedParty", message
    for index, interest in enumerate(details.get("interests", ())):
        at = f"{_DETAILS}/interests/{index}"
        if "endDate" in interest:
            yield from _order(interest, "startDate", "endDate", at)
        share = interest.get("share")
        if share:
            yield from _share(share, f"{at}/share")


def _share(share: Object, at: str) -> Iterator[Doubt]:
    low, high = share.get("minimum"), share.get("maximum")
    above, below = share.get("exclusiveMinimum"), share.get("exclusiveMaximum")
    if (low is not None and above is not None) or (high is not None and below is not None):
        which = "Minimum" if low is not None and above is not None else "Maximum"
        message = f"{which.lower()!r} or 'exclusive{which}' is given, not both; keep the right one"
        yield "error", "share-twice", at, message
    lows = [bound for bound in (low, above) if bound is not None]
    highs = [bound for bound in (high, below) if bound is not None]
    open_ended = above is not None or below is not None
    if lows and highs:
        least, most = max(lows), min(highs)
        if least > most or (least == most and open_ended):
            message = f"no share lies between {shown(least)} and {shown(most)}; exchange them?"
            yield "error", "share-empty", at, message
    exact = share.get("exact")
    if exact is None or not (lows or highs):
        return
    if (
        (low is not None and exact < low)
        or (high is not None and exact > high)
        or (above is not None and exact <= above)
        or (below is not None and exact >= below)
    ):
        message = f"the exact share {shown(exact)} lies outside the bounds beside it"
        yield "error", "share-outside", at, message
    else:
        message = "the exact share is known, and bounds are given beside it; leave them out"
        yield "warning", "share-bounds", at, message
