"""Entries made of values that are sound already, without looking at each of them again.

A register has tens of millions of entries, and most of the time of reading would go into checking
what the reader has just made. Whoever makes an entry so answers for its values; a test compares
what is made with what would have been checked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel

AnyModel = TypeVar("AnyModel", bound=BaseModel)


def maker(kind: type[AnyModel]) -> Callable[[dict[str, Any]], AnyModel]:
    """Give a function that makes an entry of values by field.

    Examples
    --------
    >>> from kingmaker.model import Party
    >>> maker(Party)({"label": "Ann"}) == Party(label="Ann")
    True
    """
    defaults = {
        name: field.get_default(call_default_factory=True)  # shared: never changed
        for name, field in kind.model_fields.items()
        if not field.is_required()
    }
    new, put = object.__new__, object.__setattr__

    def made(words: dict[str, Any]) -> AnyModel:
        entry = new(kind)
        put(entry, "__dict__", {**defaults, **words})
        put(entry, "__pydantic_fields_set__", set(words))
        put(entry, "__pydantic_extra__", None)
        put(entry, "__pydantic_private__", None)
        return entry

    return made
