"""Words that are near to one another, for hints."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def did_you_mean(name: object, among: Iterable[str]) -> str:
    """Hint at the nearest of some words: ``; did you mean 'board'?``, or nothing."""
    close = nearest(name, among)
    return f"; did you mean {close!r}?" if close else ""


def nearest(name: object, among: Iterable[str]) -> str:
    """Find the nearest of some words, or none; among very many none is looked for."""
    word, words = str(name), list(among)
    if len(word) > _LONGEST_WORD or len(words) > _MOST_WORDS:
        return ""
    within = [other for other in words if other.rpartition(".")[2] == word]
    close = difflib.get_close_matches(word, sorted(words), n=1) or sorted(within)
    return close[0] if close else ""


_LONGEST_WORD = 80
_MOST_WORDS = 2_000
