"""Parties and holdings out, as entities of FollowTheMoney."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

from kingmaker.files.exchange.ftm.entities import LEI, NUMBERS
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.percentages import decimal, rounded
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party, Portion, ShareClass, Source
from kingmaker.model.portions import UNKNOWN

_SCHEMAS: dict[str, str] = {
    "person": "Person",
    "organisation": "Company",
    "group": "Company",
    "arrangement": "Company",
    "state": "PublicBody",
    "unspecified": "LegalEntity",
}
_CLASSIFIED = ("group", "arrangement", "unspecified")
_SEATED = ("seat", "chair", "management")
_REGISTER = re.compile(r"[A-Z]{2,3}-[A-Z0-9]{2,20}")
_NO_PLACE = "FollowTheMoney has no place for it"
_DIGITS = 10**18
_PARTY = {
    "label", "kind", "reason", "identifiers", "names", "jurisdiction", "nationalities", "born",
    "founded", "dissolved", "form", "designated", "note", "source",
}  # fmt: skip
_HOLDING = {
    "holder", "issuer", "right", "share", "share_class", "shares", "start", "until", "retrieved",
    "status", "link", "beneficial", "note", "wording", "source",
}  # fmt: skip


def write(told: Iterable[Told], path: str | Path, account: Account) -> None:
    """Write parties and holdings as entities of FollowTheMoney, one a line.

    An entity has the name of what it is written for as its id, always the same.

    Parameters
    ----------
    told : iterable of Told
        What is to be written.
    path : str or Path
        Where to; a file that is there is replaced.
    account : Account
        Is told what FollowTheMoney has no place for.

    Raises
    ------
    OSError
        If the file cannot be written.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as stream:
        for one in told:
            place = f"{one.section}.{one.name}"
            match one.entry:
                case Party() as party:
                    found = _party(one.name, party, place, account)
                case Holding() as holding:
                    found = _holding(one.name, holding, place, account)
                case Source() as source:
                    account.written(
                        place, "", "a source is not an entity of its own", source.title
                    )
                    continue
                case ShareClass():
                    account.written(place, "", "a class of shares is not an entity of its own")
                    continue
            stream.write(json.dumps(found, ensure_ascii=False) + "\n")


def _entity(
    name: str, schema: str, properties: dict[str, list[str]], entry: Party | Holding
) -> dict[str, Any]:
    filled = {word: values for word, values in properties.items() if any(values)}
    found: dict[str, Any] = {"id": name, "schema": schema, "properties": filled}
    sources = list(dict.fromkeys(reference.source for reference in entry.source))
    return found | ({"datasets": sources} if sources else {})


def _lost(entry: Party | Holding, carried: set[str], place: str, account: Account) -> None:
    for name in type(entry).model_fields:
        field, value = type(entry).model_fields[name], getattr(entry, name)
        if name not in carried and value != field.get_default(call_default_factory=True):
            account.written(place, field.alias or name, _NO_PLACE, value)
    if any(reference.at for reference in entry.source):
        account.written(place, "source", "the place in a source has no place", entry.source[0])


def _party(name: str, party: Party, place: str, account: Account) -> dict[str, Any]:
    person = party.kind == "person"
    _lost(party, _PARTY, place, account)
    properties = {
        "name": [party.label or name],
        "alias": list(party.names),
        "summary": [party.note],
        "legalForm": [party.form],
    }
    if person:
        properties |= {
            "nationality": [land.lower() for land in party.nationalities],
            "birthDate": [str(party.born or "")],
        }
        unfit = {"jurisdiction": party.jurisdiction, "founded": party.founded,
                 "dissolved": party.dissolved}  # fmt: skip
    else:
        properties |= {
            "jurisdiction": [party.jurisdiction.lower()],
            "incorporationDate": [str(party.founded or "")],
            "dissolutionDate": [str(party.dissolved or "")],
        }
        unfit = {"nationalities": party.nationalities, "born": party.born}
    for word, value in unfit.items():
        if value:
            account.written(place, word, f"there is none of a {party.kind}", value)
    if party.kind in _CLASSIFIED:
        account.written(place, "kind", "told as a text under classification", party.kind)
        told = f"{party.kind}: {party.reason}" if party.reason else party.kind
        properties["classification"] = [told]
    if party.designated:
        properties |= {"topics": ["sanction"], "programId": list(party.designated)}
    _numbers(party, properties, place, account)
    return _entity(name, _SCHEMAS[party.kind], properties, party)


