"""Which disputed facts change an answer, and to what.

Works with any question: it is asked again with one other claim believed at a time. Disputes
outside the answer's footing cannot change it, and are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, UnknownName, question, questions
from kingmaker.analyses.comparing import difference
from kingmaker.analyses.footing import touches
from kingmaker.engine import TooLarge
from kingmaker.files import Case, CaseError
from kingmaker.files.writing import inline
from kingmaker.model import Claim
from kingmaker.model.words import did_you_mean


@dataclass(frozen=True, slots=True)
class Doubt:
    """What believing another claim does to an answer."""

    fact: str = column("what the sources disagree about", unit="path")
    believed: str = column("the claim that is believed", unit="text")
    said_by: tuple[str, ...] = column("where that is said", unit="sources")
    instead: str = column("the claim tried instead", unit="text")
    instead_by: tuple[str, ...] = column("where that is said", unit="sources")
    changes: bool = column("whether the answer changes", unit="yes or no", usual=True)
    to: str = column("what changes in the answer", unit="text")


@question("Which disputed facts change who can take {decision}?")
def disputed(
    case: Case, decision: DecisionName, of: str = "winners", *, everything: bool = False
) -> Answer[Doubt]:
    """Ask a question again for every claim that is not believed, one at a time.

    Parameters
    ----------
    case : Case
        With its disputes.
    decision : str
        Which decision, by its name in the file.
    of : str
        The question to ask again: any that is asked about a decision.
    everything : bool
        Whether to list the claims that change nothing too.

    Returns
    -------
    Answer of Doubt
        One row for every claim that changes the answer, in the order of the file. To doubt a
        question with other arguments, use ``--doubt`` or `doubts`.

    Raises
    ------
    UnknownName
        If there is no such question about decisions.
    """
    asked = {q.name: q for q in questions() if q.asks_decision and not q.about_case}
    if of not in asked:
        hint = did_you_mean(of, asked) or f"; there are: {', '.join(asked)}"
        raise UnknownName(f"{of!r} is not a question about a decision{hint}")
    return doubts(case, lambda other: asked[of](other, decision), everything=everything)


def doubts(
    case: Case, ask: Callable[[Case], Answer[Any]], *, everything: bool = False
) -> Answer[Doubt]:
    """Ask any question again for every claim that is not believed, one at a time.

    Parameters
    ----------
    case : Case
        With its disputes, as it is to be seen.
    ask : callable
        From a case to an answer: a question with its arguments given.
    everything : bool
        Whether to list the claims that change nothing too, after the others.

    Returns
    -------
    Answer of Doubt
        One row for every claim that changes the answer, in the order of the file.
    """
    believed = ask(case)
    tried = tuple(sorted(_rows(case, ask, believed), key=lambda row: not row.changes))
    rows = tried if everything else tuple(row for row in tried if row.changes)
    label = believed.question.rstrip("?")
    return Answer(
        question=f"Which disputed facts change the answer to: {label}?",
        rows=rows,
        row=Doubt,
        method="The question asked again with one other claim believed at a time.",
        footing=believed.footing,
        setting=believed.setting,
        labels=believed.labels,
        name="disputed",
        arguments={**believed.arguments, "of": believed.name},
        sources=believed.sources,
        assumed=believed.assumed,
        notes=_notes(tried),
    )


def _rows(
    case: Case, ask: Callable[[Case], Answer[Any]], believed: Answer[Any]
) -> Iterator[Doubt]:
    for dispute in case.disputes:
        first = case.believed(dispute)
        for number, claim in enumerate(dispute.claims):
            if number == first or first is None or not case.is_known(claim):
                continue
            to = ""
            if touches(dispute.path, believed.footing):
                try:
                    to = difference(believed, ask(case.believing(dispute.name, number)))
                except CaseError as error:
                    to = f"cannot be asked: {error.problems[0].message}"
                except TooLarge as error:
                    to = f"cannot be asked, too large: {error}"
            held = dispute.claims[first]
            yield Doubt(
                dispute.name,
                inline(held.value), _said_by(held),
                inline(claim.value), _said_by(claim),
                bool(to), to,
            )  # fmt: skip


def _said_by(claim: Claim) -> tuple[str, ...]:
    return tuple(map(str, claim.source)) or ("assumed",)


def _notes(tried: tuple[Doubt, ...]) -> tuple[str, ...]:
    if not tried:
        return ("The case has no other claims to believe.",)
    facts = {row.fact for row in tried if row.changes}
    others = len({row.fact for row in tried}) - len(facts)
    rest = {0: "", 1: "; one other does not"}.get(others, f"; {others} others do not")
    if len(facts) == 1:
        return (f"One disputed fact changes this answer by itself{rest}.",)
    return (f"{len(facts) or 'No'} disputed facts change this answer, each by itself{rest}.",)
