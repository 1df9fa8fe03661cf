"""Which layout draws: graphlay, or our own where that is missing or fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from kingmaker.faces.pictures.layered import layered
from kingmaker.faces.pictures.layout import Drawing, Edge, Node, Point

SPACING = {"layer_gap": 22.0, "node_gap": 16.0, "port_gap": 12.0, "stub": 6.0, "dummy_gap": 16.0}


def with_graphlay(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
    """Lay out with graphlay.

    Raises
    ------
    ImportError
        If it is not installed.
    ValueError
        If it cannot draw this.
    """
    import graphlay

    levels = {level: i for i, level in enumerate(sorted({n.level for n in nodes.values()}))}
    request: Any = graphlay.Graph()
    for name, node in nodes.items():
        rank = {"fixed": levels[node.level]}
        request.node(name, width=node.width, height=node.height, rank=rank)
    for edge in edges:
        request.edge(edge.upper, edge.lower, weight=edge.weight)
    found: Any = graphlay.layout(request, options={"direction": "topbottom", "spacing": SPACING})
    left, top = found.bounds["min"]["x"], found.bounds["min"]["y"]

    def moved(point: Mapping[str, float]) -> Point:
        return point["x"] - left, point["y"] - top

    drawing = Drawing(
        {name: moved(n["center"]) for name, n in zip(nodes, found.nodes, strict=True)},
        tuple(tuple(moved(p) for p in edge["points"]) for edge in found.edges),
        found.bounds["max"]["x"] - left,
        found.bounds["max"]["y"] - top,
    )
    if not clear(nodes, drawing):
        raise ValueError("graphlay let nodes and lines touch")
    return drawing


def clear(nodes: Mapping[str, Node], drawing: Drawing) -> bool:
    """Whether no nodes overlap, and no line runs through one."""
    areas = [
        (x - node.width / 2 + 0.5, y - node.height / 2 + 0.5,
         x + node.width / 2 - 0.5, y + node.height / 2 - 0.5)
        for name, node in nodes.items() for x, y in (drawing.centres[name],)
    ]  # fmt: skip
    pieces = [
        (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for route in drawing.routes
        for a, b in pairwise(route)
    ]
    met = (
        left < x1 and x0 < right and top < y1 and y0 < bottom
        for i, (left, top, right, bottom) in enumerate(areas)
        for x0, y0, x1, y1 in (*areas[i + 1 :], *pieces)
    )
    return not any(met)


def best(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
    """Lay out with graphlay, or with our own layout if that is missing or fails."""
    try:
        return with_graphlay(nodes, edges)
    except (ImportError, ValueError):
        return layered(nodes, edges)
