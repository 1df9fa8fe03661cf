"""Values as people read them: figures to four places, parties by their labels.

Rounding happens here and nowhere before; the exact fraction stays in the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor, log10
from typing import Any, cast

from kingmaker.analyses import Answer, Column, Some
from kingmaker.engine.approximate import Approximate
from kingmaker.engine.counting.long_numbers import digits
from kingmaker.engine.ownership.shares import Share, Verdict

NUMBERS = ("probability", "index", "share", "votes", "count", "days")
"""Units whose cells are set flush right."""


def cell(answer: Answer[Any], column: Column, value: Any) -> str:
    """Print one value of an answer.

    Parameters
    ----------
    answer : Answer
        For the labels of parties.
    column : Column
        Its unit says how the value is printed: a probability to four places, a share as a
        percentage, a count with its thousands apart.
    value : any
        As the row has it.

    Returns
    -------
    str
        Text on one line; ``–`` where there is no value.
    """
    match value:
        case None:
            return "–"
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return percent(value) if column.unit == "share" else decimal(value)
        case Approximate() if column.unit == "share" and value.error < 5e-6:
            # what cannot be negative may be so by what floats round away
            return percent(Fraction(value.value if value.most < 0 else max(value.value, 0.0)))
        case Approximate():
            return approximate(value)
        case Share():
            return share(value)
        case Verdict():
            return value.value
        case int():
            return count(value)
        case tuple():
            items = cast("tuple[Any, ...]", value)
            return ", ".join(cell(answer, column, item) for item in items) or "–"
        case Some():
            return f"{value.members:,} of the {value.of:,} {name(answer, value.party)}"
        case _:
            text = str(value)
            if column.unit in ("decision", "body"):
                return answer.label(text)
            return name(answer, text) if column.unit in ("party", "parties") else text


def name(answer: Answer[Any], text: str) -> str:
    """Print a party, or a party with what it provides."""
    party, colon, need = text.partition(":")
    if not colon:
        return answer.label(party)
    return f"{answer.label(party)} ({lowered(answer.label(need))})"


def lowered(label: str) -> str:
    """A label as it stands inside a sentence; what may be a name or initials is left alone.

    Examples
    --------
    >>> lowered("Compute"), lowered("AWS cloud"), lowered("Ann's name")
    ('compute', 'AWS cloud', "Ann's name")
    """
    first, space, rest = label.partition(" ")
    plain = first.isalpha() and first[1:].islower()
    return f"{first.lower()}{space}{rest}" if plain else label


def decimal(value: Fraction, places: int = 4, whole: int = 1) -> str:
    """A fraction to so many places; nothing that is not nought or the whole is printed as such.

    Half a unit of the last place is rounded to the even one.

    Examples
    --------
    >>> decimal(Fraction(9, 28)), decimal(Fraction(0)), decimal(Fraction(1))
    ('0.3214', '0', '1')
    >>> decimal(Fraction(1, 10**6)), decimal(1 - Fraction(1, 10**6))
    ('<0.0001', '>0.9999')
    >>> decimal(Fraction(-7, 250)), decimal(Fraction(-1, 10**6))
    ('-0.0280', '>-0.0001')
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    if value < 0:
        return _negative(decimal(-value, places, whole))
    unit = 10**places
    scaled = round(value * unit)
    if value > 0 and scaled == 0:
        return f"<{_point(1, places)}"
    if value < whole and scaled == whole * unit:
        return f">{_point(scaled - 1, places)}"
    return _point(scaled, places)


def _negative(size: str) -> str:
    """A figure printed without its sign, with it: what is less than it was, then is more."""
    turned = {"<": ">", ">": "<"}.get(size[0], "")
    return f"{turned}-{size.lstrip('<>')}"


def _point(scaled: int, places: int) -> str:
    above, below = divmod(scaled, 10**places)
    return f"{above:,}.{below:0{places}d}"


def approximate(value: Approximate) -> str:
    """A figure with an error bound: to four places if these are certain, else with the bound.

    Examples
    --------
    >>> approximate(Approximate(0.19167101, 1e-12)), approximate(Approximate(0.19, 0.0044, 0.99))
    ('0.1917', '0.190 ± 0.005')
    >>> approximate(Approximate(3e-6, 1e-12)), approximate(Approximate(1e-7, 1e-4, 0.99))
    ('<0.0001', '<0.0002')
    >>> approximate(Approximate(-0.028, 1e-12)), approximate(Approximate(-0.19, 0.0044, 0.99))
    ('-0.0280', '-0.190 ± 0.005')
    """
    if value.most < 0:
        return _negative(approximate(Approximate(-value.value, value.error, value.confidence)))
    least, most = Fraction(max(value.least, 0.0)), Fraction(value.most)
    if (text := decimal(least)) == decimal(most):
        return text
    if not least:
        return f"<{_point(ceil(most * 10**4), 4)}"
    places = floor(-log10(value.error)) + 1
    unit = 10.0**-places
    bound = ceil(value.error / unit + 0.5) * unit  # the figure is rounded too
    return f"{value.value:.{places}f} ± {bound:.{places}f}"


def percent(value: Fraction) -> str:
    """A share as a percentage, to one place unless it is whole.

    Examples
    --------
    >>> percent(Fraction(265, 770)), percent(Fraction(1, 2)), percent(Fraction(9999, 10000))
    ('34.4 %', '50 %', '>99.9 %')
    """
    return f"{decimal(value * 100, 1, 100)} %"


def share(value: Share) -> str:
    """A part of a whole, as far as it is known.

    Examples
    --------
    >>> share(Share(Fraction(1, 4), Fraction(1, 2), low_open=True))
    'over 25 % to 50 %'
    >>> share(Share(Fraction(1, 4), Fraction(1))), share(Share(Fraction(0), Fraction(1)))
    ('at least 25 %', 'not known')
    """
    if value.known:
        return percent(value.low)
    over, under = "over " * value.low_open, "under " * value.high_open
    if value.high >= 1 and not value.high_open:
        return f"{over or 'at least '}{percent(value.low)}" if value.low or over else "not known"
    if not value.low and not value.low_open:
        return f"{under or 'up to '}{percent(value.high)}"
    return f"{over}{percent(value.low)} to {under}{percent(value.high)}"


def count(value: int) -> str:
    """A whole number with its thousands apart; beyond 15 digits only its size.

    Examples
    --------
    >>> count(46188), count(10**30)
    ('46,188', '1.0000e+30')
    """
    return f"{value:,}" if abs(value) < 10**15 else f"{scientific(value)}"


def scientific(value: int) -> str:
    """A large whole number by its leading digits, however large; truncated, not rounded."""
    text = digits(abs(value))
    return f"{'-' if value < 0 else ''}{text[0]}.{text[1:5]}e+{len(text) - 1}"


def texts(answer: Answer[Any]) -> Iterator[tuple[str, ...]]:
    """Every row of an answer as printed text, in the columns that tell something."""
    for row in answer.rows:
        yield tuple(cell(answer, column, getattr(row, column.name)) for column in answer.telling)


def heading(column: Column) -> str:
    """A column's name as people read it.

    Examples
    --------
    >>> heading(Column("formal_shapley", "probability", "…"))
    'formal shapley'
    """
    return column.name.replace("_", " ")
