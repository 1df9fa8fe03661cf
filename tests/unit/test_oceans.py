"""Oceans: the question, and the edges of the games it asks."""

from fractions import Fraction

import pytest

from kingmaker.analyses import UnknownName
from kingmaker.analyses.oceans import oceans
from kingmaker.engine.counting.swings import swings
from kingmaker.engine.games.diagrams import TooLarge
from kingmaker.engine.power import ocean as engine
from kingmaker.engine.power.indices import banzhaf
from kingmaker.engine.power.ocean import Atoms, OceanicGame, oceanic_banzhaf, oceanic_shapley
from kingmaker.files import load
from kingmaker.model import Organisation
from kingmaker.translate.oceans import oceanic_vote

HALF = Fraction(1, 2)


def company(rule=None, **voters):
    rule = rule or {"more_than": "1/2", "of": "outstanding"}
    return Organisation.model_validate(
        {
            "kingmaker": 1, "name": "A company",
            "parties": {
                "ann": {}, "bob": {}, "fund": {"kind": "organisation"},
                "public": {"kind": "group", "count": 1000},
            },
            "bodies": {"meeting": {"voters": voters or {"ann": 200, "bob": 200, "public": "0.6"}}},
            "decisions": {"main": {"rule": {"vote": "meeting", **rule}}},
        }
    )  # fmt: skip


def test_two_fifths_of_two_and_an_ocean_are_two_ninths_each():
    found = oceans(company(), "main")

    assert [(row.voter, row.shapley) for row in found.rows] == [
        ("ann", Fraction(2, 9)), ("bob", Fraction(2, 9)),
    ]  # fmt: skip
    assert found.rows[0].share == Fraction(1, 5)
    assert found.rows[0].per_share == Fraction(10, 9)
    assert abs(found.rows[0].finite - Fraction(2, 9)) < Fraction(1, 500)
    (sea,) = found.part("ocean").rows
    assert (sea.holders, sea.share, sea.shapley) == (1000, Fraction(3, 5), Fraction(5, 9))
    assert sea.largest == Fraction(3, 5000)


def test_one_who_stands_for_many_is_the_ocean_if_it_is_named():
    found = oceans(load("alphabet"), "elect-board", ocean=("public",))

    # the others have 470 of 768 million votes
    assert found.part("ocean").rows[0].share == Fraction(298, 768)
    assert sum(row.shapley for row in found.rows) + found.part("ocean").rows[0].shapley == 1
    assert {row.voter: row.finite for row in found.rows}["schmidt"] == 0
    assert all(row.shapley > 0 for row in found.rows)


def test_with_a_group_all_its_parts_are_in_the_ocean():
    parted = company(ann=1, bob=1).model_dump(by_alias=True, exclude_unset=True)
    parted["parties"]["family"] = {"kind": "group"}
    parted["parties"]["bob"] = {"part_of": "family"}
    vote = oceanic_vote(Organisation.model_validate(parted), "main", Fraction(0), ("family",))

    assert [h.party for h in vote.large] == ["ann"]
    assert [h.party for h in vote.small] == ["bob"]


@pytest.mark.parametrize(
    ("rule", "quota"),
    [
        ({"more_than": "1/2", "of": "outstanding"}, 500),
        ({"at_least": "2/3", "of": "cast"}, Fraction(2000, 3)),
        ({"at_least": 700}, 700),
        ({"method": "plurality"}, 500),
        (
            {
                "more_than": "1/4",
                "of": "cast",
                "quorum": {"at_least": "40%", "of": "outstanding"},
            },
            400,
        ),
        ({"more_than": "1/2", "of": "cast", "quorum": {"at_least": 10}}, 500),
    ],
)  # fmt: skip
def test_the_quota_is_what_it_takes_whatever_the_others_do(rule, quota):
    assert oceanic_vote(company(rule), "main", Fraction(1, 100)).game.quota == quota


def test_a_ballot_taken_as_given_is_no_atom_and_moves_the_quota():
    given = company().model_copy(update={"ballots": {"ann": "for"}})
    vote = oceanic_vote(given, "main", Fraction(1, 100))

    assert [holder.party for holder in vote.large] == ["bob"]
    assert vote.game.quota == 300


