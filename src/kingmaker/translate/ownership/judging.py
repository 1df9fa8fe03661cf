"""What each test of a pack finds of a company: who, how surely, by how much, and through whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from kingmaker.engine.ownership.shares import Share, Threshold, Verdict
from kingmaker.model import Right
from kingmaker.model.holdings import DIVIDED, Divided
from kingmaker.model.packs import LegalTest, Pack
from kingmaker.translate.ownership.network import Ownership
from kingmaker.translate.ownership.policies import policy_of
from kingmaker.translate.ownership.reading import Reading

RANK = {Verdict.EXCLUDED: 0, Verdict.POSSIBLE: 1, Verdict.CERTAIN: 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one test says of one party.

    Attributes
    ----------
    party : int
        Who.
    test : LegalTest
        Which test.
    verdict : Verdict
        Whether it is met.
    right : str
        Of which right the share is; empty where the test measures none.
    share : Share or None
        How much counts; None where the test measures nothing.
    via : tuple of int
        Through whom, as far as that is one way.
    stopped : tuple of int
        Legal entities that are registered in its stead, if it is left out for that.
    """

    party: int
    test: LegalTest
    verdict: Verdict
    right: str = ""
    share: Share | None = None
    via: tuple[int, ...] = ()
    stopped: tuple[int, ...] = ()


def threshold_of(test: LegalTest, other: Threshold | None = None) -> Threshold:
    """The threshold of a test, or another that is asked for in its place."""
    if other is not None:
        return other
    if test.more_than is not None:
        return Threshold(test.more_than)
    return Threshold(test.at_least or Fraction(0), strict=False)


