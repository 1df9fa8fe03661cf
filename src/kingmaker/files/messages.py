"""What the model refuses, in the words of the file: the trouble and the way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from kingmaker.model import (
    RULES,
    SUPPLIES,
    Body,
    Condition,
    Effect,
    Holding,
    Meeting,
    Names,
    Noun,
    Organisation,
    Quorum,
    Seat,
    ShareClass,
    Timing,
    Want,
)
from kingmaker.model.values import quoted
from kingmaker.model.words import did_you_mean, nearest

_KINDS = {
    "int": "a whole number belongs here{given}",
    "bool": "true or false belongs here{given}",
    "string": "text belongs here{given}",
    "tuple": "a list belongs here, such as {items}{given}",
    "list": "a list belongs here, such as {items}{given}",
    "greater_than_equal": "a number of {least} or more belongs here{given}",
    "greater_than": "a number above {least} belongs here{given}",
    "less": "a number of {most} or less belongs here{given}",
    "too_short": "at least one belongs here, and the list is empty",
}
_DISPUTED = (
    "claims stand alone in their braces, {claims: […]}, at one value; "
    "what else is said goes into each claim"
)


def explain(detail: ErrorDetails, names: Names, root: type[BaseModel] = Organisation) -> str:
    """Say what is wrong with one value and what would put it right.

    Parameters
    ----------
    detail : ErrorDetails
        As pydantic gives it.
    names : Names
        What the case lists, for the nearest name.
    root : type
        What the value was read as a part of.
    """
    given: object = cast("Any", detail).get("input")
    kind, loc = detail["type"], detail["loc"]
    context = detail.get("ctx", {})
    last = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        return _unknown_word(detail, root)
    if kind == "missing":
        return f"{last!r} is missing; add {last}: …"
    if kind == "not_listed":
        among = [name for section in context["among"] for name in names.get(section, ())]
        return f"{detail['msg']}{did_you_mean(context['given'], among)}"
    if kind in ("wrong", "value_error"):
        return detail["msg"].removeprefix("Value error, ")
    words = _mapping(given)
    if "claims" in words:
        return _DISPUTED if len(words) > 1 else _AGAIN
    if kind == "literal_error":
        allowed = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        hint = did_you_mean(given, allowed.split(", "))
        if "," not in allowed:
            return f"{quoted(given)} does not belong here; write {allowed}"
        return f"{quoted(given)} is not one of {allowed}{hint}"
    if kind in ("unknown_rule", "unknown_supply"):
        kinds = RULES if kind == "unknown_rule" else SUPPLIES
        near = next(filter(None, (did_you_mean(word, kinds) for word in list(words)[:9])), "")
        return f"{detail['msg']}{_instead(given)}{near}"
    if kind.startswith(("model", "dict")):
        return f"an entry belongs here, such as {_example(loc, root)}{_instead(given)}"
    for start, text in _KINDS.items():
        if kind.startswith(start):
            return text.format(
                items=_items(loc, root),
                given=_instead(given),
                least=_grouped(context.get("ge", context.get("gt"))),
                most=_grouped(context.get("le", context.get("lt"))),
            )
    return detail["msg"]


_AGAIN = "a value that is one of several claims cannot be disputed again; list all claims as one"


def meant(detail: ErrorDetails, root: type[BaseModel]) -> str:
    """Find the word that an unknown word was probably meant to be; empty if there is none."""
    if detail["type"] != "extra_forbidden":
        return ""
    return nearest(detail["loc"][-1], _words(detail["loc"][:-1], root))


def _unknown_word(detail: ErrorDetails, root: type[BaseModel]) -> str:
    loc, given = detail["loc"], detail.get("input")
    word = str(loc[-1])
    if word == "claims":
        return _DISPUTED
    words = sorted(_words(loc[:-1], root))
    for kinds, what in ((RULES, "rule"), (SUPPLIES, "supply")):
        here = next((w for w, kind in kinds.items() if kind.__name__ in loc[-2:-1]), "")
        if here and word in kinds:
            return (
                f"a {what} is of one kind, and beside {word}: stands {here}:; "
                "put both under all_of: or any_of:"
            )
    hint = did_you_mean(word, words)
    if not hint and given is None and " " in word:
        hint = "; if it belongs to the text before the comma, put that text in quotes"
    known = f"; known are {', '.join(words)}" if words else ""
    return f"{quoted(word)} is not a word that is known here{hint or known}"


def _example(loc: tuple[int | str, ...], root: type[BaseModel]) -> str:
    """What an entry at a place looks like: its first word."""
    kinds = _types(loc, root)
    if len(kinds) != 1 or loc[-1:] == ("set",):
        return "{PATH: VALUE}" if loc[-1:] == ("set",) else "{WORD: VALUE}"
    fields = next(iter(kinds)).model_fields.items()
    needed = [field.alias or name for name, field in fields if field.is_required()]
    usual = _USUAL.get(next(iter(kinds)))
    words = [*needed, usual] if usual else needed or ["label"]
    return f"{{{': …, '.join(words)}: …}}"


_USUAL: dict[type[BaseModel], str] = {
    Condition: "flag", Effect: "vacate", ShareClass: "votes", Timing: "notice", Want: "wins",
    Seat: "holder", Body: "seats", Quorum: "at_least",
    Holding: "in",
}  # fmt: skip
"""What entries of a kind mostly say, beside what they must say."""

_IN_LISTS: tuple[type[BaseModel], ...] = (Condition, Effect, Meeting)
"""Kinds of entries that are listed without names."""


def _items(loc: tuple[int | str, ...], root: type[BaseModel]) -> str:
    """What a list at a place looks like."""
    kind = next(iter(_types(loc, root)), None)
    of_words = kind is None or loc[-1] in kind.model_fields
    return f"[{_example(loc, root)}]" if kind in _IN_LISTS and not of_words else "[a, b]"


def _words(loc: tuple[int | str, ...], root: type[BaseModel]) -> set[str]:
    """The words that the entry at a place knows, as the file spells them."""
    return {
        field.alias or name
        for model in _types(loc, root)
        for name, field in model.model_fields.items()
        if not field.exclude
    }


def _types(loc: tuple[int | str, ...], root: type[BaseModel]) -> set[type[BaseModel]]:
    """The types of entry that may stand at a place."""
    here: set[type[BaseModel]] = {root}
    for step in loc:
        if tagged := {kind for kind in here if kind.__name__ == step}:
            here = tagged
            continue
        onward: set[type[BaseModel]] = {
            kind
            for model in here
            for name, field in model.model_fields.items()
            if step in (field.alias or name, name)
            for kind in _nouns(field.annotation)
        }
        here = onward or here
    return here


def _nouns(hint: Any) -> Iterator[type[Noun]]:
    """Every type of entry inside a type hint."""
    if isinstance(hint, type) and issubclass(hint, Noun):
        yield hint
    for part in get_args(hint):
        yield from _nouns(part)


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _instead(given: object) -> str:
    return "; nothing stands here" if given in (None, "") else f", not {quoted(given)}"


def _grouped(number: object) -> str:
    return f"{number:,}" if isinstance(number, int) else str(number)
