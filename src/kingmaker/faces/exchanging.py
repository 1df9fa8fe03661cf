"""The command that turns files of one format into another, and says what was not carried."""

from __future__ import annotations

import sys
from pathlib import Path as File
from typing import Annotated, TypeAlias

from cyclopts import Parameter as Option

from kingmaker.faces.waiting import waiting

_Names: TypeAlias = Annotated[list[str] | None, Option(negative="")]
_Maps: TypeAlias = Annotated[list[str] | None, Option(name="--map", negative="")]
_From: TypeAlias = Annotated[str | None, Option(name="--from")]
_MOST = 12
"""Reasons that are printed; the file with the account has all."""


def convert(
    source: str, target: str, *, from_: _From = None, to: str | None = None,
    about: _Names = None, map_: _Maps = None, losses: str | None = None,
) -> None:  # fmt: skip
    """Convert a file of owners and holdings, and account for all that is not carried.

    Read are BODS 0.2 to 0.4, GLEIF (Level 1, Level 2, exceptions), the UK register of people with
    significant control and its company table, tables (CSV, XLSX, Parquet), FollowTheMoney, Open
    Cap Table and cases; written are cases, BODS 0.4, tables and FollowTheMoney.

    Parameters
    ----------
    source : str
        The file to read. What it is, is told by what it holds.
    target : str
        Where to write. What it becomes, its ending says: .yaml a case; .json or .jsonl BODS; .csv,
        .xlsx or .parquet a table; .ftm FollowTheMoney.
    from_ : str
        The format of the source, if it is not found out: bods, gleif, psc, companies, table, ftm,
        ocf or case.
    to : str
        The format of the target, if its ending does not say: case, bods, table or ftm.
    about : list of str
        A party by its name there: carry only it, all above it and all below; may be given again.
    map_ : list of str
        ours=theirs: what a column is called in a table to be read; may be given again.
    losses : str
        Where the account of what is not carried goes; TARGET.losses.csv if left out.
    """
    from kingmaker.files.exchange.converting import convert as converted

    columns: dict[str, str] = {}
    for pair in map_ or ():
        ours, sign, theirs = pair.partition("=")
        if not sign or not ours or not theirs:
            raise ValueError(f"--map takes ours=theirs, such as owner=Shareholder, not {pair!r}")
        columns[ours] = theirs
    with waiting(f"Converting {source}"):
        found = converted(
            File(source), File(target), form=from_, into=to, about=about or (),
            columns=columns or None, losses=File(losses) if losses is not None else None,
        )  # fmt: skip
    account = found.account
    sys.stdout.write(
        f"{target} is written: {found.target} from {found.source}.\n"
        f"{_some(account.records, 'record')} read: {account.used:,} used, {account.refused:,} "
        f"refused; of those used {account.lossy:,} lost something.\n"
    )
    if account.unwritten:
        sys.stdout.write(f"{_some(account.unwritten, 'thing')} read could not be written so.\n")
    reasons = account.reasons.most_common(_MOST)
    width = max((len(f"{number:,}") for _, number in reasons), default=0)
    for (kind, what, why), number in reasons:
        field = f"{what}: " if what else ""
        sys.stdout.write(f"  {number:>{width},} {kind}: {field}{why}\n")
    more = len(account.reasons) - len(reasons)
    rest = f" and {more} more kinds of loss" if more else ""
    if account.reasons:
        sys.stdout.write(f"Every loss{rest}, one a line: {found.losses}\n")
    else:
        sys.stdout.write(f"Nothing was lost. The account: {found.losses}\n")


def _some(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
