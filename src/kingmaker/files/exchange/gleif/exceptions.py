"""Reporting exceptions: why a parent is not told. A holding of control by one who is not named.

References
----------
Global Legal Entity Identifier Foundation (2021). Reporting Exceptions format, version 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.files.exchange.gleif.entities import SCHEME, party
from kingmaker.files.exchange.gleif.values import Fields, day, deleted, each, is_lei, text
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told, named
from kingmaker.model import Holding, Party
from kingmaker.model.holdings import Link
from kingmaker.model.parties import Reason

REASONS: dict[str, Reason] = {
    # Nobody controls it as far as is known: its shares are spread widely, say.
    "NO_KNOWN_PERSON": "nobody",
    # People control it with no company between that would consolidate; people are not listed.
    "NATURAL_PERSONS": "exempt",
    # Who controls it need not draw up consolidated accounts, and so is no parent to be told.
    "NON_CONSOLIDATING": "holder exempt",
    # There is a parent, and it does not consent to having an identifier.
    "NO_LEI": "withheld",
    "CONSENT_NOT_OBTAINED": "withheld",
    # The entity may keep to itself what law, contract or its own good forbid it to tell. Only
    # the first of these is still given; it has replaced the others and the consent above.
    "NON_PUBLIC": "exempt",
    "BINDING_LEGAL_COMMITMENTS": "exempt",
    "LEGAL_OBSTACLES": "exempt",
    "DISCLOSURE_DETRIMENTAL": "exempt",
    "DETRIMENT_NOT_EXCLUDED": "exempt",
}
"""By GLEIF's word: why nobody is named."""

_PARENTS: dict[str, tuple[str, Link]] = {
    "DIRECT_ACCOUNTING_CONSOLIDATION_PARENT": ("direct", "direct"),
    "ULTIMATE_ACCOUNTING_CONSOLIDATION_PARENT": ("ultimate", "indirect"),
}
_LONGEST = 500  # signs of a reference


def exceptions(fields: Fields, place: str, account: Account) -> Iterator[Told]:
    """Give the party that is not named, and what it holds.

    Parameters
    ----------
    fields : Fields
        An ``Exception``.
    place : str
        Where it stands.
    account : Account
        Is told what is refused, lost or read as something else.
    """
    lei, category = text(fields.get("LEI")), text(fields.get("ExceptionCategory"))
    if not is_lei(lei):
        return account.refuse("its LEI is not one: its check digits do not fit", lei)
    if category not in _PARENTS:
        return account.refuse("its ExceptionCategory is none that is known", category)
    words = [told for value in each(fields.get("ExceptionReason")) if (told := text(value))]
    if not words:
        return account.refuse("it has no ExceptionReason", lei)
    which, link = _PARENTS[category]
    name = named(SCHEME, lei, which, "parent")
    gone, since = deleted(fields)
    unnamed = Party(
        label=f"{which} parent of {lei}",
        kind="unspecified",
        form="natural persons" if words == ["NATURAL_PERSONS"] else "",
        reason=_reason(words, account),
        note=", ".join(words),
    )
    holding = Holding.model_validate(
        {
            "holder": name,
            "in": party(lei),
            "right": "control",
            "link": link,
            "retrieved": day(fields.get("ContentDate")),
            "status": "withdrawn" if gone else "stated",
            "status_from": since,
            "wording": "; ".join([category, *words, *_references(fields, account)]),
        }
    )
    yield Told(name, unnamed, place)
    yield Told(named(SCHEME, lei, which, "exception"), holding, place)


def _reason(words: list[str], account: Account) -> Reason:
    found: set[Reason] = {REASONS.get(word, "unknown") for word in words}
    if len(found) > 1:
        account.read_as("ExceptionReason", "several reasons, and so none of them for certain")
        return "unknown"
    if words[0] not in REASONS:
        account.read_as("ExceptionReason", "this reason is not known", words[0])
    return found.pop()


def _references(fields: Fields, account: Account) -> Iterator[str]:
    for value in each(fields.get("ExceptionReference")):
        told = text(value)
        if len(told) > _LONGEST:
            account.lose("ExceptionReference", "it is too long to be kept as wording", told)
        elif told:
            yield told
