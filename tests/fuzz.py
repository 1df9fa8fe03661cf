"""Case files, damaged at random: ``python tests/fuzz.py --runs 20000 --seed 1``.

Whatever is in a file, reading it ends with a case or with problems that each have a place in it:
never with another exception, and never after long. What was found once is kept as a test.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kingmaker.files import Case, CaseError, dumps, examples, loads
from kingmaker.files.text import decode

LONGEST = 10.0  # seconds; some tenths where nothing else runs
WORDS = """
kingmaker name summary as_of sources parties products bodies rules holdings decisions needs
agreements events facts worlds kind count part_of as bloc one-by-one of size seats voters
holder votes vote more_than at_least in_office entitled present cast quorum excluded_count
exclude subject consent all_of any_of some_of decision in right share class rule effects
vacate fill with who from people_of by to did date label source assumed note about value
claims made set why true false null board ann altman remove-ceo staff microsoft
classes converts_to converts_on transfer issue shares cap weigh heads method plurality cumulative
seats win casting_vote multiply counting outstanding no_objection unless automatic votes_by binds
votes_as voting flags flag not_flag clear vacant held holding party calendar timing notice at open
delay for_each for_class requires proposed_by contestable while questions ask coalition goal
level assume absent world want wins loses blocks minimal reachable steps days $seat A B
""".split()  # noqa: SIM905 - read as words
NASTY = (
    "null", "~", "true", "no", "-1", "0", "1/0", "2/1", "49", "150%", "1e999999999", "9" * 400,
    "٣", "2023-02-30", "0000", "{}", "[]", "[[[]]]", "{a: {b: [c]}}", "''", '"\\0"', '"\\ud800"',
    "*a", "&a x", "!!python/object:x {}", "!x y", "<<: *a", "{claims: []}", "{claims: null}",
    "{claims: [{value: {claims: [{value: 1, assumed: true}]}, assumed: true}]}",
    "{claims: [{value: null, assumed: true}, {value: [], assumed: true}]}",
    "{decision: remove-ceo}",
    "board-act", "{all_of: [board-act]}", "board.altman", "board.", ".", "..", "a.b.c", "staff",
    "{people_of: staff, at_least: 99999}", "|", ">-", "'", '"', "`", "@", "%", "\t", "\x00", "﻿",
    "28 days", "3 months", "$seat", "board:I", "{flag: done}", "{holding: {party: ann, class: A}}",
    "{unless: {unless: {unless: act}}}", "{automatic: true}", "{consent: $seat}", "[{staff: 3}]",
    "majority of board", "oust ann from board", "take remove:board.ann", "about 0.1", "x" * 90,
    "-", "---", "...", "?", ": ", "#", "x" * 5000, "[" * 80, "USD 13 bn", "USD ,", "1,000",
)  # fmt: skip

SMALL = """\
kingmaker: 1
name: A small company
as_of: 2023-11-17
sources: {letter: {title: A letter, published: 2023-11}, bylaws: By-laws}
parties:
  firm: {kind: organisation, form: company, source: bylaws}
  ann: {label: Ann, source: [letter, "bylaws:s 2.1"]}
  bob:
  staff: {kind: group,
          count: {claims: [{value: 770, source: letter:4}, {value: 701, assumed: true}]}}
  signers: {kind: group, count: 505, part_of: staff, as: bloc}
  rest: {kind: group, part_of: staff}
products: {model: {of: firm, label: Model}}
bodies:
  board: {of: firm, size: 3, seats: {ann: {holder: ann, votes: 2}, bob: {holder: bob}, third: {}}}
  meeting: {kind: meeting, voters: {ann: 3, staff: 1}}
  ceo: {kind: office, seats: [ann]}
rules:
  act: {vote: board, more_than: 1/2, of: size, exclude: subject, quorum: {at_least: 2}}
  both:
    all_of:
      - act
      - any_of: [{consent: [ann, board.bob]}, {vote: meeting, at_least: 75%, of: cast}]
