"""Ownership and control: examples, edges, and what is refused."""

import subprocess
import sys
from fractions import Fraction

import pytest

from kingmaker.engine import TooLarge
from kingmaker.engine.ownership.bounds import integrated_bounds
from kingmaker.engine.ownership.chains import chained, weakest_links
from kingmaker.engine.ownership.circles import circles, closed_groups
from kingmaker.engine.ownership.close_links import close_link_verdicts, close_links
from kingmaker.engine.ownership.control import controlled, falls, voting
from kingmaker.engine.ownership.controllers import tops, ultimate_controllers
from kingmaker.engine.ownership.flips import fewest_stakes_lost, least_share_lost, least_share_won
from kingmaker.engine.ownership.integrated import corrected_owned, owned, owners, ultimate_owners
from kingmaker.engine.ownership.looking_through import look_through, look_through_bounds
from kingmaker.engine.ownership.network_control import network_control
from kingmaker.engine.ownership.proofs import proof
from kingmaker.engine.ownership.rounded import rounded_owned, rounded_owners
from kingmaker.engine.ownership.shares import HALF, MAJORITY, UNKNOWN, Share, Threshold, Verdict
from kingmaker.engine.ownership.silent import stable_readings
from kingmaker.engine.ownership.solving import solve
from kingmaker.engine.ownership.stakes import Holdings, Rest, Stake, Stakes
from kingmaker.engine.ownership.tightening import tightened
from kingmaker.engine.ownership.verdicts import control_verdicts
from kingmaker.engine.ownership.voters import chain_game, chain_power

F = Fraction
HALF_EACH = F(1, 2)


def ladder(rungs: int) -> Holdings:
    """Two companies a rung, each held by both of the rung above: ``2**rungs`` chains."""
    stakes = [(0, 1, F(1)), (0, 2, F(1))]
    for rung in range(1, rungs):
        for upper in (2 * rung - 1, 2 * rung):
            stakes += [(upper, 2 * rung + 1, HALF_EACH), (upper, 2 * rung + 2, HALF_EACH)]
    last = 2 * rungs + 1
    stakes += [(last - 2, last, HALF_EACH), (last - 1, last, HALF_EACH)]
    return Holdings.of(last + 1, stakes)


def ring(size: int, part: Fraction) -> Holdings:
    """Companies each of which holds a part of the next; one outside has the rest of the first."""
    stakes = [(k, (k + 1) % size, part) for k in range(size)]
    return Holdings.of(size + 1, [*stakes, (size, 0, 1 - part)])


def stakes(parties: int, *held: tuple[int, int, Share], rests=None) -> Stakes:
    return Stakes(parties, tuple(Stake(*stake) for stake in held), rests or {})


def test_a_trillion_chains_are_never_followed():
    held = ladder(40)
    last = held.parties - 1

    assert owned(held, 0)[last] == owners(held, last)[0] == 1
    assert ultimate_owners(held, [last]) == {last: {0: F(1)}}
    assert chained(held, 0)[last] == 1
    assert weakest_links(held, 0)[last] == F(2**40, 2)
    assert len(controlled(voting(held), [0])) == last


def test_a_ring_of_hundreds_is_solved_to_the_last_fraction():
    held = ring(300, F(9, 10))
    part = (1 - F(9, 10)) / (1 - F(9, 10) ** 300)

    assert owned(held, 300)[0] == part
    assert owned(held, 300)[299] == part * F(9, 10) ** 299
    assert rounded_owned(held, 300)[299].holds(part * F(9, 10) ** 299)


def test_what_is_too_long_a_circle_for_fractions_is_refused_and_rounded():
    held = ring(2_000, F(9, 10))
    with pytest.raises(TooLarge, match="2,000 companies"):
        owned(held, 2_000)

    found = rounded_owners(held, 0)[2_000]
    assert found.holds((1 - F(9, 10)) / (1 - F(9, 10) ** 2000))
    assert found.error < 1e-12


