"""What a lawyer would notice in a charter: rules that do not do what they seem to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kingmaker.analyses.answer import Answer
from kingmaker.analyses.asking import question
from kingmaker.analyses.plainly import ended, few, figure, joined, named, quoted, word
from kingmaker.analyses.seating import of_seats
from kingmaker.analyses.troubles import (
    Warned,
    of_calendar,
    of_decision,
    of_quorum,
    of_vote,
)
from kingmaker.engine import TooLarge
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.files import Case, CaseError
from kingmaker.model import Dispute, Organisation, Vote
from kingmaker.translate.decisions import DecisionGame, decision_game
from kingmaker.translate.instances import every_instance, instances
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players
from kingmaker.translate.polls import Poll, polls

MOST_INSTANCES = 60
"""Single decisions that are looked at."""
MOST_STATES = 50_000
MOST_LISTED = 500


@question("What would a lawyer notice in this charter?")
def warnings(case: Case) -> Answer[Warned]:
    """List what does not do what it seems to say, and what is missing.

    Parameters
    ----------
    case : Case
        With its disputes; worlds and questions are not looked into.

    Returns
    -------
    Answer of Warned
        One row for each trouble, in the order of the file. Each was found by counting votes,
        and not by the look of a rule.
    """
    organisation, left = case.organisation, list[str]()
    rows = [
        *_decisions(organisation, left),
        *of_seats(organisation),
        *_weights(organisation),
        *_flags(organisation),
        *_disputes(case, organisation, left),
    ]
    rows = [
        Warned(row.path, ended(row.trouble), ended(row.way_out)) for row in dict.fromkeys(rows)
    ]
    notes: list[str] = []
    if left:
        names = joined(dict.fromkeys(left))
        notes.append(f"Too large to be looked into in every respect: {names}.")
    skipped = len(every_instance(organisation)) - MOST_INSTANCES
    if skipped > 0:
        notes.append(f"Of the single decisions, the first {MOST_INSTANCES} were looked into.")
    return Answer(
        question="What would a lawyer notice in this charter?",
        rows=tuple(sorted(rows, key=lambda row: case.place(tuple(row.path.split("."))))),
        row=Warned,
        method="Every vote and decision counted as things stand; exact.",
        footing=frozenset(
            section
            for section in ("parties", "bodies", "rules", "decisions", "holdings", "classes",
                            "agreements", "flags", "calendar", "events")
            if getattr(organisation, section)
        ),
        notes=tuple(notes),
    )  # fmt: skip


def _decisions(organisation: Organisation, left: list[str]) -> Iterator[Warned]:
    """The troubles of decisions and of the votes in them, each vote once."""
    told: set[tuple[str, str]] = set()
    quorums: list[_Shared] = []
    for name in every_instance(organisation)[:MOST_INSTANCES]:
        what, _, seat = name.partition(":")
        if not _now(organisation, what, seat):
            continue
        voting = decision_game(organisation, name)
        found = [*of_decision(organisation, name, voting, left)]
        for poll in polls(organisation, name).polls:
            found += of_vote(organisation, poll, left)
            _of_quorum(organisation, poll, what, quorums, left)
        for row in found:  # of a decision for each seat, and of a rule, the first says enough
            if (row.path, row.way_out) not in told:
                told.add((row.path, row.way_out))
                yield row
    for shared in quorums:
        yield shared.told(organisation)
    for what in organisation.decisions:
        yield from of_calendar(organisation, what)


@dataclass(slots=True)
class _Shared:
    """A trouble with the quorum of a body, in all the decisions that have the same quorum."""

    rule: Vote
    first: Warned
    decisions: dict[str, None]

    def told(self, organisation: Organisation) -> Warned:
        """The trouble as the first decision shows it, and where else it is so."""
        if len(self.decisions) == 1:
            return self.first
        whats = few([quoted(organisation, what) for what in self.decisions], 3)
        return replace(self.first, trouble=f"{self.first.trouble}; it is so in {whats}")


def _of_quorum(
    organisation: Organisation, poll: Poll, what: str, quorums: list[_Shared], left: list[str]
) -> None:
    """Keep what is odd about a quorum with the same quorum of other decisions."""
    warned = of_quorum(organisation, poll, left)
    if warned is None:
        return
    for shared in quorums:
        rule = shared.rule
        if (rule.vote, rule.quorum) == (poll.rule.vote, poll.rule.quorum):
            shared.decisions[what] = None
            return
    quorums.append(_Shared(poll.rule, warned, {what: None}))


def _now(organisation: Organisation, what: str, seat: str) -> bool:
    """Whether a decision for each seat is for this one, as it is held or vacant now."""
    each = organisation.decisions[what].for_each
    if each is None or each.vacant is None:
        return True
    body, _, key = seat.partition(".")
    return each.vacant == (organisation.bodies[body].seats[key].holder is None)


def _weights(organisation: Organisation) -> Iterator[Warned]:
    """Votes that look like percentages and do not come to 100."""
    players = Players(Looking(organisation))
    for body, entry in organisation.bodies.items():
        weights = [(p, w) for p, w in entry.voters.items() if isinstance(w, Fraction)]
        if len(weights) != len(entry.voters) or len({w for _, w in weights}) < 2:
            continue
        total = sum((w * players.count(p) for p, w in weights), Fraction(0))
        parts = any(w.denominator > 1 for _, w in weights)
        if parts and total != 100 and 98 <= total <= 102:
            yield Warned(
                f"bodies.{body}.voters",
                f"the votes in {named(organisation, body)} look like percentages and come to "
                f"{figure(total)}",
                "look for what is missing or rounded; shares are taken of what is listed",
            )


def _flags(organisation: Organisation) -> Iterator[Warned]:
    """Flags that are asked for and never set, or set and never asked for."""
    sets: set[str] = set()
    for acts in (*organisation.decisions.values(), *organisation.events.values()):
        sets |= {effect.flag for effect in acts.effects if effect.flag is not None}
    needed: dict[str, list[str]] = {}
    asked: set[str] = set()
    for what, decision in organisation.decisions.items():
        for condition in decision.requires:
            if condition.flag is not None:
                needed.setdefault(condition.flag, []).append(what)
            asked |= {condition.flag or "", condition.not_flag or ""}
    for body in organisation.bodies.values():
        for seat in body.seats.values():
            if seat.counts is not None:
                asked |= {seat.counts.flag or "", seat.counts.not_flag or ""}
    for one in organisation.questions.values():
        asked |= {goal.of for goal in one.goal if goal.kind == "flag"}
    for name, flag in organisation.flags.items():
        label = flag.label or name
        if name in needed and name not in sets and not flag.raised:
            whats = joined(quoted(organisation, what) for what in needed[name])
            yield Warned(
                f"flags.{name}",
                f"nothing ever makes it so that “{label}”, and {whats} cannot be decided before",
                f"add effects: [{{flag: {name}}}] to the decision that does, or set: true",
            )
        elif name not in asked:
            yield Warned(
                f"flags.{name}",
                f"nothing in the file asks whether “{label}”",
                "take the flag out, or add requires: to what hangs on it",
            )


def _disputes(case: Case, organisation: Organisation, left: list[str]) -> Iterator[Warned]:
    """What the sources say differently, where it changes who can decide."""
    names = [instances(organisation, what)[:1] for what in organisation.decisions]
    firsts = [name for listed in names for name in listed]
    for dispute in case.disputes:
        if dispute.path[0] in ("facts", "events", "needs", "products", "sources"):
            continue
        changed: dict[str, None] = {}
        for number in range(len(dispute.claims)):
            if number == case.believed(dispute) or not case.is_known(dispute.claims[number]):
                continue
            for name in _changed(case, organisation, dispute, number, firsts, left):
                changed[name] = None
        if changed:
            whats = few([quoted(organisation, name.partition(":")[0]) for name in changed], 3)
            kinds = len(dispute.claims)
            said = "two things" if kinds == 2 else f"{word(kinds)} things"
            yield Warned(
                dispute.name,
                f"the sources say {said} here, and who can decide {whats} hangs on which is "
                "believed",
                "put the likeliest claim first and say why in its note; --doubt shows what the "
                "others change",
            )


def _changed(
    case: Case, organisation: Organisation, dispute: Dispute, number: int, names: list[str],
    left: list[str],
) -> Iterator[str]:  # fmt: skip
    """The decisions that others can take if another claim is believed."""
    try:
        other = case.believing(dispute.name, number).organisation
    except CaseError:
        return
    for name in names:
        try:
            one, two = decision_game(organisation, name), decision_game(other, name)
            if _differ(one, two):
                yield name
        except (KeyError, ValueError) as error:
            if isinstance(error, TooLarge):
                left.append(name)


def _differ(one: DecisionGame, two: DecisionGame) -> bool:
    """Whether two games are won by others."""
    if one.players == two.players and one.game == two.game:
        return False
    return _winners(one) != _winners(two)


def _winners(voting: DecisionGame) -> tuple[int, frozenset[frozenset[tuple[str, int]]]]:
    """How many smallest coalitions there are, and the first of them."""
    found = minimal_winning(voting.game, MOST_STATES)
    number = found.profiles()
    listed: set[frozenset[tuple[str, int]]] = set()
    if number <= MOST_LISTED:
        for profile in found:
            pairs = zip(profile, voting.players, strict=True)
            listed.add(frozenset((player.name, n) for n, player in pairs if n))
    return number, frozenset(listed)
