"""Commands about files: check one, begin one, report on one."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from pathlib import Path as File
from typing import Annotated, Literal, TypeAlias

from cyclopts import Parameter as Option

from kingmaker.faces.changed import changed
from kingmaker.faces.waiting import waiting
from kingmaker.files import Case, load, starter
from kingmaker.files import examples as shipped
from kingmaker.files import schema as case_schema

Shell: TypeAlias = Literal["bash", "zsh", "fish"]


def check(case: str) -> None:
    """Say everything that is wrong with a case file, and where; or that nothing is.

    Warnings follow: what is right as a file and may not do what its author expects. A file of
    statements of BODS is held against version 0.4 of the standard.

    Parameters
    ----------
    case : str
        A case file, or the name of a shipped example; or a file of BODS.
    """
    if _statements(case):
        return
    read = load(case)
    organisation = read.organisation
    counts = [
        f"{len(entries)} {_MANY.get(name, name) if len(entries) != 1 else _ONE[name]}"
        for name in _ONE
        if (entries := getattr(organisation, name))
    ]
    for number, one in ((len(read.worlds), "world"), (len(read.contested), "disputed value")):
        counts += [f"{number} {one}{'' if number == 1 else 's'}"] if number else []
    sys.stdout.write(f"{read.file}: no problems. {', '.join(counts)}.\n")
    _warn(read)


def _statements(file: str) -> bool:
    """Check a file of statements of BODS against the standard; False if it is none."""
    path = File(file)
    if path.suffix in (".yaml", ".yml") or not path.is_file():
        return False
    from kingmaker.files.bods import validate
    from kingmaker.files.exchange.formats import format_of

    form = format_of(path)
    if form is None or form.name != "bods":
        return False
    with waiting():
        found = validate(path)
    for each in found.findings:
        at = f"{each.pointer}: " if each.pointer else ""
        sys.stdout.write(f"{file}:{each.spot.line}: {each.severity}: {at}{each.message}\n")
    kinds = ", ".join(f"{number:,} {kind}" for kind, number in found.kinds.items())
    verdict = "it fits" if found.valid else "it does not fit"
    number = f"{found.statements:,} statement{'' if found.statements == 1 else 's'}"
    told = f"{number}: {kinds}" if kinds else number
    sys.stdout.write(f"{file}: {verdict} BODS 0.4. {told}.\n")
    if not found.valid:
        raise SystemExit(1)
    return True


def _warn(read: Case) -> None:
    """Say what a reader may not expect, place by place, and what was not looked into."""
    from kingmaker.analyses.warnings import warnings

    with waiting():
        found = warnings(read)
    for row in found.rows:
        place = read.place(tuple(row.path.split("."))).word
        sys.stdout.write(f"{place}: warning: {row.trouble}; {row.way_out}\n")
    sys.stdout.write("".join(f"{note}\n" for note in found.notes))


_MANY = {"calendar": "calendars"}
_ONE = {
    "parties": "party", "products": "product", "bodies": "body", "rules": "rule",
    "holdings": "holding", "decisions": "decision", "needs": "need", "agreements": "agreement",
    "events": "event", "facts": "fact", "classes": "class", "flags": "flag",
    "calendar": "calendar", "questions": "question",
}  # fmt: skip


def new(
    file: str = "case.yaml", *, name: str | None = None,
    force: Annotated[bool, Option(negative="")] = False,
) -> None:  # fmt: skip
    """Write a commented case to begin with.

    Parameters
    ----------
    file : str
        Where to write it.
    name : str
        What the case is called.
    force : bool
        Write over a file that is there.
    """
    path = File(file)
    if path.exists() and not force:
        raise ValueError(f"{file} is there already; choose another name, or add --force")
    write(path, starter(name or "My organisation"))
    sys.stdout.write(f"{file} is written. Next: kingmaker winners {file} remove-chief-executive\n")


def examples() -> None:
    """List the examples that are shipped, by the names that commands take, and what they teach."""
    width = min(shutil.get_terminal_size((88, 24)).columns, 100)
    for name, file in shipped().items():
        organisation = load(file).organisation
        if not sys.stdout.isatty():
            told = " ".join(organisation.summary.split())
            sys.stdout.write(f"{name}\t{organisation.name}\t{told}\n")
            continue
        lines = textwrap.wrap(organisation.summary, width - 4) or [""]
        told = "\n    ".join(lines)
        sys.stdout.write(f"{name}: {organisation.name}\n    {told}\n\n")


def schema() -> None:
    """Print the JSON Schema of the case format, for editors that check while you type."""
    sys.stdout.write(json.dumps(case_schema(), indent=1, ensure_ascii=False) + "\n")


Output: TypeAlias = Annotated[
    str, Option(name=["--output", "-o"], allow_leading_hyphen=True)  # "-" is a place to write to
]
Sets: TypeAlias = Annotated[list[str] | None, Option(name="--set", negative="")]


def summary(
    case: str, decision: str | None = None, *, world: str | None = None, set_: Sets = None,
    as_of: str | None = None, known_on: str | None = None,
) -> None:  # fmt: skip
    """Say in words who can decide, whether it can last, and what is disputed.

    Parameters
    ----------
    case : str
        A case file, or the name of a shipped example.
    decision : str
        The decision it is about; the first of the case if left out.
    world : str
        A world of the case to see it in.
    set_ : list of str
        path=value: set a value first; may be given again.
    as_of : str
        Ask at the start of this day: what happened before has happened.
    known_on : str
        Count only the claims made by this day.
    """
    from kingmaker.faces.reports import summary as told

    with waiting():
        text = told(
            load(case), decision, world=world, changes=changed(set_), as_of=as_of,
            known_on=known_on,
        )  # fmt: skip
    sys.stdout.write(f"{text}\n")


def report(
    case: str, decision: str | None = None, *,
    output: Output = "report.html", company: str | None = None,
    world: str | None = None, set_: Sets = None, as_of: str | None = None,
    known_on: str | None = None,
) -> None:  # fmt: skip
    """Write a report on a case: one HTML file that needs nothing else.

    Parameters
    ----------
    case : str
        A case file, or the name of a shipped example.
    decision : str
        The decision it is about; the first of the case if left out.
    output : str
        Where to write it; - for stdout.
    company : str
        Whose owners it tells; of the party with most above it if left out.
    world : str
        A world of the case to see it in.
    set_ : list of str
        path=value: set a value first; may be given again.
    as_of : str
        Ask at the start of this day: what happened before has happened.
    known_on : str
        Count only the claims made by this day.
    """
    from kingmaker.faces.reports import report as written

    with waiting("Writing the report"):
        page = written(
            load(case), decision, company=company, world=world, changes=changed(set_),
            as_of=as_of, known_on=known_on,
        )  # fmt: skip
    if output == "-":
        sys.stdout.write(page)
        return
    write(File(output), page)
    sys.stdout.write(f"{output} is written: open it in a browser, or print it.\n")


def write(path: File, text: str) -> None:
    """Write a file whole or not at all."""
    if path.is_dir():
        raise ValueError(f"{path} is a folder; name a file in it")
    if not path.parent.is_dir():
        raise ValueError(f"there is no folder {path.parent} to write {path.name} in")
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
