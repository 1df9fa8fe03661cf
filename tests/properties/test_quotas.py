"""Quotas and designs of random charters."""

from fractions import Fraction

from hypothesis import given, settings

import strategies
from kingmaker.analyses import questions
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.indices import shapley
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game
from kingmaker.translate.thresholds import single_vote

ASK = {question.name: question for question in questions()}


@given(strategies.boards())
@settings(max_examples=60, deadline=None)
def test_a_single_vote_is_the_game_of_its_decision(written):
    organisation = Organisation.model_validate(written)
    for decision in organisation.decisions:
        vote = single_vote(organisation, decision)
        if vote is not None:
            game = Game(vote.sizes, Gate(vote.quota, tuple(enumerate(vote.weights))))
            assert swings(game) == swings(decision_game(organisation, decision).game)


@given(strategies.boards())
@settings(max_examples=30, deadline=None)
def test_todays_quota_is_on_every_curve_as_power_has_it(written):
    organisation = Organisation.model_validate(written)
    found = ASK["quota"](organisation, "main", limit=6)
    voting = decision_game(organisation, "main")
    today = [row for row in found.rows if row.present]

    assert len(today) == bool(found.rows)
    for row in today:
        counts = swings(voting.game)
        assert row.passes == Fraction(counts.winning, 1 << counts.players)
        assert row.power == (max(shapley(counts), default=0) or None)
    assert len({row.votes for row in found.rows}) == len(found.rows)
    assert ASK["design"](organisation, "main", "equal").notes
