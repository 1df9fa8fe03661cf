"""The arithmetic of one vote: what it takes to carry it, and what to stop it.

A vote is carried if the votes for, less the share that is needed of those that count, leave more
than nothing. That difference is a sum over the voters, in which each adds least while against
us, more once its seat is vacant, and most on our side; so it is one threshold gate.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd, lcm
from typing import Literal, TypeAlias

from kingmaker.engine.games.gates import Gate, Input, every, some
from kingmaker.model import Ballot, Quorum, Vote
from kingmaker.translate.voices import ALWAYS, NEVER, Voice

Counted: TypeAlias = Callable[[Ballot, bool], int]
"""How much a ballot adds for each vote, by whether its voter is barred; in some whole unit."""

Aim: TypeAlias = Literal["carry", "stop"]

IN_BASE: dict[str, tuple[Ballot, ...]] = {
    "cast": ("for", "against"),
    "present": ("for", "against", "abstain"),
    "in_office": ("for", "against", "abstain", "absent"),
    "outstanding": ("for", "against", "abstain", "absent"),
    "entitled": ("for", "against", "abstain", "absent"),
}
FLIPPED: dict[Ballot, Ballot] = {
    "for": "against", "against": "for", "abstain": "abstain", "absent": "absent",
}  # fmt: skip
NOTHING = Fraction(0)


def vote_gate(
    rule: Vote,
    voices: list[Voice],
    size: Fraction,
    casting: Gate | int | None,
    idle: tuple[Ballot, Ballot],
    aim: Aim,
) -> Gate:
    """What carries a vote, or stops it.

    Parameters
    ----------
    rule : Vote
        How it is counted.
    voices : list of Voice
        Who may vote, and who is there and may not.
    size : Fraction
        Votes of all seats authorised, vacant ones too.
    casting : Input or None
        That the holder of the casting vote is on our side.
    idle : (str, str)
        What voters on no known side do: for the count, and for the quorum.
    aim : str
        Whether we are for it, and want to ``carry`` it, or against it, and want to ``stop`` it.
    """
    counted = _threshold(rule, voices, size, idle[0], aim)
    if casting is not None:
        tied = _share(Fraction(1, 2), False, "cast", voices, size, idle[0], aim)
        if aim == "carry":
            counted = some(1, counted, every(casting, tied, _someone(voices, idle[0], aim)))
        else:  # a tie is enough for the others unless the casting vote is with us
            nobody = _someone(voices, idle[0], aim)
            counted = some(1, tied, nobody, every(casting, counted))
    if rule.quorum is None:
        return counted
    quorum = _quorum(rule.quorum, voices, size, idle[1], aim)
    if aim == "stop":
        return some(1, counted, quorum)
    return _both(counted, quorum)


def _threshold(rule: Vote, voices: list[Voice], size: Fraction, idle: Ballot, aim: Aim) -> Gate:
    if rule.method == "plurality":
        return _share(Fraction(1, 2), True, "cast", voices, size, idle, aim)
    if rule.method == "cumulative":
        return _cumulative(rule.seats or 1, rule.win or 1, voices, idle, aim)
    strict = rule.more_than is not None
    share = rule.more_than if rule.more_than is not None else rule.at_least or NOTHING
    if rule.of is None:
        return _number(share, voices, idle, aim)
    gate = _share(share, strict, rule.of, voices, size, idle, aim)
    if not strict and aim == "carry":
        return _both(gate, _someone(voices, idle, aim))
    if not strict and (not share or not _sure(voices, idle)):
        return some(1, gate, _someone(voices, idle, aim))
    return gate


def _sure(voices: list[Voice], idle: Ballot) -> bool:
    """Whether votes are sure to be cast, and by the same voters in every state."""
    there = [voice for voice in voices if not voice.barred and voice.weight * voice.say.members]
    ballots = ((v.say.ballot or idle) in ("for", "against") for v in there)
    return bool(there) and all(ballots) and all(v.say.leaves is None for v in there)


def _share(
    share: Fraction, strict: bool, of: str, voices: list[Voice], size: Fraction,
    idle: Ballot, aim: Aim,
) -> Gate:  # fmt: skip
    """Votes for are more than, or at least, a share of a base."""
    in_base = IN_BASE.get(of, ())
    part, whole = share.numerator, share.denominator

    def adds(ballot: Ballot, barred: bool) -> int:
        if barred:
            return -part if of == "entitled" else 0
        return (whole if ballot == "for" else 0) - (part if ballot in in_base else 0)

    constant = -part * size if of == "size" else NOTHING
    return _gate(voices, adds, constant, strict, idle, aim)


def _number(votes: Fraction, voices: list[Voice], idle: Ballot, aim: Aim) -> Gate:
    """Votes for are at least so many, and at least some."""

    def adds(ballot: Ballot, barred: bool) -> int:
        return int(ballot == "for" and not barred)

    return _gate(voices, adds, -votes, not votes, idle, aim)


def _someone(voices: list[Voice], idle: Ballot, aim: Aim) -> Gate:
    """Somebody votes for it at all."""
    return _number(NOTHING, voices, idle, aim)


def _cumulative(seats: int, win: int, voices: list[Voice], idle: Ballot, aim: Aim) -> Gate:
    """A number of seats won for certain, each voter's votes being spread as suits best.

    Whole votes cannot be divided between candidates: with F votes for and A against, each of K
    candidates gets at least ⌊F·M/K⌋, and that has to beat what the others can give to one more
    than they would then have left, ⌊A·M/(M-K+1)⌋. For large numbers it is the textbook's more
    than K/(M+1).
    """
    voting = [voice for voice in voices if not voice.barred]
    whole = all(voice.weight.denominator == 1 for voice in voting)
    if not whole or any(voice.say.leaves is not None for voice in voting):
        return _share(Fraction(win, seats + 1), True, "cast", voices, NOTHING, idle, aim)
    ours, open_, cast = 0, 0, {"for": 0, "against": 0, "abstain": 0, "absent": 0}
    gains: list[tuple[Input, int]] = []
    for voice in voting:
        votes = int(voice.weight) * voice.say.members
        if voice.say.side == "ours":
            ours += votes
        elif voice.say.joins is not None:
            open_ += votes
            gains.append((voice.say.joins, int(voice.weight)))
        else:
            cast[_ballot(voice, idle, aim)] += votes

    def reached(joined: int) -> bool:
        """Whether our aim is reached once so many open votes have joined us."""
        for_us, left = ours + joined, open_ - joined
        for_it, against = cast["for"], cast["against"]
        if aim == "carry":
            for_it, against = for_it + for_us, against + (left if idle == "against" else 0)
            return for_it * seats // win > against * seats // (seats - win + 1)
        for_it, against = for_it + (left if idle == "for" else 0), against + for_us
        return for_it * seats // win <= against * seats // (seats - win + 1)

    low, high = 0, open_ + 1
    while low < high:  # more votes never reach less
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle + 1, high)
    return least_gate(-low, gains, strict=False)


def _quorum(quorum: Quorum, voices: list[Voice], size: Fraction, idle: Ballot, aim: Aim) -> Gate:
    """Enough take part; or, to stop it, too few."""
    share = quorum.more_than if quorum.more_than is not None else quorum.at_least or NOTHING
    strict = quorum.more_than is not None
    dynamic = quorum.of in ("in_office", "outstanding", "entitled")
    part, whole = share.numerator, share.denominator

    def adds(ballot: Ballot, barred: bool) -> int:
        if barred:
            there = quorum.excluded_count and ballot != "absent"
            counts = dynamic and quorum.of == "entitled"
        else:
            there = ballot in quorum.counting
            counts = dynamic
        return (whole if there else 0) - (part if counts else 0)

    constant = {None: Fraction(-part), "size": -part * size}.get(quorum.of, NOTHING)
    return _gate(voices, adds, constant, strict, idle, aim, quorum=True)


def _ballot(voice: Voice, idle: Ballot, aim: Aim) -> Ballot:
    """What a voter does as long as it is not on our side."""
    if voice.say.ballot is None:
        return idle
    return voice.say.ballot if aim == "carry" else FLIPPED[voice.say.ballot]


def _gate(
    voices: list[Voice], adds: Counted, constant: Fraction, strict: bool,
    idle: Ballot, aim: Aim, *, quorum: bool = False,
) -> Gate:  # fmt: skip
    """A sum over the voters that is more than nothing, or at least nothing, as one gate.

    To stop it, the sum must not be.
    """
    sign = 1 if aim == "carry" else -1
    on_our_side: Ballot = "for" if aim == "carry" else "absent" if quorum else "against"
    unit = lcm(constant.denominator, *(voice.weight.denominator for voice in voices))
    total = sign * int(constant * unit)
    gains: dict[int, tuple[Input, int]] = {}

    def gain(source: Input, amount: int) -> None:
        key = source if isinstance(source, int) else -id(source)
        gains[key] = source, (gains[key][1] if key in gains else 0) + amount

    for voice in voices:
        say = voice.say
        weight = sign * voice.weight.numerator * (unit // voice.weight.denominator)
        ours = weight * adds(on_our_side, voice.barred)
        stands = 0
        if say.side == "ours":
            stands = ours
        elif say.side == "theirs":
            stands = weight * adds(_ballot(voice, idle, aim), voice.barred)
        total += stands * say.members
        if say.leaves is not None and stands < 0:
            gain(say.leaves, -stands)
            stands = 0
        if say.joins is not None and ours > stands:
            gain(say.joins, ours - stands)
    return least_gate(total, list(gains.values()), strict if aim == "carry" else not strict)


def least_gate(total: int, gains: list[tuple[Input, int]], strict: bool) -> Gate:
    """A gate in the smallest whole numbers that say the same."""
    common = gcd(*(weight for _, weight in gains)) or 1
    quota = -((total - int(strict)) // common)
    if quota <= 0:
        return ALWAYS
    if not gains:
        return NEVER
    return Gate(quota, tuple((source, weight // common) for source, weight in gains))


def _both(one: Gate, other: Gate) -> Gate:
    """Two gates over the same inputs with the same weights: the higher quota is enough."""
    if one.inputs == other.inputs or not other.inputs or not one.inputs:
        if one is NEVER or other is NEVER:
            return NEVER
        if one is ALWAYS or other is ALWAYS:
            return other if one is ALWAYS else one
        return one if one.quota >= other.quota else other
    return every(one, other)
