"""Trying every reading of a case: the first claims, each other claim, and each world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from kingmaker.files.building import SECTIONS, Fault, Questions, Trail, attempt, faults_of
from kingmaker.files.case import Case
from kingmaker.files.checks import checks
from kingmaker.model import Dispute, Names, Organisation
from kingmaker.model.trees import put

MOST_WORK = 600_000
"""Values that are looked at in trying other claims and worlds.

What is not tried when a file is read, because it would take too long, is tried when it is asked
for.
"""

_HELD_TOGETHER = (
    "parties", "bodies", "classes", "holdings", "rules", "calendar", "decisions", "needs",
    "agreements", "events",
)  # fmt: skip
"""Sections whose entries are held against one another."""

Tried = tuple[list[Fault], Mapping[Trail, Trail]]


class Trying:
    """Tries the readings of a case; each fault is told once, at what brings it about."""

    def __init__(self, case: Case, names: Names, *, whole: bool) -> None:
        self.case, self.names, self.whole = case, names, whole
        tree, self.redirects, _ = case.settled()
        self.tree: dict[str, Any] = tree
        self.asked = _branch(self.tree.get("questions"))
        self.told: set[tuple[Trail, str]] = set()
        self.sizes = Counter(path[:2] for path in case.places)
        self.work = 0

    def readings(self) -> Iterator[Tried]:
        """Give the faults of each reading, and from where the file has what is read."""
        first, faults = attempt(
            {**self.tree, "questions": self._asked_in(None)}, names=self.names, whole=self.whole
        )
        faults += self._asked_elsewhere()
        self.told = {(fault.path, fault.message) for fault in faults}
        yield faults, self.redirects
        self.tree = {**self.tree, "questions": self._asked_in(None)}
        if first is not None:
            first = first.model_copy(update={"questions": {}})
        yield from self._alternatives(first)
        for name, world in self.case.worlds.items():
            if self._affords((1 + len(world.set)) * len(self.case.places)):
                yield self._set(("worlds", name), world.set, "in this world")
        for at, values in self._set_by_effects():
            if self._affords((1 + len(values)) * len(self.case.places)):
                yield self._set(at, values, "once this is set")

    def _asked_in(self, world: str | None) -> dict[str, Any]:
        """The questions that are asked in a world; or in none that there is."""
        return {
            name: asked
            for name, asked in self.asked.items()
            if world == (seen if (seen := _world(asked)) in self.case.worlds else None)
        }

    def _asked_elsewhere(self) -> list[Fault]:
        """What is wrong by itself with questions that are asked in worlds.

        The names in them are looked up in those.
        """
        here = self._asked_in(None)
        asked = {"questions": {k: v for k, v in self.asked.items() if k not in here}}
        try:
            Questions.model_validate(asked)
        except ValidationError as error:
            return list(faults_of(error, asked, self.names, Questions))
        return []

    def _set_by_effects(self) -> Iterator[tuple[Trail, dict[str, Any]]]:
        """What decisions and events set when they take effect."""
        for section in ("decisions", "events"):
            for name, entry in _branch(self.tree.get(section)).items():
                effects = _branch(entry).get("effects")
                listed = cast("list[Any]", effects) if isinstance(effects, list) else []
                for number, effect in enumerate(listed, start=1):
                    if values := _branch(_branch(effect).get("set")):
                        yield (section, name, "effects", str(number)), values

    def _affords(self, work: int) -> bool:
        """Whether so many values more can be looked at."""
        self.work += work
        return self.work <= MOST_WORK

    def _new(self, faults: list[Fault]) -> list[Fault]:
        return [fault for fault in faults if (fault.path, fault.message) not in self.told]

    def _alternatives(self, first: Organisation | None) -> Iterator[Tried]:
        """Try all other claims in one go.

        An entry with its second claim stands beside the entry itself, under a name that no file
        can have.
        """
        wide: dict[str, Any] = {
            k: dict(v) if k in SECTIONS and isinstance(v, dict) else v  # pyright: ignore[reportUnknownArgumentType]
            for k, v in self.tree.items()
        }
        beside: dict[Trail, tuple[Dispute, Trail]] = {}
        for d, dispute in enumerate(self.case.disputes):
            section, name, *rest = dispute.path
            if name not in self.tree[section]:
                continue  # a question that is asked in a world
            for number, claim in enumerate(dispute.claims[1:], start=2):
                if not self._affords(self.sizes[section, name]):
                    break
                other = f"{name}\0{d}.{number}"
                wide[section][other] = put(self.tree[section][name], tuple(rest), claim.value)
                claimed = (*dispute.path, "claims", str(number), "value")
                beside[section, other] = (dispute, claimed)
        if not beside:
            return
        built, faults = attempt(wide, names=self.names, whole=False)
        moved: dict[Trail, Trail] = {}
        found: list[Fault] = []
        for fault in faults:
            if fault.path[:2] in beside:
                dispute, claimed = beside[fault.path[:2]]
                own = (*dispute.path[:2], *fault.path[2:])
                if (own, fault.message) not in self.told:
                    direct = own[: len(dispute.path)] == dispute.path
                    at = (*claimed, *own[len(dispute.path) :]) if direct else claimed
                    found.append(Fault(at, fault.message, fault.of_word))
        yield found, moved
        if first is not None and built is not None and self.whole:
            yield self._beside(first, built, beside), moved

    def _beside(
        self, first: Organisation, wide: Organisation, beside: dict[Trail, tuple[Dispute, Trail]]
    ) -> list[Fault]:
        """Hold each other claim against the rest of the first reading."""
        found: list[Fault] = []
        for (section, other), (dispute, claimed) in beside.items():
            if section in _HELD_TOGETHER and self._affords(len(self.case.places) // 4):
                entries = {
                    **getattr(first, section),
                    dispute.path[1]: getattr(wide, section)[other],
                }
                swapped = first.model_copy(update={section: entries})
                for path, message in checks(swapped):
                    if (path, message) not in self.told:
                        direct = path[: len(dispute.path)] == dispute.path
                        at = (*claimed, *path[len(dispute.path) :]) if direct else claimed
                        told = message if direct else f"if this is believed, {message}"
                        found.append(Fault(at, told))
        return found

    def _set(self, at: Trail, values: Mapping[str, Any], when: str) -> Tried:
        """Try what a world or an effect sets, one by one if it cannot be set together."""
        lost: list[Fault] = []
        case, good = self.case, dict(values)
        try:
            case = case.what_if(good)
        except KeyError:
            for path, value in values.items():
                try:
                    case = case.what_if({path: value})
                except KeyError as error:
                    del good[path]
                    if self.whole:
                        lost.append(Fault((*at, "set", path), str(error.args[0]), of_word=True))
        tree, redirects, _ = case.settled()
        tree = {**tree, "questions": self._asked_in(at[1]) if at[0] == "worlds" else {}}
        own = {tuple(path.split(".")): (*at, "set", path) for path in good}
        _, faults = attempt(tree, names=None if self.whole else self.names, whole=self.whole)
        for fault in self._new(faults):
            if fault.path[:1] == ("questions",) or any(
                fault.path[: len(path)] == path for path in own
            ):
                lost.append(fault)
                continue
            same = [max((2, 1, 0), key=lambda n: path[:n] == fault.path[:n] and n) for path in own]
            near = list(own.values())[same.index(max(same))] if same else at
            lost.append(Fault(near, f"{when}, {fault.message}", of_word=True))
        return lost, {**redirects, **own}


def _world(asked: object) -> str | None:
    """The world that a question is asked in, as the file has it."""
    world = _branch(asked).get("world")
    return str(world) if isinstance(world, str | int) else None


def _branch(value: object) -> dict[str, Any]:
    """A mapping; an empty one in place of anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
