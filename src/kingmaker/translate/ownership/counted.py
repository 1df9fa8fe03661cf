"""Which of the stated holdings count on the day, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from kingmaker.model import Holding, Organisation

TOGETHER = "joint:"
"""Begins the name of those who hold one part together; no party is called so."""


class Standing(Enum):
    """Whether a holding is there on a day."""

    SURE = "sure"
    PERHAPS = "perhaps"
    """It is disputed, or its dates are not exact enough to tell."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Counted:
    """A holding that counts.

    Attributes
    ----------
    name : str
        Its entry.
    holding : Holding
        What is stated.
    holder : str
        Whose it is: of what a nominee holds, the party's for whom.
    subject : str
        Of whom it is held.
    sure : bool
        Whether it is there; else it may be.
    told : bool
        Whether it tells in sum what other holdings of the case tell link by link: it bounds what
        these come to, and does not add to it.
    loose : bool
        Whether it may be, in part or whole, what is stated link by link besides.
    together : str
        Those who hold it together; empty if it is one alone.
    """

    name: str
    holding: Holding
    holder: str
    subject: str
    sure: bool = True
    told: bool = False
    loose: bool = False
    together: str = ""


def standing(holding: Holding, day: date | None) -> Standing:
    """Whether a holding is there at the start of a day.

    Parameters
    ----------
    holding : Holding
        From its first day, up to and without the day of its end.
    day : date or None
        None for the latest that is told: whatever has an end is over then.
    """
    if holding.status in ("withdrawn", "superseded"):
        return Standing.GONE
    sure = holding.status != "disputed"
    start, until = holding.start, holding.until
    if day is None:
        return Standing.GONE if until is not None else _either(sure)
    if (start is not None and day < start.first) or (until is not None and until.last <= day):
        return Standing.GONE
    if (start is not None and day < start.last) or (until is not None and until.first <= day):
        sure = False
    return _either(sure)


def _either(sure: bool) -> Standing:
    return Standing.SURE if sure else Standing.PERHAPS


def counted(organisation: Organisation, *, titled: bool = False) -> Iterator[Counted]:
    """The holdings that count on the organisation's day, in the order of the file.

    What a nominee holds is held by the party for whom, or by somebody who is not named; and so
    are the economic rights of what a trustee holds. A holding that sums up others is told in sum
    if any of these count; if none do, it counts itself.

    Parameters
    ----------
    organisation : Organisation
        On its day.
    titled : bool
        Whether a trustee holds whatever it has the title to, also for others.
    """
    day = organisation.as_of.first if organisation.as_of is not None else None
    there: dict[str, Counted] = {}
    for name, holding in organisation.holdings.items():
        stands = standing(holding, day)
        subject = holding.issuer
        if subject is None and holding.share_class is not None:
            subject = organisation.classes[holding.share_class].of
        if stands is Standing.GONE or subject is None:
            continue
        holder = _holder(holding, titled=titled)
        there[name] = Counted(name, holding, holder, subject, stands is Standing.SURE)
    blocks = _blocks(there.values())
    links: dict[str, dict[str, set[str]]] = {right: {} for right in _CHAINED}
    for each in there.values():
        if not each.holding.parts and each.holding.link != "indirect":
            for right, others in _CHAINED.items():
                if each.holding.right in others or each.holding.shares is not None:
                    links[right].setdefault(each.subject, set()).add(each.holder)
    for each in there.values():
        link = each.holding.link
        summed = any(part in there for part in each.holding.parts)
        chained = link != "direct" and _reaches(links.get(each.holding.right, {}), each)
        told = summed or (link == "indirect" and chained)
        loose = not told and link == "unspecified" and chained
        together = blocks.get((each.holding.joint, each.subject), "")
        plain = not (told or loose or together)
        yield each if plain else replace(each, told=told, loose=loose, together=together)


def _blocks(holdings: Iterable[Counted]) -> dict[tuple[str, str], str]:
    """By name and subject those who hold together; the same name for others is another block."""
    members: dict[tuple[str, str], set[str]] = {}
    for each in holdings:
        if each.holding.joint:
            members.setdefault((each.holding.joint, each.subject), set()).add(each.holder)
    names: dict[tuple[str, frozenset[str]], str] = {}
    used: set[str] = set()
    found: dict[tuple[str, str], str] = {}
    for (joint, subject), those in members.items():
        key = (joint, frozenset(those))
        if key not in names:
            name = f"{TOGETHER}{joint}"
            names[key] = f"{name}:{subject}" if name in used else name
            used.add(name)
        found[joint, subject] = names[key]
    return found


def _holder(holding: Holding, *, titled: bool) -> str:
    if holding.capacity == "nominee":
        return holding.behalf or f"{holding.holder}{BEHIND}"
    if holding.behalf is None or titled or holding.right not in _WORTH:
        return holding.holder
    return holding.behalf


BEHIND = ":nominee"
"""Ends the name of whoever stands behind a nominee and is not named."""


_CHAINED = {"economic": ("economic",), "votes": ("votes", "economic")}
"""By right, of which rights a chain consists."""

_WORTH = ("economic", "profit", "surplus", "use", "asset income")


def _reaches(direct: dict[str, set[str]], each: Counted) -> bool:
    """Whether direct holdings lead from the holder to the subject through somebody else."""
    waiting = [h for h in direct.get(each.subject, ()) if h != each.holder]
    seen = set(waiting)
    while waiting:
        for holder in direct.get(waiting.pop(), ()):
            if holder == each.holder:
                return True
            if holder not in seen:
                seen.add(holder)
                waiting.append(holder)
    return False
