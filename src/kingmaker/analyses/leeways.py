"""How far the numbers of one vote may change without altering who wins, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.engine import TooLarge
from kingmaker.engine.structure.sensitivity import (
    fewest_moved,
    power_quotas,
    quota_room,
    weight_rooms,
)
from kingmaker.engine.structure.weights import WeightsAndQuota
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame

MOST_QUOTAS = 3
"""Quotas on each side of which it is asked whether they alter anybody's power."""

COUNTED = "The votes are those that are counted."
ALIKE = "The votes are those of the one vote that comes to the same."


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far one number may change with all others as they are, and the same coalitions win."""

    number: str = column("quota or weight", unit="text")
    voters: tuple[Member, ...] = column("whose weight, of each one of them", unit="parties")
    now: int = column("what it is", unit="votes")
    least: int = column("the least it may be", unit="votes")
    most: int | None = column("the most it may be; none if there is no limit", unit="votes")
    alters: int | None = column("the nearest number that alters who wins", unit="votes")


def leeway(
    organisation: Organisation, voting: DecisionGame, vote: WeightsAndQuota | None, source: str
) -> Answer[Leeway]:
    """Tell how far quota and weights may change, each with all others as they are.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    voting : DecisionGame
        The decision.
    vote : WeightsAndQuota or None
        The vote it is, or comes to, by class of voters. None if there is none.
    source : str
        Where that is from, as a note.

    Returns
    -------
    Answer of Leeway
        Without rows if there is no such vote, or its sums are too many.
    """
    rows: tuple[Leeway, ...] = ()
    notes: list[str] = []
    if vote is not None:
        try:
            rows = _rooms(voting, vote)
            notes += [source, *_moved(organisation, voting, vote)]
            notes += _quotas(voting, vote)
        except TooLarge as refusal:
            notes.append(f"Left open: {refusal}.")
    return Answer(
        name="leeway",
        question="How far may the quota and each weight change?",
        rows=rows,
        row=Leeway,
        method="From every sum that votes can have; each number with all others as they are.",
        footing=voting.footing,
        notes=tuple(notes),
    )


def called(organisation: Organisation, voting: DecisionGame, number: int) -> str:
    """A voter of a class, in words."""
    player = voting.players[number]
    one = "" if player.size == 1 else "one of "
    return one + organisation.label(player.party)


def _rooms(voting: DecisionGame, vote: WeightsAndQuota) -> tuple[Leeway, ...]:
    sizes = voting.game.sizes
    room = quota_room(vote.weights, sizes, vote.quota)
    alters = room.nearest_outside(vote.quota)
    rows = [Leeway("quota", (), vote.quota, room.least, room.most, alters)]
    alike: dict[int, list[int]] = {}
    for number in sorted(range(len(sizes)), key=lambda c: -vote.weights[c]):
        alike.setdefault(vote.weights[number], []).append(number)
    rooms = weight_rooms(vote.weights, sizes, vote.quota)
    for weight, classes in alike.items():
        room = rooms[classes[0]]
        who = tuple(voting.players[c].name for c in classes)
        alters = room.nearest_outside(weight)
        rows.append(Leeway("weight", who, weight, room.least, room.most, alters))
    return tuple(rows)


def _moved(organisation: Organisation, voting: DecisionGame, vote: WeightsAndQuota) -> list[str]:
    moved = fewest_moved(vote.weights, voting.game.sizes, vote.quota)
    if moved is None:
        return []
    giver, taker = (called(organisation, voting, c) for c in (moved.giver, moved.taker))
    alter = "1 vote, moved" if moved.votes == 1 else f"{moved.votes:,} votes, moved"
    return [f"To alter who wins, it takes {alter} from {giver} to {taker}."]


def _quotas(voting: DecisionGame, vote: WeightsAndQuota) -> list[str]:
    nearest = power_quotas(vote.weights, voting.game.sizes, vote.quota, MOST_QUOTAS)
    told = " and ".join(f"{quota:,}" for quota in nearest if quota is not None)
    return [f"The nearest quotas that alter anybody's power: {told}."] if told else []
