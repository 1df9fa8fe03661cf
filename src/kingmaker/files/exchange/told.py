"""What files of other formats tell, one thing at a time.

A reader gives parties, classes of shares, holdings and sources as the case file has them, each
under a name that follows from its identifier alone, so that a stream need not be kept to be
understood. A party may be told after a holding that names it, or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from kingmaker.model import Holding, Party, ShareClass, Source

Entry: TypeAlias = "Party | ShareClass | Holding | Source"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that a file tells.

    Attributes
    ----------
    name : str
        By which holdings refer to it, as a case file would have it; see `named`.
    entry : Party, ShareClass, Holding or Source
        What is told of it. What a party with the same name is told of more than once is
        told of one party: what is said later counts.
    place : str
        Where in the file: ``line 12``, ``statement 7a3f``.
    """

    name: str
    entry: Entry
    place: str = ""

    @property
    def section(self) -> str:
        """Where in a case it stands."""
        return SECTIONS[type(self.entry)]


SECTIONS: dict[type, str] = {
    Source: "sources",
    Party: "parties",
    ShareClass: "classes",
    Holding: "holdings",
}
"""By what is told, the section of a case."""

Stream: TypeAlias = Iterator[Told]

_OTHER = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 64  # signs of a name


def named(*parts: str) -> str:
    """A name for a case file made of identifiers, the same for the same identifiers always.

    Identifiers that differ in more than case, or in signs that a name cannot have, never share
    a name: where something is left out, a few signs are added that tell them apart.

    Examples
    --------
    >>> named("GB-COH", "07444723")
    'gb-coh-07444723'
    >>> named("GB-COH", "07444723/1").startswith("gb-coh-07444723-1-")
    True
    """
    whole = "-".join(parts).lower()
    name = _OTHER.sub("-", whole).strip("-")
    apart = not any("-" in part for part in parts[1:])  # else the seam could lie elsewhere
    if apart and name == whole and _PLAIN.fullmatch(name) and len(name) <= _LONGEST:
        return name
    digest = blake2b("\0".join(parts).lower().encode(), digest_size=5).hexdigest()
    return f"{name[: _LONGEST - 11].strip('-') or 'x'}-{digest}"
