"""What is different under another charter, or in another world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kingmaker.analyses.aims import CoalitionSaid, GoalSaid, aim
from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import DecisionName, UnknownName, question
from kingmaker.analyses.measured import known, measured
from kingmaker.analyses.sides import (
    ORDER,
    TOO_LARGE,
    UNKNOWN,
    Ability,
    Figures,
    Key,
    Side,
    Value,
    abilities,
    text,
)
from kingmaker.analyses.worlds import on_top
from kingmaker.files import Case, CaseError, load
from kingmaker.model import Organisation
from kingmaker.translate.instances import every_instance


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing, as it is here and as it is under another charter or in another world."""

    what: str = column(
        "minimal winning: how many coalitions decide and need all their members; minimal "
        "blocking; who can each block alone; share of all coalitions that wins; power; whether a "
        "vote against can help it pass; the way",
        unit="text",
    )
    of: tuple[Member, ...] = column("of which coalition or party", unit="parties", usual=())
    here: str | None = column("what it is in the case", unit="text")
    other: str = column("the world or charter that it is compared with", unit="text")
    there: str | None = column("what it is there", unit="text")
    differs: bool | None = column("whether that is different, if it is known", unit="yes or no")


@question("What is different about {decision} in another world, or under another charter?")
def compare(
    case: Case,
    decision: DecisionName,
    to: Sequence[str] = (),
    *,
    with_: str | None = None,
    coalition: CoalitionSaid | None = None,
    goal: GoalSaid | None = None,
    limit: int = 10,
) -> Answer[Compared]:
    """Put who can decide, who can block and who has how much power side by side.

    Parameters
    ----------
    case : Case
        What is compared, as it is seen.
    decision : str
        Which decision, by its name in the file.
    to : str or list of str
        Worlds of the case to compare it with, each on top of what the case is seen with. All
        that it has, if neither worlds nor another case are given.
    with_ : str
        Another case to compare it with: a case file, or the name of a shipped example. Its
        decision of the same name is looked at, and what is assumed of a party here is assumed
        of a party of that name there.
    coalition : str
        Who wants the goal, such as ann,bob,staff=385, to compare the way to it too.
    goal : str
        What they want: majority of BODY, hold SEAT, oust SEAT, flag FLAG or take DECISION.
    limit : int
        How many coalitions to list at most that can decide, or block, only here or only there.

    Returns
    -------
    Answer of Compared
        One row for each thing and each other, what differs first. Exact; of a group,
        the power of one member. Its parts ``winners`` and ``blockers``, if somebody gains or
        loses: coalitions that can decide, or block, and need all of their members, only here
        or only there.

    Raises
    ------
    KeyError
        If the case has no such world.
    UnknownName
        If only one of ``coalition`` and ``goal`` is given, or what they name is not there.

    References
    ----------
    Shapley, L. S. and Shubik, M. (1954). A method for evaluating the distribution of power in
    a committee system. American Political Science Review 48, 787-792.
    """
    if limit < 1:
        raise ValueError(f"limit is 1 or more, not {limit}")
    if (coalition is None) != (goal is None):
        raise UnknownName("a goal is that of a coalition; give both")
    comparing = _Comparing(decision, coalition, goal, limit)
    here = comparing.side(case.organisation)
    notes: list[str] = []
    worlds = (to,) if isinstance(to, str) else tuple(to)
    if not worlds and with_ is None:
        worlds = tuple(name for name in case.worlds if name != case.world)
    for name in worlds:
        try:
            other = on_top(case, name).organisation
        except CaseError as error:
            notes.append(f"{name} cannot be looked at: {error.problems[0].message}.")
        else:
            notes += comparing.add(here, other, name)
    if with_ is not None:
        other_case = _other(case, with_)
        notes += comparing.add(here, other_case.organisation, other_case.name, foreign=True)
    told = case.organisation.label(decision)
    footing = known(case.organisation, {*here.footing, *comparing.footing})
    names = list(dict.fromkeys(row.other for row in comparing.rows))
    return Answer(
        question=f"What is different about “{told}” in {' or '.join(names)}?"
        if names
        else f"What could be different about “{told}”?",
        rows=comparing.ordered(),
        row=Compared,
        method="Everything worked out anew in the other; exact.",
        footing=footing,
        parts=tuple(
            Answer(
                name=part,
                question=f"Which coalitions can {can} only on one side, or are more than enough?",
                rows=tuple(rows),
                row=Ability,
                method="Minimal coalitions of each side, looked up on the other; exact.",
                footing=footing,
            )
            for part, can, rows in (
                ("winners", "decide", comparing.winning),
                ("blockers", "block", comparing.blocking),
            )
            if rows
        ),
        notes=tuple(notes)
        or ("There is nothing to compare with; name a world, or --with a case.",),
    )


