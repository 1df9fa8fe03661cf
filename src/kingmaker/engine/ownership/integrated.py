"""Integrated ownership: direct and through chains of companies, however long and in circles.

References
----------
Brioschi, F., Buzzacchi, L. and Colombo, M. G. (1989). Risk capital financing and the separation
of ownership and control in business groups. Journal of Banking and Finance 13, 747-772.

Baldone, S., Brioschi, F. and Paleari, S. (1998). Ownership measures among firms connected by
cross-shareholdings and a further analogy with input-output theory. 4th JAFEE International
Conference on Investment and Derivatives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.ownership.circles import components
from kingmaker.engine.ownership.solving import returns, settles, solve
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.engine.ownership.walks import Sums, spread, within

MOST_ENTRIES = 5_000_000
"""Figures in a table of ultimate owners."""


def owners(holdings: Holdings, company: int) -> Sums:
    """Everybody's part of one company, over all chains: a column of ``(I - W)^-1 - I``.

    Parameters
    ----------
    holdings : Holdings
        W: who holds how much of whom.
    company : int
        Which company.

    Returns
    -------
    Sums
        For all above it. For a member of a circle it counts chains that pass through the member
        again, and may exceed one; see `corrected_owners`.

    Raises
    ------
    TooLarge
        If a circle has too many members.
    """
    return _less_itself(spread(holdings.holds, holdings.held, company), company)


def owned(holdings: Holdings, party: int) -> Sums:
    """One party's part of everything below it, over all chains: a row of ``(I - W)^-1 - I``."""
    return _less_itself(spread(holdings.held, holdings.holds, party), party)


def corrected_owned(holdings: Holdings, party: int) -> Sums:
    """One party's part of everything below it, over chains that do not pass through it again.

    That is ``V_ij / V_ii`` with ``V = (I - W)^-1``, and ``1 - 1 / V_ii`` of itself, and is there
    also where V is not, as in a group that owns all of itself. It is found by taking the party's
    own holders away.
    """
    found = spread({**holdings.held, party: {}}, holdings.holds, party)
    shares = {other: value for other, value in found.of.items() if other != party}
    own = holdings.held.get(party, {})
    if found.endless.intersection(own):
        return Sums(shares, found.endless | {party})
    itself = sum((found[holder] * part for holder, part in own.items()), Fraction(0))
    return Sums({**shares, party: itself} if itself else shares, found.endless)


def corrected_owners(holdings: Holdings, company: int) -> Sums:
    """Everybody's part of one company, over chains that do not pass through the holder again.

    Raises
    ------
    TooLarge
        If a circle has too many members.
    """
    found = spread(holdings.holds, holdings.held, company)
    shares = dict(found.of)
    again: list[int] = sorted(found.endless)
    for circle in components(holdings.held, found.of):
        if len(circle) == 1 and circle[0] not in holdings.held.get(circle[0], ()):
            continue
        times = returns(within(circle, holdings.held))
        if times is not None:  # it never is in a circle whose walks have a finite sum
            for member, back in zip(circle, times, strict=True):
                shares[member] /= back
    # where walks are endless the party's own holders are taken away, for one after the other
    endless: set[int] = set()
    for party in again:
        below = corrected_owned(holdings, party)
        if company in below.endless:
            endless.add(party)
        elif below[company]:
            shares[party] = below[company]
    if company not in found.endless:
        shares[company] = 1 - 1 / found.of[company]
    return Sums({party: part for party, part in shares.items() if part}, frozenset(endless))


def ultimate_owners(
    holdings: Holdings, companies: Iterable[int] | None = None, *, most: int = MOST_ENTRIES
) -> dict[int, dict[int, Fraction]]:
    """The parts of companies that those have, over all chains, of whom nobody holds any.

    Parameters
    ----------
    holdings : Holdings
        Who holds how much of whom.
    companies : iterable of int
        Which to tell; all if it is not said.
    most : int
        Figures to be kept at a time.

    Returns
    -------
    dict of int to dict of int to Fraction
        For each company its ultimate owners. They add up to one less what is held by none of
        the parties, or by groups that own all of themselves and have none. Companies whose
        chains have no finite sum, as more than the whole is held in circles, are left out.

    Raises
    ------
    TooLarge
        If a circle has too many members, or there are more figures than allowed.
    """
    wanted = set(range(holdings.parties) if companies is None else companies)
    among: set[int] = set()
    waiting = list(wanted)
    while waiting:
        party = waiting.pop()
        if party not in among:
            among.add(party)
            waiting.extend(holdings.held.get(party, ()))
    known: dict[int, dict[int, Fraction] | None] = {}
    entries = 0
    for part in components(holdings.held, among):
        for party, found in zip(part, _ultimate(holdings, part, known), strict=True):
            known[party] = found
            entries += len(found or ())
        if entries > most:
            raise TooLarge(
                f"the ultimate owners of {len(among):,} companies are more than {most:,} "
                "figures; ask for fewer companies at a time"
            )
    return {
        company: found
        for company in sorted(wanted)
        if (found := known[company]) is not None and holdings.held.get(company)
    }


def _ultimate(
    holdings: Holdings, part: list[int], known: Mapping[int, dict[int, Fraction] | None]
) -> list[dict[int, Fraction] | None]:
    """The ultimate owners of companies in a circle, or of one, if those above are known."""
    if len(part) == 1 and not holdings.held.get(part[0]):
        return [{part[0]: Fraction(1)}]
    inside = set(part)
    sides: dict[int, list[Fraction]] = {}
    for number, company in enumerate(part):
        for holder, share in holdings.held[company].items():
            if holder in inside:
                continue
            above = known[holder]
            if above is None:
                return [None] * len(part)
            for owner, value in above.items():
                sides.setdefault(owner, [Fraction(0)] * len(part))[number] += share * value
    if len(part) == 1 and part[0] not in holdings.held[part[0]]:
        return [{owner: side[0] for owner, side in sides.items()}]
    if not sides:
        return [{} for _ in part]
    rows = within(part, holdings.held)
    solved = solve(rows, list(sides.values())) if settles(rows) else None
    if solved is None:
        return [None] * len(part)
    return [
        {owner: values[number] for owner, values in zip(sides, solved, strict=True)}
        for number in range(len(part))
    ]


def _less_itself(found: Sums, party: int) -> Sums:
    """The same without the walk that goes nowhere."""
    if party in found.endless:
        return found
    itself = found.of[party] - 1
    rest = {other: value for other, value in found.of.items() if other != party}
    return Sums({**rest, party: itself} if itself else rest, found.endless)
