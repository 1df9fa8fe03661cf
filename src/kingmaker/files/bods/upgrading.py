"""Statements of BODS 0.2 and 0.3 in the shape of 0.4, with a note of every change.

What 0.4 has a place for is moved there; what it has none for is kept beside it under its old key,
and what has to be made up is noted as filled. Files that mix the versions are put right the same
way. A statement of 0.4 that fits its schema passes as it is.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard: ChangeLog, 0.2 to 0.4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, TypeAlias, cast

from kingmaker.files.bods.codes import KEYS, KINDS, code
from kingmaker.files.bods.formats import day
from kingmaker.files.bods.messages import shown
from kingmaker.files.bods.shipped import VERSION

Object: TypeAlias = "dict[str, Any]"
_TOP = ("statementId", "statementDate", "annotations", "publicationDetails", "source",
        "declaration", "declarationSubject", "recordId", "recordType", "recordStatus")  # fmt: skip
_DATES = ("startDate", "endDate", "foundingDate", "dissolutionDate", "date")
_CODED = ("type", "reason", "directOrIndirect", "motivation", "status")
_DAY = 10
_CODE = 2


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one part of a statement.

    Attributes
    ----------
    what : str
        ``moved`` (and perhaps renamed), ``recoded``, ``filled`` (made up, since 0.4 demands it) or
        ``lost``.
    pointer : str
        Where it stood, or for what is filled, where it stands.
    message : str
        From what to what.
    """

    what: Literal["moved", "recoded", "filled", "lost"]
    pointer: str
    message: str


class Upgrader:
    """Upgrade the statements of one file, in their order.

    Only of statements that replace others the record is kept, so that what names a replaced
    statement names its record.
    """

    def __init__(self) -> None:
        self._records: dict[str, str] = {}

    def upgrade(self, statement: Mapping[str, Any]) -> tuple[Object, tuple[Change, ...]]:
        """Give a statement in the shape of 0.4, and what changed.

        Parameters
        ----------
        statement : mapping
            As JSON has it; it is left as it is.

        Returns
        -------
        statement : dict
            It fits the schema of 0.4 if the old one fitted its own, as far as 0.4 has room.
        changes : tuple of Change
            None where nothing changed.
        """
        changes: list[Change] = []
        new = deepcopy(dict(statement))
        kind = new.get("statementType")
        if isinstance(kind, str) and kind in KINDS:
            new = self._older(new, KINDS[kind], changes)
        _mend(new, "", changes)
        return new, tuple(changes)

    def _older(self, old: Object, kind: str, changes: list[Change]) -> Object:
        """The outer shape: a record with its details instead of a bare statement."""
        replaced = old.pop("replacesStatements", None)
        earlier = [part for part in _list(replaced) if isinstance(part, str)]
        name = old.pop("statementID", old.pop("statementId", None))
        record = self._records.get(earlier[0], earlier[0]) if earlier else name
        if isinstance(name, str) and earlier:
            self._records[name] = str(record)
        if len(earlier) > 1:
            message = f"one record continues one: {shown(earlier[1:])} are not replaced"
            changes.append(Change("lost", "/replacesStatements/1", message))
        details = {key: value for key, value in old.items() if key not in _TOP}
        details.pop("statementType")
        new = {"statementId": name, **{key: old[key] for key in _TOP if key in old}}
        new |= {"recordId": record, "recordType": kind, "recordDetails": details}
        new["recordStatus"] = "updated" if earlier else "new"
        changes.append(
            Change("filled", "/recordId", "the statement's identifier became the record's")
        )
        details.setdefault("isComponent", False)
        {"entity": _entity, "person": _person, "relationship": self._relationship}[kind](
            details, changes
        )
        self._top(new, details, changes)
        return new

    def _top(self, new: Object, details: Object, changes: list[Change]) -> None:
        subject = details.get("subject") if new["recordType"] == "relationship" else None
        if "declarationSubject" not in new:
            new["declarationSubject"] = subject if isinstance(subject, str) else new["recordId"]
            message = (
                "who declared is not told in earlier versions; the subject, or the record itself"
            )
            changes.append(Change("filled", "/declarationSubject", message))
        published = _object(new.get("publicationDetails"))
        version = published.get("bodsVersion")
        if version not in (None, VERSION):
            published["bodsVersion"] = VERSION
            message = f"{shown(version)} became {VERSION}"
            changes.append(Change("recoded", "/publicationDetails/bodsVersion", message))
        if not new.get("statementDate") and published:
            new["statementDate"] = published.get("publicationDate")
            message = "the day of publication, since the statement has no day"
            changes.append(Change("filled", "/statementDate", message))
        for index, note in enumerate(_list(new.get("annotations"))):
            at = _object(note).get("statementPointerTarget")
            first = at.split("/")[1] if isinstance(at, str) and at.startswith("/") else ""
            if first and first not in _TOP:
                behind = str(at).removeprefix(f"/{first}")
                note["statementPointerTarget"] = f"/recordDetails/{KEYS.get(first, first)}{behind}"
                place = f"/annotations/{index}/statementPointerTarget"
                changes.append(Change("moved", place, f"{shown(at)} points into the details now"))

    def _relationship(self, details: Object, changes: list[Change]) -> None:
        for key in ("subject", "interestedParty"):
            details[key] = self._party(details.get(key), f"/{key}", changes)
        parts = details.get("componentStatementIDs")
        if isinstance(parts, list):
            named = cast("list[Any]", parts)
            details["componentStatementIDs"] = [self._record(part) for part in named]

    def _record(self, name: Any) -> Any:
        return self._records.get(name, name) if isinstance(name, str) else name

    def _party(self, party: Any, at: str, changes: list[Change]) -> Any:
        """The record, or the reason why nobody is named, out of the object that held either."""
        if not isinstance(party, dict):
            return party
        said = cast("Object", party)
        for key in ("describedByEntityStatement", "describedByPersonStatement"):
            if said.get(key):
                changes.append(Change("moved", f"{at}/{key}", "the record itself stands here now"))
                return self._record(said[key])
        if isinstance(said.get("unspecified"), dict):
            changes.append(
                Change("moved", f"{at}/unspecified", "the reason itself stands here now")
            )
            return said["unspecified"]
        return said


