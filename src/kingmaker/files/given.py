"""A value given outside a file, on a command line say, read as a file would be."""

from __future__ import annotations

from typing import Any

from kingmaker.files.text import parse


def given(text: str) -> Any:
    """Read one value.

    Parameters
    ----------
    text : str
        As it could stand in a case: ``2/3``, ``true``, ``null``, ``[ann, bob]``.

    Raises
    ------
    CaseError
        If it is not a value that a case could hold.

    Examples
    --------
    >>> given("2/3"), given("7"), given("[ann, bob]"), given("null")
    ('2/3', 7, ['ann', 'bob'], None)
    """
    parsed = parse(text, "--set")
    if parsed.problems:
        raise ValueError(f"--set: {parsed.problems[0].message}")
    return parsed.tree
