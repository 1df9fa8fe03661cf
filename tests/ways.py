"""Ways to a goal by brute force: every sequence of decisions, lived through day by day.

The plain twin of what a coalition can bring about. A decision becomes possible on the first day
it can be carried, its conditions being met, and stays so while it can be without a break. It is
voted on the first permitted day at least so many days of notice later, and takes effect when the
vote has been open and the delay is over. Steps take effect one after the other; whoever the
coalition puts into a seat is of it. Who carries what is found by trying all ballots.

A point of a way is the tree of the case as it is then, the day, and since when each decision is
possible. Points are told apart by all that makes a difference to what follows, and by no more,
so there are so many of them and all are looked at.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from typing import Any, TypeAlias

import ballots
from kingmaker.model import Condition, Organisation, Stake, Vote
from tallies import Coalition, Matter, so, units

Tree: TypeAlias = dict[str, Any]
NOMINEE = "put in "
MOST = 300  # points that are looked at; a case that takes more is not tried


class TooMany(Exception):
    """There are more points than are worth looking at."""


@dataclass(frozen=True)
class Point:
    """Where a way has come to: written as text, so that it can be looked up."""

    text: str
    day: int
    able: tuple[tuple[str, int], ...]
    taken: tuple[str, ...] = ()


@dataclass
class Way:
    """A coalition with what it wants, and all it can do."""

    tree: Tree
    coalition: Mapping[str, int | None]
    goals: list[str]
    unopposed: bool = False
    nominee: str = NOMINEE
    against: bool = False  # whether those who act are all but the coalition and its nominees
    most: int = MOST
    known: dict[str, tuple[list[str], list[bool]]] = field(default_factory=dict)

    def instances(self) -> Iterator[tuple[str, Tree, str | None]]:
        """Every single decision: its name, what it is, and the seat it is taken for."""
        for name, entry in self.tree["decisions"].items():
            each = entry.get("for_each")
            if each is None:
                yield name, entry, None
                continue
            for seat, held in self.tree["bodies"][each["seat"]]["seats"].items():
                if each.get("class", held.get("class")) == held.get("class"):
                    yield f"{name}:{each['seat']}.{seat}", entry, f"{each['seat']}.{seat}"

    def start(self) -> Point:
        """The first day."""
        text = json.dumps(self.tree, sort_keys=True)
        return Point(text, 0, tuple((name, 0) for name in self.look(text)[0]))

    def look(self, text: str) -> tuple[list[str], list[bool]]:
        """What can be carried as things are, and which goals are reached as far as one sees."""
        if text not in self.known:
            tree = json.loads(text)
            organisation = Organisation.model_validate(tree)
            those = self.those(organisation)
            able = [
                name
                for name, _, seat in self.instances()
                if self.possible(organisation, name, seat)
                and ballots.decides(organisation, name, those, unopposed=self.unopposed)
            ]
            self.known[text] = able, [self.seen(organisation, tree, g) for g in self.goals]
        return self.known[text]

    def those(self, organisation: Organisation) -> Coalition:
        """Who acts: so many of each party, and whoever was put into a seat."""
        known = Organisation.model_validate(self.tree)
        ours = {
            unit
            for name, many in self.coalition.items()
            for unit in (units(known, name) if many is None else [(name, n) for n in range(many)])
        }
        if self.against:
            ours = {unit for name in known.parties for unit in units(known, name)} - ours
        return frozenset(
            ours | {(n, 0) for n in organisation.parties if n.startswith(self.nominee)}
        )

    def possible(self, organisation: Organisation, name: str, seat: str | None) -> bool:
        """Whether the conditions of a decision are met."""
        entry = organisation.decisions[name.partition(":")[0]]
        if not all(meets(organisation, condition, seat) for condition in entry.requires):
            return False
        if entry.for_each is None or entry.for_each.vacant is None:
            return True
        body, _, place = (seat or "").partition(".")
        return (organisation.bodies[body].seats[place].holder is None) == entry.for_each.vacant

    def seen(self, organisation: Organisation, tree: Tree, goal: str) -> bool:
        """Whether a goal is reached, as far as seats and flags tell."""
        kind, *words = goal.split()
        of, those = words[-1], self.those(organisation)
        matter = Matter(organisation, self.unopposed)
        match kind:
            case "majority":
                most = {"vote": of, "more_than": "1/2", "of": "size"}
                return ballots.sure(matter, Vote.model_validate(most), those)
            case "hold":
                said = [ballots.says(matter, place, those) for place in places(tree, of)]
                return all(say in ("ours", "for") for say in said)
            case "oust":
                gone = [words[0]] if len(words) == 3 else [*self.tree["parties"]]
                held = {
                    place: seat_of(self.tree, place).get("holder") for place in places(tree, of)
                }
                now = {place: seat_of(tree, place).get("holder") for place in held}
                return all(now[p] != who for p, who in held.items() if who in gone)
            case "flag":
                return tree["flags"][of].get("set", False)
        return False

    def reached(self, point: Point) -> bool:
        """Whether all goals are reached."""
        seen = self.look(point.text)[1]
        pairs = zip(self.goals, seen, strict=True)
        return all(yes or (g.startswith("take ") and g[5:] in point.taken) for g, yes in pairs)

    def onward(self, point: Point) -> Iterator[Point]:
        """Every point one step further on."""
        able = dict(point.able)
        for name, entry, seat in self.instances():
            day = self.effect(entry, able[name], point.day) if name in able else None
            if day is None:
                continue
            text = self.enacted(point.text, entry, seat)
            if text is None:
                continue
            since = {n: able.get(n, day) if n != name else day for n in self.look(text)[0]}
            taken = tuple(sorted({*point.taken, name}))
            yield Point(text, day, tuple(sorted(since.items())), taken)

    def enacted(self, text: str, entry: Tree, seat: str | None) -> str | None:
        """Things as a decision leaves them; None if there are not the shares for it."""
        tree = json.loads(text)
        for effect in entry.get("effects", ()):
            if not enact(tree, effect, seat, self.nominee):
                return None
        return json.dumps(tree, sort_keys=True)

    def effect(self, entry: Tree, able: int, today: int) -> int | None:
        """The day of a decision's effect, which is not before today; None if there is none."""
        timing = entry.get("timing", {})
        notice, after = span(timing, "notice"), span(timing, "open") + span(timing, "delay")
        days = [
            day for day in self.meetings(entry) if day >= able + notice and day + after >= today
        ]
        if "at" in timing:
            return min(days) + after if days else None
        return max(able + notice + after, today)

    def meetings(self, entry: Tree) -> list[int]:
        """The days of the meetings at which a decision can be taken."""
        turn = entry.get("for_class")
        found: list[int] = []
        for meeting in self.tree.get("calendar", {}).get(entry.get("timing", {}).get("at"), ()):
            when = meeting if isinstance(meeting, str) else meeting["date"]
            classes = [] if isinstance(meeting, str) else meeting.get("classes", [])
            day = (date.fromisoformat(when) - date.fromisoformat(self.tree["as_of"])).days
            if day >= 0 and (turn is None or not classes or turn in classes):
                found.append(day)
        return found

    def key(self, point: Point) -> tuple[Any, ...]:
        """All that makes a difference to what follows."""
        entries = {name: entry for name, entry, _ in self.instances()}
        last = max((d for entry in entries.values() for d in self.meetings(entry)), default=0)
        wanted = tuple(name for name in point.taken if f"take {name}" in self.goals)
        if point.day <= last:
            return point.text, point.able, wanted, point.day
        ages = tuple(
            (
                name,
                min(
                    point.day - since, sum(span(entries[name].get("timing", {}), w) for w in WORDS)
                ),
            )
            for name, since in point.able
        )
        return point.text, ages, wanted

    def earliest(self, begin: Point | None = None) -> int | None:
        """The first day on which the goals can be reached."""
        begin = begin or self.start()
        coming, number, seen = [(begin.day, 0, begin)], 0, set[Any]()
        while coming:
            day, _, point = heappop(coming)
            if self.reached(point):
                return day
            if self.key(point) in seen:
                continue
            seen.add(self.key(point))
            if len(seen) > self.most:
                raise TooMany
            for following in self.onward(point):
                number += 1
                heappush(coming, (following.day, number, following))
        return None

    def every(self) -> Iterator[Point]:
        """Every point that can be come to, whether the goals are reached by then or not."""
        left, seen = [self.start()], set[Any]()
        while left:
            point = left.pop()
            if self.key(point) not in seen:
                seen.add(self.key(point))
                yield point
                left += self.onward(point)
            if len(seen) > self.most:
                raise TooMany

    def fewest(self) -> tuple[int, int] | None:
        """The fewest steps that reach the goals, and the first day on which so many do."""
        layer, seen, steps = [self.start()], set[Any](), 0
        while layer:
            days = [point.day for point in layer if self.reached(point)]
            if days:
                return steps, min(days)
            new = {self.key(p): p for p in sorted(layer, key=lambda p: -p.day)}
            layer = [f for key, p in new.items() if key not in seen for f in self.onward(p)]
            seen |= set(new)
            if len(seen) > self.most:
                raise TooMany
            steps += 1
        return None


