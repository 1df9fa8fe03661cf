"""Parts of sentences about rules, in plain English: shares, numbers, days and names.

Pure functions, right for none, one, two and many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from kingmaker.model import Organisation, When
from kingmaker.model.rules import Threshold
from kingmaker.translate.polls import Voter

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

_PORTIONS = {
    Fraction(1, 2): "half", Fraction(1, 3): "a third", Fraction(2, 3): "two thirds",
    Fraction(1, 4): "a quarter", Fraction(3, 4): "three quarters",
}  # fmt: skip
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def joined(items: Iterable[str], last: str = "and") -> str:
    """Several things in one phrase.

    Examples
    --------
    >>> joined(["Ada"]), joined(["Ada", "Ben"]), joined(["Ada", "Ben", "Cleo"], "or")
    ('Ada', 'Ada and Ben', 'Ada, Ben or Cleo')
    """
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def few(items: Sequence[str], most: int = 5, last: str = "and") -> str:
    """The first of many things, and how many more there are.

    Examples
    --------
    >>> few(["Ada", "Ben", "Cleo", "Dan"], 2), few(["Ada", "Ben", "Cleo"], 2)
    ('Ada, Ben and 2 others', 'Ada, Ben and Cleo')
    """
    if len(items) <= most + 1:
        return joined(items, last)
    return joined([*items[:most], f"{len(items) - most:,} others"], last)


def some(number: int, one: str, many: str = "") -> str:
    """A number of things.

    Examples
    --------
    >>> some(0, "seat"), some(1, "seat"), some(1200, "party", "parties")
    ('no seats', '1 seat', '1,200 parties')
    """
    return f"{f'{number:,}' if number else 'no'} {one if number == 1 else many or f'{one}s'}"


def word(number: int) -> str:
    """A number as it stands in a sentence.

    Examples
    --------
    >>> word(3), word(12)
    ('three', '12')
    """
    return _SMALL[number] if 0 < number < len(_SMALL) else f"{number:,}"


def upper(text: str) -> str:
    """With its first letter large, and the others as they are.

    Examples
    --------
    >>> upper("the LP")
    'The LP'
    """
    return text[:1].upper() + text[1:]


def inner(name: str) -> str:
    """A name as it stands inside a sentence: its article, if it has one, is small.

    Examples
    --------
    >>> inner("The bank"), inner("Theo")
    ('the bank', 'Theo')
    """
    return f"t{name[1:]}" if name.startswith("The ") else name


def stop(text: str) -> str:
    """A sentence with a full stop, if it has no end of its own.

    Examples
    --------
    >>> stop("It stands"), stop("Does it stand?")
    ('It stands.', 'Does it stand?')
    """
    text = text.strip()
    return text if not text or text[-1] in ".?!…" or text[-2:] in ('."', ".”") else f"{text}."


def ended(text: str) -> str:
    """A text in which nothing is said twice: no full stop after ``Inc.``, no all of all.

    Examples
    --------
    >>> ended("It is Acme, Inc.. It votes.")
    'It is Acme, Inc. It votes.'
    """
    return text.replace("..", ".").replace("all of all ", "all ")


def portion(share: Fraction) -> str:
    r"""A share of something, in words or as an exact percentage.

    Examples
    --------
    >>> portion(Fraction(2, 3)), portion(Fraction(85, 100)), portion(Fraction(7, 9))
    ('two thirds', '85\xa0%', '7/9')
    """
    if share in _PORTIONS:
        return _PORTIONS[share]
    written = figure(share * 100)
    return str(share) if "/" in written else f"{written}\N{NO-BREAK SPACE}%"


def figure(value: Fraction) -> str:
    """A number, exact: in decimals where they end soon, else as a fraction.

    Examples
    --------
    >>> figure(Fraction(1200)), figure(Fraction(458, 10)), figure(Fraction(3602, 175))
    ('1,200', '45.8', '3602/175')
    >>> figure(Fraction(-7, 250))
    '-0.028'
    """
    if value.denominator == 1:
        return f"{value.numerator:,}"
    for places in range(1, 5):
        scaled = value * 10**places
        if scaled.denominator == 1:
            whole, rest = divmod(abs(scaled.numerator), 10**places)
            return f"{'-' if value < 0 else ''}{whole:,}.{rest:0{places}}"
    return str(value)


def how_much(rule: Threshold) -> str:
    """How much a threshold asks for: ``more than half``, ``at least 85 %``, ``all``."""
    if rule.more_than is not None:
        return f"more than {portion(rule.more_than)}"
    share = rule.at_least or Fraction(0)
    if rule.of is None:
        return f"at least {figure(share)}"
    return "all" if share == 1 else f"at least {portion(share)}"


def day(value: When | date | None) -> str:
    """A date as people write it, as exact as it is known.

    Examples
    --------
    >>> day(When("2023-11-17")), day(When("2023-11")), day(When("2023")), day(None)
    ('17 November 2023', 'November 2023', '2023', 'undated')
    """
    if value is None:
        return "undated"
    parts = str(value).split("-")
    said = [parts[0]]
    if len(parts) > 1:
        said.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        said.insert(0, str(int(parts[2])))
    return " ".join(said)


def named(organisation: Organisation, name: str) -> str:
    """How a party or another thing is called inside a sentence."""
    return inner(organisation.label(name))


def quoted(organisation: Organisation, decision: str) -> str:
    """A decision by its name, in quotation marks."""
    return f"“{organisation.label(decision)}”"


def some_of(organisation: Organisation, voter: Voter, number: int | None = None) -> str:
    """A voter, or so many of a group: ``217 of the 435 Members``."""
    names = joined(named(organisation, party) for party in voter.parties)
    if voter.members == 1 or number is None:
        return names
    return f"{number:,} of the {voter.members:,} {names}"


def number_of_votes(votes: Fraction) -> str:
    """Votes, as many as they are.

    Examples
    --------
    >>> number_of_votes(Fraction(1)), number_of_votes(Fraction(458, 10))
    ('1 vote', '45.8 votes')
    """
    return f"{figure(votes)} {'vote' if votes == 1 else 'votes'}"
