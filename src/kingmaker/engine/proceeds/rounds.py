"""A round of financing: its terms, and how it comes out. `pricing` solves it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from kingmaker.engine.proceeds.conversions import By, Convertible

_NO = Fraction(0)


class Counting(Enum):
    """What a valuation or a part of the company is measured by."""

    PRE_MONEY = "pre-money"
    """The company before the money comes in."""
    POST_MONEY = "post-money"
    """The company with the new shares."""


@dataclass(frozen=True, slots=True)
class Capital:
    """Shares before a round.

    Attributes
    ----------
    shares : tuple of n Fraction
        For each holder, options and warrants that count as shares among them.
    pool : Fraction
        What is set aside and not given out.
    """

    shares: tuple[Fraction, ...]
    pool: Fraction = _NO

    def __post_init__(self) -> None:
        if any(held < 0 for held in self.shares) or self.pool < 0 or not self.issued:
            raise ValueError("there are shares before a round, and none of them negative")

    @property
    def issued(self) -> Fraction:
        """All but the pool."""
        return sum(self.shares, _NO)

    @property
    def total(self) -> Fraction:
        """All shares."""
        return self.issued + self.pool


@dataclass(frozen=True, slots=True)
class PoolTarget:
    """How large the pool is to be; it is never made smaller.

    Attributes
    ----------
    part : Fraction
        Of the shares of the company.
    of : Counting
        Whether of those after the round, or of those before the new money comes in.
    diluting : Counting
        Pre-money if the increase counts among the shares that the valuation is divided by, so
        that those before pay for it; post-money if the new ones pay as well.
    """

    part: Fraction
    of: Counting = Counting.POST_MONEY
    diluting: Counting = Counting.PRE_MONEY

    def __post_init__(self) -> None:
        if not 0 <= self.part < 1:
            raise ValueError("a pool is less than the whole company")


@dataclass(frozen=True, slots=True)
class Round:
    """The terms of a round.

    Attributes
    ----------
    valuation : Fraction
        Of the company, in money.
    investments : tuple of m Fraction
        What comes in, from each new investor.
    convertibles : tuple of k Convertible
        What converts.
    counting : Counting
        Pre-money: the price is the valuation over the shares before the new ones. Post-money: it
        is the valuation over all shares.
    pool : PoolTarget or None
        None leaves the pool as it is.
    conversions_count : bool
        Whether the shares that a pre-money valuation is divided by take in what converts. If not,
        the new investors are diluted too.
    """

    valuation: Fraction
    investments: tuple[Fraction, ...] = ()
    convertibles: tuple[Convertible, ...] = ()
    counting: Counting = Counting.PRE_MONEY
    pool: PoolTarget | None = None
    conversions_count: bool = True

    def __post_init__(self) -> None:
        if self.valuation <= 0 or any(amount < 0 for amount in self.investments):
            raise ValueError("a valuation is above nothing, and no investment below it")


@dataclass(frozen=True, slots=True)
class Converted:
    """What something converted into.

    Attributes
    ----------
    shares : Fraction
        How many.
    price : Fraction
        Of one of them, in money.
    by : By
        What set it.
    terms : int
        Under which of its terms, by number.
    """

    shares: Fraction
    price: Fraction
    by: By
    terms: int


@dataclass(frozen=True, slots=True)
class Priced:
    """A round as it comes out, in fractions of shares.

    Attributes
    ----------
    before : Capital
        The shares before.
    price : Fraction
        Of a new share, in money.
    converted : tuple of k Converted
        What each convertible came to.
    new : tuple of m Fraction
        Shares of each new investor.
    pool : Fraction
        After the round.
    """

    before: Capital
    price: Fraction
    converted: tuple[Converted, ...]
    new: tuple[Fraction, ...]
    pool: Fraction

    @property
    def after(self) -> Capital:
        """Shares after: of the holders before, then what converted, then the new."""
        conversions = tuple(each.shares for each in self.converted)
        return Capital((*self.before.shares, *conversions, *self.new), self.pool)

    @property
    def post_money(self) -> Fraction:
        """All shares after the round at its price."""
        return self.price * self.after.total

    @property
    def pre_money(self) -> Fraction:
        """The same without what the new investors hold."""
        return self.post_money - self.price * sum(self.new, _NO)

    @property
    def parts(self) -> tuple[Fraction, ...]:
        """For each holder after the round the part of all shares."""
        after = self.after
        return tuple(held / after.total for held in after.shares)

    @property
    def dilution(self) -> Fraction:
        """What part of its part of the company each share of before has lost."""
        return 1 - self.before.total / self.after.total
