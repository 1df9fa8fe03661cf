"""The organisation as it changes step by step while a coalition acts: the plain, exact way.

Nothing is simplified here. A step is taken as the file says: on its conditions, after its notice,
at its meeting, by the votes as they are then. It is slow, and what other ways find is shown only
once it has been walked through like this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from kingmaker.engine.paths.quests import Move
from kingmaker.model import Condition, Decision, Goal, Organisation, Party, changed, seats_of
from kingmaker.translate.conditions import all_met
from kingmaker.translate.decisions import DecisionGame, OpenSides, Rules, finished
from kingmaker.translate.held import Members, of_coalition
from kingmaker.translate.instances import every_instance
from kingmaker.translate.looking import Looking
from kingmaker.translate.meetings import meeting_days
from kingmaker.translate.players import Players
from kingmaker.translate.seats import holder_of, majority_of, ousted

NOMINEE = "nominee for "
"""Begins the name of whoever a coalition puts into a seat."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken.

    Attributes
    ----------
    decision : str
        The single decision.
    able : int
        The day from which the coalition could carry it without a break.
    vote : int
        The day of the vote.
    effect : int
        The day of its effect.
    """

    decision: str
    able: int
    vote: int
    effect: int


@dataclass(frozen=True, slots=True)
class Position:
    """The organisation at some point of a coalition's way.

    Attributes
    ----------
    organisation : Organisation
        As it is then.
    day : int
        Days from the beginning.
    able : mapping of str to int
        The single decisions that can be carried, and since which day without a break.
    taken : tuple of Taken
        The steps so far.
    """

    organisation: Organisation
    day: int
    able: Mapping[str, int]
    taken: tuple[Taken, ...] = ()


@dataclass(slots=True)
class Ground:
    """Where a coalition acts: knows what it can carry, and what comes of it.

    Attributes
    ----------
    begin : Organisation
        As it stands on the first day.
    members : mapping of str to (int or None)
        The coalition; of people who act one by one, how many.
    unopposed : bool
        Whether the others stay away, instead of voting and staying away as suits them.
    nominee : str
        Begins the name of whoever the coalition puts into a seat.
    among : frozenset of str or None
        The single decisions that are thought of; all if None.
    """

    begin: Organisation
    members: Members
    unopposed: bool = False
    nominee: str = NOMINEE
    among: frozenset[str] | None = None
    known: dict[tuple[object, ...], list[str]] = field(
        default_factory=dict[tuple[object, ...], list[str]]
    )

    def start(self) -> Position:
        """The first day."""
        return Position(self.begin, 0, dict.fromkeys(self.carriable(self.begin, ()), 0))

    def carriable(self, organisation: Organisation, taken: tuple[Taken, ...]) -> list[str]:
        """The single decisions that the coalition can carry as things stand."""
        key = fingerprint(organisation, taken)
        if key not in self.known:
            self.known[key] = [
                name
                for name in every_instance(organisation)
                if self.among is None or name in self.among
                if self.carries(organisation, name)
            ]
        return self.known[key]

    def carries(self, organisation: Organisation, name: str) -> bool:
        """Whether the coalition can carry a single decision, its conditions being met."""
        what, _, seat = name.partition(":")
        decision = organisation.decisions[what]
        looking = Looking(organisation)
        if not all_met(looking, conditions(decision), seat or None):
            return False
        return self.wins(self._game(organisation, lambda rules: rules.decision(name)))

    def _game(self, organisation: Organisation, build: Callable[[Rules], object]) -> DecisionGame:
        looking = Looking(organisation)
        players = Players(looking)
        gate = build(Rules(looking, OpenSides(looking, players, self.unopposed)))
        return finished(players, gate, looking)  # pyright: ignore[reportArgumentType]

    def wins(self, voting: DecisionGame) -> bool:
        """Whether the coalition and its nominees win a game."""
        return voting.game.gate.opens([self.count(p.party, p.size) for p in voting.players])

    def count(self, party: str, size: int) -> int:
        """How many of some players are of the coalition."""
        if party.startswith(self.nominee):
            return size
        return of_coalition(self.members, party, size, self._above)

    def _above(self, party: str) -> str | None:
        known = self.begin.parties.get(party)
        return None if known is None else known.part_of

    def reached(self, position: Position, goals: Iterable[Goal]) -> bool:
        """Whether some goals are all reached."""
        return all(self._reached(position, goal) for goal in goals)

    def _reached(self, position: Position, goal: Goal) -> bool:
        now = position.organisation
        match goal.kind:
            case "majority":
                return self.wins(self._game(now, lambda rules: rules.vote(majority_of(goal.of))))
            case "hold":
                return all(
                    self.wins(self._game(now, lambda rules, place=place: rules.consents(place)))
                    for place in seats_of(now, goal.of)
                )
            case "oust":
                begin = self.begin
                places = [p for p in ousted(begin, goal) if holder_of(begin, p) is not None]
                return all(holder_of(now, p) != holder_of(begin, p) for p in places)
            case "flag":
                return now.flags[goal.of].raised
            case _:
                return any(step.decision == goal.of for step in position.taken)

    def take(self, position: Position, name: str) -> Position | None:
        """What follows if one decision takes effect next; None if it never can."""
        following = self.taken(position, name)
        return None if following is None else self.settle(following, name)

    def taken(self, position: Position, name: str) -> Position | None:
        """The same, but what can be carried is left as it was before."""
        days = completion(position, name)
        if days is None:
            return None
        vote, effect = days
        try:
            organisation = self.enacted(position.organisation, name)
        except (KeyError, ValueError):
            return None
        taken = (*position.taken, Taken(name, position.able[name], vote, effect))
        return Position(organisation, max(position.day, effect), position.able, taken)

    def enacted(self, organisation: Organisation, name: str) -> Organisation:
        """The organisation with a decision's effects, seats being filled by the coalition's own.

        Raises
        ------
        ValueError, KeyError
            If it cannot have them: there are not so many shares, say.
        """
        return enacted(organisation, name, self.nominee)

    def with_nominees(self, organisation: Organisation) -> Members:
        """The coalition, and those it has put into seats by then."""
        own = {name: None for name in organisation.parties if name.startswith(self.nominee)}
        return {**self.members, **own}

    def settle(self, position: Position, name: str | None = None) -> Position:
        """What can be carried now, and since when; what was just taken begins anew."""
        able = self.carriable(position.organisation, position.taken)
        return _settled(position, able, name)

    def walk(self, names: Iterable[str], goals: Iterable[Goal]) -> Position | None:
        """Take some decisions, each as soon as it can be; None if the goals are not reached."""
        left, goals = list(names), tuple(goals)
        able = [name for name in left if self.carries(self.begin, name)]
        position = Position(self.begin, 0, dict.fromkeys(able, 0))
        while not self.reached(position, goals):
            due = [
                (days[1], number)
                for number, name in enumerate(left)
                if name in position.able and (days := completion(position, name)) is not None
            ]
            if not due:
                return None
            number = min(due)[1]
            name = left.pop(number)
            following = self.taken(position, name)
            if following is None:
                return None
            able = [n for n in left if self.carries(following.organisation, n)]
            position = _settled(following, able, name)
        return position


def _settled(position: Position, able: Iterable[str], name: str | None) -> Position:
    before = position.able
    since = {n: before[n] if n in before and n != name else position.day for n in able}
    return Position(position.organisation, position.day, since, position.taken)


def conditions(decision: Decision) -> tuple[Condition, ...]:
    """All that has to be so for a decision to be taken."""
    each = decision.for_each
    if each is None or each.vacant is None:
        return decision.requires
    word = "vacant" if each.vacant else "held"
    return (*decision.requires, Condition.model_validate({word: "$seat"}))


def completion(position: Position, name: str) -> tuple[int, int] | None:
    """The day of the vote and that of the effect, if a decision takes effect next.

    None if it cannot: there is no meeting any more.
    """
    decision = position.organisation.decisions[name.partition(":")[0]]
    timing = decision.timing
    dates = meeting_days(position.organisation, decision)
    able = position.able[name]
    if dates is None:
        vote = max(able + timing.notice, position.day - timing.after)
        return vote, vote + timing.after
    move = Move(0, (), (), 0, dates)
    vote_day = move.vote(max(able + timing.notice, position.day - timing.after))
    return None if vote_day is None else (vote_day, vote_day + timing.after)


def enacted(organisation: Organisation, name: str, prefix: str = NOMINEE) -> Organisation:
    """The organisation with a decision's effects, seats being filled by nominees.

    Raises
    ------
    ValueError, KeyError
        If it cannot have them: there are not so many shares, say.
    """
    what, _, seat = name.partition(":")
    filled: list[str] = []

    def nominee(place: str) -> str:
        filled.append(place)
        return f"{prefix}{place}"

    for effect in organisation.decisions[what].effects:
        organisation = changed(organisation, effect, seat or None, nominee)
    new = {f"{prefix}{place}": Party(label=f"{prefix}{place}") for place in filled}
    if not new.keys() - organisation.parties.keys():
        return organisation
    return organisation.model_copy(update={"parties": {**organisation.parties, **new}})


def fingerprint(organisation: Organisation, taken: tuple[Taken, ...]) -> tuple[object, ...]:
    """All that can differ between two points of one way: seats, flags, shares, rules."""
    seats = tuple(
        held.holder for body in organisation.bodies.values() for held in body.seats.values()
    )
    flags = tuple(flag.raised for flag in organisation.flags.values())
    shares = tuple((h.holder, h.share_class, h.shares) for h in organisation.holdings.values())
    set_by = dict.fromkeys(  # of each decision that sets something, only its last time matters
        step.decision
        for step in reversed(taken)
        if any(
            e.kind == "set"
            for e in organisation.decisions[step.decision.partition(":")[0]].effects
        )
    )
    return seats, flags, shares, tuple(set_by)
