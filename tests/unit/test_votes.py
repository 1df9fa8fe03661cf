"""Votes, word by word, with numbers that can be checked by hand."""

from typing import Any

import pytest

from kingmaker.engine.games.minimal import minimal_winning
from kingmaker.model import Organisation
from kingmaker.translate.decisions import decision_game

FOUR = {"ann": 4, "bob": 3, "cas": 2, "dot": 1}  # ten votes


def charter(
    rule: Any, voters: dict[str, Any] | None = None, *, taken: dict[str, str] | None = None,
    parties: dict[str, Any] | None = None, **sections: Any,
) -> Organisation:  # fmt: skip
    """A meeting of four with ten votes, and a chair who has none."""
    tree = {
        "name": "A club",
        "parties": {
            "chair": {},
            **{name: {} for name in FOUR},
            **(parties or {}),
        },
        "bodies": {"meeting": {"kind": "meeting", "voters": voters or FOUR}},
        "decisions": {"act": {"rule": rule}},
        **sections,
    }
    return Organisation.model_validate(tree).model_copy(update={"ballots": taken or {}})


def winners(organisation: Organisation, *, unopposed: bool = False) -> set[str]:
    """The minimal coalitions, each as a text: ``ann bob``; of a group with the number of heads."""
    found = decision_game(organisation, "act", unopposed=unopposed)
    names = [(p.party, p.size) for p in found.players]
    return {
        " ".join(
            sorted(
                name if size == 1 else f"{n} {name}"
                for n, (name, size) in zip(profile, names, strict=True)
                if n
            )
        )
        for profile in minimal_winning(found.game)
    }


def vote(**words: Any) -> dict[str, Any]:
    return {"vote": "meeting", **words}


HALF = {"more_than": "1/2", "of": "cast"}


@pytest.mark.parametrize(
    ("of", "passes"),
    [
        # dot's vote is neither for nor against: of nine votes cast it takes five
        ("cast", {"ann bob", "ann cas", "bob cas"}),
        # whoever is there counts, so it takes six of ten all the same
        ("present", {"ann bob", "ann cas"}),
        ("in_office", {"ann bob", "ann cas"}),
        ("outstanding", {"ann bob", "ann cas"}),
        ("entitled", {"ann bob", "ann cas"}),
        ("size", {"ann bob", "ann cas"}),
    ],
)
def test_an_abstention_is_like_a_no_unless_votes_cast_are_what_counts(of, passes):
    assert winners(charter(vote(more_than="1/2", of=of), taken={"dot": "abstain"})) == passes


@pytest.mark.parametrize(
    ("of", "passes"),
    [
        ("cast", {"ann bob", "ann cas", "bob cas"}),
        ("present", {"ann bob", "ann cas", "bob cas"}),  # five of the nine who are there
        ("in_office", {"ann bob", "ann cas"}),
        ("outstanding", {"ann bob", "ann cas"}),
    ],
)
def test_absence_is_like_a_no_where_all_who_may_vote_are_what_counts(of, passes):
    assert winners(charter(vote(more_than="1/2", of=of), taken={"dot": "absent"})) == passes


def test_a_vacant_seat_counts_in_the_size_and_nowhere_else():
    seats = {"a": {"holder": "ann"}, "b": {"holder": "bob"}, "c": {}, "d": {}}
    bodies = {"meeting": {"seats": seats}}

    assert winners(charter(vote(at_least="1/2", of="size"), bodies=bodies)) == {"ann bob"}
    assert winners(charter(vote(at_least="1/2", of="in_office"), bodies=bodies)) == {"ann", "bob"}


def test_one_who_may_not_vote_counts_among_those_entitled():
    """Without ann's four there are six votes; half of those entitled are five of them."""
    rule = vote(at_least="1/2", exclude=["ann"])

    assert winners(charter(rule | {"of": "entitled"})) == {"bob cas"}
    assert winners(charter(rule | {"of": "in_office"})) == {"bob", "cas dot"}


def test_a_number_of_votes_is_a_number_of_votes():
    assert winners(charter(vote(at_least=7))) == {"ann bob", "ann cas dot"}


