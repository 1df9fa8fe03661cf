"""Certificates and what became of them: who held how many, from when until when.

Nothing that was issued changes hands in place. A transfer, a reissue or the like ends one
certificate, and others are issued for what comes of it, among them one for the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Literal, cast

from kingmaker.files.exchange.ocf.describing import day, quantity, text
from kingmaker.files.exchange.ocf.package import Object
from kingmaker.model import When

_FAMILIES = ("STOCK", "EQUITY_COMPENSATION", "PLAN_SECURITY", "WARRANT", "CONVERTIBLE")
_ENDS = ("TRANSFER", "CANCELLATION", "REPURCHASE", "RETRACTION", "CONVERSION", "REISSUANCE",
         "EXERCISE", "RELEASE")  # fmt: skip
_COUNTS = {"CONVERSION": "quantity_converted"}
_WHOLE = ("REISSUANCE", "RETRACTION")

ISSUES: dict[str, str] = {f"TX_{family}_ISSUANCE": family for family in _FAMILIES}
"""Transactions that issue a certificate, and of what."""
ENDS: dict[str, str] = {f"TX_{family}_{end}": end for family in _FAMILIES for end in _ENDS}
"""Transactions that end one, or a part of it."""
ENDS["TX_STOCK_CONSOLIDATION"] = "CONSOLIDATION"
SPLIT = "TX_STOCK_CLASS_SPLIT"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A day, and a place among the transactions of a package."""

    day: str
    number: int


@dataclass(frozen=True, slots=True)
class End:
    """Something that ends a certificate or a part of it.

    Attributes
    ----------
    kind : str
        ``TRANSFER``, ``RETRACTION`` …
    moment : Moment or None
        When; None if that cannot be read.
    quantity : Fraction or None
        How much of it; None for all.
    rest : bool
        Whether another certificate is for the rest.
    split : str
        Which split it comes of, if it does.
    """

    kind: str
    moment: Moment | None
    quantity: Fraction | None
    rest: bool
    split: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """So many shares of one certificate, from one day until another.

    Attributes
    ----------
    start, until : When or None
        First day, and first day on which it is no more.
    quantity : Fraction or None
        How many; None if that is not told.
    status : str
        ``disputed`` if it may have ended, since a transaction cannot be read; ``withdrawn`` if
        it was taken back.
    status_from : When or None
        Since when it is withdrawn.
    kept : bool
        Whether it is the rest of a certificate for which there is no other.
    """

    start: When
    until: When | None
    quantity: Fraction | None
    status: Literal["stated", "disputed", "withdrawn"] = "stated"
    status_from: When | None = None
    kept: bool = False