@dataclass(frozen=True)
class Judge:
    """Applies a pack to an ownership network.

    Attributes
    ----------
    ownership : Ownership
        Who holds what.
    pack : Pack
        The tests.
    threshold : Threshold or None
        To be used for shares in place of the pack's own.
    """

    ownership: Ownership
    pack: Pack
    threshold: Threshold | None = None

    @cached_property
    def reading(self) -> Reading:
        """How the pack reads the holdings."""
        return Reading(self.ownership, policy_of(self.pack))

    def candidates(self, company: int) -> list[int]:
        """Those above a company whom the pack looks for; for close links, all it is joined to."""
        owned = self.ownership
        joined = owned.all_above(company)
        if self.pack.finds == "close links":
            joined = joined.union(*(owned.all_below(party) for party in joined))
        return [
            party
            for party in sorted(joined)
            if party != company
            and party not in owned.blocks
            and party not in owned.unnamed
            and owned.kind(party) in self.pack.who
        ]

    def findings(self, company: int) -> list[Finding]:
        """Every test that somebody meets, or may meet, about a company.

        Returns
        -------
        list of Finding
            By party, in the order of the file, then in the order of the tests. Those who are
            found only as a last resort come where nobody else is certain.
        """
        found: list[Finding] = []
        for party in self.candidates(company):
            for test in self.pack.tests:
                if test.kind == "last resort":
                    continue
                finding = self.judged(test, party, company)
                if finding.verdict is not Verdict.EXCLUDED:
                    found.append(finding)
        if self.pack.stops:
            found = [self._stopped(finding, company) for finding in found]
        if not any(f.verdict is Verdict.CERTAIN and not f.stopped for f in found):
            found += self._last_resort(company)
        return found

    def nearest(self, party: int, company: int) -> Finding:
        """Of a party whom no test finds, the test that it comes nearest to."""
        tests = [test for test in self.pack.tests if test.kind != "last resort"]
        found = [self.judged(test, party, company) for test in tests]
        return max(found, key=lambda f: (RANK[f.verdict], f.share.high if f.share else -1))

    def limit(self, test: LegalTest) -> Threshold:
        """The threshold of a test, or the one that is asked for in its place.

        Rights over the board are not shares, and keep their own.
        """
        own = "appointment" in test.rights or self.threshold is None
        return threshold_of(test) if own else threshold_of(test, self.threshold)

    def judged(self, test: LegalTest, party: int, company: int) -> Finding:
        """What one test says of one party about a company."""
        reading = self.reading
        match test.kind:
            case "interest":
                finding = self._interest(test, party, company)
            case "control":
                verdict = reading.verdict(party, company)
                finding = Finding(party, test, verdict, via=self._chain(party, company))
            case "control of an owner":
                finding = self._control_of_owners(test, party, company)
            case "interest in a controller":
                finding = self._interest_in_controller(test, party, company)
            case "link":
                finding = self._link(test, party, company)
            case "role":
                finding = self._role(test, party, company)
            case _:
                finding = Finding(party, test, Verdict.EXCLUDED)
        return finding

    def _interest(self, test: LegalTest, party: int, company: int) -> Finding:
        threshold = self.limit(test)
        best = Finding(party, test, Verdict.EXCLUDED)
        for right in divided(test.rights):
            share = self._measured(test, right, party, company)
            verdict = threshold.judged(share)
            better = RANK[verdict] > RANK[best.verdict]
            more = best.share is None or share.low > best.share.low
            if better or (verdict is best.verdict and more):
                via = self._through(test, party, company)
                best = Finding(party, test, verdict, right, share, via)
        return best

    def _measured(self, test: LegalTest, right: Divided, party: int, company: int) -> Share:
        match test.passing:
            case "multiplied":
                return self.reading.multiplied(right, party, company)
            case "majority stakes":
                return self.reading.passed_share(right, party, company)
            case _:
                return self.reading.direct(right, party, company)

    def _through(self, test: LegalTest, party: int, company: int) -> tuple[int, ...]:
        """Those in between: through whom shares pass in full, or all that lie on any chain."""
        owned = self.ownership
        if test.passing == "direct":
            return ()
        between = owned.all_below(party) & owned.all_above(company)
        if test.passing == "majority stakes":
            between &= self.reading.passed(party)[1]
        return tuple(sorted(p for p in between if p not in (party, company)))

    def _chain(self, party: int, company: int) -> tuple[int, ...]:
        """Those controlled on the way to a company."""
        controls = self.reading.controls(party, at_most=True)
        return tuple(sorted(controls & self.ownership.all_above(company) - {company}))

    def _control_of_owners(self, test: LegalTest, party: int, company: int) -> Finding:
        threshold, reading = self.limit(test), self.reading
        least = reading.controls(party, at_most=False) - {company, party}
        most = reading.controls(party, at_most=True) - {company, party}
        best = Finding(party, test, Verdict.EXCLUDED)
        for right in divided(test.rights):
            column = reading.column(right, company)
            if column is None or not most:
                continue
            low = column.held_by(least, with_anyone=False)
            high = column.held_by(most, with_anyone=True)
            share = Share(low.low, high.high, low.low_open, high.high_open)
            verdict = threshold.judged(share)
            if RANK[verdict] > RANK[best.verdict]:
                via = tuple(sorted(most & column.holders.keys()))
                best = Finding(party, test, verdict, right, share, via)
        return best

    def _interest_in_controller(self, test: LegalTest, party: int, company: int) -> Finding:
        threshold = self.limit(test)
        owned, reading = self.ownership, self.reading
        best = Finding(party, test, Verdict.EXCLUDED)
        for other in sorted(owned.all_above(company)):
            if other in (party, company) or other in owned.blocks or self._human(other):
                continue
            steers = reading.verdict(other, company)
            above = owned.all_above(other)
            if steers is Verdict.EXCLUDED or (party not in above and not above & owned.unnamed):
                continue
            for right in divided(test.rights):
                share = reading.multiplied(right, party, other)
                verdict = min(steers, threshold.judged(share), key=RANK.__getitem__)
                if RANK[verdict] > RANK[best.verdict]:
                    best = Finding(party, test, verdict, right, share, (other,))
        return best

    def _link(self, test: LegalTest, party: int, company: int) -> Finding:
        """A share of one in the other, or of a third in both."""
        best = Finding(party, test, Verdict.EXCLUDED)
        owned, limit = self.ownership, self.limit(test)
        both = owned.all_above(party) & owned.all_above(company) - {party, company}
        for right in divided(test.rights):
            ways: list[tuple[Share, tuple[int, ...]]] = [
                (self.reading.multiplied(right, party, company), ()),
                (self.reading.multiplied(right, company, party), ()),
            ]
            for third in sorted(both - owned.blocks.keys() - owned.unnamed):
                shares = [self.reading.multiplied(right, third, of) for of in (party, company)]
                ways.append((min(shares, key=lambda s: (RANK[limit.judged(s)], s.low)), (third,)))
            for share, via in ways:
                verdict = limit.judged(share)
                better = RANK[verdict] > RANK[best.verdict]
                if better or best.share is None:
                    best = Finding(party, test, verdict, right, share, via)
        return best

    def _role(self, test: LegalTest, party: int, company: int) -> Finding:
        """A right that is enough as it is; where shares pass on, so does it."""
        holders = self.ownership.those_with(company, *test.rights)
        sure, most = self.reading.passed(party)
        best = Finding(party, test, Verdict.EXCLUDED)
        for holder, stated in holders.items():
            if holder == party or holder in most:
                certain = stated and (holder == party or holder in sure)
                verdict = Verdict.CERTAIN if certain else Verdict.POSSIBLE
                if RANK[verdict] > RANK[best.verdict]:
                    via = () if holder == party else (holder,)
                    best = Finding(party, test, verdict, via=via)
        return best

    def _last_resort(self, company: int) -> list[Finding]:
        tests = [test for test in self.pack.tests if test.kind == "last resort"]
        found: list[Finding] = []
        for test in tests:
            for right in test.rights:
                holders = self.ownership.those_with(company, right)
                humans = {h: sure for h, sure in holders.items() if self._human(h)}
                for party, sure in humans.items():
                    verdict = Verdict.CERTAIN if sure else Verdict.POSSIBLE
                    found.append(Finding(party, test, verdict, right))
                if humans:
                    return found
        return found

    def _human(self, party: int) -> bool:
        return self.ownership.kind(party) == "person"

    def _stopped(self, finding: Finding, company: int) -> Finding:
        """Who holds only through entities that tell for themselves is told so.

        An entity that need not tell is not registered either, whatever it holds.
        """
        owned = self.ownership
        if not self._human(finding.party) and not self.tells(finding.party):
            return replace(finding, stopped=(finding.party,))
        if finding.test.kind not in ("interest", "role"):
            return finding
        reading = self.reading
        _, most = reading.passed(finding.party)
        between = owned.all_below(finding.party) & owned.all_above(company) & most
        entities = {p for p in between - {finding.party, company} if self.tells(p)}
        outside: set[int] = set()  # what passes on to it without one of these
        waiting = list(reading.starters(finding.party))
        while waiting:
            holder = waiting.pop()
            if holder not in outside:
                outside.add(holder)
                below = owned.below.get(holder, frozenset()) & most
                waiting += below - outside - entities - {company}
        tests = (test for test in self.pack.tests if test.kind == "role")
        roles: list[Right] = [right for test in tests for right in test.rights]
        own = bool(outside & owned.those_with(company, *roles).keys())
        for right in DIVIDED:  # any interest of its own, in whatever right, makes it registrable
            column = reading.column(right, company)
            own = own or (
                column is not None and bool(column.held_by(outside, with_anyone=False).high)
            )
        return (
            finding if own or not entities else replace(finding, stopped=tuple(sorted(entities)))
        )

    def tells(self, party: int) -> bool:
        """Whether a legal entity has to tell for itself who controls it."""
        owned = self.ownership
        if party in owned.blocks:
            return False
        entry = owned.organisation.parties.get(owned.names[party])
        if entry is None:
            return False
        registered = entry.jurisdiction == "GB" or entry.jurisdiction.startswith("GB-")
        return entry.kind == "organisation" and (registered or bool(entry.traded))


def divided(rights: Iterable[Right] | Iterable[str]) -> list[Divided]:
    """Those of some rights that are held in parts."""
    return [right for right in DIVIDED if right in set(rights)]
