"""Races by brute force: every point of a race, and what it is worth to the coalition.

The plain twin of a race between a coalition and the others. The coalition has the first move: it
names a decision that it can carry. If that takes no time, it takes effect. If it takes time, the
others may first take a decision that they can carry and that takes effect no later, and then it
is for the coalition to name a decision again; or they let it be. They want the goal never, or as
late as can be. Notices run from the first day on which a side can carry a decision without a
break, and from anew once it has been taken.

Two things are matters of definition. A race that goes round in a circle never gets there. But the
others gain nothing by going in a circle on their own: where nothing that the coalition did has
taken effect, they do not come back to what was.

Nothing is left out: all points that either side can bring about are listed first, and then the
worth of each is bettered from that of those that follow, until nothing is bettered any more. That
is the same as looking ahead one step, two steps, and so on, however far it takes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeAlias

from ways import MOST, WORDS, TooMany, Tree, Way, span
from ways import Point as Stand

THEIRS = "theirs in "
MOST_STATES = 60  # of the organisation; a race with more is not tried
Since: TypeAlias = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Point:
    """Where a race has come to: days are counted from now, so those that are past are negative."""

    text: str
    ours: Since  # what the coalition can carry, and since when
    theirs: Since
    taken: frozenset[str] = frozenset()  # what the coalition took


Run: TypeAlias = frozenset[Point]  # where the others have been since the coalition's last step
Node: TypeAlias = tuple[Point, Run]


@dataclass
class Rivals:
    """A coalition with what it wants, and the others, who do not want it."""

    us: Way
    them: Way = field(init=False)
    entries: dict[str, tuple[Tree, str | None]] = field(init=False)

    def __post_init__(self) -> None:
        self.them = Way(self.us.tree, self.us.coalition, [], nominee=THEIRS, against=True)
        self.entries = {name: (entry, seat) for name, entry, seat in self.us.instances()}

    def start(self) -> Point:
        """The first day."""
        return self.at(self.us.start().text, {}, {}, 0)

    def at(
        self, text: str, ours: Mapping[str, int], theirs: Mapping[str, int], day: int,
        taken: frozenset[str] = frozenset(), anew: str = "",
    ) -> Point:  # fmt: skip
        """A point so many days on; what could be carried before has been since then."""

        def since(way: Way, before: Mapping[str, int]) -> Since:
            now = {name: before.get(name, day) - day for name in way.look(text)[0]}
            return tuple((name, 0 if name == anew else n) for name, n in sorted(now.items()))

        return Point(text, since(self.us, ours), since(self.them, theirs), taken)

    def due(self, point: Point, name: str, *, by_us: bool = True) -> int:
        """In how many days a decision takes effect."""
        since = dict(point.ours if by_us else point.theirs)
        days = self.us.effect(self.entries[name][0], since[name], 0)
        assert days is not None  # there are no meetings
        return days

    def after(self, point: Point, name: str, *, by_us: bool = True) -> tuple[int, Point] | None:
        """What follows when a decision takes effect, and after how many days; if it can."""
        text = (self.us if by_us else self.them).enacted(point.text, *self.entries[name])
        if text is None:
            return None
        days = self.due(point, name, by_us=by_us)
        taken = point.taken | ({name} if by_us else set())
        return days, self.at(text, dict(point.ours), dict(point.theirs), days, taken, name)

    def counters(self, point: Point, by: int) -> Iterator[tuple[str, int, Point]]:
        """What the others can do until then: the decision, its days, and what follows."""
        for name, _ in point.theirs:
            following = self.after(point, name, by_us=False)
            if following is not None and following[0] <= by:
                yield name, *following

    def reached(self, point: Point) -> bool:
        """Whether the goals are reached."""
        return self.us.reached(Stand(point.text, 0, point.ours, tuple(point.taken)))

    def short(self, point: Point) -> Point:
        """The same without what makes no difference: notices that are long over, and steps."""

        def young(since: Since) -> Since:
            timings = {name: self.entries[name][0].get("timing", {}) for name, _ in since}
            return tuple(
                (n, max(day, -sum(span(timings[n], word) for word in WORDS))) for n, day in since
            )

        wanted = {goal[5:] for goal in self.us.goals if goal.startswith("take ")}
        return Point(point.text, young(point.ours), young(point.theirs), point.taken & wanted)

    def options(self, node: Node) -> Iterator[list[tuple[int, Node]]]:
        """For each decision of ours, all that may come of it."""
        point, run = node
        for name, _ in point.ours:
            following = self.after(point, name)
            if following is None:
                continue
            days, then = following[0], self.short(following[1])
            ends: list[tuple[int, Node]] = [(days, (then, frozenset({then})))]
            for _, spent, there in self.counters(point, days) if days else ():
                there = self.short(there)
                if there not in run:
                    ends.append((spent, (there, run | {there})))
            yield ends

    def day(self) -> int | None:
        """The day on which the coalition reaches its goals, both sides doing their best."""
        begin = self.short(self.start())
        root: Node = (begin, frozenset({begin}))
        onward: dict[Node, list[list[tuple[int, Node]]]] = {}
        left = [root]
        while left:
            node = left.pop()
            if node in onward:
                continue
            onward[node] = [] if self.reached(node[0]) else list(self.options(node))
            if len(onward) > MOST or len(self.us.known) > MOST_STATES:
                raise TooMany
            left += [end for ends in onward[node] for _, end in ends]
        worth: dict[Node, Any] = {n: 0 if self.reached(n[0]) else inf for n in onward}
        better = True
        while better:
            better = False
            for node, options in onward.items():
                new = min(
                    (max(days + worth[end] for days, end in ends) for ends in options),
                    default=inf,
                )
                if new < worth[node]:
                    worth[node], better = new, True
        return None if worth[root] == inf else worth[root]

    def alone(self, point: Point) -> int | None:
        """In how many days the coalition gets there if the others do nothing more."""
        return self.us.earliest(Stand(point.text, 0, point.ours, tuple(sorted(point.taken))))

    def stopping(self, names: list[str], day: int) -> dict[str, tuple[int, int, int | None]]:
        """What the others can do against a way of ours that gets there on a day.

        For each decision that stops it or delays it: the step before which it comes first, the
        day of its effect, and the day on which we get there all the same.
        """
        found: dict[str, tuple[int, int, int | None]] = {}
        point, today = self.start(), 0
        for number, name in enumerate(names, start=1):
            due = self.due(point, name)
            for counter, days, there in self.counters(point, due) if due else ():
                alone = self.alone(there)
                until = None if alone is None else today + days + alone
                if counter not in found and (until is None or until > day):
                    found[counter] = (number, today + days, until)
            following = self.after(point, name)
            assert following is not None
            today, point = today + following[0], following[1]
        return found
