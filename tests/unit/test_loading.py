"""Reading a case: every trouble is told, at its place, once, with a way out."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from kingmaker.files import CaseError, examples, load, loads
from kingmaker.files.text import DEEPEST, MOST_BYTES, MOST_VALUES, decode

BROKEN = Path(__file__).parents[1] / "broken"
CASES = sorted(BROKEN.glob("*.yaml"))
HEAD = "kingmaker: 1\nname: A pair\n"


def told(text: str) -> str:
    """The messages of a text that is no case."""
    with pytest.raises(CaseError) as caught:
        loads(text, "case.yaml")
    return str(caught.value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_trouble_is_told_as_it_was_read_aloud(case):
    with pytest.raises(CaseError) as caught:
        loads(decode(case.read_bytes(), case.name), case.name)

    expected = case.with_suffix(".expected.txt").read_text(encoding="utf-8")
    assert f"{caught.value}\n" == expected


def test_every_broken_case_has_its_messages_and_none_is_left_over():
    expected = {file.name.removesuffix(".expected.txt") for file in BROKEN.glob("*.expected.txt")}

    assert {case.stem for case in CASES} == expected
    assert len(CASES) >= 45


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_message_is_longer_than_a_reader_has_breath_or_speaks_of_python(case):
    messages = case.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()

    for message in messages:
        place = re.match(rf"{re.escape(case.name)}:(\d+):(\d+): ", message)
        assert place
        assert len(message) < 330
        assert not re.search(r"None|True|False|dict|NoneType|pydantic|Traceback", message)
    assert len(set(messages)) == len(messages)


@pytest.mark.parametrize("name", examples())
def test_examples_are_read_without_a_word(name):
    assert load(name).organisation.name


def test_a_case_is_read_from_a_file_a_folder_or_the_name_of_an_example(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HEAD, encoding="utf-8")

    assert load(file) == load(str(file))
    assert load(tmp_path).organisation.name == "A pair"
    assert load("openai-2023").name == "openai-2023"


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "none.yaml")


def test_a_file_over_the_size_is_not_read_to_its_end(tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HEAD + "# much ado\n" * (MOST_BYTES // 11 + 1), encoding="utf-8")

    with pytest.raises(CaseError, match="a case has 4,000,000 at most; split it"):
        load(file)


def test_a_case_with_too_many_values_is_refused_at_the_first_too_many():
    many = HEAD + "facts:\n  f:\n    value:\n" + "    - x\n" * MOST_VALUES

    assert "a case has 250,000 values at most; split the file" in told(many)


def test_lists_may_be_as_deep_as_stated_and_no_deeper():
    deep = DEEPEST - 3

    loads(HEAD + "facts: {f: {value: " + "[" * deep + "]" * deep + "}}\n")
    assert "deep; make it flatter" in told(
        HEAD + "facts: {f: {value: " + "[" * (deep + 1) + "]" * (deep + 1) + "}}\n"
    )


def test_no_more_than_200_troubles_are_told_at_once():
    lines = told(HEAD + "parties:\n" + "".join(f"  p{i}: {{lable: x}}\n" for i in range(500)))

    assert len(lines.splitlines()) == 201
    assert lines.endswith("there are more problems than these 200; put these right first")


def test_dos_line_ends_trailing_spaces_and_a_byte_order_mark_change_nothing():
    text = HEAD + "parties:\n  ann: {label: Ann}\n"
    marked = ("﻿" + text.replace("\n", "  \r\n")).encode()

    assert loads(decode(marked, "case.yaml")).tree == loads(text).tree
    assert loads("﻿" + text).tree == loads(text).tree


def test_places_count_characters_and_not_bytes():
    message = told(HEAD + 'parties: {ann: {label: "Zoë 🦉", lable: x}}\n')

    assert message.startswith("case.yaml:3:33: ")


def test_numbers_and_the_word_null_may_be_names_and_true_is_none_unless_quoted():
    sources = "kingmaker: 1\nname: 2023\nsources: {1: A letter}\n"
    parties = "parties: {7: {source: 1}, null: {label: 12}, true: {}}\n"

    organisation = loads(f"{sources}{parties}holdings: [{{holder: 7, in: 'true'}}]").organisation
    assert organisation.name == "2023"
    assert list(organisation.parties) == ["7", "null", "true"]
    assert organisation.label("null") == "12"
    assert "5:28: text belongs here, not true" in told(
        f"{sources}{parties}holdings: [{{holder: 7, in: true}}]"
    )


def test_a_section_that_cannot_be_read_brings_no_troubles_about_what_it_would_have_listed():
    lines = told(HEAD + "parties: [ann, bob]\nbodies: {board: {seats: [ann, bob]}}\n")

    assert lines.splitlines() == [
        "case.yaml:3:1: under parties belong names with entries, such as"
        + " parties: {first: {label: …}}, not a list"
    ]


def test_a_disputed_list_of_seats_lists_the_seats_of_every_claim():
    case = loads(
        HEAD + "parties: {ann: {}, bob: {}}\n"
        "bodies: {board: {seats: {claims: [{value: [ann, bob], assumed: true}]}}}\n"
        "decisions: {remove: {subject: board.bob, rule: {consent: ann}}}\n"
    )

    assert case.organisation.decisions["remove"].subject == "board.bob"


PAIR = "parties: {ann: {}, bob: {}}\n"
SETS = "{set: {parties.bob.label: x}}"
EACH = "for_each: {seat: board, class: none}"
TURN = "for_class: none, timing: {at: agm}"
SETTING = "rule: {consent: ann}, effects: [{flag: f"
VOTES_OF_TWO = "{value: 2, assumed: true}"
HOSTILE = {
    "unknown names": "parties:\n"
    + "".join(f"  p{i}: {{}}\n" for i in range(9000))
    + "holdings:\n"
    + "".join(f"  - {{holder: q{i}, in: r{i}}}\n" for i in range(9000)),
    "disputed seats": "parties: {ann: {}}\nbodies:\n  board:\n    seats:\n"
    + "".join(
        f"      s{i}: {{votes: {{claims: [{{value: 1, assumed: true}}, {VOTES_OF_TWO}]}}}}\n"
        for i in range(4000)
    ),
    "worlds": "parties: {ann: {}}\nworlds:\n"
    + "".join(f"  w{i}: {{why: x, set: {{parties.ann.label: L{i}}}}}\n" for i in range(6000)),
    "rules in one ring": "rules:\n  r0: r20000\n"
    + "".join(f"  r{i + 1}: r{i}\n" for i in range(20000)),
    "a figure without end": "parties: {ann: {}}\nagreements:\n"
    + f"  loan: {{kind: funding, amount: USD {'1' * 900_000}!}}\n",
    "a word without end": "parties:\n  " + "a.b" * 300_000 + ":\n    {}\n",
    "brackets without end": "facts: " + "[" * 900_000,
    "effects that set": f"{PAIR}decisions:\n"
    + "".join(f"  d{i}: {{rule: {{consent: ann}}, effects: [{SETS}]}}\n" for i in range(9000)),
    "one effect that sets": f"{PAIR}decisions:\n  d: {{rule: {{consent: ann}}, effects: [{{set: {{"
    + ", ".join(f"parties.p{i}.label: x" for i in range(60_000))
    + "}}]}\n",
    "decisions for each seat": "parties: {ann: {}}\nbodies:\n  board:\n    seats:\n"
    + "".join(f"      s{i}: {{class: c{i}}}\n" for i in range(30_000))
    + "decisions:\n"
    + "".join(f"  d{i}: {{{EACH}, rule: {{consent: $seat}}}}\n" for i in range(20_000)),
    "calendars": "as_of: 2020\nparties: {ann: {}}\ncalendar:\n  agm:\n"
    + "".join(f"    - {{date: 2021, classes: [c{i}]}}\n" for i in range(30_000))
    + "decisions:\n"
    + "".join(f"  d{i}: {{{TURN}, rule: {{consent: ann}}}}\n" for i in range(20_000)),
    "flags": "parties: {ann: {}}\nflags: ["
    + ", ".join(f"f{i}" for i in range(80_000))
    + "]\ndecisions:\n"
    + "".join(f"  d{i}: {{{SETTING}{i}}}]}}\n" for i in range(20_000)),
    "mandates through one body": "parties:\n"
    + "".join(f"  p{i}: {{votes_by: {{consent: free}}}}\n" for i in range(15_000))
    + "  free: {}\nbodies:\n  all:\n    voters:\n"
    + "".join(f"      p{i}: 1\n" for i in range(15_000))
    + "rules:\n"
    + "".join(f"  r{i}: {{vote: all, more_than: 1/2, of: cast}}\n" for i in range(20_000)),
    "mandates through many bodies": "classes: {a: {}}\nparties:\n  free: {}\n"
    + "".join(f"  p{i}: {{votes_by: {{consent: free}}}}\n" for i in range(9_000))
    + "holdings:\n"
    + "".join(f"  - {{holder: p{i}, class: a, shares: 1}}\n" for i in range(9_000))
    + "bodies:\n"
    + "".join(f"  b{i}: {{classes: [a]}}\n" for i in range(9_000)),
    "an agreement of many": "parties:\n"
    + "".join(f"  p{i}:\n" for i in range(40_000))
    + "agreements:\n  pact:\n    kind: voting\n    binds:\n"
    + "".join(f"      - p{i}\n" for i in range(40_000))
    + "    votes_as:\n      any_of:\n"
    + "        - {consent: p1}\n" * 20_000,
    "classes that convert on and on": "classes:\n  c0: {}\n"
    + "".join(
        f"  c{i + 1}: {{converts_to: c{i}, converts_on: transfer}}\n" for i in range(50_000)
    ),
    "events of one decision": f"{PAIR}bodies: {{board: {{seats: [ann]}}}}\ndecisions:\n"
    + "  d:\n    rule: {consent: ann}\n    effects:\n"
    + "      - {fill: board.ann}\n" * 20_000
    + "events:\n"
    + "  - {date: 2020, kind: act, did: d}\n" * 20_000,
    "questions in worlds": f"{PAIR}worlds:\n"
    + "".join(f"  w{i}: {{set: {{parties.ann.label: L{i}}}}}\n" for i in range(6000))
    + "decisions: {d: {rule: {consent: ann}}}\nquestions:\n"
    + "".join(
        f"  - {{ask: x, decision: d, world: w{i}, want: {{minimal: 1}}}}\n" for i in range(6000)
    ),
    "unless without end": f"{PAIR}rules:\n  r0: {{consent: ann}}\n"
    + "".join(f"  r{i + 1}: {{unless: r{i}}}\n" for i in range(20_000)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_take_long_does_not(text):
    begin = time.perf_counter()

    try:
        loads(HEAD + text)
    except CaseError as error:
        told = str(error)
    else:
        told = ""

    assert len(told.splitlines()) <= 201
    assert len(told) < 100_000
    assert time.perf_counter() - begin < 20  # a second or two on a quiet machine
