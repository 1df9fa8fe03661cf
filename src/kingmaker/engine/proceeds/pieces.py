"""What somebody gets as a function of what there is: straight pieces, with jumps between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece, from where it starts to where the next does.

    Attributes
    ----------
    start : Fraction
        What there is, in money.
    value : Fraction
        What is got of it there.
    slope : Fraction
        The part got of each further unit.
    """

    start: Fraction
    value: Fraction
    slope: Fraction

    def at(self, amount: Fraction) -> Fraction:
        """What is got of an amount on this piece."""
        return self.value + self.slope * (amount - self.start)


@dataclass(frozen=True, slots=True)
class Pieces:
    """A payout at every value: where a piece starts its own value holds, not the end before it.

    Attributes
    ----------
    pieces : tuple of Piece
        The first starts where the function does; the last has no end.
    """

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        if not self.pieces:
            raise ValueError("a payout has at least one piece")
        starts = self.starts
        if any(a >= b for a, b in pairwise(starts)):
            raise ValueError("each piece starts after the one before it")

    @staticmethod
    def through(points: Sequence[tuple[Fraction, Fraction]], slope: Fraction) -> Pieces:
        """The function through points without a jump, and with a slope after the last.

        Parameters
        ----------
        points : sequence of (Fraction, Fraction)
            What there is, ascending, and what is got of it.
        slope : Fraction
            The part got of each unit after the last point.

        Examples
        --------
        >>> points = [(Fraction(0), Fraction(0)), (Fraction(4), Fraction(3))]
        >>> capped = Pieces.through(points, slope=Fraction(0))
        >>> capped.at(Fraction(2)), capped.at(Fraction(9))
        (Fraction(3, 2), Fraction(3, 1))
        """
        found = [
            Piece(start, value, (later - value) / (end - start))
            for (start, value), (end, later) in pairwise(points)
        ]
        return Pieces((*found, Piece(*points[-1], slope)))

    @property
    def starts(self) -> tuple[Fraction, ...]:
        """Where pieces start."""
        return tuple(piece.start for piece in self.pieces)

    @property
    def continuous(self) -> bool:
        """Whether it has no jumps."""
        return all(a.at(b.start) == b.value for a, b in self._pairs())

    @property
    def rising(self) -> bool:
        """Whether more never gives less."""
        return all(piece.slope >= 0 for piece in self.pieces) and all(
            a.at(b.start) <= b.value for a, b in self._pairs()
        )

    def piece(self, amount: Fraction) -> Piece:
        """The piece on which an amount lies; ValueError if it is before the first."""
        number = bisect_right(self.starts, amount) - 1
        if number < 0:
            raise ValueError(f"{amount} is less than {self.pieces[0].start}, where payouts begin")
        return self.pieces[number]

    def at(self, amount: Fraction) -> Fraction:
        """What is got of an amount; ValueError if it is before the first piece."""
        return self.piece(amount).at(amount)

    def slope(self, amount: Fraction) -> Fraction:
        """The part got of the next unit."""
        return self.piece(amount).slope

    def least_value(self, payout: Fraction) -> Fraction | None:
        """The least amount of which so much is got, or more; None if it never is.

        Where a payout falls again later, the first time counts.
        """
        for number, piece in enumerate(self.pieces):
            if piece.value >= payout:
                return piece.start
            if piece.slope > 0:
                found = piece.start + (payout - piece.value) / piece.slope
                if number + 1 == len(self.pieces) or found < self.pieces[number + 1].start:
                    return found
        return None

    def indifferent(self) -> list[tuple[Fraction, Fraction | None]]:
        """Where one gets no part of what is added, as ranges; None is no end."""
        found: list[tuple[Fraction, Fraction | None]] = []
        ends: list[Fraction | None] = [*self.starts[1:], None]
        joined = [False, *(a.at(b.start) == b.value for a, b in self._pairs())]
        for piece, end, joins in zip(self.pieces, ends, joined, strict=True):
            if piece.slope:
                continue
            if joins and found and found[-1][1] == piece.start:
                found[-1] = (found[-1][0], end)
            else:
                found.append((piece.start, end))
        return found

    def _pairs(self) -> Iterable[tuple[Piece, Piece]]:
        return pairwise(self.pieces)


def together(payouts: Sequence[Pieces]) -> Pieces:
    """What several payouts come to, as those of one holder of several classes.

    Raises
    ------
    ValueError
        If there are none, or they do not begin at the same amount.
    """
    if not payouts or len({each.starts[0] for each in payouts}) != 1:
        raise ValueError("payouts that are added up begin at the same amount")
    starts = sorted({start for each in payouts for start in each.starts})
    return Pieces(
        tuple(
            Piece(
                start,
                sum((each.at(start) for each in payouts), Fraction(0)),
                sum((each.slope(start) for each in payouts), Fraction(0)),
            )
            for start in starts
        )
    )
