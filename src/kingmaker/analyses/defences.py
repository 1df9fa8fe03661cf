"""Who can stop a coalition on its way, at which step, and by which lawful counter-move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kingmaker.analyses.aims import CoalitionSaid, GoalSaid, aim, goals_told, named
from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.coalitions import fewest
from kingmaker.analyses.going import Way, way
from kingmaker.engine import TooLarge
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.countering import Counter, counter_moves
from kingmaker.translate.decisions import decision_game


@dataclass(frozen=True, slots=True)
class Defence:
    """A counter-move, and what comes of it."""

    step: int = column("before which step of the way it takes effect", unit="count")
    stops: str = column("the step", unit="decision")
    counter: str = column("what the others decide", unit="decision")
    by: tuple[Member, ...] = column("the fewest of them who can", unit="parties")
    able: int = column("the day from which they can", unit="days")
    effect: int = column("the day of its effect", unit="days")
    outcome: str = column("what comes of it", unit="text")
    until: int | None = column(
        "the day on which the goal is reached all the same", unit="days", usual=None
    )


@question("Who can stop {coalition} on the way to: {goal}?")
def defences(
    organisation: Organisation, coalition: CoalitionSaid, goal: GoalSaid
) -> Answer[Defence]:
    """Find the counter-moves that stop or delay the earliest way of a coalition.

    Parameters
    ----------
    organisation : Organisation
        As it stands on the first day.
    coalition : str
        Who acts together, such as ann,bob,staff=385 for 385 of the staff.
    goal : str
        majority of BODY, hold SEAT, oust SEAT, oust PARTY from BODY, flag FLAG or take DECISION;
        several with "and" between them.

    Returns
    -------
    Answer of Defence
        In the order of the steps: every single decision that the others can carry against the
        coalition, in time before a step takes effect, and that stops the way or delays it. What
        several counter-moves do together, `paths` says at the level ``contested``.
    """
    wanted = aim(organisation, coalition, goal)
    soon = way(organisation, wanted, "outvoted")
    contested = way(organisation, wanted, "contested")
    rows: tuple[Defence, ...] = ()
    footing = soon.footing | contested.footing
    if soon.day is not None:
        found = counter_moves(
            organisation, wanted.members, wanted.goals,
            [stride.step.decision for stride in soon.strides], soon.day,
        )  # fmt: skip
        rows = tuple(_rows(found))
    return Answer(
        question=f"Who can stop {named(organisation, wanted.members)} on the way to: "
        f"{goals_told(organisation, wanted.goals)}?",
        rows=rows,
        row=Defence,
        method="Each decision of the others tried before each step of the earliest way, the "
        "coalition then going on as well as it can.",
        footing=footing,
        notes=tuple(_notes(soon, contested, rows)),
    )


def _rows(found: list[Counter]) -> Iterator[Defence]:
    for counter in found:
        by = _fewest(counter)
        step = counter.step
        outcome = "delays it"
        if counter.day is None:
            outcome = "stops it" if counter.sure else "stops it, or so it seems: not all was tried"
        yield Defence(
            counter.before, counter.instead_of, step.decision, by, step.able, step.effect,
            outcome, counter.day,
        )  # fmt: skip


def _fewest(counter: Counter) -> tuple[Member, ...]:
    """The fewest of the others who can take a counter-move."""
    voting = decision_game(counter.at, counter.step.decision)
    able = [counter.count(player.party, player.size) for player in voting.players]
    try:
        return fewest(minimal_winning(voting.game), voting.players, able)
    except TooLarge:
        return ()


def _notes(soon: Way, contested: Way, rows: tuple[Defence, ...]) -> Iterator[str]:
    if soon.day is None:
        if not soon.certain:
            yield f"Whether there is a way to stop is open: {soon.limit}."
        else:
            yield "There is no way to stop: the coalition is outvoted as it is."
        return
    if not rows:
        yield "No single decision of the others, taken in time, stops or delays it."
    if not contested.certain:
        yield f"What several counter-moves do together is open: {contested.limit}."
    elif contested.day is None:
        several = "" if rows else ", with several counter-moves"
        yield f"If the others act first{several}, and do their best, the goal is never reached."
    elif contested.day > soon.day:
        yield f"If the others act first, and do their best, it takes {contested.day:,} days."
