"""Control, its proofs, what flips it, and silent votes: as found by trying everything."""

from fractions import Fraction
from itertools import permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

import ownings
from kingmaker.engine.ownership.control import controlled, falls, voting
from kingmaker.engine.ownership.controllers import mutual_control, tops
from kingmaker.engine.ownership.flips import (
    fewest_stakes_lost,
    least_share_lost,
    least_share_won,
)
from kingmaker.engine.ownership.looking_through import cascade, look_through
from kingmaker.engine.ownership.proofs import only, proof
from kingmaker.engine.ownership.shares import HALF, MAJORITY, Threshold
from kingmaker.engine.ownership.silent import silenced, stable_readings
from kingmaker.engine.ownership.stakes import Holdings

EITHER = st.booleans().flatmap(lambda over: ownings.holdings(over=over))
SMALL = ownings.holdings(most=4, over=True)
THRESHOLDS = st.sampled_from([MAJORITY, HALF, Threshold(Fraction(1, 4))])


@given(EITHER, st.sets(st.integers(0, 4), max_size=2), THRESHOLDS)
def test_control_is_found_in_one_pass_as_in_many(held, those, threshold):
    starters = {party for party in those if party < held.parties}
    votes = voting(held, threshold)

    found = controlled(votes, starters)
    assert set(found) == ownings.controlled(held, starters, threshold)
    assert [fall.company for fall in falls(votes, starters)] == found
    for number, fall in enumerate(falls(votes, starters)):
        assert set(fall.by) <= starters | set(found[:number])
        assert threshold.met(sum(held.held[fall.company][h] for h in fall.by))


@given(EITHER)
def test_tops_are_those_whom_no_other_controls(held):
    reach = [ownings.controlled(held, [party]) for party in range(held.parties)]
    groups = {
        tuple(b for b in range(held.parties) if b == a or (b in reach[a] and a in reach[b]))
        for a in range(held.parties)
        if reach[a]
    }
    expected = {
        (group, tuple(sorted(reach[group[0]] - set(group))))
        for group in groups
        if not any(group[0] in reach[p] for p in range(held.parties) if p not in group)
    }

    assert {(top.members, top.controls) for top in tops(voting(held))} == expected
    assert set(mutual_control(voting(held))) == {group for group in groups if len(group) > 1}


@given(EITHER, st.data())
def test_numbers_are_only_names_in_control(held, data):
    order = data.draw(st.permutations(range(held.parties)))
    there = voting(ownings.renumbered(held, order.__getitem__))
    for party in range(held.parties):
        found = {order[company] for company in controlled(voting(held), [party])}
        assert found == set(controlled(there, [order[party]]))
    assert len(tops(there)) == len(tops(voting(held)))


@settings(max_examples=60)
@given(SMALL, THRESHOLDS)
def test_proofs_are_enough_and_no_fewer_stakes_are(held, threshold):
    stakes = [(h, s) for h, s, _ in held.stakes()]
    votes = voting(held, threshold)
    for company in range(held.parties):
        starter = (company + 1) % held.parties
        found = proof(votes, [starter], company)
        rough = proof(votes, [starter], company, most=0)
        fits = [
            kept
            for kept in ownings.subsets(stakes)
            if company in ownings.controlled(ownings.only(held, kept), [starter], threshold)
        ]
        assert (found is None) == (not fits) == (rough is None)
        if found is not None:
            assert found.smallest
            assert len(found.stakes) == min(map(len, fits))
            assert company in controlled(only(votes, found.stakes), [starter])
            for left_out in rough.stakes:
                fewer = [stake for stake in rough.stakes if stake != left_out]
                assert company not in controlled(only(votes, fewer), [starter])


@settings(max_examples=60)
@given(SMALL, THRESHOLDS)
def test_control_is_lost_by_the_fewest_stakes(held, threshold):
    stakes = [(h, s) for h, s, _ in held.stakes()]
    for company in range(held.parties):
        starter = (company + 1) % held.parties
        found = fewest_stakes_lost(held, [starter], company, threshold)
        if company not in ownings.controlled(held, [starter], threshold):
            assert found is None
            continue
        left = ownings.only(held, set(stakes) - {(h, s) for h, s, _ in found.stakes})
        assert company not in ownings.controlled(left, [starter], threshold)
        least = min(
            len(gone)
            for gone in ownings.subsets(stakes)
            if company
            not in ownings.controlled(
                ownings.only(held, set(stakes) - set(gone)), [starter], threshold
            )
        )
        assert found.smallest
        assert len(found.stakes) == least


