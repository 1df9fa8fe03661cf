"""What each may get where deciders change their minds: in stable answers, and where none is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.shares import Threshold
from kingmaker.engine.proceeds.claims import Security
from kingmaker.engine.proceeds.deciding import decisions
from kingmaker.engine.proceeds.equilibria import (
    MOST_TRIED,
    NO_RULES,
    discontented,
    possible,
)


def payout_bounds(
    securities: Sequence[Security],
    value: Fraction,
    rules: Mapping[int, Threshold | None] = NO_RULES,
) -> list[tuple[Fraction, Fraction]]:
    """The least and the most each gets, if one decider after the other may change its mind.

    Counted is all that such changes come to in the end and do not leave again: each stable
    answer, and each round that has no end.

    Parameters
    ----------
    securities, value, rules
        See `equilibria`.

    Returns
    -------
    list of (Fraction, Fraction)
        For each security; equal where everything comes to one answer.

    Raises
    ------
    ValueError
        If the value is negative, or the terms cannot be.
    TooLarge
        If there are too many deciders to try every set of them.
    """
    table = decisions(securities, rules)
    size = len(table.deciders)
    if size > MOST_TRIED:
        raise TooLarge(
            f"{size} securities decide by what the others do; up to {MOST_TRIED} can be tried in "
            "every way"
        )
    changes = {
        chosen: [chosen ^ 1 << k for k in discontented(table, chosen, value)]
        for chosen in range(1 << size)
        if possible(table, chosen, value)
    }
    reached = {chosen: _reached(changes, chosen) for chosen in changes}
    final = [
        chosen for chosen in changes if all(chosen in reached[other] for other in reached[chosen])
    ]
    paid = [table.waterfall(chosen).payouts(value) for chosen in final]
    return [(min(column), max(column)) for column in zip(*paid, strict=True)]


def _reached(changes: Mapping[int, Sequence[int]], start: int) -> set[int]:
    """All that changes of mind may lead to, the start within."""
    found, waiting = {start}, [start]
    while waiting:
        for other in changes[waiting.pop()]:
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found
