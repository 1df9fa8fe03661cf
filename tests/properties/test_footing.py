"""A fact that an answer does not rest on cannot change it."""

from functools import cache
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

import strategies
from kingmaker.analyses import Answer, Question, questions, seen
from kingmaker.analyses.footing import touches
from kingmaker.files import Case, CaseError, load
from kingmaker.model import Organisation
from kingmaker.model.trees import put

ASKED = [q for q in questions() if q.asks_decision and not q.about_case]
OPENAI = load("openai-2023")
DAYS = (None, "2023-11-18", "2023-11-19", "2023-11-21", "2023-12-01")
SETTLED = OPENAI.settled()[0]


def found(answer: Answer[Any]) -> list[Any]:
    """All that an answer says, in figures and names."""
    return [answer.rows, *((part.name, part.rows) for part in answer.parts)]


@cache
def first(world: str | None, day: str | None, question: Question[Any], decision: str) -> Answer:
    return question(seen(OPENAI, world, None, day), decision)


def other_claims(case: Case) -> list[tuple[Any, int]]:
    """Every dispute with the number of a claim that is not believed."""
    return [
        (dispute, number)
        for dispute in case.disputes
        for number in range(len(dispute.claims))
        if number != case.believed(dispute)
    ]


@given(
    world=st.sampled_from([None, *OPENAI.worlds]),
    day=st.sampled_from(DAYS),
    decision=st.sampled_from(list(OPENAI.organisation.decisions)),
    data=st.data(),
)
def test_a_dispute_outside_the_footing_does_not_change_the_answer(world, day, decision, data):
    case = seen(OPENAI, world, None, day)
    dispute, number = data.draw(st.sampled_from(other_claims(case)))
    other = case.believing(dispute.name, number)

    for question in ASKED:
        believed = first(world, day, question, decision)
        if not touches(dispute.path, believed.footing):
            assert found(question(other, decision)) == found(believed), question.name


@given(
    change=strategies.changes(SETTLED),
    day=st.sampled_from(DAYS),
    decision=st.sampled_from(list(OPENAI.organisation.decisions)),
)
def test_any_other_value_outside_the_footing_does_not_change_the_answer(change, day, decision):
    path, value = change
    try:
        case = OPENAI.what_if({".".join(path): value}).on(day or OPENAI.organisation.as_of)
        case.organisation  # noqa: B018  (it is built here)
    except CaseError:
        assume(False)

    for question in ASKED:
        believed = first(None, day, question, decision)
        if not touches(path, believed.footing):
            assert found(question(case, decision)) == found(believed), question.name


@settings(max_examples=300)
@given(tree=strategies.dependences() | strategies.boards(), data=st.data())
def test_a_value_outside_the_footing_of_any_case_does_not_change_the_answer(tree, data):
    path, value = data.draw(strategies.changes(tree))
    here = Organisation.model_validate(tree)
    try:
        other = Organisation.model_validate(put(tree, path, value))
    except ValidationError:
        assume(False)

    for question in ASKED:
        believed = question(here, "main")
        if not touches(path, believed.footing):
            assert found(question(other, "main")) == found(believed), question.name


def test_some_disputes_inside_the_footing_do_change_every_answer():
    others = [(d, OPENAI.believing(d.name, number)) for d, number in other_claims(OPENAI)]

    for question in ASKED:
        believed = question(OPENAI, "remove-ceo")
        changing = {
            dispute.name
            for dispute, other in others
            if touches(dispute.path, believed.footing)
            and found(question(other, "remove-ceo")) != found(believed)
        }
        assert "rules.board-act.exclude" in changing, question.name
