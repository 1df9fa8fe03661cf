"""A decision, as a game.

A coalition wins if the decision is taken when all of it vote for, whatever the others do: vote
against, abstain, or stay away to break the quorum. Beside the game comes its footing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.engine.games.gates import Game, Gate, Input, every, some
from kingmaker.model import (
    EACH,
    AllOf,
    AnyOf,
    Approval,
    Automatic,
    Ballot,
    Body,
    Condition,
    Consent,
    NoObjection,
    Organisation,
    Rule,
    SomeOf,
    Unless,
    Vote,
)
from kingmaker.translate.conditions import met
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Player, Players
from kingmaker.translate.voices import ALWAYS, NEVER, Say, Sides, Voice
from kingmaker.translate.votes import Aim, vote_gate


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


def decision_game(
    organisation: Organisation, decision: str, *, unopposed: bool = False
) -> DecisionGame:
    """Turn a decision's rule into a game of threshold gates.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken. What its ``ballots`` say of a party is taken as given.
    decision : str
        Its identifier; ``DECISION:BODY.SEAT`` for one that is taken for each seat.
    unopposed : bool
        Whether those who do not vote for it stay away, instead of doing whatever is worst.

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
    players = Players(looking)
    rules = Rules(looking, OpenSides(looking, players, unopposed))
    return finished(players, rules.decision(decision), looking)


def finished(players: Players, gate: Gate, looking: Looking) -> DecisionGame:
    """The game of a gate, once all its players have their numbers."""
    sizes = tuple(player.size for player in players.all)
    return DecisionGame(Game(sizes, gate), tuple(players.all), looking.footing)


@dataclass(slots=True)
class OpenSides:
    """Every voter is a player who may join, unless its ballot is taken as given."""

    looking: Looking
    players: Players
    unopposed: bool = False

    def party(self, name: str, members: int = 1) -> tuple[Say, ...]:
        """A party; or so many members of a group, who act one by one."""
        ballot = self.looking.ballot(name)
        if ballot is not None:
            return (Say(ballot=ballot, members=members),)
        return (Say(joins=self.players.number(name, members), members=members),)

    def seat(self, place: str, holder: Say | None) -> Say | None:
        """Whoever holds a seat."""
        return holder

    def idle(self, aim: Aim) -> tuple[Ballot, Ballot]:
        """What the others do: whatever is worst, or nothing at all."""
        return idle(aim, unopposed=self.unopposed)


def idle(aim: Aim, *, unopposed: bool) -> tuple[Ballot, Ballot]:
    """What voters on no known side do, for the count and for the quorum.

    They vote as is worst, and stay away where that is worst; or just stay away.
    """
    if unopposed:
        return "absent", "absent"
    return ("against", "absent") if aim == "carry" else ("for", "for")


