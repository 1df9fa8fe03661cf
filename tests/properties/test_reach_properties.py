"""Goals are reached by the days and moves that trying everything finds."""

from itertools import combinations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kingmaker.engine.games.gates import Gate, Input
from kingmaker.engine.paths import proposals
from kingmaker.engine.paths.chains import chains
from kingmaker.engine.paths.fewest import fewest
from kingmaker.engine.paths.landmarks import Few, search
from kingmaker.engine.paths.parts import part_of, relevant
from kingmaker.engine.paths.plans import plan, replay
from kingmaker.engine.paths.quests import Move, Quest, wire
from kingmaker.engine.paths.reach import earliest

LAST_DAY = 100  # later than anything that happens in a quest drawn here

calendars = st.none() | st.sets(st.integers(0, 16), min_size=1, max_size=4).map(sorted).map(tuple)


@st.composite
def quests(draw: st.DrawFn, most_moves: int = 7) -> Quest:
    """A small quest: gates within gates, seats alike and not, calendars that run out.

    Most moves take what comes before, so that there is a way to many a goal; some go round in
    circles, or give what is there.
    """
    atoms = draw(st.integers(4, 9))
    anything: list[Input] = list(range(atoms))
    here: list[Input] = [0]  # what may have come before
    moves: list[Move] = []
    while len(moves) < most_moves and draw(st.integers(0, 19)):
        if draw(st.booleans()):
            rare = draw(st.integers(0, 9)) == 0
            sources = st.sampled_from(anything if rare else here)
            heard = draw(st.lists(sources, min_size=1, max_size=5))
            inputs = tuple((source, draw(st.integers(0, 4))) for source in heard)
            total = max(1, sum(weight for _, weight in inputs))
            quota = draw(st.integers(-1, 9) if rare else st.integers((total + 1) // 2, total))
            here.append(Gate(quota, inputs))
        gate = draw(st.sampled_from(here[-3:]))
        needs = tuple(
            draw(st.lists(st.integers(0, atoms - 1), max_size=1)) if rarely(draw) else ()
        )
        days = (draw(st.sampled_from((0, 0, 2))), draw(calendars), draw(st.sampled_from((0, 1))))
        seats = draw(st.lists(st.integers(0, atoms - 1), min_size=1, max_size=3))
        if rarely(draw):
            moves.append(Move(gate, needs, tuple(seats), *days))
        else:
            moves += [Move(gate, needs, (seat,), *days) for seat in seats]
        here += seats
    given_ = (0, *(draw(st.lists(st.integers(0, atoms - 1), max_size=1)) if rarely(draw) else ()))
    votes = tuple((source, draw(st.integers(1, 3))) for source in here[1:][-6:])
    total = sum(weight for _, weight in votes)
    goal = Gate(draw(st.integers(total // 2, total)), votes)
    return Quest(atoms, given_, tuple(moves[:most_moves]), goal)


def rarely(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 4)) == 4


def opens(source: Input, true: set[int]) -> bool:
    if not isinstance(source, Gate):
        return source in true
    return sum(weight for inner, weight in source.inputs if opens(inner, true)) >= source.quota


def day_by_day(quest: Quest, moves: set[int]) -> tuple[dict[int, int], dict[int, int], int | None]:
    """The first days of atoms, moves and the goal, by living through them."""
    atoms = dict.fromkeys(quest.given, 0)
    effects: dict[int, int] = {}
    goal = None
    for today in range(LAST_DAY):
        before = None
        while before != (len(atoms), len(effects)):
            before = len(atoms), len(effects)
            for number in moves - set(effects):
                move = quest.moves[number]
                if opens(move.gate, set(atoms)) and set(move.needs) <= set(atoms):
                    called = today + move.notice
                    dates = range(called, called + 1) if move.dates is None else move.dates
                    votes = [day for day in dates if day >= called]
                    effects[number] = min(votes) + move.after if votes else LAST_DAY
            for number, effect in effects.items():
                if effect == today:
                    for atom in quest.moves[number].gives:
                        atoms.setdefault(atom, today)
        if goal is None and opens(quest.goal, set(atoms)):
            goal = today
    return atoms, {n: day for n, day in effects.items() if day < LAST_DAY}, goal


def goal_day(quest: Quest, moves: set[int]) -> int | None:
    return day_by_day(quest, moves)[2]


def fewest_by_trying(quest: Quest) -> int | None:
    every = range(len(quest.moves))
    for size in range(len(quest.moves) + 1):
        if any(goal_day(quest, set(some)) is not None for some in combinations(every, size)):
            return size
    return None


def later(day: int | None, than: int | None) -> bool:
    return than is not None and (day is None or day > than)


@given(quests())
def test_everything_comes_on_the_first_day_it_can(quest):
    atoms, effects, goal = day_by_day(quest, set(range(len(quest.moves))))
    reached = earliest(quest)

    assert reached.atoms == tuple(atoms.get(atom) for atom in range(quest.atoms))
    assert reached.moves == tuple(effects.get(number) for number in range(len(quest.moves)))
    assert reached.goal == goal


@given(quests(), st.data())
def test_more_to_begin_with_never_makes_anything_later(quest, data):
    more = data.draw(st.integers(0, quest.atoms - 1))
    richer = Quest(quest.atoms, (*quest.given, more), quest.moves, quest.goal)
    before, after = earliest(quest), earliest(richer)

    assert not later(after.goal, before.goal)
    assert not any(map(later, after.atoms, before.atoms))
    assert not any(map(later, after.moves, before.moves))


@given(quests())
def test_a_plan_reaches_the_goal_on_the_earliest_day_and_has_no_step_to_spare(quest):
    reached = earliest(quest)
    found = plan(quest, reached)
    assume(found is not None)
    moves = {step.move for step in found.steps}

    assert found.day == reached.goal == goal_day(quest, moves)
    assert found.pruned
    for move in moves:
        assert later(goal_day(quest, moves - {move}), found.day)
    for some in map(set, combinations(range(len(quest.moves)), len(moves) - 1) if moves else ()):
        assert later(goal_day(quest, some), found.day)


@given(quests(), st.data())
def test_every_step_of_a_replay_rests_on_those_before_it(quest, data):
    moves = data.draw(
        st.sets(st.sampled_from(range(len(quest.moves)))) if quest.moves else st.just(set())
    )
    _, effects, goal = day_by_day(quest, moves)
    found = replay(quest, moves)

    assert (found and found.day) == goal
    assume(found is not None)
    assert {step.move: step.effect for step in found.steps} == effects
    since = dict.fromkeys(quest.given, 0)
    for step in found.steps:
        move = quest.moves[step.move]
        true = {atom for atom, day in since.items() if day <= step.able}
        assert opens(move.gate, true)
        assert set(move.needs) <= true
        assert step.able + move.notice <= step.vote == step.effect - move.after
        assert move.dates is None or step.vote in move.dates
        for atom in move.gives:
            since.setdefault(atom, step.effect)


@given(quests())
def test_the_fewest_moves_are_as_few_as_trying_all_sets_of_moves_finds(quest):
    found = fewest(quest)

    assert found.proved
    assert (found.plan and len(found.plan.steps)) == fewest_by_trying(quest)
    if found.plan:
        assert found.plan.day == goal_day(quest, {step.move for step in found.plan.steps})


@pytest.mark.parametrize("largest", [1 << 30, 8])
@given(quest=quests(most_moves=9))
def test_clingo_and_our_own_search_agree_however_coarsely_weights_are_rounded(largest, quest):
    reached = earliest(quest)
    assume(reached.goal is not None)
    net = wire(part_of(quest, relevant(quest, reached.moves)))
    start = Few(frozenset(range(len(net.quest.moves))), 0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(proposals, "LARGEST", largest)
        proposed = proposals.propose(net, start, seconds=60)
    searched = search(net, start)

    assert len(proposed.moves) == proposed.bound == len(searched.moves) == searched.bound
    for found in (proposed, searched):
        assert goal_day(net.quest, set(found.moves)) is not None


@given(quests())
def test_the_part_that_matters_reaches_the_goal_like_the_whole(quest):
    reached = earliest(quest)
    moves = relevant(quest, reached.moves)
    part = part_of(quest, moves)

    assert earliest(part).goal == reached.goal
    for size in range(len(moves)):
        for some in combinations(range(len(moves)), size):
            assert goal_day(part, set(some)) == goal_day(quest, {moves[n] for n in some})


@given(quests())
def test_a_move_can_stand_in_for_those_after_it_in_its_chain(quest):
    every = range(len(quest.moves))
    found = chains(wire(quest))

    assert sorted(move for chain in found for move in chain) == list(every)
    for chain in found:
        for one, other in combinations(chain, 2):
            rest = [number for number in every if number not in (one, other)]
            for size in range(len(rest) + 1):
                for some in map(set, combinations(rest, size)):
                    assert not later(
                        goal_day(quest, some | {one}), goal_day(quest, some | {other})
                    )
