"""A report on a case: one HTML file, for paper and screen, that needs nothing beside it.

Nothing in the file runs, nothing is fetched, and whatever the case says is escaped.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from kingmaker.analyses import seen
from kingmaker.faces.views import View, view
from kingmaker.faces.wording import joined, some, stop
from kingmaker.files import Case
from kingmaker.model import When


def report(
    case: Case,
    decision: str | None = None,
    *,
    world: str | None = None,
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
    world : str
        A world of the case to see it in.
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
        If the case has no such decision.
    CaseError
        If the facts do not fit together as seen.
    """
    plain = seen(case, None, None, as_of, known_on)
    return page(view(seen(plain, world) if world else plain, plain, decision))


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
    drawn = {"structure": Markup(shown.structure), "bars": Markup(shown.bars)}
    return setting.get_template("report.html").render(view=shown, drawn=drawn)
