"""Is a file of statements what the standard asks for? All that is wrong, at once and offline.

Beside the schema stand the rules that a schema cannot say. A file is read once from beginning to
end; of what has been read only the names of statements and records are kept.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any, cast

from kingmaker.files.bods.across import Records
from kingmaker.files.bods.compiling import Compiler, Fault, Strangers
from kingmaker.files.bods.findings import MOST, Finding, Report, Spot, Tally
from kingmaker.files.bods.messages import explain, pointer, shown
from kingmaker.files.bods.reading import Input, Read, raw
from kingmaker.files.bods.shipped import VERSION, schemas
from kingmaker.files.bods.within import by_itself
from kingmaker.model.words import did_you_mean

STATEMENT = "urn:statement#/$defs/Statement"
_MOST_FAULTS = 50  # of one statement; a list of a million wrong values is told by its first
_MOST_STRANGERS = 200


def validate(
    source: Input, *, most: int = MOST, today: date | None = None, together: bool = True
) -> Report:
    """Find all that is wrong or doubtful in a file of BODS 0.4 statements.

    Parameters
    ----------
    source : path, bytes or iterable of lines
        A JSON array or JSON Lines, plain or in gzip.
    most : int
        Findings to tell one by one; the rest is counted.
    today : date or None
        No statement is dated later. None: the day on which this runs.
    together : bool
        Whether statements are looked at together too. That needs about 700 bytes of memory for
        each; without it the file may be of any length.

    Returns
    -------
    Report
        ``valid`` is the verdict of the schema, ``consistent`` that of all rules.

    Raises
    ------
    OSError
        If there is no such file.

    Examples
    --------
    >>> report = validate(b'[{"statementId": "1"}]')
    >>> report.valid, report.errors
    (False, 6)
    >>> print(report.findings[0])
    1: /statementId: 32 signs at least belong here, and this has 1
    """
    return Validator(most=most, today=today, together=together).validate(source)


class Validator:
    """The rules for one file, and what they found."""

    def __init__(self, *, most: int, today: date | None, together: bool) -> None:
        self._tally = Tally(most)
        self._strangers: Strangers = {}
        self._check = Compiler(schemas(), self._strangers).check(STATEMENT)
        self._today = (today or date.today()).isoformat()
        self._records = Records(self._tally.add, self._today) if together else None
        self._kinds: Counter[str] = Counter()
        self._versions: set[object] = {VERSION}
        self._strange = 0

    def validate(self, source: Input) -> Report:
        """Look at all statements and give the report."""
        count = 0
        for read in raw(source):
            if read.troubles:
                self._troubles(read)
            if not read.whole and not (read.troubles and read.value is None):
                self._look(read)
            count += not read.whole
        if self._records:
            self._records.finish()
        name = source if isinstance(source, str | Path) else "statements"
        return self._tally.report(Path(name).name, self._kinds, count)

    def _troubles(self, read: Read) -> None:
        spot = Spot(read.position, read.line)
        for trouble in read.troubles:
            self._tally.add(Finding("error", "json", "readable", spot, "", trouble))

    def _look(self, read: Read) -> None:
        spot = Spot(read.position, read.line)
        statement = read.value
        faults = self._check(statement)
        if len(self._strangers) > self._strange:
            self._stranger(statement, spot)
        if faults:
            self._faults(faults, statement, spot)
            if self._records and isinstance(statement, dict):
                self._records.glimpse(cast("dict[str, Any]", statement), spot)
            return
        self._kinds[statement["recordType"]] += 1
        for severity, rule, at, message in by_itself(statement, self._today):
            name = statement["statementId"]
            self._tally.add(Finding(severity, "records", rule, spot, at, message, name))
        details = statement.get("publicationDetails")
        if details is not None and details["bodsVersion"] not in self._versions:
            self._version(details["bodsVersion"], statement, spot)
        if self._records:
            self._records.look(statement, spot)

    def _faults(self, faults: list[Fault], statement: object, spot: Spot) -> None:
        name = _name(statement)
        strangers = {key for _, key in self._strangers}
        told: dict[tuple[str, str, object], Fault] = {}
        for fault in faults[:_MOST_FAULTS]:
            # Of two lists of codes for one place, the later is the narrower: tell that.
            which = fault.wanted if fault.keyword == "required" else ""
            told[pointer(reversed(fault.path)), fault.keyword, which] = fault
        for (at, keyword, _), fault in told.items():
            message = explain(fault, strangers)
            self._tally.add(Finding("error", "schema", keyword, spot, at, message, name))
        if len(faults) > _MOST_FAULTS:
            message = f"there are {len(faults) - _MOST_FAULTS} more faults in this statement"
            self._tally.add(Finding("error", "schema", "many", spot, "", message, name))
        said = cast("dict[str, Any]", statement) if isinstance(statement, dict) else {}
        if "statementType" in said:
            message = "this is written for BODS 0.3 or earlier; it can be read and upgraded"
            self._once("", "older", message, said, spot)

    def _stranger(self, statement: object, spot: Spot) -> None:
        """Tell keys that the standard does not know, each once."""
        for title, key in tuple(self._strangers)[self._strange :]:
            listed = self._strangers[title, key]
            hint = did_you_mean(key, listed)
            message = f"{shown(key)} is no word of the standard in {title!r}{hint}"
            name = _name(statement)
            self._tally.add(Finding("warning", "schema", "unknown-word", spot, "", message, name))
        self._strange = len(self._strangers)

    def _version(self, version: str, statement: object, spot: Spot) -> None:
        if len(self._versions) < _MOST_STRANGERS:
            self._versions.add(version)
            message = f"this says it is BODS {version[:20]}; it is read as {VERSION}"
            self._once("/publicationDetails/bodsVersion", "version", message, statement, spot)

    def _once(self, at: str, rule: str, message: str, statement: object, spot: Spot) -> None:
        name = _name(statement)
        self._tally.add(Finding("warning", "schema", rule, spot, at, message, name))


def _name(statement: object) -> str:
    """The identifier of a statement, as far as it has one."""
    if not isinstance(statement, dict):
        return ""
    name = cast("dict[str, object]", statement).get("statementId")
    return name[:100] if isinstance(name, str) else ""
