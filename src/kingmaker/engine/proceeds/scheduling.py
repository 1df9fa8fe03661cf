"""Working out a programme: from break point to break point, each the nearest thing to happen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kingmaker.engine.proceeds.pieces import Piece, Pieces
from kingmaker.engine.proceeds.programme import Cap, Phase, Programme
from kingmaker.engine.proceeds.stops import Ground, Paid, Why


@dataclass(frozen=True, slots=True)
class BreakPoint:
    """A value at which something changes.

    Attributes
    ----------
    value : Fraction
        What is distributed in all.
    payouts : tuple of n Fraction
        What each party has of it.
    slopes : tuple of n Fraction
        What each gets of the next unit.
    phase : int or None
        The phase that goes on from here, by number; None if all are over.
    why : tuple of Ground
        What happens here; at the start of all mostly nothing.
    """

    value: Fraction
    payouts: tuple[Fraction, ...]
    slopes: tuple[Fraction, ...]
    phase: int | None
    why: tuple[Ground, ...]


Payouts: TypeAlias = "tuple[Fraction, ...]"
"""What each party has, or gets of the next unit."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A programme worked out: who has what at every value.

    Attributes
    ----------
    breakpoints : tuple of BreakPoint
        Ascending, the first at 0.
    unreached : tuple of int
        Phases that no value reaches, as one before them never ends.
    """

    breakpoints: tuple[BreakPoint, ...]
    unreached: tuple[int, ...]

    def payouts(self, value: Fraction) -> Payouts:
        """What each party has of a value; ValueError if it is negative."""
        last = self._before(value)
        return tuple(
            payout + slope * (value - last.value)
            for payout, slope in zip(last.payouts, last.slopes, strict=True)
        )

    def payout(self, party: int, value: Fraction) -> Fraction:
        """What one party has of a value; ValueError if it is negative."""
        return self.payouts(value)[party]

    def marginal(self, value: Fraction) -> Payouts:
        """What each party gets of the next unit; ValueError if the value is negative."""
        return self._before(value).slopes

    def line(self, party: int) -> Pieces:
        """What one party has, as a function of the value."""
        found: list[Piece] = []
        for each in self.breakpoints:
            piece = Piece(each.value, each.payouts[party], each.slopes[party])
            if not found or found[-1].slope != piece.slope:
                found.append(piece)
        return Pieces(tuple(found))

    def least_value(self, party: int, amount: Fraction) -> Fraction | None:
        """The least value at which a party has an amount; None if it never does."""
        return self.line(party).least_value(amount)

    def indifferent(self, party: int) -> list[tuple[Fraction, Fraction | None]]:
        """The values over which a party gains nothing, each from and up to; None is no end."""
        return self.line(party).indifferent()

    def _before(self, value: Fraction) -> BreakPoint:
        if value < 0:
            raise ValueError("what is distributed is not less than nothing")
        return next(each for each in reversed(self.breakpoints) if each.value <= value)


def scheduled(programme: Programme) -> Schedule:
    """Work out the break points of a programme, and what everybody has at each.

    Parameters
    ----------
    programme : Programme
        Its phases and caps.

    Returns
    -------
    Schedule
        Between break points every payout is a straight line.

    Raises
    ------
    ValueError
        If the phases end, and nobody is named for the rest.
    """
    return _Run(programme).worked_out()


class _Run:
    """Where a programme stands while it is worked out."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.paid: list[Fraction] = [Fraction(0)] * programme.parties
        self.value: Fraction = Fraction(0)
        self.starts: list[list[Fraction]] = []
        self.breakpoints: list[BreakPoint] = []
        self.why: list[Ground] = []
        self.capped: set[int] = set()

    def worked_out(self) -> Schedule:
        phases = self.programme.phases
        for number, phase in enumerate(phases):
            self.starts.append(list(self.paid))
            if not self._runs(number, phase):
                return Schedule(tuple(self.breakpoints), tuple(range(number + 1, len(phases))))
        rest = self.programme.rest
        if rest is None:
            raise ValueError(
                f"the phases end at {self.value}, and nobody gets what is left after them"
            )
        self._note([Fraction(party == rest) for party in range(self.programme.parties)], None)
        return Schedule(tuple(self.breakpoints), ())

    def _runs(self, number: int, phase: Phase) -> bool:
        """Go through one phase; whether it ends."""
        while True:
            caps = self._caps(number, phase)
            self._cap(number, caps)
            slopes = phase.slopes(set(caps) & self.capped, self.programme.parties)
            if slopes is None:
                self.why.append(Ground(Why.EXHAUSTED, number, frozenset(phase.parts)))
                return True
            stop, left = phase.until, None
            if stop is not None:
                start = self.starts[stop.since]
                since = [now - then for now, then in zip(self.paid, start, strict=True)]
                left = stop.left(Paid(since, slopes))
                if left == 0:
                    self.why.append(Ground(stop.why, number, stop.parties))
                    return True
            ways: list[Fraction] = [
                (most - self.paid[party]) / slopes[party]
                for party, most in caps.items()
                if slopes[party] and party not in self.capped
            ]
            if left is not None:
                ways.append(left)
            self._note(slopes, number)
            if not ways:
                return False
            more = min(ways)
            self.value += more
            self.paid = [have + get * more for have, get in zip(self.paid, slopes, strict=True)]

    def _caps(self, number: int, phase: Phase) -> dict[int, Fraction]:
        """The most that each may have in all while a phase lasts."""
        found: dict[int, Fraction] = {}
        for caps, start in (
            (self.programme.caps, self.starts[0]),
            (phase.caps, self.starts[number]),
        ):
            for party, cap in caps.items():
                most = _most(cap, start[party])
                found[party] = min(most, found.get(party, most))
        return found

    def _cap(self, number: int, caps: dict[int, Fraction]) -> None:
        """See who is capped now, and note who newly is."""
        now = {party for party, most in caps.items() if self.paid[party] >= most}
        self.why += [
            Ground(Why.CAPPED, number, frozenset({party})) for party in sorted(now - self.capped)
        ]
        self.capped = now

    def _note(self, slopes: list[Fraction] | tuple[Fraction, ...], phase: int | None) -> None:
        self.breakpoints.append(
            BreakPoint(self.value, tuple(self.paid), tuple(slopes), phase, tuple(self.why))
        )
        self.why = []


def _most(cap: Cap, before: Fraction) -> Fraction:
    return before + cap.amount if cap.on_top else cap.amount
