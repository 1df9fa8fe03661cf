"""Close links: who holds so much of whom, or of whom a third party holds so much.

References
----------
Guideline (EU) 2015/510 of the European Central Bank (ECB/2014/60), Article 138.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TypeAlias

from kingmaker.engine.ownership.chains import chained
from kingmaker.engine.ownership.integrated import corrected_owned
from kingmaker.engine.ownership.shares import Share, Threshold, Verdict
from kingmaker.engine.ownership.stakes import Holdings

FIFTH = Threshold(Fraction(1, 5), strict=False)

Measure: TypeAlias = "Callable[[Holdings, int], Mapping[int, Fraction]]"
"""What a party has of each other, direct and indirect."""


@dataclass(frozen=True, slots=True)
class CloseLink:
    """A close link between two parties.

    Attributes
    ----------
    first, second : int
        Whose; the holder first, where one holds enough of the other.
    through : int or None
        The third party that holds enough of both.
    share : Fraction
        What the first has of the second; or the third of that of the two which it has less of.
    """

    first: int
    second: int
    through: int | None
    share: Fraction


def along_chains(holdings: Holdings, party: int) -> Mapping[int, Fraction]:
    """Products along chains that pass through nobody twice, added up."""
    return chained(holdings, party)


def integrated(holdings: Holdings, party: int) -> Mapping[int, Fraction]:
    """Integrated ownership, corrected for chains that come back to the holder."""
    found = corrected_owned(holdings, party)
    return {other: value for other, value in found.of.items() if other != party}


def close_links(
    holdings: Holdings,
    parties: Iterable[int] | None = None,
    *,
    measure: Measure = integrated,
    threshold: Threshold = FIFTH,
) -> list[CloseLink]:
    """List the close links among parties.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    parties : iterable of int
        Between whom; all if it is not said. The third may be anybody.
    measure : callable
        `integrated` or `along_chains`: in circles they differ.
    threshold : Threshold
        How much of another makes a link.

    Returns
    -------
    list of CloseLink
        First those in which one holds the other, then those through a third party.

    Raises
    ------
    TooLarge
        If there are too many chains in a circle, or members of it.
    """
    wanted = set(range(holdings.parties) if parties is None else parties)
    direct: list[CloseLink] = []
    common: list[CloseLink] = []
    for party in sorted(holdings.holds):
        enough = {
            other: part
            for other, part in sorted(measure(holdings, party).items())
            if other in wanted and threshold.met(part)
        }
        if party in wanted:
            direct += [CloseLink(party, other, None, part) for other, part in enough.items()]
        common += [
            CloseLink(first, second, party, min(enough[first], enough[second]))
            for first, second in combinations(enough, 2)
        ]
    return [*direct, *common]


def close_link_verdicts(
    bounds: Mapping[int, Mapping[int, Share]], threshold: Threshold = FIFTH
) -> dict[tuple[int, int], Verdict]:
    """Whether two parties are closely linked, where shares are within bounds.

    Parameters
    ----------
    bounds : mapping of int to mapping of int to Share
        For each party what it has of others, as from `integrated_bounds`.
    threshold : Threshold
        How much of another makes a link.

    Returns
    -------
    dict of (int, int) to Verdict
        For each pair, the lower number first, that is not excluded. Each way of being linked is
        judged by itself: that one or the other must be, and neither certainly is, is not seen.
    """
    rank = {Verdict.EXCLUDED: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2}
    found: dict[tuple[int, int], Verdict] = {}

    def note(pair: tuple[int, int], verdict: Verdict) -> None:
        if rank[verdict] > rank[found.get(pair, Verdict.EXCLUDED)]:
            found[pair] = verdict

    for party, below in sorted(bounds.items()):
        enough = {
            other: verdict
            for other, share in sorted(below.items())
            if other != party and (verdict := threshold.judged(share)) is not Verdict.EXCLUDED
        }
        for other, verdict in enough.items():
            note((min(party, other), max(party, other)), verdict)
        for first, second in combinations(enough, 2):
            note((first, second), min(enough[first], enough[second], key=rank.__getitem__))
    return dict(sorted(found.items()))
