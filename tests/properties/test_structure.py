"""The structure of a game is what going through all coalitions says it is."""

from itertools import combinations, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import brute
import strategies
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games import minimal
from kingmaker.engine.games.compiling import compile_game
from kingmaker.engine.games.gates import Game, Gate
from kingmaker.engine.power.indices import vetoers
from kingmaker.engine.structure import extremes, sensitivity, traits
from kingmaker.engine.structure.conjunctions import votes
from kingmaker.engine.structure.dimension import dimension, together
from kingmaker.engine.structure.kinds import Kinds, kinds
from kingmaker.engine.structure.single import ladder
from kingmaker.engine.structure.trades import short_trade
from kingmaker.engine.structure.weights import Trade, WeightsAndQuota, outcome, weigh


def profiles(sizes):
    return product(*(range(size + 1) for size in sizes))


def as_desirable(won: list[bool], one: int, other: int) -> bool:
    """Whether a player can take another's place in every winning coalition, by definition."""
    return all(
        won[coalition ^ 1 << one ^ 1 << other]
        for coalition in range(len(won))
        if won[coalition] and coalition >> other & 1 and not coalition >> one & 1
    )


def players_of(found: Kinds) -> list[list[int]]:
    """The players of each kind, numbered class by class."""
    of = brute.classes(found.game)
    return [[p for p, c in enumerate(of) if c in classes] for classes in found.classes]


@given(strategies.games(most=7))
def test_kinds_are_those_who_can_replace_one_another_and_stand_in_their_order(game):
    won = brute.outcomes(game)
    found = kinds(game)
    of_kind = players_of(found)

    assert sorted(p for kind in of_kind for p in kind) == list(range(game.players))
    for (a, one), (b, other) in product(enumerate(of_kind), repeat=2):
        for p, q in product(one, other):
            if p != q:
                assert as_desirable(won, p, q) == (a == b or a in found.above[b])


@given(strategies.games(most=7))
def test_a_game_is_complete_unless_a_swap_hurts_both_of_two_coalitions(game):
    won = brute.outcomes(game)
    found = kinds(game)
    pairs = combinations(range(game.players), 2)

    assert found.complete == all(
        as_desirable(won, *p) or as_desirable(won, *p[::-1]) for p in pairs
    )
    if found.swap is not None:
        assert all(game.wins(profile) for profile in found.swap.winning)
        assert not any(game.wins(profile) for profile in found.swap.losing)
        assert Trade(found.swap.winning, found.swap.losing).shows(game.wins)


@given(strategies.games())
def test_the_diagram_of_kinds_is_the_game(game):
    found = kinds(game)
    wins = outcome(found.diagram)

    for profile in profiles(game.sizes):
        of_kind = tuple(sum(profile[c] for c in classes) for classes in found.classes)
        assert wins(of_kind) == game.wins(profile)


@given(strategies.games(most=8))
def test_traits_are_what_their_definitions_say(game):
    won = brute.outcomes(game)
    everyone = len(won) - 1
    diagram = compile_game(game)
    overlap = not any(won[c] and won[everyone ^ c] for c in range(len(won)))
    decided = not any(not won[c] and not won[everyone ^ c] for c in range(len(won)))

    assert (traits.both_win(diagram) is None) == overlap
    assert (traits.both_lose(diagram) is None) == decided
    assert traits.self_dual(diagram) == (overlap and decided)
    assert traits.swings(diagram) == list(swings(game).totals)
    assert traits.dummies(diagram) == [k for k, n in enumerate(swings(game).totals) if not n]
    for find, wins in ((traits.both_win, True), (traits.both_lose, False)):
        side = find(diagram)
        if side is not None:
            rest = tuple(size - n for size, n in zip(game.sizes, side, strict=True))
            assert game.wins(side) == game.wins(rest) == wins


@given(strategies.games(most=8))
def test_coalitions_that_just_lose_are_the_rest_of_those_that_just_block(game):
    won = brute.outcomes(game)
    lost = [c for c in range(len(won)) if not won[c]]
    largest = [c for c in lost if all(won[c | 1 << p] for p in range(game.players) if ~c >> p & 1)]
    diagram = compile_game(game)
    found = extremes.maximal_losing(diagram)

    assert set(found) == {brute.profile(game, c) for c in largest}
    assert found.count() == brute.by_size(largest)
    assert found.profiles() == len(set(found))
    for size in range(game.players + 1):
        assert sorted(found.of_size(size)) == sorted(p for p in found if sum(p) == size)
    assert list(extremes.minimal_winning(diagram)) == list(minimal.minimal_winning(game))


