"""Statements of the Beneficial Ownership Data Standard (BODS) as a case, and a case as those.

What a statement says lies in two times: that of what it is about, and that of when it was said.
Both are carried, so that what was held on a day as it was known on another is the same on either
side.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard, version 0.4.
"""

from kingmaker.files.exchange.bods.noticing import is_bods
from kingmaker.files.exchange.bods.reading import read
from kingmaker.files.exchange.bods.writing import write

__all__ = ["is_bods", "read", "write"]
