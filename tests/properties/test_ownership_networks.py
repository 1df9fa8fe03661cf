"""Verdicts and shares told of random case files are so in every definite case they allow.

Both are written as case files and asked as anyone asks; the brute force is in `ownings`, and how
they are drawn in `sketches`.
"""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import kingmaker as km
import owned
import ownings
from kingmaker.engine.ownership.shares import HALF, Share
from kingmaker.engine.ownership.stakes import Holdings
from sketches import (
    COMPANIES,
    PARTIES,
    Line,
    chains,
    completions,
    once_each,
    points,
    sketches,
    written,
)

PACKS = ("eu-amlr", "fatf", "uk-psc", "us-fincen", "plain")
SANCTIONS = ("us-ofac", "eu-sanctions", "uk-sanctions")
RANK = {"excluded": 0, "possible": 1, "certain": 2, "in place of one": 0, "not registrable": 3}


def agrees(before: str, after: str) -> bool:
    """Whether a verdict on less is borne out by one on more."""
    if "not registrable" in (before, after):
        return True
    return {"certain": after == "certain", "possible": True}.get(before, RANK[after] == 0)


@settings(max_examples=25)
@given(st.data())
def test_whatever_is_told_is_so_in_every_case_that_is_possible(data):
    sketch = data.draw(sketches())
    definite = data.draw(completions(sketch))
    # a company of whose votes nothing is stated any more follows its capital: no completion
    rights = {(line.subject, line.right) for line in sketch}
    assume({(s, r) for s, r in rights if r == "votes"} <= {(n.subject, n.right) for n in definite})
    before, after = written(sketch), written(definite)

    for company in COMPANIES:
        there = {row.owner: row for row in km.owners(after, company).rows}
        for row in km.owners(before, company).rows:
            if row.owner == ("u",) or len(row.owner) > 1:
                continue
            found = there.get(row.owner)
            verdict = found.controls.value if found else "excluded"
            assert agrees(row.controls.value, verdict), (row, found)
            low, high = (found.capital.low, found.capital.high) if found else (0, 0)
            assert row.capital.low <= low, (row, found)
            assert high <= row.capital.high, (row, found)
            if found and found.capital.known and not row.capital.known:
                assert row.capital.within(found.capital) is not None, (row, found)
            commanded = found.votes if found else Share.exactly(0)
            if row.votes is not None and commanded is not None:
                assert row.votes.low <= commanded.low, (row, found)
                assert commanded.high <= row.votes.high, (row, found)
        for pack in PACKS:
            less, more = owned.found(before, company, pack), owned.found(after, company, pack)
            above = {row.owner[0] for row in km.owners(before, company).rows}
            for party in above & set(PARTIES):
                verdicts = less.get(party, "excluded"), more.get(party, "excluded")
                assert agrees(*verdicts), (pack, party, company, *verdicts)


@settings(max_examples=25)
@given(st.data())
def test_whoever_is_surely_caught_is_caught_in_every_case_that_is_possible(data):
    sketch = data.draw(sketches())
    definite = data.draw(completions(sketch))
    rights = {(line.subject, line.right) for line in sketch}
    assume({(s, r) for s, r in rights if r == "votes"} <= {(n.subject, n.right) for n in definite})
    before, after = written(sketch), written(definite)
    listed = data.draw(st.sampled_from([("ann",), ("ann", "ben"), ("A", "ann")]))
    above = {
        company: {row.owner[0] for row in km.owners(before, company).rows} for company in COMPANIES
    }

    for pack in SANCTIONS:
        less, more = owned.caught(before, listed, pack), owned.caught(after, listed, pack)
        for company in set(COMPANIES) - set(listed):
            if above[company] & set(listed):
                verdicts = less.get(company, "excluded"), more.get(company, "excluded")
                assert agrees(*verdicts), (pack, company, *verdicts)


def holdings(lines, silent: bool = False) -> Holdings:
    """The stakes of exact lines, by the number of each party."""
    stakes = []
    for line in lines:
        own = sum(
            (n.share.low for n in lines if n.holder == n.subject == line.subject), Fraction(0)
        )
        if silent and (line.holder == line.subject or own == 1):
            continue
        part = line.share.low / (1 - own) if silent else line.share.low
        stakes.append((PARTIES.index(line.holder), PARTIES.index(line.subject), part))
    return Holdings.of(len(PARTIES), stakes)


