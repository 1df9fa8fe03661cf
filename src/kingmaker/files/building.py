"""From a settled tree to an organisation, or to every fault that stands in the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from kingmaker.files.checks import checks
from kingmaker.files.messages import explain, meant
from kingmaker.files.normal import disputed
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.text import Path
from kingmaker.model import Asked, Dispute, Names, Noun, Organisation
from kingmaker.model.values import quoted

Trail = tuple[str, ...]

SECTIONS = (
    "sources", "parties", "products", "bodies", "classes", "holdings", "rules", "flags",
    "calendar", "decisions", "needs", "agreements", "events", "facts", "questions",
)  # fmt: skip
WORDS = ("kingmaker", "name", "summary", "as_of", *SECTIONS)
"""What a case may say at the top, beside its worlds."""

MOST_EXPLAINED = 300
"""Faults of one organisation that are put into words."""

_NAME = re.compile(r"\w[\w-]*", re.UNICODE)
_ORDINARY = {str(number) for number in range(1, 100_000)}  # the numbers of a list's entries


class Questions(Noun):
    """The questions of a case by themselves."""

    questions: dict[str, Asked]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """Something wrong with a tree, before it is known where the file has it.

    Attributes
    ----------
    path : Trail
        The value that is wrong.
    message : str
        The trouble and the way out.
    of_word : bool
        Whether the word before the value is what is wrong.
    """

    path: Trail
    message: str
    of_word: bool = False


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
    asked: dict[str, Any] = {"questions": tree.get("questions") or {}}
    built, faults = attempt({**tree, "questions": {}}, names=names, unknown=unknown)
    if built is None or faults:
        raise CaseError(problem(fault, places, redirects, file) for fault in faults)
    try:
        # each is asked in its own world, and names what is there; so no name is looked up
        questions = Questions.model_validate(asked).questions
    except ValidationError as error:
        faults = faults_of(error, asked, lists(asked), Questions, unknown)
        raise CaseError(problem(fault, places, redirects, file) for fault in faults) from None
    return built.model_copy(update={"questions": questions})


def attempt(
    tree: Mapping[str, Any],
    *,
    names: Names | None = None,
    unknown: Mapping[Trail, Dispute] | None = None,
    whole: bool = True,
) -> tuple[Organisation | None, list[Fault]]:
    """Try to build an organisation.

    Parameters
    ----------
    tree : mapping
        Values without claims.
    names : Names, optional
        What references may name; by default what the tree lists.
    unknown : mapping of Trail to Dispute, optional
        Values left out because nothing was known of them yet.
    whole : bool
        Whether nothing is left out, so that its entries can be held against one another.

    Returns
    -------
    organisation : Organisation or None
        None if an entry by itself is wrong.
    faults : list of Fault
        Empty if all is well.
    """
    names = lists(tree) if names is None else names
    try:
        built = Organisation.model_validate(dict(tree), context=names)
    except ValidationError as error:
        faults = list(faults_of(error, tree, names, Organisation, unknown))
        return None, [*faults, *_hidden(tree, names, faults, unknown)]
    if not whole or unknown:
        return built, []
    return built, [Fault(path, message) for path, message in checks(built)]


def _hidden(
    tree: Mapping[str, Any],
    names: Names,
    found: list[Fault],
    unknown: Mapping[Trail, Dispute] | None,
) -> Iterator[Fault]:
    """What an entry could not be asked while a name in it led nowhere.

    Words of an entry are held against one another once each is right by itself; so it is tried
    again with no name looked up.
    """
    try:
        Organisation.model_validate(dict(tree))
    except ValidationError as error:
        told = set(found)
        more = faults_of(error, tree, names, Organisation, unknown)
        yield from (fault for fault in more if fault not in told)


def faults_of(
    error: ValidationError,
    tree: object,
    names: Names,
    root: type[BaseModel],
    unknown: Mapping[Trail, Dispute] | None = None,
) -> Iterator[Fault]:
    """Put what pydantic refuses into words, leaving out what only follows from something else."""
    details = error.errors(include_url=False)
    emptied = {d["loc"][:cut] for d in details for cut in range(1, len(d["loc"]))}
    misspelt = {(*d["loc"][:-1], meant(d, root)) for d in details[:MOST_EXPLAINED]}
    for detail in details[:MOST_EXPLAINED]:
        loc, kind = detail["loc"], detail["type"]
        if kind == "too_short" and loc in emptied:
            continue  # too short only because what is in it was refused
        if kind == "missing" and loc in misspelt:
            continue  # it is there, under a word that is not quite it
        path = trail(loc, tree)
        later = next((d for p, d in (unknown or {}).items() if p[: len(path)] == path), None)
        if later is not None:
            yield Fault(path, f"nothing was known of {later.name} by then; ask for a later day")
            continue
        at: list[str] = detail.get("ctx", {}).get("at", [])
        of_word = kind in ("extra_forbidden", "missing") or loc[-1:] == ("[key]",)
        yield Fault((*path, *at), explain(detail, names, root), of_word)


def problem(
    fault: Fault, places: Mapping[Trail, Place], redirects: Mapping[Trail, Trail], file: str
) -> Problem:
    """A fault, at the place where the file has it."""
    place = locate(fault.path, places, redirects, file)
    return Problem(place.word if fault.of_word else place, fault.message)


def lists(tree: Mapping[str, Any]) -> Names:
    """List the names of a case, by section, for its references to be checked against."""
    names: dict[str, frozenset[str]] = {}
    for section in SECTIONS:
        entries = tree.get(section)
        names[section] = frozenset(
            cast("dict[str, Any]", entries) if isinstance(entries, dict) else ()
        )
    seats = list(_seats(tree.get("bodies")))
    names["seats"] = frozenset(name for name, _ in seats)
    names["classes of seats"] = frozenset(
        f"{name.partition('.')[0]}:{told['class']}"
        for name, seat in seats
        for told in _told(seat)
        if isinstance(told.get("class"), str | int)
    )
    return names


def _seats(bodies: object) -> Iterator[tuple[str, Any]]:
    if not isinstance(bodies, dict):
        return
    for body, entry in cast("dict[str, Any]", bodies).items():
        for told in _told(entry):
            for seats in _told(told.get("seats")):
                yield from ((f"{body}.{seat}", held) for seat, held in seats.items())


def _told(value: object) -> Iterator[dict[str, Any]]:
    """A mapping, or each that is claimed in its place."""
    if disputed(value):
        claims: Any = cast("dict[str, Any]", value)["claims"]
        for claim in cast("list[Any]", claims) if isinstance(claims, list) else ():
            yield from (
                _told(cast("dict[str, Any]", claim).get("value"))
                if isinstance(claim, dict)
                else ()
            )
    elif isinstance(value, dict):
        yield cast("dict[str, Any]", value)


def steps(path: Trail) -> Path:
    """Turn the numbers in a path into those of list entries, where a list may stand."""
    return tuple(
        int(step) - 1 if step in _ORDINARY and i > 2 else step for i, step in enumerate(path)
    )


def trail(loc: Iterable[int | str], tree: object) -> Trail:
    """The path of a problem in the tree, without the steps that only the model has."""
    path: list[str] = []
    here: Any = tree
    for step in loc:
        if isinstance(here, dict) and step in here:
            here = cast("dict[str, Any]", here)[str(step)]
            path.append(str(step))
        elif isinstance(here, list) and isinstance(step, int):
            items = cast("list[Any]", here)
            if step < len(items):
                here = items[step]
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
    found: Trail = ()
    for step in path:
        if (*found, step) in places:
            found = (*found, step)
        elif step != "1":  # the first of a list may stand without a list around it
            break
    while path and path not in places:
        path = path[:-1]
    return places.get(max(found, path, key=len), Place(file))


def misnamed(tree: Mapping[str, Any]) -> Iterator[Fault]:
    """Names that cannot be names, since paths are written with dots between them."""
    for section in (*SECTIONS, "worlds"):
        entries = tree.get(section)
        if not isinstance(entries, dict):
            continue
        for name, entry in cast("dict[str, Any]", entries).items():
            if not _NAME.fullmatch(name):
                yield Fault((section, name), _way(name), of_word=True)
            inner = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
            seats = inner.get("seats") if section == "bodies" else None
            for seat, held in (
                cast("dict[str, Any]", seats).items() if isinstance(seats, dict) else ()
            ):
                # a seat with its holder's name was listed: the holder's name is told elsewhere
                if not _NAME.fullmatch(seat) and held != {"holder": seat}:
                    yield Fault((section, name, "seats", seat), _way(seat), of_word=True)


def _way(name: str) -> str:
    better = re.sub(r"[^\w-]+", "-", name[:40]).strip("-_").lower()
    hint = f"; write {better} and put {quoted(name)} under label" if better else ""
    return f"a name has letters, digits, '-' and '_', and {quoted(name)} has something else{hint}"