def _object(value: Any) -> Object:
    """A value, if it is an object; otherwise one of nothing."""
    return cast("Object", value) if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _entity(details: Object, changes: list[Change]) -> None:
    kind, subtype = details.get("entityType"), details.pop("entitySubtype", None)
    if isinstance(kind, str):
        details["entityType"] = {"type": kind}
        changes.append(Change("moved", "/entityType", "into entityType.type"))
    if isinstance(subtype, dict) and isinstance(details.get("entityType"), dict):
        said = cast("Object", subtype)
        category, local = said.get("generalCategory"), said.get("localTerm")
        if isinstance(category, str):
            details["entityType"]["subtype"] = category.removeprefix("stateBody-")
        if local is not None:
            details["entityType"]["details"] = local
        changes.append(Change("moved", "/entitySubtype", "into entityType.subtype and .details"))


def _person(details: Object, changes: list[Change]) -> None:
    home = details.pop("placeOfResidence", None)
    if home is not None:
        addresses = [*_list(details.get("addresses")), {**_object(home), "type": "residence"}]
        details["addresses"] = addresses
        changes.append(Change("moved", "/placeOfResidence", "among the addresses, as residence"))
    exposed, exposure = details.pop("hasPepStatus", None), details.pop("pepStatusDetails", None)
    if exposed is not None or exposure is not None:
        status = "isPep" if exposed is True else "isNotPep" if exposed is False else "unknown"
        details["politicalExposure"] = {"status": status}
        if exposure is not None:
            details["politicalExposure"]["details"] = exposure
        changes.append(Change("moved", "/hasPepStatus", "into politicalExposure"))
    for index, name in enumerate(map(_object, _list(details.get("names")))):
        parts = [name.get(key) for key in ("givenName", "patronymicName", "familyName")]
        texts = [part for part in parts if isinstance(part, str) and part]
        if not name.get("fullName") and texts:
            name["fullName"] = " ".join(texts)
            changes.append(
                Change("filled", f"/names/{index}/fullName", "put together of its parts")
            )


