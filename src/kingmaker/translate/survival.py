"""Needs, as gates: when an organisation or product keeps working.

It works when each of its needs is met; a supplier supplies when it stays and works itself.
Where suppliers support one another in a circle, they keep each other going: that is the
greatest fixed point. It is reached by taking all of them as working and going round once for
each member of the circle, since every turn but the last must stop one more of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Gate, every, some
from kingmaker.model import (
    EACH,
    AllSupplies,
    AnySupply,
    Need,
    Organisation,
    PeopleOf,
    SomeSupplies,
    Supply,
)
from kingmaker.translate.decisions import DecisionGame, OpenSides, Rules, finished
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players, votes_needed
from kingmaker.translate.stakes import suppliers

DEEPEST = 60
"""Needs of needs that are followed."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Enough people of a group: how many, and who they are.

    Attributes
    ----------
    who : str
        Who needs them.
    need : str
        The need.
    group : str
        The group.
    needed : int
        Heads it takes.
    share : Fraction
        The share of the heads that is written down, or that the number is.
    strict : bool
        Whether it has to be more than that share.
    heads : int
        Heads there are.
    parts : tuple of (str, int, bool)
        Each part of the group, its heads, and whether they act as one.
    """

    who: str
    need: str
    group: str
    needed: int
    share: Fraction
    strict: bool
    heads: int
    parts: tuple[tuple[str, int, bool], ...]


@dataclass(frozen=True, slots=True)
class EffectiveGame:
    """A decision beside the same decision with the organisation still working after it.

    Attributes
    ----------
    formal : DecisionGame
        The decision alone.
    effective : DecisionGame
        The decision, and every organisation in `works` keeps working.
    survival : DecisionGame
        Their working alone, with the players of `effective`.
    works : tuple of str
        The parties or products that have to keep working.
    crowds : tuple of Crowd
        The needs that so many people of a group have to meet.
    """

    formal: DecisionGame
    effective: DecisionGame
    survival: DecisionGame
    works: tuple[str, ...]
    crowds: tuple[Crowd, ...]


def effective_game(
    organisation: Organisation, decision: str, works: str | None = None, by_need: bool = False
) -> EffectiveGame:
    """Turn a decision, and the survival of what it is about, into one game.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Its identifier.
    works : str, optional
        The party or product that has to keep working. By default the organisations whose bodies
        take the decision, and those they control, as far as they have needs.
    by_need : bool
        Whether a party's several provisions are players of their own, each withheld alone.

    Raises
    ------
    KeyError
        If there is no such decision.
    """
    looking = Looking(organisation)
    players = Players(looking)
    rules = Rules(looking, OpenSides(looking, players))
    gate = rules.decision(decision)
    formal = finished(players, gate, looking)
    targets = [works] if works else _concerned(looking, rules.bodies, decision)
    survival = Survival(looking, players, by_need)
    alive = [survival.goes_on(target) for target in targets]
    return EffectiveGame(
        formal,
        finished(players, every(gate, *alive), looking),
        finished(players, every(*alive), looking),
        tuple(targets),
        tuple(survival.crowds),
    )


def survival_game(organisation: Organisation, who: str) -> DecisionGame:
    """When a party or product keeps working, as a game of those it depends on.

    A party's own staying is not asked for, a product's owner's is.
    """
    looking = Looking(organisation)
    players = Players(looking)
    survival = Survival(looking, players)
    return finished(players, survival.goes_on(who), looking)


def _concerned(looking: Looking, bodies: set[str], decision: str) -> list[str]:
    """Who has needs among the owners of the bodies that decide, and all they control."""
    what, _, seat = decision.partition(":")
    about = looking.decision(what).about
    subject = seat if about == EACH else about
    involved = {*bodies, *([subject.partition(".")[0]] if subject else [])}
    reached = list(dict.fromkeys(of for b in sorted(involved) if (of := looking.body(b).of)))
    for party in reached:  # grows while it is walked: the least fixed point of control
        for holding in looking.holdings(party):
            part = holding.share if holding.right == "votes" else None
            majority = part is not None and (
                2 * part.low > 1 or (2 * part.low == 1 and part.low_open)
            )
            issuer = holding.issuer
            if (holding.right == "control" or majority) and issuer and issuer not in reached:
                reached.append(issuer)
    return [who for who in looking.needy() if who in reached]


@dataclass(slots=True)
class Survival:
    """Turns needs into gates over the players who can meet them."""

    looking: Looking
    players: Players
    by_need: bool = False
    crowds: list[Crowd] = field(default_factory=list[Crowd])
    known: dict[tuple[str, int], Gate] = field(default_factory=dict[tuple[str, int], Gate])
    reached: dict[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    inside: frozenset[str] = frozenset()  # the circle that is being gone round
    turns: int = 0  # how often it may be gone round still
    depth: int = 0

    def goes_on(self, who: str) -> Gate:
        """What is asked about: a party whose needs are met, or a product still offered."""
        return self.works(who) if self.looking.is_party(who) else self.name(who, "")

    def works(self, who: str) -> Gate:
        """All that a party or product needs."""
        circle, turns = self.circle(who), self.turns
        if who not in self.inside:  # entered from outside: as many turns as it has members
            turns = len(circle)
        key = (who, turns if circle else 0)
        if circle and not turns:
            return Gate(0, ())
        if key not in self.known:
            if self.depth >= DEEPEST:
                raise TooLarge(
                    f"needs are chained more than {DEEPEST} deep, down to {who}; ask about "
                    "something nearer to the end of the chain"
                )
            outside = self.inside, self.turns
            self.inside, self.turns = circle, turns - 1
            self.depth += 1
            met = [self.need(name, need) for name, need in self.looking.needs(who)]
            self.depth -= 1
            self.inside, self.turns = outside
            self.known[key] = every(*met)
        return self.known[key]

    def circle(self, who: str) -> frozenset[str]:
        """Those who need it and are needed by it in the end; nobody if that is nobody."""
        reach = self.reach(who)
        return frozenset(other for other in reach if who in self.reach(other))

    def reach(self, who: str) -> frozenset[str]:
        """Everyone who is needed in the end, by those needed first."""
        if who not in self.reached:
            found, waiting = set[str](), [who]
            while waiting:
                for _, need in self.looking.needs(waiting.pop()):
                    new = set(suppliers(need.supply)) - found
                    found |= new
                    waiting += new
            self.reached[who] = frozenset(found)
        return self.reached[who]

    def need(self, name: str, need: Need) -> Gate:
        """One need, met."""
        return self.supply(need.supply, name, need.who)

    def supply(self, supply: Supply, need: str, who: str) -> Gate:
        """Whoever can meet a need, agreeing to."""
        match supply:
            case str():
                return self.name(supply, need)
            case PeopleOf():
                return self.people(supply, need, who)
            case AllSupplies():
                return every(*(self.supply(inner, need, who) for inner in supply.all_of))
            case AnySupply():
                return some(1, *(self.supply(inner, need, who) for inner in supply.any_of))
            case SomeSupplies():
                inner = (self.supply(one, need, who) for one in supply.some_of)
                return some(supply.at_least, *inner)

    def name(self, supplier: str, need: str) -> Gate:
        """A supplier who stays and works: a party, or a product with its owner."""
        if self.looking.is_party(supplier):
            self.looking.party(supplier)
            stays = supplier
        else:
            stays = self.looking.product(supplier).of
        player = self.players.number(stays, need=need if self.by_need and need else None)
        return every(player, self.works(supplier))

    def people(self, supply: PeopleOf, need: str, who: str) -> Gate:
        """Enough people of a group staying."""
        split = self.players.heads(supply.people_of)
        heads = sum(count for _, count, _ in split)
        said = supply.more_than if supply.at_least is None else supply.at_least
        share = said or Fraction()
        counted = share > 1
        needed = votes_needed(supply.more_than, supply.at_least, 1 if counted else heads)
        strict = supply.more_than is not None and not counted
        if counted:
            share = Fraction(needed, heads)
        group = supply.people_of
        self.crowds.append(Crowd(who, need, group, needed, share, strict, heads, tuple(split)))
        inputs = tuple(
            (
                self.players.number(
                    name, 1 if together else count, need if self.by_need else None
                ),
                count if together else 1,
            )
            for name, count, together in split
        )
        return Gate(needed, inputs)
