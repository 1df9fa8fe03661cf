"""The tests that a vote has to pass, as sums over the ballots that are cast.

Each ballot adds something for each of its votes; a test is passed if the sum is more than
nothing, or at least nothing. So the meaning of a base is in what an abstention adds: nothing to
a share of the votes cast, and as much as a vote against to a share of those present.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kingmaker.model import Ballot, Quorum, Vote
from kingmaker.translate.votes import IN_BASE

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """Votes for, or votes that take part, are more than or at least a share of a base.

    Attributes
    ----------
    share : Fraction
        The share; of no base, a number of votes.
    of : str or None
        The base.
    strict : bool
        Whether more is meant than at least.
    size : Fraction
        Votes of all seats authorised, vacant ones too.
    """

    share: Fraction
    of: str | None
    strict: bool
    size: Fraction

    @property
    def constant(self) -> Fraction:
        """What is added whoever votes."""
        if self.of is None:
            return -self.share
        return -self.share * self.size if self.of == "size" else NOTHING

    def adds(self, ballot: Ballot, *, barred: bool = False) -> Fraction:
        """What a ballot adds for each vote; one who may not vote casts it in vain."""
        if barred:
            return -self.share if self.of == "entitled" else NOTHING
        in_base = self.of is not None and ballot in IN_BASE.get(self.of, ())
        return Fraction(ballot == "for") - (self.share if in_base else 0)


@dataclass(frozen=True, slots=True)
class Presence:
    """Those who take part are more than, or at least, a share of a base, or a number.

    Attributes
    ----------
    quorum : Quorum
        What makes it up.
    size : Fraction
        Votes of all seats authorised, vacant ones too.
    """

    quorum: Quorum
    size: Fraction

    @property
    def strict(self) -> bool:
        """Whether more is meant than at least."""
        return self.quorum.more_than is not None

    @property
    def share(self) -> Fraction:
        """The share, or the number."""
        quorum = self.quorum
        return quorum.more_than if quorum.more_than is not None else quorum.at_least or NOTHING

    @property
    def constant(self) -> Fraction:
        """What is added whoever comes."""
        return {None: -self.share, "size": -self.share * self.size}.get(self.quorum.of, NOTHING)

    def adds(self, ballot: Ballot, *, barred: bool = False) -> Fraction:
        """What a ballot adds for each vote."""
        of = self.quorum.of
        if barred:
            there = self.quorum.excluded_count and ballot != "absent"
            return Fraction(there) - (self.share if of == "entitled" else 0)
        based = of in ("in_office", "outstanding", "entitled")
        return Fraction(ballot in self.quorum.counting) - (self.share if based else 0)


Sum: TypeAlias = "Share | Presence"
"""One test of a vote."""


@dataclass(frozen=True, slots=True)
class Sums:
    """All tests of one vote, but for the casting vote.

    Attributes
    ----------
    counted : tuple of Share
        What the votes for have to reach; the last one that there are any at all, if that does
        not go without saying.
    quorum : Presence or None
        Who has to take part.
    """

    counted: tuple[Share, ...]
    quorum: Presence | None


SOMEONE = Share(NOTHING, None, strict=True, size=NOTHING)
"""Somebody votes for it at all."""


def sums_of(rule: Vote, size: Fraction) -> Sums:
    """The tests of a vote.

    Parameters
    ----------
    rule : Vote
        How it is counted. Of cumulative voting, the share that is enough if votes can be divided
        without end.
    size : Fraction
        Votes of all seats authorised, vacant ones too.
    """
    if rule.method == "plurality":
        counted = (Share(Fraction(1, 2), "cast", strict=True, size=size),)
    elif rule.method == "cumulative":
        share = Fraction(rule.win or 1, (rule.seats or 1) + 1)
        counted = (Share(share, "cast", strict=True, size=size),)
    else:
        strict = rule.more_than is not None
        share = rule.more_than if rule.more_than is not None else rule.at_least or NOTHING
        counted = (Share(share, rule.of, strict=strict, size=size),)
        if not strict or not share:
            counted = (*counted, SOMEONE)
    quorum = Presence(rule.quorum, size) if rule.quorum is not None else None
    return Sums(counted, quorum)


def tie(size: Fraction) -> Share:
    """As many votes are for as against, or more."""
    return Share(Fraction(1, 2), "cast", strict=False, size=size)
