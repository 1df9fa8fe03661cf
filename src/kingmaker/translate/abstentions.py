"""A decision, as a game in which everybody comes and says yes, abstains or says no.

Here nobody does what is worst: each ballot counts for what it is. In a share of the votes cast
an abstention does not count, of those present or in office it counts in the base, and in a quorum
as the file says. Who must consent has to say yes; who may object has to say no.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from kingmaker.engine.games.gates import Gate, Input, every, some
from kingmaker.engine.power.ternary import TernaryGame, not_no, yes
from kingmaker.model import EACH, Ballot, Organisation, Vote
from kingmaker.translate.decisions import OpenSides, Rules, authorised
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Player, Players
from kingmaker.translate.sums import SOMEONE, Sum, sums_of, tie
from kingmaker.translate.voices import ALWAYS, NEVER, Say, Voice
from kingmaker.translate.votes import FLIPPED, Aim, least_gate


class BetterNotCast(ValueError):
    """A rule by which abstaining can harm what a vote against would help, or has no ballots."""


@dataclass(frozen=True, slots=True)
class TernaryDecision:
    """A decision with abstentions, ready for the engine.

    Attributes
    ----------
    game : TernaryGame
        The voting game.
    players : tuple of Player
        Who each class of players is, in the order of the game.
    footing : frozenset of str
        Dotted paths of the facts the game rests on.
    """

    game: TernaryGame
    players: tuple[Player, ...]
    footing: frozenset[str]


def ternary_game(organisation: Organisation, decision: str) -> TernaryDecision:
    """Turn a decision's rule into a game in which voters may abstain.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken. What its ``ballots`` say of a party is taken as given; all
        others come, and say yes, abstain or say no in every vote and consent alike. Who is
        directed by a rule votes for if that is met, and else against.
    decision : str
        Its identifier; ``DECISION:BODY.SEAT`` for one that is taken for each seat.

    Returns
    -------
    TernaryDecision
        With those who have a vote or a consent to give, and no others.

    Raises
    ------
    KeyError
        If the organisation has no such decision.
    BetterNotCast
        If a quorum counts votes against and not abstentions, or votes are cumulative.
    ValueError
        If the decision waits for itself.
    """
    looking = Looking(organisation)
    players = Players(looking)
    gate = TernaryRules(looking, Heard(looking, players)).decision(decision)
    sizes = tuple(player.size for player in players.all)
    return TernaryDecision(TernaryGame(sizes, gate), tuple(players.all), looking.footing)


@dataclass(slots=True)
class Heard(OpenSides):
    """Every voter is a player whose yes is heard, unless its ballot is taken as given."""

    def party(self, name: str, members: int = 1) -> tuple[Say, ...]:
        """A party; or so many members of a group, who act one by one."""
        ballot = self.looking.ballot(name)
        if ballot is not None:
            return (Say(ballot=ballot, members=members),)
        return (Say(joins=yes(self.players.number(name, members)), members=members),)


class TernaryRules(Rules):
    """Turns the rules of an organisation into gates that hear who says yes, and who not no."""

    def vote(self, rule: Vote, aim: Aim = "carry") -> Gate:
        """What carries a vote, or stops it."""
        if rule.method == "cumulative":
            raise BetterNotCast(
                f"the vote of {rule.vote} is cumulative: voters spread their votes over "
                "candidates, and nobody says yes or no"
            )
        self.bodies.add(rule.vote)
        body = self.looking.body(rule.vote)
        voices = list(self._voices(rule, body))
        size = authorised(body, rule, voices)
        sums = sums_of(rule, size)
        counted = _all(aim, *(_gate(voices, test, aim) for test in sums.counted))
        if rule.casting_vote is not None and self._may_cast(rule):
            casting = self.consents(rule.casting_vote, aim, rule.vote)
            tied = (_gate(voices, test, aim) for test in (tie(size), SOMEONE))
            counted = _one(aim, counted, _all(aim, casting, *tied))
        if sums.quorum is None:
            return counted
        return _all(aim, counted, _gate(voices, sums.quorum, aim))

    def consents(self, name: str, aim: Aim = "carry", body: str = "") -> Gate:
        """One says yes; or, to stop what it could agree to, does not say no to that."""
        name = (self.seat or name) if name == EACH else name
        say = self._seated(name)[0] if "." in name else self._stands(name, body)[0]
        if say is None or (say.ballot is None and say.joins is None):
            return NEVER if aim == "carry" else ALWAYS
        if say.ballot is not None:
            agrees = say.ballot == "for" if aim == "carry" else say.ballot != "against"
            return ALWAYS if agrees else NEVER
        if isinstance(say.joins, int):
            number = say.joins // 2
            return some(1, yes(number) if aim == "carry" else not_no(number))
        assert say.joins is not None
        return some(1, say.joins)


def _all(aim: Aim, *gates: Gate) -> Gate:
    """All of several tests; or one of them failed."""
    if len(gates) == 1:
        return gates[0]
    return every(*gates) if aim == "carry" else some(1, *gates)


def _one(aim: Aim, *gates: Gate) -> Gate:
    """One of several tests; or all of them failed."""
    return _all("stop" if aim == "carry" else "carry", *gates)


def _gate(voices: list[Voice], test: Sum, aim: Aim) -> Gate:
    """A test passed, or failed: a sum over the ballots as one gate."""
    sign = 1 if aim == "carry" else -1
    total = sign * test.constant
    gains: dict[int, tuple[Input, Fraction]] = {}

    def gain(source: Input, amount: Fraction) -> None:
        key = source if isinstance(source, int) else -1 - id(source)
        gains[key] = source, (gains[key][1] if key in gains else Fraction(0)) + amount

    def worth(ballot: Ballot, voice: Voice) -> Fraction:
        cast = ballot if aim == "carry" else FLIPPED[ballot]
        return sign * voice.weight * test.adds(cast, barred=voice.barred)

    for voice in voices:
        say = voice.say
        if say.ballot is not None or say.joins is None:
            total += worth(say.ballot or "abstain", voice) * say.members
            continue
        agreeing, refusing = worth("for", voice), worth("against", voice)
        total += refusing * say.members
        if isinstance(say.joins, Gate):  # met, all of them; or none
            gain(say.joins, agreeing - refusing)
            continue
        abstaining = worth("abstain", voice)
        gain(yes(say.joins // 2), agreeing - abstaining)
        gain(not_no(say.joins // 2), abstaining - refusing)
    if any(amount < 0 for _, amount in gains.values()):
        raise BetterNotCast(
            "a quorum that counts votes against and not abstentions makes it better to abstain "
            "than to vote against; such a vote has no index of this kind"
        )
    unit = lcm(total.denominator, *(amount.denominator for _, amount in gains.values()))
    whole = [(source, int(amount * unit)) for source, amount in gains.values() if amount]
    return least_gate(int(total * unit), whole, test.strict if aim == "carry" else not test.strict)