def _other(case: Case, file: str) -> Case:
    """Another case, with what is assumed of the parties that it has too."""
    other = load(file)
    there = other.organisation.parties
    return other.assuming({party: b for party, b in case.ballots.items() if party in there})


@dataclass(slots=True)
class _Comparing:
    """Collects what is compared, each thing with each of the others."""

    decision: str
    coalition: CoalitionSaid | None
    goal: GoalSaid | None
    limit: int
    rows: list[Compared] = field(default_factory=list[Compared])
    winning: list[Ability] = field(default_factory=list[Ability])
    blocking: list[Ability] = field(default_factory=list[Ability])
    footing: set[str] = field(default_factory=set[str])

    def side(self, organisation: Organisation) -> Side:
        """The decision as one organisation has it."""
        side = Side(measured(organisation, self.decision), self.decision)
        if self.coalition is not None and self.goal is not None:
            side.aim = aim(organisation, self.coalition, self.goal)
        return side

    def add(
        self, here: Side, organisation: Organisation, name: str, *, foreign: bool = False
    ) -> Iterator[str]:
        """Compare with one other, and say what to know of it. A foreign one has its own facts."""
        begin = here.decision.organisation
        if begin.decisions.keys() != organisation.decisions.keys():
            yield from _decisions(begin, organisation, name)
        if self.decision not in every_instance(organisation):
            self.rows.append(Compared("the decision is there", (), "yes", name, "no", True))
            yield f"{name} has no decision {self.decision!r}."
            return
        try:
            there = self.side(organisation)
        except UnknownName as error:
            there = Side(measured(organisation, self.decision), self.decision)
            yield f"{name}: {error}."
        first = len(self.rows)
        self._figures(here, there, name)
        if not foreign:
            self.footing |= there.footing
        winning, all_winning = abilities("winning", here, there, name, self.limit)
        blocking, all_blocking = abilities("blocking", here, there, name, self.limit)
        self.winning += winning
        self.blocking += blocking
        new = self.rows[first:]
        yield f"{name}: {sum(row.differs is True for row in new):,} of {len(new):,} differ."
        if not (all_winning and all_blocking):
            yield f"More coalitions may differ in {name}; a higher --limit lists more."

    def _figures(self, here: Side, there: Side, name: str) -> None:
        """One row for each thing."""
        was = {**here.votes(), **here.helping(), **here.going()}
        votes = (here if here.same(there) else there).votes()
        now = {**votes, **there.helping(), **there.going()}
        there.footing |= there.decision.voting.footing
        for key in dict.fromkeys((*was, *now)):
            old, new = _value(was, key), _value(now, key)
            unknown = {None, TOO_LARGE, UNKNOWN} & {old, new}
            differs = None if unknown else old != new
            self.rows.append(Compared(*key, text(old), name, text(new), differs))

    def ordered(self) -> tuple[Compared, ...]:
        """What differs first, then what does not; in each, the same thing next to itself."""
        place = {what: number for number, what in enumerate(ORDER)}
        first = {key: n for n, key in reversed([*enumerate((r.what, r.of) for r in self.rows)])}
        return tuple(
            sorted(
                self.rows,
                key=lambda row: (
                    not row.differs,
                    place[row.what],
                    first[row.what, row.of],
                ),
            )
        )


def _value(figures: Figures, key: Key) -> Value | None:
    """A figure; a party that there is no figure of has no vote, and so no power."""
    what, of = key
    if key in figures or not of:
        return figures.get(key)
    return figures.get((what, ()), Fraction(0))


def _decisions(here: Organisation, there: Organisation, name: str) -> Iterator[str]:
    for told, one, other in (
        (f"Decisions that {name} has not", here, there),
        (f"Decisions that only {name} has", there, here),
    ):
        if missing := [what for what in one.decisions if what not in other.decisions]:
            yield f"{told}: {', '.join(missing)}."
