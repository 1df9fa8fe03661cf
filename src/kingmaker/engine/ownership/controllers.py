"""Who stands at the top: controllers whom nobody controls, and groups that control one another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.control import controlled
from kingmaker.engine.power.shareholdings import Network


@dataclass(frozen=True, slots=True)
class Top:
    """A controller with none above it.

    Attributes
    ----------
    members : tuple of int
        One party that nobody controls; or several each of which controls all the others, while
        nobody else controls them: they have no ultimate controller but themselves.
    controls : tuple of int
        The companies below them.
    """

    members: tuple[int, ...]
    controls: tuple[int, ...]


def tops(votes: Network) -> list[Top]:
    """Everyone who controls a company and is not controlled by others.

    Parameters
    ----------
    votes : Network
        Who has how many votes in whom.

    Returns
    -------
    list of Top
        By their first members. A company that is below none of them, nor in one, is controlled
        by nobody; one below several is so by several stakes that add up to more than the whole,
        or by a threshold of half or less.

    Notes
    -----
    Only those need be looked at in whom no other has enough votes by itself, and one of each
    circle of such: whoever controls another has all that the other controls.
    """
    direct = {
        company: [h for h, weight in holders if weight >= votes.quotas[company] and h != company]
        for company, holders in votes.held.items()
    }
    parts = components(direct, range(votes.parties))
    part_of = {party: number for number, part in enumerate(parts) for party in part}
    reach: dict[int, list[int]] = {}
    for number, part in enumerate(parts):
        if all(part_of[h] == number for party in part for h in direct.get(party, ())):
            found = controlled(votes, part[:1])
            if found:
                reach[part[0]] = found
    below = {chief: [party for party in found if party in reach] for chief, found in reach.items()}
    above: dict[int, list[int]] = {chief: [] for chief in reach}
    for chief, found in below.items():
        for party in found:
            above[party].append(chief)
    answer: list[Top] = []
    for group in components(above, reach):
        if any(other not in group for chief in group for other in above[chief]):
            continue
        members = _mutual(votes, group[0], reach[group[0]])
        rest = [party for party in reach[group[0]] if party not in members]
        answer.append(Top(tuple(sorted(members)), tuple(sorted(rest))))
    return sorted(answer, key=lambda top: top.members)


def ultimate_controllers(votes: Network) -> dict[int, list[tuple[int, ...]]]:
    """For each company the tops above it; those who are themselves one are left out."""
    found: dict[int, list[tuple[int, ...]]] = {}
    for top in tops(votes):
        for company in top.controls:
            found.setdefault(company, []).append(top.members)
    return dict(sorted(found.items()))


def mutual_control(votes: Network) -> list[tuple[int, ...]]:
    """Groups in which each controls all the others.

    Returns
    -------
    list of tuple of int
        Of two or more, each in rising order.
    """
    found: list[tuple[int, ...]] = []
    links = {c: [h for h, weight in holders if weight] for c, holders in votes.held.items()}
    for part in components(links, range(votes.parties)):
        if len(part) == 1:
            continue
        inside = set(part)
        reach = {p: [c for c in controlled(votes, [p]) if c in inside] for p in part}
        groups = components(reach, part)
        found += [tuple(sorted(group)) for group in groups if len(group) > 1]
    return sorted(found)


def _mutual(votes: Network, chief: int, reach: Iterable[int]) -> set[int]:
    """A controller, and those below it who control it."""
    above = set(votes.above(chief))
    return {chief} | {p for p in reach if p in above and chief in controlled(votes, [p])}
