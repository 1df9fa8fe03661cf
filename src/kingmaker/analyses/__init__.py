"""Questions one can ask of an organisation, one file each.

Every module in this folder is imported here, so that a new file is a new question. Modules of
other packages, listed under the entry-point group ``kingmaker.questions``, are imported too.
"""

from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules

from kingmaker.analyses.answer import Answer, Citation, Column, Setting, Some, column
from kingmaker.analyses.asking import (
    DecisionName,
    Parameter,
    Question,
    UnknownName,
    WhoName,
    question,
    questions,
    seen,
)

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
for _point in entry_points(group="kingmaker.questions"):
    _point.load()

__all__ = [
    "Answer", "Citation", "Column", "DecisionName", "Parameter", "Question", "Setting", "Some",
    "UnknownName", "WhoName", "column", "question", "questions", "seen",
]  # fmt: skip
