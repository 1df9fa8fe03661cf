"""Case files about ownership, written for tests, and answers with names for numbers."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

import kingmaker as km
from kingmaker.engine.ownership.shares import Share
from kingmaker.files import Case

KINDS = {"person": "{}", "organisation": "{kind: organisation}"}


def case(parties: Mapping[str, str] | str, *holdings: str, more: str = "") -> Case:
    """A case file with some parties and holdings.

    Parameters
    ----------
    parties : mapping of str to str, or str
        By name what is said of it; or names apart by spaces: capitals are organisations, others
        are people.
    holdings : str
        Each as it stands in the file, without its braces; named h0, h1, … in their order.
    more : str
        Further sections.
    """
    if isinstance(parties, str):
        parties = {
            name: KINDS["organisation" if name.isupper() else "person"] for name in parties.split()
        }
    lines = ["kingmaker: 1", "name: Owned", "parties:"]
    lines += [f"  {quoted(name)}: {entry}" for name, entry in parties.items()]
    if holdings:
        lines += ["holdings:", *(f"  h{n}: {{{each}}}" for n, each in enumerate(holdings))]
    return km.loads("\n".join([*lines, more, ""]))


def quoted(name: str) -> str:
    return '"' + name + '"'


def owner(of: Case, company: str, party: str, **asked):
    """The row of `owners` about one party by itself."""
    return next(row for row in km.owners(of, company, **asked).rows if row.owner == (party,))


def capital(of: Case, company: str, **asked) -> dict[str, str]:
    return {"+".join(row.owner): told(row.capital) for row in km.owners(of, company, **asked).rows}


def votes(of: Case, company: str, **asked) -> dict[str, str]:
    return {"+".join(row.owner): told(row.votes) for row in km.owners(of, company, **asked).rows}


def control(of: Case, company: str, **asked) -> dict[str, str]:
    """The verdict of control on each owner; a question mark where none is told."""
    return {
        "+".join(row.owner): row.controls.value if row.controls else "?"
        for row in km.owners(of, company, **asked).rows
    }


def controlled(of: Case, party: str, **asked) -> dict[str, str]:
    return {row.company: row.controls.value for row in km.controls(of, party, **asked).rows}


def found(of: Case, company: str, pack: str, **asked) -> dict[str, str]:
    """The verdict of one pack on each party that it finds."""
    return {r.party: r.verdict for r in km.beneficial(of, company, pack=(pack,), **asked).rows}


def judged(of: Case, company: str, pack: str, party: str, **asked):
    """The row of one pack on one party."""
    rows = km.beneficial(of, company, pack=(pack,), **asked).rows
    return next(row for row in rows if row.party == party)


def caught(of: Case, listed: Iterable[str], pack: str, **asked) -> dict[str, str]:
    rows = km.screen(of, listed=tuple(listed), pack=(pack,), **asked).rows
    return {row.company: row.verdict.value for row in rows}


def told(share: Share | None) -> str:
    """A share as an interval with its brackets, or as a fraction.

    Examples
    --------
    >>> told(Share(Fraction(0), Fraction(1, 2), high_open=True))
    '[0, 1/2)'
    """
    if share is None:
        return ""
    if share.known:
        return str(share.low)
    left, right = "[("[share.low_open], "])"[share.high_open]
    return f"{left}{share.low}, {share.high}{right}"


def percent(share: Fraction) -> str:
    return f"{share.numerator * 100}/{share.denominator * 100}" if share else "0%"


def part(share: Share) -> str:
    """A share as it is written in a case file.

    Examples
    --------
    >>> part(Share(Fraction(1, 4), Fraction(1, 2), low_open=True))
    'over 1/4 to 1/2'
    """
    if share.known:
        return str(share.low) if share.low not in (0, 1) else f"{100 * share.low}%"
    if (share.low, share.high) == (0, 1) and not (share.low_open or share.high_open):
        return "unknown"
    low, high = (f"{100 * end}%" if end in (0, 1) else str(end) for end in (share.low, share.high))
    return f"{'over ' * share.low_open}{low} to {'under ' * share.high_open}{high}"