def _mend(value: Any, at: str, changes: list[Change]) -> None:
    """Put right, all the way down, what is only called or written otherwise."""
    if isinstance(value, list):
        for index, part in enumerate(cast("list[Any]", value)):
            _mend(part, f"{at}/{index}", changes)
    elif isinstance(value, dict):
        said = cast("Object", value)
        for old, new in KEYS.items():
            if old in said and new not in said:
                said[new] = said.pop(old)
                changes.append(Change("moved", f"{at}/{old}", f"is called {new} now"))
        for key in list(said):
            mended = _MENDED.get(key)
            if mended and key in said:
                mended(said, key, f"{at}/{key}", changes)
            _mend(said.get(key), f"{at}/{key}", changes)


def _coded(said: Object, key: str, at: str, changes: list[Change]) -> None:
    old = said[key]
    if isinstance(old, str) and code(old) != old:
        said[key] = code(old)
        changes.append(Change("recoded", at, f"{old} became {said[key]}"))


def _dated(said: Object, key: str, at: str, changes: list[Change]) -> None:
    text = said[key]
    if text in ("", None):
        said.pop(key)
        changes.append(Change("lost", at, "no day is given"))
    elif isinstance(text, str) and len(text) > _DAY and day(text[:_DAY]) and text[_DAY] in "T ":
        said[key] = text[:_DAY]
        changes.append(Change("lost", at, f"the time of {text} has no place here"))


def _country(said: Object, key: str, at: str, changes: list[Change]) -> None:
    text = said[key]
    if text == "":
        said.pop(key)
        changes.append(Change("lost", at, "no country is given"))
    elif isinstance(text, str):
        said[key] = {"name": text, "code": text} if len(text) == _CODE else {"name": text}
        changes.append(Change("filled", at, f"{text} stands for its name, which is not given"))


def _named(said: Object, key: str, at: str, changes: list[Change]) -> None:
    """A country or jurisdiction of which only the code is given."""
    given = said[key]
    places: list[Any] = cast("list[Any]", given) if isinstance(given, list) else [given]
    for place in map(_object, places):
        if "name" not in place and "code" in place:
            place["name"] = place["code"]
            message = f"{shown(place['code'])} stands for its name, which is not given"
            changes.append(Change("filled", at, message))


def _share(said: Object, key: str, at: str, changes: list[Change]) -> None:
    """Bounds that were flags, or texts, become numbers; a bound that says nothing goes."""
    share = said[key]
    if not isinstance(share, dict):
        return
    bounds = cast("Object", share)
    for name in list(bounds):
        value = bounds[name]
        if value is None or value == "":
            bounds.pop(name)
            changes.append(Change("lost", f"{at}/{name}", "no number is given"))
        elif isinstance(value, str) and (number := _number(value)) is not None:
            bounds[name] = number
            changes.append(Change("recoded", f"{at}/{name}", f"the text {value} became a number"))
    for flag, bound in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(bounds.get(flag), bool):
            if bounds.pop(flag) and bound in bounds:
                bounds[flag] = bounds.pop(bound)
                message = f"the bound stands in {flag} itself now"
            else:
                message = f"{bound} is the bound, and belongs to it"
            changes.append(Change("recoded", f"{at}/{flag}", message))
    if not bounds:
        said.pop(key)


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.strip().removesuffix("%"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


_MENDED: Mapping[str, Callable[[Object, str, str, list[Change]], None]] = {
    **dict.fromkeys(_DATES, _dated),
    **dict.fromkeys(_CODED, _coded),
    **dict.fromkeys(("jurisdiction", "nationalities", "taxResidencies"), _named),
    "country": _country,
    "share": _share,
}
