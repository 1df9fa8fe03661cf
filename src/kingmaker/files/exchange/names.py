"""Names as other files have them, where a case file can have them too."""

from __future__ import annotations

import re

from kingmaker.files.exchange.told import named

NAME = re.compile(r"\w[\w-]{0,199}")
"""What can be a name in a case file."""


def name_of(text: str) -> str:
    """A name for a case file: the text itself if it can be one.

    Examples
    --------
    >>> name_of("NK-7Gh2")
    'NK-7Gh2'
    >>> name_of("Acme plc").startswith("acme-plc-")
    True
    """
    return text if NAME.fullmatch(text) else named(text)
