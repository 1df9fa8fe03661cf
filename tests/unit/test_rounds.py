"""Rounds of financing: who converts at what, who is diluted, and where there is no price."""

from fractions import Fraction

import pytest

from kingmaker.engine.proceeds.anti_dilution import full_ratchet, ratcheted, weighted_average
from kingmaker.engine.proceeds.conversions import (
    POST_MONEY,
    PRE_MONEY,
    By,
    Capitalisation,
    Convertible,
    Terms,
    most_favoured,
)
from kingmaker.engine.proceeds.pricing import NoPrice, in_sequence, priced
from kingmaker.engine.proceeds.rounds import Capital, Counting, PoolTarget, Round
from kingmaker.engine.proceeds.whole_shares import in_whole_shares

MILLION = Fraction(1_000_000)
TENTH, FIFTH = Fraction(1, 10), Fraction(1, 5)
FOUNDERS = Capital((9 * MILLION,), MILLION)


def safe(amount: int, cap: int | None = None, discount: Fraction = Fraction(0), **base):
    cap_ = None if cap is None else Fraction(cap)
    return Convertible(Fraction(amount), (Terms(cap_, discount=discount, **base),))


def test_a_round_without_anything_else_is_the_valuation_over_the_shares():
    found = priced(FOUNDERS, Round(8 * MILLION, (2 * MILLION,)))

    assert found.price == Fraction(4, 5)
    assert found.new == (Fraction(5, 2) * MILLION,)
    assert found.parts == (Fraction(72, 100), FIFTH)
    assert found.dilution == FIFTH
    assert (found.pre_money, found.post_money) == (8 * MILLION, 10 * MILLION)


def test_the_same_round_told_by_its_post_money_valuation():
    pre = priced(FOUNDERS, Round(8 * MILLION, (2 * MILLION,)))
    post = priced(FOUNDERS, Round(10 * MILLION, (2 * MILLION,), counting=Counting.POST_MONEY))

    assert pre == post


def test_post_money_safes_have_their_part_of_what_was_before_the_round():
    safes = (safe(1_000_000, 10_000_000), safe(600_000, 15_000_000))
    found = priced(Capital((8_600 * Fraction(1),)), Round(50 * MILLION, (), safes))

    assert found.parts == (Fraction(86, 100), TENTH, Fraction(4, 100))
    assert all(each.by is By.CAP for each in found.converted)


def test_pre_money_safes_dilute_one_another():
    safes = (safe(1_000_000, 10_000_000, base=PRE_MONEY),) * 2
    found = priced(FOUNDERS, Round(50 * MILLION, (), safes))

    assert [each.shares for each in found.converted] == [MILLION, MILLION]
    assert found.parts[1] == Fraction(1, 12)


def test_a_safe_converts_at_the_round_if_its_cap_is_dearer():
    found = priced(FOUNDERS, Round(5 * MILLION, (MILLION,), (safe(500_000, 10_000_000),)))

    (converted,) = found.converted
    assert converted.by is By.ROUND
    assert converted.price == found.price
    assert found.price * (FOUNDERS.total + converted.shares) == 5 * MILLION


def test_a_cap_or_a_discount_whichever_gives_more():
    both = safe(500_000, 8_000_000, FIFTH)

    low = priced(FOUNDERS, Round(9 * MILLION, (), (both,)))
    high = priced(FOUNDERS, Round(20 * MILLION, (), (both,)))
    assert low.converted[0].by is By.DISCOUNT
    assert low.converted[0].price == low.price * Fraction(4, 5)
    assert high.converted[0].by is By.CAP


def test_a_most_favoured_holder_takes_the_best_of_later_terms():
    later = [safe(1, 12_000_000), safe(1, 6_000_000)]
    plain = Convertible(Fraction(300_000))

    found = priced(FOUNDERS, Round(20 * MILLION, (), (most_favoured(plain, later),)))
    assert found.converted[0].terms == 2
    assert found.parts[1] == Fraction(300_000, 6_000_000)


def test_the_pool_is_brought_to_its_part_and_never_made_smaller():
    target = PoolTarget(FIFTH)
    found = priced(FOUNDERS, Round(8 * MILLION, (2 * MILLION,), pool=target))
    large = priced(Capital((MILLION,), MILLION), Round(8 * MILLION, (MILLION,), pool=target))

    assert found.pool == found.after.total / 5
    assert found.new[0] == found.after.total / 5  # who comes in does not pay for the pool
    assert large.pool == MILLION


def test_who_pays_for_the_pool_is_a_term():
    terms = {
        counting: Round(8 * MILLION, (2 * MILLION,), pool=PoolTarget(FIFTH, diluting=counting))
        for counting in Counting
    }
    before, shared = (
        priced(FOUNDERS, terms[c]) for c in (Counting.PRE_MONEY, Counting.POST_MONEY)
    )

    assert before.parts[1] == FIFTH
    assert shared.price == Fraction(4, 5)
    assert shared.parts[1] < FIFTH
    assert shared.pool == shared.after.total / 5


