"""The Beneficial Ownership Data Standard: statements read, validated, put in order and written.

References
----------
Open Ownership (2024). Beneficial Ownership Data Standard, version 0.4.
"""

from kingmaker.files.bods.findings import Finding, Report, Spot
from kingmaker.files.bods.records import (
    Address,
    Agent,
    Annotation,
    Entity,
    EntityType,
    Identifier,
    Interest,
    Jurisdiction,
    Name,
    Person,
    Publication,
    Relationship,
    Share,
    Source,
    Statement,
    Unspecified,
)
from kingmaker.files.bods.state import Held, State, current
from kingmaker.files.bods.statements import Entry, Told, records, statements
from kingmaker.files.bods.upgrading import Change
from kingmaker.files.bods.validation import validate
from kingmaker.files.bods.writing import dump, encoded, identified

__all__ = [
    "Address",
    "Agent",
    "Annotation",
    "Change",
    "Entity",
    "EntityType",
    "Entry",
    "Finding",
    "Held",
    "Identifier",
    "Interest",
    "Jurisdiction",
    "Name",
    "Person",
    "Publication",
    "Relationship",
    "Report",
    "Share",
    "Source",
    "Spot",
    "State",
    "Statement",
    "Told",
    "Unspecified",
    "current",
    "dump",
    "encoded",
    "identified",
    "records",
    "statements",
    "validate",
]  # fmt: skip
