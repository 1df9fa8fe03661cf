"""Ways to a goal beside those that clingo finds on its own, in the same run.

A tree of companies: each has a board of nine seats, a third of them elected on a meeting every
third year, and ten subsidiaries in which its board votes 60 % of the shares. Who begins with the
votes at the top wants the last company's board.

::

    pytest tests/bench/test_reach_bench.py --benchmark-enable

No time is asserted. That both reach the same is.
"""

import clingo
import pytest

from kingmaker.engine.games.gates import Gate, Input
from kingmaker.engine.paths.fewest import fewest
from kingmaker.engine.paths.plans import plan
from kingmaker.engine.paths.quests import Move, Quest, wire
from kingmaker.engine.paths.reach import earliest

YEAR = 365
YEARS = 40
SEATS = 9


def tree(companies: int, subsidiaries: int = 10) -> Quest:
    """The elections of all classes of all boards; company c has its meeting on its own day."""
    top = SEATS * companies
    votes: list[Input] = []
    moves: list[Move] = []
    for company in range(companies):
        parent = votes[(company - 1) // subsidiaries] if company else top
        stake = Gate(51, ((parent, 60),))
        seats = range(SEATS * company, SEATS * (company + 1))
        day = 60 + 37 * company % 300
        for first in range(3):
            meetings = tuple(range(day + YEAR * first, YEAR * YEARS, 3 * YEAR))
            moves.append(Move(stake, (), tuple(seats[first::3]), notice=30, dates=meetings))
        votes.append(Gate(SEATS // 2 + 1, tuple((seat, 1) for seat in seats)))
    return Quest(top + 1, (top,), tuple(moves), votes[-1])


def staggered(seats: int) -> Quest:
    """A majority of one board, each seat a vote of its own."""
    elections = tuple(
        Move(seats, (), (seat,), dates=tuple(range(60 + YEAR * (seat % 3), YEAR * 12, 3 * YEAR)))
        for seat in range(seats)
    )
    majority = Gate(seats // 2 + 1, tuple((seat, 1) for seat in range(seats)))
    return Quest(seats + 1, (seats,), elections, majority)


def by_clingo(quest: Quest, *, few: bool) -> int:
    """The number of moves of some plan, or of one with the fewest, as told to clingo in words."""
    net = wire(quest)
    facts = [f"have({atom})." for atom in quest.given] + [f":- not have({net.goal})."]
    for node, gate in enumerate(net.gates, quest.atoms):
        facts.append(f"quota({node},{gate.quota}).")
        facts += [f"hears({node},{net.node(source)},{weight})." for source, weight in gate.inputs]
    for number, move in enumerate(quest.moves):
        facts.append(f"move({number}). needs({number},{net.node(move.gate)}).")
        facts += [f"needs({number},{atom})." for atom in move.needs]
        facts += [f"gives({number},{atom})." for atom in move.gives]
    rules = """
        have(G) :- quota(G,Q), Q <= #sum { W,X : hears(G,X,W), have(X) }.
        { do(M) } :- move(M); have(X) : needs(M,X).
        have(X) :- do(M), gives(M,X).
        #show do/1.
    """
    control = clingo.Control(["--warn=none", "--opt-strategy=usc"])
    control.add(
        "base", [], rules + "\n".join(facts) + ("#minimize { 1,M : do(M) }." if few else "")
    )
    control.ground([("base", [])])
    numbers: list[int] = []
    control.solve(on_model=lambda model: numbers.append(len(model.symbols(shown=True))))
    return numbers[-1]


@pytest.mark.parametrize("companies", [1_000, 10_000])
def test_the_earliest_day_of_everything_in_a_tree(benchmark, companies: int):
    benchmark.group = f"reach-{companies}"
    quest = tree(companies)

    reached = benchmark(earliest, quest)

    assert None not in reached.moves


@pytest.mark.parametrize("companies", [1_000, 10_000])
def test_a_plan_for_the_last_company(benchmark, companies: int):
    benchmark.group = f"reach-{companies}"
    quest = tree(companies)
    reached = earliest(quest)

    found = benchmark(plan, quest, reached)

    assert found.day == reached.goal
    assert found.pruned


@pytest.mark.parametrize("companies", [1_000, 10_000])
def test_the_fewest_moves_to_the_last_company(benchmark, companies: int):
    benchmark.group = f"reach-{companies}"
    found = benchmark(fewest, tree(companies))

    assert found.proved


@pytest.mark.parametrize("few", [False, True])
def test_clingo_on_its_own_finds_no_shorter_way(benchmark, few: bool):
    benchmark.group = "reach-1000"
    quest = tree(1_000)

    moves = benchmark.pedantic(by_clingo, (quest,), {"few": few})

    ours = len(fewest(quest).plan.steps)
    assert moves == ours if few else moves >= ours


@pytest.mark.parametrize("seats", [9, 30])
def test_a_board_elected_seat_by_seat(benchmark, seats: int):
    benchmark.group = f"board-{seats}"
    found = benchmark(fewest, staggered(seats))

    assert found.bound == len(found.plan.steps) == seats // 2 + 1


def test_clingo_on_its_own_with_a_board_elected_seat_by_seat(benchmark):
    benchmark.group = "board-9"

    assert benchmark.pedantic(by_clingo, (staggered(9),), {"few": True}) == 5
