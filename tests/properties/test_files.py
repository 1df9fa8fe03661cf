"""Reading ends with a case or with places, and writing with the same case."""

from __future__ import annotations

import random
import string
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz import MUTATIONS, NASTY, SMALL, judge, mutated, starts
from kingmaker.files import Case, CaseError, dumps, examples, load, loads
from kingmaker.files.text import parse

WHOLE = examples()
NAMES = st.text(string.ascii_lowercase + string.digits + "-_äß日", min_size=1, max_size=8).filter(
    lambda name: name[0] != "-"
)
ODD = (
    "7", "-7", "007", "0", "1e3", "1_000", "٣", "9" * 25, "0x1F", "no", "yes", "true", "True",
    "null", "~", "", " ", "  a", "a  ", "2023-11-17", "2023", "12:30", "a: b", "a:", ": a", "#a",
    "a #b", "- a", "-", "?", "? a", "[a", "{a}", "a, b", "'a'", '"a"', '"', "'", "a\nb", "a\n",
    "\na", "a\n\nb\n", " a\n b", "a\n b\n", "a \nb", "\t", "a\tb", "\ta", "|", ">-", "&a", "*a",
    "!a", "%a", "@a", "`a", "<<", "=", "---", "...", "--- a", "a\n---\nb", "\\n", "é", "日本",
    "🦉", "\u2028", "a\u2029b", "\xa0", "\u200b", "\ufeff", "\ufeffa", "\u202e", "\ufffe",
    "x" * 300, "word " * 60, "1/2", "49%", "USD 13 bn", "claims", ".inf", ".nan", "0o17", "0b1",
    "1:30:45",
)  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30),
    st.text("ab \n:#-'\"\t,", max_size=12),
)
SCALARS = st.one_of(TEXTS, st.integers(-(10**18) + 1, 10**18 - 1), st.booleans(), st.none())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
).filter(lambda value: not (isinstance(value, dict) and "claims" in str(value)))


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """The tree of a small case with odd texts, disputes and worlds in it."""
    parties = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    one = st.sampled_from(parties)

    def disputed(values: st.SearchStrategy[Any]) -> Any:
        claims = draw(st.lists(values, max_size=3))
        if not claims:
            return draw(values)
        notes = [draw(TEXTS) for _ in claims]
        rows = zip(claims, notes, strict=True)
        return {"claims": [{"value": v, "assumed": True, "note": n} for v, n in rows]}

    holdings = {
        str(number): {"holder": disputed(one), "in": draw(one), "share": disputed(SHARES)}
        for number in range(1, draw(st.integers(0, 3)) + 1)
    }
    worlds = {
        name: {
            "label": draw(TEXTS),
            "why": draw(TEXTS),
            "set": {f"parties.{draw(one)}.{draw(WORDS)}": draw(TEXTS)},
        }
        for name in draw(st.lists(NAMES, max_size=2, unique=True))
    }
    return {
        "kingmaker": 1,
        "name": draw(TEXTS),
        "summary": draw(TEXTS),
        "parties": {name: {"label": draw(TEXTS), "role": disputed(TEXTS)} for name in parties},
        "holdings": holdings,
        "facts": {name: {"value": disputed(VALUES)} for name in draw(st.lists(NAMES, max_size=3))},
        "worlds": worlds,
    }


SHARES = st.sampled_from(["1/3", "49%", "0.5", "0", 1])
WORDS = st.sampled_from(["label", "note", "form", "role"])


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of one type: 1 is not true."""
    if isinstance(one, dict):
        return (
            isinstance(other, dict)
            and list(one) == list(other)
            and all(same(one[k], other[k]) for k in one)
        )
    if isinstance(one, list):
        return isinstance(other, list) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_is_written_and_read_again_the_same(name):
    case = load(name)

    again = loads(dumps(case), case.file)
    assert same(again.tree, case.tree)
    assert again.worlds == case.worlds
    assert again.organisation == case.organisation
    assert dumps(again) == dumps(case)


@pytest.mark.parametrize("name", WHOLE)
def test_an_example_in_a_world_is_written_as_it_is_seen_there(name):
    for world in load(name).worlds:
        seen = load(name).in_world(world)

        again = loads(dumps(seen), seen.file).organisation
        kept = {k: v for k, v in seen.organisation.questions.items() if k in again.questions}
        assert again == seen.organisation.model_copy(update={"questions": kept})


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(tree=trees())
def test_a_random_case_is_written_and_read_again_the_same(tree):
    worlds = tree.pop("worlds")
    bare = Case("case.yaml", tree, {}, {})
    case = loads(dumps(bare).rstrip("\n") + "\n" + worlds_of(worlds), "case.yaml")

    again = loads(dumps(case), "case.yaml")
    assert same(case.tree, tree)
    assert same(again.tree, tree)
    assert again == case
    assert {n: dict(w.set) for n, w in again.worlds.items()} == {
        n: w["set"] for n, w in worlds.items()
    }


def worlds_of(worlds: dict[str, Any]) -> str:
    """The worlds of a case as a file has them."""
    text = dumps(Case("case.yaml", {"worlds": worlds}, {}, {}))
    return text if worlds else ""


@given(value=VALUES)
def test_any_value_is_written_and_read_again_the_same(value):
    tree = {"kingmaker": 1, "name": "x", "facts": {"f": {"value": value}}}

    parsed = parse(dumps(Case("case.yaml", tree, {}, {})))
    assert same(parsed.tree, tree)
    assert not parsed.problems


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_written_and_read_again_as_value_word_and_item(text):
    tree = {"a": text, "b": {text: 1}, "c": [text, [text]], "d": {"e": [{text: text}]}}

    assert same(parse(dumps(Case("case.yaml", tree, {}, {}))).tree, tree)


@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_with_places(seed):
    draw = random.Random(seed)
    texts = starts()

    judge(mutated(draw.choice(texts[len(WHOLE) :]), draw))


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_example_is_read_or_refused_with_places(seed):
    draw = random.Random(seed)

    judge(mutated(draw.choice(starts()[: len(WHOLE)]), draw))


@pytest.mark.parametrize("nasty", NASTY, ids=repr)
def test_a_nasty_value_anywhere_is_read_or_refused_with_places(nasty):
    lines = SMALL.splitlines()

    for number, line in enumerate(lines):
        before, colon, after = line.rpartition(": ")
        if colon:
            end = after[len(after.rstrip("}],")) :]
            there = [*lines[:number], f"{before}: {nasty}{end}", *lines[number + 1 :]]
            judge("\n".join(there).encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=60))
def test_any_bytes_are_refused_with_places(raw):
    assert isinstance(judge(raw), CaseError)


def test_every_way_to_damage_a_file_changes_it():
    for mutation in MUTATIONS:
        draw = random.Random(1)
        assert any(mutation(SMALL, draw) != SMALL for _ in range(5))
