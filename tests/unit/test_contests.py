"""Races between a coalition and the others, where they go round and where shares are new."""

import kingmaker as km
from kingmaker.model import goal
from kingmaker.translate.contests import Race
from rivals import Rivals
from ways import Way

ROUND = """
kingmaker: 1
name: Round and round
parties: {{ann: {{}}, bob: {{}}}}
flags: {{frozen: {{set: true}}, done: {{}}}}
decisions:
  thaw: {{rule: {{consent: ann}}, requires: {{flag: frozen}}, effects: [{{clear: frozen}}]}}
  act: {{rule: {{consent: ann}}, requires: {{not_flag: frozen}}, timing: {{notice: 2 days}},
        effects: [{{flag: done}}]}}
  freeze: {{rule: {{consent: bob}}, requires: {{not_flag: frozen}}, timing: {{notice: {notice}}},
           effects: [{{flag: frozen}}]}}
"""
DILUTION = """
kingmaker: 1
name: Dilution
parties: {ann: {}, bob: {}, chair: {}}
flags: [stop]
classes: {common: {votes: 1}}
holdings: [{holder: ann, class: common, shares: 10}, {holder: bob, class: common, shares: 35}]
bodies: {meeting: {kind: meeting, classes: [common]}, office: {seats: {one: {holder: bob}}}}
decisions:
  issue: {rule: {consent: chair}, requires: {not_flag: stop}, timing: {notice: 2 days},
          effects: [{issue: {class: common, to: ann, shares: 9}}]}
  elect: {rule: {vote: meeting, more_than: 1/2, of: outstanding}, effects: [{fill: office}]}
"""
BAR = "  bar: {rule: {consent: bob}, effects: [{flag: stop}]}\n"


def contested(case, coalition, wanted):
    return km.paths(case, coalition, wanted, level="contested").rows[0]


def test_whoever_can_answer_again_and_again_stops_it_for_good():
    """Ann thaws, and before she can act, bob freezes: as it was at first."""
    row = contested(km.loads(ROUND.format(notice="1 day")), "ann", "flag done")

    assert (row.reachable, row.days) == (False, None)


def test_whoever_answers_at_once_stops_it_for_good_as_well():
    row = contested(km.loads(ROUND.format(notice="0 days")), "ann", "flag done")

    assert (row.reachable, row.days) == (False, None)


def test_whoever_answers_too_late_stops_nothing():
    row = contested(km.loads(ROUND.format(notice="3 days")), "ann", "flag done")

    assert (row.reachable, row.days) == (True, 2)


def test_others_who_go_in_a_circle_on_their_own_gain_nothing():
    case = km.loads(
        """
kingmaker: 1
name: On and off
parties: {ann: {}, bob: {}}
flags: [light, done]
decisions:
  act: {rule: {consent: ann}, timing: {notice: 2 days}, effects: [{flag: done}]}
  on: {rule: {consent: bob}, effects: [{flag: light}]}
  off: {rule: {consent: bob}, effects: [{clear: light}]}
"""
    )
    row = contested(case, "ann", "flag done")

    assert (row.reachable, row.days) == (True, 2)


def test_shares_that_are_issued_again_and_again_can_be_stopped_at_once():
    row = contested(km.loads(DILUTION + BAR), "ann, chair", "hold office")

    assert (row.reachable, row.days) == (False, None)


def test_a_race_counts_on_shares_that_are_issued_again_and_again():
    case = km.loads(DILUTION)
    race = Race(case.organisation, {"ann": None, "chair": None}, (goal("hold office"),))

    assert contested(case, "ann, chair", "hold office").days == 6
    assert race.run().day == 6  # 10 + 3 × 9 = 37 of 72


def test_who_is_delayed_only_comes_later():
    """The plain twin on a race that is known by hand: frozen once, and thawed."""
    tree = {
        "name": "Delay", "parties": {"ann": {}, "bob": {}},
        "flags": {"frozen": {}, "spent": {}, "done": {}},
        "decisions": {
            "act": {
                "rule": {"consent": "ann"}, "requires": [{"not_flag": "frozen"}],
                "timing": {"notice": "5 days"}, "effects": [{"flag": "done"}],
            },
            "freeze": {
                "rule": {"consent": "bob"}, "timing": {"notice": "2 days"},
                "requires": [{"not_flag": "spent"}],
                "effects": [{"flag": "frozen"}, {"flag": "spent"}],
            },
            "thaw": {"rule": {"consent": "ann"}, "effects": [{"clear": "frozen"}]},
        },
    }  # fmt: skip
    rivals = Rivals(Way(tree, {"ann": None}, ["flag done"]))

    assert rivals.day() == 7  # frozen on the second day, thawed at once
    assert rivals.stopping(["act"], 5) == {"freeze": (1, 2, 7)}
