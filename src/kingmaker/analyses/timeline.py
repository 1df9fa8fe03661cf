"""What happened when, and what was known of it when."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.files import Case
from kingmaker.files.writing import inline
from kingmaker.model import Dispute, Organisation, Reference, When


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened, or was first claimed."""

    date: When = column("when, as exact as the source", unit="date")
    kind: str = column("what kind of event; 'claim' if only something was said", unit="text")
    what: str = column("what happened or was claimed", unit="text")
    by: tuple[str, ...] = column("whose act it was", unit="parties")
    told: When | None = column("when the first of the case's sources told it", unit="date")
    sources: tuple[str, ...] = column("where it is told", unit="sources")
    disputed: bool = column("whether another source tells it otherwise", unit="yes or no")


@question("What happened when, and what was known when?")
def timeline(case: Case) -> Answer[Moment]:
    """List events and claims by date.

    Parameters
    ----------
    case : Case
        With its events and claims. Asked with ``known_on``, only what had happened and had been
        claimed by that day.

    Returns
    -------
    Answer of Moment
        In the order of the dates, what is known only to the month after the month's days; on one
        day in the order of the file, events before claims.
    """
    organisation = case.organisation
    rows = [*_events(case, organisation), *_claims(case)]
    return Answer(
        question="What happened when, and what was known when?",
        rows=tuple(sorted(rows, key=lambda row: (row.date.last, row.kind == "claim"))),
        row=Moment,
        method="Events by their dates; claims by theirs, or by the first publication of a source.",
        footing=frozenset({"events"}),
        notes=_notes(case),
    )


def _events(case: Case, organisation: Organisation) -> list[Moment]:
    claims = {d.path[1]: [*_believed(case, d)] for d in case.disputes if d.path[0] == "events"}
    told = {
        name: tuple(dict.fromkeys((*event.source, *claims.get(name, ()))))
        for name, event in organisation.events.items()
    }
    return [
        Moment(
            event.date,
            event.kind,
            event.label or organisation.label(event.did or ""),
            event.by,
            case.published(ref.source for ref in told[name]),
            tuple(map(str, told[name])),
            name in claims,
        )
        for name, event in organisation.events.items()
    ]


def _believed(case: Case, dispute: Dispute) -> tuple[Reference, ...]:
    """Where the claim that is believed is told."""
    number = case.believed(dispute)
    return () if number is None else dispute.claims[number].source


def _claims(case: Case) -> list[Moment]:
    rows: list[Moment] = []
    for dispute in case.disputes:
        for claim in dispute.claims:
            made = case.made(claim)
            if made is not None and case.is_known(claim):
                said = f"{dispute.name} is {inline(claim.value)}"
                cited = tuple(map(str, claim.source))
                rows.append(Moment(made, "claim", said, (), made, cited, True))
    return rows


def _notes(case: Case) -> tuple[str, ...]:
    undated = sum(case.made(c) is None for d in case.disputes for c in d.claims)
    if not undated:
        return ()
    told = (
        "One claim has no date and is"
        if undated == 1
        else f"{undated} claims have no date and are"
    )
    return (f"{told} not shown.",)
