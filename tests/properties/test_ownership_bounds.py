"""Bounds on shares, on ownership and on control: as over all that the shares may be."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import ownings
from kingmaker.engine.ownership.bounds import integrated_bounds
from kingmaker.engine.ownership.chains import chained, weakest_links
from kingmaker.engine.ownership.control import controlled, voting
from kingmaker.engine.ownership.integrated import corrected_owned
from kingmaker.engine.ownership.looking_through import look_through, look_through_bounds
from kingmaker.engine.ownership.shares import HALF, MAJORITY, Share, Threshold, Verdict
from kingmaker.engine.ownership.tightening import tightened
from kingmaker.engine.ownership.verdicts import control_verdicts

THRESHOLDS = st.sampled_from([MAJORITY, HALF, Threshold(Fraction(1, 4))])


@given(st.lists(ownings.shares(open_=True), min_size=1, max_size=3))
def test_every_tightened_share_occurs_and_no_other(shares):
    stakes = ownings.Stakes(
        len(shares), tuple(ownings.Stake(k, 0, share) for k, share in enumerate(shares))
    )
    column = tightened(stakes).columns[0]
    # to within 1/32: open ends are come near to
    steps = [[n for n in range(33) if inside(Fraction(n, 32), share)] for share in shares]
    points = [p for p in ownings.product(*steps) if sum(p) <= 32]

    assert column.consistent == bool(points)
    for number in range(len(shares)) if points else ():
        found = column.holders[number]
        values = {Fraction(point[number], 32) for point in points}
        assert all(inside(value, found) for value in values)
        assert min(values) - found.low <= Fraction(1, 32) * found.low_open
        assert found.high - max(values) <= Fraction(2, 32) * found.high_open


def inside(value: Fraction, share: Share) -> bool:
    above = value > share.low or (value == share.low and not share.low_open)
    return above and (value < share.high or (value == share.high and not share.high_open))


@settings(max_examples=60)
@given(ownings.stakes(most=3), st.integers(0, 2))
def test_bounds_on_ownership_are_those_of_all_worlds(told, number):
    party = number % told.parties
    bounded = tightened(told)
    if bounded.inconsistent:
        return
    found = integrated_bounds(bounded, party)
    rows = [corrected_owned(world, party) for world in ownings.worlds(told, party)]
    for company in range(told.parties):
        values = [row[company] for row in rows]
        assert found[company] == Share(min(values), max(values))


@settings(max_examples=60)
@given(ownings.stakes(most=3), st.integers(0, 2), THRESHOLDS)
def test_control_is_certain_in_all_worlds_and_possible_in_some(told, number, threshold):
    party = number % told.parties
    bounded = tightened(told)
    if bounded.inconsistent:
        return
    every = [
        set(controlled(voting(world, threshold), [party])) for world in ownings.worlds(told, party)
    ]
    for company, verdict in control_verdicts(bounded, [party], threshold).items():
        assert (verdict is Verdict.CERTAIN) == all(company in world for world in every)
        assert (verdict is Verdict.EXCLUDED) == (not any(company in world for world in every))


@settings(max_examples=60)
@given(ownings.stakes(most=3), st.integers(0, 2))
def test_what_is_passed_on_whole_is_within_its_bounds(told, number):
    party = number % told.parties
    bounded = tightened(told)
    if bounded.inconsistent:
        return
    found = look_through_bounds(bounded, party)
    for world in ownings.worlds(told, party):
        below = look_through(world, party, together=True)
        for company, share in found.items():
            part = below[company].share if company in below else Fraction(0)
            assert share.low <= part <= share.high


@settings(max_examples=60)
@given(ownings.stakes(most=3), st.integers(0, 2))
def test_what_grows_with_shares_is_between_the_least_and_the_most(told, number):
    party = number % told.parties
    bounded = tightened(told)
    if bounded.inconsistent:
        return
    for measure in (chained, weakest_links):
        least, most = measure(bounded.least, party), measure(bounded.most(party), party)
        for world in ownings.worlds(told, party):
            for company, part in measure(world, party).items():
                assert least.get(company, 0) <= part <= most[company]


@given(ownings.stakes(most=4, open_=True), st.integers(0, 3), st.data())
def test_narrower_shares_give_narrower_bounds_and_firmer_verdicts(told, number, data):
    party = number % told.parties
    wide = tightened(told)
    narrow = tightened(
        ownings.Stakes(
            told.parties,
            tuple(
                ownings.Stake(s.holder, s.subject, narrower(s.share, data.draw)) for s in told.held
            ),
            told.rests,
        )
    )
    if wide.inconsistent or narrow.inconsistent:
        return
    before, after = integrated_bounds(wide, party), integrated_bounds(narrow, party)
    for company in range(told.parties):
        assert before[company].within(after[company]) == after[company]
    verdicts = control_verdicts(narrow, [party])
    for company, verdict in control_verdicts(wide, [party]).items():
        assert verdict in (Verdict.POSSIBLE, verdicts[company])


def narrower(share: Share, draw) -> Share:
    if share.known or not draw(st.booleans()):
        return share
    return Share.exactly((share.low + share.high) / 2)


@given(ownings.holdings(over=True))
def test_what_is_known_is_bounded_by_itself(held):
    told = ownings.Stakes(
        held.parties, tuple(ownings.Stake(h, s, Share.exactly(p)) for h, s, p in held.stakes())
    )
    for party in range(held.parties):
        row = corrected_owned(held, party)
        found = integrated_bounds(tightened(told), party)
        for company in range(held.parties):
            if company not in found.unbounded and company not in row.endless:
                assert found[company] == Share.exactly(row[company])
