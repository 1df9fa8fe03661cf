"""Those on the register: people, companies, others, and those who are kept secret.

A party that is identified at Companies House bears the name of that company; every other one is
called after its filing. What is held is told with the day since when its holder was to be
registered, which need not be the day since when it held so much.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from kingmaker.files.exchange.psc.countries import country, nationalities
from kingmaker.files.exchange.psc.days import month
from kingmaker.files.exchange.psc.filing import Filing, Object, as_object, tidy
from kingmaker.files.exchange.psc.natures import UNREAD, Nature, at_most, nature
from kingmaker.files.exchange.psc.numbers import SCHEME, home, told_number
from kingmaker.files.exchange.told import Told, named
from kingmaker.model.values import When

_NO_ADDRESS = "a party has no address"
_LOST = (
    ("address", _NO_ADDRESS),
    ("principal_office_address", _NO_ADDRESS),
    ("country_of_residence", "a party has no country of residence"),
)
_IDENTIFICATION = {"legal_form", "legal_authority", "registration_number", "place_registered",
                   "country_registered"}  # fmt: skip
_ENDINGS = {"limited", "ltd", "ltd.", "plc", "llp", "gmbh", "inc", "inc.", "corporation"}
_MOST = 100  # rights that one line may tell


def person(filing: Filing) -> list[Told]:
    """Tell of a person and what is held."""
    words: Object = {"kind": "person", "label": _name(filing)}
    if (born := _born(filing)) is not None:
        words["born"] = born
    if told := filing.text("nationality"):
        codes = nationalities(told)
        if codes is None:
            filing.account.lose("nationality", "no code is known for these words", told)
        else:
            words["nationalities"] = codes
    if words["label"].rpartition(" ")[2].lower() in _ENDINGS:
        reason = "a name such as companies have: told as a person, as it is filed"
        filing.account.read_as("name", reason)
    _sanctioned(filing, words)
    _lost(filing)
    return [filing.party(filing.name, words), *_held(filing, filing.name)]


def organisation(filing: Filing) -> list[Told]:
    """Tell of a company or another legal person and what it holds."""
    words: Object = {"kind": "organisation", "label": _name(filing)}
    told = filing.inner("identification")
    path = "identification."
    number, place, land, form, authority = (
        filing.text(key, told, path)
        for key in ("registration_number", "place_registered", "country_registered",
                    "legal_form", "legal_authority")
    )  # fmt: skip
    if form:
        words["form"] = form
    if authority:
        filing.account.lose(f"{path}legal_authority", "a party has no law it is under")
    if not told.keys() <= _IDENTIFICATION:
        filing.account.lose("identification", "a field that is not known")
    name, code = filing.name, country(land) if land else ""
    if full := told_number(number, place, land) if number else "":
        name, code = named(SCHEME, full), home(full)
        words["identifiers"] = {SCHEME: full}
        if full == filing.number:
            reason = "the number of the company itself: told as holding of itself"
            filing.account.read_as(f"{path}registration_number", reason)
    elif number and (register := place or land):
        words["identifiers"] = {register: number}
        reason = "a register in free words: told under these words"
        filing.account.read_as(f"{path}registration_number", reason)
    elif number:
        reason = "of which register it is, is not told"
        filing.account.lose(f"{path}registration_number", reason, number)
    if code:
        words["jurisdiction"] = code
    elif land:
        filing.account.lose(f"{path}country_registered", "no code is known for these words", land)
    _sanctioned(filing, words)
    _lost(filing)
    return [filing.party(name, words), *_held(filing, name)]


def secret(filing: Filing) -> list[Told]:
    """Tell that somebody holds something, and the law protects who and what."""
    somebody = filing.party(filing.name, {"kind": "unspecified", "reason": "holder exempt"})
    if "natures_of_control" in filing.data:
        return [somebody, *_held(filing, filing.name)]
    words: Object = {"right": "unpublished", "link": "unspecified"}
    words["wording"] = filing.text("description")
    span = filing.span()
    held = [] if span is None else [filing.holding(1, filing.name, words, span)]
    return [somebody, *held]


def _name(filing: Filing) -> str:
    if told := filing.text("name"):
        return told
    parts = filing.inner("name_elements")
    keys = ("title", "forename", "middle_name", "surname")
    told = " ".join(filter(None, (filing.text(key, parts, "name_elements.") for key in keys)))
    if not told:
        filing.account.lose("name", "no name is told")
    return told


def _born(filing: Filing) -> When | None:
    """Give the month of birth, as exact as it is told."""
    told = filing.data.get("date_of_birth")
    if told is None:
        return None
    parts = as_object(told)
    year, of = parts.get("year"), parts.get("month")
    whole = type(year) is int and 0 < year < 10_000  # no true and no false
    if whole and (of is None or (type(of) is int and 0 < of <= 12)):
        return month(year, of)
    filing.account.lose("date_of_birth", "not a year and a month")
    return None


def _sanctioned(filing: Filing, words: Object) -> None:
    """The flag stands for the lists of the United Kingdom: no other counts for the register."""
    if filing.data.get("is_sanctioned") is True:
        words["designated"] = ("UK",)


def _lost(filing: Filing) -> None:
    for key, reason in _LOST:
        if filing.data.get(key):
            filing.account.lose(key, reason)


def _held(filing: Filing, holder: str) -> list[Told]:
    span = filing.span()
    if span is None:
        return []
    if filing.data["kind"].endswith("-beneficial-owner"):
        span["beneficial"] = True
    held: list[Told] = []
    for nth, (code, told, again) in enumerate(_natures(filing), 1):
        words: Object = {"right": told.right, "link": told.link, "wording": tidy(code)}
        share = told.share
        if again or _twice(filing, holder, told, span):
            share = at_most(share)
        elif told.block:
            words["joint"] = f"{filing.company} {told.block}"
        if share is not None:
            words["share"] = share
        if told.capacity != "own":
            words["capacity"] = told.capacity
        held.append(filing.holding(nth, holder, words, span))
    return held


def _twice(filing: Filing, holder: str, told: Nature, span: Object) -> bool:
    """Whether a company that is filed twice is told to hold the same right twice at one time."""
    if holder == filing.name or told.share is None or span.keys() & {"until", "status"}:
        return False
    key = holder, told.right
    if key in filing.told:
        reason = "a holder filed twice with one right: its lower end is not counted twice"
        filing.account.read_as("natures_of_control", reason)
        return True
    filing.told.add(key)
    return False


def _natures(filing: Filing) -> list[tuple[str, Nature, bool]]:
    """The rights of one line, and of each whether it may be a part of another one of them.

    Two holdings of one right add up; but one who ticks a box for shares held alone and another
    for shares held by a firm mostly means the same shares. The highest lower end is kept.
    """
    found: dict[str, Nature] = {}
    account, what = filing.account, "natures_of_control"
    codes: Any = filing.data.get(what)
    if not isinstance(codes, list) or not codes:
        account.read_as(what, "none is told: told as a right that is not known")
        return [("", UNREAD, False)]
    told = cast("list[object]", codes)
    if len(told) > _MOST:
        account.lose(what, f"more than {_MOST} in one line", len(told))
    for code in told[:_MOST]:
        if not isinstance(code, str):
            account.lose(what, "not a text", code)
        elif code in found:
            account.read_as(what, "told twice in one line: told once", code)
        else:
            read = nature(code)
            if read is None:
                account.lose(what, "a code that is not known: told as an unknown right", code)
            elif read.reading:
                account.read_as(what, read.reading, code)
            found[code] = read or UNREAD
    if len(found) == len({each.right for each in found.values()}):
        return [(code, each, False) for code, each in found.items()]
    return _apart(filing, found)


def _apart(filing: Filing, found: dict[str, Nature]) -> list[tuple[str, Nature, bool]]:
    kept: dict[str, str] = {}  # by right, the code whose lower end counts
    for code, each in sorted(found.items(), key=_lowest):
        if each.share is not None:
            kept[each.right] = code
    told: list[tuple[str, Nature, bool]] = []
    for code, each in found.items():
        again = each.share is not None and kept[each.right] != code
        if again:
            reason = "may be the same part as in another code: its lower end is not counted twice"
            filing.account.read_as("natures_of_control", reason, code)
        told.append((code, each, again))
    return told


def _lowest(item: tuple[str, Nature]) -> tuple[Fraction, bool]:
    """In ascending order, and what is held alone last among equals."""
    share, capacity = item[1].share, item[1].capacity
    return (share.low if share is not None else Fraction(0), capacity == "own")
