"""Ownership and control over plain numbers, for whoever has shares and no case file.

>>> from fractions import Fraction
>>> from kingmaker import owning
>>> circle = owning.holdings(3, [(0, 1, "1%"), (2, 1, "99%"), (1, 2, 1)])
>>> owning.owners(circle, 1)[0]
Fraction(1, 1)
>>> owning.controlled(circle, [1])
[2]

Parties are numbered from nought. What is known exactly is `Holdings`, what is not `Stakes`, with
a `Share` between bounds for each; `tightened` makes these as narrow as they can be. What is exact
comes as `Fraction`; what is not, as `Approximate`, with a proven error bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kingmaker.engine.approximate import Approximate
from kingmaker.engine.ownership import integrated, rounded
from kingmaker.engine.ownership.bounds import Bounds, integrated_bounds
from kingmaker.engine.ownership.chains import chained, weakest_links, widest_links
from kingmaker.engine.ownership.circles import circles, closed_groups
from kingmaker.engine.ownership.close_links import CloseLink, close_links
from kingmaker.engine.ownership.control import controlled as _controlled
from kingmaker.engine.ownership.control import voting
from kingmaker.engine.ownership.controllers import mutual_control as _mutual
from kingmaker.engine.ownership.controllers import ultimate_controllers as _ultimate
from kingmaker.engine.ownership.flips import Flip, least_share_lost, least_share_won
from kingmaker.engine.ownership.integrated import ultimate_owners
from kingmaker.engine.ownership.looking_through import Attributed, cascade, look_through
from kingmaker.engine.ownership.network_control import network_control
from kingmaker.engine.ownership.proofs import Proof
from kingmaker.engine.ownership.proofs import proof as _proof
from kingmaker.engine.ownership.shares import (
    HALF,
    MAJORITY,
    UNKNOWN,
    Share,
    Threshold,
    Verdict,
)
from kingmaker.engine.ownership.silent import stable_readings
from kingmaker.engine.ownership.stakes import Holdings, Rest, Stake, Stakes
from kingmaker.engine.ownership.tightening import Tightened, tightened
from kingmaker.engine.ownership.verdicts import control_verdicts
from kingmaker.engine.ownership.voters import chain_power
from kingmaker.model.values import number

__all__ = [
    "HALF", "MAJORITY", "UNKNOWN", "Approximate", "Attributed", "Bounds", "CloseLink", "Flip",
    "Holdings", "Proof", "Rest", "Share", "Stake", "Stakes", "Threshold", "Tightened", "Verdict",
    "cascade", "chain_power", "chained", "circles", "close_links", "closed_groups",
    "control_verdicts", "controlled", "holdings", "integrated_bounds", "least_share_lost",
    "least_share_won", "look_through", "mutual_control", "network_control", "owned", "owners",
    "proof", "rounded_owned", "rounded_owners", "stable_readings", "tightened",
    "ultimate_controllers", "ultimate_owners", "weakest_links", "widest_links",
]  # fmt: skip

rounded_owners = rounded.rounded_owners
rounded_owned = rounded.rounded_owned


def holdings(parties: int, stakes: Iterable[tuple[int, int, str | int | Fraction]]) -> Holdings:
    """Exact holdings.

    Parameters
    ----------
    parties : int
        How many there are.
    stakes : iterable of (int, int, str or int or Fraction)
        Holder, subject, and part of it: ``"49%"``, ``"1/3"``, ``1``. They add up.
    """
    return Holdings.of(parties, ((h, s, number(part)) for h, s, part in stakes))


def owners(holdings: Holdings, company: int) -> Mapping[int, Fraction]:
    """What each has of a company over all chains that do not come back to it.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    company : int
        Which company.

    Returns
    -------
    mapping of int to Fraction
        Of everyone above it. Those whose chains have no finite sum are left out.

    References
    ----------
    Baldone, S., Brioschi, F. and Paleari, S. (1998). Ownership measures among firms connected by
    cross-shareholdings and a further analogy with input-output theory. 4th JAFEE International
    Conference on Investment and Derivatives.
    """
    return integrated.corrected_owners(holdings, company).of


def owned(holdings: Holdings, party: int) -> Mapping[int, Fraction]:
    """What a party has of each below it; see `owners`."""
    return integrated.corrected_owned(holdings, party).of


def controlled(
    holdings: Holdings, parties: Iterable[int], threshold: Threshold = MAJORITY
) -> list[int]:
    """The companies that some parties control together, in the order in which they fall.

    References
    ----------
    Ceri, S., Gottlob, G. and Tanca, L. (1990). Logic Programming and Databases. Springer.
    """
    return _controlled(voting(holdings, threshold), parties)


def ultimate_controllers(
    holdings: Holdings, threshold: Threshold = MAJORITY
) -> dict[int, list[tuple[int, ...]]]:
    """For each company who controls it and is controlled by nobody else."""
    return _ultimate(voting(holdings, threshold))


def mutual_control(holdings: Holdings, threshold: Threshold = MAJORITY) -> list[tuple[int, ...]]:
    """Groups in which each controls all the others."""
    return _mutual(voting(holdings, threshold))


def proof(
    holdings: Holdings, parties: Iterable[int], company: int, threshold: Threshold = MAJORITY
) -> Proof | None:
    """The fewest stakes from which it follows that some parties control a company."""
    return _proof(voting(holdings, threshold), parties, company)