def test_a_casting_vote_decides_at_fifty_to_fifty_and_only_then():
    fifty = {"ann": 50, "bob": 50}
    rule = vote(**HALF, casting_vote="ann")

    assert winners(charter(vote(**HALF), fifty)) == {"ann bob"}
    assert winners(charter(rule, fifty)) == {"ann"}
    assert winners(charter(rule, {"ann": 49, "bob": 51})) == {"bob"}


def test_a_casting_vote_may_be_that_of_one_who_is_not_of_the_body():
    """A vice president and a senate of a hundred."""
    parties = {"senators": {"kind": "group", "count": 100}}
    senate = charter(vote(**HALF, casting_vote="chair"), {"senators": 1}, parties=parties)

    assert winners(senate) == {"50 senators chair", "51 senators"}


def test_nobody_is_carried_by_a_casting_vote_alone():
    """Where nobody votes, no are as many as yes, and nothing is decided."""
    everyone_away = dict.fromkeys(FOUR, "absent")
    rule = vote(**HALF, casting_vote="chair")

    assert winners(charter(rule, taken=everyone_away)) == set()
    assert winners(charter({"unless": rule}, taken=everyone_away)) == {""}


def test_a_cap_takes_votes_from_the_largest():
    """Of 90.3 votes nobody counts for more than a fifth, 18.06: then 18.06, 18.06 and 17."""
    voters = {"ann": "53.3", "bob": 20, "cas": 17}
    bodies = {"meeting": {"voters": voters, "cap": "20%"}}

    assert winners(charter(vote(**HALF), voters)) == {"ann"}
    assert winners(charter(vote(**HALF), bodies=bodies)) == {"ann bob", "ann cas", "bob cas"}


def test_a_cap_is_a_share_of_the_votes_of_all_members_of_a_group():
    """Staff of ten with a vote each and ann with ten: at most a fifth of twenty is four of 14."""
    parties = {"staff": {"kind": "group", "count": 10}}
    bodies = {"meeting": {"voters": {"staff": 1, "ann": 10}, "cap": "20%"}}
    capped = charter(vote(**HALF), parties=parties, bodies=bodies)

    assert winners(capped) == {"4 staff ann", "8 staff"}


def test_a_cap_is_on_each_of_many_shareholders_and_not_on_all_of_them_together():
    """Ten small holders have 6 shares each of 100 and keep them; ann's 40 count as 20."""
    capped = charter(
        vote(**HALF),
        parties={"many": {"kind": "group", "count": 10}},
        classes={"common": {}},
        holdings={
            "1": {"holder": "ann", "class": "common", "shares": 40},
            "2": {"holder": "many", "class": "common", "shares": 60},
        },
        bodies={"meeting": {"classes": ["common"], "cap": "20%"}},
    )

    assert winners(capped) == {"4 many ann", "7 many"}  # of 80: 44 and 42


def test_votes_are_shares_times_the_votes_of_their_class():
    """Ten votes a share: 20 shares are 200 of 280 votes, and 80 shares of the other class 80."""
    two = charter(
        vote(**HALF),
        classes={"A": {"votes": 1}, "B": {"votes": 10}},
        holdings={
            "1": {"holder": "ann", "class": "B", "shares": 20},
            "2": {"holder": "bob", "class": "A", "shares": 80},
        },
        bodies={"meeting": {"classes": ["A", "B"]}},
    )

    assert winners(two) == {"ann"}


def test_whoever_holds_shares_counts_once_by_heads():
    """Ann has more shares than the ten others together, and one head of eleven."""
    heads = charter(
        vote(**HALF, weigh="heads"),
        parties={"many": {"kind": "group", "count": 10}},
        classes={"common": {}},
        holdings={
            "1": {"holder": "ann", "class": "common", "shares": 90},
            "2": {"holder": "many", "class": "common", "shares": 10},
        },
        bodies={"meeting": {"classes": ["common"]}},
    )

    assert winners(heads) == {"6 many", "5 many ann"}