@dataclass(slots=True)
class Rules:
    """Turns the rules of an organisation into gates over its voters."""

    looking: Looking
    sides: Sides
    waiting: list[str] = field(default_factory=list[str])
    bodies: set[str] = field(default_factory=set[str])  # that were found to vote
    directed: dict[tuple[str, str], Gate | None] = field(
        default_factory=dict[tuple[str, str], "Gate | None"]
    )
    seat: str | None = None  # that $seat stands for
    subject: str | None = None  # of the decision

    def decision(self, name: str, aim: Aim = "carry") -> Gate:
        """What carries a decision, or stops it."""
        what, _, seat = name.partition(":")
        entered = self._enter(f"decision {what}")
        decision = self.looking.decision(what)
        outside = self.seat, self.subject
        self.seat = seat or self.seat
        about = decision.about
        self.subject = self.seat if about == EACH else about
        gate = self.rule(decision.rule, aim)
        if decision.proposed_by is not None:
            gate = _together(aim, gate, self.rule(decision.proposed_by, aim))
        self.seat, self.subject = outside
        self._leave(entered)
        return gate

    def _enter(self, what: str) -> str:
        if what in self.waiting:
            raise ValueError(f"it cannot wait for itself: {' -> '.join((*self.waiting, what))}")
        self.waiting.append(what)
        return what

    def _leave(self, what: str) -> None:
        assert self.waiting.pop() == what

    def rule(self, rule: Rule, aim: Aim = "carry") -> Gate:
        """What meets a rule, or keeps it from being met."""
        match rule:
            case str():
                entered = self._enter(f"rule {rule}")
                gate = self.rule(self.looking.rule(rule), aim)
                self._leave(entered)
                return gate
            case Vote():
                return self.vote(rule, aim)
            case Consent():
                return _together(aim, *(self.consents(name, aim) for name in rule.consent))
            case NoObjection():
                other: Aim = "stop" if aim == "carry" else "carry"
                return _together(aim, *(self.consents(n, other) for n in rule.no_objection))
            case Unless():
                return self.rule(rule.unless, "stop" if aim == "carry" else "carry")
            case Automatic():
                return ALWAYS if aim == "carry" else NEVER
            case Approval():
                return self.decision(rule.decision, aim)
            case AllOf():
                return _together(aim, *(self.rule(inner, aim) for inner in rule.all_of))
            case AnyOf():
                inner = [self.rule(inner, aim) for inner in rule.any_of]
                return some(1, *inner) if aim == "carry" else every(*inner)
            case SomeOf():
                inner = [self.rule(inner, aim) for inner in rule.some_of]
                needed = rule.at_least if aim == "carry" else len(inner) - rule.at_least + 1
                return some(needed, *inner)

    def vote(self, rule: Vote, aim: Aim = "carry") -> Gate:
        """What carries a vote, or stops it."""
        self.bodies.add(rule.vote)
        body = self.looking.body(rule.vote)
        voices = list(self._voices(rule, body))
        size = authorised(body, rule, voices)
        casting = None
        if rule.casting_vote is not None and self._may_cast(rule):
            casting = self.consents(rule.casting_vote, aim, rule.vote)
        return vote_gate(rule, voices, size, casting, self.sides.idle(aim), aim)

    def _may_cast(self, rule: Vote) -> bool:
        """Whether the holder of the casting vote is there and may vote on this matter."""
        name = rule.casting_vote or ""
        name = (self.seat or name) if name == EACH else name
        if "." not in name:
            return name not in self._barred(rule)
        body, _, seat = name.partition(".")
        return self.looking.body(body).seats[seat].holder not in self._barred(rule)

    def consents(self, name: str, aim: Aim = "carry", body: str = "") -> Gate:
        """One agrees; or, to stop what it could agree to, does not. A vacant seat never agrees."""
        name = (self.seat or name) if name == EACH else name
        say = self._seated(name)[0] if "." in name else self._stands(name, body)[0]
        if say is None:
            return NEVER if aim == "carry" else ALWAYS
        return _agrees(say, self.sides.idle(aim)[0], aim)

    def _seated(self, place: str) -> tuple[Say | None, str | None]:
        body, _, seat = place.partition(".")
        holder = self.looking.body(body).seats[seat].holder
        say = None if holder is None else self._stands(holder, body)[0]
        return self.sides.seat(place, say), holder or place

    def _stands(self, party: str, body: str, members: int = 1) -> tuple[Say, ...]:
        """Where a party stands: on our side with whoever directs its vote."""
        directed = self._directed(party, body)
        if directed is not None:
            return (Say(joins=directed, members=members),)
        return self.sides.party(party, members)

    def _directed(self, party: str, body: str) -> Gate | None:
        """The outcome of the rule that says what a party votes, if there is one."""
        if (party, body) not in self.directed:
            self.directed[party, body] = self._outcome(party, body)
        return self.directed[party, body]

    def _outcome(self, party: str, body: str) -> Gate | None:
        if self.looking.ballot(party) is not None:
            return None
        rule = self.looking.party(party).votes_by
        for agreement in self.looking.mandates(party, body):
            rule = agreement.votes_as
        if rule is None:
            return None
        entered = self._enter(f"the vote of {party}")
        outside, self.seat, self.subject = (self.seat, self.subject), None, None
        gate = self.rule(rule)
        self.seat, self.subject = outside
        self._leave(entered)
        return gate

    def _voices(self, rule: Vote, body: Body) -> Iterator[Voice]:
        """Everyone who is there for a vote, with what each weighs in it."""
        barred = set(self._barred(rule))
        times = self._times(rule)
        uncounted = rule.quorum is None or not rule.quorum.excluded_count
        for seat, held in body.seats.items():
            place = f"{rule.vote}.{seat}"
            if held.counts is not None and not self._met(held.counts, place):
                continue
            out = held.holder in barred
            say, who = (Say(), held.holder) if out and uncounted else self._seated(place)
            if say is None or who is None:
                continue
            votes = Fraction(1) if rule.weigh == "heads" else held.votes
            yield Voice(who, say, votes * times.get(who, 1), out)
        voters = list(self._each_voter(rule, body))
        every_vote = sum((votes * members for _, votes, members in voters), Fraction(0))
        most = every_vote if body.cap is None else body.cap * every_vote
        for name, votes, members in voters:
            out = name in barred
            says = (Say(members=members),)
            if not (out and uncounted):
                says = self._stands(name, rule.vote, members)
            for say in says:
                yield Voice(name, say, min(votes, most) * times.get(name, 1), out)

    def _each_voter(self, rule: Vote, body: Body) -> Iterator[tuple[str, Fraction, int]]:
        """Who votes without a seat, the votes of each, and how many equal ones there are."""
        players = Players(self.looking)
        for party, votes in self._voters(rule, body).items():
            behind = players.heads(party)
            if body.classes and rule.weigh != "heads":  # divided among its people
                votes /= sum(heads for _, heads, _ in behind)
            for name, heads, together in behind:
                yield name, votes * (heads if together else 1), 1 if together else heads

    def _voters(self, rule: Vote, body: Body) -> dict[str, Fraction]:
        """Votes of each voter that holds no seat, or of each member of a group."""
        votes: dict[str, Fraction] = {}
        for name in body.classes:
            each = self.looking.share_class(name).votes
            for holding in self.looking.shares(name):
                held = (holding.shares or 0) * each
                votes[holding.holder] = votes.get(holding.holder, Fraction(0)) + held
        for party, weights in body.voters.items():
            if rule.weigh == "heads":
                votes[party] = Fraction(1)
            elif isinstance(weights, dict):
                votes[party] = weights[rule.weigh]
            else:
                votes[party] = weights
        if rule.weigh == "heads" and body.classes:
            votes = {party: Fraction(1) for party, held in votes.items() if held}
        elif body.classes:
            votes = {party: held for party, held in votes.items() if held}
        return votes

    def _met(self, condition: Condition, seat: str) -> bool:
        return met(self.looking, condition, seat)

    def _subjects(self, name: str) -> list[str]:
        """Whoever holds the seat that a decision is about; or a party, by its name."""
        if name != "subject":
            return [name]
        if self.subject is None:
            return []
        body, _, seat = self.subject.partition(".")
        seats = self.looking.body(body).seats
        chosen = [seats[seat]] if seat else list(seats.values())
        return [held.holder for held in chosen if held.holder is not None]

    def _times(self, rule: Vote) -> dict[str, Fraction]:
        """Whose votes count several times."""
        if rule.multiply is None:
            return {}
        return dict.fromkeys(self._subjects(rule.multiply.of), rule.multiply.by)

    def _barred(self, rule: Vote) -> list[str]:
        """The parties who may not vote; with a group, all who are a part of it."""
        barred = [name for word in rule.exclude for name in self._subjects(word)]
        for name in barred:  # grows while it is walked
            if self.looking.party(name).kind == "group":
                barred.extend(part for part in self.looking.parts(name) if part not in barred)
        return barred


