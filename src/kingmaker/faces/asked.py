"""A question as a command: the case first, then its own parameters, then those all share."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any

from cyclopts import Parameter as Option

from kingmaker.analyses import Answer, Question, seen
from kingmaker.analyses.disputed import doubts
from kingmaker.faces import plain
from kingmaker.faces.changed import assumed, changed
from kingmaker.faces.waiting import waiting
from kingmaker.files import load

POSITION = inspect.Parameter.POSITIONAL_OR_KEYWORD
KEYWORD = inspect.Parameter.KEYWORD_ONLY
_FLAG = Option(negative="")

SHARED: dict[str, tuple[Any, Any, str]] = {
    "world": (str | None, None, "a world of the case to see it in"),
    "set_": (
        Annotated[list[str] | None, Option(name="--set", negative="")], None,
        "path=value: set a value first; may be given again",
    ),
    "as_of": (str | None, None, "ask at the start of this day: what happened before has happened"),
    "known_on": (str | None, None, "count only the claims made by this day"),
    "assume": (
        Annotated[list[str] | None, Option(name="--assume", negative="")], None,
        "party=ballot: for, against, abstain, absent or anything; taken as given; may be repeated",
    ),
    "doubt": (Annotated[bool, _FLAG], False, "which disputed facts change it, and to what"),
    "as_json": (Annotated[bool, _FLAG], False, "print one JSON object, with exact fractions"),
    "as_csv": (Annotated[bool, _FLAG], False, "print comma-separated values, fractions exact"),
    "as_markdown": (Annotated[bool, _FLAG], False, "print Markdown"),
    "part": (str | None, None, "only one of the answer's further tables, by its name"),
}  # fmt: skip
"""Parameters that every question has on the command line: type, default, help."""


def command(question: Question[Any]) -> Callable[..., None]:
    """Make a command of a question.

    Parameters
    ----------
    question : Question
        Any registered question; its docstring becomes the help.

    Returns
    -------
    callable
        With the signature and docstring that the command line reads.
    """

    def run(**given: Any) -> None:
        shared = {name: given.pop(name, default) for name, (_, default, _) in SHARED.items()}
        formats = [name for name in ("as_json", "as_csv", "as_markdown") if shared[name]]
        if len(formats) > 1:
            raise ValueError("ask for one of --as-json, --as-csv and --as-markdown")
        if shared["doubt"] and shared["part"]:
            raise ValueError(
                "--part is of the answer, and --doubt of what changes it; ask for one"
            )
        case = seen(
            load(given.pop("case")),
            shared["world"],
            changed(shared["set_"]),
            shared["as_of"],
            shared["known_on"],
            assumed(shared["assume"]),
        )
        ask = partial(_ask, question, {k: v for k, v in given.items() if v is not None})
        with waiting():
            answer = doubts(case, ask) if shared["doubt"] else ask(case)
        emit(answer.part(shared["part"]) if shared["part"] else answer, *formats)

    signature = inspect.Signature(
        [
            inspect.Parameter("case", POSITION, annotation=str),
            *_own(question, keyword_only=False),
            *_own(question, keyword_only=True),
            *(
                inspect.Parameter(name, KEYWORD, default=default, annotation=kind)
                for name, (kind, default, _) in SHARED.items()
            ),
        ]
    )

    def spread(*args: Any, **kwargs: Any) -> None:
        run(**signature.bind(*args, **kwargs).arguments)

    spread.__name__ = question.name
    spread.__doc__ = _doc(question)
    spread.__signature__ = signature  # type: ignore[attr-defined]
    spread.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return spread


def _own(question: Question[Any], *, keyword_only: bool) -> list[inspect.Parameter]:
    """The question's own parameters, those given by place or those given by name."""
    return [
        inspect.Parameter(
            p.name,
            KEYWORD if keyword_only else POSITION,
            default=p.default,
            annotation=_option(p, keyword_only=keyword_only),
        )
        for p in question.parameters
        if p.keyword_only is keyword_only
    ]


def _option(parameter: Any, *, keyword_only: bool) -> Any:
    """The type of a parameter on the command line; only what is true or false has a contrary."""
    if parameter.written:
        return _as_text(parameter)
    kind = _without_marks(parameter.annotation)
    if keyword_only and kind is not bool:
        return Annotated[kind, Option(negative="")]
    return kind


def _as_text(parameter: Any) -> Any:
    """The type of a parameter that is written as text: optional, if it may be left out."""
    return str | None if parameter.default is None else str


def emit(answer: Answer[Any], how: str = "") -> None:
    """Print an answer: for a person on a terminal, tab-separated into a pipe, or as asked."""
    writers = {"as_json": plain.as_json, "as_csv": plain.as_csv, "as_markdown": plain.as_markdown}
    if how:
        sys.stdout.write(writers[how](answer).rstrip("\n") + "\n")
    elif sys.stdout.isatty():
        from rich.console import Console

        from kingmaker.faces.tables import table

        console = Console()
        console.print(table(answer, console.width))
    else:
        sys.stdout.write(plain.as_tabs(answer) + "\n")
        sys.stderr.write("".join(f"{note}\n" for note in answer.notes))


def _ask(question: Question[Any], arguments: dict[str, Any], case: Any) -> Answer[Any]:
    return question(case, **arguments)


def _without_marks(annotation: Any) -> Any:
    """The plain type of a parameter; the marks are for other faces."""
    kind = getattr(annotation, "__origin__", None)
    if hasattr(annotation, "__metadata__") and kind is not None:
        return kind
    arguments = getattr(annotation, "__args__", ())
    if any(hasattr(part, "__metadata__") for part in arguments):
        plain_types = [_without_marks(part) for part in arguments]
        union = plain_types[0]
        for other in plain_types[1:]:
            union = union | other
        return union
    return annotation


def _doc(question: Question[Any]) -> str:
    """The question's docstring, asked of a case, with the parameters that all share."""
    head, _, rest = question.doc.partition("Parameters\n----------\n")
    own = re.split(r"\n(?=\w[\w ]*\n-{3,})", rest, maxsplit=1)[0]
    entries = re.split(r"\n(?=\S)", own.strip())
    listed = "\n".join(entries[1:])
    shared = "\n".join(f"{name} : str\n    {text}" for name, (_, _, text) in SHARED.items())
    first = "case : str\n    A case file, or the name of a shipped example."
    return f"{head.strip()}\n\nParameters\n----------\n{first}\n{listed}\n{shared}\n"
