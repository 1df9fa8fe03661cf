"""Stakes of numbered parties in one another, in one right: as stated, and as exact holdings.

Shares in the proceeds, votes, and rights to appoint are each a network of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from kingmaker.engine.ownership.shares import NOTHING, UNKNOWN, Share


@dataclass(frozen=True, slots=True)
class Stake:
    """A share that one party holds of another, or of itself."""

    holder: int
    subject: int
    share: Share


@dataclass(frozen=True, slots=True)
class Rest:
    """What no stake covers.

    Attributes
    ----------
    others : Share
        What is held by none of the parties: by the public, or by people who are not listed.
    anyone : Share
        What is held by who knows whom: it may be one of the parties, also one with a stake.
    """

    others: Share = UNKNOWN
    anyone: Share = NOTHING


UNTOLD = Rest()
"""Nothing is said of the rest: what there is of it is in other hands."""


@dataclass(frozen=True)
class Stakes:
    """What is stated of who holds how much of whom.

    Attributes
    ----------
    parties : int
        How many there are, numbered from 0.
    held : tuple of Stake
        Several stakes of one party in another add up.
    rests : mapping of int to Rest
        For each subject what no stake covers; `UNTOLD` where it is not said.
    """

    parties: int
    held: tuple[Stake, ...]
    rests: Mapping[int, Rest] = field(default_factory=dict[int, Rest])

    def __post_init__(self) -> None:
        for stake in self.held:
            if not (0 <= stake.holder < self.parties and 0 <= stake.subject < self.parties):
                raise ValueError("a stake is held by one of the parties, of one of them")
        if any(not 0 <= subject < self.parties for subject in self.rests):
            raise ValueError("a rest is of one of the parties")

    @cached_property
    def shares(self) -> dict[int, dict[int, Share]]:
        """For each subject of a stake its holders, and all that each holds of it."""
        found: dict[int, dict[int, Share]] = {}
        for stake in self.held:
            holders = found.setdefault(stake.subject, {})
            known = holders.get(stake.holder)
            holders[stake.holder] = stake.share if known is None else known + stake.share
        return found

    @property
    def lows(self) -> Holdings:
        """The least that is stated."""
        return self._read(lambda share: share.low)

    @property
    def highs(self) -> Holdings:
        """The most that is stated, with no regard to what the others hold."""
        return self._read(lambda share: share.high)

    @property
    def exact(self) -> Holdings:
        """The shares, if all are known; ValueError if not."""
        if not all(stake.share.known for stake in self.held):
            raise ValueError("some of the shares are not known exactly")
        return self.lows

    def _read(self, reading: Callable[[Share], Fraction]) -> Holdings:
        return Holdings(
            self.parties,
            {
                subject: {h: part for h, share in holders.items() if (part := reading(share))}
                for subject, holders in self.shares.items()
            },
        )


@dataclass(frozen=True)
class Holdings:
    """Who holds how much of whom, exactly.

    Attributes
    ----------
    parties : int
        How many there are, numbered from 0.
    held : mapping of int to mapping of int to Fraction
        For each subject its holders and the part of it that each has, more than nothing. They
        may come to more than one, and a party may hold a part of itself.
    """

    parties: int
    held: Mapping[int, Mapping[int, Fraction]]

    def __post_init__(self) -> None:
        for subject, holders in self.held.items():
            if not 0 <= subject < self.parties:
                raise ValueError("what is held is one of the parties")
            for holder, part in holders.items():
                if not 0 <= holder < self.parties:
                    raise ValueError("a holder is one of the parties")
                if part <= 0:
                    raise ValueError("whoever holds a share holds more than nothing")

    @staticmethod
    def of(parties: int, stakes: Iterable[tuple[int, int, Fraction]]) -> Holdings:
        """Holdings of so many parties: holder, subject, part. Nothing is left out, all adds up."""
        found: dict[int, dict[int, Fraction]] = {}
        for holder, subject, part in stakes:
            if part:
                holders = found.setdefault(subject, {})
                holders[holder] = holders.get(holder, Fraction(0)) + part
        return Holdings(parties, found)

    @cached_property
    def holds(self) -> dict[int, dict[int, Fraction]]:
        """For each holder the subjects, and the part of each that it has."""
        found: dict[int, dict[int, Fraction]] = {}
        for subject, holders in self.held.items():
            for holder, part in holders.items():
                found.setdefault(holder, {})[subject] = part
        return found

    def total(self, subject: int) -> Fraction:
        """All that is held of a party."""
        return sum(self.held.get(subject, {}).values(), Fraction(0))

    @property
    def overheld(self) -> dict[int, Fraction]:
        """The parties of which more than the whole is held, and how much."""
        totals = {subject: self.total(subject) for subject in self.held}
        return {subject: total for subject, total in totals.items() if total > 1}

    def stakes(self) -> Iterable[tuple[int, int, Fraction]]:
        """Every holder, subject and part."""
        for subject, holders in self.held.items():
            for holder, part in holders.items():
                yield holder, subject, part

    def cut(self, party: int) -> Holdings:
        """The same, but that nobody holds any of a party."""
        return Holdings(self.parties, {s: h for s, h in self.held.items() if s != party})

    def above(self, party: int) -> set[int]:
        """A party, and all who hold a part of it, at any distance."""
        return reached(self.held, party)

    def below(self, party: int) -> set[int]:
        """A party, and all that it holds a part of, at any distance."""
        return reached(self.holds, party)


def reached(links: Mapping[int, Iterable[int]], start: int) -> set[int]:
    """Where links lead to from a start, itself included."""
    found = {start}
    waiting = [start]
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
