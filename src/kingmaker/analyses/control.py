"""Power over control: reaching a goal, by whatever lawful way, as a voting game of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import comb, prod

from kingmaker.analyses.aims import Aim, GoalSaid, goals_of, goals_told
from kingmaker.analyses.answer import Answer, Member, Some, column
from kingmaker.analyses.asking import UnknownName, question
from kingmaker.analyses.going import LEVELS, RESISTANCE, can_reach, way
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.minimal import Minimal, minimal_blocking, minimal_winning
from kingmaker.engine.power.indices import banzhaf, shapley
from kingmaker.model import Organisation
from kingmaker.translate.campaigns import campaign
from kingmaker.translate.control import ControlGame, control_game, direct_game
from kingmaker.translate.held import Members
from kingmaker.translate.peers import Kind, kinds

MOST_SILENT = 12
"""Parties without any say that are named."""


@dataclass(frozen=True, slots=True)
class PowerOverControl:
    """One party's part in reaching a goal."""

    party: str = column("who", unit="party")
    members: int = column(
        "how many they are; the figures are for each one of them", unit="count", usual=1
    )
    shapley: Fraction = column(
        "Shapley-Shubik: chance of being the one who makes it possible", unit="probability"
    )
    banzhaf: Fraction = column(
        "Penrose-Banzhaf: chance that it depends on this party, the others at random",
        unit="probability",
    )
    indispensable: bool = column("whether nobody reaches it without", unit="yes or no")
    dummy: bool = column("whether it never matters", unit="yes or no", usual=False)


@dataclass(frozen=True, slots=True)
class Controllers:
    """A coalition that can reach a goal, or keep all others from it, and needs all its members."""

    coalition: tuple[Member, ...] = column("who they are", unit="parties")
    size: int = column("how many they are", unit="count")
    of_each: int = column(
        "coalitions like it, with others who can stand in for its members", unit="count", usual=1
    )
    days: int | None = column("days of its earliest way", unit="days", usual=None)


@question("Who has how much power to reach: {goal}?")
def control(
    organisation: Organisation,
    goal: GoalSaid,
    *,
    level: str = "outvoted",
    within: int | None = None,
    limit: int = 200,
) -> Answer[PowerOverControl]:
    """Measure power over control: who can reach a goal in the end, and on whom that depends.

    Parameters
    ----------
    organisation : Organisation
        As it stands on the first day.
    goal : str
        majority of BODY, hold SEAT, oust SEAT, oust PARTY from BODY, flag FLAG or take DECISION;
        several with "and" between them.
    level : str
        unopposed, outvoted or contested: what the others do.
    within : int
        Only ways of so many days at most count.
    limit : int
        How many coalitions to list at most.

    Returns
    -------
    Answer of PowerOverControl
        One row for everyone who has a say somewhere, the most powerful first; exact. Parts:
        ``coalitions``, those that reach it and need all their members; ``blocking``, those
        without whom nobody does.

    Raises
    ------
    TooLarge
        If too many coalitions would have to be tried.
    """
    if level not in LEVELS:
        raise UnknownName(f"a level is {', '.join(LEVELS)}, and {level!r} is none")
    if within is not None and within < 0:
        raise UnknownName(f"within how many days? {within} is none; write 0 or more")
    goals = goals_of(organisation, goal)
    told = goals_told(organisation, goals)

    def reaches(members: Members) -> bool:
        return can_reach(organisation, Aim(members, goals), level, within)

    direct = direct_game(organisation, goals, unopposed=level == "unopposed")
    if direct is not None and reaches(_everybody(direct)):
        game = direct
    else:
        game = control_game(kinds(organisation, goals), reaches, whole=told)
    who = list(game.kinds)
    footing = campaign(organisation, {}, goals).footing
    reaching, blocking = minimal_winning(game.game), minimal_blocking(game.game)

    def days(members: Members) -> int | None:
        return way(organisation, Aim(members, goals), level).day

    return Answer(
        question=f"Who has how much power to reach: {told}?",
        rows=_rows(game),
        row=PowerOverControl,
        method="Coalitions that can reach it are the winning ones of a voting game; those whose "
        "members can stand in for one another are tried once.",
        footing=footing,
        notes=(
            f"It is so if {RESISTANCE[level]}"
            + (f"; {count_in_words(game.tried).lower()} tried." if game.tried else "."),
            *_by_itself(game),
            *_silent(organisation, who),
            *(() if within is None else (f"Within {within:,} days.",)),
        ),
        parts=(
            Answer(
                name="coalitions",
                question="Which coalitions can reach it?",
                rows=_coalitions(reaching, who, limit, days),
                row=Controllers,
                method="All that need every one of their members.",
                footing=footing,
                notes=_counted(reaching),
            ),
            Answer(
                name="blocking",
                question="Without whom can nobody reach it?",
                rows=_coalitions(blocking, who, limit, None),
                row=Controllers,
                method="All coalitions that need every one of their members to prevent it.",
                footing=footing,
                notes=_counted(blocking),
            ),
        ),
    )


