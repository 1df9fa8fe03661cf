"""The documentation is complete, its links lead somewhere, and it is built without a warning."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, get_args

import pytest
import yaml

from docs.pages import ROOT, pages, typed
from kingmaker import examples, load
from kingmaker.analyses import going, obstacles, questions, unknowns, why
from kingmaker.engine.counting import by_size, sampling, weighted
from kingmaker.engine.counting import swings as counting
from kingmaker.engine.design import inverse, many, votes
from kingmaker.engine.games import compiling, layers
from kingmaker.engine.ownership import chains, silent, solving
from kingmaker.engine.power import ocean, ternary
from kingmaker.engine.power import (
    register as indices,
)
from kingmaker.faces.asked import SHARED
from kingmaker.faces.cli import build
from kingmaker.files import World, checks, circles, loading, packs, text
from kingmaker.files.packs import shipped
from kingmaker.model import Claim, Entry, Member, Noun, Organisation, Source, timing
from kingmaker.model.packs import Controlling, LegalTest, Pack
from kingmaker.translate import contests, control, searching

sys.path.insert(0, str(ROOT / "docs" / "_ext"))

import register

CASE_FILE = (ROOT / "docs" / "reference" / "case-file.md").read_text(encoding="utf-8")
COMMON = ("label", "source", "assumed", "note")


def every_type() -> list[type[Noun]]:
    """Every type of entry, once; rules and supplies go inside one another.

    A member of a coalition is none: a file has its name, or ``{GROUP: NUMBER}``.
    """
    seen: dict[type[Noun], None] = {Organisation: None, Claim: None, World: None}
    waiting = [Organisation]
    while waiting:
        for field in waiting.pop().model_fields.values():
            for hint in (field.annotation, *field.metadata):
                for found in _direct(hint):
                    if found not in seen and found is not Member:
                        seen[found] = None
                        waiting.append(found)
    return list(seen)


def _direct(hint: Any) -> Iterator[type[Noun]]:
    if isinstance(hint, type) and issubclass(hint, Noun):
        yield hint
    for part in get_args(hint):
        yield from _direct(part)


def section(target: str) -> str:
    """The text from a target of the case file's page to the next one that it does not share."""
    begin = CASE_FILE.index(f"({target})=")
    rest = re.sub(r"\A(\([\w-]+\)=\n)+", "", CASE_FILE[begin:])
    return re.split(r"^\([\w-]+\)=$", rest, maxsplit=1, flags=re.MULTILINE)[0]


def literals(hint: Any) -> Iterator[str]:
    """The words that a value may be."""
    for part in get_args(hint):
        if isinstance(part, str):
            yield part
        else:
            yield from literals(part)


def test_the_types_of_entries_are_found():
    assert {Organisation, Source, Claim, World} < set(every_type())
    assert len(every_type()) >= 25


@pytest.mark.parametrize("kind", every_type(), ids=lambda kind: kind.__name__)
def test_every_word_of_the_case_file_is_described_and_used(kind):
    said = section(f"entry-{kind.__name__.lower()}")
    common = COMMON if issubclass(kind, Entry) else ()
    for name, field in kind.model_fields.items():
        word = field.alias or name
        if not field.exclude and word not in common:
            assert f"| `{word}` |" in said, f"{kind.__name__}: {word} is not described"
            example = CASE_FILE[CASE_FILE.index("(all-words)=") :]
            assert re.search(rf"\b{word}:", example), f"{kind.__name__}: {word} is not used"
            for value in literals(field.annotation):
                assert f"`{value}`" in said, f"{kind.__name__}: {word} may be {value}"


def test_what_every_entry_may_say_is_described():
    said = section("entry-common")

    assert all(f"| `{word}` |" in said for word in COMMON)
    assert set(COMMON) == set(Entry.model_fields)


