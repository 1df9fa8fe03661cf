"""Which companies a rule on sanctions counts with listed parties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kingmaker.engine.ownership.looking_through import cascade_bounds
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.model.packs import LegalTest
from kingmaker.translate.ownership.judging import RANK, Judge, divided


@dataclass(frozen=True, slots=True)
class Hit:
    """A company that is caught.

    Attributes
    ----------
    company : int
        Which.
    test : LegalTest
        By which test; the surest of several.
    verdict : Verdict
        Certain or possible.
    share : Share or None
        What counts.
    by, through : tuple of int
        The listed parties above it, and others between that are caught too.
    """

    company: int
    test: LegalTest
    verdict: Verdict
    share: Share | None
    by: tuple[int, ...]
    through: tuple[int, ...] = ()


def screened(judge: Judge, listed: Iterable[int]) -> list[Hit]:
    """Every company that a pack's tests catch, in the order of the file.

    Parameters
    ----------
    judge : Judge
        Of a pack about sanctions.
    listed : iterable of int
        The listed parties. They are caught themselves, and are not told again.
    """
    owned = judge.ownership
    first = sorted(set(listed))
    best: dict[int, Hit] = {}
    for test in judge.pack.tests:
        hits = (
            _together(judge, test, first)
            if test.kind == "aggregate"
            else _each(judge, test, first)
        )
        for hit in hits:
            known = best.get(hit.company)
            if known is None or RANK[hit.verdict] > RANK[known.verdict]:
                best[hit.company] = hit
    caught = {company for company in best if company not in owned.blocks}
    return [
        replace(
            best[company],
            through=tuple(p for p in sorted(caught & owned.all_above(company)) if p != company),
        )
        for company in sorted(caught)
    ]


def _together(judge: Judge, test: LegalTest, first: list[int]) -> Iterable[Hit]:
    """What listed parties, and all that is caught with them, hold together."""
    owned, limit = judge.ownership, judge.limit(test)
    start = set(first)
    for right in divided(test.rights):
        found = cascade_bounds(judge.reading.pooling(right), start, limit)
        for company, share in found.items():
            verdict = limit.judged(share)
            above = start & owned.all_above(company)
            if verdict is not Verdict.EXCLUDED and above:
                yield Hit(company, test, verdict, share, tuple(sorted(above)))
        for (holder, company), (share, _) in owned.told[right].items():
            # what is told in sum may be a product of links, of which none is enough
            if holder in start and limit.judged(share) is not Verdict.EXCLUDED:
                yield Hit(company, test, Verdict.POSSIBLE, share, (holder,))


def _each(judge: Judge, test: LegalTest, first: list[int]) -> Iterable[Hit]:
    """What each listed party holds or controls."""
    owned = judge.ownership
    for company in range(len(owned.names)):
        above = [p for p in first if p != company and p in owned.all_above(company)]
        if company in owned.blocks or company in first or not above:
            continue
        found = [judge.judged(test, party, company) for party in above]
        best = max(found, key=lambda f: RANK[f.verdict])
        if best.verdict is not Verdict.EXCLUDED:
            by = tuple(f.party for f in found if f.verdict is not Verdict.EXCLUDED)
            yield Hit(company, test, best.verdict, best.share, by)
