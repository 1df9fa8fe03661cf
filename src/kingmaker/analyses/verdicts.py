"""Verdicts of legal tests in words: what was measured, against what, and through whom."""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.analyses.owning import RIGHTS
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.shares import Share, Threshold, Verdict
from kingmaker.translate.ownership.judging import RANK, Finding, Judge
from kingmaker.translate.ownership.network import Ownership
from kingmaker.translate.ownership.reading import Reading


def judgements(judge: Judge, company: int) -> dict[int, Finding]:
    """The surest finding of a pack on each party that it finds; the first test of several."""
    best: dict[int, Finding] = {}
    for finding in judge.findings(company):
        known = best.get(finding.party)
        if known is None or _weight(finding) > _weight(known):
            best[finding.party] = finding
    return best


def _weight(finding: Finding) -> tuple[bool, int]:
    return not finding.stopped, RANK[finding.verdict]


def reason(judge: Judge, finding: Finding, company: int) -> str:
    """Why a test is met or not, in words."""
    owned, test = judge.ownership, finding.test
    if finding.stopped == (finding.party,):
        return "neither an individual nor an entity that keeps such a register itself"
    if finding.stopped:
        names = ", ".join(owned.label(p) for p in finding.stopped)
        return f"holds only through {names}, registered in its stead"
    others = [p for p in finding.via if p not in owned.blocks]
    through = ", ".join(owned.label(p) for p in others[:3])
    through += f" and {len(others) - 3} more" if others[3:] else ""
    by = f" through {through}" if through else ""
    if finding.share is not None:
        measured = f"{told(finding.share)} of the {RIGHTS.get(finding.right, finding.right)}"
        limit = limit_of(judge.limit(test))
        if (
            test.passing == "majority stakes"
            and not finding.share.high
            and _between(judge, finding, company)
        ):
            holders = ", ".join(owned.label(p) for p in _between(judge, finding, company)[:3])
            return f"no majority stake that leads through {holders}: nothing passes on"
        if test.kind == "link" and through:
            return f"{through} holds of both at least {measured}; it takes {limit}"
        if test.kind == "link":
            return f"one holds {measured} of the other; it takes {limit}"
        if test.kind == "interest in a controller":
            return f"{measured} of {through}, which controls it; it takes {limit}"
        if test.kind == "control of an owner":
            return f"controls {through}, with {measured}; it takes {limit}"
        return f"{measured}{by}; it takes {limit}"
    if finding.verdict is Verdict.EXCLUDED:
        return f"no {test.label}"
    far = ", if it goes far enough" if finding.verdict is Verdict.POSSIBLE else ""
    return f"{test.label}{by}{far}"


def _between(judge: Judge, finding: Finding, company: int) -> list[int]:
    """Whom a party holds directly, where nothing passes on to it."""
    below = judge.ownership.below.get(finding.party, frozenset())
    return sorted(p for p in below if p not in judge.ownership.blocks and p != company)


def told(share: Share) -> str:
    """A share in words, as exact as it is.

    Examples
    --------
    >>> from fractions import Fraction
    >>> told(Share(Fraction(1, 4), Fraction(1, 2), low_open=True)), told(Share.exactly(1))
    ('over 25 % to 50 %', '100 %')
    """
    low, high = (f"{float(end * 100):.4g} %" for end in (share.low, share.high))
    if share.known:
        return low
    if (share.low, share.high) == (0, 1) and not (share.low_open or share.high_open):
        return "an unknown part"
    if share.high >= 1 and not share.high_open:
        return f"{'over' if share.low_open else 'at least'} {low}"
    if not share.low and not share.low_open:
        return f"{'under' if share.high_open else 'up to'} {high}"
    return f"{'over ' * share.low_open}{low} to {'under ' * share.high_open}{high}"


def limit_of(threshold: Threshold) -> str:
    """A threshold in words."""
    part = f"{float(threshold.part * 100):.4g} %"
    return f"more than {part}" if threshold.strict else f"{part} or more"


def ends(owned: Ownership, company: int) -> Iterator[tuple[int, str, Share]]:
    """Where chains above a company end without a natural person, why, and with how much of it."""
    reading = Reading(owned)
    above = owned.all_above(company)
    for party in sorted(above):
        if party == company or party in owned.blocks:
            continue
        entry = owned.organisation.parties.get(owned.names[party])
        if entry is None or entry.kind == "unspecified":
            why = f"not named: {owned.reason(party)}"
        elif owned.above.get(party) or entry.kind == "person":
            continue
        elif entry.kind == "group":
            why = "a group of people, not named one by one"
        elif entry.kind == "state":
            why = "a state"
        elif entry.traded:
            why = f"traded on {entry.traded}"
        else:
            why = "nothing is stated of who owns or controls it"
        if party in owned.unnamed:
            share = reading.named_share("economic", party, company)
        else:
            share = reading.multiplied("economic", party, company)
        yield party, why, share
    links = {p: [h for h in owned.above.get(p, ()) if h != p] for p in above}
    for circle in components(links, sorted(above)):
        outside = {h for p in circle for h in links[p]} - set(circle)
        if len(circle) > 1 and not outside:
            yield min(circle), "a closed circle: its members own one another", Share.exactly(1)
