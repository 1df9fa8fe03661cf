"""Pages that write themselves: questions and commands from the register, and the examples.

A line ``% every question`` or ``% every command`` on a page is replaced by Markdown made from
names, signatures, docstrings and columns, so that a new question documents itself; a line
``% every example`` by what the shipped cases say of themselves, and ``% every word`` by what the
types of the model say of theirs, ``% every index`` by the power indices on record, and
``% every pack`` by the packs of legal tests that are shipped.
"""

from __future__ import annotations

import inspect
import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from indices import every_index
from packs import every_pack
from words import every_word

from kingmaker import examples, load
from kingmaker.analyses import Answer, Column, Question, questions
from kingmaker.faces import commands
from kingmaker.faces.asked import SHARED
from kingmaker.faces.cli import build
from kingmaker.model import Want

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_TRIED: dict[str, dict[str, str]] = {
    "openai-2023": {"company": "openai-lp", "party": "openai-inc"},
    "airgas": {"coalition": "bidder-side", "goal": "majority of board"},
    "venture-company": {"coalition": "ana", "goal": "oust ben from board"},
}
"""Examples that questions are tried on, for the further tables of their answers."""


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
    cases = {name: load(name) for name in _TRIED}
    return "\n\n".join(of_question(question, cases) for question in questions())


def of_question(question: Question[Any], cases: Mapping[str, Any]) -> str:
    """One question: wording, command, parameters, columns, method."""
    doc = Docstring(question.doc)
    places = " ".join(
        p.name.upper() if p.default is inspect.Parameter.empty else f"[{p.name.upper()}]"
        for p in question.parameters
        if not p.keyword_only
    )
    python = ", ".join(["case", *(p.name for p in question.parameters if not p.keyword_only)])
    rows = next(iter(get_args(get_type_hints(question.find)["return"])))
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
    for part in _parts(question, cases):
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
        option = p.name.strip("_").replace("_", "-")
        shown = f"`--{option}`" if p.kind is p.KEYWORD_ONLY else f"`{p.name.upper()}`"
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


def every_example() -> str:
    """One section an example: what it is about, and what to ask it first."""
    return "\n\n".join(of_example(name) for name in examples())


def of_example(name: str) -> str:
    """One example: its name, its summary, and the question to ask first as a command."""
    case = load(name).organisation
    said = [f"(example-{name})=", f"## {case.name}", "", f"`{name}`. {case.summary}", ""]
    said += [f"    {first_command(name)}", ""]
    if number := len(case.questions):
        told = "one question" if number == 1 else f"{number} questions"
        said += [f"Asks {told} of itself: `kingmaker expected {name}`.", ""]
    return "\n".join(said)


def first_command(name: str) -> str:
    """What to type first: the question that the summary names, or that of who can decide."""
    case = load(name).organisation
    if not case.questions:
        return shlex.join(["kingmaker", "winners", name, next(iter(case.decisions))])
    named = re.search(r"\((q\w+)", case.summary)
    asked = case.questions[named[1] if named else next(iter(case.questions))]
    if asked.decision is not None:
        words = [_question_for(asked.want), name, asked.decision]
    else:
        coalition = (
            m.party if m.members is None else f"{m.party}={m.members}" for m in asked.coalition
        )
        goals = " and ".join(map(str, asked.goal))
        words = ["paths", name, ",".join(coalition), goals, "--level", asked.level]
    words += [f"--assume={party}={ballot}" for party, ballot in asked.assume.items()]
    words += ["--world", asked.world] if asked.world is not None else []
    return shlex.join(["kingmaker", *words])


def _question_for(want: Want) -> str:
    """The question that gives what is wanted of a decision."""
    if want.minimal is None and not want.wins:
        if want.vetoers is not None or want.dummies is not None:
            return "standing"
        if want.blocks or want.not_blocks:
            return "blockers"
    return "winners"


MARKS: dict[str, Callable[[], str]] = {
    "% every question": every_question,
    "% every command": every_command,
    "% every option": every_option,
    "% every example": every_example,
    "% every word": every_word,
    "% every index": every_index,
    "% every pack": every_pack,
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
        self.raises = [text for _, text in _entries(sections.get("Raises", "")) if text]
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
    if value is None or value is False or value == ():
        return "–"
    return f"`{value}`"


def _wording(text: str) -> str:
    return re.sub(r"\{(\w+)\}", r"*\1*", text)


def _parts(question: Question[Any], cases: Mapping[str, Any]) -> list[Answer[Any]]:
    """The further tables of the answers to a question on the examples, each once."""
    found: dict[str, Answer[Any]] = {}
    for name, case in cases.items():
        decision = next(iter(case.organisation.decisions))
        known = {"decision": decision, **_TRIED[name]}
        needed = [p.name for p in question.parameters if p.default is inspect.Parameter.empty]
        if all(parameter in known for parameter in needed):
            answer = question(case, *(known[parameter] for parameter in needed))
            for part in answer.parts:
                found.setdefault(part.name, part)
    return list(found.values())
