"""FollowTheMoney: entities of investigations and lists of the sanctioned, in and out.

One entity a line, with a schema and properties that are lists of texts. Who owns what is an
entity too, and how much of it is free text.

References
----------
Organized Crime and Corruption Reporting Project and OpenSanctions. FollowTheMoney: a data model
for anti-corruption investigations.
"""

from kingmaker.files.exchange.ftm.reading import is_ftm, read
from kingmaker.files.exchange.ftm.writing import write

__all__ = ["is_ftm", "read", "write"]
