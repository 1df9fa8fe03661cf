"""What decisions and events leave behind: seats, flags, shares and rules as they are then."""

from fractions import Fraction
from textwrap import dedent

import pytest

from kingmaker.files import CaseError, loads
from kingmaker.model import changed, seats_of
from kingmaker.model.changes import reset
from kingmaker.model.decisions import Effect

TEXT = dedent("""
    kingmaker: 1
    name: A company
    as_of: 2024-03-01
    parties: {ann: , bob: , cas: , fund: {kind: organisation}}
    classes:
      A: {votes: 1}
      B: {votes: 10, converts_to: A, converts_on: transfer}
    holdings:
      - {holder: ann, class: B, shares: 30}
      - {holder: ann, class: B, shares: 12.5}
      - {holder: bob, class: A, shares: 1/3}
      - {holder: ann, in: fund, share: 10%}
    flags: [abolished, claimed]
    calendar: {meeting: [2024-05-01, {date: 2025-05-01, classes: [I]}]}
    bodies:
      board: {seats: {a: {holder: ann, class: I}, b: {holder: bob, class: II}, c: {class: I}}}
      council: {voters: {ann: {states: 1, people: 50}, bob: {states: 1, people: 7}}}
    rules:
      act: {vote: board, more_than: 1/2, of: cast}
      both: {all_of: [act, {consent: [ann, bob]}]}
    decisions:
      sell: {rule: act, effects: [{transfer: {class: B, from: ann, to: cas, shares: 1000}}]}
      remove: {for_each: {seat: board}, rule: act, effects: [{vacate: $seat}, {flag: abolished}]}
    events:
      sold: {date: 2024-03-05, kind: act, did: sell}
      out: {date: 2024-03-03, kind: act, did: "remove:board.a"}
    """)
CASE = loads(TEXT, "case.yaml")
ORGANISATION = CASE.organisation
TO_FILL = Effect.model_validate({"fill": "board:I", "with": "bob"})


def done(seat=None, nominee=None, **effect):
    return changed(ORGANISATION, Effect.model_validate(effect), seat, nominee)


def holders(organisation):
    return {name: seat.holder for name, seat in organisation.bodies["board"].seats.items()}


def shares(organisation, share_class):
    held = {}
    for holding in organisation.holdings.values():
        if holding.share_class == share_class:
            held[holding.holder] = held.get(holding.holder, 0) + holding.shares
    return held


def test_a_seat_a_class_of_seats_or_a_whole_body_is_vacated():
    assert holders(done(vacate="board.a")) == {"a": None, "b": "bob", "c": None}
    assert holders(done(vacate="board:I")) == {"a": None, "b": "bob", "c": None}
    assert holders(done(vacate="board")) == {"a": None, "b": None, "c": None}


def test_each_seat_stands_for_the_seat_that_is_asked_about():
    assert holders(done("board.b", vacate="$seat")) == {"a": "ann", "b": None, "c": None}
    assert seats_of(ORGANISATION, "$seat") == []
    assert seats_of(ORGANISATION, "board:I") == ["board.a", "board.c"]


def test_a_body_is_filled_where_one_seat_can_be_meant():
    assert holders(done(fill="board", **{"with": "cas"}))["c"] == "cas"
    with pytest.raises(ValueError, match=r"2 seats can be meant; write fill: board\.SEAT"):
        changed(done(fill="board.c", **{"with": "cas"}), TO_FILL)


def test_a_nominee_takes_every_seat_for_which_nobody_is_named():
    filled = done(nominee={"board.a": "cas", "board.c": "bob"}.get, fill="board:I")

    assert holders(filled) == {"a": "cas", "b": "bob", "c": "bob"}


def test_a_flag_is_set_and_cleared():
    set_once = done(flag="abolished")

    assert set_once.flags["abolished"].raised
    cleared = changed(set_once, Effect.model_validate({"clear": "abolished"}))
    assert not cleared.flags["abolished"].raised
    assert not ORGANISATION.flags["abolished"].raised


def test_shares_that_are_transferred_convert_and_come_from_several_holdings():
    sold = done(transfer={"class": "B", "from": "ann", "to": "bob", "shares": "42"})

    assert shares(sold, "B") == {"ann": Fraction(1, 2)}
    assert shares(sold, "A") == {"bob": 42 + Fraction(1, 3)}


def test_shares_that_do_not_convert_stay_what_they_are():
    sold = done(transfer={"class": "A", "from": "bob", "to": "cas", "shares": "1/4"})

    assert shares(sold, "A") == {"bob": Fraction(1, 12), "cas": Fraction(1, 4)}


def test_shares_are_issued_to_holders_and_to_others():
    more = done(issue={"class": "B", "to": "ann", "shares": 5})
    new = done(issue={"class": "B", "to": "cas", "shares": 5})

    assert shares(more, "B") == {"ann": Fraction("47.5")}
    assert shares(new, "B") == {"ann": Fraction("42.5"), "cas": 5}


def test_more_shares_than_there_are_cannot_be_transferred():
    with pytest.raises(ValueError, match="'ann' has not so many shares of 'B'"):
        done(transfer={"class": "B", "from": "ann", "to": "bob", "shares": "42.6"})
    with pytest.raises(ValueError, match="'cas' has not so many shares of 'A'"):
        done(transfer={"class": "A", "from": "cas", "to": "bob", "shares": 1})


def test_an_event_that_transfers_too_many_is_told_at_the_event():
    with pytest.raises(CaseError, match=r"^case\.yaml:\d+:3: 'ann' has not so many shares"):
        _ = CASE.on("2024-03-06").organisation


def test_a_decision_that_was_taken_for_a_seat_has_its_effects_there():
    after = CASE.on("2024-03-04").organisation

    assert holders(after) == {"a": None, "b": "bob", "c": None}
    assert after.flags["abolished"].raised


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("rules.act.more_than", "2/3"),
        ("rules.act", {"consent": "ann"}),
        ("rules.both.all_of.2.consent", ["bob"]),
        ("rules.both.all_of.1", {"consent": "cas"}),
        ("rules.new", {"consent": "cas"}),
        ("calendar.meeting.2.classes", ["I", "II"]),
        ("calendar.meeting.2.date", "2025-06-01"),
        ("bodies.board.seats.b", {"holder": "cas"}),
        ("bodies.council.voters.ann.people", 51),
        ("bodies.council.voters.bob", None),
        ("classes.B.votes", "5/2"),
        ("holdings.2.shares", "1/3"),
        ("flags", {"abolished": {"set": True}, "claimed": {}}),
    ],
)
def test_what_an_effect_sets_is_what_a_world_sets(path, value):
    world = CASE.what_if({path: value}).organisation

    assert done(set={path: value}) == world


def test_a_path_that_leads_nowhere_is_told():
    with pytest.raises(KeyError, match="leads nowhere at 'ackt'; did you mean 'act'"):
        reset(ORGANISATION, "rules.ackt.more_than", "2/3")
    with pytest.raises(KeyError, match="leads nowhere at '3'; there are 2"):
        reset(ORGANISATION, "rules.both.all_of.3.consent", "ann")
    with pytest.raises(ValueError, match="Extra inputs"):
        reset(ORGANISATION, "rules.act.more_then", "2/3")
