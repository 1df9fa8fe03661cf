"""Control where shares are not all known: certain, possible, or excluded.

The shares of one company say nothing about those of another. So the least that a group can have
in each company is to be had in all companies at once, and the most too: both verdicts are exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kingmaker.engine.ownership.shares import MAJORITY, Threshold, Verdict
from kingmaker.engine.ownership.tightening import Column, Tightened


def control_verdicts(
    stakes: Tightened, starters: Iterable[int], threshold: Threshold = MAJORITY
) -> dict[int, Verdict]:
    """Whether some parties together control each company.

    Parameters
    ----------
    stakes : Tightened
        Who holds what, within bounds. What is anyone's may be the starters'.
    starters : iterable of int
        Who acts together.
    threshold : Threshold
        What it takes to control a company.

    Returns
    -------
    dict of int to Verdict
        For all subjects of stakes but the starters. If a company's stakes cannot all be true,
        certain is what follows from what each holds at least, and possible what follows from
        what each may hold at most.
    """
    acting = set(starters)
    certain = _closure(stakes, acting, threshold, at_most=False)
    possible = _closure(stakes, acting, threshold, at_most=True)
    return {
        company: Verdict.CERTAIN
        if company in certain
        else Verdict.POSSIBLE
        if company in possible
        else Verdict.EXCLUDED
        for company in stakes.columns
        if company not in acting
    }


def _closure(
    stakes: Tightened, starters: set[int], threshold: Threshold, *, at_most: bool
) -> set[int]:
    """What falls if in every company the acting have as much, or as little, as they can."""
    acting = set(starters)
    columns = stakes.columns
    holds = stakes.holds
    tallies = {c: _Tally(column, at_most=at_most) for c, column in columns.items()}
    acting.update(c for c in columns if tallies[c].met(threshold))
    waiting = list(acting)
    while waiting:
        holder = waiting.pop()
        for company in holds.get(holder, ()):
            tally = tallies[company]
            tally.join(holder)
            if company not in acting and tally.met(threshold):
                acting.add(company)
                waiting.append(company)
    return acting - starters


class _Tally:
    """What the acting hold of one company, at least or at most.

    It is bounded from two sides: by what they have, and by what the others leave to them.
    """

    __slots__ = ("at_most", "column", "left", "left_open", "own", "own_open")

    def __init__(self, column: Column, *, at_most: bool) -> None:
        self.column, self.at_most = column, at_most
        rests = [column.others] if at_most else [column.others, column.anyone]
        shares = [*column.holders.values(), *rests]
        self.own, self.own_open = Fraction(0), 0
        if at_most:
            self.own, self.own_open = column.anyone.high, int(column.anyone.high_open)
            self.left = 1 - sum((share.low for share in shares), Fraction(0))
            self.left_open = sum(share.low_open for share in shares)
        else:
            self.left = 1 - sum((share.high for share in shares), Fraction(0))
            self.left_open = sum(share.high_open for share in shares)

    def join(self, holder: int) -> None:
        """A holder acts with the others."""
        share = self.column.holders[holder]
        if self.at_most:
            self.own += share.high
            self.own_open += share.high_open
            self.left += share.low
            self.left_open -= share.low_open
        else:
            self.own += share.low
            self.own_open += share.low_open
            self.left += share.high
            self.left_open -= share.high_open

    def met(self, threshold: Threshold) -> bool:
        """Whether what they hold is enough; at least, or at most."""
        own = self.own, bool(self.own_open)
        left = (self.left, bool(self.left_open)) if self.column.consistent else own
        if self.at_most:
            return all(threshold.ever(part, open_=open_) for part, open_ in (own, left))
        return any(threshold.always(part, open_=open_) for part, open_ in (own, left))