def test_a_pool_of_the_shares_before_the_money():
    found = priced(
        FOUNDERS,
        Round(8 * MILLION, (2 * MILLION,), pool=PoolTarget(FIFTH, of=Counting.PRE_MONEY)),
    )

    assert found.pool == (found.before.issued + found.pool) / 5


def test_notes_that_do_not_count_dilute_the_new_money_too():
    note = (safe(1_000_000, None, FIFTH),)
    counted = priced(FOUNDERS, Round(8 * MILLION, (2 * MILLION,), note))
    apart = priced(FOUNDERS, Round(8 * MILLION, (2 * MILLION,), note, conversions_count=False))

    assert counted.parts[-1] == FIFTH
    assert apart.price == Fraction(4, 5)
    assert apart.parts[-1] < FIFTH


def test_rounds_in_sequence_number_holders_on():
    first = Round(8 * MILLION, (2 * MILLION,), (safe(500_000, 5_000_000),))
    second = Round(40 * MILLION, (10 * MILLION,), pool=PoolTarget(TENTH))
    one, two = in_sequence(FOUNDERS, [first, second])

    assert len(two.after.shares) == 4
    assert two.before == one.after
    assert two.after.pool == two.after.total / 10
    assert two.parts[0] == one.parts[0] * (1 - two.dilution)


def test_where_safes_take_everything_there_is_no_price():
    with pytest.raises(NoPrice, match="whole company"):
        priced(FOUNDERS, Round(50 * MILLION, (), (safe(6, 10), safe(4, 10))))


def test_where_the_valuation_is_less_than_what_converts_there_is_no_price():
    with pytest.raises(NoPrice, match="not above"):
        priced(FOUNDERS, Round(MILLION, (), (safe(1_000_000),)))
    terms = Round(MILLION, (MILLION,), counting=Counting.POST_MONEY)
    with pytest.raises(NoPrice, match="not above"):
        priced(FOUNDERS, terms)


def test_whole_shares_need_whole_shares_before():
    terms = Round(7 * MILLION, (2 * MILLION,))
    first = priced(FOUNDERS, terms)

    with pytest.raises(ValueError, match="parts of shares before"):
        in_whole_shares(priced(first.after, terms), terms)
    whole = in_whole_shares(first, terms)
    assert whole.after.shares == (9 * MILLION, 2857142)


def test_a_weighted_average_lies_between_the_prices_and_a_ratchet_at_the_lower():
    # a class at 2; a million new shares at 1, beside four millions: (4 + 0.5) / (4 + 1) of 2
    found = weighted_average(Fraction(2), 4 * MILLION, MILLION, MILLION)

    assert found == Fraction(9, 5)
    narrow = weighted_average(Fraction(2), MILLION, MILLION, MILLION)
    assert full_ratchet(Fraction(2), Fraction(1)) < narrow < found
    assert weighted_average(Fraction(2), MILLION, 3 * MILLION, MILLION) == 2
    assert full_ratchet(Fraction(2), Fraction(3)) == 2


def test_a_ratchet_and_the_price_it_depends_on_are_solved_together():
    # a million of shares bought at 2, ratcheted in a round at 6 millions for 2
    down = Round(6 * MILLION, (2 * MILLION,), (ratcheted(2 * MILLION, Fraction(2)),))
    found = priced(Capital((4 * MILLION,)), down)

    assert found.price == 1
    assert found.converted[0].shares == 2 * MILLION
    up = Round(20 * MILLION, (2 * MILLION,), (ratcheted(2 * MILLION, Fraction(2)),))
    assert priced(Capital((4 * MILLION,)), up).converted[0].shares == MILLION
    assert priced(Capital((4 * MILLION,)), up).converted[0].by is By.FIXED


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: Terms(discount=Fraction(1)), "not all of it"),
        (lambda: Terms(cap=Fraction(0)), "above nothing"),
        (lambda: Convertible(Fraction(-1)), "not negative"),
        (lambda: Convertible(Fraction(1), ()), "terms"),
        (lambda: Capitalisation(pool=False, increase=True), "only where the pool does"),
        (lambda: Capital(()), "shares before a round"),
        (lambda: PoolTarget(Fraction(1)), "less than the whole"),
        (lambda: Round(Fraction(0)), "above nothing"),
        (lambda: weighted_average(Fraction(0), MILLION, MILLION, MILLION), "above nothing"),
        (lambda: full_ratchet(Fraction(0), MILLION), "above nothing"),
    ],
)
def test_terms_that_cannot_be_are_refused(wrong, message):
    with pytest.raises(ValueError, match=message):
        wrong()


def test_bases_are_named():
    assert POST_MONEY.conversions
    assert PRE_MONEY.increase
    assert not PRE_MONEY.conversions
