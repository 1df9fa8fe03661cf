"""Lines as a picture draws them: with rounded corners, beside one another, with a head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kingmaker.faces.pictures.layout import Point


def path(route: Sequence[Point], radius: float = 5) -> str:
    """A line with its corners rounded."""
    said = [f"M{xy(route[0])}"]
    for before, corner, after in zip(route, route[1:], route[2:], strict=False):
        said.append(f"L{xy(_towards(corner, before, radius))}")
        said.append(f"Q{xy(corner)} {xy(_towards(corner, after, radius))}")
    return "".join([*said, f"L{xy(route[-1])}"])


def _towards(start: Point, goal: Point, far: float) -> Point:
    length = abs(goal[0] - start[0]) + abs(goal[1] - start[1])
    part = min(far, length / 2) / length if length else 0
    return start[0] + (goal[0] - start[0]) * part, start[1] + (goal[1] - start[1]) * part


def shortened(route: Sequence[Point], by: float) -> list[Point]:
    """A line that ends so much earlier, to leave room for its head."""
    (x, y), (before_x, before_y) = route[-1], route[-2]
    length = abs(x - before_x) + abs(y - before_y)
    part = min(1.0, by / length) if length else 0
    return [*route[:-1], (x + (before_x - x) * part, y + (before_y - y) * part)]


def beside(route: Sequence[Point], by: float) -> list[Point]:
    """The same line a little to its left, or to its right if it is less than nothing.

    Every piece runs straight down, up or across; a piece of no length is left out.

    Examples
    --------
    >>> beside([(0, 0), (0, 9), (9, 9)], 2)
    [(2, 0), (2, 7), (9, 7)]
    """
    pieces = [(a, b) for a, b in pairwise(route) if a != b]
    moves = [(by * _sign(b[1] - a[1]), -by * _sign(b[0] - a[0])) for a, b in pieces]
    if not pieces:
        return list(route)
    (x, y), (across, down) = pieces[0][0], moves[0]
    moved = [(x + across, y + down)]
    for ((x, y), _), before, after in zip(pieces[1:], moves, moves[1:], strict=False):
        if before == after:
            moved.append((x + before[0], y + before[1]))
        else:
            moved.append((x + before[0] + after[0], y + before[1] + after[1]))
    (x, y), (across, down) = pieces[-1][1], moves[-1]
    return [*moved, (x + across, y + down)]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def arrow(route: Sequence[Point], half: float = 4.5) -> str:
    """A head at the end of a line, so many pixels to either side of it."""
    (x, y), (before_x, before_y) = route[-1], route[-2]
    if abs(y - before_y) >= abs(x - before_x):
        back = -9 if y >= before_y else 9
        return f"M{xy((x, y))}L{xy((x - half, y + back))}L{xy((x + half, y + back))}Z"
    back = -9 if x >= before_x else 9
    return f"M{xy((x, y))}L{xy((x + back, y - half))}L{xy((x + back, y + half))}Z"


def xy(point: Point) -> str:
    """A point, as a path has it."""
    return f"{point[0]:.1f} {point[1]:.1f}"