@dataclass
class Ledger:
    """What ends certificates, and what splits classes."""

    issued: dict[str, int] = field(default_factory=dict[str, int])
    ends: dict[str, list[End]] = field(default_factory=lambda: defaultdict[str, list[End]](list))
    splits: dict[str, list[tuple[Moment, str, Fraction]]] = field(
        default_factory=lambda: defaultdict[str, list[tuple[Moment, str, Fraction]]](list)
    )
    exempt: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    @classmethod
    def of(cls, transactions: Iterable[object]) -> Ledger:
        """Go through the transactions of a package, in any order."""
        ledger = cls()
        for number, entry in enumerate(transactions):
            if isinstance(entry, dict):
                ledger._note(cast("Object", entry), number)
        return ledger

    def _note(self, told: Object, number: int) -> None:
        kind = text(told, "object_type")
        if kind in ISSUES:
            self.issued.setdefault(text(told, "security_id"), number)
        elif kind == SPLIT:
            moment, ratio = moment_of(told, number), ratio_of(told)
            if moment is not None and ratio is not None:
                split = (moment, text(told, "id"), ratio)
                self.splits[text(told, "stock_class_id")].append(split)
        elif kind in ENDS:
            word = ENDS[kind]
            split = text(told, "split_transaction_id")
            whole = word in _WHOLE
            end = End(
                word,
                moment_of(told, number),
                None if whole else quantity(told, _COUNTS.get(word, "quantity")),
                bool(text(told, "balance_security_id")),
                split,
            )
            for security in certificates(told):
                self.ends[security].append(end)
            if split:
                # what is issued for a split is counted after it already
                self.exempt |= {(security, split) for security in results(told)}

    def pieces(self, told: Object, number: int) -> list[Piece]:
        """What became of the certificate of an issuance.

        Parameters
        ----------
        told : dict
            The issuance; its day can be read.
        number : int
            Its place among the transactions.
        """
        security = text(told, "security_id")
        begins = moment_of(told, number)
        if begins is None:
            return []
        ends = self.ends.get(security, [])
        happening: list[tuple[Moment, End | Fraction]] = [
            (max(end.moment, begins), end) for end in ends if end.moment is not None
        ]
        due = {end.split for end in ends if end.split}
        happening += [
            (moment, ratio)
            for moment, split, ratio in self.splits.get(text(told, "stock_class_id"), [])
            if moment > begins and split not in due and (security, split) not in self.exempt
        ]
        found = _cut(begins, quantity(told, "quantity"), sorted(happening, key=lambda h: h[0]))
        if any(end.moment is None for end in ends):
            found = [*found[:-1], replace(found[-1], status="disputed")] if found else []
        back = next((e for e in ends if e.kind == "RETRACTION" and e.moment is not None), None)
        if back is not None and back.moment is not None:
            since = When(back.moment.day)
            found = [replace(piece, status="withdrawn", status_from=since) for piece in found]
        return found


def lapsed(pieces: list[Piece], on: When | None) -> list[Piece]:
    """The pieces of an option that lapses on a day, if it has not ended before."""
    if on is None or not pieces or pieces[-1].until is not None:
        return pieces
    last = pieces[-1]
    if on.first <= last.start.first:
        return pieces
    return [*pieces[:-1], replace(last, until=on)]


def _cut(
    begins: Moment, held: Fraction | None, happening: list[tuple[Moment, End | Fraction]]
) -> list[Piece]:
    found: list[Piece] = []
    since, kept = begins.day, False
    for moment, what in happening:
        if isinstance(what, End) and what.kind == "RETRACTION":
            break
        if moment.day > since:
            found.append(Piece(When(since), When(moment.day), held, kept=kept))
        since = moment.day
        if isinstance(what, Fraction):
            held = None if held is None else held * what
        elif held is None or what.quantity is None or what.rest or what.quantity >= held:
            return found
        else:
            held, kept = held - what.quantity, True
    return [*found, Piece(When(since), None, held, kept=kept)]


def moment_of(told: Object, number: int) -> Moment | None:
    """When a transaction was; None if its day cannot be read."""
    when = day(told, "date")
    return Moment(str(when), number) if when is not None and len(when.text) == 10 else None


def ratio_of(told: Object) -> Fraction | None:
    """By how much a split multiplies shares; None if that cannot be read."""
    ratio = told.get("split_ratio")
    one = cast("Object", ratio) if isinstance(ratio, dict) else {}
    new, old = quantity(one, "numerator"), quantity(one, "denominator")
    return new / old if new and old else None


def certificates(told: Object) -> list[str]:
    """What a transaction ends."""
    several = told.get("security_ids")
    found = cast("list[Any]", several) if isinstance(several, list) else []
    return [s for s in (*found, text(told, "security_id")) if isinstance(s, str) and s]


def results(told: Object) -> list[str]:
    """What is issued for what a transaction ends."""
    several = told.get("resulting_security_ids")
    found = cast("list[Any]", several) if isinstance(several, list) else []
    others = (text(told, "resulting_security_id"), text(told, "balance_security_id"))
    return [s for s in (*found, *others) if isinstance(s, str) and s]