def test_a_group_that_owns_all_of_itself_is_flagged():
    held = Holdings.of(4, [(0, 1, F(1)), (1, 0, F(1)), (0, 2, F(1, 3)), (3, 2, F(2, 3))])

    assert closed_groups(held) == [(0, 1)]
    assert circles(held) == [(0, 1)]
    assert owned(held, 0).endless == {0, 1, 2}
    assert owners(held, 2).endless == {0, 1}
    assert owners(held, 2)[3] == F(2, 3)
    assert corrected_owned(held, 0)[2] == F(1, 3)
    assert corrected_owned(held, 0)[0] == 1
    with pytest.raises(ValueError, match="no finite value"):
        owned(held, 0)[2]
    with pytest.raises(ValueError, match="finite"):
        rounded_owned(held, 0)
    assert ultimate_owners(held) == {0: {}, 1: {}, 2: {3: F(2, 3)}}


def test_a_closed_group_of_many_is_flagged_without_a_solution():
    held = ring(100, F(1))

    assert owned(held, 0).endless == set(range(100))
    assert solve([{(k + 1) % 100: F(1)} for k in range(100)], [[F(1)] * 100]) is None


def test_chains_in_a_dense_circle_are_refused():
    everyone = Holdings.of(14, [(a, b, F(1, 20)) for a in range(14) for b in range(14) if a != b])
    with pytest.raises(TooLarge, match="circle of 14"):
        chained(everyone, 0, most=10_000)
    with pytest.raises(TooLarge, match="circle of 14"):
        weakest_links(everyone, 0, most=10_000)


def test_a_proof_names_the_stakes_and_nothing_else():
    held = Holdings.of(
        5,
        [
            (0, 1, F(3, 5)), (0, 2, F(3, 5)), (0, 3, F(1, 10)), (1, 3, F(3, 10)),
            (2, 3, F(3, 10)), (4, 3, F(3, 10)),
        ],
    )  # fmt: skip
    votes = voting(held)

    assert [fall.company for fall in falls(votes, [0])] == [1, 2, 3]
    assert falls(votes, [0])[-1].by == (0, 1, 2)
    found = proof(votes, [0], 3)
    assert found.smallest
    assert set(found.stakes) == {(0, 1), (0, 2), (1, 3), (2, 3)}
    assert found.stakes[-1][1] == 3
    assert proof(votes, [4], 3) is None
    assert not proof(votes, [0], 3, most=0).smallest


def test_the_least_that_flips_control_is_found():
    chain = Holdings.of(4, [(0, 1, F(51, 100)), (1, 2, F(4, 5)), (3, 2, F(1, 5))])

    assert len(fewest_stakes_lost(chain, [0], 2).stakes) == 1
    lost = least_share_lost(chain, [0], 2)
    assert lost.stakes == ((0, 1, F(1, 100)),)
    assert not lost.more
    assert least_share_lost(chain, [0], 2, HALF).more
    won = least_share_won(chain, [3], 2)
    assert won.stakes == ((3, 2, F(3, 10)),)
    assert won.more
    assert least_share_won(chain, [0], 2) is None


def test_it_may_be_cheaper_to_buy_the_holder():
    held = Holdings.of(3, [(0, 1, F(2, 5)), (1, 2, F(9, 10))])

    assert least_share_won(held, [0], 2).stakes == ((0, 1, F(1, 10)),)


def test_mutual_control_has_no_ultimate_controller_but_itself():
    held = Holdings.of(3, [(0, 1, F(51, 100)), (1, 0, F(51, 100)), (1, 2, F(1))])
    (top,) = tops(voting(held))

    assert (top.members, top.controls) == ((0, 1), (2,))
    assert ultimate_controllers(voting(held)) == {2: [(0, 1)]}


