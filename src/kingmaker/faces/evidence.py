"""The evidence of a case, set out for a report: sources, the ledger, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from kingmaker.analyses.asking import labels
from kingmaker.analyses.facts import LedgerFact, facts
from kingmaker.analyses.plainly import day, inner
from kingmaker.analyses.timeline import Moment, timeline
from kingmaker.faces.wording import called, place, words
from kingmaker.files import Case
from kingmaker.model import Dispute, When

SECTIONS = {
    "parties": "Parties", "products": "Products", "bodies": "Bodies and offices", "rules": "Rules",
    "holdings": "Holdings", "decisions": "Decisions", "needs": "Needs", "agreements": "Agreements",
    "events": "Events", "facts": "Other facts",
}  # fmt: skip
_ABOUT = ("source", "assumed", "note", "label")


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source: the source's number in the list, and the place in words."""

    number: int
    place: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A source, with everything that the list at the end says of it."""

    number: int
    name: str
    title: str
    about: tuple[str, ...]
    url: str
    note: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """One fact, or one claim of a disputed one."""

    text: str
    cited: tuple[Cited, ...]
    made: str
    note: str
    believed: bool = True
    assumed: bool = False
    against: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One entry of the case, or one disputed value, with all that is said of it."""

    name: str
    said: tuple[Said, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of the timeline."""

    what: str
    kind: str
    by: tuple[str, ...]
    told: str
    cited: tuple[Cited, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of a case, in words.

    Attributes
    ----------
    sources : tuple of Listed
        In the order of the file.
    ledger : tuple of (str, tuple of Fact)
        Section by section.
    days : tuple of (str, tuple of Happened)
        What happened, day by day.
    claims : tuple of (str, tuple of Fact)
        What was claimed of what is disputed, by the day on which it was.
    undated : str
        What the timeline leaves out.
    """

    sources: tuple[Listed, ...] = ()
    ledger: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    days: tuple[tuple[str, tuple[Happened, ...]], ...] = ()
    claims: tuple[tuple[str, tuple[Fact, ...]], ...] = ()
    undated: str = ""


@dataclass(slots=True)
class Numbered:
    """Sources by number, and the places of each that were cited."""

    numbers: Mapping[str, int]
    places: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def cite(self, references: Iterable[str]) -> tuple[Cited, ...]:
        """Turn ``a1:413`` into a number and a place, and remember it."""
        found: list[Cited] = []
        for reference in references:
            source, _, at = reference.partition(":")
            if source not in self.numbers:
                continue
            where = f"line {at}" if at.isdecimal() else at
            found.append(Cited(self.numbers[source], where))
            if at and at not in self.places.setdefault(source, []):
                self.places[source].append(at)
        return tuple(found)


def numbered(case: Case) -> Numbered:
    """The sources of a case, numbered from 1 in the order of the file."""
    return Numbered({name: i for i, name in enumerate(case.organisation.sources, start=1)})


def evidence(case: Case) -> Evidence:
    """Set out the evidence of a case.

    Parameters
    ----------
    case : Case
        As it is to be seen.
    """
    cited = numbered(case)
    ledger = _ledger(case, cited)
    days, claims, undated = _timeline(case, cited)
    return Evidence(_sources(case, cited), ledger, days, claims, undated)


def names(case: Case) -> dict[str, str]:
    """How to call everything that a value may name: rules and seats too."""
    organisation = case.organisation
    rules = {name: getattr(rule, "label", "") for name, rule in organisation.rules.items()}
    seats = {
        f"{name}.{seat}": f"seat {seat} of {inner(body.label or name)}"
        for name, body in organisation.bodies.items()
        for seat in body.seats
    }
    return seats | {name: label for name, label in rules.items() if label} | labels(organisation)


def claim_words(case: Case, dispute: Dispute, number: int) -> str:
    """One claim of a dispute, in words."""
    return words(dispute.claims[number].value, names(case), _key(dispute.path))


def _key(path: tuple[str, ...]) -> str:
    return "what" if path[0] == "facts" else path[-1]


def _ledger(case: Case, cited: Numbered) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
    known = names(case)
    disputes = {dispute.name: dispute for dispute in case.disputes}
    sections: dict[str, list[Fact]] = {}
    for row in facts(case).rows:
        section, _, name = row.fact.partition(".")
        found = sections.setdefault(SECTIONS.get(section, section), [])
        if row.fact in disputes:
            said = _claim(case, row, disputes[row.fact], known, cited)
            title = place(case.organisation, row.fact)
            if found and found[-1].disputed and found[-1].name == title:
                found[-1] = replace(found[-1], said=(*found[-1].said, said))
            else:
                found.append(Fact(title, (said,), True))
            continue
        text = _entry(case, section, name, known)
        if not text and not row.sources and not row.note and _has_dispute(case, row.fact):
            continue
        title = called(case.organisation, section, name)
        found.append(Fact(title, (_said(row, text, cited),)))
    return tuple((title, tuple(found)) for title, found in sections.items())


def _has_dispute(case: Case, fact: str) -> bool:
    return any(".".join(dispute.path[:2]) == fact for dispute in case.disputes)


def _said(row: LedgerFact, text: str, cited: Numbered) -> Said:
    return Said(
        text, cited.cite(row.sources), day(row.made) if row.made else "", row.note,
        row.believed, row.assumed, cited.cite(row.against),
    )  # fmt: skip


def _claim(
    case: Case, row: LedgerFact, dispute: Dispute, names: Mapping[str, str], cited: Numbered
) -> Said:
    """A row of the ledger about a dispute, its value in words."""
    for claim in dispute.claims:
        if tuple(map(str, claim.source)) == row.sources and claim.note == row.note:
            return _said(row, words(claim.value, names, _key(dispute.path)), cited)
    return _said(row, row.says, cited)


def _entry(case: Case, section: str, name: str, names: Mapping[str, str]) -> str:
    """What an entry says beside its label, in words, without what is disputed in it."""
    entry: Any = case.tree.get(section, {})
    entry = cast("dict[str, Any]", entry).get(name) if isinstance(entry, dict) else None
    if not isinstance(entry, dict):
        return words(entry, names) if entry is not None else ""
    settled = {
        key: _settled(value)
        for key, value in cast("dict[str, Any]", entry).items()
        if key not in _ABOUT and not _disputed(value)
    }
    said = [words({key: value}, names) for key, value in settled.items() if value not in ({}, [])]
    return "; ".join(said)


def _disputed(value: Any) -> bool:
    return isinstance(value, dict) and set(cast("dict[str, Any]", value)) == {"claims"}


def _settled(value: Any) -> Any:
    if isinstance(value, dict):
        branch = cast("dict[str, Any]", value)
        return {k: _settled(v) for k, v in branch.items() if not _disputed(v) and k not in _ABOUT}
    if isinstance(value, list):
        return [_settled(item) for item in cast("list[Any]", value) if not _disputed(item)]
    return value


def _timeline(
    case: Case, cited: Numbered
) -> tuple[
    tuple[tuple[str, tuple[Happened, ...]], ...], tuple[tuple[str, tuple[Fact, ...]], ...], str
]:
    answer = timeline(case)
    claimed = _claimed(case)
    days: dict[str, list[Happened]] = {}
    claims: dict[str, list[Fact]] = {}
    for row in sorted(answer.rows, key=lambda row: row.date.last):
        if row.kind == "claim":
            continue
        days.setdefault(day(row.date), []).append(_happened(case, row, claimed, cited))
    known = names(case)
    for dispute in case.disputes:
        for number, claim in enumerate(dispute.claims):
            made = case.made(claim)
            if made is None or not case.is_known(claim):
                continue
            text = words(claim.value, known, _key(dispute.path))
            believed = number == case.believed(dispute)
            said = Said(text, cited.cite(map(str, claim.source)), str(made), claim.note, believed)
            fact = Fact(place(case.organisation, dispute.name), (said,), True)
            claims.setdefault(str(made), []).append(fact)
    ordered = sorted(claims.items(), key=lambda item: item[0])
    return (
        tuple((date, tuple(found)) for date, found in days.items()),
        tuple((day(When(date)), tuple(found)) for date, found in ordered),
        " ".join(answer.notes),
    )


def _claimed(case: Case) -> dict[tuple[str, str], tuple[str, ...]]:
    """Where events are told whose sources stand with a claim in them: by date and label."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for dispute in case.disputes:
        section, name = dispute.path[:2] if len(dispute.path) > 1 else ("", "")
        event = case.organisation.events.get(name)
        number = case.believed(dispute)
        if event is not None and section == "events" and number is not None:
            key = str(event.date), event.label
            found[key] = (*found.get(key, ()), *map(str, dispute.claims[number].source))
    return found


def _happened(
    case: Case, row: Moment, claimed: Mapping[tuple[str, str], tuple[str, ...]], cited: Numbered
) -> Happened:
    sources = tuple(dict.fromkeys((*row.sources, *claimed.get((str(row.date), row.what), ()))))
    known = case.published(source.partition(":")[0] for source in sources)
    late = known is not None and known.first > row.date.last
    return Happened(
        row.what, row.kind, tuple(map(case.organisation.label, row.by)),
        day(known) if late else "", cited.cite(sources), row.disputed,
    )  # fmt: skip


def _sources(case: Case, cited: Numbered) -> tuple[Listed, ...]:
    listed: list[Listed] = []
    for name, source in case.organisation.sources.items():
        about = [source.publisher, day(source.published) if source.published else "", source.file]
        safe = source.url if source.url.lower().startswith(("https://", "http://")) else ""
        if source.url and not safe:
            about.append(source.url)
        listed.append(
            Listed(
                cited.numbers[name],
                name,
                source.title,
                tuple(filter(None, about)),
                safe,
                source.note,
                _places(cited.places.get(name, [])),
            )
        )
    return tuple(listed)


def _places(places: list[str]) -> tuple[str, ...]:
    """Places in order: lines by number, then the others."""
    lines = sorted(int(at) for at in places if at.isdecimal())
    word = "line" if len(lines) == 1 else "lines"
    others = [at for at in places if not at.isdecimal()]
    return (*([f"{word} {', '.join(map(str, lines))}"] if lines else []), *others)
