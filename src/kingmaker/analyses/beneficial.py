"""Who is a beneficial owner of a company under each law, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import UnknownName, question
from kingmaker.analyses.owning import (
    NO_ADVICE,
    PartyName,
    dated,
    followed,
    overstated,
    packs_for,
    threshold_given,
    unnamed,
)
from kingmaker.analyses.verdicts import ends, judgements, reason
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.model import Organisation
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.judging import Finding, Judge

METHOD = (
    "Each pack's tests on the same holdings: certain if met whatever is not known, possible if "
    "met for some of it, excluded if for none."
)


@dataclass(frozen=True, slots=True)
class Beneficial:
    """What one law says of one party."""

    party: str = column("who", unit="party")
    pack: str = column("under which law", unit="text")
    verdict: str = column("certain, possible, excluded, or told in another's stead", unit="text")
    test: str = column("the test that is met, or comes nearest", unit="text")
    text: str = column("article or paragraph", unit="text")
    share: Share | None = column("how much counts, where the test measures it", unit="share")
    through: tuple[str, ...] = column("through whom", unit="parties")
    reason: str = column("why, in words", unit="text")


@dataclass(frozen=True, slots=True)
class Difference:
    """A party of whom the laws do not say the same."""

    party: str = column("who", unit="party")
    found_by: tuple[str, ...] = column("packs under which it is certain", unit="texts")
    perhaps_by: tuple[str, ...] = column("packs under which it is possible", unit="texts")
    not_by: tuple[str, ...] = column("packs under which it is excluded", unit="texts")
    why: str = column("where the difference lies", unit="text")


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain of owners ends without a natural person."""

    party: str = column("who is at the end", unit="party")
    why: str = column("why the chain does not go on", unit="text")
    capital: Share = column("part of the company's capital that leads there", unit="share")


@question("Who are the beneficial owners of {company}?")
def beneficial(
    organisation: Organisation,
    company: PartyName,
    *,
    pack: tuple[str, ...] = (),
    threshold: str | None = None,
) -> Answer[Beneficial]:
    """Apply legal tests of beneficial ownership to a company, one or all of them side by side.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    company : str
        Which party, by its name in the file.
    pack : tuple of str
        Names of packs, or TOML files with one; all shipped ones about beneficial owners if none.
    threshold : str
        Of shares, in place of the packs' own: ``15%`` for so much or more, ``over 25%``.

    Returns
    -------
    Answer of Beneficial
        One row for each party that any pack finds, and each pack: what meets its nearest test, or
        why nothing does. Its part ``differences`` has those of whom packs differ, its part
        ``ends`` where chains end without a person. An aid, and no legal advice.
    """
    packs = packs_for(pack, "beneficial owners")
    for name, each in packs.items():
        if each.finds == "sanctioned companies":
            raise UnknownName(f"{name} is about sanctions, and screen asks it: kingmaker screen")
    owned = ownership(organisation)
    target = owned.number[company]
    above = owned.all_above(target)
    titled, limit = ownership(organisation, titled=True), threshold_given(threshold)
    judges = {
        name: Judge(titled if each.roles == "trustees" else owned, each, limit)
        for name, each in packs.items()
    }
    found = {name: judgements(judge, target) for name, judge in judges.items()}
    parties = sorted({p for each in found.values() for p in each})
    rows = [
        _row(judges[name], name, found[name].get(party), party, target)
        for party in parties
        for name in packs
        if party in found[name] or _asked(judges[name], party)
    ]
    footing = owned.facts(above)
    label = organisation.label(company)
    links = all(each.finds == "close links" for each in packs.values())
    return Answer(
        question=f"Who is closely linked to {label}?"
        if links
        else f"Who are the beneficial owners of {label}?",
        rows=tuple(rows),
        row=Beneficial,
        method=METHOD,
        footing=footing,
        notes=(
            NO_ADVICE,
            *_found_by_none(rows, packs),
            *followed(owned, above),
            *unnamed(owned, above),
            *overstated(owned, above),
            *dated(organisation),
            *(note for each in packs.values() if len(packs) == 1 for note in each.notes),
            *owned.notes,
        ),
        parts=(
            Answer(
                name="differences",
                question="Where do the laws differ?",
                rows=tuple(_differences(rows)),
                row=Difference,
                method="Parties of whom not all packs say the same.",
                footing=footing,
            ),
            Answer(
                name="ends",
                question="Where do chains end without a person?",
                rows=tuple(
                    End(owned.names[party], why, share)
                    for party, why, share in ends(owned, target)
                ),
                row=End,
                method="Owners above whom nobody is stated, and who are no natural persons.",
                footing=footing,
            ),
        ),
    )


def _asked(judge: Judge, party: int) -> bool:
    """Whether a pack asks about parties of such a kind at all."""
    owned = judge.ownership
    return owned.kind(party) in judge.pack.who


def _row(judge: Judge, name: str, found: Finding | None, party: int, target: int) -> Beneficial:
    owned = judge.ownership
    best = found if found is not None else judge.nearest(party, target)
    if best.stopped:
        verdict = "not registrable"
    elif best.test.kind == "last resort":
        verdict = "in place of one"
    else:
        verdict = best.verdict.value
    return Beneficial(
        owned.names[party],
        name,
        verdict,
        best.test.label,
        best.test.text,
        best.share,
        tuple(owned.names[p] for p in best.via if p not in owned.blocks),
        reason(judge, best, target),
    )


def _found_by_none(rows: list[Beneficial], packs: Mapping[str, object]) -> tuple[str, ...]:
    """Packs under which nobody is certain."""
    certain = {row.pack for row in rows if row.verdict == Verdict.CERTAIN.value}
    empty = [name for name in packs if name not in certain]
    if not empty:
        return ()
    return (f"Nobody is certain under {', '.join(empty)}.",)


def _differences(rows: list[Beneficial]) -> list[Difference]:
    found: list[Difference] = []
    for party in dict.fromkeys(row.party for row in rows):
        mine = [row for row in rows if row.party == party]
        if len({row.verdict for row in mine}) < 2:
            continue
        groups = {
            verdict: tuple(row.pack for row in mine if row.verdict == verdict)
            for verdict in ("certain", "possible")
        }
        rest = [row for row in mine if row.verdict not in groups]
        told = dict.fromkeys(f"{row.pack}: {row.reason}" for row in mine)
        found.append(
            Difference(
                party,
                groups["certain"],
                groups["possible"],
                tuple(row.pack for row in rest),
                "; ".join(told),
            )
        )
    return found
