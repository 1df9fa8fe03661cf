"""A vote at every quota: the same as each quota by itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kingmaker.engine import TooLarge
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.design import quotas as quotas_
from kingmaker.engine.design.quotas import quota_curve, thinned, turning_quotas
from kingmaker.engine.games.gates import Game, Gate

COUNCIL = (4, 4, 4, 2, 2, 1)

classes = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 3)), min_size=1, max_size=5)


@given(classes)
@settings(max_examples=60, deadline=None)
def test_a_curve_is_what_each_quota_gives_by_itself(drawn):
    weights, sizes = zip(*drawn, strict=True)
    total = sum(w * n for w, n in drawn)

    for quota, counts in quota_curve(weights, range(-2, total + 3), sizes):
        assert counts == swings(Game(sizes, Gate(quota, tuple(enumerate(weights)))))


@given(classes)
@settings(max_examples=60, deadline=None)
def test_nothing_changes_between_turning_quotas_and_something_at_each(drawn):
    weights, sizes = zip(*drawn, strict=True)
    total = sum(w * n for w, n in drawn)
    turning = turning_quotas(weights, sizes)
    winning = {q: counts.winning for q, counts in quota_curve(weights, range(1, total + 1), sizes)}

    for quota in range(1, total):
        assert (winning[quota] != winning[quota + 1]) == (quota in turning)
    assert [q for q, _ in quota_curve(weights, sizes=sizes)] == turning


def test_a_curve_of_large_votes_counts_totals_and_not_votes():
    weights = [10**15, 10**12, 10**9, 7]
    curve = quota_curve(weights)

    assert len(curve) == 15
    assert curve[-1][0] == sum(weights)
    assert curve[0][1].totals == (1, 1, 1, 1)


def test_luxembourg_has_power_at_some_quotas_only():
    with_power = [quota for quota, counts in quota_curve(COUNCIL) if counts.totals[5]]

    assert with_power == [1, 3, 5, 7, 9, 11, 13, 15, 17]


def test_votes_of_many_members_are_counted():
    (_, counts), *_ = quota_curve([1], [101], [200])
    expected = swings(Game((200,), Gate(101, ((0, 1),))))

    assert counts == expected


def test_thinning_keeps_the_ends_and_what_it_is_told():
    assert thinned(range(1, 1001), 5, keep=[501]) == [1, 251, 501, 751, 1000]
    assert thinned([3, 4], 5, keep=[7]) == [3, 4, 7]
    assert thinned([], 5) == []


def test_what_cannot_be_meant_is_refused():
    with pytest.raises(ValueError, match="negative"):
        quota_curve([1, -1])
    with pytest.raises(ValueError, match="at least one"):
        quota_curve([1, 2], sizes=[1, 0])


def test_too_many_totals_are_refused(monkeypatch):
    monkeypatch.setattr(quotas_, "MOST_CELLS", 100)
    monkeypatch.setattr(quotas_, "MOST_TOTALS", 100)
    weights = [2**n for n in range(10)]

    with pytest.raises(TooLarge, match="different totals"):
        quota_curve(weights)
    with pytest.raises(TooLarge, match="ask for some quotas"):
        turning_quotas(weights)
