"""Needs become gates: what stops, and what keeps going."""

from fractions import Fraction

import pytest

from kingmaker.engine.games.minimal import minimal_blocking
from kingmaker.model import Organisation
from kingmaker.translate.survival import Crowd, effective_game, survival_game


def laboratory(*needs: tuple[str, object], **sections) -> Organisation:
    """A laboratory with who needs what from whom."""
    return Organisation.model_validate(
        {
            "name": "A laboratory",
            "parties": {
                "lab": {"kind": "organisation"}, "cloud": {"kind": "organisation"},
                "rival": {"kind": "organisation"}, "fund": {"kind": "organisation"},
                "ann": {}, "bob": {},
                "staff": {"kind": "group", "count": 10},
                "signers": {"kind": "group", "count": 6, "part_of": "staff", "as": "bloc"},
            },
            "products": {"model": {"of": "lab"}, "app": {"of": "cloud"}},
            "bodies": {"board": {"of": "lab", "voters": {"ann": 1, "bob": 1}}},
            "decisions": {"act": {"rule": {"vote": "board", "at_least": 2}}},
            "needs": {f"n{i}": {"who": who, "from": supply}
                      for i, (who, supply) in enumerate(needs)},
            **sections,
        }
    )  # fmt: skip


def stops(organisation: Organisation, who: str) -> set[str]:
    """The smallest departures that stop one, each as a text: ``cloud rival`` or ``5 staff``."""
    found = survival_game(organisation, who)
    return {
        " ".join(
            sorted(
                player.name if player.size == 1 else f"{n} {player.name}"
                for n, player in zip(profile, found.players, strict=True)
                if n
            )
        )
        for profile in minimal_blocking(found.game)
    }


@pytest.mark.parametrize(
    ("supply", "cuts"),
    [
        ("cloud", {"cloud"}),
        ({"any_of": ["cloud", "rival"]}, {"cloud rival"}),
        ({"all_of": ["cloud", "rival"]}, {"cloud", "rival"}),
        ({"some_of": ["cloud", "rival", "fund"], "at_least": 2},
         {"cloud rival", "cloud fund", "fund rival"}),
        ({"people_of": "staff", "at_least": "1/2"}, {"signers"}),
        ({"people_of": "staff", "at_least": 4}, {"1 staff signers"}),
        ({"people_of": "staff", "more_than": "4/5"}, {"signers", "2 staff"}),
    ],
)  # fmt: skip
def test_one_stops_without_all_who_could_meet_a_need(supply, cuts):
    assert stops(laboratory(("lab", supply)), "lab") == cuts


def test_who_has_no_needs_is_stopped_by_nobody():
    assert stops(laboratory(), "lab") == set()


def test_what_stops_a_supplier_stops_whom_it_supplies():
    chain = laboratory(("lab", "cloud"), ("cloud", "fund"))

    assert stops(chain, "lab") == {"cloud", "fund"}


def test_a_product_stops_when_its_maker_leaves_or_its_own_needs_are_not_met():
    assert stops(laboratory(("model", "cloud")), "model") == {"lab", "cloud"}


def test_a_product_goes_on_while_its_maker_stays_whatever_the_maker_needs():
    assert stops(laboratory(("lab", "fund"), ("app", "model")), "app") == {"cloud", "lab"}


def test_those_who_support_one_another_in_a_circle_keep_each_other_going():
    circle = laboratory(("lab", "cloud"), ("cloud", "rival"), ("rival", "lab"))

    assert stops(circle, "lab") == {"lab", "cloud", "rival"}


def test_a_circle_falls_with_what_it_needs_from_outside():
    circle = laboratory(("lab", "cloud"), ("cloud", "lab"), ("cloud", "fund"))

    assert "fund" in stops(circle, "lab")


def test_an_organisation_has_to_last_if_the_deciding_one_controls_it():
    held = {"1": {"holder": "lab", "in": "cloud", "right": "control"}}
    needs = (("cloud", "fund"), ("rival", "fund"))

    assert effective_game(laboratory(*needs, holdings=held), "act").works == ("cloud",)
    assert effective_game(laboratory(*needs), "act").works == ()


@pytest.mark.parametrize(("share", "works"), [("51%", ("cloud",)), ("1/2", ())])
def test_more_than_half_of_the_votes_is_control_and_half_is_not(share, works):
    held = {"1": {"holder": "lab", "in": "cloud", "right": "votes", "share": share}}

    assert effective_game(laboratory(("cloud", "fund"), holdings=held), "act").works == works


def test_a_supplier_of_two_things_is_one_player_or_one_for_each():
    both = laboratory(("lab", "cloud"), ("lab", {"any_of": ["cloud", "fund"]}))
    names = [p.name for p in effective_game(both, "act").effective.players]
    apart = [p.name for p in effective_game(both, "act", by_need=True).effective.players]

    assert names == ["ann", "bob", "cloud", "fund"]
    assert apart == ["ann", "bob", "cloud:n0", "cloud:n1", "fund:n1"]


def test_who_votes_and_supplies_is_one_player():
    found = effective_game(laboratory(("lab", "ann")), "act")

    assert [player.name for player in found.effective.players] == ["ann", "bob"]


def test_a_crowd_is_told_with_its_parts():
    found = effective_game(laboratory(("lab", {"people_of": "staff", "at_least": "1/2"})), "act")

    assert found.crowds == (
        Crowd(
            "lab",
            "n0",
            "staff",
            5,
            Fraction(1, 2),
            False,
            10,
            (("signers", 6, True), ("staff", 4, False)),
        ),
    )


def test_the_formal_game_does_not_rest_on_the_needs():
    found = effective_game(laboratory(("lab", "cloud")), "act")

    assert not any(fact.startswith("needs") for fact in found.formal.footing)
    assert {"needs.*.who", "needs.n0", "parties.cloud"} <= found.effective.footing


def test_who_has_to_last_rests_on_every_holder_and_on_what_the_owner_holds():
    held = {
        "own": {"holder": "lab", "in": "cloud", "right": "control"},
        "other": {"holder": "fund", "in": "rival", "right": "control"},
    }
    found = effective_game(laboratory(("cloud", "fund"), holdings=held), "act").effective

    assert {"holdings.*.holder", "holdings.own"} <= found.footing
    assert "holdings.other" not in found.footing
