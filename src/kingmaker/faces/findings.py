"""What the answers say about one decision, in sentences.

The same sentences are made of every view of a case, so that a disputed claim or another world
shows what it changes by the sentences that come out otherwise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from math import comb
from typing import Any, TypeVar

from kingmaker.analyses import Answer, Some
from kingmaker.analyses.answer import Member
from kingmaker.analyses.blockers import blockers
from kingmaker.analyses.coalitions import Coalition
from kingmaker.analyses.effective import BY_WHAT, EffectivePower, Tipping, effective
from kingmaker.analyses.plainly import few, inner, joined, some, upper
from kingmaker.analyses.standing import STANDINGS, Standing, standing
from kingmaker.analyses.winners import winners
from kingmaker.engine import TooLarge
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.minimal import minimal_blocking, minimal_winning
from kingmaker.faces.cells import lowered
from kingmaker.faces.grouping import Group, grouped, told
from kingmaker.faces.wording import exact, part, share
from kingmaker.files import Case
from kingmaker.model import Holding, Organisation
from kingmaker.translate.decisions import decision_game

LIMIT = 7_000
"""Coalitions that are grouped at most; of more, only the number and the first are told."""

ABOUT = ("decide", "block", "needs", "lasting", "formal", "effective", "tipping")
"""What the sentences are about."""

A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Findings:
    """Answers to the questions about one decision, and sentences made of them.

    Attributes
    ----------
    sentences : dict of str to str
        By what they are about, in the order of `ABOUT`.
    winners, blockers, standing, effective : Answer or None
        None if the case is too large for an exact answer.
    trouble : tuple of str
        What could not be answered, and why.
    """

    sentences: dict[str, str]
    winners: Answer[Coalition] | None = None
    blockers: Answer[Coalition] | None = None
    standing: Answer[Standing] | None = None
    effective: Answer[EffectivePower] | None = None
    trouble: tuple[str, ...] = ()
    answers: tuple[Answer[Any], ...] = field(default=())


def findings(case: Case, decision: str) -> Findings:
    """Ask everything about a decision, and say it.

    Parameters
    ----------
    case : Case
        As it is to be seen.
    decision : str
        Which decision.
    """
    trouble: list[str] = []
    who = _asked(partial(winners, case, decision, limit=LIMIT), trouble)
    stop = _asked(partial(blockers, case, decision, limit=LIMIT), trouble)
    stand = _asked(partial(standing, case, decision), trouble)
    fact = _asked(partial(effective, case, decision, limit=LIMIT), trouble)
    apart = (
        _asked(partial(effective, case, decision, limit=1, by="provision"), []) if fact else None
    )
    organisation = case.organisation
    said: dict[str, str] = {}
    if who:
        said["decide"] = deciding(organisation, who)
    if stop and who and who.rows:
        said["block"] = blocking(organisation, stop, who)
    if fact and (who is None or who.rows):  # what cannot be taken need not last
        said["needs"] = _condition(fact)
        said["lasting"] = lasting(fact, apart, stop)
        said |= powerful(fact)
        said["tipping"] = tipping(fact)
    answers = tuple(answer for answer in (who, stop, stand, fact) if answer is not None)
    return Findings(
        {name: text for name, text in said.items() if text},
        who, stop, stand, fact, tuple(dict.fromkeys(trouble)), answers,
    )  # fmt: skip


def _asked(ask: Callable[[], A], trouble: list[str]) -> A | None:
    try:
        return ask()
    except TooLarge as error:
        trouble.append(f"Too large to be answered exactly: {error}")
        return None


def whole(answer: Answer[Any]) -> bool:
    """Whether an answer lists all coalitions that there are."""
    return len(answer.rows) < LIMIT


def groups(answer: Answer[Coalition], organisation: Organisation | None = None) -> list[Group]:
    """The coalitions of an answer, grouped.

    None if there are too many to list, unless an organisation is given and they are all the
    choices of so many equal voters, which their number tells.
    """
    if whole(answer):
        return grouped([row.coalition for row in answer.rows])
    minimal = {"winners": minimal_winning, "blockers": minimal_blocking}.get(answer.name)
    if organisation is None or minimal is None:
        return []
    voting = decision_game(organisation, answer.arguments["decision"])
    sizes = minimal(voting.game).count()
    turning = swings(voting.game).totals
    who = tuple(p.name for p, n in zip(voting.players, turning, strict=True) if n and p.size == 1)
    (size, number), *others = sizes.items()
    single = not others and len(who) == sum(1 for n in turning if n)
    return [Group((), ((size, who),))] if single and number == comb(len(who), size) else []


def member(answer: Answer[Any], who: Member) -> str:
    """How to call a member of a coalition."""
    if isinstance(who, Some):
        number = (
            f"all {who.of:,}"
            if who.members == who.of
            else f"any {who.members:,} of the {who.of:,}"
        )
        return f"{number} {inner(answer.label(who.party))}"
    return inner(answer.label(who))


def company(organisation: Organisation, answer: Answer[Any], who: tuple[Member, ...]) -> str:
    """How to call several who can stand in for one another, with their number and names."""
    names = few([member(answer, one) for one in who], 11)
    for name, body in organisation.bodies.items():
        if f"bodies.{name}" not in answer.footing:
            continue
        held = {seat.holder for seat in body.seats.values() if seat.holder}
        if len(who) > 1 and (held == set(who) or set(body.voters) == set(who)):
            return f"the {len(who)} members of the {_body(name, body.label)} ({names})"
    return f"these {len(who)} ({names})"


def _body(name: str, label: str) -> str:
    """A body's name as it stands after "the"."""
    called = label or name.replace("-", " ")
    first = called.split(" ")[0].lower()
    return f"{called[:1].lower()}{called[1:]}" if first in _BODIES else called


