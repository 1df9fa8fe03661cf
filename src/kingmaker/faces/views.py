"""What a report shows: the answers about a case, as sentences, tables and pictures.

Questions are asked here, of one view of the case; a template sets what comes of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from typing import Any

from kingmaker.analyses import Answer
from kingmaker.analyses.plainly import joined, some, upper
from kingmaker.analyses.without import without
from kingmaker.engine import TooLarge
from kingmaker.faces.cells import NUMBERS, cell, heading
from kingmaker.faces.changing import Change, Elsewhere, elsewhere
from kingmaker.faces.evidence import Evidence, evidence
from kingmaker.faces.findings import Findings, groups, member, whole
from kingmaker.faces.grouping import grouped, told
from kingmaker.faces.owned import Owned, owned
from kingmaker.faces.pictures.bars import Pair, bars
from kingmaker.faces.pictures.chart import Chart, chart
from kingmaker.faces.pictures.structure import structure
from kingmaker.faces.resting import assumptions, entries
from kingmaker.faces.showing import Table
from kingmaker.faces.telling import asked, paragraphs, setting
from kingmaker.faces.wording import exact
from kingmaker.files import Case
from kingmaker.model import Organisation

LISTED, BARS = 60, 20
"""Coalitions listed one by one, and parties in the chart of power, at most."""

LEGIBLE = 2000
"""Width of a chart, in pixels, beyond which its words are too small on paper."""


@dataclass(frozen=True, slots=True)
class Coalitions:
    """One list of coalitions, grouped or one by one."""

    question: str
    lines: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """Everything that the template sets."""

    name: str
    about: str
    setting: tuple[tuple[str, str], ...]
    decision: str
    summary: tuple[tuple[str, tuple[str, ...]], ...]
    chart: Chart
    structure: str
    owned: Owned | None
    landscape: bool
    small: bool
    bars: str
    power: Table | None
    coalitions: tuple[Coalitions, ...]
    stops: Table | None
    tipping: Table | None
    changing: tuple[Change, ...]
    untouched: str
    worlds: tuple[Elsewhere, ...]
    assumptions: tuple[str, ...]
    evidence: Evidence
    methods: tuple[tuple[str, str], ...]
    trouble: tuple[str, ...]
    footing: int
    version: str = field(default_factory=lambda: version("kingmaker"))


def view(case: Case, plain: Case, decision: str | None = None, company: str | None = None) -> View:
    """Ask everything that a report says.

    Parameters
    ----------
    case : Case
        As it is to be seen.
    plain : Case
        The same outside its worlds, for those it is compared with.
    decision : str
        Which decision; the first if left out.
    company : str
        Whose owners; of the party with most above it if left out.
    """
    organisation = case.organisation
    about = asked(case, decision)
    decision, found, changes, untouched = (
        about.decision, about.found, about.changes, about.untouched,
    )  # fmt: skip
    left = _without(case)
    disputed, assumed = entries(case)
    drawn = chart(organisation, disputed, assumed)
    more = organisation.bodies or organisation.needs or organisation.agreements
    picture = structure(drawn) if more or organisation.decisions else ""  # else all is ownership
    wide, high = _size(picture)
    holders = owned(case, company)
    return View(
        name=organisation.name,
        about=organisation.summary,
        setting=setting(case),
        decision=organisation.label(decision) if decision else "",
        summary=paragraphs(case, about),
        chart=drawn,
        structure=picture,
        owned=holders,
        landscape=wide > max(720, 1.25 * high),
        small=wide > LEGIBLE,
        bars=_bars(found),
        power=_power(found),
        coalitions=_coalitions(found, organisation),
        stops=_stops(left),
        tipping=_table(found.effective.part("tipping"), _TIPPING) if found.effective else None,
        changing=changes,
        untouched=untouched,
        worlds=elsewhere(plain, decision, found, case.world) if decision else (),
        assumptions=assumptions(case),
        evidence=evidence(case),
        methods=(
            *((a.question, a.method) for a in (*found.answers, *([left] if left else []))),
            *(holders.methods if holders else ()),
        ),
        trouble=found.trouble,
        footing=len([fact for fact in about.footing if "*" not in fact]),
    )


def _size(picture: str) -> tuple[int, int]:
    """Width and height of a picture in pixels."""
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', picture)
    return (int(size[1]), int(size[2])) if size else (0, 0)


def _table(answer: Answer[Any], headings: dict[str, str]) -> Table | None:
    columns = [column for column in answer.telling if column.name in headings]
    rows = tuple(
        tuple(cell(answer, column, getattr(row, column.name)) for column in columns)
        for row in answer.rows
    )
    if not rows:
        return None
    names = tuple(headings[column.name] or heading(column) for column in columns)
    return Table(
        answer.question, names, tuple(c.unit in NUMBERS for c in columns), rows, answer.notes
    )


_TIPPING = {
    "group": "Group", "part": "Part of it", "heads": "People", "above": "Indispensable above",
    "needed": "Needed", "people": "People needed", "indispensable": "Indispensable today",
}  # fmt: skip


def _power(found: Findings) -> Table | None:
    if found.effective is None:
        return None
    answer = found.effective
    rows = tuple(
        (
            answer.label(row.party) + (f" (each of {row.members:,})" if row.members > 1 else ""),
            exact(row.formal_shapley), exact(row.effective_shapley),
            exact(row.formal_banzhaf), exact(row.effective_banzhaf), "yes" if row.alone else "no",
        )
        for row in answer.rows
    )  # fmt: skip
    heads = (
        "Party", "Shapley, formal", "Shapley, effective", "Banzhaf, formal",
        "Banzhaf, effective", "Can stop it alone",
    )  # fmt: skip
    if not rows:
        return None
    return Table(
        answer.question, heads, (False, True, True, True, True, False), rows, answer.notes
    )


def _bars(found: Findings) -> str:
    if found.effective is None:
        return ""
    answer = found.effective
    rows = [row for row in answer.rows if row.formal_shapley or row.effective_shapley][:BARS]
    pairs = [
        Pair(answer.label(row.party) + (f" (each of {row.members:,})" if row.members > 1 else ""),
             row.formal_shapley, row.effective_shapley)
        for row in rows
    ]  # fmt: skip
    return bars(
        pairs, told="Each party's formal power over the decision beside its effective power."
    )


def _coalitions(found: Findings, organisation: Organisation) -> tuple[Coalitions, ...]:
    answers = [a for a in (found.winners, found.blockers) if a is not None]
    if found.effective is not None:
        answers += [found.effective.part("coalitions"), found.effective.part("blockers")]
    return tuple(_listed(answer, organisation) for answer in answers)


def _listed(answer: Answer[Any], organisation: Organisation) -> Coalitions:
    alike = groups(answer, organisation)
    total = len(answer.rows)
    note = some(total, "smallest coalition")
    if not whole(answer):
        note = f"More than {note}"
    if not answer.rows:
        return Coalitions(answer.question, ("Nobody.",))
    if not any(row.coalition for row in answer.rows):
        return Coalitions(answer.question, ("It needs nobody.",))
    if alike and len(alike) <= max(4, total // 2):
        lines = [told(g, partial(member, answer), partial(_names, answer)) for g in alike]
        note = f"{note} in all." if total > 1 else ""
        return Coalitions(answer.question, _capped(lines), " ".join([note, *answer.notes]).strip())
    lines = [joined(member(answer, who) for who in row.coalition) for row in answer.rows]
    return Coalitions(
        answer.question, _capped(lines), " ".join([f"{note} in all.", *answer.notes])
    )


def _capped(lines: list[str]) -> tuple[str, ...]:
    shown = [upper(line) for line in lines[:LISTED]]
    if len(lines) > LISTED:
        shown.append(f"… and {len(lines) - LISTED:,} more, which are not listed here.")
    return tuple(shown)


def _names(answer: Answer[Any], who: tuple[Any, ...]) -> str:
    return f"these {len(who)}: {joined(member(answer, one) for one in who)}"


def _without(case: Case) -> Answer[Any] | None:
    if not case.organisation.needs:
        return None
    try:
        return without(case)
    except TooLarge:
        return None


def _stops(answer: Answer[Any] | None) -> Table | None:
    """What stops: who stops it alone beside those who do so together, what is alike in one row."""
    if answer is None or not answer.rows:
        return None
    sets: dict[str, set[tuple[Any, ...]]] = {}
    for row in answer.rows:
        sets.setdefault(row.stops, set()).add(row.without)
    order = [row.without for row in answer.rows]
    alike: dict[frozenset[tuple[Any, ...]], list[str]] = {}
    for name, cuts in sets.items():
        alike.setdefault(frozenset(cuts), []).append(answer.label(name))
    rows: list[tuple[str, ...]] = []
    for found, names in alike.items():
        cuts = sorted(found, key=order.index)
        alone = [member(answer, cut[0]) for cut in cuts if len(cut) == 1]
        rest = grouped([cut for cut in cuts if len(cut) > 1])
        others = [told(g, partial(member, answer), partial(_names, answer)) for g in rest]
        rows.append((
            joined(names), upper(joined(alone, "or")) or "–", upper("; or ".join(others)) or "–"
        ))  # fmt: skip
    heads = ("What stops", "if any one of these leaves", "or if these leave together")
    return Table(answer.question, heads, (False, False, False), tuple(rows), answer.notes)