def weaker(sizes, profile):
    """The profiles with one member less, or one who gave way to somebody of a later kind."""
    for k, n in enumerate(profile):
        if n:
            less = (*profile[:k], n - 1, *profile[k + 1 :])
            yield less
            for other in range(k + 1, len(sizes)):
                if less[other] < sizes[other]:
                    yield (*less[:other], less[other] + 1, *less[other + 1 :])


@given(strategies.games(most=9) | strategies.weighted_votes())
def test_patterns_are_the_winning_coalitions_none_of_whose_weaker_ones_win(game):
    found = kinds(game)
    assume(found.complete)
    sizes, wins = found.sizes, outcome(found.diagram)
    winning = [p for p in profiles(sizes) if wins(p)]
    losing = [p for p in profiles(sizes) if not wins(p)]
    stronger = {w for p in losing for w in [p] if not any(p in weaker(sizes, q) for q in losing)}

    assert set(extremes.shift_minimal_winning(found.diagram)) == {
        p for p in winning if not any(wins(q) for q in weaker(sizes, p))
    }
    assert set(extremes.shift_maximal_losing(found.diagram)) == stronger


@given(strategies.games(most=8))
def test_there_are_weights_or_a_trade_and_never_both(game):
    found = kinds(game)
    answer = weigh(found.diagram)

    if isinstance(answer, WeightsAndQuota):
        assert found.complete
        vote = answer.game(found.sizes)
        wins = outcome(found.diagram)
        assert all(vote.wins(p) == wins(p) for p in profiles(found.sizes))
    else:
        assert answer.shows(outcome(found.diagram))
        told, fewest = short_trade(found, answer)
        assert told.shows(game.wins)
        assert not fewest or len(told.winning) == 2 or not any_pair(game)


def any_pair(game: Game) -> bool:
    """Whether two winning coalitions have just the members of two losing ones, by trying all."""
    won = brute.outcomes(game)
    n = game.players
    members = [tuple(c >> p & 1 for p in range(n)) for c in range(len(won))]

    def sums(wins: bool) -> set[tuple[int, ...]]:
        some = [members[c] for c in range(len(won)) if won[c] == wins]
        return {tuple(a + b for a, b in zip(x, y, strict=True)) for x in some for y in some}

    return not sums(True).isdisjoint(sums(False))


@given(strategies.weighted_votes(most=6))
def test_weights_that_are_the_least_have_no_greater_total_than_those_given(game):
    found = kinds(game)
    answer = weigh(found.diagram)
    given_ = [{game.gate.inputs[c][1] for c in classes} for classes in found.classes]
    assume(all(len(alike) == 1 for alike in given_))

    assert isinstance(answer, WeightsAndQuota)
    assert answer.least
    sizes = found.sizes
    assert sum(w * n for w, n in zip(answer.weights, sizes, strict=True)) <= sum(
        alike.pop() * n for alike, n in zip(given_, sizes, strict=True)
    )


@settings(max_examples=60)
@given(strategies.games(most=7))
def test_as_many_votes_as_are_enough_come_to_the_game(game):
    found = kinds(game)
    alone = weigh(found.diagram)
    answer = dimension(found, alone)

    if answer.votes is None:  # members of a class may have to have other weights
        assert max(game.sizes) > 1
        return
    joint = together(game.sizes, answer.votes)
    assert compile_game(game) == joint
    assert 1 <= answer.least <= len(answer.votes)
    assert (answer.least == 1) == isinstance(alone, WeightsAndQuota)
    for one, other in combinations(answer.apart, 2):
        assert isinstance(weigh(compile_game(game), [one, other]), Trade)


@given(strategies.games(most=7))
def test_a_conjunction_of_votes_is_the_game_that_is_made_of_them(game):
    joint = votes(game)

    for profile in profiles(game.sizes):
        agree = all(vote.game(game.sizes).wins(profile) for vote in joint)
        assert not joint or agree == game.wins(profile)


def same_game(quota, weights, other_quota, others) -> bool:
    return all(
        (sum(a * w for a, w in zip(c, weights, strict=True)) >= quota)
        == (sum(a * w for a, w in zip(c, others, strict=True)) >= other_quota)
        for c in product((0, 1), repeat=len(weights))
    )


