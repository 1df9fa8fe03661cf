"""A vote in plain English: what it asks for, and what that comes to with those who vote today."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from kingmaker.analyses.plainly import (
    few,
    figure,
    how_much,
    joined,
    named,
    number_of_votes,
    portion,
    some,
    upper,
    word,
)
from kingmaker.analyses.powers import powers
from kingmaker.model import Organisation, Threshold
from kingmaker.translate.decisions import OpenSides
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Players
from kingmaker.translate.polls import Listening, Poll

_BALLOTS = {"for": "votes for", "against": "votes against", "abstain": "abstentions"}
_LIKE_NO = "an abstention or an absence counts like a vote against"


def in_words(organisation: Organisation, poll: Poll) -> str:
    """What a vote asks for, in a sentence or two."""
    head = upper(organisation.label(poll.rule.vote))
    if poll.rule.weigh == "heads":
        head += ", counted by heads"
    elif poll.rule.weigh:
        head += f", counted by {poll.rule.weigh}"
    return f"{head}: {_asked(poll, by_heads(organisation, poll))}"


def by_heads(organisation: Organisation, poll: Poll) -> bool:
    """Whether everyone has one vote, and a vacant seat would have one, so that heads count."""
    seats = organisation.bodies[poll.rule.vote].seats.values()
    heads = poll.rule.weigh == "heads"
    return alike(poll) == 1 and all(heads or seat.votes == 1 for seat in seats)


def _asked(poll: Poll, heads: bool) -> str:
    rule = poll.rule
    if rule.method == "plurality":
        return (
            "the most votes win (plurality). To be sure of that takes more than half of the "
            "votes cast; whoever abstains or stays away is not counted."
        )
    if rule.method == "cumulative":
        seats, win = rule.seats or 1, rule.win or 1
        return (
            f"{some(seats, 'seat is', 'seats are')} filled by cumulative voting: each vote counts "
            f"{word(seats)} times, and all of it may go to one candidate. To be sure of "
            f"{word(win)} takes more than {portion(Fraction(win, seats + 1))} of the votes cast, "
            "but for the rounding to whole votes."
        )
    much = how_much(rule)
    match rule.of:
        case None:
            votes = "vote has" if rule.at_least == 1 else "votes have"
            return f"{much} {votes} to be for it; {_LIKE_NO}."
        case "cast":
            return (
                f"{much} of the votes cast have to be for it; whoever abstains or stays away is "
                "not counted."
            )
        case "present":
            who = "of the members present have to vote for it"
            who = who if heads else "of the votes of those present have to be for it"
            return (
                f"{much} {who}; an abstention counts like a vote against, and whoever stays away "
                "is not counted."
            )
        case "size":
            return f"{much} of {_seats(poll, heads)} have to be for it; {_vacant(heads)}."
        case "entitled":
            return (
                f"{much} of all votes have to be for it, those of people who may not vote on it "
                f"being counted in the total; {_LIKE_NO}."
            )
        case "in_office":
            who = "of the members in office have to vote for it"
            who = who if heads else "of the votes of all members in office have to be for it"
            return f"{much} {who}; {_LIKE_NO}."
        case "outstanding":
            return f"{much} of all votes, cast or not, have to be for it; {_LIKE_NO}."


def _seats(poll: Poll, heads: bool) -> str:
    """All seats there may be, or all their votes."""
    return (
        f"all {word(int(poll.size))} seats"
        if heads
        else f"the {figure(poll.size)} votes of all seats"
    )


def _vacant(heads: bool) -> str:
    empty = "a vacant seat" if heads else "the votes of a vacant seat"
    count = "counts" if heads else "count"
    return f"{empty} {count} like a vote against, and so does an abstention or an absence"


def alike(poll: Poll) -> Fraction | None:
    """The votes that everyone has who may vote; None if they differ."""
    weights = {voice.weight for voice in poll.voices if not voice.barred and voice.weight}
    return weights.pop() if len(weights) == 1 else None


def today(organisation: Organisation, poll: Poll) -> str:
    """What a vote comes to with those who may vote today."""
    said = [
        _there(organisation, poll), _needed(organisation, poll),
        powers(organisation, poll.game, poll.players), _at_the_quorum(poll),
    ]  # fmt: skip
    return " ".join(filter(None, said))


def _there(organisation: Organisation, poll: Poll) -> str:
    """Who is there for a vote, as far as it needs saying."""
    body = organisation.bodies[poll.rule.vote]
    said: list[str] = []
    if body.seats:
        seats = max(body.size or 0, len(body.seats))
        held = sum(seat.holder is not None for seat in body.seats.values())
        if held < seats:
            verb = "is" if held == 1 else "are"
            said.append(f"{upper(word(held))} of the {word(seats)} seats {verb} held.")
    barred = list(dict.fromkeys(v.party for v in poll.voices if v.barred))
    if barred:
        who = few([named(organisation, name) for name in barred])
        said.append(f"{upper(who)} may not vote on it.")
    return " ".join(said)


def _needed(organisation: Organisation, poll: Poll) -> str:
    """How many votes it takes, where votes are not just heads."""
    rule, all_votes = poll.rule, poll.base("in_office")
    if rule.elects or rule.of is None or not all_votes:
        return ""
    turnout = rule.of in ("cast", "present")
    base = all_votes if turnout else poll.base(rule.of)
    start = "if all votes are cast, " if turnout else ""
    tie = ", or half of them and the casting vote" if rule.casting_vote is not None else ""
    if by_heads(organisation, poll):
        if not tie and base == all_votes and not poll.rule.multiply:
            return ""  # who can carry it says the same
        return upper(
            f"{start}it takes {figure(least(rule, base, Fraction(1)))} of {figure(base)}{tie}."
        )
    return upper(f"{start}it takes {_enough(poll, rule, base)} of {number_of_votes(base)}{tie}.")


def _enough(poll: Poll, rule: Threshold, base: Fraction) -> str:
    """How many votes of a base are enough; a share of it, where votes are not whole."""
    if _whole(poll):
        return figure(least(rule, base, Fraction(1)))
    share = rule.more_than if rule.more_than is not None else rule.at_least or Fraction(0)
    votes = figure(share * base)
    return how_much(rule) if "/" in votes or share == 1 else f"{how_much(rule)} ({votes})"


def _whole(poll: Poll) -> bool:
    """Whether everyone who is there has a whole number of votes."""
    return all(voice.weight.denominator == 1 for voice in poll.voices)


def _at_the_quorum(poll: Poll) -> str:
    """How few votes are enough if no more come than have to."""
    rule, quorum, unit = poll.rule, poll.rule.quorum, alike(poll)
    if rule.of not in ("cast", "present") or quorum is None or unit is None:
        return ""
    if len(quorum.counting) != 3 or quorum.excluded_count:
        return ""
    come = quorum_votes(poll, unit)
    enough = least(rule, come, unit)
    if not unit < come < poll.base("in_office") or enough == least(
        rule, poll.base("in_office"), unit
    ):
        return ""
    verb = "is" if enough == 1 else "are"
    return f"If only {figure(come)} come, {figure(enough)} {verb} enough."


def least(rule: Threshold, base: Fraction, unit: Fraction) -> Fraction:
    """The least number of votes, in steps of a unit, that is enough."""
    share = rule.more_than if rule.more_than is not None else rule.at_least or Fraction(0)
    steps = share * (base if rule.of is not None else 1) / unit
    number = floor(steps) + 1 if rule.more_than is not None else ceil(steps)
    return max(number, 1) * unit


def quorum_votes(poll: Poll, unit: Fraction) -> Fraction:
    """The least number of votes, in steps of a unit, that makes the quorum."""
    assert poll.rule.quorum is not None
    of = poll.rule.quorum.of
    return least(poll.rule.quorum, poll.base(of) if of is not None else Fraction(1), unit)


def quorum(organisation: Organisation, poll: Poll) -> str:
    """What a quorum asks for."""
    rule, heads = poll.rule.quorum, by_heads(organisation, poll)
    assert rule is not None
    one = rule.of is None and rule.at_least == 1
    of_seats = "the holders of " if heads and rule.of == "size" else ""
    base = {
        None: " vote" if one else " votes",
        "in_office": " of the members in office" if heads else " of the votes of those in office",
        "outstanding": " of all votes",
        "entitled": " of all votes, those of people who may not vote on it included,",
        "size": f" of {_seats(poll, heads)}",
    }[rule.of]
    if len(rule.counting) == 3:
        verb = "has" if one else "have"
        says = f"For the vote to count, {of_seats}{how_much(rule)}{base} {verb} to be present."
    else:
        counted = joined(_BALLOTS[ballot] for ballot in rule.counting)
        others = joined([_BALLOTS[b] for b in _BALLOTS if b not in rule.counting], "and")
        says = (
            f"For the vote to count, {counted} have to come to {how_much(rule)}{base}; "
            f"{others} do not help to reach that."
        )
    if rule.of == "size":
        says += " Vacant seats are counted in the total."
    if rule.excluded_count:
        says += " Those who may not vote on it count as present if they come."
    return says


def quorum_today(organisation: Organisation, poll: Poll) -> str:
    """What a quorum comes to with those who may come today."""
    rule = poll.rule.quorum
    assert rule is not None
    there = sum(
        (v.weight * v.say.members for v in poll.voices if not v.barred or rule.excluded_count),
        Fraction(0),
    )
    unit = alike(poll)
    if unit is not None and (there / unit).denominator == 1:
        if any(voice.say.ballot is not None for voice in poll.voices):
            return f"{figure(quorum_votes(poll, unit))} of {figure(there)} have to be there."
        return _quorum_alike(quorum_votes(poll, unit), there, unit)
    share = rule.more_than if rule.more_than is not None else rule.at_least or Fraction(0)
    base = poll.base(rule.of) if rule.of is not None else Fraction(1)
    need = share * base
    strict = "more than " if rule.more_than is not None else "at least "
    if _whole(poll):
        need, strict = least(rule, base, Fraction(1)), ""
    if need > there or (need == there and strict == "more than "):
        return (
            f"It takes {strict}{number_of_votes(need)}, and only {figure(there)} can come: it "
            "cannot be met."
        )
    return f"That is {strict}{number_of_votes(need)} of {figure(there)}."


def _quorum_alike(need: Fraction, there: Fraction, unit: Fraction) -> str:
    """A quorum, where everyone has as many votes."""
    if need > there:
        return f"It takes {figure(need)}, and only {figure(there)} can come: it cannot be met."
    heads, stay = int(there / unit), int((there - need) / unit) + 1
    breaks = f"any {word(stay)} who stay away break it"
    if stay == heads:
        breaks = "only if nobody comes is there none"
    elif stay == 1:
        breaks = "any one who stays away breaks it"
    votes = f"{figure(need)} of {figure(there)}" + ("" if unit == 1 else " votes")
    return f"{votes} {'has' if need == 1 else 'have'} to be there; {breaks}."


def extra(organisation: Organisation, poll: Poll) -> Iterator[tuple[str, str, str, str]]:
    """Who may not vote, whose votes count several times, and how far votes count at all.

    Yields
    ------
    tuple of str
        What it is about, what the rule says, what it comes to today, and the word in the file.
    """
    rule = poll.rule
    if rule.exclude:
        barred = list(dict.fromkeys(v.party for v in poll.voices if v.barred))
        who = joined(_subject(organisation, name) for name in rule.exclude)
        says = f"{upper(who)} may not vote on it."
        if rule.of in ("in_office", "outstanding"):
            says += " The share is taken of the others' votes."
        now = ""
        if not barred:
            now = "Nobody with a vote is meant today."
        elif "subject" in rule.exclude:
            now = f"That is {joined(named(organisation, name) for name in barred)}."
        yield "who may not vote", says, now, "exclude"
    if rule.multiply is not None:
        who = _subject(organisation, rule.multiply.of)
        says = f"The votes of {who} count {figure(rule.multiply.by)} times."
        yield "weight", says, _multiplied(organisation, poll), "multiply"
    cap = organisation.bodies[rule.vote].cap
    if cap is not None:
        says = (
            f"Nobody counts for more than {portion(cap)} of all votes, as many as there are "
            "before anybody is capped."
        )
        yield "cap", says, _capped(organisation, poll, cap), "cap"


def _subject(organisation: Organisation, name: str) -> str:
    return "whoever it is about" if name == "subject" else named(organisation, name)


def _multiplied(organisation: Organisation, poll: Poll) -> str:
    """How many votes those have whose votes count several times."""
    assert poll.rule.multiply is not None
    whose: list[str | None] = [poll.rule.multiply.of]
    if poll.rule.multiply.of == "subject":
        body, _, seat = (poll.subject or "").partition(".")
        seats = organisation.bodies[body].seats if body else {}
        whose = [seats[seat].holder] if seat else [held.holder for held in seats.values()]
    all_votes = number_of_votes(poll.base("in_office"))
    said = [
        f"{upper(named(organisation, voice.party))} has {figure(voice.weight)} of {all_votes}."
        for voice in poll.voices
        if voice.party in whose and not voice.barred
    ]
    return " ".join(said) or "Nobody with a vote is meant today."


def _capped(organisation: Organisation, poll: Poll, cap: Fraction) -> str:
    """How many votes the cap is, and who counts for most."""
    uncapped = _uncapped(organisation, poll)
    most = max((voice.weight for voice in poll.voices), default=Fraction(0))
    who = few([named(organisation, v.party) for v in poll.voices if v.weight == most])
    left = number_of_votes(poll.base("in_office"))
    return (
        f"The cap is {figure(cap * uncapped)} of {number_of_votes(uncapped)}, which leaves {left} "
        f"to be counted. The most that anybody counts for is {number_of_votes(most)}: {who}."
    )


def _uncapped(organisation: Organisation, poll: Poll) -> Fraction:
    """All votes there would be without the cap, of which it is a share."""
    name = poll.rule.vote
    body = organisation.bodies[name].model_copy(update={"cap": None})
    bodies = {**organisation.bodies, name: body}
    looking = Looking(organisation.model_copy(update={"bodies": bodies}))
    rules = Listening(
        looking, OpenSides(looking, Players(looking)), seat=poll.seat, subject=poll.subject
    )
    # a cap is taken of votes as they are held, before any count several times
    return rules.poll(poll.rule.model_copy(update={"multiply": None})).base("entitled")
