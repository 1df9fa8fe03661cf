"""Natures of control: the codes of the register as rights, bands and capacities.

The bands are those of the law: more than 25 % and not more than 50 %, more than 50 % and less than
75 %, 75 % or more. The register's longer descriptions put exactly 75 % into the band below; its
shorter ones, its forms and the law put it above.

References
----------
The Register of People with Significant Control Regulations 2016 (SI 2016/339), Schedule 2.
Companies House: enumerations, descriptions of natures of control.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from kingmaker.model.holdings import Capacity, Link, Right
from kingmaker.model.portions import Portion, portion

_CODE = re.compile(
    r"(ownership-of-shares|voting-rights|(?:part-)?right-to-share-surplus-assets"
    r"|right-to-appoint-and-remove-(?:directors|members|person)|significant-influence-or-control)"
    r"(?:-(25-to-50|50-to-75|75-to-100|more-than-25)-percent)?"
    r"(?:-as-(control-over-)?(trust|firm))?"
    r"(?:-(limited-liability-partnership|registered-overseas-entity))?"
)
_NOMINEE = re.compile(
    r"registered-owner-as-nominee-(person|another-entity)"
    r"-(?:england-wales|scotland|northern-ireland)-registered-overseas-entity"
)
_BANDS = {
    "25-to-50": portion("over 25% to 50%"),
    "50-to-75": portion("over 50% to under 75%"),
    "75-to-100": portion("at least 75%"),
    "more-than-25": portion("over 25%"),
}
_MAJORITY = portion("over 50%")  # of a board, or of those who manage a partnership
_CAPACITIES: dict[str, Capacity] = {"trust": "trustee", "firm": "firm"}
_LONGEST = 200  # signs; the longest code has about a hundred

_OVER = {
    "trust": "influence over a trust whose trustees hold: told as held by a trustee, as one part "
    "with all who hold so in the same band",
    "firm": "influence over a firm whose members hold: told as held as one of the firm, as one "
    "part with all who hold so in the same band",
}
_WITHIN = {
    "trust": "held by trustees together: one part with all who hold so in the same band",
    "firm": "held by members of a firm together: one part with all who hold so in the same band",
}
_LAND = {
    "person": "land that the entity holds for another: told as a right in the entity",
    "another-entity": "land that the entity holds for another entity, of which the holder is an "
    "owner: told as an indirect right of the holder in the entity",
}


@dataclass(frozen=True, slots=True)
class Nature:
    """What one code says.

    Attributes
    ----------
    right : str
        Of `kingmaker.model.holdings.RIGHTS`.
    share : Portion or None
        How much of it, if it is a right of which there can be parts.
    capacity : str
        How the holder holds it.
    link : str
        A code mostly covers what is held directly or indirectly, and does not say which.
    block : str
        All who hold so in one company hold one part together, and the part bears this name.
    reading : str
        In which other sense it is told than the register means, if it is.
    """

    right: Right
    share: Portion | None = None
    capacity: Capacity = "own"
    link: Link = "unspecified"
    block: str = ""
    reading: str = ""


UNREAD = Nature("unknown")
"""Some right: the code is not known, or there is none."""


def nature(code: str) -> Nature | None:
    """Give what a code of the register says.

    Returns
    -------
    Nature or None
        None if the code is not known.

    Examples
    --------
    >>> str(nature("ownership-of-shares-50-to-75-percent").share)
    'over 50% to under 75%'
    """
    return _nature(code) if len(code) <= _LONGEST else None


@lru_cache(maxsize=1 << 10)  # there are about a hundred
def _nature(code: str) -> Nature | None:
    if found := _NOMINEE.fullmatch(code):
        link: Link = "direct" if found[1] == "person" else "indirect"
        return Nature("nominator", link=link, reading=_LAND[found[1]])
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    what, band, over, whose, of = found.groups()
    right = _right(what)
    if (right in ("appointment", "influence")) != (band is None):
        return None
    share = _BANDS[band] if band else _MAJORITY if right == "appointment" else None
    if whose is None:
        return None if over else Nature(right, share)
    overseas = of == "registered-overseas-entity"  # its codes tell those within from those over
    told = _WITHIN if overseas and not over else _OVER
    amount = f"-{band}-percent" if band else ""
    return Nature(right, share, _CAPACITIES[whose], "unspecified",
                  f"{what}{amount}-as-{whose}", told[whose])  # fmt: skip


def _right(
    what: str,
) -> Literal["economic", "votes", "surplus", "appointment", "influence"]:
    if what == "ownership-of-shares":
        return "economic"
    if what == "voting-rights":
        return "votes"
    if what.endswith("surplus-assets"):
        return "surplus"
    return "influence" if what == "significant-influence-or-control" else "appointment"


def at_most(share: Portion | None) -> Portion | None:
    """Give a part without its lower end: it may be nothing, since it may be told elsewhere.

    Examples
    --------
    >>> str(at_most(portion("over 25% to 50%")))
    'up to 50%'
    """
    return None if share is None else Portion(Fraction(0), share.high, False, share.high_open)
