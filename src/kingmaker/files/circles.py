"""Rules and decisions that wait for one another: in a circle, or without end in sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kingmaker.files.walks import Trail, mandates, within
from kingmaker.model import Approval, Consent, Organisation, Rule, Vote
from kingmaker.model.values import quoted

Node = tuple[str, str]
"""A section, ``rules``, ``decisions`` or ``parties``, and a name in it."""

MOST_PARTS = 20_000
"""Parts of a rule once the rules and decisions that it names are written out."""

DEEPEST_RULE = 100
"""How deep they may then be within one another."""

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
    waiting = _graph(organisation)
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


def _graph(organisation: Organisation) -> dict[Node, _Waiting]:
    graph: dict[Node, _Waiting] = {}
    bound = {party for party, _, _ in mandates(organisation)}
    for name, rule in organisation.rules.items():
        node = graph.setdefault(("rules", name), _Waiting())
        _waits(organisation, bound, rule, ("rules", name), node)
    for name, decision in organisation.decisions.items():
        node = graph.setdefault(("decisions", name), _Waiting())
        _waits(organisation, bound, decision.rule, ("decisions", name, "rule"), node)
        if decision.proposed_by is not None:
            path = ("decisions", name, "proposed_by")
            _waits(organisation, bound, decision.proposed_by, path, node)
    for party, rule, path in mandates(organisation):
        _waits(organisation, bound, rule, path, graph.setdefault(("parties", party), _Waiting()))
    return graph


def _voters(organisation: Organisation, body: str) -> Iterator[str]:
    """Those who may vote in a body."""
    entry = organisation.bodies[body]
    yield from (seat.holder for seat in entry.seats.values() if seat.holder is not None)
    yield from entry.voters
    for holding in organisation.holdings.values():
        if holding.share_class in entry.classes and holding.shares is not None:
            yield holding.holder


def _waits(
    organisation: Organisation, bound: set[str], rule: Rule, path: Trail, found: _Waiting
) -> None:
    """Add what a rule is made of, and whom it waits for."""
    for at, part in within(rule, path):
        level = (len(at) - len(path)) // 2 + 1
        found.parts += 1
        found.depth = max(found.depth, level)
        if isinstance(part, str):
            found.next.append((("rules", part), at, level))
        elif isinstance(part, Approval):
            found.next.append((("decisions", part.decision), (*at, "decision"), level))
        elif bound and isinstance(part, Vote):
            voters = bound.intersection(_voters(organisation, part.vote))
            found.next += [(("parties", who), (*at, "vote"), level) for who in sorted(voters)]
        elif bound and isinstance(part, Consent):
            for number, name in enumerate(part.consent, start=1):
                body, _, seat = name.partition(".")
                holder = organisation.bodies[body].seats[seat].holder if seat else name
                if holder in bound:
                    place = (*at, "consent", str(number))
                    found.next.append((("parties", holder), place, level))


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
