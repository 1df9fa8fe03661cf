"""Interests of statements as what a case says of holdings, but for their days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from kingmaker.files.bods import Interest
from kingmaker.files.exchange.bods.filed import Filed, filed, share_of
from kingmaker.files.exchange.bods.words import LINKS, RIGHTS
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.percentages import rounded, spelt
from kingmaker.model import Portion

_OPEN = "the ends of the band are open or closed as the register's code says"
_AGAIN = "may be the same part as in another code: its lower end is not counted twice"
_MAJORITY = "the register's code is about a majority"
_PARTED = "a share with more digits than a case can hold is told as the bounds around it"


def said(interest: Interest | None, which: int, subject: str, account: Account) -> dict[str, Any]:
    """Give what a holding says of its right, as far as an interest tells it.

    Parameters
    ----------
    interest : Interest or None
        None if a relationship does not say what is held.
    which : int
        How many equal interests come before it in its statement.
    subject : str
        The name of the party in which it is held.
    account : Account
        Is told what cannot be carried, and what is carried in another sense.
    """
    if interest is None:
        return {"right": "unknown", "link": "unspecified"}
    found = _said(replace(interest, start=None, end=None, more={}), which, bool(interest.more))
    for loss in found.losses:
        loss(account)
    words = dict(found.words)
    if found.block:
        words["joint"] = f"{subject} {found.block}"
    return words


class _Said(NamedTuple):
    """What an interest says wherever it stands."""

    words: Mapping[str, Any]
    block: str
    losses: tuple[Callable[[Account], None], ...]


@lru_cache(maxsize=1 << 12)  # a register has few different ones
def _said(interest: Interest, which: int, more: bool) -> _Said:
    losses: list[Callable[[Account], None]] = []
    if more:
        losses.append(lambda account: account.lose("interests", "a case has no place for it"))
    words: dict[str, Any] = {
        "right": RIGHTS[interest.type] if interest.type else "unknown",
        "link": LINKS[interest.direct],
    }
    if interest.beneficial is not None:
        words["beneficial"] = interest.beneficial
    if interest.details:
        words["wording"] = interest.details
    code = filed(interest, which)
    share = _share(interest, code, losses)
    if share is not None:
        words["share"] = share
    if code.doubtful:
        why = "more interests than codes: the last code is taken"
        losses.append(lambda account: account.lose("interests.details", why))
    if code.nature and code.nature.capacity != "own":
        words["as"] = code.nature.capacity
    if code.nature and (reading := code.nature.reading):
        losses.append(lambda account: account.read_as("interests.details", reading))
    return _Said(words, code.block, tuple(losses))


def _share(
    interest: Interest, code: Filed, losses: list[Callable[[Account], None]]
) -> Portion | None:
    told = share_of(interest)
    if told is None and interest.share is not None:
        low, _, high, _ = interest.share.bounds
        if (low, high) != (0, 1):
            why = "its bounds contradict one another"
            losses.append(lambda account: account.lose("interests.share", why, f"{low}, {high}"))
    if code.share is not None and code.share != told:
        reason = _AGAIN if code.again else _OPEN if told else _MAJORITY
        losses.append(lambda account: account.read_as("interests.share", reason, told or ""))
        return code.share
    if told is not None and (spelt(told.low) is None or spelt(told.high) is None):
        losses.append(lambda account: account.lose("interests.share", _PARTED))
        return rounded(told)
    return told
