"""Where each party stands: who has a veto, who decides alone, whose vote never counts."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.taken import given, taken
from kingmaker.engine import TooLarge
from kingmaker.engine.games.gates import Game
from kingmaker.engine.power.indices import dictator, vetoers
from kingmaker.engine.power.measuring import measure
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.stakes import STAKES, stakes

STANDINGS = (
    "decides alone", "has a veto", "can tip the vote", "vote never counts", "vote taken as given",
    "has no vote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one party stands on one decision."""

    party: str = column("who", unit="party")
    standing: str = column(f"one of: {', '.join(STANDINGS)}", unit="text")


@question("Who can tip {decision}, and whose vote never counts?")
def standing(
    organisation: Organisation, decision: DecisionName, *, everyone: bool = False
) -> Answer[Standing]:
    """Tell vetoers, a dictator and dummies apart, and those who have no vote at all.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.
    everyone : bool
        Whether to list every party without a vote, and not only those with a stake: who hold a
        share, an office or a seat, supply what is needed, or need something themselves.

    Returns
    -------
    Answer of Standing
        One row a party, the strongest standing first.

    Raises
    ------
    TooLarge
        If the game is too large to be answered exactly.
    """
    voting = decision_game(organisation, decision)
    alone, needed = dictator(voting.game), set(vetoers(voting.game))
    found: dict[str, str] = {}
    for number, (player, tips) in enumerate(zip(voting.players, _tips(voting.game), strict=True)):
        if number == alone:
            found[player.name] = STANDINGS[0]
        elif number in needed:
            found[player.name] = STANDINGS[1]
        else:
            found[player.name] = STANDINGS[2] if tips else STANDINGS[3]
    ballots = taken(organisation, decision, voting.players)
    found.update(dict.fromkeys(ballots, STANDINGS[4]))
    interested = set(organisation.parties) if everyone else stakes(organisation)
    for party in organisation.parties:
        if party in interested:
            found.setdefault(party, STANDINGS[5])
    ordered = sorted(found.items(), key=lambda item: STANDINGS.index(item[1]))
    notes: list[str] = []
    if not voting.game.wins(voting.game.sizes):
        notes.append("It cannot be taken even if everybody agrees.")
    if left := len(set(organisation.parties) - set(found)):
        who = "One more party has" if left == 1 else f"{left} more parties have"
        notes.append(f"{who} no vote and no stake that is written down; --everyone lists them.")
    notes += given(organisation, ballots)
    return Answer(
        question=f"Who can tip “{organisation.label(decision)}”, and whose vote never counts?",
        rows=tuple(Standing(party, what) for party, what in ordered),
        row=Standing,
        method="Veto: no coalition wins without. Never counts: no coalition is turned; exact.",
        footing=voting.footing | set(STAKES),
        notes=tuple(notes),
    )


def _tips(game: Game) -> tuple[int, ...]:
    """How often a member of each class tips the outcome."""
    found = measure(game).swings
    if found is None:
        raise TooLarge(
            f"{game.players:,} voters are too many to say for certain who never tips the vote; "
            "merge those who always act alike"
        )
    return found