def _together(aim: Aim, *gates: Gate) -> Gate:
    """All of several rules: each has to be met; or one of them stopped."""
    return every(*gates) if aim == "carry" else some(1, *gates)


def _agrees(say: Say, idle: Ballot, aim: Aim) -> Gate:
    """Somebody agrees with us: to what is to be carried, or against what is to be stopped."""
    ballot = say.ballot or idle
    if say.side == "ours":
        return ALWAYS
    if aim == "carry":
        if say.side == "theirs" and ballot == "for":
            return ALWAYS
        return _any(say.joins)
    if say.side == "vacant" or (ballot != "against" if say.ballot else ballot != "for"):
        return ALWAYS
    return _any(say.joins, say.leaves)


def _any(*inputs: Input | None) -> Gate:
    told = [source for source in inputs if source is not None]
    if not told:
        return NEVER
    return some(1, *told)


def authorised(body: Body, rule: Vote, voices: list[Voice]) -> Fraction:
    """Votes of all seats authorised, vacant or not; a seat that is not listed has one."""
    if not body.seats:
        votes = sum((v.weight * v.say.members for v in voices), Fraction(0))
        return Fraction(body.size) if body.size else votes
    unlisted = max(0, (body.size or 0) - len(body.seats))
    heads = rule.weigh == "heads"
    listed = (Fraction(1) if heads else seat.votes for seat in body.seats.values())
    return sum(listed, Fraction(unlisted))