def _everybody(game: ControlGame) -> dict[str, int | None]:
    """All the players of a game."""
    return {party: None for kind in game.kinds for party in kind.parties}


def _by_itself(game: ControlGame) -> tuple[str, ...]:
    """That it comes about whoever agrees."""
    if game.game.gate.opens([0] * len(game.kinds)):
        return ("It comes about by itself, so nobody has power over it.",)
    return ()


def _silent(organisation: Organisation, who: list[Kind]) -> tuple[str, ...]:
    """Those who have no say anywhere."""
    told = {party for kind in who for party in kind.parties}
    groups = {p.part_of for p in organisation.parties.values()}
    left = [
        organisation.label(name)
        for name in organisation.parties
        if name not in told and name not in groups and name not in organisation.ballots
    ]
    if not left:
        return ()
    more = f" and {len(left) - MOST_SILENT} more" if len(left) > MOST_SILENT else ""
    return (f"Without any say, and so without power: {', '.join(left[:MOST_SILENT])}{more}.",)


def _rows(game: ControlGame) -> tuple[PowerOverControl, ...]:
    counts = swings(game.game)
    whole = list(game.game.sizes)
    rows: list[PowerOverControl] = []
    figures = zip(game.kinds, shapley(counts), banzhaf(counts), counts.totals, strict=True)
    for number, (kind, of_orders, of_coalitions, turned) in enumerate(figures):
        without = [*whole[:number], whole[number] - 1, *whole[number + 1 :]]
        needed = bool(turned) and not game.game.gate.opens(without)
        for party in kind.parties:
            many = kind.people or 1
            rows.append(
                PowerOverControl(party, many, of_orders, of_coalitions, needed, not turned)
            )
    return tuple(sorted(rows, key=lambda row: row.shapley, reverse=True))


def _coalitions(
    minimal: Minimal, who: list[Kind], limit: int, days: Callable[[Members], int | None] | None
) -> tuple[Controllers, ...]:
    """Coalitions, one of each make; the smallest first."""
    listed = sorted(islice(minimal, 5_000), key=lambda profile: (sum(profile), profile))
    rows: list[Controllers] = []
    for profile in listed[:limit]:
        members: list[Member] = []
        taken: dict[str, int | None] = {}
        for kind, number in zip(who, profile, strict=True):
            taken |= kind.members(number)
            if kind.people and number:
                members.append(Some(kind.parties[0], number, kind.people))
            else:
                members += kind.parties[:number]
        like = prod(comb(kind.size, n) for kind, n in zip(who, profile, strict=True))
        soon = days(taken) if days is not None else None
        rows.append(Controllers(tuple(members), sum(profile), like, soon))
    return tuple(rows)


def _counted(minimal: Minimal) -> tuple[str, ...]:
    """How many coalitions there are, by their size."""
    sizes = minimal.count()
    if not sizes:
        return ("There is none.",)
    total = sum(sizes.values())
    if len(sizes) == 1:
        size = next(iter(sizes))
        return (f"{count_in_words(total)}, {'each ' if total > 1 else ''}of {size}.",)
    told = ", ".join(f"{n:,} of {size}" for size, n in sizes.items())
    return (f"{count_in_words(total)}: {told}.",) if total < 10**9 else ()


def count_in_words(total: int) -> str:
    """A number of coalitions."""
    if total >= 10**15:
        return f"About 10^{len(str(total)) - 1} coalitions"
    return "One coalition" if total == 1 else f"{total:,} coalitions"
