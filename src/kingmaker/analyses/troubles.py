"""What is odd about a decision or a vote: found by counting, and said with its numbers.

Each trouble is a place in the case, what is the matter, and the way out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from kingmaker.analyses.answer import column
from kingmaker.analyses.helping import shown
from kingmaker.analyses.plainly import day, few, figure, named, portion, quoted, word
from kingmaker.analyses.powers import members, smallest
from kingmaker.analyses.proper import rivals
from kingmaker.engine import TooLarge
from kingmaker.engine.games.minimal import minimal_blocking
from kingmaker.model import (
    Approval,
    Automatic,
    Organisation,
    Rule,
    Vote,
)
from kingmaker.translate.decisions import DecisionGame
from kingmaker.translate.meetings import meeting_days
from kingmaker.translate.paradox import paradox
from kingmaker.translate.polls import Poll, inner_rules

MOST_STATES = 100_000
MOST_SUMS = 20_000
"""Sums of votes that are looked at to see whether a share makes a difference."""
NEARLY_HALF = Fraction(52, 100)
"""Up to which share a threshold of at least so much is read as a simple majority."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in the case that a reader should look at again."""

    path: str = column("where it stands in the case", unit="path")
    trouble: str = column("what a reader may not expect", unit="text")
    way_out: str = column("what to do about it", unit="text")


def of_decision(
    organisation: Organisation, name: str, voting: DecisionGame, left: list[str]
) -> Iterator[Warned]:
    """The troubles of a single decision as a whole.

    Parameters
    ----------
    organisation : Organisation
        Where it is taken.
    name : str
        The single decision.
    voting : DecisionGame
        Its game.
    left : list of str
        Gets the names of decisions that were too large to look into.
    """
    what = name.partition(":")[0]
    path, label, game = f"decisions.{what}.rule", quoted(organisation, name), voting.game
    if not game.wins(game.sizes):
        yield Warned(
            path,
            f"{label} cannot be decided by anybody, even if all agree",
            f"look at who may vote and who agrees: kingmaker explain CASE {name}",
        )
        return
    if game.wins((0,) * len(game.sizes)):
        if not organisation.ballots and not _has(organisation, what, _automatic):
            yield Warned(
                path,
                f"{label} is decided although nobody votes for it or agrees",
                "if that is meant, write {automatic: true}; else raise the threshold",
            )
        return
    try:
        found = rivals(game)
    except TooLarge:
        left.append(name)
        return
    if found is not None and not _has(organisation, what, _cumulative):
        one, other = (
            members(organisation, side, voting.players) for side in sorted(found, reverse=True)
        )
        yield Warned(
            path,
            f"{label} can be decided by two sides that have nobody in common: by {one}, and by "
            f"{other}, and each may decide otherwise than the other",
            "take more than half; or leave it, if it is the right of a minority",
        )


def _has(organisation: Organisation, what: str, kind: Callable[[Rule], bool]) -> bool:
    """Whether there is a rule of some kind in that of a decision."""
    rule = organisation.decisions[what].rule
    return any(kind(inner) for inner in _all_rules(organisation, rule, set()))


def _automatic(rule: Rule) -> bool:
    """Whether it comes about by itself."""
    return isinstance(rule, Automatic)


def _cumulative(rule: Rule) -> bool:
    """Whether seats are shared out, so that several sides can win some."""
    return isinstance(rule, Vote) and rule.method == "cumulative"


def _all_rules(organisation: Organisation, rule: Rule, seen: set[str]) -> Iterator[Rule]:
    if isinstance(rule, str):
        if rule not in seen:
            seen.add(rule)
            yield from _all_rules(organisation, organisation.rules[rule], seen)
        return
    yield rule
    if isinstance(rule, Approval) and f"decisions.{rule.decision}" not in seen:
        seen.add(f"decisions.{rule.decision}")
        yield from _all_rules(organisation, organisation.decisions[rule.decision].rule, seen)
    for _, inner in inner_rules(rule):
        yield from _all_rules(organisation, inner, seen)


def of_calendar(organisation: Organisation, what: str) -> Iterator[Warned]:
    """A decision whose meetings are over, or too soon for its notice."""
    decision = organisation.decisions[what]
    days, at = meeting_days(organisation, decision), decision.timing.at
    if days is None or organisation.as_of is None:
        return
    notice, begin = decision.timing.notice, organisation.as_of.first
    turn = f" for class {decision.for_class}" if decision.for_class else ""
    label = quoted(organisation, what)
    if not days:
        yield Warned(
            f"calendar.{at}",
            f"no meeting{turn} is left from {day(begin)} on, so that {label} can never be decided",
            "add the next meeting to the calendar",
        )
    elif days[-1] < notice:
        last = day(begin + timedelta(days=days[-1]))
        yield Warned(
            f"calendar.{at}",
            f"the last meeting{turn}, on {last}, comes before {label} can be put to it with "
            f"{notice} days' notice",
            "add the next meeting to the calendar",
        )


