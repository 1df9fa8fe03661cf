"""Worlds on top of what a case is seen with."""

from __future__ import annotations

from kingmaker.files import Case, CaseError, Problem


def on_top(case: Case, world: str) -> Case:
    """A case with a world on top of what it is seen with, another world maybe.

    Raises
    ------
    CaseError
        If what the world changes is no longer there.
    KeyError
        If the case has no such world.
    """
    try:
        return case.in_world(world)
    except KeyError as error:
        if world not in case.worlds:
            raise
        message = f"it cannot be put on top of what is set: {error.args[0]}"
        raise CaseError([Problem(case.place(("worlds", world)), message)]) from None
