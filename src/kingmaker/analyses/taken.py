"""Ballots that are taken as given: whose they are, and what to know of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kingmaker.model import Ballot, Organisation
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.looking import Looking
from kingmaker.translate.players import Player

_DOES: dict[Ballot, str] = {
    "for": "for", "against": "against", "abstain": "abstaining", "absent": "absent",
}  # fmt: skip


def taken(
    organisation: Organisation, decision: str, players: Iterable[Player]
) -> dict[str, Ballot]:
    """The voters who are no players of a decision since their ballots are taken as given.

    Parameters
    ----------
    organisation : Organisation
        With its ``ballots``.
    decision : str
        Which decision.
    players : iterable of Player
        Those who are left.
    """
    if not organisation.ballots:
        return {}
    free = organisation.model_copy(update={"ballots": {}})
    left = {player.party for player in players}
    looking = Looking(organisation)
    found: dict[str, Ballot] = {}
    for player in decision_game(free, decision).players:
        ballot = looking.ballot(player.party)
        if ballot is not None and player.party not in left:
            found[player.party] = ballot
    return found


def given(organisation: Organisation, ballots: Mapping[str, Ballot]) -> tuple[str, ...]:
    """What a reader should know of ballots that are taken as given."""
    if not ballots:
        return ()
    told = ", ".join(f"{organisation.label(p)} ({_DOES[b]})" for p, b in ballots.items())
    return (f"Taken as given, and so no players: {told}.",)
