"""Bounds on shares, made as narrow as the whole allows: what one has no other can have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kingmaker.engine.ownership.shares import NOTHING, UNKNOWN, Share
from kingmaker.engine.ownership.stakes import UNTOLD, Holdings, Stakes


@dataclass(frozen=True, slots=True)
class Column:
    """All of one subject: its holders, those who are not parties, and what is anyone's.

    Attributes
    ----------
    holders : mapping of int to Share
        What each party holds of it.
    others, anyone : Share
        As in `Rest`.
    consistent : bool
        Whether there are shares within the bounds that come to one together. The bounds are the
        narrowest then: each share within them occurs. Otherwise they are as they were stated,
        and nothing is said of what the others have.
    """

    holders: Mapping[int, Share]
    others: Share = UNKNOWN
    anyone: Share = NOTHING
    consistent: bool = True

    def held_by(self, those: Iterable[int], *, with_anyone: bool) -> Share:
        """What some of the parties hold of it together.

        Parameters
        ----------
        those : iterable of int
            Which parties.
        with_anyone : bool
            Whether what is anyone's may be theirs.

        Returns
        -------
        Share
            Every share within these bounds occurs, if the column is consistent.
        """
        chosen = set(those)
        theirs, left = NOTHING, self.others
        for holder, share in self.holders.items():
            if holder in chosen:
                theirs += share
            else:
                left += share
        if with_anyone:
            theirs += Share(Fraction(0), self.anyone.high, high_open=self._open)
            left += Share(Fraction(0), self.anyone.high, high_open=self._open)
        else:
            left += self.anyone
        rest = left.left() if self.consistent else None
        return (rest and theirs.within(rest)) or theirs

    @property
    def _open(self) -> bool:
        return self.anyone.high_open


@dataclass(frozen=True)
class Tightened:
    """Stakes with their bounds as narrow as they can be.

    Attributes
    ----------
    parties : int
        How many there are.
    columns : mapping of int to Column
        For each subject of which anything is stated.
    """

    parties: int
    columns: Mapping[int, Column]

    @property
    def inconsistent(self) -> list[int]:
        """The subjects whose stakes cannot all be true."""
        return sorted(s for s, column in self.columns.items() if not column.consistent)

    @cached_property
    def holds(self) -> dict[int, dict[int, Share]]:
        """For each holder the subjects, and its share of each."""
        found: dict[int, dict[int, Share]] = {}
        for subject, column in self.columns.items():
            for holder, share in column.holders.items():
                found.setdefault(holder, {})[subject] = share
        return found

    @property
    def least(self) -> Holdings:
        """The least that each party can hold; what grows with any share is no less than on these.

        All of these at once need not be possible.
        """
        return self._read(lambda share: share.low, None)

    def most(self, party: int | None = None) -> Holdings:
        """The most that each party can hold; what grows with any share is no more than on these.

        Parameters
        ----------
        party : int
            Who may have what is anyone's as well; nobody if it is not said.
        """
        return self._read(lambda share: share.high, party)

    def _read(self, reading: Callable[[Share], Fraction], party: int | None) -> Holdings:
        stakes = [
            (holder, subject, reading(share))
            for subject, column in self.columns.items()
            for holder, share in column.holders.items()
        ]
        if party is not None:
            stakes += [(party, s, reading(column.anyone)) for s, column in self.columns.items()]
        return Holdings.of(self.parties, stakes)


def tightened(stakes: Stakes) -> Tightened:
    """Narrow every bound by what the others have at least, and at most.

    Parameters
    ----------
    stakes : Stakes
        As they are stated.

    Returns
    -------
    Tightened
        A share is at most the whole less the least of all others, and at least the whole less
        the most of all others; what no stake covers is one of them. A bound that is not reached
        stays so.
    """
    subjects = sorted({*stakes.shares, *stakes.rests})
    return Tightened(
        stakes.parties,
        {
            subject: _column(
                stakes.shares.get(subject, {}),
                stakes.rests.get(subject, UNTOLD).others,
                stakes.rests.get(subject, UNTOLD).anyone,
            )
            for subject in subjects
        },
    )


def _column(holders: Mapping[int, Share], others: Share, anyone: Share) -> Column:
    shares = [*holders.values(), others, anyone]
    low = sum((share.low for share in shares), Fraction(0))
    high = sum((share.high for share in shares), Fraction(0))
    lows_open = sum(share.low_open for share in shares)
    highs_open = sum(share.high_open for share in shares)
    narrow: list[Share] = []
    for share in shares:
        rest = Share(
            low - share.low,
            high - share.high,
            lows_open > share.low_open,
            highs_open > share.high_open,
        ).left()
        both = rest and share.within(rest)
        if both is None:
            return Column(holders, others, anyone, consistent=False)
        narrow.append(both)
    return Column(dict(zip(holders, narrow, strict=False)), narrow[-2], narrow[-1])
