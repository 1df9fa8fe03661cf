"""Where each party stands: who has a veto, who decides alone, whose vote never counts."""

from __future__ import annotations

from dataclasses import dataclass

from kingmaker.analyses.answer import Answer, column
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.engine.counting import swings
from kingmaker.engine.indices import dictator, vetoers
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game

STANDINGS = ("decides alone", "has a veto", "can tip the vote", "vote never counts", "has no vote")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one party stands on one decision."""

    party: str = column("who", unit="party")
    standing: str = column(f"one of: {', '.join(STANDINGS)}", unit="text")


@question("Who can tip {decision}, and whose vote never counts?")
def standing(organisation: Organisation, decision: DecisionName) -> Answer[Standing]:
    """Tell vetoers, a dictator and dummies apart, and those who have no vote at all.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.

    Returns
    -------
    Answer of Standing
        One row for every party of the case, the strongest standing first.

    Raises
    ------
    TooLarge
        If the game is too large to be answered exactly.
    """
    voting = decision_game(organisation, decision)
    alone, needed = dictator(voting.game), set(vetoers(voting.game))
    found: dict[str, str] = {}
    for number, (player, tips) in enumerate(
        zip(voting.players, swings(voting.game).totals, strict=True)
    ):
        if number == alone:
            found[player.name] = STANDINGS[0]
        elif number in needed:
            found[player.name] = STANDINGS[1]
        else:
            found[player.name] = STANDINGS[2] if tips else STANDINGS[3]
    for party in organisation.parties:
        found.setdefault(party, STANDINGS[4])
    ordered = sorted(found.items(), key=lambda item: STANDINGS.index(item[1]))
    passable = voting.game.wins(voting.game.sizes)
    return Answer(
        question=f"Who can tip “{organisation.label(decision)}”, and whose vote never counts?",
        rows=tuple(Standing(party, what) for party, what in ordered),
        row=Standing,
        method="Veto: no coalition wins without. Never counts: no coalition is turned; exact.",
        footing=voting.footing,
        notes=() if passable else ("It cannot be taken even if everybody agrees.",),
    )
