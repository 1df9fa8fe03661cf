"""Random charters for property tests: all words of the language, and few enough people to try all.

At most five act: four persons or two of them with staff of two, and a patron. Others are directed
by rules.
"""

from typing import Any

from hypothesis import strategies as st

PEOPLE = ("ann", "bob", "cas")
PARTIES: dict[str, Any] = {
    **{name: {} for name in PEOPLE},
    "patron": {"kind": "organisation"},
    "holdco": {"kind": "organisation"},  # directed, more often than not
    "staff": {"kind": "group", "count": 2},
    "bloc": {"kind": "group", "count": 2, "as": "bloc"},
}
PLACES = ("board.s0", "board.s1", "chief.seat")  # that are there if the board has seats
SHARES = ("0%", "1/3", "2/5", "1/2", "1/2", "3/5", "2/3", "16.52%", "75%", "1")
BASES = ("cast", "present", "in_office", "outstanding", "entitled", "size")
OFFICE = ("in_office", "outstanding", "entitled", "size")

numbers = st.sampled_from([1, 1, 1, 2, 3, 0, "1/2", "5/3", "0.7"])


def listed(*of: Any, most: int = 2) -> st.SearchStrategy[list[Any]]:
    """One or several, each once."""
    return st.lists(st.sampled_from(of), min_size=1, max_size=most, unique=True)


@st.composite
def charters(draw: st.DrawFn) -> dict[str, Any]:
    """A case with a board of one kind or another, a council, an office, and two decisions.

    ``main`` is taken as it is, ``each`` for each seat if the board has seats.
    """
    parties = {name: dict(entry) for name, entry in PARTIES.items()}
    board = draw(st.one_of(seats(), voters(), columns(), shareholders()))
    tree: dict[str, Any] = {"kingmaker": 1, "name": "A charter", "flags": {"free": {}, "set": {}}}
    tree["flags"]["set"]["set"] = True
    tree["classes"] = {"A": {"votes": 1}, "B": {"votes": "5/2"}}
    tree["holdings"] = board.pop("holdings", {})
    columns_of = board.pop("columns", ("",))
    chief = {"kind": "office", "seats": {"seat": {"holder": draw(st.sampled_from(["ann", None]))}}}
    council = {"kind": "committee", "voters": {"ann": 2, "bob": 1, "patron": draw(numbers)}}
    tree["bodies"] = {"board": board, "council": council, "chief": chief}
    places = [place for place in PLACES if place[:5] != "board" or "seats" in board]
    directing = rules("council", ("",), ["ann", "bob", "patron", "chief.seat"], 1)
    if draw(st.booleans()):
        parties["holdco"]["votes_by"] = draw(directing)
    if draw(st.integers(0, 3)) == 0:
        bound = {"kind": "voting", "binds": ["cas"], "votes_as": draw(directing)}
        bound |= draw(st.sampled_from([{}, {"body": "board"}, {"status": "proposed"}]))
        tree["agreements"] = {"pact": bound}
    agreeing = ["ann", "cas", "patron", "holdco", *places]
    tree["rules"] = {"ordinary": draw(votes("board", columns_of))}
    known = ("ordinary",)
    inner = rules("board", columns_of, agreeing, 1, known)
    tree["decisions"] = {
        "first": {"subject": draw(st.sampled_from(["chief", *places])), "rule": draw(inner)},
        "main": {"rule": draw(rules("board", columns_of, agreeing, 2, (*known, "first")))},
    }
    if draw(st.booleans()):
        tree["decisions"]["main"]["subject"] = draw(st.sampled_from(["chief", "board", *places]))
    if draw(st.integers(0, 3)) == 0:
        tree["decisions"]["main"]["proposed_by"] = draw(inner)
    if "seats" in board:
        rule = draw(rules("board", columns_of, [*agreeing, "$seat"], 1, (*known, "first")))
        tree["decisions"]["each"] = {"for_each": {"seat": "board"}, "rule": rule}
    return {**tree, "parties": parties}


