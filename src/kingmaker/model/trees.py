"""Trees of plain values: putting one value into another's place, by its path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, cast

from kingmaker.model.values import quoted
from kingmaker.model.words import did_you_mean

_STEP = re.compile(r"[0-9]{1,6}")


def put(tree: Any, path: tuple[str, ...], value: Any) -> Any:
    """Return a copy of a tree with one value replaced; the rest is shared.

    A step into a list is its number, counted from 1, as a reader counts.

    Raises
    ------
    KeyError
        Saying where it ends, if the path leads through something that is not there.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        items = list(cast("list[Any]", tree))
        if not _STEP.fullmatch(step) or not 1 <= int(step) <= len(items):
            raise KeyError(f"leads nowhere at {quoted(step)}; there are {len(items):,}")
        items[int(step) - 1] = put(items[int(step) - 1], rest, value)
        return items
    if tree is not None and not isinstance(tree, Mapping):
        raise KeyError(f"leads nowhere at {quoted(step)}; before it stands {quoted(tree)}")
    branch = cast("Mapping[str, Any]", tree or {})
    if rest and branch and step not in branch:
        raise KeyError(f"leads nowhere at {quoted(step)}{did_you_mean(step, branch)}")
    return {**branch, step: put(branch.get(step), rest, value)}


def put_all(tree: Any, values: Mapping[tuple[str, ...], Any]) -> Any:
    """Return a copy of a tree with many values replaced, each of which is there.

    No path may lead through another.
    """
    onward: dict[str, dict[tuple[str, ...], Any]] = {}
    for path, value in values.items():
        if not path:
            return value
        onward.setdefault(path[0], {})[path[1:]] = value
    if not onward:
        return tree
    if isinstance(tree, list):
        items = cast("list[Any]", tree)
        return [put_all(item, onward.get(str(i), {})) for i, item in enumerate(items, start=1)]
    branch = cast("dict[str, Any]", tree)
    return {**branch, **{step: put_all(branch[step], rest) for step, rest in onward.items()}}
