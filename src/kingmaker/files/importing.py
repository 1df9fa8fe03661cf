"""A case from any file that is known: our own, or a register, a table or a graph of others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path as File

from kingmaker.files.case import Case
from kingmaker.files.loading import load as load_case
from kingmaker.files.loading import loads
from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.files.writing import written

_OWN = (".yaml", ".yml")


def load(file: str | File) -> Case:
    """Read a case from a file, or one of the shipped examples by its name.

    Parameters
    ----------
    file : str or Path
        A YAML file in format 1, a folder with a ``case.yaml``, or a name such as
        ``"openai-2023"``; or a file of another format that tells who holds what: BODS, GLEIF, the
        UK register of people with significant control, a table, FollowTheMoney, Open Cap Table.

    Returns
    -------
    Case
        What the file says, disputes unsettled. Of another format what could be carried; how much
        that is stands in its `imported`, and ``kingmaker convert`` accounts for the rest.

    Raises
    ------
    CaseError
        With every problem of the file, each with its line and column.
    OSError
        If there is no such file and no such example, or it cannot be read.
    """
    path = File(file)
    if path.suffix in _OWN or not path.is_file():
        return load_case(file)
    return _imported(path) or load_case(file)


def _imported(path: File) -> Case | None:
    """What a file of another format tells, as a case; None if it is of none."""
    from kingmaker.files.exchange.assembling import assembled  # many readers, seldom needed
    from kingmaker.files.exchange.formats import format_of
    from kingmaker.files.exchange.losses import Account

    form = format_of(path)
    if form is None:
        return None
    account = Account()
    tree = assembled(form.read(path, account), account, path.name)
    if not account.used:
        why = next((why for (kind, _, why) in account.reasons if kind == "refused"), "")
        message = f"nothing in it can be read as {form.label}" + (f": {why}" if why else "")
        raise CaseError([Problem(Place(str(path), 0), message)])
    case = loads(written(tree), str(path))
    told = f"{account.used:,} of {account.records:,} records carried"
    if account.lossy:
        told += f", {account.lossy:,} not in full"
    return replace(
        case, imported=f"Read from {form.label}: {told}; kingmaker convert accounts for the rest."
    )
