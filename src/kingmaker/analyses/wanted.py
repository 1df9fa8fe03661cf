"""What a case's own question wants, and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kingmaker.analyses.answer import Member, Some
from kingmaker.analyses.going import Way
from kingmaker.analyses.measured import Measured, told
from kingmaker.model import Asked, Figure, Organisation, exact
from kingmaker.model import Member as Joined
from kingmaker.translate.looking import Looking
from kingmaker.translate.paradox import paradoxes
from kingmaker.translate.players import Players

_YES = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a question wants, and what was found.

    Attributes
    ----------
    what : str
        What was asked for, in words.
    of : tuple of Member
        Of which coalition or party; empty if of none.
    wanted, found : str
        What it should be, and what it is; a fraction too long to read is cut short.
    fits : bool
        Whether that is the same, to the digits that were wanted.
    """

    what: str
    of: tuple[Member, ...]
    wanted: str
    found: str
    fits: bool


def of_decision(decision: Measured, asked: Asked) -> Iterator[Finding]:
    """What is wanted of a decision, in the order of the format, each beside what is found."""
    want = asked.want
    for word, coalitions, can, find in (
        ("can decide", want.wins, True, decision.wins),
        ("can decide", want.loses, False, decision.wins),
        ("can block", want.blocks, True, decision.blocks),
        ("can block", want.not_blocks, False, decision.blocks),
    ):
        for coalition in coalitions:
            found = find({member.party: member.members for member in coalition})
            yield _yes(word, can, found, _named(decision.organisation, coalition))
    if want.minimal is not None:
        number = sum(_sizes(decision).values())
        yield _number("minimal coalitions", want.minimal, number)
    if want.sizes is not None:
        sizes = _sizes(decision)
        for size in sorted({*want.sizes, *sizes}):
            what = f"minimal coalitions of {size:,}"
            yield _number(what, want.sizes.get(size, 0), sizes.get(size, 0))
    if want.shapley or want.swings:
        _ = decision.counts  # of which the winning coalitions are a by-product
    if want.winning is not None:
        yield _number("winning coalitions", want.winning, decision.winning)
    if want.share_winning is not None:
        yield _figure("share that wins", want.share_winning, decision.share_winning)
    for party, figure in (want.shapley or {}).items():
        found = decision.shapley.get(party, Fraction(0))
        yield _figure("Shapley-Shubik index", figure, found, (party,))
    for party, number in (want.swings or {}).items():
        yield _number("swings", number, decision.swings.get(party, 0), (party,))
    if want.vetoers is not None:
        yield _parties(decision.organisation, "have a veto", want.vetoers, decision.vetoers)
    if want.dummies is not None:
        players = {player.name for player in decision.voting.players}
        idle = [p for p in want.dummies if p not in players]  # have no power either
        found = {*decision.dummies, *idle}
        yield _parties(decision.organisation, "have no power", want.dummies, found)
    if want.monotone is not None:
        text = _monotone(decision, asked)
        wanted = _YES[want.monotone]
        yield Finding("no vote against helps", (), wanted, text, text == wanted)


def of_way(asked: Asked, found: Way) -> Iterator[Finding]:
    """What is wanted of a coalition's way to a goal, each thing beside what is found.

    What is not certain is not as wanted.
    """
    want = asked.want
    there = found.day is not None
    if want.reachable is not None:
        wanted, told_ = _YES[want.reachable], _YES[there]
        if not there and not found.certain:
            told_ = found.limit
        yield Finding("reaches its goal", (), wanted, told_, told_ == wanted)
    for what, number, actual in (
        ("steps", want.steps, found.steps),
        ("days", want.days, found.day),
    ):
        if number is not None:
            sure = there and found.certain
            told_ = f"{actual}" if there else "never there"
            yield Finding(what, (), f"{number}", told_ if sure else _doubted(told_, found),
                          sure and actual == number)  # fmt: skip


def _doubted(told_: str, found: Way) -> str:
    return told_ if found.certain else f"{told_}; {found.limit}"


def _sizes(decision: Measured) -> dict[int, int]:
    return decision.minimal.count()


def _monotone(decision: Measured, asked: Asked) -> str:
    """Whether no vote against ever helps it pass, as far as that is known."""
    found = paradoxes(decision.organisation, asked.decision or "")
    if any(paradox.witness is not None for paradox in found):
        return "no"
    return "too many ballots to tell" if found else "yes"


def _named(organisation: Organisation, coalition: Iterable[Joined]) -> tuple[Member, ...]:
    """A coalition as it is printed: of people who act one by one, how many of how many."""
    heads = Players(Looking(organisation)).count
    return tuple(
        member.party if member.members is None
        else Some(member.party, member.members, heads(member.party))
        for member in coalition
    )  # fmt: skip


def _yes(what: str, wanted: bool, found: bool, of: tuple[Member, ...] = ()) -> Finding:
    return Finding(what, of, _YES[wanted], _YES[found], wanted == found)


def _number(what: str, wanted: int, found: int, of: tuple[Member, ...] = ()) -> Finding:
    texts = [exact(Fraction(number)) for number in (wanted, found)]
    return Finding(what, of, texts[0], texts[1], wanted == found)


def _figure(what: str, wanted: Figure, found: Fraction, of: tuple[Member, ...] = ()) -> Finding:
    return Finding(what, of, str(wanted), told(found), wanted.fits(found))


def _parties(
    organisation: Organisation, what: str, wanted: Iterable[str], found: Iterable[str]
) -> Finding:
    sets = [{*wanted}, {*found}]
    texts = [
        ", ".join(organisation.label(p) for p in organisation.parties if p in names) or "nobody"
        for names in sets
    ]
    return Finding(what, (), texts[0], texts[1], sets[0] == sets[1])
