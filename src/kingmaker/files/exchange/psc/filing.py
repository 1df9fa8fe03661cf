"""One line of the register, while it is read: its company, its name, its source, its account."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, TypeAlias, cast

from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.psc.days import day
from kingmaker.files.exchange.psc.making import maker
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party
from kingmaker.model.evidence import Reference
from kingmaker.model.values import When

Object: TypeAlias = "dict[str, Any]"

SOURCE = "gb-coh-psc"
"""Under which name the register is told as a source."""


def as_object(value: object) -> Object:
    """Give an object of JSON; an empty one for anything else."""
    return cast("Object", value) if isinstance(value, dict) else {}


def tidy(text: str) -> str:
    r"""Give a text on one line, with single spaces and no signs that cannot be seen.

    Examples
    --------
    >>> tidy(" Foo  Bar\tLimited ")
    'Foo Bar Limited'
    """
    return " ".join(_CONTROL.sub(" ", text).split()) if _UNTIDY.search(text) else text


_party, _holding = maker(Party), maker(Holding)

_UNTIDY = re.compile(r"^\s|\s$|[^\S ]|  |[\x00-\x1f\x7f]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(slots=True)
class Filing:
    """One line of the register.

    Attributes
    ----------
    data : dict
        What it says, as JSON has it.
    number, company : str
        Of the company that it is about: its number in full, and its name for a case.
    name : str
        By which what it tells is called. It follows from the line alone.
    place : str
        ``line 12``.
    retrieved : When or None
        When the line was taken from the register, if it says so.
    account : Account
        What becomes of it.
    told : set of (str, str)
        Holders and rights that lines before it tell of the same company as still held.
    """

    data: Object
    number: str
    company: str
    name: str
    place: str
    source: tuple[Reference, ...]
    retrieved: When | None
    account: Account
    told: set[tuple[str, str]]

    def text(self, key: str, among: Object | None = None, path: str = "") -> str:
        """Give a text; empty if there is none."""
        value = (self.data if among is None else among).get(key)
        if isinstance(value, str):
            return tidy(value)
        if value is not None:
            self.account.lose(f"{path}{key}", "not a text", value)
        return ""

    def inner(self, key: str) -> Object:
        """Give an object within; an empty one if there is none."""
        value: object = self.data.get(key)
        found = as_object(value)
        if value is not None and found is not value:
            self.account.lose(key, "not an object", value)
        return found

    def day(self, key: str, among: Object | None = None) -> When | None:
        """Give a day; None if there is none."""
        told = (self.data if among is None else among).get(key)
        if told is None:
            return None
        found = day(told) if isinstance(told, str) else None
        if found is None and told != "":
            self.account.lose(key, "not a day, such as 2016-04-06", told)
        return found

    def party(self, name: str, words: Object) -> Told:
        """Tell of a party, by its fields."""
        words["source"] = self.source
        return Told(name, _party(words), self.place)

    def span(self) -> Object | None:
        """Give since when and until when what it says is so, by the fields of a holding.

        Returns
        -------
        dict or None
            None if it is over before it begins, and so is nothing to be held.
        """
        start = self.day("notified_on")
        over = "ceased_on" in self.data
        until = self.day("ceased_on") if over else None
        if until is not None:
            return self.between(start, until, "ceased_on")
        span: Object = {} if start is None else {"start": start}
        if (over and self.data["ceased_on"] is not None) or self.data.get("ceased") is True:
            reason = "it is over, and since when is not told: told as superseded"
            self.account.lose("ceased_on" if over else "ceased", reason)
            span["status"] = "superseded"
        return span

    def between(self, start: When | None, until: When | None, what: str) -> Object | None:
        """Give a span; None, and a loss, if it is over before it begins."""
        span: Object = {}
        if start is not None:
            span["start"] = start
        if until is not None:
            span["until"] = until
            if start is not None and until.text <= start.text:
                why = "over on the day it began" if until == start else "over before it began"
                self.account.lose(what, f"{why}: the holding is not told", until)
                return None
        return span

    def holding(self, nth: int, holder: str, words: Object, span: Object) -> Told:
        """Tell of a holding in the company, by its fields."""
        fields = {**words, **span, "holder": holder, "issuer": self.company, "source": self.source}
        if self.retrieved is not None:
            fields["retrieved"] = self.retrieved
        return Told(f"{self.name}-{nth}", _holding(fields), self.place)


def named_filing(company: str, word: str, identity: str) -> str:
    """Give the name for what a line tells, from how the register identifies the line.

    Identifiers of the register differ in the case of letters, and names do not; hence a digest.
    """
    digest = blake2b(identity.encode("utf-8", "replace"), digest_size=10).hexdigest()
    return f"{company}-{word}-{digest}"
