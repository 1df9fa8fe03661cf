"""What an organisation is. Plain, frozen types; no files, no arithmetic."""

from kingmaker.model.changes import after
from kingmaker.model.events import Agreement, Event, Fact
from kingmaker.model.evidence import Claim, Dispute, Entry, Names, Noun, Reference, Source
from kingmaker.model.needs import (
    SUPPLIES,
    AllSupplies,
    AnySupply,
    Need,
    PeopleOf,
    SomeSupplies,
    Supply,
)
from kingmaker.model.organisation import Organisation
from kingmaker.model.parties import Body, Holding, Party, Product, Seat
from kingmaker.model.rules import (
    RULES,
    AllOf,
    AnyOf,
    Approval,
    Consent,
    Decision,
    Effect,
    Quorum,
    Rule,
    SomeOf,
    Threshold,
    Vote,
)
from kingmaker.model.values import Money, When, exact, money, number, plain, share, when

__all__ = [
    "RULES", "SUPPLIES", "Agreement", "AllOf", "AllSupplies", "AnyOf", "AnySupply", "Approval",
    "Body", "Claim", "Consent", "Decision", "Dispute", "Effect", "Entry", "Event", "Fact",
    "Holding", "Money", "Names", "Need", "Noun", "Organisation", "Party", "PeopleOf", "Product",
    "Quorum", "Reference", "Rule", "Seat", "SomeOf", "SomeSupplies", "Source", "Supply",
    "Threshold", "Vote", "When", "after", "exact", "money", "number", "plain", "share", "when",
]  # fmt: skip
