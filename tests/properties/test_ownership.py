"""Integrated ownership, chains and network control: what is solved is what all walks come to."""

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ownings
from kingmaker.engine.ownership.chains import chained, weakest_links, widest_links
from kingmaker.engine.ownership.circles import circles, closed_groups
from kingmaker.engine.ownership.close_links import along_chains, close_links, integrated
from kingmaker.engine.ownership.integrated import (
    corrected_owned,
    corrected_owners,
    owned,
    owners,
    ultimate_owners,
)
from kingmaker.engine.ownership.lifting import Unlucky, lifted
from kingmaker.engine.ownership.network_control import network_control, relative
from kingmaker.engine.ownership.rounded import rounded_owned, rounded_owners
from kingmaker.engine.ownership.solving import eliminated, returns
from kingmaker.engine.ownership.stakes import Holdings

EITHER = st.booleans().flatmap(lambda over: ownings.holdings(over=over))


@given(EITHER)
def test_the_sum_over_all_walks_is_the_inverse_and_endless_where_there_is_none(held):
    for party in range(held.parties):
        found = owned(held, party)
        for other in range(held.parties):
            sum_ = ownings.walks(held, party, other)
            assert (sum_ is None) == (other in found.endless)
            if sum_ is not None:
                assert found[other] == sum_ - (party == other)


@given(EITHER)
def test_columns_are_rows_the_other_way_about(held):
    for measure, across in ((owned, owners), (corrected_owned, corrected_owners)):
        rows = [measure(held, party) for party in range(held.parties)]
        for company in range(held.parties):
            column = across(held, company)
            for party, row in enumerate(rows):
                assert (party in column.endless) == (company in row.endless)
                if party not in column.endless:
                    assert column[party] == row[company]


@given(EITHER)
def test_corrected_ownership_is_that_of_a_party_without_holders(held):
    for party in range(held.parties):
        found = corrected_owned(held, party)
        for other in range(held.parties):
            if other != party:
                sum_ = ownings.walks(held.cut(party), party, other)
                assert (sum_ is None) == (other in found.endless)
                assert sum_ is None or found[other] == sum_


@given(EITHER)
def test_corrected_ownership_is_a_quotient_of_walks(held):
    for party in range(held.parties):
        again = ownings.walks(held, party, party)
        for other in range(held.parties):
            sum_ = ownings.walks(held, party, other)
            if again is not None and sum_ is not None:
                expected = 1 - 1 / again if party == other else sum_ / again
                assert corrected_owned(held, party)[other] == expected


@given(ownings.holdings(most=6))
def test_ultimate_owners_have_all_that_leads_to_them(held):
    found = ultimate_owners(held)
    closed = {member for group in closed_groups(held) for member in group}
    for company, above in found.items():
        column = owners(held, company)
        assert above == {p: part for p, part in column.of.items() if not held.held.get(p)}
        whole = all(
            held.total(p) == 1 for p in held.above(company) if held.held.get(p)
        ) and not closed & held.above(company)
        assert sum(above.values()) <= 1
        assert not whole or sum(above.values()) == 1


@given(EITHER)
def test_chains_are_those_that_pass_through_nobody_twice(held):
    for party in range(held.parties):
        products, weakest, widest = (
            measure(held, party) for measure in (chained, weakest_links, widest_links)
        )
        for other in range(held.parties):
            ways = list(ownings.simple_chains(held, party, other))
            assert products.get(other, 0) == sum((prod(way) for way in ways), Fraction(0))
            assert weakest.get(other, 0) == sum(map(min, ways), Fraction(0))
            if other != party:
                assert widest.get(other, 0) == max(map(min, ways), default=0)


@given(ownings.holdings(), st.data())
def test_more_shares_are_never_less_ownership(held, data):
    stakes = sorted(held.stakes())
    less = [
        (h, s, part * data.draw(st.sampled_from([0, Fraction(1, 2), 1]))) for h, s, part in stakes
    ]
    fewer = Holdings.of(held.parties, less)
    for party in range(held.parties):
        row, lower = owned(held, party), owned(fewer, party)
        for other in range(held.parties):
            if other not in row.endless:
                assert lower[other] <= row[other]


@given(ownings.holdings(), st.data())
def test_numbers_are_only_names(held, data):
    order = data.draw(st.permutations(range(held.parties)))
    other = ownings.renumbered(held, order.__getitem__)
    for party in range(held.parties):
        row, again = corrected_owned(held, party), corrected_owned(other, order[party])
        assert {order[p]: part for p, part in row.of.items()} == again.of
    assert sorted(tuple(sorted(order[p] for p in c)) for c in circles(held)) == sorted(
        circles(other)
    )


@given(ownings.holdings(most=5, parts=7))
def test_rounded_figures_are_within_their_bounds(held):
    for exact, rounded in ((owned, rounded_owned), (owners, rounded_owners)):
        for party in range(held.parties):
            found = exact(held, party)
            if not found.endless:
                near = rounded(held, party)
                assert all(near[other].holds(part) for other, part in found.of.items())
                assert all(figure.error < 1e-9 for figure in near.values())


@settings(max_examples=15)
@given(st.integers(2, 9), st.randoms(use_true_random=False), st.integers(1, 10**9))
def test_digits_to_a_prime_base_give_what_elimination_gives(size, random, unit):
    rows = [
        {
            j: Fraction(random.randint(1, unit), unit * size)
            for j in range(size)
            if random.random() < 0.6
        }
        for _ in range(size)
    ]
    sides = [
        [Fraction(random.randint(0, 9), random.randint(1, 9)) for _ in rows] for _ in range(2)
    ]

    plain = eliminated(rows, sides)
    if plain is None:
        with pytest.raises(Unlucky):
            lifted(rows, sides)
        return
    assert lifted(rows, sides) == plain
    one = [[Fraction(i == k) for i in range(size)] for k in range(size)]
    assert [value for (value,) in lifted(rows, one, range(size))] == returns(rows)


@given(EITHER)
def test_close_links_are_pairs_of_enough(held):
    fifth = Fraction(1, 5)
    for measure in (along_chains, integrated):
        rows = [dict(measure(held, party)) for party in range(held.parties)]
        found = {
            (link.first, link.second, link.through) for link in close_links(held, measure=measure)
        }
        assert found == {
            (a, b, None) for a, row in enumerate(rows) for b, part in row.items() if part >= fifth
        } | {
            (a, b, c)
            for c, row in enumerate(rows)
            for a in row
            for b in row
            if a < b and row[a] >= fifth and row[b] >= fifth
        }


@given(ownings.holdings())
def test_relative_control_divides_each_company(held):
    shared = relative(held)
    values = [Fraction(1)] * held.parties

    assert all(shared.total(subject) == 1 for subject in held.held)
    for party in range(held.parties):
        for model in ("linear", "threshold", "relative"):
            assert 0 <= network_control(held, party, values, model) <= held.parties - 1
