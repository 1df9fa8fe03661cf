"""What was held on a day, as known on another, is the same in statements and in a case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import event, given, settings
from hypothesis import strategies as st

from kingmaker.files.bods import Statement, current, records
from kingmaker.files.exchange.bods import read, write
from kingmaker.files.exchange.bods.filed import share_of
from kingmaker.files.exchange.bods.words import RIGHTS
from kingmaker.files.exchange.losses import Account
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding
from statements import as_bytes, entity, interest, person, relationship

FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(7)]
BEFORE = FIRST - timedelta(days=9)
TYPES = ("shareholding", "votingRights")

days = st.sampled_from([day.isoformat() for day in DAYS])


@st.composite
def interests(draw: st.DrawFn) -> list[dict]:
    """What one statement says is held; perhaps nothing, perhaps ended before it began.

    Of two that `current` cannot tell apart, of one type and start, both end on one day.
    """
    found: dict[tuple, dict] = {}
    for _ in range(draw(st.integers(0, 2))):
        one = interest(
            type=draw(st.sampled_from(TYPES)),
            share=draw(st.sampled_from([{"exact": 25}, {"exact": 50}, None])),
            startDate=draw(st.none() | days),
            endDate=draw(st.none() | days),
        )
        same = found.get((one["type"], one.get("startDate")))
        if same is None or same.get("endDate") == one.get("endDate"):
            found[one["type"], one.get("startDate"), len(found)] = one
            found[one["type"], one.get("startDate")] = one
    return [one for key, one in found.items() if len(key) > 2]


@st.composite
def histories(draw: st.DrawFn) -> list[dict]:
    """Up to four statements of one relationship, said and published in any order."""
    told: list[dict] = []
    for number in range(draw(st.integers(1, 4))):
        published = {"publicationDate": draw(days), "bodsVersion": "0.4",
                     "publisher": {"name": "A register"}}  # fmt: skip
        around = {
            "statementDate": draw(days),
            "recordStatus": draw(st.sampled_from(["new", "updated", "updated", "closed"])),
            "publicationDetails": published,
        }
        if draw(st.booleans()):
            del around["publicationDetails"]
            around["publicationDetails"] = {
                **published,
                "publicationDate": around["statementDate"],
            }
        held = draw(interests()) if not told or draw(st.booleans()) else _same(told)
        told.append(relationship(number=number, interests=held, and_=around))
    return [entity(), person(), *told]


def _same(told: list[dict]) -> list[dict]:
    return told[-1]["recordDetails"]["interests"]


def carried(said: list[dict]) -> tuple[list[Told], Account]:
    account = Account()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "said.json"
        path.write_bytes(as_bytes(said))
        return list(read(path, account)), account


def told(said: list[dict]) -> list[Statement]:
    found = [entry.statement for entry in records(as_bytes(said))]
    return [statement for statement in found if statement is not None]


def counts(holding: Holding, day: date, known: date) -> bool:
    """Whether a holding holds on a day by what was known on another."""
    return bool(
        (holding.declared is None or holding.declared.first <= known)
        and (holding.status != "superseded" or known < holding.status_from.first)
        and (holding.start is None or holding.start.first <= day)
        and (holding.until is None or day < holding.until.first)
    )


def in_case(told: Iterable[Told], day: date, known: date) -> Counter:
    return Counter(
        (each.entry.holder, each.entry.issuer, each.entry.right, each.entry.share)
        for each in told
        if isinstance(each.entry, Holding) and counts(each.entry, day, known)
    )


def in_statements(said: Iterable[Statement], day: date, known: date) -> Counter:
    found = Counter()
    for held in current(said, day, known).held:
        what = held.interest
        right = RIGHTS[what.type] if what and what.type else "unknown"
        ends = held.relationship.party, held.relationship.subject
        found[*ends, right, share_of(what) if what else None] += 1
    return found


@given(histories())
@settings(max_examples=200)
def test_what_was_held_by_what_was_known_is_the_same_in_a_case(said):
    case, account = carried(said)
    statements = told(said)

    assert account.records == len(said)
    for known in [BEFORE, *DAYS]:
        for day in [BEFORE, *DAYS]:
            assert in_case(case, day, known) == in_statements(statements, day, known)


@given(histories())
@settings(max_examples=150)
def test_statements_that_are_written_of_it_say_the_same_again(said):
    case, _ = carried(said)
    lost = Account()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "again.json"
        write(case, path, lost, dated=FIRST)
        again = [entry.statement for entry in records(path) if entry.statement]

    before = any(what == "status" for _, what, _ in lost.reasons)
    event("what was believed before is lost" if before else "all is told")
    for known in [DAYS[-1]] if before else [BEFORE, *DAYS]:
        for day in [BEFORE, *DAYS]:
            assert in_statements(again, day, known) == in_case(case, day, known)


@given(histories())
def test_names_of_holdings_are_their_own(said):
    case, _ = carried(said)

    names = [each.name for each in case if isinstance(each.entry, Holding)]
    assert len(names) == len(set(names))
