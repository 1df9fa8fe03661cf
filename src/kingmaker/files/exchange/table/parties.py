"""Parties as rows of a table tell them: a bit here, a bit there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.names import NAME
from kingmaker.files.exchange.table.cells import several, text_of
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Party
from kingmaker.model.parties import Reason

_KINDS: dict[str, str] = {
    "person": "person", "individual": "person", "natural person": "person", "human": "person",
    "organisation": "organisation", "organization": "organisation", "company": "organisation",
    "entity": "organisation", "legal entity": "organisation", "corporate": "organisation",
    "corporation": "organisation", "institution": "organisation", "firm": "organisation",
    "group": "group", "arrangement": "arrangement", "trust": "arrangement",
    "state": "state", "government": "state", "state body": "state",
    "unspecified": "unspecified", "unknown": "unspecified", "anonymous": "unspecified",
}  # fmt: skip
_REASONS = get_args(Reason)
_MOST = 1_000_000  # parties that are kept in mind
_GUESSED = "what kind of party an owner is, is not said; a person is taken"


class Parties:
    """What was told of parties so far, so that a row that says less takes nothing back."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._known: dict[str, Party] = {}
        self._guessed: set[str] = set()  # of what kind they are

    def name(self, role: str, cell: Mapping[str, Any]) -> str:
        """By what a holding refers to the owner or owned of a row.

        A party that is called by a free text goes by its first number, if it has one.
        """
        text = text_of(cell[role]).strip()
        if NAME.fullmatch(text):
            return text
        first = next(iter(self._identifiers(role, cell, quietly=True).items()), None)
        return named(*first) if first else named(text)

    def told(
        self, role: str, cell: Mapping[str, Any], place: str, name: str | None = None
    ) -> Iterator[Told]:
        """What a row adds to what is known of its owner, its owned, or whom it is held for."""
        name = name or self.name(role, cell)
        known = self._known.get(name)
        text = text_of(cell[role]).strip()
        label = text_of(cell.get(f"{role}_label")) or ("" if NAME.fullmatch(text) else text)
        kind = self._kind(role, cell)
        reason = self._reason(role, cell)
        if reason is not None and kind not in (None, "unspecified"):
            self._account.lose(f"{role}_reason", "who is named needs no reason", reason)
            reason = None
        if reason is not None:
            kind = "unspecified"
        numbers = self._identifiers(role, cell)
        more = self._more(role, cell, kind or (known.kind if known else None))
        guess = "organisation" if role == "owned" else "person"
        if known is not None and kind is None and name in self._guessed and role == "owned":
            kind = guess
        if kind is not None:
            self._guessed.discard(name)
        if known is not None:
            told = known.model_copy(
                update={
                    "label": label or known.label,
                    "kind": kind or known.kind,
                    "reason": (reason or known.reason)
                    if (kind or known.kind) == "unspecified"
                    else None,
                    "identifiers": {**known.identifiers, **numbers},
                    **more,
                }
            )
            if told == known:
                return
        else:
            if kind is None and len(self._known) >= _MOST:
                return  # it may have been told already
            if kind is None and role != "owned":
                self._account.read_as(f"{role}_kind", _GUESSED)
            if kind is None:
                self._guessed.add(name)
            told = Party.model_validate(
                {
                    "label": label,
                    "kind": kind or guess,
                    "reason": reason,
                    "identifiers": numbers,
                    **more,
                }
            )
        if known is not None or len(self._known) < _MOST:
            self._known[name] = told
        yield Told(name, told, place)

    def _more(self, role: str, cell: Mapping[str, Any], kind: str | None) -> dict[str, Any]:
        """What else is told of it, as far as it is."""
        found: dict[str, Any] = {}
        if land := text_of(cell.get(f"{role}_jurisdiction")).strip():
            if kind == "person" or (kind is None and role != "owned"):
                why = "where a person is from, is not where it is registered"
                self._account.lose(f"{role}_jurisdiction", why, land)
            else:
                found["jurisdiction"] = land
        if market := text_of(cell.get(f"{role}_traded")):
            found["traded"] = market
        if lists := several(cell.get(f"{role}_designated")):
            found["designated"] = tuple(lists)
        return found

    def _kind(self, role: str, cell: Mapping[str, Any]) -> str | None:
        text = " ".join(text_of(cell.get(f"{role}_kind")).split()).casefold()
        kind = _KINDS.get(text)
        if text and kind is None:
            self._account.lose(f"{role}_kind", "there is no such kind of party", text)
        return kind

    def _reason(self, role: str, cell: Mapping[str, Any]) -> str | None:
        text = " ".join(text_of(cell.get(f"{role}_reason")).split()).casefold()
        if text and text not in _REASONS:
            self._account.lose(f"{role}_reason", "there is no such reason", text)
            return None
        return text or None

    def _identifiers(
        self, role: str, cell: Mapping[str, Any], *, quietly: bool = False
    ) -> dict[str, str]:
        found: dict[str, str] = {}
        for text in several(cell.get(f"{role}_id")):
            scheme, colon, identifier = text.partition(":")
            if colon and scheme.strip() and identifier.strip():
                found[scheme.strip()] = identifier.strip()
            elif not quietly:
                why = "of which register is the number? write SCHEME:NUMBER"
                self._account.lose(f"{role}_id", why, text)
        return found
