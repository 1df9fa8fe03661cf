"""The fewest facts that are enough, and without which it is not so: as over all sets of facts."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kingmaker.engine.structure.reasons import fewest_enough, fewest_lost

FACTS = 6
SETS = st.lists(
    st.frozensets(st.integers(0, FACTS - 1), max_size=4), max_size=5
)  # it holds of whatever has all of one of these


def subsets():
    for size in range(FACTS + 1):
        yield from map(frozenset, combinations(range(FACTS), size))


def holding(enough):
    return lambda some: any(each <= some for each in enough)


@given(SETS)
def test_as_few_are_found_as_there_are(enough):
    holds = holding(enough)
    sizes = [len(some) for some in subsets() if holds(some)]
    found = fewest_enough(FACTS, holds)

    assert (found is None) == (not sizes)
    if found is not None:
        assert holds(frozenset(found.facts))
        assert found.smallest
        assert len(found.facts) == min(sizes)
        assert list(found.facts) == sorted(set(found.facts))


@given(SETS)
def test_as_few_are_taken_away_as_have_to_be(enough):
    holds, everything = holding(enough), frozenset(range(FACTS))
    sizes = [len(gone) for gone in subsets() if not holds(everything - gone)]
    found = fewest_lost(FACTS, holds)

    if not holds(everything) or not sizes:
        assert found is None
    else:
        assert found is not None
        assert found.smallest
        assert not holds(everything - set(found.facts))
        assert len(found.facts) == min(sizes)


@given(SETS, st.integers(0, 12))
def test_if_it_may_not_be_asked_often_none_of_what_is_found_can_be_left_out(enough, most):
    holds = holding(enough)
    found = fewest_enough(FACTS, holds, most=most)

    if found is not None:
        kept = frozenset(found.facts)
        assert holds(kept)
        assert not any(holds(kept - {fact}) for fact in kept)


@given(SETS, st.permutations(range(FACTS)))
def test_how_facts_are_numbered_makes_no_difference_to_how_few_they_are(enough, order):
    renamed = [frozenset(order[fact] for fact in each) for each in enough]
    found, other = (fewest_enough(FACTS, holding(sets)) for sets in (enough, renamed))

    assert (found and len(found.facts)) == (other and len(other.facts))


def test_what_holds_of_nothing_takes_nothing_and_is_never_lost():
    assert fewest_enough(3, lambda _: True).facts == ()
    assert fewest_lost(3, lambda _: True) is None
    assert fewest_enough(0, lambda _: False) is None


def test_many_facts_of_which_all_are_needed_are_found_by_few_questions():
    asked = []

    def all_of_it(some):
        asked.append(some)
        return len(some) == 200

    assert fewest_enough(200, all_of_it).facts == tuple(range(200))
    assert len(asked) < 3_000 + 400


def test_it_comes_to_an_end_even_if_more_facts_may_be_less():
    found = fewest_enough(4, lambda some: some in ({0}, {0, 1, 2, 3}))

    assert found is not None
