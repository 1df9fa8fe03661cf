"""Files of statements, whole and broken: arrays and lines, plain and zipped."""

from __future__ import annotations

import gzip
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kingmaker.files.bods import reading as reading_module
from kingmaker.files.bods import statements, validate
from kingmaker.files.bods.decoding import Decoder, end_of_value
from kingmaker.files.bods.reading import raw
from statements import as_bytes, small


def values(content: bytes) -> list:
    return [read.value for read in raw(content)]


def troubles(content: bytes) -> list[str]:
    return [trouble for read in raw(content) for trouble in read.troubles]


FORMS = {
    "an array": as_bytes(small()),
    "an array over many lines": json.dumps(small(), indent=2).encode(),
    "lines": b"\n".join(map(as_bytes, small())),
    "lines of Windows": b"\r\n".join(map(as_bytes, small())) + b"\r\n\r\n",
    "with a mark at the beginning": b"\xef\xbb\xbf" + as_bytes(small()),
    "zipped": gzip.compress(as_bytes(small()), mtime=0),
    "zipped lines": gzip.compress(b"\n".join(map(as_bytes, small())), mtime=0),
}


@pytest.mark.parametrize("form", FORMS)
def test_statements_are_the_same_in_every_form(form, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(FORMS[form])

    assert values(FORMS[form]) == small()
    assert [read.value for read in raw(path)] == small()
    assert troubles(FORMS[form]) == []


def test_lines_may_come_from_anywhere():
    assert [read.value for read in raw(map(json.dumps, small()))] == small()


def test_a_place_is_the_line_where_a_statement_begins():
    array = [read.line for read in raw(json.dumps([{"a": 1}, {"b": 2}], indent=1).encode())]
    lines = [read.line for read in raw(b'{"a":1}\n\n{"b":2}')]

    assert (array, lines) == ([2, 5], [1, 3])


@pytest.mark.parametrize("size", [1, 2, 7, 64])
def test_the_size_of_pieces_does_not_matter(size, monkeypatch):
    monkeypatch.setattr(reading_module, "_PIECE", size)
    told = [{"ä": "€😀"}, 12345, "x,]}", [], {"a": [{}, "\\"]}, 1.5, True]

    assert values(json.dumps(told, ensure_ascii=False).encode()) == told


def test_numbers_keep_their_digits():
    exact = b'{"share": {"exact": 33.333333333333333333}}'

    assert values(exact) == values(b"[" + exact + b"]")
    assert values(exact)[0]["share"]["exact"] == Decimal("33.333333333333333333")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"[", "not closed"),
        (b'[{"a":1},]', "comma too many"),
        (b"[,{}]", "comma too many"),
        (b"[{} {}]", "comma is missing"),
        (b"[{}] {}", "follows the end"),
        (b'{"a":1},\n{"a":2}', "ends with a comma"),
        (b'{"a":1}{"a":2}', "one line holds one statement"),
        (b'{\n"a": 1\n}', "by itself"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"b": {"a" : 1, "a" : 1}}', "'a' stands twice"),
        (b'[{"a": 1, "a": 2}]', "'a' stands twice"),
        (b'{"\\u0061": 1, "a": 2}', "'a' stands twice"),
        (b'{"x": "\\u003a", "a": 1, "a": 2}', "'a' stands twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b'[{"a": -Infinity}]', "Infinity is no number"),
        (b'{"a": 1e999999999}', "longer than any share"),
        (b'{"a": ' + b"9" * 10_000 + b"}", "longer than any share"),
        (b'{"a": 0.' + b"9" * 10_000 + b"}", "longer than any share"),
        (b"[" * 300_000, "nested"),
        (b'{"a":' * 300_000, "nested"),
        (b'{"a":' + b"[" * 300 + b"]" * 300 + b"}", "nested"),
        (b'{"a": "\xff"}', "not UTF-8"),
        (b'[{"a": "\xff"}, {}]', "not UTF-8"),
        (b'{"a": "\\ud800"}', "half a sign"),
        ("[{}]".encode("utf-16"), "not UTF-8"),
        ("[{}]".encode("utf-16-be"), "not UTF-8"),
        (b"\x00\x00\x00\x00", "not UTF-8"),
        (b"\x1f\x8bnonsense", "zipped file is damaged"),
        (gzip.compress(b"[{}, {}]" * 50, mtime=0)[:-9], "zipped file is damaged"),
        (b'[{"a": "x', "not closed"),
        (b'[{"a": "l\nb"}]', "line break"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_breaks(content, said):
    told = troubles(content)
    report = validate(content)

    assert any(said in trouble for trouble in told), told
    assert not report.valid
    assert all(entry.value is None or not entry.troubles for entry in statements(content))


def test_reading_goes_on_behind_a_broken_statement():
    assert values(b'[{"a": 1}, {x}, {"b": 2}]') == [{"a": 1}, None, {"b": 2}]
    assert values(b'{"a": 1}\n{x}\n{"b": 2}') == [{"a": 1}, None, {"b": 2}]


def test_a_statement_without_measure_is_not_held(monkeypatch):
    monkeypatch.setattr(reading_module, "LONGEST", 1_000)
    monkeypatch.setattr(reading_module, "_PIECE", 100)
    long = b'{"a": "' + b"x" * 5_000 + b'"}'

    lines = list(raw(long + b'\n{"b": 2}'))
    array = list(raw(b"[" + long + b"]"))

    assert "this is longer" in lines[0].troubles[0]
    assert lines[1].value == {"b": 2}
    assert array[0].value is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-99, 99) | st.text("a:\"\\{}[],é😀 ", max_size=4),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text('a:" \\', max_size=2), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_the_quick_way_and_the_thorough_way_agree(value, plain, indent):
    text = json.dumps(value, ensure_ascii=plain, separators=(" , ", " : ") if indent else None)
    decoder = Decoder()

    assert decoder.line(text.encode()) == value == json.loads(text)
    assert decoder.oddities == []
    assert decoder.value(text, 0) == (value, len(text))


@given(st.lists(JSON, max_size=3) | st.dictionaries(st.text('a"\\', max_size=2), JSON, max_size=3))
def test_the_end_of_a_value_is_found_without_reading_it(value):
    text = json.dumps(value)

    assert end_of_value(f"{text} ]}}", 0) == len(text)
    assert end_of_value(text[:-1], 0) is None
