"""Rules become gates: the words of a charter, one by one."""

import pytest

from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game


def charter(rule, **sections) -> Organisation:
    """A board of four with one seat vacant, a patron, and a staff of ten, four of them a bloc."""
    return Organisation.model_validate(
        {
            "name": "A club",
            "parties": {
                "ann": {}, "bob": {}, "cas": {}, "patron": {"kind": "organisation"},
                "staff": {"kind": "group", "count": 10},
                "union": {"kind": "group", "count": 4, "part_of": "staff", "as": "bloc"},
            },
            "bodies": {
                "board": {"seats": {"a": {"holder": "ann"}, "b": {"holder": "bob"},
                                    "c": {"holder": "cas"}, "d": {}}},
                "meeting": {"voters": {"staff": 1, "patron": 5}},
                "chief": {"kind": "office", "seats": {"seat": {"holder": "ann"}}},
            },
            "decisions": {"act": {"subject": "chief", "rule": rule}},
            **sections,
        }
    )  # fmt: skip


def winners(organisation: Organisation) -> set[str]:
    """The minimal coalitions, each as a text: ``ann bob`` or ``5 staff``."""
    found = decision_game(organisation, "act")
    return {
        " ".join(
            sorted(
                player.name if player.size == 1 else f"{n} {player.name}"
                for n, player in zip(profile, found.players, strict=True)
                if n
            )
        )
        for profile in minimal_winning(found.game)
    }


PAIRS = {"ann bob", "ann cas", "bob cas"}


@pytest.mark.parametrize(
    ("rule", "passes"),
    [
        ({"more_than": "1/2", "of": "in_office"}, PAIRS),
        ({"more_than": "1/2", "of": "cast"}, PAIRS),
        ({"more_than": "1/2", "of": "size"}, {"ann bob cas"}),  # three of four, one vacant
        ({"at_least": "1/2", "of": "size"}, PAIRS),
        ({"at_least": "2/3", "of": "present"}, PAIRS),
        ({"more_than": "2/3", "of": "outstanding"}, {"ann bob cas"}),
        ({"at_least": 1}, {"ann", "bob", "cas"}),
        ({"at_least": 0}, {"ann", "bob", "cas"}),  # nothing passes without a vote
        ({"at_least": 4}, set()),
        ({"more_than": "1/2", "of": "in_office", "exclude": "subject"}, {"bob cas"}),
        ({"more_than": "1/2", "of": "entitled", "exclude": "subject"}, {"bob cas"}),
        ({"at_least": "1/2", "of": "entitled", "exclude": "subject"}, {"bob cas"}),
        ({"at_least": "1/2", "of": "in_office", "exclude": "subject"}, {"bob", "cas"}),
        ({"at_least": 1, "quorum": {"more_than": "1/2", "of": "size"}}, {"ann bob cas"}),
        ({"at_least": 1, "exclude": "ann", "quorum": {"at_least": 3}}, set()),
    ],
)
def test_a_vote_passes_with_so_many_of_its_votes(rule, passes):
    assert winners(charter({"vote": "board", **rule})) == passes


def test_one_who_may_not_vote_can_be_counted_for_the_quorum():
    rule = {"vote": "board", "at_least": 1, "exclude": "ann",
            "quorum": {"at_least": 2, "excluded_count": True}}  # fmt: skip

    assert winners(charter(rule)) == {"bob cas", "ann bob", "ann cas"}


def test_a_bloc_votes_with_all_its_heads_and_the_rest_of_its_group_one_by_one():
    rule = {"vote": "meeting", "more_than": "1/2", "of": "in_office"}

    assert winners(charter(rule)) == {"4 staff union", "3 staff patron", "patron union"}


def test_a_part_that_may_not_vote_is_taken_out_of_its_group():
    """Four of the ten and the patron's five are out: of six, four are more than half."""
    rule = {"vote": "meeting", "more_than": "1/2", "of": "in_office"}

    assert winners(charter(rule | {"exclude": ["union", "patron"]})) == {"4 staff"}


def test_a_group_that_may_not_vote_takes_all_its_parts_with_it():
    rule = {"vote": "meeting", "more_than": "1/2", "of": "in_office", "exclude": "staff"}

    assert winners(charter(rule)) == {"patron"}


def test_a_consent_is_a_veto_and_several_are_several():
    rule = {"all_of": [{"consent": "patron"}, {"vote": "board", "at_least": 2}]}

    assert winners(charter(rule)) == {f"{pair} patron" for pair in PAIRS}
    assert winners(charter({"consent": ["patron", "bob"]})) == {"bob patron"}


def test_a_vacant_seat_consents_to_nothing():
    assert winners(charter({"consent": "board.d"})) == set()
    assert winners(charter({"consent": ["board.a", "board.b"]})) == {"ann bob"}


def test_whoever_holds_an_office_consents_for_it():
    assert winners(charter({"consent": "chief.seat"})) == {"ann"}


@pytest.mark.parametrize(("number", "passes"), [(1, {"ann", "bob", "cas"}), (2, PAIRS)])
def test_some_of_several_rules_are_enough(number, passes):
    rules = [{"consent": name} for name in ("ann", "bob", "cas")]

    assert winners(charter({"some_of": rules, "at_least": number})) == passes


def test_a_coalition_has_to_be_sure_of_one_route():
    """If bob comes, the quorum is met, and if not, ann is all who are present: no way is sure."""
    routes = [
        {"vote": "pair", "at_least": 1, "quorum": {"at_least": 2}},
        {"vote": "pair", "more_than": "1/2", "of": "cast"},
    ]
    club = charter({"any_of": routes}, bodies={
        "pair": {"voters": {"ann": 1, "bob": 1}},
        "chief": {"seats": {"seat": {"holder": "ann"}}},
    })  # fmt: skip

    assert winners(club) == {"ann bob"}


def test_a_named_rule_is_about_the_seat_of_the_decision_that_uses_it():
    rule = {"vote": "board", "more_than": "1/2", "of": "in_office", "exclude": "subject"}

    assert winners(charter("ordinary", rules={"ordinary": rule})) == {"bob cas"}


def test_another_decision_is_about_its_own_seat():
    recused = {"vote": "board", "more_than": "1/2", "of": "in_office", "exclude": "subject"}
    decisions = {
        "act": {"subject": "chief", "rule": {"decision": "expel-bob"}},
        "expel-bob": {"subject": "board.b", "rule": recused},
    }

    assert winners(charter("", decisions=decisions)) == {"ann cas"}


def test_a_decision_that_waits_for_itself_is_refused():
    with pytest.raises(ValueError, match="it cannot wait for itself: decision act"):
        decision_game(charter({"all_of": [{"decision": "act"}]}), "act")


def test_a_rule_that_contains_itself_is_refused():
    with pytest.raises(ValueError, match="it cannot wait for itself: decision act -> rule r"):
        decision_game(charter("r", rules={"r": {"any_of": ["r"]}}), "act")


def test_a_decision_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="dissolve"):
        decision_game(charter({"consent": "ann"}), "dissolve")


def test_the_footing_has_what_was_looked_at_and_nothing_else():
    rule = {"vote": "board", "more_than": "1/2", "of": "in_office"}

    assert decision_game(charter(rule), "act").footing == {
        "decisions.act", "bodies.board", "parties.ann", "parties.bob", "parties.cas",
    }  # fmt: skip
