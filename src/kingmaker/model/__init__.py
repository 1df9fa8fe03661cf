"""What an organisation is. Plain, frozen types; no files, no arithmetic."""

from kingmaker.model.changes import after, changed, seats_of
from kingmaker.model.conditions import Condition, Stake
from kingmaker.model.decisions import Decision, Effect, ForEach, Issue, Transfer
from kingmaker.model.events import Agreement, Event, Fact
from kingmaker.model.evidence import (
    EACH,
    Claim,
    Dispute,
    Entry,
    Names,
    Noun,
    Reference,
    Source,
)
from kingmaker.model.goals import Coalition, Goal, Member, goal
from kingmaker.model.holdings import RIGHTS, Holding, Right, ShareClass
from kingmaker.model.needs import (
    SUPPLIES,
    AllSupplies,
    AnySupply,
    Need,
    PeopleOf,
    SomeSupplies,
    Supply,
)
from kingmaker.model.organisation import Flag, Organisation
from kingmaker.model.parties import Body, Party, Product, Seat
from kingmaker.model.portions import Portion, portion
from kingmaker.model.questions import Asked, Figure, Level, Want
from kingmaker.model.rules import (
    RULES,
    AllOf,
    AnyOf,
    Approval,
    Automatic,
    Ballot,
    Consent,
    NoObjection,
    Quorum,
    Rule,
    SomeOf,
    Threshold,
    Unless,
    Vote,
)
from kingmaker.model.timing import Meeting, Timing
from kingmaker.model.values import Money, When, exact, money, number, plain, share, when

__all__ = [
    "EACH", "RIGHTS", "RULES", "SUPPLIES", "Agreement", "AllOf", "AllSupplies", "AnyOf",
    "AnySupply", "Approval", "Asked", "Automatic", "Ballot", "Body", "Claim", "Coalition",
    "Condition", "Consent", "Decision", "Dispute", "Effect", "Entry", "Event", "Fact",
    "Figure", "Flag", "ForEach", "Goal", "Holding", "Issue", "Level", "Meeting", "Member",
    "Money", "Names", "Need", "NoObjection", "Noun", "Organisation", "Party", "PeopleOf",
    "Portion", "Product", "Quorum", "Reference", "Right", "Rule", "Seat", "ShareClass",
    "SomeOf", "SomeSupplies", "Source", "Stake", "Supply", "Threshold", "Timing", "Transfer",
    "Unless", "Vote", "Want", "When", "after", "changed", "exact", "goal", "money", "number",
    "plain", "portion", "seats_of", "share", "when",
]  # fmt: skip
