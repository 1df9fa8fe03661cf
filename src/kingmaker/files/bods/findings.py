"""What a validation finds, and the report of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

Severity: TypeAlias = "Literal['error', 'warning']"
Part: TypeAlias = "Literal['json', 'schema', 'records']"
MOST = 1_000
"""Findings that a report tells one by one, unless asked for more."""


class Spot(NamedTuple):
    """Where a statement stands in its file.

    Attributes
    ----------
    position : int
        Which statement, from 0.
    line : int
        Where it begins, from 1.
    """

    position: int
    line: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or doubtful, with a file of statements.

    Attributes
    ----------
    severity : str
        ``error`` where the standard says "must", else ``warning``.
    part : str
        What it is about: ``json`` (the text), ``schema`` (a statement by itself) or ``records``
        (what statements say of one another, and what a schema cannot say).
    rule : str
        Which: a keyword of the schema, such as ``required``, or a name.
    spot : Spot
        Of the statement.
    pointer : str
        JSON pointer within the statement; empty for all of it.
    message : str
        What is wrong and the way out.
    statement : str
        The statement's identifier, if it has one.
    """

    severity: Severity
    part: Part
    rule: str
    spot: Spot
    pointer: str
    message: str
    statement: str = ""

    def __str__(self) -> str:
        return f"{self.spot.line}: {self.pointer or 'statement'}: {self.message}"


@dataclass(frozen=True, slots=True)
class Report:
    """All that was found in a file.

    Attributes
    ----------
    name : str
        Of the file.
    statements : int
        How many were read.
    kinds : mapping of str to int
        How many of each record type.
    findings : tuple of Finding
        In the order of the file; what only the end of the file shows comes last.
    counts : mapping of (str, str, str) to int
        Severity, part and rule, with how often it was found; also what is not told one by one.
    """

    name: str
    statements: int
    kinds: Mapping[str, int]
    findings: tuple[Finding, ...]
    counts: Mapping[tuple[Severity, Part, str], int]

    @property
    def valid(self) -> bool:
        """Whether the file fits the schema of the standard: the verdict of its own tests."""
        return not any(s == "error" and p != "records" for s, p, _ in self.counts)

    @property
    def consistent(self) -> bool:
        """Whether it is valid and its records fit together as the standard demands."""
        return not self.errors

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(n for (severity, _, _), n in self.counts.items() if severity == "error")

    @property
    def warnings(self) -> int:
        """How many warnings there are."""
        return sum(n for (severity, _, _), n in self.counts.items() if severity == "warning")

    @property
    def untold(self) -> int:
        """How many findings are counted and not told."""
        return self.errors + self.warnings - len(self.findings)

    def __str__(self) -> str:
        lines = [f"{self.name}:{finding}" for finding in self.findings]
        if self.untold:
            lines.append(f"{self.name}: and {self.untold} more of the like")
        verdict = "consistent" if self.consistent else "valid" if self.valid else "not valid"
        found = f"{self.errors} errors, {self.warnings} warnings"
        lines.append(f"{self.name}: {self.statements} statements, {verdict}; {found}")
        return "\n".join(lines)


@dataclass(slots=True)
class Tally:
    """Findings as they come in: told up to a number, counted beyond."""

    most: int = MOST
    findings: list[Finding] = field(default_factory=list[Finding])
    counts: Counter[tuple[Severity, Part, str]] = field(
        default_factory=Counter["tuple[Severity, Part, str]"]
    )

    def add(self, finding: Finding) -> None:
        """Take a finding in."""
        self.counts[finding.severity, finding.part, finding.rule] += 1
        if len(self.findings) < self.most:
            self.findings.append(finding)

    def report(self, name: str, kinds: Mapping[str, int], statements: int) -> Report:
        """Give the report of all."""
        counts = MappingProxyType(dict(self.counts))
        return Report(
            name, statements, MappingProxyType(dict(kinds)), tuple(self.findings), counts
        )