holdings:
  - {holder: ann, in: firm, right: votes, share: 49%}
  - in: firm
    holder: {claims: [{value: bob, assumed: true}, {value: staff, made: 2024, assumed: true}]}
decisions:
  remove: {label: Remove, subject: ceo, rule: act, effects: [{vacate: ceo}]}
  appoint:
    subject: ceo
    rule: {some_of: [both, {decision: remove}, act], at_least: 2}
    effects: [{fill: ceo}]
needs:
  talent:
    who: firm
    from: {all_of: [{people_of: staff, more_than: 1/2}, {any_of: [ann, signers]}]}
agreements:
  loan: {kind: funding, from: ann, to: firm, amount: over USD 13 bn, status: proposed}
events:
  first: {date: 2023-11-17, kind: act, did: remove, by: ann}
  next: {date: 2023-12, kind: act, did: appoint, with: bob, label: "Bob: the next one"}
facts:
  worth:
    about: firm
    value: {claims: [{value: USD 80 bn, source: letter}, {value: [1, no], assumed: true}]}
worlds:
  other:
    label: Another
    why: Because
    set: {rules.act.of: in_office, parties.signers.count: 7}
    source: letter
  vacant: {why: Why not, set: {bodies.board.seats.ann.holder: null}}
"""

CHARTER = """\
kingmaker: 1
name: A small charter
as_of: 2024-01-01
parties:
  ann:
  bob: {votes_by: {consent: fund}}
  fund: {kind: organisation}
  staff: {kind: group, count: 9}
classes:
  A: {votes: 1, of: fund}
  B: {votes: {claims: [{value: 10, assumed: true}, {value: 5/2, assumed: true}]},
      converts_to: A, converts_on: transfer}
holdings: [{holder: ann, class: B, shares: 12.5}, {holder: fund, class: A, shares: 1/3}]
bodies:
  board:
    seats: {x: {holder: ann, class: I}, y: {holder: bob, class: II, while: {not_flag: done}}}
  stock: {kind: meeting, classes: [A, B], cap: 20%}
  council: {voters: {ann: {states: 1, people: 50}, staff: {states: 2, people: 7/2}}}
rules:
  act: {vote: board, more_than: 1/2, of: cast, casting_vote: ann, multiply: {of: subject, by: 3},
        quorum: {at_least: 1, counting: [for, abstain]}}
  big: {any_of: [{vote: council, weigh: people, at_least: 65%, of: entitled}, {unless: act}]}
  elect: {vote: stock, method: cumulative, seats: 3, win: 2}
flags: [done, gone]
calendar: {annual: [2024-06-01, {date: 2025-06-01, classes: [II]}]}
decisions:
  sell:
    rule: {all_of: [big, {no_objection: [fund, board.x]}]}
    proposed_by: {vote: board, at_least: 1}
    requires: [{not_flag: gone}, {holding: {party: ann, class: B, more_than: 10%}}]
    timing: {notice: 28 days, at: annual, delay: 2 weeks}
    for_class: II
    effects: [{transfer: {class: B, from: ann, to: fund, shares: 2}}, {flag: done}]
  remove:
    for_each: {seat: board, vacant: false, class: II}
    rule: {vote: stock, more_than: 1/2, of: outstanding}
    requires: {held: $seat}
    effects: [{vacate: $seat}, {set: {rules.act.multiply: null, classes.B.votes: 3}}]
  lapse:
    rule: {automatic: true}
    effects: [{issue: {class: A, to: bob, shares: 7}}, {clear: done}]
agreements:
  pact: {kind: voting, binds: [ann], body: council, votes_as: elect}
events:
  - {date: 2024-02-01, kind: act, did: "remove:board.y"}
worlds:
  free: {why: Why not, set: {agreements.pact.status: ended, bodies.council.voters.ann: null}}
