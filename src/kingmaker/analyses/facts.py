"""The ledger: every fact of a case, who says so and where, and who contradicts it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.files import Case
from kingmaker.files.writing import inline
from kingmaker.model import Dispute, When

SHOW = ("all", "disputed", "assumed", "unsourced")
_ABOUT = ("source", "assumed", "note", "label")  # words about a fact, not the fact itself


@dataclass(frozen=True, slots=True)
class LedgerFact:
    """One fact, or one claim of a disputed one."""

    fact: str = column("where it stands in the case", unit="path")
    says: str = column("what is said", unit="text")
    believed: bool = column("whether answers rest on it, unless asked otherwise", unit="yes or no")
    sources: tuple[str, ...] = column("where it is said", unit="sources")
    made: When | None = column("when it was said, as far as known", unit="date")
    assumed: bool = column("whether no source says it", unit="yes or no")
    against: tuple[str, ...] = column("who says otherwise", unit="sources")
    note: str = column("a remark", unit="text")


@question("What is said, by whom, and who contradicts it?")
def facts(case: Case, show: str = "all") -> Answer[LedgerFact]:
    """List every fact of a case with its claims and sources.

    Parameters
    ----------
    case : Case
        With its claims.
    show : str
        "all", or only what is "disputed", "assumed" or "unsourced" (neither sourced nor said to
        be assumed).

    Returns
    -------
    Answer of LedgerFact
        In the order of the file; one row for every claim of a disputed fact, the believed one
        first.

    Raises
    ------
    ValueError
        If `show` is none of these.
    """
    if show not in SHOW:
        raise ValueError(f"show is one of {', '.join(SHOW)}, not {show!r}")
    rows = [row for row in _rows(case) if show == "all" or _kept(row, show)]
    return Answer(
        question="What is said, by whom, and who contradicts it?",
        rows=tuple(rows),
        row=LedgerFact,
        method="The case read from top to bottom; claims dated by themselves or by their sources.",
        footing=frozenset(row.fact for row in rows),
        notes=_notes(case),
    )


def _notes(case: Case) -> tuple[str, ...]:
    number = len(case.contested)
    if not number:
        return ()
    return ("One fact is disputed." if number == 1 else f"{number} facts are disputed.",)


def _kept(row: LedgerFact, show: str) -> bool:
    if show == "disputed":
        return bool(row.against) or not row.believed
    return row.assumed if show == "assumed" else not row.sources and not row.assumed


def _rows(case: Case) -> Iterator[LedgerFact]:
    """The entries of the case, each followed by what is disputed in it."""
    for section, entries in case.tree.items():
        if section == "sources" or not isinstance(entries, dict):
            continue
        for name, entry in cast("dict[str, Any]", entries).items():
            path = (section, name)
            yield from _entry(case, path, entry)
            for dispute in case.disputes:
                if dispute.path[:2] == path:
                    yield from _claims(case, dispute)


def _entry(case: Case, path: tuple[str, ...], entry: Any) -> Iterator[LedgerFact]:
    """An entry without what is disputed in it."""
    if isinstance(entry, dict) and set(cast("dict[str, Any]", entry)) == {"claims"}:
        return
    words: dict[str, Any] = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
    said = {k: v for k, v in words.items() if k not in _ABOUT and not _is_disputed(v)}
    label = words.get("label")
    text = inline(_settled(said)) if said else entry if isinstance(entry, str) else ""
    shown = str(label) if isinstance(label, str | int) else ""
    says = f"{shown}: {text}" if shown and text else shown or text
    sources = _references(words.get("source"))
    dates = case.published(ref.partition(":")[0] for ref in sources)
    yield LedgerFact(
        ".".join(path), says or "(named)", True, sources, dates, words.get("assumed") is True, (),
        str(words.get("note") or ""),
    )  # fmt: skip


def _claims(case: Case, dispute: Dispute) -> Iterator[LedgerFact]:
    first = case.believed(dispute)
    order = sorted(range(len(dispute.claims)), key=lambda number: (number != first, number))
    for number in order:
        claim = dispute.claims[number]
        if not case.is_known(claim):
            continue
        against = [
            str(ref)
            for other in dispute.claims
            if other.value != claim.value and case.is_known(other)
            for ref in other.source or ("assumed",)
        ]
        yield LedgerFact(
            dispute.name, inline(claim.value), number == first, tuple(map(str, claim.source)),
            case.made(claim), claim.assumed, tuple(dict.fromkeys(against)), claim.note,
        )  # fmt: skip


def _references(source: Any) -> tuple[str, ...]:
    listed = cast("list[Any]", source) if isinstance(source, list) else [source]
    return tuple(str(ref) for ref in listed if ref is not None)


def _is_disputed(value: Any) -> bool:
    return isinstance(value, dict) and set(cast("dict[str, Any]", value)) == {"claims"}


def _settled(value: Any) -> Any:
    """What is left of a value without what is disputed in it."""
    if isinstance(value, dict):
        branch = cast("dict[str, Any]", value)
        return {
            k: _settled(v) for k, v in branch.items() if not _is_disputed(v) and k not in _ABOUT
        }
    if isinstance(value, list):
        return [_settled(v) for v in cast("list[Any]", value) if not _is_disputed(v)]
    return value