@settings(max_examples=30)
@given(sketches(exact=True, others=False))
def test_what_is_known_exactly_is_as_by_brute_force(lines):
    case, plain, votes = written(lines), holdings(lines), holdings(lines, silent=True)

    for company in COMPANIES:
        target = PARTIES.index(company)
        rows = {row.owner[0]: row for row in km.owners(case, company).rows}
        for number, party in enumerate(PARTIES):
            if party == company:
                continue
            row = rows.get(party)
            steered = ownings.controlled(votes, [number])
            assert (row is not None and row.controls.value == "certain") == (target in steered)
            assert row is None or row.controls.value != "possible"
            theirs = {number, *steered} - {target}
            commanded = sum(
                (p for h, p in votes.held.get(target, {}).items() if h in theirs), Fraction(0)
            )
            assert (row.votes if row else Share.exactly(0)) == Share.exactly(commanded)
            through, back = (ownings.walks(plain, number, end) for end in (target, number))
            if through is not None and back is not None:
                capital = row.capital if row else Share.exactly(0)
                assert capital == Share.exactly(through / (back or 1))
        listed = [PARTIES.index("ann")]
        caught = ownings.controlled(plain.cut(PARTIES.index("ann")), listed, HALF)
        found = owned.caught(case, ["ann"], "us-ofac")
        own = plain.held.get(target, {}).get(target, 0)
        assert own or (found.get(company) == "certain") == (target in caught)


@settings(max_examples=12)
@given(chains(), st.sampled_from([None, "eu-amlr", "uk-psc"]))
def test_a_proof_is_enough_and_as_short_as_any_and_without_what_turns_it_it_is_none(lines, pack):
    assume(len(lines) <= 7)
    case = written(lines)

    def certain(kept) -> bool:
        if pack is None:
            rows = km.owners(written(kept), "C").rows
            return any(r.owner == ("ann",) and r.controls.value == "certain" for r in rows)
        verdict = owned.found(written(kept), "C", pack).get("ann")
        return verdict in ("certain", "not registrable")

    answer = km.why(case, "ann", "C", pack=pack)
    proof = [int(row.entry.removeprefix("holdings.h")) for row in answer.rows]
    turns = [int(row.entry.removeprefix("holdings.h")) for row in answer.parts[0].rows]

    if not certain(lines):
        assert not turns
        assert "The verdict is: certain." not in answer.notes
        return
    chosen = [
        [line for n, line in enumerate(lines) if n in kept]
        for kept in ownings.subsets(range(len(lines)))
    ]
    sizes = [len(kept) for kept in chosen if certain(kept)]
    assert certain([lines[n] for n in proof])
    assert len(proof) == min(sizes)
    assert not certain([line for n, line in enumerate(lines) if n not in turns])
    lost = [len(lines) - len(kept) for kept in chosen if not certain(kept)]
    assert len(turns) == min(lost)


@settings(max_examples=20)
@given(st.data())
def test_one_more_fact_within_what_is_left_turns_nothing_certain_into_excluded(data):
    sketch = data.draw(sketches())
    subject = data.draw(st.sampled_from(COMPANIES))
    right = data.draw(st.sampled_from(["economic", "votes", "appointment"]))
    column = [n for n in once_each(sketch) if (n.subject, n.right) == (subject, right)]
    left = 1 - sum((max(points(line.share)) for line in column), Fraction(0))
    holder = data.draw(st.sampled_from([p for p in PARTIES if p != subject]))
    assume(left > 0)
    assume(holder not in {n.holder for n in column})
    more = Line(holder, subject, Share(Fraction(0), left), right)
    if right == "votes" and not column:  # what is held of the votes then leaves the rest open
        capital = [n for n in once_each(sketch) if (n.subject, n.right) == (subject, "economic")]
        room = 1 - sum((max(points(line.share)) for line in capital), Fraction(0))
        assume(room > 0)
        more = replace(more, share=Share(Fraction(0), room))
    before, after = written(sketch), written([*sketch, more])

    for company in COMPANIES:
        now = owned.control(after, company)
        for party, verdict in owned.control(before, company).items():
            assert verdict != "certain" or now[party] != "excluded", (party, company)
        for pack in PACKS:
            now = owned.found(after, company, pack)
            for party, verdict in owned.found(before, company, pack).items():
                assert verdict != "certain" or now.get(party, "excluded") != "excluded"
