"""A case seen in a world, with changes, on a day, and as known on a day."""

from textwrap import dedent

import pytest

from kingmaker.files import CaseError, loads

TEXT = dedent("""
    kingmaker: 1
    name: A board of three
    as_of: 2024-03-01
    sources:
      early: {title: Early report, published: 2024-03-02}
      late: {title: Late report, published: 2024-03-20}
    parties: {ann: , bob: , cas: , dan: }
    bodies:
      board: {size: 3, seats: [ann, bob, cas]}
      chief: {kind: office, seats: {office: {holder: ann}}}
    rules:
      act:
        vote: board
        more_than: {claims: [{value: 1/2, source: early:3}, {value: 2/3, source: late}]}
        of: in_office
        quorum: {claims: [{value: null, assumed: true}, {value: {at_least: 3}, source: late:9}]}
    decisions:
      remove: {rule: act, effects: [{vacate: chief}]}
      appoint: {rule: act, effects: [{fill: chief}]}
    events:
      before: {date: 2020, kind: act, label: Founded}
      leaves: {date: 2024-03-05, kind: resignation, label: Bob leaves,
               effects: [{vacate: board.bob}]}
      removed: {date: 2024-03-05, kind: act, did: remove}
      chosen:
        date: {claims: [{value: 2024-03-07, source: late}, {value: 2024-03-09, source: late}]}
        kind: act
        did: appoint
        with: dan
      later: {date: 2024-04, kind: act, label: Cas leaves, effects: [{vacate: board.cas}]}
    worlds:
      strict: {why: All must agree, set: {rules.act.more_than: null, rules.act.at_least: 100%}}
      large: {set: {bodies.board.seats: [dan, ann, bob, cas], bodies.board.size: 4}}
      quorate: {set: {rules.act.quorum.at_least: 2}}
    """)
CASE = loads(TEXT, "case.yaml")


def holders(case):
    return [seat.holder for seat in case.organisation.bodies["board"].seats.values()]


def chief(case):
    return case.organisation.bodies["chief"].seats["office"].holder


def test_what_happens_on_a_day_has_effect_on_the_next():
    assert holders(CASE) == holders(CASE.on("2024-03-05")) == ["ann", "bob", "cas"]
    assert holders(CASE.on("2024-03-06")) == ["ann", None, "cas"]


def test_decisions_that_were_taken_have_their_effects():
    assert chief(CASE.on("2024-03-06")) is None
    assert chief(CASE.on("2024-03-08")) == "dan"


def test_an_event_of_an_uncertain_date_follows_the_claim_that_is_believed():
    assert chief(CASE.believing("events.chosen.date", 1).on("2024-03-08")) is None


def test_an_event_known_to_the_month_has_happened_when_the_month_is_over():
    assert holders(CASE.on("2024-04-30")) == ["ann", None, "cas"]
    assert holders(CASE.on("2024-05-01")) == ["ann", None, None]


def test_a_day_before_the_case_is_refused():
    with pytest.raises(CaseError, match=r"case.yaml:4:8: the case describes 2024-03-01"):
        _ = CASE.on("2024-02-29").organisation


def test_a_claim_is_known_from_the_day_it_or_its_source_came_out():
    more_than = CASE.organisation.rules["act"].more_than

    assert CASE.known_on("2024-03-02").organisation.rules["act"].more_than == more_than
    with pytest.raises(CaseError, match=r"nothing was known of rules\.act\.more_than by then"):
        _ = CASE.known_on("2024-03-01").organisation


def test_an_event_is_known_once_it_has_happened_and_its_date_is_told():
    known = CASE.known_on("2024-03-10").organisation.events
    assert list(known) == ["before", "leaves", "removed"]
    assert "chosen" in CASE.known_on("2024-03-20").organisation.events


def test_a_world_sets_its_values_and_settles_what_it_changes():
    world = CASE.in_world("strict")

    assert world.organisation.rules["act"].at_least == 1
    assert [d.name for d in world.disputes] == ["rules.act.quorum", "events.chosen.date"]
    assert CASE.in_world("large").organisation.bodies["board"].seats["dan"].holder == "dan"