def test_in_a_ring_any_company_may_be_the_one_at_the_top():
    (readings,) = stable_readings(Holdings.of(3, [(0, 1, F(1)), (1, 2, F(1)), (2, 0, F(1))]))

    assert {reading.silent for reading in readings} == {
        frozenset({(2, 0)}), frozenset({(0, 1)}), frozenset({(1, 2)})
    }  # fmt: skip


def test_too_many_undecided_votes_are_refused():
    many = Holdings.of(8, [(a, b, F(1, 7)) for a in range(8) for b in range(8) if a != b])
    with pytest.raises(TooLarge, match="combinations"):
        stable_readings(many)


def test_an_unknown_share_is_neither_nothing_nor_all():
    told = stakes(3, (0, 1, UNKNOWN), (1, 2, Share.exactly(F(3, 5))))
    found = integrated_bounds(tightened(told), 0)

    assert found[2] == Share(F(0), F(3, 5))
    assert control_verdicts(tightened(told), [0]) == {1: Verdict.POSSIBLE, 2: Verdict.POSSIBLE}


def test_what_the_others_cannot_have_is_certain():
    told = stakes(
        4,
        (0, 3, Share(F(1, 5), F(1))),
        (1, 3, Share(F(0), F(2, 5))),
        rests={3: Rest(others=Share.exactly(0))},
    )
    column = tightened(told).columns[3]

    assert column.holders[0] == Share(F(3, 5), F(1))
    assert control_verdicts(tightened(told), [0])[3] is Verdict.CERTAIN
    assert column.held_by([0, 1], with_anyone=False) == Share.exactly(1)


def test_half_with_an_open_end_is_more_than_half():
    band = Share(F(1, 2), F(3, 4), low_open=True, high_open=True)

    assert MAJORITY.judged(band) is Verdict.CERTAIN
    assert MAJORITY.judged(Share(F(1, 2), F(3, 4))) is Verdict.POSSIBLE
    assert HALF.judged(Share(F(1, 4), F(1, 2))) is Verdict.POSSIBLE
    assert HALF.judged(Share(F(1, 4), F(1, 2), high_open=True)) is Verdict.EXCLUDED
    assert MAJORITY.judged(Share(F(1, 4), F(1, 2))) is Verdict.EXCLUDED


def test_together_a_band_may_be_certain_where_neither_is():
    told = stakes(
        3,
        (0, 2, Share(F(1, 4), F(1, 2), low_open=True)),
        (1, 2, Share(F(1, 4), F(1, 2))),
    )

    assert control_verdicts(tightened(told), [0, 1])[2] is Verdict.CERTAIN
    assert control_verdicts(tightened(told), [0])[2] is Verdict.EXCLUDED


def test_stakes_that_cannot_all_be_true_are_told_and_read_as_stated():
    told = stakes(3, (0, 2, Share.exactly(F(3, 5))), (1, 2, Share.exactly(F(7, 10))))
    bounded = tightened(told)

    assert bounded.inconsistent == [2]
    assert told.exact.overheld == {2: F(13, 10)}
    assert control_verdicts(bounded, [0])[2] is Verdict.CERTAIN
    assert control_verdicts(bounded, [1])[2] is Verdict.CERTAIN


def test_more_than_the_whole_in_a_circle_has_no_upper_bound():
    told = stakes(
        3,
        (0, 1, Share.exactly(F(1, 2))),
        (2, 1, Share.exactly(1)),
        (1, 2, Share.exactly(1)),
    )
    found = integrated_bounds(tightened(told), 0)

    assert found.unbounded == {1, 2}
    with pytest.raises(ValueError, match="no upper bound"):
        found[1]


def test_a_whole_share_is_passed_on_by_a_majority_of_votes_only():
    votes = Holdings.of(3, [(0, 1, F(3, 5)), (1, 2, F(1, 10))])
    shares = Holdings.of(3, [(0, 1, F(1, 10)), (1, 2, F(1, 4)), (0, 2, F(1, 10))])

    assert look_through(shares, 0, votes=votes)[2].share == F(7, 20)
    assert look_through(shares, 0, votes=votes)[2].via == (1,)
    assert look_through(shares, 0)[2].share == F(1, 10)


