"""What a coalition can bring about: its decisions as moves, in numbers only.

Seats, flags and shares that can change become atoms, and every single decision a move that is
open when the coalition can carry it. Nothing gained is ever taken back here, so what is found to
be out of reach is so for certain; a way that is found has to be walked through in earnest
(`states`) before it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from kingmaker.engine.games.gates import Gate, every, some
from kingmaker.engine.paths.quests import Move, Quest
from kingmaker.model import (
    EACH,
    Condition,
    Decision,
    Effect,
    Goal,
    Organisation,
    changed,
    seats_of,
)
from kingmaker.translate.conditions import met
from kingmaker.translate.decisions import Rules
from kingmaker.translate.held import HeldSides, Members
from kingmaker.translate.instances import every_instance
from kingmaker.translate.looking import Looking
from kingmaker.translate.meetings import meeting_days
from kingmaker.translate.seats import holder_of, majority_of, ousted
from kingmaker.translate.switches import (
    Atom,
    more_may_help,
    overlap,
    switches_of_decisions,
    switches_of_seats,
)

MOST_SWITCHES = 5
"""Changes of rules or shares that are combined in every way."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What a coalition wants and what it can do, ready for the engine.

    Attributes
    ----------
    quest : Quest
        The goal and the moves.
    moves : tuple of str
        The single decision that each move is.
    footing : frozenset of str
        Dotted paths of the facts it rests on.
    open_ended : frozenset of str
        Decisions after which more may be possible than the moves say, since shares can be
        moved again and again, or rules changed in more orders than were combined. If none of
        them can be taken, what is out of reach here is out of reach.
    atoms : tuple of str
        What each atom is about: a seat, a flag or a decision.
    hoped : frozenset of int
        Atoms that are given, or that some decision would give.
    lost : tuple of frozenset of int
        For each move, the atoms to be won again where it empties seats: the moves take nothing
        back, but whoever walks through them may have to.
    """

    quest: Quest
    moves: tuple[str, ...]
    footing: frozenset[str]
    open_ended: frozenset[str] = frozenset()
    atoms: tuple[str, ...] = ()
    hoped: frozenset[int] = frozenset()
    lost: tuple[frozenset[int], ...] = ()


def campaign(
    organisation: Organisation,
    members: Members,
    goals: tuple[Goal, ...],
    *,
    unopposed: bool = False,
    begin: Organisation | None = None,
    day: int = 0,
) -> Campaign:
    """Turn what a coalition wants into a quest.

    Parameters
    ----------
    organisation : Organisation
        As it stands; its ``ballots`` are taken as given.
    members : mapping of str to (int or None)
        The coalition.
    goals : tuple of Goal
        All of which have to be reached.
    unopposed : bool
        Whether the others stay away, instead of voting and staying away as suits them.
    begin : Organisation, optional
        As it stood on the first day, if some way has been gone since.
    day : int
        Days since then; what is found is counted from here.
    """
    board = _Board(organisation, members, unopposed, begin or organisation, day)
    return board.campaign(goals)


@dataclass(slots=True)
class _Board:
    """Builds the quest: hands out atoms, and turns decisions into moves."""

    organisation: Organisation
    members: Members
    unopposed: bool
    first: Organisation
    day: int
    atoms: dict[Atom, int] = field(default_factory=dict[Atom, int])
    given: set[int] = field(default_factory=set[int])
    seen: set[str] = field(default_factory=set[str])
    gains: set[Atom] = field(default_factory=set[Atom])
    open_ended: set[str] = field(default_factory=set[str])
    watched: set[str] = field(default_factory=set[str])  # bodies whose vacancies are asked for

    def atom(self, *what: str) -> int:
        """The number of something that may be so."""
        return self.atoms.setdefault(what, len(self.atoms))

    def campaign(self, goals: tuple[Goal, ...]) -> Campaign:
        """The whole quest."""
        self.watched = set(_bodies_asked_about(self.organisation))
        for name in every_instance(self.organisation):
            for effect in self._decision(name).effects:
                self.gains.update(self._gains(effect, name))
        self._begin()
        moves: dict[str, list[Move]] = {name: [] for name in every_instance(self.organisation)}
        reached: list[Gate] = []
        for organisation, needs in self._variants():
            rules = self._rules(organisation)
            for name in every_instance(organisation):
                move = self._move(organisation, rules, name, needs)
                if move is not None and not any(_as_good(m, move) for m in moves[name]):
                    moves[name].append(move)
            wanted = every(*(self._goal(rules, goal) for goal in goals))
            reached.append(every(wanted, *needs))
            self.seen |= rules.looking.seen
        emptied = {name: frozenset(self._emptied(name)) for name in moves}
        quest = Quest(
            len(self.atoms),
            tuple(sorted(self.given)),
            tuple(move for several in moves.values() for move in several),
            some(1, *reached),
        )
        names = tuple(name for name, several in moves.items() for _ in several)
        lost = tuple(emptied[name] for name in names)
        about = tuple(what[-1] for what in self.atoms)
        hoped = {
            number
            for what, number in self.atoms.items()
            if what in self.gains or what[0] == "done" or number in self.given
        }
        footing, open_ended = frozenset(self.seen), frozenset(self.open_ended)
        return Campaign(quest, names, footing, open_ended, about, frozenset(hoped), lost)

    def _emptied(self, name: str) -> Iterator[int]:
        """The seats that a decision takes from whoever is in them, and that can be won again."""
        seat = name.partition(":")[2] or None
        for effect in self._decision(name).effects:
            disloyal = effect.by is not None and not self._loyal(effect.by)
            places = effect.vacate or (effect.fill if disloyal else None)
            for place in seats_of(self.organisation, places, seat) if places else ():
                if ("won", place) in self.gains:
                    yield self.atom("won", place)

    def _rules(self, organisation: Organisation) -> Rules:
        looking = Looking(organisation)
        sides = HeldSides(looking, self.members, self.unopposed, self._won, self._freed)
        return Rules(looking, sides)

    def _won(self, place: str) -> int | None:
        return self.atom("won", place) if ("won", place) in self.gains else None

    def _freed(self, place: str) -> int | None:
        return self.atom("freed", place) if ("freed", place) in self.gains else None

    def _begin(self) -> None:
        """What is so to begin with."""
        for body, entry in self.organisation.bodies.items():
            for seat, held in entry.seats.items():
                kind = "vacant" if held.holder is None else "held"
                if body in self.watched:
                    self.given.add(self.atom(kind, f"{body}.{seat}"))
                if held.holder is None:
                    self.given.add(self.atom("freed", f"{body}.{seat}"))
        for name, flag in self.organisation.flags.items():
            self.given.add(self.atom("flag" if flag.raised else "no flag", name))

    def _decision(self, name: str) -> Decision:
        return self.organisation.decisions[name.partition(":")[0]]

    def _gains(self, effect: Effect, name: str) -> Iterator[Atom]:
        """What an effect of a decision makes so."""
        seat = name.partition(":")[2] or None
        match effect.kind:
            case "vacate":
                for place in seats_of(self.organisation, effect.vacate or "", seat):
                    yield ("freed", place)
                    if place.partition(".")[0] in self.watched:
                        yield ("vacant", place)
            case "fill":
                for place in seats_of(self.organisation, effect.fill or "", seat):
                    yield ("freed", place)
                    if place.partition(".")[0] in self.watched:
                        yield ("held", place)
                    if effect.by is None or self._loyal(effect.by):
                        yield ("won", place)
            case "flag":
                yield ("flag", effect.flag or "")
            case "clear":
                yield ("no flag", effect.clear or "")
            case _:
                yield ("done", name)

    def _loyal(self, party: str) -> bool:
        """Whether a party is of the coalition, or may be led by it."""
        bound = {p for a in self.organisation.agreements.values() for p in a.binds}
        directed = self.organisation.parties[party].votes_by is not None
        return party in self.members or directed or party in bound

    def _variants(self) -> Iterator[tuple[Organisation, tuple[int, ...]]]:
        """The organisation with its rules and shares as decisions may have changed them."""
        yield self.organisation, ()
        switches = [
            *switches_of_decisions(self.organisation),
            *switches_of_seats(self.organisation, self._gains),
        ]
        few = len(switches) <= MOST_SWITCHES
        for switch in switches:
            if (
                not few
                or overlap(switches)
                or more_may_help(self.organisation, switch, self._loyal)
            ):
                self.open_ended.update(switch.by)
        sizes = range(1, len(switches) + 1) if few else (1, len(switches))
        for size in sizes:
            for chosen in combinations(switches, size):
                organisation = self.organisation
                try:
                    for switch in chosen:
                        for effect in switch.effects:
                            organisation = changed(organisation, effect)
                except (KeyError, ValueError):
                    continue
                yield organisation, tuple(self.atom(*switch.once) for switch in chosen)

    def _move(
        self, organisation: Organisation, rules: Rules, name: str, needs: tuple[int, ...]
    ) -> Move | None:
        """A single decision as a move; None if it can never be taken."""
        what, _, seat = name.partition(":")
        decision = rules.looking.decision(what)
        conditions = list(decision.requires)
        each = decision.for_each
        if each is not None and each.vacant is not None:
            word = "vacant" if each.vacant else "held"
            conditions.append(Condition.model_validate({word: EACH}))
        wanted = list(needs)
        for condition in conditions:
            atom = self._condition(rules.looking, condition, seat or None)
            if atom is None:
                return None
            wanted.append(atom)
        timing = decision.timing
        dates = meeting_days(organisation, decision)
        if dates is not None:
            dates = tuple(date - self.day for date in dates if date >= self.day)
        gives = {self.atom(*gain) for e in decision.effects for gain in self._gains(e, name)}
        gives.add(self.atom("done", name))
        return Move(
            rules.decision(name), tuple(wanted), tuple(sorted(gives)), timing.notice, dates,
            timing.after,
        )  # fmt: skip

    def _condition(self, looking: Looking, condition: Condition, seat: str | None) -> int | None:
        """The atom that says that a condition is met; None if it never is."""
        if condition.flag is not None:
            looking.flag(condition.flag)
            return self.atom("flag", condition.flag)
        if condition.not_flag is not None:
            looking.flag(condition.not_flag)
            return self.atom("no flag", condition.not_flag)
        if condition.holding is not None:
            always = self.atom("always")
            self.given.add(always)
            return always if met(looking, condition) else None
        named = condition.vacant or condition.held or ""
        place = (seat or "") if named == EACH else named
        looking.body(place.partition(".")[0])
        return self.atom("vacant" if condition.vacant else "held", place)

    def _goal(self, rules: Rules, goal: Goal) -> Gate:
        """What it means that a goal is reached."""
        match goal.kind:
            case "majority":
                return rules.vote(majority_of(goal.of))
            case "hold":
                seats = seats_of(self.organisation, goal.of)
                return every(*(rules.consents(place) for place in seats))
            case "oust":
                still = [p for p in ousted(self.first, goal) if self._same(p)]
                return every(*(self.atom("freed", place) for place in still))
            case "flag":
                return every(self.atom("flag", goal.of))
            case _:
                return every(self.atom("done", goal.of))

    def _same(self, place: str) -> bool:
        """Whether a seat is held by whoever held it on the first day."""
        return holder_of(self.first, place) == holder_of(self.organisation, place)


def _as_good(move: Move, other: Move) -> bool:
    """Whether a move does all that another does, and takes no more."""
    return (
        move.gate == other.gate
        and (move.notice, move.dates, move.after) == (other.notice, other.dates, other.after)
        and set(move.needs) <= set(other.needs)
    )


def _bodies_asked_about(organisation: Organisation) -> Iterator[str]:
    """Bodies of which it matters somewhere whether a seat is vacant."""
    conditions = [
        held.counts
        for body in organisation.bodies.values()
        for held in body.seats.values()
        if held.counts is not None
    ]
    for decision in organisation.decisions.values():
        if decision.for_each is not None:
            yield decision.for_each.seat
        conditions += decision.requires
    for condition in conditions:
        yield (condition.vacant or condition.held or "").partition(".")[0]
