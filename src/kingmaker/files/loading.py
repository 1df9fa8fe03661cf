"""Reading a case file, and telling every problem in it at once."""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any, cast

from pydantic import BaseModel, ValidationError

from kingmaker.files.building import (
    SECTIONS,
    WORDS,
    Fault,
    Trail,
    faults_of,
    lists,
    misnamed,
    problem,
)
from kingmaker.files.case import Case, World
from kingmaker.files.examples import example, examples
from kingmaker.files.normal import disputed, normal
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.text import MOST_BYTES, decode, parse
from kingmaker.files.trying import Trying
from kingmaker.model import Claim, Names
from kingmaker.model.values import quoted
from kingmaker.model.words import did_you_mean

MOST_SHOWN = 200
"""Problems told at once; a file with more is told so."""


def load(file: str | File) -> Case:
    """Read a case from a file, or one of the shipped examples by its name.

    Parameters
    ----------
    file : str or Path
        A YAML file in format 1, a folder with a ``case.yaml``, or a name such as
        ``"openai-2023"``.

    Returns
    -------
    Case
        What the file says, disputes unsettled.

    Raises
    ------
    CaseError
        With every problem of the file, each with its line and column.
    OSError
        If there is no such file and no such example, or it cannot be read.
    """
    path = File(file)
    if path.is_dir():
        path = path / "case.yaml"
    if not path.exists():
        path = example(str(file)) or path
    if not path.exists():
        near = did_you_mean(str(file), examples()) or f"; examples are: {', '.join(examples())}"
        raise FileNotFoundError(
            errno.ENOENT, f"no such file, and no such example{near}", str(file)
        )
    with path.open("rb") as stream:
        raw = stream.read(MOST_BYTES + 1)
    return loads(decode(raw, str(path)), str(path))


def loads(text: str, file: str = "<text>") -> Case:
    """Read a case from text.

    Parameters
    ----------
    text : str
        YAML, in format 1.
    file : str
        What to call it in messages.

    Returns
    -------
    Case
        What the text says, disputes unsettled.

    Raises
    ------
    CaseError
        With every problem of the text, each with its line and column.
    """
    parsed = parse(text, file)
    if not isinstance(parsed.tree, dict):
        raise CaseError([*parsed.problems, Problem(Place(file), _EMPTY)])
    found, problems = parsed.places, list(parsed.problems)
    tree = cast("dict[str, Any]", normal(cast("Any", parsed.tree), (), found, problems))
    places = {_counted(path): place for path, place in found.items()}
    reader = _Reader(file, tree, places)
    reader.top()
    worlds = reader.worlds(tree.pop("worlds", None) or {})
    reader.claims()
    reader.readings(worlds)
    problems += [told for told in reader.problems if told.place not in parsed.spoiled]
    if problems:
        raise CaseError(_bounded(problems))
    return Case(file, tree, worlds, places)


_EMPTY = "a case begins with 'kingmaker: 1' and says its name; try: kingmaker new my-case.yaml"
_NOT_AT_ALL = ("source", "assumed", "note")  # about a value, and never disputed


