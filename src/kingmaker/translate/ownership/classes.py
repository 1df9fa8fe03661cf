"""Shares of classes, as parts of the capital and of the votes of their company."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kingmaker.engine.ownership.shares import UNKNOWN, Share
from kingmaker.model import Organisation, Portion
from kingmaker.translate.ownership.counted import Counted, counted

NONE = Fraction(0)


def share_of(portion: Portion | None) -> Share:
    """A part as it is stated, as a share; nothing said is not known."""
    if portion is None:
        return UNKNOWN
    return Share(portion.low, portion.high, portion.low_open, portion.high_open)


class Classes:
    """What one share of each class is of the capital, and of the votes, of its company.

    Parameters
    ----------
    organisation : Organisation
        With its classes.
    holdings : iterable of Counted
        Those that count on the day: of a class of which it is not said how many there are, there
        are as many as are held then.
    """

    def __init__(self, organisation: Organisation, holdings: Iterable[Counted]) -> None:
        self.organisation = organisation
        self.held, self.parts = _held(holdings)
        self.of: dict[str, list[str]] = {}
        for name, share_class in organisation.classes.items():
            if share_class.of is not None:
                self.of.setdefault(share_class.of, []).append(name)
        self.totals: dict[tuple[str, str], tuple[Fraction, Fraction] | None] = {}

    def number(self, name: str) -> tuple[Fraction, Fraction] | None:
        """How many shares of a class there are, at least and at most; None if it is not known."""
        issued = self.organisation.classes[name].issued
        if issued is not None:
            return issued, issued
        return self.held.get(name, None if name in self.parts else (NONE, NONE))

    def total(self, subject: str, what: str) -> tuple[Fraction, Fraction] | None:
        """The capital, or the votes, of a company in units of classes, at least and at most."""
        if (subject, what) not in self.totals:
            least = most = NONE
            known = True
            for name in self.of.get(subject, ()):
                number, worth = self.number(name), self.worth(name, what)
                if number is not None:
                    least, most = least + number[0] * worth, most + number[1] * worth
                elif worth:
                    known = False
            self.totals[subject, what] = (least, most) if known and most else None
        return self.totals[subject, what]

    def worth(self, name: str, what: str) -> Fraction:
        """What one share of a class counts for."""
        share_class = self.organisation.classes[name]
        return share_class.capital if what == "capital" else share_class.votes

    def share(self, each: Counted, what: str) -> Share:
        """A holding of shares of a class, as a part of the whole company."""
        name = each.holding.share_class or ""
        worth = self.worth(name, what)
        if each.holding.shares is not None:
            return self._counted(each, name, worth, self.total(each.subject, what))
        part = share_of(each.holding.share)
        if self.of.get(each.subject, []) in ([], [name]):
            return part
        total, number = self.total(each.subject, what), self.number(name)
        if not worth:
            return Share.exactly(0)
        if total is None or number is None:
            return Share(NONE, Fraction(1))
        low = min(number[0] * worth / total[1], Fraction(1))
        high = min(number[1] * worth / total[0], Fraction(1)) if total[0] else Fraction(1)
        if not high:
            return Share.exactly(0)
        return Share(part.low * low, part.high * high, part.low_open and bool(low), part.high_open)

    def _counted(
        self, each: Counted, name: str, worth: Fraction, total: tuple[Fraction, Fraction] | None
    ) -> Share:
        """So many shares, as a part of the whole."""
        theirs = (each.holding.shares or NONE) * worth
        if not theirs:
            return Share.exactly(0)
        if total is None:
            return UNKNOWN
        least, most = total
        if not each.sure and self.organisation.classes[name].issued is None:
            least += theirs  # if it is there, so are these shares
        high = min(theirs / least, Fraction(1)) if least else Fraction(1)
        return Share(min(theirs / most, high), high)


def overissued(organisation: Organisation) -> dict[str, tuple[Fraction, Fraction]]:
    """Classes of which more shares are held than there are: how many, and how many there are."""
    held, _ = _held(counted(organisation))
    return {
        name: (number[0], issued)
        for name, number in held.items()
        if (issued := organisation.classes[name].issued) is not None and number[0] > issued
    }


def _held(
    holdings: Iterable[Counted],
) -> tuple[dict[str, tuple[Fraction, Fraction]], set[str]]:
    """The shares of each class that are held: those that surely are, and those that may be.

    What several hold together each of them states. Of a class of which parts are stated too, the
    number is not known; these classes come beside.
    """
    single: list[tuple[str, Fraction, bool]] = []
    joint: dict[tuple[str, str], dict[str, tuple[Fraction, bool]]] = {}
    parts: set[str] = set()
    for each in holdings:
        name, shares = each.holding.share_class, each.holding.shares
        if name is None or each.told:
            continue
        if shares is None:
            parts.add(name)
        elif each.together:
            members = joint.setdefault((each.together, name), {})
            before, sure = members.get(each.holder, (NONE, True))
            members[each.holder] = before + shares, sure and each.sure
        else:
            single.append((name, shares, each.sure))
    for (_, name), members in joint.items():
        most = max(shares for shares, _ in members.values())
        single.append((name, most, any(sure for _, sure in members.values())))
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for name, shares, sure in single:
        least, most = found.get(name, (NONE, NONE))
        found[name] = least + shares * sure, most + shares
    return {name: number for name, number in found.items() if name not in parts}, parts
