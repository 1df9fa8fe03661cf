"""Holdings and holders in words: what is held, how, since when; who holds, and why nobody."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from kingmaker.analyses.plainly import some
from kingmaker.faces.cells import decimal
from kingmaker.faces.wording import part
from kingmaker.model import Holding, Organisation, Party, Right, ShareClass

Family: TypeAlias = Literal["capital", "votes", "power", "other"]
"""Rights that are drawn with one line: a part of the capital, votes, control, anything else."""

_POWER: frozenset[Right] = frozenset((
    "appointment", "veto", "control", "influence", "management", "seat", "chair", "articles",
    "law",
))  # fmt: skip

_PARTS: Mapping[Right, str] = {
    "economic": "{} capital", "votes": "{} votes", "appointment": "appoints {} of the board",
    "profit": "{} of the profit", "surplus": "{} of what is left when wound up",
    "asset income": "{} of the income from its assets", "use": "{} of the use of its assets",
    "beneficiary": "beneficiary of {}", "option": "an option on {}", "control": "controls with {}",
    "contract": "{} under a contract", "unknown": "{} of a right not known",
    "unpublished": "{} of a right not published",
}  # fmt: skip
"""Where a part of it is told."""

_WHOLE: Mapping[Right, str] = {
    "economic": "capital", "votes": "votes", "appointment": "appoints directors", "veto": "veto",
    "control": "controls", "profit": "profit", "surplus": "what is left when wound up",
    "contract": "rights under a contract", "option": "an option", "influence": "influence",
    "management": "manages it", "seat": "a seat on the board", "chair": "chairs the board",
    "articles": "control by its articles", "law": "control by law", "use": "use of its assets",
    "asset income": "income from its assets", "settlor": "settlor", "trustee": "trustee",
    "protector": "protector", "beneficiary": "beneficiary", "nominee": "nominee",
    "nominator": "nominator", "unknown": "a right not known",
    "unpublished": "a right not published",
}  # fmt: skip
"""Where no part of it is told."""

_MEASURED: frozenset[Right] = frozenset(("economic", "votes", "profit", "surplus"))
"""Rights that nobody has without having so much of them."""

REASONS = {
    "nobody": "there is nobody to name", "cannot say": "it cannot say who",
    "withheld": "the holder has not told", "exempt": "exempt from telling",
    "holder exempt": "the holder is exempt from telling", "unknown": "it is not known why",
    "publisher unaware": "the publisher has not been told",
}  # fmt: skip
"""Why nobody is named."""

_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""A text in which no sign hides that turns the writing of what follows around.

    Examples
    --------
    >>> visible("Ann\u202eBen")
    'Ann�Ben'
    """
    return _TURNED.sub("\N{REPLACEMENT CHARACTER}", text)


def labelled(organisation: Organisation, name: str) -> str:
    """What a party is called."""
    return visible(organisation.label(name))


def kind(party: Party) -> str:
    """What kind of party it is; of one that is not named, why not.

    Examples
    --------
    >>> kind(Party(kind="organisation", form="limited company", jurisdiction="GB"))
    'organisation · GB · limited company'
    >>> kind(Party(kind="unspecified", reason="withheld"))
    'unspecified: the holder has not told'
    """
    if party.kind == "unspecified":
        why = REASONS[party.reason] if party.reason else "no reason is given"
        return f"unspecified: {why}"
    people = "" if party.count is None else f"{party.count:,} people"
    return visible(" · ".join(filter(None, [party.kind, people, party.jurisdiction, party.form])))


def family(right: Right) -> Family:
    """With what line a right is drawn."""
    if right == "economic":
        return "capital"
    if right == "votes":
        return "votes"
    return "power" if right in _POWER else "other"


@dataclass(frozen=True, slots=True)
class Said:
    """A holding in words.

    Attributes
    ----------
    what : str
        What is held: ``30 % capital``.
    how : tuple of str
        As what, how, since when: ``as nominee for Ann``, ``since 2019-03``.
    marks : tuple of str
        ``disputed``, ``assumed``.
    """

    what: str
    how: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()

    def __str__(self) -> str:
        return sentence([self.what], self)


def sentence(held: Iterable[str], said: Said) -> str:
    """Several things that are held in the same way, in one phrase."""
    told = ", ".join([*held, *said.how])
    return f"{told} ({', '.join(said.marks)})" if said.marks else told


def said(
    organisation: Organisation,
    name: str,
    disputed: Collection[str] = (),
    assumed: Collection[str] = (),
) -> Said:
    """Say a holding, by its name, in words.

    Parameters
    ----------
    organisation : Organisation
        On one day.
    name : str
        Of the holding.
    disputed, assumed : collection of str
        Entries, as ``holdings.stake``, of which something is disputed or assumed.
    """
    held = organisation.holdings[name]
    path = f"holdings.{name}"
    marks = {
        "disputed": held.status == "disputed" or path in disputed,
        "assumed": held.assumed or path in assumed,
    }
    how = tuple(filter(None, [_capacity(organisation, held), *_links(organisation, held)]))
    dates = [(held.start, "since"), (held.until, "until")]
    how += tuple(f"{word} {day}" for day, word in dates if day is not None)
    return Said(_what(organisation, held), how, tuple(word for word, is_ in marks.items() if is_))


def _what(organisation: Organisation, held: Holding) -> str:
    of_class = ""
    which = organisation.classes.get(held.share_class) if held.share_class else None
    if held.share_class:
        of_class = _class(held.share_class, which)
    if held.shares is not None:
        each = ""
        if which is not None and which.votes != 1:
            votes = _figure(which.votes)
            each = " (no votes)" if not which.votes else f" ({votes} votes each)"
        return f"{_figure(held.shares)} shares {of_class}{each}"
    tail = f", {of_class}" if of_class else ""
    if held.share is None or not held.share.known:
        told = _WHOLE[held.right]
        if held.right in _MEASURED or held.share is not None:
            told = f"{told}: share not known"
        return f"{told}{tail}"
    measured = _PARTS.get(held.right, f"{_WHOLE[held.right]}: {{}}")
    return f"{measured.format(part(held.share))}{tail}"


def _class(name: str, which: ShareClass | None) -> str:
    label = visible(which.label) if which is not None else ""
    label = label or (name.upper() if len(name) == 1 else name.replace("-", " "))
    return label if label.lower().startswith("class") else f"class {label}"


def _figure(number: Fraction) -> str:
    return f"{int(number):,}" if number.denominator == 1 else decimal(number, 2).rstrip("0")


def _capacity(organisation: Organisation, held: Holding) -> str:
    if held.capacity == "own":
        return ""
    told = "as one of a firm" if held.capacity == "firm" else f"as {held.capacity}"
    return f"{told} for {labelled(organisation, held.behalf)}" if held.behalf else told


def _links(organisation: Organisation, held: Holding) -> Iterable[str]:
    if held.link == "indirect":
        yield "indirect"
    if summed := summed_up(organisation, held):
        how = "the sum" if held.share is not None else "by way"
        yield f"{how} of {some(summed, 'other holding')}"


def summed_up(organisation: Organisation, held: Holding) -> int:
    """How many holdings of the case it sums up."""
    return sum(1 for name in held.parts if name in organisation.holdings)
