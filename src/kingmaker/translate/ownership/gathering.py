"""Gathers all who hold anything, and what they hold, from an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kingmaker.engine.ownership.shares import Share
from kingmaker.model import Organisation
from kingmaker.translate.ownership.columns import DIVIDED, NOBODY, columns
from kingmaker.translate.ownership.counted import Counted, counted
from kingmaker.translate.ownership.network import Other, Ownership, Stated
from kingmaker.translate.ownership.steering import steering


def ownership(organisation: Organisation) -> Ownership:
    """Number all who hold anything, and gather what they hold.

    Parameters
    ----------
    organisation : Organisation
        On its day.
    """
    holdings = list(counted(organisation))
    by_right, follows = columns(organisation, holdings)
    members: dict[str, dict[str, bool]] = {}
    for each in holdings:
        if each.together:
            those = members.setdefault(each.together, {})
            those[each.holder] = those.get(each.holder, False) or each.sure
    names = (*organisation.parties, *members)
    number = {name: place for place, name in enumerate(names)}
    rules, ruled_on, notes = steering(organisation, number)
    unnamed = frozenset(
        number[name] for name, party in organisation.parties.items() if party.kind == "unspecified"
    )
    return Ownership(
        organisation,
        names,
        {number[block]: tuple(number[m] for m in those) for block, those in members.items()},
        unnamed,
        {
            right: {
                number[subject]: {number[h]: stated for h, stated in holders.items()}
                for subject, holders in found.held.items()
            }
            for right, found in by_right.items()
        },
        {
            right: {
                (number[h], number[s]): _agreed(stated) for (h, s), stated in found.told.items()
            }
            for right, found in by_right.items()
        },
        frozenset(number[subject] for subject in follows),
        tuple(_others(organisation, holdings, number)),
        rules,
        ruled_on,
        frozenset({*organisation.history, *_LOOKED}),
        tuple(notes),
        doubted=frozenset(
            (number[member], number[block])
            for block, those in members.items()
            for member, sure in those.items()
            if not sure
        ),
    )


_LOOKED = (
    "holdings.*.holder", "holdings.*.in", "holdings.*.class", "holdings.*.for", "holdings.*.as",
    "holdings.*.joint", "agreements.*.binds", "bodies.*.of", "bodies.*.kind",
    "decisions.*.effects",
)  # fmt: skip


def _agreed(stated: Stated) -> tuple[Share, tuple[str, ...]]:
    """What is told in sum more than once: what agrees with all, or all that any allows."""
    total = stated[0][0]
    for share, _ in stated[1:]:
        total = total.within(share) or Share(
            min(total.low, share.low), max(total.high, share.high)
        )
    return total, tuple(entry for _, entry in stated)


def _others(
    organisation: Organisation, holdings: Iterable[Counted], number: Mapping[str, int]
) -> Iterable[Other]:
    for each in holdings:
        right = each.holding.right
        if each.holding.shares is not None or right in DIVIDED:
            continue
        if organisation.parties[each.holder].reason != NOBODY:
            yield Other(number[each.holder], number[each.subject], right, each.name, each.sure)
