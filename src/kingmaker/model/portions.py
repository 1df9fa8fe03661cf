"""Parts of a whole as registers tell them: exact, between two bounds, or not known.

The bounds may themselves be left out: ``over 25% to 50%`` is more than a quarter and at most a
half. What is not known lies between nothing and all of it, and is neither of the two.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from kingmaker.model.values import plain, quoted, share

_NONE, _ALL = Fraction(0), Fraction(1)
_BETWEEN = re.compile(r"(?:(over)\s+)?(\S+)\s+to\s+(?:(under)\s+)?(\S+)")
_FROM = re.compile(r"(over|at least)\s+(\S+)")
_UP_TO = re.compile(r"(under|up to)\s+(\S+)")
_DASHED = re.compile(r"([\d./]+%?)\s*(?:-|–|\.\.+)\s*([\d./]+%?)")
_LONGEST = 120  # signs; four numbers do not need more


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of a whole, as far as it is known.

    Attributes
    ----------
    low, high : Fraction
        Between 0 and 1.
    low_open, high_open : bool
        Whether it is more than the low, and less than the high, and not equal to it.
    """

    low: Fraction
    high: Fraction
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if not _NONE <= self.low <= self.high <= _ALL:
            raise ValueError("a part lies between nothing and all, its lower end first")
        if self.low == self.high and (self.low_open or self.high_open):
            raise ValueError("there is no part between these ends")

    @property
    def exact(self) -> Fraction | None:
        """The part, if it is known exactly."""
        return self.low if self.low == self.high else None

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return self != UNKNOWN

    def __str__(self) -> str:
        """The shortest spelling that reads as the same.

        Examples
        --------
        >>> str(portion("0.25 to 50%")), str(portion("over 75% to 100%")), str(portion("1/3"))
        ('25% to 50%', 'over 75%', '1/3')
        """
        if self.low == self.high:
            return _spelt(self.low)
        if self == UNKNOWN:
            return "unknown"
        if self.high == _ALL and not self.high_open:
            return f"{'over' if self.low_open else 'at least'} {_spelt(self.low)}"
        if self.low == _NONE and not self.low_open:
            return f"{'under' if self.high_open else 'up to'} {_spelt(self.high)}"
        low = f"{'over ' if self.low_open else ''}{_spelt(self.low)}"
        return f"{low} to {'under ' if self.high_open else ''}{_spelt(self.high)}"


UNKNOWN = Portion(_NONE, _ALL)
"""A part of which nothing is known."""

_HOW = "a part is written as 49%, 25% to 50%, over 25%, under 10% or unknown"


def _spelt(value: Fraction) -> str:
    return "100%" if value == 1 else "0%" if value == 0 else plain(value)


def portion(value: object) -> Portion:
    """Read a part of a whole.

    Parameters
    ----------
    value : str, int, Fraction or Portion
        ``49%``, ``25% to 50%``, ``over 25% to under 50%``, ``at least 75%``, ``over 50%``,
        ``up to 10%``, ``under 10%`` or ``unknown``.

    Raises
    ------
    ValueError
        If it is none of these, or its ends are the wrong way round.

    Examples
    --------
    >>> portion("over 25% to 50%")
    Portion(low=Fraction(1, 4), high=Fraction(1, 2), low_open=True, high_open=False)
    >>> portion("unknown") == UNKNOWN
    True
    """
    if isinstance(value, Portion):
        return value
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if text == "unknown":
        return UNKNOWN
    if len(text) <= _LONGEST:
        if found := _UP_TO.fullmatch(text):
            under = found[1] == "under"
            return _between(_NONE, _end(found[2], text), text, under=under)
        if found := _BETWEEN.fullmatch(text):
            low, high = _end(found[2], text), _end(found[4], text)
            return _between(low, high, text, over=bool(found[1]), under=bool(found[3]))
        if found := _FROM.fullmatch(text):
            over = found[1] == "over"
            return _between(_end(found[2], text), _ALL, text, over=over)
    try:
        exact = share(value)
    except ValueError:
        if isinstance(value, str) and not re.match(r"[\d-]", text):
            raise ValueError(f"{_HOW}, not {quoted(value)}") from None
        if found := _DASHED.fullmatch(text):
            first, last = found[1], found[2]
            if last.endswith("%") and not first.endswith("%"):
                first += "%"  # 25-50% means a quarter to a half
            told = f"{first} to {last}"
            raise ValueError(f"bounds are written with to between them, {told}") from None
        raise
    return Portion(exact, exact)


def _end(text: str, whole: str) -> Fraction:
    try:
        return share(text)
    except ValueError as error:
        raise ValueError(f"in {quoted(whole)}: {error}") from None


def _between(
    low: Fraction, high: Fraction, text: str, *, over: bool = False, under: bool = False
) -> Portion:
    if low > high:
        raise ValueError(f"the lower end comes first, and in {quoted(text)} it does not")
    if low == high and (over or under):
        raise ValueError(f"no part is {quoted(text)[1:-1]}; write one end otherwise")
    return Portion(low, high, over, under)


def _schema() -> dict[str, Any]:
    examples = ["49%", "1/3", "25% to 50%", "over 25% to 50%", "over 50%", "unknown"]
    return {
        "type": ["string", "integer"],
        "description": "a part of a whole: exact, between bounds, or unknown",
        "examples": examples,
    }


Part: TypeAlias = Annotated[
    Portion,
    BeforeValidator(portion),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(_schema()),
]
"""A part of a whole. In a file: ``49%``, ``over 25% to 50%``, ``at least 75%``, ``unknown``."""