WORDS = ("notice", "open", "delay")


def span(timing: Tree, word: str) -> int:
    return int(timing.get(word, "0 days").split()[0])


def meets(organisation: Organisation, condition: Condition, seat: str | None) -> bool:
    """Whether a condition is met, one on shares too."""
    if condition.holding is None:
        return so(organisation, condition, seat)
    return owns(organisation, condition.holding)


def owns(organisation: Organisation, stake: Stake) -> bool:
    """Whether a party has so much of a class."""
    shares = [
        (entry.holder, entry.shares or 0)
        for entry in organisation.holdings.values()
        if entry.share_class == stake.share_class
    ]
    own, total = sum(n for who, n in shares if who == stake.party), sum(n for _, n in shares)
    if stake.more_than is not None:
        return own > stake.more_than * total
    return own > 0 and own >= (stake.at_least or 0) * total


def places(tree: Tree, name: str, seat: str | None = None) -> list[str]:
    """The seats that a name stands for."""
    if name == "$seat":
        return [seat or ""]
    if "." in name:
        return [name]
    body, _, of_class = name.partition(":")
    seats = tree["bodies"][body]["seats"]
    return [f"{body}.{s}" for s in seats if not of_class or seats[s].get("class") == of_class]


def seat_of(tree: Tree, place: str) -> Tree:
    body, _, seat = place.partition(".")
    return tree["bodies"][body]["seats"][seat]


