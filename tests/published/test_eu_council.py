"""The Council of the European Union after the Treaty of Lisbon, every state a class of its own.

An act takes 55 % of the states with 65 % of the people, or all states but three: Treaty on
European Union, article 16(4). The shares of the population, in hundredths of a per cent, are those
of 2016, in force before the United Kingdom left: Agence Europe, Bulletin 11449, 9 December 2015.
"""

from collections import Counter
from fractions import Fraction
from typing import Any

import pytest

from kingmaker.engine.counting.swings import swings, winning
from kingmaker.engine.games.gates import Game, Gate, every, some
from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.engine.power import indices

STATES = {
    "de": 1593, "fr": 1304, "uk": 1273, "it": 1207, "es": 912, "pl": 747, "ro": 390, "nl": 337,
    "be": 221, "el": 213, "cz": 205, "pt": 204, "hu": 194, "se": 192, "at": 169, "bg": 142,
    "dk": 111, "fi": 108, "sk": 106, "ie": 91, "hr": 83, "lt": 57, "si": 41, "lv": 39, "ee": 26,
    "cy": 17, "lu": 11, "mt": 8,
}  # fmt: skip
UNION = {
    28: tuple(STATES.values()),
    27: tuple(people for state, people in STATES.items() if state != "uk"),
}


def quotas(people: tuple[int, ...]) -> tuple[int, int, int]:
    """How many states it takes with enough people, how many people, and how many states alone."""
    return -(-len(people) * 55 // 100), -(-sum(people) * 65 // 100), len(people) - 3


def council(people: tuple[int, ...]) -> Game:
    states, enough, nearly_all = quotas(people)
    heads = tuple((number, 1) for number in range(len(people)))
    both = every(Gate(states, heads), Gate(enough, tuple(enumerate(people))))
    return Game((1,) * len(people), some(1, both, Gate(nearly_all, heads)))


def tallies(people: tuple[int, ...]) -> tuple[dict[int, int], dict[int, int]]:
    """The winning and the minimal winning coalitions by size, added up state by state.

    From the largest state to the smallest. A coalition is minimal if it loses without the smallest
    of its members, for whom the rule has the least need.
    """
    states, enough, nearly_all = quotas(people)

    def wins(size: int, inhabitants: int) -> bool:
        return (size >= states and inhabitants >= enough) or size >= nearly_all

    found: Counter[tuple[int, int]] = Counter({(0, 0): 1})
    minimal: Counter[int] = Counter()
    for more in sorted(people, reverse=True):
        joined: Counter[tuple[int, int]] = Counter()
        for (size, inhabitants), number in found.items():
            joined[size + 1, inhabitants + more] += number
            if not wins(size, inhabitants) and wins(size + 1, inhabitants + more):
                minimal[size + 1] += number
        found.update(joined)
    winners: Counter[int] = Counter()
    for (size, inhabitants), number in found.items():
        winners[size] += number * wins(size, inhabitants)
    return +winners, minimal


@pytest.fixture(scope="module", params=UNION)
def union(request) -> dict[str, Any]:
    people = UNION[request.param]
    winners, minimal = tallies(people)
    return {"game": council(people), "winners": winners, "minimal": minimal}


def test_coalitions_are_as_many_as_added_up_state_by_state(union):
    found = swings(union["game"])

    assert winning(union["game"]) == found.winning == sum(union["winners"].values())
    assert minimal_winning(union["game"]).count() == dict(sorted(union["minimal"].items()))


@pytest.mark.parametrize(("states", "number", "needed"),
                         [(28, 30_356_303, 8_267_524), (27, 17_663_942, 4_315_684)])  # fmt: skip
def test_coalitions_are_as_many_as_all_that_were_gone_through(states, number, needed):
    """By brute force over all 2^28 and 2^27 of them."""
    game = council(UNION[states])

    assert winning(game) == number
    assert minimal_winning(game).profiles() == needed


def test_of_27_states_the_printed_part_of_coalitions_wins():
    """13.2 %, in the literature on the votes of the Council."""
    found = indices.power_to_act(swings(council(UNION[27])))

    assert round(100 * found, 1) == Fraction("13.2")


def test_the_order_in_which_the_states_are_listed_changes_no_count():
    listed = sorted(STATES)
    game = council(tuple(STATES[state] for state in listed))
    found, known = swings(game).totals, swings(council(UNION[28])).totals

    assert dict(zip(listed, found, strict=True)) == dict(zip(STATES, known, strict=True))
    assert minimal_winning(game).profiles() == 8_267_524


def test_the_first_coalitions_listed_are_those_without_the_largest_states():
    first = next(iter(minimal_winning(council(UNION[28]))))

    assert first == (0,) * 3 + (1,) * 25
