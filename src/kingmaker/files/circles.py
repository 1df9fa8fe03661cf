"""Rules and decisions that wait for one another: in a circle, or without end in sight.

A vote waits for its body, and a body for the rules that direct its voters. So a circle may lead
through boards, nominee directors and voting agreements.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kingmaker.files.walks import Trail, mandates, within
from kingmaker.model import EACH, Approval, Consent, NoObjection, Organisation, Rule, Vote
from kingmaker.model.values import quoted

Node = tuple[str, str]
"""A section and a name in it: of a rule, a decision, a party, an agreement or a body."""

MOST_PARTS = 20_000
"""Parts of a rule once the rules and decisions that it names are written out."""

DEEPEST_RULE = 100
"""How deep they may then be within one another."""

MOST_DIRECTED = 200_000
"""Votes that are directed by a rule, over all bodies."""

MOST_NAMED = 12
"""Names of a circle that are told."""


@dataclass(slots=True)
class _Waiting:
    """What one rule or decision is made of, and which others it waits for."""

    parts: int = 0
    depth: int = 0
    next: list[tuple[Node, Trail, int]] = field(default_factory=list[tuple[Node, Trail, int]])


def circles(organisation: Organisation) -> Iterator[tuple[Trail, str]]:
    """Rules and decisions wait for others, and not for themselves."""
    graph = _Graph(organisation)
    waiting = graph.drawn()
    if graph.directed > MOST_DIRECTED:
        many = f"more than {MOST_DIRECTED:,} votes are directed by rules here, over all bodies"
        yield ("bodies",), f"{many}; simplify it"
        return
    order = {node: i for i, node in enumerate(waiting)}
    told: set[Node] = set()
    for circle in _circles(waiting):
        if told.isdisjoint(circle):
            told.update(circle)
            first = min(range(len(circle)), key=lambda i: order[circle[i]])
            ring = [*circle[first:], *circle[:first], circle[first]]
            path = next(path for node, path, _ in waiting[ring[0]].next if node == ring[1])
            names = [name for _, name in ring]
            if len(names) > MOST_NAMED:
                names = [*names[: MOST_NAMED - 2], "…", names[-1]]
            way_out = "let one of them do without the next"
            yield path, f"this waits for itself: {' -> '.join(names)}; {way_out}"
    if not told:
        yield from _outsized(waiting)


def _outsized(waiting: Mapping[Node, _Waiting]) -> Iterator[tuple[Trail, str]]:
    """Small to write, and too large to be answered."""
    size: dict[Node, tuple[int, int]] = {}
    for node in _inner_first(waiting):
        here = waiting[node]
        inner = [(size[n], level) for n, _, level in here.next]
        parts = here.parts + sum(p for (p, _), _ in inner)
        depth = max([here.depth, *(level + d for (_, d), level in inner)])
        size[node] = min(parts, MOST_PARTS), min(depth, DEEPEST_RULE)
        if parts > MOST_PARTS or depth > DEEPEST_RULE:
            what = f"{MOST_PARTS:,} parts" if parts > MOST_PARTS else f"{DEEPEST_RULE} levels"
            message = f"with all that it names {quoted(node[1])} has more than {what}; simplify it"
            yield node, message
            return


class _Graph:
    """Draws which rules, decisions, mandates and bodies wait for which others."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation
        self.nodes: dict[Node, _Waiting] = {}
        self.directed = 0  # votes that are directed by a rule
        self.pacts: dict[tuple[str, str | None], tuple[int, str]] = {}  # the last in force
        self.parts: dict[str, list[str]] = {}  # of groups, those that matter
        self.holders: dict[str, list[str]] = {}  # of shares of a class, those that matter
        self.bound = {name for name, party in organisation.parties.items() if party.votes_by}
        for number, (name, agreement) in enumerate(organisation.agreements.items()):
            if agreement.status == "in force" and agreement.votes_as is not None:
                for party in agreement.binds:
                    self.pacts[party, agreement.body] = (number, name)
                    self.bound.add(party)
        self.matter = set(self.bound)  # who is bound, and the groups of which they are part
        for name in self.bound:
            above = organisation.parties[name].part_of
            while above is not None and above not in self.matter:
                self.matter.add(above)
                above = organisation.parties[above].part_of
        for name in organisation.parties:
            above = organisation.parties[name].part_of
            if name in self.matter and above is not None:
                self.parts.setdefault(above, []).append(name)
        for holding in organisation.holdings.values():
            if holding.holder in self.matter and holding.share_class is not None:
                self.holders.setdefault(holding.share_class, []).append(holding.holder)

    def drawn(self) -> dict[Node, _Waiting]:
        """Each rule, decision, mandate and body, with what it waits for."""
        organisation = self.organisation
        for name, rule in organisation.rules.items():
            self.waits(("rules", name), rule, ("rules", name))
        for name, decision in organisation.decisions.items():
            each = decision.for_each.seat if decision.for_each is not None else None
            node, path = ("decisions", name), ("decisions", name)
            self.waits(node, decision.rule, (*path, "rule"), each)
            if decision.proposed_by is not None:
                self.waits(node, decision.proposed_by, (*path, "proposed_by"), each)
        for path, rule in mandates(organisation):
            self.waits((path[0], path[1]), rule, path)
        for name in organisation.bodies:
            self.nodes.setdefault(("bodies", name), _Waiting())
            if self.bound and self.directed <= MOST_DIRECTED:
                self.voters(name)
        return self.nodes

    def waits(self, node: Node, rule: Rule, path: Trail, each: str | None = None) -> None:
        """Add what a rule is made of, and whom it waits for."""
        found = self.nodes.setdefault(node, _Waiting())
        for at, part in within(rule, path):
            level = (len(at) - len(path)) // 2 + 1
            found.parts += 1
            found.depth = max(found.depth, level)
            if isinstance(part, str):
                found.next.append((("rules", part), at, level))
            elif isinstance(part, Approval):
                found.next.append((("decisions", part.decision), (*at, "decision"), level))
            elif isinstance(part, Vote):
                found.next.append((("bodies", part.vote), (*at, "vote"), level))
                if part.casting_vote is not None:
                    self.says(found, part.casting_vote, (*at, "casting_vote"), level, each)
            elif isinstance(part, Consent | NoObjection):
                word = "consent" if isinstance(part, Consent) else "no_objection"
                for number, name in enumerate(getattr(part, word), start=1):
                    self.says(found, name, (*at, word, str(number)), level, each)

    def says(self, found: _Waiting, name: str, path: Trail, level: int, each: str | None) -> None:
        """Add who directs a party, or whoever holds a seat, that has to agree."""
        body, _, seat = name.partition(".")
        if name == EACH:
            found.next += [(("bodies", each), path, level)] if each is not None else []
        elif not seat:
            found.next += [(node, path, level) for node in self.directors(name, "")]
        elif held := self.organisation.bodies[body].seats.get(seat):
            found.next += [(n, path, level) for n in self.directors(held.holder, body)]

    def voters(self, name: str) -> None:
        """Add who directs the votes of those who may vote in a body."""
        body, path = self.organisation.bodies[name], ("bodies", name)
        there: dict[str, Trail] = {}
        for seat, held in body.seats.items():
            if held.holder in self.matter:
                there.setdefault(held.holder, (*path, "seats", seat, "holder"))
        for party in self.matter.intersection(body.voters):
            there[party] = (*path, "voters", party)
        for share_class in body.classes:
            for party in self.holders.get(share_class, ()):
                there.setdefault(party, (*path, "classes"))
        voters = list(there)
        for party in voters:  # grows while it is walked
            for part in self.parts.get(party, ()):
                if part not in there:
                    there[part] = there[party]
                    voters.append(part)
        self.directed += len(there)
        for party in sorted(there):
            found = self.nodes["bodies", name]
            found.next += [(node, there[party], 0) for node in self.directors(party, name)]

    def directors(self, party: str | None, body: str) -> list[Node]:
        """Whose rule directs a party's votes in a body, or its consent: at most one."""
        if party is None or party not in self.bound:
            return []
        pacts = [self.pacts[party, of] for of in (None, body) if (party, of) in self.pacts]
        if pacts:
            return [("agreements", max(pacts)[1])]
        directed = self.organisation.parties[party].votes_by is not None
        return [("parties", party)] if directed else []


def _circles(graph: Mapping[Node, _Waiting]) -> Iterator[list[Node]]:
    """One circle for each way back to a node that is being waited for."""
    done: set[Node] = set()
    for start in graph:
        if start in done:
            continue
        way: dict[Node, Iterator[tuple[Node, Trail, int]]] = {start: iter(graph[start].next)}
        while way:
            node = next(reversed(way))
            step = next(way[node], None)
            if step is None:
                del way[node]
                done.add(node)
            elif step[0] in way:
                nodes = list(way)
                yield nodes[nodes.index(step[0]) :]
            elif step[0] not in done:
                way[step[0]] = iter(graph[step[0]].next)


def _inner_first(graph: Mapping[Node, _Waiting]) -> Iterator[Node]:
    """Each node after all that it waits for; there is no circle."""
    done: set[Node] = set()
    for start in graph:
        stack = [(start, False)]
        while stack:
            node, ready = stack.pop()
            if node in done:
                continue
            if ready:
                done.add(node)
                yield node
            else:
                stack.append((node, True))
                stack.extend((n, False) for n, _, _ in graph[node].next)
