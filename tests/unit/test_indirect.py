"""Indirect control: how networks are written, and what circles and floats do."""

from fractions import Fraction

import numpy as np
import pytest

from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.power.indirect import crama_leruth, karos_peters
from kingmaker.engine.power.indirect_sampling import (
    reach,
    sampled_crama_leruth,
    sampled_karos_peters,
)
from kingmaker.engine.power.network_power import network_power, sampled_network_power
from kingmaker.engine.power.shareholdings import Network, closure, network

HALF = Fraction(1, 2)


def test_half_is_not_control_and_more_is():
    assert closure(network(2, {1: {0: HALF}}), [0]) == set()
    assert closure(network(2, {1: {0: Fraction(501, 1000)}}), [0]) == {1}


def test_another_share_may_control():
    assert closure(network(2, {1: {0: Fraction(7, 20)}}, Fraction(3, 10)), [0]) == {1}


def test_half_of_an_unknown_rest_is_with_everyone():
    """With 30 percent known and held by one, and 35 of the other 70 for it, that one controls."""
    shares = {1: {0: Fraction(3, 10)}}

    assert closure(network(2, shares), [0]) == set()
    assert closure(network(2, shares, half_of_the_rest=True), [0]) == {1}
    with pytest.raises(ValueError, match="it takes some shares"):
        network(2, {1: {0: Fraction(3, 10)}}, Fraction(1, 4), half_of_the_rest=True)


def test_two_companies_that_hold_each_other_control_nobody_and_neither_does_another():
    """60 percent of each is the other's: the 40 percent outside never control either."""
    owned = network(3, {0: {1: Fraction(3, 5), 2: Fraction(2, 5)}, 1: {0: Fraction(3, 5)}})

    assert closure(owned, [2]) == set()
    assert closure(owned, [0]) == {0, 1}
    assert owned.circles == [[0, 1]]
    assert crama_leruth(owned, 0) == {2: 0}
    assert karos_peters(owned) == [0, 0, 0]  # each is as much controlled as it controls


def test_a_company_that_holds_most_of_itself_is_lost_to_others():
    owned = network(2, {1: {0: Fraction(2, 5), 1: Fraction(3, 5)}})

    assert closure(owned, [0]) == set()
    assert karos_peters(owned) == [0, 0]
    with pytest.raises(ValueError, match="circle"):
        network_power(owned)


def test_too_many_companies_in_a_circle_are_refused_and_sampled():
    ring = network(41, {k: {(k + 1) % 40: HALF, 40: HALF} for k in range(40)})

    with pytest.raises(TooLarge, match="40 companies hold one another in a circle"):
        karos_peters(ring)
    # with one of them the one outside has the next, and so all of them
    found = sampled_karos_peters(ring, np.random.default_rng(1), 50)
    assert abs(sum(figure.value for figure in found)) < 1e-9


def test_a_long_chain_is_gone_down():
    """Twelve companies, each held by the one before: all are the first one's."""
    owned = network(13, {k + 1: {k: Fraction(3, 5)} for k in range(12)})
    values = karos_peters(owned)

    # of the k above a company each is as likely to be first
    assert values[0] == sum(Fraction(1, k) for k in range(1, 13))
    assert values[-1] == -1
    assert network_power(owned) == [13] + [0] * 12


def test_a_chain_of_thousands_is_gone_down_without_recursion():
    owned = network(5001, {k + 1: {k: Fraction(3, 5)} for k in range(5000)})

    assert len(closure(owned, [0])) == 5000
    assert len(owned.circles) == 5000
    found = sampled_network_power(owned, np.random.default_rng(1), 2)
    assert abs(found[0].value - 5001) <= found[0].error


def test_what_is_worth_more_counts_more():
    owned = network(3, {2: {0: HALF, 1: HALF}})

    assert network_power(owned, [Fraction(0), Fraction(0), Fraction(10)]) == [5, 5, 0]


def test_where_no_union_brings_the_quota_a_company_keeps_its_label():
    owned = network(2, {1: {0: Fraction(2, 5)}})

    assert network_power(owned) == [1, 1]


@pytest.mark.parametrize(
    ("held", "quotas", "told"),
    [
        ({1: ((0, 1),)}, {1: 0}, "it takes some shares"),
        ({1: ((0, -1),)}, {1: 1}, "less than nothing"),
        ({1: ((5, 1),)}, {1: 1}, "one of the parties"),
    ],
)
def test_what_cannot_be_held_is_refused(held, quotas, told):
    with pytest.raises(ValueError, match=told):
        Network(2, held, quotas)


def test_more_than_all_shares_is_refused():
    with pytest.raises(ValueError, match="more than all"):
        network(3, {2: {0: Fraction(3, 5), 1: Fraction(3, 5)}})


def test_the_same_seed_gives_the_same_sample():
    owned = network(4, {2: {0: HALF, 1: HALF}, 3: {2: HALF, 0: HALF}})

    for sample in (sampled_karos_peters, sampled_crama_leruth, sampled_network_power):
        one, other = (sample(owned, np.random.default_rng(7), 20) for _ in range(2))
        assert one == other


def test_what_is_below_is_counted_and_never_more_than_there_is():
    chain = network(4, {1: {0: HALF}, 2: {1: HALF}, 3: {2: HALF}})
    ring = network(3, {1: {0: HALF, 2: HALF}, 2: {1: HALF}})

    assert reach(chain, [0, 1, 2, 4]) == [7, 6, 4, 0]
    assert reach(ring, [0, 1, 1]) == [2, 2, 2]


def test_more_draws_mean_a_smaller_error():
    owned = network(3, {2: {0: HALF, 1: HALF}})
    few, many = (
        sampled_karos_peters(owned, np.random.default_rng(1), draws)[0] for draws in (100, 400)
    )

    assert few.error == pytest.approx(2 * many.error)
    assert few.confidence == 0.99
    # that a company can be controlled at all is no matter of chance
    assert sampled_karos_peters(owned, np.random.default_rng(1), 10)[2].value == -1
