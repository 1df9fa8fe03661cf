"""Open Cap Table Format: who was issued how many shares of a company, and what became of them.

A package is a zip or a folder: a manifest that names the company and the other files, and lists
of stakeholders, classes of stock and transactions.

References
----------
Open Cap Table Coalition. Open Cap Format, version 1.2.
"""

from kingmaker.files.exchange.ocf.package import is_ocf
from kingmaker.files.exchange.ocf.reading import read

__all__ = ["is_ocf", "read"]
