"""What every question keeps to, on every example; a new one is tested by being there."""

import ast
import csv
import inspect
import io
import json
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from kingmaker.analyses import Some, questions
from kingmaker.analyses.answer import UNITS
from kingmaker.engine.approximate import Approximate
from kingmaker.engine.ownership.shares import Share, Verdict
from kingmaker.faces.plain import as_csv, as_dict, as_json, as_markdown, as_tabs
from kingmaker.faces.tables import as_html, as_text
from kingmaker.files import examples, load
from kingmaker.translate.instances import every_instance

CASES = {name: load(name) for name in examples()}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request):
    return request.param


@pytest.fixture(params=questions(), ids=lambda question: question.name)
def question(request):
    return request.param


@pytest.fixture
def answer(question, case):
    return first_answer(question.name, case.name)


@cache
def first_answer(name, case):
    return ask(next(q for q in questions() if q.name == name), CASES[case])


def ask(question, case, **settings):
    """Ask with what a question has to be asked with, and no more."""
    organisation = case.organisation
    decision = every_instance(organisation)[0]
    usual = {
        "decision": decision,
        "coalition": next(iter(organisation.parties)),
        "goal": f"take {decision}",
        **dict(zip(("company", "party"), most_held(organisation), strict=True)),
    }
    needed = [p.name for p in question.parameters if p.default is inspect.Parameter.empty]
    return question(case, *(usual[name] for name in needed), **settings)


def most_held(organisation):
    """A party of which somebody holds something, if there is one, and another."""
    of = [h.issuer or organisation.classes[h.share_class].of
          for h in organisation.holdings.values()]  # fmt: skip
    company = next(filter(None, of), list(organisation.parties)[-1])
    return company, next(name for name in organisation.parties if name != company)


def tables(answer):
    return [answer, *answer.parts]


def test_columns_have_units_and_meanings(answer):
    for table in tables(answer):
        for column in table.columns:
            assert column.unit in UNITS
            assert column.meaning


def test_cells_are_of_their_columns_unit(answer):
    kinds = {
        "party": str, "parties": tuple, "probability": (Fraction, Approximate),
        "share": (Fraction, Share), "verdict": Verdict, "texts": tuple, "paths": tuple,
        "votes": int, "count": int, "text": str, "path": str, "yes or no": bool, "sources": tuple,
    }  # fmt: skip

    for table in tables(answer):
        for row in table.rows:
            for column, value in zip(table.columns, table.cells(row), strict=True):
                assert value is None or isinstance(value, kinds.get(column.unit, object))


def test_parties_are_given_by_names_that_the_case_has(answer, case):
    known = {*case.organisation.parties, *case.organisation.products}

    for table in tables(answer):
        for row in table.rows:
            for column, value in zip(table.columns, table.cells(row), strict=True):
                if column.unit in ("party", "parties"):
                    several = value if isinstance(value, tuple) else (value,)
                    for member in (each for each in several if each is not None):
                        name = member.party if isinstance(member, Some) else member
                        assert name.partition(":")[0] in known


def test_the_footing_names_what_is_in_the_case(answer, case):
    for fact in answer.footing:
        section, _, rest = fact.partition(".")
        if rest and "*" not in rest:
            assert rest.split(".")[0] in getattr(case.organisation, section)


def test_the_same_question_twice_gives_the_same_answer(question, case, answer):
    assert ask(question, case) == answer


def test_it_can_be_asked_in_every_world_and_on_every_day(question, case):
    for world in case.worlds:
        assert ask(question, case, world=world).setting.world == world
    days = {event.date.first for event in case.organisation.events.values()}
    for day in sorted(day for day in days if day >= case.organisation.as_of.first):
        assert ask(question, case, as_of=day).setting.as_of.first == day


def test_the_json_has_the_shape_that_is_promised(answer):
    found = json.loads(as_json(answer))

    assert list(found)[:9] == [
        "question", "name", "case", "world", "as_of", "known_on", "changes", "assume", "arguments",
    ]  # fmt: skip
    assert {"columns", "rows", "method", "exact", "footing", "sources"} <= set(found)
    assert found["format"] == 1
    names = [column["name"] for column in found["columns"]]
    for row in found["rows"]:
        ends = ("_low", "_high", "_low_open", "_high_open")  # of a share within bounds
        beside = ("_decimal", "_error", "_confidence", *ends)
        assert [name for name in row if not name.endswith(beside)] == names
        for name, value in row.items():
            if name.endswith("_decimal"):
                exact = Fraction(row[name.removesuffix("_decimal")])
                assert value == pytest.approx(float(exact), abs=1e-15)


def test_every_face_shows_every_row(answer):
    rows = len(answer.rows)

    assert len(as_dict(answer)["rows"]) == rows
    assert len(list(csv.reader(io.StringIO(as_csv(answer))))) == rows + 1
    assert len(as_tabs(answer).splitlines()) == rows + 1
    assert as_markdown(answer).count("\n| ") >= rows
    assert as_html(answer).count("<tr>") == sum(len(t.rows) + 1 for t in tables(answer))
    assert answer.question.split()[0] in as_text(answer)


def test_the_docstring_tells_parameters_and_returns(question):
    for heading in ("Parameters\n---", "Returns\n---"):
        assert heading in question.doc
    for parameter in question.parameters:
        assert f"\n{parameter.name} : " in question.doc


def test_the_wording_has_its_parameters_in_braces(question):
    if question.asks_decision:
        assert "{decision}" in question.wording


def test_a_question_leans_on_no_other(question):
    others = {other.find.__module__ for other in questions()} - {question.find.__module__}
    source = Path(inspect.getfile(question.find)).read_text(encoding="utf-8")

    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert not others & {node.module for node in found}
