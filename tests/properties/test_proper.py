"""Two sides with nobody in common, found by trying every coalition."""

from itertools import product

import pytest
from hypothesis import given

import strategies
from kingmaker.analyses import proper
from kingmaker.analyses.proper import rivals


@given(strategies.games(most=7))
def test_rivals_are_found_if_and_only_if_there_are_any(game):
    found = rivals(game)

    there_are = not game.wins([0] * len(game.sizes)) and any(
        game.wins(one) and game.wins([size - n for size, n in zip(game.sizes, one, strict=True)])
        for one in product(*(range(size + 1) for size in game.sizes))
    )
    assert (found is not None) == there_are
    if found is not None:
        one, other = found
        assert game.wins(one)
        assert game.wins(other)
        assert all(a + b <= size for a, b, size in zip(one, other, game.sizes, strict=True))


@given(strategies.weighted_votes())
def test_more_than_half_is_shown_without_trying(game):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proper, "minimal_winning", None)  # would fail if it were asked

        assert rivals(game) is None