def _numbers(party: Party, properties: dict[str, list[str]], place: str, account: Account) -> None:
    for scheme, number in party.identifiers.items():
        if scheme == LEI:
            properties["leiCode"] = [number]
        elif scheme in (*NUMBERS, "idNumber"):
            properties.setdefault(scheme, []).append(number)
        elif _REGISTER.fullmatch(scheme):
            properties.setdefault("idNumber", []).append(f"{scheme}:{number}")
            properties.setdefault("registrationNumber", []).append(number)
        else:
            account.written(place, f"identifiers.{scheme}", _NO_PLACE, number)


def _holding(name: str, holding: Holding, place: str, account: Account) -> dict[str, Any]:
    _lost(holding, _HOLDING, place, account)
    properties = {
        "role": [] if holding.right == "economic" else [holding.right],
        "status": [] if holding.status == "stated" else [holding.status],
        "startDate": [str(holding.start or "")],
        "endDate": [str(holding.until or "")],
        "retrievedAt": [str(holding.retrieved or "")],
        "summary": [holding.note],
        "description": [holding.wording],
    }
    if holding.issuer is None:
        account.written(place, "in", "the company whose shares they are is told by their class")
    subject = holding.issuer or holding.share_class or ""
    seated = holding.right in _SEATED and holding.share is None and holding.shares is None
    if seated and not holding.beneficial:
        if holding.link == "indirect":
            account.written(place, "link", _NO_PLACE, holding.link)
        properties |= {"director": [holding.holder], "organization": [subject]}
        return _entity(name, "Directorship", properties, holding)
    properties |= {"owner": [holding.holder], "asset": [subject]}
    kinds = ["beneficial"] if holding.beneficial else []
    if holding.beneficial is False:
        account.written(place, "beneficial", "that it is not so cannot be said")
    properties["ownershipType"] = kinds + ([] if holding.link == "unspecified" else [holding.link])
    if holding.share is not None:
        properties["percentage"] = [_percentage(holding.share, place, account)]
    if holding.shares is not None:
        account.written(place, "shares", "a number of shares, and of how many is not told")
        properties["sharesCount"] = [decimal(holding.shares) or str(holding.shares)]
    if holding.share_class:
        account.written(place, "class", "told as a text under sharesType", holding.share_class)
        properties["sharesType"] = [holding.share_class]
    return _entity(name, "Ownership", properties, holding)


def _percentage(part: Portion, place: str, account: Account) -> str:
    """A part as text that reads as this part, or as one that it lies within."""
    if part == UNKNOWN:
        return "unknown"
    if max(part.low.denominator, part.high.denominator) >= _DIGITS:
        account.written(place, "share", "the number has too many digits; it is rounded", part)
        part = rounded(part)
    ends = [decimal(part.low * 100), decimal(part.high * 100)]
    sign = "%"
    if None in ends:
        ends, sign = [_ratio(part.low), _ratio(part.high)], ""
    if part.exact is not None:
        return f"{ends[0]}{sign}"
    if part.high == 1 and not part.high_open:
        return f">{'' if part.low_open else '='}{ends[0]}{sign}"
    if part.low == 0 and not part.low_open:
        return f"<{'' if part.high_open else '='}{ends[1]}{sign}"
    for opened, end in ((part.low_open, "low"), (part.high_open, "high")):
        if opened:
            account.written(place, "share", f"open {end} end: a range has its ends in it", part)
    return f"{ends[0]}-{ends[1]}{sign}"


def _ratio(value: Fraction) -> str:
    return f"{value.numerator}/{value.denominator}"
