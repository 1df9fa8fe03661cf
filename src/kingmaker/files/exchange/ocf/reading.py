"""A package of Open Cap Table Format in: its parties, classes and what was held when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import name_of
from kingmaker.files.exchange.ocf.describing import (
    MONEY,
    day,
    issuer,
    lose,
    quantity,
    stakeholder,
    stock_class,
    text,
)
from kingmaker.files.exchange.ocf.ledger import (
    ENDS,
    ISSUES,
    SPLIT,
    Ledger,
    Piece,
    certificates,
    lapsed,
    moment_of,
    ratio_of,
    results,
)
from kingmaker.files.exchange.ocf.package import Object, Package, package
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Holding, Party, ShareClass, When, when

_NO_HOLDING: dict[str, str] = {
    "ACCEPTANCE": "that it was accepted changes nobody's holding",
    "ADJUSTMENT": "what may be issued, and at what terms, changes nobody's holding",
    "RETURN_TO_POOL": "what may be issued changes nobody's holding",
    "REPRICING": MONEY,
    "VESTING_START": "vesting is not carried",
    "VESTING_EVENT": "vesting is not carried",
    "VESTING_ACCELERATION": "vesting is not carried",
    "STAKEHOLDER_RELATIONSHIP": "what somebody is to the company changes nobody's holding",
    "STAKEHOLDER_STATUS": "what somebody is to the company changes nobody's holding",
}
_OTHER_FILES: dict[str, str] = {
    "stock_plans_files": "plans to issue are not carried",
    "stock_legend_templates_files": "what is printed on certificates is not carried",
    "vesting_terms_files": "vesting is not carried",
    "valuations_files": MONEY,
    "financings_files": MONEY,
    "documents_files": "documents are not carried",
}
_LAPSE = ("expiration_date", "warrant_expiration_date")
_ISSUED = frozenset(
    ("security_id", "date", "stakeholder_id", "custom_id", "stock_class_id", "quantity",
     "comments", "stock_legend_ids", "security_law_exemptions", "issuance_type",
     "compensation_type", "stock_plan_id", "convertible_type", *_LAPSE),
)  # fmt: skip
_ENDED = frozenset(
    ("security_id", "security_ids", "date", "quantity", "quantity_converted", "comments",
     "resulting_security_ids", "resulting_security_id", "balance_security_id",
     "split_transaction_id", "reason_text", "trigger_id", "settlement_date"),
)  # fmt: skip


def read(path: str | Path, account: Account, on: When | str | None = None) -> Iterator[Told]:
    """Read a package of Open Cap Table Format.

    Parameters
    ----------
    path : str or Path
        A zip, a folder, or the manifest in one.
    account : Account
        Is told of each object and of what of it is not carried.
    on : When or str, optional
        The last day whose transactions count; then only what is held on that day is told, and
        each class has as many shares as are then outstanding. If not given, everything that was
        ever held is told, with the days on which it began and ended, and at any time there are
        as many shares of a class as are then held.

    Yields
    ------
    Told
        The company, stakeholders, holdings and classes.

    Raises
    ------
    CaseError
        If it is no package, or a file that its manifest names cannot be read.
    """
    last = None if on is None else when(on).last.isoformat()
    with package(path) as found:
        yield from _Reader(found, account, last).told()


class _Reader:
    def __init__(self, found: Package, account: Account, last: str | None) -> None:
        self._package, self._account, self._last = found, account, last
        company = cast("Object", found.manifest["issuer"])
        self._company = name_of(text(company, "id") or text(company, "legal_name") or found.name)
        self._outstanding: dict[str, Fraction] = defaultdict(Fraction)

    def told(self) -> Iterator[Told]:
        account = self._account
        company = cast("Object", self._package.manifest["issuer"])
        account.record("issuer")
        yield Told(self._company, issuer(company, account), "issuer")
        for one, place in self._objects("stakeholders_files", "stakeholder"):
            yield Told(self._name(text(one, "id")), stakeholder(one, account), place)
        classes = self._package.items("stock_classes_files")
        known = {text(cast("Object", c), "id") for c in classes if isinstance(c, dict)}
        yield from self._transactions(known)
        for one, place in self._objects("stock_classes_files", "stock class"):
            name = self._name(text(one, "id"))
            issued = None if self._last is None else self._outstanding[name]
            yield Told(name, stock_class(one, self._company, issued, account), place)
        for files, why in _OTHER_FILES.items():
            for one in self._package.items(files):
                told = cast("Object", one) if isinstance(one, dict) else {}
                account.record(f"{files.removesuffix('_files')} {text(told, 'id')}")
                account.refuse(why)

    def _name(self, identifier: str) -> str:
        return named(self._company, identifier)

    def _objects(self, files: str, word: str) -> Iterator[tuple[Object, str]]:
        for number, one in enumerate(self._package.items(files), 1):
            told = cast("Object", one) if isinstance(one, dict) else {}
            identifier = text(told, "id")
            place = f"{word} {identifier or number}"
            self._account.record(place)
            if identifier:
                yield told, place
            else:
                self._account.refuse("an object with an id belongs here")

    def _transactions(self, classes: set[str]) -> Iterator[Told]:
        account = self._account
        entries = [one for one in self._package.items("transactions_files") if self._due(one)]
        ledger = Ledger.of(entries)
        for number, one in enumerate(entries):
            told = cast("Object", one) if isinstance(one, dict) else {}
            place = f"transaction {text(told, 'id') or number + 1}"
            account.record(place)
            kind = text(told, "object_type")
            if kind in ISSUES:
                if ledger.issued.get(text(told, "security_id")) != number:
                    account.refuse("another issuance has the same certificate")
                else:
                    yield from self._issuance(told, number, ledger, place, classes)
            elif kind in ENDS:
                self._end(told, number, ledger)
            elif kind == SPLIT:
                if moment_of(told, number) is None or ratio_of(told) is None:
                    account.refuse("a split has a day and a ratio, and this has not both")
                else:
                    lose(told, frozenset(("date", "stock_class_id", "split_ratio", "comments")),
                         account)  # fmt: skip
            else:
                why = next((w for e, w in _NO_HOLDING.items() if kind.endswith(e)), None)
                account.refuse(why or "a kind of transaction that is not known", kind)

    def _due(self, entry: object) -> bool:
        """Whether a transaction counts; one without a day does, so that it is told."""
        told = cast("Object", entry) if isinstance(entry, dict) else {}
        return self._last is None or text(told, "date")[:10] <= self._last

    def _issuance(
        self, told: Object, number: int, ledger: Ledger, place: str, classes: set[str]
    ) -> Iterator[Told]:
        account = self._account
        stock = ISSUES[text(told, "object_type")] == "STOCK"
        security = text(told, "security_id")
        if not security or moment_of(told, number) is None:
            account.refuse("an issuance has a security_id and a day, and this has not both")
            return
        if stock and quantity(told, "quantity") is None:
            account.refuse("how many shares are issued cannot be read", told.get("quantity", ""))
            return
        if stock and not text(told, "stock_class_id"):
            account.refuse("of which class the shares are, is not told")
            return
        if stock and text(told, "stock_class_id") not in classes:
            why = "no such class is listed; one vote a share is taken"
            account.read_as("stock_class_id", why, text(told, "stock_class_id"))
            classes.add(text(told, "stock_class_id"))
            unlisted = ShareClass(of=self._company, label=text(told, "stock_class_id"))
            yield Told(self._name(unlisted.label), unlisted, place)
        if text(told, "compensation_type") == "CSAR":
            account.refuse("it is settled in money and gives no shares")
            return
        pieces = ledger.pieces(told, number)
        if not stock:
            pieces = lapsed(pieces, day(told, _LAPSE[0]) or day(told, _LAPSE[1]))
        if self._last is not None:
            pieces = [p for p in pieces if self._stands(p) and p.status != "withdrawn"]
        name = self._name(security)
        holder = text(told, "stakeholder_id")
        if holder:
            held_by = self._name(holder)
        else:
            account.lose("stakeholder_id", "who holds it, is not told")
            held_by = named(name, "holder")
            yield Told(held_by, Party(kind="unspecified", reason="unknown"), place)
        words: dict[str, Any] = {"holder": held_by, "in": self._company}
        words["wording"] = text(told, "custom_id")
        lose(told, _ISSUED, account)
        if not stock and quantity(told, "quantity") is not None:
            account.lose("quantity", "for how many shares an option is, only its note tells",
                         text(told, "quantity"))  # fmt: skip
        for count, piece in enumerate(pieces, 1):
            more = self._stock(told, piece) if stock else _option(told, piece)
            try:
                holding = Holding.model_validate(
                    words | more
                    | {"from": piece.start, "until": piece.until, "status": piece.status,
                       "status_from": piece.status_from}
                )  # fmt: skip
            except ValidationError as error:
                account.refuse("what it says does not fit together", error.errors()[0]["msg"])
                return
            if piece.kept:
                why = "the rest of a certificate is on no other one; it is taken to stay"
                account.read_as("security_id", why, security)
            yield Told(name if count == 1 else named(name, str(count)), holding, place)

    def _stands(self, piece: Piece) -> bool:
        return piece.until is None or str(piece.until) > (self._last or "")

    def _stock(self, told: Object, piece: Piece) -> dict[str, Any]:
        name = self._name(text(told, "stock_class_id"))
        if piece.until is None and piece.status != "withdrawn":
            self._outstanding[name] += piece.quantity or 0
        return {"class": name, "shares": piece.quantity}

    def _end(self, told: Object, number: int, ledger: Ledger) -> None:
        account = self._account
        ended = certificates(told)
        if not any(security in ledger.issued for security in ended):
            account.refuse("it ends a certificate that is not issued here", "; ".join(ended))
            return
        if moment_of(told, number) is None:
            why = "its day cannot be read, and what it ends may have ended"
            account.refuse(why, told.get("date", ""))
            return
        for security in ended:
            if security not in ledger.issued:
                account.lose("security_ids", "no such certificate is issued here", security)
        for security in results(told):
            if security not in ledger.issued:
                why = "what comes of it is not issued here, and is lost"
                account.lose("resulting_security_ids", why, security)
        if text(told, "object_type") == "TX_STOCK_REPURCHASE":
            account.read_as("", "shares that are bought back are taken as no longer issued")
        lose(told, _ENDED, account)


def _option(told: Object, piece: Piece) -> dict[str, Any]:
    kind = text(told, "compensation_type") or text(told, "convertible_type")
    kind = kind or ISSUES[text(told, "object_type")]
    many = f", for {float(piece.quantity):,.10g} shares" if piece.quantity is not None else ""
    return {"right": "option", "note": f"{kind.lower().replace('_', ' ')}{many}"}
