"""Files carried into a case and back, to be looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kingmaker.files.bods import Statement, records, validate
from kingmaker.files.exchange.bods import read, write
from kingmaker.files.exchange.losses import Account, Loss
from kingmaker.files.exchange.told import Told
from kingmaker.model import Holding, Party
from statements import as_bytes

WRITTEN_ON = date(2026, 1, 31)


def carried(path: Path, *said: dict) -> tuple[dict[str, Told], Account, list[Loss]]:
    """What is told of some statements, by name."""
    path.write_bytes(as_bytes(list(said)))
    losses: list[Loss] = []
    account = Account(losses.append)
    told = list(read(path, account))
    assert len({(each.section, each.name) for each in told}) == len(told)
    return {each.name: each for each in told}, account, losses


def holdings(told: dict[str, Told]) -> dict[str, Holding]:
    return {name: each.entry for name, each in told.items() if isinstance(each.entry, Holding)}


def party(told: dict[str, Told], name: str) -> Party:
    entry = told[name].entry
    assert isinstance(entry, Party)
    return entry


def back(path: Path, told: list[Told], **how: object) -> tuple[list[Statement], Account]:
    """The statements that are written of what is told; they have to be sound."""
    account = Account()
    write(told, path, account, dated=WRITTEN_ON, **how)
    report = validate(path)
    assert report.consistent, str(report)
    return [entry.statement for entry in records(path) if entry.statement], account


def said(holding: Holding) -> dict[str, object]:
    """All but the statement it comes from."""
    return holding.model_dump(exclude={"source"})


def said_again(path: Path) -> dict[str, dict[str, object]]:
    """The holdings of what was written."""
    told = read(path, Account())
    return {each.name: said(each.entry) for each in told if isinstance(each.entry, Holding)}
