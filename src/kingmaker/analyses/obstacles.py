"""Where there is no way: what is in it, and the least that would open one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from kingmaker.analyses.aims import Aim
from kingmaker.analyses.answer import Member, Some
from kingmaker.analyses.coalitions import fewest
from kingmaker.analyses.going import way
from kingmaker.engine import TooLarge
from kingmaker.engine.games.minimal import minimal_blocking
from kingmaker.engine.paths.reach import earliest
from kingmaker.model import Automatic, Organisation
from kingmaker.translate.bearing import relevant
from kingmaker.translate.campaigns import campaign
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.peers import Kind, kinds
from kingmaker.translate.states import Ground
from kingmaker.translate.voices import ALWAYS

MOST_TRIED = 400
"""Larger coalitions that are tried."""

MOST_RIGHTS = 30
"""Decisions of a case up to which two rights are tried together."""

MOST_OBSTACLES = 12
"""Obstacles that are told."""


def obstacles(
    organisation: Organisation, aim: Aim
) -> Iterator[tuple[str | None, str, tuple[Member, ...]]]:
    """Decisions that would lead to the goal and cannot be taken, why, and who blocks them.

    They are those that bear on the goal and are still out of reach once all that can be done is
    done.
    """
    going = campaign(organisation, aim.members, aim.goals)
    quest, reached = going.quest, earliest(going.quest)
    names, _ = relevant(going)
    if (
        earliest(replace(quest, moves=tuple(replace(m, gate=ALWAYS) for m in quest.moves))).goal
        is None
    ):
        yield None, "no decision of the case leads there, whoever takes it", ()
        return
    ground = Ground(organisation, aim.members)
    able = {n for n, day in zip(going.moves, reached.moves, strict=True) if day is not None}
    told: dict[tuple[str, str], list[str]] = {}
    for number, name in enumerate(going.moves):
        what = name.partition(":")[0]
        if name in able or name not in names or any(name in of for of in told.values()):
            continue
        move = quest.moves[number]  # as it stands: changes to it come after
        why = "the coalition has not the votes or consents"
        if any(reached.atoms[atom] is None for atom in move.needs):
            why = "what it requires cannot be brought about"
        elif move.dates == ():
            why = "there is no meeting any more at which it could be taken"
        told.setdefault((what, why), []).append(name)
    if not told:
        yield None, "each step can be taken, but they undo what one another needs", ()
    for (what, why), several in list(told.items())[:MOST_OBSTACLES]:
        blockers = _blockers(ground, several[0]) if "votes" in why else ()
        yield several[0] if len(several) == 1 else what, why, blockers


def closed_state(organisation: Organisation, aim: Aim) -> Iterator[tuple[str, int]]:
    """What the coalition can bring about all the same: decisions that change something, by day.

    It is all that there is: whatever it does, nothing more comes within its reach.
    """
    going = campaign(organisation, aim.members, aim.goals)
    days: dict[str, int] = {}
    for name, day in zip(going.moves, earliest(going.quest).moves, strict=True):
        if day is not None and organisation.decisions[name.partition(":")[0]].effects:
            days[name] = min(day, days.get(name, day))
    yield from sorted(days.items(), key=lambda found: found[1])


def _blockers(ground: Ground, name: str) -> tuple[Member, ...]:
    """The fewest outside the coalition who block a decision."""
    voting = decision_game(ground.begin, name)
    left = (p.size - ground.count(p.party, p.size) for p in voting.players)
    try:
        return fewest(minimal_blocking(voting.game), voting.players, left)
    except TooLarge:
        return ()


Added = tuple[str, tuple[Member, ...], tuple[str, ...], int | None, int | None]


def additions(organisation: Organisation, aim: Aim) -> Iterator[Added]:
    """The smallest additions that open a way: to the coalition, then to its rights."""
    outside = _outside(organisation, aim)
    tried = 0
    for size in range(1, sum(kind.size for kind in outside) + 1):
        found = False
        for profile in _of_size([kind.size for kind in outside], size):
            tried += 1
            if tried > MOST_TRIED:
                break
            more: dict[str, int | None] = {}
            for kind, number in zip(outside, profile, strict=True):
                more |= kind.members(number)
            together = _joined(aim, more)
            opened = way(organisation, together)
            if opened.day is not None:
                found = True
                yield "members", _told(outside, profile), (), opened.day, opened.steps
        if found or tried > MOST_TRIED:
            break
    yield from _rights(organisation, aim)


def _outside(organisation: Organisation, aim: Aim) -> list[Kind]:
    """Kinds of parties outside the coalition, with how many of each are left."""
    left: list[Kind] = []
    for kind in kinds(organisation, aim.goals):
        if kind.people:
            has = aim.members.get(kind.parties[0], 0)
            rest = 0 if has is None else kind.people - has
            if rest:
                left.append(Kind(kind.parties, rest))
        elif names := tuple(name for name in kind.parties if name not in aim.members):
            left.append(Kind(names))
    return left


def _joined(aim: Aim, more: dict[str, int | None]) -> Aim:
    members = dict(aim.members)
    for name, number in more.items():
        has = members.get(name)
        members[name] = number if number is None or has is None else has + number
    return Aim(members, aim.goals)


def _told(outside: list[Kind], profile: tuple[int, ...]) -> tuple[Member, ...]:
    told: list[Member] = []
    for kind, number in zip(outside, profile, strict=True):
        if kind.people and number:
            told.append(Some(kind.parties[0], number, kind.people))
        else:
            told += kind.parties[:number]
    return tuple(told)


def _of_size(sizes: list[int], total: int) -> Iterator[tuple[int, ...]]:
    """Every way to take so many of the kinds together."""
    if not sizes:
        if not total:
            yield ()
        return
    most = min(sizes[0], total)
    for number in range(most, -1, -1):
        if total - number <= sum(sizes[1:]):
            yield from ((number, *rest) for rest in _of_size(sizes[1:], total - number))


def _rights(organisation: Organisation, aim: Aim) -> Iterator[Added]:
    """Decisions that, could the coalition take them alone, would open a way: one, else two."""
    names = list(organisation.decisions)
    for number in (1, 2):
        found = False
        for rights in combinations(names, number):
            opened = way(_freed(organisation, rights), aim)
            if opened.day is not None:
                found = True
                yield "rights", (), rights, opened.day, opened.steps
        if found or len(names) > MOST_RIGHTS:
            return


def _freed(organisation: Organisation, rights: tuple[str, ...]) -> Organisation:
    """The organisation in which some decisions take nobody's agreement."""
    free: dict[str, object] = {"rule": Automatic(automatic=True), "proposed_by": None}
    decisions = {
        name: decision.model_copy(update=free) if name in rights else decision
        for name, decision in organisation.decisions.items()
    }
    return organisation.model_copy(update={"decisions": decisions})
