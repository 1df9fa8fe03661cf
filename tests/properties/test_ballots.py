"""A decision's game is what happens under every behaviour of the others, in the whole language."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ballots
import charters
from kingmaker.files import loads
from kingmaker.model import Organisation
from kingmaker.translate.decisions import DecisionGame, decision_game
from kingmaker.translate.instances import every_instance
from tallies import elected


def acting(organisation: Organisation, found: DecisionGame) -> list[ballots.Unit]:
    """Everyone who votes or consents, and who could."""
    on_it = ballots.holders(organisation, organisation.bodies["board"], "heads")
    return sorted({*on_it, *((p.party, n) for p in found.players for n in range(p.size))})


def wins(found: DecisionGame, those: ballots.Coalition) -> bool:
    """Whether the game has a coalition win; whoever is not of the game is passed over."""
    return found.game.wins([sum(u[0] == p.party for u in those) for p in found.players])


@pytest.mark.parametrize("unopposed", [False, True])
@settings(max_examples=100)
@given(case=charters.charters(), taken=charters.ballots())
def test_winners_agree_with_enumeration_under_every_behaviour_of_the_others(
    unopposed, case, taken
):
    board = Organisation.model_validate(case).model_copy(update={"ballots": taken})
    for name in every_instance(board):
        found = decision_game(board, name, unopposed=unopposed)

        for those in ballots.coalitions(acting(board, found)):
            expected = ballots.decides(board, name, those, unopposed=unopposed)
            assert wins(found, those) == expected, (name, sorted(those))


@settings(max_examples=30)
@given(case=charters.charters(), taken=charters.ballots())
def test_the_charters_drawn_can_be_written_and_asked_about(case, taken):
    read = loads(json.dumps(case)).assuming(taken).organisation

    assert read.ballots == taken
    for name in every_instance(read):
        there = Organisation.model_validate(case).model_copy(update={"ballots": taken})
        assert decision_game(read, name).game == decision_game(there, name).game


def divided(votes: int, candidates: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide votes among candidates, the most first."""
    if candidates == 1:
        yield (votes,)
        return
    for first in range(votes, -1, -1):
        for rest in divided(votes - first, candidates - 1):
            if rest[0] <= first:
                yield first, *rest


@settings(max_examples=60)
@given(ours=st.integers(0, 5), theirs=st.integers(0, 5), seats=st.integers(1, 3), data=st.data())
def test_votes_spread_evenly_elect_as_many_as_any_spread_does(ours, theirs, seats, data):
    """Those in front have a seat, and of those who are as far the others' come first."""
    win = data.draw(st.integers(1, seats))

    def seated(mine: tuple[int, ...], others: tuple[int, ...]) -> int:
        ranked = sorted([(-n, 1) for n in mine] + [(-n, 0) for n in others])
        return sum(who for _, who in ranked[:seats])

    certain = any(
        all(seated(mine, others) >= win for others in divided(theirs * seats, seats))
        for candidates in range(1, seats + 1)
        for mine in divided(ours * seats, candidates)
    )
    assert elected(ours, theirs, seats, win) == certain
