"""Everything that a party controls."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.owning import (
    PartyName,
    PartyNames,
    dated,
    followed,
    overstated,
    silent,
    steered,
)
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.model import Organisation
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.network import Ownership
from kingmaker.translate.ownership.reading import Reading

METHOD = (
    "The least set of companies that fall to whoever has most of their votes, most of their "
    "board, or control as stated; what has fallen acts with it (Ceri, Gottlob and Tanca 1990). "
    "Certain on the least that is stated, possible on the most."
)


@dataclass(frozen=True, slots=True)
class Controlled:
    """A company under somebody's control, or perhaps."""

    company: str = column("what is controlled", unit="party")
    controls: Verdict = column("whether it is", unit="verdict")
    by: tuple[str, ...] = column("the means that are enough", unit="texts")
    votes: Share = column("part of the votes at its command", unit="share")
    capital: Share = column("part of the capital that is its own, over all chains", unit="share")
    through: tuple[str, ...] = column("who stands in between and is controlled", unit="parties")


@question("What does {party} control?")
def controls(
    organisation: Organisation, party: PartyName, *, together: PartyNames = ()
) -> Answer[Controlled]:
    """List every company that a party controls, certainly or possibly, and by what means.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    party : str
        Who, by its name in the file.
    together : tuple of str
        Who acts with it.

    Returns
    -------
    Answer of Controlled
        One row a company: those that are certain first, each in the order of the file. What the
        party cannot control, whatever is not known, is left out.

    References
    ----------
    Ceri, S., Gottlob, G. and Tanca, L. (1990). Logic Programming and Databases. Springer.
    """
    owned = ownership(organisation)
    reading = Reading(owned)
    acting = frozenset(owned.number[name] for name in (party, *together))
    sure = frozenset(reading.means.reached(acting, at_most=False))
    most = frozenset(reading.means.reached(acting, at_most=True))
    below = set[int]().union(*(owned.all_below(each) for each in acting))
    rows = [
        _controlled(owned, reading, acting, company, company in sure)
        for company in sorted(most)
        if company in below and company not in owned.blocks
    ]
    rows.sort(key=lambda row: row.controls is not Verdict.CERTAIN)
    elsewhere = len({c for c in most if c not in owned.blocks} - below)
    joined = ", ".join(organisation.label(name) for name in (party, *together))
    return Answer(
        question=f"What {'do' if together else 'does'} {joined} control?",
        rows=tuple(rows),
        row=Controlled,
        method=METHOD,
        footing=owned.facts(range(len(owned.names))),
        notes=(
            *_strangers(elsewhere),
            *followed(owned, below),
            *steered(owned, below),
            *silent(reading, acting),
            *overstated(owned, below),
            *dated(organisation),
            *owned.notes,
        ),
    )


def _controlled(
    owned: Ownership, reading: Reading, acting: frozenset[int], company: int, sure: bool
) -> Controlled:
    first = min(acting)
    least = frozenset(reading.means.reached(acting, at_most=False)) | acting
    most = frozenset(reading.means.reached(acting, at_most=True)) | acting
    theirs = least if sure else most
    held = reading.column("votes", company)
    low = high = Share.exactly(0)
    if held is not None:
        low = held.held_by(least - {company}, with_anyone=False)
        high = held.held_by(most - {company}, with_anyone=True)
    on_the_way = (theirs - acting) & owned.all_above(company) - {company}
    return Controlled(
        owned.names[company],
        Verdict.CERTAIN if sure else Verdict.POSSIBLE,
        tuple(reading.means_of(theirs - {company}, company, at_most=not sure)),
        Share(low.low, high.high, low.low_open, high.high_open),
        reading.multiplied("economic", first, company)
        if len(acting) == 1
        else reading.pooled("economic", acting, company),
        tuple(owned.names[p] for p in sorted(on_the_way) if p not in owned.blocks),
    )


def _strangers(number: int) -> tuple[str, ...]:
    if not number:
        return ()
    companies = "one company" if number == 1 else f"{number:,} companies"
    return (
        f"Holders are not named in {companies} more, in which it holds nothing that is stated; "
        + "these might be its own, and are left out.",
    )
