"""Which companies belong to listed parties, added up and passed on as each rule says."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import UnknownName, question
from kingmaker.analyses.owning import (
    NO_ADVICE,
    PartyNames,
    dated,
    followed,
    overstated,
    packs_for,
    threshold_given,
)
from kingmaker.analyses.verdicts import limit_of, told
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.model import Organisation
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.judging import RANK, Judge
from kingmaker.translate.ownership.screening import Hit, screened

METHOD = (
    "From the listed parties on, by each pack: where shares are added, what listed parties and "
    "all that is caught hold together; where they are not, what each holds, and what it controls."
)


@dataclass(frozen=True, slots=True)
class Caught:
    """What one rule says of one company."""

    company: str = column("which company", unit="party")
    pack: str = column("under which rule", unit="text")
    verdict: Verdict = column("whether it is caught", unit="verdict")
    test: str = column("by which test", unit="text")
    share: Share | None = column("how much counts, where the test measures it", unit="share")
    by: tuple[str, ...] = column("the listed parties that it goes back to", unit="parties")
    through: tuple[str, ...] = column("other companies that are caught on the way", unit="parties")
    reason: str = column("why, in words", unit="text")


@question("Which companies are owned or controlled by listed parties?")
def screen(
    organisation: Organisation,
    *,
    listed: PartyNames = (),
    pack: tuple[str, ...] = (),
    threshold: str | None = None,
) -> Answer[Caught]:
    """Find every company that rules on sanctions count with a list of parties.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    listed : tuple of str
        Parties by their names in the file; those that are ``designated`` there if none is given.
    pack : tuple of str
        Names of packs, or TOML files with one; all shipped ones about sanctions if none.
    threshold : str
        Of shares, in place of the packs' own: ``50%`` for so much or more, ``over 50%``.

    Returns
    -------
    Answer of Caught
        One row for each company that is caught, certainly or possibly, and each pack. An aid, and
        no legal advice.
    """
    packs = packs_for(pack, "sanctioned companies")
    if not all(each.finds == "sanctioned companies" for each in packs.values()):
        raise UnknownName(
            "screen takes packs about sanctions; for owners ask kingmaker beneficial"
        )
    names = listed or tuple(n for n, p in organisation.parties.items() if p.designated)
    owned = ownership(organisation)
    first = [owned.number[name] for name in names]
    rows: list[Caught] = []
    for name, each in packs.items():
        judge = Judge(owned, each, threshold_given(threshold))
        rows += [_caught(judge, name, hit) for hit in screened(judge, first)]
    rows.sort(key=lambda row: (owned.number[row.company], -RANK[row.verdict]))
    below = set[int]().union(*(owned.all_below(party) for party in first))
    return Answer(
        question="Which companies are owned or controlled by listed parties?",
        rows=tuple(rows),
        row=Caught,
        method=METHOD,
        footing=owned.facts(range(len(owned.names))) | {"parties.*.designated"},
        notes=(
            NO_ADVICE,
            *_list(organisation, names),
            *followed(owned, below),
            *overstated(owned, below),
            *dated(organisation),
            *(note for each in packs.values() if len(packs) == 1 for note in each.notes),
            *owned.notes,
        ),
    )


def _caught(judge: Judge, pack: str, hit: Hit) -> Caught:
    owned = judge.ownership
    return Caught(
        owned.names[hit.company],
        pack,
        hit.verdict,
        hit.test.label,
        hit.share,
        tuple(owned.names[p] for p in hit.by),
        tuple(owned.names[p] for p in hit.through if p not in owned.blocks),
        _reason(judge, hit),
    )


def _reason(judge: Judge, hit: Hit) -> str:
    if hit.share is None:
        far = ", if it goes far enough" if hit.verdict is Verdict.POSSIBLE else ""
        return f"{hit.test.label} by a listed party{far}"
    takes = limit_of(judge.limit(hit.test))
    whose = (
        "listed parties have together" if hit.test.kind == "aggregate" else "a listed party has"
    )
    return f"{whose} {told(hit.share)}; it takes {takes}"


def _list(organisation: Organisation, names: tuple[str, ...]) -> tuple[str, ...]:
    if not names:
        return (
            "No party is listed: name them with --listed, or say designated: of them in the file.",
        )
    labels = [organisation.label(name) for name in names]
    more = f" and {len(labels) - 8} more" if labels[8:] else ""
    return (f"Listed: {', '.join(labels[:8])}{more}.",)