def test_a_band_below_half_passes_nothing_on():
    told = stakes(
        3,
        (0, 1, Share(F(1, 4), F(1, 2), low_open=True)),
        (1, 2, Share(F(3, 4), F(1))),
    )

    assert look_through_bounds(tightened(told), 0)[2] == Share.exactly(0)


def test_close_links_may_be_certain_or_only_possible():
    told = stakes(3, (0, 1, Share(F(1, 5), F(1, 4))), (0, 2, Share(F(0), F(1, 5))))
    bounds = {party: integrated_bounds(tightened(told), party).of for party in range(3)}

    assert close_link_verdicts(bounds) == {
        (0, 1): Verdict.CERTAIN,
        (0, 2): Verdict.POSSIBLE,
        (1, 2): Verdict.POSSIBLE,
    }
    shared = Holdings.of(3, [(0, 1, F(1, 5)), (0, 2, F(1, 4))])
    assert [(k.first, k.second, k.through) for k in close_links(shared, [1, 2])] == [(1, 2, 0)]


def test_a_third_against_seventy_small_ones_decides_nearly_always():
    held = Holdings.of(72, [(0, 71, F(3, 10)), *((k, 71, F(1, 100)) for k in range(1, 71))])
    players, power = chain_power(held, 71, exact=True)

    assert players[0] == 0
    assert round(float(power.banzhaf[0]) * 100, 2) == 99.97


def test_companies_vote_as_their_holders_decide():
    held = Holdings.of(5, [(0, 3, F(3, 5)), (1, 3, F(2, 5)), (3, 4, F(1, 2)), (2, 4, F(1, 2))])

    assert dict(zip(*_banzhaf(chain_power(held, 4, exact=True)), strict=True)) == {
        0: F(1, 2), 1: 0, 2: F(1, 2)
    }  # fmt: skip
    players, game = chain_game(held, 4, HALF)
    assert game.gate.opens([player == 2 for player in players])
    with pytest.raises(ValueError, match="more than all"):
        chain_game(Holdings.of(3, [(0, 2, F(1)), (1, 2, F(1, 2))]), 2)


def _banzhaf(found):
    players, power = found
    return players, power.banzhaf


def test_values_below_are_added_up_by_model():
    held = Holdings.of(3, [(0, 1, F(3, 5)), (1, 2, F(2, 5))])
    values = [F(0), F(10), F(100)]

    assert network_control(held, 0, values) == F(3, 5) * 10 + F(6, 25) * 100
    assert network_control(held, 0, values, "threshold") == 10
    assert network_control(held, 0, values, "relative") == 110


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Share(F(1, 2), F(1, 4)),
        lambda: Share(F(1, 2), F(1, 2), low_open=True),
        lambda: Share(F(-1), F(1)),
        lambda: Threshold(F(0), strict=False),
        lambda: Stakes(1, (Stake(0, 1, UNKNOWN),)),
        lambda: Stakes(1, (), {1: Rest()}),
        lambda: Holdings(1, {0: {1: F(1)}}),
        lambda: Holdings(1, {1: {0: F(1)}}),
        lambda: Holdings(1, {0: {0: F(0)}}),
        lambda: stakes(2, (0, 1, UNKNOWN)).exact,
    ],
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


def test_small_answers_load_no_arrays():
    code = (
        "import sys, pkgutil, importlib, kingmaker.engine.ownership as home\n"
        "for module in pkgutil.iter_modules(home.__path__):\n"
        "    if module.name != 'lifting':\n"
        "        importlib.import_module(f'{home.__name__}.{module.name}')\n"
        "assert 'numpy' not in sys.modules and 'scipy' not in sys.modules\n"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
