"""One spelling for what a file may write in two: lists of named things become mappings.

``seats: [ann, bob]`` says the same as ``seats: {ann: {holder: ann}, bob: {holder: bob}}``,
and a list of holdings is numbered from 1. What follows knows mappings only, and the path
``holdings.1.share`` means the same in a message, a world and a footing.
"""

from __future__ import annotations

from typing import Any, cast

from kingmaker.files.problems import Place, Problem
from kingmaker.files.text import Path, Places
from kingmaker.model.values import quoted

LISTED = ("holdings", "needs", "agreements", "events", "facts", "questions")
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
        if disputed(value):
            claims = cast("dict[str, Any]", value)["claims"]
            if len(path) < 2 or not isinstance(claims, list):
                return value
            return {
                "claims": [
                    self.claim(claim, path, (*written, "claims", i))
                    for i, claim in enumerate(cast("list[Any]", claims))
                ]
            }
        if isinstance(value, list):
            items = cast("list[Any]", value)
            if path[:1] == ("bodies",) and len(path) == 3 and path[2] in ("seats", "voters"):
                return self.named(items, path, written)
            if len(path) == 1 and path[0] in LISTED:
                return self.numbered(items, path, written)
            if path == ("flags",):
                return self.flags(items, written)
            return [self.spell(item, (*path, i), (*written, i)) for i, item in enumerate(items)]
        if isinstance(value, dict):
            if len(path) > 3 and path[2] == "effects" and path[-1] == "set":
                return {
                    key: self.spell(item, tuple(key.split(".")), (*written, key))
                    for key, item in cast("dict[str, Any]", value).items()
                }
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
        """Spell out a list of holders: a seat has its holder's name; a voter has one vote."""
        named: dict[str, Any] = {}
        for i, item in enumerate(items):
            place = self.places.get((*written, i), Place("<text>"))
            name = str(item)
            if isinstance(item, bool) or not isinstance(item, str | int):
                self.refuse(place, f"the name of a party belongs here, not {quoted(item)}")
                continue
            if name in named:
                more = "to give it two, name the seats" if path[2] == "seats" else _WEIGHT
                self.refuse(place, f"{quoted(name)} is listed twice; {more}")
                continue
            self.places[*written, name] = place
            if path[2] == "seats":
                self.places[*written, name, "holder"] = place
                named[name] = {"holder": item}
            else:
                named[name] = 1
        return named

    def flags(self, items: list[Any], written: Path) -> dict[str, Any]:
        """Spell out a list of flags: each by its name, and not set."""
        named: dict[str, Any] = {}
        for i, item in enumerate(items):
            place = self.places.get((*written, i), Place("<text>"))
            if isinstance(item, bool) or not isinstance(item, str | int) or str(item) in named:
                twice = "is listed twice; take one of the two out"
                if str(item) not in named:
                    twice = "is no name of a flag; list the names, such as [done, gone]"
                self.refuse(place, f"{quoted(item)} {twice}")
                continue
            self.places[*written, str(item)] = place
            named[str(item)] = {}
        return named

    def numbered(self, items: list[Any], path: Path, written: Path) -> dict[str, Any]:
        """Number a list of entries as a reader counts them."""
        numbered: dict[str, Any] = {}
        begin = len(written)
        inside = [where for where in self.places if where[:begin] == written]
        for where in inside:
            if len(where) > begin and isinstance(step := where[begin], int):
                self.places[*written, str(step + 1), *where[begin + 1 :]] = self.places[where]
        for i, item in enumerate(items, start=1):
            numbered[str(i)] = self.spell(item, (*path, str(i)), (*written, str(i)))
        return numbered

    def refuse(self, place: Place, message: str) -> None:
        if self.problems is not None:
            self.problems.append(Problem(place, message))


_WEIGHT = "to give it more votes, write {NAME: VOTES}"


def disputed(value: object) -> bool:
    """Whether a value is written as claims."""
    return isinstance(value, dict) and set(cast("dict[str, Any]", value)) == {"claims"}
