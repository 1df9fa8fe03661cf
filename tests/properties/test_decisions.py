"""A decision's game is what happens when everybody's ballots are counted."""

from hypothesis import given, settings

import ballots
import strategies
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame, decision_game


def who_acts(found: DecisionGame) -> list[ballots.Unit]:
    return [(p.party, number) for p in found.players for number in range(p.size)]


def wins(found: DecisionGame, those: ballots.Coalition) -> bool:
    """Whether the game has a coalition win; whoever is not of the game is passed over."""
    return found.game.wins([sum(u[0] == p.party for u in those) for p in found.players])


@settings(max_examples=400)
@given(strategies.boards())
def test_a_coalition_wins_if_the_decision_passes_whatever_the_others_do(case):
    board = Organisation.model_validate(case)
    found = decision_game(board, "main")
    on_it = set(ballots.holders(board, board.bodies["board"]))
    acting = on_it | set(who_acts(found))

    for those in ballots.coalitions(sorted(acting)):
        assert wins(found, those) == ballots.decides(board, "main", those), sorted(those)
