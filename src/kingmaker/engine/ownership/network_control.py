"""Network control: the value of all that a party controls, under three models of control.

References
----------
Vitali, S., Glattfelder, J. B. and Battiston, S. (2011). The network of global corporate control.
PLoS ONE 6(10), e25995.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias

from kingmaker.engine.ownership.integrated import corrected_owned
from kingmaker.engine.ownership.looking_through import majorities
from kingmaker.engine.ownership.shares import MAJORITY, Threshold
from kingmaker.engine.ownership.stakes import Holdings

Model: TypeAlias = "Literal['linear', 'threshold', 'relative']"
"""How much of a company a stake controls: as much as its share; all of it if a majority, else
nothing; or the square of the share, of the squares of all."""


def relative(holdings: Holdings) -> Holdings:
    """Of each company the squares of the shares, made to add up to one."""
    held: dict[int, Mapping[int, Fraction]] = {}
    for subject, holders in holdings.held.items():
        whole = sum((part * part for part in holders.values()), Fraction(0))
        held[subject] = {holder: part * part / whole for holder, part in holders.items()}
    return Holdings(holdings.parties, held)


def network_control(
    holdings: Holdings,
    party: int,
    values: Sequence[Fraction],
    model: Model = "linear",
    threshold: Threshold = MAJORITY,
) -> Fraction:
    """The value of the companies below a party, each as far as it controls it.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    party : int
        Whose control. Chains that come back to it are not followed on.
    values : sequence of Fraction
        The value of each party, in any unit.
    model : {'linear', 'threshold', 'relative'}
        How much of a company a stake controls.
    threshold : Threshold
        What makes a majority in the threshold model; each link has to be one by itself.

    Returns
    -------
    Fraction
        In the unit of the values. Its own value does not count.

    Raises
    ------
    TooLarge
        If a circle has too many members.
    ValueError
        If more than the whole is held in circles, so that the chains have no finite sum.
    """
    if model == "threshold":
        found = majorities(holdings, party, threshold)
        return sum((values[company] for company in found), Fraction(0))
    shares = corrected_owned(relative(holdings) if model == "relative" else holdings, party)
    if shares.endless - {party}:
        raise ValueError("the sum over all chains below the party has no finite value")
    parts = shares.of.items()
    return sum((part * values[other] for other, part in parts if other != party), Fraction(0))
