"""What the questions about ownership share: whom they ask about, and the words of an answer."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Annotated, TypeAlias

from kingmaker.analyses.asking import Among, UnknownName
from kingmaker.engine.ownership.shares import Share, Threshold
from kingmaker.files.packs import pack, shipped
from kingmaker.model import Organisation
from kingmaker.model.packs import Finds, Pack
from kingmaker.model.values import share as read_share
from kingmaker.translate.ownership.classes import overissued
from kingmaker.translate.ownership.network import Ownership
from kingmaker.translate.ownership.reading import Reading

PartyName: TypeAlias = Annotated[str, Among(("parties",))]
"""The name of a party in the case."""

PartyNames: TypeAlias = Annotated[tuple[str, ...], Among(("parties",))]
"""The names of parties in the case."""

RIGHTS = {
    "economic": "capital", "votes": "votes", "appointment": "board", "profit": "profits",
    "surplus": "what is left over",
}  # fmt: skip
"""What a right in parts is a part of, in words."""

NO_ADVICE = (
    "A pack is an aid to reading the text that it cites. It is not legal advice, and whether a "
    "text applies is not asked."
)


def packs_for(names: Iterable[str], *finds: Finds) -> dict[str, Pack]:
    """The packs that are asked for; all that find such things if none is named.

    Raises
    ------
    UnknownName
        If there is no such pack.
    """
    try:
        chosen = {name: pack(name) for name in names}
    except KeyError as error:
        raise UnknownName(str(error.args[0])) from None
    return chosen or {name: each for name, each in shipped().items() if each.finds in finds}


def threshold_given(text: str | None) -> Threshold | None:
    """A threshold as it is written: ``25%`` for so much or more, ``over 25%`` for more."""
    if text is None:
        return None
    words = " ".join(text.split())
    strict = words.startswith("over ")
    try:
        return Threshold(read_share(words.removeprefix("over ").removeprefix("at least ")), strict)
    except ValueError as error:
        message = f"a threshold is written as 25%, or over 25%: {error}"
        raise UnknownName(message) from error


def followed(owned: Ownership, among: Iterable[int]) -> tuple[str, ...]:
    """A note on companies whose votes are taken to follow the capital."""
    those = [owned.label(party) for party in sorted(owned.follows & set(among))]
    if not those:
        return ()
    told = ", ".join(those[:4]) + (f" and {len(those) - 4} more" if those[4:] else "")
    return (f"Nothing is stated of the votes in {told}; they are taken to follow the capital.",)


def steered(owned: Ownership, among: Iterable[int]) -> tuple[str, ...]:
    """A note on companies whose votes are not taken to follow, since control is stated."""
    those = [owned.label(party) for party in sorted(set(among)) if party in owned.steered]
    if not those:
        return ()
    told = ", ".join(those[:4]) + (f" and {len(those) - 4} more" if those[4:] else "")
    note = f"Who controls {told} is stated, and nothing of the votes: they may follow the capital,"
    return (f"{note} or be with whoever controls.",)


def unnamed(owned: Ownership, among: Iterable[int]) -> tuple[str, ...]:
    """A note on holders who are not named."""
    those = sorted(owned.unnamed & set(among))
    if not those:
        return ()
    many = "one holder is" if len(those) == 1 else f"{len(those)} holders are"
    return (f"Above it {many} not named: whoever that is may also be a party of this case.",)


def vetoed(owned: Ownership, company: int) -> tuple[str, ...]:
    """A note on who has a veto in a company, which is no control of it and stands in its way."""
    those = [owned.label(party) for party in owned.those_with(company, "veto")]
    if not those:
        return ()
    has = "has" if len(those) == 1 else "have"
    return (f"{', '.join(those)} {has} a veto: whoever controls it cannot do all without them.",)


def silent(reading: Reading, *acting: Iterable[int]) -> tuple[str, ...]:
    """A note where votes in circles may be silent, and control otherwise for some who act."""
    for means in reading.silenced:
        for those in acting:
            first = frozenset(those)
            cast = set(reading.means.reached(first, at_most=False))
            if set(means.reached(first, at_most=False)) != cast:
                return (
                    "All votes are taken to be cast. Where those are silent that a company has "
                    + "in itself through others, control is otherwise; see kingmaker circles.",
                )
    return ()


def overstated(owned: Ownership, among: Iterable[int]) -> tuple[str, ...]:
    """Notes on companies of which more than the whole is stated."""
    found: list[str] = []
    for right in ("economic", "votes", "appointment"):
        for company in owned.tight(right, named=True).inconsistent:
            if company in set(among):
                stated = owned.stakes(right, named=True).shares[company].values()
                least = sum((share.low for share in stated), Share.exactly(0).low)
                over = "over" if any(share.low_open for share in stated) else "at least"
                told = f"{over} {float(least * 100):g} %"
                found.append(
                    f"Of the {RIGHTS[right]} of {owned.label(company)} {told} is stated, "
                    "more than there is: joint holders, a stale entry or a nominee?"
                )
    for name, (held, issued) in overissued(owned.organisation).items():
        of = owned.organisation.classes[name].of
        if of is not None and owned.number[of] in set(among):
            found.append(
                f"Of class {name} {_number(held)} shares are held and {_number(issued)} issued: "
                "what is more than the whole is taken for the whole."
            )
    return tuple(dict.fromkeys(found))


def _number(shares: Fraction) -> str:
    return f"{int(shares):,}" if shares.denominator == 1 else str(shares)


def dated(organisation: Organisation) -> tuple[str, ...]:
    """A note where no day is asked about, and some holdings have an end."""
    if organisation.as_of is not None:
        return ()
    holdings = organisation.holdings.values()
    if all(holding.until is None for holding in holdings):
        return ()
    return (
        "No day is asked about: holdings that have an end are taken to be over, and those that "
        + "have a beginning to have begun; --as-of asks about a day.",
    )