questions:
  q1: {ask: Who can sell?, decision: sell, assume: {staff: absent},
       want: {wins: [[ann, {staff: 3}]], minimal: 2, shapley: {ann: 1/3, bob: about 0.12}}}
  q2: {ask: Can they?, coalition: [fund, ann], goal: [majority of board, take remove:board.y],
       world: free, level: contested, want: {reachable: true, steps: 2, days: 180}}
"""

Mutation = Callable[[str, random.Random], str]


def flip(text: str, draw: random.Random) -> str:
    """Put a few signs in the place of others."""
    signs = list(text)
    for _ in range(draw.randint(1, 4)):
        sign = draw.randrange(draw.choice((128, 0x3000)))
        signs[draw.randrange(len(signs))] = chr(sign)
    return "".join(signs)


def lines(text: str, draw: random.Random) -> str:
    """Take out, double or exchange a few lines."""
    rows = text.splitlines(keepends=True)
    for _ in range(draw.randint(1, 3)):
        one, two = draw.randrange(len(rows)), draw.randrange(len(rows))
        match draw.randrange(4):
            case 0:
                rows[one : one + draw.randint(1, 5)] = []
            case 1:
                rows.insert(two, rows[one])
            case 2:
                rows[one], rows[two] = rows[two], rows[one]
            case _:
                rows[two:two] = rows[one : one + draw.randint(1, 8)]
        rows = rows or ["\n"]
    return "".join(rows)


def indent(text: str, draw: random.Random) -> str:
    """Move a few lines to the left or to the right."""
    rows = text.splitlines(keepends=True)
    at = draw.randrange(len(rows))
    for i in range(at, min(len(rows), at + draw.randint(1, 3))):
        rows[i] = draw.choice((" " + rows[i], "  " + rows[i], "\t" + rows[i], rows[i].lstrip(" ")))
    return "".join(rows)


def token(text: str, draw: random.Random) -> str:
    """Write a word of the vocabulary in the place of another, or anywhere."""
    found = list(re.finditer(r"[\w-]+", text))
    word = draw.choice(found) if found else None
    if word is None or draw.random() < 0.2:
        at = draw.randrange(len(text) + 1)
        return f"{text[:at]}{draw.choice(WORDS)}{draw.choice((' ', ': ', ', ', ''))}{text[at:]}"
    return f"{text[: word.start()]}{draw.choice(WORDS)}{text[word.end() :]}"


def nasty(text: str, draw: random.Random) -> str:
    """Give a word another value, or a list another item."""
    found = list(
        re.finditer(r"(?<=: )[^\s,\[\]{}][^,\[\]{}\n]*|(?<=\[)[^\[\]{}\n]+?(?=[,\]])", text)
    )
    if not found:
        return text + draw.choice(NASTY)
    value = draw.choice(found)
    return f"{text[: value.start()]}{draw.choice(NASTY)}{text[value.end() :]}"


def rename(text: str, draw: random.Random) -> str:
    """Rename a word before a colon."""
    found = list(re.finditer(r"[\w-]+(?=:)", text))
    if not found:
        return text
    word = draw.choice(found)
    name = word[0]
    near = name[:-1] + draw.choice(("", "x", name[-1] * 2))
    new = draw.choice((near, draw.choice(WORDS), draw.choice(NASTY), "a b", "a.b", ""))
    return f"{text[: word.start()]}{new}{text[word.end() :]}"


def truncate(text: str, draw: random.Random) -> str:
    """End the file early, or begin it late."""
    at = draw.randrange(len(text) + 1)
    return text[:at] if draw.random() < 0.8 else text[at:]


def wrap(text: str, draw: random.Random) -> str:
    """Dispute a value where it stands."""
    found = list(re.finditer(r"(?<=: )[^\s,\[\]{}][^,\[\]{}\n]*(?=[,}\n])", text))
    if not found:
        return text
    value = draw.choice(found)
    other = draw.choice((value[0], *NASTY[:30], *WORDS))
    claims = ", ".join(
        f"{{value: {claim}, assumed: true}}" for claim in draw.sample((value[0], other), 2)
    )
    return f"{text[: value.start()]}{{claims: [{claims}]}}{text[value.end() :]}"


MUTATIONS: tuple[Mutation, ...] = (
    flip, lines, indent, token, nasty, nasty, rename, truncate, wrap, wrap,
)  # fmt: skip


def mutated(text: str, draw: random.Random) -> bytes:
    """Damage a text in one to four ways, and now and then its bytes."""
    for _ in range(draw.choice((1, 1, 1, 1, 2, 3))):
        text = draw.choice(MUTATIONS)(text or "x", draw)
    raw = text.encode("utf-8", "surrogatepass")
    if draw.random() < 0.03 and raw:
        at = draw.randrange(len(raw))
        raw = raw[:at] + bytes([draw.randrange(256)]) + raw[at + 1 :]
    if draw.random() < 0.02:
        raw = raw.replace(b"\n", b"\r\n")
    return raw


def judge(raw: bytes) -> Case | CaseError:
    """Read a file and see that it ends as it may.

    Raises
    ------
    AssertionError
        If a problem has no place in the file, or a case cannot be written and read again.
    """
    try:
        case = loads(decode(raw, "case.yaml"), "case.yaml")
    except CaseError as error:
        refused = error
    else:
        _ = case.organisation
        again = loads(dumps(case), "case.yaml")
        assert again.tree == case.tree, "the case reads otherwise once it is written"
        assert again.worlds == case.worlds, "the worlds read otherwise once they are written"
        return case
    rows = raw.decode("utf-8-sig", "replace").split("\n")
    assert refused.problems, "a case was refused and nothing is said to be wrong"
    for problem in refused.problems:
        place = problem.place
        assert 1 <= place.line <= len(rows), f"no such line: {problem}"
        assert 1 <= place.column <= len(rows[place.line - 1]) + 1, f"no such column: {problem}"
        assert len(problem.message) < 600, f"too long: {problem}"
        assert "\n" not in problem.message, f"more than a line: {problem}"
    return refused


def starts() -> list[str]:
    """The texts that are damaged: every example whole, and pieces that a change is felt in."""
    whole = [file.read_text(encoding="utf-8") for file in examples().values()]
    broken = sorted((Path(__file__).parent / "broken").glob("*.yaml"))
    small = [
        file.read_bytes().decode("utf-8", "replace")
        for file in broken
        if file.stat().st_size < 2_000
    ]
    return [*whole, *[SMALL] * len(small), *[CHARTER] * (2 * len(small)), *small]


def main() -> int:
    """Damage and read so many files; tell what went wrong."""
    parser = argparse.ArgumentParser(description="Damage case files at random and read them.")
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    texts, whole = starts(), len(examples())
    counts: Counter[str] = Counter()
    slowest, begin = 0.0, time.perf_counter()
    for run in range(arguments.runs):
        draw = random.Random(f"{arguments.seed}-{run}")  # so that each run can be had alone
        raw = mutated(draw.choice(texts[:whole] if draw.random() < 0.25 else texts), draw)
        started = time.perf_counter()
        try:
            outcome = judge(raw)
        except Exception:  # noqa: BLE001 - any other exception is what is looked for
            counts["failed"] += 1
            sys.stdout.write(f"seed {arguments.seed}, run {run}:\n{traceback.format_exc()}\n")
            Path(f"fuzz-{arguments.seed}-{run}.yaml").write_bytes(raw)
            continue
        took = time.perf_counter() - started
        slowest = max(slowest, took)
        if took > LONGEST:
            counts["failed"] += 1
            sys.stdout.write(f"seed {arguments.seed}, run {run}: {took:.1f} s\n")
        counts["read" if isinstance(outcome, Case) else "refused"] += 1
    sys.stdout.write(
        f"{arguments.runs:,} files in {time.perf_counter() - begin:.0f} s: "
        f"{counts['read']:,} read, {counts['refused']:,} refused, {counts['failed']:,} failed; "
        f"the slowest took {slowest:.2f} s\n"
    )
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main())
