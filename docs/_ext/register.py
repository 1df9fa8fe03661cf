"""Pages that write themselves: the questions and the commands, from the register.

A line ``% every question`` or ``% every command`` on a page is replaced by Markdown made from
names, signatures, docstrings and columns, so that a new question documents itself.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from kingmaker import load
from kingmaker.analyses import Answer, Column, Question, questions
from kingmaker.faces import commands
from kingmaker.faces.asked import SHARED
from kingmaker.faces.cli import build

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_EXAMPLE = "openai-2023"


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the pages."""
    app.connect("source-read", write)
    app.connect("env-get-outdated", outdated)
    app.connect("autodoc-process-docstring", whole_sentences, priority=600)
    return {"parallel_read_safe": True}


def write(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Put what is generated in place of the lines that ask for it."""
    for mark, make in MARKS.items():
        if f"\n{mark}\n" in source[0]:
            source[0] = source[0].replace(f"\n{mark}\n", f"\n{make()}\n")


def outdated(app: Sphinx, *_: Any) -> list[str]:
    """Pages made from the code are always written anew."""
    return [page for page in app.env.found_docs if page.startswith("reference/")]


def whole_sentences(_app: Sphinx, what: str, *rest: Any) -> None:
    """Undo that napoleon takes a property's sentence up to a colon for its type."""
    lines: list[str] = rest[-1]
    kind = next((line for line in lines if line.startswith(":type: ")), None)
    if what == "property" and kind is not None:
        lines.remove(kind)
        lines[0] = f"{kind.removeprefix(':type: ')}: {lines[0]}"


def every_question() -> str:
    """One section a question."""
    case = load(_EXAMPLE)
    return "\n\n".join(of_question(question, case) for question in questions())


def of_question(question: Question[Any], case: Any) -> str:
    """One question: wording, command, parameters, columns, method."""
    doc = Docstring(question.doc)
    places = " ".join(
        p.name.upper() if p.default is inspect.Parameter.empty else f"[{p.name.upper()}]"
        for p in question.parameters
        if not p.keyword_only
    )
    python = ", ".join(["case", *(p.name for p in question.parameters if not p.keyword_only)])
    rows = next(iter(get_args(get_type_hints(question.find)["return"])))
    answer = _tried(question, case)
    said = [
        f"(question-{question.name})=",
        f"## `{question.name}`",
        f"**{_wording(question.wording)}** {doc.summary}",
        "",
        *doc.text,
        f"    kingmaker {question.name} CASE {places}".rstrip(),
        f"    km.{question.name.replace('-', '_')}({python})",
        "",
    ]
    own = [
        (f"`{p.name.upper()}`" if not p.keyword_only else f"`--{p.name.replace('_', '-')}`",
         doc.parameters.get(p.name, ""), _default(p.default))
        for p in question.parameters
    ]  # fmt: skip
    if own:
        said += ["| parameter | meaning | if left out |", "| --- | --- | --- |"]
        said += [f"| {name} | {_cell(text)} | {usual} |" for name, text, usual in own] + [""]
    said += [f"Gives: {doc.returns}", "", *_columns(Answer("", (), rows, "", frozenset()).columns)]
    for part in answer.parts if answer else ():
        said += [f"Part `{part.name}`:", "", *_columns(part.columns)]
    if doc.raises:
        said += ["Refuses: " + " ".join(doc.raises), ""]
    if doc.references:
        said += [f"After: {doc.references}", ""]
    return "\n".join(said)


def every_command() -> str:
    """One section for the commands that are not questions, and one for what questions share."""
    names = [name for name in build() if not name.startswith("-")]
    asked = {question.name for question in questions()}
    return "\n\n".join(of_command(name) for name in names if name not in asked)


def of_command(name: str) -> str:
    """One command: what it does, its parameters."""
    app = build()[name]
    function: Callable[..., Any] = getattr(commands, name, None) or app.default_command
    doc = Docstring(inspect.getdoc(function) or "")
    parameters = inspect.signature(function).parameters.values()
    places = [
        p.name.upper() if p.default is p.empty else f"[{p.name.upper()}]"
        for p in parameters
        if p.kind is not p.KEYWORD_ONLY
    ]
    said = [
        f"(command-{name})=", f"## `{name}`", "", doc.summary, "",
        f"    kingmaker {' '.join([name, *places])}", "",
    ]  # fmt: skip
    if doc.parameters:
        said += ["| parameter | meaning | if left out |", "| --- | --- | --- |"]
    for p in parameters:
        shown = f"`--{p.name}`" if p.kind is p.KEYWORD_ONLY else f"`{p.name.upper()}`"
        said.append(
            f"| {shown} | {_cell(doc.parameters.get(p.name, ''))} | {_default(p.default)} |"
        )
    return "\n".join([*said, ""])


def every_option() -> str:
    """What every question takes on the command line."""
    lines = ["| option | meaning |", "| --- | --- |"]
    for name, (_, _, text) in SHARED.items():
        lines.append(f"| `--{name.strip('_').replace('_', '-')}` | {_cell(text)} |")
    return "\n".join([*lines, ""])


MARKS: dict[str, Callable[[], str]] = {
    "% every question": every_question,
    "% every command": every_command,
    "% every option": every_option,
}


class Docstring:
    """A docstring in numpy's convention, its sections apart and as Markdown."""

    def __init__(self, text: str) -> None:
        head, *rest = re.split(r"^(\w[\w ]*)\n-{3,}\n", text, flags=re.MULTILINE)
        sections = dict(zip(rest[::2], rest[1::2], strict=True))
        paragraphs = [_inline(" ".join(part.split())) for part in head.strip().split("\n\n")]
        self.summary = paragraphs[0]
        self.text = [line for part in paragraphs[1:] for line in (part, "")]
        self.parameters = dict(_entries(sections.get("Parameters", "")))
        self.returns = " ".join(text for _, text in _entries(sections.get("Returns", "")))
        self.raises = [text for _, text in _entries(sections.get("Raises", ""))]
        self.references = _inline(" ".join(sections.get("References", "").split()))


def _entries(section: str) -> Iterator[tuple[str, str]]:
    for entry in re.split(r"\n(?=\S)", section.strip()):
        head, _, text = entry.partition("\n")
        yield head.partition(" :")[0].strip(), _inline(" ".join(text.split()))


def _inline(text: str) -> str:
    return text.replace("``", "`")


def _cell(text: str) -> str:
    return re.sub(r"(?<![`\w-])(--[a-z][a-z-]*)", r"`\1`", text.replace("|", "\\|"))


def _columns(columns: tuple[Column, ...]) -> list[str]:
    lines = ["| column | unit | meaning |", "| --- | --- | --- |"]
    return [*lines, *(f"| `{c.name}` | {c.unit} | {_cell(c.meaning)} |" for c in columns), ""]


def _default(value: Any) -> str:
    if value is inspect.Parameter.empty:
        return "(required)"
    if value is None or value is False:
        return "–"
    return f"`{value}`"


def _wording(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"*\1*", text)


def _tried(question: Question[Any], case: Any) -> Answer[Any] | None:
    """The answer on the example, for the further tables it has; None if more has to be known."""
    needed = [p for p in question.parameters if p.default is inspect.Parameter.empty]
    if any("decisions" not in p.sections for p in needed):
        return None
    return question(case, *(next(iter(case.organisation.decisions)) for _ in needed))
