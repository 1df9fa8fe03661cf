"""Many coalitions in few words: members who can stand in for one another are told once.

Two members can stand in for one another if every coalition with the one stays a coalition when
the other takes its place. Coalitions that have equally many of each such set are one group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from kingmaker.analyses.answer import Member, Some
from kingmaker.analyses.plainly import joined


@dataclass(frozen=True, slots=True)
class Group:
    """Coalitions alike: all of some, and any so many of others.

    Attributes
    ----------
    always : tuple of Member
        Who is in each of them.
    choices : tuple of (int, tuple of Member)
        Any so many of these, one choice made from each.
    """

    always: tuple[Member, ...]
    choices: tuple[tuple[int, tuple[Member, ...]], ...]

    @property
    def size(self) -> int:
        """How many members each coalition has."""
        return len(self.always) + sum(number for number, _ in self.choices)


def grouped(coalitions: Sequence[Sequence[Member]]) -> list[Group]:
    """Group coalitions whose members can stand in for one another.

    Parameters
    ----------
    coalitions : sequence of sequences of Member
        All minimal coalitions of a game; a part of them would be grouped wrongly.

    Returns
    -------
    list of Group
        Each coalition is in exactly one, the smallest first.

    Examples
    --------
    >>> grouped([("ann", "bob"), ("ann", "cy"), ("bob", "cy")])
    [Group(always=(), choices=((2, ('ann', 'bob', 'cy')),))]
    """
    sets = {frozenset(coalition) for coalition in coalitions}
    order = list(dict.fromkeys(member for coalition in coalitions for member in coalition))
    classes = _alike(order, sets)
    kinds: dict[tuple[int, ...], Group] = {}
    for coalition in coalitions:
        members = set(coalition)
        numbers = tuple(len(members.intersection(c)) for c in classes)
        if numbers not in kinds:
            parts = [(n, c) for n, c in zip(numbers, classes, strict=True) if n]
            kinds[numbers] = Group(
                tuple(member for n, c in parts if n == len(c) for member in c),
                tuple((n, tuple(c)) for n, c in parts if n < len(c)),
            )
    return sorted(kinds.values(), key=lambda group: group.size)


def _alike(order: Sequence[Member], sets: Collection[frozenset[Member]]) -> list[list[Member]]:
    """Members in classes, within which any two can stand in for one another."""
    traits = {m: Counter(len(s) for s in sets if m in s) for m in order}
    classes: list[list[Member]] = []
    for member in order:
        for found in classes:
            if traits[found[0]] == traits[member] and _swap(found[0], member, sets):
                found.append(member)
                break
        else:
            classes.append([member])
    return classes


def _swap(one: Member, other: Member, sets: Collection[frozenset[Member]]) -> bool:
    return all((s ^ {one, other}) in sets for s in sets if (one in s) != (other in s))


def told(
    group: Group, name: Callable[[Member], str], company: Callable[[tuple[Member, ...]], str]
) -> str:
    """A group in words.

    Parameters
    ----------
    group : Group
        What to tell.
    name : callable
        How to call one member.
    company : callable
        How to call those of whom any so many are meant, with their number before:
        ``the 6 members of the board (…)``.

    Examples
    --------
    >>> told(Group(("ann",), ((2, ("bob", "cy", "dee")),)), str.title, lambda c: ", ".join(c))
    'Ann together with any 2 of bob, cy, dee'
    >>> told(Group(("ann",), ()), str.title, str)
    'Ann alone'
    """
    any_ = [
        f"any {number if number > 1 else 'one'} of {company(who)}" for number, who in group.choices
    ]
    if not group.always:
        number, who = group.choices[0] if len(group.choices) == 1 else (0, ())
        if number == 1 and len(who) < 5:
            alone = "" if any(isinstance(one, Some) for one in who) else " alone"
            return f"{joined(map(name, who), 'or')}{alone}"
        return joined(any_, "with") or "nobody"
    always = joined(map(name, group.always))
    if not any_:
        if isinstance(group.always[0], Some):
            return f"{always} together" if len(group.always) > 1 else always
        return f"{always} alone" if len(group.always) == 1 else f"{always} together"
    return f"{always} together with {joined(any_)}"