def enact(tree: Tree, effect: Tree, seat: str | None, nominee: str = NOMINEE) -> bool:
    """Change a tree as an effect says; whether there were the shares for it."""
    for place in places(tree, effect["vacate"], seat) if "vacate" in effect else ():
        seat_of(tree, place)["holder"] = None
    for place in places(tree, effect["fill"], seat) if "fill" in effect else ():
        who = effect.get("with") or f"{nominee}{place}"
        tree["parties"].setdefault(who, {})
        seat_of(tree, place)["holder"] = who
    for word, flag in effect.items():
        if word in ("flag", "clear"):
            tree["flags"][flag]["set"] = word == "flag"
    for path, value in effect.get("set", {}).items():
        *way, last = path.split(".")
        branch = tree
        for step in way:
            branch = branch[step]
        branch[last] = json.loads(json.dumps(value))
    given = effect.get("transfer") or effect.get("issue")
    if given is None:
        return True
    share_class = given["class"]
    if "transfer" in effect:
        if not give(tree, given["from"], share_class, -given["shares"]):
            return False
        share_class = tree["classes"][share_class].get("converts_to", share_class)
    return give(tree, given["to"], share_class, given["shares"])


def give(tree: Tree, party: str, share_class: str, shares: int) -> bool:
    """Give shares to a party, or take them if it has so many."""
    entry = tree["holdings"].setdefault(
        f"{share_class} of {party}", {"holder": party, "class": share_class, "shares": 0}
    )
    entry["shares"] += shares
    return entry["shares"] >= 0
