"""YAML into a plain tree, remembering the place of every value.

Only what a person means is read: whole numbers, ``true`` and ``false``; everything else is
text, so that ``no`` is a word and ``0.1`` reaches the model exact. The file is not trusted:
its size, its depth and what its aliases expand to are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

import yaml

from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.unreadable import unprintable, unreadable
from kingmaker.model.values import quoted

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value from the top of the file: ``("holdings", 0, "share")``."""

Places: TypeAlias = dict[Path, Place]
"""Where in the file each value stands; a mapping or list stands at its word."""

MOST_BYTES = 4_000_000
MOST_VALUES = 250_000
DEEPEST = 60

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_BREAK = re.compile(r"[\r\x85\u2028\u2029]")  # lines end there for YAML, and for no editor
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_FORGOTTEN = "\0"  # no word of a file can begin so: values under it are read and dropped
_TOO_DEEP = f"this is nested more than {DEEPEST} deep; make it flatter"
_STR = "tag:yaml.org,2002:str"
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class _Branch:
    """A mapping or list that is being read."""

    path: Path
    value: dict[str, Any] | list[Any]
    anchor: str | None
    key: str | None = None
    key_place: Place | None = None


@dataclass
class _Reader:
    """Reads one file, event by event; no call is deeper than the file."""

    file: str
    places: Places = field(default_factory=dict[Path, Place])
    problems: list[Problem] = field(default_factory=list[Problem])
    spoiled: set[Place] = field(default_factory=set[Place])
    anchors: dict[str, tuple[Any, Path]] = field(default_factory=dict[str, tuple[Any, Path]])
    stack: list[_Branch] = field(default_factory=list[_Branch])
    tree: Any = None
    values: int = 0

    def place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def refuse(self, place: Place, message: str) -> None:
        self.problems.append(Problem(place, message))

    def stop(self, place: Place, message: str) -> CaseError:
        return CaseError([*self.problems, Problem(place, message)])

    def read(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            place = self.place(event.start_mark)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.stop(place, "a case is one document; take out the line '---'")
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                self.close()
            elif isinstance(event, yaml.NodeEvent):
                self.node(event, place)

    def node(self, event: yaml.NodeEvent, place: Place) -> None:
        self.values += 1
        if self.values > MOST_VALUES:
            raise self.stop(place, f"a case has {MOST_VALUES:,} values at most; split the file")
        top = self.stack[-1] if self.stack else None
        tag: str | None = getattr(event, "tag", None)
        if tag not in (None, "!", _STR):
            named = quoted(tag.replace("tag:yaml.org,2002:", "!!"))
            self.refuse(place, f"the tag {named} means nothing in a case; take it out")
            self.spoil(top, place)
        if top and isinstance(top.value, dict) and top.key is None:
            self.key(top, event, place)
            return
        path, self.places[path] = self.position(top, event, place)
        if isinstance(event, yaml.AliasEvent):
            self.put(top, self.alias(event.anchor, path, place))
        elif isinstance(event, yaml.ScalarEvent):
            value = self.scalar(event, place)
            if event.anchor:
                self.anchors[event.anchor] = (value, path)
            self.put(top, value)
        else:
            if len(self.stack) >= DEEPEST:
                raise self.stop(place, _TOO_DEEP)
            branch: dict[str, Any] | list[Any] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            self.put(top, branch)
            self.stack.append(_Branch(path, branch, cast("Any", event).anchor))

    def key(self, top: _Branch, event: yaml.NodeEvent, place: Place) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            written = isinstance(event, yaml.AliasEvent)
            trouble = "write it out" if written else "a list or a mapping cannot be one"
            raise self.stop(place, f"before a colon stands a word; {trouble}")
        name = str(event.value)
        if _CONTROL.search(name):
            self.refuse(place, _ODD)
            name = _FORGOTTEN + name
        top.key, top.key_place = name, place
        if name.startswith(_FORGOTTEN):
            return
        if name == "<<" and not event.style:
            self.refuse(place, "'<<' merges nothing here; write the words out")
            top.key = _FORGOTTEN + name
        elif name in top.value:
            first = self.places[*top.path, name].word
            self.refuse(place, f"{quoted(name)} is given twice; the first is on line {first.line}")
            top.key = _FORGOTTEN + name

    def position(
        self, top: _Branch | None, event: yaml.NodeEvent, place: Place
    ) -> tuple[Path, Place]:
        if top is None:
            return (), place
        if isinstance(top.value, list):
            return (*top.path, len(top.value)), place
        path, word = (*top.path, top.key or ""), top.key_place or place
        empty = isinstance(event, yaml.ScalarEvent) and not event.value and not event.style
        if empty or isinstance(event, yaml.CollectionStartEvent):
            return path, word
        return path, Place(self.file, place.line, place.column, (word.line, word.column))

    def spoil(self, top: _Branch | None, place: Place) -> None:
        """What else is wrong with a value that was refused is not told."""
        self.spoiled.add(place)
        if top and isinstance(top.value, dict) and top.key_place:
            self.spoiled.add(top.key_place)

    def put(self, top: _Branch | None, value: Any) -> None:
        if top is None:
            self.tree = value
        elif isinstance(top.value, list):
            top.value.append(value)
        else:
            top.value[top.key or ""] = value
            if not isinstance(value, dict | list):
                top.key = None

    def close(self) -> None:
        branch = self.stack.pop()
        if isinstance(branch.value, dict):
            for name in [name for name in branch.value if name.startswith(_FORGOTTEN)]:
                del branch.value[name]
        if branch.anchor:
            self.anchors[branch.anchor] = (branch.value, branch.path)
        if self.stack and isinstance(self.stack[-1].value, dict):
            self.stack[-1].key = None

    def alias(self, name: str | None, path: Path, place: Place) -> Any:
        found = self.anchors.get(name or "")
        if found is None:
            inside = any(branch.anchor == name for branch in self.stack)
            trouble = "stands inside itself" if inside else "has not been given before"
            self.refuse(place, f"'*{quoted(name)[1:-1]}' {trouble}; write the value out")
            self.spoil(self.stack[-1] if self.stack else None, place)
            return None
        value, origin = found
        for step, _ in _walk(value, ()):
            self.values += 1
            if len(path) + len(step) > DEEPEST:
                raise self.stop(place, _TOO_DEEP)
            if self.values > MOST_VALUES:
                raise self.stop(
                    place,
                    f"with its aliases this file says more than {MOST_VALUES:,} values; "
                    "write out what is meant instead of '*'",
                )
            if step:
                self.places[path + step] = self.places.get(origin + step, place)
        return _copy(value)

    def scalar(self, event: yaml.ScalarEvent, place: Place) -> Any:
        text = str(event.value)
        if _CONTROL.search(text):
            self.refuse(place, _ODD)
        if event.style in ("'", '"', "|", ">") or event.tag == _STR:
            return text
        if text.lower() in _WORDS and text in (text.lower(), text.title(), text.upper()):
            return _WORDS[text.lower()]
        return int(text) if _INTEGER.fullmatch(text) else text


_ODD = "there is a control character in this text; take it out"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file that could be read.

    Attributes
    ----------
    tree : dict, list, str, int, bool or None
        The values.
    places : Places
        Where each value stands.
    problems : list of Problem
        What is wrong and left the rest readable: words given twice, tags, unknown aliases.
    spoiled : set of Place
        Values that were refused already, and of which no more need be said.
    """

    tree: Any
    places: Places
    problems: list[Problem]
    spoiled: set[Place]


def parse(text: str, file: str = "<text>") -> Parsed:
    """Read YAML.

    Parameters
    ----------
    text : str
        The whole file.
    file : str
        What to call it in messages.

    Raises
    ------
    CaseError
        If the text is not YAML, or too large or too deep to be read.
    """
    if len(text) > MOST_BYTES:
        raise CaseError([Problem(Place(file), _too_large(len(text)))])
    text = text.replace("\r\n", "\n")
    if odd := _BREAK.search(text):
        raise CaseError([unprintable(text, odd.start(), file)])
    reader = _Reader(file)
    try:
        reader.read(text)
    except yaml.MarkedYAMLError as error:
        raise CaseError([*reader.problems, unreadable(error, text, file)]) from None
    except yaml.reader.ReaderError as error:
        raise CaseError([unprintable(text, error.position, file)]) from None
    except UnicodeEncodeError as error:
        raise CaseError([unprintable(text, error.start, file)]) from None
    return Parsed(reader.tree, reader.places, reader.problems, reader.spoiled)


def decode(raw: bytes, file: str) -> str:
    """Turn a file's bytes into text, which must be UTF-8 and not too long."""
    if len(raw) > MOST_BYTES:
        raise CaseError([Problem(Place(file), _too_large(len(raw)))])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        begin = raw.rfind(b"\n", 0, error.start) + 1
        column = len(raw[begin : error.start].decode("utf-8-sig")) + 1
        message = "this is not UTF-8 text; save the file as UTF-8"
        raise CaseError([Problem(Place(file, line, column), message)]) from None


def _too_large(size: int) -> str:
    return (
        f"the file has {size:,} bytes and a case has {MOST_BYTES:,} at most; "
        "split it, or take out what no question needs"
    )


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    waiting: list[tuple[Path, Any]] = [(path, value)]
    while waiting:
        here, item = waiting.pop()
        yield here, item
        if isinstance(item, dict):
            waiting.extend(((*here, k), v) for k, v in item.items())  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        elif isinstance(item, list):
            waiting.extend(((*here, i), v) for i, v in enumerate(item))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def _copy(value: Any) -> Any:
    """Copy a value deeply; it is no deeper than a file may be."""
    if isinstance(value, dict):
        return {k: _copy(v) for k, v in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return [_copy(v) for v in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType]
