"""Loops over millions of cells, compiled when first used; nothing else here imports numba.

What is compiled is kept for the next time, where there is a place to keep it. Each loop has a
plain twin among the tests, with which it has to agree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba  # pyright: ignore[reportMissingTypeStubs]

F = TypeVar("F", bound=Callable[..., Any])


def compiled(loop: F) -> F:
    """A loop over arrays, compiled for the types it is first called with."""
    njit = cast("Any", numba).njit
    try:
        return njit(cache=True)(loop)
    except RuntimeError:  # nowhere to keep it: a home and a package that cannot be written to
        return njit(loop)
