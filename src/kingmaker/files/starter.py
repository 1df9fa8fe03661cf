"""A commented case to begin with."""

from __future__ import annotations

from importlib.resources import files

from kingmaker.files.writing import inline


def starter(name: str) -> str:
    """The text of a small, complete case that a user changes into their own.

    Parameters
    ----------
    name : str
        What the case is called.

    Returns
    -------
    str
        YAML in format 1, with comments.
    """
    text = (files("kingmaker.files") / "starter.yaml").read_text(encoding="utf-8")
    return text.replace("My organisation", inline(name), 1)
