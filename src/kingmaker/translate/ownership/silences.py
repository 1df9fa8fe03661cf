"""Votes in circles that may be silent, so that who controls whom may be otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product

from kingmaker.engine import TooLarge
from kingmaker.engine.ownership.shares import UNKNOWN, Share, Threshold
from kingmaker.engine.ownership.silent import silenced, stable_readings
from kingmaker.engine.ownership.stakes import Rest, Stake, Stakes
from kingmaker.engine.ownership.tightening import tightened
from kingmaker.engine.ownership.verdicts import Means
from kingmaker.translate.ownership.network import Ownership

MOST_READINGS = 32
"""Combinations of readings that are looked at."""


def silences(owned: Ownership, means: Means, threshold: Threshold | None) -> list[Means]:
    """The means of control, with the votes silent that may be: one for each stable reading.

    A company's votes in itself, through companies that it controls, have no effect under many
    laws; whether they have here is not asked, so that every reading may be so.

    Parameters
    ----------
    owned : Ownership
        Whose votes in circles are known exactly; else nothing is found.
    means : Means
        With all votes cast; those of votes come first.
    threshold : Threshold or None
        Of the votes, what controls a company.
    """
    if threshold is None:
        return []
    stakes = owned.stakes("votes")
    if not all(stake.share.known for stake in stakes.held):
        return []
    if any(rest.anyone.high for rest in stakes.rests.values()):
        return []
    votes = stakes.exact
    if votes.overheld:
        return []
    try:
        readings = [each for each in stable_readings(votes, threshold) if each]
    except TooLarge:
        return []
    found: list[Means] = []
    for chosen in islice(product(*readings), MOST_READINGS) if readings else ():
        silent = frozenset[tuple[int, int]]().union(*(reading.silent for reading in chosen))
        if not silent:
            continue
        left = silenced(votes, silent)
        held = tuple(Stake(h, s, Share.exactly(part)) for h, s, part in left.stakes())
        rests = {subject: Rest(UNKNOWN) for subject in left.held}
        network = tightened(Stakes(left.parties, held, rests))
        found.append(replace(means, networks=((network, threshold), *means.networks[1:])))
    return found
