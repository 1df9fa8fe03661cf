"""YAML into a plain tree: what a person means, and where each value stands."""

from __future__ import annotations

import pytest

from kingmaker.files.problems import CaseError
from kingmaker.files.text import decode, parse


def value(text: str) -> object:
    """What one value reads as."""
    return parse(f"x: {text}\n").tree["x"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("7", 7), ("-7", -7), ("0", 0), ("true", True), ("False", False), ("null", None),
        ("~", None), ("", None), ("NULL", None),
    ],
)  # fmt: skip
def test_whole_numbers_true_false_and_null_are_more_than_text(text, meant):
    assert value(text) == meant
    assert type(value(text)) is type(meant)


@pytest.mark.parametrize(
    "text",
    [
        "no", "yes", "on", "off", "y", "n", "0.5", "1e3", "1e999999999", "0x1F", "0o17", "007",
        "1_000", "+5", "1:30", "12:30:45", "2023-11-17", "1/2", "49%", ".inf", ".nan", "=", "tRue",
        "٣", "1٣", "９", "12345678901234567890", "1-2",
    ],
)  # fmt: skip
def test_everything_else_is_the_text_that_was_written(text):
    assert value(text) == text


def test_quotes_make_text_of_anything():
    assert parse('["7", \'true\', !!str 7, ""]').tree == ["7", "true", "7", ""]


def test_a_value_stands_where_it_begins_and_knows_the_spot_of_its_word():
    places = parse("name: Ann\nlist:\n  - a\n  - {b: c}\n", "f.yaml").places

    assert str(places["name",]) == "f.yaml:1:7"
    assert str(places["name",].word) == "f.yaml:1:1"
    assert str(places["list",]) == "f.yaml:2:1"
    assert str(places["list", 0]) == "f.yaml:3:5"
    assert str(places["list", 1, "b"]) == "f.yaml:4:9"
    assert str(places["list", 1, "b"].word) == "f.yaml:4:6"


def test_an_alias_is_a_copy_and_its_parts_stand_where_they_are_written():
    parsed = parse("a: &a {b: 1}\nc: *a\n", "f.yaml")

    assert parsed.tree == {"a": {"b": 1}, "c": {"b": 1}}
    assert parsed.tree["a"] is not parsed.tree["c"]
    assert str(parsed.places["c",].word) == "f.yaml:2:1"
    assert str(parsed.places["c", "b"]) == "f.yaml:1:11"


def test_a_long_chain_of_aliases_is_read():
    links = "".join(f"a{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(40))

    assert parse("a0: &a0 x\n" + links).tree["a3"] == [[["x"]]]


def test_a_chain_of_aliases_is_no_deeper_than_what_is_written_out():
    links = "".join(f"a{i + 1}: &a{i + 1} [*a{i}]\n" for i in range(70))

    with pytest.raises(CaseError, match="nested more than 60 deep"):
        parse("a0: &a0 x\n" + links)


def test_words_given_twice_and_tags_are_told_together_and_the_first_word_counts():
    parsed = parse("a: 1\na: 2\nb: !x 3\nc: *d\n")

    assert parsed.tree == {"a": 1, "b": 3, "c": None}
    assert [problem.place.line for problem in parsed.problems] == [2, 3, 4]


@pytest.mark.parametrize("text", ["x: \ud800", "\ud800", "x: a\x00b", "\x1b[31m: x"])
def test_what_no_file_can_hold_is_refused_and_not_a_traceback(text):
    with pytest.raises(CaseError, match="control character"):
        parse(text)


@pytest.mark.parametrize("escaped", ["\\0", "\\e", "\\x07", "\\x9b", "\\r"])
def test_control_characters_cannot_come_in_by_an_escape(escaped):
    parsed = parse(f'x: "a{escaped}b"\n"{escaped}k": 1\n')

    assert [problem.place.line for problem in parsed.problems] == [1, 2]
    assert list(parsed.tree) == ["x"]


def test_bytes_that_are_not_utf_8_are_told_with_their_place():
    with pytest.raises(CaseError, match=r"f.yaml:2:10: this is not UTF-8 text"):
        decode("a: b\nname: Zoë".encode() + b"\xff", "f.yaml")
