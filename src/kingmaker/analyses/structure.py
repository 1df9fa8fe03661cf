"""What kind of vote it is: who stands above whom, and whether one weighted vote does the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kingmaker.analyses.answer import Answer, Member, column
from kingmaker.analyses.asking import DecisionName, question
from kingmaker.analyses.forms import Form, Telling, form_told
from kingmaker.analyses.leeways import COUNTED, leeway
from kingmaker.analyses.taken import given, taken
from kingmaker.engine import TooLarge
from kingmaker.engine.structure.conjunctions import one_vote
from kingmaker.engine.structure.kinds import kinds
from kingmaker.engine.structure.single import Ladder, ladder
from kingmaker.engine.structure.traits import dummies
from kingmaker.engine.structure.weights import WeightsAndQuota
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame, decision_game

MANY = (
    "One vote with weights, of so many voters and votes that its coalitions are neither counted "
    "nor weighed again here. All voters stand in one order, that of their votes."
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """Voters who are worth the same, and where they stand among all."""

    rank: int = column("1 for those above whom there is nobody", unit="count")
    voters: tuple[Member, ...] = column(
        "who they are: each can take another's place in every coalition", unit="parties"
    )
    members: int = column("how many they are", unit="count")
    veto: bool = column("whether nothing is carried without every one of them", unit="yes or no")
    dummy: bool = column("whether their votes never matter", unit="yes or no", usual=False)
    beside: tuple[Member, ...] = column(
        "who are neither above nor below nor equal: it depends on the others who is worth more",
        unit="parties",
        usual=(),
    )


@question("What kind of vote is {decision}?")
def structure(organisation: Organisation, decision: DecisionName) -> Answer[Ranked]:
    """Tell who stands above whom, and whether one vote with weights comes to the same.

    One voter stands above another if it can take the other's place in every coalition that carries
    the decision, and not the other way round.

    Parameters
    ----------
    organisation : Organisation
        Where the decision is taken.
    decision : str
        Which decision, by its name in the file.

    Returns
    -------
    Answer of Ranked
        One row for voters who are worth the same, the highest first; exact. Parts: ``form``, what
        the vote is like as a whole; ``edge``, how many coalitions just carry it and just do not;
        ``weights``, the weights and quotas that come to the same; ``trade``, if there are none,
        what shows it; ``leeway``, if it is one vote, how far the quota and each weight may change
        without altering who wins.

    Raises
    ------
    TooLarge
        If the voters cannot be compared. Other findings that are out of reach are left open.

    References
    ----------
    Taylor, A. D. and Zwicker, W. S. (1999). Simple Games: Desirability Relations, Trading,
    Pseudoweightings. Princeton University Press.
    """
    voting = decision_game(organisation, decision)
    try:
        telling = Telling(organisation, voting, kinds(voting.game))
    except TooLarge:
        vote = one_vote(voting.game)
        if vote is None:
            raise
        found = ladder(vote.weights, voting.game.sizes, vote.quota)
        rows, notes, parts = (
            _steps(voting, found),
            (MANY,),
            _of_one_vote(organisation, voting, found, vote),
        )
        method = "Neighbours compared by every sum that the votes of all others can have; exact."
    else:
        rows, notes, parts = _ranked(telling), telling.notes(), telling.parts
        method = (
            "Voters compared in every coalition, on a decision diagram; weights by an exact "
            "linear programme, checked against every coalition."
        )
    return Answer(
        question=f"What kind of vote is “{organisation.label(decision)}”?",
        rows=tuple(rows),
        row=Ranked,
        method=method,
        footing=voting.footing,
        notes=(*notes, *given(organisation, taken(organisation, decision, voting.players))),
        parts=parts,
    )


def _steps(voting: DecisionGame, found: Ladder) -> Iterator[Ranked]:
    """The kinds of voters of one vote, the highest first."""
    for number, classes in enumerate(found.classes):
        yield Ranked(
            rank=number + 1,
            voters=tuple(voting.players[c].name for c in classes),
            members=sum(voting.players[c].size for c in classes),
            veto=number in found.needed,
            dummy=number in found.idle,
            beside=(),
        )


def _of_one_vote(
    organisation: Organisation, voting: DecisionGame, found: Ladder, vote: WeightsAndQuota
) -> tuple[Answer[Any], ...]:
    """What can be told of one vote without its coalitions."""
    form = Form(
        one_order=True,
        one_vote=True,
        votes_needed=1,
        votes_enough=1,
        always_overlap=found.proper,
        never_deadlocked=found.strong,
    )
    return (form_told(form, voting), leeway(organisation, voting, vote, COUNTED))


def _ranked(telling: Telling) -> Iterator[Ranked]:
    """The kinds of voters, the highest first."""
    found = telling.kinds
    numbers = range(len(found.sizes))
    needed, idle = telling.needed(), set(dummies(found.diagram))
    for k in sorted(numbers, key=lambda k: found.ranks[k]):
        beside = [
            other
            for other in numbers
            if other != k and other not in found.above[k] and k not in found.above[other]
        ]
        yield Ranked(
            rank=found.ranks[k],
            voters=telling.voters([k]),
            members=found.sizes[k],
            veto=k in needed,
            dummy=k in idle,
            beside=telling.voters(beside),
        )
