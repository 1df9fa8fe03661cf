"""What a report would say otherwise: under another claim, and in other worlds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from kingmaker.analyses import Answer
from kingmaker.analyses.asking import labels
from kingmaker.analyses.disputed import Doubt, doubts
from kingmaker.analyses.effective import effective
from kingmaker.analyses.plainly import some, stop, upper
from kingmaker.analyses.power import power
from kingmaker.analyses.standing import standing
from kingmaker.analyses.winners import winners
from kingmaker.engine import TooLarge
from kingmaker.faces.evidence import Cited, claim_words, numbered
from kingmaker.faces.findings import ABOUT, Findings, findings, whole
from kingmaker.faces.wording import place, words
from kingmaker.files import Case, CaseError
from kingmaker.files.writing import inline

ASKED: Mapping[str, Any] = {
    "who can decide": winners, "formal power": power,
    "who stands where": partial(standing, everyone=True), "what lasts": effective,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What believing another claim changes.

    Attributes
    ----------
    fact, believed, instead : str
        What is disputed, what is believed of it, and what is tried instead, in words.
    believed_by, instead_by : tuple of Cited
        Where each is said; nowhere if it is assumed.
    touched : tuple of str
        Which answers change.
    sentences : tuple of str
        The sentences of the summary that come out otherwise.
    """

    fact: str
    believed: str
    believed_by: tuple[Cited, ...]
    instead: str
    instead_by: tuple[Cited, ...]
    touched: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What is otherwise in another world.

    Attributes
    ----------
    name, why : str
        What it is called, and what it is for.
    changes : tuple of str
        What is set otherwise, in words.
    coalitions : str
        How many smallest coalitions can decide there.
    sentences : tuple of str
        The sentences of the summary that come out otherwise.
    here : bool
        Whether the report itself is seen in it.
    """

    name: str
    why: str
    changes: tuple[str, ...]
    coalitions: str
    sentences: tuple[str, ...]
    here: bool = False


def changing(case: Case, decision: str, found: Findings) -> tuple[tuple[Change, ...], str]:
    """Which disputed facts change the answers about a decision, and to what.

    Returns
    -------
    changes : tuple of Change
        In the order of the file.
    untouched : str
        How many other disputed facts there are, in words.
    """
    rows: dict[tuple[str, int], tuple[Doubt, list[str]]] = {}
    for word, question in ASKED.items():
        for row in _doubts(case, lambda other, q=question: q(other, decision)):
            number = _number(case, row)
            if number is not None:
                rows.setdefault((row.fact, number), (row, []))[1].append(word)
    order = [dispute.name for dispute in case.disputes]
    changes = tuple(
        _change(case, decision, found, row, number, tuple(touched))
        for (_, number), (row, touched) in sorted(
            rows.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    )
    left = len(case.contested) - len({change.fact for change in changes})
    if not case.contested:
        return changes, "No fact of this case is disputed."
    if not changes:
        return changes, "None of the disputed facts of this case changes these answers by itself."
    if not left:
        return changes, "No other fact of this case is disputed."
    does = "does" if left == 1 else "do"
    others = f"{upper(some(left, 'other disputed fact'))} of this case"
    return (
        changes,
        f"{others} {does} not change them by {'itself' if left == 1 else 'themselves'}.",
    )


def _doubts(case: Case, ask: Callable[[Case], Answer[Any]]) -> tuple[Doubt, ...]:
    try:
        return doubts(case, ask).rows
    except TooLarge:
        return ()


def _number(case: Case, row: Doubt) -> int | None:
    """Which claim of its dispute was tried."""
    for dispute in case.disputes:
        if dispute.name != row.fact:
            continue
        for number, claim in enumerate(dispute.claims):
            by = tuple(map(str, claim.source)) or ("assumed",)
            if inline(claim.value) == row.instead and by == row.instead_by:
                return number
    return None


def _change(
    case: Case, decision: str, found: Findings, row: Doubt, number: int, touched: tuple[str, ...]
) -> Change:
    dispute = next(dispute for dispute in case.disputes if dispute.name == row.fact)
    first = case.believed(dispute) or 0
    sources = numbered(case)
    try:
        other = case.believing(row.fact, number)
        sentences = _otherwise(found, findings(other, decision))
    except (CaseError, KeyError) as error:
        sentences = (stop(f"Then it cannot be asked: {_why(error)}"),)
    return Change(
        place(case.organisation, row.fact),
        claim_words(case, dispute, first), sources.cite(row.said_by),
        claim_words(case, dispute, number), sources.cite(row.instead_by),
        touched, sentences,
    )  # fmt: skip


def _why(error: CaseError | KeyError) -> str:
    return error.problems[0].message if isinstance(error, CaseError) else str(error.args[0])


def _otherwise(before: Findings, after: Findings) -> tuple[str, ...]:
    """The sentences that come out otherwise; what is no longer said is told too."""
    changed = [name for name in ABOUT if before.sentences.get(name) != after.sentences.get(name)]
    said = [after.sentences.get(name) or _GONE.get(name, "") for name in changed]
    return tuple(filter(None, said))


_GONE = {
    "block": "Nobody can be said to block it.",
    "needs": "Needs no longer count: none are written for those who decide or what they control.",
    "tipping": "No part of a group is indispensable.",
}  # fmt: skip


def elsewhere(
    plain: Case, decision: str, found: Findings, here: str | None
) -> tuple[Elsewhere, ...]:
    """The worlds of a case, and what is otherwise in each.

    Parameters
    ----------
    plain : Case
        Outside its worlds.
    decision : str
        Which decision.
    found : Findings
        What the report says.
    here : str or None
        The world that the report is seen in.
    """
    listed: list[Elsewhere] = []
    names = labels(plain.organisation)
    for name, world in plain.worlds.items():
        try:
            other = plain.in_world(name)
            there = findings(other, decision)
            sentences = _otherwise(found, there)
            answer = there.winners
            number = (
                ""
                if answer is None
                else f"{len(answer.rows):,}{'' if whole(answer) else ' or more'}"
            )
        except (CaseError, KeyError) as error:
            sentences, number = (stop(f"It cannot be asked: {_why(error)}"),), "–"
        changes = tuple(
            f"{place(plain.organisation, path)}: {words(value, names, path.rpartition('.')[2])}"
            for path, value in world.set.items()
        )
        title = world.label or name.replace("-", " ")
        listed.append(Elsewhere(title, world.why, changes, number or "–", sentences, name == here))
    return tuple(listed)
