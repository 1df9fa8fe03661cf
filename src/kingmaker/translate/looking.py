"""Looking at an organisation, and remembering what was looked at.

What has been seen is an answer's footing: a fact that is not in it cannot change the answer.
A path may end early, for all that is under it, and have ``*`` for any name: ``needs.*.who`` says
that it was looked up whose needs there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kingmaker.model import Body, Decision, Holding, Need, Organisation, Party, Product, Rule


class Looking:
    """An organisation that remembers which of its facts were asked for."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self.seen: set[str] = set(organisation.history)

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
        for name, party in self._organisation.parties.items():
            if party.part_of == group:
                yield name

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

    def holdings(self, holder: str) -> Iterator[Holding]:
        """What a party holds of others."""
        self.seen.add("holdings.*.holder")
        for name, holding in self._organisation.holdings.items():
            if holding.holder == holder:
                self.seen.add(f"holdings.{name}")
                yield holding
