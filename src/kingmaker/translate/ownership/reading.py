"""One way to read who owns and controls whom: what counts as control, and how shares pass on.

A legal test, or plain company control, reads the same holdings otherwise: whether each of several
joint holders counts as holding all, what a majority is of, which other rights are control.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from kingmaker.engine.ownership.bounds import integrated_bounds
from kingmaker.engine.ownership.integrated import corrected_owners
from kingmaker.engine.ownership.shares import (
    NOTHING,
    UNKNOWN,
    Share,
    Verdict,
)
from kingmaker.engine.ownership.stakes import Holdings, Rest, Stake, Stakes
from kingmaker.engine.ownership.tightening import Column, Tightened, tightened
from kingmaker.engine.ownership.verdicts import Means
from kingmaker.model.holdings import ROLES, Divided
from kingmaker.translate.ownership.network import Ownership
from kingmaker.translate.ownership.policies import PLAIN, Policy, counts_whole, means
from kingmaker.translate.ownership.silences import silences


@dataclass(frozen=True)
class Reading:
    """An ownership network, read in one way."""

    ownership: Ownership
    policy: Policy = PLAIN
    _exact: dict[tuple[Divided, int], Mapping[int, Fraction] | None] = field(
        default_factory=dict[tuple[Divided, int], "Mapping[int, Fraction] | None"], repr=False
    )
    _found: dict[tuple[Divided, int, int], Share] = field(
        default_factory=dict[tuple[Divided, int, int], Share], repr=False
    )

    @cached_property
    def means(self) -> Means:
        """All that gives control of companies."""
        return means(self.ownership, self.policy)

    @cached_property
    def silenced(self) -> list[Means]:
        """The means of control, were the votes silent that may be in circles."""
        return silences(self.ownership, self.means, self.policy.votes)

    def starters(self, party: int) -> frozenset[int]:
        """A party, and those with whom it counts as one."""
        return self.ownership.in_concert(party) if self.policy.concert else frozenset({party})

    @cached_property
    def _reached(self) -> dict[tuple[int, bool], frozenset[int]]:
        return {}

    def controls(self, party: int, *, at_most: bool) -> frozenset[int]:
        """What a party controls, certainly; or at most."""
        key = (party, at_most)
        if key not in self._reached:
            found = self.means.reached(self.starters(party), at_most=at_most)
            self._reached[key] = frozenset(found)
        return self._reached[key]

    def verdict(self, party: int, company: int) -> Verdict:
        """Whether a party controls a company."""
        if company in self.controls(party, at_most=False):
            return Verdict.CERTAIN
        if company in self.controls(party, at_most=True):
            return Verdict.POSSIBLE
        return Verdict.EXCLUDED

    def means_of(self, acting: Iterable[int], company: int, *, at_most: bool) -> Iterable[str]:
        """By which means some parties control a company, each enough by itself."""
        means, those = self.means, set(acting)
        words = ["votes"] * (self.policy.votes is not None)
        words += ["capital", "profits"] * (self.policy.capital is not None)
        words += ["board"] * self.policy.board
        for (network, threshold), word in zip(means.networks, words, strict=True):
            column = network.columns.get(company)
            if column is None:
                continue
            share = column.held_by(those, with_anyone=at_most)
            enough = (
                threshold.ever(share.high, open_=share.high_open)
                if at_most
                else threshold.always(share.low, open_=share.low_open)
            )
            if enough:
                yield word
        stated = {
            other.right
            for other in self.ownership.others
            if other.subject == company
            and other.holder in those
            and means.links.get(other.holder, {}).get(company) is not None
        }
        yield from sorted(stated)
        marks = bytearray(int(party in those) for party in range(means.parties))
        if any(rule.gate.opens(marks) for rule in means.rules.get(company, ())):
            if company in self.ownership.trusts:
                yield "its trustees together"
            else:
                yield "rules for the board"

    def pooled(self, right: Divided, acting: frozenset[int], company: int) -> Share:
        """What several have together over all chains."""
        first = min(acting)
        bounds = integrated_bounds(tightened(self.stakes(right, company, first, acting)), first)
        return Share(Fraction(0), Fraction(1)) if company in bounds.unbounded else bounds[company]

    def passed(self, party: int) -> tuple[frozenset[int], frozenset[int]]:
        """Whose shares pass to a party in full: certainly, and at most.

        Certainly those in whom it, or one of these, has a majority stake by itself; at most also
        those in whom several of them have one only together, on which texts are silent.
        """
        means = self.means
        first = self.starters(party)
        found = set(first)
        waiting = list(first)
        while waiting:
            holder = waiting.pop()
            enough = [
                company
                for network, threshold in means.networks
                for company, share in network.holds.get(holder, {}).items()
                if threshold.always(share.low, open_=share.low_open)
            ]
            enough += [
                company
                for company, verdict in means.links.get(holder, {}).items()
                if verdict is Verdict.CERTAIN
            ]
            enough += [
                company
                for company, rule in means.ruled.get(holder, ())
                if rule.gate.opens(_only(holder, means.parties))
            ]
            for company in enough:
                if company not in found:
                    found.add(company)
                    waiting.append(company)
        most = first | self.controls(party, at_most=True) | self.ownership.unnamed
        return frozenset(found), most | frozenset(found)

    def column(self, right: Divided, company: int) -> Column | None:
        """The holders of one right in a company."""
        return self.ownership.tight(right).columns.get(company)

    def direct(self, right: Divided, party: int, company: int) -> Share:
        """What a party holds itself, alone or together with others."""
        column = self.column(right, company)
        if column is None:
            return NOTHING
        owned = self.ownership
        blocks = owned.blocks_of(party) if self.policy.joint_each else ()
        sure = {party, *(block for block in blocks if owned.belongs(party, block))}
        least = column.held_by(sure, with_anyone=False)
        most = column.held_by({party, *blocks}, with_anyone=True)
        share = Share(least.low, most.high, least.low_open, most.high_open)
        return self._optional(party, company, share)

    def alone(self, right: Divided, party: int, company: int) -> Share:
        """What a party holds by itself."""
        column = self.column(right, company)
        return NOTHING if column is None else column.held_by({party}, with_anyone=False)

    def commanded(self, party: int, company: int) -> Share:
        """The votes of a company that a party has, and those that it controls have."""
        column = self.column("votes", company)
        if column is None:
            return NOTHING
        least = self.controls(party, at_most=False) | {party}
        most = self.controls(party, at_most=True) | {party}
        low = column.held_by(least - {company}, with_anyone=False)
        high = column.held_by(most - {company}, with_anyone=True)
        share = Share(low.low, high.high, low.low_open, high.high_open)
        told = self._told("votes", party, company)
        if told is not None:
            share = share.within(told) or share.spanning(told)
        return self._floored("votes", party, company, share)

    def named_share(self, right: Divided, party: int, company: int) -> Share:
        """What somebody who is not named has, over all chains."""
        if right == "votes":
            column = self.ownership.tight("votes", named=True).columns.get(company)
            return NOTHING if column is None else column.held_by({party}, with_anyone=False)
        network = tightened(self.stakes(right, company, party, frozenset(), named=True))
        bounds = integrated_bounds(network, party)
        return Share(Fraction(0), Fraction(1)) if company in bounds.unbounded else bounds[company]

    def passed_share(self, right: Divided, party: int, company: int) -> Share:
        """What counts as a party's if majority stakes pass all on, and lesser ones nothing."""
        column = self.column(right, company)
        sure, most = self.passed(party)
        told = self._told(right, party, company)
        if column is None:
            return NOTHING if told is None else Share(Fraction(0), told.high)
        least = column.held_by(sure - {company}, with_anyone=False)
        high = column.held_by(most - {company}, with_anyone=True)
        share = Share(least.low, high.high, least.low_open, high.high_open)
        if told is not None and told.high > share.high:  # by links that need not be majorities
            share = Share(share.low, told.high, share.low_open, told.high_open)
        return self._optional(party, company, self._floored(right, party, company, share))

    def multiplied(self, right: Divided, party: int, company: int) -> Share:
        """What a party has over all chains, links multiplied and chains added.

        A part of the profits or of what is left over reaches owners of its holder by their
        economic rights.
        """
        key = (right, party, company)
        if key not in self._found:
            share = self._multiplied(right, party, company)
            told = self._told(right, party, company)
            if told is not None:
                share = share.within(told) or share.spanning(told)
            share = self._floored(right, party, company, share)
            self._found[key] = self._optional(party, company, share)
        return self._found[key]

    def _optional(self, party: int, company: int, share: Share) -> Share:
        if not self.policy.options:
            return share
        holdings = self.ownership.organisation.holdings
        for other in self.ownership.others:
            if (other.holder, other.subject, other.right) == (party, company, "option"):
                part = holdings[other.entry].share
                most = Fraction(1) if part is None else part.high
                high = max(share.high, min(share.high + most, Fraction(1)))
                share = Share(share.low, high, share.low_open, share.high_open and high < 1)
        return share

    def _told(self, right: Divided, party: int, company: int) -> Share | None:
        """All that a party has by what is told in sum: with what it holds itself, if besides."""
        told = self.ownership.told[right].get((party, company))
        if told is None:
            return None
        if (right, party, company) in self.ownership.whole:
            return told[0]
        return told[0] + self.alone(right, party, company)

    def _floored(self, right: Divided, party: int, company: int, share: Share) -> Share:
        """A share, and no less than what a party is stated to have by whatever way."""
        floor = self.ownership.floors.get(right, {}).get((party, company))
        if floor is None or (floor[0].low, floor[0].low_open) <= (share.low, share.low_open):
            return share
        least = floor[0]
        if share.high <= least.low:
            return Share(least.low, least.high, least.low_open, least.high_open)
        return Share(least.low, share.high, least.low_open, share.high_open)

    def _multiplied(self, right: Divided, party: int, company: int) -> Share:
        first = self.starters(party) if right in ("votes", "appointment") else frozenset({party})
        if len(first) == 1 and not self._special(party):
            exact = self._exactly(right, company)
            if exact is not None:
                return Share.exactly(exact.get(party, Fraction(0)))
        network = tightened(self.stakes(right, company, party, first))
        bounds = integrated_bounds(network, party)
        if company in bounds.unbounded:
            return Share(Fraction(0), Fraction(1))
        return bounds[company]

    def _special(self, party: int) -> bool:
        """Whether shares of a party are read otherwise than those of the others."""
        owned = self.ownership
        joint = self.policy.joint_each and owned.blocks_of(party)
        trust = self.policy.roles != "together" and any(
            party in members for members in owned.trusts.values()
        )
        return bool(joint or trust)

    def _exactly(self, right: Divided, company: int) -> Mapping[int, Fraction] | None:
        """The part of everyone above a company, if all shares above it are known exactly."""
        key = (right, company)
        if key not in self._exact:
            stakes = self.stakes(right, company, -1, frozenset())
            known = all(s.share.known for s in stakes.held)
            known = known and not any(rest.anyone.high for rest in stakes.rests.values())
            found: Mapping[int, Fraction] | None = None
            if known:
                holdings: Holdings = stakes.exact
                sums = corrected_owners(holdings, company)
                found = sums.of if not sums.endless and not holdings.overheld else None
            self._exact[key] = found
        return self._exact[key]

    def pooling(self, right: Divided) -> Tightened:
        """The stakes in one right, with the parts of those who hold together, and of trusts."""
        owned = self.ownership
        stakes = owned.stakes(right)
        held, rests = list(stakes.held), dict(stakes.rests)
        for whole in (*owned.blocks, *owned.trusts):
            if whole not in rests:
                held += _parts(owned, whole, right)
                rests[whole] = Rest(UNKNOWN if whole in owned.trusts else NOTHING)
        return tightened(Stakes(len(owned.names), tuple(held), rests))

    def stakes(
        self, right: Divided, company: int, party: int, one: Iterable[int], *, named: bool = False
    ) -> Stakes:
        """The stakes that lead to a company, as a party counts them.

        Parameters
        ----------
        right : str
            Of the company; above it, votes lead on by votes, and all else by economic rights.
        company, party : int
            Whose stakes in whom.
        one : iterable of int
            Those who count as the party.
        named : bool
            Whether what unspecified parties hold is theirs, and not anyone's.
        """
        owned, policy = self.ownership, self.policy
        above = owned.all_above(company)
        same = set(one)
        upper: Divided = right if right in ("economic", "votes", "appointment") else "economic"
        here, there = owned.stakes(right, named=named), owned.stakes(upper, named=named)
        held = [s for s in here.held if s.subject == company]
        held += [s for s in there.held if s.subject in above and s.subject != company]
        rests = {s: r for s, r in there.rests.items() if s in above and s != company}
        if company in here.rests:
            rests[company] = here.rests[company]
        for whole, members in (*owned.blocks.items(), *owned.trusts.items()):
            if whole not in above:
                continue
            trust = whole in owned.trusts
            each = policy.roles != "together" if trust else policy.joint_each
            if each and (party in members or same & set(members)):
                sure = any(counts_whole(owned, policy, member, whole) for member in {party, *same})
                held = [s for s in held if s.subject != whole]
                held.append(Stake(party, whole, Share.exactly(1) if sure else UNKNOWN))
                rests[whole] = Rest(NOTHING if sure else UNKNOWN)
            elif whole not in rests:
                held += _parts(owned, whole, upper)
                rests[whole] = Rest(UNKNOWN if trust else NOTHING)
        if len(same) > 1:
            held = [
                Stake(party if s.holder in same else s.holder, s.subject, s.share)
                for s in held
                if s.subject not in same
            ]
            rests = {subject: rest for subject, rest in rests.items() if subject not in same}
        return Stakes(len(owned.names), tuple(held), rests)


def _parts(owned: Ownership, whole: int, right: Divided) -> list[Stake]:
    """What each of those who hold together, or has a part in a trust, has of it: not known."""
    trust = whole in owned.trusts
    theirs = _having(owned, whole, right) if trust else owned.blocks[whole]
    return [Stake(member, whole, UNKNOWN) for member in theirs]


def _having(owned: Ownership, trust: int, right: Divided) -> tuple[int, ...]:
    """Who has what a trust holds: its beneficiaries the worth of it, its trustees the votes."""
    if right in ("votes", "appointment"):
        return tuple(owned.those_with(trust, "trustee"))
    return tuple(owned.those_with(trust, "beneficiary")) or tuple(owned.those_with(trust, *ROLES))


def _only(party: int, parties: int) -> bytearray:
    marks = bytearray(parties)
    marks[party] = 1
    return marks
