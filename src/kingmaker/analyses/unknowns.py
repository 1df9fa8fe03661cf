"""What is not known of who owns a company, and which of it matters most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import question
from kingmaker.analyses.owning import RIGHTS, PartyName, dated, followed, overstated, packs_for
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.model import Organisation
from kingmaker.model.holdings import DIVIDED, Divided
from kingmaker.translate.ownership.changing import with_anyone, with_holder, with_share
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.judging import RANK, Judge
from kingmaker.translate.ownership.network import Ownership, path_of
from kingmaker.translate.ownership.reading import Reading

METHOD = (
    "Each thing that is not known is put to the least and to the most that it may be, the others "
    "as they are; counted are the verdicts of control and of the packs that are certain or "
    "excluded at one end and not at both as they are now."
)
MOST_TRIED = 60
"""Unknown things that are put to both their ends."""

MOST_VERDICTS = 40_000
"""Verdicts to be worked out again, times the parties that each may look through."""

MOST_HOLDERS = 40
"""Parties who are tried as a holder that is not named."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that is not known."""

    what: str = column("what is not known", unit="text")
    holder: tuple[str, ...] = column("who holds; nobody where no one is named", unit="parties")
    of: str = column("of whom", unit="party")
    right: str = column("a part of what", unit="text")
    share: Share = column("between what it lies", unit="share")
    may_settle: int | None = column("verdicts that it may settle or turn by itself", unit="count")
    whose: tuple[str, ...] = column("of whom these verdicts are", unit="parties")
    entry: str | None = column("where it is stated", unit="path")


@dataclass(frozen=True, slots=True)
class _Gap:
    """A stake, or a rest, that is not known exactly."""

    right: Divided
    subject: int
    holder: int | None
    share: Share
    entry: str | None
    what: str


@question("What is not known about who owns {company}, and what of it matters?")
def unknowns(
    organisation: Organisation, company: PartyName, *, pack: tuple[str, ...] = ()
) -> Answer[Unknown]:
    """List what is missing about the owners of a company; what would settle most comes first.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    company : str
        Which party, by its name in the file.
    pack : tuple of str
        Packs whose verdicts are to be settled; all shipped ones about beneficial owners if none.
        Plain control is always one.

    Returns
    -------
    Answer of Unknown
        One row for each share that is not exact, each holder that is not named, and each rest of
        a company that nothing is stated of, at any distance above.
    """
    owned = ownership(organisation)
    target = owned.number[company]
    above = owned.all_above(target)
    packs = packs_for(pack, "beneficial owners")
    now = _verdicts(owned, target, packs)
    gaps = sorted(_gaps(owned, above), key=lambda gap: gap.share.low - gap.share.high)
    rows: list[Unknown] = []
    tried = min(MOST_TRIED, max(3, MOST_VERDICTS // max(1, len(now) * len(above))))
    for number, gap in enumerate(gaps):
        changed = None
        if number < tried:
            ends = [_verdicts(other, target, packs) for other in _at_ends(owned, gap)]
            changed = {who for who in now if len({end[who] for end in ends} | {now[who]}) > 1}
        rows.append(_row(owned, gap, changed))
    rows.sort(key=lambda row: -(row.may_settle or 0))
    notes: list[str] = []
    if len(gaps) > tried:
        notes.append(f"Only the {tried} widest of {len(gaps)} were tried at their ends.")
    return Answer(
        question=f"What is not known about who owns {organisation.label(company)}, and what of "
        "it matters?",
        rows=tuple(rows),
        row=Unknown,
        method=METHOD,
        footing=owned.facts(above),
        notes=(
            *notes,
            *followed(owned, above),
            *overstated(owned, above),
            *dated(organisation),
        ),
    )


def _gaps(owned: Ownership, above: set[int]) -> Iterator[_Gap]:
    for right in DIVIDED:
        stakes = owned.stakes(right, named=True).shares
        tight = owned.tight(right, named=True)
        for subject in sorted(above):
            if subject in owned.blocks or (
                right == "votes" and not owned.held["votes"].get(subject)
            ):
                continue
            for holder, share in stakes.get(subject, {}).items():
                entries = owned.entries(holder, subject, right)
                entry = entries[0] if entries else None
                if holder in owned.unnamed:
                    why = f"who holds it: {owned.reason(holder)}"
                    yield _Gap(right, subject, holder, share, entry, why)
                elif not share.known:
                    yield _Gap(right, subject, holder, share, entry, "how much is held")
            found = tight.columns.get(subject)
            if (
                found is not None
                and found.consistent
                and found.others.high
                and stakes.get(subject)
            ):
                yield _Gap(right, subject, None, found.others, None, "who holds the rest")
    for subject in sorted(above):
        party = subject not in owned.blocks and subject not in owned.above
        kind = owned.kind(subject) if party else ""
        if kind in ("organisation", "arrangement"):
            whole = Share(Fraction(0), Fraction(1))
            yield _Gap("economic", subject, None, whole, None, "who owns it at all")


def _at_ends(owned: Ownership, gap: _Gap) -> Iterator[Ownership]:
    """The network with one thing known: at the least, and at the most, that it may be."""
    if gap.holder is None:  # whoever holds the rest may be somebody listed
        yield with_anyone(owned, gap.right, gap.subject, gap.share)
        return
    if gap.holder in owned.unnamed:  # it may be nobody who is listed, or any who is
        yield with_holder(owned, gap.right, gap.subject, gap.holder, None)
        for party in sorted(owned.all_above(gap.subject))[:MOST_HOLDERS]:
            if owned.kind(party) == "person":
                yield with_holder(owned, gap.right, gap.subject, gap.holder, party)
        return
    share = gap.share
    near = (share.high - share.low) / 10**6  # an end that is left out is come near to
    for end in (share.low + near * share.low_open, share.high - near * share.high_open):
        yield with_share(owned, gap.right, gap.subject, gap.holder, Share.exactly(end))


def _verdicts(
    owned: Ownership, target: int, packs: Mapping[str, object]
) -> dict[tuple[int, str], Verdict]:
    """Of each person or other party above: plain control, and the best of each pack's tests."""
    found: dict[tuple[int, str], Verdict] = {}
    reading = Reading(owned)
    for party in sorted(owned.all_above(target)):
        if party == target or party in owned.blocks or party in owned.unnamed:
            continue
        found[party, "control"] = reading.verdict(party, target)
    for name, each in packs_for(tuple(packs)).items():
        judge = Judge(owned, each)
        for party in judge.candidates(target):
            tests = [t for t in each.tests if t.kind != "last resort"]
            verdicts = [judge.judged(test, party, target).verdict for test in tests]
            found[party, name] = max(verdicts, key=RANK.__getitem__)
    return found


def _row(owned: Ownership, gap: _Gap, changed: set[tuple[int, str]] | None) -> Unknown:
    holders: tuple[int, ...] = ()
    if gap.holder is not None:
        holders = owned.blocks.get(gap.holder, (gap.holder,))
    whose = sorted({party for party, _ in changed or ()})
    return Unknown(
        gap.what,
        tuple(owned.names[h] for h in holders),
        owned.names[gap.subject],
        RIGHTS[gap.right],
        gap.share,
        None if changed is None else len(changed),
        tuple(owned.names[p] for p in whose),
        None if gap.entry is None else path_of(gap.entry),
    )
