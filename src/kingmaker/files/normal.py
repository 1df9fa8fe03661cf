"""One spelling for what a file may write in two: lists of named things become mappings.

``seats: [ann, bob]`` says the same as ``seats: {ann: {holder: ann}, bob: {holder: bob}}``,
and a list of holdings is numbered from 1. What follows knows mappings only, and the path
``holdings.1.share`` means the same in a message, a world and a footing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from kingmaker.files.problems import Place, Problem
from kingmaker.files.text import Path, Places

LISTED = ("holdings", "needs", "agreements", "events", "facts")
"""Sections that may be written as a list, because their entries need no names."""


def normal(
    value: Any, path: Path, places: Places | None = None, problems: list[Problem] | None = None
) -> Any:
    """Spell a value of the case the one way.

    Parameters
    ----------
    value : any
        The value as the file has it.
    path : tuple
        Where it stands in the case, as in the file but without the steps into claims.
    places : Places, optional
        Completed with the places of the new paths.
    problems : list of Problem, optional
        Gets a problem for a name that is listed twice.
    """
    return _Spelling({} if places is None else places, problems).spell(value, path, path)


class _Spelling:
    """Carries the places from the paths of the file to the paths of the case."""

    def __init__(self, places: Places, problems: list[Problem] | None) -> None:
        self.places = places
        self.problems = problems

    def spell(self, value: Any, path: Path, written: Path) -> Any:
        """Spell a value; ``path`` is where it belongs, ``written`` where the file has it."""
        if isinstance(value, dict) and set(cast("dict[str, Any]", value)) == {"claims"}:
            claims: Any = value["claims"]
            if isinstance(claims, list):
                return {
                    "claims": [
                        self.claim(claim, path, (*written, "claims", i))
                        for i, claim in enumerate(cast("list[Any]", claims))
                    ]
                }
            return cast("dict[str, Any]", value)
        if isinstance(value, list):
            items = cast("list[Any]", value)
            if path[:1] == ("bodies",) and len(path) == 3 and path[2] in ("seats", "voters"):
                return self.named(items, path, written)
            if len(path) == 1 and path[0] in LISTED:
                return self.numbered(items, path, written)
            return [
                self.spell(item, (*path, i), (*written, i))
                for i, item in enumerate(items)
            ]
        if isinstance(value, dict):
            return {
                key: self.spell(item, (*path, key), (*written, key))
                for key, item in cast("dict[str, Any]", value).items()
            }
        return value

    def claim(self, claim: Any, path: Path, written: Path) -> Any:
        if not isinstance(claim, dict):
            return claim
        entry = cast("dict[str, Any]", claim)
        return {
            key: self.spell(item, path, (*written, key)) if key == "value" else item
            for key, item in entry.items()
        }

    def named(self, items: list[Any], path: Path, written: Path) -> dict[str, Any]:
        """A list of holders: each seat has its holder's name; each voter has one vote."""
        named: dict[str, Any] = {}
        for i, item in enumerate(items):
            place = self.places.get((*written, i), Place("<text>"))
            name = str(item)
            if name in named:
                self.refuse(place, f"{name!r} is listed twice; name the seats to give it two")
                continue
            self.places[*written, name] = place
            if path[2] == "seats":
                self.places[*written, name, "holder"] = place
                named[name] = {"holder": item}
            else:
                named[name] = 1
        return named

    def numbered(self, items: list[Any], path: Path, written: Path) -> dict[str, Any]:
        """A list of entries, numbered as a reader counts them."""
        numbered: dict[str, Any] = {}
        inside = [where for where in self.places if where[: len(written)] == written]
        for where in inside:
            if len(where) > len(written) and isinstance(step := where[len(written)], int):
                self.places[*written, str(step + 1), *where[len(written) + 1 :]] = self.places[where]
        for i, item in enumerate(items, start=1):
            numbered[str(i)] = self.spell(item, (*path, str(i)), (*written, str(i)))
        return numbered

    def refuse(self, place: Place, message: str) -> None:
        if self.problems is not None:
            self.problems.append(Problem(place, message))


def put(tree: Any, path: tuple[str, ...], value: Any) -> Any:
    """Return a copy of a tree with one value replaced; the rest is shared.

    A step into a list is its number, counted from 1, as a reader counts.

    Raises
    ------
    KeyError
        With the step, if the path leads through a value that has nothing in it.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        items = list(cast("list[Any]", tree))
        if not step.isdecimal() or not 1 <= int(step) <= len(items):
            raise KeyError(step)
        items[int(step) - 1] = put(items[int(step) - 1], rest, value)
        return items
    if tree is not None and not isinstance(tree, Mapping):
        raise KeyError(step)
    branch = cast("Mapping[str, Any]", tree or {})
    return {**branch, step: put(branch.get(step), rest, value)}
