"""Files of statements in, as JSON or as records, one after another.

Whatever the version, statements come in the shape of BODS 0.4, each with a note of what was
changed for it. Every place of a file is accounted for: what cannot be read comes without its
statement and with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from kingmaker.files.bods.compiling import Compiler
from kingmaker.files.bods.messages import explain, pointer
from kingmaker.files.bods.reading import Input, raw
from kingmaker.files.bods.records import Statement, statement_of
from kingmaker.files.bods.shipped import schemas
from kingmaker.files.bods.upgrading import Change, Upgrader
from kingmaker.files.bods.validation import STATEMENT

_MOST = 50
_SLIPS = frozenset(("incorporatedInJurisdiction",))  # words of 0.3 in files that say they are 0.4


class Entry(NamedTuple):
    """What one place of a file holds, as JSON in the shape of 0.4.

    Attributes
    ----------
    position, line : int
        Which statement, from 0, and the line where it begins, from 1.
    value : dict or None
        The statement; None if there is none that fits the schema.
    changes : tuple of Change
        What was changed for 0.4.
    troubles : tuple of str
        Why there is no statement, or what is odd about its text.
    """

    position: int
    line: int
    value: dict[str, Any] | None
    changes: tuple[Change, ...] = ()
    troubles: tuple[str, ...] = ()


class Told(NamedTuple):
    """What one place of a file holds, as a record; otherwise as in `Entry`."""

    position: int
    line: int
    statement: Statement | None
    changes: tuple[Change, ...] = ()
    troubles: tuple[str, ...] = ()


def statements(source: Input) -> Iterator[Entry]:
    """Read the statements of a file of BODS 0.2, 0.3, 0.4 or a mixture in the shape of 0.4.

    Parameters
    ----------
    source : path, bytes or iterable of lines
        A JSON array or JSON Lines, plain or in gzip. It may be longer than memory.

    Yields
    ------
    Entry
        One for each place, in the order of the file.

    Raises
    ------
    OSError
        If there is no such file.

    Examples
    --------
    >>> [entry.troubles for entry in statements(b'[7]')]
    [('statement: an object in { } belongs here, not 7',)]
    """
    check = Compiler(schemas(), {}).check(STATEMENT)
    upgrader = Upgrader()
    for position, line, value, troubles, _ in raw(source):
        if value is None and troubles:
            yield Entry(position, line, None, (), troubles)
            continue
        changes: tuple[Change, ...] = ()
        faults = check(value)
        if isinstance(value, dict) and (faults or _slipped(cast("dict[str, Any]", value))):
            value, changes = upgrader.upgrade(cast("dict[str, Any]", value))
            faults = check(value)
        if faults:
            found = (
                f"{pointer(reversed(fault.path)) or 'statement'}: {explain(fault)}"
                for fault in faults[:_MOST]
            )
            yield Entry(position, line, None, changes, (*troubles, *found))
        else:
            yield Entry(position, line, cast("dict[str, Any]", value), changes, troubles)


def _slipped(value: dict[str, Any]) -> bool:
    details = value.get("recordDetails")
    return isinstance(details, dict) and not _SLIPS.isdisjoint(cast("dict[str, Any]", details))


def records(source: Input) -> Iterator[Told]:
    """Read a file as records. As `statements` otherwise."""
    for position, line, value, changes, troubles in statements(source):
        record = None if value is None else statement_of(value)
        yield Told(position, line, record, changes, troubles)
