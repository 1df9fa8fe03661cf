"""The columns of a table of holdings, and the headings under which people give them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kingmaker.files.problems import CaseError, Place, Problem
from kingmaker.model.values import quoted

COLUMNS: dict[str, str] = {
    "name": "by which others refer to the holding",
    "owner": "who holds",
    "owned": "of whom it is held",
    "right": "what is held",
    "low": "at least so much of it",
    "high": "at most so much of it",
    "low_open": "whether it is more than the low",
    "high_open": "whether it is less than the high",
    "class": "the class of shares",
    "shares": "how many shares of the class",
    "from": "first day",
    "until": "first day on which it is no more",
    "declared": "when it was said",
    "retrieved": "when it was read there",
    "source": "where it is said",
    "capacity": "how the holder holds it",
    "for": "for whom a nominee or trustee holds it",
    "joint": "who hold one part together bear one name here",
    "link": "whether others stand between",
    "status": "whether it is still said",
    "status_from": "since when the status is so",
    "parts": "the holdings that this one sums up",
    "beneficial": "whether the source calls the holder a beneficial owner",
    "assumed": "whether no source says it",
    "label": "what people read",
    "note": "a remark for the reader",
    "wording": "as the source puts it",
    "owner_label": "what people read for the holder",
    "owner_kind": "whether the holder is a person, an organisation …",
    "owner_id": "the numbers of the holder, as SCHEME:NUMBER",
    "owner_reason": "why no holder is named",
    "owner_jurisdiction": "ISO 3166 code: where the holder is registered",
    "owner_traded": "the market on which shares of the holder are traded",
    "owner_designated": "lists of sanctioned parties that name the holder",
    "owned_label": "what people read for the subject",
    "owned_kind": "what the subject is",
    "owned_id": "the numbers of the subject, as SCHEME:NUMBER",
    "owned_reason": "why no subject is named",
    "owned_jurisdiction": "ISO 3166 code: where the subject is registered",
    "owned_traded": "the market on which shares of the subject are traded",
    "owned_designated": "lists of sanctioned parties that name the subject",
}
"""By name, what stands in a column of a table that is written."""

READ_ONLY = ("share", "percent", "low_percent", "high_percent")
"""Columns that are read beside those: a share in one cell, as a case file has it or in percent."""

DECIMALS = ("low_decimal", "high_decimal")
"""What is written for programs that want floats, and read from the exact columns instead."""

_WORDS: dict[str, str] = {
    "owner": "holder, shareholder, share holder, interested party, investor, owned by, held by, "
    "parent, parent company, who holds",
    "owned": "subject, company, issuer, target, asset, subsidiary, investee, owns, in, entity, "
    "owned company, subject company",
    "right": "kind of right, interest type, nature of control",
    "share": "stake, portion, part, holding share, fraction",
    "percent": "percentage, percent held, percentage held, share %, % share, stake %, % held, %, "
    "ownership %, % ownership, % owned, share percent, share percentage, shareholding %, "
    "ownership percent, ownership percentage, pct, share pct, share (%), stake (%), ownership (%)",
    "low": "minimum, min, at least, lower bound, share min, lo, from share",
    "high": "maximum, max, at most, upper bound, share max, hi, to share",
    "low_percent": "low %, minimum %, min %, low (%), min (%), minimum (%), low percent, "
    "min percent, minimum percent, minimum percentage",
    "high_percent": "high %, maximum %, max %, high (%), max (%), maximum (%), high percent, "
    "max percent, maximum percent, maximum percentage",
    "class": "share class, class of shares, class of share, security class",
    "shares": "number of shares, share count, no of shares, shares held, quantity",
    "from": "start, start date, since, from date, valid from, date from, begin, begins",
    "until": "end, end date, to, to date, valid to, valid until, date to, ceased",
    "declared": "stated, declared on, date declared, statement date, filed, filing date",
    "retrieved": "retrieved on, accessed, access date, read on",
    "source": "sources, reference, citation",
    "capacity": "as, holds as",
    "for": "behalf, on behalf of, held for",
    "joint": "jointly, joint group",
    "link": "direct or indirect, directness",
    "status_from": "status since",
    "beneficial": "beneficial owner, is beneficial owner",
    "note": "notes, remark, remarks, comment, comments",
    "wording": "as filed, text, original text",
    "name": "id, holding, holding id, record id",
    "owner_label": "owner name, holder name, shareholder name, name of owner, name of holder",
    "owner_kind": "owner type, holder type, shareholder type, kind of owner",
    "owner_id": "owner number, holder id, shareholder id, owner identifier",
    "owned_label": "owned name, subject name, company name, issuer name, name of company",
    "owned_kind": "owned type, subject type, company type",
    "owned_id": "owned number, company id, subject id, company number, owned identifier",
    "owner_reason": "reason",
    "owner_jurisdiction": "owner country, holder country, holder jurisdiction",
    "owned_jurisdiction": "owned country, subject country, company country",
    "owner_designated": "sanctions, sanctioned by, sanctions lists",
}
_MOST_COLUMNS = 500
_LONGEST_HEADING = 80


def _plain(heading: object) -> str:
    return re.sub(r"[\s_\-]+", " ", str(heading or "").casefold()).strip(" .:*")


_BY_HEADING = {
    **{_plain(name): name for name in (*COLUMNS, *READ_ONLY, *DECIMALS)},
    **{words.strip(): name for name, told in _WORDS.items() for words in told.split(",")},
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column stands where.

    Attributes
    ----------
    at : dict of str to int
        By name of a column, its index.
    others : tuple of (int, str, str)
        Index and heading of each column that is not read, and why not.
    """

    at: Mapping[str, int]
    others: tuple[tuple[int, str, str], ...] = ()


