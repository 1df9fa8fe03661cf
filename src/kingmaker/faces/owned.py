"""Ownership in a report: the chart, who is above the company in question, and under which law."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kingmaker.analyses import Answer
from kingmaker.analyses.beneficial import beneficial
from kingmaker.analyses.circles import circles
from kingmaker.analyses.owners import owners
from kingmaker.engine import TooLarge
from kingmaker.faces.cells import NUMBERS, cell, heading
from kingmaker.faces.pictures.ownership import MOST, ownership_chart, ownership_table
from kingmaker.faces.resting import entries
from kingmaker.faces.showing import Table
from kingmaker.files import Case
from kingmaker.model import Organisation

LISTED = 60
"""Rows of a table in a report, at most."""


_SHORT = {"beneficial": ("party", "pack", "verdict", "reason")}
"""Columns that a report has room for, where an answer has more."""


@dataclass(frozen=True, slots=True)
class Owned:
    """What a report says of ownership.

    Attributes
    ----------
    company : str
        The party it is about, as it is called.
    picture : str
        The chart, as SVG.
    told : tuple of (str, str, str)
        The chart as a table: holder, what, of whom.
    tables : tuple of Table
        Owners, legal tests, circles.
    methods : tuple of (str, str)
        Each question and how it was answered.
    """

    company: str
    picture: str
    told: tuple[tuple[str, str, str], ...]
    tables: tuple[Table, ...]
    methods: tuple[tuple[str, str], ...]


def owned(case: Case, company: str | None = None) -> Owned | None:
    """Ask all that a report says of ownership; None if nobody holds anything.

    Parameters
    ----------
    case : Case
        As it is to be seen.
    company : str
        Which party; the one with most above it if left out.
    """
    organisation = case.organisation
    company = company or _lowest(organisation)
    if company is None:
        return None
    disputed, assumed = entries(case)
    about = company if len(organisation.parties) > MOST else None
    picture = ownership_chart(organisation, about, disputed=disputed, assumed=assumed)
    answers: list[Answer[Any]] = []
    with suppress(TooLarge):
        answers += [owners(case, company), beneficial(case, company), circles(case)]
    tables = [found for answer in answers if (found := _table(answer))]
    if len(answers) > 1 and (ends := _table(answers[1].part("ends"))):
        tables.append(ends)
    return Owned(
        organisation.label(company),
        picture,
        ownership_table(organisation, about, disputed=disputed, assumed=assumed),
        tuple(tables),
        tuple((answer.question, answer.method) for answer in answers),
    )


def _lowest(organisation: Organisation) -> str | None:
    """The party with most holdings in it of those that hold nothing; else simply with most."""
    held: Counter[str] = Counter()
    holders: set[str] = set()
    for holding in organisation.holdings.values():
        of = holding.issuer
        if of is None and holding.share_class is not None:
            of = organisation.classes[holding.share_class].of
        if of is not None:
            held[of] += 1
            holders.add(holding.holder)
    below = {party: number for party, number in held.items() if party not in holders} or held
    return max(below, key=lambda party: (below[party], party), default=None)


def _table(answer: Answer[Any]) -> Table | None:
    columns = [c for c in answer.telling if c.name in _SHORT.get(answer.name, (c.name,))]
    rows = tuple(
        tuple(cell(answer, column, getattr(row, column.name)) for column in columns)
        for row in answer.rows[:LISTED]
    )
    if not rows:
        return None
    left = len(answer.rows) - LISTED
    notes = (f"and {left:,} more, which are not listed here.",) if left > 0 else ()
    return Table(
        answer.question,
        tuple(heading(column).capitalize() for column in columns),
        tuple(column.unit in NUMBERS for column in columns),
        rows,
        (*answer.notes, *notes),
    )