def test_a_column_of_votes_is_chosen_and_heads_are_one_each():
    voters = {
        "ann": {"people": 60, "land": 1}, "bob": {"people": 30, "land": 1},
        "cas": {"people": 10, "land": 8},
    }  # fmt: skip
    people, land = vote(**HALF, weigh="people"), vote(**HALF, weigh="land")

    assert winners(charter(people, voters)) == {"ann"}
    assert winners(charter(land, voters)) == {"cas"}
    assert winners(charter({"all_of": [people, land]}, voters)) == {"ann cas"}
    assert winners(charter(vote(**HALF, weigh="heads"), voters)) == {
        "ann bob", "ann cas", "bob cas",
    }  # fmt: skip


SEVEN = {"method": "cumulative", "seats": 7}


@pytest.mark.parametrize(
    ("shares", "win", "sure"),
    [(12_500, 1, False), (12_501, 1, True), (50_000, 4, False), (50_001, 4, True)],
)
def test_an_eighth_and_one_more_elect_one_of_seven(shares, win, sure):
    """12,500 × 7 votes on one are 87,500; the others' 87,500 × 7 on seven are as many each."""
    voters = {"ann": shares, "bob": 100_000 - shares}

    assert ("ann" in winners(charter(vote(**SEVEN, win=win), voters))) == sure


def test_two_shares_of_five_do_not_elect_three_of_seven_though_the_formula_says_so():
    """14 votes on three leave one with 4, and 21 on five give each 4; yet 2/5 is over 3/8."""
    voters = {"ann": 2, "bob": 3}

    assert winners(charter(vote(**SEVEN, win=3), voters)) == {"bob"}
    assert "ann" in winners(charter(vote(more_than="3/8", of="cast"), voters))


def test_whoever_objects_by_cumulative_votes_has_whole_votes_too():
    """Ann's two shares of five do not elect three of seven, so they do not object in time."""
    rule = {"unless": vote(**SEVEN, win=3)}

    assert winners(charter(rule, {"ann": 2, "bob": 3})) == {"bob"}


def test_those_who_stay_away_give_no_candidate_votes():
    """Ann's two votes go to two candidates of two; nobody else gets any."""
    rule = vote(method="cumulative", seats=2, win=2)

    assert winners(charter(rule, {"ann": 1, "bob": 1}), unopposed=True) == {"ann", "bob"}


def test_plurality_is_more_than_half_of_what_is_cast():
    """With cas away, three of six is a tie, and four are sure."""
    rule = vote(method="plurality")
    voters = {"ann": 3, "bob": 2, "cas": 3, "dot": 1}

    assert winners(charter(rule, voters, taken={"cas": "absent"})) == {"ann bob", "ann dot"}


QUORUM = {"at_least": "1/2", "of": "in_office"}  # five of ten


def test_a_quorum_counts_the_ballots_it_says():
    """Dot and cas vote against: three votes against them pass, if enough take part."""
    rule = vote(at_least="1/3", of="cast")
    against = {"ann": "absent", "cas": "against"}

    def with_quorum(*counting):
        return winners(charter(rule | {"quorum": {**QUORUM, "counting": counting}}, taken=against))

    assert with_quorum("for", "against", "abstain") == {"bob"}
    assert with_quorum("for", "abstain") == set()
    abstains = {"ann": "absent", "cas": "abstain"}
    counted = {**QUORUM, "counting": ["for", "abstain"]}
    assert winners(charter(rule | {"quorum": counted}, taken=abstains)) == {"bob"}
    counted = {**QUORUM, "counting": ["for"]}
    assert winners(charter(rule | {"quorum": counted}, taken=abstains)) == set()


def test_one_who_may_not_vote_can_make_up_the_quorum():
    """Ann's four and dot's one are five; without ann nobody gets there but all the rest."""
    quorum = {"at_least": "1/2", "of": "entitled"}
    rule = vote(at_least=1, exclude=["ann"])

    assert winners(charter(rule | {"quorum": quorum})) == {"bob cas"}
    counted = {**quorum, "excluded_count": True}
    assert winners(charter(rule | {"quorum": counted})) == {
        "bob cas",
        *(f"ann {n}" for n in ("bob", "cas", "dot")),
    }


