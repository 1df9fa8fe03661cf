"""Where boxes go and lines run: what a layout is asked, and what it answers.

A label is a node like any other, half-way along its line: so it has room, lies on its own line,
and never on another's. Levels are given, and no layout moves a node to another level.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A box, or a label, with a size in pixels, on a level; level 0 is at the top."""

    width: float
    height: float
    level: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line downwards, from a node on one level to a node on a lower one.

    Attributes
    ----------
    upper, lower : str
        Names of nodes.
    weight : float
        How much it is worth that it is short and straight.
    """

    upper: str
    lower: str
    weight: float = 1


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything went.

    Attributes
    ----------
    centres : mapping of str to Point
        Of every node.
    routes : tuple of tuples of Point
        One for each edge, in their order, from the upper node to the lower.
    width, height : float
        Of the whole, in pixels; it begins at 0, 0.
    """

    centres: Mapping[str, Point]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float


class Layout(Protocol):
    """Anything that can place nodes and route edges."""

    def __call__(self, nodes: Mapping[str, Node], edges: Sequence[Edge]) -> Drawing:
        """Place and route them. The same is always drawn the same."""
        ...
