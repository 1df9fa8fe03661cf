"""From a settled tree to an organisation, or to every problem that stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from kingmaker.files.messages import explain
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.text import Path
from kingmaker.model import Dispute, Names, Organisation

Trail = tuple[str, ...]

SECTIONS = (
    "sources", "parties", "products", "bodies", "rules", "holdings", "decisions", "needs",
    "agreements", "events", "facts",
)  # fmt: skip
WORDS = ("kingmaker", "name", "summary", "as_of", *SECTIONS)
"""What a case may say at the top, beside its worlds."""

_NAME = re.compile(r"\w[\w-]*", re.UNICODE)
_ORDINARY = {str(number) for number in range(1, 100_000)}  # the numbers of a list's entries


def build(
    tree: Mapping[str, Any],
    places: Mapping[Trail, Place],
    redirects: Mapping[Trail, Trail],
    file: str,
    *,
    unknown: Mapping[Trail, Dispute] | None = None,
    names: Names | None = None,
) -> Organisation:
    """Build the organisation that a settled tree describes.

    Parameters
    ----------
    tree : mapping
        Values without claims.
    places : mapping of Trail to Place
        Where the file has each value.
    redirects : mapping of Trail to Trail
        From where a value stands in the tree to where the file has it.
    file : str
        What to call the file in messages.
    unknown : mapping of Trail to Dispute, optional
        Values left out because nothing was known of them yet.
    names : Names, optional
        What references may name; by default what the tree lists.

    Raises
    ------
    CaseError
        With every problem found.
    """
    names = lists(tree) if names is None else names
    try:
        return Organisation.model_validate(dict(tree), context=names)
    except ValidationError as error:
        problems: list[Problem] = []
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and any(_inside(d["loc"], detail["loc"]) for d in details):
                continue  # too short only because what is in it was refused
            path = trail(detail["loc"], tree)
            missing = (*path, str(detail["loc"][-1])) if detail["type"] == "missing" else None
            if missing in (unknown or {}):
                dispute = cast("Mapping[Trail, Dispute]", unknown)[missing]
                message = f"nothing was known of {dispute.name} by then; ask for a later day"
            else:
                message = explain(detail, names)
            problems.append(Problem(locate(path, places, redirects, file), message))
        raise CaseError(problems) from None


def _inside(loc: tuple[int | str, ...], outer: tuple[int | str, ...]) -> bool:
    return len(loc) > len(outer) and loc[: len(outer)] == outer


def lists(tree: Mapping[str, Any]) -> Names:
    """The names a case lists, by section, for its references to be checked against."""
    names: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        entries = tree.get(section)
        names[section] = frozenset(
            cast("dict[str, Any]", entries) if isinstance(entries, dict) else ()
        )
    names["seats"] = frozenset(_seats(tree.get("bodies")))
    names["subject"] = frozenset({"subject"})
    return names


def _seats(bodies: object) -> Iterator[str]:
    if not isinstance(bodies, dict):
        return
    for body, entry in cast("dict[str, Any]", bodies).items():
        seats: Any = cast("dict[str, Any]", entry).get("seats") if isinstance(entry, dict) else None
        if isinstance(seats, dict):
            yield from (f"{body}.{seat}" for seat in cast("dict[str, Any]", seats))


def steps(path: Trail) -> Path:
    """A path with its numbers as the numbers of list entries, where a list may stand."""
    return tuple(
        int(step) - 1 if step in _ORDINARY and i > 2 else step for i, step in enumerate(path)
    )


def trail(loc: tuple[int | str, ...], tree: object) -> Trail:
    """The path of a problem in the tree, without the steps that only the model has."""
    path: list[str] = []
    here: Any = tree
    for step in loc:
        if isinstance(here, dict) and step in here:
            here = cast("dict[str, Any]", here)[str(step)]
            path.append(str(step))
        elif isinstance(here, list) and isinstance(step, int) and step < len(cast("list[Any]", here)):
            here = cast("list[Any]", here)[step]
            path.append(str(step + 1))
    return tuple(path)


def locate(
    path: Trail, places: Mapping[Trail, Place], redirects: Mapping[Trail, Trail], file: str
) -> Place:
    """Where the file has a value of the tree, or the nearest thing around it."""
    for cut in range(len(path), -1, -1):
        if path[:cut] in redirects:
            path = (*redirects[path[:cut]], *path[cut:])
            break
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place(file))


def misnamed(tree: Mapping[str, Any]) -> Iterator[tuple[Trail, str]]:
    """Names that cannot be names, since paths are written with dots between them."""
    for section in SECTIONS:
        entries = tree.get(section)
        if isinstance(entries, dict):
            named = cast("dict[str, Any]", entries)
            for name, entry in named.items():
                if not _NAME.fullmatch(name):
                    yield (section, name), _way(name)
                inner = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
                seats = inner.get("seats") if section == "bodies" else None
                for seat in cast("dict[str, Any]", seats) if isinstance(seats, dict) else ():
                    if not _NAME.fullmatch(seat):
                        yield (section, name, "seats", seat), _way(seat)


def _way(name: str) -> str:
    better = re.sub(r"[^\w-]+", "-", name).strip("-_").lower()
    hint = f"; write {better} and put {name!r} under label" if better else ""
    return f"a name has letters, digits, '-' and '_', and {name[:40]!r} has something else{hint}"
