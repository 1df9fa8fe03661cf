"""Values as people read them: figures to four places, parties by their labels.

Rounding happens here and nowhere before; the exact fraction stays in the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, cast

from kingmaker.analyses import Answer, Column, Some

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
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    unit = 10**places
    scaled = round(value * unit)
    if value > 0 and scaled == 0:
        return f"<{_point(1, places)}"
    if value < whole and scaled == whole * unit:
        return f">{_point(scaled - 1, places)}"
    return _point(scaled, places)


def _point(scaled: int, places: int) -> str:
    above, below = divmod(scaled, 10**places)
    return f"{above:,}.{below:0{places}d}"


def percent(value: Fraction) -> str:
    """A share as a percentage, to one place unless it is whole.

    Examples
    --------
    >>> percent(Fraction(265, 770)), percent(Fraction(1, 2)), percent(Fraction(9999, 10000))
    ('34.4 %', '50 %', '>99.9 %')
    """
    return f"{decimal(value * 100, 1, 100)} %"


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
    digits = str(abs(value)) if abs(value) < 10**4000 else None
    if digits is None:
        return f"more than 1e{(abs(value).bit_length() - 1) * 30102 // 100000}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[0]}.{digits[1:5]}e+{len(digits) - 1}"


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
