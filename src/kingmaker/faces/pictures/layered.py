"""Our own layered layout: rows of boxes, and between them channels in which lines run across.

Lines that pass a row go through gaps that are kept for them, so that no line touches a box.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kingmaker.faces.pictures.layout import Drawing, Edge, Node, Point

GAP, LANE, MARGIN, PASSAGE, ROUNDS = 24.0, 9.0, 12.0, 10.0, 8


@dataclass(slots=True)
class Rows:
    """Everything that takes up room in a row: nodes, and passages for lines that go on.

    Attributes
    ----------
    order : list of list of str
        What stands in each row, from left to right.
    widths, x : dict of str to float
        How wide each is, and where its middle is.
    chains : list of list of str
        Each edge as the things it joins, one in each row from its upper to its lower end.
    """

    order: list[list[str]]
    widths: dict[str, float]
    chains: list[list[str]]
    x: dict[str, float] = field(default_factory=dict[str, float])
    above: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    below: dict[str, list[str]] = field(default_factory=dict[str, list[str]])


def layered(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
    """Place nodes in rows by their levels and route edges between them.

    Raises
    ------
    ValueError
        If an edge does not run downwards.

    References
    ----------
    Sugiyama, K., Tagawa, S. and Toda, M. (1981). Methods for visual understanding of
    hierarchical system structures. IEEE Transactions on Systems, Man, and Cybernetics 11,
    109-125.
    """
    if any(nodes[e.upper].level >= nodes[e.lower].level for e in edges):
        raise ValueError("edges run from one level down to another")
    rows = _rows(nodes, edges)
    _untangle(rows)
    _spread(rows)
    return _routed(rows, nodes, edges)


def _rows(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Rows:
    """Rows of nodes, with a passage wherever an edge goes past a row."""
    numbers = {level: i for i, level in enumerate(sorted({n.level for n in nodes.values()}))}
    rows = Rows([[] for _ in numbers], {}, [])
    for name, node in nodes.items():
        rows.order[numbers[node.level]].append(name)
        rows.widths[name] = node.width
    for number, edge in enumerate(edges):
        chain = [edge.upper]
        for row in range(numbers[nodes[edge.upper].level] + 1, numbers[nodes[edge.lower].level]):
            passage = f"\0{number}\0{row}"
            rows.order[row].append(passage)
            rows.widths[passage] = PASSAGE
            chain.append(passage)
        chain.append(edge.lower)
        rows.chains.append(chain)
        for upper, lower in itertools.pairwise(chain):
            rows.below.setdefault(upper, []).append(lower)
            rows.above.setdefault(lower, []).append(upper)
    return rows


def _untangle(rows: Rows) -> None:
    """Order each row by the middle of what its members are joined to, down and up in turn."""
    best, fewest = [list(row) for row in rows.order], _crossings(rows)
    for turn in range(ROUNDS):
        sweep = range(1, len(rows.order)) if turn % 2 == 0 else range(len(rows.order) - 2, -1, -1)
        joined, step = (rows.above, -1) if turn % 2 == 0 else (rows.below, 1)
        for number in sweep:
            row = rows.order[number]
            place = {name: i for i, name in enumerate(rows.order[number + step])}
            middle = {
                name: _mean([place[o] for o in joined.get(name, []) if o in place], i)
                for i, name in enumerate(row)
            }
            row.sort(key=lambda name: middle[name])
        crossings = _crossings(rows)
        if crossings < fewest:
            best, fewest = [list(row) for row in rows.order], crossings
    rows.order = best


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _crossings(rows: Rows) -> int:
    found = 0
    for upper, lower in zip(rows.order, rows.order[1:], strict=False):
        place = {name: i for i, name in enumerate(lower)}
        ends = [sorted(place[o] for o in rows.below.get(name, []) if o in place) for name in upper]
        seen: list[int] = []
        for landing in ends:
            found += sum(1 for end in landing for other in seen if other > end)
            seen += landing
    return found


def _spread(rows: Rows) -> None:
    """Move everything as near as may be to what it is joined to, keeping order and distance."""
    for row in rows.order:
        edge = 0.0
        for name in row:
            rows.x[name] = edge + rows.widths[name] / 2
            edge += rows.widths[name] + GAP
    for turn in range(2 * ROUNDS):
        joined = rows.above if turn % 2 == 0 else rows.below
        ordered = rows.order if turn % 2 == 0 else rows.order[::-1]
        for row in ordered:
            wanted = [_mean([rows.x[o] for o in joined.get(n, [])], rows.x[n]) for n in row]
            for name, x in zip(row, _apart(wanted, [rows.widths[n] for n in row]), strict=True):
                rows.x[name] = x
    left = min(rows.x[name] - rows.widths[name] / 2 for row in rows.order for name in row)
    rows.x = {name: x - left for name, x in rows.x.items()}


def _apart(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """The nearest places to those wanted at which nothing overlaps: pooled neighbours."""
    offsets, total = [0.0], 0.0
    for left, right in itertools.pairwise(widths):
        total += (left + right) / 2 + GAP
        offsets.append(total)
    pools: list[tuple[float, int]] = []  # sum and number of the members
    for want, offset in zip(wanted, offsets, strict=True):
        pools.append((want - offset, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] >= pools[-1][0] / pools[-1][1]:
            last, n = pools.pop()
            before, m = pools.pop()
            pools.append((before + last, m + n))
    bases = [total / n for total, n in pools for _ in range(n)]
    return [base + offset for base, offset in zip(bases, offsets, strict=True)]


def _routed(rows: Rows, nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
    """Give every line its lane in the channels, and every row its height."""
    leaves, lands = _ports(rows)
    heights = [max(nodes[n].height if n in nodes else 0 for n in row) for row in rows.order]
    lanes = [_lanes(rows, row, leaves, lands) for row in range(len(rows.order) - 1)]
    tops = [0.0]
    for height, (_, number) in zip(heights, lanes, strict=False):
        tops.append(tops[-1] + height + 2 * MARGIN + max(0, number - 1) * LANE)
    middle = {n: tops[i] + heights[i] / 2 for i, row in enumerate(rows.order) for n in row}
    where = {name: i for i, row in enumerate(rows.order) for name in row}
    routes: list[tuple[Point, ...]] = []
    for number, (chain, edge) in enumerate(zip(rows.chains, edges, strict=True)):
        x = leaves[number, 0]
        route = [(x, middle[edge.upper] + nodes[edge.upper].height / 2)]
        for step, name in enumerate(chain[:-1]):
            row, target = where[name], lands[number, step]
            if abs(target - x) > 0.5:
                y = tops[row] + heights[row] + MARGIN + lanes[row][0][number] * LANE
                route += [(x, y), (target, y)]
            x = target
        route.append((x, middle[edge.lower] - nodes[edge.lower].height / 2))
        routes.append(tuple(route))
    return Drawing(
        {name: (rows.x[name], middle[name]) for name in nodes},
        tuple(routes),
        max(rows.x[n] + rows.widths[n] / 2 for row in rows.order for n in row),
        tops[-1] + heights[-1],
    )


def _ports(rows: Rows) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], float]]:
    """Where each step of each edge leaves the thing above it, and lands on the one below."""
    outgoing: dict[str, list[tuple[float, int, int]]] = {}
    incoming: dict[str, list[tuple[float, int, int]]] = {}
    for number, chain in enumerate(rows.chains):
        for step, (upper, lower) in enumerate(itertools.pairwise(chain)):
            outgoing.setdefault(upper, []).append((rows.x[lower], number, step))
            incoming.setdefault(lower, []).append((rows.x[upper], number, step))

    def along(sides: dict[str, list[tuple[float, int, int]]]) -> dict[tuple[int, int], float]:
        return {
            (number, step): rows.x[name] + rows.widths[name] * ((i + 1) / (len(met) + 1) - 0.5)
            for name, met in sides.items()
            for i, (_, number, step) in enumerate(sorted(met))
        }

    return along(outgoing), along(incoming)


def _lanes(
    rows: Rows, row: int, leaves: dict[tuple[int, int], float], lands: dict[tuple[int, int], float]
) -> tuple[dict[int, int], int]:
    """A lane for every line that runs across below a row, no two of a lane overlapping."""
    members = set(rows.order[row])
    across = sorted(
        (*sorted((leaves[number, step], lands[number, step])), number)
        for number, chain in enumerate(rows.chains)
        for step, name in enumerate(chain[:-1])
        if name in members
    )
    ends: list[float] = []
    taken: dict[int, int] = {}
    for left, right, number in across:
        lane = next((i for i, end in enumerate(ends) if end + LANE < left), len(ends))
        if lane == len(ends):
            ends.append(right)
        ends[lane] = right
        taken[number] = lane
    return taken, len(ends)
