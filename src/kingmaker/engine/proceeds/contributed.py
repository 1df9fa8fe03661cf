"""What was promised, what is drawn of it by a day, and what that is worth as a contribution.

A cap or a multiple is mostly of what was contributed. A promise counts once it is due and its
milestone is met; what comes in kind counts for what it is worth, which may not be known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as far as it is known.

    Attributes
    ----------
    low, high : Fraction
        It is not less, and not more.
    """

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("the low end of an amount comes first")

    @staticmethod
    def exactly(amount: Fraction | int) -> Amount:
        """An amount that is known."""
        return Amount(Fraction(amount), Fraction(amount))

    @property
    def known(self) -> bool:
        """Whether it is exact."""
        return self.low == self.high

    def __add__(self, other: Amount) -> Amount:
        """What both come to, if neither says anything of the other."""
        return Amount(self.low + other.low, self.high + other.high)


NONE = Amount(Fraction(0), Fraction(0))
IN_FULL = Amount(Fraction(1), Fraction(1))
UNVALUED = Amount(Fraction(0), Fraction(1))
"""Something in kind of which nobody says what it is worth: nothing, or all that is stated."""


@dataclass(frozen=True, slots=True)
class Tranche:
    """A part of a commitment.

    Attributes
    ----------
    amount : Fraction
        As promised, in money; what comes in kind as it is stated.
    due : date or None
        When it is drawn; None if that is not known.
    met : bool or None
        Whether its milestone is met; True if there is none, None if it is not known.
    worth : Amount
        What a stated unit counts for: `IN_FULL` for cash; for what is in kind its valuation as a
        part, `UNVALUED` if there is none.
    """

    amount: Fraction
    due: date | None = None
    met: bool | None = True
    worth: Amount = IN_FULL

    def __post_init__(self) -> None:
        if self.amount < 0 or self.worth.low < 0:
            raise ValueError("nobody contributes less than nothing")


def committed(tranches: Iterable[Tranche]) -> Fraction:
    """What is promised in all."""
    return sum((each.amount for each in tranches), Fraction(0))


def drawn(tranches: Iterable[Tranche], day: date) -> Amount:
    """What has come in by a day, as stated.

    Parameters
    ----------
    tranches : iterable of Tranche
        What was promised.
    day : date
        What is due on it counts.

    Returns
    -------
    Amount
        The low end counts what certainly came, the high end what may have.
    """
    return sum((_drawn(each, day) for each in tranches), NONE)


def contributed(tranches: Iterable[Tranche], day: date) -> Amount:
    """What has come in by a day, for what it is worth; as for `drawn`."""
    found = NONE
    for each in tranches:
        face = _drawn(each, day)
        found += Amount(face.low * each.worth.low, face.high * each.worth.high)
    return found


def _drawn(tranche: Tranche, day: date) -> Amount:
    if tranche.met is False or (tranche.due is not None and tranche.due > day):
        return NONE
    sure = tranche.met and tranche.due is not None
    return Amount(tranche.amount if sure else Fraction(0), tranche.amount)
