"""Who can take a decision: the smallest coalitions that carry it."""

from __future__ import annotations

from kingmaker.analyses.answer import Answer
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.coalitions import Coalition, coalitions, counted, extremes
from kingmaker.analyses.taken import given, taken
from kingmaker.engine.games.minimal import Minimal, minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame, decision_game


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
        No rows: the decision cannot be taken at all. Its part ``possibly``, if that makes a
        difference: who can decide if the others stay away.

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
            *given(organisation, taken(organisation, decision, voting.players)),
        ),
        parts=_possibly(organisation, decision, voting, minimal, limit),
    )


def _possibly(
    organisation: Organisation, decision: str, voting: DecisionGame, certain: Minimal, limit: int
) -> tuple[Answer[Coalition], ...]:
    """Who can decide if nobody opposes them, unless that is who decides for certain."""
    unopposed = decision_game(organisation, decision, unopposed=True)
    same = unopposed.players == voting.players
    if same and unopposed.game == voting.game:
        return ()
    minimal = minimal_winning(unopposed.game)
    # who decides whatever the others do, does so if they stay away; so if there are as many
    # minimal coalitions of every size, they are the same ones
    if same and minimal.count() == certain.count():
        return ()
    return (
        Answer(
            name="possibly",
            question="Who can decide if the others stay away, though not for certain?",
            rows=coalitions(minimal, unopposed.players, limit),
            row=Coalition,
            method="The same, with everybody else absent. Those above decide for certain: "
            "whatever the others do, vote against, abstain, or stay away to break the quorum.",
            footing=unopposed.footing,
            notes=counted(minimal, limit, "coalitions that decide if the others stay away"),
        ),
    )
