"""The same network, had something of it been stated otherwise, or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kingmaker.engine.ownership.shares import Share
from kingmaker.model.holdings import Divided
from kingmaker.translate.ownership.network import Ownership, Stated, path_of

Pair = TypeVar("Pair")


def only(owned: Ownership, entries: Iterable[str]) -> Ownership:
    """The same, as if no holdings were stated but by some entries, given by their paths.

    What a share of a class is of the whole stays as it is, and whose votes follow the capital;
    so does what bodies and agreements say.
    """
    kept = set(entries)
    held = {
        right: {subject: _among(holders, kept) for subject, holders in subjects.items()}
        for right, subjects in owned.held.items()
    }
    bound = owned.bound
    if bound is None:
        bound = {trust: frozenset(owned.those_with(trust, "trustee")) for trust in owned.trusts}
    return replace(
        owned,
        held=held,
        told={right: _stated_by(known, kept) for right, known in owned.told.items()},
        floors={right: _stated_by(known, kept) for right, known in owned.floors.items()},
        others=tuple(other for other in owned.others if path_of(other.entry) in kept),
        bound=bound,
        _known={},
    )


def with_share(
    owned: Ownership, right: Divided, subject: int, holder: int, share: Share
) -> Ownership:
    """The same, had a holder just so much of one right in a subject."""
    holders = dict(owned.held[right].get(subject, {}))
    holders[holder] = [(share, entry) for _, entry in holders.get(holder, [])[:1]]
    return _having(owned, right, subject, holders)


def with_holder(
    owned: Ownership, right: Divided, subject: int, holder: int, other: int | None
) -> Ownership:
    """The same, was a holder another party, or somebody who is none of them."""
    holders = dict(owned.held[right].get(subject, {}))
    stated = holders.pop(holder, [])
    if other is not None:
        holders[other] = [*holders.get(other, []), *stated]
    return _having(owned, right, subject, holders)


def with_anyone(owned: Ownership, right: Divided, subject: int, share: Share) -> Ownership:
    """The same, did somebody who may be anyone hold the rest of one right in a subject."""
    somebody = len(owned.names)
    holders = dict(owned.held[right].get(subject, {}))
    holders[somebody] = [(share, "somebody")]
    changed = _having(owned, right, subject, holders)
    return replace(changed, names=(*owned.names, "somebody"), unnamed=owned.unnamed | {somebody})


def _having(
    owned: Ownership, right: Divided, subject: int, holders: Mapping[int, Stated]
) -> Ownership:
    held = dict(owned.held)
    held[right] = {**owned.held[right], subject: holders}
    return replace(owned, held=held, _known={})


def _among(holders: Mapping[int, Stated], kept: set[str]) -> dict[int, Stated]:
    """The stakes that some entries state, and those that are no holdings."""
    found = {
        holder: [
            (share, entry)
            for share, entry in stated
            if path_of(entry) in kept or not path_of(entry).startswith("holdings.")
        ]
        for holder, stated in holders.items()
    }
    return {holder: stated for holder, stated in found.items() if stated}


def _stated_by(
    known: Mapping[Pair, tuple[Share, tuple[str, ...]]], kept: set[str]
) -> dict[Pair, tuple[Share, tuple[str, ...]]]:
    """What is told by some entries alone."""
    return {pair: each for pair, each in known.items() if set(map(path_of, each[1])) <= kept}
