"""What is set on the command line: ``--set path=value``, ``--assume party=ballot``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kingmaker.files.given import given


def changed(sets: Iterable[str] | None) -> dict[str, Any]:
    """Read what follows each ``--set``.

    Returns
    -------
    dict
        Values by dotted path, in the order given.

    Raises
    ------
    ValueError
        If one has no path, no equals sign, or a value that no case could hold.

    Examples
    --------
    >>> changed(["rules.act.more_than=2/3", "bodies.board.size=7"])
    {'rules.act.more_than': '2/3', 'bodies.board.size': 7}
    """
    values: dict[str, Any] = {}
    for text in sets or ():
        path, equals, written = text.partition("=")
        if not equals or not path.strip():
            raise ValueError(
                f"--set takes path=value, such as rules.board.more_than=2/3, not {text!r}"
            )
        values[path.strip()] = given(written)
    return values


def assumed(pairs: Iterable[str] | None) -> dict[str, str]:
    """Read what follows each ``--assume``.

    Returns
    -------
    dict
        Ballots by party.

    Raises
    ------
    ValueError
        If one has no party or no ballot.

    Examples
    --------
    >>> assumed(["china=abstain"])
    {'china': 'abstain'}
    """
    ballots: dict[str, str] = {}
    for text in pairs or ():
        party, equals, ballot = (part.strip() for part in text.partition("="))
        if not equals or not party or not ballot:
            raise ValueError(f"--assume takes party=ballot, such as china=abstain, not {text!r}")
        if party in ballots and "anything" not in (ballot, ballots[party]):
            raise ValueError(f"--assume is given twice for {party!r}")
        ballots[party] = ballot
    return ballots
