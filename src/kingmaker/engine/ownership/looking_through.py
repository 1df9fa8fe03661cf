"""Tests that pass a share on in full, or not at all, where those above have enough.

References
----------
Companies Act 2006 (United Kingdom), Schedule 1A, paragraphs 18 and 19: a share is held indirectly
through a chain of majority stakes. Office of Foreign Assets Control (United States), frequently
asked questions 398 to 402: what blocked persons own to a half or more is blocked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.shares import HALF, MAJORITY, NOTHING, Share, Threshold, Verdict
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.engine.ownership.tightening import Column, Tightened
from kingmaker.engine.ownership.verdicts import control_verdicts


@dataclass(frozen=True, slots=True)
class Attributed:
    """The share of a company that counts as a party's.

    Attributes
    ----------
    share : Fraction
        What it holds itself, and all that those hold through whom it is passed on.
    via : tuple of int
        These.
    """

    share: Fraction
    via: tuple[int, ...]


def majorities(votes: Holdings, party: int, threshold: Threshold = MAJORITY) -> list[int]:
    """The companies in which a party has a majority stake, or each of a chain has in the next.

    Each link has to be enough by itself; `controlled` adds links up.
    """
    found = dict.fromkeys([party])
    waiting = [party]
    while waiting:
        for subject, part in votes.holds.get(waiting.pop(), {}).items():
            if subject not in found and threshold.met(part):
                found[subject] = None
                waiting.append(subject)
    return list(found)[1:]


def look_through(
    shares: Holdings,
    party: int,
    *,
    votes: Holdings | None = None,
    threshold: Threshold = MAJORITY,
    together: bool = False,
) -> dict[int, Attributed]:
    """What a party holds if a majority stake passes on the whole share, and a lesser one nothing.

    Parameters
    ----------
    shares : Holdings
        The right that is asked about.
    party : int
        Whose.
    votes : Holdings
        The right that makes a majority stake; the same if it is not said.
    threshold : Threshold
        What makes a majority stake.
    together : bool
        Whether the stakes in a company of several who are passed through make a majority
        together; else each link of a chain has to be one by itself.

    Returns
    -------
    dict of int to Attributed
        For each company of which anything counts as the party's: direct and indirect, together.
    """
    passing = votes or shares
    through = (
        controlled(voting(passing, threshold), [party])
        if together
        else majorities(passing, party, threshold)
    )
    found: dict[int, Attributed] = {}
    for holder in (party, *through):
        for subject, part in shares.holds.get(holder, {}).items():
            if subject in (party, holder):
                continue
            before = found.get(subject, Attributed(Fraction(0), ()))
            via = before.via if holder == party else (*before.via, holder)
            found[subject] = Attributed(before.share + part, via)
    return found


def cascade(
    holdings: Holdings, listed: Iterable[int], threshold: Threshold = HALF
) -> dict[int, Fraction]:
    """What listed parties, and what they own enough of, own in all of each company.

    A share counts only if its holder is listed, or is itself owned enough by those who count;
    then it counts in full. Control by other means does not count.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    listed : iterable of int
        Who counts from the start.
    threshold : Threshold
        How much is enough.

    Returns
    -------
    dict of int to Fraction
        For each company of which anything counts, all that does. Those that meet the threshold
        are caught.
    """
    counting = set(listed)
    counting.update(controlled(voting(holdings, threshold), counting))
    found: dict[int, Fraction] = {}
    for holder in counting:
        for subject, part in holdings.holds.get(holder, {}).items():
            if subject != holder:
                found[subject] = found.get(subject, Fraction(0)) + part
    return found


def look_through_bounds(
    stakes: Tightened,
    party: int,
    *,
    votes: Tightened | None = None,
    threshold: Threshold = MAJORITY,
) -> dict[int, Share]:
    """Between what and what the share lies that counts as a party's, with stakes added up.

    Parameters
    ----------
    stakes : Tightened
        The right that is asked about, within bounds.
    party : int
        Whose; what is anyone's may be its own.
    votes : Tightened
        The right that makes a majority stake; the same if it is not said.
    threshold : Threshold
        What makes a majority stake.

    Returns
    -------
    dict of int to Share
        For every subject: the least passes through those certainly passed through, the most
        through all that possibly are.
    """
    return cascade_bounds(stakes, [party], threshold, passing=votes)


def cascade_bounds(
    stakes: Tightened,
    listed: Iterable[int],
    threshold: Threshold = HALF,
    *,
    passing: Tightened | None = None,
) -> dict[int, Share]:
    """Between what and what the share of each company lies that counts; see `cascade`."""
    first = set(listed)
    verdicts = control_verdicts(passing or stakes, first, threshold)
    certain = first | {c for c, verdict in verdicts.items() if verdict is Verdict.CERTAIN}
    possible = first | {c for c, verdict in verdicts.items() if verdict is not Verdict.EXCLUDED}
    found: dict[int, Share] = {}
    for subject, column in stakes.columns.items():
        if subject not in first:
            least = _others_than(column, subject).held_by(certain, with_anyone=False)
            most = _others_than(column, subject).held_by(possible, with_anyone=True)
            found[subject] = Share(least.low, most.high, least.low_open, most.high_open)
    return found


def _others_than(column: Column, subject: int) -> Column:
    """A column, in which what a company holds of itself is nobody's."""
    own = column.holders.get(subject, NOTHING)
    if own is NOTHING:
        return column
    holders = {h: share for h, share in column.holders.items() if h != subject}
    return Column(holders, column.others + own, column.anyone, column.consistent)
