"""The examples that are shipped with Kingmaker."""

from __future__ import annotations

from pathlib import Path as File

_PACKAGE = File(__file__).resolve().parents[1]
_HOMES = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")  # installed, or in a checkout


def examples() -> dict[str, File]:
    """Every shipped example: its name, and its file.

    Returns
    -------
    dict of str to Path
        In the order of their names.
    """
    home = next((home for home in _HOMES if home.is_dir()), None)
    return {file.parent.name: file for file in sorted(home.glob("*/case.yaml"))} if home else {}


def example(name: str) -> File | None:
    """The file of one example, or None if there is none of that name."""
    return examples().get(name)
