"""The whole of a company dealt out within bounds, so that what it is worth is most, or least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from kingmaker.engine.ownership.shares import NOTHING, Share
from kingmaker.engine.ownership.tightening import Column

OTHERS, ANYONE = -1, -2
"""Stand for holders who are none of the parties."""


@dataclass(frozen=True, slots=True)
class Deal:
    """Values to hold a company by, and whether the most is wanted, or the least.

    Attributes
    ----------
    values : mapping of int to Fraction
        What it is worth if a party holds the whole; nothing for those left out.
    anyone : Fraction
        The same for what is anyone's.
    most : bool
        Whether the most is wanted.
    """

    values: Mapping[int, Fraction]
    anyone: Fraction
    most: bool

    def of(self, holder: int) -> Fraction:
        """What it is worth with a holder."""
        return self.anyone if holder == ANYONE else self.values.get(holder, Fraction(0))

    def allotted(self, column: Column) -> dict[int, Fraction]:
        """How the whole is dealt out; at the ends of the bounds, even where they are left out.

        Everybody has the least that is theirs, and what is left goes to where it is worth most,
        or least. If the stakes cannot all be true, everybody has the most, or the least.
        """
        shares = _shares(column)
        if not column.consistent:
            return {
                holder: share.high if self.most else share.low
                for holder, share in shares.items()
                if holder != OTHERS
            }
        left = 1 - sum((share.low for share in shares.values()), Fraction(0))
        found: dict[int, Fraction] = {}
        for holder in self._order(shares):
            more = min(left, shares[holder].high - shares[holder].low)
            found[holder] = shares[holder].low + more
            left -= more
        return found

    def worth(self, allotted: Mapping[int, Fraction]) -> Fraction:
        """What the company is worth if it is dealt out so."""
        return sum((part * self.of(h) for h, part in allotted.items()), Fraction(0))

    def reaches(self, column: Column, sure: Iterable[int]) -> bool:
        """Whether a deal within the bounds proper reaches the most, or the least.

        Parameters
        ----------
        column : Column
            What is dealt out.
        sure : iterable of int
            The holders whose own values are reached; others must have nothing of it.
        """
        fine = {*sure, OTHERS, ANYONE}
        shares = _shares(column)
        allotted = self.allotted(column)
        for _, group in groupby(self._order(shares), key=self.of):
            members = [h for h in group if h in allotted]
            total, parts = Fraction(0), NOTHING
            for holder in members:
                total += allotted[holder]
                share = shares[holder]
                if holder in fine:
                    parts += share
                elif share.low or share.low_open:
                    return False
            if not _inside(total, parts):
                return False
        return True

    def _order(self, shares: Mapping[int, Share]) -> list[int]:
        return sorted(shares, key=lambda h: (-self.of(h) if self.most else self.of(h), h))


def _shares(column: Column) -> dict[int, Share]:
    return {**column.holders, OTHERS: column.others, ANYONE: column.anyone}


def _inside(part: Fraction, share: Share) -> bool:
    above = part > share.low or (part == share.low and not share.low_open)
    return above and (part < share.high or (part == share.high and not share.high_open))
