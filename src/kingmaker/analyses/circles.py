"""Circles of owners: who owns itself through others, and whether anybody else owns it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.owning import dated, followed
from kingmaker.engine import TooLarge
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.shares import Share
from kingmaker.engine.ownership.silent import silenced, stable_readings
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.model import Organisation
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.network import Ownership

METHOD = (
    "Strongly connected parties of the network of capital and votes. A company's own shares have "
    "no votes, nor have those held by a company that it controls; every reading of that which "
    "bears itself out is told (Directive (EU) 2017/1132, Articles 63 and 67)."
)


@dataclass(frozen=True, slots=True)
class Circle:
    """Parties each of whom holds something of the next, and so of itself."""

    members: tuple[str, ...] = column("who is in it", unit="parties")
    inside: Share = column(
        "part of the capital of its members that members hold, at least to at most", unit="share"
    )
    closed: bool = column(
        "whether all of it may belong to its own members, and to nobody else", unit="yes or no"
    )
    outside: tuple[str, ...] = column("who else holds any of it", unit="parties")
    readings: int | None = column(
        "ways in which votes may be silent; more than one: who controls it is open", unit="count"
    )


@dataclass(frozen=True, slots=True)
class Silent:
    """One way in which the votes in a circle may be silent."""

    circle: int = column("number of the circle", unit="count")
    silent: tuple[str, ...] = column("whose votes in whom do not count", unit="texts")
    controls: tuple[str, ...] = column("who then controls whom in it", unit="texts")


@question("Which circles of owners are there?")
def circles(organisation: Organisation) -> Answer[Circle]:
    """List the circles in which parties own one another, with all readings of silent votes.

    Parameters
    ----------
    organisation : Organisation
        With its holdings.

    Returns
    -------
    Answer of Circle
        One row a circle, in the order of the file. Its part ``silent`` has, for circles whose
        votes are known exactly, each reading of which votes are silent, and who controls whom
        then.
    """
    owned = ownership(organisation)
    links = {
        subject: [h for h in holders if h in owned.above or h == subject]
        for subject, holders in _holders(owned).items()
    }
    found = [
        sorted(part)
        for part in components(links, sorted(links))
        if len(part) > 1 or part[0] in links[part[0]]
    ]
    found.sort()
    rows: list[Circle] = []
    parts: list[Silent] = []
    notes: list[str] = []
    for number, members in enumerate(found, start=1):
        readings, silent, trouble = _readings(owned, members, number)
        rows.append(_circle(owned, members, readings))
        parts += silent
        notes += trouble
    footing = owned.facts(range(len(owned.names)))
    return Answer(
        question="Which circles of owners are there?",
        rows=tuple(rows),
        row=Circle,
        method=METHOD,
        footing=footing,
        notes=(
            *notes,
            *followed(owned, {p for part in found for p in part}),
            *dated(organisation),
        ),
        parts=(
            Answer(
                name="silent",
                question="Which votes may be silent, and who controls whom then?",
                rows=tuple(parts),
                row=Silent,
                method="Readings that bear themselves out; at least one each is so.",
                footing=footing,
            ),
        ),
    )


def _holders(owned: Ownership) -> dict[int, set[int]]:
    """Who holds a part of the capital or the votes of whom."""
    found: dict[int, set[int]] = {}
    for right in ("economic", "votes"):
        for subject, holders in owned.held[right].items():
            found.setdefault(subject, set()).update(holders)
    for block, members in owned.blocks.items():
        found.setdefault(block, set()).update(members)
    return found


def _circle(owned: Ownership, members: list[int], readings: int | None) -> Circle:
    """What the members of a circle hold of one another; the least and the most of any of them."""
    inside = set(members)
    lows: list[Share] = []
    outside: set[int] = set()
    for member in members:
        column_ = owned.tight("economic", named=True).columns.get(member)
        if column_ is not None:
            lows.append(column_.held_by(inside, with_anyone=True))
            outside |= column_.holders.keys() - inside
    low = min((share.low for share in lows), default=Fraction(0))
    high = max((share.high for share in lows), default=Fraction(0))
    named = [p for each in sorted(outside) for p in owned.blocks.get(each, (each,))]
    return Circle(
        tuple(owned.names[m] for m in members if m not in owned.blocks),
        Share(low, high),
        bool(lows) and all(share.high >= 1 for share in lows),
        tuple(owned.names[p] for p in dict.fromkeys(named)),
        readings,
    )


def _readings(
    owned: Ownership, members: list[int], number: int
) -> tuple[int | None, list[Silent], list[str]]:
    """The readings of silent votes of one circle, if its votes are known exactly."""
    inside = set(members)
    stakes: list[tuple[int, int, Fraction]] = []
    for subject in members:
        for holder, share in owned.stated("votes", subject).items():
            if not share.known:
                return None, [], []
            stakes.append((holder, subject, share.low))
    holdings = Holdings.of(len(owned.names), stakes)
    try:
        found = [each for each in stable_readings(holdings) if each]
    except TooLarge as trouble:
        return None, [], [f"Of circle {number} no readings are told: {trouble}."]
    rows: list[Silent] = []
    for readings in found:
        if not set(readings[0].circle) & inside:
            continue
        for reading in readings:
            votes = voting(silenced(holdings, reading.silent))
            rows.append(
                Silent(
                    number,
                    tuple(
                        f"{owned.label(h)} in {owned.label(s)}" for h, s in sorted(reading.silent)
                    ),
                    tuple(
                        f"{owned.label(p)}: {', '.join(owned.label(c) for c in sorted(those))}"
                        for p in sorted({h for h, _, _ in stakes})
                        if (those := controlled(votes, [p]))
                    ),
                )
            )
    return len(rows) or None, rows, []
