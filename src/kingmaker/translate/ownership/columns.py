"""Holdings of one right, as stakes in each subject: parts of its capital, votes or board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from kingmaker.engine.ownership.shares import UNKNOWN, Share
from kingmaker.model import Organisation, Portion
from kingmaker.translate.ownership.counted import Counted

Divided: TypeAlias = Literal["economic", "votes", "appointment", "profit", "surplus"]
"""The rights that are held in parts and come to one whole."""

DIVIDED: tuple[Divided, ...] = ("economic", "votes", "appointment", "profit", "surplus")

NOBODY = "nobody"
TOGETHER = "joint:"
"""Begins the name of those who hold one part together; no party is called so."""

MOST = Share(Fraction(1, 2), Fraction(1), low_open=True)
"""What a right to appoint the board is of it, where it is not said how much."""


@dataclass(slots=True)
class Columns:
    """The stakes in one right.

    Attributes
    ----------
    held : dict of str to dict of str to list of (Share, str)
        By subject and holder, each stake and the entry that states it.
    told : dict of (str, str) to list of (Share, str)
        By holder and subject, what is told in sum.
    """

    held: dict[str, dict[str, list[tuple[Share, str]]]] = field(
        default_factory=dict[str, dict[str, list[tuple[Share, str]]]]
    )
    told: dict[tuple[str, str], list[tuple[Share, str]]] = field(
        default_factory=dict[tuple[str, str], list[tuple[Share, str]]]
    )

    def add(self, each: Counted, share: Share) -> None:
        """One more stake; one that may not be there is anything up to what it says."""
        if not each.sure:
            share = Share(Fraction(0), share.high, high_open=share.high_open)
        if each.told:
            self.told.setdefault((each.holder, each.subject), []).append((share, each.name))
        else:
            holders = self.held.setdefault(each.subject, {})
            joint = each.holding.joint
            holder = f"{TOGETHER}{joint}" if joint else each.holder
            holders.setdefault(holder, []).append((share, each.name))


def share_of(portion: Portion | None) -> Share:
    """A part as it is stated, as a share; nothing said is not known."""
    if portion is None:
        return UNKNOWN
    return Share(portion.low, portion.high, portion.low_open, portion.high_open)


def columns(
    organisation: Organisation, holdings: Iterable[Counted]
) -> tuple[dict[Divided, Columns], frozenset[str]]:
    """Stakes in all that is held in parts: capital, votes, the board, profits, what is left over.

    Returns
    -------
    by right : dict of str to Columns
        Shares of a class count in the capital and in the votes, as the class says.
    follows : frozenset of str
        Subjects of whose votes nothing is stated; they are taken to follow the capital.
    """
    found: dict[Divided, Columns] = {right: Columns() for right in DIVIDED}
    capital, votes = found["economic"], found["votes"]
    weights = _Classes(organisation)
    for each in holdings:
        held = each.holding
        if organisation.parties[each.holder].reason == NOBODY:
            continue
        if held.shares is not None or (held.share_class is not None and held.right == "economic"):
            capital.add(each, weights.share(each, "capital"))
            votes.add(each, weights.share(each, "votes"))
        elif held.right == "economic":
            capital.add(each, share_of(held.share))
        elif held.right == "votes" and held.share_class is not None:
            votes.add(each, weights.share(each, "votes"))
        elif held.right == "votes":
            votes.add(each, share_of(held.share))
        elif held.right == "appointment":
            found["appointment"].add(each, MOST if held.share is None else share_of(held.share))
        elif held.right in ("profit", "surplus"):
            found[held.right].add(each, share_of(held.share))
    for subject, holders in _meetings(organisation).items():
        if subject not in votes.held:
            votes.held[subject] = holders
    told = {subject for _, subject in votes.told}
    follows = frozenset(s for s in capital.held if s not in votes.held and s not in told)
    return found, follows


class _Classes:
    """What one share of each class is of the capital, and of the votes, of its company."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.held: dict[str, Fraction] = {}
        for holding in organisation.holdings.values():
            if holding.shares is not None and holding.share_class is not None:
                before = self.held.get(holding.share_class, Fraction(0))
                self.held[holding.share_class] = before + holding.shares
        self.of: dict[str, list[str]] = {}
        for name, share_class in organisation.classes.items():
            if share_class.of is not None:
                self.of.setdefault(share_class.of, []).append(name)
        self.totals: dict[tuple[str, str], Fraction | None] = {}

    def number(self, name: str) -> Fraction | None:
        """How many shares of a class there are; None if it is not known."""
        issued = self.organisation.classes[name].issued
        return self.held.get(name) if issued is None else issued

    def total(self, subject: str, what: str) -> Fraction | None:
        """The capital, or the votes, of a company in units of its classes."""
        if (subject, what) not in self.totals:
            found = Fraction(0)
            for name in self.of.get(subject, ()):
                number, worth = self.number(name), self.worth(name, what)
                if number is None and worth:
                    found = Fraction(-1)
                    break
                found += (number or 0) * worth
            self.totals[subject, what] = found if found > 0 else None
        return self.totals[subject, what]

    def worth(self, name: str, what: str) -> Fraction:
        share_class = self.organisation.classes[name]
        return share_class.capital if what == "capital" else share_class.votes

    def share(self, each: Counted, what: str) -> Share:
        """A holding of shares of a class, as a part of the whole company."""
        name = each.holding.share_class or ""
        worth = self.worth(name, what)
        if each.holding.shares is not None:
            total = self.total(each.subject, what)
            if total is None:
                return UNKNOWN if worth else Share.exactly(0)
            return Share.exactly(min(each.holding.shares * worth / total, Fraction(1)))
        part = share_of(each.holding.share)
        if self.of.get(each.subject, []) in ([], [name]):
            return part
        total, number = self.total(each.subject, what), self.number(name)
        if not worth:
            return Share.exactly(0)
        if total is None or number is None:
            return Share(Fraction(0), Fraction(1))
        whole = min(number * worth / total, Fraction(1))
        return Share(part.low * whole, part.high * whole, part.low_open, part.high_open)


def _meetings(
    organisation: Organisation,
) -> Mapping[str, dict[str, list[tuple[Share, str]]]]:
    """The votes of a company's members, where a body of theirs lists them."""
    found: dict[str, dict[str, list[tuple[Share, str]]]] = {}
    for name, body in organisation.bodies.items():
        if body.of is None or body.kind not in ("meeting", "electorate") or not body.voters:
            continue
        each: dict[str, Fraction] = {}
        for voter, weight in body.voters.items():
            if isinstance(weight, dict):
                break
            party = organisation.parties[voter]
            heads = party.count or 1 if party.kind == "group" and party.acts != "bloc" else 1
            each[voter] = weight * heads
        total = sum(each.values(), Fraction(0))
        if len(each) == len(body.voters) and total:
            found.setdefault(
                body.of,
                {
                    voter: [(Share.exactly(weight / total), f"bodies.{name}")]
                    for voter, weight in each.items()
                },
            )
    return found
