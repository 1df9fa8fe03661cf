"""The register of people with significant control of the United Kingdom, and its companies.

The register comes as lines of JSON, one for each person, statement or exemption, and last a line
with totals; the companies as a table. A holder on the register is one filing: whoever is filed
twice is told as two parties, since names and months of birth do not make one of them.

References
----------
Companies Act 2006, Part 21A and Schedule 1A; Economic Crime (Transparency and Enforcement) Act
2022, Part 1. Companies House: snapshot of people with significant control, and basic company data.
"""

from kingmaker.files.exchange.psc.companies import is_companies, read_companies
from kingmaker.files.exchange.psc.lines import is_psc, read

__all__ = ["is_companies", "is_psc", "read", "read_companies"]
