"""One vote as it stands today: who votes with how much, and what comes of given ballots.

A game says who can carry a vote whatever the others do; here every ballot is given, and it is
counted. Both go through the same arithmetic (`votes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.games.gates import Game, Gate, Input
from kingmaker.model import (
    AllOf,
    AnyOf,
    Ballot,
    Body,
    Organisation,
    Rule,
    SomeOf,
    Unless,
    Vote,
)
from kingmaker.translate.decisions import OpenSides, Rules, authorised, idle
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Player, Players
from kingmaker.translate.voices import ALWAYS, NEVER, Say, Voice
from kingmaker.translate.votes import vote_gate

Ballots: TypeAlias = "Mapping[Input, Mapping[Ballot, int]]"
"""By voter: how many of its members cast which ballot; whoever is not named stays away."""


@dataclass(frozen=True, slots=True)
class Voter:
    """Those who vote alike: one party, in all its seats; or all whom one rule directs.

    Attributes
    ----------
    source : Input
        The class of players, or what directs their votes.
    parties : tuple of str
        Who they are.
    members : int
        Equal people who vote one by one.
    votes : Fraction
        Votes of each member.
    barred : Fraction
        Votes of each member that do not count and may make up the quorum.
    """

    source: Input
    parties: tuple[str, ...]
    members: int
    votes: Fraction
    barred: Fraction


@dataclass(frozen=True, slots=True)
class Poll:
    """One vote, with everyone who is there for it.

    Attributes
    ----------
    rule : Vote
        How it is counted.
    path : str
        Where the file says so.
    voices : tuple of Voice
        Who may vote, and who is there and may not.
    size : Fraction
        Votes of all seats authorised, vacant ones too.
    casting : Gate or None
        That the holder of the casting vote is for it.
    seat, subject : str or None
        What ``$seat`` stands for, and the seat it is about.
    players : tuple of Player
        Whom the numbers in the voices mean.
    """

    rule: Vote
    path: str
    voices: tuple[Voice, ...]
    size: Fraction
    casting: Gate | None
    seat: str | None
    subject: str | None
    players: tuple[Player, ...] = ()

    @property
    def voters(self) -> tuple[Voter, ...]:
        """Those whose ballots are not taken as given, in the order of the file."""
        found: dict[Input, Voter] = {}
        for voice in self.voices:
            source = self.source(voice)
            if source is None:
                continue
            together = isinstance(source, Gate)
            weight = voice.weight * (voice.say.members if together else 1)
            was = found.get(source) or Voter(
                source, (), 1 if together else voice.say.members, Fraction(0), Fraction(0)
            )
            found[source] = replace(
                was,
                parties=tuple(dict.fromkeys((*was.parties, voice.party))),
                votes=was.votes + (0 if voice.barred else weight),
                barred=was.barred + (weight if voice.barred else 0),
            )
        return tuple(found.values())

    def source(self, voice: Voice) -> Input | None:
        """Who casts a voice's ballot; None if it is taken as given."""
        if voice.say.ballot is not None or voice.say.joins is None:
            return None
        return self.caster(voice.say.joins)

    def caster(self, source: Input) -> Input | None:
        """Who decides an input: a gate that only passes one voter's ballot on is that voter.

        None if it is decided already.
        """
        while isinstance(source, Gate) and len(source.inputs) == 1:
            inner, weight = source.inputs[0]
            one = isinstance(inner, Gate) or self.players[inner].size == 1
            if not (one and 0 < source.quota <= weight):
                break
            source = inner
        return None if isinstance(source, Gate) and _settled(source) is not None else source

    @property
    def game(self) -> Game:
        """The vote by itself: who can carry it whatever the others do."""
        gate = vote_gate(
            self.rule, list(self.voices), self.size, self.casting,
            idle("carry", unopposed=False), "carry",
        )  # fmt: skip
        return Game(tuple(player.size for player in self.players), gate)

    def base(self, of: str | None) -> Fraction:
        """Votes of all who are in a base that does not hang on who comes."""
        if of == "size":
            return self.size
        return sum(
            (v.weight * v.say.members for v in self.voices if of == "entitled" or not v.barred),
            Fraction(0),
        )

    def passes(self, ballots: Ballots) -> bool:
        """Whether the vote passes on these ballots."""
        voices: list[Voice] = []
        for voice in self.voices:
            source = self.source(voice)
            if source is None:
                voices.append(
                    replace(voice, say=replace(voice.say, joins=None, ballot=given(voice)))
                )
                continue
            cast = ballots.get(source, {})
            if isinstance(source, Gate):  # all alike, however many
                cast = {ballot: voice.say.members for ballot, number in cast.items() if number}
            left = voice.say.members - sum(cast.values())
            for ballot, number in (*cast.items(), ("absent", left)):
                if number:
                    say = Say(ballot=ballot, members=number)  # pyright: ignore[reportArgumentType]
                    voices.append(replace(voice, say=say))
        casting = None
        if self.casting is not None:
            caster = self.caster(self.casting)
            if caster is None:
                yes = bool(_settled(self.casting))
            else:
                yes = bool(ballots.get(caster, {}).get("for"))
            casting = ALWAYS if yes else NEVER
        return vote_gate(
            self.rule, voices, self.size, casting, ("absent", "absent"), "carry"
        ).opens(())