_BODIES = (
    "board",
    "committee",
    "council",
    "meeting",
    "electorate",
    "members",
    "shareholders",
    "staff",
)


def deciding(organisation: Organisation, answer: Answer[Coalition]) -> str:
    """Who can take a decision."""
    if not answer.rows:
        return "Nobody can take this decision, not even all of them together."
    if not any(row.coalition for row in answer.rows):
        return "This decision needs nobody’s vote or consent."
    if len(answer.rows) == 1 and len(answer.rows[0].coalition) == 1:
        one = answer.rows[0].coalition[0]
        alone = "can take this decision" if isinstance(one, Some) else "decides alone"
        return f"{upper(member(answer, one))} {alone}."
    return _who_can(organisation, answer, "take this decision")


def blocking(organisation: Organisation, answer: Answer[Coalition], who: Answer[Coalition]) -> str:
    """Who can stop it, without naming over again those who decide."""
    if not who.rows:
        return "Nobody need block it: as things stand it cannot be taken."
    if not answer.rows or not any(row.coalition for row in answer.rows):
        return "Nobody can block it."
    takes, stops = groups(who, organisation), groups(answer, organisation)
    if len(takes) == 1 == len(stops) and not takes[0].always and not stops[0].always:
        (_, deciders), *more = takes[0].choices
        (number, blocks), *others = stops[0].choices
        if set(deciders) == set(blocks) and not more and not others:
            return f"Any {number if number > 1 else 'one'} of the same {len(blocks)} can block it."
    return _who_can(organisation, answer, "block it")


def _who_can(organisation: Organisation, answer: Answer[Coalition], what: str) -> str:
    found = groups(answer, organisation)
    if 0 < len(found) <= 4:
        said = [
            told(group, partial(member, answer), partial(company, organisation, answer))
            for group in found
        ]
        mixed = len(said) > 2 or any(
            mark in text for text in said for mark in (", ", " or ", " and ")
        )
        apart = "; or " if mixed else " or "
        return f"{upper(apart.join(said))} can {what}."
    if not found:
        return f"More than {LIMIT:,} smallest coalitions can {what}."
    least = min(answer.rows, key=lambda row: row.size)
    names = joined(member(answer, one) for one in least.coalition)
    return (
        f"{some(len(answer.rows), 'smallest coalition')} can {what}; "
        f"one of the smallest is {names} ({some(least.size, 'member')})."
    )


def lasting(
    answer: Answer[EffectivePower], apart: Answer[Any] | None, stop: Answer[Coalition] | None
) -> str:
    """Who alone can keep a decision from lasting, and by withholding what."""
    if not _needs_count(answer):
        return ""
    withheld: dict[str, list[str]] = {}
    for row in apart.part("failures").rows if apart else ():
        party, _, need = row.party.partition(":")
        if need:
            withheld.setdefault(party, []).append(lowered(answer.label(need)))
    alone = [
        f"{inner(answer.label(row.party))} ({joined(dict.fromkeys(withheld[row.party]))})"
        if row.party in withheld
        else inner(answer.label(row.party))
        for row in answer.part("failures").rows
        if row.by != BY_WHAT[0]
    ]
    stops = stop.rows if stop else ()
    voting = {row.coalition[0] for row in stops if len(row.coalition) == 1}
    crowds = [
        member(answer, row.coalition[0]).removeprefix("any ")
        for row in answer.part("blockers").rows
        if len(row.coalition) == 1
        and isinstance(row.coalition[0], Some)
        and row.coalition[0] not in voting
    ]
    together = f" So can any {' or any '.join(crowds)} together." if crowds else ""
    if not alone:
        if crowds:
            return f"Any {' or any '.join(crowds)} together can keep it from lasting, by leaving."
        return "Nobody alone can keep it from lasting by withholding what they provide."
    silent = not any(r.votes for r in answer.part("failures").rows if r.by != BY_WHAT[0])
    if len(alone) == 1:
        vote = ", without having a vote" if silent else ""
        said = f"{upper(alone[0])} alone can keep it from lasting, by withholding that{vote}."
        return said + together
    vote = {False: "", True: " Neither has a vote." if len(alone) == 2 else " None has a vote."}
    return (
        "Each of these alone can keep it from lasting, by withholding what they provide: "
        f"{joined(alone)}.{vote[silent]}{together}"
    )


