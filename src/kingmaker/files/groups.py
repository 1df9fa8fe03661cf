"""What is wrong between groups: their parts, their heads, and how many of them are needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kingmaker.files.walks import Trail, supplies
from kingmaker.model import Member, Organisation, PeopleOf
from kingmaker.model.values import quoted

Found = Iterator[tuple[Trail, str]]

DEEPEST_GROUP = 20
"""Groups within groups."""


def parts_of_groups(organisation: Organisation) -> Found:
    """A part is part of a group, not of itself, and all parts are no more than the group."""
    parties = organisation.parties
    for name, party in parties.items():
        above, chain = party.part_of, [name]
        if above is not None and parties[above].kind != "group":
            yield (
                ("parties", name, "part_of"),
                f"{quoted(above)} is no group; add kind: group to it, or take part_of out",
            )
        while above is not None and above not in chain and len(chain) <= DEEPEST_GROUP:
            chain.append(above)
            above = parties[above].part_of
        if above == name and name == min(chain):
            told = " -> ".join((*chain, name))
            yield ("parties", name, "part_of"), f"groups are part of one another: {told}"
        elif above is not None and len(chain) > DEEPEST_GROUP:
            yield (
                ("parties", name, "part_of"),
                f"groups are part of groups more than {DEEPEST_GROUP} deep; make it flatter",
            )


def heads_of_groups(organisation: Organisation) -> Found:
    """One part of a group may be without a count: it is the rest."""
    if any(parts_of_groups(organisation)):
        return
    heads = _Heads(organisation)
    for group, parts in heads.parts.items():
        uncounted = [part for part in parts if heads.is_rest(part)]
        for part in uncounted[1:]:
            yield (
                ("parties", part, "part_of"),
                f"{quoted(uncounted[0])} and {quoted(part)} are both parts of {quoted(group)}"
                + " without a count, and only one can be the rest; add count: to one",
            )
        count = organisation.parties[group].count
        if count is None:
            if len(uncounted) == 1:
                yield (
                    ("parties", uncounted[0], "part_of"),
                    f"{quoted(uncounted[0])} is the rest of {quoted(group)}, and neither says"
                    + " how many it has; add count: to one",
                )
            continue
        known = {part: heads.of(part) or 0 for part in parts if not heads.is_rest(part)}
        if sum(known.values()) > count:
            largest = max(known, key=lambda part: known[part])
            yield (
                ("parties", largest, "count"),
                f"the parts of {quoted(group)} add up to {sum(known.values()):,}, and it has"
                + f" {count:,}; lower a count, or raise that of {quoted(group)}",
            )


class _Heads:
    """Counts the people of parties, as far as the file says how many there are."""

    def __init__(self, organisation: Organisation) -> None:
        self.parties = organisation.parties
        self.parts: dict[str, list[str]] = {}
        self.counted: dict[str, int | None] = {}
        for name, party in self.parties.items():
            if party.part_of is not None:
                self.parts.setdefault(party.part_of, []).append(name)

    def is_rest(self, name: str) -> bool:
        """Whether a party is whoever of its group is in no other part."""
        party = self.parties[name]
        return party.kind == "group" and party.count is None and name not in self.parts

    def of(self, name: str) -> int | None:
        """Heads of a party; None if they are not known."""
        if name not in self.counted:
            self.counted[name] = self._count(name)
        return self.counted[name]

    def _count(self, name: str) -> int | None:
        party = self.parties[name]
        if party.kind != "group":
            return 1
        if party.count is not None:
            return party.count
        if name in self.parts:
            return self._sum(self.parts[name])
        whole = self.parties[party.part_of].count if party.part_of else None
        others = self._sum([p for p in self.parts.get(party.part_of or "", ()) if p != name])
        return None if whole is None or others is None else max(0, whole - others)

    def _sum(self, parts: list[str]) -> int | None:
        counts = [None if self.is_rest(part) else self.of(part) for part in parts]
        return None if None in counts else sum(filter(None, counts))


def people(organisation: Organisation) -> Found:
    """People are needed of a group, and no more than it has."""
    wanted = [(p, s) for p, s in supplies(organisation) if isinstance(s, PeopleOf)]
    if not wanted or any(parts_of_groups(organisation)):
        return
    heads = _Heads(organisation)
    for path, supply in wanted:
        name = supply.people_of
        if organisation.parties[name].kind != "group":
            way = f"write {name} alone, or add kind: group to it"
            yield (*path, "people_of"), f"{quoted(name)} is no group; {way}"
            continue
        word = "at_least" if supply.more_than is None else "more_than"
        value = supply.at_least if supply.more_than is None else supply.more_than
        there = heads.of(name)
        if value is None or value <= 1 or there is None:
            continue
        if value > there or (word == "more_than" and value == there):
            yield (
                (*path, word),
                f"{word.replace('_', ' ')} {value} people of {quoted(name)} are needed,"
                + f" and it has {there:,}",
            )


def members(organisation: Organisation) -> Found:
    """So many members are those of people who act one by one, and no more than there are."""
    heads = _Heads(organisation) if not any(parts_of_groups(organisation)) else None
    for path, member in _members(organisation):
        party, name = organisation.parties[member.party], quoted(member.party)
        if member.members is None:
            continue
        if party.kind != "group" or party.acts == "bloc":
            yield path, f"{name} is one; write its name alone"
        elif heads is not None:
            there = heads.of(member.party)
            if there is not None and member.members > there:
                yield path, f"{member.members:,} of {name} cannot be had; it has {there:,}"


def _members(organisation: Organisation) -> Iterator[tuple[Trail, Member]]:
    """Every member of a coalition that a question is about."""
    for name, asked in organisation.questions.items():
        coalitions: list[tuple[Trail, tuple[Member, ...]]] = [(("coalition",), asked.coalition)]
        for word in ("wins", "loses", "blocks", "not_blocks"):
            for number, coalition in enumerate(getattr(asked.want, word), start=1):
                coalitions.append((("want", word, str(number)), coalition))
        for path, coalition in coalitions:
            for number, member in enumerate(coalition, start=1):
                yield ("questions", name, *path, str(number)), member


GROUPS: tuple[Callable[[Organisation], Found], ...] = (
    parts_of_groups, heads_of_groups, people, members,
)  # fmt: skip
"""The checks of this file."""
