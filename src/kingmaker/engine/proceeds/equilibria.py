"""Who converts at a value, where it depends on who else does: every stable answer.

An answer is stable if nobody who decides would get more by doing otherwise, while the others who
decide do as they do, and what follows the price follows it. There may be several, where each
converts only if the other does; or none, where one converts only if the other does, and that
other only if the one does not. Where they change, payouts may jump.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.shares import Threshold
from kingmaker.engine.proceeds.claims import Security
from kingmaker.engine.proceeds.deciding import Decisions, decisions

MOST_TRIED = 10
"""Deciders of which every set is tried."""

NO_RULES: Mapping[int, Threshold | None] = {}


class TieRule(Enum):
    """Which stable answer to take, of several."""

    FEWEST = "the one in which fewest convert"
    MOST = "the one in which most convert"


@dataclass(frozen=True, slots=True)
class Answer:
    """One stable answer.

    Attributes
    ----------
    value : Fraction
        Of the whole.
    payouts : tuple of Fraction
        What each security gets.
    converts : tuple of int
        The securities that convert, or are exercised, by decision; others follow the price.
    indifferent : tuple of int
        Those of them that gain nothing by it. Take it that one converts only for a gain, and
        this answer is none.
    rules : tuple of TieRule
        Which rules take this answer. One that several answers bear settles nothing.
    complete : bool
        Whether every set of deciders was tried, and so no other answer is left out.
    """

    value: Fraction
    payouts: tuple[Fraction, ...]
    converts: tuple[int, ...]
    indifferent: tuple[int, ...]
    rules: tuple[TieRule, ...]
    complete: bool = True


def equilibria(
    securities: Sequence[Security],
    value: Fraction,
    rules: Mapping[int, Threshold | None] = NO_RULES,
) -> list[Answer]:
    """Find the stable answers at a value.

    Parameters
    ----------
    securities : sequence of Security
        Each known by its place.
    value : Fraction
        Of the whole; not negative.
    rules : mapping of int to Threshold or None
        For each group how it decides: by the part of its shares that must gain, or, for None,
        by what its members get in all.

    Returns
    -------
    list of Answer
        Those that pay somebody otherwise, fewest conversions first. Empty if none is stable.

    Raises
    ------
    ValueError
        If the value is negative, or the terms cannot be.
    TooLarge
        If there are too many deciders to try, and none of the answers tried is stable.
    """
    table = decisions(securities, rules)
    size = len(table.deciders)
    complete = size <= MOST_TRIED
    if complete:
        found = [chosen for chosen in range(1 << size) if stable(table, chosen, value)]
    else:
        found = sorted(
            {c for first in (0, (1 << size) - 1) for c in _settled(table, first, value)}
        )
        if not found:
            raise TooLarge(
                f"{size} securities decide by what the others do; up to {MOST_TRIED} can be tried "
                "in every way, and none of the ways tried is stable"
            )
    paid = {chosen: table.waterfall(chosen).payouts(value) for chosen in found}
    kept = distinct(paid)
    return [
        Answer(
            value,
            paid[chosen],
            table.places(chosen),
            wavering(table, chosen, value),
            taken,
            complete,
        )
        for chosen, taken in named(kept)
    ]


def stable(table: Decisions, chosen: int, value: Fraction) -> bool:
    """Whether none of the deciders would do otherwise."""
    return (
        possible(table, chosen, value) and next(discontented(table, chosen, value), None) is None
    )


def discontented(table: Decisions, chosen: int, value: Fraction) -> Iterator[int]:
    """The deciders that would do otherwise, by number."""
    for decider in range(len(table.deciders)):
        if not _content(table, chosen, decider, value):
            yield decider


def possible(table: Decisions, chosen: int, value: Fraction) -> bool:
    """Whether these can convert together at a value."""
    above = table.possible_above(chosen)
    return above is None or value > above


def wavering(table: Decisions, chosen: int, value: Fraction) -> tuple[int, ...]:
    """The securities that convert by decision and gain nothing by it."""
    found = [
        each.members
        for k, each in enumerate(table.deciders)
        if chosen >> k & 1
        and possible(table, chosen & ~(1 << k), value)
        and not each.wants(table.gains(chosen, k, value), indifferent=False)
    ]
    return tuple(sorted(place for members in found for place in members))


def _content(table: Decisions, chosen: int, decider: int, value: Fraction) -> bool:
    if not possible(table, chosen ^ 1 << decider, value):
        return True
    return table.content(chosen, decider, table.gains(chosen, decider, value))


def _settled(table: Decisions, chosen: int, value: Fraction) -> Iterator[int]:
    """Let one after the other change its mind, until none does; nothing if that has no end."""
    size = len(table.deciders)
    for _ in range(4 * size * size):
        if not possible(table, chosen, value):
            restless = next(k for k in range(size) if chosen >> k & 1)
        else:
            restless = next(discontented(table, chosen, value), -1)
        if restless < 0:
            yield chosen
            return
        chosen ^= 1 << restless


def distinct(paid: Mapping[int, tuple[Fraction, ...]]) -> list[int]:
    """Of sets of deciders one for each way to be paid: that in which fewest convert."""
    first: dict[tuple[Fraction, ...], int] = {}
    for chosen in sorted(paid, key=_fewer):
        first.setdefault(paid[chosen], chosen)
    return list(first.values())


def named(found: Iterable[int]) -> list[tuple[int, tuple[TieRule, ...]]]:
    """Sets of deciders, fewest first, with the rules that take each."""
    each = sorted(found, key=_fewer)
    counts = [chosen.bit_count() for chosen in each]
    return [
        (
            chosen,
            tuple(
                rule
                for rule, bound in ((TieRule.FEWEST, min(counts)), (TieRule.MOST, max(counts)))
                if chosen.bit_count() == bound
            ),
        )
        for chosen in each
    ]


def _fewer(chosen: int) -> tuple[int, int]:
    return chosen.bit_count(), chosen
