"""Agreements for future equity, and convertible notes, that are still open at a sale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

_NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class Safe:
    """A simple agreement for future equity that is still open at a sale.

    Its holder has the purchase amount back or common shares, whichever is more. A discount
    counts at a sale only where there is no cap.

    Attributes
    ----------
    purchase : Fraction
        What was paid, and what is paid back.
    tier : int
        Where that ranks; with the most junior preferred unless something else is said.
    cap : Fraction, optional
        Shares are bought at the cap over a count of shares: on a cap after money all that share
        and all that convert at this sale, this agreement within; before money, what is issued
        and promised beside agreements and notes.
    discount : Fraction
        Off the price of a common share at this sale.
    pre_money : bool
        Whether the cap is before money.
    """

    purchase: Fraction
    tier: int = 1
    cap: Fraction | None = None
    discount: Fraction = _NONE
    pre_money: bool = False

    def __post_init__(self) -> None:
        _priced(self.cap, self.discount, self.purchase)
        if self.post_money and self.purchase >= (self.cap or 0):
            raise ValueError("what was paid is less than a cap after money")

    @property
    def post_money(self) -> bool:
        """Whether it converts at a cap after money."""
        return self.cap is not None and not self.pre_money


class Base(Enum):
    """Which shares the cap of a note is divided by; preferred as converted, no note, no SAFE."""

    FULLY_DILUTED = "with the unissued pool"
    ISSUED = "without the unissued pool"
    COMMON = "common stock only"


@dataclass(frozen=True, slots=True)
class Note:
    """A convertible note that is still open at a sale: repaid, or converted if that is more.

    Attributes
    ----------
    owed : Fraction
        Principal and interest, which convert.
    tier : int
        Where repayment ranks.
    multiple : Fraction
        How many times what is owed is repaid.
    cap : Fraction, optional
        Shares are bought at the cap over the base.
    discount : Fraction
        Off the price of a common share at this sale, where there is no cap.
    base : Base
        Which shares count.
    """

    owed: Fraction
    tier: int
    multiple: Fraction = Fraction(1)
    cap: Fraction | None = None
    discount: Fraction = _NONE
    base: Base = Base.FULLY_DILUTED

    def __post_init__(self) -> None:
        _priced(self.cap, self.discount, self.owed, self.multiple)


def _priced(cap: Fraction | None, discount: Fraction, *amounts: Fraction) -> None:
    if any(amount < 0 for amount in amounts):
        raise ValueError("what is paid or owed cannot be negative")
    if cap is not None and cap <= 0:
        raise ValueError("a cap is more than nothing")
    if not 0 <= discount < 1:
        raise ValueError("a discount lies between nothing and all, and is not all")