def test_a_director_whose_shares_count_three_times_cannot_be_removed():
    """Bushell v Faith: 300 shares, 100 each; on a removal those of the director count as 300."""
    bodies = {
        "meeting": {"voters": {"faith": 100, "bushell": 100, "bayne": 100}},
        "board": {"seats": {"faith": {"holder": "faith"}}},
    }
    plain, weighted = (
        charter(
            "",
            parties={"faith": {}, "bushell": {}, "bayne": {}},
            bodies=bodies,
            decisions={"act": {"subject": "board.faith", "rule": vote(**HALF, **more)}},
        )
        for more in ({}, {"multiply": {"of": "subject", "by": 3}})
    )

    assert "bayne bushell" in winners(plain)
    assert winners(weighted) == {"faith"}


def test_consent_is_asked_and_silence_is_no_objection():
    silent, against = {"ann": "abstain"}, {"ann": "against"}

    assert winners(charter({"consent": "ann"})) == {"ann"}
    assert winners(charter({"no_objection": "ann"})) == {"ann"}
    assert winners(charter({"consent": "ann"}, taken=silent)) == set()
    assert winners(charter({"no_objection": "ann"}, taken=silent)) == {""}
    assert winners(charter({"no_objection": "ann"}, taken=against)) == set()
    assert winners(charter({"no_objection": "ann"}), unopposed=True) == {""}


def test_unless_another_rule_is_met_by_those_against():
    """A third of the votes, four of ten, can object; without seven nobody is safe from that."""
    rule = {"unless": vote(at_least="1/3", of="in_office")}

    assert winners(charter(rule)) == {"ann bob", "ann cas dot"}
    # dot is for the decision, so against the objection, and six more are enough
    assert winners(charter(rule, taken={"dot": "for"})) == {"ann bob", "ann cas"}
    assert winners(charter(rule, taken={"ann": "against"})) == set()


def test_what_is_automatic_needs_nobody():
    assert winners(charter({"automatic": True})) == {""}
    assert winners(charter({"unless": {"automatic": True}})) == set()


def test_one_who_is_directed_votes_as_the_rule_comes_out():
    """The fund's six votes of ten go as two of its three trustees say."""
    trustees = {"some_of": [{"consent": n} for n in ("ann", "bob", "cas")], "at_least": 2}
    parties = {"fund": {"kind": "organisation", "votes_by": trustees}}
    voters = {"fund": 6, "dot": 4}

    assert winners(charter(vote(**HALF), voters, parties=parties)) == {
        "ann bob", "ann cas", "bob cas",
    }  # fmt: skip


def test_a_voting_agreement_in_force_directs_whom_it_binds():
    """Cas votes as ann does, in this body: with six votes she decides alone."""
    pact = {"kind": "voting", "binds": "cas", "body": "meeting", "votes_as": {"consent": "ann"}}

    assert winners(charter(vote(**HALF), agreements={"pact": pact})) == {"ann"}
    ended = {"pact": pact | {"status": "ended"}}
    assert winners(charter(vote(**HALF), agreements=ended)) == {
        "ann bob",
        "ann cas",
        "bob cas dot",
    }


def test_who_proposes_matters_too():
    act = {"rule": vote(**HALF), "proposed_by": {"consent": "chair"}}
    found = winners(charter("", decisions={"act": act}))

    assert found == {"ann bob chair", "ann cas chair", "bob cas chair dot"}


@pytest.mark.parametrize("of", ["cast", "present"])
def test_nothing_passes_without_a_vote_where_the_others_stay_away(of):
    """Half of no votes is none; somebody has to be for it all the same."""
    rule = vote(at_least="1/2", of=of)

    assert winners(charter(rule), unopposed=True) == {"ann", "bob", "cas", "dot"}
    assert winners(charter(rule, taken=dict.fromkeys(FOUR, "absent"))) == set()


def test_half_at_least_of_nothing_is_not_nothing():
    assert winners(charter(vote(at_least="0%", of="in_office"))) == {"ann", "bob", "cas", "dot"}


def test_nobody_objects_where_nobody_has_a_vote():
    """Nobody holds shares yet, or the only holder may not vote: no objection comes about."""
    objection = {"unless": vote(at_least="2/5", of="cast")}
    bodies = {"meeting": {"classes": ["common"]}}

    assert winners(charter(objection, classes={"common": {}}, bodies=bodies)) == {""}
    objection["unless"] |= {"exclude": ["ann"]}
    assert winners(charter(objection, {"ann": 1})) == {""}
