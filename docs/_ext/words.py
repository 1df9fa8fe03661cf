"""Every word of the case file, from the types of the model."""

from __future__ import annotations

import inspect
import re
from typing import Annotated, Any, ForwardRef, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from kingmaker.model import Noun, Organisation


def every_word() -> str:
    """Every word of the case file, type by type, as the types have it."""
    found: list[str] = []
    for kind in sorted(entries_of(Organisation), key=lambda kind: kind.__name__):
        rows = [
            f"| `{field.alias or name}` | {cell(_type(field.annotation))} "
            f"| {cell(field.description or _said(kind.__name__, field.alias or name))} "
            f"| {_left_out(field)} |"
            for name, field in kind.model_fields.items()
            if not field.exclude
        ]
        said = (inspect.getdoc(kind) or "").split("\n\n")[0].replace("\n", " ")
        head = "| word | holds | what it says | if left out |\n| --- | --- | --- | --- |"
        found.append(f"## {_spaced(kind.__name__)}\n\n{said}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(found)


def entries_of(kind: Any) -> set[type[Noun]]:
    """All types of the model that can stand somewhere inside one of them."""
    found: set[type[Noun]] = set()
    waiting: list[Any] = [kind]
    while waiting:
        part = waiting.pop()
        if isinstance(part, type) and issubclass(part, Noun) and part not in found:
            found.add(part)
            waiting += [field.annotation for field in part.model_fields.values()]
        waiting += [inner for inner in get_args(part) if not isinstance(inner, str)]
    return found


def _said(kind: str, word: str) -> str:
    """What a word says whose type does not say it. A word that is missing here stops the page."""
    return SAID.get(f"{kind}.{word}") or SAID[word]


SAID = {
    "about": "what it is about", "all_of": "each is needed", "any_of": "one is enough",
    "at_least": "no less than this: a share, or a number", "automatic": "that it needs nobody",
    "bodies": "those who decide together, and offices", "by": "whose act it is",
    "calendar": "days on which something is held", "class": "which class",
    "classes": "classes of shares", "clear": "a flag that is no longer so",
    "coalition": "who acts together", "consent": "who has to agree, each of them",
    "date": "when", "decision": "the decision", "decisions": "what can be decided",
    "effects": "what changes", "events": "what happened", "facts": "what is said besides",
    "file": "where you keep it", "fill": "seats that are filled", "flag": "a flag",
    "flags": "what is so or not", "from": "from whom", "goal": "what is wanted",
    "held": "a seat that is held", "holder": "who holds it", "holding": "a share of a class",
    "holdings": "who holds what", "issue": "new shares", "kind": "which kind",
    "level": "what the others do", "members": "how many of them",
    "more_than": "more than this: a share, or a number", "name": "what it is called",
    "needs": "what cannot be done without", "agreements": "what was agreed",
    "amount": "how much money", "body": "the body", "no_objection": "who may object",
    "not_flag": "a flag that is not set", "note": "a remark", "of": "whose it is",
    "parties": "anyone who can hold, vote, provide or leave", "party": "who",
    "people_of": "the group", "products": "what parties make or run",
    "published": "when", "publisher": "who published it", "questions": "with known answers",
    "quorum": "how many have to take part", "right": "what it gives", "rule": "how it is taken",
    "rules": "what it takes, by name", "seat": "the body whose seats they are",
    "seats": "the seats, by name", "share": "how much of it", "shares": "how many",
    "some_of": "some are enough", "sources": "documents", "status": "how it stands",
    "summary": "what it is about and teaches", "timing": "when it can be taken",
    "title": "what it is called", "to": "to whom", "transfer": "shares that change hands",
    "unless": "the rule that must not be met", "url": "where it is found",
    "vacant": "a seat that is vacant", "vacate": "seats that fall vacant",
    "value": "what is reported", "vote": "the body that votes", "votes": "votes it has",
    "want": "the answer", "what": "what was agreed", "who": "who needs it",
    "Condition.flag": "a flag that is set", "Effect.flag": "a flag that is so from now on",
    "Meeting.classes": "whose turn it is", "Multiplied.by": "how many times",
    "Multiplied.of": "whose: the subject of the decision, or a party",
    "Quorum.of": "what the share is a share of", "SomeOf.at_least": "how many",
    "SomeSupplies.at_least": "how many", "Vote.of": "what the share is a share of",
    "ForEach.vacant": "only vacant seats, or only held ones",
    "founded": "when it came to be", "dissolved": "when it ceased",
}  # fmt: skip


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _type(annotation: Any) -> str:
    """What a word holds, in words."""
    if get_origin(annotation) is Annotated:
        return _type(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return ", ".join(f"`{str(value).lower()}`" for value in get_args(annotation))
    inner = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    if get_origin(annotation) in (tuple, list):
        return f"a list: {_type(inner[0])}"
    if get_origin(annotation) is dict:
        return f"names, each with: {_type(inner[1])}"
    if inner:
        return " or ".join(dict.fromkeys(map(_type, inner)))
    if isinstance(annotation, ForwardRef):
        return "a rule"
    if isinstance(annotation, type) and issubclass(annotation, Noun):
        return f"[{_spaced(annotation.__name__).lower()}](#{_slug(annotation.__name__)})"
    name = getattr(annotation, "__name__", str(annotation))
    return _TYPES.get(name, "anything" if name == "Any" else name.lower())


def _slug(name: str) -> str:
    return _spaced(name).lower().replace(" ", "-")


_TYPES = {
    "str": "text", "int": "a whole number", "bool": "`true` or `false`", "When": "a date",
    "Fraction": "an exact number", "Money": "money", "Reference": "a reference",
    "Goal": "a goal", "Figure": "a number",
}  # fmt: skip


def _left_out(field: FieldInfo) -> str:
    """What a word is taken to be if it is not said."""
    if field.is_required():
        return "(required)"
    value = field.get_default(call_default_factory=True)
    if value is None or value == "" or (isinstance(value, tuple | dict) and not value):
        return "nothing"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return ", ".join(f"`{item}`" for item in value)
    return "as its words say" if isinstance(value, Noun) else f"`{value}`"


def cell(text: str) -> str:
    """Text that stands in a table."""
    return text.replace("|", "\\|")
