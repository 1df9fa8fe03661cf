"""Which layout draws: graphlay, or our own where that is missing or fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    faults = found.metrics()
    if faults["node_overlaps"] or faults["node_edge_hits"] or faults["unrouted_edges"]:
        raise ValueError("graphlay let nodes and lines touch")
    left, top = found.bounds["min"]["x"], found.bounds["min"]["y"]

    def moved(point: Mapping[str, float]) -> Point:
        return point["x"] - left, point["y"] - top

    return Drawing(
        {name: moved(n["center"]) for name, n in zip(nodes, found.nodes, strict=True)},
        tuple(tuple(moved(p) for p in edge["points"]) for edge in found.edges),
        found.bounds["max"]["x"] - left,
        found.bounds["max"]["y"] - top,
    )


def best(nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
    """Lay out with graphlay, or with our own layout if that is missing or fails."""
    try:
        return with_graphlay(nodes, edges)
    except (ImportError, ValueError):
        return layered(nodes, edges)
