"""Days as the register and the table of companies write them."""

from __future__ import annotations

import re
from functools import lru_cache

from kingmaker.model.values import When

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TURNED = re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})")
_SIGNS = 10


def day(text: str) -> When | None:
    """Give a day.

    Parameters
    ----------
    text : str
        ``2016-04-06`` or ``06/04/2016``.

    Returns
    -------
    When or None
        None if it is no day.
    """
    return _day(text) if len(text) == _SIGNS else None


@lru_cache(maxsize=1 << 15)  # a register has few different ones
def _day(text: str) -> When | None:
    if found := _TURNED.fullmatch(text):
        text = f"{found[3]}-{found[2]}-{found[1]}"
    return _when(text) if _DAY.fullmatch(text) else None


@lru_cache(maxsize=1 << 12)
def month(year: int, of: int | None) -> When | None:
    """Give a year, or a month of it.

    Examples
    --------
    >>> str(month(1961, 2))
    '1961-02'
    """
    return _when(f"{year:04d}" if of is None else f"{year:04d}-{of:02d}")


def _when(text: str) -> When | None:
    try:
        return When(text)
    except ValueError:
        return None
