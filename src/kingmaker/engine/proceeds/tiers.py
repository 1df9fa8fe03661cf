"""The tiers of a fund: capital back, preferred return, catch-up, carry; as a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.engine.proceeds.programme import Phase, Programme, proportional
from kingmaker.engine.proceeds.stops import CaughtUp, Distributed, Reaches


@dataclass(frozen=True)
class Fund:
    """Who put in what, what is owed on it first, and what the manager gets of the profit.

    Attributes
    ----------
    parties : int
        How many there are, numbered from 0.
    manager : int
        Who gets the carry. What the manager put in is another party's.
    capital : mapping of int to Fraction
        What each investor contributed, in money; above 0.
    preferred : mapping of int to Fraction
        What each is owed on it before the manager gets anything; see `dividends`.
    carry : Fraction
        The manager's part of the profit.
    catch_up : Fraction
        The manager's part of what is paid after the preferred return, until the manager has its
        carry of all profits. 0 is none: then the carry is of what exceeds the preferred return.
    """

    parties: int
    manager: int
    capital: Mapping[int, Fraction]
    preferred: Mapping[int, Fraction]
    carry: Fraction
    catch_up: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if not self.capital or any(amount <= 0 for amount in self.capital.values()):
            raise ValueError("an investor is a party that contributed something")
        if self.manager in self.capital:
            raise ValueError("what the manager contributed is another party's than the carry")
        if not self.preferred.keys() <= self.capital.keys():
            raise ValueError("a preferred return is owed to investors")
        if not 0 <= self.carry < 1 or not 0 <= self.catch_up <= 1:
            raise ValueError("a part lies between nothing and all")
        if self.catch_up and self.catch_up <= self.carry:
            raise ValueError("nobody catches up with a part that is no more than the carry")


def fund_programme(fund: Fund) -> Programme:
    """The programme of a fund as a whole, all its deals together.

    Parameters
    ----------
    fund : Fund
        Its terms.

    Returns
    -------
    Programme
        Capital back in proportion to it; the preferred return in proportion to what is owed;
        then the manager catches up; then the carry. Phases that there are not are left out.
    """
    investors = proportional(fund.capital)
    owed = sum(fund.preferred.values(), Fraction(0))
    phases = [Phase(investors, Distributed(sum(fund.capital.values(), Fraction(0))))]
    if owed:
        stop = Reaches(frozenset(fund.preferred), owed, since=1, hurdle=True)
        phases.append(Phase(proportional(fund.preferred), stop))
        if fund.catch_up:
            stop = CaughtUp(frozenset({fund.manager}), fund.carry, since=1)
            phases.append(Phase(_with_manager(fund, investors, fund.catch_up), stop))
    phases.append(Phase(_with_manager(fund, investors, fund.carry)))
    return Programme(fund.parties, phases)


def _with_manager(
    fund: Fund, investors: Mapping[int, Fraction], part: Fraction
) -> dict[int, Fraction]:
    """Parts of a unit, so much of it the manager's."""
    found = {party: weight * (1 - part) for party, weight in investors.items()}
    found[fund.manager] = part
    return {party: weight for party, weight in found.items() if weight}
