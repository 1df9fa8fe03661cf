"""Reading a case file, and telling every problem in it at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any, cast

from pydantic import ValidationError

from kingmaker.files.building import SECTIONS, WORDS, Trail, build, lists, locate, misnamed
from kingmaker.files.case import Case, World
from kingmaker.files.examples import example
from kingmaker.files.messages import explain
from kingmaker.files.normal import normal, put
from kingmaker.files.problems import CaseError, Place, Problem, did_you_mean
from kingmaker.files.text import MOST_BYTES, decode, parse
from kingmaker.model import Claim, Dispute, Names

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
    raw, found, problems = parse(text, file)
    if not isinstance(raw, dict):
        raise CaseError([*problems, Problem(Place(file), _EMPTY)])
    tree = cast("dict[str, Any]", normal(raw, (), found, problems))
    places = {_counted(path): place for path, place in found.items()}
    reader = _Checks(file, tree, places, problems)
    reader.top()
    reader.claims()
    worlds = reader.worlds(tree.pop("worlds", None) or {})
    if reader.sound:
        case = Case(file, tree, worlds, places)
        reader.readings(case)
    if reader.problems or not reader.sound:
        raise CaseError(_bounded(reader.problems, file))
    return Case(file, tree, worlds, places)


_EMPTY = "a case begins with 'kingmaker: 1' and says its name; try: kingmaker new my-case.yaml"


class _Checks:
    """Goes through a parsed file from the top, gathering problems."""

    def __init__(
        self, file: str, tree: dict[str, Any], places: dict[Trail, Place], problems: list[Problem]
    ) -> None:
        self.file, self.tree, self.places, self.problems = file, tree, places, problems
        self.sound = True  # whether an organisation can be tried at all

    def refuse(self, path: Trail, message: str) -> None:
        self.problems.append(Problem(locate(path, self.places, {}, self.file), message))

    def top(self) -> None:
        """The first words: the format, the name, the sections."""
        version = self.tree.get("kingmaker")
        if version is None:
            self.refuse((), "the first line says the format: kingmaker: 1")
            self.tree["kingmaker"] = 1
        elif version != 1:
            self.refuse(
                ("kingmaker",), f"this is Kingmaker's format 1, and not {version!r}: kingmaker: 1"
            )
            self.tree["kingmaker"] = 1
        for word in [word for word in self.tree if word not in (*WORDS, "worlds")]:
            known = (*WORDS, "worlds")
            hint = did_you_mean(word, known) or f"; known are {', '.join(known)}"
            self.refuse((word,), f"{word!r} is not a section of a case{hint}")
            del self.tree[word]
        for section in (*SECTIONS, "worlds"):
            entries = self.tree.get(section)
            if section in self.tree and entries is None:
                self.tree[section] = {}
            elif entries is not None and not isinstance(entries, dict):
                self.refuse(
                    (section,), f"under {section} belong names with entries, such as {section}: "
                    "{first: {…}}"
                )  # fmt: skip
                self.tree[section] = {}
        for path, message in misnamed(self.tree):
            self.refuse(path, message)

    def claims(self) -> None:
        """Every ``claims`` is a list of values with where they come from."""
        for path in list(_claimed(self.tree, ())):
            value: Any = self.tree
            for step in path:
                value = value[int(step) - 1] if isinstance(value, list) else value[step]
            entries = value["claims"]
            if len(path) == 1 or path[0] in ("worlds", "sources"):
                self.refuse(path, "this cannot be disputed as a whole; put claims at a value in it")
                self.sound = False
            elif not isinstance(entries, list) or not entries:
                self.refuse((*path, "claims"), "claims are a list: [{value: …, source: …}, …]")
                self.sound = False
            else:
                self._each_claim(path, cast("list[Any]", entries))

    def _each_claim(self, path: Trail, entries: list[Any]) -> None:
        names = lists(self.tree)
        for number, entry in enumerate(entries, start=1):
            at = (*path, "claims", str(number))
            try:
                claim = Claim.model_validate(entry, context=names)
            except ValidationError as error:
                self._refuse_all(error, at, names, entry)
                self.sound = False
                continue
            if not claim.source and not claim.assumed:
                self.refuse(at, "a claim says where it comes from: add source:, or assumed: true")

    def worlds(self, entries: object) -> Mapping[str, World]:
        """Worlds whose own words are right; what they set is tried later."""
        names, worlds = lists(self.tree), dict[str, World]()
        for name, entry in cast("dict[str, Any]", entries).items():
            try:
                worlds[name] = World.model_validate(entry, context=names)
            except ValidationError as error:
                self._refuse_all(error, ("worlds", name), names, entry)
        return worlds

    def _refuse_all(self, error: ValidationError, at: Trail, names: Names, entry: object) -> None:
        for detail in error.errors(include_url=False):
            step = detail["loc"][0] if detail["loc"] else ""
            inside = isinstance(entry, dict) and step in entry
            self.refuse((*at, str(step)) if inside else at, explain(detail, names))

    def readings(self, case: Case) -> None:
        """Try the first reading, then every other claim, then every world."""
        tree, redirects, _ = case.settled()
        self._try(tree, redirects)
        alternatives, moved = _alternatives(tree, case.disputes)
        if moved:
            self._try(alternatives, {**redirects, **moved})
        for name, world in case.worlds.items():
            self._world(case, name, world)

    def _world(self, case: Case, name: str, world: World) -> None:
        good: dict[str, Any] = {}
        for path, value in world.set.items():
            try:
                case.what_if({**good, path: value})
            except KeyError as error:
                self.refuse(("worlds", name, "set", path), str(error.args[0]))
            else:
                good[path] = value
        tree, redirects, _ = case.what_if(good).settled()
        own = {tuple(p.split(".")): ("worlds", name, "set", p) for p in good}
        self._try(tree, {**redirects, **own})

    def _try(self, tree: Mapping[str, Any], redirects: Mapping[Trail, Trail]) -> None:
        try:
            build(tree, self.places, redirects, self.file)
        except CaseError as error:
            self.problems.extend(error.problems)


def _alternatives(
    tree: dict[str, Any], disputes: tuple[Dispute, ...]
) -> tuple[dict[str, Any], dict[Trail, Trail]]:
    """One tree with an entry more for every claim that is not the first.

    So that all of them are tried in one go: entry ``x`` with its second claim stands beside it
    under a name that no file can have.
    """
    wide = {k: dict(cast("dict[str, Any]", v)) if k in SECTIONS else v for k, v in tree.items()}
    moved: dict[Trail, Trail] = {}
    for d, dispute in enumerate(disputes):
        section, name, *rest = dispute.path
        for number, claim in enumerate(dispute.claims[1:], start=2):
            other = f"{name}\0{d}.{number}"
            wide[section][other] = put(tree[section][name], tuple(rest), claim.value)
            moved[section, other] = (section, name)
            moved[(section, other, *rest)] = (*dispute.path, "claims", str(number), "value")
    return wide, moved


def _claimed(tree: Any, path: Trail) -> Iterator[Trail]:
    if isinstance(tree, dict):
        branch = cast("dict[str, Any]", tree)
        if set(branch) == {"claims"} and path:
            yield path
            return
        for key, value in branch.items():
            yield from _claimed(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(cast("list[Any]", tree), start=1):
            yield from _claimed(value, (*path, str(i)))


def _counted(path: tuple[str | int, ...]) -> Trail:
    return tuple(str(step + 1) if isinstance(step, int) else step for step in path)


def _bounded(problems: list[Problem], file: str) -> list[Problem]:
    told = sorted(set(problems))
    if len(told) <= MOST_SHOWN:
        return told
    rest = len(told) - MOST_SHOWN
    last = told[MOST_SHOWN - 1].place
    return [*told[:MOST_SHOWN], Problem(last, f"and {rest:,} more problems after this one")]
