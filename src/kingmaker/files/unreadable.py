"""What keeps a file from being read at all, in plain words.

A YAML reader says "did not find expected ',' or '}'"; whoever wrote the file wants to know
which brace was left open.
"""

from __future__ import annotations

import yaml

from kingmaker.files.problems import Place, Problem


def unreadable(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """Say where reading a file came to an end, why, and what to do about it.

    Parameters
    ----------
    error : MarkedYAMLError
        As the YAML reader gives it.
    text : str
        The whole file.
    file : str
        What to call it.
    """
    trouble = str(error.problem or error.context or "it cannot be read")
    stopped, opened = error.problem_mark, error.context_mark or error.problem_mark
    here, begin = _place(stopped, text, file), _place(opened, text, file)
    sign = _sign(text, stopped)
    if "cannot start any token" in trouble or "tab character" in trouble:
        found = "a tab stands here; indent with spaces" if sign == "\t" else _quotes(sign)
        return Problem(here, found)
    if "mapping values are not allowed" in trouble:
        message = "': ' cannot stand inside text; put the text in quotes, or check the indent"
        return Problem(here, message)
    if "unexpected end of stream" in trouble:
        return Problem(begin, "this quote is opened and not closed; close it")
    if "expected ',' or '}'" in trouble or "expected ',' or ']'" in trouble:
        what = "brace '{'" if "}" in trouble else "bracket '['"
        return Problem(
            here,
            f"the {what} opened at {begin.line}:{begin.column} is not closed before this; "
            "close it, or put a comma between its entries",
        )
    if "could not find expected ':'" in trouble:
        message = "after this word belongs ': ' and its value; is the colon or a space missing?"
        return Problem(begin, message)
    if "did not find expected key" in trouble or "'-' indicator" in trouble:
        return Problem(
            here,
            f"this does not line up with what begins at {begin.line}:{begin.column}; "
            "check the indent, and for a bracket or quote too many",
        )
    if "alphabetic or numeric" in trouble:
        return Problem(begin, _quotes(_sign(text, opened)))
    if "sequence entries are not allowed" in trouble:
        message = "a list begins on a line of its own; if '-' is text, put it in quotes"
        return Problem(here, message)
    if "escape" in trouble:
        message = "after a backslash in double quotes belongs n, t, a quote or another backslash"
        return Problem(here, message)
    return Problem(
        here,
        f"this cannot be read as YAML ({trouble}); check indents, quotes and brackets",
    )


def unprintable(text: str, position: object, file: str) -> Problem:
    """Say where a sign stands that no text may have."""
    before = text[:position] if isinstance(position, int) else ""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    message = "there is a control character here; take it out"
    return Problem(Place(file, line, column), message)


def _quotes(sign: str) -> str:
    return f"text cannot begin with {sign!r}; put it in quotes"


def _sign(text: str, mark: yaml.Mark | None) -> str:
    """The sign at a mark."""
    if mark is None:
        return ""
    lines = text.split("\n", mark.line + 1)
    line = lines[mark.line] if mark.line < len(lines) else ""
    return line[mark.column : mark.column + 1]


def _place(mark: yaml.Mark | None, text: str, file: str) -> Place:
    """The spot of a mark; one after the end of the text is its end."""
    if mark is None:
        return Place(file)
    lines = text.split("\n", mark.line + 1)
    if mark.line < len(lines):
        return Place(file, mark.line + 1, mark.column + 1)
    return Place(file, len(lines), len(lines[-1]) + 1)
