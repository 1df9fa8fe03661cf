"""Random companies for property tests of ways: shares that move, and people in groups.

Shares are issued, and transferred from a class that converts; staff act one by one and a bloc as
one; a holding company in a seat votes as its council directs. Few people and few decisions, so
that every sequence can be tried.
"""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

PARTIES: dict[str, Any] = {
    "ann": {}, "bob": {}, "cas": {},
    "holdco": {"kind": "organisation"},
    "staff": {"kind": "group", "count": 2},
    "crew": {"kind": "group", "count": 2, "as": "bloc"},
}  # fmt: skip
HOLDERS = ("ann", "bob", "cas", "holdco", "staff", "crew")
SEATS = ("board.s0", "board.s1")
CAST = {"more_than": "1/2", "of": "outstanding"}
RULES: tuple[Any, ...] = (
    {"vote": "meeting", **CAST}, {"vote": "meeting", **CAST}, {"vote": "meeting", **CAST},
    {"vote": "meeting", "method": "plurality"},
    {"vote": "meeting", "at_least": "2/3", "of": "cast", "exclude": "holdco"},
    {"vote": "meeting", "at_least": "1/2", "of": "cast", "weigh": "heads"},
    {"vote": "council", "at_least": "1/2", "of": "cast"},
    {"vote": "council", **CAST, "quorum": {"at_least": 3}},
    {"vote": "board", "more_than": "1/2", "of": "in_office"},
    {"vote": "board", "at_least": 1},
    *[{"consent": "ann"}] * 5, {"consent": "holdco"}, {"consent": "board.s0"},
    {"unless": {"vote": "council", **CAST}},
)  # fmt: skip
MEETING = (*RULES[:3], *RULES[4:6])
OURS = ({"consent": "ann"}, {"vote": "council", "at_least": "1/2", "of": "cast"})
KINDS = ("transfer", "transfer", "issue", "fill", "flag", "vacate")
GOALS = ("majority of board", "hold board.s0", "hold board", "oust board.s1", "flag f", "take d0")
COALITIONS: tuple[dict[str, int | None], ...] = (
    {"ann": None, "staff": 1}, {"ann": None, "staff": None}, {"ann": None, "crew": None},
    {"ann": None, "bob": None}, {"ann": None, "holdco": None}, {"staff": 1, "crew": None},
)  # fmt: skip
Drawn = tuple[dict[str, Any], dict[str, int | None], list[str]]


@st.composite
def companies(draw: st.DrawFn) -> Drawn:
    """A company whose shares can move; a coalition, and what it wants."""
    parties = {name: dict(entry) for name, entry in PARTIES.items()}
    if draw(st.booleans()):
        directing = ["ann", "board.s0"] if draw(st.booleans()) else ["ann"]
        council = {"vote": "council", **CAST}
        parties["holdco"]["votes_by"] = draw(
            st.sampled_from([council, *({"consent": name} for name in directing)])
        )
    directed = "votes_by" in parties["holdco"]
    sitting = st.sampled_from(["ann", "bob", "cas", "holdco", "holdco", "crew", None])
    if directed and "board.s0" in str(parties["holdco"]):
        sitting = st.sampled_from(["ann", "bob", "cas", None])  # nobody directs itself
    held = [
        "ann",
        *draw(st.lists(st.sampled_from(HOLDERS[1:]), min_size=1, max_size=3, unique=True)),
    ]
    holdings = {
        f"{share_class} of {name}": {"holder": name, "class": share_class, "shares": shares}
        for name in held
        for share_class, shares in [(draw(st.sampled_from("AAB")), draw(st.integers(1, 3)))]
    }
    voting = {"staff": 1, "crew": 1, "ann": draw(st.sampled_from([1, 2]))}
    issued = list(holdings.values())
    several = [
        draw(acts(issued, ["fill", "flag", "fill"], MEETING)),
        draw(acts(issued, ["transfer", "issue"], OURS)),
        *draw(st.lists(acts(issued, KINDS, RULES), max_size=2)),
    ]
    tree: dict[str, Any] = {
        "kingmaker": 1, "name": "A company", "as_of": "2024-01-01", "parties": parties,
        "classes": {
            "A": {"votes": 1}, "B": {"votes": 3, "converts_to": "A", "converts_on": "transfer"},
        },
        "holdings": holdings,
        "flags": {"f": {}, "g": {}},
        "bodies": {
            "meeting": {"kind": "meeting", "classes": ["A", "B"]},
            "council": {"kind": "committee", "voters": voting},
            "board": {"seats": {"s0": {"holder": draw(sitting)}, "s1": {"holder": draw(sitting)}}},
        },
        "decisions": {f"d{number}": entry for number, entry in enumerate(several)},
    }  # fmt: skip
    told = str(several[0]["effects"])
    likely = [goal for goal in GOALS if any(word in told for word in goal.split()[1:])]
    goals = draw(
        st.lists(st.sampled_from(likely or ["take d0"]), min_size=1, max_size=2, unique=True)
    )
    return tree, draw(st.sampled_from(COALITIONS)), goals


@st.composite
def acts(
    draw: st.DrawFn, held: list[dict[str, Any]], kinds: Sequence[str], rules: Sequence[Any]
) -> dict[str, Any]:
    """A decision that moves shares, seats or a flag; new shares mostly once."""
    entry: dict[str, Any] = {"rule": draw(st.sampled_from(rules))}
    entry["timing"] = {"notice": f"{draw(st.sampled_from([0, 0, 1, 3]))} days"}
    to = draw(st.sampled_from([*HOLDERS, *["ann"] * 6]))
    kind = draw(st.sampled_from(kinds))
    match kind:
        case "transfer":
            giving = draw(st.sampled_from(held))
            shares = draw(st.integers(1, giving["shares"]))
            given = {"class": giving["class"], "from": giving["holder"], "to": to}
            entry["effects"] = [{"transfer": {**given, "shares": shares}}]
        case "issue":
            issue = {
                "class": draw(st.sampled_from("AB")),
                "to": to,
                "shares": draw(st.integers(1, 4)),
            }
            entry["effects"] = [{"issue": issue}]
            if draw(st.integers(0, 4)):
                entry |= {
                    "requires": {"not_flag": "g"},
                    "effects": [{"issue": issue}, {"flag": "g"}],
                }
        case "flag":
            entry["effects"] = [{"flag": "f"}]
            if draw(st.booleans()):
                who = draw(st.sampled_from(["ann", "bob", "holdco"]))
                stake = {
                    "party": who,
                    "class": "A",
                    "more_than": draw(st.sampled_from(["0%", "1/2"])),
                }
                entry["requires"] = {"holding": stake}
        case _:
            entry["effects"] = [{kind: draw(st.sampled_from([*SEATS, "board"]))}]
            if kind == "fill" and draw(st.integers(0, 3)) == 0:
                entry["effects"] = [{"fill": draw(st.sampled_from(SEATS)), "with": "bob"}]
    return entry
