"""What turns into shares when shares are sold: SAFEs, convertible notes, ratchets.

References
----------
Y Combinator. Safe: Valuation Cap, no Discount (post-money, version 1.2), "Company Capitalization"
and "Safe Price"; and the pre-money safe of 2013 to 2018, whose capitalization leaves out other
safes and notes, and takes in the increase of the pool.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Capitalisation:
    """The shares that a valuation cap is divided by, beside those issued and under option.

    Attributes
    ----------
    pool : bool
        Whether the unissued pool before the round counts.
    increase : bool
        Whether what the round adds to the pool counts.
    conversions : bool
        Whether all that converts in the round counts, with the shares in question.
    """

    pool: bool = True
    increase: bool = False
    conversions: bool = False

    def __post_init__(self) -> None:
        if self.increase and not self.pool:
            raise ValueError("what is added to the pool counts only where the pool does")


POST_MONEY = Capitalisation(conversions=True)
"""The post-money SAFE: its part of the company is what was paid over the cap."""

PRE_MONEY = Capitalisation(increase=True)
"""The pre-money SAFE: everything but SAFEs and notes."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How money turns into shares: at the price that gives most, and never dearer than the round.

    Attributes
    ----------
    cap : Fraction or None
        Valuation, in money, that is divided by the shares of the base.
    base : Capitalisation
        Of the cap.
    discount : Fraction
        On the price of the round, as a part of it; not on the cap.
    price : Fraction or None
        A price that is fixed, as the conversion price of a class with a full ratchet.
    """

    cap: Fraction | None = None
    base: Capitalisation = POST_MONEY
    discount: Fraction = Fraction(0)
    price: Fraction | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.discount < 1:
            raise ValueError("a discount is a part of the price, and not all of it")
        if (self.cap is not None and self.cap <= 0) or (
            self.price is not None and self.price <= 0
        ):
            raise ValueError("a cap or a price is above nothing")


@dataclass(frozen=True, slots=True)
class Convertible:
    """Money that turns into shares.

    Attributes
    ----------
    amount : Fraction
        What was paid, and the interest on it that converts too.
    terms : tuple of Terms
        One; or several, of which the holder takes those that give most shares, as with a most
        favoured nation clause.
    """

    amount: Fraction
    terms: tuple[Terms, ...] = (Terms(),)

    def __post_init__(self) -> None:
        if self.amount < 0 or not self.terms:
            raise ValueError("what converts has an amount, not negative, and terms")


def most_favoured(convertible: Convertible, later: Sequence[Convertible]) -> Convertible:
    """A holder who may take the terms of any issued later, whole, instead of the own."""
    return Convertible(
        convertible.amount,
        (*convertible.terms, *(terms for each in later for terms in each.terms)),
    )


class By(Enum):
    """What set the price of a conversion."""

    CAP = "cap"
    DISCOUNT = "discount"
    FIXED = "fixed price"
    ROUND = "price of the round"


@dataclass(frozen=True, slots=True)
class Way:
    """One price at which something may convert; shares in terms of what a round is solved for.

    For each unit of money it gives ``inverse`` times one over the price of the round, and ``each``
    of every share that the base counts, and ``fixed`` shares.
    """

    by: By
    terms: int
    inverse: Fraction = Fraction(0)
    each: Fraction = Fraction(0)
    base: Capitalisation = POST_MONEY
    fixed: Fraction = Fraction(0)


def ways(convertible: Convertible) -> list[Way]:
    """The prices at which something may convert, best known first: the round's, and its terms'."""
    found: list[Way] = []
    for number, terms in enumerate(convertible.terms):
        by = By.DISCOUNT if terms.discount else By.ROUND
        found.append(Way(by, number, inverse=1 / (1 - terms.discount)))
        if terms.cap is not None:
            found.append(Way(By.CAP, number, each=1 / terms.cap, base=terms.base))
        if terms.price is not None:
            found.append(Way(By.FIXED, number, fixed=1 / terms.price))
    return found