def of_vote(organisation: Organisation, poll: Poll, left: list[str]) -> Iterator[Warned]:
    """The troubles of one vote by itself.

    Parameters
    ----------
    organisation : Organisation
        Where it is held.
    poll : Poll
        The vote with everyone who is there.
    left : list of str
        Gets the paths of votes that were too large to look into.
    """
    yield from _unanimity(organisation, poll)
    try:
        yield from _breakable(organisation, poll)
    except TooLarge:
        left.append(poll.path)
    yield from _just_over_half(organisation, poll)


def of_quorum(organisation: Organisation, poll: Poll, left: list[str]) -> Warned | None:
    """That voting against can help a vote to pass; None if it cannot.

    Parameters
    ----------
    organisation : Organisation
        Where it is held.
    poll : Poll
        The vote with everyone who is there.
    left : list of str
        Gets the paths of votes that were too large to look into.
    """
    found = paradox(poll)
    if found is None:
        return None
    if found.witness is None:
        left.append(poll.path)
        return None
    return Warned(
        f"{poll.path}.quorum",
        _small(shown(organisation, found).rstrip(".")),
        "know it before you vote against: staying away may stop it where a vote against does "
        "not; if the charter is yours to write, let only votes for and abstentions make the "
        "quorum (counting: [for, abstain]), or ask for a share of all votes",
    )


def _unanimity(organisation: Organisation, poll: Poll) -> Iterator[Warned]:
    """A share of less than all that comes to all."""
    rule, game = poll.rule, poll.game
    share = rule.more_than if rule.more_than is not None else rule.at_least
    if rule.elects or rule.of is None or share is None or share == 1:
        return
    telling = [v for v in poll.voters if v.votes]
    number = sum(v.members for v in telling)
    if number < 2 or not game.wins(game.sizes):
        return
    for voter in telling:
        if not isinstance(voter.source, int):
            return
        less = [size - (i == voter.source) for i, size in enumerate(game.sizes)]
        if game.wins(less):
            return
    much = f"{'more than' if rule.more_than is not None else 'at least'} {portion(share)}"
    who = few([named(organisation, v.parties[0]) for v in telling])
    everyone = f"both {who} have" if number == 2 else f"all {word(number)} have"
    alone = "either" if number == 2 else f"each of them ({who})"
    yield Warned(
        poll.path,
        f"{much} in {named(organisation, poll.rule.vote)} comes to unanimity: {everyone} to vote "
        f"for it, and {alone} can block it alone",
        "give somebody a casting vote, or say at_least: 1 if unanimity is meant"
        if number == 2 and share == Fraction(1, 2)
        else "say at_least: 1 if unanimity is meant, and ask for less if it is not",
    )


def _breakable(organisation: Organisation, poll: Poll) -> Iterator[Warned]:
    """A quorum that fewer can break by staying away than could block by voting."""
    if poll.rule.quorum is None or not poll.game.wins(poll.game.sizes):
        return
    counted = replace(poll, rule=poll.rule.model_copy(update={"quorum": None}))
    with_it, without = poll.game, counted.game
    if with_it.gate == without.gate:
        return
    away = minimal_blocking(with_it, MOST_STATES)
    number = min(away.count())
    if number >= min(minimal_blocking(without, MOST_STATES).count(), default=0):
        return
    everyone = sum(v.members for v in poll.voters if v.votes)
    who = members(organisation, smallest(away), poll.players)
    verb = "keeps" if number == 1 else "keep"
    yield Warned(
        f"{poll.path}.quorum",
        f"{word(number)} of {word(everyone)} in {named(organisation, poll.rule.vote)}, such as "
        f"{who}, {verb} a vote from being held by staying away, and could not stop it by voting "
        "against",
        "lower the quorum, or let an adjourned meeting decide without one",
    )


def _just_over_half(organisation: Organisation, poll: Poll) -> Iterator[Warned]:
    """At least 51 %, where more than half can be less than that."""
    rule = poll.rule
    if rule.of is None or rule.at_least is None:
        return
    if not Fraction(1, 2) < rule.at_least <= NEARLY_HALF:
        return
    of = rule.of if rule.of in ("entitled", "size") else "in_office"
    base = poll.base(of)
    sums: set[Fraction] = {Fraction(0)}
    for voter in poll.voters:
        if len(sums) * voter.members > MOST_SUMS:
            break  # those there are will do
        sums = {s + voter.votes * n for s in sums for n in range(voter.members + 1)}
    between = [s for s in sums if base / 2 < s < rule.at_least * base]
    if not between:
        return
    votes = max(between)
    yield Warned(
        f"{poll.path}.at_least",
        f"at least {portion(rule.at_least)} is more than a simple majority: {figure(votes)} of "
        f"{figure(base)} votes, {_rounded(votes / base)}, are more than half and would fail",
        "write more_than: 1/2 if a simple majority is meant",
    )


def _rounded(share: Fraction) -> str:
    """A share to a hundredth of a percent, and whether that is exact."""
    written = portion(share)
    if "/" not in written and not written.startswith(("a", "h", "t")):
        return written
    hundredths = share * 10**4
    return f"about {portion(Fraction(int(hundredths), 10**4))}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
