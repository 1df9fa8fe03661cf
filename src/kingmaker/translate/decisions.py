"""A decision, as a game.

A coalition wins if the decision is taken when all of it vote for, whatever the others do: vote
against, abstain, or stay away to break the quorum. Beside the game comes its footing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kingmaker.engine.gates import Game, Gate, every, some
from kingmaker.model import (
    AllOf,
    AnyOf,
    Approval,
    Body,
    Consent,
    Organisation,
    Rule,
    SomeOf,
    Threshold,
    Vote,
)
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Player, Players, votes_needed


@dataclass(frozen=True, slots=True)
class DecisionGame:
    """A decision ready for the engine.

    Attributes
    ----------
    game : Game
        The compound voting game.
    players : tuple of Player
        Who each class of players is, in the order of the game.
    footing : frozenset of str
        Dotted paths of the facts the game rests on.
    """

    game: Game
    players: tuple[Player, ...]
    footing: frozenset[str]


def decision_game(organisation: Organisation, decision: str) -> DecisionGame:
    """Turn a decision's rule into a game of threshold gates.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Its identifier.

    Returns
    -------
    DecisionGame
        With those who have a vote or a consent to give, and no others.

    Raises
    ------
    KeyError
        If the organisation has no such decision.
    ValueError
        If the decision waits for itself.
    """
    looking = Looking(organisation)
    rules = Rules(looking, Players(looking))
    return finished(rules.players, rules.decision(decision), looking)


def finished(players: Players, gate: Gate, looking: Looking) -> DecisionGame:
    """The game of a gate, once all its players have their numbers."""
    sizes = tuple(player.size for player in players.all)
    return DecisionGame(Game(sizes, gate), tuple(players.all), looking.footing)


@dataclass(slots=True)
class Rules:
    """Turns the rules of an organisation into gates over its players."""

    looking: Looking
    players: Players
    waiting: list[str] = field(default_factory=list[str])
    bodies: set[str] = field(default_factory=set[str])  # that were found to vote

    def decision(self, name: str) -> Gate:
        """The gate of a decision."""
        return self._once(f"decision {name}", name)

    def _once(self, what: str, name: str) -> Gate:
        if what in self.waiting:
            raise ValueError(f"a decision cannot wait for itself: {' -> '.join(self.waiting)}")
        self.waiting.append(what)
        decision = self.looking.decision(name)
        gate = self.rule(decision.rule, decision.subject)
        self.waiting.pop()
        return gate

    def rule(self, rule: Rule, subject: str | None) -> Gate:
        """The gate of a rule, in a decision about a seat or about none."""
        match rule:
            case str():
                what = f"rule {rule}"
                if what in self.waiting:
                    raise ValueError(f"a rule cannot contain itself: {' -> '.join(self.waiting)}")
                self.waiting.append(what)
                gate = self.rule(self.looking.rule(rule), subject)
                self.waiting.pop()
                return gate
            case Vote():
                return self.vote(rule, subject)
            case Consent():
                return every(*(self.consent(name) for name in rule.consent))
            case Approval():
                return self.decision(rule.decision)
            case AllOf():
                return every(*(self.rule(inner, subject) for inner in rule.all_of))
            case AnyOf():
                return some(1, *(self.rule(inner, subject) for inner in rule.any_of))
            case SomeOf():
                return some(rule.at_least, *(self.rule(inner, subject) for inner in rule.some_of))

    def vote(self, rule: Vote, subject: str | None) -> Gate:
        """The gate of a vote: the threshold with all others against, the quorum without them."""
        self.bodies.add(rule.vote)
        body = self.looking.body(rule.vote)
        barred = set(self._barred(rule, subject))
        ballots, every_vote, free = self._ballots(body, barred)
        weights = {"size": _all_votes(body, every_vote), "entitled": every_vote}
        needed = _needed(rule, weights.get(rule.of or "", free))
        if rule.quorum is None:
            return Gate(needed, ballots)
        quorum = _needed(rule.quorum, weights.get(rule.quorum.of or "", free))
        if not rule.quorum.excluded_count or not barred:
            return Gate(max(needed, quorum), ballots)
        present, _, _ = self._ballots(body, set())
        return every(Gate(needed, ballots), Gate(quorum, present))

    def consent(self, name: str) -> Gate:
        """The gate of one who must agree; a vacant seat never does."""
        holder = self._holder(name) if "." in name else name
        return Gate(1, ((self.players.number(holder), 1),) if holder else ())

    def _ballots(
        self, body: Body, barred: set[str]
    ) -> tuple[tuple[tuple[int, int], ...], int, int]:
        """The players who vote with the votes of each; all votes held; those not barred."""
        held: dict[str, int] = dict(body.voters)
        for seat in body.seats.values():
            if seat.holder is not None:
                held[seat.holder] = held.get(seat.holder, 0) + seat.votes
        ballots: list[tuple[int, int]] = []
        total = free = 0
        for party, votes in held.items():
            behind = self.players.heads(party) if party in body.voters else [(party, 1, True)]
            for name, heads, together in behind:
                total += votes * heads
                if name in barred:
                    continue
                self.looking.party(name)
                free += votes * heads
                ballots.append(
                    (
                        self.players.number(name, 1 if together else heads),
                        votes * (heads if together else 1),
                    )
                )
        return tuple(ballots), total, free

    def _barred(self, rule: Vote, subject: str | None) -> list[str]:
        """The parties who may not vote; with a group, all who are a part of it."""
        barred: list[str] = []
        for name in rule.exclude:
            if name != "subject":
                barred.append(name)
            elif subject is not None:
                body, _, seat = subject.partition(".")
                seats = self.looking.body(body).seats
                chosen = [seats[seat]] if seat else list(seats.values())
                barred.extend(held.holder for held in chosen if held.holder is not None)
        for name in barred:  # grows while it is walked
            if self.looking.party(name).kind == "group":
                barred.extend(part for part in self.looking.parts(name) if part not in barred)
        return barred

    def _holder(self, name: str) -> str | None:
        body, _, seat = name.partition(".")
        return self.looking.body(body).seats[seat].holder


def _all_votes(body: Body, held: int) -> int:
    """Votes of all seats authorised, vacant or not; a seat that is not listed has one."""
    if not body.seats:
        return body.size or held
    unlisted = max(0, (body.size or 0) - len(body.seats))
    return sum(seat.votes for seat in body.seats.values()) + unlisted


def _needed(threshold: Threshold, base: int) -> int:
    """Votes it takes: of a base, or a plain number of them."""
    if threshold.of is None:
        return max(1, int(threshold.at_least or 0))
    return votes_needed(threshold.more_than, threshold.at_least, base)
