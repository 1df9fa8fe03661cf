"""Indirect control: what is compiled is what comes of every coalition and order."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import holdings
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.power.indices import shapley
from kingmaker.engine.power.indirect import control_games, crama_leruth, karos_peters
from kingmaker.engine.power.indirect_sampling import (
    pivots,
    sampled_crama_leruth,
    sampled_karos_peters,
)
from kingmaker.engine.power.network_power import network_power, sampled_network_power
from kingmaker.engine.power.shareholdings import Network, closure


@settings(deadline=None)
@given(holdings.networks(most=7), st.sets(st.integers(0, 6)))
def test_what_a_coalition_controls_is_found_in_one_pass_as_in_many(owned, those):
    coalition = {party for party in those if party < owned.parties}

    assert closure(owned, coalition) == holdings.controlled(owned, coalition)


@settings(deadline=None)
@given(holdings.networks(most=7), st.sets(st.integers(0, 6)), st.integers(0, 6))
def test_who_joins_never_loses_control_and_what_is_controlled_adds_none(owned, those, more):
    coalition = {party for party in those if party < owned.parties}
    found = closure(owned, coalition)

    assert found <= closure(owned, {*coalition, min(more, owned.parties - 1)})
    assert closure(owned, coalition | found) == found


@settings(deadline=None)
@given(holdings.networks(most=6))
def test_the_game_of_control_is_won_by_those_who_control(owned):
    for company, (players, game) in control_games(owned).items():
        for coalition in range(1 << len(players)):
            joined = [coalition >> k & 1 for k in range(len(players))]
            those = {p for p, joins in zip(players, joined, strict=True) if joins}
            assert game.gate.opens(joined) == (company in closure(owned, those))


@settings(deadline=None, max_examples=60)
@given(holdings.networks(most=5))
def test_the_index_of_all_orders_is_that_of_the_games(owned):
    of, phi = holdings.orders(owned)

    assert karos_peters(owned) == phi
    for company, (players, game) in control_games(owned).items():
        values = shapley(swings(game)) if players else []
        assert [of[company][player] for player in players] == values


@settings(deadline=None)
@given(holdings.networks(most=8))
def test_the_index_adds_up_to_nothing(owned):
    assert sum(karos_peters(owned)) == 0


@settings(deadline=None)
@given(holdings.networks(most=6))
def test_who_neither_controls_nor_is_controlled_has_none_and_takes_none(owned):
    wider = Network(owned.parties + 1, owned.held, owned.quotas)

    assert karos_peters(wider) == [*karos_peters(owned), 0]


@settings(deadline=None)
@given(holdings.networks(most=6))
def test_who_holds_nothing_has_no_power_and_nobody_has_less_than_one_taken(owned):
    values = karos_peters(owned)

    assert all(value >= -1 for value in values)
    assert all(value >= 0 for party, value in enumerate(values) if party in owned.sources)
    assert all(value <= 0 for party, value in enumerate(values) if not owned.holds[party])


@settings(deadline=None)
@given(holdings.networks(most=6))
def test_a_source_decides_as_often_as_when_all_ballots_are_tried(owned):
    for company in owned.companies:
        found = crama_leruth(owned, company)
        for source in owned.sources:
            assert found.get(source, 0) == holdings.deciding(owned, company, source)


@settings(deadline=None)
@given(holdings.networks(most=7), st.randoms())
def test_one_order_shows_who_brings_every_companys_control(owned, chance):
    order = list(range(owned.parties))
    chance.shuffle(order)
    found = pivots(owned, order)

    assert found.keys() == closure(owned, order)
    for company, party in found.items():
        place = order.index(party)
        assert company in closure(owned, order[: place + 1])
        assert company not in closure(owned, order[:place])


@settings(deadline=None, max_examples=60)
@given(holdings.networks(most=6, circles=False))
def test_labels_end_where_all_orders_of_the_unions_lead_them(owned):
    companies = sorted(owned.companies)

    found = holdings.labelled(owned, companies, tuple(range(owned.parties)))
    assert network_power(owned) == found
    assert sum(found) == owned.parties


@settings(deadline=None, max_examples=15)
@given(holdings.networks(most=5, circles=False), st.integers(0, 10**6))
def test_samples_lie_within_their_bounds(owned, seed):
    """At a confidence so high that no seed is to be feared."""
    draw = np.random.default_rng(seed)
    surely = 1 - 1e-9
    pairs = [
        *zip(sampled_karos_peters(owned, draw, 60, surely), karos_peters(owned), strict=True),
        *zip(
            sampled_network_power(owned, draw, 60, confidence=surely),
            network_power(owned),
            strict=True,
        ),
    ]
    for company, figures in sampled_crama_leruth(owned, draw, 60, surely).items():
        exact = crama_leruth(owned, company)
        pairs += [(figure, exact[source]) for source, figure in figures.items()]

    assert all(figure.holds(true) for figure, true in pairs)


@settings(deadline=None, max_examples=30)
@given(holdings.networks(most=5), st.integers(0, 10**6))
def test_in_circles_too_all_that_companies_are_worth_is_shared_out(owned, seed):
    found = sampled_network_power(owned, np.random.default_rng(seed), 5, sweeps=3)

    assert abs(sum(figure.value for figure in found) - owned.parties) < 1e-9
    assert all(figure.value >= 0 for figure in found)
    for source in owned.sources:
        assert found[source].value >= Fraction(1)