@st.composite
def seats(draw: st.DrawFn) -> dict[str, Any]:
    """Up to four seats, some vacant, some held by one, some without their votes for now."""
    holders = draw(st.lists(st.sampled_from([*PEOPLE, "holdco", None]), min_size=2, max_size=4))
    some: dict[str, Any] = {}
    for number, holder in enumerate(holders):
        some[f"s{number}"] = {"holder": holder, "votes": draw(numbers)}
        if draw(st.integers(0, 5)) == 0:
            word = draw(st.sampled_from(["flag", "not_flag"]))
            some[f"s{number}"]["while"] = {word: draw(st.sampled_from(["free", "set"]))}
    size = draw(st.none() | st.integers(len(some), len(some) + 2))
    return {"seats": some, **({"size": size} if size else {})}


@st.composite
def voters(draw: st.DrawFn) -> dict[str, Any]:
    """Persons and groups with a number of votes each, capped or not."""
    crowd = draw(st.sampled_from([(), (), ("staff",), ("bloc",)]))
    names = [*crowd, *draw(listed(*PEOPLE[: 3 - len(crowd)], "holdco", most=4))]
    board: dict[str, Any] = {"voters": {name: draw(numbers) for name in names}}
    if "bloc" not in crowd:
        board |= draw(caps())
    size = draw(st.none() | st.integers(2, 6))
    return {**board, **({"size": size} if size else {})}


def caps() -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from([{}, {}, {"cap": "1/3"}, {"cap": "20%"}, {"cap": "1/2"}])


@st.composite
def columns(draw: st.DrawFn) -> dict[str, Any]:
    """Voters with votes of two kinds."""
    names = draw(listed(*PEOPLE, "holdco", most=4))
    votes_of = {n: {"members": 1, "population": draw(numbers)} for n in names}
    return {"voters": votes_of, "columns": ("members", "population", "heads"), **draw(caps())}


@st.composite
def shareholders(draw: st.DrawFn) -> dict[str, Any]:
    """Holders of one class or two, a group among them; some of what is held is of no class."""
    names = draw(st.lists(st.sampled_from([*PEOPLE[:2], "staff", "holdco"]), max_size=4))
    held = [
        {"holder": name, "class": draw(st.sampled_from("AB")), "shares": draw(numbers)}
        for name in names
    ]
    more = [{"holder": "ann", "in": "holdco", "share": "1/2"}]
    entries = {str(number): entry for number, entry in enumerate([*held, *more], start=1)}
    of = draw(st.sampled_from([["A"], ["A", "B"], ["A", "B"]]))
    return {"classes": of, "kind": "meeting", "holdings": entries, **draw(caps())}


@st.composite
def thresholds(draw: st.DrawFn, bases: tuple[str, ...]) -> dict[str, Any]:
    """More than, or at least, a share of a base; or a number of votes."""
    if draw(st.integers(0, 5)) == 0:
        return {"at_least": draw(st.integers(0, 5))}
    word = draw(st.sampled_from(["more_than", "at_least"]))
    return {word: draw(st.sampled_from(SHARES)), "of": draw(st.sampled_from(bases))}


@st.composite
def votes(draw: st.DrawFn, body: str, columns_of: tuple[str, ...]) -> dict[str, Any]:
    """A vote with any of its words."""
    vote: dict[str, Any] = {"vote": body}
    kind = draw(st.sampled_from(["share"] * 4 + ["casting", "casting", "plurality", "cumulative"]))
    if kind == "share":
        vote |= draw(thresholds(BASES))
    elif kind == "casting":
        chairs = ["ann", "bob", "patron", "chief.seat", *(["holdco"] if body == "board" else [])]
        vote |= {"more_than": "1/2", "of": "cast", "casting_vote": draw(st.sampled_from(chairs))}
    else:
        vote["method"] = kind
        if kind == "cumulative":
            vote["seats"] = draw(st.integers(1, 5))
            vote["win"] = draw(st.integers(1, vote["seats"]))
    weigh = draw(st.sampled_from([*columns_of, *(["heads"] if columns_of == ("",) else [])]))
    vote |= {"weigh": weigh} if weigh else {}
    if kind != "casting" and draw(st.integers(0, 2)) == 0:
        vote["exclude"] = draw(listed("subject", "ann", "staff", "holdco"))
    if draw(st.integers(0, 4)) == 0:
        of = draw(st.sampled_from(["subject", "ann", "holdco"]))
        vote["multiply"] = {"of": of, "by": draw(st.sampled_from([2, 3, "1/2"]))}
    if draw(st.integers(0, 2)) == 0:
        quorum: dict[str, Any] = draw(thresholds(OFFICE))
        if draw(st.booleans()):
            others = draw(listed("against", "abstain"))
            quorum["counting"] = ["for", *draw(st.sampled_from([[], others]))]
        quorum |= {"excluded_count": True} if draw(st.booleans()) else {}
        vote["quorum"] = quorum
    return vote


