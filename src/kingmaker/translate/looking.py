"""Looking at an organisation, and remembering what was looked at.

What has been seen is an answer's footing: a fact that is not in it cannot change the answer.
A path may end early, for all that is under it, and have ``*`` for any name: ``needs.*.who`` says
that it was looked up whose needs there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.model import (
    Agreement,
    Ballot,
    Body,
    Decision,
    Flag,
    Holding,
    Need,
    Organisation,
    Party,
    Product,
    Rule,
    ShareClass,
)


class Looking:
    """An organisation that remembers which of its facts were asked for."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self.seen: set[str] = set(organisation.history)
        self._by_class: dict[str, list[str]] | None = None
        self._bound: dict[str, list[str]] | None = None
        self._parts: dict[str, list[str]] | None = None

    @property
    def footing(self) -> frozenset[str]:
        """Dotted paths of all that was seen."""
        return frozenset(self.seen)

    def party(self, name: str) -> Party:
        """A party."""
        self.seen.add(f"parties.{name}")
        return self._organisation.parties[name]

    def is_party(self, name: str) -> bool:
        """Whether a name is that of a party, and not of a product."""
        return name in self._organisation.parties

    def product(self, name: str) -> Product:
        """A product."""
        self.seen.add(f"products.{name}")
        return self._organisation.products[name]

    def body(self, name: str) -> Body:
        """A body with its seats or voters."""
        self.seen.add(f"bodies.{name}")
        return self._organisation.bodies[name]

    def rule(self, name: str) -> Rule:
        """A rule that has a name."""
        self.seen.add(f"rules.{name}")
        return self._organisation.rules[name]

    def decision(self, name: str) -> Decision:
        """A decision, its rule and its subject."""
        self.seen.add(f"decisions.{name}")
        return self._organisation.decisions[name]

    def parts(self, group: str) -> Iterator[str]:
        """The parties that are a part of a group."""
        self.seen.add("parties.*.part_of")
        if self._parts is None:
            self._parts = {}
            for name, party in self._organisation.parties.items():
                if party.part_of is not None:
                    self._parts.setdefault(party.part_of, []).append(name)
        yield from self._parts.get(group, ())

    def needs(self, who: str) -> Iterator[tuple[str, Need]]:
        """What a party or product cannot do without."""
        self.seen.add("needs.*.who")
        for name, need in self._organisation.needs.items():
            if need.who == who:
                self.seen.add(f"needs.{name}")
                yield name, need

    def needy(self) -> list[str]:
        """Every party and product that has a need, in the order of the file."""
        self.seen.add("needs.*.who")
        return list(dict.fromkeys(need.who for need in self._organisation.needs.values()))

    def ballot(self, party: str) -> Ballot | None:
        """What a party is taken to vote: itself, or with the group that it is a part of."""
        for _ in range(len(self._organisation.parties)):
            if party in self._organisation.ballots:
                return self._organisation.ballots[party]
            above = self.party(party).part_of
            if above is None:
                return None
            party = above
        return None

    def mandates(self, party: str, body: str) -> Iterator[Agreement]:
        """Voting agreements in force that direct a party's votes in a body."""
        if self._organisation.agreements:
            self.seen.add("agreements.*.binds")
        if self._bound is None:
            self._bound = {}
            for name, agreement in self._organisation.agreements.items():
                for bound in agreement.binds:
                    self._bound.setdefault(bound, []).append(name)
        for name in self._bound.get(party, ()):
            agreement = self._organisation.agreements[name]
            if agreement.body in (None, body):
                self.seen.add(f"agreements.{name}")
                if agreement.status == "in force":
                    yield agreement

    def flag(self, name: str) -> Flag:
        """Something that is so or not."""
        self.seen.add(f"flags.{name}")
        return self._organisation.flags[name]

    def share_class(self, name: str) -> ShareClass:
        """A class of shares."""
        self.seen.add(f"classes.{name}")
        return self._organisation.classes[name]

    def shares(self, share_class: str) -> Iterator[Holding]:
        """Who holds shares of a class."""
        self.seen.add("holdings.*.class")
        if self._by_class is None:
            self._by_class = {}
            for name, holding in self._organisation.holdings.items():
                if holding.share_class is not None and holding.shares is not None:
                    self._by_class.setdefault(holding.share_class, []).append(name)
        for name in self._by_class.get(share_class, ()):
            self.seen.add(f"holdings.{name}")
            yield self._organisation.holdings[name]

    def holdings(self, holder: str) -> Iterator[Holding]:
        """What a party holds of others."""
        self.seen.add("holdings.*.holder")
        for name, holding in self._organisation.holdings.items():
            if holding.holder == holder:
                self.seen.add(f"holdings.{name}")
                yield holding
