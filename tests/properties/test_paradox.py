"""The no-show paradox, found by trying every ballot of everybody."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from kingmaker.model import Organisation, Threshold, Vote
from kingmaker.translate.paradox import paradoxes

BALLOTS = ("for", "against", "abstain", "absent")
PEOPLE = ("ann", "bob", "cas", "dot")
BASES = (*strategies.OFFICE, "present", "cast")


@st.composite
def small_boards(draw: st.DrawFn) -> dict[str, Any]:
    """One vote of four people in up to five seats, or of two and a staff of two.

    One of the people may be directed by another.
    """
    parties: dict[str, Any] = {name: {} for name in PEOPLE}
    weights = st.sampled_from(["1", "1", "2", "1/2", "0"])
    if draw(st.booleans()):
        holders = draw(st.lists(st.sampled_from([*PEOPLE, None]), min_size=1, max_size=5))
        seats = {f"s{n}": {"holder": who, "votes": draw(weights)} for n, who in enumerate(holders)}
        body: dict[str, Any] = {"seats": seats}
    else:
        parties["staff"] = {"kind": "group", "count": 2}
        body = {"voters": {name: draw(weights) for name in ("ann", "bob", "staff")}}
    vote: dict[str, Any] = {"vote": "board"}
    if draw(st.integers(0, 4)) == 0:
        vote |= {"more_than": "1/2", "of": "cast", "casting_vote": draw(st.sampled_from(PEOPLE))}
    elif draw(st.integers(0, 5)) == 0:
        vote |= {"method": "plurality"}
    else:
        vote |= draw(strategies.thresholds(BASES))
    vote["quorum"] = draw(strategies.thresholds(strategies.OFFICE)) | {
        "counting": ["for", *draw(st.sampled_from([["against", "abstain"], ["against"], []]))],
        "excluded_count": draw(st.booleans()),
    }
    if draw(st.booleans()):
        barrable = st.sampled_from(list(parties))
        vote["exclude"] = draw(st.lists(barrable, max_size=2, unique=True))
    if draw(st.booleans()):
        parties["bob"] = {"votes_by": {"consent": "ann"}}
    takeable = ("bob", "cas") if "votes_by" in parties["bob"] else PEOPLE
    taken = st.dictionaries(st.sampled_from(takeable), st.sampled_from(BALLOTS), max_size=2)
    return {
        "name": "A board", "parties": parties, "bodies": {"board": body},
        "decisions": {"main": {"rule": vote}}, "ballots": draw(taken),
    }  # fmt: skip


def on_it(board: Organisation) -> Iterator[tuple[str, str, Fraction]]:
    """Everyone who is there: who acts, for which party, with how many votes."""
    for seat in board.bodies["board"].seats.values():
        if seat.holder is not None:
            yield seat.holder, seat.holder, seat.votes
    for party, votes in board.bodies["board"].voters.items():
        assert isinstance(votes, Fraction)
        for number in range(board.parties[party].count or 1):
            yield f"{party}{number or ''}", party, votes


def passes(board: Organisation, rule: Vote, cast: dict[str, str]) -> bool:
    """Whether a vote passes, straight from the definitions."""
    sums = dict.fromkeys(BALLOTS, Fraction())
    barred = here = Fraction()
    for who, party, votes in on_it(board):
        if party in rule.exclude:
            barred += votes
            here += votes if cast[who] != "absent" else 0
        else:
            sums[cast[who]] += votes
    may = sum(sums.values())
    vacant = [s.votes for s in board.bodies["board"].seats.values() if s.holder is None]
    bases = {
        "cast": sums["for"] + sums["against"], "present": may - sums["absent"],
        "in_office": may, "outstanding": may, "entitled": may + barred,
        "size": may + barred + sum(vacant),
    }  # fmt: skip
    assert rule.quorum is not None
    counted = sum((sums[ballot] for ballot in rule.quorum.counting), Fraction())
    counted += here if rule.quorum.excluded_count else 0
    if not reaches(rule.quorum, counted, bases):
        return False
    if rule.method == "plurality":
        return sums["for"] > sums["against"]
    tie = sums["for"] == sums["against"] > 0
    if rule.casting_vote is not None and tie and cast[rule.casting_vote] == "for":
        return True
    return sums["for"] > 0 and reaches(rule, sums["for"], bases)


def reaches(threshold: Threshold, votes: Fraction, bases: dict[str, Fraction]) -> bool:
    share = threshold.at_least if threshold.more_than is None else threshold.more_than
    needed = (share or 0) * (bases[threshold.of] if threshold.of else 1)
    return votes >= needed if threshold.more_than is None else votes > needed


def shows(board: Organisation) -> bool:
    """Whether some ballots show the paradox, of all there are."""
    rule = board.decisions["main"].rule
    assert isinstance(rule, Vote)
    led = board.parties["bob"].votes_by is not None and "bob" not in board.ballots
    may = {who for who, party, votes in on_it(board) if votes and party not in rule.exclude}
    acting = list(dict.fromkeys([*PEOPLE, *(who for who, _, _ in on_it(board))]))
    for each in product(BALLOTS, repeat=len(acting)):
        cast = dict(zip(acting, each, strict=True)) | board.ballots
        if led:
            cast["bob"] = cast["ann"]
        if not passes(board, rule, cast):
            continue
        for who in acting:
            if cast[who] != "against" or who in board.ballots or (led and who == "bob"):
                continue
            alike = {who, "bob"} if led and who == "ann" else {who}
            if alike & may and not passes(board, rule, cast | dict.fromkeys(alike, "absent")):
                return True
    return False


@settings(max_examples=100)
@given(small_boards())
def test_it_is_found_if_and_only_if_some_ballots_show_it(case):
    board = Organisation.model_validate(case)

    found = paradoxes(board, "main")

    assert bool(found) == shows(board)
    assert all(one.witness is not None for one in found)
