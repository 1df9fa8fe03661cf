"""Who really controls an organisation, and what happens when that control is put under stress.

>>> import kingmaker as km
>>> case = km.load("openai-2023")
>>> km.power(case, "remove-ceo").rows[0].shapley
Fraction(1, 6)

Every question is a function of this module: ``km.power``, ``km.winners``, ``km.effective`` and
whatever ``km.questions()`` lists. Nothing is imported before it is used.
"""

from importlib import import_module
from typing import Any

_HOMES = {
    "Answer": "kingmaker.analyses",
    "Case": "kingmaker.files",
    "CaseError": "kingmaker.files",
    "Organisation": "kingmaker.model",
    "Problem": "kingmaker.files",
    "Question": "kingmaker.analyses",
    "TooLarge": "kingmaker.engine",
    "World": "kingmaker.files",
    "column": "kingmaker.analyses",
    "doubts": "kingmaker.analyses.disputed",
    "dumps": "kingmaker.files",
    "examples": "kingmaker.files",
    "load": "kingmaker.files",
    "loads": "kingmaker.files",
    "question": "kingmaker.analyses",
    "questions": "kingmaker.analyses",
    "report": "kingmaker.faces.reports",
    "schema": "kingmaker.files",
    "summary": "kingmaker.faces.reports",
}


def __getattr__(name: str) -> Any:
    """Find a public name, or a question by its own."""
    if name.startswith("_"):
        raise AttributeError(name)
    analyses = import_module("kingmaker.analyses")
    if name == "voting":
        return import_module("kingmaker.voting")
    if name in _HOMES:
        found = getattr(import_module(_HOMES[name]), name)
    else:
        asked = {q.name.replace("-", "_"): q for q in analyses.questions()}
        if name not in asked:
            raise AttributeError(f"kingmaker has no {name!r}; its questions: {', '.join(asked)}")
        found = asked[name]
    analyses.Answer.shown = staticmethod(_shown)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    """Public names, and every question."""
    analyses = import_module("kingmaker.analyses")
    return sorted([*_HOMES, "voting", *(q.name.replace("-", "_") for q in analyses.questions())])


def _shown(answer: Any, how: str) -> str:
    """Let answers print themselves as tables."""
    tables = import_module("kingmaker.faces.tables")
    return tables.as_html(answer) if how == "html" else tables.as_text(answer)