@pytest.mark.parametrize(("more", "power"), [(True, 0), (False, Fraction(1, 3))])
def test_everybody_is_all_it_can_take(more, power):
    """More than everything is never reached; everything is, by three together."""
    word = "more_than" if more else "at_least"
    org = company({word: "1", "of": "outstanding"}, ann=1, bob=1, fund=1)
    found = oceans(org, "main")

    assert [row.shapley for row in found.rows] == [row.finite for row in found.rows] == [power] * 3
    assert found.part("ocean").rows == ()


def test_without_an_ocean_half_is_not_more_than_half():
    found = oceans(company(ann=1, bob=1), "main")

    assert [row.shapley for row in found.rows] == [HALF, HALF]
    assert "Nobody has less than 1% of the votes" in found.notes[0]


def test_where_all_are_small_there_is_only_the_ocean():
    found = oceans(company(public="1"), "main")

    assert found.rows == ()
    assert found.part("ocean").rows[0].shapley == 1


def test_what_is_no_single_weighted_vote_says_so():
    for case, decision, why in (
        ("un-security-council", "substantive", "more than one vote of one body, or a consent"),
        ("cumulative-voting", "elect-one", "spread over candidates"),
    ):
        found = oceans(load(case), decision)
        assert found.rows == ()
        assert why in found.notes[-1]


@pytest.mark.parametrize("below", ["3", "a little", "-1%"])
def test_a_part_that_is_none_is_refused(below):
    with pytest.raises(UnknownName, match="such as 1%"):
        oceans(company(), "main", below=below)


def test_of_an_ocean_half_is_for_it():
    """That leaves 15 of 100 votes to find: the larger one has them, the smaller has not."""
    atoms = (Atoms(Fraction(1, 5)), Atoms(Fraction(1, 10)))
    game = OceanicGame(HALF, atoms, Fraction(7, 10))

    assert oceanic_banzhaf(game) == (1, 0)
    finite = banzhaf(swings(game.finite(1000)))
    assert abs(finite[0] - 1) < Fraction(1, 20)


def test_where_half_an_ocean_makes_a_tie_chance_breaks_it():
    game = OceanicGame(HALF, (Atoms(Fraction(1, 5)), Atoms(Fraction(1, 5))), Fraction(3, 5))
    near = banzhaf(swings(game.finite(401)))[0]

    assert oceanic_banzhaf(game) == (HALF, HALF)
    assert abs(near - HALF) < Fraction(1, 20)


def test_who_weighs_less_than_nothing_is_no_atom():
    with pytest.raises(ValueError, match="cannot be negative"):
        Atoms(Fraction(-1))
    with pytest.raises(ValueError, match="cannot be negative"):
        OceanicGame(HALF, (), Fraction(-1))
    with pytest.raises(ValueError, match="at least one member"):
        Atoms(HALF, 0)


def test_an_ocean_alone_has_all_the_power():
    assert oceanic_shapley(OceanicGame(HALF, (), Fraction(1))).ocean == 1
    assert oceanic_banzhaf(OceanicGame(HALF, (), Fraction(1))) == ()


def test_atoms_with_too_many_coalitions_are_refused(monkeypatch):
    monkeypatch.setattr(engine, "MOST_WORK", 1000)
    atoms = tuple(Atoms(Fraction(1, 10) + Fraction(1, 2**k)) for k in range(10))

    with pytest.raises(TooLarge, match="count more of them as small holders"):
        oceanic_shapley(OceanicGame(HALF, atoms, HALF))


def test_many_equal_atoms_are_no_more_work_than_one():
    """Forty of 1 percent each and an ocean: the measure of one is as good as proportional."""
    power = oceanic_shapley(OceanicGame(HALF, (Atoms(Fraction(1, 100), 40),), Fraction(3, 5)))

    assert abs(power.atoms[0] - Fraction(1, 100)) < Fraction(1, 1000)