class _Reader:
    """Goes through a parsed file from the top, gathering problems."""

    def __init__(self, file: str, tree: dict[str, Any], places: dict[Trail, Place]) -> None:
        self.file, self.tree, self.places = file, tree, places
        self.problems: list[Problem] = []
        self.all_worlds = frozenset[str]()
        self.lost: set[str] = set()  # sections that could not be read at all
        self.broken: set[Trail] = set()  # entries with claims that could not be read

    def refuse(self, path: Trail, message: str, *, of_word: bool = False) -> None:
        fault = Fault(path, message, of_word)
        self.problems.append(problem(fault, self.places, {}, self.file))

    def top(self) -> None:
        """Check the first words: the format, the name, the sections."""
        version = self.tree.get("kingmaker")
        if version is None:
            self.refuse((), "the first line says the format: kingmaker: 1")
        elif isinstance(version, bool) or not isinstance(version, int):
            message = f"the format is a number, and not {quoted(version)}; write kingmaker: 1"
            self.refuse(("kingmaker",), message)
        elif version != 1:
            self.refuse(
                ("kingmaker",),
                f"this is format {version}, and here format 1 is read; write kingmaker: 1, or "
                "get a newer version of Kingmaker",
            )
        self.tree["kingmaker"] = 1
        known = (*WORDS, "worlds")
        for word in [word for word in self.tree if word not in known]:
            hint = did_you_mean(word, known) or f"; known are {', '.join(known)}"
            message = f"{quoted(word)} is not a section of a case{hint}"
            self.refuse((word,), message, of_word=True)
            self.lost.update(section for section in SECTIONS if repr(section) in hint)
            del self.tree[word]
        for word in WORDS:
            if disputed(self.tree.get(word)):
                self._undisputed(word)
        for section in (*SECTIONS, "worlds"):
            entries = self.tree.get(section)
            if section in self.tree and entries is None:
                self.tree[section] = {}
            elif entries is not None and not isinstance(entries, dict):
                self.refuse(
                    (section,),
                    f"under {section} belong names with entries, such as "
                    f"{section}: {{first: {{label: …}}}}, not {quoted(entries)}",
                    of_word=True,
                )
                self.tree[section] = {}
                self.lost.add(section)
        for fault in misnamed(self.tree):
            self.refuse(fault.path, fault.message, of_word=fault.of_word)

    def _undisputed(self, word: str) -> None:
        if word in SECTIONS:
            self.refuse((word,), "a whole section is not disputed; put claims at a value in it")
            self.tree[word] = {}
            self.lost.add(word)
        else:
            self.refuse((word,), f"{word!r} is not disputed; write one value")
            self.tree[word] = "" if word in ("name", "summary") else None

    def claims(self) -> None:
        """Check that every ``claims`` is a list of values with where they come from."""
        names = self.names()
        for path, value in _claimed(self.tree, ()):
            entries, given = value["claims"], quoted(value["claims"])
            if path[0] == "sources" or path[-1] in _NOT_AT_ALL:
                what = "a source" if path[0] == "sources" else repr(path[-1])
                self.refuse(path, f"{what} is not disputed; write one value", of_word=True)
            elif not isinstance(entries, list) or not entries:
                message = f"claims are a list, [{{value: …, source: …}}, …], not {given}"
                self.refuse((*path, "claims"), message, of_word=True)
            elif self._each_claim(path, cast("list[Any]", entries), names):
                continue
            self.broken.add(path[:2])

    def _each_claim(self, path: Trail, entries: list[Any], names: Names) -> bool:
        sound = True
        for number, entry in enumerate(entries, start=1):
            at = (*path, "claims", str(number))
            try:
                claim = Claim.model_validate(entry, context=names)
            except ValidationError as error:
                self._refuse_all(error, at, names, entry, Claim)
                sound = False
                continue
            if not claim.source and not claim.assumed:
                self.refuse(at, "a claim says where it comes from: add source:, or assumed: true")
        return sound

    def worlds(self, entries: object) -> Mapping[str, World]:
        """Read the worlds, as far as their own words are right; what they set is tried later."""
        self.all_worlds = frozenset(cast("dict[str, Any]", entries))
        names, worlds = self.names(), dict[str, World]()
        for name, entry in cast("dict[str, Any]", entries).items():
            try:
                world = World.model_validate({} if entry is None else entry, context=names)
            except ValidationError as error:
                self._refuse_all(error, ("worlds", name), names, entry, World)
                continue
            wrong = [path for path in world.set if any(_claimed(world.set[path], ("",)))]
            for path in wrong:
                message = "a world sets definite values; write the value without claims"
                self.refuse(("worlds", name, "set", path), message)
            if not wrong:
                worlds[name] = world
        return worlds

    def _refuse_all(
        self, error: ValidationError, at: Trail, names: Names, entry: object, root: type[BaseModel]
    ) -> None:
        for fault in faults_of(error, entry, names, root):
            self.refuse((*at, *fault.path), fault.message, of_word=fault.of_word)

    def names(self) -> Names:
        """What can be referred to; in a section that could not be read, anything."""
        lost = {*self.lost}
        if "bodies" in lost:
            lost |= {"seats", "classes of seats"}
        known = {**lists(self.tree), "worlds": self.all_worlds}
        return {
            section: _Anything() if section in lost else found for section, found in known.items()
        }

    def readings(self, worlds: Mapping[str, World]) -> None:
        """Try the first reading, then every other claim, then every world."""
        tree = dict(self.tree)
        for section, name in self.broken:
            tree[section] = {k: v for k, v in tree[section].items() if k != name}
        whole = not self.broken and not self.lost
        case = Case(self.file, tree, worlds, self.places)
        trying = Trying(case, self.names(), whole=whole)
        for faults, redirects in trying.readings():
            self.problems += [
                problem(fault, self.places, redirects, self.file) for fault in faults
            ]
            if len(self.problems) > MOST_SHOWN:
                break


class _Anything(frozenset[str]):
    """The names of a section that could not be read: none is refused."""

    def __contains__(self, name: object) -> bool:
        return True


def _claimed(tree: Any, path: Trail) -> Iterator[tuple[Trail, dict[str, Any]]]:
    if disputed(tree) and path:
        yield path, cast("dict[str, Any]", tree)
    elif isinstance(tree, dict):
        for key, value in cast("dict[str, Any]", tree).items():
            yield from _claimed(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(cast("list[Any]", tree), start=1):
            yield from _claimed(value, (*path, str(i)))


def _counted(path: tuple[str | int, ...]) -> Trail:
    return tuple(str(step + 1) if isinstance(step, int) else step for step in path)


def _bounded(problems: list[Problem]) -> list[Problem]:
    told = sorted(set(problems))
    if len(told) <= MOST_SHOWN:
        return told
    last = told[MOST_SHOWN - 1].place
    more = f"there are more problems than these {MOST_SHOWN}; put these right first"
    return [*told[:MOST_SHOWN], Problem(last, more)]