def _condition(answer: Answer[EffectivePower]) -> str:
    """When it lasts; the names of those who have to work stand inside the sentence."""
    said = answer.notes[0] if _needs_count(answer) else ""
    for label in answer.labels.values():
        said = said.replace(f" {label} ", f" {inner(label)} ")
    return said


def _needs_count(answer: Answer[EffectivePower]) -> bool:
    """Whether anything but votes is in the effective game."""
    return bool(answer.notes) and not answer.notes[0].startswith("No needs")


def powerful(answer: Answer[EffectivePower]) -> dict[str, str]:
    """Who has most formal power, and who most effective: ``formal`` and ``effective``."""
    formal = max((row.formal_shapley for row in answer.rows), default=Fraction())
    fact = max((row.effective_shapley for row in answer.rows), default=Fraction())
    first = [_player(answer, row) for row in answer.rows if row.formal_shapley == formal]
    then = [_player(answer, row) for row in answer.rows if row.effective_shapley == fact]
    said: dict[str, str] = {}
    if formal:
        each = " each" if len(first) > 1 else ""
        said["formal"] = f"Formal power is greatest for {few(first, 3)}: {exact(formal)}{each}."
    if _needs_count(answer) and fact:
        each = " each" if len(then) > 1 else ""
        said["effective"] = (
            f"Effective power, where it also has to last, is greatest for {few(then, 3)}: "
            f"{exact(fact)}{each}."
        )
    elif _needs_count(answer):
        said["effective"] = "It cannot be taken and last, whoever agrees."
    return said


def _player(answer: Answer[EffectivePower], row: EffectivePower) -> str:
    """A player by name; of many alike, that it is each of them."""
    name = inner(answer.label(row.party))
    return f"each of the {row.members:,} {name}" if row.members > 1 else name


def tipping(answer: Answer[EffectivePower]) -> str:
    """From which share on a part of a group cannot be done without."""
    rows = [row for row in answer.part("tipping").rows if row.indispensable]
    return " ".join(dict.fromkeys(_tips(answer, row) for row in rows[:3]))


def _tips(answer: Answer[EffectivePower], row: Tipping) -> str:
    heads = round(row.heads / (1 - row.above)) if row.above < 1 else row.heads
    need = f"needs.{row.need}"
    assumed = any(p == need or p.startswith(f"{need}.from") for p in answer.assumed)
    least = f"{'more than' if row.strict else 'at least'} {share(row.needed)}"
    return (
        f"{answer.label(row.part)}, {row.heads:,} of the {heads:,} "
        f"({inner(answer.label(row.group))}), cannot be done without once more than "
        f"{share(row.above)} of the {heads:,} are needed. Needed here: {least}, "
        f"{some(row.people, 'person', 'people')}{' (assumed)' if assumed else ''}."
    )


def voteless(
    organisation: Organisation, answer: Answer[Standing], disputed: frozenset[str]
) -> list[str]:
    """Who holds a part of an organisation, and has no vote on the decision."""
    without = {row.party for row in answer.rows if row.standing == STANDINGS[-1]}
    rulers = {body.of for body in organisation.bodies.values()}
    held: dict[str, list[str]] = {}
    for name, holding in organisation.holdings.items():
        if holding.holder not in without or holding.holder in rulers:
            continue
        if _votes_within(organisation, holding.holder, without):
            continue
        doubt = " (which is disputed)" if f"holdings.{name}" in disputed else ""
        part = _part(organisation, holding) + doubt
        held.setdefault(part, []).append(organisation.label(holding.holder))
    return [
        f"{few(who, 5)} {'holds' if len(who) == 1 else 'hold'} {part} "
        f"and {'has' if len(who) == 1 else 'have'} no vote on this decision."
        for part, who in held.items()
    ]


def _part(organisation: Organisation, holding: Holding) -> str:
    """What is held, in words that stand after "holds"."""
    if holding.issuer is None:
        return f"shares of class {holding.share_class}"
    owned = inner(organisation.label(holding.issuer))
    if holding.right == "control":
        return f"control of {owned}"
    votes = "the votes of " if holding.right == "votes" else ""
    if holding.share is None:
        return f"a part of {votes}{owned} (how much is not said)"
    return f"{part(holding.share)} of {votes}{owned}"


def _votes_within(organisation: Organisation, group: str, without: set[str]) -> bool:
    """Whether a part of a group, or the group that it is a part of, has a vote."""
    parts = [name for name, party in organisation.parties.items() if party.part_of == group]
    above = organisation.parties[group].part_of if group in organisation.parties else None
    return any(part not in without for part in parts) or (
        above is not None and above not in without
    )