def given(voice: Voice) -> Ballot:
    """What is taken as given; who may not vote and is not counted stays away."""
    if voice.say.ballot is not None:
        return voice.say.ballot
    if voice.say.joins is None:
        return "absent"
    return "for" if isinstance(voice.say.joins, Gate) and _settled(voice.say.joins) else "against"


def _settled(gate: Gate) -> bool | None:
    """Whether a gate opens, if it hangs on nobody."""
    if any(not isinstance(source, Gate) for g in gate.inner_first() for source, _ in g.inputs):
        return None
    return gate.opens(())


@dataclass
class Listening(Rules):
    """Turns rules into gates, and keeps every vote that is met on the way."""

    places: Mapping[int, str] = field(default_factory=dict[int, str])
    polls: list[Poll] = field(default_factory=list[Poll])

    def _voices(self, rule: Vote, body: Body) -> Iterator[Voice]:
        voices = tuple(super()._voices(rule, body))
        casting = None
        if rule.casting_vote is not None:
            casting = self.consents(rule.casting_vote)
        size = authorised(body, rule, list(voices))
        poll = Poll(
            rule, self.places.get(id(rule), ""), voices, size, casting, self.seat, self.subject
        )
        if poll not in self.polls:
            self.polls.append(poll)
        return iter(voices)

    def poll(self, rule: Vote) -> Poll:
        """One vote, with what ``$seat`` and the subject stand for just now."""
        for _ in self._voices(rule, self.looking.body(rule.vote)):
            pass
        return next(
            poll
            for poll in self.polls
            if poll.rule == rule
            and poll.path == self.places.get(id(rule), "")
            and (poll.seat, poll.subject) == (self.seat, self.subject)
        )


@dataclass(frozen=True, slots=True)
class Polling:
    """Every vote that a decision or rule hangs on, and the facts looked at."""

    polls: tuple[Poll, ...]
    footing: frozenset[str]


def polls(organisation: Organisation, decision: str) -> Polling:
    """Find every vote that a decision hangs on.

    Parameters
    ----------
    organisation : Organisation
        What its ``ballots`` say of a party is taken as given.
    decision : str
        A single decision: ``DECISION:BODY.SEAT`` for one that is taken for each seat.

    Returns
    -------
    Polling
        The votes in the order in which the rule asks them; those that direct a voter before the
        vote that it has.
    """
    looking = Looking(organisation)
    players = Players(looking)
    rules = Listening(looking, OpenSides(looking, players), places=vote_places(organisation))
    rules.decision(decision)
    known = tuple(players.all)
    return Polling(tuple(replace(poll, players=known) for poll in rules.polls), looking.footing)


def vote_places(organisation: Organisation) -> dict[int, str]:
    """Where the file has each vote, by the identity of the rule."""
    found: dict[int, str] = {}
    for name, rule in organisation.rules.items():
        found.update(_places(rule, f"rules.{name}"))
    for name, decision in organisation.decisions.items():
        found.update(_places(decision.rule, f"decisions.{name}.rule"))
        if decision.proposed_by is not None:
            found.update(_places(decision.proposed_by, f"decisions.{name}.proposed_by"))
    for name, party in organisation.parties.items():
        if party.votes_by is not None:
            found.update(_places(party.votes_by, f"parties.{name}.votes_by"))
    for name, agreement in organisation.agreements.items():
        if agreement.votes_as is not None:
            found.update(_places(agreement.votes_as, f"agreements.{name}.votes_as"))
    return found


def _places(rule: Rule, path: str) -> Iterator[tuple[int, str]]:
    if isinstance(rule, Vote):
        yield id(rule), path
    for step, inner in inner_rules(rule):
        yield from _places(inner, f"{path}.{step}")


def inner_rules(rule: Rule) -> list[tuple[str, Rule]]:
    """The rules inside a rule, each with the steps that lead to it."""
    match rule:
        case AllOf():
            return [(f"all_of.{n}", inner) for n, inner in enumerate(rule.all_of, start=1)]
        case AnyOf():
            return [(f"any_of.{n}", inner) for n, inner in enumerate(rule.any_of, start=1)]
        case SomeOf():
            return [(f"some_of.{n}", inner) for n, inner in enumerate(rule.some_of, start=1)]
        case Unless():
            return [("unless", rule.unless)]
        case _:
            return []