@pytest.mark.parametrize(
    "limit",
    [
        text.MOST_BYTES, text.MOST_VALUES, text.DEEPEST, loading.MOST_SHOWN, checks.DEEPEST_GROUP,
        circles.MOST_PARTS, circles.DEEPEST_RULE, compiling.MOST_STATES, counting.MOST_PLAYERS,
        control.MOST_TRIED, contests.MOST_POSITIONS, searching.MOST_POSITIONS, int(going.SECONDS),
        obstacles.MOST_TRIED, timing.MOST_DAYS, layers.MOST_STATES, weighted.MOST_CELLS,
        weighted.MOST_ADDITIONS, by_size.MOST_VOTERS, sampling.MOST_DRAWS, ternary.MOST_PLAYERS,
        ocean.MOST_WORK, inverse.MOST_VOTERS, votes.MOST_PROVED, many.MOST_VOTERS,
        solving.MOST, silent.MOST_UNDECIDED, chains.MOST_STEPS, why.MOST_FACTS,
        unknowns.MOST_TRIED, unknowns.MOST_HOLDERS, packs._LARGEST,
    ],
)  # fmt: skip
def test_limits_are_those_of_the_code(limit):
    assert re.search(rf"\| {limit:,}\b", section("limits"))


def test_every_question_writes_its_own_section():
    written = register.every_question()

    for question in questions():
        assert f"(question-{question.name})=" in written
        assert question.wording.partition("{")[0] in written
        for parameter in question.parameters:
            assert not re.search(rf"\| `(--)?{parameter.name}` \|  \|", written, re.IGNORECASE)


def test_every_command_writes_its_own_section():
    asked = {question.name for question in questions()}
    commands = [name for name in build() if not name.startswith("-") and name not in asked]
    written = register.every_command()

    assert len(commands) >= 6
    assert all(f"(command-{name})=" in written for name in commands)
    assert "|  |" not in written


def test_every_index_writes_its_own_section():
    written = register.every_index()

    for index in indices.INDICES:
        assert f"(index-{index.name})=" in written
        assert index.good_for in written
        assert index.source in written
    assert "{name}" not in written


def test_every_pack_writes_its_own_section():
    written = register.every_pack()

    for name, pack in shipped().items():
        assert f"(pack-{name})=" in written
        assert pack.law in written
        assert pack.circles in written
        for test in pack.tests:
            assert f"| {test.label} | {test.text} |" in written
            assert test.says in written


@pytest.mark.parametrize("kind", [Pack, LegalTest, Controlling])
def test_every_word_of_a_pack_is_described(kind):
    page = (ROOT / "docs" / "reference" / "packs.md").read_text(encoding="utf-8")
    own = page[page.index("(own-packs)=") :]

    for name, field in kind.model_fields.items():
        assert f"`{field.alias or name}`" in own, f"{kind.__name__}: {name} is not described"
        if name not in ("rights", "certain", "possible"):
            assert all(f"`{value}`" in own for value in literals(field.annotation)), name


def test_every_shared_option_is_listed():
    written = register.every_option()

    assert all(f"--{name.strip('_').replace('_', '-')}" in written for name in SHARED)


def test_every_example_writes_its_own_section():
    written = register.every_example()

    for name in examples():
        case = load(name).organisation
        assert f"(example-{name})=" in written
        assert f"`{name}`. {case.summary}" in written
        assert case.summary, f"{name} does not say what it teaches"


@pytest.mark.parametrize("name", examples())
def test_what_to_ask_an_example_first_is_answered(name):
    lines = typed(register.first_command(name).removeprefix("kingmaker "))

    assert any(line.startswith("Method: ") for line in lines), "\n".join(lines)


def test_the_readme_names_every_question():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert [q.name for q in questions() if f"`{q.name}`" not in readme] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name):
    for link in re.findall(r"\]\(([^)#]+)", (ROOT / name).read_text(encoding="utf-8")):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize("path", pages(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_page_names_a_place_on_somebodys_machine(path):
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"/(home|Users|tmp|root|work)/", text)


def test_the_citation_says_what_is_cited():
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))

    assert cited["cff-version"] == "1.2.0"
    assert cited["title"].startswith("Kingmaker")
    assert {"message", "authors", "version", "license", "type"} < set(cited)
    assert cited["version"] in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.skipif(
    find_spec("sphinx") is None, reason="Sphinx is not installed; make docs builds"
)
def test_the_documentation_is_built_without_a_warning(tmp_path):
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-d", tmp_path / "seen",
         ROOT / "docs", tmp_path / "html"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert built.returncode == 0, built.stderr
    for page in (tmp_path / "html").rglob("*.html"):
        loaded = re.findall(
            r"(?:src|<link[^>]+href)=\"(\w+:)?//", page.read_text(encoding="utf-8")
        )
        assert not loaded, f"{page.name} loads from another host"
