"""Who can be removed by nobody but themselves, and which bodies renew themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kingmaker.analyses.aims import Aim
from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.going import Way, way
from kingmaker.model import Goal, Organisation, seats_of
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.instances import every_instance
from kingmaker.translate.peers import with_a_say
from kingmaker.translate.states import Ground


@dataclass(frozen=True, slots=True)
class Entrenched:
    """One seat or office, and whether its holder can be removed against their will."""

    seat: str = column("the seat or office", unit="seat")
    holder: str = column("who holds it", unit="party")
    entrenched: bool | None = column(
        "whether all the others together cannot remove the holder; – if that is open",
        unit="yes or no",
    )
    days: int | None = column("days that it takes all the others", unit="days")
    steps: int | None = column("steps that it takes them", unit="count")
    by: tuple[str, ...] = column("what they decide", unit="decision")


@dataclass(frozen=True, slots=True)
class Renewal:
    """One body, and whether anybody but its members can change who is on it."""

    body: str = column("the body", unit="body")
    members: int = column("seats held", unit="count")
    renews_itself: bool | None = column(
        "whether its members fill its seats, and nobody else can win a majority of it",
        unit="yes or no",
    )
    outsiders: int | None = column(
        "days in which all who do not sit on it win a majority of it; – if they never do",
        unit="days",
    )
    members_alone: bool = column(
        "whether its members, all agreeing, can fill an open seat on it", unit="yes or no"
    )


@question("Who can be removed by nobody but themselves?")
def entrenched(organisation: Organisation) -> Answer[Entrenched]:
    """Find holders of seats and offices whom all others together cannot remove.

    Parameters
    ----------
    organisation : Organisation
        As it stands on the first day.

    Returns
    -------
    Answer of Entrenched
        One row a seat that is held, in the order of the file; what all the others reach when the
        holder votes against it, stays away, and starts nothing. Its part ``bodies``: whether
        each body renews itself.
    """
    everyone = [name for name in with_a_say(organisation) if name not in organisation.ballots]
    footing: set[str] = set()
    rows: list[Entrenched] = []
    for body, entry in organisation.bodies.items():
        for seat, held in entry.seats.items():
            if held.holder is None or held.holder in organisation.ballots:
                continue
            goal = Goal("oust", f"{body}.{seat}")
            found = _way(organisation, everyone, {held.holder}, goal)
            footing |= found.footing
            known = found.certain or found.day is not None
            own = f":{body}.{seat}"
            by = dict.fromkeys(s.step.decision.removesuffix(own) for s in found.strides)
            firm = found.day is None if known else None
            steps = None if found.day is None else found.steps
            place = f"{body}.{seat}"
            rows.append(Entrenched(place, held.holder, firm, found.day, steps, tuple(by)))
    bodies = tuple(_bodies(organisation, everyone, footing))
    return Answer(
        question="Who can be removed by nobody but themselves?",
        rows=tuple(rows),
        row=Entrenched,
        method="For each seat, the earliest way of everybody but its holder to be rid of them.",
        footing=frozenset(footing),
        notes=tuple(_notes(organisation, rows, bodies)),
        parts=(
            Answer(
                name="bodies",
                question="Which bodies renew themselves?",
                rows=bodies,
                row=Renewal,
                method="The earliest way of all who do not sit on a body to a majority of it.",
                footing=frozenset(footing),
            ),
        ),
    )


def _way(organisation: Organisation, everyone: list[str], without: set[str], goal: Goal) -> Way:
    members = {name: None for name in everyone if name not in without}
    return way(organisation, Aim(members, (goal,)))


def _bodies(
    organisation: Organisation, everyone: list[str], footing: set[str]
) -> Iterator[Renewal]:
    for body, entry in organisation.bodies.items():
        sitting = {seat.holder for seat in entry.seats.values() if seat.holder is not None}
        if not sitting or entry.kind == "office":
            continue
        found = _way(organisation, everyone, sitting, Goal("majority", body))
        footing |= found.footing
        alone = _fills(organisation, body, sitting)
        known = found.certain or found.day is not None
        renews = (found.day is None and alone) if known else None
        yield Renewal(body, len(sitting), renews, found.day, alone)


def _fills(organisation: Organisation, body: str, sitting: set[str]) -> bool:
    """Whether the members of a body, all agreeing, can fill a seat on it once it is open."""
    seats = set(seats_of(organisation, body))
    ground = Ground(organisation, dict.fromkeys(sitting, None))
    for name in every_instance(organisation):
        what, _, seat = name.partition(":")
        fills = [e.fill for e in organisation.decisions[what].effects if e.fill is not None]
        reach = {place for fill in fills for place in seats_of(organisation, fill, seat or None)}
        if reach & seats and ground.wins(decision_game(organisation, name)):
            return True
    return False


def _notes(
    organisation: Organisation, rows: list[Entrenched], bodies: tuple[Renewal, ...]
) -> Iterator[str]:
    fixed = [organisation.label(row.holder) for row in rows if row.entrenched]
    if rows and not fixed:
        yield "Nobody: each can be removed by others."
    for row in bodies:
        if row.renews_itself:
            yield f"{organisation.label(row.body)} renews itself: nobody else can win it."
