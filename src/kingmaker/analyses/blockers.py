"""Who can stop a decision: the smallest groups without whom it cannot pass."""

from __future__ import annotations

from kingmaker.analyses.answer import Answer
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.coalitions import Coalition, coalitions, counted, extremes
from kingmaker.analyses.taken import given, taken
from kingmaker.engine.games.minimal import minimal_blocking
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game


@question("Who can block {decision}?")
def blockers(
    organisation: Organisation, decision: DecisionName, *, limit: int = 1000
) -> Answer[Coalition]:
    """List the coalitions that can stop a decision and need every one of their members.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.
    limit : int
        How many coalitions to list at most.

    Returns
    -------
    Answer of Coalition
        The smallest first. A coalition of one has a veto.

    Raises
    ------
    TooLarge
        If the game is too large to be answered exactly.
    """
    voting = decision_game(organisation, decision)
    minimal = minimal_blocking(voting.game)
    return Answer(
        question=f"Who can block “{organisation.label(decision)}”?",
        rows=coalitions(minimal, voting.players, limit),
        row=Coalition,
        method="All minimal blocking coalitions: those that win the dual game, exact.",
        footing=voting.footing,
        notes=(
            *extremes(
                minimal,
                none="It cannot be stopped by anybody: it needs no vote or consent.",
                empty="Nobody need stop it: as things stand it cannot be taken.",
            ),
            *counted(minimal, limit, "minimal blocking coalitions"),
            *given(organisation, taken(organisation, decision, voting.players)),
        ),
    )
