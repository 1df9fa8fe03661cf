"""What a first look at a file shows: which records there are, and what to call them in a case.

A record keeps its identifier as its name. A company that bears an identifier which means the same
everywhere is called by that instead, so that files about the same companies fit together. No name
is ever given to two records: where they would share one, both are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, cast

from kingmaker.files.bods.reading import Read
from kingmaker.files.bods.upgrading import Upgrader
from kingmaker.files.exchange.psc.numbers import SCHEME as COMPANIES_HOUSE
from kingmaker.files.exchange.psc.numbers import company_number
from kingmaker.files.exchange.told import named

_SCHEMES = ("XI-LEI", COMPANIES_HOUSE)  # the first that an entity bears names it
_LEI = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
_BEFORE_DIGEST = 48  # signs
_SHELL = ("recordId", "recordType", "recordDetails")


@dataclass(slots=True)
class Contents:
    """The records of a file.

    Attributes
    ----------
    likely, others : int
        How many things in it look like statements, and how many do not.
    trouble : str
        Why the first that cannot be read is so.
    kinds : dict of str to str
        The type of each record.
    repeated : set of str
        Records with several statements.
    components : set of str
        Records of relationships that another sums up.
    """

    likely: int = 0
    others: int = 0
    trouble: str = ""
    kinds: dict[str, str] = field(default_factory=dict[str, str])
    repeated: set[str] = field(default_factory=set[str])
    components: set[str] = field(default_factory=set[str])
    _public: dict[str, str] = field(default_factory=dict[str, str])
    _claims: dict[str, str | None] = field(default_factory=dict[str, "str | None"])

    def name(self, record: str) -> str:
        """The name of a record in a case; no other record has it."""
        public = self._public.get(record)
        if public and self._claims[public] == record:
            return public
        plain = named(record)
        if self._claims.get(plain, record) == record:
            return plain
        return self._apart(record, plain)

    def beside(self, record: str, what: str) -> str:
        """The name of a party without a record of its own, which a relationship tells of."""
        name = named(self.name(record), what)
        return name if name not in self._claims else self._apart(f"{record}\0{what}", name)

    def shared(self, record: str) -> bool:
        """Whether another record bears the same public identifier."""
        public = self._public.get(record)
        return bool(public) and self._claims[public or ""] != record

    def look(self, value: dict[str, Any]) -> None:
        """Take note of what is, or is to become, a statement of 0.4; it may be faulty yet."""
        record, kind, details = (value.get(key) for key in _SHELL)
        if (
            not isinstance(record, str)
            or not isinstance(kind, str)
            or not isinstance(details, dict)
        ):
            return
        said = cast("dict[str, Any]", details)
        if record in self.kinds:
            self.repeated.add(record)
        self.kinds.setdefault(record, kind)
        self._claim(named(record), record)
        if kind == "relationship":
            parts = said.get("componentRecords", said.get("componentStatementIDs"))
            self.components.update(part for part in _list(parts) if isinstance(part, str))
            for party in (said.get("subject"), said.get("interestedParty")):
                if isinstance(party, str):
                    self._claim(named(party), party)
            return
        public = _public(said) if kind == "entity" else ""
        if self._public.setdefault(record, public) != public:
            self._public[record] = ""  # it bore another before: neither names it
        if public:
            self._claim(public, record)

    def _claim(self, name: str, record: str) -> None:
        if self._claims.setdefault(name, record) != record:
            self._claims[name] = None

    def _apart(self, exact: str, name: str) -> str:
        """A name that also tells what `named` leaves out, such as capitals."""
        salt = 0
        while True:
            digest = blake2b(f"{exact}\0{salt}".encode(), digest_size=7).hexdigest()
            found = f"{name[:_BEFORE_DIGEST].rstrip('-')}-{digest}"
            if found not in self._claims:
                return found
            salt += 1


def contents(reads: Iterable[Read]) -> Contents:
    """Look through a file, without asking yet whether each statement is sound.

    Parameters
    ----------
    reads : iterable of Read
        What its places hold.
    """
    found, upgrader = Contents(), Upgrader()
    for read in reads:
        if not found.trouble and read.troubles:
            found.trouble = read.troubles[0]
        if not isinstance(read.value, dict):
            found.others += read.value is not None
            continue
        value = cast("dict[str, Any]", read.value)
        if not _likely(value):
            found.others += 1
            continue
        found.likely += 1
        if not isinstance(value.get("recordDetails"), dict):  # of an earlier version
            value, _ = upgrader.upgrade(value)
        found.look(value)
    found.components &= {r for r, kind in found.kinds.items() if kind == "relationship"}
    return found


def _likely(value: dict[str, Any]) -> bool:
    return ("statementId" in value or "statementID" in value) and (
        "recordType" in value or "statementType" in value
    )


def _list(value: Any) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _public(details: dict[str, Any]) -> str:
    """The name that a public identifier gives an entity, if it bears exactly one of its kind."""
    borne: dict[str, set[str]] = {}
    for identifier in _list(details.get("identifiers")):
        said = cast("dict[str, Any]", identifier) if isinstance(identifier, dict) else {}
        scheme, number = said.get("scheme"), said.get("id")
        if isinstance(scheme, str) and scheme in _SCHEMES and isinstance(number, str):
            borne.setdefault(scheme, set()).add(_in_full(scheme, number.strip().upper()))
    for scheme in _SCHEMES:
        numbers = borne.get(scheme, set())
        if len(numbers) == 1 and (number := next(iter(numbers))):
            return named(scheme, number)
    return ""


def _in_full(scheme: str, number: str) -> str:
    """An identifier as its register writes it; empty if it is none."""
    if scheme == COMPANIES_HOUSE:
        return company_number(number)
    # ISO 17442: letters count from 10, and the whole leaves 1 over 97.
    whole = "".join(str(int(sign, 36)) for sign in number) if _LEI.fullmatch(number) else "0"
    return number if int(whole) % 97 == 1 else ""
