"""The clauses of a rule in plain English, each with its numbers as things stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kingmaker.analyses.answer import column
from kingmaker.analyses.conditions import condition, seat_name
from kingmaker.analyses.plainly import joined, named, quoted, upper, word
from kingmaker.analyses.powers import powers
from kingmaker.analyses.voting import (
    extra,
    in_words,
    quorum,
    quorum_today,
    today,
)
from kingmaker.engine.games.gates import Game
from kingmaker.model import (
    EACH,
    AllOf,
    AnyOf,
    Approval,
    Automatic,
    Consent,
    NoObjection,
    Organisation,
    Rule,
    SomeOf,
    Unless,
    Vote,
)
from kingmaker.translate.players import Players
from kingmaker.translate.polls import Listening, Poll, inner_rules

BALLOTS = {
    "for": "vote for", "against": "vote against", "abstain": "abstain", "absent": "stay away",
}  # fmt: skip
"""What a party is taken to do, after ``is taken to``."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a decision."""

    part: str = column("which part of the decision", unit="text")
    says: str = column("what it asks for, in words", unit="text")
    today: str = column("what that comes to as things stand", unit="text")
    where: str = column("where the file has it", unit="path")


@dataclass
class Reader:
    """Reads a rule aloud, part by part."""

    organisation: Organisation
    rules: Listening
    players: Players
    read: set[str] = field(default_factory=set[str])  # whose directed votes have been explained

    def rule(self, rule: Rule, part: str, where: str) -> Iterator[Clause]:
        """The clauses of a rule, in reading order."""
        match rule:
            case str():
                yield from self.rule(self.rules.looking.rule(rule), part, f"rules.{rule}")
            case Vote():
                yield from self._vote(rule, part, where)
            case Consent():
                says = self._each(rule.consent, "has", "agree")
                yield Clause(part, says, self._people(rule.consent), where)
                yield from self._directed(rule.consent, "")
            case NoObjection():
                who = joined((self._one(name) for name in rule.no_objection), "or")
                says = f"It goes ahead unless {who} objects; silence is no objection."
                yield Clause(part, says, self._people(rule.no_objection), where)
                yield from self._directed(rule.no_objection, "")
            case Automatic():
                says = "It comes about by itself; nobody has to vote or to agree."
                yield Clause(part, says, "", where)
            case Approval():
                yield from self._approval(rule, part, where)
            case Unless():
                says = (
                    "It goes ahead unless there is an objection. That takes what follows, in "
                    "which whoever is for the objection is against the decision:"
                )
                yield Clause(part, says, self._powers(rule), where)
                yield from self.rule(rule.unless, _inner(part, 1), f"{where}.unless")
            case AllOf() | AnyOf() | SomeOf():
                yield Clause(part, _several(rule), self._powers(rule), where)
                for number, (step, inner) in enumerate(inner_rules(rule), start=1):
                    yield from self.rule(inner, _inner(part, number), f"{where}.{step}")

    def _approval(self, rule: Approval, part: str, where: str) -> Iterator[Clause]:
        label = quoted(self.organisation, rule.decision)
        decision = self.rules.looking.decision(rule.decision)
        yield Clause(part, f"{label} has to be decided as well, by a rule of its own:", "", where)
        outside = self.rules.seat, self.rules.subject
        self.rules.subject = self.rules.seat if decision.about == EACH else decision.about
        path = f"decisions.{rule.decision}"
        yield from self.rule(decision.rule, _inner(part, 1), f"{path}.rule")
        if decision.proposed_by is not None:
            says = "It has to be proposed as well:"
            yield Clause(_inner(part, 2), says, "", f"{path}.proposed_by")
            proposal = _inner(_inner(part, 2), 1)
            yield from self.rule(decision.proposed_by, proposal, f"{path}.proposed_by")
        self.rules.seat, self.rules.subject = outside

    def _powers(self, rule: Rule) -> str:
        """Who can meet several rules together."""
        gate = self.rules.rule(rule)
        known = tuple(self.players.all)
        game = Game(tuple(player.size for player in known), gate)
        return powers(self.organisation, game, known)

    def poll(self, rule: Vote) -> Poll:
        """A vote with everyone who is there for it."""
        found = self.rules.poll(rule)
        return replace(found, players=tuple(self.players.all))

    def _vote(self, rule: Vote, part: str, where: str) -> Iterator[Clause]:
        poll = self.poll(rule)
        organisation = self.organisation
        yield Clause(part, in_words(organisation, poll), today(organisation, poll), where)
        if rule.quorum is not None:
            says, now = quorum(organisation, poll), quorum_today(organisation, poll)
            yield Clause(f"{part}, quorum", says, now, f"{where}.quorum")
        for kind, says, now, step in extra(organisation, poll):
            place = f"bodies.{rule.vote}.cap" if step == "cap" else f"{where}.{step}"
            yield Clause(f"{part}, {kind}", says, now, place)
        if rule.casting_vote is not None:
            says = f"If as many are for as against, {self._one(rule.casting_vote)} decides."
            now = self._people((rule.casting_vote,))
            yield Clause(f"{part}, casting vote", says, now, f"{where}.casting_vote")
        yield from self._whiles(rule)
        names = list(dict.fromkeys(voice.party for voice in poll.voices if not voice.barred))
        yield from self._directed(tuple(names), rule.vote)

    def _whiles(self, rule: Vote) -> Iterator[Clause]:
        """Seats that have their votes only while something is so."""
        for seat, held in self.rules.looking.body(rule.vote).seats.items():
            if held.counts is not None:
                place = f"{rule.vote}.{seat}"
                only, now = condition(self.rules.looking, self.organisation, held.counts, place)
                says = f"{upper(named(self.organisation, place))} has its votes only while {only}."
                where = f"bodies.{rule.vote}.seats.{seat}.while"
                yield Clause(f"votes of {named(self.organisation, place)}", says, now, where)

    def _directed(self, names: tuple[str, ...], body: str) -> Iterator[Clause]:
        """The rules that say how somebody votes."""
        looking = self.rules.looking
        for name in names:
            party = self._holder(name)
            if party is None or party in self.read or looking.ballot(party) is not None:
                continue
            self.read.add(party)
            rule, where = looking.party(party).votes_by, f"parties.{party}.votes_by"
            by = ""
            for agreement in looking.mandates(party, body or name.partition(".")[0]):
                rule = agreement.votes_as
                key = next(k for k, a in self.organisation.agreements.items() if a is agreement)
                where, by = f"agreements.{key}.votes_as", " under a voting agreement"
            if rule is None:
                continue
            part, who = (
                f"vote of {named(self.organisation, party)}",
                named(self.organisation, party),
            )
            if isinstance(rule, Consent):
                led = joined(self._one(name) for name in rule.consent)
                both = "" if len(rule.consent) == 1 else " together"
                says = f"{upper(who)} votes as {led}{both} decide{'s' if not both else ''}{by}."
                yield Clause(part, says, "", where)
                continue
            says = f"{upper(who)} votes for it if this is met{by}, and otherwise as it likes:"
            yield Clause(part, says, "", where)
            outside = self.rules.seat, self.rules.subject
            self.rules.seat = self.rules.subject = None
            yield from self.rule(rule, f"{part} 1", where)
            self.rules.seat, self.rules.subject = outside

    def _holder(self, name: str) -> str | None:
        """The party behind a name; None if a seat is vacant."""
        name = (self.rules.seat or name) if name == EACH else name
        body, dot, seat = name.partition(".")
        return self.rules.looking.body(body).seats[seat].holder if dot else name

    def _one(self, name: str) -> str:
        """A party, or whoever holds a seat."""
        name = (self.rules.seat or name) if name == EACH else name
        body, dot, seat = name.partition(".")
        if not dot:
            self.rules.looking.party(name)
            return named(self.organisation, name)
        return f"whoever holds {seat_name(self.organisation, body, seat)}"

    def _each(self, names: tuple[str, ...], verb: str, does: str) -> str:
        who = [self._one(name) for name in names]
        if len(who) == 1:
            return f"{upper(who[0])} {verb} to {does}; silence is not enough."
        return f"Each of these {verb} to {does}: {joined(who)}. Silence is not enough."

    def _people(self, names: tuple[str, ...]) -> str:
        """Who they are today, as far as the names do not say so, and what they are taken to do."""
        said: list[str] = []
        for name in names:
            party = self._holder(name)
            if party is None:
                said.append("The seat is vacant, so that nobody can.")
                continue
            if "." in name or name == EACH:
                said.append(f"That is {named(self.organisation, party)}.")
            ballot = self.rules.looking.ballot(party)
            if ballot is not None:
                who = upper(named(self.organisation, party))
                said.append(f"{who} is taken to {BALLOTS[ballot]}.")
        return " ".join(said)


def _several(rule: AllOf | AnyOf | SomeOf) -> str:
    match rule:
        case AllOf():
            number = len(rule.all_of)
            both = "Both of these" if number == 2 else f"All {word(number)} of these"
            return f"{both} are needed:" if number > 1 else "This is needed:"
        case AnyOf():
            number = len(rule.any_of)
            if number < 3:
                return "Either of these is enough:" if number == 2 else "This is needed:"
            return f"Any one of these {word(number)} is enough:"
        case SomeOf():
            number = len(rule.some_of)
            verb = "is" if rule.at_least == 1 else "are"
            return f"At least {word(rule.at_least)} of these {word(number)} {verb} needed:"


def _inner(part: str, number: int) -> str:
    return f"{part}.{number}" if part[-1].isdigit() else f"{part} {number}"
