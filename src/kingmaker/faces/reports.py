"""A report on a case: one HTML file, for paper and screen, that needs nothing beside it.

Nothing in the file runs, nothing is fetched, and whatever the case says is escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import wrap
from typing import Any

from kingmaker.analyses import seen
from kingmaker.analyses.plainly import joined, some, stop
from kingmaker.faces import telling
from kingmaker.faces.views import View, view
from kingmaker.files import Case
from kingmaker.model import When


def report(
    case: Case,
    decision: str | None = None,
    *,
    company: str | None = None,
    world: str | None = None,
    changes: Mapping[str, Any] | None = None,
    as_of: str | date | When | None = None,
    known_on: str | date | When | None = None,
) -> str:
    """Write a report on a case as one HTML file.

    Parameters
    ----------
    case : Case
        What it is about.
    decision : str
        Which decision, by its name in the file; the first if left out. A case without decisions
        gets a report without what is said of them.
    company : str
        Whose owners are told, by its name in the file; the party with most above it if left out.
    world : str
        A world of the case to see it in.
    changes : mapping of str to any
        Values to set first, by dotted path.
    as_of : str or date
        The day at whose start to see it.
    known_on : str or date
        Count only the claims made by then.

    Returns
    -------
    str
        HTML that needs no other file, no network and no script. The same case gives the same
        text.

    Raises
    ------
    UnknownName
        If the case has no such decision or party.
    CaseError
        If the facts do not fit together as seen.
    """
    plain = seen(case, None, changes, as_of, known_on)
    return page(view(seen(plain, world) if world else plain, plain, decision, company))


def summary(case: Case, decision: str | None = None, width: int = 88, **seen_as: Any) -> str:
    """The findings of a report in words, as plain text.

    Parameters
    ----------
    case : Case
        What it is about.
    decision : str
        Which decision, by its name in the file; the first if left out.
    width : int
        Characters in a line.
    **seen_as
        ``world``, ``changes``, ``as_of`` and ``known_on``, as for `report`.

    Returns
    -------
    str
        A heading, then each finding under its own.

    Raises
    ------
    UnknownName
        If the case has no such decision.
    CaseError
        If the facts do not fit together as seen.
    """
    told = telling.summary(seen(case, **seen_as), decision)
    lines = [f"{told.name}: {told.decision}" if told.decision else told.name]
    lines += [f"{name}: {value}" for name, value in told.setting if name != "Format"]
    for title, sentences in told.paragraphs:
        lines += ["", title]
        for sentence in sentences:
            lines += wrap(sentence, width, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(lines)


def page(shown: View) -> str:
    """Set a view as HTML, everything in it escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    setting = Environment(
        loader=PackageLoader("kingmaker.faces"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    filters: dict[str, Any] = {"some": some, "joined": joined, "stop": stop}
    setting.filters.update(filters)
    drawn = {
        "structure": Markup(shown.structure),
        "bars": Markup(shown.bars),
        "owned": Markup(shown.owned.picture if shown.owned else ""),
    }
    return setting.get_template("report.html").render(view=shown, drawn=drawn)
