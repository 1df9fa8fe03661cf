"""Random games and cases for property tests. One place, so that every test draws alike."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from kingmaker.engine.games.gates import Game, Gate


def sizes(most: int = 10) -> st.SearchStrategy[tuple[int, ...]]:
    """The sizes of some classes, of so many players in all at most."""

    def within(drawn: list[int]) -> tuple[int, ...]:
        kept: list[int] = []
        for size in drawn:
            if sum(kept) + size <= most:
                kept.append(size)
        return tuple(kept)

    several = st.integers(1, 4) | st.just(1)
    return st.lists(several, min_size=1, max_size=most).map(within)


@st.composite
def games(draw: st.DrawFn, most: int = 10) -> Game:
    """A compound game: gates up to three deep, some of them heard by several others.

    Weights may be zero, quotas below zero or out of reach, and one class may be heard twice.
    """
    members = draw(sizes(most))
    gates: list[tuple[Gate, int]] = []  # each with how deep it goes
    for _ in range(draw(st.integers(0, 4))):
        gates.append(draw(_gates(members, [(g, d) for g, d in gates if d < 3])))
    return Game(members, draw(_gates(members, [(g, d) for g, d in gates if d < 3]))[0])


@st.composite
def _gates(
    draw: st.DrawFn, members: tuple[int, ...], inner: list[tuple[Gate, int]]
) -> tuple[Gate, int]:
    sources: list[int | Gate] = [*range(len(members)), *(gate for gate, _ in inner)]
    # most often some gates are among the inputs
    heard = draw(st.lists(st.sampled_from(sources), min_size=1, max_size=len(sources) + 1))
    if inner and draw(st.booleans()):
        heard.append(draw(st.sampled_from([gate for gate, _ in inner])))
    inputs = tuple((source, draw(st.integers(0, 5))) for source in heard)
    total = sum(w if isinstance(s, Gate) else w * members[s] for s, w in inputs)
    within = st.integers(1, max(1, total))
    quota = draw(within | within | st.integers(-2, total + 2))
    depth = 1 + max((d for g, d in inner if g in heard), default=0)
    return Gate(quota, inputs), depth


@st.composite
def weighted_votes(draw: st.DrawFn, most: int = 8) -> Game:
    """One vote with weights, proper: no two coalitions without a common member both win."""
    weights = draw(st.lists(st.integers(0, 9), min_size=1, max_size=most).filter(any))
    quota = draw(st.integers(sum(weights) // 2 + 1, sum(weights)))
    return Game((1,) * len(weights), Gate(quota, tuple(enumerate(weights))))


PEOPLE = ("ann", "bob", "cas", "dot", "eve")


def shares() -> st.SearchStrategy[str]:
    return st.sampled_from(["1/3", "2/5", "1/2", "3/5", "2/3", "75%", "1"])


@st.composite
def thresholds(draw: st.DrawFn, bases: tuple[str, ...]) -> dict[str, Any]:
    """More than, or at least, a share of a base; or a number of votes."""
    if draw(st.integers(0, 5)) == 0:
        return {"at_least": draw(st.integers(0, 7))}
    word = draw(st.sampled_from(["more_than", "at_least"]))
    return {word: draw(shares()), "of": draw(st.sampled_from(bases))}


OFFICE = ("in_office", "entitled", "size", "outstanding")  # what does not hang on who turns up
BASES = (*OFFICE, "present", "cast")


@st.composite
def boards(draw: st.DrawFn) -> dict[str, Any]:
    """A case with up to five who vote on a board, its groups split or not, and one decision.

    Some seats are vacant or not even listed, some people hold two; some votes are zero.
    """
    parties: dict[str, Any] = {name: {} for name in PEOPLE}
    parties["patron"] = {"kind": "organisation"}
    if draw(st.booleans()):
        body = draw(_seats())
    else:
        parties |= draw(_groups())
        body = draw(_voters(parties))
    bodies = {"board": body, "chief": {"kind": "office", "seats": draw(_office())}}
    barrable = [*PEOPLE[:3], "patron", *(set(parties) & {"bloc", "signers", "staff"})]
    agreeing = ["ann", "patron", "chief.seat", *(f"board.{s}" for s in body.get("seats", ()))]
    rules = {"act": draw(rules_of(barrable, agreeing, 1, ()))}
    decisions = {
        "first": {"subject": "chief", "rule": draw(rules_of(barrable, agreeing, 0, ("act",)))},
        "main": {"rule": draw(rules_of(barrable, agreeing, 2, ("act", "first")))},
    }
    subjects = ["chief", "chief.seat", *(f"board.{s}" for s in body.get("seats", ())), None]
    subject = draw(st.sampled_from(subjects))
    if subject:
        decisions["main"]["subject"] = subject
    return {
        "kingmaker": 1, "name": "A board", "parties": parties, "bodies": bodies,
        "rules": rules, "decisions": decisions,
    }  # fmt: skip


@st.composite
def _seats(draw: st.DrawFn) -> dict[str, Any]:
    holders = draw(st.lists(st.sampled_from([*PEOPLE, None]), min_size=1, max_size=6))
    seats = {
        f"s{n}": {"holder": holder, "votes": draw(st.sampled_from([1, 1, 1, 0, 2, 3]))}
        for n, holder in enumerate(holders)
    }
    size = draw(st.none() | st.integers(len(seats), len(seats) + 3))
    return {"seats": seats, **({"size": size} if size else {})}


def _office() -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(["ann", "bob", None]).map(lambda who: {"seat": {"holder": who}})


@st.composite
def _groups(draw: st.DrawFn) -> dict[str, Any]:
    """Staff of two to four heads, perhaps with a part that acts as one and a person in it."""
    count = draw(st.integers(2, 4))
    staff: dict[str, Any] = {"staff": {"kind": "group", "count": count}}
    if draw(st.booleans()):
        signed: dict[str, Any] = {"kind": "group", "part_of": "staff"}
        signed |= {"as": "bloc"} if draw(st.booleans()) else {}
        staff["signers"] = signed | {"count": draw(st.integers(1, count - 1))}
        if draw(st.booleans()):
            staff["others"] = {"kind": "group", "part_of": "staff", "as": "bloc"}
        else:
            staff["eve"] = {"part_of": "staff"}
    staff["bloc"] = {"kind": "group", "as": "bloc", "count": draw(st.integers(1, 3))}
    return staff


@st.composite
def _voters(draw: st.DrawFn, parties: dict[str, Any]) -> dict[str, Any]:
    groups = draw(st.sampled_from([["staff"], ["bloc"], ["staff", "bloc"], ["signers"]]))
    names = [group for group in groups if group in parties]
    people = PEOPLE[: draw(st.integers(0 if names else 1, 1 if "staff" in names else 3))]
    voters = {name: draw(st.sampled_from([1, 1, 2, 0])) for name in [*names, *people]}
    size = draw(st.none() | st.integers(3, 9))
    return {"voters": voters, **({"size": size} if size else {})}


@st.composite
def rules_of(
    draw: st.DrawFn, barrable: list[str], agreeing: list[str], deep: int, known: tuple[str, ...]
) -> Any:
    """A rule of votes and consents, so many levels deep; earlier rules and decisions by name."""
    kinds = ["vote", "vote", "consent", *known] if not deep else ["vote", "all", "any", "some"]
    kind = draw(st.sampled_from(kinds))
    inner = st.lists(
        rules_of(barrable, agreeing, deep - 1, known), min_size=1, max_size=3
    )  # fmt: skip
    match kind:
        case "vote":
            return draw(votes(barrable))
        case "consent":
            named = st.lists(st.sampled_from(agreeing), min_size=1, max_size=2, unique=True)
            return {"consent": draw(named)}
        case "all" | "any":
            return {f"{kind}_of": draw(inner)}
        case "some":
            rules = draw(inner)
            return {"some_of": rules, "at_least": draw(st.integers(1, len(rules)))}
        case "first":
            return {"decision": "first"}
    return kind


@st.composite
def votes(draw: st.DrawFn, barrable: list[str]) -> dict[str, Any]:
    vote: dict[str, Any] = {"vote": "board", **draw(thresholds(BASES))}
    if draw(st.booleans()):
        vote["exclude"] = draw(
            st.lists(st.sampled_from(["subject", *barrable]), min_size=1, max_size=2, unique=True)
        )
    if draw(st.booleans()):
        vote["quorum"] = draw(thresholds(OFFICE))
        if draw(st.booleans()):
            vote["quorum"]["excluded_count"] = True
    return vote


SUPPLIERS = ("lab", "cloud", "fund", "bank", "model", "app")  # the last two are products


@st.composite
def dependences(draw: st.DrawFn) -> dict[str, Any]:
    """A case of parties and products that need one another, in circles too, and a decision.

    The laboratory's board decides; who works for it is split into parts or not.
    """
    parties: dict[str, Any] = {"ann": {}, "bob": {}, "eve": {}}
    parties |= {name: {"kind": "organisation"} for name in SUPPLIERS[:4]}
    parties |= draw(_groups())
    makers = st.sampled_from(SUPPLIERS[:4])
    needs = draw(st.lists(_needs(parties), min_size=1, max_size=6))
    holdings = draw(st.lists(_holdings(), max_size=3))
    voters = draw(st.lists(st.sampled_from(["ann", "bob", "fund"]), min_size=1, unique=True))
    return {
        "kingmaker": 1, "name": "A laboratory", "parties": parties,
        "products": {name: {"of": draw(makers)} for name in SUPPLIERS[4:]},
        "bodies": {"board": {"of": "lab", "voters": dict.fromkeys(voters, 1)}},
        "decisions": {"main": {"rule": {"vote": "board", **draw(thresholds(("in_office",)))}}},
        "holdings": numbered(holdings),
        "needs": numbered(needs),
    }  # fmt: skip


def numbered(entries: list[Any]) -> dict[str, Any]:
    """Entries under their numbers, as the file reader names those of a list."""
    return {str(number): entry for number, entry in enumerate(entries, start=1)}


@st.composite
def _holdings(draw: st.DrawFn) -> dict[str, Any]:
    holder, issuer = draw(st.permutations(SUPPLIERS[:4]))[:2]
    right = draw(st.sampled_from(["control", "votes", "economic"]))
    share = draw(st.none() | st.sampled_from(["1/2", "51%", "1"]))
    return {"holder": holder, "in": issuer, "right": right, **({"share": share} if share else {})}


def _needs(parties: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    crowds = [name for name in ("staff", "signers", "bloc") if name in parties]
    return st.fixed_dictionaries(
        {"who": st.sampled_from(["lab", "lab", *SUPPLIERS]), "from": supplies(tuple(crowds))}
    )


def supplies(crowds: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Who can meet a need: one, all of several, any or some of them, or enough of a crowd."""
    blocs = tuple(name for name in crowds if name == "bloc")
    people = st.builds(
        lambda crowd, word, share: {"people_of": crowd, word: share},
        st.sampled_from(crowds),
        st.sampled_from(["at_least", "more_than"]),
        st.sampled_from(["1/3", "1/2", "2/3", "2"]),
    )
    one = st.sampled_from([*SUPPLIERS, *blocs])

    def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, min_size=1, max_size=3)
        some = several.flatmap(
            lambda listed: st.integers(1, len(listed)).map(
                lambda number: {"some_of": listed, "at_least": number}
            )
        )
        return (
            several.map(lambda listed: {"any_of": listed})
            | several.map(lambda listed: {"all_of": listed})
            | some
        )

    return st.recursive(one | one | people, nested, max_leaves=5)


def leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every value of a case that has no others in it, with its path."""
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    else:
        yield path, tree


@st.composite
def changes(draw: st.DrawFn, tree: dict[str, Any]) -> tuple[tuple[str, ...], Any]:
    """Another value for one place of a case: one that stands under the same word elsewhere."""
    found = [(path, value) for path, value in leaves(tree) if len(path) > 2]
    section = draw(st.sampled_from(sorted({path[0] for path, _ in found})))
    path, value = draw(st.sampled_from([(p, v) for p, v in found if p[0] == section]))
    others = [v for p, v in found if p[-1] == path[-1] and v != value]
    new = {"count": [1, 7], "share": ["1/3", "99%"], "votes": [0, 5], "size": [9, 12]}
    return path, draw(st.sampled_from([*others, *new.get(path[-1], []), value]))