@st.composite
def rules(
    draw: st.DrawFn, body: str, columns_of: tuple[str, ...], agreeing: list[str], deep: int,
    known: tuple[str, ...] = (),
) -> Any:  # fmt: skip
    """A rule, so many levels deep; earlier rules and decisions by name."""
    kinds = ["vote", "vote", "vote", "consent", "no_objection", "automatic", *known]
    if deep:
        kinds = ["vote", "vote", "all_of", "any_of", "some_of", "unless"]
    kind = draw(st.sampled_from(kinds))
    inner = rules(body, columns_of, agreeing, deep - 1, known) if deep else st.nothing()
    match kind:
        case "vote":
            return draw(votes(body, columns_of))
        case "consent" | "no_objection":
            return {kind: draw(listed(*agreeing))}
        case "automatic":
            return {"automatic": True}
        case "unless":
            return {"unless": draw(inner)}
        case "all_of" | "any_of":
            return {kind: draw(st.lists(inner, min_size=1, max_size=3))}
        case "some_of":
            several = draw(st.lists(inner, min_size=1, max_size=3))
            return {"some_of": several, "at_least": draw(st.integers(1, len(several)))}
        case "first":
            return {"decision": "first"}
    return kind


def ballots() -> st.SearchStrategy[dict[str, str]]:
    """What some parties are taken to vote."""
    told = st.sampled_from(["for", "against", "abstain", "absent"])
    some = st.dictionaries(st.sampled_from(sorted(PARTIES)), told, max_size=2)
    return st.just({}) | some


SEATS = ("board.s0", "board.s1", "board.s2", "chief.seat")
NAMES = ("ann", "bob", "cas", "dot")
MEETINGS: dict[str, list[Any]] = {
    "annual": [
        "2024-01-03",
        {"date": "2024-01-09", "classes": ["I"]},
        {"date": "2024-01-12", "classes": ["II"]},
        "2024-01-16",
    ],
    "special": ["2023-12-20", "2024-01-05"],
}
ACTS = (
    {"more_than": "1/2", "of": "in_office"}, {"at_least": "1/2", "of": "cast"},
    {"at_least": "2/3", "of": "size"}, {"at_least": 1},
)  # fmt: skip
GOALS = (
    "majority of board", "hold board.s0", "hold chief", "hold board", "oust board.s0",
    "oust bob from board", "oust board", "flag f", "flag g", "take d0", "take d1",
)  # fmt: skip


@st.composite
def campaigns(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, None], list[str]]:
    """A case whose decisions change seats, flags and a rule; a coalition, and what it wants."""
    holders = st.sampled_from([*NAMES, "ann", "bob", "cas", None])
    board: dict[str, Any] = {}
    for number in range(draw(st.integers(2, 3))):
        turn = draw(st.sampled_from(["I", "II"])) if number else "I"
        board[f"s{number}"] = {"holder": draw(holders), "class": turn}
        if draw(st.integers(0, 9)) == 0:
            word = draw(st.sampled_from(["flag", "not_flag"]))
            board[f"s{number}"]["while"] = {word: draw(st.sampled_from("fg"))}
    size = {"size": 3} if draw(st.booleans()) else {}
    chief = {"kind": "office", "seats": {"seat": {"holder": draw(holders)}}}
    seats_there = [f"board.{name}" for name in board] + ["chief.seat"]
    decisions = draw(st.lists(steps(seats_there), min_size=2, max_size=4))
    tree = {
        "kingmaker": 1, "name": "A charter", "as_of": "2024-01-01",
        "parties": {name: {} for name in NAMES},
        "flags": {"f": {}, "g": {"set": draw(st.booleans())}},
        "bodies": {"board": {"seats": board, **size}, "chief": chief},
        "rules": {"act": {"vote": "board", **draw(st.sampled_from(ACTS))}},
        "calendar": MEETINGS,
        "decisions": {f"d{number}": entry for number, entry in enumerate(decisions)},
    }  # fmt: skip
    coalition = ["ann", *draw(st.sampled_from([(), ("bob",), ("cas",)]))]
    taken = {
        f"take {name}" for name, entry in tree["decisions"].items() if "for_each" not in entry
    }
    told = str([entry["effects"] for entry in decisions])
    possible = [goal for goal in GOALS if goal[:4] != "take" or goal in taken]
    likely = [goal for goal in possible if any(w in told for w in goal.split()[1:])] or possible
    goals = draw(st.lists(st.sampled_from(likely), min_size=1, max_size=2, unique=True))
    return tree, dict.fromkeys(coalition), goals


