"""Control where not all is known: certain, possible, or excluded.

A company falls to those who have enough of its votes, or of its board, or any other means that
is enough by itself; and what falls to them acts with them.

The shares of one company say nothing about those of another. So the least that a group can have
in each company is to be had in all companies at once, and the most too: where shares are all the
means there are, both verdicts are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from kingmaker.engine.games.gates import Gate
from kingmaker.engine.ownership.shares import MAJORITY, Threshold, Verdict
from kingmaker.engine.ownership.tallies import Tally
from kingmaker.engine.ownership.tightening import Tightened


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by which those who agree decide who runs a company.

    Attributes
    ----------
    gate : Gate
        Its inputs are the numbers of parties.
    """

    gate: Gate

    @property
    def voters(self) -> set[int]:
        """Who has a say in it."""
        gates = self.gate.inner_first()
        return {s for gate in gates for s, _ in gate.inputs if not isinstance(s, Gate)}


@dataclass(frozen=True)
class Means:
    """All that gives control of companies, each by itself.

    Attributes
    ----------
    parties : int
        How many there are.
    networks : tuple of (Tightened, Threshold)
        Rights of which some share is enough: votes, and the appointment of the board.
    links : mapping of int to mapping of int to Verdict
        By holder, the companies that it controls by other means: certainly, or possibly.
    rules : mapping of int to tuple of Rule
        By company, rules each of which gives control of it to those who can carry it.
    anyone : frozenset of int
        Parties that may be any other: at most, they act with whoever acts.
    """

    parties: int
    networks: tuple[tuple[Tightened, Threshold], ...] = ()
    links: Mapping[int, Mapping[int, Verdict]] = field(
        default_factory=dict[int, dict[int, Verdict]]
    )
    rules: Mapping[int, tuple[Rule, ...]] = field(default_factory=dict[int, tuple[Rule, ...]])
    anyone: frozenset[int] = frozenset()
    _tallies: dict[tuple[int, int, bool], Tally] = field(
        default_factory=dict[tuple[int, int, bool], Tally], init=False, repr=False, compare=False
    )

    @cached_property
    def ruled(self) -> Mapping[int, tuple[tuple[int, Rule], ...]]:
        """By voter, the companies and the rules in which it has a say."""
        found: dict[int, list[tuple[int, Rule]]] = {}
        for company, rules in self.rules.items():
            for rule in rules:
                for voter in rule.voters:
                    found.setdefault(voter, []).append((company, rule))
        return {voter: tuple(rules) for voter, rules in found.items()}

    @cached_property
    def companies(self) -> frozenset[int]:
        """Those that can be controlled at all."""
        found = {company for network, _ in self.networks for company in network.columns}
        found.update(self.rules)
        found.update(company for links in self.links.values() for company in links)
        return frozenset(found)

    @cached_property
    def above(self) -> Mapping[int, frozenset[int]]:
        """By company, those who have any means in it that may be worth something."""
        found: dict[int, set[int]] = {}
        for network, _ in self.networks:
            for company, column in network.columns.items():
                found.setdefault(company, set()).update(
                    holder for holder, share in column.holders.items() if share.high
                )
        for holder, links in self.links.items():
            for company in links:
                found.setdefault(company, set()).add(holder)
        for company, rules in self.rules.items():
            found.setdefault(company, set()).update(*(rule.voters for rule in rules))
        return {company: frozenset(holders) for company, holders in found.items()}

    def reached(self, starters: Iterable[int], *, at_most: bool) -> list[int]:
        """What falls to some parties, if all that is not known is against them, or for them.

        Parameters
        ----------
        starters : iterable of int
            Who acts together.
        at_most : bool
            Whether they have as much as they can have everywhere, or as little.

        Returns
        -------
        list of int
            The companies, in the order in which they fall.
        """
        acting = set(starters)
        if at_most:
            acting |= self.anyone
        first = frozenset(acting)
        marks = bytearray(int(party in acting) for party in range(self.parties))
        tallies: dict[tuple[int, int], Tally] = {}
        waiting = sorted(acting)
        found: list[int] = []

        def fallen(company: int) -> None:
            if company not in acting:
                acting.add(company)
                marks[company] = 1
                found.append(company)
                waiting.append(company)

        for number, (network, _) in enumerate(self.networks if at_most else ()):
            for company, column in network.columns.items():
                if column.anyone.high and company not in first:
                    tally = tallies[number, company] = self._tally(number, company, at_most=True)
                    if tally.met():
                        fallen(company)
        place = 0
        while place < len(waiting):
            holder = waiting[place]
            place += 1
            for number, (network, _) in enumerate(self.networks):
                for company in network.holds.get(holder, ()):
                    if company in acting:
                        continue
                    tally = tallies.get((number, company))
                    if tally is None:
                        tally = self._tally(number, company, at_most=at_most)
                        tallies[number, company] = tally
                    tally.join(holder)
                    if tally.met():
                        fallen(company)
            for company, verdict in self.links.get(holder, {}).items():
                if at_most or verdict is Verdict.CERTAIN:
                    fallen(company)
            for company, rule in self.ruled.get(holder, ()):
                if company not in acting and rule.gate.opens(marks):
                    fallen(company)
        return found

    def _tally(self, number: int, company: int, *, at_most: bool) -> Tally:
        """What nobody has joined yet of one right in a company."""
        key = number, company, at_most
        if key not in self._tallies:
            network, threshold = self.networks[number]
            self._tallies[key] = Tally(network.columns[company], threshold, at_most=at_most)
        return self._tallies[key].again()

    def verdicts(self, starters: Iterable[int]) -> dict[int, Verdict]:
        """Whether some parties together control each company.

        Parameters
        ----------
        starters : iterable of int
            Who acts together. What is anyone's may be theirs.

        Returns
        -------
        dict of int to Verdict
            For all `companies` but the starters. If a company's stakes cannot all be true,
            certain is what follows from what each holds at least, and possible what follows
            from what each may hold at most.
        """
        acting = frozenset(starters)
        certain = set(self.reached(acting, at_most=False))
        possible = set(self.reached(acting, at_most=True))
        return {
            company: Verdict.CERTAIN
            if company in certain
            else Verdict.POSSIBLE
            if company in possible
            else Verdict.EXCLUDED
            for company in sorted(self.companies)
            if company not in acting
        }


def control_verdicts(
    stakes: Tightened, starters: Iterable[int], threshold: Threshold = MAJORITY
) -> dict[int, Verdict]:
    """Whether some parties together control each company by one right; see `Means.verdicts`."""
    return Means(stakes.parties, ((stakes, threshold),)).verdicts(starters)