def head_of(line: str, delimiter: str) -> list[str]:
    """The headings of a line of CSV; none if it is no such line."""
    try:
        return next(csv.reader([line], delimiter=delimiter), list[str]())
    except csv.Error:
        return []


def layout(head: Sequence[object], columns: Mapping[str, str] | None = None) -> Layout:
    """Which of our columns stand under which headings.

    Parameters
    ----------
    head : sequence
        The headings of a table, in any case.
    columns : dict of str to str, optional
        By name of a column, the heading it has in this table.
    """
    at: dict[str, int] = {}
    others: list[tuple[int, str, str]] = []
    mapped = {_plain(heading): name for name, heading in (columns or {}).items()}
    names = [mapped.get(_plain(h)) or _BY_HEADING.get(_plain(h)) for h in head[:_MOST_COLUMNS]]
    taken = set(mapped.values())
    for index, heading in enumerate(head[:_MOST_COLUMNS]):
        name = names[index]
        short = " ".join(str(heading or "").split())[:_LONGEST_HEADING]
        if name in taken and _plain(heading) not in mapped:
            name = None  # the user says that it is another one
        if name is not None and name not in at:
            at[name] = index
        elif short:
            why = "an earlier column says it" if name else "a table of holdings has no such column"
            others.append((index, short, why))
    for party in ("owner", "owned"):
        # a name alone is whom it is about, and where there is none, a number is
        for other in (f"{party}_label", f"{party}_id"):
            if party not in at and other in at:
                at[party] = at.pop(other)
    return Layout({name: i for name, i in at.items() if name not in DECIMALS}, tuple(others))


def fits(found: Layout) -> bool:
    """Whether these are the columns of a table of holdings."""
    return "owner" in found.at and ("owned" in found.at or "class" in found.at)


def checked(file: str, head: Sequence[object], columns: Mapping[str, str] | None = None) -> Layout:
    """The layout of a table of holdings; otherwise as `layout`.

    Raises
    ------
    CaseError
        If it is none, or a mapping names a column or a heading that there is not.
    """
    problems: list[str] = []
    headings = {_plain(heading) for heading in head[:_MOST_COLUMNS]}
    for name, heading in (columns or {}).items():
        if name not in COLUMNS and name not in READ_ONLY:
            known = ", ".join((*COLUMNS, *READ_ONLY))
            problems.append(f"there is no column {quoted(name)} to map to; there are {known}")
        elif _plain(heading) not in headings:
            problems.append(f"no column of this table is headed {quoted(heading)}")
    found = layout(head, columns)
    if not problems and not fits(found):
        lacking = "owner (who holds)" if "owner" not in found.at else "owned (of whom it is held)"
        word = lacking.split(maxsplit=1)[0]
        problems.append(
            f"this is no table of holdings: no column is headed {lacking}; "
            f"head one so, or say which it is, {word}=HEADING"
        )
    if problems:
        raise CaseError(Problem(Place(file, 1), problem) for problem in problems)
    return found
