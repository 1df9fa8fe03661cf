"""A race for a board: sixty per cent of the shares, notice of a meeting, and new shares.

And random races for property tests, small enough to look at every point of them.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

import kingmaker as km

RACE = """
kingmaker: 1
name: A race for the board
as_of: 2026-01-01
parties:
  holder: {{}}
  rest: {{}}
  friend: {{}}
  ann: {{}}
  bob: {{}}
  cid: {{}}
classes: {{common: {{votes: 1}}}}
holdings:
  - {{holder: holder, class: common, shares: 60}}
  - {{holder: rest, class: common, shares: 40}}
bodies:
  meeting: {{kind: meeting, classes: [common]}}
  board: {{seats: [ann, bob, cid]}}
flags: [no-issue]
decisions:
  replace:
    rule: {{vote: meeting, more_than: 1/2, of: outstanding}}
    timing: {{notice: {notice}}}
    effects: [{{fill: board}}]
  issue:
    rule: {{vote: board, more_than: 1/2, of: in_office}}
    requires: {{not_flag: no-issue}}
    timing: {{notice: {issue}}}
    effects: [{{issue: {{class: common, to: friend, shares: 40}}}}]
{more}
"""
BYLAW = """
  bylaw:
    rule: {vote: meeting, more_than: 1/2, of: outstanding}
    timing: {notice: 1 day}
    effects: [{flag: no-issue}]
"""


def race(notice="10 days", issue="0 days", more=""):
    return km.loads(RACE.format(notice=notice, issue=issue, more=more))


CONSENTS = ({"consent": "ann"}, {"consent": "bob"}, {"consent": "board.s0"})
VOTES = (
    {"vote": "meeting", "more_than": "1/2", "of": "outstanding"},
    {"vote": "meeting", "at_least": "1/2", "of": "cast"},
    {"vote": "board", "more_than": "1/2", "of": "in_office"},
    {"vote": "board", "at_least": 1},
)
RULES = (*CONSENTS, *VOTES)
OURS = ({"consent": "ann"}, VOTES[0], VOTES[2])  # what the coalition has a chance to carry
SEATS = ("board.s0", "board.s1")
GOALS = (
    "majority of board", "majority of board", "hold board.s0", "oust board.s1", "flag f", "flag g",
    "take d0", "take d1",
)  # fmt: skip


@st.composite
def races(draw: st.DrawFn, *, alone: bool = False) -> tuple[dict[str, Any], dict[str, None], Any]:
    """A case in which two sides can do something; a coalition, and what it wants.

    ``alone`` if nothing can be done without the coalition.
    """
    held = st.sampled_from(["ann", "bob", "bob", "cas", None])
    more = draw(st.lists(turns(RULES, alone=alone), max_size=2))
    decisions = [draw(turns(OURS, alone=alone)), draw(turns(RULES, alone=alone)), *more]
    shares = draw(st.sampled_from([(2, 1), (2, 2), (2, 3), (3, 1)]))
    tree: dict[str, Any] = {
        "kingmaker": 1, "name": "A race", "as_of": "2024-01-01",
        "parties": {"ann": {}, "bob": {}, "cas": {}},
        "classes": {"A": {"votes": 1}},
        "holdings": {
            f"A of {name}": {"holder": name, "class": "A", "shares": number}
            for name, number in zip(("ann", "bob"), shares, strict=True)
        },
        "flags": {"f": {"set": draw(st.booleans())}, "g": {"set": False}},
        "bodies": {
            "meeting": {"kind": "meeting", "classes": ["A"]},
            "board": {"seats": {"s0": {"holder": draw(held)}, "s1": {"holder": draw(held)}}},
        },
        "decisions": {f"d{number}": entry for number, entry in enumerate(decisions)},
    }  # fmt: skip
    told = str([entry["effects"] for entry in decisions[:2]])
    likely = [goal for goal in GOALS if any(word in told for word in goal.split()[1:])]
    goals = [draw(st.sampled_from(likely or GOALS))]
    return tree, dict.fromkeys(["ann", *draw(st.sampled_from([(), (), ("cas",)]))]), goals


@st.composite
def turns(draw: st.DrawFn, some: Sequence[Any], *, alone: bool) -> dict[str, Any]:
    """A decision of one side or the other, with notice or without, that a flag may bar."""
    flags, places = st.sampled_from("fg"), st.sampled_from([*SEATS, "board"])
    entry: dict[str, Any] = {"rule": draw(st.sampled_from(some))}
    if alone:
        entry["rule"] = {"all_of": [entry["rule"], {"consent": "ann"}]}
    if draw(st.booleans()):
        word = draw(st.sampled_from(["flag", "not_flag", "not_flag", "held", "vacant"]))
        entry["requires"] = {word: draw(flags if "flag" in word else st.sampled_from(SEATS))}
    entry["timing"] = {
        "notice": f"{draw(st.sampled_from([0, 1, 1, 2, 3]))} days",
        "delay": f"{draw(st.sampled_from([0, 0, 0, 1]))} days",
    }
    change = st.one_of(
        places.map(lambda place: {"fill": place}),
        places.map(lambda place: {"vacate": place}),
        flags.map(lambda flag: {"flag": flag}),
        st.just({"clear": "f"}),
    )
    entry["effects"] = draw(st.lists(change, min_size=1, max_size=2))
    if draw(st.integers(0, 3)) == 0:  # new shares, once: nothing clears this flag
        to, number = draw(st.sampled_from(["ann", "bob"])), draw(st.integers(1, 2))
        issue = {"issue": {"class": "A", "to": to, "shares": number}}
        entry |= {"requires": {"not_flag": "g"}, "effects": [issue, {"flag": "g"}]}
    return entry
