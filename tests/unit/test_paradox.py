"""The no-show paradox: it is found where staying away opposes better than voting against."""

import pytest

from kingmaker.model import Organisation
from kingmaker.translate.paradox import paradoxes

HALF_THERE = {"more_than": "1/2", "of": "size"}


def board(rule, people=5, **sections) -> Organisation:
    """A board of five with one vote each; further sections of the case."""
    names = [f"p{n}" for n in range(1, people + 1)]
    return Organisation.model_validate(
        {
            "name": "A board",
            "parties": {key: {} for key in names} | sections.pop("parties", {}),
            "bodies": {"board": {"seats": {n: {"holder": n} for n in names}}},
            "decisions": {"act": {"rule": {"vote": "board", **rule}}},
            **sections,
        }
    )


def shown(organisation, decision="act"):
    """The witness: who votes for, and who against."""
    (found,) = paradoxes(organisation, decision)
    assert found.witness is not None
    favour = {voter.parties[0]: number for voter, number in found.witness.favour}
    return favour, found.witness.against.parties[0]


def test_an_opponent_who_comes_makes_the_quorum():
    """Three of five have to come; two for and one against pass, and two alone are too few."""
    rule = {"more_than": "1/2", "of": "present", "quorum": HALF_THERE}

    favour, against = shown(board(rule))

    assert len(favour) == 2
    assert against not in favour


@pytest.mark.parametrize(
    "rule",
    [
        {"more_than": "1/2", "of": "present"},
        {"more_than": "1/2", "of": "in_office", "quorum": HALF_THERE},
        {"more_than": "1/2", "of": "cast", "quorum": HALF_THERE | {"counting": ["for"]}},
        {
            "more_than": "1/2",
            "of": "cast",
            "quorum": HALF_THERE | {"counting": ["for", "abstain"]},
        },
        {"at_least": "1", "of": "cast", "quorum": {"at_least": 2}},
    ],
)
def test_it_does_not_happen_where_votes_against_do_not_help(rule):
    assert paradoxes(board(rule), "act") == ()


def test_what_is_taken_as_given_can_make_it_happen_or_not():
    rule = {"more_than": "1/2", "of": "present", "quorum": HALF_THERE}
    case = board(rule)

    for ballots, number in [
        ({"p1": "for", "p2": "for"}, 1),
        ({"p1": "for", "p2": "for", "p3": "for"}, 0),
    ]:
        assumed = case.model_copy(update={"ballots": ballots})
        assert len(paradoxes(assumed, "act")) == number


def test_a_tie_that_the_casting_vote_breaks_counts_too():
    """Of two who have to come, one for and one against: the chair decides for it."""
    rule = {"more_than": "1/2", "of": "cast", "quorum": {"at_least": 2}, "casting_vote": "chair"}
    case = board(rule, people=2, parties={"chair": {}})

    (found,) = paradoxes(case, "act")

    assert found.witness is not None
    assert found.witness.casting


def test_members_of_a_group_are_counted_and_not_listed():
    """Of 435, 218 have to come: 217 for and one against pass."""
    case = Organisation.model_validate(
        {
            "name": "A house",
            "parties": {"members": {"kind": "group", "count": 435}},
            "bodies": {"house": {"voters": {"members": 1}}},
            "decisions": {"act": {"rule": {
                "vote": "house", "more_than": "1/2", "of": "cast",
                "quorum": {"more_than": "1/2", "of": "outstanding"},
            }}},
        }
    )  # fmt: skip

    assert shown(case) == ({"members": 217}, "members")


def test_whose_votes_are_directed_come_and_stay_away_together():
    """Ann directs Bob; if she stays away, so does he."""
    case = Organisation.model_validate(
        {
            "name": "A pair and one",
            "parties": {"ann": {}, "bob": {"votes_by": {"consent": "ann"}}, "cas": {}},
            "bodies": {"board": {"voters": {"ann": 1, "bob": 1, "cas": 3}}},
            "decisions": {"act": {"rule": {
                "vote": "board", "more_than": "1/2", "of": "cast", "quorum": {"at_least": 5},
            }}},
        }
    )  # fmt: skip

    (found,) = paradoxes(case, "act")

    assert found.witness is not None
    assert found.witness.against.parties == ("ann", "bob")
    assert [voter.parties for voter, _ in found.witness.favour] == [("cas",)]


def test_too_many_sums_are_left_open():
    """Thirty holders of shares that are powers of two have a billion sums."""
    names = [f"p{n}" for n in range(30)]
    case = Organisation.model_validate(
        {
            "name": "Powers of two",
            "parties": {key: {} for key in names},
            "bodies": {"meeting": {"voters": {name: 2**n for n, name in enumerate(names)}}},
            "decisions": {"act": {"rule": {
                "vote": "meeting", "at_least": "99%", "of": "cast",
                "quorum": {"more_than": "1/2", "of": "outstanding"},
            }}},
        }
    )  # fmt: skip

    (found,) = paradoxes(case, "act")

    assert found.witness is None


def test_votes_inside_a_rule_are_all_looked_at():
    rule = {"more_than": "1/2", "of": "present", "quorum": HALF_THERE}
    case = board(rule, rules={"again": {"vote": "board", **rule}})
    both = {"all_of": ["again", {"unless": {"decision": "act"}}]}
    case = Organisation.model_validate(
        {**case.model_dump(by_alias=True, exclude_defaults=True),
         "decisions": {"act": {"rule": {"vote": "board", **rule}}, "both": {"rule": both}}}
    )  # fmt: skip

    assert [found.poll.path for found in paradoxes(case, "both")] == [
        "rules.again", "decisions.act.rule",
    ]  # fmt: skip
