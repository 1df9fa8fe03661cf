"""What an answer rests on: which disputes touch it, and where its facts are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kingmaker.analyses.answer import Citation
from kingmaker.files import Case
from kingmaker.model import Entry, Organisation, Reference


def touches(path: tuple[str, ...], footing: Iterable[str]) -> bool:
    """Whether a place in the case is part of a footing, or has part of it inside.

    Examples
    --------
    >>> touches(("bodies", "board", "size"), {"bodies.board"})
    True
    >>> touches(("needs", "talent", "from"), {"needs.*.who"})
    False
    """
    return any(
        all(step in ("*", here) for step, here in zip(fact.split("."), path, strict=False))
        for fact in footing
    )


def citations(
    case: Case | None, organisation: Organisation, footing: frozenset[str]
) -> tuple[Citation, ...]:
    """Where the facts of a footing are said: the sources of its entries and believed claims.

    Parameters
    ----------
    case : Case or None
        For the claims that were believed; None if the organisation came from no case.
    organisation : Organisation
        For the sources of its entries.
    footing : frozenset of str
        Dotted paths.

    Returns
    -------
    tuple of Citation
        In the order of the sources in the file, then of the lines.
    """
    found: set[Reference] = set()
    for fact in footing:
        section, _, rest = fact.partition(".")
        name = rest.split(".")[0]
        entries = getattr(organisation, section, None)
        if isinstance(entries, dict) and name in entries:
            found.update(_cited(entries[name]))
    named = {fact for fact in footing if "*" not in fact}  # what was looked for is not cited
    for dispute in case.disputes if case else ():
        number = case.believed(dispute) if case else None
        if number is not None and touches(dispute.path, named):
            found.update(dispute.claims[number].source)
    order = list(organisation.sources)
    return tuple(
        Citation(ref.source, organisation.sources[ref.source].title, ref.place)
        for ref in sorted(found, key=lambda ref: (order.index(ref.source), _line(ref), ref.at))
        if ref.source in organisation.sources
    )


def _line(reference: Reference) -> int:
    return int(reference.at) if reference.at.isdecimal() else 0


def _cited(value: object) -> Iterator[Reference]:
    """Every reference inside an entry."""
    if isinstance(value, Entry):
        yield from value.source
        for name in type(value).model_fields:
            yield from _cited(getattr(value, name))
    elif isinstance(value, dict):
        for inner in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _cited(inner)
    elif isinstance(value, tuple):
        for inner in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _cited(inner)
