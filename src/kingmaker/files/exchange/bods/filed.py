"""What an interest says beyond its fields: the codes of a register, kept in its details.

Open Ownership publishes the register of people with significant control of the United Kingdom with
shares ``from 50 to 75`` where the register has more than 50 and less than 75, and keeps the codes
as they were filed in the details of each interest. They are read with the register's own table.

References
----------
Open Ownership (2025). UK PSC register in the Beneficial Ownership Data Standard, version 0.4.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kingmaker.files.bods import Interest
from kingmaker.files.exchange.bods.words import RIGHTS
from kingmaker.files.exchange.psc.natures import Nature, at_most, nature
from kingmaker.model import Portion
from kingmaker.model.portions import UNKNOWN

_LIST = re.compile(r"Relationship Type: \[(.*)\]", re.DOTALL)
_CODE = re.compile(r"'([a-z0-9-]{1,200})'")
_LONGEST = 20_000  # signs; a record has a handful of codes


@dataclass(frozen=True, slots=True)
class Filed:
    """What was filed of one interest.

    Attributes
    ----------
    nature : Nature or None
        As the register's table has it; None if the details do not hold its codes.
    share : Portion or None
        How much, as the code says; without its lower end, if it may be a part of what another
        code of the same filing says.
    again : bool
        Whether it may be.
    doubtful : bool
        Whether more interests than codes say the same.
    """

    nature: Nature | None = None
    share: Portion | None = None
    again: bool = False
    doubtful: bool = False

    @property
    def block(self) -> str:
        """What those who hold so hold together; empty if it is held alone."""
        return self.nature.block if self.nature and not self.again else ""


NOTHING = Filed()


def filed(interest: Interest, which: int) -> Filed:
    """Find the code behind an interest.

    Parameters
    ----------
    interest : Interest
        With the codes in its details.
    which : int
        How many equal interests come before it in its statement: they stand in the order of the
        codes.
    """
    codes = _natures(interest.details) if interest.details else ()
    right, told = RIGHTS.get(interest.type or ""), share_of(interest)
    alike = [code for code in codes if code.right == right]
    fitting = [code for code in alike if _fits(code, told)]
    if not fitting:
        return NOTHING
    code = fitting[min(which, len(fitting) - 1)]
    less = at_most(code.share)
    again = code != max(alike, key=_most) or (told == less != code.share)
    return Filed(code, less if again else code.share, again, which >= len(fitting))


def _most(code: Nature) -> tuple[Fraction, bool]:
    """In the order in which the register's reader lets codes count that may be of one part."""
    return code.share.low if code.share else Fraction(0), code.capacity == "own"


@lru_cache(maxsize=1 << 12)  # a register has few different ones
def _natures(details: str) -> tuple[Nature, ...]:
    if len(details) > _LONGEST:
        return ()
    listed = _LIST.fullmatch(details)
    found = map(nature, _CODE.findall(listed[1]) if listed else (details,))
    return tuple(each for each in found if each is not None)


def _fits(code: Nature, told: Portion | None) -> bool:
    """Whether an interest has the bounds of a code, however open its ends."""
    if told is None or code.share is None:
        return told is None
    return (told.low, told.high) == (code.share.low, code.share.high) or told == at_most(
        code.share
    )


def share_of(interest: Interest) -> Portion | None:
    """How much is held as the fields of an interest say; None if they do not, or contradict."""
    if interest.share is None:
        return None
    low, low_open, high, high_open = interest.share.bounds
    try:
        found = Portion(low, high, low_open, high_open)
    except ValueError:
        return None
    return None if found == UNKNOWN else found
