"""What the model refuses, in the words of the file: the trouble and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kingmaker.files.problems import did_you_mean, shown
from kingmaker.model import Names, Noun, Organisation

_KINDS = {
    "int": "a whole number belongs here, not {shown}",
    "bool": "true or false belongs here, not {shown}",
    "string": "text belongs here, not {shown}",
    "dict": "words with values belong here, such as {{label: …}}, not {shown}",
    "model": "words with values belong here, such as {{label: …}}, not {shown}",
    "tuple": "a list belongs here, such as [a, b], not {shown}",
    "greater": "this is {least} or more, and {shown} is not",
    "less": "this is {most} or less, and {shown} is not",
    "too_short": "at least one belongs here; the list is empty",
}


def explain(detail: ErrorDetails, names: Names) -> str:
    """Say what is wrong with one value and what would put it right.

    Parameters
    ----------
    detail : ErrorDetails
        As pydantic gives it.
    names : Names
        What the case lists, for the nearest name.
    """
    given, kind = detail.get("input"), detail["type"]
    context = cast("dict[str, Any]", detail.get("ctx") or {})
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        words = sorted(_words(detail["loc"]))
        return f"{last!r} is not a word that is known here{_known(last, words)}"
    if kind == "missing":
        return f"{last!r} is missing; add {last}: …"
    if kind == "not_listed":
        among = [name for section in context["among"] for name in names.get(section, ())]
        return f"{detail['msg']}{did_you_mean(context['name'], among)}"
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        hint = did_you_mean(given, allowed.split(", "))
        return f"{shown(given)} is not one of {allowed}{hint}"
    if kind == "value_error":
        return detail["msg"].removeprefix("Value error, ")
    for start, text in _KINDS.items():
        if kind.startswith(start):
            return text.format(
                shown=shown(given),
                least=context.get("ge", context.get("gt")),
                most=context.get("le", context.get("lt")),
            )
    return detail["msg"]


def _known(word: str, words: list[str]) -> str:
    hint = did_you_mean(word, words)
    return hint or (f"; known are {', '.join(words)}" if words else "")


def _words(loc: tuple[int | str, ...]) -> set[str]:
    """The words that the entry at a place knows, as the file spells them."""
    here: set[type[BaseModel]] = {Organisation}
    for step in loc[:-1]:
        if tagged := {kind for kind in here if kind.__name__ == step}:
            here = tagged
            continue
        onward = {
            kind
            for model in here
            for name, field in model.model_fields.items()
            if step in (field.alias or name, name)
            for kind in _nouns(field.annotation)
        }
        here = onward or here
    return {
        field.alias or name
        for model in here
        for name, field in model.model_fields.items()
        if not field.exclude
    }


def _nouns(hint: Any) -> Iterator[type[Noun]]:
    """Every type of entry inside a type hint."""
    if isinstance(hint, type) and issubclass(hint, Noun):
        yield hint
    for part in get_args(hint):
        yield from _nouns(part)
