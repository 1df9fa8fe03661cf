"""Why a verdict of ownership or control is so: its proof, and the least that would turn it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import UnknownName, question
from kingmaker.analyses.owning import (
    NO_ADVICE,
    RIGHTS,
    PartyName,
    dated,
    followed,
    packs_for,
    threshold_given,
)
from kingmaker.analyses.verdicts import reason, told
from kingmaker.engine.ownership.flips import Flip, least_share_lost, least_share_won
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.engine.structure.reasons import MOST_TRIES, fewest_enough, fewest_lost
from kingmaker.model import Organisation
from kingmaker.model.packs import Pack
from kingmaker.translate.ownership.changing import only
from kingmaker.translate.ownership.gathering import ownership
from kingmaker.translate.ownership.judging import RANK, Finding, Judge
from kingmaker.translate.ownership.network import Ownership, path_of
from kingmaker.translate.ownership.reading import Reading

METHOD = (
    "The fewest stated facts from which the verdict follows, and the fewest without which it does "
    "not, found from each other as hitting sets (Ignatiev and others 2015)."
)
MOST_FACTS = 400
"""Facts that are looked through for a proof."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One stated fact."""

    entry: str = column("where it is stated", unit="path")
    holder: tuple[str, ...] = column("who holds", unit="parties")
    of: str = column("of whom", unit="party")
    right: str = column("what", unit="text")
    share: Share | None = column("how much", unit="share")


