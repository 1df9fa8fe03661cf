"""The JSON Schema says what the loader takes."""

import json
from importlib.resources import files

import jsonschema
import pytest

from kingmaker.files import examples, loads, schema, starter
from kingmaker.files.text import parse

SCHEMA = schema()
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def tree(text):
    return parse(text).tree


@pytest.mark.parametrize("file", examples().values(), ids=examples())
def test_every_example_keeps_to_it(file):
    assert not list(CHECK.iter_errors(tree(file.read_text(encoding="utf-8"))))


def test_the_starter_case_keeps_to_it_and_loads():
    text = starter("Mine")

    assert not list(CHECK.iter_errors(tree(text)))
    assert loads(text).organisation.name == "Mine"


def test_the_shipped_file_is_what_the_model_gives():
    shipped = files("kingmaker.files") / "case-1.schema.json"

    # after a change of the model: kingmaker schema > src/kingmaker/files/case-1.schema.json
    assert json.loads(shipped.read_text(encoding="utf-8")) == SCHEMA


def test_it_is_a_schema_and_plain_json():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize(
    "text",
    [
        "{name: x}",
        "{kingmaker: 2, name: x}",
        "{kingmaker: 1, name: x, partys: {}}",
        "{kingmaker: 1, name: x, parties: {a: {kind: persn}}}",
        "{kingmaker: 1, name: x, decisions: {d: {rule: {vote: b, more_than: 1/2, off: cast}}}}",
        "{kingmaker: 1, name: x, parties: {a: {count: {claims: [{source: b}]}}}}",
        "{kingmaker: 1, name: x, events: {e: {kind: act, label: y}}}",
        "{kingmaker: 1, name: x, flags: [[f]]}",
        "{kingmaker: 1, name: x, calendar: {agm: []}}",
        "{kingmaker: 1, name: x, decisions: {d: {rule: {automatic: false}}}}",
        "{kingmaker: 1, name: x, questions: [{ask: y, decision: d}]}",
    ],
)
def test_what_it_refuses_the_loader_refuses(text):
    assert list(CHECK.iter_errors(tree(text)))
    with pytest.raises(ValueError, match=r"\d+:\d+: "):
        loads(text)


@pytest.mark.parametrize(
    "text",
    [
        "{kingmaker: 1, name: x, sources: {s: A title}, parties: {a: , b: null}}",
        "{kingmaker: 1, name: x, parties: {a: }, bodies: {b: {seats: [a], size: 3}}}",
        "{kingmaker: 1, name: x, parties: {a: }, bodies: {b: {voters: [a]}}}",
        "{kingmaker: 1, name: x, parties: {a: , b: }, holdings: [{holder: a, in: b, share: 49%}]}",
        "{kingmaker: 1, name: x, parties: {a: }, decisions: {d: {rule: {consent: a}}}}",
        "{kingmaker: 1, name: x, parties: {a: {label: {claims: [{value: A, assumed: true}]}}}}",
        "{kingmaker: 1, name: x, events: [{date: 2020, kind: act, label: y}]}",
        "{kingmaker: 1, name: x, flags: [done, gone]}",
        "{kingmaker: 1, name: x, flags: {done: , gone: {set: true}}, classes: {A: }}",
        (
            "{kingmaker: 1, name: x, as_of: 2017, calendar: {agm: [2017-06-07, {date: 2018-06-06, "
            "classes: II}]}}"
        ),
        (
            "{kingmaker: 1, name: x, as_of: 2017, calendar: {agm: {claims: [{value: [2017-06-07], "
            "assumed: true}]}}}"
        ),
        "{kingmaker: 1, name: x, parties: {a: }, bodies: {b: {voters: {a: {people: 1.5}}}}}",
        (
            "{kingmaker: 1, name: x, parties: {a: }, flags: [f], decisions: {d: {rule: "
            "{no_objection: a}, requires: {flag: f}, timing: {notice: 28 days}}}}"
        ),
        (
            "{kingmaker: 1, name: x, parties: {a: }, agreements: [{kind: voting, binds: a, "
            "votes_as: {unless: {automatic: true}}}]}"
        ),
        (
            "{kingmaker: 1, name: x, parties: {a: }, bodies: {b: {seats: [a]}}, questions: [{"
            "ask: y, coalition: a, goal: hold b, want: {reachable: true}}]}"
        ),
        (
            "{kingmaker: 1, name: x, parties: {a: {kind: group, count: 9}}, decisions: {d: {rule: "
            "{automatic: true}}}, questions: [{ask: y, decision: d, want: {wins: [a, [{a: 2}]]}}]}"
        ),
    ],
)
def test_what_the_loader_takes_it_takes(text):
    assert loads(text).organisation
    assert [error.message for error in CHECK.iter_errors(tree(text))] == []
