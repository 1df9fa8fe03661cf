"""The stable answers over all values: from where to where each holds, and where payouts jump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.shares import Threshold
from kingmaker.engine.proceeds.claims import Security
from kingmaker.engine.proceeds.deciding import Decisions, decisions
from kingmaker.engine.proceeds.equilibria import (
    NO_RULES,
    TieRule,
    distinct,
    named,
    possible,
    wavering,
)
from kingmaker.engine.proceeds.sets_of_values import ALL, Values, inside, where, with_roots
from kingmaker.engine.proceeds.waterfall import Waterfall

_ZERO = Fraction(0)

MOST_FOLLOWED = 8
"""Deciders of which every set is followed over all values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A stable answer over a span; see `equilibria.Answer` for the names.

    Attributes
    ----------
    converts, indifferent : tuple of int
        The securities that convert by decision, and those of them that gain nothing by it.
    rules : tuple of TieRule
        Which rules take it.
    waterfall : Waterfall
        What it pays, within the span.
    """

    converts: tuple[int, ...]
    indifferent: tuple[int, ...]
    rules: tuple[TieRule, ...]
    waterfall: Waterfall


@dataclass(frozen=True, slots=True)
class Span:
    """Values with the same stable answers.

    Attributes
    ----------
    low, high : Fraction
        From and up to; None is no end. They are equal for a single value.
    with_low, with_high : bool
        Whether the ends belong to it.
    choices : tuple of Choice
        The stable answers, fewest conversions first; there may be none.
    """

    low: Fraction
    high: Fraction | None
    with_low: bool
    with_high: bool
    choices: tuple[Choice, ...]

    def __contains__(self, value: Fraction) -> bool:
        above = value > self.low or (self.with_low and value == self.low)
        return above and (
            self.high is None or value < self.high or (self.with_high and value == self.high)
        )

    def taken(self, rule: TieRule) -> Choice | None:
        """The answer a rule takes; None if it settles on none."""
        those = [choice for choice in self.choices if rule in choice.rules]
        return those[0] if len(those) == 1 else None


@dataclass(frozen=True, slots=True)
class Jump:
    """A value at which payouts do not bend but jump, under some rule.

    Attributes
    ----------
    value : Fraction
        Of the whole.
    below, above : tuple of Fraction
        What each security gets just below, and just above.
    decides : tuple of int
        The securities that do otherwise above.
    """

    value: Fraction
    below: tuple[Fraction, ...]
    above: tuple[Fraction, ...]
    decides: tuple[int, ...]


def answers(
    securities: Sequence[Security], rules: Mapping[int, Threshold | None] = NO_RULES
) -> list[Span]:
    """Find the stable answers over all values.

    Parameters
    ----------
    securities, rules
        See `equilibria`.

    Returns
    -------
    list of Span
        In order; together they are all values from 0 up.

    Raises
    ------
    ValueError
        If payouts are curved somewhere: then ask value by value.
    TooLarge
        If there are too many deciders.
    """
    table = decisions(securities, rules)
    size = len(table.deciders)
    if size > MOST_FOLLOWED:
        raise TooLarge(
            f"{size} securities decide by what the others do; over all values up to "
            f"{MOST_FOLLOWED} can be followed: ask value by value"
        )
    if any(None in table.waterfall(chosen).slopes for chosen in range(1 << size)):
        raise ValueError("payouts are curved where a carve-out shares a tier: ask value by value")
    holding = {c: values for c in range(1 << size) if (values := _holding(table, c))}
    ends = {_ZERO}
    for chosen, values in holding.items():
        ends |= {*values.points, *table.waterfall(chosen).starts}
    points = sorted(ends)
    spans: list[Span] = []
    for place, point in enumerate(points):
        at = [chosen for chosen, values in holding.items() if point in values]
        _add(table, spans, Span(point, point, True, True, _choices(table, at, point, point)))
        high = points[place + 1] if place + 1 < len(points) else None
        after = [chosen for chosen, values in holding.items() if values.and_after(point)]
        middle = inside(points, place)
        choices = _choices(table, after, middle, (point + middle) / 2)
        _add(table, spans, Span(point, high, False, False, choices))
    return spans


def jumps(spans: Sequence[Span], rule: TieRule = TieRule.FEWEST) -> list[Jump]:
    """Where payouts jump, if one rule is held to throughout."""
    wide = [span for span in spans if span.high is None or span.high > span.low]
    found: list[Jump] = []
    for before, after in pairwise(wide):
        left, right = before.taken(rule), after.taken(rule)
        if left is None or right is None:
            continue
        below = left.waterfall.payouts(after.low)
        above = right.waterfall.payouts(after.low)
        if below != above:
            changed = {*left.converts} ^ {*right.converts}
            found.append(Jump(after.low, below, above, tuple(sorted(changed))))
    return found


def _holding(table: Decisions, chosen: int) -> Values:
    """The values at which a set of deciders is stable."""
    found = _possible(table, chosen)
    for decider, each in enumerate(table.deciders):
        if not found:
            break
        other = chosen ^ 1 << decider
        starts = {*table.waterfall(chosen).starts, *table.waterfall(other).starts}
        able = _possible(table, other)
        starts |= {*able.points}

        def content(value: Fraction, decider: int = decider, able: Values = able) -> bool:
            if value not in able:
                return True
            return table.content(chosen, decider, table.gains(chosen, decider, value))

        def gain(value: Fraction, member: int, decider: int = decider) -> Fraction:
            return table.gains(chosen, decider, value)[member]

        def total(value: Fraction, decider: int = decider) -> Fraction:
            return sum(table.gains(chosen, decider, value), _ZERO)

        if each.threshold is None:
            starts = {*with_roots(starts, [total])}
        else:
            members = range(len(each.members))
            starts = {*with_roots(starts, [partial(gain, member=m) for m in members])}
        found = found.within(where(starts, content))
    return found


def _possible(table: Decisions, chosen: int) -> Values:
    above = table.possible_above(chosen)
    return ALL if above is None else where({above}, lambda value: value > above)


def _choices(
    table: Decisions, stable: Sequence[int], value: Fraction, second: Fraction
) -> tuple[Choice, ...]:
    """The stable answers at a value, or between two points, by two values there."""
    paid = {
        c: (*table.waterfall(c).payouts(value), *table.waterfall(c).payouts(second))
        for c in stable
        if possible(table, c, value)
    }
    return tuple(
        Choice(table.places(c), wavering(table, c, value), taken, table.waterfall(c))
        for c, taken in named(distinct(paid))
    )


def _add(table: Decisions, spans: list[Span], span: Span) -> None:
    """Add a span to those before, or to the last of them if nothing changes."""
    if spans and spans[-1].choices == span.choices:
        last = spans.pop()
        span = Span(last.low, span.high, last.with_low, span.with_high, span.choices)
    spans.append(span)