@question("Why does {party} own or control {company}, or not?")
def why(
    organisation: Organisation,
    party: PartyName,
    company: PartyName,
    *,
    pack: str | None = None,
    threshold: str | None = None,
) -> Answer[Ground]:
    """Prove a verdict from as few stated facts as do, and say what would turn it.

    Parameters
    ----------
    organisation : Organisation
        With its holdings, bodies and agreements.
    party : str
        Who, by its name in the file.
    company : str
        Of what, by its name in the file.
    pack : str
        The pack of legal tests, by its name or file; plain control of the company if left out.
    threshold : str
        Of shares, in place of the pack's own.

    Returns
    -------
    Answer of Ground
        The fewest facts that prove a verdict that is certain; all that bear on it if it is only
        possible; none if it is excluded. Its part ``turns`` has the fewest facts without which it
        would not be certain any more.

    References
    ----------
    Ignatiev, A., Previti, A., Liffiton, M. and Marques-Silva, J. (2015). Smallest MUS extraction
    with minimal hitting set dualization. Principles and Practice of Constraint Programming,
    173-182.
    """
    if party == company:
        raise UnknownName("nobody owns itself in the end; ask about two parties")
    owned = ownership(organisation)
    first, target = owned.number[party], owned.number[company]
    verdict_on, told_of = _asked(organisation, pack, threshold, first, target)
    verdict = verdict_on(owned)
    acting = _acting(owned, pack, first)
    below = set(acting).union(*(owned.all_below(each) for each in acting))
    between = below & owned.all_above(target) | {target}
    facts = _facts(owned, between)
    notes = [told_of(owned)]
    proof: list[str] = []
    turns: list[str] = []
    many = len(facts) > MOST_FACTS
    if many:
        notes.append(f"There are more than {MOST_FACTS} facts in between: no proof is looked for.")
    if verdict is Verdict.CERTAIN and not many:
        relevant = facts

        def holds(some: frozenset[int]) -> bool:
            entries = [relevant[number] for number in some]
            return verdict_on(only(owned, entries)) is Verdict.CERTAIN

        most = max(len(facts) + 1, MOST_TRIES // (1 + len(facts) // 10))
        enough = fewest_enough(len(facts), holds, most=most)
        lost = fewest_lost(len(facts), holds, most=most)
        if enough is not None:
            proof = [facts[number] for number in enough.facts]
            if not enough.smallest:
                notes.append("None of these facts can be left out; fewer others may do as well.")
            if not proof:
                notes.append("It follows from rules and agreements alone, without any holding.")
        if lost is not None:
            turns = [facts[number] for number in lost.facts]
    elif verdict is Verdict.CERTAIN:
        notes.append(f"It rests on {len(facts):,} facts, too many to look for the fewest.")
    elif verdict is Verdict.POSSIBLE:
        proof = [fact for fact in facts if _open(organisation, fact)] or facts
        notes.append("It depends on what is not known; these are the facts that leave it open.")
    notes += _least(owned, pack, first, target, verdict)
    footing = owned.facts(owned.all_above(target))
    names = organisation.label(party), organisation.label(company)
    asked = f"Why does {names[0]} control {names[1]}, or not?"
    if pack is not None:
        title = next(iter(packs_for((pack,)).values())).title
        asked = f"Why is {names[0]} found above {names[1]}, or not, by: {title}?"
    return Answer(
        question=asked,
        rows=tuple(_ground(owned, entry) for entry in proof),
        row=Ground,
        method=METHOD,
        footing=footing,
        notes=(
            f"The verdict is: {verdict.value}.",
            *notes,
            *((NO_ADVICE,) if pack is not None else ()),
            *followed(owned, between),
            *dated(organisation),
        ),
        parts=(
            Answer(
                name="turns",
                question="Which facts, were they not so, would turn it?",
                rows=tuple(_ground(owned, entry) for entry in turns),
                row=Ground,
                method="The fewest stated facts without which it would not be certain.",
                footing=footing,
            ),
        ),
    )


def _asked(
    organisation: Organisation, pack: str | None, threshold: str | None, party: int, company: int
) -> tuple[Callable[[Ownership], Verdict], Callable[[Ownership], str]]:
    """What is to be proved: a verdict on some facts; and what is measured, in words."""
    if pack is None:

        def control(owned: Ownership) -> Verdict:
            return Reading(owned).verdict(party, company)

        def plain(owned: Ownership) -> str:
            share = Reading(owned).commanded(party, company)
            name = owned.label(party)
            return f"{name} has {told(share)} of the votes in {owned.label(company)} to command."

        return control, plain
    chosen: Pack = next(iter(packs_for((pack,)).values()))
    limit = threshold_given(threshold)

    def best(owned: Ownership) -> Finding:
        judge = Judge(owned, chosen, limit)
        tests = [t for t in chosen.tests if t.kind not in ("last resort", "aggregate")]
        if not tests:
            raise UnknownName(f"{pack} has no test of one owner; ask kingmaker screen")
        found = [judge.judged(test, party, company) for test in tests]
        return max(found, key=lambda f: RANK[f.verdict])

    def said(owned: Ownership) -> str:
        found = best(owned)
        text = f"{chosen.title}, {found.test.text}"
        return f"{text}: {reason(Judge(owned, chosen, limit), found, company)}."

    return lambda owned: best(owned).verdict, said


def _acting(owned: Ownership, pack: str | None, party: int) -> frozenset[int]:
    """A party, and those with whom a pack counts it as one."""
    if pack is None:
        return frozenset({party})
    chosen = next(iter(packs_for((pack,)).values()))
    return owned.in_concert(party) if chosen.concert else frozenset({party})


def _facts(owned: Ownership, between: set[int]) -> list[str]:
    """The entries that state what is held of those in between."""
    found: dict[str, None] = {}
    for subjects in owned.held.values():
        for subject in sorted(between & subjects.keys()):
            for stated in subjects[subject].values():
                found.update(dict.fromkeys(path_of(entry) for _, entry in stated))
    for known in owned.told.values():
        for (_, subject), (_, entries) in known.items():
            if subject in between:
                found.update(dict.fromkeys(map(path_of, entries)))
    for other in owned.others:
        if other.subject in between:
            found[path_of(other.entry)] = None
    return [entry for entry in found if entry.startswith("holdings.")]


def _open(organisation: Organisation, entry: str) -> bool:
    """Whether a holding leaves something open: how much it is, whose, or whether it is."""
    holding = organisation.holdings[entry.partition(".")[2]]
    unknown = holding.shares is None and (holding.share is None or holding.share.exact is None)
    unnamed = organisation.parties[holding.holder].kind == "unspecified"
    return unknown or unnamed or holding.status == "disputed"


def _ground(owned: Ownership, entry: str) -> Ground:
    name = entry.partition(".")[2]
    holding = owned.organisation.holdings[name]
    subject = holding.issuer or owned.organisation.classes[holding.share_class or ""].of or ""
    share: Share | None = None
    if holding.share is not None:
        each = holding.share
        share = Share(each.low, each.high, each.low_open, each.high_open)
    right = RIGHTS.get(holding.right, holding.right)
    if holding.shares is not None:
        number = holding.shares
        many = f"{int(number):,}" if number.denominator == 1 else str(number)
        right = f"{many} shares of class {holding.share_class}"
    holders = (holding.holder,) if holding.behalf is None else (holding.holder, holding.behalf)
    return Ground(entry, holders, subject, right, share)


def _least(
    owned: Ownership, pack: str | None, party: int, company: int, verdict: Verdict
) -> list[str]:
    """The least share that would have to change hands, where control rests on known votes."""
    if pack is not None or verdict is Verdict.POSSIBLE:
        return []
    stakes = owned.stakes("votes")
    known = all(stake.share.known for stake in stakes.held)
    if not known or any(rest.anyone.high for rest in stakes.rests.values()):
        return []
    others = any(o.subject in owned.all_above(company) | {company} for o in owned.others)
    if others or owned.rules or owned.blocks or owned.held["appointment"]:
        return []
    holdings = stakes.exact
    if verdict is Verdict.CERTAIN:
        flip = least_share_lost(holdings, [party], company)
        word = "It would be lost with"
    else:
        flip = least_share_won(holdings, [party], company)
        word = "It would be won with"
    return [] if flip is None else [f"{word} {_moved(owned, flip)}."]


def _moved(owned: Ownership, flip: Flip) -> str:
    pieces = [
        f"{'more than ' * flip.more}{_percent(part)} of the votes in {owned.label(subject)}"
        for _, subject, part in flip.stakes
    ]
    least = "" if flip.smallest else ", and perhaps with less"
    return " and ".join(pieces) + least


def _percent(part: Fraction) -> str:
    return f"{float(part * 100):.4g}%"