def test_a_change_inside_a_disputed_value_settles_it_first():
    assert CASE.in_world("quorate").organisation.rules["act"].quorum.at_least == 2


def test_an_unknown_world_is_told_with_a_guess():
    with pytest.raises(KeyError, match="did you mean 'strict'"):
        CASE.in_world("strikt")


def test_a_path_that_leads_nowhere_is_told():
    with pytest.raises(KeyError, match="did you mean 'bodies'"):
        CASE.what_if({"bodis.board.size": 3})
    with pytest.raises(KeyError, match="cannot be set"):
        CASE.what_if({"name.first": 3})
    with pytest.raises(CaseError, match="'sise' is not a word"):
        _ = CASE.what_if({"bodies.board.sise": 3}).organisation


def test_the_same_text_is_the_same_case_and_a_change_is_another():
    assert loads(TEXT, "case.yaml") == CASE
    assert CASE.what_if({"bodies.board.size": 4}) != CASE


def test_a_change_leaves_the_case_as_it_was():
    CASE.what_if({"bodies.board.seats.ann.holder": None})

    assert holders(CASE) == ["ann", "bob", "cas"]


def test_filling_a_body_of_several_seats_must_say_which():
    text = TEXT.replace("effects: [{vacate: board.bob}]", "effects: [{fill: board, with: dan}]")

    with pytest.raises(CaseError, match=r"3 seats can be meant; write fill: board.SEAT"):
        _ = loads(text).on("2024-03-06").organisation


def test_a_voter_who_is_set_to_nothing_is_taken_out():
    case = loads(
        "{kingmaker: 1, name: x, parties: {a: , b: }, bodies: {m: {voters: {a: 1, b: 2}}}, "
        "worlds: {without: {set: {bodies.m.voters.b: null}}}}"
    )

    assert list(case.in_world("without").organisation.bodies["m"].voters) == ["a"]
    assert list(case.organisation.bodies["m"].voters) == ["a", "b"]


def test_a_question_is_held_against_the_world_it_is_asked_in():
    text = (
        "{kingmaker: 1, name: x, parties: {a: , s: {kind: group, count: 9}}, "
        "decisions: {d: {rule: {consent: a}}}, "
        "worlds: {few: {set: {parties.s.count: 2}}, more: {set: {decisions.e: {rule: d2}, "
        "rules: {d2: {consent: a}}}}}, "
        "questions: [{ask: y, decision: d, want: {loses: [[{s: 5}]]}}, "
        "{ask: y, decision: e, world: more, want: {wins: [a]}}]}"
    )

    assert loads(text).in_world("few").organisation.parties["s"].count == 2
    assert loads(text).in_world("more").organisation.decisions["e"].rule == "d2"
    with pytest.raises(CaseError, match="5 of 's' cannot be had; it has 2"):
        loads(text.replace("ask: y, decision: d,", "ask: y, decision: d, world: few,"))


def test_what_the_case_is_cannot_be_set_and_a_section_that_it_lacks_can():
    for word in ("name", "worlds", "as_of"):
        with pytest.raises(KeyError, match="cannot be set"):
            CASE.what_if({f"{word}.x": 1})
    with pytest.raises(KeyError, match="leads nowhere"):
        CASE.what_if({"seats.x": 1})
    assert CASE.what_if({"flags.done": {"set": True}}).organisation.flags["done"].raised


def test_a_wrong_value_that_was_set_is_told_as_set_and_not_as_the_file_has_it():
    with pytest.raises(CaseError, match=r"^rules\.act\.quorum\.at_least as set: "):
        _ = CASE.what_if({"rules.act.quorum": None, "rules.act.quorum.at_least": -1}).organisation


def test_an_answer_says_what_nobody_had_claimed_yet():
    from kingmaker.analyses.winners import winners

    text = TEXT.replace("source: early:3", "assumed: true")

    notes = winners(loads(text), "remove", known_on="2024-03-01").notes
    assert notes == ()
    text = text.replace("{value: null, assumed: true}, ", "")
    (note,) = winners(loads(text), "remove", known_on="2024-03-01").notes
    assert note == "Nothing was claimed by 2024-03-01 of rules.act.quorum; answered without."
