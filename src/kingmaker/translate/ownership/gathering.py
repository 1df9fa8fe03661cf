"""Gathers all who hold anything, and what they hold, from an organisation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kingmaker.engine.ownership.shares import Share
from kingmaker.model import Organisation
from kingmaker.model.holdings import DIVIDED
from kingmaker.translate.ownership.columns import columns, is_nobody
from kingmaker.translate.ownership.counted import BEHIND, Counted, counted
from kingmaker.translate.ownership.network import Other, Ownership, Stated
from kingmaker.translate.ownership.steering import steering


def ownership(organisation: Organisation, *, titled: bool = False) -> Ownership:
    """Number all who hold anything, and gather what they hold.

    Parameters
    ----------
    organisation : Organisation
        On its day.
    titled : bool
        Whether a trustee holds whatever it has the title to, also for others; these may have an
        influence then, and no more.
    """
    holdings = list(counted(organisation, titled=titled))
    by_right, follows, steered = columns(organisation, holdings)
    members: dict[str, dict[str, bool]] = {}
    for each in holdings:
        if each.together:
            those = members.setdefault(each.together, {})
            those[each.holder] = those.get(each.holder, False) or each.sure
    behind = dict.fromkeys(e.holder for e in holdings if e.holder.endswith(BEHIND))
    names = (*organisation.parties, *behind, *members)
    number = {name: place for place, name in enumerate(names)}
    rules, ruled_on, notes = steering(organisation, number)
    unnamed = frozenset(
        number[name] for name, party in organisation.parties.items() if party.kind == "unspecified"
    ) | {number[name] for name in behind}
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
                (number[h], number[s]): _added(stated) for (h, s), stated in found.told.items()
            }
            for right, found in by_right.items()
        },
        frozenset(number[subject] for subject in follows),
        tuple(_others(organisation, holdings, number, titled=titled)),
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
        whole=frozenset(
            (right, number[h], number[s])
            for right, found in by_right.items()
            for h, s in found.whole
        ),
        steered=frozenset(number[subject] for subject in steered),
        floors={
            right: {
                (number[h], number[s]): _added(stated) for (h, s), stated in found.floors.items()
            }
            for right, found in by_right.items()
        },
    )


_LOOKED = (
    "holdings.*.holder", "holdings.*.in", "holdings.*.class", "holdings.*.for", "holdings.*.as",
    "holdings.*.joint", "agreements.*.binds", "bodies.*.of", "bodies.*.kind",
    "decisions.*.effects",
)  # fmt: skip


def _added(stated: Stated) -> tuple[Share, tuple[str, ...]]:
    """What several statements of one right come to: they add up, to the whole at most."""
    total = stated[0][0]
    for share, _ in stated[1:]:
        total += share
    if total.high > 1:
        total = Share(min(total.low, Fraction(1)), Fraction(1))
    return total, tuple(entry for _, entry in stated)


def _others(
    organisation: Organisation,
    holdings: Iterable[Counted],
    number: Mapping[str, int],
    *,
    titled: bool,
) -> Iterable[Other]:
    for each in holdings:
        right, behalf = each.holding.right, each.holding.behalf
        if titled and each.holding.capacity == "trustee" and behalf is not None:
            yield Other(number[behalf], number[each.subject], "influence", each.name, sure=False)
        if each.holding.shares is not None or right in DIVIDED:
            continue
        if not is_nobody(organisation, each.holder):
            yield Other(number[each.holder], number[each.subject], right, each.name, each.sure)