@st.composite
def steps(draw: st.DrawFn, seats_there: list[str]) -> dict[str, Any]:
    """A decision with conditions, days and effects; for each seat, or once."""
    each = draw(st.integers(0, 3)) == 0
    here = [*seats_there, "board", "board:I", *(["$seat"] * 4 if each else [])]
    one = [*seats_there, *(["$seat"] * 3 if each else [])]
    entry: dict[str, Any] = {"effects": draw(st.lists(effects(here), min_size=1, max_size=2))}
    if each:
        entry["for_each"] = {"seat": "board"} | draw(
            st.sampled_from([{}, {"vacant": True}, {"vacant": False}])
        )
    entry["rule"] = draw(step_rules(one))
    if draw(st.integers(0, 2)) == 0:
        entry["requires"] = draw(st.lists(conditions(one), min_size=1, max_size=2))
    entry["timing"] = {
        word: f"{draw(st.sampled_from([0, 0, 2, 5]))} days" for word in ("notice", "open", "delay")
    }
    if draw(st.integers(0, 2)) == 0:
        entry["timing"]["at"] = draw(st.sampled_from(sorted(MEETINGS)))
        entry |= draw(st.sampled_from([{}, {"for_class": "I"}, {"for_class": "II"}]))
    return entry


def effects(here: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    acts = [{"vote": "board", "at_least": 1}, {"consent": "ann"}]
    named = st.sampled_from(here)
    return st.one_of(
        named.map(lambda place: {"vacate": place}),
        named.map(lambda place: {"fill": place}),
        st.builds(lambda place, who: {"fill": place, "with": who}, named, st.sampled_from(NAMES)),
        st.builds(
            lambda word, f: {word: f}, st.sampled_from(["flag", "clear"]), st.sampled_from("fg")
        ),
        st.sampled_from(acts).map(lambda rule: {"set": {"rules.act": rule}}),
    )


def conditions(seats_there: list[str]) -> st.SearchStrategy[dict[str, str]]:
    flags = st.builds(
        lambda word, f: {word: f}, st.sampled_from(["flag", "not_flag"]), st.sampled_from("fg")
    )
    words = st.sampled_from(["vacant", "held"])
    return flags | st.builds(lambda w, place: {w: place}, words, st.sampled_from(seats_there))


def step_rules(seats_there: list[str]) -> st.SearchStrategy[Any]:
    """What a coalition of one or two has a chance to carry."""
    simple: list[Any] = [
        "act", "act", {"automatic": True}, {"vote": "board", "method": "plurality"},
        {"vote": "board", "more_than": "1/2", "of": "cast", "casting_vote": "chief.seat"},
        {"vote": "board", "more_than": "1/2", "of": "in_office", "exclude": "subject"},
        {"vote": "board", "at_least": "1/3", "of": "size", "quorum": {"at_least": 2}},
    ]  # fmt: skip
    places = st.sampled_from(["ann", "ann", "bob", *seats_there])
    one = st.one_of(
        st.sampled_from(simple),
        st.just({"consent": "ann"}),
        places.map(lambda name: {"consent": name}),
        places.map(lambda name: {"no_objection": name}),
    )
    return st.one_of(
        one,
        one,
        one.filter(lambda rule: rule != {"automatic": True}).map(lambda rule: {"unless": rule}),
        st.lists(one, min_size=2, max_size=2).map(lambda both: {"all_of": both}),
        st.lists(one, min_size=2, max_size=2).map(lambda both: {"any_of": both}),
    )
