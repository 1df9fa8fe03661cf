"""What an answer rests on: which disputes touch it, and where its facts are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast

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
            found.update(_cited(cast("dict[str, object]", entries)[name]))
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


def assumptions(
    case: Case | None, organisation: Organisation, footing: frozenset[str]
) -> tuple[str, ...]:
    """The facts of a footing that no source says: entries and believed claims so marked."""
    found: set[str] = set()
    named = {fact for fact in footing if "*" not in fact}
    for fact in named:
        section, _, rest = fact.partition(".")
        name = rest.split(".")[0]
        entries = getattr(organisation, section, None)
        if isinstance(entries, dict) and name in entries:
            entry = cast("dict[str, object]", entries)[name]
            found.update(_assumed(entry, f"{section}.{name}"))
    for dispute in case.disputes if case else ():
        number = case.believed(dispute) if case else None
        if number is not None and touches(dispute.path, named) and dispute.claims[number].assumed:
            found.add(dispute.name)
    return tuple(sorted(found))


def _assumed(value: object, path: str) -> Iterator[str]:
    """The paths of an entry, and of what is in it, that are said to be assumed."""
    if isinstance(value, Entry):
        if value.assumed:
            yield path
        for name, field in type(value).model_fields.items():
            yield from _assumed(getattr(value, name), f"{path}.{field.alias or name}")
    elif isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield from _assumed(inner, f"{path}.{name}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(cast("tuple[object, ...]", value), start=1):
            yield from _assumed(inner, f"{path}.{number}")


def _line(reference: Reference) -> int:
    return int(reference.at) if reference.at.isdecimal() else 0


def _cited(value: object) -> Iterator[Reference]:
    """Every reference inside an entry."""
    if isinstance(value, Entry):
        yield from value.source
        for name in type(value).model_fields:
            yield from _cited(getattr(value, name))
    elif isinstance(value, dict):
        for inner in cast("dict[str, object]", value).values():
            yield from _cited(inner)
    elif isinstance(value, tuple):
        for inner in cast("tuple[object, ...]", value):
            yield from _cited(inner)