@settings(max_examples=60)
@given(SMALL, THRESHOLDS)
def test_control_is_lost_by_the_least_share(held, threshold):
    little = Fraction(1, 1000)
    for company in range(held.parties):
        starter = (company + 1) % held.parties
        found = least_share_lost(held, [starter], company, threshold)
        if found is None:
            assert company not in ownings.controlled(held, [starter], threshold)
            continue
        left = {(h, s): p for h, s, p in held.stakes()}
        for holder, subject, part in found.stakes:
            left[holder, subject] -= part
        for subject in {subject for _, subject, _ in found.stakes} if found.more else ():
            for holder in held.held[subject]:
                left[holder, subject] = max(left[holder, subject] - little, Fraction(0))
        after = Holdings.of(held.parties, [(h, s, p) for (h, s), p in left.items()])
        assert company not in ownings.controlled(after, [starter], threshold)

        others = [p for p in range(held.parties) if p not in (company, starter)]
        costs = []
        for kept in ownings.subsets(others):
            safe = {company, *kept}
            sums = [
                sum(
                    (
                        p
                        for h, p in held.held.get(c, {}).items()
                        if h not in safe
                        and (h == starter or h in ownings.controlled(held, [starter], threshold))
                    ),
                    Fraction(0),
                )
                for c in safe
            ]
            costs.append(sum((s - threshold.part for s in sums if threshold.met(s)), Fraction(0)))
        assert found.smallest
        assert found.share == min(costs)


@settings(max_examples=60)
@given(ownings.holdings(most=4), THRESHOLDS)
def test_control_is_won_by_the_least_share(held, threshold):
    for company in range(held.parties):
        starter = (company + 1) % held.parties
        found = least_share_won(held, [starter], company, threshold)
        if company in ownings.controlled(held, [starter], threshold):
            assert found is None
            continue
        others = [p for p in range(held.parties) if p not in (company, starter)]
        costs = []
        for some in ownings.subsets(others):
            for order in permutations(some):
                cost, acting = Fraction(0), {starter}
                for target in (*order, company):
                    acting |= ownings.controlled(held, acting, threshold)
                    have = sum(
                        (p for h, p in held.held.get(target, {}).items() if h in acting),
                        Fraction(0),
                    )
                    cost += max(threshold.part - have, Fraction(0)) * (target not in acting)
                    acting.add(target)
                costs.append(cost)
        assert found.smallest
        assert found.share == min(costs)


def sound(held: Holdings, silent: set[tuple[int, int]]) -> bool:
    """Whether just those stakes are silent that ought to be, if these are."""
    left = silenced(held, silent)
    return silent == {
        (h, s) for h, s, _ in held.stakes() if h == s or h in ownings.controlled(left, [s])
    }


@settings(max_examples=60)
@given(ownings.holdings(most=4))
def test_readings_of_silent_votes_are_all_that_bear_themselves_out(held):
    stakes = [(h, s) for h, s, _ in held.stakes()]
    expected = {frozenset(s) for s in ownings.subsets(stakes) if sound(held, set(s))}

    found = {
        frozenset(stake for reading in choice for stake in reading.silent)
        for choice in product(*stable_readings(held))
    }
    assert found == expected


@given(EITHER, st.integers(0, 4))
def test_whole_shares_are_passed_on_to_those_who_control(held, number):
    party = number % held.parties
    below = ownings.controlled(held, [party]) | {party}
    for subject, found in look_through(held, party, together=True).items():
        holders = {h: p for h, p in held.held[subject].items() if h in below and h != subject}
        assert found.share == sum(holders.values())
        assert set(found.via) == holders.keys() - {party}
    caught = {c for c, part in cascade(held, [party]).items() if HALF.met(part)} - {party}
    assert caught == ownings.controlled(
        Holdings.of(held.parties, [s for s in held.stakes() if s[0] != s[1]]), [party], HALF
    )
