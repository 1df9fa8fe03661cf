"""Company numbers, and whether what is told of a register means Companies House.

A number is taken for one of Companies House only if the words beside it are in a fixed list;
guessing would make one party of two.
"""

from __future__ import annotations

import re
from functools import lru_cache

SCHEME = "GB-COH"
"""The register of companies of the United Kingdom, in the list of org-id.guide."""

_NUMBER = re.compile(r"([A-Z]{0,2})([0-9]{1,8})([A-Z]{0,2})")
_DIGITS = 8
_LONGEST = 400  # signs of the words that are remembered
_FEWEST = 4  # digits; what is shorter is more often a filler than a number
_INCORPORATED = {"", "SC", "NI", "OC", "SO", "NC", "LP", "SL", "NL", "OE", "FC"}
_ABROAD = ("OE", "FC", "SF", "NF")
_SIGNS = re.compile(r"[^a-z0-9& ]+")

_UNITED = {
    "england", "wales", "england and wales", "england wales", "wales and england",
    "united kingdom", "uk", "u k", "great britain", "gb", "britain",
    "england uk", "england united kingdom", "wales uk", "wales united kingdom",
    "england and wales uk", "england and wales united kingdom", "uk england and wales",
    "united kingdom england and wales", "united kingdom england", "uk england",
    "england great britain", "england and wales great britain", "the united kingdom",
    "united kingdom of great britain and northern ireland", "england gb",
}  # fmt: skip
_APART = {
    "scotland", "scotland uk", "scotland united kingdom", "united kingdom scotland",
    "northern ireland", "northern ireland uk", "northern ireland united kingdom",
    "united kingdom northern ireland",
}  # fmt: skip
_OFFICES_APART = {
    "companies house edinburgh", "companies house scotland", "companies house belfast",
    "companies house northern ireland", "registrar of companies for scotland",
    "registrar of companies scotland", "registrar of companies for northern ireland",
    "registrar of companies northern ireland",
}  # fmt: skip
_OFFICES = {
    "companies house cardiff", "companies house uk", "uk companies house",
    "united kingdom companies house", "companies house united kingdom",
    "companies house england", "companies house england and wales", "companies house wales",
    "companies house for england and wales", "companies house of england and wales",
    "companies house cardiff uk", "companies house cardiff wales", "companies house london",
    "england and wales companies house", "england companies house",
    "registrar of companies for england and wales", "registrar of companies england and wales",
    "registrar of companies of england and wales", "register of companies england and wales",
    "register of companies for england and wales", "companies registry england and wales",
    "the registrar of companies for england and wales", "companies register england and wales",
    "england and wales registrar of companies", "england and wales companies registry",
    "uk register of companies", "uk companies register", "uk companies registry",
    "uk registrar of companies", "united kingdom register of companies",
}  # fmt: skip
_ANYWHERE = {  # other countries have these too: they count beside a country only
    "companies house", "company house", "companies register", "companies registry",
    "register of companies", "registrar of companies", "the registrar of companies",
    "companies house register", "the companies house", "cardiff", "london",
}  # fmt: skip


def _words(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text.lower()).replace("&", " and ").split())


def company_number(text: str) -> str:
    """Give a company number in full: eight signs, in capitals.

    Returns
    -------
    str
        Empty if it is none.

    Examples
    --------
    >>> company_number("3530981"), company_number(" sc12345 "), company_number("41-0406690")
    ('03530981', 'SC012345', '')
    """
    plain = text.strip().upper()
    found = _NUMBER.fullmatch(plain) if len(plain) <= _DIGITS else None
    if found is None or not found[2].strip("0"):
        return ""
    if len(plain) == _DIGITS:
        return plain
    if found[3] or len(found[1]) == 1:
        return ""
    return found[1] + found[2].zfill(_DIGITS - len(found[1]))


def home(number: str) -> str:
    """Give the country of a company by its number: none for one that is from abroad."""
    return "" if number.startswith(_ABROAD) else "GB"


@lru_cache(maxsize=1 << 14)
def _register(place: str, country: str) -> str:
    """Tell which numbers are meant: ``all``, those ``apart`` with letters before them, or none."""
    where, land = _words(place), _words(country)
    named = where in _UNITED or where in _OFFICES
    apart = where in _APART or where in _OFFICES_APART
    if not (named or apart or not where or where in _ANYWHERE):
        return ""
    if land in _APART:
        return "apart"
    if land in _UNITED or (not land and (named or apart)):
        return "apart" if apart else "all"
    return ""


def told_number(number: str, place: str, country: str) -> str:
    """Give the number at Companies House that a filing tells of a company.

    Parameters
    ----------
    number, place, country : str
        ``registration_number``, ``place_registered`` and ``country_registered``, as filed.

    Returns
    -------
    str
        Empty if the filing does not say beyond doubt that it is one. A bare number beside
        Scotland or Northern Ireland may lack its letters, and is none.

    Examples
    --------
    >>> told_number("3530981", "Companies House", "England & Wales")
    '03530981'
    >>> told_number("123456", "Companies House", "Scotland")
    ''
    """
    meant = _register(place, country) if len(place) + len(country) < _LONGEST else ""
    joined = "".join(number.split())
    full = company_number(joined) if meant and len(joined) >= _FEWEST else ""
    letters = full.rstrip("0123456789")
    if not full or letters not in _INCORPORATED or (meant == "apart" and not letters):
        return ""
    return full
