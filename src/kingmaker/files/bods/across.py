"""What the standard asks of statements together: records that exist, come in order and agree.

One entry is kept for each record and each statement's identifier, and nothing else of them.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard 0.4: Serialisation (statement order),
Information updates (record status), Representing beneficial ownership (components), Generating
statements (identifiers).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeAlias, cast

from kingmaker.files.bods.findings import Finding, Severity, Spot
from kingmaker.files.bods.messages import shown

Object: TypeAlias = "dict[str, Any]"
Tell: TypeAlias = Callable[[Finding], None]
_SUMMED = ("shareholding", "votingRights")
_WHOLE = 100


@dataclass(slots=True)
class _Record:
    """What is kept of a record: its last statement's gist."""

    kind: str
    component: bool
    status: str | None
    line: int
    ends: tuple[str | None, str | None] | None


@dataclass(frozen=True, slots=True)
class _Need:
    """The first place where a record is named."""

    spot: Spot
    pointer: str
    statement: str


class Records:
    """Look at statements one after another.

    Parameters
    ----------
    tell : function of Finding
        Takes what is found.
    today : str
        What ended before is not added up.
    """

    def __init__(self, tell: Tell, today: str) -> None:
        self._tell = tell
        self._today = today
        self._statements: dict[str, int] = {}
        self._records: dict[str, _Record] = {}
        self._ahead: dict[str, _Need] = {}
        self._declared: dict[str, _Need] = {}
        self._parts: set[str] = set()
        self._components: dict[str, _Need] = {}
        self._shares: dict[str, tuple[_Need, dict[str, Any]]] = {}
        self._unsourced: list[_Need] = []
        self._many_unsourced = 0

    def glimpse(self, statement: Object, spot: Spot) -> None:
        """Note that a statement is there which does not fit the schema."""
        record, kind = statement.get("recordId"), statement.get("recordType")
        if isinstance(record, str) and isinstance(kind, str) and record not in self._records:
            details = statement.get("recordDetails")
            said = cast("Object", details) if isinstance(details, dict) else {}
            component = said.get("isComponent") is True
            self._records[record] = _Record(kind, component, None, spot.line, None)
            self._parts.add(record)

    def look(self, statement: Object, spot: Spot) -> None:
        """Look at a statement that fits the schema."""
        name, record = statement["statementId"], statement["recordId"]
        details: Object = statement["recordDetails"]
        before = self._statements.get(name)
        if before is None:
            self._statements[name] = spot.line
        else:
            message = (
                f"{shown(name)} is used in line {before} already; give each statement its own"
            )
            self._found("statement-twice", _Need(spot, "/statementId", name), message)
        subject = statement["declarationSubject"]
        if subject not in self._records and subject not in self._declared:
            self._declared[subject] = _Need(spot, "/declarationSubject", name)
        if "source" not in statement:
            self._many_unsourced += 1
            if not self._unsourced:
                self._unsourced.append(_Need(spot, "", name))
        kind = statement["recordType"]
        component = details["isComponent"]
        ends = _ends(details) if kind == "relationship" else None
        status = statement.get("recordStatus")
        known = self._records.get(record)
        if known is None:
            if status in ("updated", "closed"):
                message = f"the record {shown(record)} is {status}, and nothing of it came before"
                need = _Need(spot, "/recordStatus", name)
                self._found("status-first", need, message, "warning")
            self._records[record] = _Record(kind, component, status, spot.line, ends)
            if component:
                self._components[record] = _Need(spot, "/recordDetails/isComponent", name)
        else:
            self._again(
                known, _Record(kind, component, status, spot.line, ends), record, spot, name
            )
        if kind == "relationship":
            self._relationship(statement, details, spot)

    def _again(self, known: _Record, now: _Record, record: str, spot: Spot, name: str) -> None:
        """A further statement of a record."""
        if known.kind != now.kind:
            message = f"the record {shown(record)} was {shown(known.kind)} in line {known.line}"
            self._found("record-type", _Need(spot, "/recordType", name), message)
        if known.status == "closed":
            message = f"the record {shown(record)} was closed in line {known.line}; give a new one"
            self._found("status-closed", _Need(spot, "/recordStatus", name), message)
        elif now.status == "new":
            message = (
                f"the record {shown(record)} was there in line {known.line}; "
                "write 'updated', or 'closed' if it ends"
            )
            self._found("status-new", _Need(spot, "/recordStatus", name), message)
        if known.ends and now.ends and known.ends != now.ends:
            message = (
                f"the record {shown(record)} was between others in line {known.line}; "
                "close it and give a new record"
            )
            self._found("record-ends", _Need(spot, "/recordDetails", name), message)
        self._records[record] = now
        if now.component:
            need = _Need(spot, "/recordDetails/isComponent", name)
            self._components.setdefault(record, need)

    def _relationship(self, statement: Object, details: Object, spot: Spot) -> None:
        name = statement["statementId"]
        subject, party = details["subject"], details["interestedParty"]
        if subject.__class__ is str:
            known = self._records.get(subject)
            if known is None:
                self._ahead.setdefault(subject, _Need(spot, "/recordDetails/subject", name))
            elif known.kind != "entity":
                message = f"{shown(subject)} is {shown(known.kind)}; the subject is an entity"
                self._found("subject", _Need(spot, "/recordDetails/subject", name), message)
        entity = False
        if party.__class__ is str:
            known = self._records.get(party)
            if known is None:
                need = _Need(spot, "/recordDetails/interestedParty", name)
                self._ahead.setdefault(party, need)
            elif known.kind == "relationship":
                need = _Need(spot, "/recordDetails/interestedParty", name)
                message = f"{shown(party)} is a relationship; an entity or person belongs here"
                self._found("interested-party", need, message)
            else:
                entity = known.kind == "entity"
        interests = details.get("interests", ())
        if entity:
            for index, interest in enumerate(interests):
                if interest.get("beneficialOwnershipOrControl"):
                    at = f"/recordDetails/interests/{index}/beneficialOwnershipOrControl"
                    message = (
                        "a beneficial owner is a person, and the interested party is an entity"
                    )
                    self._found("beneficial-owner", _Need(spot, at, name), message)
        if details.get("componentRecords"):
            self._compose(statement, details["componentRecords"], spot)
        self._add(statement, details, interests, spot)

    def _compose(self, statement: Object, parts: list[str], spot: Spot) -> None:
        name = statement["statementId"]
        for index, part in enumerate(parts):
            need = _Need(spot, f"/recordDetails/componentRecords/{index}", name)
            self._parts.add(part)
            known = self._records.get(part)
            if part == statement["recordId"]:
                message = "a record is no component of itself; take it out"
                self._found("component-self", need, message)
            elif known is None:
                self._ahead.setdefault(part, need)
            elif not known.component:
                message = f"{shown(part)} is no component; set its isComponent to true"
                self._found("component", need, message)

    def _add(
        self, statement: Object, details: Object, interests: list[Object], spot: Spot
    ) -> None:
        """Keep the least shares that a relationship gives, directly and today."""
        record, subject = statement["recordId"], details["subject"]
        least: dict[str, Any] = {}
        if subject.__class__ is str and not details["isComponent"]:
            for interest in interests:
                share = interest.get("share")
                if (
                    share
                    and interest.get("directOrIndirect") == "direct"
                    and interest.get("type") in _SUMMED
                    and interest.get("endDate", "9") > self._today
                ):
                    bounds = (share.get("minimum", 0), share.get("exclusiveMinimum", 0))
                    low = share["exact"] if "exact" in share else max(bounds)
                    key = interest["type"]
                    least[key] = least.get(key, 0) + _exactly(low)
        if statement.get("recordStatus") == "closed" or not least:
            self._shares.pop(record, None)
        else:
            need = _Need(spot, "/recordDetails/interests", statement["statementId"])
            self._shares[record] = (need, {**least, "": subject})

    def finish(self) -> None:
        """Say what only the end of the file shows."""
        for record, need in self._ahead.items():
            known = self._records.get(record)
            if known is None:
                message = f"no statement is about {shown(record)}; add one before this"
                self._found("record-missing", need, message)
            else:
                message = f"{shown(record)} comes only in line {known.line}; move it before this"
                self._found("record-later", need, message)
                self._late(record, known, need)
        for record, need in self._declared.items():
            known = self._records.get(record)
            if known is None:
                message = f"no statement is about {shown(record)}, who declared this"
                self._found("declarer-missing", need, message, "warning")
            elif known.kind == "relationship":
                message = f"{shown(record)} is a relationship; an entity or person declares"
                self._found("declarer", need, message)
        for record, need in self._components.items():
            if record not in self._parts and self._records[record].component:
                message = (
                    f"no componentRecords list {shown(record)}; list it, or set this to false"
                )
                self._found("component-alone", need, message)
        for need, kind, subject, total in self._sums():
            message = (
                f"direct shares of {shown(subject)} ({kind}) add up to {total} % at least; "
                "is a share held jointly told once for each holder?"
            )
            self._found("total", need, message, "warning")
        for need in self._unsourced:
            count = self._many_unsourced
            message = f"the source is not given here, nor in {count - 1} other statements; add it"
            self._found("source-missing", need, message, "warning")

    def _late(self, record: str, known: _Record, need: _Need) -> None:
        if need.pointer.endswith("subject") and known.kind != "entity":
            message = f"{shown(record)} is {shown(known.kind)}; the subject is an entity"
            self._found("subject", need, message)
        elif need.pointer.endswith("interestedParty") and known.kind == "relationship":
            message = f"{shown(record)} is a relationship; an entity or person belongs here"
            self._found("interested-party", need, message)
        elif "componentRecords" in need.pointer and not known.component:
            message = f"{shown(record)} is no component; set its isComponent to true"
            self._found("component", need, message)

    def _sums(self) -> Iterator[tuple[_Need, str, str, Decimal]]:
        totals: dict[tuple[str, str], Decimal] = {}
        for need, least in self._shares.values():
            subject = least[""]
            for kind, share in least.items():
                if kind:
                    before = totals.get((subject, kind), Decimal(0))
                    totals[subject, kind] = total = before + share
                    if before <= _WHOLE < total:
                        yield need, kind, subject, total

    def _found(self, rule: str, need: _Need, message: str, severity: Severity = "error") -> None:
        self._tell(
            Finding(severity, "records", rule, need.spot, need.pointer, message, need.statement)
        )


def _ends(details: Object) -> tuple[str | None, str | None]:
    """Between whom a relationship is, as far as they are named."""
    subject, party = details["subject"], details["interestedParty"]
    return (
        subject if subject.__class__ is str else None,
        party if party.__class__ is str else None,
    )


def _exactly(number: object) -> Decimal:
    """A number of JSON as it was written."""
    return number if isinstance(number, Decimal) else Decimal(str(number))
