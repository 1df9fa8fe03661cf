"""Who owns and controls a company in the end, by each right."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.owning import (
    RIGHTS,
    PartyName,
    dated,
    followed,
    overstated,
    silent,
    steered,
    unnamed,
    vetoed,
)
from kingmaker.engine import TooLarge
from kingmaker.engine.approximate import Figure
from kingmaker.engine.ownership.chains import weakest_links
from kingmaker.engine.ownership.shares import NOTHING, Share, Verdict
from kingmaker.engine.ownership.stakes import Holdings
from kingmaker.engine.ownership.voters import chain_power
from kingmaker.model import Organisation
from kingmaker.model.holdings import DIVIDED
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.network import Ownership, path_of
from kingmaker.translate.ownership.reading import Reading

MOST_ABOVE = 1_000
"""Owners that are told."""

METHOD = (
    "Capital: links multiplied and chains added, round circles too, without coming back to the "
    "owner (Brioschi, Buzzacchi and Colombo 1989; Baldone, Brioschi and Paleari 1998). Votes: "
    "those it holds, and those of companies that it controls. Control: the least set of companies "
    "that fall to whoever has most of their votes, most of their board, or control as stated."
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody above a company."""

    owner: tuple[str, ...] = column(
        "who owns or controls it, at any distance; several if they hold one part together",
        unit="parties",
    )
    ultimate: bool = column(
        "whether nobody is stated to hold anything of the owner", unit="yes or no"
    )
    direct: Share = column("part of the capital that it holds itself", unit="share")
    capital: Share = column("part of the capital that is its own, over all chains", unit="share")
    votes: Share | None = column(
        "part of the votes at its command: its own and those of what it controls; none where "
        "nothing is stated of them",
        unit="share",
    )
    controls: Verdict | None = column(
        "whether it controls the company; of a holder that is not named, only if it is certain",
        unit="verdict",
    )
    through: tuple[str, ...] = column("who stands in between", unit="parties")


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of one right in the company."""

    right: str = column("what is held: a part of the capital, the votes, …", unit="text")
    holder: str | None = column("who holds it; nobody for what is not stated", unit="party")
    share: Share | None = column("how much", unit="share")
    together: tuple[str, ...] = column(
        "who hold it together, if it is not one alone", unit="parties", usual=()
    )
    entries: tuple[str, ...] = column("where it is stated", unit="paths")


@dataclass(frozen=True, slots=True)
class Measured:
    """What other measures say of an owner, where all votes above the company are known."""

    owner: str = column("who", unit="party")
    weakest_link: Fraction = column(
        "least share of votes along each chain, added over chains", unit="share"
    )
    shapley: Figure | None = column(
        "Shapley-Shubik index of those at the top, where companies vote as their holders decide",
        unit="probability",
    )
    banzhaf: Figure | None = column(
        "Penrose-Banzhaf index of those at the top, likewise", unit="probability"
    )


@question("Who owns and controls {company} in the end?")
def owners(organisation: Organisation, company: PartyName) -> Answer[Owner]:
    """List everyone above a company: what each has of it by each right, and who controls it.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    company : str
        Which party, by its name in the file.

    Returns
    -------
    Answer of Owner
        One row an owner, whoever controls it first, then by capital. Shares are exact, or within
        bounds; control is certain, possible or excluded. Its part ``stated`` has every holding of
        the company itself by right, and what is not stated; its part ``measures``, where all
        votes above it are known, weakest links and the power of those at the top.

    References
    ----------
    Brioschi, F., Buzzacchi, L. and Colombo, M. G. (1989). Risk capital financing and the
    separation of ownership and control in business groups. Journal of Banking and Finance 13,
    747-772. Baldone, S., Brioschi, F. and Paleari, S. (1998). Ownership measures among firms
    connected by cross-shareholdings and a further analogy with input-output theory. 4th JAFEE
    International Conference on Investment and Derivatives.
    """
    owned = ownership(organisation)
    reading = Reading(owned)
    target = owned.number[company]
    above = owned.all_above(target)
    if len(above) > MOST_ABOVE:
        raise TooLarge(
            f"there are {len(above):,} owners above {organisation.label(company)}, and "
            f"{MOST_ABOVE:,} can be told; ask about a company nearer to them"
        )
    rows = [_owner(owned, reading, party, target) for party in sorted(above) if party != target]
    rank: dict[Verdict | None, int] = {
        Verdict.CERTAIN: 0,
        Verdict.POSSIBLE: 1,
        Verdict.EXCLUDED: 2,
    }
    rows.sort(key=lambda row: (rank.get(row.controls, 1), -row.capital.low, -row.capital.high))
    footing = owned.facts(above)
    return Answer(
        question=f"Who owns and controls {organisation.label(company)} in the end?",
        rows=tuple(rows),
        row=Owner,
        method=METHOD,
        footing=footing,
        notes=(
            *_nobody(rows),
            *followed(owned, above),
            *steered(owned, above),
            *vetoed(owned, target),
            *unnamed(owned, above),
            *silent(reading, *({party} for party in above - {target})),
            *overstated(owned, above),
            *dated(organisation),
            *owned.notes,
        ),
        parts=(
            Answer(
                name="stated",
                question=f"What is stated of {organisation.label(company)} itself?",
                rows=tuple(_stated(owned, target)),
                row=Stated,
                method="As it is stated; what is left of the whole is not stated.",
                footing=footing,
            ),
            Answer(
                name="measures",
                question="What do other measures say of its votes?",
                rows=tuple(_measures(owned, target)),
                row=Measured,
                method="Weakest links (Claessens, Djankov and Lang 2000); indices of the compound "
                "game of all voters up the chains, votes not stated being with nobody.",
                footing=footing,
            ),
        ),
    )


def _owner(owned: Ownership, reading: Reading, party: int, target: int) -> Owner:
    own = party in owned.unnamed
    if own:
        held = owned.tight("economic", named=True).columns.get(target)
        direct = held.holders.get(party, NOTHING) if held else NOTHING
        capital = reading.named_share("economic", party, target)
        votes = reading.named_share("votes", party, target)
    else:
        direct = reading.alone("economic", party, target)
        capital = reading.multiplied("economic", party, target)
        votes = reading.commanded(party, target)
    verdict: Verdict | None = reading.verdict(party, target)
    if own and verdict is not Verdict.CERTAIN:  # whoever it is may hold more by another name
        verdict = None
    between = owned.all_below(party) & owned.all_above(target) - {party, target}
    return Owner(
        tuple(owned.names[member] for member in owned.blocks.get(party, (party,))),
        party not in owned.above,
        direct,
        capital,
        None if owned.votes_unstated(target) else votes,
        verdict,
        tuple(owned.names[p] for p in sorted(between) if p not in owned.blocks),
    )


def _stated(owned: Ownership, target: int) -> list[Stated]:
    """Every holding of a company by right, and the rest."""
    found: list[Stated] = []
    for right in DIVIDED:
        stakes = owned.stakes(right, named=True)
        holders = stakes.shares.get(target)
        if not holders:
            continue
        word = RIGHTS[right]
        for holder, share in holders.items():
            members = owned.blocks.get(holder, ())
            found.append(
                Stated(
                    word,
                    None if members else owned.names[holder],
                    share,
                    tuple(owned.names[m] for m in members),
                    tuple(owned.entries(holder, target, right)),
                )
            )
        column = owned.tight(right, named=True).columns[target]
        if column.consistent and column.others.high:
            found.append(Stated(f"{word}, not stated", None, column.others, (), ()))
    found += [
        Stated(o.right, owned.names[o.holder], None, (), (path_of(o.entry),))
        for o in owned.others
        if o.subject == target
    ]
    return found


def _measures(owned: Ownership, target: int) -> list[Measured]:
    """Weakest links, and power through the chains, if all votes above a company are known."""
    stakes = owned.stakes("votes")
    above = owned.all_above(target)
    inside = [stake for stake in stakes.held if stake.subject in above]
    known = all(stake.share.known for stake in inside) and not any(
        rest.anyone.high for subject, rest in stakes.rests.items() if subject in above
    )
    if not inside or not known or owned.blocks:
        return []
    votes = Holdings.of(len(owned.names), [(s.holder, s.subject, s.share.low) for s in inside])
    indices: dict[int, tuple[Figure, Figure]] = {}
    if votes.held.get(target):  # else nobody has any say
        with suppress(TooLarge, ValueError):
            players, power = chain_power(votes, target)
            figures = zip(power.shapley, power.banzhaf, strict=True)
            indices = dict(zip(players, figures, strict=True))
    found: list[Measured] = []
    for party in sorted(above - {target}):
        try:
            weakest = weakest_links(votes, party).get(target, Fraction(0))
        except TooLarge:
            return []
        shapley, banzhaf = indices.get(party, (None, None))
        found.append(Measured(owned.names[party], weakest, shapley, banzhaf))
    return sorted(found, key=lambda row: -row.weakest_link)


def _nobody(rows: list[Owner]) -> tuple[str, ...]:
    """What to know where no row has control."""
    if any(row.controls in (Verdict.CERTAIN, Verdict.POSSIBLE) for row in rows):
        return ()
    if not rows:
        return ("Nobody is stated to hold anything of it: all of it is unknown.",)
    return ("Nobody controls it alone, as far as that is stated.",)
