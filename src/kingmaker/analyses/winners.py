"""Who can take a decision: the smallest coalitions that carry it."""

from __future__ import annotations

from kingmaker.analyses.answer import Answer
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.coalitions import Coalition, coalitions, counted, extremes
from kingmaker.engine.minimal import minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game


@question("Who can decide {decision}?")
def winners(
    organisation: Organisation, decision: DecisionName, *, limit: int = 1000
) -> Answer[Coalition]:
    """List the coalitions that can take a decision and need every one of their members.

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
        The smallest first. A coalition wins whatever the others do, staying away included.
        No rows: the decision cannot be taken at all.

    Raises
    ------
    TooLarge
        If the game is too large to be answered exactly.

    References
    ----------
    von Neumann, J. and Morgenstern, O. (1944). Theory of Games and Economic Behavior,
    chapter 10. Princeton University Press.
    """
    voting = decision_game(organisation, decision)
    minimal = minimal_winning(voting.game)
    return Answer(
        question=f"Who can decide “{organisation.label(decision)}”?",
        rows=coalitions(minimal, voting.players, limit),
        row=Coalition,
        method="All minimal winning coalitions of the compound voting game, exact.",
        footing=voting.footing,
        notes=(
            *extremes(
                minimal,
                none="It cannot be taken, even if everybody agrees.",
                empty="It is taken without anybody's vote or consent.",
            ),
            *counted(minimal, limit, "minimal winning coalitions"),
        ),
    )