@st.composite
def small_votes(draw):
    weights = draw(st.lists(st.integers(0, 6), min_size=1, max_size=5))
    return weights, draw(st.integers(0, sum(weights) + 1))


@given(small_votes())
def test_quota_and_weights_have_just_the_room_that_trying_finds(vote):
    weights, quota = vote
    sizes, top = (1,) * len(weights), sum(weights) + 3
    room = sensitivity.quota_room(weights, sizes, quota)

    for other in range(top):
        inside = room.least <= other and (room.most is None or other <= room.most)
        assert inside == same_game(quota, weights, other, weights)
    for k, own in enumerate(sensitivity.weight_rooms(weights, sizes, quota)):
        for other in range(top):
            changed = [*weights[:k], other, *weights[k + 1 :]]
            inside = own.least <= other and (own.most is None or other <= own.most)
            assert inside == same_game(quota, weights, quota, changed)
            if not inside:  # then the power of that voter is another
                assert power(changed, quota)[k] != power(weights, quota)[k]


def power(weights, quota):
    return swings(Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights))))).by_size


@given(small_votes())
def test_no_fewer_votes_moved_alter_who_wins(vote):
    weights, quota = vote
    n = len(weights)
    alter = [
        votes_
        for giver, taker in product(range(n), repeat=2)
        if giver != taker
        for votes_ in range(1, weights[giver] + 1)
        if not same_game(quota, weights, quota, moved(weights, giver, taker, votes_))
    ]
    found = sensitivity.fewest_moved(weights, (1,) * n, quota)

    assert (found and found.votes) == min(alter, default=None)
    if found is not None:
        changed = moved(weights, found.giver, found.taker, found.votes)
        assert power(changed, quota)[found.giver] != power(weights, quota)[found.giver]
        assert power(changed, quota)[found.taker] != power(weights, quota)[found.taker]


def moved(weights, giver, taker, number):
    changed = list(weights)
    changed[giver] -= number
    changed[taker] += number
    return changed


@given(small_votes())
def test_the_nearest_quotas_that_alter_power_are_those_that_trying_finds(vote):
    weights, quota = vote
    now = power(weights, quota)
    other = [q for q in range(sum(weights) + 2) if power(weights, q) != now]

    below, above = sensitivity.power_quotas(weights, (1,) * len(weights), quota)
    assert below == max((q for q in other if q < quota), default=None)
    assert above == min((q for q in other if q > quota), default=None)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), min_size=1, max_size=4),
       st.integers(0, 20))  # fmt: skip
def test_equal_voters_have_the_room_they_would_have_one_by_one(classes, quota):
    weights, sizes = zip(*classes, strict=True)
    each = [w for w, size in classes for _ in range(size)]
    alone = (1,) * len(each)
    rooms = sensitivity.weight_rooms(each, alone, quota)
    of_class = sensitivity.weight_rooms(weights, sizes, quota)
    first = [sum(sizes[:k]) for k in range(len(sizes))]

    assert of_class == [rooms[k] for k in first]
    assert sensitivity.quota_room(weights, sizes, quota) == sensitivity.quota_room(
        each, alone, quota
    )
    found = sensitivity.fewest_moved(weights, sizes, quota)
    assert (found and found.votes) == getattr(
        sensitivity.fewest_moved(each, alone, quota), "votes", None
    )
    assert sensitivity.sums(weights, sizes) == sum(1 << s for s in reached(each))


def reached(weights) -> set[int]:
    return {
        sum(a * w for a, w in zip(c, weights, strict=True))
        for c in product((0, 1), repeat=len(weights))
    }


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 3)), min_size=1, max_size=4),
       st.integers(-1, 25))  # fmt: skip
def test_sums_order_the_voters_of_one_vote_as_their_coalitions_do(classes, quota):
    weights, sizes = zip(*classes, strict=True)
    found = ladder(weights, sizes, quota)
    slow = kinds(Game(sizes, Gate(quota, tuple(enumerate(weights)))))
    game, idle = slow.game, set(traits.dummies(slow.diagram))

    assert found.classes == slow.classes
    assert found.idle == idle
    assert found.needed == {
        kind for kind, classes_ in enumerate(slow.classes) if classes_[0] in vetoers(game)
    }
    assert found.proper == (traits.both_win(slow.diagram) is None)
    assert found.strong == (traits.both_lose(slow.diagram) is None)
