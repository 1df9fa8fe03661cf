"""The examples of the documentation: find them, run them, put what comes out in their place.

Each page is a little session in a folder of its own. Its fenced blocks are run in order:

* ``yaml`` that begins with ``kingmaker: 1`` is a case and has to load, unless its caption begins
  with ``wrong``: then it has to be refused. With a caption it is written to a file of that name.
* ``python`` with ``>>>`` is run as a session, one for the whole page. With a caption that ends in
  ``.py`` it is a module: a question in it can be asked until the page ends.
* ``json``, ``toml`` or ``csv`` with a caption is written to a file of that name.
* ``console``: every line that begins with ``$ kingmaker`` is run, as on a terminal of 100 columns
  or, with ``| cat`` or ``> FILE`` at its end, into a pipe or a file.

Files in a folder ``data`` beside a page, which it links, are in its folder from the start.

In what is shown, a line ``…`` stands for any lines, and ``…`` at the end of a line for its rest.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kingmaker.analyses import asking
from kingmaker.faces.cli import run
from kingmaker.files import CaseError, loads

ROOT = Path(__file__).resolve().parents[2]
GAP = "…"
CRASHED = "(it crashed)"
_FILES = ("json", "toml", "csv")
_FENCE = re.compile(r"(?P<indent> *)(?P<fence>`{3,}|~{3,})\s*(?P<info>.*)")
_OPTION = re.compile(r":(\w[\w-]*):\s*(.*)")
_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_TERMINAL = {"COLUMNS": "100", "LINES": "40", "NO_COLOR": "1", "TERM": "xterm"}


def pages() -> list[Path]:
    """Every page with examples, in a fixed order."""
    docs = [p for p in (ROOT / "docs").rglob("*.md") if "_build" not in p.parts]
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(docs)]


@dataclass
class Block:
    """One fenced block of a page; lines are counted from 0."""

    line: int
    language: str
    caption: str
    lines: list[str]
    indent: str = ""

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(f"{line}\n" for line in self.lines)


def blocks(text: str) -> Iterator[Block]:
    """Every fenced block of a Markdown page."""
    lines = text.splitlines()
    at = 0
    while at < len(lines):
        opened = _FENCE.fullmatch(lines[at])
        at += 1
        if not opened:
            continue
        fence, indent = opened["fence"], opened["indent"]
        words = opened["info"].replace("{code-block}", "").split()
        begin, caption = at, " ".join(words[1:])
        while at < len(lines) and not _closes(lines[at], fence):
            at += 1
        body = [line.removeprefix(indent) for line in lines[begin:at]]
        while "{code-block}" in opened["info"] and body and (said := _OPTION.fullmatch(body[0])):
            caption = said[2] if said[1] == "caption" else caption
            begin, body = begin + 1, body[1:]
        while "{code-block}" in opened["info"] and body and not body[0].strip():
            begin, body = begin + 1, body[1:]
        yield Block(begin, words[0] if words else "", caption, body, indent)
        at += 1


def _closes(line: str, fence: str) -> bool:
    bare = line.strip()
    return bare.startswith(fence) and set(bare) == {fence[0]}


@dataclass
class Difference:
    """A place where a page shows something else than what comes out."""

    page: Path
    line: int
    of: str
    shown: list[str]
    actual: list[str]

    def __str__(self) -> str:
        shown, actual = "\n".join(self.shown), "\n".join(self.actual)
        where = f"{self.page.relative_to(ROOT)}:{self.line + 1}"
        return f"{where}: {self.of}\nshown:\n{shown}\nactual:\n{actual}\n"


@dataclass
class Page:
    """One page, run in a folder."""

    path: Path
    folder: Path
    differences: list[Difference] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=lambda: {"__name__": "__page__"})

    def run(self) -> str:
        """Run every example; return the page with what really comes out."""
        text = self.path.read_text(encoding="utf-8")
        lines = text.splitlines()
        before, known = Path.cwd(), dict(asking._questions)
        for file in sorted((self.path.parent / "data").glob("*")):
            if f"data/{file.name}" in text:
                shutil.copy(file, self.folder)
        os.chdir(self.folder)
        try:
            found = [(block, self.block(block)) for block in blocks(text)]
        finally:
            os.chdir(before)
            asking._questions.clear()
            asking._questions.update(known)
        for block, fresh in reversed(found):
            end = block.line + len(block.lines)
            lines[block.line : end] = [(block.indent + line).rstrip() for line in fresh]
        return "\n".join(lines) + "\n"

    def block(self, block: Block) -> list[str]:
        if block.language == "console":
            return self.console(block)
        if block.language == "yaml":
            self.case(block)
        elif block.language in _FILES and block.caption:
            Path(block.caption).write_text(block.text, encoding="utf-8")
        elif block.language == "python" and block.caption.endswith(".py"):
            self.module(block)
        elif block.language == "python" and ">>>" in block.text:
            return self.session(block)
        return block.lines

    def case(self, block: Block) -> None:
        if block.caption:
            Path(block.caption).write_text(block.text, encoding="utf-8")
        if not block.text.startswith("kingmaker: 1"):
            return
        try:
            loads(block.text, block.caption or self.path.name).organisation  # noqa: B018
        except CaseError as error:
            if not block.caption.startswith("wrong"):
                self.differ(block.line, "a case that does not load", [], str(error).splitlines())
        else:
            if block.caption.startswith("wrong"):
                self.differ(block.line, "a case that loads after all", ["problems"], [])

    def module(self, block: Block) -> None:
        name = Path(block.caption).stem
        file = Path(f"{name}.py")
        file.write_text(block.text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(f"page_{name}", file)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)

    def console(self, block: Block) -> list[str]:
        fresh: list[str] = []
        at = 0
        while at < len(block.lines):
            begin = at
            command = block.lines[at]
            at += 1
            while command.endswith("\\") and at < len(block.lines):
                command = command[:-1] + block.lines[at].strip()
                at += 1
            fresh += block.lines[begin:at]
            rest = next(
                (n for n in range(at, len(block.lines)) if block.lines[n].startswith("$ ")),
                len(block.lines),
            )
            shown, at = block.lines[at:rest], rest
            if not command.startswith("$ kingmaker"):
                fresh += shown
                continue
            actual = typed(command.removeprefix("$ kingmaker"))
            fresh += self.compare(block.line + begin, command, shown, actual)
        return fresh

    def session(self, block: Block) -> list[str]:
        fresh: list[str] = []
        lines = block.lines
        done = 0
        for example in doctest.DocTestParser().get_examples(block.text):
            height = example.source.count("\n")
            fresh += lines[done : example.lineno + height]
            shown = example.want.splitlines()
            done = example.lineno + height + len(shown)
            actual = self.python(example)
            of = example.source.strip()
            if doctest.OutputChecker().check_output(
                example.want, "".join(f"{line}\n" for line in actual), doctest.ELLIPSIS
            ):
                fresh += shown
            else:
                fresh += self.compare(block.line + example.lineno, of, shown, actual)
        return fresh + lines[done:]

    def python(self, example: doctest.Example) -> list[str]:
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(example.source, "<page>", "single"), self.names)  # noqa: S102
        except Exception as error:  # noqa: BLE001
            told = f"{type(error).__name__}: {error}"
            return ["Traceback (most recent call last):", "  ...", *told.splitlines()]
        return [line or "<BLANKLINE>" for line in out.getvalue().splitlines()]

    def compare(self, line: int, of: str, shown: list[str], actual: list[str]) -> list[str]:
        """What to show: as it was if that is still right, else anew."""
        end = len(shown) if not shown or shown[-1] else len(shown) - 1  # a blank line may follow
        if agrees(shown[:end], actual):
            return shown
        self.differ(line, of, shown, actual)
        if actual[:1] == [CRASHED]:
            return shown
        return cut_like(shown[:end], actual) + shown[end:]

    def differ(self, line: int, of: str, shown: list[str], actual: list[str]) -> None:
        self.differences.append(Difference(self.path, line, of, shown, actual))


class _Terminal(io.StringIO):
    """Text that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def typed(line: str) -> list[str]:
    """What a person sees who types ``kingmaker`` and this."""
    words = shlex.split(line, comments=True)
    to = ""
    if words[-2:] == ["|", "cat"]:
        words, to = words[:-2], "|"
    elif len(words) > 1 and words[-2] == ">":
        words, to = words[:-2], words[-1]
    out, seen = (io.StringIO() if to else _Terminal()), io.StringIO()
    kept = {name: os.environ.get(name) for name in _TERMINAL}
    os.environ.update(_TERMINAL)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(seen):
            run(words)
    except Exception as error:  # noqa: BLE001
        return [CRASHED, f"{type(error).__name__}: {error}"]
    finally:
        for name, value in kept.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})
    text = out.getvalue()
    if to not in ("", "|"):
        Path(to).write_text(text, encoding="utf-8")
        text = ""
    plain = _COLOUR.sub("", text + seen.getvalue())
    lines = [line.rstrip() for line in plain.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines


def agrees(shown: list[str], actual: list[str]) -> bool:
    """Whether lines are as shown; ``…`` is any lines, and at a line's end the rest of it."""
    first, *others = _between(shown)
    if not others:
        return _same(shown, actual)
    *middle, last = others
    end = len(actual) - len(last)
    if not _same(first, actual[: len(first)]) or not _same(last, actual[end:]):
        return False
    at = len(first)
    for piece in middle:
        places = range(at, end - len(piece) + 1)
        found = (n for n in places if _same(piece, actual[n : n + len(piece)]))
        at = next(found, len(actual)) + len(piece)
    return at <= end


def _same(shown: list[str], actual: list[str]) -> bool:
    return len(shown) == len(actual) and all(map(_begins, shown, actual))


def _begins(shown: str, actual: str) -> bool:
    if shown.endswith(f" {GAP}") and shown != actual:
        return actual.startswith(shown.removesuffix(GAP).rstrip())
    return shown == actual


def cut_like(shown: list[str], actual: list[str]) -> list[str]:
    """New lines, shortened where the old ones were."""
    first, *others = _between(shown)
    if not others or len(actual) <= len(first) + len(others[-1]):
        return _cut(shown, actual)
    *middle, last = others
    fresh, at = _cut(first, actual[: len(first)]), len(first)
    for piece in middle:
        begin = next((n for n in range(at, len(actual)) if _begins(piece[0], actual[n])), None)
        if begin is not None:
            fresh += [GAP, *_cut(piece, actual[begin : begin + len(piece)])]
            at = begin + len(piece)
    return [*fresh, GAP, *_cut(last, actual[len(actual) - len(last) :])]


def _cut(shown: list[str], actual: list[str]) -> list[str]:
    """Lines cut short where the old ones were, as nearly as words allow."""
    fresh = list(actual)
    for n, (old, new) in enumerate(zip(shown, actual, strict=False)):
        if old.endswith(f" {GAP}") and len(new) > len(old):
            fresh[n] = new[: len(old) - 2].rpartition(" ")[0] + f" {GAP}"
            if _begins(old, new):
                fresh[n] = old
    return fresh


def _between(shown: list[str]) -> list[list[str]]:
    """The pieces between the gaps."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == GAP:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return [pieces[0], *[p for p in pieces[1:-1] if p], *pieces[1:][-1:]]
